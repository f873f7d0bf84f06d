internal import Parsing

/// Producers of messages, and how they are told to compress: `knowledge/brokers.yaml`.
public struct BrokerKnowledge: KnowledgePart, Sendable {
    /// A call that makes a producer, or that publishes.
    public struct Producer: Sendable {
        public var library: String
        public var package: String
        public var calls: [String]
        /// Arguments that name the codec; one that is absent means none.
        public var compression: [SDKKnowledge.ArgumentPosition]
        /// Position of the argument whose entries are the keywords.
        public var options: Int?
        /// Arguments that say how a message's value is written.
        public var serializer: [SDKKnowledge.ArgumentPosition]
        /// Calls on the producer that publish: the position or name of the value, by the last word of the call.
        public var publishes: [String: [SDKKnowledge.ArgumentPosition]]
        /// Where a producer is configured by a map that is filled line by line: words of the file that say that values are JSON, that a
        /// codec is named, and that something else fills it.
        public var marks: [String]
        public var codecs: [String]
        public var elsewhere: [String]
        /// What makes a map of settings.
        public var maps: Set<String>
        /// How the codec is asked for.
        public var remedy: String
        public var words: [String]
    }

    /// Calls that send a message on an object, whoever made that.
    public struct Sender: Sendable {
        public var package: String
        /// Qualified names, with the type of the object.
        public var calls: Set<String>
        /// The argument that is sent, the last one where there is none.
        public var value: [SDKKnowledge.ArgumentPosition]
        /// Words that the file holds together.
        public var words: [String]

        public var lastNames: Set<String> { Set(calls.compactMap { $0.split(separator: ".").last.map(String.init) }) }
    }

    private var producers: [String: [Producer]] = [:]
    private var senders: [String: [Sender]] = [:]
    /// What writes JSON, by the end of its name.
    public var encoders: [String: Set<String>] = [:]
    /// Values of the codec that mean none.
    public var plain: Set<String> = []

    public init() {}

    public func producers(_ language: String) -> [Producer] { producers[language] ?? [] }

    public func senders(_ language: String) -> [Sender] { senders[language] ?? [] }

    /// Words that a file must hold for a producer, or for what sends a message, to be in it.
    public func anchors(_ language: String) -> [SDKKnowledge.Anchor] {
        producers(language).flatMap { producer in producer.words.map { SDKKnowledge.Anchor(words: [producer.package, $0]) } }
            + senders(language).map { SDKKnowledge.Anchor(words: [$0.package] + $0.words) }
    }

    mutating func read(_ root: Node, in file: CatalogFile) -> [CatalogError] {
        var fields = Fields(root, in: file)
        var problems: [CatalogError] = []
        plain = Set(fields.texts("plain"))
        for (language, names) in fields.required("encoders")?.entries ?? [] { encoders[language.rawText] = Set(names.items.map(\.rawText)) }
        for (language, section) in fields.node("senders")?.entries ?? [] {
            for entry in section.items {
                var inner = Fields(entry, in: file)
                senders[language.rawText, default: []].append(
                    Sender(
                        package: inner.text("package") ?? "", calls: Set(inner.texts("calls")), value: SDKKnowledge.positions("value", &inner),
                        words: inner.texts("words")))
                problems += inner.finish()
            }
        }
        for (language, section) in fields.required("producers")?.entries ?? [] {
            for entry in section.items {
                var inner = Fields(entry, in: file)
                var publishes: [String: [SDKKnowledge.ArgumentPosition]] = [:]
                if let node = inner.node("publishes") {
                    var positions = Fields(node, in: file)
                    for (call, _) in node.entries { publishes[call.rawText] = SDKKnowledge.positions(call.rawText, &positions) }
                    problems += positions.finish()
                }
                producers[language.rawText, default: []].append(
                    Producer(
                        library: inner.text("library") ?? "", package: inner.text("package") ?? "", calls: inner.texts("calls"),
                        compression: SDKKnowledge.positions("compression", &inner), options: inner.node("options")?.integer,
                        serializer: SDKKnowledge.positions("serializer", &inner), publishes: publishes, marks: inner.texts("marks"),
                        codecs: inner.texts("codecs"), elsewhere: inner.texts("elsewhere"), maps: Set(inner.texts("maps")), remedy: inner.text("remedy") ?? "",
                        words: inner.texts("words")))
                problems += inner.finish()
            }
        }
        return problems + fields.finish()
    }
}
