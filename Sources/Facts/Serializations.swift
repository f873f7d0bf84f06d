internal import Catalog
internal import CodeModel
internal import Parsing

/// Values that are written as text, where it matters where the text goes: into a prompt, or to a service of the project's own.
extension CodeExtraction {
    // MARK: Prompts

    /// JSON with white space for people that ends up in the prompt of a call.
    mutating func addPromptSerializations(_ matched: MatchedCall) {
        var starts: [ExpressionID] = []
        for position in matched.shape.arguments["prompt"] ?? [] {
            guard case .given(let value, let expression) = argument([position], of: matched.site, options: matched.shape.options) else { continue }
            starts += expression.map { [$0] } ?? makers(in: value)
        }
        addPromptSerializations(starts, unit.calls[matched.call])
    }

    /// The same for a caller of a wrapper.
    mutating func addPromptSerializations(_ role: WrapperParameter?, of site: CallSite) {
        guard let role, case .given(let value, let expression) = argument(role, of: site) else { return }
        addPromptSerializations(expression.map { [$0] } ?? makers(in: value), site)
    }

    private mutating func addPromptSerializations(_ starts: [ExpressionID], _ site: CallSite) {
        guard !starts.isEmpty else { return }
        for call in TextFlow(self, from: starts, usedAt: site.span).calls {
            addPromptBuilder(call, at: site)
            guard let writer = writer(of: call), writer.format == "json", isIndented(call, writer) else { continue }
            addSerialization(call, writer, sink: "prompt", at: site, "the prompt is sent here")
        }
    }

    /// What another file says of a function whose text has indented JSON of data in it.
    static let indentedTrait = "indented-json"

    /// The same in a function of another file that puts the prompt together.
    private mutating func addPromptBuilder(_ call: CallID, at use: CallSite) {
        let site = unit.calls[call]
        guard case .imported(let name) = resolver.resolve(site.callee).value else { return }
        result.references.insert(name)
        guard asked.answers[name]?.traits.contains(Self.indentedTrait) ?? false,
            !result.facts.contains(where: { $0.kind == .serialization && $0.place.span == site.span })
        else { return }
        var fact = makeFact(
            .serialization, at: site.span, scope: site.scope,
            fields: [
                "format": .text("json"), "indented": .flag(true), "sink": .text("prompt"), "sink.call": .text(unit.text(use.callee).prefixed(60)),
                "purpose": .text("data"), "value": .text("what \(calledWord(site.callee) ?? name)() is given"),
            ])
        if let place = asked.places[name] { fact.related.append(RelatedPlace(place, "the prompt is put together here")) }
        result.facts.append(fact)
    }

    /// Whether a function gives a text with indented JSON of data in it.
    func writesForPeople(_ function: FunctionID) -> Bool {
        let end = unit.source.bytes.count
        return TextFlow(self, from: unit.functions[function].returned, usedAt: Span(end, end)).calls.contains { call in
            guard let writer = writer(of: call), writer.format == "json", isIndented(call, writer) else { return false }
            let site = unit.calls[call]
            return purpose(of: value(writtenBy: site, writer), site) == "data"
        }
    }

    /// The calls that a value is made of, as expressions.
    private func makers(in value: Located, depth: Int = 0) -> [ExpressionID] {
        guard depth < 8 else { return [] }
        func all(_ values: [Located]) -> [ExpressionID] { values.flatMap { makers(in: $0, depth: depth + 1) } }
        switch value.value {
        case .call(let call): return [unit.calls[call].expression]
        case .template(let parts), .list(let parts), .choice(let parts): return all(parts)
        case .dictionary(let entries): return all(entries.map(\.value))
        case .fallback(let inner, _), .element(let inner): return all([inner])
        default: return []
        }
    }

    // MARK: Services

    /// A Protobuf message that is turned into JSON for a body.
    mutating func addBodySerializations(_ body: ExpressionID, of site: CallSite, sink: String, _ fields: [String: Value] = [:]) {
        for call in TextFlow(self, from: [body], usedAt: site.span).calls {
            guard let writer = writer(of: call), writer.format == "protobuf-json" else { continue }
            addSerialization(call, writer, sink: sink, at: site, "it is sent here", fields)
        }
    }

    // MARK: Facts

    private mutating func addSerialization(
        _ call: CallID, _ writer: SerializerKnowledge.Writer, sink: String, at use: CallSite, _ message: String, _ more: [String: Value] = [:]
    ) {
        let site = unit.calls[call]
        guard !result.facts.contains(where: { $0.kind == .serialization && $0.place.span == site.span }) else { return }
        let value = self.value(writtenBy: site, writer)
        var fact = makeFact(
            .serialization, at: site.span, scope: site.scope,
            fields: [
                "format": .text(writer.format), "indented": .flag(isIndented(call, writer)), "sink": .text(sink),
                "sink.call": .text(unit.text(use.callee).prefixed(60)), "purpose": .text(purpose(of: value, site)),
            ])
        fact.fields.merge(more) { own, _ in own }
        if let value { fact.fields["value"] = .text(unit.text(value).prefixed(60)) }
        if sink == "prompt" { describeHelper(&fact, value, site, use) }
        if let compact = writer.compact { fact.fields["remedy.call"] = .text(compact) }
        if use.span != site.span { fact.related.append(RelatedPlace(Place(path: path, span: use.span, in: unit.source), message)) }
        result.facts.append(fact)
    }

    private func purpose(of value: ExpressionID?, _ site: CallSite) -> String {
        if isShown(value) || isAnswer(site) { return "example" }
        return value.map { SmallValues(self).isSmall($0) } ?? false ? "small" : "data"
    }

    /// Part of a message that says what the model answered before: `{role: "assistant", …}`, as an example of its form.
    private func isAnswer(_ site: CallSite) -> Bool {
        var current = unit[site.expression].parent
        while current >= 0 {
            if case .dictionary(let entries) = unit[current].kind,
                entries.contains(where: { entry in
                    entry.key.flatMap { resolver.resolve($0).text } == "role" && resolver.resolve(entry.value).text == "assistant"
                })
            { return true }
            current = unit[current].parent
        }
        return false
    }

    /// A helper of the file that writes what it is given: whose value it is, and whether it cuts the text.
    private func describeHelper(_ fact: inout Fact, _ value: ExpressionID?, _ site: CallSite, _ use: CallSite) {
        guard let function = unit.namedFunction(around: site.scope), function != unit.namedFunction(around: use.scope) else { return }
        if let value, case .parameter(function, _) = resolver.resolve(value).value {
            fact.fields["value"] = .text("what \(unit.functions[function].name)() is given")
        }
        var outermost = site.expression
        while unit[outermost].parent >= 0 { outermost = unit[outermost].parent }
        guard case .assigned(let names) = unit[outermost].role else { return }
        let span = unit.functions[function].span
        let isCut = names.contains { name in
            resolver.uses(of: name, in: span).contains { use in
                let parent = unit[use].parent
                guard parent >= 0 else { return false }
                switch unit[parent].kind {
                case .member(use, let method): return knowledge.serializers.cutting.contains(method)
                case .index(use, let key): if case .slice = unit[key].kind { return true } else { return false }
                default: return false
                }
            }
        }
        if isCut { fact.fields["cut"] = .text("takes the place of data where the text is cut") }
    }

    func writer(of call: CallID) -> SerializerKnowledge.Writer? {
        let site = unit.calls[call]
        guard let last = lastName(site.callee) else { return nil }
        let candidates = knowledge.serializers.writers(language.ecosystem, lastName: last)
        guard !candidates.isEmpty else { return nil }
        let names = resolver.qualifiedNames(site.callee)
        return candidates.first { $0.isCalled(names) }
    }

    private func isIndented(_ call: CallID, _ writer: SerializerKnowledge.Writer) -> Bool {
        if writer.isIndented { return true }
        let site = unit.calls[call]
        if writer.flags.contains(where: { flag in site.arguments.contains { unit.text($0.value).contains(flag) } }) { return true }
        guard !writer.indent.isEmpty, case .given(let indent, _) = argument(writer.indent, of: site) else { return false }
        if let width = indent.number { return width > 0 }
        return indent.text.map { !$0.isEmpty } ?? false
    }

    func value(writtenBy site: CallSite, _ writer: SerializerKnowledge.Writer) -> ExpressionID? {
        if !writer.value.isEmpty, case .given(_, let value) = argument(writer.value, of: site) { return value }
        if case .member(let object, _) = unit[site.callee].kind, writer.value.isEmpty { return object }
        return nil
    }

    /// Whether a value is shown for its layout: it is written out in the file, or its name says so.
    private func isShown(_ value: ExpressionID?) -> Bool {
        guard let value else { return false }
        let text = unit.text(value).lowercased()
        if text.utf8.count < 200, knowledge.serializers.examples.contains(where: text.contains) { return true }
        return isWrittenOut(resolver.resolve(value), depth: 0)
    }

    private func isWrittenOut(_ value: Located, depth: Int) -> Bool {
        guard depth < 8 else { return false }
        switch value.value {
        case .text, .number, .flag, .null: return depth > 0
        case .list(let items): return !items.isEmpty && items.allSatisfy { isWrittenOut($0, depth: depth + 1) }
        case .dictionary(let entries): return !entries.isEmpty && entries.allSatisfy { $0.key != nil && isWrittenOut($0.value, depth: depth + 1) }
        default: return false
        }
    }
}
