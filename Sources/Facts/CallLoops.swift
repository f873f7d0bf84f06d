internal import Catalog
internal import CodeModel
internal import Parsing

/// Calls of models that are made again and again: whether anything makes them give up, and whether what they are told grows.
extension CodeExtraction {
    mutating func setRepetition(of fact: inout Fact, _ call: CallID, _ matched: MatchedCall, hasTools: Bool) {
        let site = unit.calls[call]
        if let loop = resolver.decisiveLoop(of: site), unit.loops[loop].kind == .whileTrue {
            let kind = resolver.kind(of: loop, for: site)
            if kind == .retry || kind == .agent {
                fact.fields["loop.bounded"] = .flag(isBounded(loop))
                if !hasTools, unit.loops[loop].hasEarlyExit || unit.loops[loop].condition != nil, let reading = reading(call, within: unit.loops[loop].span, while: unit.loops[loop].condition) {
                    fact.fields["loop.until"] = .text(reading)
                }
                noteLoop(loop, in: &fact)
            }
        } else if site.loops.isEmpty, let decorator = endlessRetry(around: site), let function = unit.namedFunction(around: site.scope),
            let reading = reading(call, within: unit.functions[function].span)
        {
            fact.fields["loop"] = .text(LoopKind.retry.rawValue)
            fact.fields["loop.bounded"] = .flag(false)
            fact.fields["loop.until"] = .text(reading)
            let place = Place(path: path, span: unit[decorator].span, in: unit.source)
            fact.related.append(RelatedPlace(place, "this calls it again whenever it fails, and never gives up"))
        }
        setHistory(of: &fact, site, matched)
    }

    private func noteLoop(_ loop: LoopID, in fact: inout Fact) {
        let header = trimmed(Span(unit.loops[loop].span.start, max(unit.loops[loop].bodySpan.start, unit.loops[loop].span.start + 1)))
        fact.related.append(RelatedPlace(Place(path: path, span: header, in: unit.source), "the loop is here"))
    }

    // MARK: Giving up

    /// Whether a loop counts its rounds, looks at the clock, or has a name that says that it gives up.
    private mutating func isBounded(_ loop: LoopID) -> Bool {
        let span = unit.loops[loop].span
        let text = unit.source.text(span)
        if ["++", "--", "+= 1", "-= 1", "+=1", "-=1"].contains(where: text.contains) { return true }
        for id in textOrder().expressions(in: span) {
            switch unit[id].kind {
            case .name(let name), .member(_, let name):
                if NameWords.split(name).contains(where: knowledge.sizing.limits.contains) { return true }
            // `n = n + 1`
            case .binary("+", _, let right), .binary("-", _, let right):
                if resolver.resolve(right).number != nil, case .assigned = unit[id].role { return true }
            default: break
            }
        }
        return false
    }

    /// A decorator of the function around the call that calls it again after every error, without end.
    private func endlessRetry(around site: CallSite) -> ExpressionID? {
        guard let function = unit.namedFunction(around: site.scope) else { return nil }
        return unit.functions[function].decorators.first { decorator in
            guard case .call(let call) = unit[decorator].kind else {
                return knowledge.sizing.retrying.contains { resolver.qualifiedNames(decorator).contains($0.name) }
            }
            let made = unit.calls[call]
            guard made.arguments.allSatisfy({ $0.spread == .none }),
                let known = knowledge.sizing.retrying.first(where: { resolver.qualifiedNames(made.callee).contains($0.name) })
            else { return false }
            if (known.givesUp + known.looks).contains(where: { made.keyword($0) != nil }) { return false }
            // What counts as an error may be told by position, and then must take in one of reading the answer.
            guard made.positional.count > 1 else { return made.positional.isEmpty }
            let errors = unit.text(made.positional[1])
            return errors == "Exception" || ["ValueError", "JSONDecodeError", "ValidationError"].contains(where: errors.contains)
        }
    }

    /// What an answer must pass, where the program reads it and asks anew when that fails.
    private mutating func reading(_ call: CallID, within span: Span, while condition: ExpressionID? = nil) -> String? {
        let site = unit.calls[call]
        for use in resolver.uses(of: call).sorted(by: { "\($0)" < "\($1)" }) {
            switch use {
            case .parsed: return "the answer can be parsed"
            case .comparedWith, .searchedFor, .lookedUp: return "the answer is one of those expected"
            case .converted, .enumerated: return "the answer can be converted"
            case .switchedOn, .returned: break
            }
        }
        // Through methods that nobody follows: `Record.model_validate_json(reply.content)`.
        var current = site.expression
        while unit[current].parent >= 0 { current = unit[current].parent }
        guard case .assigned(let names) = unit[current].role else { return nil }
        var known = Set(names)
        for id in textOrder().expressions(in: span) where unit[id].span.start >= site.span.end {
            if case .assigned(let targets) = unit[id].role, resolver.mentions(id, known) { known.formUnion(targets) }
        }
        // `while label not in ("order", "return"):`, not `while result is None:`, which waits for an answer at all.
        if let condition, resolver.mentions(condition, known) {
            let test = unit.text(condition)
            if ["\"", "'", " in "].contains(where: test.contains) { return "the answer is one of those expected" }
        }
        for other in textOrder().calls(in: span) where unit.calls[other].span.start >= site.span.end {
            guard let word = calledWord(unit.calls[other].callee), knowledge.sizing.reading.contains(word) else { continue }
            if unit.calls[other].arguments.contains(where: { resolver.mentions($0.value, known) }) { return "the answer can be parsed" }
        }
        return nil
    }

    // MARK: What was said before

    /// Methods that add to a list.
    private static let adding: Set<String> = ["append", "push", "extend", "add"]

    /// `grows` when the list of messages gets what is said and what is answered, and nothing shortens it.
    private mutating func setHistory(of fact: inout Fact, _ site: CallSite, _ matched: MatchedCall) {
        let positions = matched.shape.arguments["prompt"] ?? []
        let lists = positions.compactMap { position -> ExpressionID? in
            if case .given(_, let expression?) = argument([position], of: matched.site, options: matched.shape.options) { expression } else { nil }
        }
        guard let list = lists.first(where: isKeptList), let scope = historySpan(of: list, site) else { return }
        let name = unit.text(list)
        let additions = textOrder().calls(in: scope).filter { call in
            guard case .member(let object, let method) = unit[unit.calls[call].callee].kind else { return false }
            return Self.adding.contains(method) && unit.text(object) == name
        }
        guard additions.count > 1, additions.contains(where: { unit.calls[$0].span.start > site.span.end }),
            !isShortened(name, list: list)
        else { return }
        fact.fields["history"] = .text("grows")
    }

    private func isKeptList(_ id: ExpressionID) -> Bool {
        switch unit[id].kind {
        case .name, .member: true
        default: false
        }
    }

    /// Where a conversation goes on: the loop that waits for what a person says, or the method of an object that keeps it.
    private func historySpan(of list: ExpressionID, _ site: CallSite) -> Span? {
        if let loop = site.loops.first(where: { resolver.kind(of: $0, for: site) == .interactive }) { return unit.loops[loop].span }
        guard case .member = unit[list].kind, site.loops.isEmpty, let function = unit.namedFunction(around: site.scope) else { return nil }
        return unit.functions[function].span
    }

    private func isShortened(_ name: String, list: ExpressionID) -> Bool {
        let last = name.split(separator: ".").last.map(String.init) ?? name
        let text = unit.source.text(Span(0, unit.source.bytes.count)).lowercased()
        if text.contains("\(last.lowercased())[-") || text.contains("\(last.lowercased())[:") || text.contains("\(last.lowercased())[1:") { return true }
        if text.contains("del \(name.lowercased())") { return true }
        return unit.calls.contains { call in
            guard let word = calledWord(call.callee)?.lowercased(), knowledge.sizing.trimming.contains(where: word.contains) else { return false }
            if case .member(let object, _) = unit[call.callee].kind, unit.text(object) == name { return true }
            return call.arguments.contains { unit.text($0.value).contains(last) } || call.arguments.isEmpty
        }
    }
}
