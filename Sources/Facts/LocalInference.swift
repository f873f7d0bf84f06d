internal import Catalog
internal import CodeModel
internal import Parsing

/// Calls of models in the program's own process, one sample at a time.
extension CodeExtraction {
    mutating func addInference() {
        let shapes = knowledge.work.inference.filter { imports($0.package) }
        let around = inferenceFunctions(shapes)
        guard !shapes.isEmpty || !around.isEmpty else { return }
        let inference = LocalInference(shapes: shapes, around: around, names: Set(around.keys.map { unit.functions[$0].name }))
        for call in unit.calls.indices where !factCalls.contains(call) {
            if !unit.calls[call].loops.isEmpty { addInferenceInLoop(call, inference) }
            if knowledge.words.mappers.contains(calledWord(unit.calls[call].callee) ?? "") { addMappedInference(call, inference) }
        }
    }

    /// What runs a model that the program has loaded.
    struct LocalInference {
        var shapes: [WorkKnowledge.Inference]
        /// Functions of the file that do nothing else.
        var around: [FunctionID: WorkKnowledge.Inference]
        /// The names of those.
        var names: Set<String>
    }

    private mutating func addInferenceInLoop(_ call: CallID, _ inference: LocalInference) {
        let site = unit.calls[call]
        guard let shape = shape(of: site, call, inference), let input = site.positional.first,
            let loop = resolver.decisiveLoop(of: site), isOneSample(input), !site.arguments.contains(where: { $0.name == "batch_size" })
        else { return }
        // One call for many has one of each option: a limit that each element sets anew cannot be kept.
        let fromTargets = resolver.reached(fromTargetsOf: loop)
        guard !site.arguments.contains(where: { $0.value != input && resolver.mentions($0.value, fromTargets) }) else { return }
        let kind = resolver.kind(of: loop, for: site)
        let isFed = resolver.mentions(input, fromTargets)
        var fact = inferenceFact(site, site.callee, shape, loop: isFed || kind != .perItem ? kind : .unknown)
        if let over = overText(loop) { fact.fields["loop.over"] = .text(over) }
        let header = trimmed(Span(unit.loops[loop].span.start, unit.loops[loop].bodySpan.start))
        if header.length > 0 { fact.related.append(RelatedPlace(Place(path: path, span: header, in: unit.source), "the loop is here")) }
        result.facts.append(fact)
    }

    /// - Parameter callee: what runs the model.
    func inferenceFact(_ site: CallSite, _ callee: ExpressionID, _ shape: WorkKnowledge.Inference, loop: LoopKind) -> Fact {
        makeFact(
            .loopWork, at: site.span, scope: site.scope,
            fields: [
                "pattern": .text("unbatched-inference"), "callee": .text(unit.text(callee).prefixed(60)), "library": .text(shape.package),
                "loop": .text(loop.rawValue), "remedy.call": .text(shape.remedy),
            ])
    }

    /// What runs the model where a call does: the model's own call, or that of a function around one.
    func shape(of site: CallSite, _ call: CallID, _ inference: LocalInference) -> WorkKnowledge.Inference? {
        let names = resolver.qualifiedNames(site.callee)
        if let own = inference.shapes.first(where: { names.contains($0.call) }) { return own }
        guard inference.names.contains(calledWord(site.callee) ?? ""), let function = resolver.calledFunction(call) else { return nil }
        return inference.around[function]
    }

    /// One text, image or pair: no list of several, no slice, nothing whose name is in the plural.
    func isOneSample(_ input: ExpressionID) -> Bool {
        switch unit[input].kind {
        case .list(let items): return items.count == 1
        case .comprehension: return false
        case .index(let object, let key):
            // `text[:512]` is that text, shortened.
            if case .slice = unit[key].kind {
                guard case .name = unit[object].kind else { return false }
                return unit.text(key).hasPrefix(":") && isOneSample(object)
            }
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

    func isPlural(_ name: String) -> Bool {
        let word = NameWords.split(name).last ?? name
        if ["batch", "chunk", "group", "data", "list", "input", "features", "samples"].contains(word) { return word != "input" && word != "chunk" }
        return word.count > 2 && word.hasSuffix("s") && !["ss", "us", "is"].contains(where: word.hasSuffix)
    }

    private func isManyOf(_ input: ExpressionID) -> Bool {
        if case .list = resolver.resolve(input).value { return true }
        return false
    }
}
