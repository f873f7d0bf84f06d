internal import Parsing

/// A program that serves models: how it is recognised, and what its flags and environment variables mean.
public struct ServingEngine: Sendable {
    /// What a flag sets, whatever the engine calls it.
    public enum Setting: String, Sendable, CaseIterable {
        case model, dtype, quantization, overrides, device, port, nodes
        case servedName = "served-name"
        case tensorParallel = "tensor-parallel"
        case pipelineParallel = "pipeline-parallel"
        case dataParallel = "data-parallel"
        case loadFormat = "load-format"
        case contextLength = "context-length"
        case maxSequences = "max-sequences"
        case memoryFraction = "memory-fraction"
        case configFile = "config-file"
        case modelRepository = "model-repository"
    }

    public var name: String
    /// Image repositories, `*` for any text.
    public var images: [String]
    /// Those of `images` whose entry point is the server, so that the container's arguments are the server's.
    public var servingImages: [String]
    /// Words that start the server, `python` for any Python.
    public var launchers: [[String]]
    /// What platforms call it that start it by themselves: KServe's model formats, KubeAI's engines. In small letters.
    public var platformNames: Set<String>
    /// Words that have a running server load the model behind them: `ollama pull`.
    public var loaders: [[String]]
    public var modelIsPositional: Bool
    /// Flags with dashes, in lower case.
    public var flags: [String: Setting] = [:]
    /// Flags that take no value.
    public var switches: Set<String>
    /// Switches, and flags with their value, that switch the prefix cache off: `--no-enable-prefix-caching`, `--enable-prefix-caching=false`.
    public var prefixCacheOff: Set<String>
    /// Beginnings of arguments that make the server one of embeddings or scores, which has no use for that cache.
    public var pooling: [String]
    /// Words in the names of models whose requests share no beginnings, so that it has none to keep: each is another picture to read.
    public var unsharedModels: [String]
    /// Where its image keeps what it fetches from a hub of models.
    public var hubCache: String?
    public var environment: [String: Setting] = [:]
    /// Variables whose text is more arguments.
    public var argumentVariables: [String]
    /// Variables that are set only where there is no accelerator.
    public var cpuSigns: [String]
    public var defaults: [Setting: String] = [:]
    /// What the methods of quantisation are that the engine has names of its own for.
    public var methods: [String: String] = [:]
    /// One server spreads over all accelerators that it sees unless told otherwise.
    public var takesAllAccelerators: Bool
    /// The precision of the weights follows from flags and the model's name.
    public var judgesPrecision: Bool

    init(_ fields: inout Fields) {
        name = fields.text("engine") ?? ""
        images = fields.texts("images")
        servingImages = fields.texts("image-serves")
        launchers = fields.texts("launchers").map { $0.split(separator: " ").map(String.init) }
        platformNames = Set(fields.texts("platform-names").map { $0.lowercased() })
        loaders = fields.texts("loaders").map { $0.split(separator: " ").map(String.init) }
        modelIsPositional = fields.flag("model-is-positional") ?? false
        switches = Set(fields.texts("switches"))
        prefixCacheOff = Set(fields.texts("prefix-cache-off"))
        pooling = fields.texts("pooling")
        unsharedModels = fields.texts("unshared-models")
        hubCache = fields.optionalText("hub-cache")
        argumentVariables = fields.texts("argument-variables")
        cpuSigns = fields.texts("cpu-signs")
        takesAllAccelerators = fields.flag("takes-all-accelerators") ?? true
        judgesPrecision = fields.flag("judge-precision") ?? false
        for (name, method) in fields.node("methods")?.entries ?? [] { methods[name.rawText] = method.rawText }
        for (setting, word) in Self.settings("flags", &fields) { flags[word] = setting }
        for (setting, word) in Self.settings("environment", &fields) { environment[word] = setting }
        for (setting, word) in Self.settings("defaults", &fields) { defaults[setting] = word }
    }

    /// A mapping from settings to a word or a list of words.
    private static func settings(_ key: String, _ fields: inout Fields) -> [(Setting, String)] {
        guard let node = fields.node(key) else { return [] }
        var result: [(Setting, String)] = []
        for (name, value) in node.entries {
            guard let setting = Setting(rawValue: name.rawText) else {
                fields.problem("`\(name.rawText)` is no setting of a server" + hint(name.rawText, among: Setting.allCases.map(\.rawValue)), at: name)
                continue
            }
            let words = value.kind == .sequence ? value.items.map(\.rawText) : [value.rawText]
            result += words.map { (setting, $0) }
        }
        return result
    }
}

/// Whether an image is one of those that a knowledge file lists; `*` in a pattern stands for any text, an entry without a
/// registry fits any registry.
public func imageMatches(_ image: String, _ patterns: [String]) -> Bool {
    var repository = Substring(image)
    if let at = repository.firstIndex(of: "@") { repository = repository[..<at] }
    if let colon = repository.lastIndex(of: ":"), !repository[colon...].contains("/") { repository = repository[..<colon] }
    let parts = repository.lowercased().split(separator: "/")
    return patterns.contains { pattern in
        let wanted = pattern.lowercased().split(separator: "/")
        guard !wanted.isEmpty, wanted.count <= parts.count else { return false }
        return zip(parts.suffix(wanted.count), wanted).allSatisfy { Glob.matches(Array($0.utf8), Array($1.utf8)) }
    }
}

extension Fields {
    /// Takes over what a reader of an inner mapping found.
    mutating func adopt(_ problems: [CatalogError]) { for problem in problems { add(problem) } }
}
