internal import Catalog
internal import CodeModel
internal import Parsing

/// The way from a request to a call of a model, within one file: which handler makes the call, and whether anything on the way keeps answers.
extension CodeExtraction {
    /// Through how many functions a handler is looked for.
    private static let longestWay = 3

    mutating func setRequest(of fact: inout Fact, _ site: CallSite, told: [ExpressionID]) {
        let requests = requestIndex()
        guard let way = handlerWay(to: site, requests), let method = way.last?.method else { return }
        fact.fields["handler"] = .text(method)
        let functions = way.map(\.function)
        fact.fields["personal"] = .flag(isPersonal(told, functions))
        if !mayKeep(functions, before: site) { fact.fields["kept"] = .flag(false) }
    }

    /// What is looked up for every call of a model, gathered once.
    struct RequestIndex {
        /// Calls that hand a function to a route.
        var routes: [CallSite]
        /// Calls by the last word of what they call.
        var calls: [String: [CallID]]
        /// Whether something in the file names a cache, once that was asked.
        var namesCache: Bool?
    }

    private mutating func requestIndex() -> RequestIndex {
        if let requests { return requests }
        var index = RequestIndex(routes: unit.calls.filter(isRoute), calls: [:])
        for call in unit.calls.indices { if let word = calledWord(unit.calls[call].callee) { index.calls[word, default: []].append(call) } }
        requests = index
        return index
    }

    private func isRoute(_ site: CallSite) -> Bool {
        guard case .member(_, let word) = unit[site.callee].kind, knowledge.caches.routes[word] != nil, let path = site.positional.first,
            case .text(let text) = unit[path].kind
        else { return false }
        return text.hasPrefix("/")
    }

    // MARK: The way

    private struct Stop {
        var function: FunctionID
        /// The method that it serves, when it is a handler.
        var method: String?
    }

    /// The functions from the one around a call outwards to a handler; nil when none is found, or several that differ.
    private func handlerWay(to site: CallSite, _ requests: RequestIndex) -> [Stop]? {
        guard var current = unit.function(around: site.scope) else { return nil }
        var way: [Stop] = []
        var seen: Set<FunctionID> = []
        for _ in 0..<Self.longestWay {
            guard seen.insert(current).inserted else { return nil }
            let method = method(servedBy: current, requests)
            way.append(Stop(function: current, method: method))
            if method != nil { return way }
            let callers = callers(of: current, requests)
            guard callers.count == 1, let caller = callers.first else { return nil }
            current = caller
        }
        return nil
    }

    private func callers(of function: FunctionID, _ requests: RequestIndex) -> Set<FunctionID> {
        let name = unit.functions[function].name
        guard !name.isEmpty else { return [] }
        var result: Set<FunctionID> = []
        for call in requests.calls[name] ?? [] where resolver.calledFunction(call) == function {
            if let caller = unit.function(around: unit.calls[call].scope), caller != function { result.insert(caller) }
        }
        return result
    }

    /// `@app.get("/x")` on a function, or `app.get("/x", handler)` that hands it over.
    private func method(servedBy function: FunctionID, _ requests: RequestIndex) -> String? {
        for decorator in unit.functions[function].decorators {
            guard let name = unit.text(decorator).prefix(while: { $0 != "(" }).split(separator: ".").last.map(String.init) else { continue }
            if let method = knowledge.caches.routes[name], unit.text(decorator).contains("/") { return method }
        }
        let span = unit.functions[function].span
        for site in requests.routes {
            guard case .member(_, let word) = unit[site.callee].kind, let method = knowledge.caches.routes[word],
                site.positional.dropFirst().contains(where: { hands($0, function, span) })
            else { continue }
            return method
        }
        return nil
    }

    private func hands(_ argument: ExpressionID, _ function: FunctionID, _ span: Span) -> Bool {
        if unit[argument].span == span { return true }
        guard case .name = unit[argument].kind, case .function(function) = resolver.resolve(argument).value else { return false }
        return true
    }

    // MARK: What is on it

    /// Names that stand in the prompt, its known text, and what the handler is told.
    private mutating func isPersonal(_ told: [ExpressionID], _ functions: [FunctionID]) -> Bool {
        let order = textOrder()
        var spans = told.map { unit[$0].span }
        for id in told {
            for name in resolver.namesUsed(in: [unit[id].span]) {
                for binding in resolver.bindings(of: name, from: unit[id].scope, at: unit[id].span.start) {
                    if case .expression(let value) = binding.source { spans.append(unit[value].span) }
                }
            }
        }
        var names = functions.flatMap { unit.functions[$0].parameters.map(\.name) } + [Prompt(told.map(resolver.resolve)).text]
        for id in spans.flatMap(order.expressions) {
            switch unit[id].kind {
            case .name(let name): if !isWrittenHere(name, id) { names.append(name) }
            case .member(_, let name): names.append(name)
            case .index(_, let key): if case .text(let name) = unit[key].kind { names.append(name) }
            default: break
            }
        }
        let words = names.flatMap { name in name.split { !$0.isLetter && $0 != "_" }.flatMap { NameWords.split(String($0)) } }
        return words.contains { knowledge.caches.personal.contains($0.lowercased()) }
    }

    /// Something in the file names a cache, or a function on the way gives back early or stores what it found.
    private mutating func mayKeep(_ functions: [FunctionID], before site: CallSite) -> Bool {
        let namesCache = requests?.namesCache
            ?? (unit.importedModules.contains(where: namesKeeping) || unit.expressions.contains { namesKeeping($0.kind) })
        requests?.namesCache = namesCache
        if namesCache { return true }
        for function in functions {
            let declaration = unit.functions[function]
            if declaration.returned.contains(where: { declaration.span.contains(site.span) && unit[$0].span.end < site.span.start }) { return true }
            let stores = unit.calls.contains { call in
                declaration.span.contains(call.span) && (calledWord(call.callee).map(knowledge.caches.storing.contains) ?? false)
            }
            if stores { return true }
        }
        return false
    }

    /// A list of messages that is written out: what stands in it is looked at, its name says nothing.
    private func isWrittenHere(_ name: String, _ id: ExpressionID) -> Bool {
        let found = resolver.bindings(of: name, from: unit[id].scope, at: unit[id].span.start)
        return !found.isEmpty && found.allSatisfy { binding in
            guard case .expression(let value) = binding.source, case .list = unit[value].kind else { return false }
            return true
        }
    }

    /// A name, or a short text such as that of a header.
    private func namesKeeping(_ kind: Expression.Kind) -> Bool {
        switch kind {
        case .name(let name), .member(_, let name): namesKeeping(name)
        case .text(let text): text.utf8.count < 48 && namesKeeping(text)
        default: false
        }
    }

    private func namesKeeping(_ text: String) -> Bool {
        let text = text.lowercased()
        return knowledge.caches.keeping.contains(where: text.contains)
    }
}
