/// Finds the file behind the name of a class of PHP: `App.Services.Llm` is the class `Llm` of `app/Services/Llm.php`, by the rule that
/// every autoloader follows. A name without a namespace is one of the file's own folder.
struct PHPModules: ModuleLookup {
    static let endings = [".php"]

    private var classes: [String: [String]] = [:]

    init(paths: [String]) {
        for path in paths.sorted() { if let name = Self.parts(path).last { classes[name, default: []].append(path) } }
    }

    func find(_ name: String, from path: String) -> [ModuleTarget] {
        let parts = name.split(separator: ".").map(String.init)
        guard !name.hasPrefix("?"), !name.hasPrefix("$"), !name.hasPrefix(".") else { return [] }
        for index in parts.indices {
            let type = parts[index].hasSuffix("()") ? String(parts[index].dropLast(2)) : parts[index]
            let candidates = (classes[type] ?? []).filter { isOf(parts[..<index].map { $0.lowercased() }, $0, from: path) }
            if let found = Self.nearest(candidates, to: path) { return [ModuleTarget(found, Array(parts[index...]))] }
        }
        return []
    }

    private func isOf(_ namespace: [String], _ file: String, from path: String) -> Bool {
        let folder = Self.folder(file)
        guard let last = namespace.last else { return folder == Self.folder(path) }
        let folders = folder.lowercased().split(separator: "/").map(String.init)
        // The first name of a namespace is mapped to any folder.
        if namespace.count == 1 { return [last, "src", "app", "lib"].contains(folders.last ?? "") }
        return folders.count >= namespace.count - 1 && folders.suffix(namespace.count - 1).elementsEqual(namespace.dropFirst())
    }

    func words(for path: String) -> [String] { Self.parts(path).suffix(1).map(\.self) }
}
