internal import Parsing

/// What a file says about its names to others that import them.
extension Resolver {
    /// How many of the places that a function returns from are looked at.
    private static let mostReturned = 8

    /// What a name of the module's top level is, with the members taken from it; for other files that import it. `name()` is what
    /// the function of that name gives, or an object of the class.
    public func export(_ path: [String]) -> Answer? {
        guard let first = path.first else { return nil }
        let (name, isCalled) = Self.plain(first)
        guard let all = unit.scopes.first?.bindings[name], !all.isEmpty, !all.contains(where: GoPackage.isOfOtherFile) else { return handedOn(path) }
        let found = alternatives(all, at: nil)
        let frame = Frame()
        var value = value(of: found, steps: 0, frame: frame)
        var function = isCalled ? value.function : nil
        if isCalled {
            value = called(value, frame)
        } else {
            value = grown(
                value, name: name, owner: 0, since: found.last?.offset ?? 0, at: (0, unit.source.bytes.count), steps: 0, frame: frame)
        }
        for part in path.dropFirst() {
            let (name, isCalled) = Self.plain(part)
            function = isCalled ? nil : accessor(name, of: value)
            value = value[name] ?? member(name, of: value, steps: 0, frame: frame)
            if isCalled {
                function = value.function
                value = called(value, frame)
            }
        }
        var answer = Answer(value: handing(value).portableCopy, origin: value.spans.last)
        if case .imported(let other) = value.value { answer.elsewhere = [other] }
        if let known = told(answer.elsewhere) { return known.asked(elsewhere: answer.elsewhere) }
        // A default that is a name of yet another module: `getattr(torch, os.environ.get("DTYPE", "float32"))`.
        if case .fallback(let inner, _) = value.value, case .imported(let other) = inner.value, inner.environmentVariable == nil { answer.elsewhere = [other] }
        answer.symbol = symbol(of: value)
        if case .classDeclaration = value.value { answer.isType = true }
        setObject(of: &answer, value, path.count == 1 ? found.flatMap { exported($0.source, isCalled: isCalled) } : [])
        // What the function says that it gives, where nothing else does.
        if answer.qualifiedName == nil, answer.symbol == nil, answer.elsewhere.isEmpty, let function {
            answer.qualifiedName = object(namesOfAnswer(function))
        }
        return answer
    }

    /// The method that is called where a member of an object is read.
    private func accessor(_ name: String, of object: Located) -> FunctionID? {
        guard case .classDeclaration(let type) = object.value, let method = unit.classes[type].methods.last(where: { unit.functions[$0].name == name })
        else { return nil }
        let function = unit.functions[method]
        return function.isAccessor || function.decorators.contains { unit.text($0).hasSuffix("property") } ? method : nil
    }

    /// `export * from "./models"`.
    private func handedOn(_ path: [String]) -> Answer? {
        guard !unit.wholeExports.isEmpty else { return nil }
        let elsewhere = unit.wholeExports.map { ([$0] + path).joined(separator: ".") }
        return (told(elsewhere) ?? Answer(value: .unknown)).asked(elsewhere: elsewhere)
    }

    /// What is known of several names, when one of them is.
    private func told(_ names: [String]) -> Answer? {
        let known = names.compactMap { answers[$0] }
        return known.count == 1 ? known[0] : nil
    }

    private static func plain(_ name: String) -> (name: String, isCalled: Bool) {
        name.hasSuffix("()") ? (String(name.dropLast(2)), true) : (name, false)
    }

    /// What calling it gives, its parameters left open.
    private func called(_ value: Located, _ frame: Frame) -> Located {
        switch value.value {
        case .function(let function):
            let declaration = unit.functions[function]
            guard !declaration.isGenerator, !declaration.returned.isEmpty else { return .unknown }
            var values = declaration.returned.prefix(16).map { resolve($0, steps: 1, frame: frame) }
            if declaration.returned.count > 16 { values.append(.unknown) }
            if declaration.mayEndWithoutValue { values.append(Located(.null, [declaration.nameSpan])) }
            return choice(values)
        case .imported(let other): return answer("\(other)()") ?? Located(.imported("\(other)()"), value.spans)
        // An object of the class is what the class is, to others.
        case .classDeclaration: return value
        default: return .unknown
        }
    }

    /// What the value declares: a function, a method, a class or an object of one.
    private func symbol(of value: Located) -> String? {
        switch value.value {
        case .function(let function):
            let declaration = unit.functions[function]
            let type = declaration.enclosingClass.map { unit.classes[$0].name + "." } ?? ""
            return declaration.name.isEmpty ? nil : type + declaration.name
        case .classDeclaration(let declaration): return unit.classes[declaration].name
        case .call, .choice, .fallback:
            guard let call = maker(of: value), case .classDeclaration(let declaration) = resolve(unit.calls[call].callee).value else { return nil }
            return unit.classes[declaration].name
        default: return nil
        }
    }

    /// Which object it is, and what that was made with.
    private func setObject(of answer: inout Answer, _ value: Located, _ written: [ExpressionID]) {
        let maker = maker(of: value)
        let names = written.isEmpty ? maker.map { qualifiedNames(unit.calls[$0].expression) } ?? [] : written.flatMap { qualifiedNames($0) }
        answer.madeWith = maker.flatMap { arguments(of: $0) }
        answer.factoryMadeWith = maker.flatMap { factory(of: unit.calls[$0].callee) }.flatMap { arguments(of: $0) }
        guard let name = object(names) else { return }
        // `.llm.Client()` is another file's, `.Client()` this one's own or another's; neither means anything to others.
        if !name.hasPrefix(".") { answer.qualifiedName = name }
        // A function of a third file makes it.
        guard let other = answers[name] else {
            if answer.elsewhere.isEmpty, answer.symbol == nil { answer.elsewhere = [name] }
            return
        }
        if answer.symbol == nil { (answer.symbol, answer.home) = (other.symbol, other.home) }
        if let object = other.qualifiedName { answer.qualifiedName = object }
        let told = maker.map { unit.calls[$0] }
        // A class is told what its constructor is.
        guard !other.isType else { return }
        answer.factoryMadeWith = other.factoryMadeWith
        answer.madeWith = other.madeWith.map { made in made.mapValues { value in told.map { handing(filled(value, by: $0)) } ?? value } }
    }

    /// The call that makes what is called, or the object whose method is.
    private func factory(of callee: ExpressionID) -> CallID? {
        if let maker = maker(of: resolve(callee)) { return maker }
        guard case .member(let object, _) = unit.expressions[callee].kind else { return nil }
        return maker(of: resolve(object))
    }

    /// The object that an exported name holds, as `openai.OpenAI()`, when it is known and one.
    func object(_ names: [String]) -> String? {
        let known = Set(names.filter { !$0.hasPrefix("?") && $0.contains("(") })
        return known.count == 1 ? known.first : nil
    }

    /// The expressions that a binding stands for: its value, or what the function returns.
    func exported(_ source: Binding.Source, isCalled: Bool) -> [ExpressionID] {
        switch source {
        case .expression(let id) where !isCalled: return [id]
        case .function(let function) where isCalled: return Array(unit.functions[function].returned.prefix(Self.mostReturned))
        case .expression(let id) where isCalled:
            guard case .function(let function) = resolve(id).value else { return [] }
            return Array(unit.functions[function].returned.prefix(Self.mostReturned))
        default: return []
        }
    }

    /// The call that makes an object; nil when there are several, or none.
    func maker(of value: Located) -> CallID? {
        switch value.value {
        case .call(let call): return call
        case .choice(let members):
            let makers = Set(members.filter { !$0.isNull }.map { maker(of: $0) })
            return makers.count == 1 ? makers.first.flatMap(\.self) : nil
        case .fallback(let inner, _): return maker(of: inner)
        default: return nil
        }
    }

    /// What a call is told, by keyword or position; nil when part of it is spread from something else.
    func arguments(of call: CallID) -> [String: Located]? {
        let site = unit.calls[call]
        guard site.arguments.allSatisfy({ $0.spread == .none }) else { return nil }
        var result: [String: Located] = [:]
        for (index, value) in site.positional.enumerated() { result["\(index)"] = handing(resolve(value)).portableCopy }
        for argument in site.arguments { if let name = argument.name { result[name] = handing(resolve(argument.value)).portableCopy } }
        return result
    }

    // MARK: What callers hand

    /// The value with parameters as what a caller in another file hands.
    func handing(_ value: Located, depth: Int = 0) -> Located {
        guard depth < 8 else { return value }
        func next(_ value: Located) -> Located { handing(value, depth: depth + 1) }
        switch value.value {
        case .parameter(let function, let position):
            let declaration = unit.functions[function]
            let parameter = declaration.parameters[position]
            // What the constructor of an object was handed is nothing that a caller of its methods hands.
            guard !parameter.isVariadic, let slot = declaration.slot(of: position) else { return .unknown }
            return Located(.handed(.init(
                name: parameter.name, position: slot, isEntry: parameter.entryOf != nil,
                fallback: parameter.defaultValue.map { resolve($0).portableCopy })))
        case .template(let parts): return Located(.template(parts.map(next)), value.spans)
        case .list(let items): return Located(.list(items.map(next)), value.spans)
        case .dictionary(let entries): return Located(.dictionary(entries.map { .init(key: $0.key, value: next($0.value)) }), value.spans)
        case .choice(let members): return Located(.choice(members.map(next)), value.spans)
        case .fallback(let inner, let unless): return Located(.fallback(next(inner), unless: unless.map(next)), value.spans)
        default: return value
        }
    }

    /// What another file's function gives, with what this call hands it.
    public func filled(_ value: Located, by site: CallSite) -> Located { filled(value, by: site, steps: 0, frame: Frame()) }

    func filled(_ value: Located, by site: CallSite, steps: Int, frame: Frame) -> Located {
        guard value.isHanded else { return value }
        let filled = value.filled { handed in
            let argument = handed.isEntry ? nil : site.keyword(handed.name) ?? (handed.position < site.positional.count ? site.positional[handed.position] : nil)
            if let argument { return resolve(argument, steps: steps + 1, frame: frame) }
            if handed.isEntry, handed.position < site.positional.count {
                let object = resolve(site.positional[handed.position], steps: steps + 1, frame: frame)
                if let entry = object[handed.name] { return entry }
                if !object.isWholeDictionary { return .unknown }
            }
            if site.arguments.contains(where: { $0.spread != .none }) { return .unknown }
            return handed.fallback ?? Located(.null)
        }
        return settled(filled)
    }

    /// What a caller says goes before what holds otherwise.
    private func settled(_ value: Located) -> Located {
        guard case .fallback(let inner, let unless?) = value.value, let truth = truth(of: unless) else { return value }
        return truth ? unless : inner
    }
}

extension Located {
    fileprivate var function: FunctionID? { if case .function(let function) = value { function } else { nil } }
}
