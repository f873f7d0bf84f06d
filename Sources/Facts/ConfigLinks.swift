internal import Catalog
internal import Discovery
internal import Parsing

/// All facts of a repository, joined: services with the workloads behind them, workloads with what scales them, servers with
/// routes and replicas. Facts keep their order and number, so an index into what went in is one into what comes out; kinds that
/// this does not know pass through.
///
///     let linked = LinkedConfig(facts)
///     linked.facts                                        the facts, with the fields that only others could fill in
///     linked.relations.related(index, kind: "autoscaler", name: "targets")
///     linked.routes(alias: "classifier")                  the routes that answer to a name
///     linked.service(host: "ranker.shop.svc.cluster.local")
///
/// Relations that it answers, as `kind name` of the fact on the right (rules may name the first two under `none:`):
///
///     autoscaler   targets   workload                     model-server answers  model-route
///     cache        covers    model-gateway, model-route   model-route  leads-to model-server
///     workload     behind    service                      workload     runs     model-server
///     workload     answers   model-route                  model-server runs     workload
public struct LinkedConfig: Sendable {
    public private(set) var facts: [Fact]
    public private(set) var relations = Relations()
    /// Why it is not known whether a workload is scaled, by its index.
    public private(set) var unknownAbsences: [Int: String] = [:]
    private var indices: [FactKind: [Int]] = [:]
    private var routesByName: [String: [Int]] = [:]
    private var servicesByName: [String: [Int]] = [:]
    private var workloadsByPath: [String: [Int]] = [:]
    /// The labels of every workload's pods, and the workloads that have one.
    private var labels: [Int: Set<Substring>] = [:]
    private var workloadsByLabel: [Substring: [Int]] = [:]

    public init(_ facts: [Fact]) {
        self.facts = facts
        for index in facts.indices { indices[facts[index].kind, default: []].append(index) }
        applyOverlays()
        let scaling = WorkloadScaling(self.facts, indices)
        for (workload, answer) in scaling.answers { relations.answer(workload, kind: .autoscaler, name: "targets", answer) }
        unknownAbsences = scaling.reasons
        indexWorkloads()
        linkServices(scaling)
        linkServers()
        indexNames()
        linkRoutes()
        linkIncludes()
        linkCaches()
        linkProbes()
        linkRequests()
        PipelineLinks(self.facts, indices).apply(to: &self.facts)
    }

    /// The routes that callers reach by a name: those of the application, or of its tests and examples when it has none.
    public func routes(alias: String) -> [Int] {
        let all = routesByName[alias] ?? []
        let own = all.filter { facts[$0].pathClass == .application }
        return own.isEmpty ? all : own
    }

    /// The service that a host name or URL stands for: `name`, `name.namespace`, `name.namespace.svc.cluster.local`, with or
    /// without a port. Nil when the repository declares none, or several that differ.
    public func service(host: String) -> Int? {
        var host = (hostOfURL(host) ?? host).lowercased()
        if let colon = host.firstIndex(of: ":") { host = String(host[..<colon]) }
        let parts = host.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
        guard let name = parts.first else { return nil }
        // A name with a dot is the cluster's own only as `name.namespace` or with `svc` behind it.
        guard parts.count <= 2 || parts[2] == "svc" else { return nil }
        var candidates = servicesByName[name] ?? []
        if parts.count >= 2 {
            candidates = candidates.filter { facts[$0]["namespace"].text == parts[1] || facts[$0]["namespace"].text == "default" }
            if parts.count == 2, !candidates.contains(where: { facts[$0]["namespace"].text == parts[1] }) { return nil }
        }
        let own = candidates.filter { facts[$0].pathClass == .application }
        if !own.isEmpty { candidates = own }
        guard let first = candidates.first else { return nil }
        return candidates.allSatisfy { sameTarget($0, first) } ? first : nil
    }

    /// The workload behind a service.
    public func workload(ofService index: Int) -> Int? { related(relations.related(index, kind: "workload", name: "behind")) }
    /// The server that a workload runs, when it runs one.
    public func server(ofWorkload index: Int) -> Int? { related(relations.related(index, kind: "model-server", name: "runs")) }

    private func related(_ answer: RelationAnswer) -> Int? {
        guard case .some(let indices) = answer, indices.count == 1 else { return nil }
        return indices.first
    }

    private func sameTarget(_ one: Int, _ other: Int) -> Bool {
        one == other || (facts[one]["target"] == facts[other]["target"] && facts[one]["replicas"].form == facts[other]["replicas"].form)
    }
}

// MARK: passes

extension LinkedConfig {
    private func all(_ kind: FactKind) -> [Int] { indices[kind] ?? [] }

    /// What Kustomize says of files elsewhere: which are patches, and which replicas it sets.
    private mutating func applyOverlays() {
        let overlays = KustomizeOverlays(facts, all(.overlay))
        for index in all(.workload) + all(.modelServer) where overlays.patches.contains(facts[index].place.path) {
            facts[index].fields["partial"] = .flag(true)
            for field in ["precision", "precision.reason", "quantization", "needed-accelerators", "surplus-accelerators", "remedy.precision"] {
                facts[index].fields[field] = nil
            }
            if facts[index].kind == .workload, let stated = facts[index].fields.removeValue(forKey: "replicas"), !stated.isFallback {
                facts[index].fields["patched-replicas"] = stated
            }
        }
        let patches = all(.workload).filter { facts[$0].fields["patched-replicas"] != nil && facts[$0]["kind"].text != nil }
        for index in all(.workload) where facts[index]["partial"].flag != true {
            guard let name = facts[index]["name"].text else { continue }
            var counts = overlays.replicas[name] ?? []
            for patch in patches where facts[patch]["name"].text == name && facts[patch]["kind"] == facts[index]["kind"] {
                counts.append(facts[patch]["patched-replicas"])
            }
            for count in counts { facts[index].fields["replicas"] = Self.either(facts[index]["replicas"], count) }
        }
    }

    /// The one or the other, as two environments have it.
    private static func either(_ one: Value, _ other: Value) -> Value {
        guard one.isKnown, other.isKnown else { return .unknown }
        var all: [Scalar] = []
        for scalar in one.candidates + other.candidates where !all.contains(scalar) { all.append(scalar) }
        let origin = one.origin + other.origin
        return all.count == 1 ? Value(.known(all[0]), origin: origin) : Value(.oneOf(all), origin: origin)
    }

    private mutating func indexWorkloads() {
        for index in all(.workload) {
            workloadsByPath[facts[index].place.path, default: []].append(index)
            guard facts[index]["partial"].flag != true, let text = facts[index]["labels"].text else { continue }
            let own = Set(text.split(separator: ","))
            labels[index] = own
            for label in own { workloadsByLabel[label, default: []].append(index) }
        }
    }

    private mutating func linkServices(_ scaling: WorkloadScaling) {
        for index in all(.service) {
            guard let workload = workload(behind: index) else { continue }
            relations.answer(index, kind: .workload, name: "behind", .some([workload]))
            facts[index].fields["target"] = .text([facts[workload]["kind"].text ?? "?", facts[workload]["name"].text ?? "?"].joined(separator: "/"))
            facts[index].fields["replicas"] = facts[workload].fields["replicas"]
            facts[index].related.append(RelatedPlace(facts[workload].place, "the workload behind the service"))
            guard case .some(let scalers)? = scaling.answers[workload], let scaler = scalers.first else { continue }
            facts[index].fields["maximum"] = facts[scaler].fields["maximum"]
            if let low = facts[scaler]["minimum"].number, let high = facts[scaler]["maximum"].number {
                facts[index].fields["replicas"] = Value(.known(.number(Interval(low.low, high.high))), origin: [facts[scaler].place])
            }
            facts[index].related.append(RelatedPlace(facts[scaler].place, "what scales it"))
        }
    }

    /// The one workload whose pods the service selects.
    private func workload(behind service: Int) -> Int? {
        let fact = facts[service]
        if fact["target"].text != nil {
            return workloadsByPath[fact.place.path]?.first { facts[$0].symbol == fact["target"].text }
        }
        guard let selector = fact["selector"].text else { return nil }
        let wanted = selector.split(separator: ",")
        guard let rarest = wanted.map({ workloadsByLabel[$0] ?? [] }).min(by: { $0.count < $1.count }) else { return nil }
        let found = rarest.filter { index in
            let own = labels[index] ?? []
            return wanted.allSatisfy(own.contains) && Self.sameNamespace(facts[index]["namespace"].text, fact["namespace"].text)
        }
        if found.count <= 1 { return found.first }
        let near = found.filter { Self.folder(facts[$0].place.path) == Self.folder(fact.place.path) }
        return near.count == 1 ? near.first : nil
    }

    static func sameNamespace(_ one: String?, _ other: String?) -> Bool {
        // What states none is put into one when it is applied.
        one == nil || other == nil || one == other || one == "default" || other == "default" || one == "" || other == ""
    }

    static func folder(_ path: String) -> Substring { path.lastIndex(of: "/").map { path[..<$0] } ?? "" }

    private mutating func linkServers() {
        for index in all(.modelServer) {
            let near = workloadsByPath[facts[index].place.path] ?? []
            guard let workload = near.first(where: { facts[$0].symbol == facts[index]["workload"].text }) else { continue }
            facts[index].fields["replicas"] = facts[workload].fields["replicas"]
            relations.add(workload, kind: .modelServer, name: "runs", index)
            relations.answer(index, kind: .workload, name: "runs", .some([workload]))
        }
    }

    private mutating func indexNames() {
        for index in all(.modelRoute) { if let name = facts[index]["name"].text { routesByName[name, default: []].append(index) } }
        for index in all(.service) { if let name = facts[index]["name"].text { servicesByName[name.lowercased(), default: []].append(index) } }
    }

    /// A route to a host of the repository is answered by the server behind it.
    private mutating func linkRoutes() {
        for index in all(.modelRoute) {
            guard let host = facts[index]["host"].text, let service = service(host: host), let workload = workload(ofService: service) else { continue }
            facts[index].fields["server"] = .text(facts[workload].symbol)
            relations.answer(index, kind: .workload, name: "answers", .some([workload]))
            guard let server = server(ofWorkload: workload) else { continue }
            relations.answer(index, kind: .modelServer, name: "answers", .some([server]))
            relations.add(server, kind: .modelRoute, name: "leads-to", index)
            facts[index].related.append(RelatedPlace(facts[server].place, "the server that answers"))
            for field in ["model.active-parameters", "model.total-parameters"] where facts[index].fields[field] == nil {
                facts[index].fields[field] = facts[server].fields[field]
            }
        }
    }

    /// A file that another includes is no configuration by itself, and one that includes others has no cache only if none of them has.
    private mutating func linkIncludes() {
        var included: Set<String> = []
        for index in all(.gateway) {
            guard let includes = facts[index]["includes"].text else { continue }
            let paths = includes.split(separator: ",").map { KustomizeOverlays.resolve(String($0), from: facts[index].place.path) }
            included.formUnion(paths)
            guard facts[index]["cache"].text == "none" else { continue }
            let parts = paths.map { path in all(.gateway).first { facts[$0].place.path == path } }
            if !parts.allSatisfy({ $0.map { facts[$0]["cache"].text == "none" } ?? false }) { facts[index].fields["cache"] = nil }
        }
        // Several lists of models in one folder, without settings: parts of one configuration that something puts together.
        let folders = Dictionary(grouping: all(.gateway)) { Self.folder(facts[$0].place.path) }
        for parts in folders.values where Set(parts.map { facts[$0].place.path }).count > 2 {
            for index in parts where facts[index]["bare"].flag == true && facts[index]["cache"].text == "none" { facts[index].fields["cache"] = nil }
        }
        for index in all(.gateway) where included.contains(facts[index].place.path) && facts[index]["cache"].text == "none" {
            facts[index].fields["cache"] = nil
        }
    }

    /// What a LimitRange or a VerticalPodAutoscaler says of how much a workload needs.
    private mutating func linkRequests() {
        // A patch may say what the object that it changes does not.
        let patches = all(.workload).filter { facts[$0]["partial"].flag == true && facts[$0]["requests"].text == "some" }
        for index in all(.workload) where facts[index]["partial"].flag != true && facts[index]["requests"].text == "none" {
            let isPatched = patches.contains { facts[$0]["kind"].text == facts[index]["kind"].text && facts[$0]["name"].text == facts[index]["name"].text }
            if isPatched { facts[index].fields["requests"] = nil }
        }
        for setter in all(.requestSetter) {
            for index in all(.workload) where Self.sameNamespace(facts[setter]["namespace"].text, facts[index]["namespace"].text) {
                guard let target = facts[setter]["target"].text else {
                    for field in ["requests", "sized-by"] { facts[index].fields[field] = nil }
                    continue
                }
                guard target == "*" || target == facts[index]["name"].text else { continue }
                facts[index].fields["requests"] = .text("some")
                if target != "*" { facts[index].fields["sized-by"] = facts[setter]["kind"] }
            }
        }
    }

    private mutating func linkCaches() {
        for index in all(.gateway) + all(.modelRoute) {
            let path = facts[index].place.path
            let caches = all(.cache).filter { facts[$0].place.path == path && facts[$0]["enabled"].flag == true }
            let gateway = all(.gateway).first { facts[$0].place.path == path }
            let isKnown = gateway.map { facts[$0]["cache"].isKnown } ?? false
            relations.answer(index, kind: .cache, name: "covers", caches.isEmpty ? (isKnown ? .none : .unknown) : .some(caches))
        }
    }

    /// What a gateway's probe reaches is said by its configuration: how many models, and whether it answers from its own rounds.
    private mutating func linkProbes() {
        for index in all(.healthProbe) where facts[index]["style"].text != "background" && facts[index]["remedy.path"].isKnown {
            let known = all(.gateway).filter { facts[$0]["engine"].text == facts[index]["target"].text }
            let gateways = Self.nearest(known, to: facts[index].place.path, facts)
            // With background checks on, LiteLLM's /health tells the last round's results and calls nothing.
            if gateways.contains(where: { facts[$0]["background-checks"].number?.high != 0 }) { facts[index].fields["calls-models"] = nil }
            let own = gateways.filter { facts[$0].pathClass == .application }
            let candidates = own.isEmpty ? gateways : own
            guard candidates.count == 1, let gateway = candidates.first else { continue }
            facts[index].fields["deployments"] = facts[gateway].fields["chat-models"]
            facts[index].fields["models"] = facts[gateway].fields["models"]
            facts[index].related.append(RelatedPlace(facts[gateway].place, "the models that it calls"))
            if facts[gateway]["authorization"].flag == true, facts[index]["authorization"].text == "none" {
                facts[index].fields["refusal"] = .text(HealthRefusal.sentence)
            }
        }
    }

    /// Those whose paths share most folders with a path.
    private static func nearest(_ candidates: [Int], to path: String, _ facts: [Fact]) -> [Int] {
        let folders = path.split(separator: "/").dropLast()
        func shared(_ index: Int) -> Int { zip(folders, facts[index].place.path.split(separator: "/").dropLast()).prefix { $0 == $1 }.count }
        guard let best = candidates.map(shared).max() else { return [] }
        return candidates.filter { shared($0) == best }
    }
}
