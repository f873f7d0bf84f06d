internal import Catalog
internal import CodeModel
internal import Parsing

/// Queries and requests in loops: one round trip for each element, there or in a function that is called for each.
extension CodeExtraction {
    mutating func addRoundTrips() {
        guard !unit.loops.isEmpty else { return }
        noteSessions()
        let repeated = functionsOfLoops()
        // What a handler of an error asks is the exception.
        let trips = unit.calls.indices.filter { call in
            let site = unit.calls[call]
            if site.isInHandler { return false }
            return !site.loops.isEmpty || unit.function(around: site.scope).map(repeated.contains) ?? false
        }.compactMap { roundTrip($0) }
        guard !trips.isEmpty else { return }
        var reported: Set<CallID> = []
        for trip in trips where !unit.calls[trip.call].loops.isEmpty {
            let site = unit.calls[trip.call]
            guard let loop = resolver.decisiveLoop(of: site), !hasFewRounds(loop), !isLookedUpFirst(site, in: loop) else { continue }
            let kind = resolver.kind(of: loop, for: site)
            if kind == .perItem || site.loops.count == 1 { reported.insert(trip.call) }
            if kind == .perItem, !isFed(site, trip, resolver.reached(fromTargetsOf: loop)) { continue }
            // Asked for all elements at the same time, its library makes one of them.
            if trip.isPutTogether, unit.loops[loop].kind == .comprehension { continue }
            addRoundTrip(trip, loop, kind, through: [])
        }
        let others = trips.filter { !reported.contains($0.call) }
        guard !others.isEmpty else { return }
        for call in unit.calls.indices where !unit.calls[call].loops.isEmpty { followCall(call, others, &reported) }
    }

    /// Functions that may run in a loop, by the names that are called there and, one step further, in those functions. To look into every
    /// call of a file costs more than all else; most are in none of these.
    private func functionsOfLoops() -> Set<FunctionID> {
        let byName = Dictionary(grouping: unit.functions.indices) { unit.functions[$0].name }
        func called(where isWanted: (CallSite) -> Bool) -> Set<FunctionID> {
            var found: Set<FunctionID> = []
            for site in unit.calls where isWanted(site) {
                if let word = calledWord(site.callee) { found.formUnion(byName[word] ?? []) }
            }
            return found
        }
        let direct = called { !$0.loops.isEmpty }
        guard !direct.isEmpty else { return [] }
        return direct.union(called { site in unit.function(around: site.scope).map(direct.contains) ?? false })
    }

    /// A call that asks a database or another service.
    struct RoundTrip {
        enum Kind { case query(SDKKnowledge.Call), request(method: String, URLHost, isFallback: Bool) }

        var call: CallID
        var kind: Kind
        /// What must follow from the element for it to be a trip of its own.
        var inputs: [ExpressionID]

        var isRequest: Bool { if case .request = kind { true } else { false } }
        var isPutTogether: Bool { if case .query(let shape) = kind { shape.properties["sequential"] != nil } else { false } }
    }

    /// Whether one of these parameters of a function holds a list: what it asks takes many already.
    func takesMany(_ function: FunctionID, _ names: Set<String>) -> Bool {
        unit.functions[function].parameters.contains { parameter in
            names.contains(parameter.name) && parameter.annotation.map { TypeWords.kind(unit.text($0).drop { $0 == ":" || $0 == " " }.description) == .list } ?? false
        }
    }

    /// Whether a function takes a list and is handed one of a single element: whoever calls it knows that it could take more.
    func isHandedMany(_ site: CallSite, _ names: Set<String>) -> Bool {
        site.arguments.contains { argument in
            guard case .list(let items) = unit[argument.value].kind else { return false }
            return items.count == 1 && resolver.mentions(argument.value, names)
        }
    }

    private func roundTrip(_ call: CallID) -> RoundTrip? {
        guard !factCalls.contains(call) || plainRequests.contains(call), let last = calledWord(unit.calls[call].callee) else { return nil }
        if let shape = query(call, last) { return shape }
        return request(call, last)
    }

    // MARK: Queries

    /// Another file is asked what it makes sessions of: `with SessionLocal() as session:`.
    private mutating func noteSessions() {
        guard knowledge.kinds.contains(.query) else { return }
        for site in unit.calls where !site.loops.isEmpty {
            guard let last = calledWord(site.callee),
                knowledge.sdks.calls(language.ecosystem, lastName: last).contains(where: { $0.fact == FactKind.query.rawValue && !$0.clients.isEmpty })
            else { continue }
            for name in resolver.qualifiedNames(site.callee) where !name.hasPrefix("?") && !name.hasPrefix(".") {
                guard let made = name.firstRange(of: "().") else { continue }
                result.references.insert(String(name[..<made.lowerBound]))
            }
        }
    }

    private func query(_ call: CallID, _ last: String) -> RoundTrip? {
        guard knowledge.kinds.contains(.query) else { return nil }
        let candidates = knowledge.sdks.calls(language.ecosystem, lastName: last).filter { $0.fact == FactKind.query.rawValue }
        guard !candidates.isEmpty else { return nil }
        let site = unit.calls[call]
        let names = resolver.qualifiedNames(site.callee).map(canonical)
        guard let shape = candidates.first(where: { isCalled($0, names) }) else { return nil }
        if shape.properties["lazy"] != nil, !isEvaluated(site) { return nil }
        let needed = shape.properties["needs"]?.split(separator: " ") ?? []
        guard needed.isEmpty || needed.contains(where: { imports(String($0)) }) else { return nil }
        let inProcess = shape.properties["in-process"]?.split(separator: " ") ?? []
        guard !inProcess.contains(where: { imports(String($0)) }) else { return nil }
        // What is at hand already is read again on purpose, such as in a transaction of its own.
        let own = shape.properties["except-own"]?.split(separator: " ").map(String.init) ?? []
        guard own.isEmpty || !(site.positional.first.flatMap(member).map(own.contains) ?? false) else { return nil }
        guard shape.takes.isEmpty || site.positional.first.map({ isBuilt($0, by: shape.takes) }) ?? false else { return nil }
        var inputs = chainArguments(site)
        if let positions = shape.arguments["statement"] {
            guard case .given(let statement, let expression?) = argument(positions, of: site) else { return nil }
            if shape.properties["operation"] == "statement" {
                guard isOneStatement(statement) else { return nil }
                if site.arguments.count > 1 { inputs.removeAll { $0 == expression } }
            }
        }
        guard !takesMany(site) else { return nil }
        return RoundTrip(call: call, kind: .query(shape), inputs: inputs)
    }

    /// `id` of `order.id`, `getId` of `order.getId()`.
    private func member(_ id: ExpressionID) -> String? {
        switch unit[id].kind {
        case .member(_, let name): name
        case .call(let call): calledWord(unit.calls[call].callee)
        default: nil
        }
    }

    private func isCalled(_ shape: SDKKnowledge.Call, _ names: [String]) -> Bool {
        if shape.isFunction { return names.contains(where: shape.isFunction) }
        if shape.isDistinctive { return names.contains { $0.hasSuffix(".\(shape.name)") } }
        return shape.clients.contains { client in names.contains("\(client.type)().\(shape.name)") }
    }

    /// Whether a statement is put together by a chain of calls that begins with one of these: `select(User).where(…)`.
    private func isBuilt(_ statement: ExpressionID, by makers: Set<String>) -> Bool {
        resolver.qualifiedNames(statement).contains { name in makers.contains { name.hasPrefix("\($0)()") } }
    }

    /// The arguments of all calls of a chain: `Model.objects.filter(owner=item).first()`.
    private func chainArguments(_ site: CallSite) -> [ExpressionID] {
        var result = site.arguments.map(\.value)
        var current = site.callee
        for _ in 0..<12 {
            guard case .member(let object, _) = unit[current].kind else { break }
            current = object
            if case .call(let call) = unit[object].kind {
                result += unit.calls[call].arguments.map(\.value)
                current = unit.calls[call].callee
            }
        }
        return result
    }

    /// Whether the query is for many elements as it stands: `filter(id__in=…)`, `.in_(…)`.
    private func takesMany(_ site: CallSite) -> Bool {
        let words = knowledge.work.roundTrips.batched
        let own = trimmed(Span(unit[site.expression].span.start, unit[site.expression].span.end))
        let text = unit.source.text(Span(own.start, min(own.end, own.start + 2_000)))
        return words.contains(where: text.contains)
    }

    /// The object that a chain of calls begins with; one that follows from the element makes another query each time.
    private func root(of site: CallSite) -> ExpressionID {
        var current = site.callee
        for _ in 0..<24 {
            switch unit[current].kind {
            case .member(let object, _), .index(let object, _): current = object
            case .call(let call): current = unit.calls[call].callee
            default: return current
            }
        }
        return current
    }

    /// What is asked later is asked where something goes over it.
    private func isEvaluated(_ site: CallSite) -> Bool {
        if case .iterated = unit[site.expression].role { return true }
        let parent = unit[site.expression].parent
        guard parent >= 0, case .call(let outer) = unit[parent].kind, let word = calledWord(unit.calls[outer].callee) else { return false }
        return knowledge.work.roundTrips.evaluating.contains(word)
    }

    /// A statement on rows that is the same each time, but for its values; a list of different ones is no query for each element.
    private func isOneStatement(_ statement: Located) -> Bool {
        let trips = knowledge.work.roundTrips
        let (lead, isWhole) = Self.lead(of: statement)
        let text = lead.lowercased()
        guard let first = text.split(whereSeparator: { !$0.isLetter }).first, trips.statements.contains(String(first)) else { return false }
        return isWhole ? trips.placeholders.contains(where: text.contains) : text.contains("where") || text.contains("values")
    }

    /// The text up to the first gap, and whether there is none.
    private static func lead(of located: Located) -> (text: String, isWhole: Bool) {
        switch located.value {
        case .text(let text): return (text, true)
        case .fallback(let inner, _): return lead(of: inner)
        case .call, .choice, .unknown, .parameter, .element, .imported: return ("", false)
        case .template(let parts):
            var text = ""
            for part in parts {
                let (own, isWhole) = lead(of: part)
                text += own
                if !isWhole { return (text, false) }
            }
            return (text, true)
        default: return ("", false)
        }
    }

    // MARK: Requests

    func request(_ call: CallID, _ last: String) -> RoundTrip? {
        let work = knowledge.work
        let site = unit.calls[call]
        let others = work.roundTrips.requests[language.ecosystem]
        if let others {
            // To follow every callee costs more than all else.
            guard let name = lastName(site.callee), others.contains(where: { $0.hasSuffix(name) }) else { return nil }
        } else if !work.roundTrips.methods.contains(last) {
            return nil
        }
        let names = resolver.qualifiedNames(site.callee).map(canonical)
        let isRequest = names.contains { name in
            if let others { return others.contains(name) }
            return work.asksOverHTTP(name)
        }
        guard isRequest, let url = argument([.position(0), .keyword("url")], of: site).located, let (host, isFallback) = host(url, site), host.isInternal
        else { return nil }
        let method = work.roundTrips.methods.first { last.lowercased().hasPrefix($0) } ?? "get"
        return RoundTrip(
            call: call, kind: .request(method: method.uppercased(), host, isFallback: isFallback), inputs: site.arguments.map(\.value))
    }

    /// The host of an address, or of the base address of the client that is asked for a path.
    private func host(_ url: Located, _ site: CallSite) -> (URLHost, isFallback: Bool)? {
        let text = Self.leadingText(url)
        if let host = URLHost(text) { return (host, Self.isFallback(url)) }
        guard text.hasPrefix("/"), case .member(let object, _) = unit[site.callee].kind, let maker = maker(of: resolver.resolve(object)),
            let client = client(madeBy: maker), let base = argument(client.endpoint, of: unit.calls[maker], options: client.options).located,
            let host = URLHost(Self.leadingText(base))
        else { return nil }
        return (host, Self.isFallback(base))
    }

    // MARK: Loops

    private func isFed(_ site: CallSite, _ trip: RoundTrip, _ names: Set<String>) -> Bool {
        trip.inputs.contains { resolver.mentions($0, names) } && !resolver.mentions(root(of: site), names)
    }

    /// `if key not in known:` before it: asked once for each that is new.
    func isLookedUpFirst(_ site: CallSite, in loop: LoopID) -> Bool { isBehindTest(site, within: unit.loops[loop].bodySpan) }

    /// A call in a loop of a function of this file that makes a trip with what it is given, through at most one more function.
    private mutating func followCall(_ call: CallID, _ trips: [RoundTrip], _ reported: inout Set<CallID>) {
        let site = unit.calls[call]
        guard let name = calledWord(site.callee), functionNames.contains(name), let loop = resolver.decisiveLoop(of: site), !hasFewRounds(loop),
            resolver.kind(of: loop, for: site) == .perItem, let function = resolver.calledFunction(call)
        else { return }
        let names = resolver.reached(fromTargetsOf: loop)
        var pending = [(function: function, names: parameters(of: function, fedBy: site, names), path: [call])]
        for _ in 0..<2 {
            var next: [(function: FunctionID, names: Set<String>, path: [CallID])] = []
            for step in pending where !step.names.isEmpty && !isRemembered(step.function) {
                let inside = unit.functions[step.function].span
                for trip in trips where !reported.contains(trip.call) && inside.contains(unit.calls[trip.call].span) && !(trip.isRequest && (isHandedMany(site, names) || takesMany(step.function, step.names))) {
                    let own = unit.calls[trip.call]
                    guard unit.function(around: own.scope) == step.function, own.loops.isEmpty, isFed(own, trip, step.names),
                        !isBehindExit(own, in: step.function)
                    else { continue }
                    reported.insert(trip.call)
                    addRoundTrip(trip, loop, .perItem, through: step.path)
                }
                for inner in unit.calls.indices where inside.contains(unit.calls[inner].span) && inner != call {
                    guard let word = calledWord(unit.calls[inner].callee), functionNames.contains(word), unit.calls[inner].loops.isEmpty,
                        let callee = resolver.calledFunction(inner), callee != step.function
                    else { continue }
                    next.append((callee, parameters(of: callee, fedBy: unit.calls[inner], step.names), step.path + [inner]))
                }
            }
            pending = Array(next.prefix(32))
        }
    }

    private var functionNames: Set<String> { Set(unit.functions.map(\.name)) }

    /// The parameters of a function that a call fills with something that follows from the names.
    private func parameters(of function: FunctionID, fedBy site: CallSite, _ names: Set<String>) -> Set<String> {
        let own = unit.functions[function].parameters.filter { !$0.isReceiver }
        var result: Set<String> = []
        for (position, value) in site.positional.enumerated() where position < own.count && resolver.mentions(value, names) {
            result.insert(own[position].name)
        }
        for argument in site.arguments {
            if let name = argument.name, resolver.mentions(argument.value, names) { result.insert(name) }
        }
        return workedOut(from: result, in: function)
    }

    /// Some parameters of a function, and what it works out from them.
    func workedOut(from parameters: Set<String>, in function: FunctionID) -> Set<String> {
        var result = parameters
        let body = unit.functions[function].span
        for _ in 0..<3 {
            for expression in unit.expressions where body.contains(expression.span) {
                guard case .assigned(let targets) = expression.role, !targets.isEmpty else { continue }
                if resolver.namesUsed(in: [expression.span]).contains(where: result.contains) { result.formUnion(targets) }
            }
            if result.isEmpty { break }
        }
        return result
    }

    /// A function that keeps its answers, or a job of its own.
    func isRemembered(_ function: FunctionID) -> Bool {
        unit.functions[function].decorators.contains { decorator in
            let text = unit.text(decorator).lowercased()
            return ["cache", "memo", "task", "job", "singleton"].contains(where: text.contains)
        }
    }

    /// After a look into something that may know the answer already: `if key in self.known: return self.known[key]`.
    func isBehindExit(_ site: CallSite, in function: FunctionID) -> Bool {
        let body = unit.functions[function].span
        return unit.blocks.contains { block in
            guard block.leaves, body.contains(block.span), block.span.end <= site.span.start, block.decision != nil else { return false }
            return unit.expressions.contains { test in
                guard test.role == .condition, body.contains(test.span), test.span.end <= block.span.start, block.span.start - test.span.end < 80
                else { return false }
                let text = unit.source.text(test.span)
                return text.contains(" in ") || text.contains("cache") || text.contains("is not None")
            }
        }
    }

    private mutating func addRoundTrip(_ trip: RoundTrip, _ loop: LoopID, _ kind: LoopKind, through calls: [CallID]) {
        let site = unit.calls[trip.call]
        var fields: [String: Value] = ["loop": .text(kind.rawValue)]
        if let over = overText(loop) { fields["loop.over"] = .text(over) }
        let factKind: FactKind
        switch trip.kind {
        case .query(let shape):
            factKind = .query
            fields["library"] = .text(shape.sdk)
            fields["call"] = .text(unit.text(site.callee).split(separator: "\n").first.map { String($0).prefixed(60) } ?? shape.name)
            if let operation = shape.properties["operation"] { fields["operation"] = .text(operation) }
            if let remedy = shape.properties["remedy"] { fields["remedy.call"] = .text(remedy) }
        case .request(let method, let host, let isFallback):
            factKind = .httpCall
            fields.merge(Self.fields(of: method, host, isFallback: isFallback)) { $1 }
            if let handler = handler(around: site) { fields["handler"] = .text(handler) }
        }
        fields["purpose"] = .text(isMaintenance(site) ? "maintenance" : "application")
        if let first = calls.first, let word = calledWord(unit.calls[first].callee) { fields["through"] = .text(word) }
        var fact = makeFact(factKind, at: site.span, scope: site.scope, fields: fields)
        let header = trimmed(Span(unit.loops[loop].span.start, max(unit.loops[loop].bodySpan.start, unit.loops[loop].span.start + 1)))
        fact.related.append(RelatedPlace(Place(path: path, span: header, in: unit.source), "the loop is here"))
        for call in calls {
            fact.related.append(RelatedPlace(Place(path: path, span: unit.calls[call].span, in: unit.source), "called from here"))
        }
        result.facts.append(fact)
    }

    static func fields(of method: String, _ host: URLHost, isFallback: Bool) -> [String: Value] {
        [
            "client": .text("http"), "method": .text(method), "host": Value(isFallback ? .fallback(.text(host.host)) : .known(.text(host.host))),
            "internal": Value(isFallback ? .fallback(.flag(true)) : .known(.flag(true))),
        ]
    }

    /// A file or function that runs once or by hand.
    func isMaintenance(_ site: CallSite) -> Bool {
        let words = knowledge.work.roundTrips.maintenance
        let symbol = unit.symbol(around: site.scope)
        return nameWords(path + " " + symbol).contains(where: words.contains)
    }
}
