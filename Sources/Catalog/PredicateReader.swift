internal import Parsing

/// Reads what stands under `when`: a mapping of fields to what they must be, all of which must hold.
///
///     task: [yes-no, scoring]            a text, or any of several
///     replicas: "> 2"                    a comparison with a number …
///     accelerators: "> 2 * needed-accelerators"  … or with another field of the same fact, or a multiple of it
///     busy: true
///     remedy.model: {exists: true}       it is known; false: it is known to be none
///     any: [{…}, {…}]                    at least one of these mappings
///     not: {…}                           this mapping is known not to hold
struct PredicateReader {
    /// Nesting deeper than this is refused, so that no file can exhaust the stack.
    static let deepest = 16

    let file: CatalogFile
    let kind: String
    let schema: FactSchema
    private(set) var problems: [CatalogError] = []

    init(file: CatalogFile, kind: String, schema: FactSchema) {
        self.file = file
        self.kind = kind
        self.schema = schema
    }

    mutating func read(_ node: Node, depth: Int = 0) -> Rule.Predicate {
        guard node.kind == .mapping else {
            problem("conditions are a mapping of fields to what they must be", at: node)
            return .all([])
        }
        guard depth < Self.deepest else {
            problem("conditions nest deeper than \(Self.deepest)", at: node)
            return .all([])
        }
        if node.entries.isEmpty { problem("there is no condition here", at: node) }
        var parts: [Rule.Predicate] = []
        var seen: Set<String> = []
        for (key, value) in node.entries {
            if !seen.insert(key.rawText).inserted { problem("`\(key.rawText)` stands here twice", at: key) }
            switch key.rawText {
            case "any":
                if value.items.isEmpty { problem("`any` must be a list of mappings", at: value) }
                parts.append(.any(value.items.map { read($0, depth: depth + 1) }))
            case "not": parts.append(.not(read(value, depth: depth + 1)))
            default: if let part = condition(key, value) { parts.append(part) }
            }
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func condition(_ key: Node, _ value: Node) -> Rule.Predicate? {
        let name = key.rawText
        guard let field = schema.field(name, of: kind) else {
            let names = (schema.fields[kind] ?? []).map(\.name) + ["any", "not"]
            problem("`\(kind)` has no field `\(name)`" + hint(name, among: names), at: key)
            return nil
        }
        if value.kind == .mapping { return existence(of: field, value) }
        let values = value.kind == .sequence ? value.items : [value]
        if values.isEmpty { problem("`\(name)` lists nothing that it may be", at: value) }
        switch field.kind {
        case .text:
            return .equals(field: name, options: values.compactMap { text($0, for: field) })
        case .flag:
            return .equals(field: name, options: values.compactMap { flag($0, for: field) })
        case .number:
            let parts = values.compactMap { comparison($0, for: field) }
            return parts.count == 1 ? parts[0] : .any(parts)
        }
    }

    private mutating func existence(of field: FieldSchema, _ node: Node) -> Rule.Predicate? {
        var fields = Fields(node, in: file)
        if fields.required("exists") == nil { problems += fields.finish(); return nil }
        let wanted = fields.flag("exists")
        problems += fields.finish()
        return wanted.map { .exists(field: field.name, $0) }
    }

    private mutating func text(_ node: Node, for field: FieldSchema) -> String? {
        guard let text = node.string, node.number == nil else {
            problem("`\(field.name)` holds text, so it must be compared with text (a text that looks like a number is quoted)", at: node)
            return nil
        }
        if Self.split(text) != nil {
            problem("`\(field.name)` holds text, which is not more or less than anything", at: node)
            return nil
        }
        if !field.choices.isEmpty, !field.choices.contains(text) {
            problem("`\(field.name)` is never `\(text)`" + hint(text, among: field.choices), at: node)
            return nil
        }
        return text
    }

    private mutating func flag(_ node: Node, for field: FieldSchema) -> String? {
        guard let flag = node.bool else {
            problem("`\(field.name)` is true or false, so it must be compared with one of these", at: node)
            return nil
        }
        return flag ? "true" : "false"
    }

    private mutating func comparison(_ node: Node, for field: FieldSchema) -> Rule.Predicate? {
        if let number = node.number {
            return .all([.compares(field: field.name, .greaterOrEqual, number), .compares(field: field.name, .lessOrEqual, number)])
        }
        guard let text = node.string, let (comparison, operand) = Self.split(text) else {
            problem("`\(field.name)` is a number, so it must be compared like \"> 20e9\", \"<= 300\" or with a plain number", at: node)
            return nil
        }
        if let number = Double(operand), number.isFinite { return .compares(field: field.name, comparison, number) }
        let (factor, other) = Self.multiple(operand)
        if schema.field(other, of: kind)?.kind == .number {
            return .comparesFields(field: field.name, comparison, factor: factor, other: other)
        }
        let numbers = (schema.fields[kind] ?? []).filter { $0.kind == .number }.map(\.name)
        problem("`\(other)` is neither a number nor a number field of `\(kind)`" + hint(other, among: numbers), at: node)
        return nil
    }

    /// `> 20e9` as its sign and what follows.
    private static func split(_ text: String) -> (Rule.Comparison, String)? {
        for comparison in Rule.Comparison.allCases where text.hasPrefix(comparison.rawValue) {
            return (comparison, String(text.dropFirst(comparison.rawValue.count).drop { $0 == " " }))
        }
        return nil
    }

    /// `2 * needed-accelerators` as its factor and its field; a field alone is once itself.
    private static func multiple(_ operand: String) -> (factor: Double, field: String) {
        guard let star = operand.firstIndex(of: "*"),
            let factor = Double(operand[..<star].filter { $0 != " " }), factor.isFinite
        else { return (1, operand) }
        return (factor, String(operand[operand.index(after: star)...].drop { $0 == " " }))
    }

    private mutating func problem(_ message: String, at node: Node) {
        problems.append(file.error(message, at: node))
    }
}
