internal import Catalog
internal import CodeModel
internal import Parsing

/// What a loop that only looks waits for, when all of it is the program's own: flags that the file itself sets, and events, threads,
/// queues and processes of the standard kinds. What a library sets, or nobody knows who, is nothing that the program could tell.
struct OwnStates {
    private let extraction: CodeExtraction
    private let order: TextOrder
    private let words: WaitingKnowledge.Language
    private let variables: OwnVariables
    private let rounds: IdleRounds

    private var unit: CodeUnit { extraction.unit }
    private var resolver: Resolver { extraction.resolver }

    struct Awaited {
        /// The expression that shows what is waited for.
        var state: ExpressionID
        /// What waits for it without looking.
        var remedy: String
    }

    init(_ extraction: CodeExtraction, _ order: TextOrder) {
        self.extraction = extraction
        self.order = order
        words = extraction.waiting
        variables = OwnVariables(extraction)
        rounds = IdleRounds(extraction, order)
    }

    /// What a loop waits for; nil where it does more than look, gives up by itself, or looks at something that is not known to be its own.
    ///
    /// - Parameter sleep: the call that pauses, none in a loop that does nothing at all.
    func awaited(by loop: LoopID, _ calls: [CallID], sleep: CallID?, pause: Double) -> Awaited? {
        guard !rounds.doesWork(loop, besides: sleep), calls.allSatisfy({ isLook($0) || isQuestion($0, loop) || rounds.isOfFailure($0) }) else { return nil }
        guard let parts = rounds.endings(of: loop), !extraction.isDecidedBefore(loop, order, rounds) else { return nil }
        var states: [State] = []
        for part in parts {
            if isSettled(part.test, loop) { continue }
            guard let state = state(part, in: loop), pause == 0 || !isDrained(part) else { return nil }
            states.append(state)
        }
        guard let first = states.first, !isLockFree(states, loop, pause: pause) else { return nil }
        guard states.count > 1 else {
            guard !(first.known?.isForSpinning ?? false) || pause == 0 else { return nil }
            return Awaited(state: first.test, remedy: first.known?.wait ?? first.wait ?? words.signal)
        }
        // One call cannot wait for a process and a flag at once; whoever sets flags can tell of each of them.
        guard states.allSatisfy({ $0.known?.isFlag ?? true }) else { return nil }
        let changing = states.first { isChangedLater($0.test) } ?? first
        return Awaited(state: changing.test, remedy: words.signal)
    }

    /// Whether a question has one answer for as long as the loop runs.
    private func isSettled(_ test: ExpressionID, _ loop: LoopID) -> Bool {
        switch unit[test].kind {
        case .flag: true
        case .name: isOwn(test, loop) == .constant
        default: false
        }
    }

    /// Rounds of a lock or of a queue without locks, which last for a few instructions.
    private func isLockFree(_ states: [State], _ loop: LoopID, pause: Double) -> Bool {
        let names = states.flatMap { order.expressions(in: unit[$0.test].span) }.compactMap { variables.lastName($0) }
        if names.contains(where: variables.exchanged.contains) { return true }
        guard pause == 0 else { return false }
        let file = extraction.path.split(separator: "/").last.map(String.init) ?? ""
        let around = NameWords.split(file) + NameWords.split(unit.symbol(around: unit.loops[loop].scope))
        return around.contains(where: extraction.knowledge.waiting.lockFree.contains)
    }

    private struct State {
        var test: ExpressionID
        var known: WaitingKnowledge.State?
        /// What waits for a variable of its kind.
        var wait: String?
    }

    /// Whether anything but a constructor sets it.
    private func isChangedLater(_ test: ExpressionID) -> Bool {
        order.expressions(in: unit[test].span).contains { id in
            if case .member(_, let name) = unit[id].kind { variables.changed.contains(name) } else { false }
        }
    }

    // MARK: What is asked

    /// Until nothing is left: calls that are under way, or what others take. With pauses, and for as short as that takes, it may wait.
    private func isDrained(_ part: IdleRounds.Ending) -> Bool {
        guard case .comparison(let operators, let operands) = unit[part.test].kind, operators.count == 1, operands.count == 2 else { return false }
        if case .number(0) = unit[operands[1]].kind {
            switch operators[0] {
            case ">", "!=", "!==": return !part.ends
            case "==", "===", "<=": return part.ends
            default: return false
            }
        }
        return false
    }

    private func state(_ part: IdleRounds.Ending, in loop: LoopID) -> State? {
        let test = part.test
        switch unit[test].kind {
        case .call(let call) where isQuestion(call, loop): return State(test: test)
        case .call, .member:
            if let inner = measured(test) { return isOwn(inner, loop, isShared: read(test) != nil) == .own ? State(test: test, wait: read(test)?.wait) : nil }
            if let asked = asked(test), isKnown(asked) { return known(asked, until: part.ends).map { State(test: test, known: $0) } }
        case .comparison(let operators, let operands):
            guard operators.count == 1, operands.count == 2 else { return nil }
            if measured(operands[0]) == nil, let asked = asked(operands[0]), isKnown(asked) {
                guard let isTrue = truth(operators[0], operands[1]) else { return nil }
                return known(asked, until: part.ends == isTrue).map { State(test: test, known: $0) }
            }
            let owners = operands.map { isOwn($0, loop) }
            guard !owners.contains(.unknown), owners.contains(.own) else { return nil }
            return State(test: test, wait: operands.lazy.compactMap { read($0)?.wait }.first)
        default: break
        }
        return isOwn(test, loop) == .own ? State(test: test) : nil
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
        case "==", "is", "===": return !isNothing
        case "!=", "is not", "!==": return isNothing
        case ">": return isNothing ? true : nil
        default: return nil
        }
    }

    /// The object of a question, and the method or field that is asked for.
    private func asked(_ id: ExpressionID) -> (object: ExpressionID, word: String)? {
        switch unit[id].kind {
        case .call(let call):
            if case .member(let object, let word) = unit[unit.calls[call].callee].kind { return (object, word) }
            return nil
        case .member(let object, let word): return (object, word)
        default: return nil
        }
    }

    /// Whether a question is one that a standard kind answers, whatever the answer.
    private func isKnown(_ asked: (object: ExpressionID, word: String)) -> Bool {
        words.states.contains { $0.calls.contains(asked.word) && ($0.types.isEmpty || isOfType(asked.object, $0.types)) }
    }

    /// What the answer tells with which the loop ends; nil where nothing waits for that one.
    private func known(_ asked: (object: ExpressionID, word: String), until ends: Bool) -> WaitingKnowledge.State? {
        words.states.first { known in
            known.calls.contains(asked.word) && known.until ?? ends == ends && (known.types.isEmpty || isOfType(asked.object, known.types))
        }
    }

    /// Whether an object is of one of the types: by all that it may be, or by the type that is written next to it.
    private func isOfType(_ object: ExpressionID, _ types: WaitingKnowledge.Names) -> Bool {
        let names = resolver.qualifiedNames(object)
        return !names.isEmpty && (extraction.language.isTyped ? names.contains { isType($0, types) } : names.allSatisfy { isType($0, types) })
    }

    private func isType(_ name: String, _ types: WaitingKnowledge.Names) -> Bool {
        guard name.hasSuffix("()") else { return false }
        let type = String(name.dropLast(2))
        if types.contains(type) || isImportedWhole(type, types) { return true }
        // A class of this file that is derived from one of them.
        guard type.hasPrefix("."), let declaration = unit.classes.first(where: { $0.name == type.dropFirst() }) else { return false }
        return declaration.bases.contains { resolver.qualifiedNames($0).contains(where: types.contains) }
    }

    /// Where a package is imported whole, a type of it may look like one of the file's own package.
    private func isImportedWhole(_ type: String, _ types: WaitingKnowledge.Names) -> Bool {
        guard extraction.language.ecosystem == "jvm" else { return false }
        let parts = type.split(separator: ".")
        guard let first = parts.firstIndex(where: { $0.first?.isUppercase ?? false }) else { return false }
        let name = parts[first...].joined(separator: ".")
        return unit.importedModules.contains { module in
            module.last.map { $0 != "." } ?? false && types.contains("\(module).\(name)")
        }
    }

    /// What `len(…)`, `flag.load(…)`, `queue.length` and the like are asked of.
    private func measured(_ id: ExpressionID) -> ExpressionID? {
        if read(id) != nil {
            guard case .call(let call) = unit[id].kind, isFunction(call) else { return asked(id)?.object }
            return unit.calls[call].positional.first
        }
        switch unit[id].kind {
        case .call(let call):
            let site = unit.calls[call]
            switch unit[site.callee].kind {
            case .name(let word): return words.sizes.contains(word) ? site.positional.first : nil
            case .member(let object, let word):
                guard words.sizes.contains(word), site.arguments.isEmpty, !isKnown((object, word)) else { return nil }
                return object
            default: return nil
            }
        case .member(let object, let word): return words.sizes.contains(word) && !isKnown((object, word)) ? object : nil
        default: return nil
        }
    }

    /// What gives the value of a shared variable.
    private func read(_ id: ExpressionID) -> WaitingKnowledge.Read? {
        guard !words.reads.isEmpty else { return nil }
        if case .call(let call) = unit[id].kind, isFunction(call) {
            let names = resolver.qualifiedNames(unit.calls[call].callee)
            return words.reads.first { read in names.contains { $0.contains(".") && read.calls.contains($0) } }
        }
        guard let asked = asked(id) else { return nil }
        var count: Int?
        if case .call(let call) = unit[id].kind { count = unit.calls[call].arguments.count }
        return words.reads.first { read in
            read.calls.contains(asked.word) && (read.arguments ?? count) == count && (read.types.isEmpty || isOfType(asked.object, read.types))
        }
    }

    /// Whether a function of a package is called, not a method: `atomic.LoadInt32(&x)`.
    private func isFunction(_ call: CallID) -> Bool {
        guard !unit.calls[call].arguments.isEmpty, case .member(let object, _) = unit[unit.calls[call].callee].kind, case .name = unit[object].kind
        else { return false }
        return resolver.qualifiedNames(unit.calls[call].callee).contains { name in words.reads.contains { $0.calls.contains(name) } }
    }

    /// A function of this file that does nothing but tell a state of its own: `isReady()`.
    private func isQuestion(_ call: CallID, _ loop: LoopID) -> Bool {
        let site = unit.calls[call]
        guard site.arguments.isEmpty, case .function(let function) = resolver.resolve(site.callee).value else { return false }
        let declaration = unit.functions[function]
        let span = declaration.span
        guard !declaration.returned.isEmpty, declaration.decorators.isEmpty, !declaration.isGenerator, !span.contains(unit.loops[loop].span),
            unit.scopes[declaration.scope].bindings.values.joined().allSatisfy({ if case .parameter = $0.source { true } else { false } }),
            order.calls(in: span).allSatisfy(isLook), !order.expressions(in: span).contains(where: { isSet($0) })
        else { return false }
        let parts = declaration.returned.flatMap { rounds.parts(of: $0) }
        let owners = parts.flatMap { part in
            if case .comparison(_, let operands) = unit[part].kind { operands } else { [part] }
        }.map { isOwn($0, loop) }
        return !owners.contains(.unknown) && owners.contains(.own)
    }

    private func isSet(_ id: ExpressionID) -> Bool {
        switch unit[id].role {
        case .assigned, .assignedField: true
        default: false
        }
    }

    // MARK: Whose it is

    private enum Owner { case own, constant, unknown }

    private func isOwn(_ id: ExpressionID, _ loop: LoopID, isShared: Bool = false) -> Owner {
        if isClock(id) { return .unknown }
        if let inner = measured(id) { return isOwn(inner, loop, isShared: read(id) != nil) }
        switch unit[id].kind {
        case .text, .number, .flag, .null: return .constant
        case .name(let name): return owner(of: name, id, loop, isShared: isShared)
        case .member(let object, let name): return owner(ofField: name, of: object)
        case .index(let object, let key):
            return isOwn(object, loop) == .own && isOwn(key, loop) != .unknown ? .own : .unknown
        default: return .unknown
        }
    }

    private func isClock(_ id: ExpressionID) -> Bool {
        let text = unit.text(id).lowercased()
        return extraction.knowledge.waiting.clocks.contains(where: text.contains)
    }

    private func owner(ofField name: String, of object: ExpressionID) -> Owner {
        switch resolver.resolve(object).value {
        case .classDeclaration(let declaration) where unit.classes[declaration].isEnumeration: return .constant
        case .receiver, .classDeclaration: return owner(ofField: name)
        default: break
        }
        let names = resolver.qualifiedNames(object)
        // `Status.READY` of another file.
        if name == name.uppercased(), names.allSatisfy({ !$0.hasPrefix("?") && !$0.hasSuffix("()") }) { return .constant }
        // An object of a class that is imported has fields that others set.
        guard names.allSatisfy({ $0.hasPrefix("?") || $0.hasPrefix(".") || $0 == words.receiver }) else { return .unknown }
        // One of which nobody knows the class is the file's own where that sets the field on it.
        if !words.isDeclarationEnough, !names.allSatisfy({ $0.hasPrefix(".") }), !variables.changedOn.contains("\(unit.text(object)).\(name)") {
            return .unknown
        }
        return owner(ofField: name)
    }

    private func owner(ofField name: String) -> Owner {
        if variables.changed.contains(name) { return .own }
        guard variables.fields.contains(name) else { return .unknown }
        return words.isDeclarationEnough ? .own : .constant
    }

    /// A variable of the module or of a function around this one is its own; a local one stays what it is, unless the loop counts it or
    /// something that runs at some other time sets it.
    private func owner(of name: String, _ id: ExpressionID, _ loop: LoopID, isShared: Bool) -> Owner {
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
                // What others change through a method of it keeps its one binding.
                if isShared { return isSet && variables.changed.contains(name) ? .own : .unknown }
                if case .module = unit.scopes[holder].kind {
                    if name == name.uppercased(), bindings.count == 1, !isFlag(bindings[0]) { return .constant }
                    return bindings.count > 1 || variables.changed.contains(name) || words.isDeclarationEnough ? .own : .constant
                }
                if variables.isChangedWithin(holder, name, besides: unit.loops[loop].span) { return .own }
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
        guard let word = extraction.calledWord(unit.calls[call].callee) else { return false }
        let expression = unit.calls[call].expression
        if words.looks.contains(word) || measured(expression) != nil { return true }
        guard case .member = unit[unit.calls[call].callee].kind else { return false }
        return words.states.contains { $0.calls.contains(word) }
    }
}
