internal import Catalog
internal import CodeModel
internal import Discovery
internal import Facts
internal import Parsing

/// Which files belong to a package that others install, so that somebody else may call what is in them.
struct PackageReach {
    private let extraction: Extraction
    private let paths: [RelativePath]
    /// What the whole project is, and its manifests by language, once they have been asked for.
    private var isProgramOfItsOwn: Bool?
    private var manifests: [Set<String>: [RelativePath]] = [:]
    private var knowledge: ReachKnowledge { extraction.catalog.reach }

    private static let limits = ReadLimits(bytes: 1 << 20, lineCharacters: nil, refusesMinified: false)

    init(_ extraction: Extraction) {
        self.extraction = extraction
        paths = extraction.list.files.map(\.path) + extraction.list.others
    }

    mutating func isPublished(_ file: ListedFile) -> Bool {
        guard let language = file.kind.language?.ecosystem else { return true }
        for package in knowledge.packages where package.language == language {
            guard let manifest = nearestManifest(to: file.path, package), package.isDescribed(by: manifest) else { continue }
            guard package.mayBeProgram else { return true }
            let isOwn = isProgramOfItsOwn ?? (isProgram && !isPublishedSomewhere)
            isProgramOfItsOwn = isOwn
            if !isOwn { return true }
        }
        return false
    }

    private mutating func nearestManifest(to path: RelativePath, _ package: ReachKnowledge.Package) -> String? {
        let all = manifests[package.manifests] ?? paths.filter { package.manifests.contains(name(of: $0)) }
        manifests[package.manifests] = all
        let around = all.filter { manifest in manifest.parent.map { path.isBelow($0) } ?? true }
        let depth = around.map(\.components.count).max() ?? 0
        let nearest = around.filter { $0.components.count == depth }.sorted()
        return nearest.isEmpty ? nil : nearest.map { text(of: $0) }.joined(separator: "\n")
    }

    private var isProgram: Bool { paths.contains { knowledge.programs.contains(name(of: $0)) } }

    private var isPublishedSomewhere: Bool {
        let search = WordSearch(knowledge.publishing.words)
        var bench = extraction.bench()
        for path in paths where knowledge.publishing.mayStand(in: name(of: path)) {
            var found = WordSet()
            _ = bench.reader.read(path, limits: Self.limits) { bytes -> Void in search.find(in: bytes, into: &found) }
            if !found.isEmpty { return true }
        }
        return false
    }

    private func name(of path: RelativePath) -> String { String(decoding: path.name, as: UTF8.self).lowercased() }

    private func text(of path: RelativePath) -> String {
        var bench = extraction.bench()
        guard case .read(let text) = bench.reader.read(path, limits: Self.limits, { String(decoding: $0, as: UTF8.self) }) else { return "" }
        return text
    }
}
