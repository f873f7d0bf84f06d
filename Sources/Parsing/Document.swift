/// Structured data with exact spans: one node type for YAML, JSON, TOML, Dockerfile and what comes after them.
///
/// A `Document` owns its nodes in one flat array, so that neither a deep nor a cyclic text can overflow the stack; a `Node` is
/// an index into it. A YAML stream with several documents gives several roots.
///
///     Document
///     ├─ roots: [Node]            one a YAML document, one for the other formats
///     └─ Node
///        ├─ scalar                text as written (unquoted), whether it was quoted, tag
///        ├─ sequence              items
///        └─ mapping               entries: key node, value node, in the order of the file; `<<` merged behind them
public final class Document: Sendable {
    public enum Kind: Sendable { case scalar, sequence, mapping }

    struct Record: Sendable {
        var kind: Kind
        var span: Span
        var text = ""
        var isQuoted = false
        var tag = ""
        /// Items of a sequence; key, value, key, value… of a mapping.
        var children: [Int32] = []
        /// Mappings that `<<` merges into this one, nearest first.
        var merged: [Int32] = []
        var isOpen = false
        var isConditional = false
        /// For text in a block scalar: the byte offset in the file at which each of its lines starts. Empty otherwise.
        var lineMap: [Int32] = []
    }

    let records: [Record]
    let rootIndices: [Int32]
    /// Every comment of the file, outside strings, from `#` (or `//`) to the end of its line.
    public let comments: [Span]
    /// What could not be read. The roots before the first problem are whole.
    public let problems: [ParseError]

    public var roots: [Node] { rootIndices.map { Node(document: self, index: Int($0)) } }

    init(records: [Record], rootIndices: [Int32], comments: [Span], problems: [ParseError]) {
        self.records = records
        self.rootIndices = rootIndices
        self.comments = comments
        self.problems = problems
    }
}

/// One node of a document.
public struct Node: Sendable {
    let document: Document
    let index: Int

    private var record: Document.Record { document.records[index] }

    public var kind: Document.Kind { record.kind }
    /// The bytes of the node in the file. A block scalar ends with its last line of text.
    public var span: Span { record.span }
    /// An explicit tag such as `!Ref`, else the empty string.
    public var tag: String { record.tag }
    /// True when the file does not say all there is here: a template line, an unknown tag, a patch or an include fills in more.
    public var isOpen: Bool { record.isOpen }
    /// True when a template's condition decides whether the node is there at all.
    public var isConditional: Bool { record.isConditional }
    /// Two nodes are the same when they come from the same place (an alias is its anchor).
    public var identity: Int { index }

    /// The text of a scalar; nil for other kinds, and for a scalar that a template fills in (in whole or in part).
    public var string: String? {
        let record = record
        guard record.kind == .scalar, !Masking.isMasked(record.text), record.tag.isEmpty || record.tag == "!!str" else { return nil }
        return record.text
    }

    /// The text of a scalar whatever it is, with masked parts in it.
    public var rawText: String { record.text }
    /// For text in a block scalar: the byte offset in the file at which each of its lines starts. Empty otherwise.
    public var lineMap: [Int] { record.lineMap.map(Int.init) }
    public var isQuoted: Bool { record.isQuoted }

    /// A plain YAML 1.2 core (or JSON, TOML) number.
    public var number: Double? {
        guard let string, !isQuoted else { return nil }
        return Double(string.filter { $0 != "_" })
    }

    public var integer: Int? {
        guard let string, !isQuoted else { return nil }
        return Int(string.filter { $0 != "_" })
    }

    /// `true`/`false` and what YAML 1.1 readers take for them (`yes`, `no`, `on`, `off`), unquoted.
    public var bool: Bool? {
        guard let string, !isQuoted else { return nil }
        switch string.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: return nil
        }
    }

    public var isNull: Bool {
        guard record.kind == .scalar, !isQuoted else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(record.text)
    }

    public var items: [Node] {
        guard record.kind == .sequence else { return [] }
        return record.children.map { Node(document: document, index: Int($0)) }
    }

    /// Key and value of each entry in the order of the file, then those that `<<` adds and the mapping does not override.
    public var entries: [(key: Node, value: Node)] {
        let record = record
        guard record.kind == .mapping else { return [] }
        var result: [(key: Node, value: Node)] = []
        for pair in stride(from: 0, to: record.children.count - 1, by: 2) {
            result.append(
                (
                    Node(document: document, index: Int(record.children[pair])),
                    Node(document: document, index: Int(record.children[pair + 1]))
                ))
        }
        guard !record.merged.isEmpty else { return result }
        var seen = Set(result.map(\.key.rawText))
        for merged in record.merged {
            for entry in Node(document: document, index: Int(merged)).entries where seen.insert(entry.key.rawText).inserted {
                result.append(entry)
            }
        }
        return result
    }

    public var keys: [String] { entries.map(\.key.rawText) }

    /// The entry of a key; with the key twice, the last, as YAML readers do.
    public func entry(_ key: String) -> (key: Node, value: Node)? {
        let record = record
        guard record.kind == .mapping else { return nil }
        for pair in stride(from: 0, to: record.children.count - 1, by: 2).reversed()
        where document.records[Int(record.children[pair])].text == key {
            return (
                Node(document: document, index: Int(record.children[pair])),
                Node(document: document, index: Int(record.children[pair + 1]))
            )
        }
        for merged in record.merged {
            if let entry = Node(document: document, index: Int(merged)).entry(key) { return entry }
        }
        return nil
    }

    public subscript(key: String) -> Node? { entry(key)?.value }

    /// The node at a dotted path of keys, such as `spec.template.spec`. A key that itself holds a dot needs `subscript`.
    public func at(_ path: String) -> Node? {
        var node: Node? = self
        for key in path.split(separator: ".") { node = node?[String(key)] }
        return node
    }

    /// Whether the absence of a key can be believed: the mapping is all there is.
    public func lacks(_ key: String) -> Bool { kind == .mapping && !isOpen && self[key] == nil }
}

/// Why a text could not be read whole.
public struct ParseError: Error, Hashable, Sendable, CustomStringConvertible {
    public var reason: String
    public var position: Position?

    public init(_ reason: String, at position: Position? = nil) {
        self.reason = reason
        self.position = position
    }

    public var description: String {
        guard let position else { return reason }
        return "\(reason) (line \(position.line), column \(position.column))"
    }
}
