internal import Catalog
internal import CodeModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Concludes from named evidence what a model is asked to do. Says nothing unless several independent signs agree and none speaks
/// against it: the same words stand in prompts of large and small work.
struct TaskInference {
    let knowledge: TaskKnowledge

    /// What is known about one call.
    struct Signs {
        /// Names of the function and class around the call, and of the variables that hold the prompt.
        var functionName = ""
        var otherNames: [String] = []
        var prompt = Prompt(text: "")
        var uses: Set<ResultUse> = []
        /// Return type of the function as written, when the answer is what it returns.
        var returnType = ""
        /// Kinds of the fields of the answer's schema, when all are known.
        var schema: [SchemaField] = []
        var cap: Double?
        var temperature: Double?
        var hasTools = false
    }

    enum SchemaField: Sendable { case label, flag, number, text, list, other }

    struct Conclusion {
        var task: String
        var score: Double
        /// Strongest first.
        var evidence: [String]
    }

    func conclude(_ signs: Signs) -> Conclusion? {
        let lowered = signs.prompt.text.lowercased()
        let text = SearchedText(lowered)
        let words = NameWords.split(signs.functionName)
        let head = String(lowered.prefix(knowledge.promptHead))
        let prompt = PromptText(whole: text, words: SentenceWords(lowered), head: SearchedText(head), headWords: SentenceWords(head))
        let best = knowledge.tasks.map { weigh($0, signs, words, prompt) }.max { $0.score < $1.score }
        guard var best, best.score > 0, !best.strong.isEmpty, !isVetoed(signs, text, saysIt: best.isDemanded) else { return nil }
        addGeneral(signs, to: &best)
        guard best.score >= knowledge.threshold, best.families.count >= 2 else { return nil }
        let evidence = best.evidence.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.text < $1.text }.map(\.text)
        return Conclusion(task: best.task, score: best.score, evidence: evidence)
    }

    // MARK: Evidence

    /// A prompt, to be searched for texts and for words.
    private struct PromptText {
        var whole: SearchedText
        var words: SentenceWords
        var head: SearchedText
        var headWords: SentenceWords
    }

    private struct Tally {
        var task: String
        var score = 0.0
        var evidence: [(weight: Double, text: String)] = []
        var families: Set<String> = []
        var strong: Set<String> = []
        /// The prompt asks for it, and for an answer of its form.
        var isDemanded: Bool { families.isSuperset(of: ["prompt", "opening"]) }

        mutating func add(_ weight: Double, _ family: String, _ text: String, isStrong: Bool = true) {
            guard weight > 0 else { return }
            score += weight
            evidence.append((weight, text))
            families.insert(family)
            if isStrong { strong.insert(family) }
        }
    }

    private func weigh(
        _ task: TaskKnowledge.Task, _ signs: Signs, _ words: [String], _ prompt: PromptText
    ) -> Tally {
        var tally = Tally(task: task.name)
        addPrompt(task, prompt, to: &tally)
        if let first = words.first, task.leadingNames.contains(first) || !task.names.isDisjoint(with: words) {
            tally.add(knowledge.weight("name"), "name", "the function is called \(signs.functionName)")
        } else if let name = signs.otherNames.first(where: { !task.names.isDisjoint(with: NameWords.split($0)) }) {
            tally.add(knowledge.weight("name"), "name", "it uses \(name)")
        }
        addAnswer(task, signs, to: &tally)
        addSchema(task, signs, to: &tally)
        return tally
    }

    private func addPrompt(_ task: TaskKnowledge.Task, _ prompt: PromptText, to tally: inout Tally) {
        if let demand = task.demands.lazy.compactMap({ prompt.words.find($0) }).first {
            tally.add(knowledge.weight("demand"), "prompt", "the prompt says “\(demand)”")
        } else if let hint = task.hints.lazy.compactMap({ prompt.words.find($0) }).first {
            tally.add(knowledge.weight("phrase"), "prompt", "the prompt says “\(hint)”")
        } else if let phrase = task.phrases.first(where: prompt.whole.contains) {
            tally.add(knowledge.weight("phrase"), "prompt", "the prompt says “\(phrase)”")
        }
        let beginning = SentenceWords.Beginning(leads: knowledge.leads, fillers: [])
        if let opening = task.openings.lazy.compactMap({ prompt.headWords.find($0, at: beginning) }).first {
            tally.add(knowledge.weight("verb"), "opening", "the prompt begins by asking to “\(opening)”", isStrong: false)
        } else if let verb = task.verbs.first(where: prompt.head.contains) {
            tally.add(knowledge.weight("verb"), "prompt", "the prompt begins by asking to “\(verb)”", isStrong: false)
        }
    }

    private func addAnswer(_ task: TaskKnowledge.Task, _ signs: Signs, to tally: inout Tally) {
        let (labels, isYesNo) = Self.labels(signs.uses)
        if let shown = labels.first, (task.name == "yes-no" && isYesNo) || (task.name == "classification" && !isYesNo) {
            let text = shown.prefix(3).map { "“\($0)”" }.joined(separator: ", ")
            tally.add(knowledge.weight("answer"), "answer", "the answer is compared with \(text)")
        }
        for use in signs.uses.sorted(by: { "\($0)" < "\($1)" }) {
            if case .converted(let kind) = use, task.name == (kind == "bool" ? "yes-no" : "scoring") {
                tally.add(knowledge.weight("conversion"), "answer", "the answer is turned into a number with \(kind)()")
            }
            if case .enumerated(let name) = use, task.name == "classification" {
                tally.add(knowledge.weight("answer"), "answer", "the answer becomes a \(name)")
            }
        }
        if let wanted = Self.task(ofReturnType: signs.returnType), wanted == task.name {
            tally.add(knowledge.weight("return-type"), "answer", "the function returns \(signs.returnType)")
        }
    }

    /// The texts that tell answers apart, and whether they are those of a yes-no question.
    private static func labels(_ uses: Set<ResultUse>) -> (labels: [[String]], isYesNo: Bool) {
        var compared: [[String]] = []
        var searched: [[String]] = []
        for use in uses {
            switch use {
            case .comparedWith(let texts), .lookedUp(let texts), .switchedOn(let texts): compared.append(texts.filter(isLabel))
            case .searchedFor(let texts): searched.append(texts.filter(isLabel))
            default: break
            }
        }
        func isYesNo(_ texts: [String]) -> Bool { texts.allSatisfy { yesNo.contains($0.lowercased()) } }
        // A single word that is searched for may be a mark of the end, or a piece of free text.
        if Set(searched.joined()).count < 2 { searched = searched.filter(isYesNo) }
        let all = (compared + searched).filter { !$0.isEmpty }.sorted { $0.lexicographicallyPrecedes($1) }
        return (all, !all.isEmpty && all.allSatisfy(isYesNo))
    }

    private func addSchema(_ task: TaskKnowledge.Task, _ signs: Signs, to tally: inout Tally) {
        let fields = signs.schema
        guard !fields.isEmpty, fields.count <= 4 else { return }
        let decisive = fields.filter { $0 != .text && $0 != .number }
        let isClosed = !decisive.isEmpty && decisive.allSatisfy { $0 == .label || $0 == .flag } && fields.filter { $0 == .text }.count <= 1
        if isClosed {
            let wanted: Set<String> = decisive.contains(.label) ? ["classification", "routing"] : ["yes-no"]
            if wanted.contains(task.name) { tally.add(knowledge.weight("closed-schema"), "schema", "the answer's schema holds only labels") }
        } else if task.name == "extraction", fields.allSatisfy({ $0 != .other }) {
            tally.add(knowledge.weight("flat-schema"), "schema", "the answer's schema has \(fields.count == 1 ? "one plain field" : "\(fields.count) plain fields")", isStrong: tally.families.contains("opening"))
        }
    }

    private func addGeneral(_ signs: Signs, to tally: inout Tally) {
        if let cap = signs.cap {
            let shown = "the answer is limited to \(cap == 1 ? "1 token" : "\(Int(max(0, min(cap, 256)))) tokens")"
            if cap <= 16 {
                tally.add(knowledge.weight("cap-16"), "cap", shown, isStrong: false)
            } else if cap <= 64 {
                tally.add(knowledge.weight("cap-64"), "cap", shown, isStrong: false)
            } else if cap <= 256 {
                tally.add(knowledge.weight("cap-256"), "cap", shown, isStrong: false)
            } else if cap > knowledge.largestCap, !tally.strong.contains("answer"), !tally.strong.contains("schema") {
                tally.score -= 2
            }
        }
        if let temperature = signs.temperature, temperature <= 0.2 {
            tally.score += knowledge.weight("temperature")
            tally.evidence.append((knowledge.weight("temperature"), "the temperature is \(temperature == 0 ? "0" : "\(temperature)")"))
        }
    }

    // MARK: Vetoes

    private func isVetoed(_ signs: Signs, _ text: SearchedText, saysIt: Bool) -> Bool {
        if signs.hasTools || signs.prompt.hasMedia { return true }
        let names = [telling(NameWords.split(signs.functionName), isType: signs.functionName.first?.isUppercase ?? false)] + signs.otherNames.map(NameWords.split)
        let words = Set(names.joined())
        // `classify_email` does something small with an email; `write_email` writes one.
        let open = Set(names.flatMap { words in isSmallVerb(words.first) ? words.filter { !knowledge.things.contains($0) } : words })
        return knowledge.vetoes.contains { veto in
            guard veto.weight <= knowledge.vetoLimit else { return false }
            let isWeak = saysIt && words.count == 1 && !veto.weakAlone.isDisjoint(with: words)
            if !isWeak, !veto.names.isDisjoint(with: open), veto.unless.isDisjoint(with: words) { return true }
            return veto.phrases.contains(where: text.asksFor)
        }
    }

    /// The words of a name that say what is done: of a type, the last one that is more than its place in the program.
    private func telling(_ words: [String], isType: Bool) -> [String] {
        guard isType, words.count > 1 else { return words }
        return words.last { !knowledge.roles.contains($0) }.map { [$0] } ?? words
    }

    private func isSmallVerb(_ word: String?) -> Bool {
        guard let word else { return false }
        return knowledge.tasks.contains { $0.leadingNames.contains(word) || $0.names.contains(word) }
    }

    // MARK: Words

    private static let yesNo: Set<String> = ["yes", "no", "true", "false", "y", "n", "1", "0"]

    /// A comparison with it tells apart kinds of answer, not whether there is one.
    private static func isLabel(_ text: String) -> Bool {
        let trimmed = text.lowercased()
        guard (1...32).contains(trimmed.count), trimmed.contains(where: \.isLetter) || trimmed == "1" || trimmed == "0" else { return false }
        return !notLabels.contains(trimmed) && !trimmed.hasPrefix("```") && !trimmed.hasPrefix("http") && !trimmed.contains("sorry")
            && !trimmed.contains("error") && !trimmed.contains("answer:") && !trimmed.contains("terminate")
    }

    /// Words that say how an answer ended, what kind of part it is, or that there is none.
    private static let notLabels: Set<String> = [
        "stop", "length", "tool_calls", "tool_use", "end_turn", "json", "assistant", "user", "system", "none", "null", "content_filter",
        "n/a", "data", "role", "content", "text", "choices", "max_tokens", "stop_sequence", "completed", "complete", "incomplete", "failed",
        "success", "succeeded", "ok", "done", "finish", "finished", "exit", "quit", "continue", "final answer", "not found", "i don't know",
        "message", "output", "result", "results", "response", "delta", "undefined", "nan", "timeout",
    ]

    private static func task(ofReturnType type: String) -> String? {
        var plain = type
        for around in ["Promise<", "Optional["] where plain.hasPrefix(around) { plain = String(plain.dropFirst(around.count).dropLast()) }
        for absence in [" | None", " | null", " | undefined"] where plain.hasSuffix(absence) { plain = String(plain.dropLast(absence.count)) }
        switch TypeWords.kind(plain) {
        case .flag: return "yes-no"
        case .number: return "scoring"
        default:
            // `Literal["a", "b"]`, `"a" | "b"`.
            return ["Literal[", "typing.Literal[", "\"", "'"].contains(where: plain.hasPrefix) ? "classification" : nil
        }
    }
}

/// A text that many phrases are looked for in; as bytes, since the standard library's search prepares itself anew for each.
private struct SearchedText {
    private let characters: [CChar]

    init(_ text: String) { characters = text.utf8.map { CChar(bitPattern: $0 == 0 ? 0x20 : $0) } + [0] }

    /// Whether a phrase stands in it, other than behind `do not`, `without` and the like.
    func asksFor(_ phrase: String) -> Bool {
        guard contains(phrase) else { return false }
        let text = String(decoding: characters.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.ranges(of: phrase).contains { range in
            let before = text[..<range.lowerBound].suffix(12)
            return !["not ", "n't ", "without ", "never ", "no need to "].contains(where: before.hasSuffix)
        }
    }

    func contains(_ phrase: String) -> Bool {
        characters.withUnsafeBufferPointer { text in
            guard let start = text.baseAddress else { return false }
            return phrase.withCString { strstr(start, $0) != nil }
        }
    }
}
