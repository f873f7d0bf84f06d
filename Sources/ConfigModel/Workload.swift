public import Parsing

/// Something that runs: a Deployment, a job, a Compose service.
public struct Workload: Sendable {
    public enum Platform: Sendable { case kubernetes, compose }

    public var platform: Platform
    public var kind: String
    public var name: Setting<String>
    /// Absent when not stated.
    public var namespace: Setting<String> = .absent
    public var span: Span
    public var replicas: Setting<Double> = .absent
    /// Bounds within which the object scales itself (Knative, KServe), if it does.
    public var ownBounds: (minimum: Setting<Double>, maximum: Setting<Double>)?
    public var podLabels: [String: String] = [:]
    public var podLabelsAreWhole = true
    /// Keys of annotations and labels, of the object and its pods.
    public var marks: [String] = []
    public var containers: [Container] = []
    /// Node labels that the pods ask for, with the values admitted.
    public var nodeChoices: [NodeChoice] = []
    public var schedule: Setting<String> = .absent
    public var timeZone: Setting<String> = .absent
    public var isSuspended: Setting<Bool> = .absent
    /// The folder that its image is built from, when it is built from the repository.
    public var buildContext: String?
    /// The Dockerfile that it is built by, below that folder, when the file says one.
    public var buildFile: String?
    /// A patch or a part of an object: what it does not say, another file may.
    public var isPartial = false
    /// A template's condition decides whether it is there.
    public var isConditional = false
    /// Its name, image or one of its values is a place that somebody has yet to fill in.
    public var hasPlaceholders = false

    public init(platform: Platform, kind: String, name: Setting<String>, span: Span) {
        self.platform = platform
        self.kind = kind
        self.name = name
        self.span = span
    }

    /// `Deployment/shop/vllm`.
    public var symbol: String { [kind, namespace.value ?? "default", name.value ?? "?"].joined(separator: "/") }
}

public struct NodeChoice: Sendable {
    public var label: String
    public var values: [String]
    public var span: Span
}

public struct Container: Sendable {
    public var name: Setting<String>
    public var span: Span
    public var image: Setting<String> = .absent
    /// What replaces the image's entry point; absent when the image's own runs.
    public var entry: CommandWords?
    public var arguments: CommandWords?
    /// The server that its platform starts in it, by the platform's name for it, where the object names no image.
    public var server: Setting<String> = .absent
    /// The weights that its platform gives the server: `hf://Qwen/Qwen3-8B`, `s3://models/qwen`.
    public var weights: Setting<String> = .absent
    public var environment = Variables(.kubernetes)
    /// What the file says where a flag of the command stands for it.
    public var sayings: [String: String] = [:]
    /// A command that runs beside it once it is started.
    public var startHook: CommandWords?
    /// Whole accelerators; absent when none is asked for, unknown when templated, shared or cut.
    public var accelerators: Setting<Double> = .absent
    /// Requests, in vCPU.
    public var cpu: Setting<Double> = .absent
    /// Whether it says how much processor time or memory it needs, or may take at most.
    public var statesNeeds: Setting<Bool> = .unknown
    public var ports: [Int] = []
    public var probes: [Probe] = []
    /// What is mounted into it, and whether that is all.
    public var mounts: [Mount] = []
    public var mountsAreWhole = false

    public struct Mount: Sendable {
        public var path: String
        /// What is written there is still there when the next container starts.
        public var isKept: Bool
    }
}

/// The words of a command as a list or a text gives them.
public struct CommandWords: Sendable {
    public var words: [Setting<String>]
    /// Nothing adds words to it.
    public var isWhole: Bool
    public var span: Span

    public init(words: [Setting<String>], isWhole: Bool, span: Span) {
        self.words = words
        self.isWhole = isWhole
        self.span = span
    }
}

/// A check of a container's health, repeated.
public struct Probe: Sendable {
    public enum Style: String, Sendable { case httpGet = "http-get", command, healthcheck }

    public var style: Style
    /// What is asked for, with a query if there is one; for a command the path in its URL.
    public var path: Setting<String>
    /// The text of the command.
    public var command: String?
    public var port: Setting<String> = .absent
    public var period: Setting<Double>
    public var sendsAuthorization: Bool
    public var isDisabled = false
    public var span: Span
}

public struct ServiceRecord: Sendable {
    public var name: Setting<String>
    public var namespace: Setting<String>
    public var selector: [String: String]
    public var selectorIsWhole: Bool
    /// The workload itself, for a platform where a workload is its own service.
    public var workload: String?
    public var span: Span
}

public struct AutoscalerRecord: Sendable {
    public var kind: String
    public var targetKind: Setting<String>
    /// `*` for all in the namespace.
    public var targetName: Setting<String>
    public var namespace: Setting<String>
    public var minimum: Setting<Double>
    public var maximum: Setting<Double>
    public var isConditional: Bool
    public var span: Span
}

/// An object that says for others how much processor time and memory they need: a LimitRange, a VerticalPodAutoscaler.
public struct RequestSetter: Sendable {
    public var kind: String
    public var namespace: Setting<String>
    /// Absent when it holds for all in the namespace.
    public var targetName: Setting<String>
    public var span: Span
}

/// A `kustomization.yaml`: what it takes in and what it changes.
public struct Kustomization: Sendable {
    /// Paths as written.
    public var resources: [String] = []
    public var patches: [String] = []
    public var replicas: [(name: String, count: Setting<Double>)] = []
    /// Takes in what is not in the tree: a URL, a Helm chart.
    public var takesForeign = false
    public var span: Span
}
