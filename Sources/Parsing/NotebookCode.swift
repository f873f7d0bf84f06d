/// Makes Python of what people write into the cells of a notebook: magics and commands of the shell become `pass`.
enum NotebookCode {
    /// Magics of a whole cell whose body is still Python that runs here.
    private static let transparentMagics: Set<String> = ["time", "timeit", "capture", "prun", "python", "python3", "pypy"]

    /// The cell as Python, ending with a line break; nil when it is in another language or holds nothing.
    static func python(_ cell: ExcerptText) -> ExcerptText? {
        var lines = Self.lines(cell.bytes)
        guard let head = lines.firstIndex(where: { !isBlank($0, cell.bytes) }) else { return nil }
        if let magic = cellMagic(lines[head], cell.bytes) {
            guard transparentMagics.contains(magic) else { return nil }
            lines.removeSubrange(...head)
        }
        guard let first = lines.first(where: { !isBlank($0, cell.bytes) }) else { return nil }
        // What is indented as a whole, IPython moves to the left.
        let margin = indent(first, cell.bytes)
        var text = ExcerptText()
        var piece = 0
        var state = LexicalState()
        var isCommand = false
        for line in lines {
            let start = state.isAtStatement && !isCommand ? min(line.start + margin, line.start + indent(line, cell.bytes)) : line.start
            let content = contentEnd(line, cell.bytes)
            let isMagic = isCommand || state.isAtStatement && Self.isMagic(Span(start, content), cell.bytes)
            if !isCommand, isMagic, let statement = timed(Span(start, content), cell.bytes) {
                text.add(Span(start, start + indent(Span(start, content), cell.bytes)), of: cell, first: &piece)
                text.add(Span(statement, line.end), of: cell, first: &piece)
                state.read(cell.bytes[statement..<line.end])
            } else if isMagic {
                let indentEnd = isCommand ? start : start + indent(Span(start, content), cell.bytes)
                // A command goes on behind a backslash; a comment keeps its lines apart.
                text.add(Span(start, indentEnd), of: cell, first: &piece)
                text.add(isCommand ? "#".utf8 : "pass".utf8, from: outer(of: indentEnd, in: cell, from: piece))
                text.add(Span(content, line.end), of: cell, first: &piece)
                isCommand = content > line.start && cell.bytes[content - 1] == UInt8(ascii: "\\")
            } else {
                text.add(Span(start, line.end), of: cell, first: &piece)
                state.read(cell.bytes[start..<line.end])
            }
        }
        if text.bytes.last != 0x0A { text.add([0x0A], from: outer(of: cell.bytes.count, in: cell, from: cell.pieces.count)) }
        return text
    }

    /// An empty span of the file at a byte of the text, which no piece before the first holds.
    private static func outer(of offset: Int, in cell: ExcerptText, from first: Int) -> Span {
        if let piece = cell.pieces[first...].first(where: { offset < $0.inner.end }) {
            let start = piece.inner.length == piece.outer.length ? piece.outer.start + offset - piece.inner.start : piece.outer.start
            return Span(start, start)
        }
        let end = cell.pieces.last?.outer.end ?? 0
        return Span(end, end)
    }

    // MARK: Lines

    /// The lines with their ends.
    private static func lines(_ bytes: [UInt8]) -> [Span] {
        var lines: [Span] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 0x0A {
            lines.append(Span(start, index + 1))
            start = index + 1
        }
        if start < bytes.count { lines.append(Span(start, bytes.count)) }
        return lines
    }

    private static func contentEnd(_ line: Span, _ bytes: [UInt8]) -> Int {
        var end = line.end
        while end > line.start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }

    private static func indent(_ line: Span, _ bytes: [UInt8]) -> Int {
        bytes[line.start..<line.end].prefix { $0 == 0x20 || $0 == 0x09 }.count
    }

    private static func isBlank(_ line: Span, _ bytes: [UInt8]) -> Bool {
        bytes[line.start..<line.end].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }

    private static func cellMagic(_ line: Span, _ bytes: [UInt8]) -> String? {
        let text = bytes[line.start..<line.end].drop { $0 == 0x20 || $0 == 0x09 }
        guard text.starts(with: "%%".utf8) else { return nil }
        return String(decoding: text.dropFirst(2).prefix { $0 > 0x20 }, as: UTF8.self)
    }

    /// `%pip install …`, `!ls`, `?open`, `open?`, and `files = !ls`.
    private static func isMagic(_ line: Span, _ bytes: [UInt8]) -> Bool {
        let text = bytes[line.start..<line.end].drop { $0 == 0x20 || $0 == 0x09 }
        guard let first = text.first else { return false }
        if first == UInt8(ascii: "%") || first == UInt8(ascii: "!") || first == UInt8(ascii: "?") { return true }
        if text.last == UInt8(ascii: "?") { return !text.contains(UInt8(ascii: "#")) }
        let name = text.prefix { isWord($0) || $0 == UInt8(ascii: ",") || $0 == 0x20 }
        var rest = text.dropFirst(name.count)
        guard rest.first == UInt8(ascii: "=") else { return false }
        rest = rest.dropFirst().drop { $0 == 0x20 }
        return rest.first == UInt8(ascii: "%") || rest.first == UInt8(ascii: "!")
    }

    /// The statement that `%time` runs.
    private static func timed(_ line: Span, _ bytes: [UInt8]) -> Int? {
        let text = bytes[line.start..<line.end].drop { $0 == 0x20 || $0 == 0x09 }
        guard text.starts(with: "%time ".utf8) else { return nil }
        let statement = text.dropFirst(6).drop { $0 == 0x20 }
        return statement.isEmpty ? nil : statement.startIndex
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
    }
}

/// Where the end of a line leaves a reader of Python: between statements, in brackets, or in a string of several lines.
private struct LexicalState {
    private var depth = 0
    private var quote: UInt8?
    private var isContinued = false

    var isAtStatement: Bool { depth == 0 && quote == nil && !isContinued }

    mutating func read(_ line: ArraySlice<UInt8>) {
        isContinued = false
        var position = line.startIndex
        while position < line.endIndex {
            let byte = line[position]
            if let open = quote {
                if byte == UInt8(ascii: "\\") {
                    position += 1
                } else if Self.isTriple(open, at: position, of: line) {
                    quote = nil
                    position += 2
                }
            } else if byte == UInt8(ascii: "#") {
                return
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                if Self.isTriple(byte, at: position, of: line) {
                    quote = byte
                    position += 2
                } else {
                    position = Self.end(ofStringAt: position, of: line)
                }
            } else if "([{".utf8.contains(byte) {
                depth += 1
            } else if ")]}".utf8.contains(byte) {
                depth = max(0, depth - 1)
            } else if byte == UInt8(ascii: "\\"), line[(position + 1)...].allSatisfy({ $0 == 0x0A || $0 == 0x0D }) {
                isContinued = true
            }
            position += 1
        }
    }

    private static func isTriple(_ quote: UInt8, at position: Int, of line: ArraySlice<UInt8>) -> Bool {
        position + 2 < line.endIndex && line[position] == quote && line[position + 1] == quote && line[position + 2] == quote
    }

    /// The closing quote of a string of one line, or the line's end.
    private static func end(ofStringAt start: Int, of line: ArraySlice<UInt8>) -> Int {
        var position = start + 1
        while position < line.endIndex, line[position] != line[start], line[position] != 0x0A {
            position += line[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        return position
    }
}
