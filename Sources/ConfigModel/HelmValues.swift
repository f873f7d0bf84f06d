internal import Catalog
public import Parsing

/// The values that a Helm chart comes with: what its templates fill in unless whoever installs it says otherwise.
public struct HelmValues: Sendable {
    private let values: Node
    private let chart: Node?

    /// - Parameter values: `values.yaml`.
    /// - Parameter chart: `Chart.yaml` beside it.
    public init?(values: Document, chart: Document?) {
        guard let root = values.roots.first, root.kind == .mapping else { return nil }
        self.values = root
        self.chart = chart?.roots.first
    }

    /// The folder of the chart that a file of templates belongs to, empty for the repository's own; nil when it is none.
    public static func chart(of path: String) -> String? {
        if path.hasPrefix("templates/") { return "" }
        return path.firstRange(of: "/templates/").map { String(path[..<$0.lowerBound]) }
    }

    /// A text with its actions carried out: `{{ .Values.image.repository }}:{{ .Values.image.tag | default "latest" }}`. Nil when one is
    /// none of a plain value.
    func filled(_ text: String) -> String? {
        var rest = text[...]
        var result = ""
        while let start = rest.firstRange(of: "{{") {
            guard let end = rest[start.upperBound...].firstRange(of: "}}") else { return nil }
            let action = rest[start.upperBound..<end.lowerBound].trimmingPrefix("-")
            guard let value = value(of: action.last == "-" ? action.dropLast() : action) else { return nil }
            result += rest[..<start.lowerBound] + value
            rest = rest[end.upperBound...]
        }
        result += rest
        return result.isEmpty || result.contains("{{") ? nil : result
    }

    /// `.Values.a.b | default 1 | quote`, `default 1 .Values.a.b`.
    private func value(of action: Substring) -> String? {
        let steps = action.split(separator: "|").map { Self.words(of: $0) }
        guard let first = steps.first, var value = opening(first) else { return nil }
        for step in steps.dropFirst() {
            guard let name = step.first else { return nil }
            if name == "default" {
                guard step.count == 2 else { return nil }
                if value.isEmpty {
                    guard let other = operand(step[1]) else { return nil }
                    value = other
                }
            } else if !Self.plain.contains(name) || step.count > 1 {
                return nil
            }
        }
        return value
    }

    /// Functions that change how a value is written, and not which it is.
    private static let plain: Set<String> = ["quote", "squote", "toString", "int", "int64", "float64", "trim", "toYaml"]

    private func opening(_ words: [String]) -> String? {
        switch words.count {
        case 1: return operand(words[0])
        case 2 where Self.plain.contains(words[0]): return operand(words[1])
        case 3 where words[0] == "default":
            guard let value = operand(words[2]) else { return nil }
            return value.isEmpty ? operand(words[1]) : value
        default: return nil
        }
    }

    /// A value by its path, or one that is written out; empty where the chart leaves it to be told.
    private func operand(_ word: String) -> String? {
        if let quote = word.first, "\"'`".contains(quote), word.count > 1, word.last == quote { return String(word.dropFirst().dropLast()) }
        if word.first?.isNumber ?? false { return word }
        let path = word.split(separator: ".").map(String.init).drop { $0 == "$" }
        guard word.hasPrefix(".") || word.hasPrefix("$."), let root = path.first, path.count > 1 else { return nil }
        var node: Node?
        switch root {
        case "Values": node = values
        // Its keys begin small.
        case "Chart":
            guard let name = path.dropFirst().first, let first = name.first else { return nil }
            return chart?[first.lowercased() + name.dropFirst()]?.string
        default: return nil
        }
        for key in path.dropFirst() {
            guard let inner = node, inner.kind == .mapping else { return node?.isNull ?? true ? "" : nil }
            node = inner[key]
        }
        guard let node, !node.isNull else { return "" }
        guard let text = node.string, !Placeholder.isIn(text) else { return nil }
        return text
    }

    /// Words, with what stands in quotes as one.
    private static func words(of text: Substring) -> [String] {
        var words: [String] = []
        var current = ""
        var quote: Character?
        for character in text {
            if let open = quote {
                current.append(character)
                if character == open { quote = nil }
            } else if character.isWhitespace {
                if !current.isEmpty { words.append(current) }
                current = ""
            } else {
                if "\"'`".contains(character) { quote = character }
                current.append(character)
            }
        }
        if !current.isEmpty { words.append(current) }
        return words
    }
}

extension ConfigFile {
    /// What a template's scalar is with the values that its chart comes with.
    func filled(_ node: Node) -> String? {
        guard let values, node.kind == .scalar, case var text = source.text(node.span), text.utf8.count <= 1_000, !text.contains("\n") else { return nil }
        if let quote = text.first, "\"'".contains(quote), text.last == quote, text.count > 1 { text = String(text.dropFirst().dropLast()) }
        return values.filled(text)
    }
}
