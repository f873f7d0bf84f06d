/// Text with `{field}` placeholders.
///
/// A bracketed stretch that holds a placeholder is a choice: `[of {model}|of this model]` is the first alternative whose
/// placeholders can all be filled, and nothing when there is none. Brackets without a placeholder are only brackets. What stands
/// outside of brackets must always be filled; the rule reader sees to it that the rule's own conditions make it known.
public struct Template: Sendable, Hashable {
    public enum Part: Sendable, Hashable {
        case text(String)
        case field(String)
        /// Alternatives, each of texts and fields only.
        case choice([[Part]])
    }
    public var parts: [Part]

    public init(_ text: String) {
        var parts: [Part] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
            let inner = rest[rest.index(after: open)..<close]
            if inner.contains("{") {
                parts += Self.plainParts(rest[..<open])
                parts.append(.choice(inner.split(separator: "|", omittingEmptySubsequences: false).map(Self.plainParts)))
            } else {
                parts += Self.plainParts(rest[...close])
            }
            rest = rest[rest.index(after: close)...]
        }
        self.parts = parts + Self.plainParts(rest)
    }

    /// Every field that is named anywhere.
    public var fields: [String] { parts.flatMap(Self.fields) }

    /// The fields that must be known for the text to be whole.
    public var requiredFields: [String] { parts.compactMap { if case .field(let name) = $0 { name } else { nil } } }

    /// The text with its placeholders filled.
    ///
    /// - Parameter value: the words for a field, or nil when it is not known.
    /// - Returns: nil when a placeholder outside of brackets cannot be filled.
    public func filled(by value: (String) -> String?) -> String? {
        var result = ""
        for part in parts {
            if case .choice(let alternatives) = part {
                for alternative in alternatives {
                    guard let text = Self.filled(alternative, by: value) else { continue }
                    result += text
                    break
                }
            } else if let text = Self.filled([part], by: value) {
                result += text
            } else {
                return nil
            }
        }
        return result
    }

    private static func filled(_ parts: [Part], by value: (String) -> String?) -> String? {
        var result = ""
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .field(let name):
                guard let text = value(name) else { return nil }
                result += text
            case .choice: return nil
            }
        }
        return result
    }

    private static func fields(of part: Part) -> [String] {
        switch part {
        case .text: []
        case .field(let name): [name]
        case .choice(let alternatives):
            alternatives.flatMap { $0.compactMap { if case .field(let name) = $0 { name } else { nil } } }
        }
    }

    private static func plainParts(_ text: Substring) -> [Part] {
        var parts: [Part] = []
        var rest = text
        var plain = ""
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            plain += rest[..<open]
            if !plain.isEmpty { parts.append(.text(plain)) }
            plain = ""
            parts.append(.field(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        plain += rest
        if !plain.isEmpty { parts.append(.text(plain)) }
        return parts
    }
}
