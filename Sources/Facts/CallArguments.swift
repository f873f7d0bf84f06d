internal import Catalog
internal import CodeModel

/// What calls are told, wherever a language puts it: keywords, positions, the entries of an argument object, paths into those.
extension CodeExtraction {
    /// What a call says about one role.
    enum ArgumentAnswer {
        case given(Located, ExpressionID?)
        case absent
        /// A spread that nobody can see into may hold it.
        case unknown

        var located: Located? { if case .given(let value, _) = self { value } else { nil } }
        var isAbsent: Bool { if case .absent = self { true } else { false } }
    }

    /// The first of several places that is given.
    ///
    /// - Parameter options: position of the argument whose entries are keywords too.
    func argument(
        _ positions: [SDKKnowledge.ArgumentPosition], of site: CallSite, options: Int? = nil
    ) -> ArgumentAnswer {
        var hasUnknown = false
        for position in positions {
            switch answer(position, of: site, options: options) {
            case .given(let value, let expression): return .given(value, expression)
            case .unknown: hasUnknown = true
            case .absent: break
            }
        }
        return hasUnknown ? .unknown : .absent
    }

    func argument(_ role: String, _ matched: MatchedCall) -> ArgumentAnswer {
        if let told = matched.told[role] { return .given(told, nil) }
        let shape = matched.shape
        let own = argument(shape.arguments[role] ?? [], of: matched.site, options: shape.options)
        if case .given = own { return own }
        if let found = handedOn(role, matched) { return .given(found, nil) }
        var answer = own
        for maker in matched.client.makers {
            switch argument(constructorPositions(role, shape, maker.client), of: maker) {
            case .given(let value, let expression): return .given(value, expression)
            case .unknown: answer = .unknown
            case .absent: break
            }
        }
        if let positions = shape.constructor[role], matched.client.makers.isEmpty {
            return clientElsewhere(matched).flatMap { told(positions, $0, $1) } ?? .unknown
        }
        return answer
    }

    /// What a caller of a wrapper fills a parameter of it with.
    func argument(_ role: WrapperParameter, of site: CallSite) -> ArgumentAnswer {
        argument(role.positions, of: site, options: role.options)
    }

    /// Everything that a role's arguments say, not only the first: instructions and messages are one prompt.
    func allArguments(_ role: String, _ matched: MatchedCall) -> [Located] {
        let shape = matched.shape
        let site = matched.site
        var result: [Located] = []
        for maker in matched.client.makers.reversed() {
            result += constructorPositions(role, shape, maker.client).compactMap {
                argument([$0], of: maker).located
            }
        }
        if matched.client.makers.isEmpty, let (client, madeWith) = clientElsewhere(matched) {
            result += (shape.constructor[role] ?? []).compactMap { told([$0], client, madeWith)?.located }
        }
        result += (shape.arguments[role] ?? []).compactMap { argument([$0], of: site, options: shape.options).located }
        guard role == "prompt" else { return result.map { spoken($0) } }
        return (matched.client.pieces.map(resolver.resolve) + result).map { spoken(filledIn($0)) }
    }

    /// Where the maker of a client is told a role.
    private func constructorPositions(
        _ role: String, _ shape: SDKKnowledge.Call, _ client: SDKKnowledge.Client?
    ) -> [SDKKnowledge.ArgumentPosition] {
        if let own = client?.arguments { return own[role] ?? [] }
        // A function that wraps a client is told of the client only what the knowledge says.
        return client?.wraps == nil ? shape.constructor[role] ?? [] : []
    }

    private func told(
        _ positions: [SDKKnowledge.ArgumentPosition], _ client: SDKKnowledge.Client, _ madeWith: [String: Located]?
    ) -> ArgumentAnswer? {
        guard let madeWith, client.wraps == nil else { return nil }
        return positions.lazy.compactMap { madeWith.told($0, options: client.options) }.first.map { .given($0, nil) } ?? .absent
    }

    /// `PROMPT.format_messages(…)`: what a method of a prompt gives is still that prompt, with its gaps filled in.
    private func filledIn(_ prompt: Located) -> Located {
        guard case .call(let call) = prompt.value, case .member(let object, _) = unit[unit.calls[call].callee].kind else { return prompt }
        let text = resolver.resolve(object)
        return Prompt([text]).text.isEmpty ? prompt : text
    }

    /// What objects for messages say: `UserMessage.from("…")`, and objects that are made with a text by name.
    private func spoken(_ value: Located, depth: Int = 0) -> Located {
        guard depth < 6 else { return value }
        func next(_ value: Located) -> Located { spoken(value, depth: depth + 1) }
        switch value.value {
        case .list(let items): return Located(.list(items.map(next)), value.spans)
        case .choice(let members): return Located(.choice(members.map(next)), value.spans)
        case .dictionary(let entries):
            return Located(.dictionary(entries.map { .init(key: $0.key, value: next($0.value)) }), value.spans)
        case .call(let call): return message(call).map { Located($0, value.spans) } ?? value
        default: return value
        }

        func message(_ call: CallID) -> Resolved? {
            let site = unit.calls[call]
            let names = resolver.qualifiedNames(site.callee)
            let isMessage = names.contains { knowledge.sdks.isMessage(language.ecosystem, called: $0) }
            let named = site.arguments.compactMap { argument in
                argument.name.map { Resolved.Entry(key: $0, value: next(resolver.resolve(argument.value))) }
            }
            guard isMessage else { return named.isEmpty ? nil : .dictionary(named) }
            var parts = site.positional.map { next(resolver.resolve($0)) }
            if case .member(let object, _) = unit[site.callee].kind, case .call = resolver.resolve(object).value {
                parts.insert(next(resolver.resolve(object)), at: 0)
            }
            return .list(parts + (named.isEmpty ? [] : [Located(.dictionary(named))]))
        }
    }

    /// What the knowledge says about the type of an object that a call makes.
    func client(madeBy call: CallID) -> SDKKnowledge.Client? {
        let names = resolver.qualifiedNames(unit.calls[call].callee).map(canonical)
        return names.lazy.compactMap { knowledge.sdks.client(language.ecosystem, type: $0) }.first
    }

    // MARK: Places

    private func answer(_ position: SDKKnowledge.ArgumentPosition, of site: CallSite, options: Int?) -> ArgumentAnswer {
        switch position {
        case .position(let index):
            let positional = site.positional
            if index < positional.count { return .given(resolver.resolve(positional[index]), positional[index]) }
            return site.arguments.contains { $0.spread != .none && !isWhole($0) } ? .unknown : .absent
        case .keyword(let path):
            let names = path.split(separator: ".").map(String.init)
            guard let first = names.first else { return .absent }
            if let index = Int(first) {
                return names.dropFirst().reduce(answer(.position(index), of: site, options: nil)) { part($1, of: $0) }
            }
            return names.dropFirst().reduce(keyword(first, of: site, options: options)) { part($1, of: $0) }
        }
    }

    private func isWhole(_ argument: Argument) -> Bool {
        argument.spread == .dictionary && resolver.resolve(argument.value).isWholeDictionary
    }

    private func keyword(_ name: String, of site: CallSite, options: Int?) -> ArgumentAnswer {
        if let value = site.keyword(name) { return .given(resolver.resolve(value), value) }
        var hasUnknown = false
        if let options {
            let positional = site.positional
            if options < positional.count {
                let found = entry(name, of: positional[options])
                guard found.isAbsent else { return found }
            }
        }
        for argument in site.arguments where argument.spread != .none {
            let found = argument.spread == .dictionary ? entry(name, of: resolver.resolve(argument.value)) : .unknown
            if case .given = found { return found }
            if case .unknown = found { hasUnknown = true }
        }
        return hasUnknown ? .unknown : .absent
    }

    /// The next name of a path.
    private func part(_ name: String, of answer: ArgumentAnswer) -> ArgumentAnswer {
        switch answer {
        case .absent, .unknown: answer
        case .given(_, let expression?): entry(name, of: expression)
        case .given(let value, nil): entry(name, of: value)
        }
    }

    // MARK: Entries

    /// An entry of an object as it is written, so that the expression is known as well.
    private func entry(_ name: String, of object: ExpressionID) -> ArgumentAnswer {
        if case .dictionary(let entries) = unit[object].kind,
            let last = entries.lastIndex(where: { $0.key.map { resolver.resolve($0).text == name } ?? false }),
            entries[last...].allSatisfy({ $0.key != nil })
        {
            return .given(resolver.resolve(entries[last].value), entries[last].value)
        }
        if case .call(let call) = unit[object].kind, unit.calls[call].isLiteral, let value = unit.calls[call].keyword(name) {
            return .given(resolver.resolve(value), value)
        }
        return entry(name, of: resolver.resolve(object))
    }

    /// An entry of a dictionary, or a keyword of the constructor of an options object.
    func entry(_ name: String, of object: Located, depth: Int = 0) -> ArgumentAnswer {
        guard depth < 8 else { return .unknown }
        switch object.value {
        case .dictionary(let entries):
            guard let last = entries.lastIndex(where: { $0.key == name }) else { return object.isWholeDictionary ? .absent : .unknown }
            let value = entries[last].value
            // A later spread may say otherwise.
            let isSure = entries[last...].allSatisfy { $0.key != nil }
            return .given(isSure ? value : Located(.fallback(value, unless: nil), value.spans), nil)
        case .call(let call): return keyword(name, ofObjectMadeBy: call, depth: depth)
        case .choice(let members):
            let answers = members.map { entry(name, of: $0, depth: depth + 1) }
            if answers.allSatisfy(\.isAbsent) { return .absent }
            let values = answers.compactMap(\.located)
            return values.count == answers.count ? .given(Located(.choice(values), object.spans), nil) : .unknown
        case .fallback(let inner, _):
            guard case .given(let value, _) = entry(name, of: inner, depth: depth + 1) else { return .unknown }
            return .given(Located(.fallback(value, unless: nil), value.spans), nil)
        // A text has no entries.
        case .null, .text, .template, .number, .flag: return .absent
        case .parameter(let function, let position):
            let annotation = unit.functions[function].parameters[position].annotation
            return annotation.flatMap { TypeWords.kind(unit.text($0)) } == nil ? .unknown : .absent
        default: return .unknown
        }
    }

    private func keyword(_ name: String, ofObjectMadeBy call: CallID, depth: Int) -> ArgumentAnswer {
        let site = unit.calls[call]
        if let value = site.keyword(name) { return .given(resolver.resolve(value), value) }
        if let index = Int(name), index < site.positional.count {
            return .given(resolver.resolve(site.positional[index]), site.positional[index])
        }
        if let only = site.positional.first, site.arguments.count == 1, case .dictionary = resolver.resolve(only).value {
            return entry(name, of: resolver.resolve(only), depth: depth + 1)
        }
        // A constructor says all that there is; what another function makes is its own affair.
        let isConstructor = site.isLiteral || language.capitalsAreTypes && lastName(site.callee)?.first?.isUppercase ?? false
        return isConstructor && site.arguments.allSatisfy { $0.spread == .none } ? .absent : .unknown
    }

    /// What a dictionary of arguments for another call says: `model_kwargs={"load_in_8bit": True}`.
    private func handedOn(_ role: String, _ matched: MatchedCall) -> Located? {
        guard let keywords = matched.shape.arguments["keywords"],
            let handed = argument(keywords, of: matched.site, options: matched.shape.options).located
        else { return nil }
        return (matched.shape.arguments[role] ?? []).lazy.compactMap { position -> Located? in
            if case .keyword(let name) = position { handed[name] } else { nil }
        }.first
    }
}

extension WrapperParameter {
    /// Where a caller's argument for it stands.
    var positions: [SDKKnowledge.ArgumentPosition] { isEntry ? ([name] + others).map { .keyword($0) } : [.keyword(name), .position(position)] }
    var options: Int? { isEntry ? position : nil }

    /// What an entry of the argument object of a call that is known would fill.
    init?(of position: SDKKnowledge.ArgumentPosition, options: Int?, others: [SDKKnowledge.ArgumentPosition]) {
        guard let options, case .keyword(let name) = position else { return nil }
        self.init(name: name, position: options, isEntry: true)
        self.others = others.compactMap { if case .keyword(let other) = $0, other != name { other } else { nil } }
    }
}
