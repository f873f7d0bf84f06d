/// Finds the file behind a qualified name of Python: `app.settings.MODEL` is `MODEL` of `app/settings.py`.
struct PythonModules: ModuleLookup {
    static let endings = [".py", ".pyw", ".ipynb"]
    private static let packageFile = "__init__"

    /// Module paths (`src/app/settings`) by their last component.
    private var byName: [String: [(module: String, path: String)]] = [:]
    /// Folders that are packages: no program has one on its search path.
    private var packages: Set<String> = []

    init(paths: [String]) {
        for path in paths {
            guard !path.hasSuffix(".ipynb"), let ending = Self.endings.first(where: path.hasSuffix) else { continue }
            var module = String(path.dropLast(ending.count))
            if module == Self.packageFile { continue }
            if module.hasSuffix("/\(Self.packageFile)") {
                module = String(module.dropLast(Self.packageFile.count + 1))
                packages.insert(module)
            }
            byName[Self.last(module), default: []].append((module, path))
        }
    }

    func find(_ name: String, from path: String) -> [ModuleTarget] {
        let dots = name.prefix { $0 == "." }.count
        let parts = name.dropFirst(dots).split(separator: ".").map(String.init)
        guard parts.count >= 2 || dots > 0 && !parts.isEmpty else { return [] }
        var folder = path.split(separator: "/").map(String.init)
        if dots > 0 {
            // One dot is the package that the file is in, and for a package's own file that package.
            guard folder.count >= dots else { return [] }
            folder.removeLast(dots)
        }
        for count in stride(from: parts.count, through: 1, by: -1) {
            let rest = Array(parts[count...])
            let wanted = dots > 0 ? (folder + parts[..<count]).joined(separator: "/") : parts[..<count].joined(separator: "/")
            let candidates = (byName[parts[count - 1]] ?? []).filter { candidate in
                dots > 0 ? candidate.module == wanted : isReachable(candidate.module, as: wanted, parts: count, from: path)
            }
            if let found = Self.nearest(candidates.map(\.path), to: path) { return rest.isEmpty ? [] : [ModuleTarget(found, rest)] }
        }
        return []
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

    func words(for path: String) -> [String] {
        let parts = Self.parts(path)
        // A package often hands on what its modules have.
        guard parts.last == Self.packageFile else { return Array(parts.suffix(2)) }
        return Array(parts.dropLast().suffix(2))
    }

    /// `from app.llm import x`, `from app import llm`, `import app.llm`.
    func imports(of path: String, packages: Int) -> [String] {
        words(for: path).suffix(packages + 1).flatMap { ["\($0) import", "import \($0)", ".\($0).", ".\($0) as "] }
    }

    private static func last(_ module: String) -> String { module.split(separator: "/").last.map(String.init) ?? module }
}
