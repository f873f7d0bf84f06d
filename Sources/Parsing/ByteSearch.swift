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

    public static func firstOffset(of words: StaticString, in buffer: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        let count = words.utf8CodeUnitCount
        guard count > 0, let base = buffer.baseAddress else { return nil }
        var position = max(start, 0)
        while position + count <= buffer.count {
            let rest = buffer.count - count + 1 - position
            guard let found = memchr(base + position, Int32(words.utf8Start.pointee), rest) else { return nil }
            position = UnsafeRawPointer(found) - base
            if memcmp(found, words.utf8Start, count) == 0 { return position }
            position += 1
        }
        return nil
    }
}
