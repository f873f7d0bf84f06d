/// A templated text with its template actions made harmless, byte for byte as wide as it was.
struct Masked: Sendable {
    /// A line that the template fills in.
    struct Hole: Sendable {
        var offset: Int
        /// No line that comes out starts before this column; nil when the template does not say.
        var indent: Int?
    }

    var bytes: [UInt8]
    /// Every action of the text, in order.
    var actions: [Span] = []
    var holes: [Hole] = []
    /// From `{{ if … }}` to its `{{ end }}`, in the order of their starts.
    var conditions: [Span] = []
    /// Template comments, and the file's own comments behind template lines.
    var comments: [Span] = []
    /// Whether a condition has an `else`.
    var hasAlternatives = false
}

/// Masks Helm, Go and Jinja templates so that a YAML reader can read what stands around them.
///
///     {{- if .Values.gpu }}          #{- if .Values.gpu }}          a line of actions alone: a comment
///     image: "{{ .repo }}:latest"    image: "xxxxxxxxxxx:latest"    an action in a line: a run that begins with U+E000
///     run: |                         run: |
///       {{ .Values.script }}           xxxxxxxxxxxxxxxxxxxx         in a block scalar, always text
///
/// GitHub's `${{ … }}` is left as it is.
public enum Masking {
    /// Stands in every scalar that a template fills in, in whole or in part.
    public static let marker = "\u{E000}"

    /// Whether a scalar's text is (in part) what a template puts there, and so unknown.
    public static func isMasked(_ text: String) -> Bool { text.utf8.contains(0xEE) && text.unicodeScalars.contains("\u{E000}") }

    /// Whether a text has template actions, GitHub's aside.
    public static func looksTemplated(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var index = 1
            while index < bytes.count {
                if bytes[index - 1] == UInt8(ascii: "{") {
                    if bytes[index] == UInt8(ascii: "%") { return true }
                    if bytes[index] == UInt8(ascii: "{"), index < 2 || bytes[index - 2] != UInt8(ascii: "$") { return true }
                }
                index += 1
            }
            return false
        }
    }

    /// - Parameter keepsAlternatives: without, the lines between an `else` and its `end` become comments too.
    /// - Parameter leftOut: whole lines that nobody will read, in order; they stay as they are.
    /// - Returns: nil when there is nothing to mask.
    static func mask(_ source: SourceText, keepsAlternatives: Bool = true, leavingOut leftOut: [Span] = []) -> Masked? {
        guard looksTemplated(source.bytes) else { return nil }
        let tokens = TemplateToken.scan(source.bytes, leavingOut: leftOut)
        guard !tokens.isEmpty else { return nil }
        var writer = MaskWriter(source.bytes, tokens, leavingOut: leftOut)
        writer.matchConditions()
        writer.maskLines(keepsAlternatives: keepsAlternatives)
        return writer.masked
    }
}

/// Goes through a template line by line and writes the masked text.
private struct MaskWriter {
    private let bytes: [UInt8]
    private let tokens: [TemplateToken]
    private let lines: [TemplateLine]
    /// For each line the indentation of the next one with text of its own.
    private let nextIndents: [Int]
    /// From an `else` to its `end`.
    private var alternatives: [Span] = []
    private(set) var masked: Masked

    init(_ bytes: [UInt8], _ tokens: [TemplateToken], leavingOut leftOut: [Span]) {
        self.bytes = bytes
        self.tokens = tokens
        lines = TemplateLine.split(bytes, tokens, leavingOut: leftOut)
        var indents = [Int](repeating: 0, count: lines.count)
        for index in lines.indices.dropLast().reversed() {
            let next = lines[index + 1]
            indents[index] = next.isBlank || next.isComment || next.isTemplateOnly ? indents[index + 1] : next.indent
        }
        nextIndents = indents
        masked = Masked(bytes: bytes, actions: tokens.map(\.span))
    }

    mutating func matchConditions() {
        var opened: [(start: Int, isConditional: Bool, alternative: Int?)] = []
        func finish(_ entry: (start: Int, isConditional: Bool, alternative: Int?), _ end: Int, _ writer: inout MaskWriter) {
            if entry.isConditional { writer.masked.conditions.append(Span(entry.start, end)) }
            if let alternative = entry.alternative { writer.alternatives.append(Span(alternative, end)) }
        }
        for token in tokens {
            switch token.kind {
            case .opens(let conditional): opened.append((token.span.start, conditional, nil))
            case .alternates:
                if let last = opened.indices.last, opened[last].alternative == nil { opened[last].alternative = token.span.end }
            case .closes: if let entry = opened.popLast() { finish(entry, token.span.end, &self) }
            case .silent, .comment, .output: break
            }
        }
        for entry in opened { finish(entry, bytes.count, &self) }
        masked.conditions.sort()
        alternatives.sort()
        masked.hasAlternatives = !alternatives.isEmpty
    }

    mutating func maskLines(keepsAlternatives: Bool) {
        var index = 0
        var alternative = 0
        while index < lines.count {
            let line = lines[index]
            while alternative < alternatives.count, alternatives[alternative].end <= line.start { alternative += 1 }
            let isDropped = !keepsAlternatives && alternative < alternatives.count
                && alternatives[alternative].contains(Span(line.start, line.end))
            if isDropped {
                dropLine(line)
            } else if line.isTemplateOnly {
                commentOut(line)
            } else {
                maskActions(line, holdsMore: nextIndents[index] > line.indent)
                if let block = TemplateBlock.find(bytes, lines, headedBy: index) {
                    for inner in block.lines { maskText(lines[inner], column: block.column) }
                    index = block.lines.upperBound
                    continue
                }
            }
            index += 1
        }
    }
}

// MARK: - One line

extension MaskWriter {
    private mutating func commentOut(_ line: TemplateLine) {
        hash(Span(line.start, line.end))
        for token in tokens[line.tokens] where token.kind == .comment { masked.comments.append(token.span) }
        if line.hasOutput { masked.holes.append(Masked.Hole(offset: line.start + line.indent, indent: line.outputIndent)) }
        if let comment = line.comment { masked.comments.append(Span(comment, line.end)) }
    }

    private mutating func dropLine(_ line: TemplateLine) {
        guard !line.isBlank else { return }
        hash(Span(line.start, line.end))
        guard !line.isComment, !line.isTemplateOnly || line.hasOutput else { return }
        let indent = line.isTemplateOnly ? line.outputIndent : line.indent
        masked.holes.append(Masked.Hole(offset: line.start + line.indent, indent: indent))
    }

    /// Masks actions among other text.
    private mutating func maskActions(_ line: TemplateLine, holdsMore: Bool) {
        for token in tokens[line.tokens] {
            let isAtEnd = isBlank(Span(token.span.end, line.end))
            let isApart = token.span.start > line.start && bytes[token.span.start - 1] == 0x20
            if token.kind == .comment { masked.comments.append(token.span) }
            if line.isComment || token.kind == .comment && isAtEnd && isApart {
                hash(token.span)
                continue
            }
            if holdsMore, isAtEnd, isApart, token.kind == .output, token.indent != nil, followsKey(token.span.start, line) {
                // `labels: {{- include "labels" . | nindent 4 }}` with more labels below.
                hash(token.span)
                masked.holes.append(Masked.Hole(offset: token.span.start, indent: token.indent))
                continue
            }
            var isFirst = true
            forEachLine(token.span) { writer, part in
                if isFirst { writer.run(part) } else { writer.fill(part, 0x20) }
                isFirst = false
            }
        }
    }

    /// Masks actions in a block scalar, whose lines must stay text and may not be indented less, or blank and longer.
    private mutating func maskText(_ line: TemplateLine, column: Int) {
        if line.isTemplateOnly {
            forEachLine(Span(line.start, line.end)) { writer, part in writer.runFrom(column, part) }
            return
        }
        for token in tokens[line.tokens] {
            forEachLine(token.span) { writer, part in
                if part.start == token.span.start { writer.run(part) } else { writer.runFrom(column, part) }
            }
        }
    }

    private mutating func forEachLine(_ span: Span, _ body: (inout MaskWriter, Span) -> Void) {
        var start = span.start
        while start < span.end {
            var end = start
            while end < span.end, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
            if end > start { body(&self, Span(start, end)) }
            start = end + 1
        }
    }

    /// Makes each line of a span a comment from its first character on.
    private mutating func hash(_ span: Span) {
        forEachLine(span) { writer, part in
            var start = part.start
            while start < part.end, writer.bytes[start] == 0x20 { start += 1 }
            if start < part.end { writer.masked.bytes[start] = UInt8(ascii: "#") }
        }
    }

    private mutating func run(_ span: Span) {
        fill(span, UInt8(ascii: "x"))
        guard span.length >= 3 else { return }
        masked.bytes[span.start] = 0xEE
        masked.bytes[span.start + 1] = 0x80
        masked.bytes[span.start + 2] = 0x80
    }

    private mutating func runFrom(_ column: Int, _ span: Span) {
        let start = min(span.start + column, span.end)
        fill(Span(span.start, start), 0x20)
        run(Span(start, span.end))
    }

    private mutating func fill(_ span: Span, _ byte: UInt8) {
        for index in span.start..<span.end { masked.bytes[index] = byte }
    }

    private func followsKey(_ offset: Int, _ line: TemplateLine) -> Bool {
        var position = offset
        while position > line.start, bytes[position - 1] == 0x20 { position -= 1 }
        return position > line.start && bytes[position - 1] == UInt8(ascii: ":")
    }

    private func isBlank(_ span: Span) -> Bool {
        for index in span.start..<span.end where bytes[index] != 0x20 && bytes[index] != 0x09 && bytes[index] != 0x0D { return false }
        return true
    }
}
