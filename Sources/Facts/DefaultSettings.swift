internal import Catalog

/// What a load leaves to its library, filled in from the versions that the project asks for.
struct DefaultSettings {
    private let defaults: LibraryDefaults
    /// The dependencies by package, with the folder of the file that names each.
    private var dependencies: [String: [(folder: String, fact: Fact)]] = [:]

    init(_ defaults: LibraryDefaults, in facts: [Fact]) {
        self.defaults = defaults
        for fact in facts where fact.kind == .dependency {
            guard let package = fact["package"].text else { continue }
            dependencies[package, default: []].append((Self.folder(of: fact.place.path), fact))
        }
    }

    /// - Returns: the fact with what its library does, and what that rests on.
    func filled(_ fact: Fact) -> Fact {
        guard fact["precision.stated"].flag == false, !fact["precision"].isKnown, let library = fact["library"].text, let call = fact["call"].text
        else { return fact }
        var fact = fact
        for entry in defaults.defaults where entry.holds(for: call, of: library) {
            var why: [RelatedPlace] = []
            if let below = entry.below {
                guard let bound = bound(on: entry.package, for: fact.place.path, below) else { continue }
                why = [RelatedPlace(bound.place, "\(entry.package) stays below \(VersionRange.text(below)) here")]
            }
            fact.fields[entry.field] = .text(entry.value)
            fact.fields["\(entry.field).reason"] = .text(entry.reason)
            fact.related += why
            break
        }
        return fact
    }

    /// The requirement of the nearest folder above that keeps the package below a version; nil where another one there may admit it.
    private func bound(on package: String, for path: String, _ version: [Int]) -> Fact? {
        let above = (dependencies[package] ?? []).filter { $0.folder.isEmpty || path.hasPrefix($0.folder + "/") }
        guard let nearest = above.map(\.folder).max(by: { $0.utf8.count < $1.utf8.count }) else { return nil }
        let own = above.filter { $0.folder == nearest }.map(\.fact)
        if own.contains(where: { Self.reaches($0, version) }) { return nil }
        let bounded = own.filter { Self.staysBelow($0, version) }
        // What a lock file settles on is what runs; without one, every requirement must keep below.
        if let exact = bounded.first(where: { $0["exact"].flag == true }) { return exact }
        return bounded.count == own.count ? bounded.first : nil
    }

    private static func staysBelow(_ fact: Fact, _ version: [Int]) -> Bool {
        guard let below = fact["below"].text.map(VersionRange.numbers(of:)) else { return false }
        if !VersionRange.isBelow(version, below) { return true }
        // `==4.46.3` ends below 4.46.4.
        guard fact["exact"].flag == true, let lowest = fact["lowest"].text.map(VersionRange.numbers(of:)) else { return false }
        return VersionRange.isBelow(lowest, version)
    }

    private static func reaches(_ fact: Fact, _ version: [Int]) -> Bool {
        guard let lowest = fact["lowest"].text.map(VersionRange.numbers(of:)) else { return false }
        return !VersionRange.isBelow(lowest, version)
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
}
