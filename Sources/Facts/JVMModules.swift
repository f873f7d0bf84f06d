/// Finds the file behind a qualified name of Java or Kotlin: `com.acme.llm.Models.LARGE` is `LARGE` of the class `Models` in
/// `com/acme/llm/Models.java`, `com.acme.llm.ask` a function of some Kotlin file of that folder.
struct JVMModules: ModuleLookup {
    static let endings = [".java", ".kt", ".kts"]
    /// How many files of a package are asked for a function of it.
    private static let mostFiles = 40

    /// Files by the name of the class that they are called after.
    private var classes: [String: [String]] = [:]
    /// Kotlin's files by folder, and the folders by their last name.
    private var files: [String: [String]] = [:]
    private var folders: [String: [String]] = [:]

    init(paths: [String]) {
        for path in paths.sorted() {
            guard let name = Self.parts(path).last else { continue }
            classes[name, default: []].append(path)
            if path.hasSuffix(".kt") { files[Self.folder(path), default: []].append(path) }
        }
        for folder in files.keys.sorted() { folders[Self.last(folder), default: []].append(folder) }
    }

    func find(_ name: String, from path: String) -> [ModuleTarget] {
        let parts = name.split(separator: ".").map(String.init)
        guard let first = parts.first, !name.hasPrefix("."), !name.hasPrefix("?"), !name.hasPrefix("$") else { return [] }
        // A function of the same package, which needs no import.
        if parts.count == 1 || !first.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) {
            return path.hasSuffix(".kt") && first.first?.isLowercase ?? false ? all(in: Self.folder(path), parts, from: path) : []
        }
        guard let index = parts.firstIndex(where: { $0.first?.isUppercase ?? false }) else {
            guard let package = packageFolder(parts.dropLast(), from: path) else { return [] }
            return all(in: package, Array(parts.suffix(1)), from: path)
        }
        let package = parts[..<index]
        let type = parts[index].hasSuffix("()") ? String(parts[index].dropLast(2)) : parts[index]
        let candidates = (classes[type] ?? []).filter { isOf(package, Self.folder($0)) }
        if let found = Self.nearest(candidates, to: path) { return [ModuleTarget(found, Array(parts[index...]))] }
        // A constant or class of Kotlin that no file is called after.
        guard candidates.isEmpty, let folder = packageFolder(package, from: path) else { return [] }
        return all(in: folder, Array(parts[index...]), from: path)
    }

    private func all(in folder: String, _ rest: [String], from path: String) -> [ModuleTarget] {
        let all = files[folder] ?? []
        return all.count <= Self.mostFiles ? all.map { ModuleTarget($0, rest) } : []
    }

    /// Whether a folder holds a package. Kotlin's projects often leave out the folders that all packages share.
    private func isOf(_ package: ArraySlice<String>, _ folder: String) -> Bool {
        if Self.hasSuffix(folder, package.joined(separator: "/")) { return true }
        guard let root = folder.firstRange(of: "kotlin/") else { return false }
        let inner = folder[root.upperBound...].split(separator: "/").map(String.init)
        return !inner.isEmpty && inner.count < package.count && package.suffix(inner.count).elementsEqual(inner)
    }

    private func packageFolder(_ package: ArraySlice<String>, from path: String) -> String? {
        guard let last = package.last else { return nil }
        return Self.nearest((folders[last] ?? []).filter { isOf(package, $0) }, to: path)
    }

    private static func last(_ folder: String) -> String { folder.split(separator: "/").last.map(String.init) ?? "" }

    func words(for path: String) -> [String] {
        let parts = Self.parts(path)
        // A function of a file is imported by its package.
        return Array(parts.suffix(path.hasSuffix(".kt") ? 2 : 1))
    }
}
