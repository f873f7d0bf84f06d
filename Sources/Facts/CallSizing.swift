internal import Catalog
internal import CodeModel
internal import Parsing

/// What a call of a model asks for beyond its answer: thinking before it, several answers, an answer of any length.
extension CodeExtraction {
    mutating func setSizing(of fact: inout Fact, _ matched: MatchedCall, prompts: [Located], prompt: Prompt) {
        let site = unit.calls[matched.call]
        if let asked = argument(reasoningRole(of: fact, matched), matched).located { setReasoning(of: &fact, asked) }
        setCompletions(of: &fact, matched)
        setOutputCap(of: &fact, matched)
        setRepetition(of: &fact, matched.call, matched, hasTools: fact["tools"].flag == true)
        setImageDetail(of: &fact, matched, prompts: prompts, prompt: prompt)
        if let work = deterministicWork(site, prompt: prompt, hasTools: fact["tools"].flag != false) {
            fact.fields["deterministic"] = .text(work.kind)
            fact.fields["deterministic.evidence"] = .text(work.evidence)
            fact.fields["remedy.code"] = .text(work.remedy)
        }
        if let setting = setting(of: site) { fact.fields["setting"] = .text(setting) }
        if let provider = matched.shape.provider, let batch = knowledge.sizing.batches[provider] { fact.fields["remedy.batch"] = .text(batch) }
        noteHealthCheck(matched.call, fact, prompts: prompts)
    }

    // MARK: Reasoning

    /// Where a call has options for several providers, those of the model's own are the ones that count.
    private func reasoningRole(of fact: Fact, _ matched: MatchedCall) -> String {
        let ofModel = fact["model"].text.flatMap { name in name.firstIndex(of: "/").map { String(name[..<$0]) } }
        guard matched.shape.arguments.keys.contains(where: { $0.hasPrefix("reasoning.") }), let provider = fact["provider"].text ?? ofModel
        else { return "reasoning" }
        return "reasoning.\(provider)"
    }

    func setReasoning(of fact: inout Fact, _ asked: Located) {
        guard let (level, budget) = reasoning(asked) else {
            fact.fields["reasoning"] = .unknown
            fact.fields["reasoning.budget"] = nil
            return
        }
        fact.fields["reasoning"] = Value(level.form, origin: values.places(asked.spans))
        fact.fields["reasoning.budget"] = budget
    }

    /// What an argument says about how much the model thinks, whatever its shape: a level, a budget, an object that holds one, a
    /// constant that stands for one.
    private func reasoning(_ asked: Located, depth: Int = 0) -> (level: Value, budget: Value?)? {
        guard depth < 4 else { return nil }
        let sizing = knowledge.sizing
        let value = values.value(asked)
        if let texts = value.texts {
            let levels = texts.compactMap { sizing.levels[$0.lowercased()] }
            return levels.count == texts.count ? (value.replacing(levels), nil) : nil
        }
        if let flag = value.flag { return (value.replacing([flag ? "on" : "off"]), nil) }
        if let budget = value.number {
            // -1 leaves it to the model.
            guard budget.low >= 0 else { return nil }
            return (value.replacing([budget.high == 0 ? "off" : budget.high <= sizing.lowBudget ? "low" : "on"]), value)
        }
        if case .imported(let name) = asked.value {
            let word = name.split(separator: ".").last.flatMap { NameWords.split(String($0)).last } ?? ""
            return sizing.levels[word].map { (.text($0), nil) }
        }
        var found: (level: Value, budget: Value?)?
        for name in sizing.reasoningEntries {
            guard let inner = entry(name, of: asked).located, let own = reasoning(inner, depth: depth + 1) else { continue }
            if own.budget != nil || own.level.text == "off" { return own }
            found = found ?? own
        }
        if let found { return found }
        // `ThinkingConfigParamOfEnabled(2048)`
        guard case .call(let call) = asked.value, let only = unit.calls[call].positional.first,
            sizing.levels[calledWord(unit.calls[call].callee).flatMap { NameWords.split($0).last } ?? ""] == "on"
        else { return nil }
        return reasoning(resolver.resolve(only), depth: depth + 1)
    }

    // MARK: Several answers

    private func setCompletions(of fact: inout Fact, _ matched: MatchedCall) {
        guard let asked = argument("completions", matched).located else { return }
        let count = values.value(asked)
        fact.fields["completions"] = count
        guard let number = count.number, number.low > 1 else { return }
        if matched.shape.properties["answers"] == "first" {
            fact.fields["completions.read"] = .text("first")
            return
        }
        let words = knowledge.sizing.answers
        let names = Resolver.ListNames(lists: words.lists, through: words.through, beside: words.beside, first: words.first)
        switch resolver.elementsRead(of: matched.call, names) {
        case .first: fact.fields["completions.read"] = .text("first")
        case .several: fact.fields["completions.read"] = .text("several")
        case .unknown: break
        }
    }

    // MARK: Length of the answer

    /// Whether anything limits the answer, where the knowledge says how the call would be told.
    private func setOutputCap(of fact: inout Fact, _ matched: MatchedCall) {
        let role = "max-output-tokens"
        let isTold = matched.shape.arguments[role] != nil || matched.shape.constructor[role] != nil
            || matched.client.makers.contains { $0.client?.arguments?[role] != nil }
        guard isTold else { return }
        switch argument(role, matched) {
        case .given(let cap, _): fact.fields["output-limit"] = .text(cap.isNull ? "none" : "tokens")
        case .unknown: break
        case .absent:
            // A schema ends the answer as well; whatever else is handed over unseen may limit it.
            switch argument("schema", matched) {
            case .given: fact.fields["output-limit"] = .text("schema")
            case .absent: if isMadeWhole(matched) { fact.fields["output-limit"] = .text("none") }
            case .unknown: break
            }
        }
    }

    /// Whether nothing that the client was made with is hidden.
    private func isMadeWhole(_ matched: MatchedCall) -> Bool {
        matched.shape.constructor["max-output-tokens"] == nil || isWhole(matched.client)
    }

    // MARK: Images

    /// `{"image_url": {"url": …, "detail": "high"}}`: and what small task the image is for, which other rules leave alone.
    private func setImageDetail(of fact: inout Fact, _ matched: MatchedCall, prompts: [Located], prompt: Prompt) {
        var detail = prompts.lazy.compactMap { Self.detail($0) }.first
        if let resolution = argument("image-detail", matched).located {
            let text: String? = if case .imported(let name) = resolution.value { name } else { resolution.text }
            detail = text.flatMap { NameWords.split($0).last }
        }
        guard let detail else { return }
        fact.fields["image-detail"] = .text(detail)
        guard detail == "high" else { return }
        var plain = prompt
        plain.hasMedia = false
        if let conclusion = conclude(unit.calls[matched.call], matched, prompt: plain) {
            fact.fields["image-task"] = .text(conclusion.task)
            fact.fields["image-task.evidence"] = .text(conclusion.evidence.joined(separator: "; "))
        }
    }

    private static func detail(_ part: Located, depth: Int = 0) -> String? {
        guard depth < 8 else { return nil }
        switch part.value {
        case .list(let items): return items.lazy.compactMap { detail($0, depth: depth + 1) }.first
        case .dictionary(let entries):
            let isImage = entries.contains { ["url", "image_url", "imageUrl", "file_id", "URL"].contains($0.key ?? "") }
            if isImage, let own = entries.last(where: { $0.key?.lowercased() == "detail" })?.value.text { return own.lowercased() }
            return entries.lazy.compactMap { detail($0.value, depth: depth + 1) }.first
        default: return nil
        }
    }

    // MARK: Who waits

    /// `script` for what a person or a schedule starts and nobody waits for; `service` for what answers requests.
    mutating func setting(of site: CallSite) -> String? {
        handler(around: site) != nil ? "service" : setting()
    }

    /// The same of the whole file.
    mutating func setting() -> String? {
        if let known = fileSetting { return known }
        let setting = settingOfFile()
        fileSetting = .some(setting)
        return setting
    }

    private func settingOfFile() -> String? {
        // A module a line, so that a word in it has a sign of its kind on either side.
        let modules = SourceText("\n" + unit.importedModules.sorted().joined(separator: "\n").lowercased() + "\n")
        let sizing = knowledge.sizing
        func imports(_ words: [String]) -> Bool {
            words.contains { word in
                modules.contains(word: word) && [("\n", "\n"), ("\n", "."), ("\n", "/"), ("/", ""), (".", ".")].contains { before, behind in
                    modules.contains(word: before + word + behind)
                }
            }
        }
        if imports(sizing.serving) { return "service" }
        if imports(sizing.scripts) { return "script" }
        return sizing.scripts.contains { !$0.allSatisfy(\.isLetter) && unit.source.contains(word: $0) } ? "script" : nil
    }
}

extension Value {
    /// The same certainty and origin for other texts.
    fileprivate func replacing(_ texts: [String]) -> Value {
        var unique: [Scalar] = []
        for text in texts where !unique.contains(.text(text)) { unique.append(.text(text)) }
        guard unique.count == 1, let only = unique.first else { return Value(.oneOf(unique), origin: origin) }
        return Value(isFallback ? .fallback(only) : .known(only), origin: origin)
    }
}
