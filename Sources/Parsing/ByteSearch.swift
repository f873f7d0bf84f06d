#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Plain searches over bytes; those of text go by characters, and cost a hundred times as much.
extension SourceText {
    /// The offset of some words at or behind an offset.
    public func firstOffset(of words: StaticString, from start: Int = 0) -> Int? {
        bytes.withUnsafeBytes { Self.firstOffset(of: words, in: $0, from: start) }
    }

    public func contains(_ words: StaticString) -> Bool { firstOffset(of: words) != nil }

    /// Whether a word that is only known when the program runs stands anywhere.
    public func contains(word: String) -> Bool {
        var word = word
        return word.withUTF8 { word in
            bytes.withUnsafeBytes { Self.firstOffset(of: UnsafeRawBufferPointer(word), in: $0, from: 0) != nil }
        }
    }

    public static func firstOffset(of words: StaticString, in buffer: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        firstOffset(of: UnsafeRawBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount), in: buffer, from: start)
    }

    /// Goes from one occurrence of the word's rarest byte to the next.
    public static func firstOffset(of words: UnsafeRawBufferPointer, in buffer: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard let word = words.baseAddress, let base = buffer.baseAddress, let rarest = words.indices.min(by: { rank(words[$0]) < rank(words[$1]) })
        else { return nil }
        var position = max(start, 0)
        while position + words.count <= buffer.count {
            let rest = buffer.count - words.count + 1 - position
            guard let found = memchr(base + position + rarest, Int32(words[rarest]), rest) else { return nil }
            position = UnsafeRawPointer(found) - base - rarest
            if memcmp(base + position, word, words.count) == 0 { return position }
            position += 1
        }
        return nil
    }

    /// How common a byte is in source code and configuration, roughly.
    private static func rank(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "%"), UInt8(ascii: "@"): 0
        case UInt8(ascii: "a")...UInt8(ascii: "z"): 2
        case 0x20, 0x0A, 0x09: 3
        default: 1
        }
    }

    /// Where lines begin: behind LF, CRLF or a lone CR.
    static func lineStarts(in buffer: UnsafeRawBufferPointer) -> [Int] {
        var starts = [0]
        guard let base = buffer.baseAddress else { return starts }
        guard memchr(base, 0x0D, buffer.count) == nil else {
            for index in buffer.indices where buffer[index] == 0x0A || buffer[index] == 0x0D && !(index + 1 < buffer.count && buffer[index + 1] == 0x0A) {
                starts.append(index + 1)
            }
            return starts
        }
        var position = 0
        while position < buffer.count, let found = memchr(base + position, 0x0A, buffer.count - position) {
            position = UnsafeRawPointer(found) - base + 1
            starts.append(position)
        }
        return starts
    }
}
