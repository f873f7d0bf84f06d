internal import Parsing

/// How programs read files of their own repository: `knowledge/file-reading.yaml`. All by the last word of what is called.
public struct FileReading: Sendable {
    public private(set) var endings: Set<String> = []
    public private(set) var readers: Set<String> = []
    /// Those among them that give a file and not yet what is in it.
    public private(set) var openers: Set<String> = []
    public private(set) var handles: Set<String> = []
    public private(set) var parsers: Set<String> = []
    public private(set) var joins: Set<String> = []
    public private(set) var folders: Set<String> = []

    public init() {}

    static func load(_ files: [CatalogFile]) -> (FileReading, [CatalogError]) {
        var reading = FileReading()
        var problems: [CatalogError] = []
        for file in files {
            for root in file.document.roots {
                var fields = Fields(root, in: file)
                reading.endings.formUnion(fields.texts("endings"))
                reading.readers.formUnion(fields.texts("readers"))
                reading.openers.formUnion(fields.texts("openers"))
                reading.handles.formUnion(fields.texts("handles"))
                reading.parsers.formUnion(fields.texts("parsers"))
                reading.joins.formUnion(fields.texts("joins"))
                reading.folders.formUnion(fields.texts("folders"))
                problems += fields.finish()
            }
        }
        return (reading, problems)
    }

    /// Whether a path ends as the files do that are worth reading.
    public func mayRead(_ path: String) -> Bool {
        guard let dot = path.lastIndex(of: "."), path.utf8.count < 300 else { return false }
        return endings.contains(String(path[path.index(after: dot)...]).lowercased())
    }
}

/// The name under which the contents of a file are asked for, as if it were a module: `<prompts/spam.md>`, with keys behind it.
public enum FileName {
    public static func of(_ path: String) -> String { "<\(path)>" }

    /// The path and the keys; nil for a name that is no file's. A path that begins with `./` is relative to the file that asks.
    public static func parts(_ name: String) -> (path: String, keys: [String])? {
        guard name.hasPrefix("<"), let end = name.firstIndex(of: ">") else { return nil }
        let keys = name[name.index(after: end)...].split(separator: ".").map(String.init)
        return (String(name[name.index(after: name.startIndex)..<end]), keys)
    }
}
