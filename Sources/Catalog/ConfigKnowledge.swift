internal import Parsing

/// What the catalogue knows about configuration: how servers are started, what gateways call their keys, how accelerators are
/// named, and which words of a name state a task. Read from `knowledge/` below the rules folder.
public struct ConfigKnowledge: Sendable {
    public var engines: [ServingEngine] = []
    public var gateways: [GatewayKnowledge] = []
    public var accelerators = AcceleratorKnowledge()
    public var weights = WeightKnowledge()
    public var routeNames = NameVocabulary()
    /// How vendors call their small models; a part of the catalogue of its own.
    public var modelNames = ModelNames()
    public var batchNames = NameVocabulary()
    public var autoscaling = AutoscalingKnowledge()
    public var pipelines = PipelineKnowledge()
    public var imageBuilds = ImageKnowledge()
    public var webServers = WebServerKnowledge()
    /// Paths at which a model answers, and what a command holds that sends it something.
    public var generationPaths: [String] = []
    public var bodySigns: [String] = []

    public init() {}

    /// Reads the files of `knowledge/` that no other part of the catalogue reads.
    ///
    /// - Parameter problems: gets every mistake found, with its place.
    public init(files: [CatalogFile], problems: inout [CatalogError]) {
        for file in files.sorted(by: { $0.path < $1.path }) {
            let path = file.path
            guard let root = file.document.roots.first else { continue }
            var fields = Fields(root, in: file)
            switch path {
            case "knowledge/accelerators.yaml": accelerators = AcceleratorKnowledge(&fields)
            case "knowledge/weights.yaml": weights = WeightKnowledge(&fields)
            case "knowledge/route-names.yaml": routeNames = NameVocabulary(tasksOf: &fields)
            case "knowledge/batch-names.yaml": batchNames = NameVocabulary(deferrableOf: &fields)
            case "knowledge/autoscaling.yaml": autoscaling = AutoscalingKnowledge(&fields)
            case "knowledge/pipelines.yaml": pipelines = PipelineKnowledge(&fields)
            case "knowledge/images.yaml": imageBuilds = ImageKnowledge(&fields)
            case "knowledge/web-servers.yaml": webServers = WebServerKnowledge(&fields)
            case "knowledge/probes.yaml":
                generationPaths = fields.texts("generation-paths")
                bodySigns = fields.texts("body-signs")
            case _ where path.hasPrefix("knowledge/serving/"): engines.append(ServingEngine(&fields))
            case _ where path.hasPrefix("knowledge/gateways/"): gateways.append(GatewayKnowledge(&fields))
            default:
                problems.append(file.error("nothing reads this file: no part of the catalogue has this name"))
                continue
            }
            problems += fields.finish()
        }
    }
}

/// A gateway: how its container is recognised, which of its paths call models, and how it spells models.
public struct GatewayKnowledge: Sendable {
    public var name: String
    public var images: [String]
    public var launchers: [[String]]
    /// Paths that make a call to every model.
    public var livePaths: [String]
    public var freePaths: [String]
    public var freePath: String
    /// Seconds between two rounds of background checks unless the configuration says otherwise.
    public var backgroundInterval: Double
    public var chatModes: Set<String>
    /// Variables under which another program serves the health paths.
    public var separateHealth: [String]
    /// Environment variables that make every request need a key.
    public var keyVariables: [String]
    public var providers: Set<String>
    public var metaProviders: Set<String>
    /// How alike two requests must be for its semantic cache in its own documentation.
    public var usualThreshold: Double?

    init(_ fields: inout Fields) {
        name = fields.text("gateway") ?? ""
        images = fields.texts("images")
        launchers = fields.texts("launchers").map { $0.split(separator: " ").map(String.init) }
        livePaths = []
        freePaths = []
        freePath = ""
        backgroundInterval = 0
        if let health = fields.required("health") {
            var inner = Fields(health, in: fields.file)
            livePaths = inner.texts("calls-models")
            freePaths = inner.texts("free")
            freePath = inner.text("remedy") ?? ""
            backgroundInterval = inner.interval("background-interval")?.low ?? 0
            fields.adopt(inner.finish())
        }
        chatModes = Set(fields.texts("chat-modes"))
        separateHealth = fields.texts("separate-health")
        keyVariables = fields.texts("key-variables")
        providers = Set(fields.texts("providers"))
        metaProviders = Set(fields.texts("meta-providers"))
        usualThreshold = fields.interval("usual-threshold")?.low
    }
}

/// What changes a workload's replicas besides an autoscaler object.
public struct AutoscalingKnowledge: Sendable {
    /// Beginnings of annotations and labels of a workload that says itself how it is scaled.
    public var marks: [String] = []
    public var namespaceKinds: Set<String> = []
    /// Kinds of objects that say for others how much processor time and memory they need.
    public var requestSetters: Set<String> = []
    /// Images of servers that unload a model by themselves when nobody asks it, with the variable that can forbid it.
    public var unloadingImages: [String: String] = [:]
    public var commands: [String] = []
    /// Words that make an unread file a place where an autoscaler could be.
    public var words: [String] = []

    public init() {}

    init(_ fields: inout Fields) {
        marks = fields.texts("marks")
        namespaceKinds = Set(fields.texts("namespace-kinds"))
        requestSetters = Set(fields.texts("request-setters"))
        for (image, variable) in fields.node("unloading-images")?.entries ?? [] { unloadingImages[image.rawText] = variable.rawText }
        commands = fields.texts("commands")
        words = fields.texts("words")
    }
}
