internal import Catalog
internal import CodeModel
internal import Parsing

/// Functions that are handed to others, which call them once for each element.
extension CodeExtraction {
    /// `frame["text"].apply(embed)` and `map(embed, texts)`: one call for each element.
    mutating func addFunctionsHandedOver() {
        for call in unit.calls.indices {
            let site = unit.calls[call]
            let name = calledWord(site.callee) ?? ""
            guard knowledge.words.mappers.contains(name), let handed = site.positional.first else { continue }
            if case .unknown = unit[handed].kind { addElements(of: unit[handed].span, site) }
            guard let wrapper = embeddingWrapper(handed) else {
                addEmbeddingMethod(handed, site)
                continue
            }
            var fact = makeFact(.embeddingCall, at: site.span, scope: site.scope, fields: wrapper.fact.fields)
            fact.fields["input"] = .text("item")
            fact.fields["loop"] = .text(LoopKind.perItem.rawValue)
            fact.fields["loop.over"] = .text(unit.text(site.callee).prefixed(60))
            fact.related = [RelatedPlace(wrapper.fact.place, "the model is called here")]
            result.facts.append(fact)
        }
    }

    /// `apply(lambda text: embed(text))`: a call within the function that is handed over is made for each element.
    private mutating func addElements(of function: Span, _ mapper: CallSite) {
        for index in result.facts.indices where result.facts[index].kind == .embeddingCall && !result.facts[index]["loop"].isKnown {
            guard function.contains(result.facts[index].place.span) else { continue }
            if !result.facts[index]["input"].isKnown { result.facts[index].fields["input"] = .text("item") }
            result.facts[index].fields["loop"] = .text(LoopKind.perItem.rawValue)
            result.facts[index].fields["loop.over"] = .text(unit.text(mapper.callee).prefixed(60))
        }
    }

    /// `map(embeddings.embed_query, texts)`: a method that embeds what it is handed.
    private mutating func addEmbeddingMethod(_ handed: ExpressionID, _ mapper: CallSite) {
        guard let word = lastName(handed), let elements = elements(of: mapper), !areGroups(elements) else { return }
        let candidates = knowledge.sdks.calls(language.ecosystem, lastName: word).filter {
            $0.fact == FactKind.embeddingCall.rawValue && ($0.arguments["input"] ?? []).contains(.position(0))
        }
        guard !candidates.isEmpty else { return }
        let names = resolver.qualifiedNames(handed).map(canonical)
        guard let shape = candidates.first(where: { names.contains(where: $0.isFunction) || names.contains(where: $0.isOnClient) }) else { return }
        var fact = makeFact(.embeddingCall, at: mapper.span, scope: mapper.scope, fields: ["sdk": .text(shape.sdk), "call": .text(shape.name), "input": .text("item")])
        if let remedy = shape.properties["remedy.call"] { fact.fields["remedy.call"] = .text(remedy) }
        fact.fields["loop"] = .text(LoopKind.perItem.rawValue)
        fact.fields["loop.over"] = .text(unit.text(elements).prefixed(60))
        result.facts.append(fact)
    }

    private func embeddingWrapper(_ id: ExpressionID) -> Wrapper? {
        var found: Wrapper?
        if case .function(let function) = resolver.resolve(id).value { found = localWrappers[function]?.first }
        if found == nil { found = resolver.qualifiedNames(id).lazy.compactMap { wrappers(named: $0).first }.first }
        return found?.fact.kind == .embeddingCall ? found : nil
    }
}
