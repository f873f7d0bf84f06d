public import Catalog
public import Parsing

/// ConfigModel says what a file of configuration declares, in terms that hold for every platform: workloads with containers,
/// services, autoscalers, gateways with routes, pipelines, builds of images. Each format family has one file here that reads its documents into a
/// `ConfigUnit`; all that comes after knows no format. What a template, a patch or an environment fills in stays unknown.

/// One file of configuration, read.
public struct ConfigUnit: Sendable {
    public var workloads: [Workload] = []
    public var services: [ServiceRecord] = []
    public var autoscalers: [AutoscalerRecord] = []
    public var gateways: [GatewayConfig] = []
    public var modelUses: [ModelUse] = []
    public var kustomizations: [Kustomization] = []
    public var pipelines: [Pipeline] = []
    public var requestSetters: [RequestSetter] = []
    public var webServers: [WebServer] = []

    public init() {}

    public var isEmpty: Bool {
        workloads.isEmpty && services.isEmpty && autoscalers.isEmpty && gateways.isEmpty && modelUses.isEmpty && kustomizations.isEmpty && pipelines.isEmpty
            && requestSetters.isEmpty && webServers.isEmpty
    }

    /// Reads every document of the file with the first format that knows it.
    public static func read(_ file: ConfigFile) -> ConfigUnit {
        var unit = ConfigUnit()
        if file.format == .nginx {
            if NginxFormat.recognises(file.document) { NginxFormat.read(file.document, in: file, into: &unit) }
            if unit.webServers.isEmpty, let part = NginxFormat.fragment(file.document, file.knowledge.webServers) { unit.webServers.append(part) }
            return unit
        }
        for root in file.document.roots where root.kind == .mapping {
            let format = ConfigFormats.all.first { $0.syntaxes.contains(file.format) && $0.recognises(root, in: file) }
            format?.read(root, in: file, into: &unit)
        }
        return unit
    }
}

/// A format family. To add one: a new file with a type that conforms, and a line in `ConfigFormats.all`.
public protocol ConfigFormat: SendableMetatype {
    /// What its documents are written in.
    static var syntaxes: Set<DataFormat> { get }
    /// Whether a document is of this format, by what it holds; a name alone is no proof.
    static func recognises(_ root: Node, in file: ConfigFile) -> Bool
    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit)
}

extension ConfigFormat {
    public static var syntaxes: Set<DataFormat> { [.yaml] }
}

enum ConfigFormats {
    /// In the order in which they are asked.
    static let all: [any ConfigFormat.Type] = [
        GitHubActionsFormat.self, GitLabCIFormat.self, KustomizeFormat.self, EnvoyAIFormat.self, KubernetesFormat.self, LiteLLMFormat.self, RayServeFormat.self,
        TrussFormat.self, VLLMStackFormat.self, ComposeFormat.self, SemanticRouterFormat.self, PortkeyFormat.self, TensorZeroFormat.self, ContinueFormat.self,
        AiderFormat.self, DifyFormat.self, CrewAIFormat.self, ZedFormat.self, ClaudeCodeFormat.self, ClaudeCodeRouterFormat.self,
    ]
}

/// One file as the formats see it: its text and document, what is known, and where a text in it lies when it is itself a file.
public struct ConfigFile: Sendable {
    public var path: String
    public var source: SourceText
    public var format: DataFormat
    public var document: Document
    public var knowledge: ConfigKnowledge
    /// What the chart that a template belongs to comes with.
    public var values: HelmValues?

    public init(path: String, source: SourceText, format: DataFormat = .yaml, document: Document, knowledge: ConfigKnowledge) {
        self.path = path
        self.source = source
        self.format = format
        self.document = document
        self.knowledge = knowledge
    }

    public func span(_ node: Node) -> Span { node.span }

    /// The file that a block scalar of this one holds, such as a ConfigMap's `config.yaml: |`, with spans in this one.
    func embedded(_ node: Node, as format: DataFormat = .yaml) -> ConfigFile? {
        guard let inner = Document.read(embedded: node, in: source, as: format) else { return nil }
        return ConfigFile(path: path, source: source, format: format, document: inner, knowledge: knowledge)
    }

    /// Whether the file lies in the templates of a Helm chart.
    public var isChartTemplate: Bool { path.hasPrefix("templates/") || path.contains("/templates/") }
}
