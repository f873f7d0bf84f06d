internal import Catalog
internal import CodeModel

/// Values that stand for a model where one is asked for: `model: openai("gpt-4o")`, `model=OpenAIChat(id="gpt-4o")`.
extension CodeExtraction {
    struct CarriedModel {
        var model: Located
        var provider: String?
        /// Where the calls go instead.
        var endpoint: ArgumentAnswer

        func mapModel(_ change: (Located) -> Located) -> CarriedModel {
            CarriedModel(model: change(model), provider: provider, endpoint: endpoint)
        }
    }

    /// The model that a value stands for; nil when it is none that is known.
    ///
    /// - Parameter expression: what is written where the model is asked for, which may call a function of this file that makes it.
    func carriedModel(_ value: Located, writtenAs expression: ExpressionID?, depth: Int = 0) -> CarriedModel? {
        guard depth < 8 else { return nil }
        switch value.value {
        case .call(let call): return carriedModel(by: call, writtenAs: expression, depth: depth)
        case .imported(let name): return elsewhere(name).flatMap { carriedModel($0) }
        case .fallback(let inner, _):
            guard var carried = carriedModel(inner, writtenAs: expression, depth: depth + 1) else { return nil }
            carried.model = Located(.fallback(carried.model, unless: nil), carried.model.spans)
            return carried
        case .choice(let members):
            let all = members.compactMap { carriedModel($0, writtenAs: expression, depth: depth + 1) }
            guard let first = all.first, all.count == members.count else { return nil }
            let isOne = all.allSatisfy { $0.provider == first.provider }
            return CarriedModel(
                model: Located(.choice(all.map(\.model)), value.spans), provider: isOne ? first.provider : nil,
                endpoint: all.allSatisfy(\.endpoint.isAbsent) ? .absent : .unknown)
        default: return nil
        }
    }

    private func carriedModel(by call: CallID, writtenAs expression: ExpressionID?, depth: Int) -> CarriedModel? {
        let site = unit.calls[call]
        let names = resolver.qualifiedNames(site.callee).map(canonical)
        // A function of another file makes it.
        if let made = names.lazy.compactMap({ asked.answers["\($0)()"] }).first, let carried = carriedModel(made) {
            return carried.mapModel { resolver.filled($0, by: site) }
        }
        guard let shape = names.lazy.compactMap({ knowledge.sdks.model(language.ecosystem, called: $0) }).first,
            case .given(let model, _) = argument(shape.model, of: site, options: shape.options)
        else { return nil }
        // One around another: `wrapLanguageModel({ model: openai("gpt-4o") })`.
        if let inner = carriedModel(model, writtenAs: nil, depth: depth + 1) { return inner }
        var endpoint = argument(shape.endpoint, of: site, options: shape.options)
        if endpoint.isAbsent { endpoint = endpointOfMaker(of: site.callee) }
        return CarriedModel(model: handed(model, by: expression), provider: shape.provider, endpoint: endpoint)
    }

    /// Another file says which call made it.
    private func carriedModel(_ answer: Resolver.Answer) -> CarriedModel? {
        guard let name = answer.qualifiedName, name.hasSuffix("()"), let madeWith = answer.madeWith,
            let shape = knowledge.sdks.model(language.ecosystem, called: String(name.dropLast(2)))
        else { return nil }
        let told = shape.model.lazy.compactMap { madeWith.told($0, options: shape.options) }.first
        let endpoint = shape.endpoint.lazy.compactMap { madeWith.told($0, options: shape.options) }.first.map { ArgumentAnswer.given($0, nil) }
        return told.map { CarriedModel(model: $0, provider: shape.provider, endpoint: endpoint ?? self.endpoint(ofFactory: name, answer)) }
    }

    /// Where the maker of what made it says that the calls go.
    private func endpoint(ofFactory name: String, _ answer: Resolver.Answer) -> ArgumentAnswer {
        // `createOpenAI()()`, `createOpenAI().chat()`
        guard let end = name.dropLast(2).firstRange(of: "()") else { return .absent }
        guard let told = answer.factoryMadeWith, let client = knowledge.sdks.client(language.ecosystem, type: String(name[..<end.lowerBound])) else {
            return .unknown
        }
        return client.endpoint.lazy.compactMap { told.told($0, options: client.options) }.first.map { .given($0, nil) } ?? .absent
    }

    /// `createOpenAI({baseURL})("gpt-4o")`: the factory's own maker says where the calls go.
    private func endpointOfMaker(of callee: ExpressionID) -> ArgumentAnswer {
        var current = callee
        for _ in 0..<4 {
            if let maker = maker(of: resolver.resolve(current)) {
                guard let client = client(madeBy: maker) else { return .absent }
                return argument(client.endpoint, of: unit.calls[maker], options: client.options)
            }
            guard case .member(let object, _) = unit[current].kind else { return .absent }
            current = object
        }
        return .absent
    }

    /// What the caller of a function of this file hands it, where the model is that function's parameter.
    private func handed(_ model: Located, by expression: ExpressionID?) -> Located {
        guard case .parameter(let function, let position) = model.value, let expression, case .call(let call) = unit[expression].kind,
            resolver.resolve(unit.calls[call].callee).isFunction(function)
        else { return model }
        if let given = resolver.bound(unit.calls[call], to: function).last(where: { $0.position == position }) {
            return resolver.resolve(given.value)
        }
        guard let value = unit.functions[function].parameters[position].defaultValue else { return model }
        return resolver.resolve(value)
    }
}

extension Located {
    fileprivate func isFunction(_ function: FunctionID) -> Bool {
        if case .function(function) = value { true } else { false }
    }
}

extension [String: Located] {
    /// What an object was made with at a place; entries of an argument object by their names.
    func told(_ position: SDKKnowledge.ArgumentPosition, options: Int?) -> Located? {
        switch position {
        case .position(let index): return self["\(index)"]
        case .keyword(let path):
            let names = path.split(separator: ".").map(String.init)
            guard let first = names.first else { return nil }
            let found = self[first] ?? options.flatMap { self["\($0)"]?[first] }
            return names.dropFirst().reduce(found) { $0?[$1] }
        }
    }
}
