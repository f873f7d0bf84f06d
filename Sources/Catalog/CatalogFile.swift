public import Parsing

/// Catalog is what wattlint knows: the rules, the knowledge of SDKs, models and flags, and the factors, each a YAML file under
/// Rules/. This module reads them, checks every word, and answers questions about them. It judges nothing.

/// One file of the catalogue, already read: its path below the rules folder, such as `right-sizing/oversized-model.yaml`.
public struct CatalogFile: Sendable {
    public var path: String
    public var document: Document
    /// The text, for positions in messages; nil for a file that was checked when it was packed.
    public var source: SourceText?
    /// The rules folder as the user named it, empty for the files of wattlint itself.
    public var folder = ""

    public init(path: String, document: Document, source: SourceText?) {
        self.path = path
        self.document = document
        self.source = source
    }

    public init(path: String, text: String) {
        let source = SourceText(text)
        self.init(path: path, document: Document.read(source, as: .yaml), source: source)
    }

    /// The path as messages show it, from where the user stands.
    public var shownPath: String {
        if folder.isEmpty { return path }
        return folder.hasSuffix("/") ? folder + path : folder + "/" + path
    }

    /// A mistake at a node of this file.
    public func error(_ message: String, at node: Node? = nil) -> CatalogError {
        CatalogError(file: shownPath, position: node.flatMap { source?.position(at: $0.span.start) }, message: message)
    }
}

/// A mistake in a catalogue file, a configuration file or a usage file: where, what, and the nearest right spelling.
public struct CatalogError: Error, Hashable, Sendable, CustomStringConvertible {
    public var file: String
    public var position: Position?
    public var message: String

    public init(file: String, position: Position? = nil, message: String) {
        self.file = file
        self.position = position
        self.message = message
    }

    public var description: String {
        guard let position else { return "\(file): \(message)" }
        return "\(file):\(position.line):\(position.column): \(message)"
    }
}

/// Reads the fields of one mapping and collects what is wrong instead of stopping at the first mistake.
///
///     var fields = Fields(node, in: file)
///     let id = fields.text("id")
///     let severity = fields.choice("severity", of: Severity.self) ?? .warning
///     problems += fields.finish()          // unknown keys, with the nearest right spelling
public struct Fields {
    public let node: Node
    public let file: CatalogFile
    public private(set) var problems: [CatalogError] = []
    private var asked: [String] = []

    public init(_ node: Node, in file: CatalogFile) {
        self.node = node
        self.file = file
        if node.kind != .mapping { problem("a mapping is expected here", at: node) }
    }

    /// The node of a key; marks the key as known.
    public mutating func node(_ key: String) -> Node? {
        asked.append(key)
        return node[key]
    }

    public mutating func required(_ key: String) -> Node? {
        let value = node(key)
        if value == nil { problem("`\(key)` is missing", at: node) }
        return value
    }

    public mutating func text(_ key: String) -> String? {
        guard let value = required(key) else { return nil }
        guard let text = value.string else {
            problem("`\(key)` must be text", at: value)
            return nil
        }
        return text
    }

    public mutating func optionalText(_ key: String) -> String? {
        guard let value = node(key) else { return nil }
        if value.string == nil { problem("`\(key)` must be text", at: value) }
        return value.string
    }

    /// A number, or an interval written as `[low, high]`.
    public mutating func interval(_ key: String) -> Interval? {
        guard let value = node(key) else { return nil }
        guard let interval = value.interval else {
            problem("`\(key)` must be a number or [low, high]", at: value)
            return nil
        }
        return interval
    }

    public mutating func flag(_ key: String) -> Bool? {
        guard let value = node(key) else { return nil }
        guard let flag = value.bool else {
            problem("`\(key)` must be true or false", at: value)
            return nil
        }
        return flag
    }

    /// One text or a list of texts.
    public mutating func texts(_ key: String) -> [String] {
        guard let value = node(key) else { return [] }
        if let text = value.string { return [text] }
        guard value.kind == .sequence else {
            problem("`\(key)` must be text or a list of texts", at: value)
            return []
        }
        return value.items.compactMap { item in
            if let text = item.string { return text }
            problem("an entry of `\(key)` is not text", at: item)
            return nil
        }
    }

    /// One of the names of an enumeration; nil, with no problem, when the key is missing.
    public mutating func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, of type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        guard let value = node(key) else { return nil }
        let names = Choice.allCases.map(\.rawValue)
        guard let text = value.string, let choice = Choice(rawValue: text) else {
            problem("`\(value.rawText)` is not a \(key)" + hint(value.rawText, among: names), at: value)
            return nil
        }
        return choice
    }

    public mutating func problem(_ message: String, at node: Node) {
        problems.append(file.error(message, at: node))
    }

    /// Takes over a problem that a reader of an inner mapping found.
    public mutating func add(_ problem: CatalogError) { problems.append(problem) }

    /// All problems, keys that nobody asked for among them.
    public func finish() -> [CatalogError] {
        var result = self
        guard node.kind == .mapping else { return problems }
        for (key, _) in node.entries where !asked.contains(key.rawText) {
            result.problem("unknown key `\(key.rawText)`" + hint(key.rawText, among: asked), at: key)
        }
        return result.problems
    }
}

extension Node {
    /// A number, or `[low, high]`.
    public var interval: Interval? {
        if let number { return Interval(number) }
        let numbers = items.compactMap(\.number)
        guard kind == .sequence, numbers.count == 2, items.count == 2 else { return nil }
        return Interval(numbers[0], numbers[1])
    }
}

/// `; did you mean …?` for the nearest of the names, or all names when few and none is near.
public func hint(_ word: String, among names: [String]) -> String {
    let unique = Array(Set(names)).sorted()
    let ranked = unique.map { (name: $0, distance: editDistance(Array(word.utf8), Array($0.utf8))) }.sorted {
        $0.distance != $1.distance ? $0.distance < $1.distance : $0.name < $1.name
    }
    if let best = ranked.first, best.distance <= max(2, word.utf8.count / 3) { return "; did you mean `\(best.name)`?" }
    return unique.count <= 12 && !unique.isEmpty ? "; known are " + unique.map { "`\($0)`" }.joined(separator: ", ") : ""
}

/// Levenshtein distance over bytes.
func editDistance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var row = Array(0...other.count)
    for (i, left) in one.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, right) in other.enumerated() {
            let previous = row[j + 1]
            row[j + 1] = min(previous + 1, row[j] + 1, diagonal + (left == right ? 0 : 1))
            diagonal = previous
        }
    }
    return row[other.count]
}
