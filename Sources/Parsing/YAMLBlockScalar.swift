/// Where a block scalar (`|`, `>`) really ends and where in the file each line of its text starts. libyaml says neither: its
/// end mark lies behind the blank lines that follow.
struct YAMLBlockScalar {
    /// The end of the last line of text, or of the header when there is no text.
    private(set) var end: Int
    /// For each line of the text, the byte offset in the file of its first content byte.
    private(set) var lineMap: [Int32] = []
    /// The comment behind the header.
    private(set) var comment: Span?

    /// - Parameters:
    ///   - span: from the `|` or `>` to libyaml's end mark.
    ///   - text: the text that libyaml made of it.
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ span: Span, text: UnsafeBufferPointer<UInt8>, isFolded: Bool) {
        var lines = PhysicalLines(bytes, Span(span.start, min(span.end, bytes.count)))
        let header = lines.next() ?? span
        end = header.start
        while end < header.end, !Self.isBlank(bytes[end]) { end += 1 }
        var hash = end
        while hash < header.end, bytes[hash] != UInt8(ascii: "#") { hash += 1 }
        if hash < header.end { comment = Span(hash, header.end) }

        if isFolded {
            measureFolded(lines, text)
        } else {
            measureLiteral(lines, text)
        }
    }

    private mutating func measureLiteral(_ lines: PhysicalLines, _ text: UnsafeBufferPointer<UInt8>) {
        var lines = lines
        let indent = Self.indent(lines, text)
        var position = 0
        while position < text.count, let line = lines.next() {
            lineMap.append(Int32(clamping: min(line.start + indent, line.end)))
            let start = position
            while position < text.count, text[position] != 0x0A { position += 1 }
            if position > start { end = line.end }
            position += 1
        }
    }

    /// Walks the file's lines along the folded text, where a line break has become a space or a line break.
    private mutating func measureFolded(_ lines: PhysicalLines, _ text: UnsafeBufferPointer<UInt8>) {
        var lines = lines
        let indent = Self.indent(lines, text)
        var position = 0
        var startsLine = true
        while position < text.count, let line = lines.next() {
            guard line.length > indent else { continue }
            skipBreaks(text, &position, &startsLine, at: line.start)
            if startsLine {
                lineMap.append(Int32(clamping: line.start + indent))
                startsLine = false
            } else if position < text.count, text[position] == 0x20 {
                position += 1
            }
            position += line.length - indent
            end = line.end
        }
        skipBreaks(text, &position, &startsLine, at: end)
    }

    private mutating func skipBreaks(
        _ text: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ startsLine: inout Bool, at offset: Int
    ) {
        while position < text.count, text[position] == 0x0A {
            if startsLine { lineMap.append(Int32(clamping: offset)) }
            startsLine = true
            position += 1
        }
    }

    /// The indentation that libyaml took off: the leading spaces of the first line of text, less those that the text still has.
    private static func indent(_ lines: PhysicalLines, _ text: UnsafeBufferPointer<UInt8>) -> Int {
        var lines = lines
        var position = 0
        var line = lines.next()
        while position < text.count, text[position] == 0x0A {
            position += 1
            line = lines.next()
        }
        guard position < text.count, let line else { return 0 }
        var kept = 0
        while position + kept < text.count, text[position + kept] == 0x20 { kept += 1 }
        var written = line.start
        while written < line.end, lines.bytes[written] == 0x20 { written += 1 }
        return max(0, written - line.start - kept)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

/// The lines of a span, without their endings (LF, CRLF, lone CR).
struct PhysicalLines {
    let bytes: UnsafeBufferPointer<UInt8>
    private var position: Int
    private let end: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ span: Span) {
        self.bytes = bytes
        position = span.start
        end = span.end
    }

    mutating func next() -> Span? {
        guard position < end else { return nil }
        let start = position
        while position < end, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        let line = Span(start, position)
        if position < end {
            let isPair = bytes[position] == 0x0D && position + 1 < end && bytes[position + 1] == 0x0A
            position += isPair ? 2 : 1
        }
        return line
    }
}
