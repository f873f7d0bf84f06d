internal import Catalog
internal import CodeModel
internal import Parsing

/// Producers of messages, what they write and whether they compress it.
extension CodeExtraction {
    mutating func addProducers() {
        addSenders()
        let producers = knowledge.brokers.producers(language.ecosystem).filter { importsFrom($0.package) }
        guard !producers.isEmpty else { return }
        for call in unit.calls.indices {
            let site = unit.calls[call]
            guard let last = lastName(site.callee) else { continue }
            for producer in producers where producer.calls.contains(where: { $0.hasSuffix(".\(last)") }) {
                let names = resolver.qualifiedNames(site.callee).map(canonical)
                guard producer.calls.contains(where: { name in names.contains { name.contains("*") ? CodeName.matches($0, name) : $0 == name } })
                else { continue }
                addProducer(call, producer)
            }
        }
    }

    /// What is sent by an object that somebody else made, such as a template that a framework injects.
    private mutating func addSenders() {
        let senders = knowledge.brokers.senders(language.ecosystem).filter { importsFrom($0.package) }
        guard !senders.isEmpty else { return }
        for site in unit.calls {
            guard let last = lastName(site.callee), let sender = senders.first(where: { $0.lastNames.contains(last) }) else { continue }
            guard resolver.qualifiedNames(site.callee).map(canonical).contains(where: sender.calls.contains) else { continue }
            let value: ExpressionID?
            if sender.value.isEmpty {
                value = site.positional.last
            } else if case .given(_, let given) = argument(sender.value, of: site) {
                value = given
            } else {
                value = nil
            }
            if let value { addBodySerializations(value, of: site, sink: "message", ["internal": .flag(true)]) }
        }
    }

    private mutating func addProducer(_ call: CallID, _ producer: BrokerKnowledge.Producer) {
        let site = unit.calls[call]
        var fact = makeFact(
            .messagePublish, at: site.span, scope: site.scope,
            fields: [
                "library": .text(producer.library), "call": .text(unit.text(site.callee).prefixed(60)), "remedy.call": .text(producer.remedy),
                "purpose": .text(isMaintenance(site) || measures(site) ? "maintenance" : "application"),
            ])
        guard producer.marks.isEmpty else {
            setByWords(&fact, producer, site)
            result.facts.append(fact)
            return
        }
        fact.fields["compression"] = codec(site, producer)
        let published = publishedValues(by: call, producer)
        if writesJSON(site, producer) || !published.isEmpty && published.allSatisfy({ isJSON($0.value, $0.site) }) {
            fact.fields["format"] = .text("json")
        }
        result.facts.append(fact)
        for (value, publish) in published { addBodySerializations(value, of: publish, sink: "message", ["internal": .flag(true)]) }
    }

    /// A map of settings is filled in many ways, so what the file says counts as a whole.
    private func setByWords(_ fact: inout Fact, _ producer: BrokerKnowledge.Producer, _ site: CallSite) {
        let text = unit.source.text(Span(0, unit.source.bytes.count))
        if producer.marks.contains(where: text.contains) { fact.fields["format"] = .text("json") }
        guard !producer.elsewhere.contains(where: text.contains), let settings = site.positional.first, isWrittenHere(settings, producer, depth: 0) else { return }
        fact.fields["compression"] = producer.codecs.contains(where: text.contains) ? .text("other") : .text("none")
    }

    /// Whether the file makes the settings itself, by a map of its own or by a function of the file that gives one; what another class,
    /// a caller or the environment fills may hold a codec.
    private func isWrittenHere(_ id: ExpressionID, _ producer: BrokerKnowledge.Producer, depth: Int) -> Bool {
        guard depth < 4 else { return false }
        switch unit[id].kind {
        case .dictionary: return true
        case .name(let name):
            let found = resolver.bindings(of: name, from: unit[id].scope, at: unit[id].span.start)
            if found.isEmpty { return isFieldWrittenHere(name, producer, depth: depth) }
            return found.allSatisfy { if case .expression(let value) = $0.source { isWrittenHere(value, producer, depth: depth + 1) } else { false } }
        case .member(_, let name): return isFieldWrittenHere(name, producer, depth: depth)
        case .call(let call):
            let site = unit.calls[call]
            if let word = calledWord(site.callee), producer.maps.contains(word) {
                // A copy of another map holds what that does.
                return word == "Map" || site.positional.count != 1 || isWrittenHere(site.positional[0], producer, depth: depth + 1)
            }
            if case .member(let object, _) = unit[site.callee].kind, calledWord(object).map(producer.maps.contains) ?? false { return true }
            guard let function = resolver.calledFunction(call) else { return false }
            let given = unit.functions[function].returned
            return !given.isEmpty && given.allSatisfy { isWrittenHere($0, producer, depth: depth + 1) }
        default: return false
        }
    }

    private func isFieldWrittenHere(_ name: String, _ producer: BrokerKnowledge.Producer, depth: Int) -> Bool {
        let values = unit.classes.flatMap { $0.assigned[name] ?? [] }.map(\.value)
        return !values.isEmpty && values.allSatisfy { isWrittenHere($0, producer, depth: depth + 1) }
    }

    /// The codec; none where every argument is known and none names one.
    private func codec(_ site: CallSite, _ producer: BrokerKnowledge.Producer) -> Value {
        var isAbsent = true
        for position in producer.compression {
            switch keyed(position, of: site, options: producer.options) {
            case .given(let value, _):
                if value.isNull { continue }
                guard let text = value.text ?? value.number.map({ String(Int($0)) }) else { return .text("other") }
                return .text(knowledge.brokers.plain.contains(text.lowercased()) ? "none" : text)
            case .absent: continue
            case .unknown: isAbsent = false
            }
        }
        // A field that is set after the object is made.
        let words = producer.compression.compactMap { if case .keyword(let name) = $0 { name.split(separator: ".").last.map(String.init) } else { nil } }
        guard isAbsent, !words.contains(where: { isSetLater($0) }) else { return .unknown }
        return .text("none")
    }

    /// A key with dots is one key here, not a path.
    private func keyed(_ position: SDKKnowledge.ArgumentPosition, of site: CallSite, options: Int?) -> ArgumentAnswer {
        guard case .keyword(let name) = position, name.contains("."), let options else { return argument([position], of: site, options: options) }
        guard options < site.positional.count else { return site.arguments.isEmpty ? .absent : .unknown }
        let config = resolver.resolve(site.positional[options])
        if let value = config[name] { return .given(value, nil) }
        return config.isWholeDictionary ? .absent : .unknown
    }

    private func isSetLater(_ name: String) -> Bool {
        unit.itemAssignments.contains { resolver.resolve($0.key).text == name || unit.text($0.key) == name }
    }

    // MARK: What is written

    private func writesJSON(_ site: CallSite, _ producer: BrokerKnowledge.Producer) -> Bool {
        guard !producer.serializer.isEmpty, case .given(_, let serializer?) = argument(producer.serializer, of: site, options: producer.options)
        else { return false }
        if let function = function(unit[serializer].span, serializer) { return isJSONMade(in: function) }
        return isJSONMade(in: unit[serializer].span)
    }

    /// The body of a function that is named instead of written out.
    private func function(_ span: Span, _ id: ExpressionID) -> Span? {
        if case .function(let function) = resolver.resolve(id).value { return unit.functions[function].span }
        return nil
    }

    private func isJSONMade(in span: Span) -> Bool {
        unit.calls.contains { span.contains($0.span) && isEncoder($0) }
    }

    func isEncoder(_ site: CallSite) -> Bool {
        let encoders = knowledge.brokers.encoders[language.ecosystem] ?? []
        return resolver.qualifiedNames(site.callee).contains { name in
            encoders.contains { name == $0 || name.hasSuffix(".\($0)") }
        }
    }

    private func isJSON(_ value: ExpressionID, _ site: CallSite) -> Bool {
        TextFlow(self, from: [value], usedAt: site.span).calls.contains { isEncoder(unit.calls[$0]) }
    }

    /// What the calls on a producer send.
    private func publishedValues(by maker: CallID, _ producer: BrokerKnowledge.Producer) -> [(value: ExpressionID, site: CallSite)] {
        guard !producer.publishes.isEmpty else { return [] }
        var result: [(value: ExpressionID, site: CallSite)] = []
        for site in unit.calls {
            guard case .member(let object, let method) = unit[site.callee].kind, let positions = producer.publishes[method],
                isMade(object, by: maker), case .given(_, let value?) = argument(positions, of: site)
            else { continue }
            result.append((value, site))
        }
        return result
    }

    /// Whether an object is the one that a call makes; one that is written out is known by its fields and its place.
    private func isMade(_ object: ExpressionID, by call: CallID) -> Bool {
        let value = resolver.resolve(object)
        if unit.calls[call].isLiteral { return value.spans.contains(unit.calls[call].span) }
        return maker(of: value) == call
    }
}
