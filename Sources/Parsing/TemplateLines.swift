/// A line of a template; one with the lines that an action in it goes on to.
struct TemplateLine {
    var start: Int
    /// The end without the line break.
    var end: Int
    var tokens: Range<Int>
    /// The spaces that it starts with.
    var indent = 0
    var isBlank = false
    var isComment = false
    /// Nothing in it but actions, and perhaps a comment behind them.
    var isTemplateOnly = false
    /// Where the comment behind the actions starts.
    var comment: Int?
    var hasOutput = false
    /// The column before which no line of its output starts, if the template says.
    var outputIndent: Int?

    /// - Parameter leftOut: whole lines that are passed over, in order.
    static func split(_ bytes: [UInt8], _ tokens: [TemplateToken], leavingOut leftOut: [Span] = []) -> [TemplateLine] {
        bytes.withUnsafeBufferPointer { bytes in
            var lines: [TemplateLine] = []
            var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            var token = 0
            var leftOut = leftOut[...]
            while start < bytes.count {
                if let gap = leftOut.first, start >= gap.start {
                    start = max(start, gap.end)
                    leftOut.removeFirst()
                    continue
                }
                let first = token
                var end = lineEnd(bytes, start)
                while token < tokens.count, tokens[token].span.start < end {
                    end = lineEnd(bytes, max(end, tokens[token].span.end))
                    token += 1
                }
                var line = TemplateLine(start: start, end: end, tokens: first..<token)
                line.look(bytes, tokens)
                lines.append(line)
                start = end + 1
                if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { start += 1 }
            }
            return lines
        }
    }

    private mutating func look(_ bytes: UnsafeBufferPointer<UInt8>, _ all: [TemplateToken]) {
        if !tokens.isEmpty {
            let outputs = all[tokens].filter { $0.kind == .output }
            hasOutput = !outputs.isEmpty
            outputIndent = outputs.contains { $0.indent == nil } ? nil : outputs.compactMap(\.indent).min()
        }
        while start + indent < end, bytes[start + indent] == 0x20 { indent += 1 }
        var position = start
        for token in tokens {
            let span = all[token].span
            guard Self.isBlank(bytes, position, span.start) else { break }
            position = span.end
        }
        let rest = Self.skipBlank(bytes, position, end)
        if rest == end {
            isBlank = position == start
            isTemplateOnly = !isBlank
        } else if bytes[rest] == UInt8(ascii: "#") {
            isComment = position == start
            isTemplateOnly = !isComment
            comment = rest
        }
    }

    private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var position = start
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        return position
    }

    private static func skipBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var position = start
        while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
        return position
    }

    private static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        skipBlank(bytes, start, end) == end
    }
}

/// The lines of a block scalar in a template, found by indentation: which lines of actions are its text.
struct TemplateBlock {
    var lines: Range<Int>
    /// The column at which its text starts.
    var column: Int

    /// - Returns: nil when the line ends in no `|` or `>`.
    static func find(_ bytes: [UInt8], _ lines: [TemplateLine], headedBy header: Int) -> TemplateBlock? {
        guard let (parent, digit) = parse(bytes, lines[header]) else { return nil }
        var end = header + 1
        var column = digit.map { parent + $0 }
        var index = header + 1
        var hasText = false
        while index < lines.count {
            let line = lines[index]
            if line.isTemplateOnly {
                // What comes out first under a header is its text, wherever it stands: `{{ .Files.Get "x" | indent 4 }}`.
                let comesOutInside = line.hasOutput && (!hasText || (line.outputIndent ?? 0) > parent)
                if line.indent > parent || comesOutInside {
                    end = index + 1
                    hasText = true
                }
            } else if !line.isBlank {
                guard line.indent > parent else { break }
                if digit == nil { column = min(column ?? line.indent, line.indent) }
                hasText = true
                end = index + 1
            }
            index += 1
        }
        guard end > header + 1 else { return nil }
        return TemplateBlock(lines: header + 1..<end, column: column ?? parent + 1)
    }

    /// The column of a block scalar's parent, and its indentation if the header gives it (`|2`).
    private static func parse(_ bytes: [UInt8], _ line: TemplateLine) -> (parent: Int, digit: Int?)? {
        guard !line.isComment, !line.isBlank else { return nil }
        let text = bytes[line.start..<line.end]
        if let found = parse(text) { return found }
        for index in text.indices.dropFirst() where bytes[index] == UInt8(ascii: "#") && bytes[index - 1] == 0x20 {
            return parse(text[..<index])
        }
        return nil
    }

    private static func parse(_ line: ArraySlice<UInt8>) -> (parent: Int, digit: Int?)? {
        var rest = trimmed(line)
        let indicator = lastWord(rest)
        guard let first = indicator.first, first == UInt8(ascii: "|") || first == UInt8(ascii: ">"), indicator.count <= 3 else {
            return nil
        }
        let digit = indicator.dropFirst().first { (0x31...0x39).contains($0) }.map { Int($0 - 0x30) }
        guard indicator.dropFirst().allSatisfy({ $0 == 0x2B || $0 == 0x2D || (0x31...0x39).contains($0) }) else { return nil }
        rest = trimmed(rest.dropLast(indicator.count))
        while let sign = lastWord(rest).first, sign == UInt8(ascii: "!") || sign == UInt8(ascii: "&") {
            rest = trimmed(rest.dropLast(lastWord(rest).count))
        }
        var column = 0
        var position = rest.startIndex
        while position < rest.endIndex {
            let isDash = rest[position] == UInt8(ascii: "-")
                && (position + 1 == rest.endIndex || rest[position + 1] == 0x20 || rest[position + 1] == 0x09)
            if isDash {
                column = position - rest.startIndex
            } else if rest[position] != 0x20 {
                // Behind the dashes a key, or `---` alone.
                if rest[position...].elementsEqual("---".utf8) { return (0, digit) }
                return rest.last == UInt8(ascii: ":") ? (position - rest.startIndex, digit) : nil
            }
            position += 1
        }
        return rest.isEmpty ? nil : (column, digit)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while let last = bytes.last, last == 0x20 || last == 0x09 || last == 0x0D { bytes.removeLast() }
        return bytes
    }

    private static func lastWord(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var start = bytes.endIndex
        while start > bytes.startIndex, bytes[start - 1] != 0x20, bytes[start - 1] != 0x09 { start -= 1 }
        return bytes[start...]
    }
}
