internal import Catalog
internal import CodeModel
internal import Parsing

/// Loops that look again and again whether something has come about.
extension CodeExtraction {
    mutating func addPolls() {
        let loops = unit.loops.indices.filter { unit.loops[$0].kind == .whileTrue }
        guard !loops.isEmpty else { return }
        let order = textOrder()
        var own: OwnStates?
        for loop in loops {
            let declaration = unit.loops[loop]
            let sites = order.calls(in: declaration.bodySpan).filter { unit.calls[$0].loops.last == loop }
            let sleeps = sites.compactMap { call in sleepSeconds(unit.calls[call]).map { (call, $0) } }
            guard sleeps.count <= 1 else { continue }
            if let (call, seconds) = sleeps.first {
                guard let seconds else { continue }
                let states = own ?? OwnStates(self, order)
                own = states
                addPoll(loop, sites.filter { $0 != call }, seconds: seconds, at: unit.calls[call].span, order, states)
            } else if isEmpty(declaration, order) {
                let states = own ?? OwnStates(self, order)
                own = states
                let header = trimmed(Span(declaration.span.start, declaration.bodySpan.start))
                addPoll(loop, [], seconds: 0, at: header, order, states)
            }
        }
    }

    private mutating func addPoll(
        _ loop: LoopID, _ others: [CallID], seconds: Double, at span: Span, _ order: TextOrder, _ own: OwnStates
    ) {
        let declaration = unit.loops[loop]
        let calls = order.calls(in: Span(declaration.span.start, declaration.bodySpan.start)) + others
        var fields: [String: Value] = ["interval-seconds": .number(seconds), "deadline": .flag(hasDeadline(loop, order))]
        if seconds <= knowledge.work.busySeconds, let awaited = own.awaited(by: loop, calls, pause: seconds) {
            fields["waits-for"] = .text("local-state")
            fields["state"] = .text(unit.text(awaited.state).prefixed(60))
            if let remedy = awaited.remedy { fields["remedy.call"] = .text(remedy) }
        } else if seconds <= knowledge.work.shortSeconds, let request = others.first(where: { isRequest(unit.calls[$0]) }),
            resolver.kind(of: loop, for: unit.calls[request]) == .poll, !resolver.changes(unit.calls[request], in: loop)
        {
            fields["waits-for"] = .text("remote")
            fields["state"] = .text(unit.text(unit.calls[request].callee).prefixed(60))
            if let answer = expectedAnswer(loop, order) { fields["until"] = .text(answer) }
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

    // MARK: Another service's answer

    private func isRequest(_ site: CallSite) -> Bool {
        resolver.qualifiedNames(site.callee).contains { name in
            knowledge.work.httpPackages.contains(String(name.prefix { $0 != "." && $0 != "(" })) && name.contains(".")
        }
    }

    /// The one text that ends the loop, where nothing else does: `while state != "done"`, `if state == "done": return`.
    private func expectedAnswer(_ loop: LoopID, _ order: TextOrder) -> String? {
        let tests = conditions(of: loop, order).filter { if case .flag = unit[$0].kind { false } else { true } }
        guard tests.count == 1, let test = tests.first, case .comparison(let operators, let operands) = unit[test].kind, operands.count == 2,
            operators == [test == unit.loops[loop].condition ? "!=" : "=="]
        else { return nil }
        let texts = operands.compactMap { if case .text(let text) = unit[$0].kind { text } else { nil } }
        return texts.count == 1 && !texts[0].isEmpty ? texts[0].prefixed(30) : nil
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
