internal import Catalog
internal import CodeModel
internal import Parsing

/// What is new in each call at the head of a prompt, so that nothing behind it can be taken from the provider's cache of prefixes.
extension CodeExtraction {
    /// How much may stand before it: less than the shortest prefix that any provider keeps.
    private static let headCharacters = 400

    mutating func setVolatileHead(of fact: inout Fact, _ prompts: [Located]) {
        guard let head = prompts.first.flatMap({ firstText($0) }), case .template(let parts) = head.value else { return }
        var before = 0
        for (index, part) in parts.enumerated() {
            if let call = volatileCall(part) {
                let behind = parts[(index + 1)...].reduce(0) { $0 + $1.knownText.count }
                let site = unit.calls[call]
                fact.fields["prompt.volatile"] = .text(unit.text(site.expression).prefixed(60))
                fact.fields["prompt.fixed-characters"] = .number(Double(behind))
                fact.related.append(RelatedPlace(Place(path: path, span: site.span, in: unit.source), "this is new in each call"))
                return
            }
            before += part.knownText.count
            // What nobody knows may be new in each call itself.
            if before > Self.headCharacters || part.text == nil { return }
        }
    }

    /// The first text that the model reads: of the first message.
    private func firstText(_ value: Located, depth: Int = 0) -> Located? {
        guard depth < 6 else { return nil }
        switch value.value {
        case .text, .template: return value
        case .list(let items): return items.first.flatMap { firstText($0, depth: depth + 1) }
        case .dictionary(let entries):
            let content = entries.last { ["content", "text", "parts", "system"].contains($0.key?.lowercased() ?? "") }
            return content.flatMap { firstText($0.value, depth: depth + 1) }
        case .fallback(let inner, _), .element(let inner): return firstText(inner, depth: depth + 1)
        default: return nil
        }
    }

    /// The call behind a part of a text, when it gives a time finer than a day, or chance.
    private func volatileCall(_ part: Located) -> CallID? {
        guard case .call(let call) = part.value else { return nil }
        let knowledge = knowledge.caches.volatile(language.ecosystem)
        let names = resolver.qualifiedNames(unit.calls[call].callee)
        if names.contains(where: { name in knowledge.chance.contains { name == $0 || name.hasPrefix($0 + "()") } }) { return call }
        guard let name = names.first(where: { name in knowledge.clocks.contains { name == $0 || name.hasPrefix($0 + "()") } }) else { return nil }
        return isFine(call, name, knowledge) ? call : nil
    }

    private func isFine(_ call: CallID, _ name: String, _ knowledge: CacheKnowledge.Volatile) -> Bool {
        let site = unit.calls[call]
        let methods = name.split(separator: ".").map { String($0.replacing("()", with: "")) }
        if methods.contains(where: knowledge.daily.contains) { return false }
        if let last = methods.last, knowledge.formatting.contains(last), !knowledge.clocks.contains(name) || last == "strftime" {
            guard let format = site.positional.first else { return false }
            let text = resolver.resolve(format).text ?? unit.text(format)
            return knowledge.fine.contains(where: text.contains)
        }
        // `f"{now():%Y-%m-%d}"`: the format stands behind it.
        let bytes = unit.source.bytes
        if site.span.end < bytes.count, bytes[site.span.end] == UInt8(ascii: ":") {
            let rest = unit.source.text(Span(site.span.end, min(bytes.count, site.span.end + 40))).prefix { $0 != "}" }
            return knowledge.fine.contains(where: rest.contains)
        }
        return knowledge.clocks.contains(name) || methods.last.map(knowledge.exact.contains) ?? false
    }
}
