/// Reads TOML. Tables, dotted keys and inline tables become nested mappings, `[[…]]` a sequence of mappings; dates and numbers
/// stay text. A later `[a.b]` goes into `a`.
///
/// The span of a table starts at its header and reaches over everything that the file puts into it, so that the spans of
/// tables that a file mixes overlap. A wrong file has one problem and no root.
enum TOMLReader {
    static func read(_ source: SourceText) -> Document {
        guard source.bytes.count < Int(Int32.max) else {
            let problem = ParseError("the file is larger than 2 GB")
            return Document(records: [], rootIndices: [], comments: [], problems: [problem])
        }
        return source.bytes.withUnsafeBufferPointer { bytes in
            var parser = TOMLParser(bytes)
            do throws(TOMLParser.Failure) {
                try parser.parse()
            } catch {
                let problem = ParseError(error.reason, at: source.position(at: error.offset))
                return Document(records: [], rootIndices: [], comments: parser.comments, problems: [problem])
            }
            parser.stretchSpans()
            return Document(records: parser.records, rootIndices: [0], comments: parser.comments, problems: [])
        }
    }
}

private struct TOMLParser {
    private static let deepestNesting = 256
    private static let mostNodes = 1_000_000

    struct Failure: Error {
        var reason: String
        var offset: Int
    }

    private struct Frame {
        var record: Int
        /// Where an inline table's value goes: the table of its dotted key, and the key.
        var target: (table: Int, key: Document.Record)?
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position: Int
    private(set) var records: [Document.Record]
    private(set) var comments: [Span] = []
    /// For each mapping where the value of each key is.
    private var values: [Int: [String: Int]] = [:]

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        records = [Document.Record(kind: .mapping, span: Span(0, bytes.count))]
    }

    mutating func parse() throws(Failure) {
        var table = 0
        while true {
            skipSpace(acrossLines: true)
            guard position < bytes.count else { return }
            if bytes[position] == UInt8(ascii: "[") {
                table = try header()
            } else {
                let (target, key) = try dottedKey(in: table, headedAt: nil)
                try expect(UInt8(ascii: "="), "expected '=' behind the key")
                skipSpace(acrossLines: false)
                put(try value(), key, in: target)
            }
            skipSpace(acrossLines: false)
            guard position == bytes.count || bytes[position] == 0x0A || bytes[position] == 0x0D else {
                throw fail("expected the end of the line")
            }
        }
    }

    /// Makes each table reach over what is in it. Children stand behind their parents.
    mutating func stretchSpans() {
        for index in records.indices.reversed() where records[index].kind != .scalar {
            for child in records[index].children {
                let span = records[Int(child)].span
                records[index].span.start = min(records[index].span.start, span.start)
                records[index].span.end = max(records[index].span.end, span.end)
            }
        }
    }
}

// MARK: - Tables and keys

extension TOMLParser {
    /// `[a.b]` or `[[a.b]]`.
    private mutating func header() throws(Failure) -> Int {
        let start = position
        position += 1
        let isArray = position < bytes.count && bytes[position] == UInt8(ascii: "[")
        if isArray { position += 1 }
        let (parent, key) = try dottedKey(in: 0, headedAt: start)
        try expect(UInt8(ascii: "]"), "expected ']' behind the table's name")
        if isArray {
            guard position < bytes.count, bytes[position] == UInt8(ascii: "]") else { throw fail("expected ']]' behind the table's name") }
            position += 1
        }
        let existing = values[parent]?[key.text]
        guard isArray else {
            if let existing, let table = lastTable(existing) { return table }
            return put(try append(.mapping, Span(start, position)), key, in: parent)
        }
        let sequence: Int
        if let existing, records[existing].kind == .sequence {
            sequence = existing
        } else {
            sequence = put(try append(.sequence, Span(start, position)), key, in: parent)
        }
        let table = try append(.mapping, Span(start, position))
        records[sequence].children.append(Int32(table))
        return table
    }

    /// Reads `a."b".c`, makes the tables on the way, and gives the last table and the last key.
    private mutating func dottedKey(in table: Int, headedAt header: Int?) throws(Failure) -> (table: Int, key: Document.Record) {
        var table = table
        var key = try simpleKey()
        var depth = 0
        while true {
            skipSpace(acrossLines: false)
            guard position < bytes.count, bytes[position] == UInt8(ascii: ".") else { return (table, key) }
            depth += 1
            guard depth < Self.deepestNesting else { throw fail("keys nest deeper than \(Self.deepestNesting)") }
            position += 1
            if let existing = values[table]?[key.text], let inner = lastTable(existing) {
                table = inner
            } else {
                let start = header ?? position
                table = put(try append(.mapping, Span(start, position)), key, in: table)
            }
            key = try simpleKey()
        }
    }

    private mutating func simpleKey() throws(Failure) -> Document.Record {
        skipSpace(acrossLines: false)
        guard position < bytes.count else { throw fail("expected a key") }
        if bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'") { return try string() }
        let start = position
        while position < bytes.count, isBare(bytes[position]) { position += 1 }
        guard position > start else { throw fail("expected a key") }
        return scalar(Span(start, position))
    }

    /// The table that a name stands for: of an array of tables the last.
    private func lastTable(_ index: Int) -> Int? {
        if records[index].kind == .mapping { return index }
        guard records[index].kind == .sequence, let last = records[index].children.last else { return nil }
        return records[Int(last)].kind == .mapping ? Int(last) : nil
    }

    @discardableResult
    private mutating func put(_ value: Int, _ key: Document.Record, in table: Int) -> Int {
        records.append(key)
        records[table].children.append(Int32(records.count - 1))
        records[table].children.append(Int32(value))
        values[table, default: [:]][key.text] = value
        return value
    }

    private mutating func append(_ kind: Document.Kind, _ span: Span) throws(Failure) -> Int {
        guard records.count < Self.mostNodes else { throw fail("the file has more than a million nodes") }
        records.append(Document.Record(kind: kind, span: span))
        return records.count - 1
    }
}

// MARK: - Values

extension TOMLParser {
    /// A value with all that is in it, by a stack of its own.
    private mutating func value() throws(Failure) -> Int {
        var frames: [Frame] = []
        while true {
            var done = try open(&frames)
            while let value = done {
                guard let frame = frames.last else { return value }
                if let target = frame.target {
                    put(value, target.key, in: target.table)
                } else {
                    records[frame.record].children.append(Int32(value))
                }
                skipSpace(acrossLines: true)
                if position < bytes.count, bytes[position] == UInt8(ascii: ",") { position += 1 } else if !isAtEnd(of: frame) {
                    throw fail("expected ',' or the end of the \(records[frame.record].kind == .mapping ? "table" : "array")")
                }
                done = try nextOrEnd(&frames)
            }
        }
    }

    /// Opens a collection or reads a scalar; gives what is finished with that.
    private mutating func open(_ frames: inout [Frame]) throws(Failure) -> Int? {
        guard position < bytes.count else { throw fail("expected a value") }
        let isTable = bytes[position] == UInt8(ascii: "{")
        guard isTable || bytes[position] == UInt8(ascii: "[") else {
            guard records.count < Self.mostNodes else { throw fail("the file has more than a million nodes") }
            let record = try scalarValue()
            records.append(record)
            return records.count - 1
        }
        guard frames.count < Self.deepestNesting else { throw fail("collections nest deeper than \(Self.deepestNesting)") }
        let record = try append(isTable ? .mapping : .sequence, Span(position, position))
        frames.append(Frame(record: record))
        position += 1
        return try nextOrEnd(&frames)
    }

    /// Goes to the next value of the innermost collection, or closes it and gives it.
    private mutating func nextOrEnd(_ frames: inout [Frame]) throws(Failure) -> Int? {
        skipSpace(acrossLines: true)
        guard let frame = frames.last else { return nil }
        if isAtEnd(of: frame) {
            position += 1
            records[frame.record].span.end = position
            frames.removeLast()
            return frame.record
        }
        guard position < bytes.count else {
            let start = records[frame.record].span.start
            throw Failure(reason: "the \(records[frame.record].kind == .mapping ? "table" : "array") has no end", offset: start)
        }
        if records[frame.record].kind == .mapping {
            let target = try dottedKey(in: frame.record, headedAt: nil)
            try expect(UInt8(ascii: "="), "expected '=' behind the key")
            skipSpace(acrossLines: false)
            frames[frames.count - 1].target = target
        }
        return nil
    }

    private func isAtEnd(of frame: Frame) -> Bool {
        let end = records[frame.record].kind == .mapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
        return position < bytes.count && bytes[position] == end
    }

    private mutating func scalarValue() throws(Failure) -> Document.Record {
        if bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'") { return try string() }
        let start = position
        while position < bytes.count, isPlain(bytes[position]) { position += 1 }
        // A date and its time may stand apart.
        if position - start == 10, position + 1 < bytes.count, bytes[start + 4] == UInt8(ascii: "-"), bytes[position] == 0x20,
            (0x30...0x39).contains(bytes[position + 1])
        {
            position += 1
            while position < bytes.count, isPlain(bytes[position]) { position += 1 }
        }
        let record = scalar(Span(start, position))
        let isNumberOrDate = record.text.first.map { "+-0123456789".contains($0) } ?? false
        guard isNumberOrDate || ["true", "false", "inf", "nan"].contains(record.text) else {
            throw Failure(reason: "expected a value", offset: start)
        }
        return record
    }

    private mutating func string() throws(Failure) -> Document.Record {
        let start = position
        let quote = bytes[position]
        let isLong = position + 2 < bytes.count && bytes[position + 1] == quote && bytes[position + 2] == quote
        let width = isLong ? 3 : 1
        position += width
        var first = position
        if isLong, position < bytes.count, bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A { first += 2 }
        else if isLong, position < bytes.count, bytes[position] == 0x0A { first += 1 }
        while position < bytes.count, !isClosing(quote, width) {
            guard isLong || bytes[position] != 0x0A && bytes[position] != 0x0D else { break }
            position += quote == UInt8(ascii: "\"") && bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard isClosing(quote, width) else { throw Failure(reason: "the string has no end", offset: start) }
        // Up to two quotes may stand before the three that end it.
        while isLong, position + width < bytes.count, bytes[position + width] == quote { position += 1 }
        let content = UnsafeBufferPointer(rebasing: bytes[first..<max(first, position)])
        position += width
        var record = Document.Record(kind: .scalar, span: Span(start, position))
        record.text = quote == UInt8(ascii: "\"") ? StringEscapes.decode(content) : String(decoding: content, as: UTF8.self)
        record.isQuoted = true
        return record
    }

    private func isClosing(_ quote: UInt8, _ width: Int) -> Bool {
        guard position + width <= bytes.count else { return false }
        for index in position..<position + width where bytes[index] != quote { return false }
        return true
    }

    private func scalar(_ span: Span) -> Document.Record {
        var record = Document.Record(kind: .scalar, span: span)
        record.text = String(decoding: UnsafeBufferPointer(rebasing: bytes[span.start..<span.end]), as: UTF8.self)
        return record
    }

    private mutating func skipSpace(acrossLines: Bool) {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09: position += 1
            case 0x0A where acrossLines, 0x0D where acrossLines: position += 1
            case UInt8(ascii: "#"):
                let start = position
                while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
                comments.append(Span(start, position))
            default: return
            }
        }
    }

    private mutating func expect(_ byte: UInt8, _ reason: String) throws(Failure) {
        skipSpace(acrossLines: false)
        guard position < bytes.count, bytes[position] == byte else { throw fail(reason) }
        position += 1
    }

    private func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...0xFF: true
        default: false
        }
    }

    private func isPlain(_ byte: UInt8) -> Bool {
        isBare(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
    }

    private func fail(_ reason: String) -> Failure { Failure(reason: reason, offset: min(position, bytes.count)) }
}
