internal import Catalog
internal import CodeModel
internal import Parsing

/// Finding the functions that pass their parameters to a model.
extension CodeExtraction {
    /// As much known text as makes a prompt say what it wants; less is only a frame around what the caller says.
    private static let tellingPrompt = 40

    /// What a call passes on to a model, be it the model's own call or that of a wrapper.
    struct PassedOn {
        var call: CallID
        var fact: Fact
        var model: Located?
        /// The client that is called, where a parameter hands it over, and the call of it.
        var client: Located?
        var shape: SDKKnowledge.Call?
        var prompts: [Located] = []
        var knownPrompt = ""
        var cap: Located?
        var reasoning: Located?
        var schema: Located?
        /// What the object's own constructor is told, where another method of the object is called.
        var constructorModel: WrapperParameter?
        var returnsAnswer = true
        /// The wrapper that is called, with those that it calls.
        var chain: [Wrapper.Key] = []
    }

    mutating func noteWrapper(_ matched: MatchedCall, fact: Fact, model: Located?, prompts: [Located], prompt: Prompt) {
        let cap: Located? = if case .given(let cap, _) = argument("max-output-tokens", matched) { cap } else { nil }
        let reasoning: Located? = if case .given(let level, _) = argument("reasoning", matched) { level } else { nil }
        let schema: Located? = if case .given(let schema, _) = argument("schema", matched) { schema } else { nil }
        let client = matched.shape.arguments["model"] == nil && !matched.shape.isFunction ? openClient(of: matched) : nil
        noteWrapper(PassedOn(
            call: matched.call, fact: fact, model: model, client: client, shape: client == nil ? nil : matched.shape, prompts: prompts,
            knownPrompt: prompt.text, cap: cap, reasoning: reasoning, schema: schema))
    }

    mutating func noteWrapper(_ passed: PassedOn) {
        let site = unit.calls[passed.call]
        let named = passed.model.flatMap { values.sureParameter($0) }
        let found = named ?? passed.client.flatMap { values.sureParameter($0) }
        let isClient = named == nil
        let isTelling = passed.knownPrompt.filter { !$0.isWhitespace }.count >= Self.tellingPrompt
        let prompts = isTelling ? [] : passed.prompts.compactMap { values.promptParameter($0) }
        // The function itself, or the one around it whose parameters it sees.
        let around = functions(around: site.scope)
        guard let index = around.firstIndex(where: { function in
            passed.constructorModel != nil && unit.functions[function].enclosingClass != nil || found.map { $0.function == function || isConstructor($0.function, for: function) } ?? false
                || prompts.contains { $0.function == function }
        }) else { return }
        // What is called later is the function that another one gives.
        let isFromOuter = index > 0 && gives(around[index], around[index - 1])
        let function = isFromOuter ? around[index - 1] : around[index]
        let giver = isFromOuter ? around[index] : index + 1 < around.count && gives(around[index + 1], function) ? around[index + 1] : nil
        var roles: [String: WrapperParameter] = [:]
        if let found { roles["model"] = role((found.function, found.position), in: function) }
        roles["model"]?.isOverridable = found?.isOverridable ?? false
        roles["model"]?.isClient = isClient
        roles["prompt"] = prompts.compactMap { role($0, in: function) }.first
        if let cap = passed.cap { roles["max-output-tokens"] = role(values.parameter(cap), in: function) }
        if let level = passed.reasoning { roles["reasoning"] = role(values.parameter(level), in: function) }
        if let schema = passed.schema { roles["schema"] = role(values.parameter(schema), in: function) }
        var wrapper = Wrapper(
            path: path, symbol: unit.symbol(around: unit.functions[giver ?? function].scope), fact: passed.fact, roles: roles,
            knownPrompt: passed.knownPrompt,
            returnsAnswer: passed.returnsAnswer && resolver.uses(of: passed.call).contains(.returned), chain: passed.chain)
        wrapper.isGiven = giver != nil
        if roles["model"] == nil, let found, found.function == giver || isConstructor(found.function, for: function) {
            wrapper.constructorModel = role((found.function, found.position), in: found.function)
            wrapper.constructorModel?.isOverridable = found.isOverridable
            wrapper.constructorModel?.isClient = isClient
        }
        if roles["model"] == nil, wrapper.constructorModel == nil { wrapper.constructorModel = passed.constructorModel }
        guard roles["model"] != nil || roles["prompt"] != nil || wrapper.constructorModel != nil else { return }
        wrapper.shape = passed.shape
        wrapper.isSecondTry = site.isInHandler
        wrapper.bases = unit.functions[function].enclosingClass.map(bases) ?? []
        keep(wrapper, function)
    }

    private func functions(around scope: ScopeID) -> [FunctionID] {
        var result: [FunctionID] = []
        var current: ScopeID? = scope
        while let id = current, result.count < 4 {
            if case .function(let function) = unit.scopes[id].kind { result.append(function) }
            current = unit.scopes[id].parent
        }
        return result
    }

    /// `self.model = model` in the constructor: each object has its own.
    private func isConstructor(_ maker: FunctionID, for method: FunctionID) -> Bool {
        guard maker != method, let type = unit.functions[method].enclosingClass else { return false }
        return unit.functions[maker].enclosingClass == type && unit.classes[type].methods.contains(maker)
    }

    /// What a class is derived from, as other files know it.
    func bases(of type: ClassID) -> [String] {
        var result: [String] = []
        var pending = [type]
        var seen: Set<ClassID> = []
        while let type = pending.popLast(), seen.count < 8 {
            guard seen.insert(type).inserted else { continue }
            for base in unit.classes[type].bases {
                if case .classDeclaration(let parent) = resolver.resolve(base).value { pending.append(parent) }
                result += resolver.qualifiedNames(base).filter { !$0.hasPrefix("?") }
            }
        }
        return result
    }

    func noteEmbedding(_ call: CallID, fact: Fact, input: Located, chain: [Wrapper.Key] = []) -> (Wrapper, FunctionID)? {
        let site = unit.calls[call]
        guard let function = unit.function(around: site.scope), site.loops.isEmpty, fact["input"].text != "list",
            let role = role(values.promptParameter(input), in: function)
        else { return nil }
        return (Wrapper(
            path: path, symbol: unit.symbol(around: site.scope), fact: fact, roles: ["input": role], knownPrompt: "",
            returnsAnswer: true, chain: chain), function)
    }

    private func role(_ found: (function: FunctionID, position: Int)?, in function: FunctionID) -> WrapperParameter? {
        guard let found, found.function == function else { return nil }
        let parameters = unit.functions[function].parameters
        let parameter = parameters[found.position]
        guard !parameter.isVariadic, let slot = unit.functions[function].slot(of: found.position) else { return nil }
        return WrapperParameter(
            name: parameter.name, position: slot, isEntry: parameter.entryOf != nil,
            defaultValue: parameter.defaultValue.map { resolver.resolve($0).portableCopy })
    }

    /// A function with several calls inside is a wrapper of each; those that ask the same (branches, retries) are one.
    mutating func keep(_ wrapper: Wrapper, _ function: FunctionID) {
        guard wrapper.chain.count <= Wrapper.longestChain, !wrapper.chain.contains(wrapper.key) else { return }
        var all = localWrappers[function] ?? []
        if let index = all.firstIndex(where: { $0.asksTheSame(as: wrapper) }) {
            if all[index].isSecondTry, !wrapper.isSecondTry {
                all[index] = wrapper
            } else if all[index].isSecondTry == wrapper.isSecondTry {
                all[index].merge(wrapper)
            }
        } else if all.count < Wrapper.mostOfOneFunction {
            all.append(wrapper)
        }
        localWrappers[function] = all
    }
}

extension Wrapper {
    /// Whether both say the same to the model, as far as it is known.
    func asksTheSame(as other: Wrapper) -> Bool {
        guard fact.kind == other.fact.kind, roles["input"]?.name == other.roles["input"]?.name else { return false }
        guard let prompt = roles["prompt"] else { return other.roles["prompt"] == nil && knownPrompt == other.knownPrompt }
        return prompt.name == other.roles["prompt"]?.name
    }

    /// Which of two calls is made, nobody can tell: what they differ in is one of both, or not known.
    mutating func merge(_ other: Wrapper) {
        let (own, its) = (fact["model"], other.fact["model"])
        for name in Set(fact.fields.keys).union(other.fact.fields.keys) where fact[name].form != other.fact[name].form { fact.fields[name] = nil }
        if roles["model"]?.name != other.roles["model"]?.name || constructorModel?.name != other.constructorModel?.name {
            roles["model"] = nil
            constructorModel = nil
        } else if roles["model"] == nil, constructorModel == nil, own.form != its.form, own.isKnown, its.isKnown {
            var scalars = own.candidates
            for scalar in its.candidates where !scalars.contains(scalar) { scalars.append(scalar) }
            fact.fields["model"] = scalars.count == 1 ? Value(.fallback(scalars[0]), origin: own.origin) : Value(.oneOf(scalars), origin: own.origin + its.origin)
        }
        if other.roles["model"]?.isOverridable ?? false { roles["model"]?.isOverridable = true }
        for name in ["max-output-tokens", "reasoning", "schema"] where roles[name]?.name != other.roles[name]?.name {
            roles[name] = nil
            fact.fields[name] = nil
        }
        returnsAnswer = returnsAnswer && other.returnsAnswer
    }
}
