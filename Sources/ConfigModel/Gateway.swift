internal import Catalog
public import Parsing

/// The configuration of a gateway that routes names to models, or of a program that says which of its parts asks which model.
public struct GatewayConfig: Sendable {
    public enum Purpose: Sendable {
        /// It answers callers who ask for one of its names.
        case gateway
        /// Its names are those of its own parts, such as agents, and nobody calls them from outside.
        case program
        /// It says which models an editor or another tool of developers takes.
        case tool
    }

    public var engine: String
    public var purpose = Purpose.gateway
    /// The gateway whose spelling of models it takes over, where it is another's.
    public var spelling: String?
    /// Whether what a route leads to may be the name of another route.
    public var followsNames = true
    public var routes: [Route] = []
    /// The type of the response cache, `off` when switched off; absent when there is none.
    public var cache: Setting<String> = .absent
    /// How alike two requests must be for a semantic cache to give one the other's answer.
    public var cacheThreshold: Setting<Double> = .absent
    /// Live checks that the gateway makes by itself: seconds between two rounds; absent when it makes none.
    public var backgroundChecks: Setting<Double> = .absent
    /// Something keeps the background checks cheap.
    public var backgroundChecksAreCapped = false
    public var backgroundSpan: Span?
    public var demandsKey: Setting<Bool> = .absent
    /// Other files that are part of it.
    public var includes: [String] = []
    public var isOpen: Bool
    /// It has models and no settings, as a part of a configuration that is put together has.
    public var isBare = false
    public var span: Span

    public struct Route: Sendable {
        public var name: Setting<String>
        public var nameSpan: Span
        /// As written: `azure/gpt-4o`.
        public var model: Setting<String>
        /// What the deployment's arbitrary name stands for, when the configuration says it.
        public var baseModel: Setting<String>
        public var mode: Setting<String>
        public var note: String
        public var apiBase: Setting<String>
        public var isMock: Bool
        public var isAlias: Bool
        /// Left out of background checks.
        public var skipsChecks: Bool
        public var span: Span
        /// Where another key than the model's says it.
        public var provider = Setting<String>.absent
        /// What a tool of developers asks this model for: `autocomplete`, `commit-messages`.
        public var role: String?
        /// How much the model is told to think, as written: a level, a number of tokens, `true`.
        public var reasoning = Setting<String>.absent
        /// The name is that of what asks the model, not one to ask a model by.
        public var isCaller = false
        /// What a small model is promised for, where the format itself says so.
        public var promise: String?
        /// It has tools or the like, so that its work may be more than its name says.
        public var mayDoMore = false
    }
}

extension GatewayConfig.Route {
    /// A route of a format that says no more than a name and a model.
    init(_ name: Setting<String>, at nameSpan: Span, to model: Setting<String>, span: Span) {
        self.init(
            name: name, nameSpan: nameSpan, model: model, baseModel: .absent, mode: .absent, note: "", apiBase: .absent, isMock: false,
            isAlias: false, skipsChecks: true, span: span)
    }
}

extension ConfigFile {
    /// How much a model is told to think, in the parameters of OpenAI (`reasoning_effort`) and Anthropic (`thinking`).
    func reasoning(in parameters: Node?) -> Setting<String> {
        let effort = literal(["reasoning_effort"], in: parameters)
        let type = literal(["thinking", "type"], in: parameters)
        if !effort.isAbsent || type.value == "disabled" { return effort.or(type) }
        return literal(["thinking", "budget_tokens"], in: parameters).or(type)
    }

    /// The text at a path of keys as it stands; unknown where somebody else fills it in.
    func literal(_ keys: [String], in node: Node?) -> Setting<String> { text(keys, in: node).map { Placeholder.isIn($0) ? nil : $0 } }

    /// The text of a scalar as it stands; unknown where somebody else fills it in.
    func literal(_ node: Node) -> Setting<String> { text(node).map { Placeholder.isIn($0) ? nil : $0 } }
}
