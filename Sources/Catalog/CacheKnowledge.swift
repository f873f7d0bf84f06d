internal import Parsing

/// Caches of answers of models, how they are switched off, and what makes each request new: `knowledge/caches.yaml`.
public struct CacheKnowledge: KnowledgePart, Sendable {
    /// An argument that switches a cache off.
    public struct Switch: Sendable {
        public var calls: [String]
        public var argument: [SDKKnowledge.ArgumentPosition]
        /// What it says then.
        public var off: Bool
        /// What it is of: response, prefix or attention.
        public var of: String
        /// Arguments that make the call another thing, as `name` or `name=value`.
        public var notWith: [String]
        /// The argument that makes answers differ on purpose when it is above zero.
        public var sampling: [SDKKnowledge.ArgumentPosition]
        /// How the switch begins in the text of a file.
        public var words: [String]
    }

    /// A call that sets a cache up.
    public struct SetUp: Sendable {
        public var calls: [String]
        /// Where it is told how alike two requests must be, for caches that compare meanings.
        public var threshold: [SDKKnowledge.ArgumentPosition]
        /// The library's own threshold, and whether more means stricter.
        public var usual: Double?
        public var isSimilarity: Bool
        public var words: [String]
    }

    /// The caches of one library.
    public struct Engine: Sendable {
        public var name: String
        public var package: String
        /// It is on without anybody asking for it.
        public var isDefault: Bool
        public var switches: [Switch]
        public var setUps: [SetUp]
    }

    /// What gives another value each time it is called.
    public struct Volatile: Sendable {
        /// Qualified names of calls that give a time, and of those that give chance or a new name.
        public var clocks: [String] = []
        public var chance: [String] = []
        /// Methods after which the time is that of a day.
        public var daily: [String] = []
        /// Formats of times: what stands for less than a day in them.
        public var fine: [String] = []
        /// Methods that take such a format, and those that give the time to the second.
        public var formatting: [String] = []
        public var exact: [String] = []
    }

    private var engines: [String: [Engine]] = [:]
    private var volatiles: [String: Volatile] = [:]
    /// Words in names around calls that ask the same again on purpose.
    public var repeating: [String] = []
    /// Words in names around calls that measure, for which a cache would be wrong.
    public var measuring: [String] = []
    /// Calls on an object that keeps what was said before.
    public var stateful: Set<String> = []
    /// Words in a file that keeps answers, and calls by which a function does.
    public var keeping: [String] = []
    public var storing: Set<String> = []
    /// Words in names that make an answer one person's or one moment's.
    public var personal: Set<String> = []
    /// The HTTP method that a route's last word stands for.
    public var routes: [String: String] = [:]

    public init() {}

    public func engines(_ language: String) -> [Engine] { engines[language] ?? [] }
    public func volatile(_ language: String) -> Volatile { volatiles[language] ?? Volatile() }

    /// Words that a file must hold for a switch or a set-up to be in it.
    public func anchors(_ language: String) -> [SDKKnowledge.Anchor] {
        engines(language).flatMap { engine in
            (engine.switches.flatMap(\.words) + engine.setUps.flatMap(\.words)).map { SDKKnowledge.Anchor(words: [engine.package, $0]) }
        }
    }

    mutating func read(_ root: Node, in file: CatalogFile) -> [CatalogError] {
        var fields = Fields(root, in: file)
        var problems: [CatalogError] = []
        repeating = fields.texts("repeating")
        measuring = fields.texts("measuring")
        stateful = Set(fields.texts("stateful"))
        keeping = fields.texts("keeping")
        storing = Set(fields.texts("storing"))
        personal = Set(fields.texts("personal"))
        for (method, words) in fields.required("routes")?.entries ?? [] { for word in words.items { routes[word.rawText] = method.rawText } }
        for (language, section) in fields.required("engines")?.entries ?? [] {
            for entry in section.items {
                let (engine, found) = Self.engine(entry, in: file)
                engines[language.rawText, default: []].append(engine)
                problems += found
            }
        }
        for (language, section) in fields.required("volatile")?.entries ?? [] {
            var inner = Fields(section, in: file)
            volatiles[language.rawText] = Volatile(
                clocks: inner.texts("clocks"), chance: inner.texts("chance"), daily: inner.texts("daily"), fine: inner.texts("fine"),
                formatting: inner.texts("formatting"), exact: inner.texts("exact"))
            problems += inner.finish()
        }
        return problems + fields.finish()
    }

    private static func engine(_ node: Node, in file: CatalogFile) -> (Engine, [CatalogError]) {
        var fields = Fields(node, in: file)
        var engine = Engine(
            name: fields.text("engine") ?? "", package: fields.text("package") ?? "", isDefault: fields.flag("default") ?? false, switches: [],
            setUps: [])
        var problems: [CatalogError] = []
        for entry in fields.node("off")?.items ?? [] {
            var inner = Fields(entry, in: file)
            engine.switches.append(
                Switch(
                    calls: inner.texts("calls"), argument: SDKKnowledge.positions("argument", &inner), off: inner.flag("is") ?? false,
                    of: inner.text("of") ?? "", notWith: inner.texts("not-with"), sampling: SDKKnowledge.positions("sampling", &inner),
                    words: inner.texts("words")))
            problems += inner.finish()
        }
        for entry in fields.node("set-up")?.items ?? [] {
            var inner = Fields(entry, in: file)
            engine.setUps.append(
                SetUp(
                    calls: inner.texts("calls"), threshold: SDKKnowledge.positions("threshold", &inner), usual: inner.node("usual")?.number,
                    isSimilarity: inner.flag("similarity") ?? true, words: inner.texts("words")))
            problems += inner.finish()
        }
        return (engine, problems + fields.finish())
    }
}
