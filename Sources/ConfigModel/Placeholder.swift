/// Places that somebody has yet to fill in: what holds them is a template, and no deployment.
enum Placeholder {
    /// Whether a text that is to be a Kubernetes name can be none: those are small letters, digits, `-` and `.` (RFC 1123).
    static func isNoName(_ text: String) -> Bool {
        !text.utf8.allSatisfy { byte in
            byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
    }

    /// Whether the repository of an image has signs or capitals that none has; its tag may.
    static func isNoImage(_ text: String) -> Bool {
        let path = text.split(separator: "@").first.map(String.init) ?? text
        let repository = path.lastIndex(of: ":").map { colon in path[colon...].contains("/") ? path[...] : path[..<colon] } ?? path[...]
        return repository.utf8.contains { byte in
            byte >= 0x41 && byte <= 0x5A || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "<")
        }
    }

    /// Whether a value is nothing but a place to fill in: `${MODEL}`, `<model>`, `YOUR_MODEL`, `REPLACE_ME`.
    static func isWhole(_ text: String) -> Bool {
        if text.hasPrefix("${") && text.hasSuffix("}") || text.hasPrefix("<") && text.hasSuffix(">") { return true }
        return ["YOUR_", "REPLACE_", "CHANGE_ME", "CHANGEME"].contains(where: text.hasPrefix)
    }

    /// Whether a part of a value is filled in by somebody else: an environment, a template, a reader of an example.
    static func isIn(_ text: String) -> Bool {
        isWhole(text) || ["${", "{{", "$(", "env::", "dynamic::", "process.env"].contains(where: text.contains)
    }
}
