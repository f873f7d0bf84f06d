internal import Catalog
internal import Discovery

/// What scales each workload. That nothing does is believed only when no autoscaler, overlay or unread file could.
struct WorkloadScaling {
    private(set) var answers: [Int: RelationAnswer] = [:]
    /// Why an answer is unknown.
    private(set) var reasons: [Int: String] = [:]
    private let facts: [Fact]
    private let scalers: [Scaler]
    private let gaps: [Int]
    private let overlays: KustomizeOverlays

    init(_ facts: [Fact], _ indices: [FactKind: [Int]]) {
        self.facts = facts
        scalers = (indices[.autoscaler] ?? []).map { Scaler($0, facts[$0]) }
        gaps = (indices[.gap] ?? []).filter { gap in
            let hidden = (facts[gap]["could-hold"].text ?? "*").split(separator: ",")
            return hidden.contains("*") || hidden.contains("autoscaler")
        }
        overlays = KustomizeOverlays(facts, indices[.overlay] ?? [])
        for workload in indices[.workload] ?? [] {
            switch judge(workload) {
            case .scaled(let scalers): answers[workload] = .some(scalers)
            case .fixed: answers[workload] = RelationAnswer.none
            case .unknown(let reason):
                answers[workload] = .unknown
                reasons[workload] = reason
            }
        }
    }

    private enum Verdict { case scaled([Int]), fixed, unknown(String) }

    private func judge(_ index: Int) -> Verdict {
        let workload = facts[index]
        guard let name = workload["name"].text, workload["namespace"].isKnown else { return .unknown("its name or namespace is not known") }
        let matching = scalers.filter { targets($0, workload, name: name) }.map(\.index)
        if !matching.isEmpty {
            let isSure = matching.contains { facts[$0]["conditional"].flag != true }
            return isSure ? .scaled(matching) : .unknown("a template decides whether its autoscaler is there")
        }
        if let mark = workload["scaled-by"].text { return .unknown("its \(mark) says that something else sets its replicas") }
        if workload["unloads"].flag == true { return .unknown("its server unloads a model by itself when nobody asks it") }
        if workload["conditional"].flag == true { return .unknown("a template decides whether it is there") }
        let chart = Self.chart(workload.place.path)
        if let scaler = scalers.first(where: { $0.target == nil && ($0.chart == nil || $0.chart == chart) && concerns($0.index, workload) }) {
            return .unknown("\(facts[scaler.index].place.path) scales something whose name is not known")
        }
        if let gap = gaps.first(where: { concerns($0, workload) }) { return .unknown("\(facts[gap].place.path) was not read: \(facts[gap]["reason"].text ?? "unknown reason")") }
        if overlays.takesForeign(around: workload.place.path) { return .unknown("a kustomization takes in what is not in the tree") }
        return .fixed
    }

    private func targets(_ scaler: Scaler, _ workload: Fact, name: String) -> Bool {
        // Kustomize may put something before or behind both names alike; equal names are enough, and needed.
        guard let target = scaler.target else { return false }
        let kind = workload["kind"].text ?? ""
        // What an operator makes of an object bears its name, maybe with a word behind it: the Deployment `llama-predictor`.
        let isMadeOfIt = !["Deployment", "StatefulSet"].contains(kind) && (target.name == name || target.name.hasPrefix(name + "-"))
        guard target.name == "*" || target.name == name || isMadeOfIt else { return false }
        guard isMadeOfIt || target.kind == "*" || target.kind == kind else { return false }
        return LinkedConfig.sameNamespace(scaler.namespace, workload["namespace"].text)
    }

    /// What tests and examples hold, or fail to hold, is not about the application.
    private func concerns(_ index: Int, _ workload: Fact) -> Bool {
        facts[index].pathClass == .application || workload.pathClass != .application
    }

    fileprivate static func chart(_ path: String) -> Substring? { path.firstRange(of: "templates/").map { path[..<$0.lowerBound] } }
}

/// What an autoscaler says, taken apart once: it is held against every workload.
private struct Scaler {
    let index: Int
    /// Nil for one whose target's name is not known.
    let target: (kind: String, name: String)?
    let namespace: String?
    /// The chart whose workloads a nameless scaler scales; outside of charts it may scale anything.
    let chart: Substring?

    init(_ index: Int, _ fact: Fact) {
        self.index = index
        let parts = (fact["target"].text ?? "").split(separator: "/", maxSplits: 1).map(String.init)
        target = parts.count == 2 ? (parts[0], parts[1]) : nil
        namespace = fact["namespace"].text
        chart = WorkloadScaling.chart(fact.place.path)
    }
}

/// All kustomizations of the repository.
struct KustomizeOverlays {
    /// Files that are patches.
    private(set) var patches: Set<String> = []
    /// Replicas that overlays set, by name of the workload.
    private(set) var replicas: [String: [Value]] = [:]
    /// Folders and files that a kustomization with foreign parts takes in, its own folder among them.
    private var foreign: [String] = []

    init(_ facts: [Fact], _ indices: [Int]) {
        for index in indices {
            let fact = facts[index]
            for patch in Self.list(fact["patches"]) { patches.insert(Self.resolve(patch, from: fact.place.path)) }
            for entry in Self.list(fact["replicas"]) {
                let parts = entry.split(separator: "=", maxSplits: 1)
                guard parts.count == 2 else { continue }
                replicas[String(parts[0]), default: []].append(Double(parts[1]).map { .number($0, fact.place) } ?? .unknown)
            }
            guard fact["foreign"].flag == true else { continue }
            foreign.append(Self.resolve(".", from: fact.place.path))
            foreign += Self.list(fact["resources"]).map { Self.resolve($0, from: fact.place.path) }
        }
    }

    func takesForeign(around path: String) -> Bool {
        foreign.contains { $0.isEmpty || path == $0 || path.hasPrefix($0 + "/") }
    }

    private static func list(_ value: Value) -> [String] { (value.text ?? "").split(separator: ",").map(String.init) }

    /// A path as a file names it, from the root of the scan.
    static func resolve(_ relative: String, from file: String) -> String {
        var parts = file.split(separator: "/").dropLast().map(String.init)
        for part in relative.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }
}
