internal import Catalog
internal import CodeModel

/// Where code leaves the model to the application's settings: it looks a key up, or is handed a client that a framework makes.
extension CodeExtraction {
    /// The key that a call's model comes from; nil when the code says the model itself, or where it comes from is not known.
    func modelSetting(_ matched: MatchedCall, _ model: ArgumentAnswer) -> String? {
        if case .given(let value, _) = model { return settingKey(value) }
        switch argument(matched.shape.arguments["model"] ?? [], of: matched.site, options: matched.shape.options) {
        case .absent: break
        // A text that is asked holds no options.
        case .unknown: guard let first = matched.site.positional.first, isText(first) else { return nil }
        case .given: return nil
        }
        if !matched.client.makers.isEmpty, !model.isAbsent { return nil }
        let frameworks = knowledge.settings.frameworks(of: matched.shape.sdk)
        return frameworks.contains { isInjected(matched, $0) } ? SettingLinks.own : nil
    }

    private func isText(_ id: ExpressionID) -> Bool {
        let value = resolver.resolve(id)
        switch value.value {
        case .text, .template, .list: return true
        case .parameter(let function, let position):
            return unit.functions[function].parameters[position].annotation.map { unit.text($0) == "String" } ?? false
        case .call(let call):
            return resolver.qualifiedNames(unit.calls[call].callee).contains { knowledge.sdks.isMessage(language.ecosystem, called: $0) }
        default: return false
        }
    }

    /// `@Value("${app.model}")`: the key.
    func settingKey(_ value: Located, depth: Int = 0) -> String? {
        guard depth < 6 else { return nil }
        switch value.value {
        case .imported(let name):
            guard name.hasPrefix("${"), name.hasSuffix("}") else { return nil }
            return String(name.dropFirst(2).dropLast())
        case .fallback(let inner, let unless):
            return unless.flatMap { settingKey($0, depth: depth + 1) } ?? settingKey(inner, depth: depth + 1)
        case .parameter(let function, let position):
            guard let own = unit.functions[function].parameters[position].defaultValue else { return nil }
            let resolved = resolver.resolve(own)
            if case .parameter = resolved.value { return nil }
            return settingKey(resolved, depth: depth + 1)
        default: return nil
        }
    }

    /// Whether nothing in the file makes the client but what the framework hands it.
    private func isInjected(_ matched: MatchedCall, _ framework: SettingsFramework) -> Bool {
        guard !matched.client.makers.isEmpty else { return isInjected(matched.site.callee, framework) }
        return matched.client.makers.allSatisfy { maker in
            let site = unit.calls[maker.call]
            let names = resolver.qualifiedNames(site.callee)
            if names.contains(where: { Self.begins($0, with: framework.injected, calledAs: "()") }) { return true }
            guard names.contains(where: framework.injected.contains) else { return false }
            return site.positional.allSatisfy { !isMade($0) }
        }
    }

    private func isInjected(_ callee: ExpressionID, _ framework: SettingsFramework) -> Bool {
        resolver.qualifiedNames(callee).contains { Self.begins($0, with: framework.injected, calledAs: "()") }
    }

    private func isMade(_ argument: ExpressionID) -> Bool {
        maker(of: resolver.resolve(argument)).flatMap(client(madeBy:)) != nil
    }

    private static func begins(_ name: String, with types: Set<String>, calledAs suffix: String) -> Bool {
        types.contains { name.hasPrefix("\($0)\(suffix).") || name == "\($0)\(suffix)" }
    }

    // MARK: Clients that code hands out

    /// Methods whose object the framework hands to others: `@Bean ChatModel model() { … modelName("…") … }`.
    mutating func addMadeClients() {
        let frameworks = knowledge.settings.frameworks.filter { framework in
            !framework.overriders.isEmpty && unit.importedModules.contains(where: framework.isImported)
        }
        guard !frameworks.isEmpty else { return }
        for call in unit.calls.indices {
            let site = unit.calls[call]
            for framework in frameworks {
                guard let argument = site.arguments.first(where: { $0.name.map(framework.overriders.contains) ?? false }),
                    let function = unit.function(around: site.scope), isHandedOut(function, framework)
                else { continue }
                let value = resolver.resolve(argument.value)
                let model = value["model"] ?? value
                var fact = makeFact(
                    .modelSetting, at: site.span, scope: site.scope,
                    fields: ["framework": .text(framework.name), "role": .text("code"), "model": values.value(model)])
                if site.arguments.contains(where: { $0.name == "baseUrl" || $0.name == "endpoint" }) { fact.fields["model"] = .unknown }
                if let key = settingKey(model) { fact.fields["key"] = .text(key) }
                result.facts.append(fact)
                break
            }
        }
    }

    private func isHandedOut(_ function: FunctionID, _ framework: SettingsFramework) -> Bool {
        unit.functions[function].decorators.contains { decorator in
            let name = unit.text(decorator).prefix { $0 != "(" }
            return framework.beans.contains(String(name.split(separator: ".").last ?? name))
        }
    }
}
