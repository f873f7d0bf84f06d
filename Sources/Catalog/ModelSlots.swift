internal import Parsing

/// How projects call the places that they keep for a large and a small model: `knowledge/model-slots.yaml`.
public struct ModelSlots: Sendable {
    public enum Role: String, Sendable { case strong, small }

    /// What a name says.
    public struct Slot: Sendable, Hashable {
        /// nil where the name has no word for it: `DEFAULT_MODEL` beside `DEFAULT_SMALL_MODEL`.
        public var role: Role?
        public var word: String
        /// The other words: the same for all slots that are compared.
        public var family: String
    }

    private var words: [String: Role] = [:]
    private var heads: Set<String> = []
    /// The same as bytes.
    private var headBytes: [[UInt8]] = []
    private var others: Set<String> = []
    private var sizes: Set<String> = []
    public private(set) var methods: Set<String> = []
    public private(set) var silent: Set<String> = []
    public private(set) var prompts: Set<String> = []
    public private(set) var arguing: [String] = []
    private var seeking: [String] = []

    public init() {}

    static func load(_ files: [CatalogFile]) -> (ModelSlots, [CatalogError]) {
        var slots = ModelSlots()
        var problems: [CatalogError] = []
        for file in files {
            for root in file.document.roots {
                var fields = Fields(root, in: file)
                for word in fields.texts("strong") { slots.words[word] = .strong }
                for word in fields.texts("small") { slots.words[word] = .small }
                slots.heads.formUnion(fields.texts("heads"))
                slots.headBytes = slots.heads.sorted().map { Array($0.utf8) }
                slots.others.formUnion(fields.texts("others"))
                slots.sizes.formUnion(fields.texts("sizes"))
                slots.methods.formUnion(fields.texts("methods"))
                slots.silent.formUnion(fields.texts("silent"))
                slots.prompts.formUnion(fields.texts("prompts"))
                slots.arguing += fields.texts("arguing")
                slots.seeking += fields.texts("seeking")
                problems += fields.finish()
            }
        }
        return (slots, problems)
    }

    /// The word by which a name promises a small model, where no other speaks of a strong one: `fast`, `summaries-mini`.
    public func smallWord(in name: String) -> String? {
        let all = NameWords.split(name)
        guard others.isDisjoint(with: all), !all.contains(where: { words[$0] == .strong }) else { return nil }
        return all.first { words[$0] == .small }
    }

    /// The slot that a name stands for; nil when it is no model's.
    public func slot(_ name: String) -> Slot? {
        guard (3...60).contains(name.utf8.count), mayBeModel(name) else { return nil }
        let all = NameWords.split(name)
        guard !heads.isDisjoint(with: all), others.isDisjoint(with: all) else { return nil }
        let telling = all.filter { words[$0] != nil }
        guard telling.count <= 1 else { return nil }
        // `fast_llm_model` is the model of `fast_llm`.
        var rest = all.filter { words[$0] == nil && $0 != "name" && $0 != "id" }
        if rest.contains("llm") { rest.removeAll { $0 == "model" } }
        return Slot(role: telling.first.flatMap { words[$0] }, word: telling.first ?? "", family: Self.stem(rest))
    }

    /// Most names are no model's: told by bytes, since taking each apart into its words would cost more than all the rest.
    private func mayBeModel(_ name: String) -> Bool {
        var name = name
        return name.withUTF8 { bytes in
            headBytes.contains { head in
                guard bytes.count >= head.count else { return false }
                return (0...bytes.count - head.count).contains { start in
                    head.indices.allSatisfy { bytes[start + $0] | 0x20 == head[$0] }
                }
            }
        }
    }

    /// `thinking` and `think` are the same.
    private static func stem(_ words: [String]) -> String {
        words.map { $0.hasSuffix("ing") && $0.count > 5 ? String($0.dropLast(3)) : $0 }.joined(separator: " ")
    }

    /// The size that one word names: `ModelSize.small`.
    public func role(ofWord word: String) -> Role? {
        let all = NameWords.split(word)
        return all.count == 1 ? words[all[0]] : nil
    }

    /// Whether a parameter takes the size of a model.
    public func isSize(_ parameter: String) -> Bool {
        guard mayBeModel(parameter) else { return false }
        let all = NameWords.split(parameter)
        return !heads.isDisjoint(with: all) && !sizes.isDisjoint(with: all)
    }

    /// How the other slots of a name's family may be written, in the spellings that languages have for them.
    public func relatives(of name: String) -> [String] {
        let all = NameWords.split(name)
        let place = all.firstIndex { words[$0] != nil }
        return words.keys.sorted().flatMap { word -> [String] in
            var changed = all
            if let place {
                changed[place] = word
                return Self.spellings(changed) + (changed.contains("llm") ? Self.spellings(changed.filter { $0 != "model" }) : [])
            }
            // Where a name has no such word, it stands before the head: `DEFAULT_SMALL_MODEL`.
            guard let head = all.firstIndex(where: heads.contains) else { return [] }
            changed.insert(word, at: head)
            return Self.spellings(changed)
        }
    }

    private static func spellings(_ words: [String]) -> [String] {
        guard let first = words.first else { return [] }
        let capitals = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return [
            words.joined(separator: "_"), words.joined(separator: "_").uppercased(), first + capitals.dropFirst().joined(),
            capitals.joined(),
        ]
    }

    /// Words of a file that may call a model by its slot: the slot, and something that makes a prompt.
    public var anchors: [[String]] { seeking.flatMap { name in ["messages", "prompt", "PROMPT"].map { [name, $0] } } }
}
