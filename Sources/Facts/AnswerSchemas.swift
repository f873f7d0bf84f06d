internal import Catalog
internal import CodeModel

/// Schemas of answers that are built by calls, as zod's: `z.object({ isSpam: z.boolean() })`.
extension CodeExtraction {
    /// Kinds by the last word of the function that makes a type.
    private static let kinds: [String: TaskInference.SchemaField] = [
        "boolean": .flag, "enum": .label, "nativeEnum": .label, "literal": .label, "picklist": .label, "choice": .label,
        "string": .text, "number": .number, "int": .number,
    ]

    /// Fields that say how an answer came about, not what it is.
    static let explaining: Set<String> = [
        "reason", "reasoning", "explanation", "rationale", "confidence", "thought", "justification", "thoughts",
    ]

    /// The fields of a schema that a call makes; nil when it is none that is known.
    func schemaFields(madeBy call: CallID, depth: Int = 0) -> [TaskInference.SchemaField]? {
        guard depth < 8 else { return nil }
        guard let (maker, word) = root(of: call) else { return wrapped(by: call, depth: depth) }
        let site = unit.calls[maker]
        switch word {
        case "object", "strictObject", "looseObject":
            guard let first = site.positional.first, case .dictionary(let entries) = resolver.resolve(first).value else { return nil }
            if let inner = entries.first(where: { $0.key == "schema" })?.value, case .call(let schema) = inner.value {
                return schemaFields(madeBy: schema, depth: depth + 1)
            }
            // What a spread adds may be anything.
            return entries.compactMap { entry in
                guard let key = entry.key else { return .other }
                return Self.explaining.contains(key.lowercased()) ? nil : field(entry.value)
            }
        case "array":
            let isText = site.positional.first.map { if case .text = field(resolver.resolve($0)) { true } else { false } } ?? false
            return depth == 0 ? nil : [isText ? .list : .other]
        default:
            // A label or flag by itself is a whole answer; a bare text is none worth a word.
            guard let kind = Self.kinds[word] else { return nil }
            return depth == 0 && (kind == .text || kind == .number) ? nil : [kind]
        }
    }

    /// `zodResponseFormat(schema, "name")`: the schema that a function hands on in the form of a vendor.
    private func wrapped(by call: CallID, depth: Int) -> [TaskInference.SchemaField]? {
        let words = NameWords.split(unit.text(unit.calls[call].callee))
        guard !Set(words).isDisjoint(with: ["format", "schema"]), let first = unit.calls[call].positional.first,
            case .call(let inner) = resolver.resolve(first).value
        else { return nil }
        return schemaFields(madeBy: inner, depth: depth + 1)
    }

    private func field(_ value: Located) -> TaskInference.SchemaField {
        guard case .call(let call) = value.value, let (maker, word) = root(of: call) else { return .other }
        if let kind = Self.kinds[word] { return kind }
        guard word == "array", let first = unit.calls[maker].positional.first else { return .other }
        return field(resolver.resolve(first)) == .text ? .list : .other
    }

    /// `z.string().min(1).describe("…")`: the call on the library itself, and its word.
    private func root(of call: CallID) -> (call: CallID, word: String)? {
        var current = call
        for _ in 0..<12 {
            guard case .member(let object, let word) = unit[unit.calls[current].callee].kind else { return nil }
            guard case .call(let inner) = unit[object].kind else { return (current, word) }
            current = inner
        }
        return nil
    }
}
