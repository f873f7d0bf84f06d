/// Reads YAML, one root a document of the stream.
///
/// What is wrong costs the document that it stands in: those before it are kept, and reading goes on at the next line that
/// starts with `---`.
enum YAMLReader {
    /// How many broken documents a file may have before the rest of it is left unread.
    private static let mostProblems = 64

    /// - Parameter leftOut: whole documents that are not read, in order.
    static func read(_ source: SourceText, templated: Bool, leavingOut leftOut: [Span] = []) -> Document {
        guard templated, let masked = Masking.mask(source, leavingOut: leftOut) else { return read(source, source.bytes, nil, leavingOut: leftOut) }
        let document = read(source, masked.bytes, masked, leavingOut: leftOut)
        // Both branches of a condition stand behind one another, which is not always YAML: then the first one alone.
        guard !document.problems.isEmpty, masked.hasAlternatives else { return document }
        guard let single = Masking.mask(source, keepsAlternatives: false, leavingOut: leftOut) else { return document }
        let second = read(source, single.bytes, single, leavingOut: leftOut)
        return second.problems.count < document.problems.count ? second : document
    }

    private static func read(
        _ source: SourceText, _ bytes: [UInt8], _ masked: Masked?, leavingOut leftOut: [Span] = []
    ) -> Document {
        if isUTF16(bytes) {
            let problem = ParseError("the file is UTF-16; YAML is read as UTF-8 only", at: Position(line: 1, column: 1))
            return Document(records: [], rootIndices: [], comments: [], problems: [problem])
        }
        guard bytes.count < Int(Int32.max) else {
            let problem = ParseError("the file is larger than 2 GB")
            return Document(records: [], rootIndices: [], comments: [], problems: [problem])
        }
        return bytes.withUnsafeBufferPointer { buffer in
            var problems: [ParseError] = []
            var composer = YAMLComposer(buffer, template: masked.map { TemplateCursor($0, original: source.bytes) })
            readStream(buffer, leavingOut: leftOut, &composer) { problems.append(ParseError($0.reason, at: source.position(at: $0.offset))) }
            var comments = composer.comments
            if let masked, !masked.comments.isEmpty { comments = (comments + masked.comments).sorted() }
            return Document(records: composer.records, rootIndices: composer.roots, comments: comments, problems: problems)
        }
    }

    private static func readStream(
        _ bytes: UnsafeBufferPointer<UInt8>, leavingOut leftOut: [Span], _ composer: inout YAMLComposer,
        report: (YAMLComposer.Failure) -> Void
    ) {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        var scan = YAMLScan(bytes, from: hasMark ? 3 : 0)
        var start = hasMark ? 3 : 0
        var problems = 0
        for gap in leftOut + [Span(bytes.count, bytes.count)] {
            let isGoingOn = readPart(bytes, Span(start, gap.start), &scan, &composer, &problems, report: report)
            guard isGoingOn else { return }
            start = max(start, gap.end)
        }
    }

    /// Reads the documents of one part of the stream. Gives false when the rest of the file is not worth reading.
    private static func readPart(
        _ bytes: UnsafeBufferPointer<UInt8>, _ part: Span, _ scan: inout YAMLScan, _ composer: inout YAMLComposer,
        _ problems: inout Int, report: (YAMLComposer.Failure) -> Void
    ) -> Bool {
        var start = part.start
        while start < part.end {
            // libyaml reads ahead, so that a byte that it refuses would cost the documents before it.
            let refused = scan.nextRefused(in: Span(start, part.end))
            let end = refused.map { documentStart(bytes, before: $0.offset, from: start) } ?? part.end
            var failure = end > start ? composer.compose(Span(start, end), isASCII: scan.isASCII) : nil
            failure = failure ?? refused
            guard let failure else { return true }
            problems += 1
            guard problems < mostProblems, !failure.isFinal else {
                let rest = failure.isFinal ? "" : "; the rest of the file is not read"
                report(YAMLComposer.Failure(reason: failure.reason + rest, offset: failure.offset))
                return false
            }
            report(failure)
            guard let next = nextDocument(bytes, from: max(failure.offset, start + 1)) else { return true }
            start = next
        }
        return true
    }

    /// The next line that starts a document, at or behind an offset.
    private static func nextDocument(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int? {
        var position = offset
        while position < bytes.count {
            if isDocumentStart(bytes, position) { return position }
            position += 1
        }
        return nil
    }

    private static func documentStart(_ bytes: UnsafeBufferPointer<UInt8>, before offset: Int, from start: Int) -> Int {
        var position = min(offset, bytes.count)
        while position > start {
            if isDocumentStart(bytes, position) { return position }
            position -= 1
        }
        return start
    }

    private static func isDocumentStart(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
        guard offset + 2 < bytes.count, bytes[offset] == 0x2D, bytes[offset + 1] == 0x2D, bytes[offset + 2] == 0x2D else {
            return false
        }
        guard offset == 0 || bytes[offset - 1] == 0x0A || bytes[offset - 1] == 0x0D else { return false }
        guard offset + 3 < bytes.count else { return true }
        return [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset + 3])
    }

    private static func isUTF16(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 2 else { return false }
        if bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0xFE && bytes[1] == 0xFF { return true }
        guard bytes.count >= 4 else { return false }
        return (bytes[0] == 0) != (bytes[1] == 0) && (bytes[0] == 0) == (bytes[2] == 0) && (bytes[1] == 0) == (bytes[3] == 0)
    }
}
