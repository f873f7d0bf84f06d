internal import Catalog
internal import CodeModel
internal import Parsing

/// Functions that pass their parameters to a model, and the calls of them.
extension CodeExtraction {
    /// As much known text as makes a prompt say what it wants; less is only a frame around what the caller says.
    private static let tellingPrompt = 40

    // MARK: Finding wrappers

    mutating func noteWrapper(_ matched: MatchedCall, fact: Fact, model: Located?, prompts: [Located], prompt: Prompt) {
        let site = unit.calls[matched.call]
        guard let function = unit.function(around: site.scope) else { return }
        var roles: [String: WrapperParameter] = [:]
        if let model { roles["model"] = role(values.parameter(model), in: function) }
        if prompt.text.filter({ !$0.isWhitespace }).count < Self.tellingPrompt {
            for located in prompts where roles["prompt"] == nil { roles["prompt"] = role(values.promptParameter(located), in: function) }
        }
        if case .given(let cap, _) = argument("max-output-tokens", matched) {
            roles["max-output-tokens"] = role(values.parameter(cap), in: function)
        }
        guard roles["model"] != nil || roles["prompt"] != nil else { return }
        let returnsAnswer = resolver.uses(of: matched.call).contains(.returned)
        var wrapper = Wrapper(
            path: path, symbol: unit.symbol(around: site.scope), fact: fact, roles: roles, knownPrompt: prompt.text,
            returnsAnswer: returnsAnswer)
        if let model, roles["model"] == nil { wrapper.constructorModel = constructorRole(values.parameter(model), of: function) }
        keep(wrapper, function)
    }

    /// `self.model = model` in the constructor: each object has its own.
    private func constructorRole(_ found: (function: FunctionID, position: Int)?, of method: FunctionID) -> WrapperParameter? {
        guard let found, found.function != method, let type = unit.functions[method].enclosingClass,
            unit.functions[found.function].enclosingClass == type, unit.classes[type].methods.contains(found.function)
        else { return nil }
        return role(found, in: found.function)
    }

    mutating func noteEmbeddingWrapper(_ matched: MatchedCall, fact: Fact, input: Located) {
        let site = unit.calls[matched.call]
        guard let function = unit.function(around: site.scope), site.loops.isEmpty, fact["input"].text != "list",
            let role = role(values.promptParameter(input), in: function)
        else { return }
        keep(Wrapper(
            path: path, symbol: unit.symbol(around: site.scope), fact: fact, roles: ["input": role], knownPrompt: "",
            returnsAnswer: true), function)
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

    private mutating func keep(_ wrapper: Wrapper, _ function: FunctionID) {
        // A function with several calls inside (retries, branches) is the wrapper of the first.
        guard localWrappers[function] == nil else { return }
        localWrappers[function] = wrapper
        result.wrappers.append(wrapper)
    }

    // MARK: Calls of wrappers

    /// Last words of the names of all wrappers that this file may call.
    func namesOfWrappers() -> Set<String> {
        Set(localWrappers.values.map(\.name)).union(asked.wrappers.values.map(\.name))
    }

    mutating func addWrapperCall(_ call: CallID) {
        guard let wrapper = wrapper(calledBy: call) else { return }
        let site = unit.calls[call]
        var fact = wrapper.fact
        let own = makeFact(fact.kind, at: site.span, scope: site.scope, fields: fact.fields)
        fact = own
        fact.fields["wrapper"] = fact.kind == .llmCall ? .text(wrapper.symbol) : nil
        fact.fields["loop"] = resolver.loopKind(of: call).map { .text($0.rawValue) }
        fact.related = wrapper.fact.related + [RelatedPlace(wrapper.fact.place, "the model is called here")]
        noteReferences(site)
        if fact.kind == .llmCall {
            addPromptSerializations(wrapper.roles["prompt"], of: site)
            setRequest(of: &fact, site, told: site.arguments.map(\.value))
        }
        switch fact.kind {
        case .embeddingCall: embeddingCaller(&fact, site, wrapper)
        default: guard modelCaller(&fact, call, wrapper) else { return }
        }
        result.facts.append(fact)
        addRepeatedCall(call, wrapper, fact: fact)
    }

    private mutating func noteReferences(_ site: CallSite) {
        for argument in site.arguments { result.references.formUnion(values.references(resolver.resolve(argument.value))) }
    }

    private func wrapper(calledBy call: CallID) -> Wrapper? {
        let site = unit.calls[call]
        // Following every callee would cost more than everything else; most are called by a name that no wrapper has.
        guard let name = lastName(site.callee), wrapperNames.contains(name) else { return nil }
        if let function = resolver.calledFunction(call) { return localWrappers[function] }
        guard !asked.wrappers.isEmpty else { return nil }
        for name in resolver.qualifiedNames(site.callee).map(canonical) {
            if let wrapper = asked.wrappers[name] { return wrapper }
            // `self.llm.ask(…)`: the receiver is not known, but the project has one method of that name.
            guard name.hasPrefix("?") || name.hasPrefix("."), let last = name.split(separator: ".").last, name.contains(".") else { continue }
            if let wrapper = asked.wrappers[".\(last)"] { return wrapper }
        }
        return nil
    }

    private func given(_ role: WrapperParameter, _ site: CallSite) -> Located? {
        argument(role, of: site).located
    }

    /// Fills in what the caller says. Gives false when the caller adds nothing: the call inside is then judged by itself.
    private mutating func modelCaller(_ fact: inout Fact, _ call: CallID, _ wrapper: Wrapper) -> Bool {
        let site = unit.calls[call]
        var addsModel = false
        if let role = wrapper.roles["model"] {
            switch argument(role, of: site) {
            case .given(let model, let expression):
                fact.fields["model"] = values.value(model)
                fact.related += places(behind: .given(model, expression))
                if fact["alias"].isKnown || fact["endpoint"].text == "gateway" { fact.fields["alias"] = fact["model"] }
                addsModel = true
            case .absent: break
            case .unknown: fact.fields["model"] = .unknown
            }
        }
        if let role = wrapper.constructorModel, !isOnSelf(site) { addsModel = setModelOfObject(&fact, site, role) || addsModel }
        if let role = wrapper.roles["max-output-tokens"], let cap = given(role, site) { fact.fields["max-output-tokens"] = values.value(cap) }
        if wrapper.fact["task"].isKnown { return addsModel }
        guard let role = wrapper.roles["prompt"], let prompt = given(role, site) else { return addsModel }
        var signs = signs(around: site, prompt: Prompt([prompt]), promptArguments: role.positions, options: role.options)
        if signs.prompt.text.isEmpty { signs.prompt = Prompt(text: prompt.knownText) }
        signs.hasTools = fact["tools"].flag == true
        signs.cap = fact["max-output-tokens"].number?.high
        signs.temperature = fact["temperature"].number?.high
        if !wrapper.returnsAnswer { signs.uses = [] }
        guard let conclusion = TaskInference(knowledge: knowledge.tasks).conclude(signs) else { return addsModel }
        setTask(conclusion, of: &fact)
        return true
    }

    private func isOnSelf(_ site: CallSite) -> Bool {
        guard case .member(let object, _) = unit[site.callee].kind, case .receiver = resolver.resolve(object).value else { return false }
        return true
    }

    /// The model that the object was made with. Where it was made elsewhere, nobody can tell. Gives whether it was told one.
    private mutating func setModelOfObject(_ fact: inout Fact, _ site: CallSite, _ role: WrapperParameter) -> Bool {
        guard case .member(let object, _) = unit[site.callee].kind, let maker = maker(of: resolver.resolve(object)) else {
            fact.fields["model"] = .unknown
            return false
        }
        noteReferences(unit.calls[maker])
        switch argument(role, of: unit.calls[maker]) {
        case .given(let model, _): fact.fields["model"] = values.value(model)
        case .absent: return false
        case .unknown: fact.fields["model"] = .unknown
        }
        if fact["alias"].isKnown || fact["endpoint"].text == "gateway" { fact.fields["alias"] = fact["model"] }
        return true
    }

    private mutating func embeddingCaller(_ fact: inout Fact, _ site: CallSite, _ wrapper: Wrapper) {
        fact.fields["loop"] = nil
        let role = wrapper.roles["input"]
        let input: ExpressionID? = role.flatMap { role in
            if case .given(_, let expression) = argument(role, of: site) { expression } else { nil }
        }
        fact.fields["input"] = .text("item")
        if let input, case .list = unit[input].kind { fact.fields["input"] = .text("list") }
        setLoop(of: &fact, site, input: input)
    }

    // MARK: Functions handed over

    /// `frame["text"].apply(embed)` and `map(embed, texts)`: one call for each element.
    mutating func addFunctionsHandedOver() {
        for call in unit.calls.indices {
            let site = unit.calls[call]
            let name = calledWord(site.callee) ?? ""
            guard knowledge.words.mappers.contains(name), let handed = site.positional.first else { continue }
            if case .unknown = unit[handed].kind { addElements(of: unit[handed].span, site) }
            guard let wrapper = embeddingWrapper(handed) else { continue }
            var fact = makeFact(.embeddingCall, at: site.span, scope: site.scope, fields: wrapper.fact.fields)
            fact.fields["input"] = .text("item")
            fact.fields["loop"] = .text(LoopKind.perItem.rawValue)
            fact.fields["loop.over"] = .text(unit.text(site.callee).prefixed(60))
            fact.related = [RelatedPlace(wrapper.fact.place, "the model is called here")]
            result.facts.append(fact)
        }
    }

    /// `apply(lambda text: embed(text))`: a call within the function that is handed over is made for each element.
    private mutating func addElements(of function: Span, _ mapper: CallSite) {
        for index in result.facts.indices where result.facts[index].kind == .embeddingCall && !result.facts[index]["loop"].isKnown {
            guard function.contains(result.facts[index].place.span) else { continue }
            if !result.facts[index]["input"].isKnown { result.facts[index].fields["input"] = .text("item") }
            result.facts[index].fields["loop"] = .text(LoopKind.perItem.rawValue)
            result.facts[index].fields["loop.over"] = .text(unit.text(mapper.callee).prefixed(60))
        }
    }

    private func embeddingWrapper(_ id: ExpressionID) -> Wrapper? {
        var found: Wrapper?
        if case .function(let function) = resolver.resolve(id).value { found = localWrappers[function] }
        if found == nil { found = resolver.qualifiedNames(id).lazy.compactMap { asked.wrappers[$0] }.first }
        return found?.fact.kind == .embeddingCall ? found : nil
    }
}
