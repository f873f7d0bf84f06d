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
    /// Reads the parts of one answer.
    case stream
    /// Rounds of an agent: the call's own answer decides on the next one.
    case agent
    /// At most one round.
    case once
    case unknown
}

extension Resolver {
    /// Why a call stands in its innermost loop; nil outside loops.
    public func loopKind(of call: CallID) -> LoopKind? {
        guard let loop = unit.calls[call].loops.last else { return nil }
        return kind(of: loop, for: unit.calls[call])
    }

    /// Whether a call stands in a loop over messages that come in.
    public func isInConsumer(_ site: CallSite) -> Bool {
        site.loops.contains { loop in unit.loops[loop].iterable.map { isConsumed($0) } ?? false }
    }

    /// Why a call stands in a given loop.
    public func kind(of loop: LoopID, for site: CallSite) -> LoopKind {
        let loop = unit.loops[loop]
        let varying = varyingNames(in: loop)
        let dependent = site.arguments.contains { mentions($0.value, varying) } || mentionsCallee(site, varying)
        if waitsForInput(loop) { return .interactive }
        guard let iterable = loop.iterable else { return whileKind(loop, site, varying: varying, dependent: dependent) }
        if isConsumed(iterable) { return .interactive }
        if isSingle(iterable) { return .once }
        if isChunked(iterable) || site.arguments.contains(where: { isSlice($0.value, of: loop) }) { return .chunk }
        let countsOnly = isCounter(iterable)
        let usesTarget = site.arguments.contains { mentions($0.value, reached(from: Set(loop.targets), in: loop)) }
        if countsOnly, !usesTarget {
            if loop.hasEarlyExit || loop.hasHandler || site.isGuarded || namesRetry(iterable) { return .retry }
            return dependent ? .agent : .invariant
        }
        if namesRetry(iterable) { return .retry }
        if usesTarget { return .perItem }
        if dependent { return .unknown }
        return loop.hasEarlyExit || site.isGuarded ? .retry : .invariant
    }

    private func whileKind(_ loop: Loop, _ site: CallSite, varying: Set<String>, dependent: Bool) -> LoopKind {
        let sleeps = calls(in: loop).contains { name(of: $0).hasSuffix("sleep") }
        if dependent {
            if sleeps && site.isGuarded { return .retry }
            return sleeps ? .poll : .unknown
        }
        if sleeps && !loop.hasHandler { return .poll }
        return .retry
    }

    // MARK: What varies

    /// Names that get a new value in each round.
    private func varyingNames(in loop: Loop) -> Set<String> {
        var result = Set(loop.targets)
        for scope in unit.scopes.indices where unit.scopes[scope].span.contains(loop.span) || loop.span.contains(unit.scopes[scope].span) {
            for (name, bindings) in unit.scopes[scope].bindings
            where bindings.contains(where: { loop.bodySpan.start <= $0.offset && $0.offset <= loop.bodySpan.end }) {
                result.insert(name)
            }
        }
        for call in calls(in: loop) {
            if case .member(let object, let method) = unit.expressions[call.callee].kind,
                ["append", "extend", "pop", "insert", "update", "add", "push", "popleft", "remove"].contains(method),
                case .name(let name) = unit.expressions[object].kind
            {
                result.insert(name)
            }
        }
        return result
    }

    /// The names whose value follows from the given ones within the loop's body.
    func reached(from names: Set<String>, in loop: Loop) -> Set<String> {
        var result = names
        for _ in 0..<4 {
            let before = result.count
            for expression in unit.expressions.indices {
                guard case .assigned(let targets) = unit.expressions[expression].role,
                    loop.bodySpan.contains(unit.expressions[expression].span), mentions(expression, result)
                else { continue }
                result.formUnion(targets)
            }
            if result.count == before { break }
        }
        return result
    }

    private func mentionsCallee(_ site: CallSite, _ names: Set<String>) -> Bool {
        guard case .member(let object, _) = unit.expressions[site.callee].kind else { return false }
        return mentions(object, names)
    }

    private func calls(in loop: Loop) -> [CallSite] { unit.calls.filter { loop.bodySpan.contains($0.span) } }

    private func name(of site: CallSite) -> String { unit.text(site.callee) }

    // MARK: Shapes of loops

    private func waitsForInput(_ loop: Loop) -> Bool {
        calls(in: loop).contains { site in
            let name = name(of: site)
            return ["input", "raw_input", "prompt", "Prompt.ask", "sys.stdin.readline"].contains(name)
                || name.hasSuffix(".receive_text") || name.hasSuffix(".receive_json") || name.hasSuffix(".recv")
                || name.hasSuffix("Prompt.ask") || name.hasSuffix("console.input")
        }
    }

    private func isSingle(_ iterable: ExpressionID) -> Bool {
        if case .list(let items) = unit.expressions[iterable].kind { return items.count <= 1 }
        return false
    }

    /// `range(0, n, size)`, `batched(…)`, `chunks(…)`, a name that says so.
    private func isChunked(_ iterable: ExpressionID) -> Bool {
        let words = ["batch", "chunk", "slice", "partition"]
        switch unit.expressions[iterable].kind {
        case .call(let call):
            let site = unit.calls[call]
            let name = name(of: site).lowercased()
            if ["range", "trange", "tqdm.trange"].contains(name), site.positional.count == 3 { return true }
            if ["tqdm", "enumerate", "tqdm.tqdm", "list", "track", "zip", "sorted", "reversed"].contains(name) {
                return site.positional.contains { isChunked($0) }
            }
            return words.contains { name.contains($0) } || name.hasSuffix("dataloader") || name.hasSuffix("islice")
        case .name(let name): return words.contains { name.lowercased().contains($0) }
        case .member(_, let name): return words.contains { name.lowercased().contains($0) }
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
        let text = (unit.text(iterable) + " " + names(of: iterable)).lowercased()
        return ["consumer", "subscriber", "subscription", "pubsub", ".listen(", "websocket", "sys.stdin", ".consume("].contains { text.contains($0) }
    }

    private func names(of iterable: ExpressionID) -> String { qualifiedNames(iterable).joined(separator: " ") }

    /// The expression that a name is bound to, when there is just one.
    private func resolveOnce(_ id: ExpressionID) -> ExpressionID? {
        guard case .name(let name) = unit.expressions[id].kind else { return nil }
        let found = bindings(of: name, from: unit.expressions[id].scope, at: unit.expressions[id].span.start)
        guard found.count == 1, case .expression(let value)? = found.first?.source else { return nil }
        return value
    }

    /// Goes over numbers that stand for nothing: `range(3)`, `count()`.
    private func isCounter(_ iterable: ExpressionID) -> Bool {
        guard case .call(let call) = unit.expressions[iterable].kind else { return false }
        return ["range", "xrange", "itertools.count", "count", "trange"].contains(name(of: unit.calls[call]))
    }

    private func namesRetry(_ iterable: ExpressionID) -> Bool {
        let text = unit.text(iterable).lowercased()
        return ["retr", "attempt", "tries", "trial"].contains { text.contains($0) }
    }
}

extension Resolver {
    /// Names whose value follows from what each round of a loop binds.
    public func reached(fromTargetsOf loop: LoopID) -> Set<String> {
        reached(from: Set(unit.loops[loop].targets), in: unit.loops[loop])
    }

    /// Whether an expression mentions one of the names.
    public func mentions(_ id: ExpressionID, _ names: Set<String>) -> Bool {
        let span = unit.expressions[id].span
        return names.contains { name in uses[name]?.contains { span.contains(unit.expressions[$0].span) } ?? false }
    }

    /// `for i in range(0, n, size)`.
    public func countsInSteps(_ loop: LoopID) -> Bool {
        guard let iterable = unit.loops[loop].iterable, case .call(let call) = unit.expressions[iterable].kind else { return false }
        return unit.text(unit.calls[call].callee).hasSuffix("range") && unit.calls[call].positional.count == 3
    }

    /// The names that are used within some spans, sorted.
    public func namesUsed(in spans: [Span]) -> [String] {
        uses.filter { $0.value.contains { id in spans.contains { $0.contains(unit.expressions[id].span) } } }.keys.sorted()
    }

    /// The number of a call site.
    public func callID(of site: CallSite) -> CallID {
        if case .call(let call) = unit.expressions[site.expression].kind { return call }
        return 0
    }
}
