internal import Catalog
internal import CodeModel
internal import Parsing

/// Calls of other services over HTTP that send JSON.
extension CodeExtraction {
    mutating func addHTTPCall(_ matched: MatchedCall) {
        let site = unit.calls[matched.call]
        guard let expression = jsonBody(matched) else { return }
        let verb = verb(matched)
        if let verb, ["GET", "DELETE", "HEAD", "OPTIONS"].contains(verb) { return }
        guard let (host, isFallback, origin) = host(matched) else { return }
        var fact = makeFact(.httpCall, at: site.span, scope: site.scope, fields: ["client": .text(client(matched)), "body": .text("json")])
        if let method = verb ?? matched.shape.properties["method"]?.uppercased() { fact.fields["method"] = .text(method) }
        let form: (Scalar) -> Value.Form = { isFallback ? .fallback($0) : .known($0) }
        fact.fields["host"] = Value(form(.text(host.host)), origin: values.places(origin))
        fact.fields["internal"] = Value(form(.flag(host.isInternal)))
        if let loop = resolver.loopKind(of: matched.call) { fact.fields["loop"] = .text(loop.rawValue) }
        if let handler = handler(around: site) { fact.fields["handler"] = .text(handler) }
        fact.fields["purpose"] = .text(isMaintenance(site) ? "maintenance" : "application")
        if let expression {
            addBodySerializations(expression, of: site, sink: "http", ["internal": fact["internal"], "host": fact["host"]])
        }
        result.facts.append(fact)
    }

    /// Where the body is written that is known to be JSON; nil where there is none, or it may be something else.
    private func jsonBody(_ matched: MatchedCall) -> ExpressionID?? {
        if case .given(let body, let expression) = argument("body", matched), !body.isNull {
            return isJSON(body, matched) && !isForm(expression) ? .some(expression) : nil
        }
        guard case .given(_, let expression?) = argument("encoded", matched), isWrittenAsJSON(expression) else { return nil }
        return expression
    }

    /// `json.dumps(order)`, `MessageToJson(order).encode()`.
    private func isWrittenAsJSON(_ text: ExpressionID) -> Bool {
        var current = text
        for _ in 0..<4 {
            guard let call = maker(of: resolver.resolve(current)) else { return false }
            if isEncoder(unit.calls[call]) || writer(of: call)?.format == "protobuf-json" { return true }
            guard case .member(let object, "encode") = unit[unit.calls[call].callee].kind else { return false }
            current = object
        }
        return false
    }

    /// Whether the body is known to be JSON: by the call itself, by the type of content that it is told, or by what makes it.
    private func isJSON(_ body: Located, _ matched: MatchedCall) -> Bool {
        let shape = matched.shape
        guard shape.arguments["content-type"] != nil || !shape.encoders.isEmpty else { return true }
        if let type = argument("content-type", matched).located?.text, type.lowercased().contains("json") { return true }
        guard let maker = maker(of: body) else { return false }
        return resolver.qualifiedNames(unit.calls[maker].callee).map(canonical).contains { name in
            shape.encoders.contains { $0.hasPrefix("*") ? name.hasSuffix($0.dropFirst()) : name == $0 }
        }
    }

    private func client(_ matched: MatchedCall) -> String {
        let name = resolver.qualifiedNames(unit.calls[matched.call].callee).first.map(canonical) ?? ""
        let parts = name.split(separator: ".").map(String.init)
        // Packages that begin with a domain say little; the type does.
        let type = ["org", "com", "io", "net"].contains(parts.first ?? "") ? parts.first { $0.first?.isUppercase ?? false } : nil
        return type?.replacing("()", with: "") ?? parts.first ?? matched.shape.sdk
    }

    /// `HttpMethod.POST`, where the method is an argument.
    private func verb(_ matched: MatchedCall) -> String? {
        guard case .given(let value, _) = argument("method", matched) else { return nil }
        if case .imported(let name) = value.value { return name.split(separator: ".").last.map(String.init) }
        return value.text?.uppercased()
    }

    /// Text, bytes and forms are sent as they are, by what their types say.
    private func isForm(_ body: ExpressionID?) -> Bool {
        guard let body else { return false }
        return resolver.qualifiedNames(body).contains { name in
            ["MultiValueMap()", "String()", "byte[]()", "Resource()", "FormBody()"].contains { name.hasSuffix($0) }
        }
    }

    /// The host that a call goes to, from its address or its client's base address.
    func host(_ matched: MatchedCall) -> (URLHost, isFallback: Bool, origin: [Span])? {
        guard case .given(let url, _) = argument("url", matched) else { return nil }
        if let host = URLHost(Self.leadingText(url)) { return (host, Self.isFallback(url), url.spans) }
        guard url.knownText.hasPrefix("/"), let receiver = matched.receiver else { return nil }
        guard let client = client(madeBy: receiver),
            let base = argument(client.endpoint, of: unit.calls[receiver], options: client.options).located, let host = URLHost(Self.leadingText(base))
        else { return nil }
        return (host, Self.isFallback(base), base.spans)
    }

    /// The text up to the first gap; a gap within the host makes it no host.
    static func leadingText(_ located: Located) -> String {
        switch located.value {
        case .text(let text): return text
        case .fallback(let inner, _): return leadingText(inner)
        case .template(let parts):
            var text = ""
            for part in parts {
                let known = leadingText(part)
                if known.isEmpty { return text + "{" }
                text += known
            }
            return text
        default: return ""
        }
    }

    static func isFallback(_ located: Located) -> Bool {
        switch located.value {
        case .fallback: true
        case .template(let parts): parts.first.map(isFallback) ?? false
        default: false
        }
    }

    /// Whether the function around a call answers requests or takes messages, by its decorators or its loop.
    func handler(around site: CallSite) -> String? {
        if resolver.isInConsumer(site) { return "consumer" }
        guard let function = unit.function(around: site.scope) else { return nil }
        for decorator in unit.functions[function].decorators {
            let name = unit.text(decorator).prefix { $0 != "(" }.split(separator: ".").last?.lowercased() ?? ""
            if knowledge.words.requestDecorators.contains(name) { return "request handler" }
            if knowledge.words.consumerDecorators.contains(name) { return "consumer" }
        }
        return nil
    }
}
