internal import Catalog
internal import CodeModel
internal import Parsing

/// Calls of embedding models.
extension CodeExtraction {
    mutating func addEmbeddingCall(_ matched: MatchedCall) {
        let site = unit.calls[matched.call]
        var fact = makeFact(.embeddingCall, at: site.span, scope: site.scope, fields: ["sdk": .text(matched.shape.sdk)])
        fact.fields["call"] = .text(matched.shape.name)
        if let remedy = matched.shape.properties["remedy.call"] { fact.fields["remedy.call"] = .text(remedy) }
        if case .given(let model, let expression) = argument("model", matched) {
            fact.fields["model"] = values.value(carriedModel(model, writtenAs: expression)?.model ?? model)
        }
        if matched.shape.arguments["dimensions"] != nil || matched.shape.constructor["dimensions"] != nil {
            switch argument("dimensions", matched) {
            case .given(let value, _): fact.fields["dimensions"] = .text(value.isNull ? "none" : "given")
            case .absent: if matched.shape.constructor["dimensions"] == nil || isWhole(matched.client) { fact.fields["dimensions"] = .text("none") }
            case .unknown: break
            }
        }
        let input = argument("input", matched)
        if case .given(let located, let expression) = input {
            let form = inputForm(located, expression)
            // Some calls take one text by their name, whatever that is called here.
            let isOneText = matched.shape.properties["input"] == "item"
            fact.fields["input"] = isOneText ? .text("item") : form.map { .text($0) } ?? .unknown
            setLoop(of: &fact, site, input: expression ?? optionsObject(of: matched), isOneText: isOneText)
            if let (wrapper, function) = noteEmbedding(matched.call, fact: fact, input: located) { keep(wrapper, function) }
        }
        result.facts.append(fact)
        addRepeatedCall(matched.call, told: told(matched, "input"), fact: fact)
    }

    /// The object that a call's arguments stand in.
    private func optionsObject(of matched: MatchedCall) -> ExpressionID? {
        let positional = unit.calls[matched.call].positional
        guard let options = matched.shape.options, options < positional.count else { return nil }
        return positional[options]
    }

    /// The loop around a call that embeds, and what it goes over.
    mutating func setLoop(of fact: inout Fact, _ site: CallSite, input: ExpressionID?, isOneText: Bool = false) {
        // What a handler of an error does one by one, failed at once before.
        guard !site.isInHandler, let loop = resolver.decisiveLoop(of: site) else { return }
        let targets = resolver.reached(fromTargetsOf: loop)
        let dependsOnItem = input.map { resolver.mentions($0, targets) } ?? false
        var kind = resolver.kind(of: loop, for: site)
        // `for chunk in chunks: embed(chunk.text)`: the chunks are texts, not batches.
        if kind == .chunk, dependsOnItem, let input, isOneText || isOneItem(input, targets: targets), !resolver.countsInSteps(loop) { kind = .perItem }
        if kind == .perItem, !dependsOnItem { kind = .unknown }
        if kind == .perItem, !isOneText, let input, case .name = unit[input].kind, goesOverVectors(of: site) { kind = .chunk }
        // `if vector is None:` after a look into a cache: hardly any, once it is warm.
        if kind == .perItem, isBehindTest(site, within: unit.loops[loop].bodySpan) { kind = .unknown }
        fact.fields["loop"] = .text(kind.rawValue)
        if let over = overText(loop) { fact.fields["loop.over"] = .text(over) }
        let header = Span(unit.loops[loop].span.start, min(unit.loops[loop].bodySpan.start, unit.loops[loop].span.end))
        if header.length > 0 {
            fact.related.append(RelatedPlace(Place(path: path, span: header, in: unit.source), "the loop is here"))
        }
    }

    /// What a loop goes over, where it is short enough for a sentence.
    func overText(_ loop: LoopID) -> String? {
        guard let text = unit.loops[loop].iterable.map({ unit.text($0).oneLine }), text.count <= 60 else { return nil }
        return text
    }

    /// `[text]`, `row["text"]`, `chunk.text`: one text of the element.
    private func isOneItem(_ id: ExpressionID, targets: Set<String>) -> Bool {
        switch unit[id].kind {
        case .list(let items): return items.count == 1
        case .member, .template: return true
        case .index(_, let index): if case .slice = unit[index].kind { return false } else { return true }
        default: return false
        }
    }

    /// Whether the program goes over the list of vectors in an answer: what was sent were several texts, whatever they are called.
    private mutating func goesOverVectors(of site: CallSite) -> Bool {
        var outermost = site.expression
        while unit[outermost].parent >= 0 { outermost = unit[outermost].parent }
        switch unit[outermost].role {
        // `for item in client.embeddings.create(…).data`
        case .iterated: return isVectorList(in: unit[outermost].span, of: nil, around: site.span)
        case .assigned(let names):
            guard let loop = site.loops.last else { return false }
            let body = unit.loops[loop].bodySpan
            let inner = unit.loops.filter { body.contains($0.span) }.compactMap(\.iterable)
            return inner.contains { isVectorList(in: unit[$0].span, of: Set(names), around: nil) }
        default: return false
        }
    }

    /// `response.data`, and not one element of it.
    private mutating func isVectorList(in span: Span, of names: Set<String>?, around call: Span?) -> Bool {
        let words = knowledge.words.vectorLists
        return textOrder().expressions(in: span).contains { id in
            let object: ExpressionID
            switch unit[id].kind {
            case .member(let owner, let name):
                guard words.contains(name) else { return false }
                object = owner
            case .index(let owner, let key):
                guard case .text(let name) = unit[key].kind, words.contains(name) else { return false }
                object = owner
            default: return false
            }
            if let names { guard case .name(let name) = unit[object].kind, names.contains(name) else { return false } }
            if let call { guard unit[object].span.contains(call) else { return false } }
            let parent = unit[id].parent
            if parent >= 0, case .index(id, _) = unit[parent].kind { return false }
            return true
        }
    }

    /// The name of a part of a loop's element: `x.text`, `row["text"]`. One of several is one text, by its name.
    private func partName(_ id: ExpressionID) -> String? {
        let object: ExpressionID
        let name: String
        switch unit[id].kind {
        case .member(let owner, let member): (object, name) = (owner, member)
        case .index(let owner, let index):
            guard case .text(let key) = unit[index].kind else { return nil }
            (object, name) = (owner, key)
        default: return nil
        }
        guard case .element = resolver.resolve(object).value else { return nil }
        return name
    }

    private func isTextMember(_ id: ExpressionID) -> Bool {
        guard case .member(_, let name) = unit[id].kind else { return false }
        return knowledge.words.textMembers.contains(name)
    }

    private func inputForm(_ located: Located, _ expression: ExpressionID?) -> String? {
        if let expression {
            if case .index(_, let index) = unit[expression].kind, case .slice = unit[index].kind { return "slice" }
            if case .list(let items) = unit[expression].kind, items.count == 1 {
                if case .spread = unit[items[0]].kind { return "list" }
                return "item"
            }
            if case .comprehension = unit[expression].kind { return "list" }
            if let name = partName(expression) { return name.hasSuffix("s") ? nil : "item" }
        }
        switch located.value {
        case .text, .template: return "item"
        case .list(let items):
            guard items.count == 1 else { return "list" }
            if case .element = items[0].value { return "list" }
            return "item"
        case .element: return expression.map { mayBeMany($0) } == true ? nil : "item"
        // `chunk.text`, `document.page_content`: one text of something.
        case .unknown where expression.map { isTextMember($0) } ?? false: return "item"
        case .parameter(let function, let position):
            guard let annotation = unit.functions[function].parameters[position].annotation else { return nil }
            let type = unit.text(annotation)
            if TypeWords.kind(type) == .text { return "item" }
            return type.lowercased().hasPrefix("list[") || type.hasPrefix("Sequence[") || type.hasSuffix("[]") || type.hasPrefix("Array<")
                ? "list" : nil
        default: return nil
        }
    }
}

extension CodeExtraction {
    /// Whether a loop's variable may stand for many texts, by its name (`posts`, `group`) or by what is written of what the loop
    /// goes over (`dict[str, list[str]]`).
    private func mayBeMany(_ id: ExpressionID) -> Bool {
        guard case .name(let name) = unit[id].kind else { return false }
        let word = NameWords.split(name).last ?? name
        if knowledge.words.groupWords.contains(word) { return true }
        if word.count > 2, word.hasSuffix("s"), !["ss", "us", "is"].contains(where: word.hasSuffix) { return true }
        guard let iterable = unit.loops.last(where: { $0.targets.contains(name) && $0.span.contains(unit[id].span) })?.iterable else { return false }
        return resolver.namesUsed(in: [unit[iterable].span]).contains { used in
            resolver.bindings(of: used, from: unit[iterable].scope, at: unit[iterable].span.start).contains { binding in
                guard case .parameter(let function, let position) = binding.source,
                    let annotation = unit.functions[function].parameters[position].annotation
                else { return false }
                let type = unit.text(annotation).lowercased().drop { $0 != "[" }
                return ["list[", "sequence[", "tuple[", "iterable[", "set[", "array", "tensor"].contains { type.contains($0) }
            }
        }
    }
}

extension String {
    /// The text as one line, cut to a number of characters, with an ellipsis when it is longer.
    func prefixed(_ count: Int) -> String {
        let line = oneLine
        return line.count <= count ? line : String(line.prefix(count - 1)) + "…"
    }
}
