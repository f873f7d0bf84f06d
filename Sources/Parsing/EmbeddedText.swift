/// Documents inside documents: a ConfigMap's `config.yaml: |`, a RayService's `serveConfigV2: |`.
extension Document {
    /// Reads the text of a block scalar as a document of its own, whose spans and problems are places in the outer file.
    ///
    /// What a template fills in makes all of the inner document open and conditional: its lines cannot be told apart.
    ///
    /// - Parameters:
    ///   - node: a scalar of a document that was read from `source`.
    ///   - source: the outer file.
    /// - Returns: nil when the lines of the text do not stand in the file as they are: for quoted, plain and folded scalars.
    public static func read(embedded node: Node, in source: SourceText, as format: DataFormat) -> Document? {
        guard node.kind == .scalar, let map = EmbeddedLines(node, source) else { return nil }
        let inner = Document.read(SourceText(bytes: map.text), as: format)
        let isTemplated = Masking.isMasked(node.rawText)
        let records = inner.records.map { record in
            var record = record
            record.span = map.outer(record.span)
            record.lineMap = record.lineMap.map { Int32(clamping: map.outer(Int($0))) }
            if isTemplated {
                record.isConditional = true
                if record.kind != .scalar { record.isOpen = true }
            }
            return record
        }
        let problems = inner.problems.map { problem in
            ParseError(problem.reason, at: problem.position.map { map.outer($0) })
        }
        return Document(
            records: records, rootIndices: inner.rootIndices, comments: inner.comments.map { map.outer($0) }, problems: problems)
    }
}

/// Which byte of the file each byte of a block scalar's text is.
private struct EmbeddedLines {
    let text: [UInt8]
    private let source: SourceText
    /// Where each line starts, in the text and in the file.
    private var inner: [Int] = [0]
    private let outer: [Int]
    private let end: Int

    init?(_ node: Node, _ source: SourceText) {
        self.source = source
        text = Array(node.rawText.utf8)
        outer = node.lineMap
        end = node.span.end
        for index in text.indices where text[index] == 0x0A && index + 1 < text.count { inner.append(index + 1) }
        guard !outer.isEmpty, inner.count == outer.count, outer.allSatisfy({ $0 <= source.bytes.count }) else { return nil }
        for line in inner.indices {
            let next = line + 1 < inner.count ? inner[line + 1] - 1 : text.last == 0x0A ? text.count - 1 : text.count
            let written = source.lineSpan(source.line(at: outer[line])).end
            // A line that is blank in the text may be an action in a template.
            guard next == inner[line] || written - outer[line] == next - inner[line] else { return nil }
        }
    }

    func outer(_ offset: Int) -> Int {
        var low = 0
        var high = inner.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if inner[middle] <= offset { low = middle } else { high = middle }
        }
        return min(outer[low] + (offset - inner[low]), max(end, outer[low]), source.bytes.count)
    }

    func outer(_ span: Span) -> Span {
        // An end is that of the last byte, so that it does not jump to the next line's start.
        let start = outer(span.start)
        return Span(start, span.length > 0 ? outer(span.end - 1) + 1 : start)
    }

    func outer(_ position: Position) -> Position {
        guard position.line >= 1, position.line <= outer.count else { return source.position(at: end) }
        let start = source.position(at: outer[position.line - 1])
        return Position(line: start.line, column: start.column + position.column - 1)
    }
}
