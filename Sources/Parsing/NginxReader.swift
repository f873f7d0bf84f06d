/// Reads nginx's configuration as a sequence of mappings, one a directive, in the order of the file:
///
///     directive   its name
///     arguments   the words behind it, as a sequence of scalars without their quotes
///     block       for a directive with braces: the directives in them, as a sequence
///
/// Keys are not in the file: their span is the value's. The span of a directive goes from its name to its `;` or closing brace. What
/// follows the first mistake is not read.
enum NginxReader {
    static let deepest = 256
    static let mostNodes = 1_000_000

    static func read(_ source: SourceText) -> Document {
        guard source.bytes.count < Int(Int32.max) else {
            return Document(records: [], rootIndices: [], comments: [], problems: [ParseError("the file is larger than 2 GB")])
        }
        var builder = NginxBuilder()
        var tokens = NginxTokens(source.bytes)
        var problem: (reason: String, offset: Int)?
        while problem == nil, let token = tokens.next() {
            problem = builder.add(token, skippingBy: &tokens)
        }
        problem = problem ?? tokens.problem ?? builder.problemAtEnd(source.bytes.count)
        builder.finish(source.span)
        return Document(
            records: builder.records, rootIndices: [Int32(clamping: builder.records.count - 1)], comments: tokens.comments,
            problems: problem.map { [ParseError($0.reason, at: source.position(at: $0.offset))] } ?? [])
    }
}

/// What nginx's configuration consists of.
enum NginxToken {
    case word(String, Span, isQuoted: Bool)
    case semicolon(Int)
    case open(Int)
    case close(Int)
}

/// Takes a text apart as nginx does: a quote or `#` means something only where a word begins, and `${` begins the name of a variable.
struct NginxTokens {
    private let bytes: [UInt8]
    private var position: Int
    private(set) var comments: [Span] = []
    private(set) var problem: (reason: String, offset: Int)?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    mutating func next() -> NginxToken? {
        while position < bytes.count {
            let start = position
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D:
                position += 1
            case UInt8(ascii: "#"):
                while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
                comments.append(Span(start, position))
            case UInt8(ascii: ";"):
                position += 1
                return .semicolon(start)
            case UInt8(ascii: "{"):
                position += 1
                return .open(start)
            case UInt8(ascii: "}"):
                position += 1
                return .close(start)
            case UInt8(ascii: "\""), UInt8(ascii: "'"): return quoted(bytes[position])
            default: return word()
            }
        }
        return nil
    }

    /// Goes behind the brace that closes a block in another language.
    mutating func skipBlock() {
        var depth = 1
        while position < bytes.count, depth > 0 {
            if bytes[position] == UInt8(ascii: "{") { depth += 1 }
            if bytes[position] == UInt8(ascii: "}") { depth -= 1 }
            position += 1
        }
    }

    private mutating func quoted(_ quote: UInt8) -> NginxToken? {
        let start = position
        var text: [UInt8] = []
        position += 1
        while position < bytes.count, bytes[position] != quote {
            if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count {
                if bytes[position + 1] != quote { text.append(bytes[position]) }
                position += 1
            }
            text.append(bytes[position])
            position += 1
        }
        guard position < bytes.count else {
            problem = ("a quoted word does not end", start)
            return nil
        }
        position += 1
        return .word(String(decoding: text, as: UTF8.self), Span(start, position), isQuoted: true)
    }

    private mutating func word() -> NginxToken {
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ";"): return ended(start)
            case UInt8(ascii: "{") where position > start && bytes[position - 1] == UInt8(ascii: "$"):
                while position < bytes.count, bytes[position] != UInt8(ascii: "}"), bytes[position] != 0x0A { position += 1 }
                if position < bytes.count, bytes[position] == UInt8(ascii: "}") { position += 1 }
            case UInt8(ascii: "{"): return ended(start)
            case UInt8(ascii: "\\"): position = min(position + 2, bytes.count)
            default: position += 1
            }
        }
        return ended(start)
    }

    private func ended(_ start: Int) -> NginxToken {
        .word(String(decoding: bytes[start..<position], as: UTF8.self), Span(start, position), isQuoted: false)
    }
}

/// Makes the records of directives.
struct NginxBuilder {
    private(set) var records: [Document.Record] = []
    /// The blocks that are open, with what their directives' heads are.
    private var open: [(start: Int, fields: [Int32], directives: [Int32])] = []
    private var directives: [Int32] = []
    private var words: [(text: String, span: Span, isQuoted: Bool)] = []

    /// Takes in one token; gives what is wrong with it.
    mutating func add(_ token: NginxToken, skippingBy tokens: inout NginxTokens) -> (reason: String, offset: Int)? {
        guard records.count <= NginxReader.mostNodes else { return ("the file has more than a million nodes", words.first?.span.start ?? 0) }
        switch token {
        case .word(let text, let span, let isQuoted): words.append((text, span, isQuoted))
        case .semicolon(let offset):
            guard let first = words.first else { return ("a `;` stands behind no directive", offset) }
            let fields = head()
            directives.append(append(.mapping, Span(first.span.start, offset + 1), fields))
        case .open(let offset):
            guard let first = words.first else { return ("a `{` stands behind no directive", offset) }
            guard open.count < NginxReader.deepest else { return ("blocks are nested more than \(NginxReader.deepest) deep", offset) }
            if first.text.hasSuffix("_by_lua_block") {
                tokens.skipBlock()
                let fields = head()
                directives.append(append(.mapping, Span(first.span.start, offset + 1), fields))
            } else {
                open.append((first.span.start, head(), directives))
                directives = []
            }
        case .close(let offset):
            guard words.isEmpty else { return ("a directive does not end with `;`", offset) }
            guard !open.isEmpty else { return ("a `}` closes nothing", offset) }
            close(at: offset + 1)
        }
        return nil
    }

    func problemAtEnd(_ offset: Int) -> (reason: String, offset: Int)? {
        if let word = words.first { return ("a directive does not end with `;`", word.span.start) }
        return open.last.map { ("a block does not end with `}`", $0.start) }
    }

    /// Closes what is still open, so that what was read before a mistake is there.
    mutating func finish(_ span: Span) {
        while !open.isEmpty { close(at: span.end) }
        _ = append(.sequence, span, directives)
    }

    private mutating func close(at end: Int) {
        let block = open.removeLast()
        let span = Span(block.start, end)
        let fields = block.fields + [append(scalar("block", span)), append(.sequence, span, directives)]
        directives = block.directives + [append(.mapping, span, fields)]
    }

    /// The name and the arguments of the directive at hand.
    private mutating func head() -> [Int32] {
        defer { words = [] }
        guard let name = words.first else { return [] }
        var fields = [append(scalar("directive", name.span)), append(scalar(name.text, name.span, isQuoted: name.isQuoted))]
        let arguments = words.dropFirst().map { append(scalar($0.text, $0.span, isQuoted: $0.isQuoted)) }
        if let first = words.dropFirst().first, let last = words.last {
            let span = Span(first.span.start, last.span.end)
            fields += [append(scalar("arguments", span)), append(.sequence, span, arguments)]
        }
        return fields
    }

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
}
