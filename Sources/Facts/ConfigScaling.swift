internal import Discovery

/// What scales each workload. That nothing does is believed only when no autoscaler, overlay or unread file could.
struct WorkloadScaling {
    private(set) var answers: [Int: RelationAnswer] = [:]
    /// Why an answer is unknown.
    private(set) var reasons: [Int: String] = [:]
    private let facts: [Fact]
    private let scalers: [Int]
    private let gaps: [Int]
    private let overlays: KustomizeOverlays

    init(_ facts: [Fact], _ indices: [FactKind: [Int]]) {
        self.facts = facts
        scalers = indices[.autoscaler] ?? []
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
        let matching = scalers.filter { targets($0, workload, name: name) }
        if !matching.isEmpty {
            let isSure = matching.contains { facts[$0]["conditional"].flag != true }
            return isSure ? .scaled(matching) : .unknown("a template decides whether its autoscaler is there")
        }
        if let mark = workload["scaled-by"].text { return .unknown("its \(mark) says that something else sets its replicas") }
        if workload["conditional"].flag == true { return .unknown("a template decides whether it is there") }
        if let scaler = scalers.first(where: { facts[$0]["target"].text == nil && mayReach($0, workload) && concerns($0, workload) }) {
            return .unknown("\(facts[scaler].place.path) scales something whose name is not known")
        }
        if let gap = gaps.first(where: { concerns($0, workload) }) { return .unknown("\(facts[gap].place.path) was not read: \(facts[gap]["reason"].text ?? "unknown reason")") }
        if overlays.takesForeign(around: workload.place.path) { return .unknown("a kustomization takes in what is not in the tree") }
        return .fixed
    }

    private func targets(_ scaler: Int, _ workload: Fact, name: String) -> Bool {
        guard let target = facts[scaler]["target"].text, LinkedConfig.sameNamespace(facts[scaler]["namespace"].text, workload["namespace"].text) else { return false }
        let parts = target.split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return false }
        guard parts[0] == "*" || String(parts[0]) == workload["kind"].text else { return false }
        // Kustomize may put something before or behind both names alike; equal names are enough, and needed.
        return parts[1] == "*" || parts[1] == name
    }

    /// What tests and examples hold, or fail to hold, is not about the application.
    private func concerns(_ index: Int, _ workload: Fact) -> Bool {
        facts[index].pathClass == .application || workload.pathClass != .application
    }

    /// A nameless scaler in a chart scales the chart's own; elsewhere it may scale anything.
    private func mayReach(_ scaler: Int, _ workload: Fact) -> Bool {
        guard let chart = Self.chart(facts[scaler].place.path) else { return true }
        return Self.chart(workload.place.path) == chart
    }

    private static func chart(_ path: String) -> Substring? { path.firstRange(of: "templates/").map { path[..<$0.lowerBound] } }
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
