internal import Catalog
internal import CodeModel
internal import Parsing

/// Calls of models in loops over data that ask exactly the same in each round. Most calls whose arguments do not mention the loop do so on
/// purpose: they try again, vote, measure, or talk to something that remembers.
extension CodeExtraction {
    /// Notes a call that asks the same in each round.
    ///
    /// - Parameter told: what the model is told; nothing known means that it may be anything.
    mutating func addRepeatedCall(_ call: CallID, told: [ExpressionID], fact: Fact) {
        let site = unit.calls[call]
        guard !told.isEmpty, let loop = resolver.decisiveLoop(of: site), resolver.kind(of: loop, for: site) == .invariant,
            goesOverData(loop), !isOnPurpose(site, loop), !hasMemory(site), asksTheSame(told, site, loop), isSettled(fact, site, loop)
        else { return }
        var repeated = makeFact(
            .loopWork, at: site.span, scope: site.scope,
            fields: [
                "pattern": .text("repeated-call"), "callee": .text(unit.text(site.callee).prefixed(60)), "library": fact["sdk"],
                "loop": .text(LoopKind.invariant.rawValue),
            ])
        if let over = overText(loop) { repeated.fields["loop.over"] = .text(over) }
        let header = trimmed(Span(unit.loops[loop].span.start, min(unit.loops[loop].bodySpan.start, unit.loops[loop].span.end)))
        if header.length > 0 { repeated.related.append(RelatedPlace(Place(path: path, span: header, in: unit.source), "the loop is here")) }
        result.facts.append(repeated)
    }

    /// The same for a caller of a wrapper: of a function, since an object may keep what was said.
    mutating func addRepeatedCall(_ call: CallID, _ wrapper: Wrapper, fact: Fact) {
        let site = unit.calls[call]
        guard !wrapper.symbol.contains("."), let role = wrapper.roles["prompt"] ?? wrapper.roles["input"],
            case .given(_, let told?) = argument(role, of: site)
        else { return }
        addRepeatedCall(call, told: [told] + site.arguments.map(\.value).filter { $0 != told }, fact: fact)
    }

    /// What a call tells the model, as it is written.
    func told(_ matched: MatchedCall, _ role: String) -> [ExpressionID] {
        let given = (matched.shape.arguments[role] ?? []).compactMap { position -> ExpressionID? in
            if case .given(_, let expression) = argument([position], of: matched.site, options: matched.shape.options) { expression } else { nil }
        }
        if !given.isEmpty { return given }
        // An object of arguments that is made elsewhere.
        let arguments = unit.calls[matched.call].arguments
        return arguments.contains { $0.spread != .none } ? [] : arguments.map(\.value)
    }

    // MARK: The loop

    /// Each round is about something: its variable is used, and it does not only count.
    private func goesOverData(_ loop: LoopID) -> Bool {
        let declaration = unit.loops[loop]
        guard declaration.kind == .each, let iterable = declaration.iterable else { return false }
        let targets = declaration.targets.filter { !$0.hasPrefix("_") }
        guard targets.contains(where: { !resolver.uses(of: $0, in: declaration.bodySpan).isEmpty }) else { return false }
        guard case .call(let call) = unit[iterable].kind, knowledge.loops.counters.contains(calledWord(unit.calls[call].callee) ?? "") else { return true }
        // `range(len(rows))` goes over the rows.
        return unit.calls[call].positional.contains { argument in
            if case .call(let inner) = unit[argument].kind { calledWord(unit.calls[inner].callee) == "len" } else { unit.text(argument).contains("shape") }
        }
    }

    /// Names around it say that it votes, measures or warms up; or the loop waits between its rounds.
    private func isOnPurpose(_ site: CallSite, _ loop: LoopID) -> Bool {
        let declaration = unit.loops[loop]
        var names = declaration.targets + [unit.symbol(around: site.scope)]
        if let iterable = declaration.iterable { names.append(unit.text(iterable).prefixed(120)) }
        names += assigned(site)
        let words = names.flatMap { NameWords.split($0) }
        if words.contains(where: { word in knowledge.caches.repeating.contains(where: word.hasPrefix) }) { return true }
        return unit.calls.contains { other in
            declaration.bodySpan.contains(other.span) && (calledWord(other.callee).map(knowledge.loops.isSleep) ?? false)
        }
    }

    /// A chat, an agent or another object that keeps what was said.
    private func hasMemory(_ site: CallSite) -> Bool {
        guard case .member(_, let method) = unit[site.callee].kind else { return false }
        return knowledge.caches.stateful.contains(method)
    }

    // MARK: What is asked

    /// Whether nothing in it can be another thing in another round: text and numbers, and names that the loop leaves alone.
    private func asksTheSame(_ told: [ExpressionID], _ site: CallSite, _ loop: LoopID) -> Bool {
        var pending = told
        var steps = 0
        while let id = pending.popLast() {
            steps += 1
            guard steps < 200 else { return false }
            switch unit[id].kind {
            case .text, .number, .flag, .null: continue
            case .template(let parts), .list(let parts): pending += parts
            case .dictionary(let entries): pending += entries.map(\.value) + entries.compactMap(\.key)
            case .binary(_, let left, let right): pending += [left, right]
            case .member(let object, _), .spread(let object): pending.append(object)
            case .index(let object, let index): pending += [object, index]
            case .name(let name): if !isLeftAlone(name, id, site, loop) { return false }
            case .call(let call):
                let inner = unit.calls[call]
                guard inner.isLiteral || isText(calledWord(inner.callee)) || isMessage(inner) else { return false }
                pending += inner.arguments.map(\.value)
                if case .member(let object, _) = unit[inner.callee].kind, !isMessage(inner) { pending.append(object) }
            default: return false
            }
        }
        return true
    }

    private func isText(_ word: String?) -> Bool {
        word.map { knowledge.serializers.passingMethods.contains($0) || knowledge.serializers.passingFunctions.contains($0) || $0 == "dumps" } ?? false
    }

    private func isMessage(_ site: CallSite) -> Bool {
        resolver.qualifiedNames(site.callee).contains {
            knowledge.sdks.handsOn(language.ecosystem, $0) || knowledge.sdks.isMessage(language.ecosystem, called: $0)
        }
    }

    /// Text, a number or a constant; or an object that nothing in the loop calls, hands on or fills.
    private func isLeftAlone(_ name: String, _ id: ExpressionID, _ site: CallSite, _ loop: LoopID) -> Bool {
        let value = resolver.resolve(id)
        switch value.value {
        case .text, .template, .number, .flag: return true
        case .fallback(let inner, _): if inner.text != nil { return true }
        case .parameter(let function, let position):
            let annotation = unit.functions[function].parameters[position].annotation.map { unit.text($0).lowercased() }
            if let annotation, ["str", "string", "int", "float", "bool"].contains(annotation) { return true }
        default: break
        }
        let body = unit.loops[loop].bodySpan
        if unit.itemAssignments.contains(where: { $0.name == name && body.contains(Span($0.offset, $0.offset)) }) { return false }
        return resolver.uses(of: name, in: body).allSatisfy { use in
            let span = unit[use].span
            return site.span.contains(span) || !mayChange(use)
        }
    }

    /// Whether an object is called or handed to a call where it is used.
    private func mayChange(_ use: ExpressionID) -> Bool {
        var current = use
        for _ in 0..<8 {
            let parent = unit[current].parent
            guard parent >= 0 else { return false }
            if case .call = unit[parent].kind { return true }
            current = parent
        }
        return false
    }

    // MARK: The answer

    /// Whether another round would give the same: the model is told not to draw, the answer is a label, or nobody gathers the answers.
    private func isSettled(_ fact: Fact, _ site: CallSite, _ loop: LoopID) -> Bool {
        if fact.kind == .embeddingCall { return true }
        if let temperature = fact["temperature"].number { return temperature.high == 0 }
        guard fact.fields["temperature"] == nil else { return false }
        return fact["task"].isKnown || !isGathered(site, loop)
    }

    private func assigned(_ site: CallSite) -> [String] {
        var current = site.expression
        while unit[current].parent >= 0 { current = unit[current].parent }
        if case .assigned(let names) = unit[current].role { return names }
        return []
    }

    /// Whether the answers of the rounds are kept beside each other.
    private func isGathered(_ site: CallSite, _ loop: LoopID) -> Bool {
        let names = Set(assigned(site))
        let body = unit.loops[loop].bodySpan
        if names.isEmpty {
            // Part of something larger: an argument of `append`, what a generator yields.
            return unit[site.expression].parent >= 0
        }
        func isOfAnswer(_ id: ExpressionID) -> Bool { resolver.mentions(id, names) }
        if unit.itemAssignments.contains(where: { body.contains(Span($0.offset, $0.offset)) && isOfAnswer($0.value) }) { return true }
        return unit.calls.contains { other in
            body.contains(other.span) && (calledWord(other.callee).map(knowledge.loops.growing.contains) ?? false)
                && other.arguments.contains { isOfAnswer($0.value) }
        }
    }
}
