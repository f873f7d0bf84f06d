public import Parsing

/// The documents of a YAML stream that only describe a kind of object (CustomResourceDefinition). They hold every word that a real
/// object holds, thousands of lines of them, and say nothing that matters here: reading them would cost most of the time.
public enum SchemaDocuments {
    /// Their spans, in order, each from its `---` to the next.
    public static func spans(in source: SourceText) -> [Span] { source.bytes.withUnsafeBytes(spans) }

    public static func spans(in bytes: UnsafeRawBufferPointer) -> [Span] {
        var result: [Span] = []
        var position = 0
        while let line = SourceText.firstOffset(of: "kind: CustomResourceDefinition", in: bytes, from: position) {
            position = line + 1
            guard line == 0 || bytes[line - 1] == 0x0A else { continue }
            let start = documentStart(in: bytes, before: line)
            let end = SourceText.firstOffset(of: "\n---", in: bytes, from: line).map { $0 + 1 } ?? bytes.count
            result.append(Span(max(start, result.last?.end ?? 0), end))
            position = end
        }
        return result
    }

    /// Whether such documents are all that a text holds.
    public static func fill(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var end = 0
        for span in spans(in: bytes) {
            guard isEmpty(bytes, Span(end, span.start)) else { return false }
            end = span.end
        }
        return end > 0 && isEmpty(bytes, Span(end, bytes.count))
    }

    /// Whether there are only comments, blank lines and `---`.
    private static func isEmpty(_ bytes: UnsafeRawBufferPointer, _ span: Span) -> Bool {
        bytes[span.start..<max(span.start, span.end)].split(separator: 0x0A).allSatisfy { line in
            line.first == UInt8(ascii: "#") || line.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == UInt8(ascii: "-") }
        }
    }

    private static func documentStart(in bytes: UnsafeRawBufferPointer, before offset: Int) -> Int {
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
