internal import Catalog
internal import CodeModel
internal import Parsing

/// Routes and functions that say whether a program lives, and that ask a model each time.
extension CodeExtraction {
    /// How many functions of the file may stand between the route and the call.
    private static let furthest = 2

    /// A call with a constant question in a health check is a probe that calls a model.
    mutating func noteHealthCheck(_ call: CallID, _ fact: Fact, prompts: [Located]) {
        let site = unit.calls[call]
        let text = Prompt(prompts).text
        guard !prompts.isEmpty, !text.isEmpty, text.count <= knowledge.sizing.health.longestPrompt,
            prompts.allSatisfy({ Self.isConstant($0) }), let check = healthCheck(around: site, depth: 0)
        else { return }
        var probe = makeFact(
            .healthProbe, at: site.span, scope: site.scope,
            fields: ["style": .text("route"), "calls-models": .flag(true), "deployments": .number(1)])
        if let path = check.path { probe.fields["path"] = .text(path) }
        if let model = fact["model"].text { probe.fields["models"] = .text(model) }
        probe.related = fact.related
        probe.related.append(RelatedPlace(Place(path: path, span: check.span, in: unit.source), "the health check is here"))
        result.facts.append(probe)
    }

    private static func isConstant(_ value: Located, depth: Int = 0) -> Bool {
        guard depth < 8 else { return false }
        switch value.value {
        case .text, .number, .flag, .null: return true
        case .list(let items): return items.allSatisfy { isConstant($0, depth: depth + 1) }
        // Whose turn it is, a constant of the package may say.
        case .dictionary(let entries): return entries.allSatisfy { $0.key.map { $0.lowercased() == "role" } ?? false || $0.key != nil && isConstant($0.value, depth: depth + 1) }
        case .fallback(let inner, _): return isConstant(inner, depth: depth + 1)
        default: return false
        }
    }

    /// The route, method or function that answers whether the program lives, and that runs the call whenever it is asked.
    private func healthCheck(around site: CallSite, depth: Int) -> (path: String?, span: Span)? {
        let function = unit.function(around: site.scope)
        let body = function.map { unit.functions[$0].span } ?? Span(0, unit.source.bytes.count)
        guard !isOptional(site, within: body) else { return nil }
        if let route = registration(of: function, around: site) { return route }
        guard let function, !isRemembered(function) else { return nil }
        if let route = decoratedRoute(function) ?? fileRoute(function) ?? indicator(function) ?? handler(function) { return route }
        guard depth < Self.furthest else { return nil }
        let name = unit.functions[function].name
        for caller in unit.calls.indices where calledWord(unit.calls[caller].callee) == name && unit.calls[caller].loops.isEmpty {
            guard resolver.calledFunction(caller) == function, unit.function(around: unit.calls[caller].scope) != function,
                let found = healthCheck(around: unit.calls[caller], depth: depth + 1)
            else { continue }
            return found
        }
        return nil
    }

    // MARK: Routes

    /// `/health`, `/api/healthz`, `GET /health/llm`: by the last part of the path, or the last but one.
    private func isHealthPath(_ path: String) -> Bool {
        let parts = path.lowercased().split { "/ ".contains($0) }.map(String.init)
        guard let last = parts.last else { return false }
        let health = knowledge.sizing.health
        if ["post", "put", "delete", "patch"].contains(parts[0]) { return false }
        if health.paths.contains(last) { return true }
        return parts.count > 1 && health.behind.contains(last) && health.paths.contains(parts[parts.count - 2])
    }

    private func decoratedRoute(_ function: FunctionID) -> (path: String?, span: Span)? {
        let type = unit.functions[function].enclosingClass
        let prefixes = type.map { unit.classes[$0].decorators.compactMap(routePath) } ?? []
        for decorator in unit.functions[function].decorators {
            guard let word = routeWord(decorator), knowledge.sizing.health.routes.contains(word) else { continue }
            let path = (prefixes + [routePath(decorator) ?? ""]).joined(separator: "/")
            if isHealthPath(path) { return (path, unit[decorator].span) }
        }
        return nil
    }

    private func routeWord(_ decorator: ExpressionID) -> String? {
        switch unit[decorator].kind {
        case .call(let call): calledWord(unit.calls[call].callee)?.lowercased()
        default: calledWord(decorator)?.lowercased()
        }
    }

    /// The path that a decorator or annotation says, unless it is for other methods than GET alone.
    private func routePath(_ decorator: ExpressionID) -> String? {
        guard case .call(let call) = unit[decorator].kind else { return nil }
        let site = unit.calls[call]
        if let methods = site.keyword("methods") ?? site.keyword("method"), !unit.text(methods).uppercased().contains("GET") { return nil }
        return argument([.position(0), .keyword("path"), .keyword("value"), .keyword("rule")], of: site).located.flatMap { path in
            path.text ?? path.items?.first?.text
        }
    }

    /// `app.get("/health", async (request, response) => …)`, `mux.HandleFunc("/healthz", health)`.
    private func registration(of function: FunctionID?, around site: CallSite) -> (path: String?, span: Span)? {
        for call in unit.calls {
            guard let word = calledWord(call.callee)?.lowercased(), knowledge.sizing.health.routes.contains(word), call.positional.count > 1,
                let path = resolver.resolve(call.positional[0]).text, isHealthPath(path)
            else { continue }
            for handler in call.positional.dropFirst() {
                let span = unit[handler].span
                if case .unknown = unit[handler].kind, span.contains(site.span) { return (path, unit[call.positional[0]].span) }
                if let function, case .function(function) = resolver.resolve(handler).value { return (path, unit[call.positional[0]].span) }
            }
        }
        return nil
    }

    /// Frameworks that take the path from the file's: `app/api/health/route.ts`, `pages/api/health.ts`.
    private func fileRoute(_ function: FunctionID) -> (path: String?, span: Span)? {
        let parts = path.split(separator: "/").map(String.init)
        guard let file = parts.last, parts.contains("api") || parts.contains("app"), language.ecosystem == "javascript" else { return nil }
        let stem = String(file.prefix { $0 != "." })
        let name = unit.functions[function].name
        if stem == "route", name == "GET", parts.count > 1, isHealthPath(parts[parts.count - 2]) {
            return ("/" + parts[parts.count - 2], unit.functions[function].nameSpan)
        }
        if parts.contains("pages"), knowledge.sizing.health.paths.contains(stem), name == "handler" {
            return ("/" + stem, unit.functions[function].nameSpan)
        }
        return nil
    }

    /// A method of a class that a framework asks: `class OpenAiHealth implements HealthIndicator`.
    private func indicator(_ function: FunctionID) -> (path: String?, span: Span)? {
        guard let type = unit.functions[function].enclosingClass else { return nil }
        for base in unit.classes[type].bases {
            let name = unit.text(base).prefix { $0 != "<" }.split(separator: ".").last.map(String.init) ?? ""
            if knowledge.sizing.health.indicators.contains(name) { return (nil, unit[base].span) }
        }
        return nil
    }

    /// A function that answers requests, named for what it is asked, whose route another file has: `func (s *Server) handleHealthz(w
    /// http.ResponseWriter, r *http.Request)`.
    private func handler(_ function: FunctionID) -> (path: String?, span: Span)? {
        let declaration = unit.functions[function]
        let health = knowledge.sizing.health
        guard NameWords.split(declaration.name).contains(where: health.paths.contains),
            declaration.parameters.contains(where: { $0.annotation.map { health.handled.contains(unit.text($0)) } ?? false })
        else { return nil }
        return (nil, declaration.nameSpan)
    }

    // MARK: Always

    /// Words of tests that let most checks pass without the call.
    private static let passing = ["cache", "time", "last", "now", "elapsed", "ttl", "interval", "recent", "deep", "force", "verbose", "age", "fresh", "expire"]
    /// What a test is about that asks whether there is a model at all.
    private static let configured: Set<String> = ["client", "key", "llm", "model", "openai", "anthropic", "provider", "api", "agent", "chat", "ai"]

    /// Whether a health check may pass without making the call: it is behind a question, or a recent answer is given again.
    private func isOptional(_ site: CallSite, within body: Span) -> Bool {
        let tests = unit.expressions.indices.filter { unit[$0].role == .condition && body.contains(unit[$0].span) && unit[$0].span.end <= site.span.start }
        for block in unit.blocks where block.decision != nil && body.contains(block.span) && block.span != body {
            let before = tests.filter { unit[$0].span.end <= block.span.start }
            guard let test = before.max(by: { unit[$0].span.end < unit[$1].span.end }) else { continue }
            let between = unit.source.text(Span(unit[test].span.end, block.span.start))
            guard between.allSatisfy({ $0.isWhitespace || ":){".contains($0) }) else { continue }
            let text = unit.text(test).lowercased()
            if block.span.contains(site.span) {
                let words = NameWords.split(text)
                guard words.contains(where: Self.configured.contains), !isParameter(test) else { return true }
            } else if block.leaves, block.span.end <= site.span.start, Self.passing.contains(where: text.contains) {
                return true
            }
        }
        return false
    }

    private func isParameter(_ test: ExpressionID) -> Bool {
        if case .parameter = resolver.resolve(test).value { true } else { false }
    }
}
