/// A file that may hold a name of another file, and the names behind its module.
public struct ModuleTarget: Hashable, Sendable {
    public var path: String
    /// `["settings", "MODEL"]` of `app.config.settings.MODEL`; never empty.
    public var rest: [String]

    public init(_ path: String, _ rest: [String]) {
        self.path = path
        self.rest = rest
    }
}

/// How the files of one language find each other.
protocol ModuleLookup: Sendable {
    /// Endings of the names of its files.
    static var endings: [String] { get }

    /// - Parameter paths: of all its source files.
    init(paths: [String])

    /// The files that a name may lie in; empty when there is none, or when several are equally near. There are several where a module
    /// is a folder, and each of its files may have it.
    ///
    /// - Parameters:
    ///   - name: as the importing file has it, qualified by its imports.
    ///   - path: the importing file.
    func find(_ name: String, from path: String) -> [ModuleTarget]

    /// What a file that takes a name from this one has in it: the module's name, or a part of it.
    func words(for path: String) -> [String]

    /// The same as an import writes it, where the language has a form of its own for that; sharper than the name alone.
    ///
    /// - Parameter packages: how many folders around it may hand on what it has.
    func imports(of path: String, packages: Int) -> [String]
}

/// Finds the file behind a qualified name of a program, whatever its language. A language's own rules are one file beside this one,
/// and a line here.
public struct SourceModules: Sendable {
    private let families: [Family]

    /// The files of languages that import each other.
    public struct Family: Sendable {
        fileprivate let endings: [String]
        fileprivate let lookup: any ModuleLookup
    }

    private static let types: [any ModuleLookup.Type] = [
        PythonModules.self, ScriptModules.self, JVMModules.self, GoModules.self, RustModules.self, PHPModules.self, RubyModules.self,
    ]

    /// - Parameter paths: of all source files.
    public init(paths: [String]) { self.init(Self.types.indices.map { Self.family($0, of: paths) }) }

    /// - Parameter families: one for each number below `familyCount`, in order.
    public init(_ families: [Family]) { self.families = families }

    public static var familyCount: Int { types.count }

    /// One family of all source files; each can be made on a thread of its own.
    public static func family(_ number: Int, of paths: [String]) -> Family {
        let type = types[number]
        return Family(endings: type.endings, lookup: type.init(paths: paths.filter { path in type.endings.contains(where: path.hasSuffix) }))
    }

    /// The files that a name of another file may lie in, and the names behind the module.
    public func find(_ name: String, from path: String) -> [ModuleTarget] {
        lookup(path)?.find(name, from: path).filter { $0.path != path } ?? []
    }

    /// Words of which an importing file has one, unless it lies in the same folder.
    public func words(for path: String) -> [String] { lookup(path)?.words(for: path) ?? [] }

    /// The same for one that takes an object from it, as imports are written.
    public func imports(of path: String, packages: Int) -> [String] { lookup(path)?.imports(of: path, packages: packages) ?? [] }

    /// Languages that import each other have one number.
    public func family(of path: String) -> Int? { families.firstIndex { $0.endings.contains(where: path.hasSuffix) } }

    private func lookup(_ path: String) -> (any ModuleLookup)? { family(of: path).map { families[$0].lookup } }
}

extension ModuleLookup {
    func imports(of path: String, packages: Int) -> [String] { words(for: path).suffix(packages + 1) }

    /// The names of a path's folders and of the file itself, without its ending.
    static func parts(_ path: String) -> [String] {
        var parts = path.split(separator: "/").map(String.init)
        if let ending = endings.first(where: path.hasSuffix), let last = parts.popLast() { parts.append(String(last.dropLast(ending.count))) }
        return parts
    }

    static func folder(_ path: String) -> String { path.split(separator: "/").dropLast().joined(separator: "/") }

    /// Whether a folder's path ends with another, whole names only.
    static func hasSuffix(_ folder: String, _ end: String) -> Bool { end.isEmpty || folder == end || folder.hasSuffix("/\(end)") }

    /// Of several paths the one that shares most folders with the asking file; nil when two are equally near.
    static func nearest(_ candidates: [String], to path: String) -> String? {
        guard candidates.count > 1 else { return candidates.first }
        let own = path.split(separator: "/")
        let ranked = candidates.map { candidate in
            (path: candidate, shared: zip(own, candidate.split(separator: "/")).prefix { $0 == $1 }.count)
        }.sorted { ($1.shared, $0.path) < ($0.shared, $1.path) }
        return ranked[0].shared > ranked[1].shared ? ranked[0].path : nil
    }
}
