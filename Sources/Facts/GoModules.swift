internal import CodeModel

/// Finds the files behind a qualified name of Go. A package is a folder: `github.com/acme/shop/internal/llm.Ask` may be in each file
/// of `internal/llm`, `package.ask` in each file of the asking file's own folder.
struct GoModules: ModuleLookup {
    static let endings = [".go"]
    /// How many files of a package are asked.
    private static let mostFiles = 40

    /// Files by folder, and the folders by their last name.
    private var files: [String: [String]] = [:]
    private var folders: [String: [String]] = [:]

    init(paths: [String]) {
        for path in paths.sorted() where !path.hasSuffix("_test.go") { files[Self.folder(path), default: []].append(path) }
        for folder in files.keys.sorted() {
            folders[folder.split(separator: "/").last.map(String.init) ?? "", default: []].append(folder)
        }
    }

    func find(_ name: String, from path: String) -> [ModuleTarget] {
        // The path has dots of its own, up to its last part.
        let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
        guard let dot = name[start...].firstIndex(of: ".") else { return [] }
        let rest = name[name.index(after: dot)...].split(separator: ".").map(String.init)
        guard !rest.isEmpty else { return [] }
        let module = String(name[..<dot])
        let folder = module == GoPackage.own ? Self.folder(path) : self.folder(module, from: path)
        guard let folder, let all = files[folder], all.count <= Self.mostFiles else { return [] }
        return all.map { ModuleTarget($0, rest) }
    }

    /// The folder of a package: the longest end of its path that is one. One name alone is enough only where the path has little more
    /// than that, so that another project's `llm` is not this one's.
    private func folder(_ module: String, from path: String) -> String? {
        let parts = module.split(separator: "/").map(String.init)
        guard let last = parts.last, parts.count > 1 else { return nil }
        let candidates = folders[last] ?? []
        let isHosted = parts[0].contains(".")
        for count in stride(from: parts.count - 1, through: 1, by: -1) {
            let end = parts.suffix(count).joined(separator: "/")
            let found = candidates.filter { Self.hasSuffix($0, end) }
            guard !found.isEmpty else { continue }
            // `github.com/owner/project/…`, `project/…`
            let root = isHosted ? 3 : 1
            guard count > 1 || parts.count - count <= root && parts.count > root else { return nil }
            return Self.nearest(found, to: path)
        }
        return nil
    }

    func words(for path: String) -> [String] { Self.folder(path).split(separator: "/").last.map { [String($0)] } ?? [] }
}
