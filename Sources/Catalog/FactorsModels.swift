internal import Parsing

/// What is known of one language model.
public struct ModelFactor: Sendable, Hashable {
    /// Where its size comes from, the surest first.
    public enum Origin: Sendable, Hashable {
        /// A line of EcoLogits 0.11.3.
        case ecologits
        /// A family that it belongs to by its name.
        case family
        /// The size stands in the name itself, such as `-7b`.
        case name
        /// Somebody states it.
        case stated
    }

    /// The name by which the tables know it; for a size read from the name, the name without provider and date.
    public var name: String
    /// The vendor as EcoLogits calls it: openai, anthropic, google_genai, mistralai, cohere; huggingface_hub for open weights.
    public var provider: String
    /// Who serves it, when that is not the vendor and the name or the caller says so: groq, together_ai, ollama, …
    public var host: String?
    /// Parameters that work on each token, in parameters (not billions).
    public var active: Interval
    /// All parameters.
    public var total: Interval
    /// Output tokens per second, nil when not known.
    public var tokensPerSecond: Double?
    /// Seconds to the first token, nil when not known.
    public var timeToFirstToken: Double?
    public var origin: Origin
    public var price: ModelPrice?
    /// The day (YYYY-MM-DD) on which the vendor retires it, when announced.
    public var retired: String?
    /// True for a model that left EcoLogits because its vendor retired it.
    public var isWithdrawn: Bool
    public var source: String

    /// A model whose size somebody states, such as a project's configuration.
    public init(name: String, provider: String, active: Interval, total: Interval, source: String) {
        self.init(
            name: name, provider: provider, host: nil, active: active, total: total, tokensPerSecond: nil, timeToFirstToken: nil,
            origin: .stated, price: nil, retired: nil, isWithdrawn: false, source: source)
    }

    init(
        name: String, provider: String, host: String?, active: Interval, total: Interval, tokensPerSecond: Double?,
        timeToFirstToken: Double?, origin: Origin, price: ModelPrice?, retired: String?, isWithdrawn: Bool, source: String
    ) {
        self.name = name
        self.provider = provider
        self.host = host
        self.active = active
        self.total = total
        self.tokensPerSecond = tokensPerSecond
        self.timeToFirstToken = timeToFirstToken
        self.origin = origin
        self.price = price
        self.retired = retired
        self.isWithdrawn = isWithdrawn
        self.source = source
    }

    public var isExact: Bool { origin == .ecologits }

    public func isRetired(on today: String) -> Bool {
        if isWithdrawn { return true }
        guard let retired else { return false }
        return retired <= today
    }

    /// Whether replacing `other` by this model is a clear step down: at most half the active parameters, and no more parameters in
    /// all, low end against low end and high end against high end, since one guess at a vendor's sizes moves both.
    public func isClearlySmaller(than other: ModelFactor) -> Bool {
        active.low <= other.active.low / 2 && active.high <= other.active.high / 2 && total.low <= other.total.low
            && total.high <= other.total.high
    }

    /// Two models are of one provider when one host serves both, or, with no host named, one vendor offers both.
    public func isOfSameProvider(as other: ModelFactor) -> Bool {
        host == other.host && (host != nil || provider == other.provider)
    }
}

/// US dollars per million tokens.
public struct ModelPrice: Sendable, Hashable {
    public var input: Double
    public var output: Double
    public var source: String
}

/// Where a vendor's data centres are taken to be.
public struct ProviderFactor: Sendable, Hashable {
    public var id: String
    /// Electricity zone, ISO 3166-1 alpha-3.
    public var zone: String
    public var pue: Interval
    public var source: String
}

/// The tables that models are looked up in.
struct ModelTables: Sendable {
    struct Row: Sendable {
        var node: Node
        var table: Int
    }

    /// Families in the order in which they are asked; names without `*` are looked up, patterns are tried.
    struct Families: Sendable {
        private(set) var rows: [Node] = []
        private var names: [String: Int] = [:]
        private var patterns: [(pattern: [UInt8], row: Int)] = []

        init() {}

        init(_ rows: [Node]) {
            self.rows = rows
            for (index, row) in rows.enumerated() {
                let match = row["match"]
                for pattern in match?.string.map({ [$0] }) ?? match?.items.compactMap(\.string) ?? [] {
                    if pattern.utf8.contains(UInt8(ascii: "*")) {
                        patterns.append((Array(pattern.utf8), index))
                    } else if names[pattern] == nil {
                        names[pattern] = index
                    }
                }
            }
        }

        func first(matching name: String) -> Node? {
            let bytes = Array(name.utf8)
            let pattern = patterns.first { Glob.matches(bytes, $0.pattern) }?.row
            return [names[name], pattern].compactMap { $0 }.min().map { rows[$0] }
        }
    }

    struct SmallModels: Sendable {
        var provider: String
        var pattern: String?
        var names: [String]
    }

    var tables: [Table] = []
    /// Lower-case name to row.
    var rows: [String: Row] = [:]
    /// Names in the order of the files, for the nearest name to one that is unknown.
    var names: [String] = []
    /// Lower-case other name to lower-case name.
    var aliases: [String: String] = [:]
    var families = Families()
    var otherWords: Set<String> = []
    var hosts: Set<String> = []
    var gateways: Set<String> = []
    var small: [SmallModels] = []
    var providers: [String: ProviderFactor] = [:]
    /// What SDKs and gateways call a provider, to its id.
    var providerNames: [String: String] = [:]
    var prices: [String: Row] = [:]
    /// What a project's configuration says of models of its own.
    var own: [String: ModelFactor] = [:]
}

extension Factors {
    /// What is known of a chat model by the name that code or configuration gives it: `gpt-4o`, `azure/gpt-4o-2024-08-06`,
    /// `us.anthropic.claude-sonnet-4-5-20250929-v1:0`, `groq/llama-3.1-8b-instant`. EcoLogits' line is taken first, then the family,
    /// then a size that stands in the name. nil when its size is unknown or it is no chat model (embeddings, speech, images).
    ///
    /// - Parameter provider: who serves it, in any spelling. Never decides the vendor: SDKs are pointed at other servers.
    public func model(named name: String, provider: String? = nil) -> ModelFactor? {
        let spelling = ModelSpelling(name, provider: provider, in: models)
        return spelling.isOtherThanChat(models.otherWords) ? nil : find(spelling)
    }

    /// How large weights are that a program loads itself, whatever they are for, where a family is known by its name.
    public func parameters(named name: String) -> Interval? {
        let spelling = ModelSpelling(name, provider: nil, in: models)
        return spelling.forms.lazy.compactMap { models.families.first(matching: $0) }.first?["total"]?.interval.map { $0 * 1e9 }
    }

    /// The same for EcoLogits' own list, speech and image models included: EcoLogits costs them as if they answered in text.
    public func anyModel(named name: String, provider: String? = nil) -> ModelFactor? {
        let spelling = ModelSpelling(name, provider: provider, in: models)
        if let row = row(named: spelling.forms[0]) { return factor(row, spelling) }
        return spelling.isOtherThanChat(models.otherWords) ? nil : find(spelling)
    }

    /// Adds a model that a project's configuration describes, under its name; it is found before all others.
    public mutating func add(_ model: ModelFactor) { models.own[model.name.lowercased()] = model }

    /// The remedy for a model that is too large: one that the project declares, else the vendor's small model of today, the
    /// newest first. Of the same provider, clearly smaller, not retired, not dearer. nil when there is none.
    ///
    /// - Parameters:
    ///   - declared: names of models that the project uses, in any spelling; the one chosen comes back as it is spelled.
    ///   - today: the date, YYYY-MM-DD.
    public func smallerModel(than model: ModelFactor, among declared: [String], today: String) -> String? {
        func fits(_ other: ModelFactor) -> Bool {
            guard other.isClearlySmaller(than: model), !other.isRetired(on: today) else { return false }
            guard let price = model.price, let otherPrice = other.price else { return true }
            return otherPrice.output <= price.output
        }
        var best: (name: String, active: Double)?
        for name in Set(declared).sorted() {
            guard let other = self.model(named: name), other.isOfSameProvider(as: model), fits(other) else { continue }
            if best.map({ other.active.high < $0.active }) ?? true { best = (name, other.active.high) }
        }
        if let best { return best.name }
        // A host's own spelling of a model it may not even serve would be a guess.
        guard model.host == nil else { return nil }
        let name = model.name.lowercased()
        for row in models.small
        where row.provider == model.provider && row.pattern.map({ Glob.matches(name, $0) }) ?? true {
            for candidate in row.names {
                guard let other = self.model(named: candidate), fits(other) else { continue }
                return candidate
            }
        }
        return nil
    }

    /// A provider by its id or by what an SDK or gateway calls it.
    public func provider(_ name: String) -> ProviderFactor? {
        let name = name.lowercased()
        return models.providers[models.providerNames[name] ?? name]
    }

    /// The names nearest to one that is unknown, at most three.
    public func nearestModels(to name: String) -> [String] {
        let word = Array(ModelSpelling(name, provider: nil, in: models).plain.utf8)
        let ranked = models.names.map { name -> (name: String, distance: Int) in
            let tail = name.split(separator: "/").last.map(String.init) ?? name
            return (name, editDistance(word, Array(tail.lowercased().utf8)))
        }
        let near = ranked.filter { $0.distance <= max(3, word.count / 2) }
        return near.sorted { $0.distance != $1.distance ? $0.distance < $1.distance : $0.name < $1.name }.prefix(3).map(\.name)
    }

    private func find(_ spelling: ModelSpelling) -> ModelFactor? {
        for form in spelling.forms {
            if let own = models.own[form] { return own }
            if let row = row(named: form) { return factor(row, spelling) }
            if let family = models.families.first(matching: form) { return factor(family, spelling) }
        }
        return SizeInName.read(spelling.plain).map { factor($0, spelling) }
    }

    private func row(named form: String) -> ModelTables.Row? { models.rows[models.aliases[form] ?? form] }

    private func factor(_ row: ModelTables.Row, _ spelling: ModelSpelling) -> ModelFactor? {
        let source = models.tables[row.table].citation
        let provider = row.node["provider"]?.string ?? ""
        return factor(
            name: row.node["name"]?.string ?? spelling.plain, provider: provider, row.node, .ecologits, source: source, spelling)
    }

    private func factor(_ node: Node, _ spelling: ModelSpelling) -> ModelFactor? {
        if node["sized-by-name"]?.bool == true { return SizeInName.read(spelling.plain).map { factor($0, spelling) } }
        return factor(
            name: spelling.plain, provider: node["provider"]?.string ?? Self.openWeights, node, .family,
            source: node["source"]?.string ?? "", spelling)
    }

    private func factor(
        name: String, provider: String, _ node: Node, _ origin: ModelFactor.Origin, source: String, _ spelling: ModelSpelling
    ) -> ModelFactor? {
        guard let total = node["total"]?.interval else { return nil }
        let priced = priced(spelling, name)
        return ModelFactor(
            name: name, provider: provider, host: spelling.host, active: (node["active"]?.interval ?? total) * 1e9,
            total: total * 1e9,
            tokensPerSecond: node["tps"]?.number, timeToFirstToken: node["ttft"]?.number, origin: origin, price: priced?.price,
            retired: priced?.retired, isWithdrawn: node["withdrawn"]?.bool ?? false, source: source)
    }

    private func factor(_ size: SizeInName, _ spelling: ModelSpelling) -> ModelFactor {
        let priced = priced(spelling, spelling.plain)
        return ModelFactor(
            name: spelling.plain, provider: Self.openWeights, host: spelling.host, active: size.active, total: size.total,
            tokensPerSecond: nil, timeToFirstToken: nil, origin: .name, price: priced?.price, retired: priced?.retired,
            isWithdrawn: false, source: "the size that stands in the model's name")
    }

    /// Price and retirement under the name as written, then with less and less of it, then under the name of the table's row.
    private func priced(_ spelling: ModelSpelling, _ name: String) -> (price: ModelPrice, retired: String?)? {
        for form in spelling.forms + [name.lowercased()] {
            guard let row = models.prices[form], let input = row.node["input"]?.number, let output = row.node["output"]?.number
            else {
                continue
            }
            let price = ModelPrice(input: input, output: output, source: models.tables[row.table].citation)
            return (price, row.node["retired"]?.string)
        }
        return nil
    }

    private static let openWeights = "huggingface_hub"
}
