internal import Catalog
internal import CodeModel
internal import Parsing

/// Interfaces whose methods a library answers with a model: `AiServices.create(Labels.class, model)` makes an object, and each call of
/// a method of it is a call of the model, with the method's annotations as the prompt and its return type as the schema.
extension CodeExtraction {
    mutating func addServiceCalls() {
        let services = knowledge.sdks.services(language.ecosystem)
        guard !services.isEmpty, unit.importedModules.contains(where: { module in services.contains { $0.isImported(as: module) } })
        else { return }
        for call in unit.calls.indices where !factCalls.contains(call) {
            guard case .member(let object, let method) = unit[unit.calls[call].callee].kind, let maker = maker(of: resolver.resolve(object)),
                maker != call, case let names = resolver.qualifiedNames(unit.calls[maker].callee),
                let service = services.first(where: { $0.makers.contains(where: names.contains) }),
                let function = declaredMethod(method, maker, service)
            else { continue }
            addServiceCall(call, function, maker, service)
        }
        for service in services where !service.annotations.isEmpty { addAnnotatedServices(service) }
    }

    /// `@RegisterAiService interface Labels { … }`: who calls its methods stands in other files, so the methods are the calls.
    private mutating func addAnnotatedServices(_ service: SDKKnowledge.Service) {
        for type in unit.classes.indices {
            guard let annotation = unit.classes[type].decorators.first(where: { isAnnotation($0, service) }) else { continue }
            for function in unit.classes[type].methods { addAnnotatedMethod(function, annotation, service) }
        }
    }

    private func isAnnotation(_ decorator: ExpressionID, _ service: SDKKnowledge.Service) -> Bool {
        let callee = if case .call(let call) = unit[decorator].kind { unit.calls[call].callee } else { decorator }
        return resolver.qualifiedNames(callee).contains(where: service.annotations.contains)
    }

    private mutating func addAnnotatedMethod(_ function: FunctionID, _ annotation: ExpressionID, _ service: SDKKnowledge.Service) {
        let declaration = unit.functions[function]
        let prompts = prompts(of: function, service)
        guard !prompts.isEmpty, declaration.returned.isEmpty else { return }
        var fact = makeFact(.llmCall, at: declaration.nameSpan, scope: declaration.scope, fields: ["sdk": .text(service.sdk)])
        fact.fields["call"] = .text(declaration.name)
        fact.fields["model.setting"] = .text(SettingLinks.own)
        var hasTools = false
        if case .call(let call) = unit[annotation].kind {
            let site = unit.calls[call]
            hasTools = !argument(service.tools, of: site).isAbsent
            if case .given(let name, _) = argument(service.annotatedModel, of: site) {
                guard let text = name.text else { return }
                fact.fields["model.name"] = .text(text)
            }
        }
        fact.fields["tools"] = .flag(hasTools)
        var signs = TaskInference.Signs()
        signs.prompt = Prompt(prompts)
        signs.functionName = declaration.name
        signs.hasTools = hasTools
        if let type = declaration.returnAnnotation {
            signs.schema = [kind(ofType: type)].filter { $0 == .label || $0 == .flag }
            signs.returnType = unit.text(type)
        }
        if let conclusion = TaskInference(knowledge: knowledge.tasks).conclude(signs) { setTask(conclusion, of: &fact) }
        result.facts.append(fact)
    }

    /// The method of the interface that an object is made of.
    private func declaredMethod(_ name: String, _ maker: CallID, _ service: SDKKnowledge.Service) -> FunctionID? {
        guard let type = argument(service.interface, of: unit.calls[maker]).located, case .classDeclaration(let declaration) = type.value
        else { return nil }
        let methods = unit.classes[declaration].methods.filter { unit.functions[$0].name == name }
        return methods.count == 1 ? methods[0] : nil
    }

    private mutating func addServiceCall(_ call: CallID, _ function: FunctionID, _ maker: CallID, _ service: SDKKnowledge.Service) {
        factCalls.insert(call)
        let site = unit.calls[call]
        var fact = makeFact(.llmCall, at: site.span, scope: site.scope, fields: ["sdk": .text(service.sdk)])
        fact.fields["call"] = .text(unit.functions[function].name)
        let written = argument(service.model, of: unit.calls[maker])
        if case .given(let value, let expression) = written, let carried = carriedModel(value, writtenAs: expression) {
            fact.fields["model"] = values.value(carried.model)
            fact.fields["provider"] = carried.provider.map { .text($0) }
            // Where it goes is known only when nothing says that it goes elsewhere.
            if carried.endpoint.isAbsent { fact.fields["endpoint"] = .text("provider") }
        }
        let hasTools = !argument(service.tools, of: unit.calls[maker]).isAbsent
        fact.fields["tools"] = .flag(hasTools)
        if let loop = resolver.loopKind(of: call) { fact.fields["loop"] = .text(loop.rawValue) }
        let place = Place(path: path, span: unit.functions[function].nameSpan, in: unit.source)
        fact.related.append(RelatedPlace(place, "the prompt and the type of the answer are declared here"))
        var signs = signs(around: site, prompt: Prompt(prompts(of: function, service)), promptArguments: [])
        signs.functionName = unit.functions[function].name
        signs.hasTools = hasTools
        if let type = unit.functions[function].returnAnnotation { signs.schema = [kind(ofType: type)].filter { $0 == .label || $0 == .flag } }
        if let type = unit.functions[function].returnAnnotation { signs.returnType = unit.text(type) }
        if let conclusion = TaskInference(knowledge: knowledge.tasks).conclude(signs) { setTask(conclusion, of: &fact) }
        result.facts.append(fact)
    }

    /// What its annotations say, system first.
    private func prompts(of function: FunctionID, _ service: SDKKnowledge.Service) -> [Located] {
        let decorators = unit.functions[function].decorators
        return service.prompts.flatMap { name -> [Located] in
            decorators.compactMap { decorator -> CallSite? in
                guard case .call(let call) = unit[decorator].kind, resolver.qualifiedNames(unit.calls[call].callee).contains(name) else { return nil }
                return unit.calls[call]
            }.flatMap { site in site.arguments.filter { $0.name == nil || $0.name == "value" }.map { resolver.resolve($0.value) } }
        }
    }
}
