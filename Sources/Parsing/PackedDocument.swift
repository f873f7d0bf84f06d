/// A document written down so that it is read back in one pass over its bytes: how the catalogue travels inside the binary.
///
/// Positions, comments and problems are left out, since a packed file has been checked. What is left is text in the sense of
/// Swift's raw string literals: no control characters but the line feed, no backslash that could start an interpolation, and
/// never three quotes in a row.
///
///     document   nodes "," roots "," (root ",")… node…
///     node       shape  [tag text]  content
///     shape      one character: "@" + kind (0 scalar, 1 sequence, 2 mapping) + 4 quoted + 8 tagged + 16 open + 32 conditional
///     content    of a scalar its text; else children "," merged "," (child or merged mapping, relative to the node ",")…
///     text       bytes ":" …, or bytes ";" … when bytes are written as "\" and two hexadecimal digits
public enum PackedDocument {
    private static let quoted: UInt8 = 4, tagged: UInt8 = 8, open: UInt8 = 16, conditional: UInt8 = 32

    public static func write(_ document: Document, to output: inout [UInt8]) {
        write(document.records.count, to: &output)
        write(document.rootIndices.count, to: &output)
        for root in document.rootIndices { write(Int(root), to: &output) }
        for (index, record) in document.records.enumerated() { write(record, at: index, to: &output) }
    }

    private static func write(_ record: Document.Record, at index: Int, to output: inout [UInt8]) {
        var shape: UInt8 = 0x40
        switch record.kind {
        case .scalar: break
        case .sequence: shape += 1
        case .mapping: shape += 2
        }
        if record.isQuoted { shape += quoted }
        if !record.tag.isEmpty { shape += tagged }
        if record.isOpen { shape += open }
        if record.isConditional { shape += conditional }
        output.append(shape)
        if !record.tag.isEmpty { write(text: record.tag, to: &output) }
        guard record.kind != .scalar else { return write(text: record.text, to: &output) }
        write(record.children.count, to: &output)
        write(record.merged.count, to: &output)
        for other in record.children + record.merged { write(Int(other) - index, to: &output) }
    }

    private static func write(_ number: Int, to output: inout [UInt8]) {
        output += Array(String(number).utf8)
        output.append(UInt8(ascii: ","))
    }

    /// Writes a text, its length first; public for what stands beside documents, such as the names of files.
    public static func write(text: String, to output: inout [UInt8]) {
        let bytes = Array(text.utf8)
        var escaped: [UInt8] = []
        var quotes = 0
        for byte in bytes {
            quotes = byte == UInt8(ascii: "\"") ? quotes + 1 : 0
            let isUnsafe = byte < 0x20 && byte != 0x0A || byte == 0x7F || byte == UInt8(ascii: "\\") || quotes == 3
            if isUnsafe {
                escaped += [UInt8(ascii: "\\"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
                quotes = 0
            } else {
                escaped.append(byte)
            }
        }
        output += Array(String(escaped.count).utf8)
        output.append(UInt8(ascii: escaped.count == bytes.count ? ":" : ";"))
        output += escaped
    }

    private static let hexDigits = Array("0123456789ABCDEF".utf8)
}

/// Reads packed documents and texts, one after the other.
public struct PackedReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// The bytes must outlive the reader, as those of a literal do.
    public init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    public var isAtEnd: Bool { position >= bytes.count }

    /// The next document; nil when the bytes are not what `PackedDocument` writes.
    public mutating func document() -> Document? {
        guard let count = number(), let rootCount = number(), count >= 0, count <= bytes.count, rootCount >= 0, rootCount <= count
        else { return nil }
        var roots: [Int32] = []
        for _ in 0..<rootCount {
            guard let root = number(), root >= 0, root < count else { return nil }
            roots.append(Int32(root))
        }
        var records: [Document.Record] = []
        records.reserveCapacity(count)
        for index in 0..<count {
            guard let record = record(at: index, of: count) else { return nil }
            records.append(record)
        }
        return Document(records: records, rootIndices: roots, comments: [], problems: [])
    }

    private mutating func record(at index: Int, of count: Int) -> Document.Record? {
        guard position < bytes.count, bytes[position] >= 0x40, bytes[position] < 0x80 else { return nil }
        let shape = bytes[position] - 0x40
        position += 1
        guard shape & 3 != 3 else { return nil }
        let kind: Document.Kind = shape & 3 == 0 ? .scalar : shape & 3 == 1 ? .sequence : .mapping
        var record = Document.Record(kind: kind, span: Span(0, 0))
        record.isQuoted = shape & 4 != 0
        record.isOpen = shape & 16 != 0
        record.isConditional = shape & 32 != 0
        if shape & 8 != 0 {
            guard let tag = text() else { return nil }
            record.tag = tag
        }
        if kind == .scalar {
            guard let text = text() else { return nil }
            record.text = text
            return record
        }
        guard let children = number(), let merged = number(),
            let members = references(children, from: index, of: count), let mappings = references(merged, from: index, of: count)
        else { return nil }
        record.children = members
        record.merged = mappings
        return record
    }

    private mutating func references(_ wanted: Int, from index: Int, of count: Int) -> [Int32]? {
        guard wanted > 0 else { return wanted == 0 ? [] : nil }
        guard wanted <= bytes.count - position else { return nil }
        var result: [Int32] = []
        result.reserveCapacity(wanted)
        for _ in 0..<wanted {
            guard let offset = number(), (0..<count).contains(index + offset) else { return nil }
            result.append(Int32(index + offset))
        }
        return result
    }

    /// The next text; nil when the bytes are not what `PackedDocument` writes.
    public mutating func text() -> String? {
        var length = 0
        while position < bytes.count, let digit = Self.digit(bytes[position]), length < 1 << 40 {
            length = length * 10 + digit
            position += 1
        }
        guard position < bytes.count, length < bytes.count - position else { return nil }
        let isEscaped = bytes[position] == UInt8(ascii: ";")
        guard isEscaped || bytes[position] == UInt8(ascii: ":") else { return nil }
        let content = UnsafeBufferPointer(rebasing: bytes[(position + 1)..<(position + 1 + length)])
        position += 1 + length
        return isEscaped ? Self.unescaped(content) : String(decoding: content, as: UTF8.self)
    }

    private static func unescaped(_ content: UnsafeBufferPointer<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(content.count)
        var index = 0
        while index < content.count {
            if content[index] == UInt8(ascii: "\\"), index + 2 < content.count {
                result.append(hexValue(content[index + 1]) << 4 | hexValue(content[index + 2]))
                index += 3
            } else {
                result.append(content[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A number and the comma behind it, at most nine digits.
    private mutating func number() -> Int? {
        var isNegative = false
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") {
            isNegative = true
            position += 1
        }
        var value = 0
        let start = position
        while position < bytes.count, position - start < 9, let digit = Self.digit(bytes[position]) {
            value = value * 10 + digit
            position += 1
        }
        guard position > start, position < bytes.count, bytes[position] == UInt8(ascii: ",") else { return nil }
        position += 1
        return isNegative ? -value : value
    }

    private static func digit(_ byte: UInt8) -> Int? { byte >= 0x30 && byte <= 0x39 ? Int(byte - 0x30) : nil }
    private static func hexValue(_ byte: UInt8) -> UInt8 { byte <= 0x39 ? byte & 15 : (byte & 15) + 9 }
}
