internal import Catalog
internal import CodeModel
internal import Parsing

/// Forward passes of networks that another function has set to evaluation: one that a field or the module holds, that a function of
/// the file gives, or that is handed over.
extension CodeExtraction {
    /// How many functions a network is followed through.
    private static let mostCarriers = 4

    /// Only where the answer is taken out of the graph by hand, which is needed nowhere but where gradients are recorded; and in no
    /// file that trains, which sets networks to evaluation for a while.
    mutating func addCarriedPasses(_ evaluations: [CallID], _ recording: RecordingScopes, besides known: Set<FunctionID>, _ order: TextOrder) {
        let words = knowledge.work.gradients
        guard !mentions(words.needs), !unit.calls.contains(where: { calledWord($0.callee) == words.training && !isEvaluation($0) }) else { return }
        var reported = known
        for call in unit.calls.indices {
            let site = unit.calls[call]
            guard !site.arguments.isEmpty, let function = unit.function(around: site.scope), !reported.contains(function), isNamed(site.callee),
                !recording.isOff(at: site.span), recording.mayRecord(in: function), detaches(function, order), !isTrial(site), !isTryOut(function),
                let evaluation = evaluation(of: site.callee, among: evaluations, depth: 0), !isConditional(evaluation, for: site.span)
            else { continue }
            let model = unit.text(site.callee)
            guard !recording.isFrozen(model), !isPart(model, of: function) else { continue }
            reported.insert(function)
            addRecordingPass(call, of: model, evaluation)
        }
    }

    private func isNamed(_ id: ExpressionID) -> Bool {
        switch unit[id].kind {
        case .name, .member: true
        default: false
        }
    }

    private func detaches(_ function: FunctionID, _ order: TextOrder) -> Bool {
        order.calls(in: unit.functions[function].span).contains { calledWord(unit.calls[$0].callee).map(knowledge.work.gradients.releases.contains) ?? false }
    }

    /// The call that set what is called to evaluation, in whatever function that was.
    private func evaluation(of model: ExpressionID, among evaluations: [CallID], depth: Int) -> CallID? {
        guard depth < Self.mostCarriers else { return nil }
        switch unit[model].kind {
        case .member(let object, let field):
            guard case .receiver(let type) = resolver.resolve(object).value else { return nil }
            return evaluations.first { call in
                unit.function(around: unit.calls[call].scope).flatMap { unit.functions[$0].enclosingClass } == type && holder(of: call) == .field(field)
            }
        case .name(let name):
            let function = unit.function(around: unit[model].scope)
            let found = resolver.bindings(of: name, from: unit[model].scope, at: unit[model].span.start)
            // Set to evaluation by a statement of its own, here or where the module's names are.
            let owner = found.isEmpty ? nil : unit.function(around: scope(of: name, from: unit[model].scope))
            if let own = evaluations.first(where: { call in
                holder(of: call) == .name(name) && unit.function(around: unit.calls[call].scope) == owner
                    && (owner != function || unit.calls[call].span.start < unit[model].span.start)
            }) { return own }
            guard found.count == 1 else { return nil }
            return evaluation(of: name, bound: found[0], among: evaluations, depth: depth)
        default: return nil
        }
    }

    private func evaluation(of name: String, bound binding: Binding, among evaluations: [CallID], depth: Int) -> CallID? {
        switch binding.source {
        case .parameter(let function, let position):
            // Whoever hands it over in this file has set it to evaluation.
            let handed = unit.calls.indices.filter { calledWord(unit.calls[$0].callee) == unit.functions[function].name && resolver.calledFunction($0) == function }
                .map { call in resolver.bound(unit.calls[call], to: function).first { $0.position == position }?.value }
            let found = handed.map { $0.flatMap { evaluation(of: $0, among: evaluations, depth: depth + 1) } }
            return found.contains { $0 == nil } ? nil : found.first ?? nil
        case .expression(let value), .element(let value):
            guard case .call(let call) = unit[value].kind, let function = resolver.calledFunction(call) else { return nil }
            let names = targets(of: value)
            guard let position = names.firstIndex(of: name) else { return nil }
            let found = unit.functions[function].returned.map { given -> CallID? in
                var part = given
                if names.count > 1 {
                    guard case .list(let parts) = unit[given].kind, parts.count == names.count else { return nil }
                    part = parts[position]
                }
                if let own = evaluations.first(where: { unit.calls[$0].expression == part }) { return own }
                return evaluation(of: part, among: evaluations, depth: depth + 1)
            }
            return found.contains { $0 == nil } ? nil : found.first ?? nil
        default: return nil
        }
    }

    /// The names that a value is bound to, in their order: `tokens, network = load()`.
    private func targets(of value: ExpressionID) -> [String] {
        let start = unit.source.lineSpan(unit.source.line(at: unit[value].span.start)).start
        let head = unit.source.text(Span(start, unit[value].span.start)).split(separator: "=")
        return (head.first ?? "").split(separator: ",").map { $0.filter { !$0.isWhitespace && $0 != "(" && $0 != ")" } }
    }

    private func scope(of name: String, from scope: ScopeID) -> ScopeID {
        var current: ScopeID? = scope
        while let id = current {
            if unit.scopes[id].bindings[name] != nil { return id }
            current = unit.scopes[id].parent
        }
        return scope
    }

    // MARK: What holds a network

    private enum Holder: Equatable { case name(String), field(String) }

    /// What is bound to a network that is set to evaluation: what the method is called on, or what its answer is bound to.
    private func holder(of evaluation: CallID) -> Holder? {
        guard case .member(let object, _) = unit[unit.calls[evaluation].callee].kind else { return nil }
        switch unit[object].kind {
        case .name(let name): return .name(name)
        case .member(let owner, let field): if case .receiver = resolver.resolve(owner).value { return .field(field) }
        default: break
        }
        var current = unit.calls[evaluation].expression
        for _ in 0..<Self.mostCarriers {
            switch unit[current].role {
            case .assigned(let names): return names.count == 1 ? .name(names[0]) : nil
            case .assignedField(let field): return .field(field)
            default: break
            }
            // `network.eval().to(device)`
            let member = unit[current].parent
            guard member >= 0, case .member(current, let method) = unit[member].kind, Resolver.movingMethods.contains(method), unit[member].parent >= 0 else { return nil }
            current = unit[member].parent
        }
        return nil
    }
}
