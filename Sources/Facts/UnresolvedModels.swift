internal import Catalog
internal import CodeModel
internal import Parsing

/// Why nobody can tell which model a call asks for: the field `model.unresolved`, for `--statistics` and for those who wonder.
extension CodeExtraction {
    /// What an argument leaves open.
    func unresolvedReason(_ answer: ArgumentAnswer) -> String {
        switch answer {
        case .absent: "not-given"
        case .unknown: "spread"
        case .given(let value, _): unresolvedReason(value, depth: 0)
        }
    }

    /// The same of a call, whose client's maker may be what nobody can tell.
    func unresolvedReason(_ answer: ArgumentAnswer, _ matched: MatchedCall) -> String {
        guard case .unknown = answer, matched.client.makers.isEmpty, !matched.shape.isFunction, matched.shape.arguments["model"] == nil,
            let client = receiver(of: unit.calls[matched.call], through: matched.shape.name)
        else { return unresolvedReason(answer) }
        return unresolvedReason(resolver.resolve(client), depth: 0)
    }

    private func unresolvedReason(_ located: Located, depth: Int) -> String {
        guard depth < 8 else { return "computed" }
        switch located.value {
        case .parameter: return "parameter"
        case .imported(let name): return isSetting(name) || located.environmentVariable != nil ? "environment" : "other-file"
        case .choice(let members):
            let open = members.first { !values.value($0).isKnown } ?? located
            return open.spans == located.spans && members.isEmpty ? "computed" : unresolvedReason(open, depth: depth + 1)
        case .fallback(let inner, _): return unresolvedReason(inner, depth: depth + 1)
        case .element: return "element"
        case .template: return "text-with-gaps"
        case .call(let call): return isSetting(unit.text(unit.calls[call].callee)) ? "environment" : "call-result"
        default:
            // The place that it came from is all that is known of it.
            return located.spans.contains { isSetting(String(unit.source.text($0).prefix(200))) } ? "environment" : "computed"
        }
    }

    private func isSetting(_ text: String) -> Bool { knowledge.words.environment.contains(where: text.contains) }
}
