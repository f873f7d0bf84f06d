internal import Catalog
internal import CodeModel
internal import Parsing

/// Calls of language models.
extension CodeExtraction {
    mutating func addModelCall(_ matched: MatchedCall) {
        let site = unit.calls[matched.call]
        let written = argument("model", matched)
        noteMaker(of: written)
        let carrier = written.located.flatMap { located in
            if case .given(_, let expression) = written { carriedModel(located, writtenAs: expression) } else { nil }
        }
        let model = carrier.map { .given($0.model, nil) } ?? written
        let prompts = allArguments("prompt", matched)
        var fact = makeFact(.llmCall, at: site.span, scope: site.scope, fields: commonFields(matched))
        fact.fields["call"] = .text(matched.shape.name)
        if let located = model.located {
            fact.fields["model"] = values.value(located)
            fact.fields["model.variable"] = located.environmentVariable.map { .text($0) }
        }
        if let carrier { fact.fields["provider"] = carrier.provider.map { .text($0) } }
        fact.related += places(behind: written)
        setEndpoint(of: &fact, matched, carrier)
        if !fact["model"].isKnown {
            let isDeployment = matched.shape.properties["names"] == "deployments" || model.located.map { values.value($0).isKnown } ?? false
            fact.fields["model.unresolved"] = .text(isDeployment ? "deployment" : unresolvedReason(model, matched))
        }
        setSlot(of: &fact, site)
        fact.fields["model.setting"] = modelSetting(matched, model).map { .text($0) }
        let prompt = Prompt(prompts)
        if let conclusion = conclude(site, matched, prompt: prompt) { setTask(conclusion, of: &fact) }
        setSizing(of: &fact, matched, prompts: prompts, prompt: prompt)
        setFallback(of: &fact, matched)
        setVolatileHead(of: &fact, prompts)
        setRequest(of: &fact, site, told: told(matched, "prompt"))
        noteWrapper(matched, fact: fact, model: model.located, prompts: prompts, prompt: prompt)
        asking.append((result.facts.count, matched.call, promptExpressions(matched)))
        result.facts.append(fact)
        addRepeatedCall(matched.call, told: told(matched, "prompt"), fact: fact)
    }

    /// What makes the model, and what it is told, may stand in other files.
    private mutating func noteMaker(of model: ArgumentAnswer) {
        guard let located = model.located, let maker = maker(of: located) else { return }
        noteReferences(of: maker)
    }

    private func commonFields(_ matched: MatchedCall) -> [String: Value] {
        var fields: [String: Value] = ["sdk": .text(matched.shape.sdk)]
        if let provider = matched.shape.provider { fields["provider"] = .text(provider) }
        if let cap = argument("max-output-tokens", matched).located { fields["max-output-tokens"] = values.value(cap) }
        if let temperature = argument("temperature", matched).located { fields["temperature"] = values.value(temperature) }
        switch argument("tools", matched) {
        case .given(let tools, _): fields["tools"] = .flag(!(tools.isNull || tools.items?.isEmpty ?? false) && forcedTool(matched) == nil)
        case .absent: fields["tools"] = .flag(false)
        case .unknown: break
        }
        if let loop = resolver.loopKind(of: matched.call) { fields["loop"] = .text(loop.rawValue) }
        return fields
    }

    /// Whether the call goes to the model's own provider: only then is the model's name the model.
    func setEndpoint(of fact: inout Fact, _ matched: MatchedCall, _ carrier: CarriedModel?) {
        if matched.shape.properties["alias"] == "true" {
            fact.fields["endpoint"] = .text("gateway")
            fact.fields["alias"] = fact["model"]
            return
        }
        if matched.shape.properties["host"] == "any" {
            fact.fields["endpoint"] = .text("provider")
            return
        }
        guard let endpoint = endpoint(matched, carrier) else {
            let isKnown =
                if carrier != nil { true } else if matched.shape.isFunction { !redirects(matched.shape) } else {
                    isMadeHere(matched) || clientElsewhere(matched)?.1 != nil
                }
            fact.fields["endpoint"] = isKnown ? .text("provider") : .unknown
            return
        }
        if endpoint.namesDeployments || matched.shape.properties["names"] == "deployments" { fact.fields["model"] = .unknown }
        guard let host = endpoint.host else {
            // Given, but nobody can tell what; often the provider's own address from the environment.
            fact.fields["endpoint"] = .unknown
            return
        }
        if knowledge.words.isModelHost(host) {
            fact.fields["endpoint"] = endpoint.isFallback ? Value(.fallback(.text("provider"))) : .text("provider")
            if host != "api.openai.com", matched.address == nil { fact.fields["provider"] = nil }
        } else {
            fact.fields["endpoint"] = endpoint.isFallback ? Value(.fallback(.text(host))) : .text(host)
            fact.fields["alias"] = fact["model"]
        }
    }

    /// Whether the file sets the address of the whole module: `openai.api_base = …`.
    private func redirects(_ shape: SDKKnowledge.Call) -> Bool {
        let module = shape.name.prefix { $0 != "." }
        return knowledge.words.addresses.contains { resolver.usesMember($0, of: String(module)) }
    }

    private func endpoint(_ matched: MatchedCall, _ carrier: CarriedModel?) -> (host: String?, namesDeployments: Bool, isFallback: Bool)? {
        if let address = matched.address { return endpoint(at: address) }
        var answer = argument("endpoint", matched)
        if case .given = argument("deployment", matched) { return (nil, true, false) }
        var namesDeployments = false
        if let carrier {
            if answer.isAbsent { answer = carrier.endpoint }
        } else if !matched.client.makers.isEmpty {
            for maker in matched.client.makers {
                if maker.client?.namesDeployments == true { namesDeployments = true }
                guard answer.isAbsent else { continue }
                answer = argument(maker.client?.endpoint ?? Self.commonEndpoints, of: maker)
                // `NewClientWithConfig(DefaultAzureConfig(key, endpoint))`: what the configuration is made with.
                if let client = maker.client, let (config, made) = configuration(of: client, madeBy: maker.call) {
                    namesDeployments = namesDeployments || config.namesDeployments
                    if case .given = answer {} else { answer = argument(config.endpoint, of: unit.calls[made], options: config.options) }
                }
            }
        } else if let (client, madeWith) = clientElsewhere(matched) {
            namesDeployments = client.namesDeployments
            if answer.isAbsent { answer = endpoint(of: client, madeWith: madeWith) }
        }
        switch answer {
        case .given(let value, _) where value.isNull: return namesDeployments ? (nil, true, false) : nil
        case .given(let value, _):
            let isFallback = if case .fallback = value.value { true } else { false }
            return (Self.host(value, depth: 0), namesDeployments, isFallback)
        case .absent: return namesDeployments ? (nil, true, false) : nil
        case .unknown: return (nil, namesDeployments, false)
        }
    }

    /// What makers of clients that nobody knows call the address.
    private static let commonEndpoints: [SDKKnowledge.ArgumentPosition] = [.keyword("base_url"), .keyword("api_base")]

    /// The host of an address; of several addresses only when they agree.
    private static func host(_ value: Located, depth: Int) -> String? {
        guard depth < 6 else { return nil }
        switch value.value {
        case .choice(let members):
            let hosts = Set(members.map { host($0, depth: depth + 1) })
            return hosts.count == 1 ? hosts.first ?? nil : nil
        case .fallback(let inner, _): return host(inner, depth: depth + 1)
        default: return URLHost(value.knownText)?.host
        }
    }

    /// Whether the file shows what makes the client. A call that only its argument tells may be on anything.
    private func isMadeHere(_ matched: MatchedCall) -> Bool {
        isWhole(matched.client)
    }

    /// The known maker of the object that a client's options stand in.
    private func configuration(of client: SDKKnowledge.Client, madeBy receiver: CallID) -> (SDKKnowledge.Client, CallID)? {
        let positional = unit.calls[receiver].positional
        guard let options = client.options, options < positional.count, let maker = maker(of: resolver.resolve(positional[options])),
            let config = self.client(madeBy: maker)
        else { return nil }
        return (config, maker)
    }

    /// The client that another file makes, and what it is made with.
    func clientElsewhere(_ matched: MatchedCall) -> (SDKKnowledge.Client, [String: Located]?)? {
        matched.madeElsewhere ?? clientElsewhere(unit.calls[matched.call].callee)
    }

    /// The same of an object, or of what is called on it.
    func clientElsewhere(_ object: ExpressionID) -> (SDKKnowledge.Client, [String: Located]?)? {
        for name in resolver.qualifiedNames(object) {
            guard let answer = elsewhere(name), let type = answer.qualifiedName, type.hasSuffix("()"),
                let client = knowledge.sdks.client(language.ecosystem, type: String(type.dropLast(2)))
            else { continue }
            guard let made = answer.madeWith, let factory = factory(of: object) else { return (client, answer.madeWith) }
            return (client, made.mapValues { resolver.filled($0, by: unit.calls[factory]) })
        }
        return nil
    }

    /// The call of another file's function that gives the object on which something is called.
    private func factory(of callee: ExpressionID) -> CallID? {
        var current = callee
        for _ in 0..<6 {
            if let maker = maker(of: resolver.resolve(current)), case .imported = resolver.resolve(unit.calls[maker].callee).value { return maker }
            guard case .member(let object, _) = unit[current].kind else { return nil }
            current = object
        }
        return nil
    }

    private func endpoint(of client: SDKKnowledge.Client, madeWith: [String: Located]?) -> ArgumentAnswer {
        guard let madeWith else { return .unknown }
        let told = client.endpoint.lazy.compactMap { madeWith.told($0, options: client.options) }.first
        return told.map { .given($0, nil) } ?? .absent
    }

    // MARK: Task

    func setTask(_ conclusion: TaskInference.Conclusion, of fact: inout Fact) {
        fact.fields["task"] = .text(conclusion.task)
        fact.fields["task.score"] = .number(conclusion.score)
        fact.fields["task.evidence"] = .text(conclusion.evidence.joined(separator: "; "))
    }

    func conclude(_ site: CallSite, _ matched: MatchedCall, prompt: Prompt) -> TaskInference.Conclusion? {
        var signs = signs(
            around: site, prompt: prompt, promptArguments: matched.shape.arguments["prompt"] ?? [], options: matched.shape.options)
        let forced = forcedTool(matched)
        if case .given(let tools, _) = argument("tools", matched) { signs.hasTools = !(tools.isNull || tools.items?.isEmpty ?? false) && forced == nil }
        signs.cap = argument("max-output-tokens", matched).located.flatMap { values.value($0).number?.high }
        signs.temperature = argument("temperature", matched).located.flatMap { values.value($0).number?.high }
        if case .given(let schema, let expression) = argument("schema", matched) { signs.schema = schemaFields(schema, writtenAs: expression) }
        if let schema = forced.flatMap(Self.parameters) { signs.schema = schemaFields(schema, writtenAs: nil) }
        return TaskInference(knowledge: knowledge.tasks).conclude(signs)
    }

    private static let generic: Set<String> = [
        "main", "run", "call", "__call__", "invoke", "execute", "process", "handle", "handler", "__init__", "forward", "_run",
        "predict", "get_response", "get_completion", "completion", "ask", "query", "request", "llm", "node", "step",
    ]

    func signs(
        around site: CallSite, prompt: Prompt, promptArguments: [SDKKnowledge.ArgumentPosition], options: Int? = nil
    ) -> TaskInference.Signs {
        var signs = TaskInference.Signs()
        signs.prompt = prompt
        signs.uses = resolver.uses(of: resolver.callID(of: site))
        if let function = unit.namedFunction(around: site.scope) {
            let declaration = unit.functions[function]
            signs.functionName = declaration.name
            if Self.generic.contains(declaration.name), let type = declaration.enclosingClass {
                signs.functionName = unit.classes[type].name
            }
            if let annotation = declaration.returnAnnotation, !signs.uses.isEmpty { signs.returnType = unit.text(annotation) }
        }
        signs.otherNames = promptNames(site, promptArguments, options: options) + [laidNames[resolver.callID(of: site)]].compactMap(\.self)
        return signs
    }

    /// Names of constants and variables that hold the prompt: `SENTIMENT_PROMPT`.
    private func promptNames(_ site: CallSite, _ positions: [SDKKnowledge.ArgumentPosition], options: Int?) -> [String] {
        let spans = positions.compactMap { position -> Span? in
            if case .given(_, let expression?) = argument([position], of: site, options: options) { unit[expression].span } else { nil }
        }
        return resolver.namesUsed(in: spans).filter { $0.lowercased().contains("prompt") || $0.lowercased().contains("instruction") }
    }

    // MARK: Schema

    /// The only tool that a model is given, where it is told to call it: the tool's parameters are the form of the answer.
    private func forcedTool(_ matched: MatchedCall) -> Located? {
        guard case .given(let choice, _) = argument("forced-tool", matched), case .dictionary(let entries) = choice.value,
            entries.contains(where: { $0.key == "name" || $0.key == "function" }), case .given(let tools, _) = argument("tools", matched),
            let items = tools.items, items.count == 1
        else { return nil }
        return items[0]
    }

    /// The JSON schema of a tool, as the vendors have it.
    private static func parameters(of tool: Located) -> Located? {
        tool["function"]?["parameters"] ?? tool["input_schema"] ?? tool["parameters"]
    }

    /// The kinds of the fields of an answer's schema: of a class with annotated fields, or a JSON schema.
    func schemaFields(_ schema: Located, writtenAs expression: ExpressionID?) -> [TaskInference.SchemaField] {
        switch schema.value {
        case .classDeclaration(let declaration): return fields(of: declaration)
        case .call(let call): return schemaFields(madeBy: call) ?? []
        // `output: "enum"`
        case .text("enum"): return [.label]
        case .dictionary:
            let inner = schema["json_schema"]?["schema"] ?? schema["schema"] ?? schema
            guard case .dictionary(let properties)? = inner["properties"]?.value else { return [] }
            return properties.map { jsonField($0.value) }
        default:
            // `output_type=bool`, `output_type=Literal["de", "en"]`: the answer is that and nothing else.
            guard let expression else { return [] }
            let whole = kind(ofType: expression)
            return [.flag, .label, .list].contains(whole) ? [whole] : []
        }
    }

    private func fields(of declaration: ClassID) -> [TaskInference.SchemaField] {
        let type = unit.classes[declaration]
        if resolver.isEnumeration(declaration) { return [.label] }
        return type.fields.compactMap { field in
            guard let annotation = field.annotation else { return nil }
            let name = field.name.lowercased()
            if Self.explaining.contains(name) { return nil }
            return kind(ofType: annotation)
        }
    }

    func kind(ofType annotation: ExpressionID) -> TaskInference.SchemaField {
        if case .classDeclaration(let declaration) = resolver.resolve(annotation).value {
            return resolver.isEnumeration(declaration) ? .label : .other
        }
        let text = unit.text(annotation)
        return text.contains("Literal[") ? .label : TypeWords.kind(text) ?? .other
    }

    private func jsonField(_ field: Located) -> TaskInference.SchemaField {
        if field["enum"] != nil { return .label }
        switch field["type"]?.text {
        case "boolean": return .flag
        case "number", "integer": return .number
        case "string": return .text
        case "array": return field["items"]?["type"]?.text == "string" ? .list : .other
        default: return .other
        }
    }
}
