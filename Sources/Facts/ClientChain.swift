internal import Catalog
internal import CodeModel
internal import Parsing

/// What makes the client of a call: the constructor, what wraps it, and what stands in one pipe with it.
///
///     grader = PROMPT | ChatOpenAI(model="gpt-4o").with_structured_output(Grade)
///     grader.invoke(…)      // makers: with_structured_output(…), ChatOpenAI(…); pieces: PROMPT
struct ClientChain {
    struct Maker {
        var call: CallID
        /// What the knowledge says of it.
        var client: SDKKnowledge.Client?
        /// Calls of functions of this file that lead to it: what they hand over is what the maker is told.
        var factories: [CallID] = []
    }

    /// The outermost first; the client's own constructor is last, when it is found.
    var makers: [Maker] = []
    /// The other parts of pipes.
    var pieces: [ExpressionID] = []

    /// Whether one of them is surely a client; many things are bound and piped.
    var isClient: Bool {
        makers.contains { maker in
            guard let client = maker.client else { return false }
            return client.isDistinctive || client.wraps != .receiver && client.wraps != .parts
        }
    }
}

extension CodeExtraction {
    /// How many clients that are made of clients are followed, and how many parts of one pipe.
    private static let deepest = 6
    private static let longestPipe = 12

    /// The client on which a chain of members is called.
    func chain(ofReceiver site: CallSite, through members: String) -> ClientChain {
        receiver(of: site, through: members).map { chain(madeAs: $0) } ?? ClientChain()
    }

    /// The object on which a chain of members is called; members with `()` are calls themselves.
    func receiver(of site: CallSite, through members: String) -> ExpressionID? {
        var current = site.callee
        for name in members.split(separator: ".").reversed() {
            if name.hasSuffix("()") {
                guard case .call(let call) = unit[current].kind else { return nil }
                current = unit.calls[call].callee
            }
            guard case .member(let object, _) = unit[current].kind else { return nil }
            current = object
        }
        return current
    }

    /// The client that an expression stands for.
    func chain(madeAs expression: ExpressionID, depth: Int = 0) -> ClientChain {
        guard depth < Self.deepest else { return ClientChain() }
        let object = resolver.resolve(expression)
        guard let maker = maker(of: object) else { return pipe(object).map { chain(ofPipe: $0, depth: depth) } ?? ClientChain() }
        let client = client(madeBy: maker)
        // A function of another file makes it, and that file says what it is.
        if client == nil, resolver.qualifiedNames(unit.calls[maker].callee).contains(where: { elsewhere($0 + "()") != nil }) {
            return ClientChain()
        }
        var result = ClientChain(makers: [.init(call: maker, client: client, factories: factories(of: object, maker: maker))])
        guard let wraps = client?.wraps else { return result }
        if wraps == .parts {
            guard let inner = chain(ofParts: parts(ofChain: maker), depth: depth) else { return ClientChain() }
            result.makers += inner.makers
            result.pieces += inner.pieces
            return result
        }
        guard let wrapped = wrapped(wraps, by: unit.calls[maker]) else { return result }
        let inner = chain(madeAs: wrapped, depth: depth + 1)
        result.makers += inner.makers
        result.pieces += inner.pieces
        return result
    }

    /// The calls that a value came through, `make("gpt-4o-mini")`, on the way to the call that made it.
    private func factories(of object: Located, maker: CallID) -> [CallID] {
        guard unit.function(around: unit.calls[maker].scope) != nil else { return [] }
        let spans = Set(object.spans)
        return unit.calls.indices.filter { call in
            call != maker && spans.contains(unit.calls[call].span) && resolver.calledFunction(call) != nil
        }
    }

    /// What the maker of a client is told.
    func argument(_ positions: [SDKKnowledge.ArgumentPosition], of maker: ClientChain.Maker) -> ArgumentAnswer {
        let answer = argument(positions, of: unit.calls[maker.call], options: maker.client?.options)
        guard case .given(let value, let expression) = answer, !maker.factories.isEmpty else { return answer }
        return .given(handed(value, by: maker.factories, depth: 0), expression)
    }

    /// A value with what callers hand over in place of the parameters of the functions that they call.
    private func handed(_ value: Located, by factories: [CallID], depth: Int) -> Located {
        guard depth < 6 else { return value }
        func next(_ value: Located) -> Located { handed(value, by: factories, depth: depth + 1) }
        switch value.value {
        case .parameter(let function, let position):
            guard let call = factories.first(where: { resolver.calledFunction($0) == function }) else { return value }
            if let given = resolver.bound(unit.calls[call], to: function).last(where: { $0.position == position }) {
                return resolver.resolve(given.value)
            }
            guard unit.calls[call].arguments.allSatisfy({ $0.spread == .none }) else { return Located(.unknown, value.spans) }
            return unit.functions[function].parameters[position].defaultValue.map(resolver.resolve) ?? value
        case .fallback(let inner, let unless?):
            // `name or "gpt-4o"`: the default counts where nothing is handed over.
            let given = next(unless)
            if given.isNull { return next(inner) }
            if case .text = given.value { return given }
            return Located(.fallback(next(inner), unless: given), value.spans)
        case .fallback(let inner, nil): return Located(.fallback(next(inner), unless: nil), value.spans)
        case .choice(let members): return Located(.choice(members.map(next)), value.spans)
        case .template(let parts): return Located(.template(parts.map(next)), value.spans)
        default: return value
        }
    }

    /// Whether the innermost maker is the constructor of a client that the knowledge knows: then nothing of it is hidden.
    func isWhole(_ chain: ClientChain) -> Bool {
        chain.makers.last?.client.map { $0.wraps == nil } ?? false
    }

    func wrapped(_ wraps: SDKKnowledge.Wrapped, by site: CallSite) -> ExpressionID? {
        switch wraps {
        case .receiver: if case .member(let object, _) = unit[site.callee].kind { object } else { nil }
        case .argument(let positions): if case .given(_, let expression?) = argument(positions, of: site) { expression } else { nil }
        case .parts: nil
        }
    }

    /// What a call makes a chain of: the object that it is called on, and what it is handed, lists item by item.
    func parts(ofChain call: CallID) -> [ExpressionID] {
        let site = unit.calls[call]
        var parts: [ExpressionID] = []
        if case .member(let object, _) = unit[site.callee].kind { parts.append(object) }
        for value in site.positional {
            if case .list(let items) = unit[value].kind { parts += items } else { parts.append(value) }
        }
        return Array(parts.prefix(Self.longestPipe))
    }

    /// `a | b | c`, where a value is that and no text, number or dictionary.
    func pipe(_ object: Located) -> ExpressionID? {
        guard case .unknown = object.value else { return nil }
        return object.spans.lazy.compactMap { pipes[$0] }.first
    }

    func parts(ofPipe pipe: ExpressionID) -> [ExpressionID] {
        var parts: [ExpressionID] = []
        var current = pipe
        while case .binary("|", let left, let right) = unit[current].kind, parts.count < Self.longestPipe {
            parts.insert(right, at: 0)
            current = left
        }
        parts.insert(current, at: 0)
        return parts
    }

    /// The part of a pipe that is a client, with the others beside it.
    private func chain(ofPipe pipe: ExpressionID, depth: Int) -> ClientChain {
        chain(ofParts: parts(ofPipe: pipe), depth: depth) ?? ClientChain()
    }

    private func chain(ofParts parts: [ExpressionID], depth: Int) -> ClientChain? {
        let chains = parts.map { chain(madeAs: $0, depth: depth + 1) }
        guard let index = chains.firstIndex(where: \.isClient) ?? chains.firstIndex(where: { $0.makers.contains { $0.client != nil } }) else { return nil }
        var found = chains[index]
        found.pieces = parts[..<index] + found.pieces
        return found
    }
}
