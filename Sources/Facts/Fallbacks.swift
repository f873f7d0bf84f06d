internal import Catalog
internal import CodeModel
internal import Parsing

/// Calls that another model answers when they fail: the same question, put to a second one.
extension CodeExtraction {
    /// What the call itself, or its client, names as the models to fall back to.
    mutating func setFallback(of fact: inout Fact, _ matched: MatchedCall) {
        guard case .given(let fallbacks, let expression) = argument("fallbacks", matched) else { return }
        let members = fallbacks.items ?? [fallbacks]
        guard let first = members.first, members.count <= 4 else { return }
        var written: ExpressionID?
        if let expression, case .list(let items) = unit[expression].kind { written = items.first }
        let model: Located
        if first.text != nil {
            model = first
        } else if let entry = first["model"] {
            // `fallbacks=[{"model": "…"}]`
            model = entry
        } else if let own = modelOfClient(first, writtenAs: written) {
            model = own
        } else {
            return
        }
        fact.fields["fallback.model"] = values.value(model)
        fact.fields["fallback"] = .text("named")
    }

    /// The model that a client is made with: `with_fallbacks([ChatOpenAI(model="…")])`.
    private func modelOfClient(_ value: Located, writtenAs expression: ExpressionID?) -> Located? {
        if let carried = carriedModel(value, writtenAs: expression) { return carried.model }
        guard let maker = maker(of: value) else { return nil }
        return argument([.keyword("model"), .keyword("model_name"), .keyword("modelName"), .position(0)], of: unit.calls[maker], options: 0).located
    }

    /// A second call with the same question, made where the first one failed. Which of the two models is the smaller one is known
    /// when the whole repository is.
    mutating func pairFallbacks(_ calls: [(fact: Int, call: CallID, prompt: [ExpressionID])]) {
        for second in calls where unit.calls[second.call].isInHandler && !second.prompt.isEmpty {
            let place = unit.calls[second.call]
            let firsts = calls.filter { first in
                let site = unit.calls[first.call]
                return first.call != second.call && site.isGuarded && !site.isInHandler && site.span.end <= place.span.start
                    && unit.function(around: site.scope) == unit.function(around: place.scope)
                    && first.prompt.map { plainText($0) } == second.prompt.map { plainText($0) }
            }
            guard firsts.count == 1, let first = firsts.first, result.facts[second.fact]["model"].text != nil,
                result.facts[first.fact]["fallback.model"].text == nil
            else { continue }
            result.facts[first.fact].fields["fallback.model"] = result.facts[second.fact]["model"]
            result.facts[first.fact].fields["fallback"] = .text("handler")
            result.facts[first.fact].related.append(RelatedPlace(result.facts[second.fact].place, "the same question is put to a smaller model here"))
        }
    }

    private func plainText(_ id: ExpressionID) -> String { unit.text(id).filter { !$0.isWhitespace } }

    /// The expressions that a call's question stands in, as they are written.
    func promptExpressions(_ matched: MatchedCall) -> [ExpressionID] {
        (matched.shape.arguments["prompt"] ?? []).compactMap { position in
            if case .given(_, let expression?) = argument([position], of: matched.site, options: matched.shape.options) { expression } else { nil }
        }
    }
}
