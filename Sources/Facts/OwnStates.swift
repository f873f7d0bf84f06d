internal import Catalog
internal import CodeModel
internal import Parsing

/// What a loop that only looks waits for, when all of it is the program's own: flags that the file itself sets, and events, threads,
/// queues and processes of the standard kinds. What a library sets, or nobody knows who, is nothing that the program could tell.
struct OwnStates {
    private let extraction: CodeExtraction
    private let order: TextOrder
    /// Fields that something in the file sets, on whatever object.
    private let fields: Set<String>
    /// Blocks in the order of the text.
    private let blocks: [Block]

    private var unit: CodeUnit { extraction.unit }
    private var resolver: Resolver { extraction.resolver }

    struct Awaited {
        /// The expression that shows what is waited for.
        var state: ExpressionID
        /// What waits for it without looking.
        var remedy: String?
    }

    init(_ extraction: CodeExtraction, _ order: TextOrder) {
        self.extraction = extraction
        self.order = order
        let unit = extraction.unit
        var fields: Set<String> = []
        for declaration in unit.classes {
            fields.formUnion(declaration.assigned.keys)
            fields.formUnion(declaration.fields.lazy.map(\.name))
        }
        // `other.ready = True`: what is assigned to stands alone.
        for expression in unit.expressions where expression.parent < 0 && expression.role == .part {
            if case .member(_, let name) = expression.kind, Self.isAssigned(expression.span, unit) { fields.insert(name) }
        }
        self.fields = fields
        blocks = unit.blocks.sorted { $0.span.start < $1.span.start }
    }

    /// Whether `=`, `+=` or the like follows.
    private static func isAssigned(_ span: Span, _ unit: CodeUnit) -> Bool {
        let behind = unit.source.text(Span(span.end, min(span.end + 8, unit.source.bytes.count))).drop { $0 == " " }
        if behind.hasPrefix("=") { return !behind.hasPrefix("==") }
        return ["+=", "-=", "|=", "&=", "*="].contains { behind.hasPrefix($0) }
    }

    /// What a loop waits for; nil where it does more than look, gives up by itself, or looks at something that is not known to be its own.
    func awaited(by loop: LoopID, _ calls: [CallID], pause: Double) -> Awaited? {
        guard calls.allSatisfy(isLook), !doesWork(loop) else { return nil }
        var parts: [Part] = []
        if let condition = unit.loops[loop].condition { split(condition, ends: false, &parts) }
        for test in order.expressions(in: unit.loops[loop].bodySpan) where unit[test].role == .condition {
            switch leaves(after: test) {
            case .some(true): split(test, ends: true, &parts)
            case .some(false): break
            case nil: return nil
            }
        }
        var states: [State] = []
        for part in parts {
            if case .flag = unit[part.test].kind { continue }
            guard let state = state(part, in: loop) else { return nil }
            states.append(state)
        }
        guard let first = states.first else { return nil }
        guard states.count > 1 else {
            guard !(first.known?.isForSpinning ?? false) || pause == 0 else { return nil }
            return Awaited(state: whole(first.test), remedy: first.known?.wait)
        }
        // One call cannot wait for a process and a flag at once; whoever sets flags can tell of each of them.
        guard states.allSatisfy({ $0.known?.isFlag ?? true }) else { return nil }
        let changing = states.first { isChangedLater($0.test) } ?? first
        return Awaited(state: whole(changing.test), remedy: nil)
    }

    // MARK: What ends the loop

    /// One question, and the answer to it with which the loop may end.
    private struct Part {
        var test: ExpressionID
        var ends: Bool
    }

    private struct State {
        var test: ExpressionID
        var known: WorkKnowledge.LocalState?
    }

    private func split(_ test: ExpressionID, ends: Bool, _ parts: inout [Part]) {
        var pending = [Part(test: test, ends: ends)]
        while let next = pending.popLast() {
            switch unit[next.test].kind {
            case .negation(let inner): pending.append(Part(test: inner, ends: !next.ends))
            case .both(let operands), .either(let operands): pending += operands.reversed().map { Part(test: $0, ends: next.ends) }
            default: parts.append(next)
            }
        }
    }

    /// Whether what is done when a test holds leaves the loop; nil where it goes on to the next round, so that what follows is another branch.
    private func leaves(after test: ExpressionID) -> Bool? {
        var low = 0
        var high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].span.start < unit[test].span.end { low = middle + 1 } else { high = middle }
        }
        guard low < blocks.count else { return false }
        let block = blocks[low]
        if block.jumps, unit.source.text(extraction.trimmed(block.span)).hasSuffix("continue") { return nil }
        return block.leaves || block.jumps
    }

    /// The question with the `not` before it.
    private func whole(_ test: ExpressionID) -> ExpressionID {
        let parent = unit[test].parent
        if parent >= 0, case .negation = unit[parent].kind { return parent }
        return test
    }

    /// Whether anything but a constructor sets it.
    private func isChangedLater(_ test: ExpressionID) -> Bool {
        order.expressions(in: unit[test].span).contains { id in
            guard case .member(_, let name) = unit[id].kind else { return false }
            return unit.classes.contains { declaration in
                declaration.assigned[name]?.contains { $0.function.map { !["__init__", "__post_init__"].contains(unit.functions[$0].name) } ?? true } ?? false
            }
        }
    }

    // MARK: What is asked

    private func state(_ part: Part, in loop: LoopID) -> State? {
        let test = part.test
        switch unit[test].kind {
        case .call(let call):
            if let inner = measured(call) { return isOwn(inner, loop) == .own ? State(test: test, known: nil) : nil }
            return known(call, until: part.ends).map { State(test: test, known: $0) }
        case .comparison(let operators, let operands):
            guard operators.count == 1, operands.count == 2 else { return nil }
            if case .call(let call) = unit[operands[0]].kind, measured(call) == nil {
                guard let isTrue = truth(operators[0], operands[1]) else { return nil }
                return known(call, until: part.ends == isTrue).map { State(test: test, known: $0) }
            }
            let kinds = operands.map { isOwn($0, loop) }
            return kinds.contains(.own) && !kinds.contains(.unknown) ? State(test: test, known: nil) : nil
        default: return isOwn(test, loop) == .own ? State(test: test, known: nil) : nil
        }
    }

    /// Whether a comparison with a constant that is nothing, or true, holds when the other side is true.
    private func truth(_ symbol: String, _ constant: ExpressionID) -> Bool? {
        let isNothing: Bool
        switch unit[constant].kind {
        case .null: isNothing = true
        case .flag(let flag): isNothing = !flag
        case .number(let number):
            guard number == 0 else { return nil }
            isNothing = true
        default: return nil
        }
        switch symbol {
        case "==", "is": return !isNothing
        case "!=", "is not": return isNothing
        case ">": return isNothing ? true : nil
        default: return nil
        }
    }

    /// What a call of a standard kind tells, when the loop ends with that answer; nil where the object may be of another kind.
    private func known(_ call: CallID, until ends: Bool) -> WorkKnowledge.LocalState? {
        guard case .member(let object, let word) = unit[unit.calls[call].callee].kind else { return nil }
        return extraction.knowledge.work.localState.first { known in
            known.call == word && known.until == ends && (known.types.isEmpty || isOfType(object, known.types))
        }
    }

    private func isOfType(_ object: ExpressionID, _ types: Set<String>) -> Bool {
        let names = resolver.qualifiedNames(object)
        return !names.isEmpty && names.allSatisfy { name in
            guard name.hasSuffix("()") else { return false }
            let type = String(name.dropLast(2))
            if types.contains(type) { return true }
            // A class of this file that is derived from one of them.
            guard type.hasPrefix("."), let declaration = unit.classes.first(where: { $0.name == type.dropFirst() }) else { return false }
            return declaration.bases.contains { resolver.qualifiedNames($0).contains(where: types.contains) }
        }
    }

    /// What `len(…)`, `bool(…)` and the like are asked of.
    private func measured(_ call: CallID) -> ExpressionID? {
        let site = unit.calls[call]
        guard case .name(let word) = unit[site.callee].kind, ["len", "bool", "any", "all"].contains(word) else { return nil }
        return site.positional.first
    }

    // MARK: Whose it is

    private enum Owner { case own, constant, unknown }

    private func isOwn(_ id: ExpressionID, _ loop: LoopID) -> Owner {
        if isClock(id) { return .unknown }
        switch unit[id].kind {
        case .text, .number, .flag, .null: return .constant
        case .name(let name): return owner(of: name, id, loop)
        case .member(let object, let name): return owner(ofField: name, of: object)
        case .index(let object, let key):
            return isOwn(object, loop) == .own && isOwn(key, loop) != .unknown ? .own : .unknown
        case .call(let call): return measured(call).map { isOwn($0, loop) } ?? .unknown
        default: return .unknown
        }
    }

    private func isClock(_ id: ExpressionID) -> Bool {
        let text = unit.text(id).lowercased()
        return ["time(", "monotonic(", "perf_counter(", "now(", "elapsed", "deadline", "timeout"].contains(where: text.contains)
    }

    private func owner(ofField name: String, of object: ExpressionID) -> Owner {
        switch resolver.resolve(object).value {
        case .classDeclaration(let declaration) where unit.classes[declaration].isEnumeration: return .constant
        case .receiver, .classDeclaration: return fields.contains(name) ? .own : .unknown
        default: break
        }
        let names = resolver.qualifiedNames(object)
        // `Status.READY` of another file.
        if name == name.uppercased(), names.allSatisfy({ !$0.hasPrefix("?") && !$0.hasSuffix("()") }) { return .constant }
        // An object of a class that is imported has fields that others set.
        guard names.allSatisfy({ $0.hasPrefix("?") || $0.hasPrefix(".") }) else { return .unknown }
        return fields.contains(name) ? .own : .unknown
    }

    /// A variable of the module or of a function around this one is its own; a local one stays what it is, unless the loop counts it.
    private func owner(of name: String, _ id: ExpressionID, _ loop: LoopID) -> Owner {
        let function = unit.function(around: unit.loops[loop].scope)
        var scope: ScopeID? = unit[id].scope
        while let current = scope {
            let holder = unit.scopes[current].outerNames[name] ?? current
            if let bindings = unit.scopes[holder].bindings[name], !bindings.isEmpty {
                var isSet = false
                for binding in bindings {
                    switch binding.source {
                    case .imported, .function, .classDeclaration: return .unknown
                    case .parameter: break
                    default: isSet = true
                    }
                    if binding.loop == loop { return .unknown }
                }
                if case .module = unit.scopes[holder].kind {
                    return name == name.uppercased() && bindings.count == 1 && !isFlag(bindings[0]) ? .constant : .own
                }
                guard unit.function(around: holder) != function else { return .constant }
                return isSet ? .own : .unknown
            }
            scope = unit.scopes[current].parent
        }
        return .unknown
    }

    /// `READY = False`, which says what is not yet so.
    private func isFlag(_ binding: Binding) -> Bool {
        guard case .expression(let value) = binding.source else { return false }
        switch unit[value].kind {
        case .flag, .null: return true
        default: return false
        }
    }

    // MARK: What a round does

    /// Asks for a state, or does nothing that counts.
    private func isLook(_ call: CallID) -> Bool {
        let work = extraction.knowledge.work
        guard let word = extraction.calledWord(unit.calls[call].callee) else { return false }
        if work.idleCalls.contains(word) { return true }
        guard case .member = unit[unit.calls[call].callee].kind else { return false }
        return work.localState.contains { $0.call == word }
    }

    /// Whether a round binds anything but counters.
    private func doesWork(_ loop: LoopID) -> Bool {
        order.expressions(in: unit.loops[loop].bodySpan).contains { id in
            guard case .assigned(let names) = unit[id].role else { return false }
            if case .number = unit[id].kind { return false }
            return names.isEmpty || !isTime(id)
        }
    }

    private func isTime(_ id: ExpressionID) -> Bool {
        guard case .call(let call) = unit[id].kind else { return false }
        return extraction.calledWord(unit.calls[call].callee).map(extraction.knowledge.work.idleCalls.contains) ?? false
    }
}
