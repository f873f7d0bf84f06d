/// Finds the file behind a path of Rust: `crate.llm.ask` is `ask` of `src/llm.rs` or `src/llm/mod.rs`, `super.ask` one of the module around.
struct RustModules: ModuleLookup {
    static let endings = [".rs"]

    /// Files by the folder of their crate's sources and the path of their module in it: `a/src` and `llm/client`.
    private var files: [String: [String: String]] = [:]
    /// Folders of sources by the name of their crate.
    private var crates: [String: String] = [:]

    init(paths: [String]) {
        for path in paths.sorted() {
            guard let (root, module) = Self.place(path) else { continue }
            if files[root, default: [:]][module.joined(separator: "/")] == nil { files[root, default: [:]][module.joined(separator: "/")] = path }
            let crate = root.split(separator: "/").dropLast().last.map { String($0.replacing("-", with: "_")) }
            if let crate, crates[crate] == nil { crates[crate] = root }
        }
    }

    /// The crate's folder of sources, and the module within it.
    private static func place(_ path: String) -> (root: String, module: [String])? {
        var parts = Self.parts(path)
        guard let source = parts.lastIndex(of: "src") else { return nil }
        let root = parts[...source].joined(separator: "/")
        parts.removeFirst(source + 1)
        if let last = parts.last, ["mod", "lib", "main"].contains(last) { parts.removeLast() }
        return (root, parts)
    }

    func find(_ name: String, from path: String) -> [ModuleTarget] {
        guard let (own, module) = Self.place(path) else { return [] }
        var parts = name.split(separator: ".").map(String.init)
        var root = own
        var start = module
        switch parts.first {
        case "crate": start = []
        case "self": break
        case "super":
            while parts.dropFirst().first == "super" {
                parts.removeFirst()
                guard start.popLast() != nil else { return [] }
            }
            guard start.popLast() != nil else { return [] }
        case let first?:
            if let other = crates[first], other != own {
                (root, start) = (other, [])
            } else {
                // A module that the file declares.
                parts.insert("self", at: 0)
            }
        case nil: return []
        }
        let names = Array(parts.dropFirst())
        for count in stride(from: names.count - 1, through: 0, by: -1) {
            guard let file = files[root]?[(start + names.prefix(count)).joined(separator: "/")] else { continue }
            return file == path ? [] : [ModuleTarget(file, Array(names[count...]))]
        }
        return []
    }

    func words(for path: String) -> [String] {
        guard let (root, module) = Self.place(path) else { return [] }
        return module.last.map { [$0] } ?? root.split(separator: "/").dropLast().last.map { [String($0.replacing("-", with: "_"))] } ?? []
    }
}
