/// Finds the file behind the name of a module of JavaScript or TypeScript. A qualified name has the module's path first, its dots
/// written as colons: `:/lib/llm.ask` is `ask` of `./lib/llm`, `@/lib/llm.ask` is that of a path from the project's root.
///
/// What `tsconfig.json` maps to what is not read: a short name such as `@` or `~` stands for a folder above the importing file or
/// for its `src`, and `@scope/name` for a folder of that name among the repository's own packages.
struct ScriptModules: Sendable {
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

    /// The file that a name of another file lies in, and the names behind the module.
    func find(_ name: String, from path: String) -> (path: String, rest: [String])? {
        let parts = name.split(separator: ".").map(String.init)
        guard let module = parts.first?.replacing(":", with: "."), parts.count > 1,
            let found = candidates(module, from: path).lazy.compactMap({ files[$0] }).first
        else { return nil }
        return (found, Array(parts.dropFirst()))
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

    /// Every way in which a file may write the name of something in another; a folder's `index` hands on what its files have.
    func spellings(of symbol: String, in path: String, from other: String) -> [String] {
        guard let module = Self.module(path) else { return [] }
        var parts = module.split(separator: "/").map(String.init)
        if parts.last == "index" { parts.removeLast() }
        let folder = Array(other.split(separator: "/").dropLast().map(String.init))
        var modules: [String] = []
        for target in [parts, parts.dropLast()] where !target.isEmpty {
            let target = Array(target)
            modules.append(Self.relative(target, from: folder))
            for start in target.indices {
                let rest = target[start...].joined(separator: "/")
                modules += ["@/\(rest)", "~/\(rest)", "#/\(rest)", "@\(rest)"] + (target.count - start > 1 ? [rest] : [])
            }
        }
        // A file mostly has one class, and its importer often takes that as the default.
        let own = symbol.split(separator: ".", maxSplits: 1)
        let byDefault = own.count > 1 && own[0].hasSuffix("()") ? ["default().\(own[1])"] : []
        return modules.flatMap { module in
            ([symbol] + byDefault).map { module.replacing(".", with: ":") + "." + $0 }
        }
    }

    private static func relative(_ target: [String], from folder: [String]) -> String {
        let shared = zip(target, folder).prefix { $0 == $1 }.count
        let up = folder.count - shared
        let steps = up == 0 ? ["."] : Array(repeating: "..", count: up)
        return (steps + target[shared...]).joined(separator: "/")
    }
}
