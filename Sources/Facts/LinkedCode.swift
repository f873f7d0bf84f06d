public import Catalog
internal import Discovery
internal import Parsing

/// Joins the facts of code with those of configuration, and works out what only the whole repository can tell: the model behind an
/// alias, the service behind a host, sizes, and the smaller model that could do it.
public struct LinkedCode: Sendable {
    /// All facts, in the order and number of the configuration's.
    public internal(set) var facts: [Fact]
    public let relations: Relations
    private let config: LinkedConfig
    private let factors: Factors
    let names: ModelNames
    let slots: ModelSlots
    /// Date against which models are retired, YYYY-MM-DD.
    private let today: String
    private var sizes: [String: ModelFactor?] = [:]
    private var smallerModels: [String: String?] = [:]

    /// - Parameter own: models that the project itself names, with their sizes or what they stand for.
    public init(
        _ config: LinkedConfig, factors: Factors, names: ModelNames, slots: ModelSlots = ModelSlots(), today: String,
        aliases: [String: String] = [:], defaults: LibraryDefaults = LibraryDefaults(), sizing: SizingKnowledge = SizingKnowledge()
    ) {
        facts = CacheSwitches.settled(config.facts)
        relations = CacheSwitches.covering(config.facts, config.relations)
        self.config = config
        self.factors = factors
        self.names = names
        self.today = today
        self.slots = slots
        self.aliases = aliases
        joinSettings()
        joinEnvironment()
        for index in facts.indices {
            switch facts[index].kind {
            case .llmCall:
                // `model or ""`: a name that nobody gave.
                if facts[index]["model"].texts?.allSatisfy(\.isEmpty) ?? false {
                    facts[index].fields["model"] = .unknown
                    facts[index].fields["model.unresolved"] = .text("not-given")
                }
                // Asked first: a name whose call may go elsewhere becomes a fallback too, and is no default of the program's.
                let isDefault = facts[index]["model"].isFallback
                joinRoute(index)
                if isDefault, facts[index]["model"].isFallback { facts[index].fields["model.default"] = facts[index]["model"] }
            case .embeddingCall: if facts[index]["model"].isFallback { facts[index].fields["model.default"] = facts[index]["model"] }
            case .httpCall: joinService(index)
            default: break
            }
        }
        noteCarbonSignals()
        joinSlots()
        let declared = declaredModels()
        let settings = DefaultSettings(defaults, in: facts)
        for index in facts.indices {
            switch facts[index].kind {
            case .llmCall:
                setSizes(index, declared: declared)
                if facts[index].fields["model.active-parameters"] == nil { facts[index].fields["fallback.model"] = nil }
            case .modelRoute:
                notePromise(index)
                noteClass(index)
                noteReasoning(index, sizing)
            case .modelLoad:
                facts[index] = settings.filled(facts[index])
                setLoadedSize(index)
            default: break
            }
        }
    }

    private let aliases: [String: String]

    // MARK: Routes

    /// A model name that goes to a gateway is what the gateway's configuration makes of it.
    private mutating func joinRoute(_ index: Int) {
        guard let written = facts[index]["model"].texts else { return }
        let endpoint = facts[index]["endpoint"].text
        let plain = written.map { Self.withoutGatewayPrefix($0) }
        let routes = plain.flatMap { config.routes(alias: $0) }
        let isElsewhere = endpoint != nil && endpoint != "provider"
        if isElsewhere {
            facts[index].fields["alias"] = facts[index]["model"]
            facts[index].fields["model"] = routes.isEmpty ? .unknown : models(of: routes)
        } else if !routes.isEmpty, plain.allSatisfy({ size($0) == nil }) {
            // A name that no vendor uses, and that the project's own gateway does.
            facts[index].fields["alias"] = facts[index]["model"]
            facts[index].fields["model"] = models(of: routes)
        } else if endpoint == nil, !routes.isEmpty {
            facts[index].fields["model"] = .unknown
            return
        } else if endpoint == nil, case .known(let scalar) = facts[index]["model"].form {
            // Where the call goes is not known; most often to the vendor.
            facts[index].fields["model"] = Value(.fallback(scalar), origin: facts[index]["model"].origin)
        }
        guard facts[index]["alias"].isKnown else { return }
        for route in routes.prefix(4) {
            let name = facts[route]["name"].text ?? plain.first ?? ""
            let model = facts[route]["model"].text ?? "a model"
            facts[index].related.append(RelatedPlace(facts[route].place, "`\(name)` is bound to \(model) here"))
        }
    }

    private static func withoutGatewayPrefix(_ name: String) -> String {
        for prefix in ["litellm_proxy/", "openai/", "tensorzero::function_name::", "tensorzero::model_name::"] where name.hasPrefix(prefix) { return String(name.dropFirst(prefix.count)) }
        return name
    }

    private func models(of routes: [Int]) -> Value {
        let values = routes.map { facts[$0]["model"] }
        guard values.allSatisfy(\.isKnown) else { return .unknown }
        var scalars: [Scalar] = []
        for scalar in values.flatMap(\.candidates) where !scalars.contains(scalar) { scalars.append(scalar) }
        let origin = values.flatMap(\.origin)
        return scalars.count == 1 ? Value(.known(scalars[0]), origin: origin) : Value(.oneOf(scalars), origin: origin)
    }

    /// A name that promises a small model, where the model is not what its vendor calls so, nor has the word from its own name.
    private mutating func notePromise(_ index: Int) {
        guard let name = facts[index]["name"].text, let model = facts[index]["model"].text, let word = slots.smallWord(in: name),
            facts[index]["caller"].flag != true, !names.isSmall(model), !nameWords(model).contains(word), !names.isFastHost(facts[index]["provider"].text ?? "")
        else { return }
        facts[index].fields["promise"] = .text(word)
    }

    /// What the vendor's name says of a route's model, and whether it was made for its role, where it has one.
    private mutating func noteClass(_ index: Int) {
        let model = facts[index]["model"].text
        // Where only the server behind it says how large the model is, no name calls it small.
        guard model != nil || facts[index]["model.active-parameters"].isKnown else { return }
        facts[index].fields["model.class"] = .text(model.map(names.isSmall) ?? false ? "small" : "standard")
        guard let model, let role = facts[index]["role"].text else { return }
        facts[index].fields["fitting"] = .flag(role == "autocomplete" && names.isForCompletion(model))
    }

    /// What a configuration writes of how much a model thinks, as code's calls have it.
    private mutating func noteReasoning(_ index: Int, _ sizing: SizingKnowledge) {
        let asked = facts[index]["reasoning"]
        guard let text = asked.text?.lowercased() else { return }
        let level: String?
        switch text {
        case "true": level = "on"
        case "false": level = "off"
        default:
            // Below zero, the model decides for itself.
            if let tokens = Double(text) {
                level = tokens < 0 ? nil : tokens == 0 ? "off" : tokens <= sizing.lowBudget ? "low" : "on"
                if tokens > 0 { facts[index].fields["reasoning.budget"] = .number(tokens) }
            } else {
                level = sizing.levels[text]
            }
        }
        facts[index].fields["reasoning"] = level.map { Value(asked.isFallback ? .fallback(.text($0)) : .known(.text($0)), origin: asked.origin) }
    }

    // MARK: Schedules

    /// Whether anything in the repository asks how clean the grid is. Nobody does only where everything was read.
    private mutating func noteCarbonSignals() {
        let asks = facts.contains { $0.kind == .carbonSignal }
        let isWhole = !facts.contains { $0.kind == .gap && $0["could-hold"].text == "*" }
        guard asks || isWhole else { return }
        for index in facts.indices where facts[index].kind == .batchJob { facts[index].fields["carbon-aware"] = .flag(asks) }
    }

    // MARK: Sizes

    mutating func size(_ name: String) -> ModelFactor? {
        if let known = sizes[name] { return known }
        let found = factors.model(named: aliases[name] ?? name)
        sizes[name] = found
        return found
    }

    /// What each model's calls could take instead. The same few models are called all over a project.
    private mutating func smaller(than model: ModelFactor, among declared: [String]) -> String? {
        let key = "\(model.provider)/\(model.name)/\(model.host ?? "")"
        if let known = smallerModels[key] { return known }
        let found = factors.smallerModel(than: model, among: declared, today: today)
        smallerModels[key] = .some(found)
        return found
    }

    private mutating func setSizes(_ index: Int, declared: [String]) {
        guard let written = facts[index]["model"].texts else { return }
        let models = written.compactMap { size($0) }
        guard models.count == written.count, let largest = models.max(by: { $0.active.low < $1.active.low }) else { return }
        let isFallback = facts[index]["model"].isFallback
        facts[index].fields["model.active-parameters"] = Self.value(models.map(\.active), isFallback)
        facts[index].fields["model.total-parameters"] = Self.value(models.map(\.total), isFallback)
        let classes = Set(written.map { names.isSmall($0) ? "small" : "standard" })
        if classes.count == 1, let only = classes.first { facts[index].fields["model.class"] = .text(only) }
        facts[index].fields["provider"] = .text(largest.provider)
        if let smaller = smaller(than: largest, among: declared) {
            facts[index].fields["remedy.model"] = .text(smaller)
        }
        settleCascade(index, largest)
        settleFallback(index, models)
    }

    /// Another model that answers instead says that a smaller one will do only if it is clearly smaller.
    private mutating func settleFallback(_ index: Int, _ models: [ModelFactor]) {
        guard let name = facts[index]["fallback.model"].text else { return }
        guard let other = size(name), models.allSatisfy({ other.isClearlySmaller(than: $0) }) else {
            facts[index].fields["fallback.model"] = nil
            return
        }
    }

    /// The same function also calls a clearly smaller model: it tries that one first, or falls back to it. Whichever it is, its
    /// author has chosen between the two.
    private mutating func settleCascade(_ index: Int, _ model: ModelFactor) {
        guard let siblings = facts[index]["sibling-models"].text else { return }
        for name in siblings.split(separator: ",").map(String.init) {
            if let other = size(name), other.isClearlySmaller(than: model) { facts[index].fields["task"] = nil }
        }
    }

    private mutating func setLoadedSize(_ index: Int) {
        guard !facts[index]["model.total-parameters"].isKnown, let name = facts[index]["model"].text else { return }
        if let model = size(name) {
            facts[index].fields["model.total-parameters"] = Value(.known(.number(model.total)))
        } else if let parameters = factors.parameters(named: name) {
            facts[index].fields["model.total-parameters"] = Value(.known(.number(parameters)))
        } else if let parameters = WeightFiles.parameters(inName: name) {
            // A model of the project's own, or one that is in no table, by the size in its name.
            facts[index].fields["model.total-parameters"] = .number(parameters)
        }
    }

    private static func value(_ intervals: [Interval], _ isFallback: Bool) -> Value {
        var scalars: [Scalar] = []
        for interval in intervals where !scalars.contains(.number(interval)) { scalars.append(.number(interval)) }
        guard scalars.count == 1 else { return Value(.oneOf(scalars)) }
        return Value(isFallback ? .fallback(scalars[0]) : .known(scalars[0]))
    }

    /// Names of models that application code and configuration use.
    private func declaredModels() -> [String] {
        var result: Set<String> = []
        for fact in facts where fact.pathClass == .application && (fact.kind == .llmCall || fact.kind == .modelRoute && !fact["role"].isKnown) {
            result.formUnion(fact["model"].texts ?? [])
        }
        return result.sorted()
    }

    // MARK: Services

    /// As many replicas as a service has that is sized for load, by our judgement; fewer are for availability.
    private static let busyReplicas = 4.0

    /// The service behind a host, and what its size says about how busy the path is.
    private mutating func joinService(_ index: Int) {
        guard let host = facts[index]["host"].text else { return }
        var evidence: [String] = []
        if let service = config.service(host: host) {
            let answering = facts[service]
            // `pricing.shop` looks like a public name, but here it is a service in a namespace.
            if facts[index]["internal"].flag != true { facts[index].fields["internal"] = .flag(true) }
            facts[index].fields["target"] = answering["target"]
            facts[index].fields["replicas"] = answering["replicas"]
            facts[index].related.append(RelatedPlace(answering.place, "`\(host)` is this service"))
            facts[index].related += answering.related
            let target = answering["target"].text ?? host
            if let maximum = answering["maximum"].number, maximum.low >= Self.busyReplicas {
                evidence.append("\(target) is autoscaled to \(Int(maximum.low)) replicas")
            } else if let replicas = answering["replicas"].number, replicas.low >= Self.busyReplicas {
                evidence.append("\(target) has \(Int(replicas.low)) replicas")
            }
        }
        if facts[index]["loop"].text == "per-item", let handler = facts[index]["handler"].text {
            evidence.append("a \(handler) makes one call for each element")
        } else if facts[index]["handler"].text == "consumer" {
            evidence.append("each message makes a call")
        }
        guard !evidence.isEmpty else { return }
        facts[index].fields["busy"] = .flag(true)
        facts[index].fields["busy.evidence"] = .text(evidence.joined(separator: "; "))
    }
}
