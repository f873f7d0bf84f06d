public import Parsing

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The documents of a YAML stream that only describe a kind of object (CustomResourceDefinition). They hold every word that a real
/// object holds, thousands of lines of them, and say nothing that matters here: reading them would cost most of the time.
public enum SchemaDocuments {
    /// Their spans, in order, each from its `---` to the next.
    public static func spans(in source: SourceText) -> [Span] {
        let bytes = source.bytes
        var result: [Span] = []
        var position = 0
        while let line = find("kind: CustomResourceDefinition", in: bytes, from: position) {
            position = line + 1
            guard line == 0 || bytes[line - 1] == 0x0A else { continue }
            let start = documentStart(in: bytes, before: line)
            let end = find("\n---", in: bytes, from: line).map { $0 + 1 } ?? bytes.count
            result.append(Span(max(start, result.last?.end ?? 0), end))
            position = end
        }
        return result
    }

    private static func find(_ words: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
        let count = words.utf8CodeUnitCount
        return bytes.withUnsafeBytes { buffer in
            var position = start
            while position + count <= buffer.count, let base = buffer.baseAddress {
                guard let found = memchr(base + position, Int32(words.utf8Start.pointee), buffer.count - count + 1 - position) else { return nil }
                position = UnsafeRawPointer(found) - base
                if memcmp(found, words.utf8Start, count) == 0 { return position }
                position += 1
            }
            return nil
        }
    }

    private static func documentStart(in bytes: [UInt8], before offset: Int) -> Int {
        var position = offset
        while position >= 4 {
            if bytes[position - 1] == 0x2D, bytes[position - 2] == 0x2D, bytes[position - 3] == 0x2D, bytes[position - 4] == 0x0A {
                return position - 3
            }
            position -= 1
        }
        return 0
    }
}
