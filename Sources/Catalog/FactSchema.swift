/// The kinds of fact that rules may judge, and their fields. The Facts module fills it in; the catalogue checks rules against it.
public struct FactSchema: Sendable {
    public var fields: [String: [FieldSchema]]

    public init(fields: [String: [FieldSchema]]) { self.fields = fields }
}

/// One field of a kind of fact.
public struct FieldSchema: Sendable, Hashable {
    public enum Kind: String, Sendable { case text, number, flag }

    public var name: String
    public var kind: Kind
    public var meaning: String

    public static func text(_ name: String, _ meaning: String) -> FieldSchema { FieldSchema(name: name, kind: .text, meaning: meaning) }
    public static func number(_ name: String, _ meaning: String) -> FieldSchema { FieldSchema(name: name, kind: .number, meaning: meaning) }
    public static func flag(_ name: String, _ meaning: String) -> FieldSchema { FieldSchema(name: name, kind: .flag, meaning: meaning) }
}
