internal import Parsing

/// All that wattlint knows, read and checked: what is embedded, and what `--rules` adds.
public struct Catalog: Sendable {
    /// Sorted by id.
    public var rules: [Rule] = []
    public var refused: [Refusal] = []
    public var sdks = SDKKnowledge()
    public var tasks = TaskKnowledge()
    public var frames = DataFrameKnowledge()
    public var words = CodeWords()
    public var loops = LoopKnowledge()
    public var work = WorkKnowledge()
    public var waiting = WaitingKnowledge()
    public var hotPaths = HotPathKnowledge()
    public var wideReads = WideReadKnowledge()
    public var serializers = SerializerKnowledge()
    public var caches = CacheKnowledge()
    public var brokers = BrokerKnowledge()
    public var defaults = LibraryDefaults()
    public var schedulers = SchedulerKnowledge()
    public var sizing = SizingKnowledge()
    public var modelNames = ModelNames()
    public var settings = SettingsKnowledge()
    public var slots = ModelSlots()
    public var reading = FileReading()
    public var reach = ReachKnowledge()
    public var config = ConfigKnowledge()
    public var factors = Factors()

    public init() {}

    /// Reads the files of one or several rules folders together.
    ///
    /// Each part of the catalogue takes the files that lie where its files lie; a file that no part takes is a mistake.
    ///
    /// - Parameters:
    ///   - schema: the kinds of fact and their fields, which rules may name.
    ///   - savingMethods: the methods of working out a saving, and the arguments of each.
    /// - Returns: the catalogue without what is wrong, and what is wrong, in the order of the files.
    public static func load(
        _ files: [CatalogFile], schema: FactSchema, savingMethods: [String: Set<String>]
    ) -> (catalog: Catalog, errors: [CatalogError]) {
        var catalog = Catalog()
        var shelf = CatalogShelf(files)
        catalog.refused = shelf.read(under: "refused.yaml") { $0.gather(Refusal.read) }
        catalog.sdks = shelf.read(under: "knowledge/sdks/", by: SDKKnowledge.load)
        catalog.tasks = shelf.read(under: "knowledge/tasks.yaml", by: TaskKnowledge.load)
        catalog.frames = shelf.read(under: "knowledge/data-frames.yaml", by: DataFrameKnowledge.load)
        catalog.words = shelf.read(under: "knowledge/code-words.yaml", by: CodeWords.load)
        catalog.loops = shelf.read(under: "knowledge/loops.yaml", by: LoopKnowledge.load)
        catalog.work = shelf.read(under: "knowledge/work.yaml", by: WorkKnowledge.load)
        catalog.waiting = shelf.read(under: "knowledge/waiting.yaml", by: WaitingKnowledge.load)
        catalog.hotPaths = shelf.read(under: "knowledge/hot-paths.yaml", by: HotPathKnowledge.load)
        catalog.wideReads = shelf.read(under: "knowledge/wide-reads.yaml", by: WideReadKnowledge.load)
        catalog.serializers = shelf.read(under: "knowledge/serializers.yaml", by: SerializerKnowledge.load)
        catalog.caches = shelf.read(under: "knowledge/caches.yaml", by: CacheKnowledge.load)
        catalog.brokers = shelf.read(under: "knowledge/brokers.yaml", by: BrokerKnowledge.load)
        catalog.schedulers = shelf.read(under: "knowledge/schedulers.yaml", by: SchedulerKnowledge.load)
        catalog.defaults = shelf.read(under: "knowledge/library-defaults.yaml", by: LibraryDefaults.load)
        catalog.sizing = shelf.read(under: "knowledge/sizing.yaml", by: SizingKnowledge.load)
        catalog.modelNames = shelf.read(under: "knowledge/model-names.yaml", by: ModelNames.load)
        catalog.reading = shelf.read(under: "knowledge/file-reading.yaml", by: FileReading.load)
        catalog.reach = shelf.read(under: "knowledge/reach.yaml", by: ReachKnowledge.load)
        catalog.slots = shelf.read(under: "knowledge/model-slots.yaml", by: ModelSlots.load)
        catalog.settings = shelf.read(under: "knowledge/settings/", by: SettingsKnowledge.load)
        catalog.config = shelf.read(under: "knowledge/") { files in
            var problems: [CatalogError] = []
            return (ConfigKnowledge(files: files, problems: &problems), problems)
        }
        catalog.config.modelNames = catalog.modelNames
        catalog.factors = shelf.read(under: "factors/", by: Factors.load)
        let techniques = Technique.allCases.map { $0.rawValue + "/" }
        catalog.rules = shelf.read(under: techniques) { $0.rules(schema: schema, savingMethods: savingMethods) }
        return (catalog, shelf.finish())
    }

    /// The rule with this id, now or formerly.
    public func rule(_ id: String) -> Rule? {
        rules.first { $0.id == id } ?? rules.first { $0.formerly.contains(id) }
    }
}

/// The files that no part of the catalogue has taken yet, and what was wrong with those that were.
struct CatalogShelf {
    private var files: [CatalogFile]
    private var errors: [CatalogError] = []

    init(_ files: [CatalogFile]) {
        self.files = files.filter { $0.document.problems.isEmpty }
        for file in files {
            errors += file.document.problems.map { CatalogError(file: file.shownPath, position: $0.position, message: $0.reason) }
        }
    }

    /// Takes the files whose path starts with one of the prefixes, and reads them together.
    mutating func read<Part>(under prefixes: String..., by reader: ([CatalogFile]) -> (Part, [CatalogError])) -> Part {
        read(under: prefixes, by: reader)
    }

    mutating func read<Part>(under prefixes: [String], by reader: ([CatalogFile]) -> (Part, [CatalogError])) -> Part {
        let isTaken = { (file: CatalogFile) in prefixes.contains { file.path.hasPrefix($0) } }
        let (part, mistakes) = reader(files.filter(isTaken))
        files.removeAll(where: isTaken)
        errors += mistakes
        return part
    }

    /// What is wrong with all files, those among it that nothing reads.
    func finish() -> [CatalogError] {
        let folders = Technique.allCases.map { $0.rawValue + "/" } + ["knowledge/", "factors/", "refused.yaml"]
        let strays = files.map { file in
            let folder = file.path.split(separator: "/").first.map(String.init) ?? file.path
            return file.error("nothing reads this file: no part of the catalogue lies there" + hint(folder, among: folders))
        }
        return (errors + strays).sorted { one, other in
            if one.file != other.file { return one.file < other.file }
            let (left, right) = (one.position ?? Position(line: 0, column: 0), other.position ?? Position(line: 0, column: 0))
            return left != right ? left < right : one.message < other.message
        }
    }
}

extension [CatalogFile] {
    /// Reads each file by itself, when a file gives a list.
    func gather<Entry>(_ read: (CatalogFile) -> ([Entry], [CatalogError])) -> ([Entry], [CatalogError]) {
        let parts = map(read)
        return (parts.flatMap(\.0), parts.flatMap(\.1))
    }

    func rules(schema: FactSchema, savingMethods: [String: Set<String>]) -> ([Rule], [CatalogError]) {
        var rules: [Rule] = []
        var errors: [CatalogError] = []
        var owners: [String: String] = [:]
        for file in self {
            let (rule, problems) = RuleReader.read(file, schema: schema, savingMethods: savingMethods)
            errors += problems
            guard let rule else { continue }
            for id in [rule.id] + rule.formerly {
                if let owner = owners[id] {
                    errors.append(file.error("`\(id)` is already the name of the rule in \(owner)"))
                }
                owners[id] = file.shownPath
            }
            rules.append(rule)
        }
        return (rules.sorted { $0.id < $1.id }, errors)
    }
}
