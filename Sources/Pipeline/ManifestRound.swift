internal import Catalog
internal import Discovery
internal import Facts
internal import Parsing

/// Manifests of packages, which are read only where a job or an image installs what they list and a rule would speak of it.
extension Extraction {
    func manifestRound(_ byPath: inout [String: FileFacts]) {
        var manifests = Manifests(bench: bench(), files: list.files, knowledge: catalog.config)
        for path in byPath.keys.sorted() {
            guard let facts = byPath[path]?.facts else { continue }
            for (index, fact) in facts.enumerated() {
                switch fact.kind {
                case .pipelineJob where fact["cache"].text == "none":
                    if let amount = manifests.amount(fact) { byPath[path]?.facts[index].fields["amount"] = .text(amount) }
                case .pipeline where fact["includes"].isKnown:
                    let parts = manifests.parts((fact["includes"].text ?? "").split(separator: ",").map(String.init))
                    if parts.stopsRuns != false { byPath[path]?.facts[index].fields["concurrency"] = parts.stopsRuns.map { _ in .text("stated") } }
                    guard parts.keeps else { continue }
                    for job in facts.indices where facts[job].kind == .pipelineJob && facts[job]["cache"].text == "none" { byPath[path]?.facts[job].fields["cache"] = nil }
                case .imageBuild where fact["layers"].isKnown:
                    if manifests.isDocumented(fact) { byPath[path]?.facts[index].fields["documented"] = .flag(true) }
                    if manifests.needsSources(fact) { byPath[path]?.facts[index].fields["sources"] = .text("needed") }
                default: continue
                }
            }
        }
    }
}

private struct Manifests: ~Copyable {
    var bench: Extraction.Bench
    let files: [ListedFile]
    let knowledge: ConfigKnowledge

    /// How much a job fetches; nil where that cannot be told.
    mutating func amount(_ fact: Fact) -> String? {
        guard let name = fact["manifest"].text, !name.contains("$"), !name.contains("*") else { return nil }
        guard fact["tool"].text == "pip" || fact["guarded"].flag == true else { return nil }
        let folders = [fact["directory"].text ?? "", ""]
        for folder in folders {
            guard let source = read(name, in: folder) else { continue }
            return ManifestNeeds(path: name, source: source, knowledge: knowledge).isSmall ? "few" : nil
        }
        let isElsewhere = files.contains { $0.path.description == name || $0.path.description.hasSuffix("/" + name) }
        return fact["guarded"].flag == true && !isElsewhere ? "none" : nil
    }

    /// Whether an image's installation needs more of the project than the manifest, or nothing else is copied anyway.
    mutating func needsSources(_ fact: Fact) -> Bool {
        let names = (fact["manifest"].text ?? "").split(separator: " ").map(String.init).filter { $0.contains(".") || $0.first?.isUppercase == true }
        guard let name = names.first, !name.contains("$"), !name.contains("*") else { return false }
        let own = Self.folder(of: fact.place.path)
        for folder in Self.folders(from: own) {
            guard let source = read(name, in: folder) else { continue }
            if folder == own, !holdsCode(folder) { return true }
            if knowledge.imageBuilds.workspaceFiles.contains(where: { read($0, in: folder) != nil }) { return true }
            return ManifestNeeds(path: name, source: source, knowledge: knowledge).needsSources
        }
        return false
    }

    /// Whether the parts of a pipeline say what may be stopped, nil where that is not known; and whether they may keep files for all jobs.
    mutating func parts(_ paths: [String]) -> (stopsRuns: Bool?, keeps: Bool) {
        var stopsRuns: Bool? = false
        var keeps = false
        for path in paths {
            guard let source = read(path, in: ""), !source.contains("include:") else { return (nil, true) }
            if source.contains("interruptible") || source.contains("auto_cancel") { stopsRuns = true }
            keeps = keeps || source.contains("cache:")
        }
        return (stopsRuns, keeps)
    }

    /// Whether a text beside an image's file, or at the top, tells people to build it.
    mutating func isDocumented(_ fact: Fact) -> Bool {
        for folder in Set([Self.folder(of: fact.place.path), ""]).sorted() {
            for name in ["README.md", "CONTRIBUTING.md"] {
                if let source = read(name, in: folder), knowledge.imageBuilds.localBuilds.contains(where: { source.contains(word: $0) }) { return true }
            }
        }
        return false
    }

    private func holdsCode(_ folder: String) -> Bool {
        files.contains { !$0.kind.isData && (folder.isEmpty || $0.path.description.hasPrefix(folder + "/")) }
    }

    private mutating func read(_ name: String, in folder: String) -> SourceText? {
        let parts = (folder + "/" + name).split(separator: "/").filter { $0 != "." }
        guard !parts.contains(".."), let path = RelativePath(parts.joined(separator: "/")) else { return nil }
        let limits = ReadLimits(bytes: 1 << 20, lineCharacters: nil, refusesMinified: false)
        let outcome = bench.reader.read(path, limits: limits) { SourceText(bytes: Array($0)) }
        guard case .read(let source) = outcome else { return nil }
        return source
    }

    private static func folder(of path: String) -> String { path.split(separator: "/").dropLast().joined(separator: "/") }

    /// A folder and those above it.
    private static func folders(from folder: String) -> [String] {
        var result = [folder]
        while let last = result.last, !last.isEmpty { result.append(Self.folder(of: last)) }
        return result
    }
}
