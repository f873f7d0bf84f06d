internal import Parsing

/// What calls give, as far as the file says it: text that is formatted, settings with a default, functions that return a value.
extension Resolver {
    /// How many texts of a list are joined.
    private static let mostJoined = 256

    func resolveCall(_ call: CallID, steps: Int, frame: Frame) -> Located {
        let site = unit.calls[call]
        if let contents = fileRead(site, steps: steps, frame: frame) { return contents }
        func next(_ id: ExpressionID) -> Located { resolve(id, steps: steps + 1, frame: frame) }
        if case .member(let object, let method) = unit.expressions[site.callee].kind,
            let value = textMethod(method, on: object, site, steps: steps, frame: frame)
        {
            return value
        }
        if site.isLiteral { return record(site, call, steps: steps, frame: frame) }
        if isDeepInChain(site.callee) { return Located(.call(call), [site.span]) }
        // Not `qualifiedName`: that starts anew, and two functions that need each other would never end.
        let name = names(site.callee, steps: steps + 1, frame).first ?? "?"
        if let value = environment(site, named: name, steps: steps, frame: frame) { return value }
        switch name {
        case "getattr":
            guard site.positional.count == 3 else { return attribute(of: site, steps: steps, frame: frame) }
            return Located(.fallback(next(site.positional[2]), unless: .unknown), [site.span])
        case "str", "textwrap.dedent", "inspect.cleandoc", "list", "tuple", "dict", "copy.deepcopy", "copy.copy", "typing.cast",
            "string.Template", "jinja2.Template", "Promise.all", "Promise.resolve", "Object.freeze", "String", "structuredClone":
            if name == "dict" { return dictionary(site, steps: steps, frame: frame) }
            if let first = site.positional.last { return next(first) }
            return name == "list" ? Located(.list([])) : .unknown
        case "Object.assign": return merged(site, steps: steps, frame: frame)
        case "Map": if let table = table(site, steps: steps, frame: frame) { return table }
        default: break
        }
        if !site.arguments.isEmpty, isHandingOn(name) { return handedOn(site, steps: steps, frame: frame) }
        let callee = next(site.callee)
        switch callee.value {
        case .function(let named):
            guard let function = overload(of: named, for: site) else { return Located(.call(call), [site.span]) }
            return returned(by: function, site, steps: steps, frame: frame) ?? Located(.call(call), [site.span])
        case .imported(let name):
            guard !answers.isEmpty, let value = answer("\(name)()") else { return Located(.call(call), [site.span]) }
            return Located(filled(value, by: site, steps: steps, frame: frame).value, [site.span])
        default: return Located(.call(call), [site.span])
        }
    }

    /// `getattr(torch, "float32")`, also where the name is only a default.
    private func attribute(of site: CallSite, steps: Int, frame: Frame) -> Located {
        guard site.positional.count == 2 else { return .unknown }
        let object = resolve(site.positional[0], steps: steps + 1, frame: frame)
        let name = resolve(site.positional[1], steps: steps + 1, frame: frame)
        switch name.value {
        case .text(let text): return member(text, of: object, steps: steps + 1, frame: frame)
        case .fallback(let inner, let unless):
            guard let text = inner.text else { return .unknown }
            let value = member(text, of: object, steps: steps + 1, frame: frame)
            if case .unknown = value.value { return .unknown }
            return Located(.fallback(value, unless: unless), [site.span])
        default: return .unknown
        }
    }

    private func dictionary(_ site: CallSite, steps: Int, frame: Frame) -> Located {
        var entries: [Resolved.Entry] = []
        for argument in site.arguments {
            let value = resolve(argument.value, steps: steps + 1, frame: frame)
            if let name = argument.name {
                entries.append(.init(key: name, value: value))
            } else if case .dictionary(let inner) = value.value {
                entries.append(contentsOf: inner)
            } else {
                entries.append(.init(key: nil, value: value))
            }
        }
        return Located(.dictionary(entries), [site.span])
    }

    /// `Object.assign({}, a, {b: 1})`: all entries, the later ones over the earlier.
    private func merged(_ site: CallSite, steps: Int, frame: Frame) -> Located {
        var entries: [Resolved.Entry] = []
        for argument in site.arguments {
            let value = resolve(argument.value, steps: steps + 1, frame: frame)
            if argument.spread == .none, case .dictionary(let own) = value.value { entries += own } else { entries.append(.init(key: nil, value: value)) }
        }
        return Located(.dictionary(entries), [site.span])
    }

    /// `new Map([["a", 1]])`.
    private func table(_ site: CallSite, steps: Int, frame: Frame) -> Located? {
        guard site.arguments.count == 1, let pairs = site.positional.first.flatMap({ resolve($0, steps: steps + 1, frame: frame).items }), !pairs.isEmpty
        else { return nil }
        let entries = pairs.prefix(Self.mostJoined).map { pair -> Resolved.Entry in
            guard let items = pair.items, items.count == 2 else { return .init(key: nil, value: .unknown) }
            return .init(key: items[0].text, value: items[1])
        }
        return Located(.dictionary(entries), [site.span])
    }

    /// Methods of text and dictionaries whose answer can be told.
    private func textMethod(
        _ method: String, on object: ExpressionID, _ site: CallSite, steps: Int, frame: Frame
    ) -> Located? {
        func next(_ id: ExpressionID) -> Located { resolve(id, steps: steps + 1, frame: frame) }
        switch method {
        case "format", "strip", "lstrip", "rstrip", "replace", "trim", "trimStart", "trimEnd", "replaceAll", "removeprefix", "removesuffix", "substitute", "safe_substitute", "render":
            let text = next(object)
            guard text.hasKnownText || isTakenForText(text, method, site) else { return nil }
            // White space at the ends says nothing.
            if method.hasPrefix("trim") || method.hasSuffix("strip"), site.arguments.isEmpty { return text }
            return template([text, .unknown])
        // The case of a setting's default: `os.getenv("FAST", "True").lower()`.
        case "lower", "casefold", "upper":
            guard case .fallback(let inner, let unless) = next(object).value, let text = inner.text else { return nil }
            return Located(.fallback(Located(.text(method == "upper" ? text.uppercased() : text.lowercased()), inner.spans), unless: unless), [site.span])
        case "join" where next(object).items != nil:
            // JavaScript's lists join themselves.
            guard let items = next(object).items else { return nil }
            let separator = site.positional.first.map(next) ?? Located(.text(","))
            return template(Array(items.prefix(Self.mostJoined).map { [$0] }.joined(separator: [separator])))
        case "filter" where site.arguments.count <= 1: return next(object).items == nil ? nil : next(object)
        case "concat":
            guard let items = next(object).items else { return nil }
            return Located(.list(items + site.positional.flatMap { next($0).items ?? [next($0)] }), [site.span])
        case "join":
            guard let joined = site.positional.first, next(object).text != nil else { return nil }
            let separator = next(object)
            guard let items = next(joined).items else { return template([.unknown, next(joined)]) }
            return template(Array(items.prefix(Self.mostJoined).map { [$0] }.joined(separator: [separator])))
        case "get":
            guard let key = site.positional.first else { return nil }
            let fallback = site.positional.dropFirst().first ?? site.keyword("default")
            let value = next(object)
            switch value.value {
            case .dictionary(let entries):
                guard let name = next(key).text else {
                    // Any of them, or none.
                    guard value.isWholeDictionary else { return .unknown }
                    let other = fallback.map(next) ?? Located(.null)
                    // What may be anything anyway is no list of a few: the default is all that is known.
                    if case .fallback = other.value { return other }
                    return choice(entries.map(\.value) + [other])
                }
                if value[name] != nil { return item(next(site.positional[0]), of: value, steps: steps, frame: frame) }
                guard let fallback else { return value.isWholeDictionary ? Located(.null) : .unknown }
                return value.isWholeDictionary ? next(fallback) : Located(.fallback(next(fallback), unless: .unknown))
            case .unknown, .parameter, .element, .call, .imported:
                // Only settings have text defaults worth following; `requests.get(url, …)` is no look-up.
                guard let fallback, next(key).text != nil, case .text = next(fallback).value, !isModule(value) else { return nil }
                return Located(.fallback(next(fallback), unless: .unknown), [site.span])
            default: return nil
            }
        default: return nil
        }
    }

    /// Something whose text nobody knows here, but that a method of text is called on: a parameter, an element, another module's
    /// constant. `replace` is one only between texts; frames and dates have one too.
    private func isTakenForText(_ value: Located, _ method: String, _ site: CallSite) -> Bool {
        switch value.value {
        case .imported, .parameter, .element:
            return method != "replace" || site.positional.count == 2 && resolve(site.positional[0]).text != nil
        default: return false
        }
    }

    private func isModule(_ value: Located) -> Bool {
        guard case .imported(let name) = value.value else { return false }
        return unit.importedModules.contains(name)
    }

    /// What a function of this file returns, with this call's arguments in place of its parameters.
    private func returned(by function: FunctionID, _ site: CallSite, steps: Int, frame: Frame) -> Located? {
        let declaration = unit.functions[function]
        guard !declaration.isGenerator, !declaration.returned.isEmpty, frame[function] == nil, frame.arguments.count < 3 else { return nil }
        var inner = frame
        inner[function] = arguments(of: site, to: function, steps: steps, frame: frame)
        var values = declaration.returned.prefix(16).map { resolve($0, steps: steps + 1, frame: inner) }
        if declaration.returned.count > 16 { values.append(.unknown) }
        if declaration.mayEndWithoutValue { values.append(Located(.null, [declaration.nameSpan])) }
        return choice(values)
    }

    /// What a call gives a function's parameters, defaults included.
    func arguments(of site: CallSite, to function: FunctionID, steps: Int, frame: Frame) -> [Int: Located] {
        let declaration = unit.functions[function]
        var arguments: [Int: Located] = [:]
        for (position, value) in bound(site, to: function) {
            arguments[position] = resolve(value, steps: steps + 1, frame: frame)
        }
        let hasSpread = site.arguments.contains { $0.spread != .none }
        let positional = site.positional
        for (position, parameter) in declaration.parameters.enumerated() where arguments[position] == nil && !parameter.isReceiver {
            if let slot = parameter.entryOf, slot < positional.count {
                let handed = resolve(positional[slot], steps: steps + 1, frame: frame)
                arguments[position] =
                    entry(parameter.name, of: handed, fallback: parameter.defaultValue.map { resolve($0, steps: steps + 1, frame: frame) })
            } else if let value = parameter.defaultValue {
                let own = resolve(value, steps: steps + 1, frame: frame)
                // The spread may say otherwise.
                arguments[position] = hasSpread ? Located(.fallback(own, unless: nil), own.spans) : own
            } else if hasSpread {
                arguments[position] = .unknown
            }
        }
        return arguments
    }

    /// What an object of arguments says under a name, or the default that the function has for it.
    private func entry(_ name: String, of object: Located, fallback own: Located?) -> Located {
        guard case .dictionary(let entries) = object.value else { return own.map { Located(.fallback($0, unless: nil), $0.spans) } ?? .unknown }
        if let found = entries.last(where: { $0.key == name })?.value { return found }
        if object.isWholeDictionary { return own ?? Located(.null) }
        return own.map { Located(.fallback($0, unless: nil), $0.spans) } ?? .unknown
    }

    /// Which parameter each argument of a call fills. Spreads and what they might fill are left out.
    public func bound(_ site: CallSite, to function: FunctionID) -> [(position: Int, value: ExpressionID)] {
        let declaration = unit.functions[function]
        let parameters = declaration.parameters
        var result: [(position: Int, value: ExpressionID)] = []
        for (slot, value) in site.positional.enumerated() {
            if let position = declaration.parameter(at: slot) {
                if parameters[position].isVariadic { break }
                result.append((position, value))
            }
            guard case .dictionary(let entries) = unit.expressions[value].kind else { continue }
            for (position, parameter) in parameters.enumerated() where parameter.entryOf == slot {
                guard let last = entries.lastIndex(where: { isKey($0.key, parameter.name) }), entries[last...].allSatisfy({ $0.key != nil })
                else { continue }
                result.append((position, entries[last].value))
            }
        }
        for argument in site.arguments {
            guard let name = argument.name, let position = parameters.firstIndex(where: { $0.name == name && $0.entryOf == nil }) else { continue }
            result.append((position, argument.value))
        }
        return result
    }

    private func isKey(_ id: ExpressionID?, _ name: String) -> Bool {
        guard let id, case .text(name) = unit.expressions[id].kind else { return false }
        return true
    }

    // MARK: Qualified names

    /// The dotted name of what an expression denotes, through imports, aliases and constructors: `openai.OpenAI().chat`.
    /// A name that nothing in the file binds stands for itself (`range`); what is not known is `?`.
    public func qualifiedName(_ id: ExpressionID) -> String { qualifiedNames(id).first ?? "?" }

    /// All names that it may have, at most four.
    public func qualifiedNames(_ id: ExpressionID) -> [String] {
        if let known = memory.names[id] { return known }
        let names = Array(names(id, steps: 0, Frame()).prefix(4))
        memory.names[id] = names
        return names
    }

    private func isHandingOn(_ name: String) -> Bool {
        if let known = memory.handingOn[name] { return known }
        let answer = handsOn(name)
        memory.handingOn[name] = answer
        return answer
    }

    /// What is known wholly is kept: each link of a chain asks for all before it.
    private func names(_ id: ExpressionID, steps: Int, _ frame: Frame) -> [String] {
        guard frame.arguments.isEmpty else { return namesAnew(id, steps: steps, frame) }
        if let known = memory.names[id] { return known }
        let found = namesAnew(id, steps: steps, frame)
        if !found.isEmpty, !found.contains(where: { $0.contains("?") }) { memory.names[id] = Array(found.prefix(4)) }
        return found
    }

    private func namesAnew(_ id: ExpressionID, steps: Int, _ frame: Frame) -> [String] {
        guard steps < Self.furthest, frame.budget.spend() else { return ["?"] }
        let expression = unit.expressions[id]
        switch expression.kind {
        case .name(let name):
            let found = bindings(of: name, from: expression.scope, at: expression.span.start)
            if found.isEmpty { return [name] }
            return unique(found.flatMap { self.names($0, name: name, steps: steps + 1, frame) })
        case .member(let object, let name):
            return memberNames(object, name, steps: steps, frame)
        case .call(let call):
            let site = unit.calls[call]
            if !isDeepInChain(site.callee), case .function(let function) = resolve(site.callee, steps: steps + 1, frame: frame).value {
                let returned = unit.functions[function].returned.flatMap { names($0, steps: steps + 1, frame) }
                let all = returned + namesOfAnswer(function, steps: steps, frame)
                if !all.isEmpty { return unique(all) }
            }
            return names(site.callee, steps: steps, frame).map { $0 + "()" }
        case .index(let object, _):
            if case .name("typeof") = unit.expressions[object].kind { return ["?"] }
            return names(object, steps: steps + 1, frame).map { $0 + "[]" }
        case .either(let operands): return unique(operands.flatMap { names($0, steps: steps + 1, frame) }.filter { $0 != "?" })
        case .conditional(_, let then, let otherwise):
            return unique(names(then, steps: steps + 1, frame) + names(otherwise, steps: steps + 1, frame))
        case .binary("|", let left, let right):
            return unique(names(left, steps: steps + 1, frame) + names(right, steps: steps + 1, frame))
        // Nothing is called on it.
        case .null: return []
        default: return ["?"]
        }
    }

    /// By the value, and by the type that is written next to the name.
    private func names(_ binding: Binding, name: String, steps: Int, _ frame: Frame) -> [String] {
        let known = namesOfValue(binding, name: name, steps: steps, frame)
        guard let annotation = binding.annotation else { return known }
        return unique(known + typeNames(annotation, steps: steps, frame).map { $0 + "()" })
    }

    private func namesOfValue(_ binding: Binding, name: String, steps: Int, _ frame: Frame) -> [String] {
        switch binding.source {
        case .expression(let id), .managed(let id): return names(id, steps: steps + 1, frame)
        case .imported(let qualified): return [qualified]
        case .parameter(let function, let position):
            let parameter = unit.functions[function].parameters[position]
            if parameter.isReceiver, let declaration = unit.functions[function].enclosingClass {
                return [".\(unit.classes[declaration].name)()"]
            }
            guard let annotation = parameter.annotation else { return ["?\(name)"] }
            let types = typeNames(annotation, steps: steps, frame)
            return types.isEmpty ? ["?\(name)"] : types.map { $0 + "()" }
        case .function(let function): return [".\(unit.functions[function].name)"]
        case .classDeclaration(let declaration): return [".\(unit.classes[declaration].name)"]
        case .element(let id): return names(id, steps: steps + 1, frame).map { $0 + "[]" }
        case .extended, .unknown: return ["?\(name)"]
        }
    }

    /// What a function says that it gives, by the name of another module's type.
    private func namesOfAnswer(_ function: FunctionID, steps: Int, _ frame: Frame) -> [String] {
        guard let annotation = unit.functions[function].returnAnnotation else { return [] }
        return typeNames(annotation, steps: steps + 1, frame).filter { !$0.hasPrefix("?") && !$0.hasPrefix(".") && $0.contains(".") && !$0.contains("[") }.map { $0 + "()" }
    }

    /// The qualified names of the value whose type an annotation says something has: `typeof generate`.
    public func valuesTyped(by annotation: ExpressionID) -> [String] {
        guard case .index(let word, let value) = unit.expressions[annotation].kind, case .name("typeof") = unit.expressions[word].kind else { return [] }
        return qualifiedNames(value)
    }

    /// The same for other files.
    func namesOfAnswer(_ function: FunctionID) -> [String] { namesOfAnswer(function, steps: 0, Frame()) }

    /// The types that an annotation names, also as text.
    private func typeNames(_ annotation: ExpressionID, steps: Int, _ frame: Frame) -> [String] {
        let type = annotated(annotation)
        guard case .text(let text) = unit.expressions[type].kind else { return names(type, steps: steps + 1, frame) }
        let parts = text.split(separator: ".").map(String.init)
        guard let first = parts.first, parts.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }) else { return [] }
        let found = bindings(of: first, from: unit.expressions[type].scope, at: unit.source.bytes.count)
        return found.flatMap { names($0, name: first, steps: steps + 1, frame) }.map { ([$0] + parts.dropFirst()).joined(separator: ".") }
    }

    /// `Optional[X]`, `X | None`, `Annotated[X, …]`: the X.
    func annotated(_ id: ExpressionID) -> ExpressionID {
        if case .binary("|", let left, let right) = unit.expressions[id].kind, case .null = unit.expressions[right].kind { return annotated(left) }
        guard case .index(let outer, let inner) = unit.expressions[id].kind else { return id }
        let name = unit.text(outer).split(separator: ".").last ?? ""
        guard ["Optional", "Annotated", "Union", "ClassVar"].contains(name) else { return id }
        if case .list(let parts) = unit.expressions[inner].kind { return parts.first ?? id }
        return inner
    }

    private func memberNames(_ object: ExpressionID, _ name: String, steps: Int, _ frame: Frame) -> [String] {
        switch isDeepInChain(object) ? .unknown : resolve(object, steps: steps + 1, frame: frame).value {
        case .receiver(let declaration):
            return fieldNames(name, of: declaration, steps: steps + 1, frame) ?? [".\(unit.classes[declaration].name)().\(name)"]
        case .classDeclaration(let declaration):
            if let found = fieldNames(name, of: declaration, steps: steps + 1, frame) { return found }
        case .call(let call):
            if case .classDeclaration(let declaration) = resolve(unit.calls[call].callee, steps: steps + 1, frame: frame).value,
                let found = fieldNames(name, of: declaration, steps: steps + 1, frame)
            {
                return found
            }
        case .dictionary(let entries):
            // An object of clients: `clients.openai.chat`.
            if case .call(let call)? = entries.last(where: { $0.key == name })?.value.value {
                return names(unit.calls[call].expression, steps: steps + 1, frame)
            }
        default: break
        }
        return names(object, steps: steps, frame).map { $0.hasPrefix("?") && $0.count == 1 ? "?.\(name)" : "\($0).\(name)" }
    }

    /// Whether an expression is a member of what at least two calls of members give, one on the other: `a.b().c().d`. Each link would
    /// be looked into twice for the one behind it; what such chains give is their library's own object.
    private func isDeepInChain(_ id: ExpressionID) -> Bool {
        var current = id
        if case .call(let call) = unit.expressions[current].kind { current = unit.calls[call].callee }
        for _ in 0..<2 {
            guard case .member(let object, _) = unit.expressions[current].kind, case .call(let call) = unit.expressions[object].kind else {
                return false
            }
            current = unit.calls[call].callee
        }
        if case .member = unit.expressions[current].kind { return true }
        return false
    }

    /// What a field of an object holds, by name; nil when the class says nothing of it.
    private func fieldNames(_ name: String, of declaration: ClassID, steps: Int, _ frame: Frame) -> [String]? {
        guard steps < Self.furthest, frame.budget.spend() else { return nil }
        let type = unit.classes[declaration]
        if let assigned = type.assigned[name], !assigned.isEmpty {
            let annotation = type.fields.last(where: { $0.name == name })?.annotation
            let types = annotation.map { typeNames($0, steps: steps, frame).map { $0 + "()" } } ?? []
            let known = unique(assigned.prefix(8).flatMap { names($0.value, steps: steps + 1, frame) } + types)
            let sure = known.filter { !$0.hasPrefix("?") }
            return sure.isEmpty ? ["?\(name)"] : sure
        }
        if let method = type.methods.last(where: { unit.functions[$0].name == name }) {
            let function = unit.functions[method]
            guard function.isAccessor || function.decorators.contains(where: { unit.text($0).hasSuffix("property") }) else { return nil }
            return unique(function.returned.prefix(8).flatMap { names($0, steps: steps + 1, frame) } + namesOfAnswer(method, steps: steps, frame))
        }
        if let value = type.fields.last(where: { $0.name == name && $0.value != nil })?.value {
            let found = names(value, steps: steps + 1, frame)
            let annotation = type.fields.last(where: { $0.name == name })?.annotation
            let types = annotation.map { typeNames($0, steps: steps, frame).map { $0 + "()" } } ?? []
            if !found.isEmpty, !found.contains(where: { $0.hasSuffix("ield()") }) { return unique(found + types) }
        }
        if let annotation = type.fields.last(where: { $0.name == name })?.annotation {
            return typeNames(annotation, steps: steps, frame).map { $0 + "()" }
        }
        for base in type.bases {
            if case .classDeclaration(let parent) = resolve(base, steps: steps + 1, frame: frame).value, parent != declaration,
                let found = fieldNames(name, of: parent, steps: steps + 1, frame)
            {
                return found
            }
        }
        return nil
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        let different = names.filter { seen.insert($0).inserted }
        let result = different.filter { !$0.hasPrefix("?") } + different.filter { $0.hasPrefix("?") }
        return result.isEmpty ? ["?"] : Array(result.prefix(4))
    }

    /// The function of this file that a call runs, when that is sure.
    public func calledFunction(_ call: CallID) -> FunctionID? {
        switch resolve(unit.calls[call].callee).value {
        case .function(let function): overload(of: function, for: unit.calls[call])
        default: nil
        }
    }

    /// The method of the same name that a call runs, by the number of its arguments; nil when several would do.
    func overload(of function: FunctionID, for site: CallSite) -> FunctionID? {
        guard unit.hasOverloads, let type = unit.functions[function].enclosingClass else { return function }
        let name = unit.functions[function].name
        let all = unit.classes[type].methods.filter {
            unit.functions[$0].name == name && unit.functions[$0].isConstructor == unit.functions[function].isConstructor
        }
        guard all.count > 1 else { return function }
        let fitting = all.filter { candidate in
            let parameters = unit.functions[candidate].parameters.filter { !$0.isReceiver }
            let needed = parameters.filter { $0.defaultValue == nil && !$0.isVariadic }.count
            return site.arguments.count >= needed && (site.arguments.count <= parameters.count || parameters.contains(where: \.isVariadic))
        }
        return fitting.count == 1 ? fitting[0] : nil
    }
}
