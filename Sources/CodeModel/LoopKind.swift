internal import Catalog
public import Parsing

/// Why a call stands in a loop. Most calls in loops are no waste: they try again, wait, or page through an answer.
public enum LoopKind: String, Sendable {
    /// Once for each element, with something of the element in the call.
    case perItem = "per-item"
    /// Nothing in the call depends on the loop.
    case invariant
    case retry, poll, paginate
    /// The call already takes a slice of many.
    case chunk
    /// Waits for a person or a socket in each round.
    case interactive
    /// Reads the parts of one answer, or messages as they come.
    case stream
    /// Rounds of an agent: the call's own answer decides on the next one.
    case agent
    /// At most one round.
    case once
    case unknown
}

extension Resolver {
    /// Why a call stands in its innermost loop that is more than another attempt at it; nil outside loops.
    public func loopKind(of call: CallID) -> LoopKind? {
        let site = unit.calls[call]
        return decisiveLoop(of: site).map { kind(of: $0, for: site) }
    }

    /// The innermost loop around a call that is no attempt at one and the same thing; of such alone, the innermost.
    public func decisiveLoop(of site: CallSite) -> LoopID? {
        let outward = site.loops.suffix(8).reversed()
        return outward.first { ![.retry, .once].contains(kind(of: $0, for: site)) } ?? site.loops.last
    }

    /// Whether a call stands in a loop over messages that come in.
    public func isInConsumer(_ site: CallSite) -> Bool {
        site.loops.contains { loop in unit.loops[loop].iterable.map { isConsumed($0) } ?? false }
    }

    /// Why a call stands in a given loop.
    public func kind(of loop: LoopID, for site: CallSite) -> LoopKind {
        let id = loop
        let loop = unit.loops[id]
        if loopIndex.interactive.contains(id) { return .interactive }
        let result = answers(of: site, in: loop)
        if let iterable = loop.iterable { return eachKind(id, iterable, site, answer: result) }
        return whileKind(id, site, answer: result)
    }

    private func eachKind(_ id: LoopID, _ iterable: ExpressionID, _ site: CallSite, answer: Set<String>) -> LoopKind {
        let loop = unit.loops[id]
        if isConsumed(iterable) { return .interactive }
        if isSingle(iterable) { return .once }
        if isChunked(iterable) || site.arguments.contains(where: { isSlice($0.value, of: loop) }) { return .chunk }
        if arrives(iterable) { return .stream }
        let usesTarget = isFed(site, by: reached(fromTargetsOf: id))
        let isFirstThatWorks = loop.hasEarlyExit && (loop.hasHandler || site.isGuarded)
        if namesRetry(iterable) { return .retry }
        if usesTarget { return isFirstThatWorks || endsInFirstRound(loop) ? .retry : .perItem }
        if !answer.isEmpty, isFed(site, by: grownFrom(answer, in: loop)) { return .agent }
        if isFirstThatWorks { return .retry }
        if isFed(site, by: loopIndex.varying[id] ?? []) { return .unknown }
        return loop.hasEarlyExit || loop.hasHandler || site.isGuarded ? .retry : .invariant
    }

    private func whileKind(_ id: LoopID, _ site: CallSite, answer: Set<String>) -> LoopKind {
        let loop = unit.loops[id]
        let sleeps = loopIndex.sleeping.contains(id)
        if !answer.isEmpty {
            if isFed(site, by: grownFrom(answer, in: loop)) { return .agent }
            if isFed(site, by: reached(from: answer, in: loop).subtracting(answer)) { return .paginate }
        }
        if isFed(site, by: loopIndex.varying[id] ?? []) {
            if sleeps { return site.isGuarded ? .retry : .poll }
            return .unknown
        }
        return sleeps && !loop.hasHandler ? .poll : .retry
    }

    func isFed(_ site: CallSite, by names: Set<String>) -> Bool {
        guard !names.isEmpty else { return false }
        if site.arguments.contains(where: { mentions($0.value, names) }) { return true }
        guard case .member(let object, _) = unit.expressions[site.callee].kind else { return false }
        return mentions(object, names)
    }

    // MARK: What follows from what

    /// Names that hold the answer of a call.
    private func answers(of site: CallSite, in loop: Loop) -> Set<String> {
        var current = site.expression
        while unit.expressions[current].parent >= 0 { current = unit.expressions[current].parent }
        if case .assigned(let names) = unit.expressions[current].role { return Set(names) }
        return []
    }

    /// Lists and texts of the loop's body to which something of these names is added.
    private func grownFrom(_ names: Set<String>, in loop: Loop) -> Set<String> {
        let sources = reached(from: names, in: loop)
        var result: Set<String> = []
        for growth in loopIndex.growth(in: loop.bodySpan) where mentions(growth.value, sources) { result.insert(growth.name) }
        return result
    }

    /// The names whose value follows from the given ones within the loop's body.
    func reached(from names: Set<String>, in loop: Loop) -> Set<String> {
        if let known = loopIndex.memo.known(names, loop.bodySpan) { return known }
        let found = followed(from: names, in: loop)
        loopIndex.memo.keep(found, names, loop.bodySpan)
        return found
    }

    private func followed(from names: Set<String>, in loop: Loop) -> Set<String> {
        var result = names
        let assignments = loopIndex.assignments(in: loop.bodySpan)
        // A body this long is generated; what follows from its targets is still asked for, once.
        guard assignments.count <= 300 || names == Set(loop.targets) else { return result }
        for _ in 0..<4 {
            let before = result.count
            for (expression, targets) in assignments
            where !targets.allSatisfy(result.contains) && mentions(expression, result) {
                result.formUnion(targets)
            }
            if result.count == before { break }
        }
        return result
    }

    // MARK: Shapes of loops

    /// A body whose last statement leaves the loop.
    private func endsInFirstRound(_ loop: Loop) -> Bool { loop.endsInFirstRound }

    var words: LoopKnowledge { loopIndex.words }

    /// Pieces of one text.
    func isPieces(_ name: String) -> Bool {
        words.pieces.contains(where: name.contains) && !words.notPieces.contains(where: name.contains)
    }

    private func isSingle(_ iterable: ExpressionID) -> Bool {
        switch unit.expressions[iterable].kind {
        case .list(let items): items.count <= 1 && !items.contains { if case .spread = unit.expressions[$0].kind { true } else { false } }
        case .call(let call): lastName(unit.calls[call].callee) == "range" && unit.calls[call].positional.count == 1
            && resolve(unit.calls[call].positional[0]).number == 1
        default: false
        }
    }

    /// Elements that come one by one from elsewhere, so that they cannot be gathered: the parts of an answer, messages.
    private func arrives(_ iterable: ExpressionID) -> Bool {
        switch unit.expressions[iterable].kind {
        case .name(let name), .member(_, let name): return words.arriving.contains { name.lowercased().contains($0) }
        case .call(let call):
            let site = unit.calls[call]
            if let stream = site.keyword("stream"), case .flag(true) = unit.expressions[stream].kind { return true }
            let name = lastName(site.callee).lowercased()
            if words.passing.contains(name), let inner = site.positional.first { return arrives(inner) }
            if words.arriving.contains(where: { name.contains($0) }) || words.arrivingCalls.contains(name) { return true }
            if case .member(let object, _) = unit.expressions[site.callee].kind { return arrives(object) }
            return false
        default: return false
        }
    }

    /// A slice of many. A slice of the element itself, cut at a fixed length, is a shortened text: `document.text[:8000]`.
    private func isSlice(_ id: ExpressionID, of loop: Loop, depth: Int = 0) -> Bool {
        if case .index(let object, let index) = unit.expressions[id].kind, case .slice = unit.expressions[index].kind {
            let targets = Set(loop.targets)
            return !mentions(object, targets) || mentions(index, targets)
        }
        if depth < 8, let value = resolveOnce(id), value != id { return isSlice(value, of: loop, depth: depth + 1) }
        return false
    }

    /// Messages as they come: nobody can collect what is not there yet.
    private func isConsumed(_ iterable: ExpressionID) -> Bool {
        let span = unit.expressions[iterable].span
        let text = (unit.source.text(Span(span.start, min(span.end, span.start + 200))) + " " + names(of: iterable)).lowercased()
        return words.consumed.contains { text.contains($0) }
    }

    private func names(of iterable: ExpressionID) -> String { qualifiedNames(iterable).joined(separator: " ") }

    /// The expression that a name is bound to, when there is just one.
    func resolveOnce(_ id: ExpressionID) -> ExpressionID? {
        guard case .name(let name) = unit.expressions[id].kind else { return nil }
        let found = bindings(of: name, from: unit.expressions[id].scope, at: unit.expressions[id].span.start)
        guard found.count == 1, case .expression(let value)? = found.first?.source else { return nil }
        return value
    }

    private func namesRetry(_ iterable: ExpressionID) -> Bool {
        let span = unit.expressions[iterable].span
        // By words: `entries` are no tries.
        let names = NameWords.split(unit.source.text(Span(span.start, min(span.end, span.start + 120))))
        return words.attempts.contains { word in names.contains { $0.hasPrefix(word) } }
    }

    /// The last word of what is called.
    func lastName(_ callee: ExpressionID) -> String {
        switch unit.expressions[callee].kind {
        case .name(let name), .member(_, let name): name
        default: ""
        }
    }
}

extension Resolver {
    /// Names whose value follows from what each round of a loop binds.
    public func reached(fromTargetsOf loop: LoopID) -> Set<String> {
        reached(from: Set(unit.loops[loop].targets), in: unit.loops[loop])
    }

    /// Whether an expression mentions one of the names.
    public func mentions(_ id: ExpressionID, _ names: Set<String>) -> Bool {
        !names.isEmpty && loopIndex.names(in: unit.expressions[id].span).contains { names.contains($0.name) }
    }

    /// Whether something in a call is new in each round of a loop.
    public func changes(_ site: CallSite, in loop: LoopID) -> Bool { isFed(site, by: loopIndex.varying[loop] ?? []) }

    /// `for i in range(0, n, size)`.
    public func countsInSteps(_ loop: LoopID) -> Bool {
        guard let iterable = unit.loops[loop].iterable, case .call(let call) = unit.expressions[iterable].kind else { return false }
        return lastName(unit.calls[call].callee).hasSuffix("range") && unit.calls[call].positional.count == 3
    }

    /// Where a name is used within a span, in order.
    public func uses(of name: String, in span: Span) -> [ExpressionID] {
        let all = uses[name] ?? []
        // They are in order: a name that a file uses thousands of times is not gone through for each of its functions.
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if unit.expressions[all[middle]].span.start < span.start { low = middle + 1 } else { high = middle }
        }
        return all[low...].prefix { unit.expressions[$0].span.start < span.end }.filter { span.contains(unit.expressions[$0].span) }
    }

    /// The names that are used within some spans, sorted.
    public func namesUsed(in spans: [Span]) -> [String] {
        Set(spans.flatMap { loopIndex.names(in: $0).map(\.name) }).sorted()
    }

    /// The number of a call site.
    public func callID(of site: CallSite) -> CallID {
        if case .call(let call) = unit.expressions[site.expression].kind { return call }
        return 0
    }
}
