internal import Catalog
internal import CodeModel
internal import Parsing

/// Functions that ask a model and that another function gives: `const ask = makeAsk("gpt-4o"); await ask("…")`.
extension CodeExtraction {
    /// Whether a function gives another one, as it is.
    func gives(_ outer: FunctionID, _ inner: FunctionID) -> Bool {
        unit.functions[outer].returned.contains { if case .function(inner) = resolver.resolve($0).value { true } else { false } }
    }

    /// The last word of what is called; of `makeAsk("gpt-4o")(…)` that of what gives it.
    func givenName(_ callee: ExpressionID) -> String? {
        if case .call(let giver) = unit[callee].kind { return lastName(unit.calls[giver].callee) }
        return lastName(callee)
    }

    /// What a file calls functions that others give, and those that give them: `const ask = makeAsk("gpt-4o")`.
    func namesOfGivenFunctions() -> Set<String> {
        var givers = asked.wrappers.givers
        for wrapper in localWrappers.values.joined() where wrapper.isGiven { givers.insert(wrapper.name) }
        guard !givers.isEmpty else { return [] }
        var names = givers
        for site in unit.calls where lastName(site.callee).map(givers.contains) ?? false {
            if case .assigned(let targets) = unit[site.expression].role { names.formUnion(targets) }
        }
        return names
    }

    /// The call that gave the function which is called.
    func giver(of callee: ExpressionID) -> CallID? {
        switch unit[callee].kind {
        case .call(let call): return call
        case .name(let name):
            let found = resolver.bindings(of: name, from: unit[callee].scope, at: unit[callee].span.start)
            guard found.count == 1, case .expression(let value) = found[0].source, case .call(let call) = unit[value].kind else { return nil }
            return call
        default: return nil
        }
    }

    /// Functions whose type says that they give one that a library has: `createGenerate(options): typeof generateObject`. What they
    /// add to what it is told, nobody can tell.
    mutating func addTypedGivers() {
        for function in unit.functions.indices {
            guard let shape = typeOfGiven(function), let given = given(by: function) else { continue }
            var roles: [String: WrapperParameter] = [:]
            for role in ["prompt", "schema", "max-output-tokens", "reasoning"] {
                let positions = shape.arguments[role] ?? []
                roles[role] = positions.lazy.compactMap { WrapperParameter(of: $0, options: shape.options, others: positions) }.first
            }
            var fields: [String: Value] = ["sdk": .text(shape.sdk), "call": .text(shape.name), "model.unresolved": .text("computed")]
            fields["provider"] = shape.provider.map { .text($0) }
            let fact = makeFact(.llmCall, at: unit.functions[function].nameSpan, scope: unit.functions[function].scope, fields: fields)
            var wrapper = Wrapper(
                path: path, symbol: unit.symbol(around: unit.functions[function].scope), fact: fact, roles: roles, knownPrompt: "", returnsAnswer: true)
            wrapper.isGiven = true
            keep(wrapper, given)
        }
    }

    private func typeOfGiven(_ function: FunctionID) -> SDKKnowledge.Call? {
        guard let annotation = unit.functions[function].returnAnnotation else { return nil }
        return resolver.valuesTyped(by: annotation).map(canonical).lazy.compactMap { modelFunction($0) }.first
    }

    private func given(by function: FunctionID) -> FunctionID? {
        unit.functions[function].returned.lazy.compactMap { resolver.resolve($0).function }.first
    }

    private func modelFunction(_ name: String) -> SDKKnowledge.Call? {
        guard let last = name.split(separator: ".").last else { return nil }
        return knowledge.sdks.calls(language.ecosystem, lastName: String(last)).first { $0.fact == FactKind.llmCall.rawValue && $0.isFunction(name) }
    }
}

extension Located {
    fileprivate var function: FunctionID? { if case .function(let function) = value { function } else { nil } }
}
