internal import Parsing

/// What a model's name says about the precision of its weights.
public struct WeightKnowledge: Sendable {
    struct Precision: Sendable {
        var name: String
        var words: Set<String>
        var methods: Set<String>
    }

    var precisions: [Precision] = []
    var signs: Set<String> = []
    var published: [String] = []
    var exceptions: [String] = []
    var cacheBytes: [(name: String, bytes: Double)] = []
    public var files = WeightFiles()
    /// Variables and flags that say where a server keeps what it fetches from a hub of models, variables that forbid to ask one, and
    /// formats of loading that take the weights from elsewhere.
    public private(set) var hubFolders: Set<String> = []
    public private(set) var hubFlags: [String] = []
    public private(set) var hubOffline: Set<String> = []
    public private(set) var otherLoads: Set<String> = []

    public init() {}

    init(_ fields: inout Fields) {
        for node in fields.required("precisions")?.items ?? [] {
            var inner = Fields(node, in: fields.file)
            precisions.append(
                Precision(name: inner.text("name") ?? "", words: Set(inner.texts("words")), methods: Set(inner.texts("methods"))))
            _ = inner.interval("bits")
            fields.adopt(inner.finish())
        }
        hubFolders = Set(fields.texts("hub-folders"))
        hubFlags = fields.texts("hub-flags")
        hubOffline = Set(fields.texts("hub-offline"))
        otherLoads = Set(fields.texts("other-loads"))
        signs = Set(fields.texts("quantised-signs"))
        published = fields.texts("quantised-as-published")
        exceptions = fields.texts("except")
        if let node = fields.required("files") {
            var inner = Fields(node, in: fields.file)
            files = WeightFiles(&inner)
            fields.adopt(inner.finish())
        }
        for (name, structure) in fields.required("attention")?.entries ?? [] {
            let numbers = structure.items.compactMap(\.number)
            guard numbers.count == 3, numbers.allSatisfy({ $0 > 0 }) else {
                fields.problem("the structure of `\(name.rawText)` must be [layers, KV heads, head size]", at: structure)
                continue
            }
            // K and V, two bytes each.
            cacheBytes.append((name.rawText, 4 * numbers.reduce(1, *)))
        }
        cacheBytes.sort { $0.name.utf8.count > $1.name.utf8.count }
    }

    /// The precision that a quantisation method gives; nil for a method that is not known.
    public func precision(method: String) -> String? {
        let method = method.lowercased().replacing("-", with: "_")
        return precisions.first { $0.methods.contains { $0.replacing("-", with: "_") == method } }?.name
    }

    /// What the name of the weights says: the precision, or `quantised` without which.
    public enum Marker: Sendable, Hashable { case precision(String), quantised, none }

    public func marker(inName name: String) -> Marker {
        let name = name.lowercased()
        let words = nameWords(name)
        for precision in precisions where words.contains(where: precision.words.contains) { return .precision(precision.name) }
        if words.contains(where: signs.contains) { return .quantised }
        if published.contains(where: name.contains), !exceptions.contains(where: name.contains) { return .quantised }
        return .none
    }

    /// KV-cache bytes per token at 16 bits for a model whose structure is known.
    public func cacheBytesPerToken(model: String) -> Double? {
        let model = model.lowercased()
        return cacheBytes.first { model.contains($0.name) }?.bytes
    }
}

/// The words of a name: cut at everything that is no letter or digit, and where a small letter is followed by a capital.
public func nameWords(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var last: Character = " "
    for character in name {
        let isWord = character.isLetter || character.isNumber
        if !isWord || (character.isUppercase && last.isLowercase) {
            if !word.isEmpty { words.append(word.lowercased()) }
            word = ""
        }
        if isWord { word.append(character) }
        last = character
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    return words
}

/// Words that say what a named thing does, and words that veto that conclusion.
public struct NameVocabulary: Sendable {
    /// Meaning by word.
    public var meanings: [String: String] = [:]
    public var vetoes: Set<String> = []
    /// Work that takes long whenever it runs, by word, and words beside which those mean something else.
    private var heavy: [String: String] = [:]
    private var otherMeanings: Set<String> = []
    /// Words that say how often a result is wanted.
    private var periods: Set<String> = []
    /// Words of a model's or route's name that say that it is no chat model.
    public var otherKinds: Set<String> = []
    /// Words of the names of fields that hold long texts.
    public var longFields: Set<String> = []
    /// Words of the names of JSON files that may hold routes.
    public var fileWords: Set<String> = []

    /// What the configuration of a gateway for agents and chat programs holds.
    public var agentWords: [String] = []
    /// Words of the names of variables that may hold a model's name.
    public var variableWords: Set<String> = []

    public init() {}

    init(tasksOf fields: inout Fields) {
        for (task, words) in fields.required("tasks")?.entries ?? [] {
            for word in words.items { meanings[word.rawText] = task.rawText }
        }
        vetoes = Set(fields.texts("vetoes"))
        otherKinds = Set(fields.texts("other-kinds"))
        longFields = Set(fields.texts("long-fields"))
        fileWords = Set(fields.texts("json-files"))
        agentWords = fields.texts("agent-words")
        variableWords = Set(fields.texts("variable-words"))
    }

    init(deferrableOf fields: inout Fields) {
        for word in fields.texts("deferrable") { meanings[word] = "deferrable" }
        for (work, words) in fields.required("heavy")?.entries ?? [] {
            for word in words.items { heavy[word.rawText] = work.rawText }
        }
        otherMeanings = Set(fields.texts("other-meanings"))
        periods = Set(fields.texts("periods"))
        vetoes = Set(fields.texts("vetoes"))
    }

    /// What the words mean, with the word that says it; nil when none does, when two disagree, or when one vetoes.
    public func meaning(of words: [String]) -> (meaning: String, word: String)? {
        guard !words.contains(where: vetoes.contains) else { return nil }
        let found = words.compactMap { word in meanings[word].map { (meaning: $0, word: word) } }
        guard let first = found.first, found.allSatisfy({ $0.meaning == first.meaning }) else { return nil }
        return first
    }

    /// The work that the words name and that takes long whenever it runs, with the word that says so.
    public func heavyWork(of words: [String]) -> (work: String, word: String)? {
        guard !words.contains(where: otherMeanings.contains) else { return nil }
        return words.lazy.compactMap { word in heavy[word].map { (work: $0, word: word) } }.first
    }

    /// The word that says that a result is wanted once a day or more seldom.
    public func period(in words: [String]) -> String? { words.first(where: periods.contains) }

    public func vetoes(_ words: [String]) -> Bool { words.contains(where: vetoes.contains) }
}
