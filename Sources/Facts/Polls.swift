internal import Catalog
internal import CodeModel
internal import Parsing

/// Loops that look whether something has come about, and look anew after a pause or none.
extension CodeExtraction {
    mutating func addPolls() {
        let loops = unit.loops.indices.filter { unit.loops[$0].kind == .whileTrue }
        guard !loops.isEmpty else { return }
        let order = textOrder()
        var own: OwnStates?
        for loop in loops {
            let declaration = unit.loops[loop]
            let sites = order.calls(in: declaration.bodySpan).filter { unit.calls[$0].loops.last == loop }
            let sleeps = sites.compactMap { call in pause(of: unit.calls[call], order).map { (call, $0) } }
            guard sleeps.count <= 1 else { continue }
            if let select = idleSelect(declaration, sleep: sleeps.first?.0) {
                if let seconds = sleeps.isEmpty ? 0 : sleeps[0].1.seconds { addIdleSelect(select, seconds: seconds, declaration.scope) }
                continue
            }
            if let (call, pause) = sleeps.first {
                guard let seconds = pause.seconds else { continue }
                let states = own ?? OwnStates(self, order)
                own = states
                addPoll(loop, sleep: call, seconds: seconds, at: unit.calls[call].span, order, states)
            } else if isEmpty(declaration, order) {
                let states = own ?? OwnStates(self, order)
                own = states
                let header = header(of: declaration)
                addPoll(loop, sleep: nil, seconds: 0, at: header, order, states)
            }
        }
    }

    private mutating func addPoll(_ loop: LoopID, sleep: CallID?, seconds: Double, at span: Span, _ order: TextOrder, _ own: OwnStates) {
        let declaration = unit.loops[loop]
        let pause = sleep.map { unit.calls[$0].span }
        let calls = order.calls(in: declaration.span).filter { call in
            // In some languages a loop is a call itself.
            let span = unit.calls[call].span
            return span != declaration.span && !(pause?.contains(span) ?? false)
        }
        let requests = calls.filter { unit.calls[$0].loops.last == loop && declaration.bodySpan.contains(unit.calls[$0].span) }
        var fields: [String: Value] = ["interval-seconds": .number(seconds), "deadline": .flag(hasDeadline(loop, order))]
        if seconds <= knowledge.waiting.busySeconds, let awaited = own.awaited(by: loop, calls, sleep: sleep, pause: seconds) {
            fields.merge(localState(unit.text(awaited.state).prefixed(60), seconds, awaited.remedy)) { $1 }
        } else if seconds <= knowledge.waiting.shortSeconds, let request = requests.first(where: { isRequest(unit.calls[$0]) }),
            resolver.kind(of: loop, for: unit.calls[request]) == .poll, !resolver.changes(unit.calls[request], in: loop), !isShown(loop, order)
        {
            fields["waits-for"] = .text("remote")
            fields["state"] = .text(unit.text(unit.calls[request].callee).prefixed(60))
            if let answer = expectedAnswer(loop, order) { fields["until"] = .text(answer) }
        } else {
            return
        }
        result.facts.append(makeFact(.poll, at: span, scope: declaration.scope, fields: fields))
    }

    private mutating func addIdleSelect(_ select: IdleSelect, seconds: Double, _ scope: ScopeID) {
        guard seconds <= knowledge.waiting.busySeconds else { return }
        result.facts.append(makeFact(.poll, at: select.place, scope: scope, fields: localState(select.state, seconds, select.remedy)))
    }

    private func localState(_ state: String, _ seconds: Double, _ remedy: String) -> [String: Value] {
        var fields: [String: Value] = ["waits-for": .text("local-state"), "interval-seconds": .number(seconds), "state": .text(state), "remedy.call": .text(remedy)]
        if seconds > 0 { fields["looks-per-second"] = .number((1 / seconds).rounded()) }
        return fields
    }

    /// Nothing in it but what says so.
    private func isEmpty(_ loop: Loop, _ order: TextOrder) -> Bool {
        guard loop.bodySpan.length > 0, order.expressions(in: loop.bodySpan).isEmpty, !waiting.isSingleThreaded else { return false }
        let text = unit.source.text(loop.bodySpan).split(separator: "\n").map { line in
            line.prefix { $0 != "#" && $0 != "/" }.filter { !$0.isWhitespace && !"{};".contains($0) }
        }
        return ["", "pass", "continue", "...", "next"].contains(text.joined())
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
        // The clients are Python's.
        language == .python && resolver.qualifiedNames(site.callee).contains(where: knowledge.work.asksOverHTTP)
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
                case .name(let name), .member(_, let name): knowledge.waiting.deadlines.contains { name.lowercased().contains($0) }
                default: false
                }
            }
        }
    }
}
