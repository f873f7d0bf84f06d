internal import Parsing

/// Which calls of which SDKs are facts, and where their arguments stand. One file an SDK below `knowledge/sdks/`; adding one adds no
/// Swift.
///
///     sdk: openai
///     provider: openai                       # the default; leave it out for SDKs that call many
///     languages:
///       python:
///         package: openai                    # the word that an import of it has
///         clients:                           # types whose objects make calls
///           - {type: openai.OpenAI, endpoint: base_url}
///           - {type: openai.AzureOpenAI, names-deployments: true}
///         calls:
///           - call: chat.completions.create  # on a client; `function:` for a function by its qualified name
///             fact: llm-call
///             distinctive: true              # the chain alone says it, whatever the receiver
///             arguments: {model: model, prompt: messages, max-output-tokens: [max_completion_tokens, max_tokens]}
///             constructor: {model: [model, model_name]}   # what the client's constructor is told instead
///             properties: {method: POST}     # fixed fields of the fact
///             words: ["json="]               # what a file that matters holds as well
///             any-words: [float32]           # … and one of these
public struct SDKKnowledge: Sendable {
    /// A type whose objects make calls.
    public struct Client: Sendable {
        /// Qualified name of the type, as imports spell it.
        public var type: String
        /// Names given as `model` are deployments, not models.
        public var namesDeployments: Bool
        /// Constructor argument that sends the calls elsewhere.
        public var endpoint: [ArgumentPosition]
    }

    /// A keyword, or a position from 0.
    public enum ArgumentPosition: Sendable, Hashable {
        case keyword(String)
        case position(Int)
    }

    /// One call that is a fact.
    public struct Call: Sendable {
        public var sdk: String
        public var provider: String?
        public var fact: String
        /// Chain of members on a client, or the qualified name of a function or method.
        public var name: String
        public var isFunction: Bool
        public var isDistinctive: Bool
        public var clients: [Client]
        public var arguments: [String: [ArgumentPosition]]
        public var constructor: [String: [ArgumentPosition]]
        public var properties: [String: String]
        /// Other words that a file with this call holds, and words of which it holds one.
        public var words: [String]
        public var anyWords: [String]

        /// Whether a qualified name is this function's; `*` in its name stands for anything.
        public func isFunction(_ qualifiedName: String) -> Bool {
            isFunction && (name.contains("*") ? Glob.matches(qualifiedName, name) : name == qualifiedName)
        }

        /// The last two members of a chain, the last one of a function's name: `completions.create`. Sharper than one word, and
        /// hardly anybody breaks a line between the two.
        var tail: String {
            let members = name.split(separator: ".")
            return isFunction || members.count < 2 ? lastName : members.suffix(2).joined(separator: ".")
        }

        /// The last member of the name: `create`.
        public var lastName: String { name.split(separator: ".").last.map(String.init) ?? name }
    }

    /// Words that a file must hold together for a call to be in it.
    public struct Anchor: Sendable, Hashable {
        public var words: [String]
    }

    /// By language, then by the last member of the call's name.
    private var calls: [String: [String: [Call]]] = [:]
    private var anchorSets: [String: Set<Anchor>] = [:]
    /// Qualified names of client types, by language.
    private var clientTypes: [String: [String: Client]] = [:]

    public init() {}

    public func calls(_ language: String, lastName: String) -> [Call] { calls[language]?[lastName] ?? [] }
    public func client(_ language: String, type: String) -> Client? { clientTypes[language]?[type] }
    public func anchors(_ language: String) -> [Anchor] {
        (anchorSets[language] ?? []).sorted { $0.words.lexicographicallyPrecedes($1.words) }
    }

    public static func load(_ files: [CatalogFile]) -> (SDKKnowledge, [CatalogError]) {
        var knowledge = SDKKnowledge()
        var problems: [CatalogError] = []
        for file in files {
            for root in file.document.roots { problems += knowledge.read(root, in: file) }
            problems += file.document.problems.map { CatalogError(file: file.path, position: $0.position, message: $0.reason) }
        }
        return (knowledge, problems)
    }

    private mutating func read(_ node: Node, in file: CatalogFile) -> [CatalogError] {
        var fields = Fields(node, in: file)
        let sdk = fields.text("sdk") ?? ""
        let provider = fields.optionalText("provider")
        var problems: [CatalogError] = []
        for (language, section) in fields.required("languages")?.entries ?? [] {
            var inner = Fields(section, in: file)
            let packages = inner.texts("package")
            var clients: [Client] = []
            for entry in inner.node("clients")?.items ?? [] {
                let (client, found) = Self.client(entry, in: file)
                clients.append(client)
                clientTypes[language.rawText, default: [:]][client.type] = client
                problems += found
            }
            for entry in inner.required("calls")?.items ?? [] {
                let (call, found) = Self.call(entry, sdk: sdk, provider: provider, clients: clients, in: file)
                problems += found
                calls[language.rawText, default: [:]][call.lastName, default: []].append(call)
                addAnchors(call, language: language.rawText, packages: packages)
            }
            problems += inner.finish()
        }
        return problems + fields.finish()
    }

    /// A file can hold a call when it imports the package and has the end of the call's name; or the distinctive chain itself.
    private mutating func addAnchors(_ call: Call, language: String, packages: [String]) {
        var sets: [[String]] = call.isDistinctive ? [[call.name]] : []
        for package in packages {
            sets.append([package, call.tail.contains(".") ? call.tail : call.tail + "("])
            // `from litellm import completion as ask`
            if call.isFunction { sets.append([package, call.lastName + " as "]) }
        }
        for set in sets {
            if call.anyWords.isEmpty { anchorSets[language, default: []].insert(Anchor(words: set + call.words)) }
            for word in call.anyWords { anchorSets[language, default: []].insert(Anchor(words: set + call.words + [word])) }
        }
    }

    private static func client(_ node: Node, in file: CatalogFile) -> (Client, [CatalogError]) {
        var fields = Fields(node, in: file)
        let client = Client(
            type: fields.text("type") ?? "", namesDeployments: fields.flag("names-deployments") ?? false,
            endpoint: positions(fields.node("endpoint")))
        return (client, fields.finish())
    }

    private static func call(
        _ node: Node, sdk: String, provider: String?, clients: [Client], in file: CatalogFile
    ) -> (Call, [CatalogError]) {
        var fields = Fields(node, in: file)
        let function = fields.optionalText("function")
        let chain = fields.optionalText("call")
        if (function == nil) == (chain == nil) { fields.problem("a call has either `call` or `function`", at: node) }
        let call = Call(
            sdk: sdk, provider: fields.optionalText("provider") ?? provider, fact: fields.text("fact") ?? "",
            name: function ?? chain ?? "", isFunction: function != nil, isDistinctive: fields.flag("distinctive") ?? false,
            clients: clients, arguments: roles(fields.node("arguments")), constructor: roles(fields.node("constructor")),
            properties: properties(fields.node("properties")), words: fields.texts("words"),
            anyWords: fields.texts("any-words"))
        return (call, fields.finish())
    }

    private static func roles(_ node: Node?) -> [String: [ArgumentPosition]] {
        Dictionary((node?.entries ?? []).map { ($0.key.rawText, positions($0.value)) }) { _, last in last }
    }

    static func positions(_ node: Node?) -> [ArgumentPosition] {
        guard let node else { return [] }
        let nodes = node.kind == .sequence ? node.items : [node]
        return nodes.compactMap { item in item.integer.map { .position($0) } ?? item.string.map { .keyword($0) } }
    }

    private static func properties(_ node: Node?) -> [String: String] {
        Dictionary((node?.entries ?? []).map { ($0.key.rawText, $0.value.rawText) }) { _, last in last }
    }
}
