/// Finds the file behind a qualified name of a program: `app.settings.MODEL` is `MODEL` of `app/settings.py`.
public struct SourceModules: Sendable {
    /// Module paths (`src/app/settings`) by their last component.
    private var byName: [String: [(module: String, path: String)]] = [:]
    /// Folders that are packages: no program has one on its search path.
    private var packages: Set<String> = []
    private let scripts: ScriptModules

    /// - Parameter paths: of all source files of languages that import each other.
    public init(paths: [String], suffix: String = ".py", packageFile: String = "__init__") {
        scripts = ScriptModules(paths: paths)
        for path in paths where path.hasSuffix(suffix) {
            var module = String(path.dropLast(suffix.count))
            if module == packageFile { continue }
            if module.hasSuffix("/\(packageFile)") {
                module = String(module.dropLast(packageFile.count + 1))
                packages.insert(module)
            }
            byName[Self.last(module), default: []].append((module, path))
        }
    }

    /// The file that a name of another file lies in, and the names behind the module. nil when there is none, or several that
    /// are equally near.
    ///
    /// - Parameters:
    ///   - name: as the importing file writes it; leading dots are relative to it.
    ///   - path: the importing file.
    public func find(_ name: String, from path: String) -> (path: String, rest: [String])? {
        if ScriptModules.module(path) != nil { return scripts.find(name, from: path) }
        let dots = name.prefix { $0 == "." }.count
        let parts = name.dropFirst(dots).split(separator: ".").map(String.init)
        guard parts.count >= 2 || dots > 0 && !parts.isEmpty else { return nil }
        var folder = path.split(separator: "/").map(String.init)
        if dots > 0 {
            // One dot is the package that the file is in, and for a package's own file that package.
            guard folder.count >= dots else { return nil }
            folder.removeLast(dots)
        }
        for count in stride(from: parts.count, through: 1, by: -1) {
            let rest = Array(parts[count...])
            let wanted = dots > 0 ? (folder + parts[..<count]).joined(separator: "/") : parts[..<count].joined(separator: "/")
            let candidates = (byName[parts[count - 1]] ?? []).filter { candidate in
                dots > 0 ? candidate.module == wanted : isReachable(candidate.module, as: wanted, parts: count, from: path)
            }
            if let found = nearest(candidates, to: path) { return rest.isEmpty ? nil : (found, rest) }
        }
        return nil
    }

    /// Whether an absolute name may mean this module: what lies before the name must be a folder that programs search, so that
    /// `import openai` is not the project's own `llms/openai.py`.
    private func isReachable(_ module: String, as wanted: String, parts: Int, from path: String) -> Bool {
        if module == wanted { return true }
        guard module.hasSuffix("/\(wanted)") else { return false }
        let root = String(module.dropLast(wanted.count + 1))
        if path.hasPrefix("\(root)/") {
            // Next to the importing file, or above it; a package's own folder is searched only when a file of it is run.
            return !packages.contains(root)
        }
        let last = root.split(separator: "/").last ?? ""
        return !packages.contains(root) && (parts > 1 || ["src", "lib", "python", "app", "backend", "server"].contains(last))
    }

    /// Every way in which a file may write the name of something in another: `app.llm.ask`, `llm.ask`, `.llm.ask`.
    public func spellings(of symbol: String, in path: String, from other: String) -> [String] {
        if ScriptModules.module(path) != nil { return scripts.spellings(of: symbol, in: path, from: other) }
        var module = path.hasSuffix(".py") ? String(path.dropLast(3)) : path
        if module.hasSuffix("/__init__") { module = String(module.dropLast(9)) }
        let parts = module.split(separator: "/").map(String.init)
        var result: [String] = []
        for start in parts.indices { result.append((parts[start...] + [symbol]).joined(separator: ".")) }
        var folder = Array(other.split(separator: "/").map(String.init).dropLast())
        var dots = "."
        while true {
            if parts.starts(with: folder) {
                result.append(dots + (parts.dropFirst(folder.count) + [symbol]).joined(separator: "."))
            }
            guard folder.popLast() != nil else { break }
            dots += "."
        }
        return result
    }

    private func nearest(_ candidates: [(module: String, path: String)], to path: String) -> String? {
        guard candidates.count > 1 else { return candidates.first?.path }
        let own = path.split(separator: "/")
        let ranked = candidates.map { candidate in
            (path: candidate.path, shared: zip(own, candidate.path.split(separator: "/")).prefix { $0 == $1 }.count)
        }.sorted { $0.shared > $1.shared }
        return ranked[0].shared > ranked[1].shared ? ranked[0].path : nil
    }

    private static func last(_ module: String) -> String { module.split(separator: "/").last.map(String.init) ?? module }
}
