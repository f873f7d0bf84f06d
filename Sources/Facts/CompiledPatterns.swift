internal import Catalog
internal import CodeModel
internal import Parsing

/// Fixed regular expressions that are compiled in each round of a loop, for each request, or in a function that a loop calls.
extension CodeExtraction {
    mutating func addPatterns() {
        guard let shapes = knowledge.hotPaths.patterns[language.ecosystem] else { return }
        let words = shapes.reduce(into: Set<String>()) { $0.formUnion($1.lastNames) }
        let candidates = unit.calls.indices.filter { calledWord(unit.calls[$0].callee).map(words.contains) ?? false }
        for call in candidates {
            let site = unit.calls[call]
            guard let shape = shapes.first(where: { isCompiled(site, $0) }), !isRunOnce(site), let place = repetition(of: site) else { continue }
            var fact = makeFact(
                .repeatedWork, at: site.span, scope: site.scope,
                fields: [
                    "pattern": .text("compiled-pattern"), "callee": .text(unit.text(site.callee).prefixed(60)), "place": .text(place.name),
                    "remedy.call": .text(shape.remedy),
                ])
            if let caller = place.caller {
                fact.related.append(RelatedPlace(Place(path: path, span: unit.calls[caller].span, in: unit.source), "called from here"))
            }
            if let loop = place.loop { noteRounds(loop, in: &fact) }
            result.facts.append(fact)
        }
    }

    /// One of the functions or methods, with a pattern that the file says.
    private func isCompiled(_ site: CallSite, _ shape: HotPathKnowledge.Pattern) -> Bool {
        if let count = shape.arguments, site.arguments.count != count { return false }
        let word = calledWord(site.callee) ?? ""
        var pattern: ExpressionID?
        if shape.methods.contains(word), case .member(let object, _) = unit[site.callee].kind {
            pattern = shape.position == nil ? object : site.positional.first
        } else if resolver.qualifiedNames(site.callee).contains(where: shape.functions.contains) {
            pattern = shape.position.flatMap { site.positional.indices.contains($0) ? site.positional[$0] : nil }
        }
        guard let pattern, let text = resolver.resolve(pattern).text else { return false }
        return !text.isEmpty
    }

    /// Within what is run once, whoever calls the function around it: `once.Do(func() { … })`.
    private mutating func isRunOnce(_ site: CallSite) -> Bool {
        guard let function = unit.function(around: site.scope) else { return true }
        let before = Span(unit.functions[function].span.start, site.span.start)
        return textOrder().calls(in: before).contains { call in
            unit.calls[call].span.contains(site.span) && (calledWord(unit.calls[call].callee).map(knowledge.hotPaths.once.contains) ?? false)
        }
    }

    // MARK: What repeats it

    struct Repetition {
        var name: String
        var loop: LoopID?
        var caller: CallID?
    }

    mutating func repetition(of site: CallSite) -> Repetition? {
        let order = textOrder()
        if let loop = site.loops.last(where: goesOverMuch) {
            let body = unit.loops[loop].bodySpan
            return waits(body, order) || isInBranch(site.span, within: body) ? nil : Repetition(name: "loop", loop: loop)
        }
        guard site.loops.isEmpty, let function = unit.function(around: site.scope) else { return nil }
        let declaration = unit.functions[function]
        guard !isInBranch(site.span, within: declaration.span), !isRemembered(function) else { return nil }
        if answersRequests(declaration) || handler(around: site) == "request handler" { return Repetition(name: "request-handler") }
        guard let caller = caller(of: function, order), let loop = unit.calls[caller].loops.last(where: goesOverMuch) else { return nil }
        return Repetition(name: "function", loop: loop, caller: caller)
    }

    /// By the type of a parameter.
    private func answersRequests(_ function: FunctionDeclaration) -> Bool {
        function.parameters.contains { parameter in
            parameter.annotation.map { resolver.qualifiedNames($0).contains(where: knowledge.hotPaths.requestTypes.contains) } ?? false
        }
    }

    /// A call of the function in each round of a loop over data.
    private func caller(of function: FunctionID, _ order: TextOrder) -> CallID? {
        let name = unit.functions[function].name
        guard !name.isEmpty else { return nil }
        return unit.calls.indices.first { call in
            let site = unit.calls[call]
            guard calledWord(site.callee) == name, let loop = site.loops.last(where: goesOverMuch), resolver.calledFunction(call) == function else { return false }
            let body = unit.loops[loop].bodySpan
            return !waits(body, order) && !isInBranch(site.span, within: body)
        }
    }
}
