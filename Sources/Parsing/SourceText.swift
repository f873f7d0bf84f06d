/// Parsing turns the bytes of one file into a tree with exact spans: `SyntaxTree` for source code, `Document` for data.
/// This file is what both stand on: bytes, spans and positions.

/// A half-open range of byte offsets into one file.
public struct Span: Hashable, Sendable, Comparable {
    public var start: Int
    public var end: Int

    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = Swift.max(start, end)
    }

    public var length: Int { end - start }

    public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }
    public func contains(_ offset: Int) -> Bool { start <= offset && offset < end }

    public static func < (left: Span, right: Span) -> Bool {
        left.start != right.start ? left.start < right.start : left.end < right.end
    }
}

/// A place as people count it: line and column from 1, columns in Unicode code points, a byte order mark not counted.
public struct Position: Hashable, Sendable, Comparable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public static func < (left: Position, right: Position) -> Bool {
        left.line != right.line ? left.line < right.line : left.column < right.column
    }
}

/// The bytes of one file with an index of its lines. A line ends at LF, CRLF or a lone CR.
public struct SourceText: Sendable {
    public let bytes: [UInt8]
    private let lineStarts: [Int]
    /// What it was taken from, when it is no file itself. Offsets and lines are those of the text; positions are those of the file.
    public let excerpt: Excerpt?

    public init(bytes: [UInt8]) { self.init(bytes: bytes, excerpt: nil) }

    init(bytes: [UInt8], excerpt: Excerpt?) {
        self.bytes = bytes
        self.excerpt = excerpt
        lineStarts = bytes.withUnsafeBytes { Self.lineStarts(in: $0) }
    }

    public init(_ text: String) { self.init(bytes: Array(text.utf8)) }

    public var lineCount: Int { lineStarts.count }
    public var span: Span { Span(0, bytes.count) }

    /// The line (from 1) that holds a byte offset; offsets outside the file are brought to its nearest end.
    public func line(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// Line and column of a byte offset, in the file. A byte that is no start of a UTF-8 sequence adds no column.
    public func position(at offset: Int) -> Position {
        if let excerpt { return excerpt.file.position(at: excerpt.offset(in: offset)) }
        return ownPosition(at: offset)
    }

    /// The part of the file that a byte offset lies in (`cell 7`), for a text that was taken from several.
    public func part(at offset: Int) -> String? { excerpt?.part(at: offset) }

    /// Line and column of a byte offset within this text, wherever it was taken from.
    public func ownPosition(at offset: Int) -> Position {
        let offset = min(max(offset, 0), bytes.count)
        let line = line(at: offset)
        var start = lineStarts[line - 1]
        if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, offset) }
        var column = 1
        for index in start..<max(start, offset) where bytes[index] & 0xC0 != 0x80 { column += 1 }
        return Position(line: line, column: column)
    }

    /// The bytes of a line (from 1), without its ending.
    public func lineSpan(_ line: Int) -> Span {
        guard line >= 1, line <= lineStarts.count else { return Span(bytes.count, bytes.count) }
        let start = lineStarts[line - 1]
        var end = line < lineStarts.count ? lineStarts[line] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return Span(start, end)
    }

    /// The text of a span; bytes that are not UTF-8 come out as U+FFFD. The span is cut to the file.
    public func text(_ span: Span) -> String {
        let start = min(max(span.start, 0), bytes.count)
        let end = min(max(span.end, start), bytes.count)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    public func lineText(_ line: Int) -> String { text(lineSpan(line)) }
}
