internal import Catalog
internal import CodeModel
internal import Parsing

/// Calls of models over HTTP: the address says that one answers, the JSON that is sent says which and what.
extension CodeExtraction {
    /// How many addresses of one call are looked at.
    private static let mostAddresses = 12

    mutating func addEndpointCall(_ matched: MatchedCall) {
        if let body = matched.site.positional.first { noteReferences(ofValue: body) }
        if matched.shape.fact == FactKind.embeddingCall.rawValue {
            addEmbeddingCall(matched)
        } else {
            addModelCall(matched)
            addPromptSerializations(matched)
        }
    }

    /// The call of a model that a request is; nil when its address or its body is none that is known.
    func modelCall(over request: MatchedCall) -> MatchedCall? {
        guard !knowledge.sdks.endpoints.isEmpty, case .given(let url, let written) = argument("url", request), let body = body(of: request) else { return nil }
        let addresses = Self.addresses(url, depth: 0)
        guard let first = addresses.first, addresses.count <= Self.mostAddresses,
            let endpoint = knowledge.sdks.endpoints.first(where: { $0.end(of: first) != nil }), addresses.allSatisfy({ endpoint.end(of: $0) != nil })
        else { return nil }
        var matched = MatchedCall(call: request.call, shape: endpoint.call, site: request.site)
        if let end = endpoint.end(of: first) { matched.shape.name = "POST \(end)" }
        matched.site.arguments = [Argument(name: nil, value: body, spread: .none)]
        guard isMarked(matched, endpoint, written), endpoint.needs.allSatisfy({ says($0, matched) }), !isOther(body) else { return nil }
        matched.address = base(of: request, url).map { Located(.template([$0, url]), url.spans) } ?? url
        let host = matched.address.flatMap { URLHost(Self.leadingText($0))?.host }
        if host != endpoint.host { matched.shape.provider = nil }
        if addresses.contains(where: { $0.contains("/deployments/") }) { matched.shape.properties["names"] = "deployments" }
        if let behind = endpoint.modelBehind { matched.told["model"] = Self.model(in: url, behind: behind) ?? Located(.unknown, url.spans) }
        return matched
    }

    /// Where a request goes, as the endpoint of a call.
    func endpoint(at address: Located) -> (host: String?, namesDeployments: Bool, isFallback: Bool) {
        (URLHost(Self.leadingText(address))?.host, false, Self.isFallback(address))
    }

    // MARK: The address

    /// An address up to what follows a question mark, with a null character for each gap; all of them where it is one of several.
    private static func addresses(_ url: Located, depth: Int) -> [Substring] {
        guard depth < 6 else { return ["\0"] }
        let whole: [String] =
            switch url.value {
            // What is only there to be replaced is none: `let url = ""`.
            case .choice(let members):
                members.filter { $0.text != "" && !$0.isNull }.prefix(mostAddresses + 1).flatMap { addresses($0, depth: depth + 1) }.map(String.init)
            case .fallback(let inner, _): addresses(inner, depth: depth + 1).map(String.init)
            case .template(let parts): [parts.map { text(of: $0) ?? "\0" }.joined()]
            default: [text(of: url) ?? "\0"]
            }
        return whole.map { address in
            let path = address.prefix { $0 != "?" && $0 != "#" }
            return path.hasSuffix("/") ? path.dropLast() : path
        }
    }

    private static func text(of part: Located, depth: Int = 0) -> String? {
        guard depth < 6 else { return nil }
        switch part.value {
        case .text(let text): return text
        case .fallback(let inner, _): return text(of: inner, depth: depth + 1)
        case .template(let parts): return parts.map { text(of: $0, depth: depth + 1) ?? "\0" }.joined()
        default: return nil
        }
    }

    /// `…/models/gemini-2.5-flash:generateContent`: what stands between the two.
    private static func model(in url: Located, behind: String) -> Located? {
        switch url.value {
        case .text(let text): return name(in: text[...], behind: behind).map { Located(.text(String($0)), url.spans) }
        case .template(let parts):
            for (index, part) in parts.enumerated() {
                guard let text = self.text(of: part), let range = text.ranges(of: behind).last else { continue }
                if range.upperBound < text.endIndex { return name(in: text[...], behind: behind).map { Located(.text(String($0)), url.spans) } }
                guard index + 2 < parts.count, self.text(of: parts[index + 2])?.hasPrefix(":") ?? false else { return nil }
                return parts[index + 1]
            }
            return nil
        default: return nil
        }
    }

    private static func name(in text: Substring, behind: String) -> Substring? {
        guard let range = text.ranges(of: behind).last else { return nil }
        let rest = text[range.upperBound...]
        guard let end = rest.firstIndex(of: ":"), end > rest.startIndex else { return nil }
        return rest[..<end]
    }

    /// The address that a client puts before those that begin with a slash.
    private func base(of request: MatchedCall, _ url: Located) -> Located? {
        guard Self.leadingText(url).hasPrefix("/"), let receiver = request.receiver, let client = client(madeBy: receiver) else { return nil }
        return argument(client.endpoint, of: unit.calls[receiver], options: client.options).located
    }

    // MARK: The body

    /// The JSON that is sent, before it was written as text.
    private func body(of request: MatchedCall) -> ExpressionID? {
        for role in ["body", "encoded"] {
            guard case .given(let value, let expression?) = argument(role, request), !value.isNull else { continue }
            return written(expression, request.shape)
        }
        return nil
    }

    private func written(_ body: ExpressionID, _ shape: SDKKnowledge.Call) -> ExpressionID {
        var current = body
        for _ in 0..<4 {
            guard let call = maker(of: resolver.resolve(current)) else { break }
            let site = unit.calls[call]
            let names = resolver.qualifiedNames(site.callee).map(canonical)
            let isEncoder = shape.encoders.contains { encoder in
                encoder.hasPrefix("*") ? names.contains { $0.hasSuffix(encoder.dropFirst()) } : names.contains(encoder)
            }
            if let writer = writer(of: call), writer.format == "json", let value = value(writtenBy: site, writer) {
                current = value
            } else if isEncoder, let value = site.positional.first {
                current = value
            } else if case .member(let object, let name) = unit[site.callee].kind, isEncoder || name == "encode" {
                // `body.to_json`, `json.dumps(body).encode("utf-8")`
                current = object
            } else {
                break
            }
        }
        return current
    }

    /// A file, a form or a text is none.
    private func isOther(_ body: ExpressionID) -> Bool {
        switch resolver.resolve(body).value {
        case .text, .template, .list, .number, .flag: true
        default: false
        }
    }

    /// Whether the body has an entry, also as a field of a struct: `Input`.
    private func says(_ entry: String, _ matched: MatchedCall) -> Bool {
        [entry, entry.prefix(1).uppercased() + entry.dropFirst()].contains { name in
            if case .given = argument([.keyword(name)], of: matched.site, options: 0) { true } else { false }
        }
    }

    private func isMarked(_ matched: MatchedCall, _ endpoint: SDKKnowledge.Endpoint, _ url: ExpressionID?) -> Bool {
        guard !endpoint.marks.isEmpty else { return true }
        let site = unit.calls[matched.call]
        var texts = [unit.text(site.expression).lowercased().prefixed(2_000)]
        if let url { texts += [unit.text(url).lowercased(), resolver.resolve(url).knownText.lowercased()] }
        return endpoint.marks.contains { mark in texts.contains { $0.contains(mark) } }
    }
}
