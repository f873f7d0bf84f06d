public import Catalog

/// What extraction needs to know to find facts in code.
public struct CodeKnowledge: Sendable {
    public var sdks: SDKKnowledge
    public var tasks: TaskKnowledge
    public var frames: DataFrameKnowledge
    public var words: CodeWords
    public var loops: LoopKnowledge
    public var work: WorkKnowledge
    public var waiting: WaitingKnowledge
    public var hotPaths: HotPathKnowledge
    public var wideReads: WideReadKnowledge
    public var serializers: SerializerKnowledge
    public var caches: CacheKnowledge
    public var brokers: BrokerKnowledge
    public var weights: WeightKnowledge
    public var webServers: WebServerKnowledge
    public var schedulers: SchedulerKnowledge
    public var batchNames: NameVocabulary
    public var settings: SettingsKnowledge
    public var slots: ModelSlots
    public var reading: FileReading
    public var sizing: SizingKnowledge
    /// The kinds of fact that are asked for; others that nothing else looks at need not be found.
    public var kinds: Set<FactKind>

    public init(_ catalog: Catalog, kinds: Set<FactKind> = Set(FactKind.allCases)) {
        self.kinds = kinds
        sdks = catalog.sdks
        tasks = catalog.tasks
        frames = catalog.frames
        words = catalog.words
        loops = catalog.loops
        work = catalog.work
        waiting = catalog.waiting
        hotPaths = catalog.hotPaths
        wideReads = catalog.wideReads
        serializers = catalog.serializers
        caches = catalog.caches
        brokers = catalog.brokers
        weights = catalog.config.weights
        webServers = catalog.config.webServers
        schedulers = catalog.schedulers
        batchNames = catalog.config.batchNames
        settings = catalog.settings
        slots = catalog.slots
        reading = catalog.reading
        sizing = catalog.sizing
    }
}
