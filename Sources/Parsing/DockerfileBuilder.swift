/// Words as a shell splits them: at blanks outside of quotes.
enum ShellWords {
    static func split(_ bytes: [UInt8], from start: Int) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var position = start
        while position < bytes.count {
            while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
            let first = position
            var quote: UInt8?
            while position < bytes.count, quote != nil || bytes[position] != 0x20 && bytes[position] != 0x09 {
                let byte = bytes[position]
                if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'"), position + 1 < bytes.count {
                    position += 1
                } else if byte == quote {
                    quote = nil
                } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                }
                position += 1
            }
            if position > first { words.append(first..<position) }
        }
        return words
    }
}

/// Makes the records of a Dockerfile's instructions.
struct DockerfileBuilder {
    static let mostNodes = 1_000_000

    private(set) var records: [Document.Record] = []
    private var instructions: [Int32] = []
    /// Key, value, key, value… of the instruction at hand.
    private var fields: [Int32] = []

    mutating func add(_ line: DockerfileLine) {
        fields = []
        var end = 0
        while end < line.bytes.count, line.bytes[end] != 0x20, line.bytes[end] != 0x09 { end += 1 }
        let keyword = line.text(0..<end).uppercased()
        put("instruction", scalar(keyword, line.span(0..<end)))
        var words = ShellWords.split(line.bytes, from: end)
        if let first = words.first {
            let all = first.lowerBound..<line.bytes.count
            put("text", scalar(line.text(all), line.span(all)))
        }
        takeFlags(line, &words)
        addArguments(line, words)
        switch keyword {
        case "FROM": addImage(line, words)
        case "ENV", "ARG", "LABEL": addPairs(line, words)
        default: break
        }
        for heredoc in line.heredocs {
            var record = Document.Record(kind: .scalar, span: heredoc.span)
            record.text = heredoc.text
            record.isQuoted = true
            record.lineMap = heredoc.lineMap
            put("heredoc", record)
        }
        let span = Span(line.span.start, max(line.span.end, line.heredocs.last?.span.end ?? 0))
        instructions.append(append(.mapping, span, fields))
    }

    mutating func finish(_ span: Span) { _ = append(.sequence, span, instructions) }

    private mutating func takeFlags(_ line: DockerfileLine, _ words: inout [Range<Int>]) {
        var flags: [Int32] = []
        var whole: Span?
        while let word = words.first, line.text(word).hasPrefix("--") {
            let equals = line.bytes[word].firstIndex(of: UInt8(ascii: "=")) ?? word.upperBound
            let key = min(word.lowerBound + 2, equals)..<equals
            let value = min(equals + 1, word.upperBound)..<word.upperBound
            flags.append(append(scalar(line.text(key), line.span(key))))
            flags.append(append(scalar(unquoted(line.text(value)), line.span(value), isQuoted: true)))
            whole = Span(whole?.start ?? line.span(word).start, line.span(word).end)
            words.removeFirst()
        }
        if let whole { putCollection("flags", .mapping, whole, flags) }
    }

    private mutating func addArguments(_ line: DockerfileLine, _ words: [Range<Int>]) {
        guard let first = words.first else { return }
        let rest = first.lowerBound..<line.bytes.count
        let items = execForm(line, rest)
        put("form", scalar(items == nil ? "shell" : "exec", line.span(rest)))
        let arguments = (items ?? words.map { scalar(line.text($0), line.span($0)) }).map { append($0) }
        putCollection("arguments", .sequence, line.span(rest), arguments)
    }

    /// `["a", "b"]`; nil when the text is anything else, which Docker then gives to a shell.
    private func execForm(_ line: DockerfileLine, _ range: Range<Int>) -> [Document.Record]? {
        guard line.bytes[range].first == UInt8(ascii: "[") else { return nil }
        let document = JSONReader.read(SourceText(bytes: Array(line.bytes[range])))
        guard document.problems.isEmpty, document.roots.count == 1, let root = document.roots.first, root.kind == .sequence,
            root.items.allSatisfy({ $0.kind == .scalar && $0.isQuoted })
        else { return nil }
        return root.items.map { item in
            let inner = range.lowerBound + item.span.start..<range.lowerBound + item.span.end
            return scalar(item.rawText, line.span(inner), isQuoted: true)
        }
    }

    private mutating func addImage(_ line: DockerfileLine, _ words: [Range<Int>]) {
        if let flags = value("flags"), let platform = child("platform", of: flags) { put("platform", records[platform]) }
        guard let word = words.first else { return }
        let text = line.bytes[word]
        let at = text.firstIndex(of: UInt8(ascii: "@"))
        let path = (text[..<(at ?? text.endIndex)].lastIndex(of: UInt8(ascii: "/")) ?? text.startIndex)
        let colon = tagColon(text[path..<(at ?? text.endIndex)])
        let image = word.lowerBound..<(colon ?? at ?? word.upperBound)
        put("image", scalar(line.text(image), line.span(image)))
        if let colon {
            let tag = colon + 1..<(at ?? word.upperBound)
            put("tag", scalar(line.text(tag), line.span(tag), isQuoted: true))
        }
        if let at {
            let digest = at + 1..<word.upperBound
            put("digest", scalar(line.text(digest), line.span(digest)))
        }
        if words.count >= 3, line.text(words[1]).lowercased() == "as" {
            put("stage", scalar(line.text(words[2]), line.span(words[2])))
        }
    }

    /// The first colon outside of braces: in `${NAME:-default}` it separates no tag.
    private func tagColon(_ text: ArraySlice<UInt8>) -> Int? {
        var depth = 0
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: ":") where depth <= 0: return index
            default: break
            }
        }
        return nil
    }

    /// `A=1 B="x y"`, the old `ENV KEY all the rest`, and `ARG NAME` alone.
    private mutating func addPairs(_ line: DockerfileLine, _ words: [Range<Int>]) {
        guard let first = words.first, let last = words.last else { return }
        var pairs: [Int32] = []
        let isOld = line.bytes[first].firstIndex(of: UInt8(ascii: "=")) == nil && words.count > 1
        if isOld, line.text(0..<3).uppercased() != "ARG" {
            let rest = words[1].lowerBound..<line.bytes.count
            pairs = [append(scalar(line.text(first), line.span(first))), append(scalar(line.text(rest), line.span(rest)))]
        } else {
            for word in words {
                let equals = line.bytes[word].firstIndex(of: UInt8(ascii: "=")) ?? word.upperBound
                let value = min(equals + 1, word.upperBound)..<word.upperBound
                let text = line.text(value)
                let key = word.lowerBound..<equals
                pairs.append(append(scalar(unquoted(line.text(key)), line.span(key))))
                pairs.append(append(scalar(unquoted(text), line.span(value), isQuoted: unquoted(text) != text || text.isEmpty && equals < word.upperBound)))
            }
        }
        putCollection("pairs", .mapping, line.span(first.lowerBound..<last.upperBound), pairs)
    }
}

// MARK: - Records

extension DockerfileBuilder {
    private func scalar(_ text: String, _ span: Span, isQuoted: Bool = false) -> Document.Record {
        var record = Document.Record(kind: .scalar, span: span)
        record.text = text
        record.isQuoted = isQuoted
        return record
    }

    private mutating func append(_ record: Document.Record) -> Int32 {
        records.append(record)
        return Int32(clamping: records.count - 1)
    }

    private mutating func append(_ kind: Document.Kind, _ span: Span, _ children: [Int32]) -> Int32 {
        var record = Document.Record(kind: kind, span: span)
        record.children = children
        return append(record)
    }

    private mutating func put(_ key: String, _ value: Document.Record) {
        fields.append(append(scalar(key, value.span)))
        fields.append(append(value))
    }

    private mutating func putCollection(_ key: String, _ kind: Document.Kind, _ span: Span, _ children: [Int32]) {
        fields.append(append(scalar(key, span)))
        fields.append(append(kind, span, children))
    }

    private func value(_ key: String) -> Int? { child(key, among: fields) }
    private func child(_ key: String, of mapping: Int) -> Int? { child(key, among: records[mapping].children) }

    private func child(_ key: String, among entries: [Int32]) -> Int? {
        for pair in stride(from: 0, to: entries.count - 1, by: 2) where records[Int(entries[pair])].text == key {
            return Int(entries[pair + 1])
        }
        return nil
    }

    private func unquoted(_ text: String) -> String {
        let utf8 = text.utf8
        guard utf8.count >= 2, let first = utf8.first, first == utf8.last, first == 0x22 || first == 0x27 else { return text }
        return String(text.dropFirst().dropLast())
    }
}
