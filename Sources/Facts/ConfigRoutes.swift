internal import Catalog
internal import ConfigModel
internal import Parsing

/// The facts of one gateway configuration: the gateway, its routes, its cache, its own health checks. Of a program or a tool that says
/// which models it takes, the routes alone.
struct GatewayFacts {
    let extraction: ConfigExtraction
    let gateway: GatewayConfig
    private let knowledge: GatewayKnowledge?
    private var symbol: String { gateway.engine }

    init(_ extraction: ConfigExtraction, _ gateway: GatewayConfig) {
        self.extraction = extraction
        self.gateway = gateway
        knowledge = extraction.file.knowledge.gateways.first { $0.name == gateway.spelling ?? gateway.engine }
    }

    func facts() -> [Fact] {
        let resolved = gateway.routes.map(resolve)
        var facts = gateway.purpose == .gateway ? [gatewayFact(resolved)] : []
        if let type = gateway.cache.value, type != "none" { facts.append(cacheFact(type)) }
        for (route, target) in zip(gateway.routes, resolved) where !route.isMock && route.name.value?.contains("*") != true {
            // Of a tool's models, only those for one kind of work say something.
            if gateway.purpose == .tool, route.role == nil { continue }
            facts.append(routeFact(route, target, among: resolved))
        }
        if let probe = backgroundProbe(resolved) { facts.append(probe) }
        return facts
    }

    /// What a route leads to.
    private struct Target {
        var model: Setting<String>
        var provider: String?
        var mode: Setting<String>
        var apiBase: Setting<String>
        var size: (active: Interval, total: Interval)?
        var isChat: Bool
    }

    /// Follows names of this configuration to a model; a name that stands for several models stays unknown.
    private func resolve(_ route: GatewayConfig.Route) -> Target {
        var route = route
        var seen: Set<String> = []
        while gateway.followsNames && route.provider.isAbsent || route.isAlias, let text = route.model.value, !hasProvider(text) || route.isAlias {
            let next = gateway.routes.filter { $0.name.value == text && !$0.isMock && !$0.isCaller }
            guard let first = next.first, seen.insert(text).inserted, seen.count <= 8, first.model.value != text || first.isAlias else { break }
            guard next.allSatisfy({ $0.model.value == first.model.value }) else {
                return Target(model: .unknown, provider: nil, mode: route.mode, apiBase: .unknown, size: nil, isChat: isChat(route, name: text))
            }
            let mode = route.mode
            route = first
            if !mode.isAbsent { route.mode = mode }
        }
        return target(route)
    }

    private func hasProvider(_ model: String) -> Bool {
        guard let first = model.split(separator: "/").first, model.contains("/") else { return false }
        return knowledge?.providers.contains(String(first)) ?? false
    }

    private func target(_ route: GatewayConfig.Route) -> Target {
        let stated = route.baseModel.value == nil ? route.model : route.baseModel
        var provider: String?
        var isMeta = false
        let model = stated.map { text -> String? in
            let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { return text }
            if knowledge?.metaProviders.contains(parts[0]) ?? false { isMeta = true }
            guard knowledge?.providers.contains(parts[0]) ?? false else { return text }
            provider = parts[0]
            return String(parts[1].drop { $0 == "/" })
        }
        // A server of one's own that speaks as OpenAI does answers to any name.
        let isElsewhere = gateway.purpose == .tool && Self.isPrivate(route.apiBase) && (route.provider.value ?? provider ?? "openai") == "openai"
        let name = isMeta || isElsewhere ? .unknown : model
        return Target(
            model: name, provider: route.provider.value ?? provider, mode: route.mode, apiBase: route.apiBase, size: name.value.flatMap(size),
            isChat: isChat(route, name: (route.name.value ?? "") + " " + (model.value ?? "")))
    }

    private func size(_ model: String) -> (active: Interval, total: Interval)? {
        extraction.sizes(model) ?? extraction.sizes(model.split(separator: "/").last.map(String.init) ?? model)
    }

    private func isChat(_ route: GatewayConfig.Route, name: String) -> Bool {
        if let mode = route.mode.value { return knowledge?.chatModes.contains(mode) ?? true }
        return !route.mode.isUnknown && !nameWords(name).contains(where: extraction.file.knowledge.routeNames.otherKinds.contains)
    }

    private func gatewayFact(_ targets: [Target]) -> Fact {
        // A wildcard lets everything through; what that is, nobody can tell.
        let chat = zip(gateway.routes, targets).filter { route, target in
            !route.isMock && !route.isAlias && target.isChat && route.name.value?.contains("*") != true
                && target.model.value?.contains("*") != true
        }
        var fields: [String: Value] = ["engine": .text(gateway.engine), "chat-models": .number(Double(chat.count))]
        fields["models"] = .text(Self.unique(chat.compactMap { $1.model.value }).joined(separator: ", "))
        if !gateway.includes.isEmpty { fields["includes"] = .text(gateway.includes.joined(separator: ",")) }
        switch gateway.cache.state {
        case .known, .fallback: fields["cache"] = extraction.value(gateway.cache)
        case .absent: fields["cache"] = gateway.isOpen ? .unknown : .text("none")
        case .unknown: break
        }
        fields["bare"] = .flag(gateway.isBare)
        fields["callers"] = .text(isForAgents ? "agents" : "unstated")
        fields["upstream"] = .text(chat.allSatisfy { Self.isNextDoor($1.apiBase) } ? "own" : "other")
        fields["background-checks"] = extraction.value(gateway.backgroundChecks.or(.known(0)))
        if !gateway.demandsKey.isUnknown { fields["authorization"] = .flag(gateway.demandsKey.value ?? false) }
        return extraction.fact(.gateway, at: gateway.span, symbol: symbol, fields)
    }

    /// Whether those who ask it are agents or chat programs: its file says so, or it also lets any model through that somebody names.
    private var isForAgents: Bool {
        if gateway.routes.contains(where: { $0.name.value == "*" }) { return true }
        let text = Array(String(decoding: extraction.file.source.bytes, as: UTF8.self).lowercased().utf8)
        return extraction.file.knowledge.routeNames.agentWords.contains { !Words.offsets(of: $0, in: text).isEmpty }
    }

    /// Whether requests stay on the machine or go to a container beside the gateway.
    private static func isNextDoor(_ base: Setting<String>) -> Bool {
        guard let host = base.value.flatMap(hostOfURL) else { return false }
        return !host.contains(".") || host == "127.0.0.1" || host == "0.0.0.0" || host == "host.docker.internal"
    }

    /// Whether requests stay in a network of one's own.
    private static func isPrivate(_ base: Setting<String>) -> Bool {
        isNextDoor(base) || (base.value.flatMap(hostOfURL).map { host in ["10.", "192.168."].contains(where: host.hasPrefix) } ?? false)
    }

    private func cacheFact(_ type: String) -> Fact {
        var fields: [String: Value] = [
            "engine": .text(type == "off" ? gateway.engine : type), "type": .text(type.contains("semantic") ? "semantic" : "exact"),
            "enabled": .flag(type != "off"), "purpose": .text("application"),
        ]
        if type.contains("semantic"), let threshold = gateway.cacheThreshold.value, let usual = knowledge?.usualThreshold {
            fields["threshold"] = extraction.value(gateway.cacheThreshold)
            fields["threshold.usual"] = .number(usual)
            fields["loose"] = .flag(threshold < usual)
            fields["setting"] = .text("similarity_threshold: \(threshold)")
        }
        return extraction.fact(.cache, at: gateway.cache.span ?? gateway.span, symbol: symbol, fields)
    }

    private func routeFact(_ route: GatewayConfig.Route, _ target: Target, among all: [Target]) -> Fact {
        var fields: [String: Value] = ["gateway": .text(gateway.engine), "name": extraction.value(route.name), "model": extraction.value(target.model)]
        // Where others of the name are told otherwise, somebody is trying what it takes.
        let namesakes = gateway.routes.filter { $0.name.value == route.name.value && !$0.isMock }
        if namesakes.allSatisfy({ $0.reasoning.value == route.reasoning.value }) { fields["reasoning"] = extraction.value(route.reasoning) }
        if route.isCaller { fields["caller"] = .flag(true) }
        if let role = route.role { fields["role"] = .text(role) }
        if let promise = route.promise { fields["promise"] = .text(promise) }
        if let provider = target.provider { fields["provider"] = .text(provider) }
        fields["mode"] = extraction.value(target.mode.or(target.isChat ? .known("chat") : .unknown))
        fields["api-base"] = extraction.value(target.apiBase)
        if let host = target.apiBase.value.flatMap(hostOfURL) { fields["host"] = extraction.concluded(.text(host), from: target.apiBase) }
        if let name = route.name.value {
            fields["deployments"] = .number(Double(gateway.routes.count { $0.name.value == name && !$0.isMock }))
        }
        if let size = target.size {
            fields["model.active-parameters"] = extraction.concluded(.number(size.active), from: target.model)
            fields["model.total-parameters"] = extraction.concluded(.number(size.total), from: target.model)
        }
        if target.isChat, let (task, evidence) = task(of: route), sharesNoSmallerModel(route, target, all) {
            fields["task"] = .text(task)
            fields["task.evidence"] = .text(evidence)
            if let (model, name) = smaller(than: target, all) ?? namedSmall(beside: target, all) {
                fields["remedy.model"] = .text(model)
                if let name { fields["remedy.name"] = .text(name) }
            }
        }
        return extraction.fact(.modelRoute, at: route.nameSpan, symbol: symbol + "/" + (route.name.value ?? "?"), fields)
    }

    /// The small task that the name states, or the description; a word of either that says more vetoes both.
    private func task(of route: GatewayConfig.Route) -> (String, String)? {
        let vocabulary = extraction.file.knowledge.routeNames
        guard !route.mayDoMore, let name = route.name.value else { return nil }
        let words = nameWords(name)
        let note = nameWords(route.note)
        guard !vocabulary.vetoes(words), !vocabulary.vetoes(note) else { return nil }
        if let found = vocabulary.meaning(of: words) { return (found.meaning, (route.isCaller ? "it" : "the route") + " is called \(name)") }
        guard note.count <= 20, let found = vocabulary.meaning(of: note) else { return nil }
        return (found.meaning, "its description says “\(found.word)”")
    }

    /// Deployments of one name share its load: with a smaller one, or one of unknown size among them, the mix is the owner's choice.
    private func sharesNoSmallerModel(_ route: GatewayConfig.Route, _ target: Target, _ all: [Target]) -> Bool {
        guard let size = target.size else { return true }
        return zip(gateway.routes, all).allSatisfy { other, target in
            guard other.name.value == route.name.value, !other.isMock else { return true }
            return target.size.map { !Self.isClearlySmaller($0.active, than: size.active) } ?? false
        }
    }

    /// The largest chat model of the configuration that is clearly smaller, one of the same provider if there is one. Of several
    /// names of one model, one that states no task of its own, and then the first.
    private func smaller(than target: Target, _ all: [Target]) -> (model: String, name: String?)? {
        guard let size = target.size else { return nil }
        let candidates = zip(gateway.routes, all).compactMap { route, other -> (model: String, name: String?, active: Interval, isKin: Bool, isGeneral: Bool, place: Int)? in
            guard other.isChat, !route.isMock, !route.isAlias, let model = other.model.value, route.name.value?.contains("*") != true,
                let active = other.size?.active, Self.isClearlySmaller(active, than: size.active), active.low <= Self.largestRemedy
            else { return nil }
            // What calls a model gives it no name.
            let name = route.isCaller ? nil : route.name.value
            return (model, name, active, other.provider == target.provider, task(of: route) == nil, route.nameSpan.start)
        }
        let best = candidates.max { left, right in
            if left.isKin != right.isKin { return right.isKin }
            if left.active.middle != right.active.middle { return left.active.middle < right.active.middle }
            return left.isGeneral != right.isGeneral ? right.isGeneral : left.place > right.place
        }
        return best.map { ($0.model, $0.name) }
    }

    /// The first chat model of the same provider that the vendor itself calls small, where estimates of sizes do not tell.
    private func namedSmall(beside target: Target, _ all: [Target]) -> (model: String, name: String?)? {
        for (route, other) in zip(gateway.routes, all) where other.isChat && !route.isMock && !route.isAlias && other.provider == target.provider {
            guard let model = other.model.value, extraction.file.knowledge.modelNames.isSmall(model), route.name.value?.contains("*") != true else { continue }
            return (model, route.isCaller ? nil : route.name.value)
        }
        return nil
    }

    /// Active parameters from which on a model is itself large, as the rules have it: no remedy for a small task.
    private static let largestRemedy = 20e9

    /// At most half, low compared with low and high with high, as savings are.
    private static func isClearlySmaller(_ one: Interval, than other: Interval) -> Bool {
        one.low <= other.low / 2 && one.high <= other.high / 2
    }

    private func backgroundProbe(_ targets: [Target]) -> Fact? {
        guard let period = gateway.backgroundChecks.value else { return nil }
        let checked = zip(gateway.routes, targets).filter { !$0.isMock && !$0.isAlias && !$0.skipsChecks && $1.isChat }
        guard !checked.isEmpty, !gateway.backgroundChecksAreCapped else { return nil }
        return extraction.fact(
            .healthProbe, at: gateway.backgroundSpan ?? gateway.span, symbol: symbol,
            [
                "target": .text(gateway.engine), "style": .text("background"), "period-seconds": .number(period), "calls-models": .flag(true),
                "deployments": .number(Double(checked.count)),
                "models": .text(Self.unique(checked.compactMap { $1.model.value }).joined(separator: ", ")),
                "copies": Value(.fallback(.number(1))), "authorization": .text("sent"),
            ])
    }

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}

/// The host of a URL, without user, port and path; nil when there is none.
func hostOfURL(_ url: String) -> String? {
    guard let scheme = url.firstRange(of: "://") else { return nil }
    var host = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
    if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
    if let colon = host.lastIndex(of: ":") { host = host[..<colon] }
    return host.isEmpty ? nil : String(host).lowercased()
}
