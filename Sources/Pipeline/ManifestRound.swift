internal import Catalog
internal import Discovery
internal import Facts
internal import Parsing

/// Manifests of packages, which are read only where a job or an image installs what they list and a rule would speak of it.
extension Extraction {
    func manifestRound(_ byPath: inout [String: FileFacts]) {
        var manifests = Manifests(bench: bench(), files: list.files, others: list.others, knowledge: catalog.config)
        for path in byPath.keys.sorted() {
            guard let facts = byPath[path]?.facts else { continue }
            for (index, fact) in facts.enumerated() {
                switch fact.kind {
                case .pipelineJob where fact["cache"].text == "none":
                    if let amount = manifests.amount(fact) { byPath[path]?.facts[index].fields["amount"] = .text(amount) }
                    if let file = fact["cache-file"].text, !manifests.exists(file) { byPath[path]?.facts[index].setCacheFile(manifests.above(file), for: file) }
                case .pipeline where fact["watches"].text.map({ manifests.hardlyChange($0) }) ?? false:
                    byPath[path]?.facts[index].fields["event"] = nil
                case .pipeline where fact["concurrency"].text == "none" && ["manifests", "packages", "modules"].contains(where: { fact[$0].isKnown }):
                    if manifests.fetchesLittle(fact) { byPath[path]?.facts[index].fields["amount"] = .text("few") }
                case .pipeline where fact["includes"].isKnown:
                    let parts = manifests.parts((fact["includes"].text ?? "").split(separator: ",").map(String.init))
                    if parts.stopsRuns != false { byPath[path]?.facts[index].fields["concurrency"] = parts.stopsRuns.map { _ in .text("stated") } }
                    guard parts.keeps else { continue }
                    for job in facts.indices where facts[job].kind == .pipelineJob && facts[job]["cache"].text == "none" { byPath[path]?.facts[job].fields["cache"] = nil }
                case .imageBuild where fact["kept"].text == "none":
                    if !manifests.installsSomething(fact) { byPath[path]?.facts[index].fields["amount"] = .text("few") }
                case .imageBuild where fact["layers"].isKnown:
                    if manifests.isDocumented(fact) { byPath[path]?.facts[index].fields["documented"] = .flag(true) }
                    if manifests.needsSources(fact) { byPath[path]?.facts[index].fields["sources"] = .text("needed") }
                    if manifests.isOfAction(fact) { byPath[path]?.facts[index].fields["builds"] = .text("other") }
                    if let names = manifests.names(fact) { byPath[path]?.facts[index].fields["manifest"] = .text(names) }
                default: continue
                }
            }
        }
    }
}

extension Fact {
    /// Corrects by which file the remedy names a cache; there is none where the file is nowhere.
    fileprivate mutating func setCacheFile(_ found: String?, for named: String) {
        let remedy = self["remedy.cache"].text
        (fields["cache-file"], fields["remedy.cache"]) = (nil, nil)
        guard let found, let remedy else { return }
        fields["cache-file"] = .text(found)
        fields["remedy.cache"] = .text(remedy.replacing(": \(named)`", with: ": \(found)`"))
    }
}

struct Manifests: ~Copyable {
    var bench: Extraction.Bench
    let files: [ListedFile]
    let others: [RelativePath]
    let knowledge: ConfigKnowledge

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

    /// Whether the file by which an image is built installs anything, or there is no knowing.
    mutating func installsSomething(_ fact: Fact) -> Bool {
        guard let file = fact["dockerfile"].text else { return true }
        // Behind what is not in the repository stands a working directory, or a file that is made.
        guard let source = read(file, in: "") else { return false }
        // What comes behind a copy of everything is done again anyway.
        let text = source.text(source.span)
        let copied = ["COPY . ", "ADD . ", "COPY ./ ", "ADD ./ "].compactMap { text.firstRange(of: $0)?.lowerBound }.min() ?? text.endIndex
        return knowledge.imageBuilds.installations.contains { text[..<copied].contains($0) }
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

    /// Whether there is more code than files of a few lines, by which a folder is a package.
    private mutating func holdsCode(_ folder: String) -> Bool {
        let code = files.filter { !$0.kind.isData && (folder.isEmpty || $0.path.description.hasPrefix(folder + "/")) }
        guard code.count < 3 else { return true }
        for file in code where (read(file.path.description, in: "")?.lineCount ?? Self.fewLines) >= Self.fewLines { return true }
        return false
    }

    private static let fewLines = 5

    /// Whether an image's file is that of an action, which is built on a fresh machine each time.
    mutating func isOfAction(_ fact: Fact) -> Bool {
        for name in ["action.yml", "action.yaml"] {
            guard let source = read(name, in: Self.folder(of: fact.place.path)) else { continue }
            return source.contains("using:") && source.contains("docker") && source.contains("image:")
        }
        return false
    }

    /// The manifest with the lock file that is there in place of the usual one; nil where the usual one is.
    mutating func names(_ fact: Fact) -> String? {
        let words = (fact["manifest"].text ?? "").split(separator: " ").map(String.init)
        guard words.count == 3, let locks = knowledge.pipelines.lockFiles[words[0]] else { return nil }
        for folder in Self.folders(from: Self.folder(of: fact.place.path)) where has(words[0], in: folder) {
            guard !has(words[2], in: folder) else { return nil }
            return locks.first { has($0, in: folder) }.map { "\(words[0]) and \($0)" } ?? words[0]
        }
        return nil
    }

    /// Whether nothing that patterns of paths name is there, or all of it is a few files that they name in full.
    mutating func hardlyChange(_ patterns: String) -> Bool {
        let there = patterns.split(separator: ",").filter { pattern in
            guard pattern.contains(where: { "*?[+".contains($0) }) else { return exists(String(pattern)) }
            let folder = pattern.prefix { !"*?[+".contains($0) }.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            return folder.isEmpty || exists(folder)
        }
        return there.count <= Self.fewPaths && !there.contains { $0.contains(where: { "*?[+".contains($0) }) || !($0.split(separator: "/").last?.contains(".") ?? false) }
    }

    private static let fewPaths = 2

    /// Whether a file or folder of the repository is there.
    mutating func exists(_ path: String) -> Bool {
        guard let path = RelativePath(path.split(separator: "/").joined(separator: "/")) else { return false }
        guard case .skipped(.vanished) = bench.reader.read(path, limits: Extraction.searchLimits, { _ in }) else { return true }
        return false
    }

    /// The file of the same name in the nearest folder above.
    mutating func above(_ path: String) -> String? {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        for folder in Self.folders(from: Self.folder(of: path)).dropFirst() {
            let above = folder.isEmpty ? name : folder + "/" + name
            if exists(above) { return above }
        }
        return nil
    }

    func has(_ name: String, in folder: String) -> Bool {
        let path = folder.isEmpty ? name : folder + "/" + name
        return others.contains { $0.description == path } || files.contains { $0.path.description == path }
    }

    mutating func read(_ name: String, in folder: String) -> SourceText? { bench.text(of: folder + "/" + name) }

    static func folder(of path: String) -> String { path.split(separator: "/").dropLast().joined(separator: "/") }

    /// A folder and those above it.
    static func folders(from folder: String) -> [String] {
        var result = [folder]
        while let last = result.last, !last.isEmpty { result.append(Self.folder(of: last)) }
        return result
    }
}
