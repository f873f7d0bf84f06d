internal import CTreeSitter

/// Owns a tree-sitter parser; one a thread, used for file after file.
public struct SyntaxParser: ~Copyable {
    private let parser: OpaquePointer
    private var tables: [Grammar: (kinds: [String], fields: [String])] = [:]

    public init?() {
        guard let parser = ts_parser_new() else { return nil }
        self.parser = parser
    }

    deinit { ts_parser_delete(parser) }

    /// How deep brackets may nest before a text is refused; some grammars take quadratic time beyond.
    public static let deepestNesting = 1_000

    /// Parses a text. Wrong syntax is no error: the tree then has gaps and says so.
    ///
    /// - Throws: `ParseError` when brackets nest too deeply, the text is larger than 2 GB, or the grammar gives no tree.
    public mutating func parse(_ source: SourceText, _ grammar: Grammar) throws(ParseError) -> SyntaxTree {
        guard source.bytes.count < Int(Int32.max) else { throw ParseError("the file is larger than 2 GB") }
        if let offset = firstTooDeepBracket(source.bytes, limit: Self.deepestNesting) {
            throw ParseError("brackets nest deeper than \(Self.deepestNesting)", at: source.position(at: offset))
        }
        guard let language = grammar.language, ts_parser_set_language(parser, language) else {
            throw ParseError("the \(grammar.rawValue) grammar does not fit the parser")
        }
        let names = tables[grammar] ?? Self.names(of: language)
        tables[grammar] = names
        ts_parser_reset(parser)
        let tree = source.bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { ts_parser_parse_string(parser, nil, $0.baseAddress, UInt32($0.count)) }
        }
        guard let tree else { throw ParseError("the \(grammar.rawValue) parser gave up") }
        defer { ts_tree_delete(tree) }
        let hasErrors = ts_node_has_error(ts_tree_root_node(tree))
        return SyntaxTree(
            source: source, records: Self.copy(tree), kinds: names.kinds, fields: names.fields, hasErrors: hasErrors)
    }

    private static func copy(_ tree: OpaquePointer) -> [SyntaxTree.Record] {
        var cursor = ts_tree_cursor_new(ts_tree_root_node(tree))
        defer { ts_tree_cursor_delete(&cursor) }
        var records: [SyntaxTree.Record] = []
        records.reserveCapacity(Int(ts_node_descendant_count(ts_tree_root_node(tree))))
        var parents: [Int] = []
        while true {
            let node = ts_tree_cursor_current_node(&cursor)
            let symbol = ts_node_symbol(node)
            records.append(
                SyntaxTree.Record(
                    kind: symbol == UInt16.max ? 0 : symbol, field: ts_tree_cursor_current_field_id(&cursor),
                    isNamed: ts_node_is_named(node), start: Int32(clamping: ts_node_start_byte(node)),
                    end: Int32(clamping: ts_node_end_byte(node)), parent: Int32(parents.last ?? -1), next: 0))
            if ts_tree_cursor_goto_first_child(&cursor) {
                parents.append(records.count - 1)
                continue
            }
            records[records.count - 1].next = Int32(records.count)
            while !ts_tree_cursor_goto_next_sibling(&cursor) {
                guard ts_tree_cursor_goto_parent(&cursor), let parent = parents.popLast() else { return records }
                records[parent].next = Int32(records.count)
            }
        }
    }

    private static func names(of language: OpaquePointer) -> (kinds: [String], fields: [String]) {
        var kinds: [String] = []
        for symbol in 0..<ts_language_symbol_count(language) {
            kinds.append(symbol == 0 ? "ERROR" : String(cString: ts_language_symbol_name(language, UInt16(symbol))))
        }
        var fields = [""]
        for field in 1..<(ts_language_field_count(language) + 1) {
            fields.append(ts_language_field_name_for_id(language, UInt16(field)).map { String(cString: $0) } ?? "")
        }
        return (kinds, fields)
    }
}

/// The offset of the first bracket that nests deeper than the limit. Brackets in strings count too: such a text is as odd.
func firstTooDeepBracket(_ bytes: [UInt8], limit: Int) -> Int? {
    guard bytes.count > limit else { return nil }
    var depth = 0
    for index in bytes.indices {
        switch bytes[index] {
        case 0x28, 0x5B, 0x7B:
            depth += 1
            if depth > limit { return index }
        case 0x29, 0x5D, 0x7D: depth = max(0, depth - 1)
        default: break
        }
    }
    return nil
}

extension Grammar {
    var language: OpaquePointer? {
        switch self {
        case .python: tree_sitter_python()
        case .javascript: tree_sitter_javascript()
        case .typescript: tree_sitter_typescript()
        case .tsx: tree_sitter_tsx()
        case .go: tree_sitter_go()
        case .java: tree_sitter_java()
        case .kotlin: tree_sitter_kotlin()
        case .rust: tree_sitter_rust()
        case .swift: tree_sitter_swift()
        case .ruby: tree_sitter_ruby()
        case .php: tree_sitter_php()
        case .bash: tree_sitter_bash()
        case .hcl: tree_sitter_hcl()
        case .dockerfile: tree_sitter_dockerfile()
        case .toml: tree_sitter_toml()
        case .json: tree_sitter_json()
        }
    }
}
