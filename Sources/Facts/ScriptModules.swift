/// Finds the file behind the name of a module of JavaScript or TypeScript. A qualified name has the module's path first, its dots
/// written as colons: `:/lib/llm.ask` is `ask` of `./lib/llm`, `@/lib/llm.ask` is that of a path from the project's root.
///
/// What `tsconfig.json` maps to what is not read: a short name such as `@` or `~` stands for a folder above the importing file or
/// for its `src`, and `@scope/name` for a folder of that name among the repository's own packages.
struct ScriptModules: ModuleLookup {
    static let endings = [".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts"]

    /// The file of each module path, without its ending; of a folder, its `index`.
    private var files: [String: String] = [:]

    init(paths: [String]) {
        // A file counts before a folder of the same name.
        var folders: [(module: String, path: String)] = []
        for path in paths.sorted() {
            guard let module = Self.module(path) else { continue }
            if files[module] == nil { files[module] = path }
            if module.hasSuffix("/index") { folders.append((String(module.dropLast(6)), path)) }
        }
        for folder in folders where files[folder.module] == nil { files[folder.module] = folder.path }
    }

    static func module(_ path: String) -> String? {
        endings.first(where: path.hasSuffix).map { String(path.dropLast($0.count)) }
    }

    func find(_ name: String, from path: String) -> [ModuleTarget] {
        let parts = name.split(separator: ".").map(String.init)
        guard let module = parts.first?.replacing(":", with: "."), parts.count > 1,
            let found = candidates(module, from: path).lazy.compactMap({ files[$0] }).first
        else { return [] }
        return [ModuleTarget(found, Array(parts.dropFirst()))]
    }

    /// The module paths that a specifier may mean, the likeliest first.
    private func candidates(_ specifier: String, from path: String) -> [String] {
        let folder = path.split(separator: "/").dropLast().map(String.init)
        if specifier.hasPrefix(".") { return [Self.join(folder, specifier)].compactMap(\.self) }
        let parts = specifier.split(separator: "/").map(String.init)
        guard let first = parts.first, parts.count > 1 else { return [] }
        let above = (0...folder.count).reversed().map { folder.prefix($0).joined(separator: "/") }
        func under(_ names: [String]) -> [String] {
            let rest = names.joined(separator: "/")
            return above.flatMap { root in
                [rest, "src/\(rest)", "app/\(rest)"].map { root.isEmpty ? $0 : "\(root)/\($0)" }
            }
        }
        if ["@", "~", "#", "@src", "~src", "$lib"].contains(first) {
            return under(Array(parts.dropFirst())) + (first == "$lib" ? under(["lib"] + parts.dropFirst()) : [])
        }
        if first.hasPrefix("@") {
            // `@app/lib/llm` of a path mapping, or a package of the repository.
            let rest = Array(parts.dropFirst(2))
            var packages: [String] = []
            for home in ["packages", "libs", "apps", "modules"] {
                for inner in [[], ["src"], ["lib"]] {
                    let names: [String] = [home, parts[1]] + inner + rest
                    let wanted = names.joined(separator: "/")
                    packages += above.map { $0.isEmpty ? wanted : "\($0)/\(wanted)" }
                }
            }
            return packages + under([String(first.dropFirst())] + parts.dropFirst())
        }
        // A path from the folder that the compiler starts at; never a package of that name.
        return ["src", "lib", "app", "server", "utils", "services"].contains(first) ? under(parts) : []
    }

    /// A path relative to a folder; nil when it leaves the repository.
    private static func join(_ folder: [String], _ specifier: String) -> String? {
        var result = folder
        for part in specifier.split(separator: "/") {
            if part == "." { continue }
            if part == ".." {
                guard result.popLast() != nil else { return nil }
            } else {
                result.append(String(part))
            }
        }
        return result.joined(separator: "/")
    }

    func words(for path: String) -> [String] {
        let parts = Self.parts(path)
        // A folder's `index` hands on what its files have, and a package's name may be all that is written of it.
        let named = parts.filter { !["index", "src", "lib", "app"].contains($0) }
        return Array(named.suffix(2)) + (parts.count > 1 && named.isEmpty ? ["./"] : [])
    }

    /// `from "../llm"`, `require("./llm.js")`.
    func imports(of path: String, packages: Int) -> [String] {
        let named = words(for: path)
        return named.suffix(packages + 1).flatMap { $0 == "./" ? [$0] : ["/\($0)'", "/\($0)\"", "/\($0)`", "/\($0).", "'\($0)'", "\"\($0)\""] }
    }
}
