internal import Catalog
internal import CodeModel
internal import Parsing

/// Calls of functions that pass their parameters to a model, in this file or another.
extension CodeExtraction {
    /// Callers of this file's wrappers, and of those that they become.
    mutating func addWrapperCalls() {
        addTypedGivers()
        var names = asked.wrappers.names.union(localWrappers.keys.map { unit.functions[$0].name })
        names.formUnion(namesOfGivenFunctions())
        var isFirst = true
        for _ in 0...Wrapper.longestChain where !names.isEmpty {
            let before = Set(localWrappers.keys)
            for call in unit.calls.indices where !factCalls.contains(call) { addWrapperCall(call, of: names, onlyLocal: !isFirst) }
            isFirst = false
            names = Set(localWrappers.keys.filter { !before.contains($0) }.map { unit.functions[$0].name })
        }
        result.wrappers = localWrappers.sorted { $0.key < $1.key }.flatMap(\.value)
        addFunctionsHandedOver()
    }

    private mutating func addWrapperCall(_ call: CallID, of names: Set<String>, onlyLocal: Bool) {
        // Following every callee would cost more than everything else; most are called by a name that no wrapper has.
        guard let name = givenName(unit.calls[call].callee), names.contains(name) else { return }
        let found = wrappers(calledBy: call, onlyLocal: onlyLocal)
        for work in found where work.isWork && isSurely(work, calledBy: unit.calls[call]) { addWorkCall(call, work) }
        let wrappers = found.filter { !$0.isWork }
        guard !wrappers.isEmpty else { return }
        factCalls.insert(call)
        noteReferences(unit.calls[call])
        var told: [Fact] = []
        for wrapper in wrappers {
            guard let fact = caller(call, of: wrapper), !told.contains(where: { $0.saysTheSame(as: fact) }) else { continue }
            told.append(fact)
        }
        result.facts += told
    }

    /// The fact that a call of a wrapper is; nil when it adds nothing to what the wrapper says itself.
    private mutating func caller(_ call: CallID, of wrapper: Wrapper) -> Fact? {
        let site = unit.calls[call]
        var fact = makeFact(wrapper.fact.kind, at: site.span, scope: site.scope, fields: wrapper.fact.fields)
        fact.fields["wrapper"] = fact.kind == .llmCall ? .text(wrapper.symbol) : nil
        fact.fields["loop"] = resolver.loopKind(of: call).map { .text($0.rawValue) }
        let message = wrapper.chain.first.map { "`\($0.symbol)` is called here" } ?? "the model is called here"
        fact.related = wrapper.fact.related + [RelatedPlace(wrapper.fact.place, message)]
        guard fact.kind == .llmCall else {
            embeddingCaller(&fact, call, wrapper)
            addRepeatedCall(call, wrapper, fact: fact)
            return fact
        }
        settleCaller(&fact, call, wrapper)
        addPromptSerializations(wrapper.roles["prompt"], of: site)
        setRequest(of: &fact, site, told: site.arguments.map(\.value))
        if wrapper.roles["model"] != nil { for field in ["slot", "slot.name", "slot.other", "slot.family"] { fact.fields[field] = nil } }
        setSlot(of: &fact, site)
        let passed = modelCaller(fact, call, wrapper)
        noteWrapper(passed.on)
        guard passed.addsToIt else { return nil }
        addRepeatedCall(call, wrapper, fact: passed.on.fact)
        return passed.on.fact
    }

    /// Fields of the call inside that are reported there, or that each caller has its own of.
    private static let ownFields = [
        "loop.bounded", "loop.until", "history", "completions", "completions.read", "fallback.model", "fallback", "image-detail", "image-task",
        "deterministic", "deterministic.evidence", "remedy.code", "setting", "prompt.volatile", "prompt.fixed-characters",
    ]

    /// What was concluded of the call inside holds for the caller only where it rests on the call itself.
    private mutating func settleCaller(_ fact: inout Fact, _ call: CallID, _ wrapper: Wrapper) {
        for field in Self.ownFields { fact.fields[field] = nil }
        let site = unit.calls[call]
        if let setting = setting(of: site) { fact.fields["setting"] = .text(setting) }
        guard let role = wrapper.roles["prompt"], let prompt = argument(role, of: site).located else { return }
        noteHealthCheck(call, fact, prompts: [prompt])
        if let work = deterministicWork(site, prompt: Prompt([prompt]), hasTools: fact["tools"].flag != false) {
            fact.fields["deterministic"] = .text(work.kind)
            fact.fields["deterministic.evidence"] = .text(work.evidence)
            fact.fields["remedy.code"] = .text(work.remedy)
        }
    }

    private mutating func noteReferences(_ site: CallSite) {
        for argument in site.arguments { noteReferences(ofValue: argument.value) }
    }

    // MARK: Which wrapper

    private mutating func wrappers(calledBy call: CallID, onlyLocal: Bool) -> [Wrapper] {
        let site = unit.calls[call]
        if let function = resolver.calledFunction(call) {
            // What a function passes on to itself is nothing new.
            return function == unit.function(around: site.scope) ? [] : localWrappers[function] ?? []
        }
        guard !onlyLocal, !asked.wrappers.isEmpty else { return [] }
        let names = calleeNames(site)
        for name in names {
            let found = wrappers(named: name)
            if !found.isEmpty { return found }
        }
        for name in names where !name.hasPrefix("?") && name.contains(".") { result.references.insert(name) }
        return names.map(wrappers(ofMethod:)).first { !$0.isEmpty } ?? []
    }

    func wrappers(named name: String) -> [Wrapper] { asked.wrappers.called(name, from: path, declared: asked.declared) }

    /// A method of an object that nobody knows, when the project has one of that name. A name that many classes have counts only on
    /// something that is called after a model.
    private func wrappers(ofMethod name: String) -> [Wrapper] {
        guard name.hasPrefix("?") || name.hasPrefix(".") else { return [] }
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count > 1, let method = parts.last else { return [] }
        if knowledge.words.commonMethods.contains(method) {
            let receiver = NameWords.split(parts[parts.count - 2])
            guard receiver.contains(where: knowledge.words.modelReceivers.contains) else { return [] }
        }
        return asked.wrappers.method(method)
    }

    /// What is called, also as a method that a class of another file hands down.
    private func calleeNames(_ site: CallSite) -> [String] {
        let names = resolver.qualifiedNames(site.callee)
        guard case .member(let object, let method) = unit[site.callee].kind else { return names }
        let type: ClassID? =
            switch resolver.resolve(object).value {
            case .receiver(let type): type
            case .call(let call):
                if case .classDeclaration(let type) = resolver.resolve(unit.calls[call].callee).value { type } else { nil }
            default: unit.text(object).hasPrefix("super") ? unit.enclosingClass(around: site.scope) : nil
            }
        guard let type else { return names }
        return names + bases(of: type).map { "\($0)().\(method)" }
    }

    // MARK: What the caller says

    /// Fills in what the caller says. It may add nothing: the call inside is then judged by itself.
    private mutating func modelCaller(_ own: Fact, _ call: CallID, _ wrapper: Wrapper) -> (on: PassedOn, addsToIt: Bool) {
        let site = unit.calls[call]
        var passed = PassedOn(
            call: call, fact: own, knownPrompt: wrapper.knownPrompt, returnsAnswer: wrapper.returnsAnswer,
            chain: [wrapper.key] + wrapper.chain)
        var addsToIt = setModel(&passed, site, wrapper)
        if let role = wrapper.roles["max-output-tokens"], let cap = argument(role, of: site).located {
            passed.cap = cap
            passed.fact.fields["max-output-tokens"] = values.value(cap)
        }
        if let role = wrapper.roles["reasoning"], let level = argument(role, of: site).located {
            passed.reasoning = level
            setReasoning(of: &passed.fact, level)
        }
        var schema: [TaskInference.SchemaField]?
        if let role = wrapper.roles["schema"], case .given(let value, let expression) = argument(role, of: site) {
            passed.schema = value
            schema = schemaFields(value, writtenAs: expression)
        }
        guard !wrapper.fact["task"].isKnown, let role = wrapper.roles["prompt"], let prompt = argument(role, of: site).located else {
            return (passed, addsToIt)
        }
        passed.prompts = [prompt]
        var signs = signs(around: site, prompt: Prompt([prompt]), promptArguments: role.positions, options: role.options)
        if signs.prompt.text.isEmpty { signs.prompt = Prompt(text: prompt.knownText) }
        passed.knownPrompt += " " + signs.prompt.text
        signs.hasTools = own["tools"].flag == true
        signs.cap = passed.fact["max-output-tokens"].number?.high
        signs.temperature = own["temperature"].number?.high
        if let schema { signs.schema = schema }
        if !wrapper.returnsAnswer { signs.uses = [] }
        if let conclusion = TaskInference(knowledge: knowledge.tasks).conclude(signs) {
            setTask(conclusion, of: &passed.fact)
            addsToIt = true
        } else if own["deterministic"].isKnown {
            addsToIt = true
        }
        return (passed, addsToIt)
    }

    /// The model that the caller gives, or that the object was made with. Gives whether it was told one.
    private mutating func setModel(_ passed: inout PassedOn, _ site: CallSite, _ wrapper: Wrapper) -> Bool {
        let role: WrapperParameter
        let answer: ArgumentAnswer
        if let own = wrapper.roles["model"] {
            (role, answer) = (own, argument(own, of: site))
        } else if let own = wrapper.constructorModel, wrapper.isGiven {
            (role, answer) = (own, giver(of: site.callee).map { argument(own, of: unit.calls[$0]) } ?? .unknown)
        } else if let own = wrapper.constructorModel {
            guard !isOnSelf(site) else {
                // Whoever made this object said it.
                passed.constructorModel = own
                return false
            }
            (role, answer) = (own, modelOfObject(site, own))
        } else {
            return false
        }
        if role.isClient { return setModel(&passed, ofClient: answer, wrapper) }
        switch answer {
        case .absent: return false
        case .unknown:
            passed.fact.fields["model"] = .unknown
            noteUnresolved(&passed.fact, answer)
            return false
        case .given(let model, let expression):
            passed.model = role.isOverridable ? Located(.fallback(model, unless: nil), model.spans) : model
            var value = values.value(model)
            if role.isOverridable { value = value.overridable }
            if let carried = carriedModel(model, writtenAs: expression) { value = values.value(carried.model) }
            passed.fact.fields["model"] = value
            noteUnresolved(&passed.fact, answer)
            passed.fact.related += places(behind: answer)
        }
        if passed.fact["alias"].isKnown || passed.fact["endpoint"].text == "gateway" { passed.fact.fields["alias"] = passed.fact["model"] }
        return true
    }

    func noteUnresolved(_ fact: inout Fact, _ model: ArgumentAnswer) {
        fact.fields["model.unresolved"] = fact["model"].isKnown ? nil : .text(unresolvedReason(model))
    }

    private func isOnSelf(_ site: CallSite) -> Bool {
        guard case .member(let object, _) = unit[site.callee].kind, case .receiver = resolver.resolve(object).value else { return false }
        return true
    }

    /// The model that the object was made with. Where it was made, nobody may be able to tell.
    private mutating func modelOfObject(_ site: CallSite, _ role: WrapperParameter) -> ArgumentAnswer {
        guard case .member(let object, _) = unit[site.callee].kind else { return .unknown }
        let names = resolver.qualifiedNames(object).filter { !$0.hasPrefix("?") }
        // Another file makes it.
        if let answer = names.compactMap({ asked.answers[$0] }).first, let madeWith = answer.madeWith {
            return role.positions.lazy.compactMap { madeWith.told($0, options: role.options) }.first.map { .given($0, nil) } ?? .absent
        }
        guard let maker = maker(of: resolver.resolve(object)) else {
            result.references.formUnion(names)
            return .unknown
        }
        noteReferences(unit.calls[maker])
        return argument(role, of: unit.calls[maker])
    }

    private mutating func embeddingCaller(_ fact: inout Fact, _ call: CallID, _ wrapper: Wrapper) {
        let site = unit.calls[call]
        fact.fields["loop"] = nil
        let role = wrapper.roles["input"]
        let input: ExpressionID? = role.flatMap { role in
            if case .given(_, let expression) = argument(role, of: site) { expression } else { nil }
        }
        fact.fields["input"] = .text("item")
        if let input, case .list = unit[input].kind { fact.fields["input"] = .text("list") }
        // Where the function itself takes one text, each element is one.
        setLoop(of: &fact, site, input: input, isOneText: wrapper.chain.isEmpty && wrapper.fact["input"].text == "item")
        guard let input, let (again, function) = noteEmbedding(call, fact: fact, input: resolver.resolve(input), chain: [wrapper.key] + wrapper.chain)
        else { return }
        keep(again, function)
    }
}

extension Fact {
    fileprivate func saysTheSame(as other: Fact) -> Bool {
        kind == other.kind && self["model"].form == other["model"].form && self["task"].form == other["task"].form
    }
}

extension Value {
    /// The same, unless a setting says otherwise.
    var overridable: Value {
        guard case .known(let scalar) = form else { return isFallback ? self : .unknown }
        return Value(.fallback(scalar), origin: origin)
    }
}
