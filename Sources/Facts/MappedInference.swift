internal import Catalog
internal import CodeModel
internal import Parsing

/// Local models that are handed to a function that calls them once for each element: `map(model.encode, texts)`,
/// `frame["text"].apply(lambda text: classify(text))`.
extension CodeExtraction {
    mutating func addMappedInference(_ call: CallID, _ inference: LocalInference) {
        let mapper = unit.calls[call]
        guard let handed = mapper.positional.first, !isBatched(mapper), let elements = elements(of: mapper), !areGroups(elements) else { return }
        if let shape = shape(handedOver: handed, inference) {
            addMapped(mapper, handed, shape, over: elements)
            return
        }
        // A function without a name, with its own scope.
        guard case .unknown = unit[handed].kind, let scope = unit.scopes.firstIndex(where: { $0.span == unit[handed].span }) else { return }
        let parameters = Set(unit.scopes[scope].bindings.keys)
        for inner in textOrder().calls(in: unit[handed].span) where unit.calls[inner].loops == mapper.loops {
            let site = unit.calls[inner]
            guard let shape = shape(of: site, inner, inference), let input = site.positional.first, isOneSample(input),
                resolver.mentions(input, parameters), !site.arguments.contains(where: { $0.name == "batch_size" || $0.value != input && resolver.mentions($0.value, parameters) })
            else { continue }
            addMapped(site, site.callee, shape, over: elements)
        }
    }

    private mutating func addMapped(_ site: CallSite, _ callee: ExpressionID, _ shape: WorkKnowledge.Inference, over elements: ExpressionID) {
        var fact = inferenceFact(site, callee, shape, loop: .perItem)
        let text = unit.text(elements).oneLine
        if text.count <= 60 { fact.fields["loop.over"] = .text(text) }
        result.facts.append(fact)
    }

    /// The model or its method, or a function around one, where it is not called but handed over.
    private func shape(handedOver handed: ExpressionID, _ inference: LocalInference) -> WorkKnowledge.Inference? {
        switch unit[handed].kind {
        case .name, .member: break
        default: return nil
        }
        if case .function(let function) = resolver.resolve(handed).value { return inference.around[function] }
        let names = resolver.qualifiedNames(handed)
        return inference.shapes.first { names.contains($0.call) }
    }

    /// What a mapper goes over: the object that it is a method of, or its next argument.
    func elements(of mapper: CallSite) -> ExpressionID? {
        if mapper.positional.count > 1 { return mapper.positional[1] }
        if case .member(let object, _) = unit[mapper.callee].kind { return object }
        return nil
    }

    private func isBatched(_ mapper: CallSite) -> Bool {
        mapper.arguments.contains { argument in
            argument.name.map { NameWords.split($0).contains { knowledge.words.groupWords.contains($0) || $0 == "batched" } } ?? false
        }
    }

    /// Whether each element is several samples, by its name or by the call that makes them.
    func areGroups(_ elements: ExpressionID) -> Bool {
        var current = elements
        for _ in 0..<8 {
            switch unit[current].kind {
            case .name(let name): return namesGroups(name)
            case .member(let object, let name):
                if namesGroups(name) { return true }
                current = object
            case .index(let object, let key):
                if case .text(let name) = unit[key].kind, namesGroups(name) { return true }
                current = object
            case .call(let call):
                let word = calledWord(unit.calls[call].callee) ?? ""
                if knowledge.words.grouping.contains(word) || namesGroups(word) { return true }
                guard case .member(let object, _) = unit[unit.calls[call].callee].kind else { return false }
                current = object
            default: return false
            }
        }
        return false
    }

    private func namesGroups(_ name: String) -> Bool {
        guard let word = NameWords.split(name).last else { return false }
        return ["", "s", "es"].contains { ending in word.hasSuffix(ending) && knowledge.words.groupWords.contains(String(word.dropLast(ending.count))) && word != "list" }
    }
}
