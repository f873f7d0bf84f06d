internal import Catalog
internal import CodeModel
internal import Parsing

/// What a function does each time it is called, for callers in other files: one request with what it is given, or the load of a model.
extension CodeExtraction {
    /// How many parameters of a function are told apart.
    private static let mostInputs = 4

    /// Functions that ask an internal service for one thing that they are given.
    mutating func noteRequests() {
        guard language != .python || knowledge.work.httpPackages.contains(where: imports) else { return }
        for call in unit.calls.indices where unit.calls[call].loops.isEmpty && !unit.calls[call].isInHandler {
            let site = unit.calls[call]
            guard let last = calledWord(site.callee), let function = unit.namedFunction(around: site.scope), unit.function(around: site.scope) == function,
                !isRemembered(function), let trip = request(call, last), case .request(let method, let host, let isFallback) = trip.kind,
                !isBehindExit(site, in: function), !isBehindTest(site, within: unit.functions[function].span)
            else { continue }
            let declaration = unit.functions[function]
            let inputs = declaration.parameters.indices.filter { position in
                let parameter = declaration.parameters[position]
                guard !parameter.isReceiver, !parameter.isVariadic, parameter.entryOf == nil, !takesMany(function, [parameter.name]) else { return false }
                let names = workedOut(from: [parameter.name], in: function)
                return trip.inputs.contains { resolver.mentions($0, names) }
            }
            var roles: [String: WrapperParameter] = [:]
            for (number, position) in inputs.prefix(Self.mostInputs).enumerated() {
                guard let slot = declaration.slot(of: position) else { continue }
                roles["input-\(number)"] = WrapperParameter(name: declaration.parameters[position].name, position: slot)
            }
            guard !roles.isEmpty else { continue }
            let fact = makeFact(.httpCall, at: site.span, scope: site.scope, fields: Self.fields(of: method, host, isFallback: isFallback))
            keepWork(fact, roles, function)
        }
    }

    /// A function that loads a model anew for whoever calls it, and gives it back.
    mutating func noteLoad(_ call: CallID, _ fact: Fact) {
        let site = unit.calls[call]
        guard site.loops.isEmpty, let function = unit.function(around: site.scope), !isRemembered(function), !isKept(site), fact.fields["place"] == nil,
            unit[site.expression].role == .returned || resolver.uses(of: call).contains(.returned)
        else { return }
        var told = fact
        told.fields = fact.fields.filter { ["library", "call", "model", "purpose"].contains($0.key) }
        keepWork(told, [:], function)
    }

    private mutating func keepWork(_ fact: Fact, _ roles: [String: WrapperParameter], _ function: FunctionID) {
        var wrapper = Wrapper(
            path: path, symbol: unit.symbol(around: unit.functions[function].scope), fact: fact, roles: roles, knownPrompt: "", returnsAnswer: false)
        wrapper.bases = unit.functions[function].enclosingClass.map(bases) ?? []
        keep(wrapper, function)
    }

    // MARK: Callers

    /// A call of such a function of another file; those of the same file are looked into where they are.
    mutating func addWorkCall(_ call: CallID, _ wrapper: Wrapper) {
        guard wrapper.path != path else { return }
        let site = unit.calls[call]
        let fields = wrapper.fact.fields
        if wrapper.fact.kind == .modelLoad {
            guard let place = repeatedPlace(of: call) else { return }
            var fact = makeFact(.modelLoad, at: site.span, scope: site.scope, fields: fields)
            fact.fields["place"] = .text(place.place)
            fact.related.append(RelatedPlace(wrapper.fact.place, "the model is loaded here"))
            result.facts.append(fact)
            return
        }
        guard let loop = resolver.decisiveLoop(of: site), !hasFewRounds(loop), resolver.kind(of: loop, for: site) == .perItem, !site.isInHandler,
            !isLookedUpFirst(site, in: loop)
        else { return }
        let names = resolver.reached(fromTargetsOf: loop)
        let isFed = wrapper.roles.values.contains { role in
            guard case .given(_, let value?) = argument(role, of: site) else { return false }
            return resolver.mentions(value, names)
        }
        guard isFed, !isHandedMany(site, names) else { return }
        var fact = makeFact(.httpCall, at: site.span, scope: site.scope, fields: fields)
        fact.fields["loop"] = .text(LoopKind.perItem.rawValue)
        if let over = overText(loop) { fact.fields["loop.over"] = .text(over) }
        if let handler = handler(around: site) { fact.fields["handler"] = .text(handler) }
        fact.fields["purpose"] = .text(isMaintenance(site) ? "maintenance" : "application")
        fact.fields["through"] = .text(wrapper.name)
        fact.related.append(RelatedPlace(wrapper.fact.place, "the request is made here"))
        result.facts.append(fact)
    }

    /// Whether a call's name leads to a function of that kind, not only to the one method of the project that is called so.
    func isSurely(_ wrapper: Wrapper, calledBy site: CallSite) -> Bool {
        resolver.qualifiedNames(site.callee).contains { wrappers(named: $0).contains { $0.key == wrapper.key } }
    }
}

extension Wrapper {
    /// Whether it is work that is done anew for each caller, not a call of a model that the caller's words decide over.
    var isWork: Bool { fact.kind == .httpCall || fact.kind == .modelLoad }
}
