/// Finds what libyaml would refuse or be slow at, before it sees the bytes.
struct YAMLScan {
    /// More `%TAG` lines than this are refused; libyaml compares each with all others.
    private static let mostTagDirectives = 64

    private let bytes: UnsafeBufferPointer<UInt8>
    /// Whether no byte before the first refused one is above 0x7F.
    private(set) var isASCII = true
    private var position: Int
    private var tagDirectives = 0
    private var found: YAMLComposer.Failure?

    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
        self.bytes = bytes
        position = start
    }

    /// The first refused byte of a span. Spans must not go back.
    mutating func nextRefused(in span: Span) -> YAMLComposer.Failure? {
        if let found, found.offset >= span.start { return found.offset < span.end ? found : nil }
        position = max(position, span.start)
        found = advance(to: span.end)
        return found
    }

    private mutating func advance(to end: Int) -> YAMLComposer.Failure? {
        while position < min(end, bytes.count) {
            let byte = bytes[position]
            if byte >= 0x20, byte < 0x7F {
                if byte == UInt8(ascii: "%"), startsTagDirective(position) {
                    tagDirectives += 1
                    if tagDirectives > Self.mostTagDirectives { return refuse("more than 64 %TAG directives") }
                }
                position += 1
            } else if byte == 0x0A || byte == 0x0D || byte == 0x09 {
                position += 1
            } else if byte < 0x80 {
                return refuse("a control character (0x\(String(byte, radix: 16))) is not allowed in YAML")
            } else {
                isASCII = false
                let width = sequenceWidth(position)
                guard width > 0 else { return refuse("the bytes here are not UTF-8") }
                position += width
            }
        }
        return nil
    }

    private mutating func refuse(_ reason: String) -> YAMLComposer.Failure {
        defer { position += 1 }
        return YAMLComposer.Failure(reason: reason, offset: position)
    }

    private func startsTagDirective(_ offset: Int) -> Bool {
        guard offset == 0 || bytes[offset - 1] == 0x0A || bytes[offset - 1] == 0x0D, offset + 4 <= bytes.count else { return false }
        return bytes[offset + 1] == UInt8(ascii: "T") && bytes[offset + 2] == UInt8(ascii: "A") && bytes[offset + 3] == UInt8(ascii: "G")
    }

    /// The bytes of the UTF-8 sequence at an offset; 0 if there is none, or it is a character that libyaml refuses.
    private func sequenceWidth(_ offset: Int) -> Int {
        let first = bytes[offset]
        let width = first & 0xE0 == 0xC0 ? 2 : first & 0xF0 == 0xE0 ? 3 : first & 0xF8 == 0xF0 ? 4 : 0
        guard width > 0, offset + width <= bytes.count else { return 0 }
        var value = UInt32(first) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
        for index in 1..<width {
            guard bytes[offset + index] & 0xC0 == 0x80 else { return 0 }
            value = value << 6 | UInt32(bytes[offset + index] & 0x3F)
        }
        switch width {
        case 2: return value == 0x85 || value >= 0xA0 ? 2 : 0
        case 3: return value >= 0x800 && !(0xD800...0xDFFF).contains(value) && value < 0xFFFE ? 3 : 0
        default: return (0x10000...0x10FFFF).contains(value) ? 4 : 0
        }
    }
}
