internal import Catalog
internal import CodeModel
internal import Parsing

/// Loops that look again and again whether something has come about.
extension CodeExtraction {
    mutating func addPolls() {
        let loops = unit.loops.indices.filter { unit.loops[$0].kind == .whileTrue }
        guard !loops.isEmpty else { return }
        let order = textOrder()
        for loop in loops {
            let declaration = unit.loops[loop]
            let sites = order.calls(in: declaration.bodySpan).filter { unit.calls[$0].loops.last == loop }
            let sleeps = sites.compactMap { call in sleepSeconds(unit.calls[call]).map { (call, $0) } }
            guard sleeps.count <= 1 else { continue }
            if let (call, seconds) = sleeps.first {
                guard let seconds else { continue }
                addPoll(loop, sites.filter { $0 != call }, seconds: seconds, at: unit.calls[call].span, order)
            } else if isEmpty(declaration, order) {
                addPoll(loop, [], seconds: 0, at: trimmed(Span(declaration.span.start, declaration.bodySpan.start)), order)
            }
        }
    }

    private mutating func addPoll(_ loop: LoopID, _ others: [CallID], seconds: Double, at span: Span, _ order: TextOrder) {
        let declaration = unit.loops[loop]
        let tests = conditions(of: loop, order)
        let calls = order.calls(in: Span(declaration.span.start, declaration.bodySpan.start)) + others
        var fields: [String: Value] = ["interval-seconds": .number(seconds), "deadline": .flag(hasDeadline(loop, order))]
        if let (state, remedy) = localState(tests, calls, loop) {
            guard seconds <= knowledge.work.busySeconds else { return }
            fields["waits-for"] = .text("local-state")
            fields["state"] = .text(state.prefixed(60))
            if let remedy { fields["remedy.call"] = .text(remedy) }
        } else if let request = others.first(where: { isRequest(unit.calls[$0]) }), resolver.kind(of: loop, for: unit.calls[request]) == .poll,
            !resolver.changes(unit.calls[request], in: loop)
        {
            guard seconds <= knowledge.work.shortSeconds else { return }
            fields["waits-for"] = .text("remote")
            fields["state"] = .text(unit.text(unit.calls[request].callee).prefixed(60))
        } else {
            return
        }
        result.facts.append(makeFact(.poll, at: span, scope: declaration.scope, fields: fields))
    }

    /// The seconds of a call that sleeps, in it nil when they are not constant; nil for any other call.
    private func sleepSeconds(_ site: CallSite) -> Double?? {
        let names = resolver.qualifiedNames(site.callee)
        guard let unit = names.lazy.compactMap({ knowledge.work.sleeps[$0] }).first else { return nil }
        guard let argument = site.positional.first else { return .some(nil) }
        return .some(resolver.resolve(argument).number.map { $0 * unit })
    }

    /// Nothing but `pass` in it.
    private func isEmpty(_ loop: Loop, _ order: TextOrder) -> Bool {
        loop.bodySpan.length > 0 && order.expressions(in: loop.bodySpan).isEmpty
            && ["pass", "continue", "..."].contains(unit.source.text(trimmed(loop.bodySpan)))
    }

    /// What keeps the loop going, and what ends it: `while not x`, `if x: break`.
    private func conditions(of loop: LoopID, _ order: TextOrder) -> [ExpressionID] {
        let declaration = unit.loops[loop]
        var result: [ExpressionID] = []
        if let condition = declaration.condition { result.append(condition) }
        result += order.expressions(in: declaration.bodySpan).filter { unit[$0].role == .condition }
        return result
    }

    // MARK: State of the program's own

    /// What a loop waits for when all that it does is look at the program's own state; with what waits without looking.
    private func localState(_ tests: [ExpressionID], _ calls: [CallID], _ loop: LoopID) -> (state: String, remedy: String?)? {
        let work = knowledge.work
        var remedy: String?
        for call in calls {
            guard let word = calledWord(unit.calls[call].callee) else { return nil }
            if let known = work.localState[word], case .member = unit[unit.calls[call].callee].kind {
                remedy = remedy ?? known
            } else if !work.idleCalls.contains(word) {
                return nil
            }
        }
        guard !doesWork(loop), let state = tests.first(where: { isState($0, loop) }) else { return nil }
        return (unit.text(state), remedy)
    }

    /// A name, field or question that something else answers: neither a constant, nor the clock, nor what the loop counts itself.
    private func isState(_ test: ExpressionID, _ loop: LoopID) -> Bool {
        switch unit[test].kind {
        case .negation(let inner): return isState(inner, loop)
        case .both(let parts), .either(let parts): return parts.contains { isState($0, loop) }
        case .comparison(_, let operands):
            guard !operands.contains(where: isClock) else { return false }
            return operands.contains { isState($0, loop) }
        case .member(let object, let name):
            // A field that a class of another file sets is not this program's to turn into an event.
            if case .receiver = resolver.resolve(object).value, !unit.classes.contains(where: { $0.assigned[name] != nil }) { return false }
            return !isClock(test) && !isCounted(test, in: loop)
        case .name, .index: return !isClock(test) && !isCounted(test, in: loop)
        case .call(let call):
            let word = calledWord(unit.calls[call].callee) ?? ""
            if ["len", "bool", "any", "all"].contains(word) { return unit.calls[call].positional.contains { isState($0, loop) } }
            return knowledge.work.localState[word] != nil
        default: return false
        }
    }

    private func isClock(_ id: ExpressionID) -> Bool {
        let text = unit.text(id).lowercased()
        return ["time(", "monotonic(", "perf_counter(", "now(", "elapsed", "deadline", "timeout"].contains(where: text.contains)
    }

    /// A name that only this function sees and that its own loop binds.
    private func isCounted(_ id: ExpressionID, in loop: LoopID) -> Bool {
        guard case .name(let name) = unit[id].kind else { return false }
        let function = unit.function(around: unit.loops[loop].scope)
        var scope: ScopeID? = unit[id].scope
        while let current = scope {
            if unit.scopes[current].outerNames[name] != nil { return false }
            if let bindings = unit.scopes[current].bindings[name], !bindings.isEmpty {
                guard unit.function(around: current) == function, function != nil else { return false }
                // A local that nothing changes while the loop sleeps is no state either, unless it is an object.
                if case .module = unit.scopes[current].kind { return false }
                return true
            }
            scope = unit.scopes[current].parent
        }
        return true
    }

    /// Whether a round binds anything but counters.
    private func doesWork(_ loop: LoopID) -> Bool {
        let body = unit.loops[loop].bodySpan
        return unit.expressions.contains { expression in
            guard body.contains(expression.span), case .assigned(let names) = expression.role else { return false }
            if case .number = expression.kind { return false }
            return names.isEmpty || !isTime(expression)
        }
    }

    private func isTime(_ expression: Expression) -> Bool {
        guard case .call(let call) = expression.kind else { return false }
        return calledWord(unit.calls[call].callee).map(knowledge.work.idleCalls.contains) ?? false
    }

    // MARK: Another service's answer

    private func isRequest(_ site: CallSite) -> Bool {
        resolver.qualifiedNames(site.callee).contains { name in
            knowledge.work.httpPackages.contains(String(name.prefix { $0 != "." && $0 != "(" })) && name.contains(".")
        }
    }

    private func hasDeadline(_ loop: LoopID, _ order: TextOrder) -> Bool {
        conditions(of: loop, order).contains { test in
            order.expressions(in: unit[test].span).contains { id in
                switch unit[id].kind {
                case .name(let name), .member(_, let name): knowledge.work.deadlines.contains { name.lowercased().contains($0) }
                default: false
                }
            }
        }
    }
}
