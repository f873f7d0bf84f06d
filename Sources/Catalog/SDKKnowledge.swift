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
///           - {type: instructor.from_openai, wraps: [0, client]}    # a client made of another, which is this argument
///           - {type: "*.with_structured_output", wraps: receiver, arguments: {schema: 0}, distinctive: true}
///           - {type: "*.pipe", wraps: parts, arguments: {}}         # one of what it is called on, and of what it is handed
///         calls:
///           - call: chat.completions.create  # on a client; `function:` for a function by its qualified name
///             fact: llm-call
///             distinctive: true              # the chain alone says it, whatever the receiver
///             arguments: {model: model, prompt: messages, max-output-tokens: [max_completion_tokens, max_tokens]}
///             constructor: {model: [model, model_name]}   # what the client's constructor is told instead
///             client: [0, starting_agent]    # of a function: the argument that holds the client
///             options: 0                     # where the language has no keywords: the argument whose entries are the keywords
///             fluent: true                   # the calls before and behind it are its keywords: `prompt().call` of `prompt().user("…").call()`
///             properties: {method: POST}     # fixed fields of the fact
///             takes: openai.ChatRequest      # a type of which an argument is, where the receiver's is not known
///             encoders: [json.Marshal]       # what makes the body, where only that says what it is
///             words: ["json="]               # what a file that matters holds as well
///             any-words: [float32]           # … and one of these
///         constants:                         # names of models that the package spells as constants, by module or class
///           github.com/sashabaranov/go-openai: {GPT4o: gpt-4o}
///         hands-on: [openai.UserMessage]     # functions that give what they are given, in another shape; `*` stands for anything
///         messages: [dev.langchain4j.data.message.UserMessage.from]   # calls that say what they are handed: parts of a prompt
///         services:                          # objects made of an interface whose methods a model answers
///           - {makers: dev.langchain4j.service.AiServices.create, interface: 0, model: 1, prompts: dev.langchain4j.service.UserMessage}
///         models:                            # calls whose answer stands for a model: `model: openai("gpt-4o")`
///           - {call: openai.model, model: 0, provider: openai}
///     endpoints: …                           # addresses that models answer: see `Endpoint`
///
/// Where an argument stands is a keyword, a position from 0, or a list of those, the first that is given. A keyword with dots is a path
/// into what is handed over, through dictionaries and the keywords of constructors: `config.max_output_tokens`. With `options: N` the
/// keywords are looked up in the Nth argument as well: in the entries of an object or dictionary, written there or bound to a name
/// before, spread entries included, or in the keywords of a constructor (what a struct literal is lowered to). Clients, calls and
/// models each say it for their own arguments. `type`, `call` and `function` may list several spellings of the same thing; `*` in the
/// name of a type, function or model stands for anything.
///
/// A client that `wraps` another adds to what the wrapped one was told: its own `arguments` by role. `wraps: receiver` is for methods of
/// clients, which count only when their object is known to be a client, or when they are `distinctive`. `wraps: parts` is for chains of
/// several things of which one is a client, the object included; they count only when that one is found.
public struct SDKKnowledge: KnowledgePart, Sendable {
    /// A type whose objects make calls.
    public struct Client: Sendable {
        /// Qualified name of the type, as imports spell it.
        public var type: String
        /// Names given as `model` are deployments, not models.
        public var namesDeployments: Bool
        /// Constructor argument that sends the calls elsewhere.
        public var endpoint: [ArgumentPosition]
        /// Position of the constructor's argument whose entries are its keywords.
        public var options: Int?
        /// What the constructor is told of each role; nil when the calls say it.
        public var arguments: [String: [ArgumentPosition]]?
        public var wraps: Wrapped?
        /// Its name alone says that it is one, whatever it wraps.
        public var isDistinctive = false

        /// Whether a qualified name is this type's; `*` in its own stands for anything.
        func matches(_ qualifiedName: String) -> Bool {
            type == qualifiedName || type.contains("*") && Glob.matches(qualifiedName, type)
        }
    }

    /// Where the client is that another one is made of.
    public enum Wrapped: Sendable, Hashable {
        case receiver
        case argument([ArgumentPosition])
        /// One of the parts that a chain is made of.
        case parts
    }

    /// A call whose answer stands for a model wherever one is asked for.
    public struct Model: Sendable {
        /// Qualified name of what is called.
        public var name: String
        /// The arguments that name the model.
        public var model: [ArgumentPosition]
        public var provider: String?
        public var endpoint: [ArgumentPosition]
        public var options: Int?
    }

    /// Calls that make an object of an interface, whose methods a model then answers; annotations that have the framework make it.
    public struct Service: Sendable {
        public var sdk: String
        /// Qualified names of what is called.
        public var makers: [String]
        public var interface: [ArgumentPosition]
        public var model: [ArgumentPosition]
        public var tools: [ArgumentPosition]
        /// Qualified names of the annotations that hold a method's prompt, those for the system first.
        public var prompts: [String]
        /// Qualified names of annotations of interfaces of which the framework makes the object itself.
        public var annotations: [String]
        /// Arguments of those that say which of several models answers, and what tools it has.
        public var annotatedModel: [ArgumentPosition]

        /// Whether an import names it, or the type that has it.
        public func isImported(as module: String) -> Bool {
            (makers + annotations).contains { $0 == module || $0.hasPrefix(module + ".") }
        }
    }

    /// A keyword (with dots: a path), or a position from 0.
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
        /// Whether the calls before it in its chain say what it does: `prompt().call` for `prompt().user("…").call()`.
        public var isFluent: Bool
        public var clients: [Client]
        public var arguments: [String: [ArgumentPosition]]
        public var constructor: [String: [ArgumentPosition]]
        /// The argument of a function that holds the client.
        public var client: [ArgumentPosition] = []
        /// Position of the argument whose entries are the keywords.
        public var options: Int?
        public var properties: [String: String]
        /// Types of the package that nothing else takes: an argument of one says which call it is, whatever the receiver. Of a
        /// query, what its statement must begin with.
        public var takes: Set<String> = []
        /// Functions of which one makes the body.
        public var encoders: Set<String> = []
        /// Other words that a file with this call holds, and words of which it holds one.
        public var words: [String]
        public var anyWords: [String]

        /// Whether a qualified name is this function's; `*` in its name stands for anything.
        public func isFunction(_ qualifiedName: String) -> Bool {
            isFunction && (name.contains("*") ? Glob.matches(qualifiedName, name) : name == qualifiedName)
        }

        /// Whether a qualified name is this call on an object that is known to be a client.
        public func isOnClient(_ qualifiedName: String) -> Bool {
            guard !isFunction, qualifiedName.hasSuffix(".\(name)") else { return false }
            return isClient(qualifiedName.dropLast(name.utf8.count + 1), depth: 0)
        }

        /// Whether a qualified name is this call on a chain, or on what wraps one: only its parts say whether it is a client.
        public func isOnParts(_ qualifiedName: String) -> Bool {
            guard !isFunction, qualifiedName.hasSuffix("().\(name)") else { return false }
            var object = qualifiedName.dropLast(name.utf8.count + 1)
            for _ in 0..<6 where object.hasSuffix("()") {
                let type = String(object.dropLast(2))
                guard let client = clients.first(where: { $0.matches(type) }) else { return false }
                if client.wraps == .parts { return true }
                guard client.wraps == .receiver, let dot = type.lastIndex(of: ".") else { return false }
                object = type[..<dot]
            }
            return false
        }

        private func isClient(_ object: Substring, depth: Int) -> Bool {
            guard depth < 6, object.hasSuffix("()") else { return false }
            let type = String(object.dropLast(2))
            return clients.contains { client in
                guard client.matches(type) else { return false }
                if client.wraps == .parts { return false }
                guard client.wraps == .receiver, !client.isDistinctive else { return true }
                return type.lastIndex(of: ".").map { isClient(type[..<$0], depth: depth + 1) } ?? false
            }
        }

        /// The last two members of a chain, the last one of a function's name: `completions.create`. Sharper than one word, and
        /// hardly anybody breaks a line between the two.
        var tail: String {
            let members = name.split(separator: ".")
            // Chains of calls are broken into lines before each of them.
            return isFunction || members.count < 2 || name.contains("(") ? lastName : members.suffix(2).joined(separator: ".")
        }

        /// The last member of the name: `create`.
        public var lastName: String { name.split(separator: ".").last.map(String.init) ?? name }
    }

    /// Words that a file must hold together for a call to be in it.
    public struct Anchor: Sendable, Hashable {
        public var words: [String]
        /// Those of them that matter only where they stand in a loop.
        public var repeated: [String]
        /// Whether there are two, of which the second must stand close behind the first.
        public var isClose = false
        /// The kind of fact that they lead to, where it is one alone.
        public var fact: String?

        public init(words: [String], repeated: [String] = [], fact: String? = nil) {
            self.words = words
            self.repeated = repeated
            self.fact = fact
        }

        /// The second of two words, close behind the first.
        public init(_ first: String, closelyThen second: String) {
            self.init(words: [first, second])
            isClose = true
        }

        /// Whether it is enough that all words are there.
        public var isPlain: Bool { repeated.isEmpty && !isClose }
    }

    /// By language, then by the last member of the call's name.
    private var calls: [String: [String: [Call]]] = [:]
    /// What runs a chain of a client and other parts, by language: `invoke`.
    private var chainCalls: [String: Call] = [:]
    private var anchorSets: [String: Set<Anchor>] = [:]
    /// Qualified names of client types, by language.
    private var clientTypes: [String: [String: Client]] = [:]
    private var clientPatterns: [String: [Client]] = [:]
    /// By language: those with a plain name by that name, and those with a pattern.
    private var models: [String: [String: Model]] = [:]
    private var modelPatterns: [String: [Model]] = [:]

    /// What constants of packages stand for, by language and by the module or class that has them.
    private var constants: [String: [String: [String: String]]] = [:]
    /// Calls that make a message of a text, by language.
    private var messages: [String: Set<String>] = [:]
    private var services: [String: [Service]] = [:]
    public private(set) var endpoints: [Endpoint] = []
    /// Words of files that send something over HTTP, by language.
    private(set) var requestWords: [String: Set<[String]>] = [:]

    /// Functions that hand on their arguments, by language: plain names, and patterns.
    private var handingOn: [String: Set<String>] = [:]
    private var handingOnPatterns: [String: [String]] = [:]

    /// All qualified names that the knowledge speaks of, and what they begin with, by language.
    private var named: [String: Set<String>] = [:]

    public init() {}

    /// Whether the knowledge speaks of a name, or of something in it.
    public func knows(_ language: String, _ name: String) -> Bool { named[language]?.contains(name) ?? false }

    private mutating func note(_ name: String, language: String) {
        var prefix = name[...]
        while named[language, default: []].insert(String(prefix)).inserted, let dot = prefix.lastIndex(of: ".") { prefix = prefix[..<dot] }
    }

    /// Whether a function gives what it is given, in another shape: `openai.UserMessage("…")`.
    public func handsOn(_ language: String, _ name: String) -> Bool {
        handingOn[language]?.contains(name) == true
            || handingOnPatterns[language]?.contains { Glob.matches(name, $0) } == true
    }

    /// The constants of some modules and classes, by qualified name.
    public func constants(_ language: String, of modules: Set<String>) -> [String: String] {
        var result: [String: String] = [:]
        for (module, values) in constants[language] ?? [:]
        where modules.contains(module) || module.lastIndex(of: ".").map({ modules.contains(String(module[..<$0])) }) ?? false {
            for (name, value) in values { result["\(module).\(name)"] = value }
        }
        return result
    }

    public func services(_ language: String) -> [Service] { services[language] ?? [] }

    /// Whether a call of this name makes a message, or a part of one, of what it is handed.
    public func isMessage(_ language: String, called name: String) -> Bool { messages[language]?.contains(name) ?? false }

    public func calls(_ language: String, lastName: String) -> [Call] { calls[language]?[lastName] ?? [] }

    public func client(_ language: String, type: String) -> Client? {
        clientTypes[language]?[type] ?? clientPatterns[language]?.first { Glob.matches(type, $0.type) }
    }

    /// What a call of this qualified name says about a model, when its answer stands for one.
    public func model(_ language: String, called name: String) -> Model? {
        models[language]?[name] ?? modelPatterns[language]?.first { Glob.matches(name, $0.name) }
    }

    public func anchors(_ language: String) -> [Anchor] {
        (anchorSets[language] ?? []).union(endpointAnchors(language)).sorted { $0.words.lexicographicallyPrecedes($1.words) }
    }

    mutating func read(_ node: Node, in file: CatalogFile) -> [CatalogError] {
        var fields = Fields(node, in: file)
        let sdk = fields.text("sdk") ?? ""
        let provider = fields.optionalText("provider")
        var problems: [CatalogError] = []
        for (language, section) in fields.required("languages")?.entries ?? [] {
            var inner = Fields(section, in: file)
            let packages = inner.texts("package")
            var clients: [Client] = []
            for entry in inner.node("clients")?.items ?? [] {
                let (spellings, found) = Self.clients(entry, in: file)
                clients += spellings
                for client in spellings {
                    add(client, language: language.rawText)
                    note(client.type, language: language.rawText)
                }
                problems += found
            }
            for name in inner.texts("hands-on") {
                note(name, language: language.rawText)
                if name.contains("*") {
                    handingOnPatterns[language.rawText, default: []].append(name)
                } else {
                    handingOn[language.rawText, default: []].insert(name)
                }
            }
            for (module, values) in inner.node("constants")?.entries ?? [] {
                note(module.rawText, language: language.rawText)
                for (name, value) in values.entries {
                    constants[language.rawText, default: [:]][module.rawText, default: [:]][name.rawText] = value.rawText
                }
            }
            let messages = inner.texts("messages")
            for name in messages { note(name, language: language.rawText) }
            self.messages[language.rawText, default: []].formUnion(messages)
            for entry in inner.node("services")?.items ?? [] {
                let (service, found) = Self.service(entry, sdk: sdk, in: file)
                services[language.rawText, default: []].append(service)
                for annotation in service.annotations { anchorSets[language.rawText, default: []].insert(Anchor(words: [annotation])) }
                for package in packages {
                    for maker in service.makers {
                        let type = maker.split(separator: ".").last { $0.first?.isUppercase ?? false }.map(String.init) ?? maker
                        anchorSets[language.rawText, default: []].insert(Anchor(words: [package, type + "."]))
                    }
                }
                problems += found
            }
            for entry in inner.node("models")?.items ?? [] {
                let (spellings, found) = Self.models(entry, provider: provider, in: file)
                for model in spellings {
                    add(model, language: language.rawText)
                    note(model.name, language: language.rawText)
                }
                problems += found
            }
            for entry in inner.required("calls")?.items ?? [] {
                let (spellings, found) = Self.calls(entry, sdk: sdk, provider: provider, clients: clients, in: file)
                problems += found
                for call in spellings {
                    if call.isFunction { note(call.name, language: language.rawText) }
                    for type in call.takes { note(type, language: language.rawText) }
                    calls[language.rawText, default: [:]][call.lastName, default: []].append(call)
                    addAnchors(call, language: language.rawText, packages: packages)
                    if call.properties["runs"] == "chains" { addChains(call, of: clients, language: language.rawText, packages: packages) }
                }
            }
            problems += inner.finish()
        }
        for entry in fields.node("endpoints")?.items ?? [] {
            let (endpoint, found) = Self.endpoint(entry, sdk: sdk, in: file)
            endpoints.append(endpoint)
            problems += found
        }
        return problems + fields.finish()
    }

    /// How an import of a package is recognised: by its name, where that is no part of ordinary words (`phi`, `agno`).
    private static func imports(of package: String, _ language: String) -> [String] {
        guard language == "python", package.utf8.count <= 4, package.utf8.allSatisfy({ $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }) else { return [package] }
        return ["import \(package)", "from \(package)", ", \(package)"]
    }

    /// A file can hold a call when it imports the package and has the end of the call's name; or the distinctive chain itself.
    private mutating func addAnchors(_ call: Call, language: String, packages: [String]) {
        var sets: [[String]] = call.isDistinctive && !call.name.contains("(") ? [[call.name]] : []
        let members = call.name.split(separator: ".").map(String.init)
        // Formatters of JavaScript break a chain before its last call.
        let broken: [String]? = language == "javascript" && !call.isFunction && call.tail.contains(".")
            ? [members[members.count - 2], "\(call.lastName)("] : nil
        if let broken, call.isDistinctive { sets.append([members.dropLast().joined(separator: "."), broken[1]]) }
        for package in packages.flatMap({ Self.imports(of: $0, language) }) {
            // A plain word at the end is anybody's: `openai.ChatCompletion.create(…)`, also where a part is imported or named anew.
            if language == "python", call.isFunction, members.count > 2, !call.name.contains("*"), !call.lastName.contains("_") {
                let holder = members[members.count - 2]
                sets += [[package, "\(holder).\(call.lastName)"], [package, "\(holder) as ", "\(call.lastName)("]]
                sets += ["(", " as "].map { [package, "\(holder) import", call.lastName + $0] }
                continue
            }
            sets.append([package, call.tail.contains(".") ? call.tail : call.tail + "("])
            if let broken { sets.append([package] + broken) }
            // `from litellm import completion as ask`
            if call.isFunction { sets.append([package, call.lastName + " as "]) }
        }
        // What is sent to a model is no update of something.
        if call.fact == FactKind.httpCall.rawValue, !["PUT", "PATCH"].contains(call.properties["method"]) {
            requestWords[language, default: []].formUnion(sets)
        }
        for set in sets {
            let choices = call.anyWords.isEmpty ? [[]] : call.anyWords.map { [$0] }
            for choice in choices {
                let words = set + call.words + choice
                // One query is none too many.
                let repeated = call.fact == "query" ? words.filter { $0.hasPrefix(".") || $0.hasSuffix("(") || $0 == call.name } : []
                anchorSets[language, default: []].insert(Anchor(words: words, repeated: repeated, fact: call.fact))
            }
        }
    }

    /// A chain may be laid in a file that runs none.
    private mutating func addChains(_ call: Call, of clients: [Client], language: String, packages: [String]) {
        if chainCalls[language] == nil { chainCalls[language] = call }
        let makers = Set(clients.filter { $0.wraps == nil && $0.arguments == nil }.compactMap { $0.type.split(separator: ".").last }.map { $0 + "(" })
        for package in packages { for maker in makers { anchorSets[language, default: []].insert(Anchor(words: [package, String(maker)])) } }
    }

    /// What runs a chain of a client and other parts; nil where a language has none.
    public func chainCall(_ language: String) -> Call? { chainCalls[language] }

    private mutating func add(_ client: Client, language: String) {
        if client.type.contains("*") {
            clientPatterns[language, default: []].append(client)
        } else {
            clientTypes[language, default: [:]][client.type] = client
        }
    }

    private mutating func add(_ model: Model, language: String) {
        if model.name.contains("*") {
            modelPatterns[language, default: []].append(model)
        } else {
            models[language, default: [:]][model.name] = model
        }
    }

    // MARK: Entries

    private static func service(_ node: Node, sdk: String, in file: CatalogFile) -> (Service, [CatalogError]) {
        var fields = Fields(node, in: file)
        let service = Service(
            sdk: sdk, makers: names("makers", &fields), interface: positions("interface", &fields), model: positions("model", &fields),
            tools: positions("tools", &fields), prompts: names("prompts", &fields), annotations: fields.texts("annotations"),
            annotatedModel: positions("annotated-model", &fields))
        return (service, fields.finish())
    }

    private static func clients(_ node: Node, in file: CatalogFile) -> ([Client], [CatalogError]) {
        var fields = Fields(node, in: file)
        let types = names("type", &fields)
        let namesDeployments = fields.flag("names-deployments") ?? false
        let endpoint = positions("endpoint", &fields)
        let options = position("options", &fields)
        var client = Client(type: "", namesDeployments: namesDeployments, endpoint: endpoint, options: options)
        if fields.node("arguments") != nil { client.arguments = roles("arguments", &fields) }
        client.wraps = wrapped(&fields)
        client.isDistinctive = fields.flag("distinctive") ?? false
        let clients = types.map { type in
            client.type = type
            return client
        }
        return (clients, fields.finish())
    }

    private static func wrapped(_ fields: inout Fields) -> Wrapped? {
        guard let node = fields.node("wraps") else { return nil }
        switch node.string {
        case "receiver": return .receiver
        case "parts": return .parts
        default: return .argument(positions(node, &fields))
        }
    }

    private static func models(_ node: Node, provider: String?, in file: CatalogFile) -> ([Model], [CatalogError]) {
        var fields = Fields(node, in: file)
        let calls = names("call", &fields)
        if fields.required("model") == nil { return ([], fields.finish()) }
        let model = positions("model", &fields)
        let own = fields.optionalText("provider") ?? provider
        let endpoint = positions("endpoint", &fields)
        let options = position("options", &fields)
        let models = calls.map { Model(name: $0, model: model, provider: own, endpoint: endpoint, options: options) }
        return (models, fields.finish())
    }

    private static func calls(
        _ node: Node, sdk: String, provider: String?, clients: [Client], in file: CatalogFile
    ) -> ([Call], [CatalogError]) {
        var fields = Fields(node, in: file)
        let functions = fields.texts("function")
        let chains = fields.texts("call")
        if functions.isEmpty == chains.isEmpty { fields.problem("a call has either `call` or `function`", at: node) }
        var call = Call(
            sdk: sdk, provider: fields.optionalText("provider") ?? provider, fact: fields.text("fact") ?? "", name: "",
            isFunction: !functions.isEmpty, isDistinctive: fields.flag("distinctive") ?? false,
            isFluent: fields.flag("fluent") ?? false, clients: clients,
            arguments: roles("arguments", &fields), constructor: roles("constructor", &fields), options: position("options", &fields),
            properties: properties(fields.node("properties")), words: fields.texts("words"),
            anyWords: fields.texts("any-words"))
        call.takes = Set(fields.texts("takes"))
        call.encoders = Set(fields.texts("encoders"))
        call.client = positions("client", &fields)
        if !call.client.isEmpty, !call.isFunction { fields.problem("only a `function` has its `client` as an argument", at: node) }
        let spellings = (functions + chains).map { name in
            call.name = name
            return call
        }
        return (spellings, fields.finish())
    }

    private static func names(_ key: String, _ fields: inout Fields) -> [String] {
        _ = fields.required(key)
        return fields.texts(key)
    }

    static func roles(_ key: String, _ fields: inout Fields) -> [String: [ArgumentPosition]] {
        guard let node = fields.node(key) else { return [:] }
        var result: [String: [ArgumentPosition]] = [:]
        for (role, value) in node.entries { result[role.rawText] = positions(value, &fields) }
        return result
    }

    static func positions(_ key: String, _ fields: inout Fields) -> [ArgumentPosition] {
        fields.node(key).map { positions($0, &fields) } ?? []
    }

    private static func positions(_ node: Node, _ fields: inout Fields) -> [ArgumentPosition] {
        (node.kind == .sequence ? node.items : [node]).compactMap { item in
            if let position = item.integer, position >= 0 { return .position(position) }
            if let name = item.string, name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty }) {
                return .keyword(name)
            }
            fields.problem("`\(item.rawText)` is no argument: a keyword, a path such as `config.model`, or a position from 0", at: item)
            return nil
        }
    }

    private static func position(_ key: String, _ fields: inout Fields) -> Int? {
        guard let node = fields.node(key) else { return nil }
        if let position = node.integer, position >= 0 { return position }
        fields.problem("`\(key)` must be the position of an argument, from 0", at: node)
        return nil
    }

    static func properties(_ node: Node?) -> [String: String] {
        Dictionary((node?.entries ?? []).map { ($0.key.rawText, $0.value.rawText) }) { _, last in last }
    }
}
