internal import Catalog
internal import Discovery
internal import Facts
internal import Parsing

/// How much is fetched, counted in the files that list it.
extension Manifests {
    /// How much a job fetches; nil where that cannot be told.
    mutating func amount(_ fact: Fact) -> String? {
        guard let name = fact["manifest"].text, !name.contains("$"), !name.contains("*") else { return nil }
        let tool = fact["tool"].text ?? ""
        let folders = Set([fact["directory"].text ?? "", ""]).sorted { $0 > $1 }
        let names = name.split(separator: " ").map(String.init)
        if names.count == 3 {
            for folder in folders {
                if let few = isSmall(lock: names[2], in: folder) { return few ? "few" : nil }
                if let few = isSmall(modules: names[0], in: folder) { return few ? "few" : nil }
            }
            let isUnlocked = knowledge.pipelines.installers.contains { $0.tool == tool && $0.manifest == name && $0.worksUnlocked }
            return isUnlocked && fact["directory"].isKnown && !isSomewhere(names[2]) ? "unlocked" : nil
        }
        guard ["pip", "uv"].contains(tool) || fact["guarded"].flag == true else { return nil }
        for folder in folders {
            guard read(name, in: folder) != nil else { continue }
            return packages(name, in: folder, depth: 0).map(knowledge.pipelines.amounts.areFew(packages:)) ?? false ? "few" : nil
        }
        return fact["guarded"].flag == true && !isSomewhere(name) ? "none" : nil
    }

    /// Whether all that a pipeline fetches is little.
    mutating func fetchesLittle(_ fact: Fact) -> Bool {
        let amounts = knowledge.pipelines.amounts
        var found = Set(Self.list(fact["packages"]))
        var modules = Set(Self.list(fact["modules"]))
        for path in Self.list(fact["manifests"]) {
            let folder = Self.folder(of: path), name = path.split(separator: "/").last.map(String.init) ?? path
            if amounts.lockEntries[name] != nil {
                guard isSmall(lock: name, in: folder) == true else { return false }
            } else if knowledge.pipelines.lockFiles[name] != nil {
                guard let source = read(name, in: folder), let more = ManifestNeeds(path: name, source: source, knowledge: knowledge).modules else { return false }
                modules.formUnion(more)
            } else {
                guard let more = packages(name, in: folder, depth: 0) ?? packages(path, in: "", depth: 0) else { return false }
                found.formUnion(more)
            }
        }
        return amounts.areFew(packages: found) && amounts.areFew(modules: modules)
    }

    private func isSomewhere(_ name: String) -> Bool {
        (files.map(\.path) + others).contains { $0.description == name || $0.description.hasSuffix("/" + name) }
    }

    private mutating func isSmall(lock name: String, in folder: String) -> Bool? {
        guard let source = read(name, in: folder) else { return nil }
        return knowledge.pipelines.amounts.areFew(in: source, named: name)
    }

    private mutating func isSmall(modules name: String, in folder: String) -> Bool? {
        guard name == "package.json", let source = read(name, in: folder) else { return nil }
        return ManifestNeeds(path: name, source: source, knowledge: knowledge).modules.map(knowledge.pipelines.amounts.areFew(modules:))
    }

    /// The packages that requirements list, with those of the files that they take in; nil where that cannot be told.
    private mutating func packages(_ name: String, in folder: String, depth: Int) -> Set<String>? {
        guard depth < 4, let source = read(name, in: folder), let found = ManifestNeeds(path: name, source: source, knowledge: knowledge).requirements else { return nil }
        var all = found.packages
        // Beside the file that names them.
        let own = Self.folder(of: folder.isEmpty ? name : folder + "/" + name)
        for file in found.files {
            guard let more = packages(file, in: own, depth: depth + 1) else { return nil }
            all.formUnion(more)
        }
        return all
    }

    private static func list(_ value: Value) -> [String] { (value.text ?? "").split(separator: ",").map(String.init) }
}
