internal import Catalog
internal import CodeModel
internal import Discovery
internal import Facts
internal import Parsing

/// What files of prompts and settings hold, for the code that reads them.
extension Extraction {
    /// The longest text that is taken for a prompt, in bytes.
    private static let longestPrompt = 64 << 10

    /// What files are told of others that hold text or settings, by their path and the name as they have it.
    typealias Contents = [String: [String: CodeExports.Export]]

    /// Reads what names of files stand for.
    ///
    /// - Returns: the files that are told something new.
    func addContents(of references: [String: Set<String>], to contents: inout Contents) -> Set<String> {
        var wanted: [(asker: String, name: String)] = []
        for (path, names) in references.sorted(by: { $0.key < $1.key }) {
            for name in names.sorted() where name.hasPrefix("<") && contents[path]?[name] == nil { wanted.append((path, name)) }
        }
        guard !wanted.isEmpty else { return [] }
        var told: Set<String> = []
        let files = RepositoryFiles(list.files.filter { catalog.reading.mayRead($0.path.description) }.map(\.path.description))
        let byName = Dictionary(list.files.map { ($0.path.description, $0) }) { first, _ in first }
        var bench = bench()
        var read: [String: SourceText] = [:]
        for (asker, name) in wanted {
            guard let (path, keys) = FileName.parts(name), let found = files.find(path, from: asker), let file = byName[found] else { continue }
            if read[found] == nil {
                let outcome = bench.reader.read(file.path, limits: ReadLimits(bytes: 1 << 20, lineCharacters: nil, refusesMinified: false)) {
                    SourceText(bytes: Array($0))
                }
                if case .read(let source) = outcome { read[found] = source }
            }
            guard let source = read[found], let (value, span) = Self.value(of: source, found, keys) else { continue }
            contents[asker, default: [:]][name] = CodeExports.Export(
                answer: Resolver.Answer(value: value), place: Place(path: found, span: span, in: source))
            told.insert(asker)
        }
        return told
    }

    private static func value(of source: SourceText, _ path: String, _ keys: [String]) -> (Located, Span)? {
        let format: DataFormat? =
            switch path.split(separator: ".").last ?? "" {
            case "yaml", "yml": .yaml
            case "json": .json
            case "toml": .toml
            default: nil
            }
        guard let format else {
            guard keys.isEmpty, source.bytes.count <= longestPrompt else { return nil }
            return (Located(.text(source.text(source.span))), source.lineSpan(1))
        }
        guard !keys.isEmpty, var node = Document.read(source, as: format).roots.first else { return nil }
        for key in keys {
            guard let next = node[key] else { return nil }
            node = next
        }
        guard let text = node.string else { return nil }
        // What a file of settings says holds unless somebody sets it otherwise.
        return (Located(.fallback(Located(.text(text)), unless: nil)), node.span)
    }
}

/// Finds a file by the path that a program writes.
struct RepositoryFiles {
    private let paths: Set<String>
    private let byName: [Substring: [String]]

    init(_ paths: [String]) {
        self.paths = Set(paths)
        byName = Dictionary(grouping: paths) { $0.split(separator: "/").last ?? "" }
    }

    /// Relative to the asking file, else to any folder around it, else the only file whose path ends so.
    func find(_ path: String, from asker: String) -> String? {
        var folder = asker.split(separator: "/").dropLast().map(String.init)
        if path.hasPrefix("./") || path.hasPrefix("../") {
            var parts = folder
            for part in path.split(separator: "/") where part != "." {
                if part == ".." { guard parts.popLast() != nil else { return nil } } else { parts.append(String(part)) }
            }
            let whole = parts.joined(separator: "/")
            return paths.contains(whole) ? whole : nil
        }
        while true {
            let whole = (folder + [path]).joined(separator: "/")
            if paths.contains(whole) { return whole }
            guard folder.popLast() != nil else { break }
        }
        let ending = (byName[path.split(separator: "/").last ?? ""] ?? []).filter { $0 == path || $0.hasSuffix("/\(path)") }
        return ending.count == 1 ? ending[0] : nil
    }
}
