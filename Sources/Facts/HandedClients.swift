internal import Catalog
internal import CodeModel

/// Clients that a function is handed by those who call it: `def grade(llm: BaseChatModel, text): llm.invoke(…)`.
extension CodeExtraction {
    private static let deepest = 6
    /// How many calls of a file are looked through for those of one function.
    private static let mostCalls = 20_000

    /// The client of a call that a parameter hands over, within what wraps it and in pipes.
    func openClient(of matched: MatchedCall) -> Located? {
        receiver(of: unit.calls[matched.call], through: matched.shape.name).flatMap { openClient($0, depth: 0) }
    }

    private func openClient(_ expression: ExpressionID, depth: Int) -> Located? {
        guard depth < Self.deepest else { return nil }
        let object = resolver.resolve(expression)
        if let maker = maker(of: object) {
            guard let wraps = client(madeBy: maker)?.wraps else { return nil }
            if wraps == .parts { return parts(ofChain: maker).lazy.compactMap { openClient($0, depth: depth + 1) }.first }
            return wrapped(wraps, by: unit.calls[maker]).flatMap { openClient($0, depth: depth + 1) }
        }
        if let pipe = pipe(object) { return parts(ofPipe: pipe).lazy.compactMap { openClient($0, depth: depth + 1) }.first }
        return values.sureParameter(object) != nil && isClient(expression) ? object : nil
    }

    /// Whether a chain of parts holds a client: one that is made here, or one that a caller or another file gives.
    func holdsClient(_ site: CallSite, _ shape: SDKKnowledge.Call) -> Bool {
        guard let receiver = receiver(of: site, through: shape.name) else { return false }
        return chain(madeAs: receiver).isClient || openClient(receiver, depth: 0) != nil
    }

    /// Whether its type says that it is one.
    private func isClient(_ expression: ExpressionID) -> Bool {
        resolver.qualifiedNames(expression).map(canonical).contains { name in
            name.hasSuffix("()") && knowledge.sdks.client(language.ecosystem, type: String(name.dropLast(2))) != nil
        } || !typesHanded(to: expression).isEmpty
    }

    /// Whether a call is one on a client that every caller hands over, where nothing says the parameter's type.
    func isOnHandedClient(_ site: CallSite, _ candidate: SDKKnowledge.Call) -> Bool {
        guard let receiver = receiver(of: site, through: candidate.name) else { return false }
        let types = typesHanded(to: receiver)
        return !types.isEmpty && types.allSatisfy { candidate.isOnClient("\($0).\(candidate.name)") }
    }

    /// What the callers of a function in this file hand over for a parameter without a type, as `type()`; nothing where one of them
    /// hands over what is no client that is known.
    private func typesHanded(to expression: ExpressionID) -> Set<String> {
        guard case .name = unit[expression].kind, case .parameter(let function, let position) = resolver.resolve(expression).value,
            unit.calls.count <= Self.mostCalls
        else { return [] }
        let declaration = unit.functions[function]
        guard declaration.parameters[position].annotation == nil, !declaration.parameters[position].isVariadic, !declaration.name.isEmpty else { return [] }
        var types: Set<String> = []
        for call in unit.calls.indices where calledWord(unit.calls[call].callee) == declaration.name && resolver.calledFunction(call) == function {
            guard let given = resolver.bound(unit.calls[call], to: function).last(where: { $0.position == position })?.value else { return [] }
            let known = resolver.qualifiedNames(given).map(canonical).filter { name in
                name.hasSuffix("()") && knowledge.sdks.client(language.ecosystem, type: String(name.dropLast(2))) != nil
            }
            guard !known.isEmpty else { return [] }
            types.formUnion(known)
        }
        return types
    }

    /// The model of the client that a caller hands to a function. Gives whether it was told one.
    mutating func setModel(_ passed: inout PassedOn, ofClient answer: ArgumentAnswer, _ wrapper: Wrapper) -> Bool {
        guard let shape = wrapper.shape, case .given(let client, let expression) = answer else {
            if case .unknown = answer { noteUnresolved(&passed.fact, answer) }
            return false
        }
        var matched = MatchedCall(call: passed.call, shape: shape, site: unit.calls[passed.call])
        matched.site.arguments = []
        if let expression {
            matched.client = chain(madeAs: expression)
            if matched.client.makers.isEmpty { matched.madeElsewhere = clientElsewhere(expression) }
            result.references.formUnion(resolver.qualifiedNames(expression).filter { !$0.hasPrefix("?") && !$0.hasPrefix(".") })
        }
        for maker in matched.client.makers { noteReferences(of: maker.call) }
        guard isWhole(matched.client) || matched.madeElsewhere?.1 != nil else {
            // Handed on from the caller's own caller.
            passed.client = client
            passed.shape = shape
            noteUnresolved(&passed.fact, answer)
            return false
        }
        let model = argument("model", matched)
        passed.model = model.located
        passed.fact.fields["model"] = model.located.map { values.value($0) } ?? .unknown
        passed.fact.fields["model.unresolved"] = passed.fact["model"].isKnown ? nil : .text(unresolvedReason(model))
        for field in ["alias", "endpoint"] { passed.fact.fields[field] = nil }
        setEndpoint(of: &passed.fact, matched, nil)
        if !passed.fact["model"].isKnown, passed.fact["model.unresolved"].text == nil { passed.fact.fields["model.unresolved"] = .text("deployment") }
        if let cap = argument("max-output-tokens", matched).located {
            passed.cap = cap
            passed.fact.fields["max-output-tokens"] = values.value(cap)
        }
        if case .given(let tools, _) = argument("tools", matched) {
            passed.fact.fields["tools"] = .flag(!(tools.isNull || tools.items?.isEmpty ?? false))
        }
        return true
    }
}
