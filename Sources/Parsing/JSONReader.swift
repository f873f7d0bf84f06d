/// Reads JSON, and what people put into JSON files: comments (`//`, `/* */`), trailing commas, a byte order mark, and several
/// values behind one another (JSON Lines), each a root.
///
/// By hand rather than through a grammar: a wrong file then has one problem at its exact place.
enum JSONReader {
    static func read(_ source: SourceText) -> Document {
        guard source.bytes.count < Int(Int32.max) else {
            let problem = ParseError("the file is larger than 2 GB")
            return Document(records: [], rootIndices: [], comments: [], problems: [problem])
        }
        return source.bytes.withUnsafeBufferPointer { bytes in
            var parser = JSONParser(bytes)
            var problems: [ParseError] = []
            do throws(JSONParser.Failure) {
                try parser.parse()
            } catch {
                problems.append(ParseError(error.reason, at: source.position(at: error.offset)))
            }
            return Document(records: parser.records, rootIndices: parser.roots, comments: parser.comments, problems: problems)
        }
    }
}

private struct JSONParser {
    private static let deepestNesting = 256
    private static let mostNodes = 1_000_000

    struct Failure: Error {
        var reason: String
        var offset: Int
    }

    private enum Expectation { case value, keyOrEnd, colon, commaOrEnd, valueOrEnd }

    private struct Frame {
        var record: Int
        var isMapping: Bool
        var children: [Int32] = []
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position: Int
    private var frames: [Frame] = []
    private(set) var records: [Document.Record] = []
    private(set) var roots: [Int32] = []
    private(set) var comments: [Span] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    mutating func parse() throws(Failure) {
        var expected = Expectation.value
        while true {
            try skipSpace()
            guard position < bytes.count else { break }
            guard records.count < Self.mostNodes else { throw fail("the file has more than a million nodes") }
            let byte = bytes[position]
            switch expected {
            case .colon:
                guard byte == UInt8(ascii: ":") else { throw fail("expected ':' behind the key") }
                position += 1
                expected = .value
            case .commaOrEnd where byte == UInt8(ascii: ","):
                position += 1
                expected = frames.last?.isMapping == true ? .keyOrEnd : .valueOrEnd
            case .commaOrEnd, .keyOrEnd, .valueOrEnd:
                let isMapping = frames.last?.isMapping == true
                if byte == (isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    position += 1
                    close()
                    expected = frames.isEmpty ? .value : .commaOrEnd
                } else if expected == .commaOrEnd {
                    throw fail("expected ',' or '\(isMapping ? "}" : "]")'")
                } else if isMapping {
                    guard byte == UInt8(ascii: "\"") else { throw fail("expected a key in double quotes") }
                    add(try string())
                    expected = .colon
                } else {
                    expected = try value()
                }
            case .value: expected = try value()
            }
        }
        if let frame = frames.last {
            throw Failure(reason: "the \(frame.isMapping ? "object" : "array") has no end", offset: records[frame.record].span.start)
        }
        if roots.isEmpty { throw fail("the file holds no value") }
    }
}

// MARK: - Nodes

extension JSONParser {
    private mutating func value() throws(Failure) -> Expectation {
        switch bytes[position] {
        case UInt8(ascii: "{"): return try open(.mapping)
        case UInt8(ascii: "["): return try open(.sequence)
        case UInt8(ascii: "\""): add(try string())
        default: add(try literal())
        }
        return frames.isEmpty ? .value : .commaOrEnd
    }

    private mutating func open(_ kind: Document.Kind) throws(Failure) -> Expectation {
        guard frames.count < Self.deepestNesting else { throw fail("collections nest deeper than \(Self.deepestNesting)") }
        records.append(Document.Record(kind: kind, span: Span(position, position)))
        frames.append(Frame(record: records.count - 1, isMapping: kind == .mapping))
        position += 1
        return kind == .mapping ? .keyOrEnd : .valueOrEnd
    }

    private mutating func close() {
        guard let frame = frames.popLast() else { return }
        records[frame.record].span.end = position
        records[frame.record].children = frame.children
        attach(frame.record)
    }

    private mutating func add(_ record: Document.Record) {
        records.append(record)
        attach(records.count - 1)
    }

    private mutating func attach(_ index: Int) {
        if frames.isEmpty { roots.append(Int32(index)) } else { frames[frames.count - 1].children.append(Int32(index)) }
    }

    private mutating func literal() throws(Failure) -> Document.Record {
        let start = position
        while position < bytes.count, isLiteral(bytes[position]) { position += 1 }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
        let isNumber = text.first.map { "-0123456789".contains($0) } ?? false
        guard ["true", "false", "null"].contains(text) || isNumber && Double(text) != nil else {
            throw Failure(reason: "expected a value", offset: start)
        }
        var record = Document.Record(kind: .scalar, span: Span(start, position))
        record.text = text
        return record
    }

    private mutating func string() throws(Failure) -> Document.Record {
        let start = position
        position += 1
        var hasEscapes = false
        while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != 0x0A, bytes[position] != 0x0D {
            if bytes[position] == UInt8(ascii: "\\") {
                hasEscapes = true
                position += 1
            }
            position += 1
        }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            throw Failure(reason: "the string has no end", offset: start)
        }
        let content = UnsafeBufferPointer(rebasing: bytes[start + 1..<position])
        position += 1
        var record = Document.Record(kind: .scalar, span: Span(start, position))
        record.text = hasEscapes ? StringEscapes.decode(content) : String(decoding: content, as: UTF8.self)
        record.isQuoted = true
        return record
    }

    private mutating func skipSpace() throws(Failure) {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            case UInt8(ascii: "/"): try skipComment()
            default: return
            }
        }
    }

    private mutating func skipComment() throws(Failure) {
        let start = position
        guard position + 1 < bytes.count else { throw fail("expected a value") }
        switch bytes[position + 1] {
        case UInt8(ascii: "/"): while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        case UInt8(ascii: "*"):
            position += 3
            while position < bytes.count, bytes[position - 1] != UInt8(ascii: "*") || bytes[position] != UInt8(ascii: "/") {
                position += 1
            }
            guard position < bytes.count else { throw Failure(reason: "the comment has no end", offset: start) }
            position += 1
        default: throw fail("expected a value")
        }
        comments.append(Span(start, position))
    }

    private func isLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }

    private func fail(_ reason: String) -> Failure { Failure(reason: reason, offset: position) }
}
