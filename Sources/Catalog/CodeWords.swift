internal import Parsing

/// Words of source code that say what happens around a call, whatever the SDK: `knowledge/code-words.yaml`.
public struct CodeWords: Sendable {
    public var modelHosts: Set<String> = []
    public var addresses: [String] = []
    public var environment: [String] = []
    public var training: Set<String> = []
    public var inference: Set<String> = []
    /// How libraries write a precision, to what wattlint calls it.
    public var precisions: [String: String] = [:]
    /// Classes that configure a quantisation, to what it is.
    public var quantizers: [String: String] = [:]
    public var plainDevices: Set<String> = []
    public var textMembers: Set<String> = []
    public var groupWords: Set<String> = []
    /// Members of an answer that hold one vector for each text.
    public var vectorLists: Set<String> = []
    /// How an option of 8 bit is written.
    public var eightBit: [String] = []
    public var mappers: Set<String> = []
    /// Calls that give several things at once as one element.
    public var grouping: Set<String> = []
    /// Names of methods that too many classes have for the name alone to say which one is meant.
    public var commonMethods: Set<String> = []
    /// What the object is called on which such a method may be a model's.
    public var modelReceivers: Set<String> = []
    public var requestDecorators: Set<String> = []
    public var consumerDecorators: Set<String> = []

    public init() {}

    /// Whether a host, or one above it, serves models under the models' own names.
    public func isModelHost(_ host: String) -> Bool {
        var rest = host[...]
        while true {
            if modelHosts.contains(String(rest)) { return true }
            guard let dot = rest.firstIndex(of: ".") else { return false }
            rest = rest[rest.index(after: dot)...]
        }
    }

    public static func load(_ files: [CatalogFile]) -> (CodeWords, [CatalogError]) {
        var words = CodeWords()
        var problems: [CatalogError] = []
        for file in files {
            for root in file.document.roots {
                var fields = Fields(root, in: file)
                words.modelHosts.formUnion(fields.texts("model-hosts"))
                words.addresses += fields.texts("addresses")
                words.environment += fields.texts("environment")
                words.textMembers.formUnion(fields.texts("text-members"))
                words.groupWords.formUnion(fields.texts("group-words"))
                words.vectorLists.formUnion(fields.texts("vector-lists"))
                words.mappers.formUnion(fields.texts("mappers"))
                words.grouping.formUnion(fields.texts("grouping"))
                words.commonMethods.formUnion(fields.texts("common-methods"))
                words.modelReceivers.formUnion(fields.texts("model-receivers"))
                if let node = fields.node("loading") { problems += words.readLoading(node, in: file) }
                if let node = fields.node("handlers") {
                    var inner = Fields(node, in: file)
                    words.requestDecorators.formUnion(inner.texts("request"))
                    words.consumerDecorators.formUnion(inner.texts("consumer"))
                    problems += inner.finish()
                }
                problems += fields.finish()
            }
        }
        return (words, problems)
    }

    private mutating func readLoading(_ node: Node, in file: CatalogFile) -> [CatalogError] {
        var fields = Fields(node, in: file)
        training.formUnion(fields.texts("training"))
        inference.formUnion(fields.texts("inference"))
        plainDevices.formUnion(fields.texts("plain-devices"))
        eightBit += fields.texts("eight-bit")
        var problems: [CatalogError] = []
        if let node = fields.node("precisions") {
            var inner = Fields(node, in: file)
            for name in ["fp32", "fp16", "bf16", "fp8", "int8", "int4"] { for word in inner.texts(name) { precisions[word] = name } }
            problems += inner.finish()
        }
        for (type, method) in fields.node("quantizers")?.entries ?? [] {
            guard let method = method.string else {
                fields.problem("what `\(type.rawText)` stands for must be text", at: method)
                continue
            }
            quantizers[type.rawText] = method
        }
        return problems + fields.finish()
    }
}
