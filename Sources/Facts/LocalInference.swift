internal import Catalog
internal import CodeModel
internal import Parsing

/// Calls of models in the program's own process, one sample at a time.
extension CodeExtraction {
    mutating func addInference() {
        let shapes = knowledge.work.inference.filter { imports($0.package) }
        guard !shapes.isEmpty else { return }
        for call in unit.calls.indices where !factCalls.contains(call) && !unit.calls[call].loops.isEmpty {
            let site = unit.calls[call]
            let names = resolver.qualifiedNames(site.callee)
            guard let shape = shapes.first(where: { names.contains($0.call) }), let input = site.positional.first,
                let loop = resolver.decisiveLoop(of: site), isOneSample(input), !site.arguments.contains(where: { $0.name == "batch_size" })
            else { continue }
            // One call for many has one of each option: a limit that each element sets anew cannot be kept.
            let fromTargets = resolver.reached(fromTargetsOf: loop)
            guard !site.arguments.contains(where: { $0.value != input && resolver.mentions($0.value, fromTargets) }) else { continue }
            let kind = resolver.kind(of: loop, for: site)
            let isFed = resolver.mentions(input, fromTargets)
            var fact = makeFact(
                .loopWork, at: site.span, scope: site.scope,
                fields: [
                    "pattern": .text("unbatched-inference"), "callee": .text(unit.text(site.callee).prefixed(60)), "library": .text(shape.package),
                    "loop": .text(isFed || kind != .perItem ? kind.rawValue : LoopKind.unknown.rawValue), "remedy.call": .text(shape.remedy),
                ])
            if let over = overText(loop) { fact.fields["loop.over"] = .text(over) }
            let header = trimmed(Span(unit.loops[loop].span.start, unit.loops[loop].bodySpan.start))
            if header.length > 0 { fact.related.append(RelatedPlace(Place(path: path, span: header, in: unit.source), "the loop is here")) }
            result.facts.append(fact)
        }
    }

    /// One text, image or pair: no list of several, no slice, nothing whose name is in the plural.
    private func isOneSample(_ input: ExpressionID) -> Bool {
        switch unit[input].kind {
        case .list(let items): return items.count == 1
        case .comprehension: return false
        case .index(_, let key):
            if case .slice = unit[key].kind { return false }
            if case .text(let name) = unit[key].kind { return !isPlural(name) }
            return true
        case .name(let name): return !isPlural(name) && !isManyOf(input)
        case .member(_, let name): return !isPlural(name)
        case .template, .text: return true
        case .call(let call):
            // `str(x)`, `x.strip()`, `f"…".format(x)`.
            return ["str", "strip", "format", "lower", "replace", "open", "join", "expand_dims", "unsqueeze"].contains(calledWord(unit.calls[call].callee) ?? "")
        default: return false
        }
    }

    private func isPlural(_ name: String) -> Bool {
        let word = NameWords.split(name).last ?? name
        if ["batch", "chunk", "group", "data", "list", "input", "features", "samples"].contains(word) { return word != "input" && word != "chunk" }
        return word.count > 2 && word.hasSuffix("s") && !["ss", "us", "is"].contains(where: word.hasSuffix)
    }

    private func isManyOf(_ input: ExpressionID) -> Bool {
        if case .list = resolver.resolve(input).value { return true }
        return false
    }
}
