/// The kinds of fact that rules may judge, and their fields. `FactKind.schema` is that of this program; the catalogue checks rules against it.
public struct FactSchema: Sendable {
    public var fields: [String: [FieldSchema]]
    public var relations: [RelationSchema]

    public init(fields: [String: [FieldSchema]], relations: [RelationSchema] = []) {
        self.fields = fields
        self.relations = relations
    }

    /// The field of a kind, if both exist.
    public func field(_ name: String, of kind: String) -> FieldSchema? { fields[kind]?.first { $0.name == name } }
}

/// One field of a kind of fact.
public struct FieldSchema: Sendable, Hashable {
    public enum Kind: String, Sendable { case text, number, flag }

    public var name: String
    public var kind: Kind
    public var meaning: String
    /// All texts that the field can hold; empty when the list is open.
    public var choices: [String] = []

    public static func text(_ name: String, _ meaning: String, choices: [String] = []) -> FieldSchema {
        FieldSchema(name: name, kind: .text, meaning: meaning, choices: choices)
    }
    public static func number(_ name: String, _ meaning: String) -> FieldSchema { FieldSchema(name: name, kind: .number, meaning: meaning) }
    public static func flag(_ name: String, _ meaning: String) -> FieldSchema { FieldSchema(name: name, kind: .flag, meaning: meaning) }
}

/// A relation that a rule may name under `none:`, as `{kind: {name: this}}`.
public struct RelationSchema: Sendable, Hashable {
    /// The kind of fact that is judged.
    public var on: String
    /// The kind of the related fact.
    public var kind: String
    public var name: String
    public var meaning: String

    public init(on: String, kind: String, name: String, meaning: String) {
        self.on = on
        self.kind = kind
        self.name = name
        self.meaning = meaning
    }
}
