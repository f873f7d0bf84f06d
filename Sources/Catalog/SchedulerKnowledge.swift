internal import Parsing

/// Schedulers that programs set up themselves, and where the hours, the name and the work of a job stand: `knowledge/schedulers.yaml`.
public struct SchedulerKnowledge: Sendable {
    /// One way to set a job up.
    public struct Shape: Sendable {
        public var kind: String
        public var languages: [String]
        public var package: String
        /// Qualified names of what is called or decorates; `*` stands for anything.
        public var functions: [String]
        /// Methods that set a job up on an object of any name, where one of their keywords says so.
        public var methods: Set<String>
        public var cron: [SDKKnowledge.ArgumentPosition]
        /// Where the hours are arguments of their own: those for minute, hour, day, month and weekday.
        public var fields: [[SDKKnowledge.ArgumentPosition]]
        /// An argument that must say this for the shape to hold: `add_job(f, "cron", hour=18)`.
        public var trigger: [SDKKnowledge.ArgumentPosition]
        public var triggers: Set<String>
        public var name: [SDKKnowledge.ArgumentPosition]
        public var zone: [SDKKnowledge.ArgumentPosition]
        public var work: [SDKKnowledge.ArgumentPosition]
        /// Position of the argument whose entries are the keywords.
        public var options: Int?
        /// The time zone is set elsewhere in the same file.
        public var zoneOfFile: Bool
        /// What it does is what stands in its block, as tasks.
        public var hasTasks: Bool
        /// What it does stands beside it, in the same dictionary or call.
        public var hasNeighbours: Bool
        /// The first of six fields counts seconds.
        public var countsSeconds: Bool
        var words: [String]

        /// Whether a qualified name is one of what sets a job up.
        public func isFunction(_ name: String) -> Bool {
            functions.contains { $0.contains("*") ? Glob.matches(name, $0) : $0 == name }
        }
    }

    public var shapes: [Shape] = []
    /// Calls that do no work: a job of nothing else is a placeholder.
    public var idleCalls: Set<String> = []
    /// Keywords that say that a job has to be done by some time.
    public var promises: Set<String> = []
    /// How programs and configurations ask for the carbon intensity of the grid, as a file that does so holds it.
    public var carbonSignals: [String] = []

    public init() {}

    public func shapes(_ language: String) -> [Shape] { shapes.filter { $0.languages.contains(language) } }

    public func anchors(_ language: String) -> [SDKKnowledge.Anchor] {
        shapes(language).flatMap { shape in shape.words.map { SDKKnowledge.Anchor(words: [shape.package, $0]) } }
            + carbonSignals.map { SDKKnowledge.Anchor(words: [$0]) }
    }

    public static func load(_ files: [CatalogFile]) -> (SchedulerKnowledge, [CatalogError]) {
        var knowledge = SchedulerKnowledge()
        var problems: [CatalogError] = []
        for file in files {
            for root in file.document.roots {
                var fields = Fields(root, in: file)
                for entry in fields.required("schedulers")?.items ?? [] {
                    let (shape, found) = Self.shape(entry, in: file)
                    knowledge.shapes.append(shape)
                    problems += found
                }
                knowledge.idleCalls = Set(fields.texts("idle-calls"))
                knowledge.promises = Set(fields.texts("promises"))
                knowledge.carbonSignals = fields.texts("carbon-signals")
                problems += fields.finish()
            }
        }
        return (knowledge, problems)
    }

    private static func shape(_ node: Node, in file: CatalogFile) -> (Shape, [CatalogError]) {
        var fields = Fields(node, in: file)
        var times: [[SDKKnowledge.ArgumentPosition]] = []
        if let node = fields.node("fields") {
            var inner = Fields(node, in: file)
            times = ["minute", "hour", "day", "month", "weekday"].map { SDKKnowledge.positions($0, &inner) }
            for problem in inner.finish() { fields.add(problem) }
        }
        let shape = Shape(
            kind: fields.text("kind") ?? "", languages: fields.texts("languages"), package: fields.text("package") ?? "",
            functions: fields.texts("functions"), methods: Set(fields.texts("methods")), cron: SDKKnowledge.positions("cron", &fields),
            fields: times, trigger: SDKKnowledge.positions("trigger", &fields), triggers: Set(fields.texts("triggers")),
            name: SDKKnowledge.positions("name", &fields), zone: SDKKnowledge.positions("zone", &fields),
            work: SDKKnowledge.positions("work", &fields), options: fields.node("options")?.integer,
            zoneOfFile: fields.flag("zone-of-file") ?? false, hasTasks: fields.flag("tasks") ?? false,
            hasNeighbours: fields.flag("neighbours") ?? false, countsSeconds: fields.flag("seconds") ?? false, words: fields.texts("words"))
        return (shape, fields.finish())
    }
}
