import Parsing

/// Writes a document as lines that show each node with the text that its span covers, for golden tests.
///
///     {                     a mapping; [ a sequence; behind it the flags
///       name «name» = web «"web"»   key, its span, value, the span of the value
///
/// Flags: `?` conditional, `…` open, `*` masked, the tag.
func outline(_ document: Document, of source: SourceText) -> String {
    var lines: [String] = []
    func scalar(_ node: Node) -> String {
        let text = node.rawText.replacing("\n", with: "⏎")
        let isMasked = node.rawText.unicodeScalars.contains("\u{E000}")
        return (isMasked ? "*" : text) + " «" + source.text(node.span).replacing("\r\n", with: "␍⏎").replacing("\r", with: "␍").replacing("\n", with: "⏎") + "»" + flags(node)
    }
    func flags(_ node: Node) -> String {
        (node.isConditional ? " ?" : "") + (node.isOpen ? " …" : "") + (node.tag.isEmpty ? "" : " " + node.tag)
    }
    func write(_ node: Node, _ prefix: String, _ depth: Int) {
        let indent = String(repeating: "  ", count: depth)
        switch node.kind {
        case .scalar: lines.append(indent + prefix + scalar(node))
        case .sequence:
            lines.append(indent + prefix + "[" + flags(node))
            for item in node.items { write(item, "- ", depth + 1) }
        case .mapping:
            lines.append(indent + prefix + "{" + flags(node))
            for entry in node.entries { write(entry.value, scalar(entry.key) + " = ", depth + 1) }
        }
    }
    for root in document.roots { write(root, "", 0) }
    for problem in document.problems { lines.append("! \(problem)") }
    return lines.joined(separator: "\n")
}

func read(_ text: String, as format: DataFormat = .yaml, templated: Bool = false) -> Document {
    Document.read(SourceText(text), as: format, templated: templated)
}

func outline(_ text: String, as format: DataFormat = .yaml, templated: Bool = false) -> String {
    let source = SourceText(text)
    return outline(Document.read(source, as: format, templated: templated), of: source)
}

/// What must hold for every document: spans lie in the file, and children in their parents, aliases aside.
func brokenSpans(_ document: Document, of source: SourceText) -> [String] {
    var broken: [String] = []
    var seen: Set<Int> = []
    var stack = document.roots
    while let node = stack.popLast() {
        guard seen.insert(node.identity).inserted else { continue }
        if !source.span.contains(node.span) { broken.append("\(node.span) is not in the file") }
        let children = node.items + node.entries.flatMap { [$0.key, $0.value] }
        for child in children where !seen.contains(child.identity) {
            // An alias or what `<<` merges stands before its use.
            if child.span.start >= node.span.start, !node.span.contains(child.span) {
                broken.append("\(child.span) is not in \(node.span)")
            }
        }
        stack += children
    }
    for comment in document.comments where !source.span.contains(comment) { broken.append("comment \(comment)") }
    return broken
}
