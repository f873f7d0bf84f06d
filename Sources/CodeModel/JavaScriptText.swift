internal import Parsing

/// How JavaScript writes text, numbers and keys.
enum JavaScriptText {
    /// The text of a literal with nothing to fill in; nil otherwise.
    static func plain(_ node: SyntaxNode) -> String? {
        guard node.kind == "string" || node.kind == "template_string" else { return nil }
        var result = ""
        for child in node.namedChildren {
            switch child.kind {
            case "string_fragment": result += child.text
            case "escape_sequence": result += decode(child.text)
            case "template_substitution": return nil
            default: break
            }
        }
        return result
    }

    /// The name of a key that is written out.
    static func key(_ node: SyntaxNode) -> String? {
        switch node.kind {
        case "property_identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern", "identifier",
            "private_property_identifier", "number":
            node.text
        case "string": plain(node)
        case "computed_property_name": node.namedChildren.first.flatMap { plain($0) }
        default: nil
        }
    }

    static func decode(_ escape: String) -> String {
        let code = escape.dropFirst()
        switch code.first {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "b", "f", "v", "0": return " "
        case "\n", "\r\n", "\r": return ""
        case "x", "u":
            let digits = code.dropFirst().filter { $0 != "{" && $0 != "}" }
            guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else { return "" }
            return String(Character(scalar))
        default: return String(code)
        }
    }

    static func number(_ text: String) -> Expression.Kind {
        let plain = text.filter { $0 != "_" }.lowercased()
        if let value = Double(plain) { return .number(value) }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where plain.hasPrefix(prefix) {
            if let value = Int(plain.dropFirst(2).prefix { $0 != "n" }, radix: radix) { return .number(Double(value)) }
        }
        return plain.hasSuffix("n") ? Double(plain.dropLast()).map { .number($0) } ?? .unknown : .unknown
    }

    private static let endings = [".js", ".ts", ".mjs", ".cjs", ".jsx", ".tsx", ".mts", ".cts"]

    /// The name of a module as qualified names have it. Dots part the members of a name, so those of a path become colons:
    /// `./llm.service.js` is `:/llm:service`.
    static func module(_ specifier: String) -> String {
        var name = specifier[...]
        if name.hasPrefix("node:") { name = name.dropFirst(5) }
        if name.contains("/"), let ending = endings.first(where: name.hasSuffix) { name = name.dropLast(ending.count) }
        return String(name).replacing(".", with: ":")
    }
}
