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
            guard let wrapper = embeddingWrapper(handed) else { continue }
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

    private func embeddingWrapper(_ id: ExpressionID) -> Wrapper? {
        var found: Wrapper?
        if case .function(let function) = resolver.resolve(id).value { found = localWrappers[function]?.first }
        if found == nil { found = resolver.qualifiedNames(id).lazy.compactMap { wrappers(named: $0).first }.first }
        return found?.fact.kind == .embeddingCall ? found : nil
    }
}
