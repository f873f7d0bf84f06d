internal import Catalog
internal import CodeModel
internal import Parsing

/// Functions whose answers are kept without a limit.
extension CodeExtraction {
    mutating func addFunctionCaches() {
        guard language == .python else { return }
        for function in unit.functions.indices {
            let declaration = unit.functions[function]
            for decorator in declaration.decorators {
                guard let cache = cache(decorator) else { continue }
                var fact = makeFact(
                    .functionCache, at: unit[decorator].span, scope: declaration.scope,
                    fields: ["library": .text(cache.package), "function": .text(declaration.name), "bounded": .flag(cache.isBounded)])
                let setting = setting()
                if let setting { fact.fields["setting"] = .text(setting) }
                // A script ends, and with it what it kept.
                if setting != "script", let (key, name) = key(of: declaration) {
                    fact.fields["key"] = .text(key)
                    fact.fields["parameter"] = .text(name)
                }
                result.facts.append(fact)
            }
        }
    }

    /// What a decorator keeps, when it is known to keep answers; unknown limits are none of a fact.
    private func cache(_ decorator: ExpressionID) -> (package: String, isBounded: Bool)? {
        var callee = decorator
        var site: CallSite?
        if case .call(let call) = unit[decorator].kind {
            callee = unit.calls[call].callee
            site = unit.calls[call]
        }
        let names = resolver.qualifiedNames(callee)
        guard let known = knowledge.hotPaths.functionCaches.first(where: { names.contains($0.name) }) else { return nil }
        guard let site, !known.size.isEmpty else { return (known.package, known.isBounded) }
        switch argument(known.size, of: site) {
        case .absent: return (known.package, known.isBounded)
        case .given(let value, _): return value.isNull ? (known.package, false) : value.number == nil ? nil : (known.package, true)
        case .unknown: return nil
        }
    }

    /// What makes the answers many: the object itself, of a class that is made more than once, or a text that people write.
    private func key(of declaration: FunctionDeclaration) -> (key: String, name: String)? {
        let isOfClass = declaration.decorators.contains { unit.text($0) == "classmethod" || unit.text($0) == "staticmethod" }
        if let receiver = declaration.parameters.first, receiver.isReceiver, let type = declaration.enclosingClass {
            return !isOfClass && !isMadeOnce(type) ? ("object", receiver.name) : nil
        }
        guard let text = declaration.parameters.first(where: isFreeText) else { return nil }
        return ("text", text.name)
    }

    private func isFreeText(_ parameter: Parameter) -> Bool {
        guard !parameter.isReceiver, !parameter.isVariadic, knowledge.hotPaths.freeTexts.contains(where: NameWords.split(parameter.name).contains) else { return false }
        return parameter.annotation.map { unit.text($0) == "str" } ?? true
    }

    /// A class with values of its own for members, or with one object that the module makes, or that tells objects apart by what they hold.
    private func isMadeOnce(_ id: ClassID) -> Bool {
        let type = unit.classes[id]
        if resolver.isEnumeration(id) || !type.decorators.isEmpty { return true }
        if type.methods.contains(where: { ["__hash__", "__eq__", "__new__"].contains(unit.functions[$0].name) }) { return true }
        return unit.calls.contains { site in
            guard calledWord(site.callee) == type.name, unit.function(around: site.scope) == nil,
                case .classDeclaration(id) = resolver.resolve(site.callee).value
            else { return false }
            return true
        }
    }
}
