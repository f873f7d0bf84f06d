internal import CLibYAML

/// Builds a document's records out of libyaml's events, with a stack of its own instead of recursion.
///
///     events ─→ frames (collections still open) ─→ records
///                   │ pending: children found so far, of all open collections, behind one another
struct YAMLComposer {
    static let deepestNesting = 256
    static let mostEvents = 1_000_000
    static let mostExpandedNodes = 250_000

    /// A collection that is still open.
    private struct Frame {
        var record: Int
        var isMapping: Bool
        var isFlow: Bool
        var anchored: Bool
        var start: Int
        /// The end of the last thing in it, as written: an alias ends where its name ends.
        var end: Int
        var firstChild: Int
        var size = 1
        var isOpen = false
        var template: TemplateScope?
    }

    /// A value that is not written. It is null, unless a template line behind it fills it in.
    private struct Unwritten {
        var record: Int
        var offset: Int
        var column: Int
    }

    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var records: [Document.Record] = []
    private(set) var roots: [Int32] = []
    private(set) var comments: [Span] = []
    private(set) var events = 0

    /// For each record the nodes that it stands for, aliases written out.
    private var sizes: [Int] = []
    private var frames: [Frame] = []
    private var pending: [Int32] = []
    private var anchors: [String: Int] = [:]
    private var marks: YAMLMarks
    private var commentCursor = 0
    private var documentStart = 0
    private var template: TemplateCursor?
    private var unwritten: Unwritten?

    init(_ bytes: UnsafeBufferPointer<UInt8>, template: TemplateCursor?) {
        self.bytes = bytes
        self.template = template
        marks = YAMLMarks(bytes, from: 0, isASCII: true)
    }

    /// A text that cannot be read further, and the byte offset that says why.
    struct Failure: Error {
        var reason: String
        var offset: Int
        var isFinal = false
    }

    /// Reads the documents of a range. Those before a failure are kept, the one with it is not.
    mutating func compose(_ range: Span, isASCII: Bool) -> Failure? {
        frames.removeAll()
        pending.removeAll()
        unwritten = nil
        commentCursor = range.start
        marks = YAMLMarks(bytes, from: range.start, isASCII: isASCII)
        guard var source = YAMLEvents(UnsafeBufferPointer(rebasing: bytes[range.start..<range.end])) else { return nil }
        var firstRecord = records.count
        while true {
            guard let event = source.next() else {
                discard(from: firstRecord)
                let failure = source.failure
                switch failure.place {
                case .characters(let index): return Failure(reason: failure.reason, offset: marks.offset(of: index))
                case .bytes(let offset): return Failure(reason: failure.reason, offset: min(range.start + offset, range.end))
                }
            }
            events += 1
            do throws(Failure) {
                guard events <= Self.mostEvents else {
                    let offset = marks.offset(of: event.pointee.start_mark.index)
                    throw Failure(reason: "the file has more than a million nodes", offset: offset, isFinal: true)
                }
                switch event.pointee.type {
                case YAML_DOCUMENT_START_EVENT:
                    firstRecord = records.count
                    if event.pointee.data.document_start.implicit == 0 {
                        documentStart = marks.offset(of: event.pointee.start_mark.index)
                    }
                    anchors.removeAll(keepingCapacity: true)
                case YAML_DOCUMENT_END_EVENT:
                    try take(event.pointee)
                    firstRecord = records.count
                case YAML_STREAM_END_EVENT:
                    collectComments(until: range.end)
                    return nil
                default: try take(event.pointee)
                }
            } catch {
                discard(from: firstRecord)
                return error
            }
        }
    }

    private mutating func discard(from first: Int) {
        records.removeSubrange(first...)
        sizes.removeSubrange(first...)
        while let root = roots.last, Int(root) >= first { roots.removeLast() }
    }
}

// MARK: - Events

extension YAMLComposer {
    private mutating func take(_ event: yaml_event_t) throws(Failure) {
        let start = marks.offset(of: event.start_mark.index)
        settleUnwritten(before: start)
        switch event.type {
        case YAML_DOCUMENT_END_EVENT: collectComments(until: start)
        case YAML_ALIAS_EVENT: try takeAlias(event, start)
        case YAML_SCALAR_EVENT: try takeScalar(event, start)
        case YAML_SEQUENCE_START_EVENT:
            let data = event.data.sequence_start
            let isFlow = data.style == YAML_FLOW_SEQUENCE_STYLE
            try open(.sequence, event, start, anchor: data.anchor, tag: data.tag, isFlow: isFlow)
        case YAML_MAPPING_START_EVENT:
            let data = event.data.mapping_start
            let isFlow = data.style == YAML_FLOW_MAPPING_STYLE
            try open(.mapping, event, start, anchor: data.anchor, tag: data.tag, isFlow: isFlow)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: try close(event, start)
        default: break
        }
    }

    private mutating func takeAlias(_ event: yaml_event_t, _ start: Int) throws(Failure) {
        let name = event.data.alias.anchor.map { String(cString: $0) } ?? ""
        guard let target = anchors[name] else { throw Failure(reason: "the alias *\(name) has no anchor before it", offset: start) }
        guard !frames.contains(where: { $0.anchored && $0.record == target }) else {
            throw Failure(reason: "the alias *\(name) stands inside what it stands for", offset: start)
        }
        collectComments(until: start)
        commentCursor = marks.offset(of: event.end_mark.index)
        add(target, end: commentCursor, scope: template?.scope(at: start))
    }

    private mutating func takeScalar(_ event: yaml_event_t, _ marked: Int) throws(Failure) {
        let data = event.data.scalar
        let markedEnd = marks.offset(of: event.end_mark.index)
        let start = content(from: marked, to: markedEnd, anchor: data.anchor, tag: data.tag)
        let text = UnsafeBufferPointer(start: UnsafePointer(data.value), count: data.length)
        var record = Document.Record(kind: .scalar, span: Span(start, markedEnd))
        record.text = String(decoding: text, as: UTF8.self)
        record.isQuoted = data.style != YAML_PLAIN_SCALAR_STYLE
        setTag(data.tag, &record)
        collectComments(until: start)
        if data.style == YAML_LITERAL_SCALAR_STYLE || data.style == YAML_FOLDED_SCALAR_STYLE {
            let isFolded = data.style == YAML_FOLDED_SCALAR_STYLE
            let block = YAMLBlockScalar(bytes, record.span, text: text, isFolded: isFolded)
            record.span.end = block.end
            record.lineMap = block.lineMap
            if let comment = block.comment { keepComment(comment) }
        }
        commentCursor = record.span.end
        var scope: TemplateScope?
        if template != nil {
            if template?.touches(Span(start, markedEnd)) == true, !Masking.isMasked(record.text) { record.text += Masking.marker }
            scope = template?.scope(at: start)
            record.isConditional = scope?.holds(record.span.end) ?? false
        }
        let index = append(record, anchor: data.anchor)
        if template != nil, data.length == 0, data.style == YAML_PLAIN_SCALAR_STYLE {
            unwritten = Unwritten(record: index, offset: start, column: frames.last.map { column(of: $0.start) } ?? 0)
        }
        add(index, end: record.span.end, scope: scope)
    }

    private mutating func open(
        _ kind: Document.Kind, _ event: yaml_event_t, _ marked: Int, anchor: UnsafePointer<yaml_char_t>?,
        tag: UnsafePointer<yaml_char_t>?, isFlow: Bool
    ) throws(Failure) {
        guard frames.count < Self.deepestNesting else {
            throw Failure(reason: "collections nest deeper than \(Self.deepestNesting)", offset: marked)
        }
        let limit = isFlow ? marks.offset(of: event.end_mark.index) : bytes.count
        let start = content(from: marked, to: limit, anchor: anchor, tag: tag)
        var record = Document.Record(kind: kind, span: Span(start, start))
        setTag(tag, &record)
        let index = append(record, anchor: anchor)
        frames.append(
            Frame(
                record: index, isMapping: kind == .mapping, isFlow: isFlow, anchored: anchor != nil, start: start, end: start,
                firstChild: pending.count, isOpen: !isFlow && isFilledAhead(start), template: template?.scope(at: start)))
    }

    private mutating func close(_ event: yaml_event_t, _ marked: Int) throws(Failure) {
        guard let frame = frames.popLast() else { return }
        let children = Array(pending[frame.firstChild...])
        pending.removeSubrange(frame.firstChild...)
        // The end of a flow collection has a bracket; that of a pair in brackets (`[a: b]`) and of a block has no width.
        let hasBracket = event.end_mark.index > event.start_mark.index
        let end = frame.isFlow && hasBracket ? marks.offset(of: event.end_mark.index) : frame.end
        records[frame.record].span = Span(frame.start, end)
        if frame.isMapping { setEntries(children, frame.record) } else { records[frame.record].children = children }
        if frame.isOpen { records[frame.record].isOpen = true }
        if template != nil {
            let column = frame.isFlow ? nil : column(of: frame.start)
            let reach = Span(frame.start, frame.isFlow ? end : max(marked, end))
            if template?.fills(reach, column: column) == true || frame.template?.isLeft(by: end) == true {
                records[frame.record].isOpen = true
            }
            if frame.isFlow { template?.enclose(reach) }
            records[frame.record].isConditional = frame.template?.holds(end) ?? false
        }
        let expanded = frame.size - (records.count - frame.record)
        guard expanded <= Self.mostExpandedNodes else {
            throw Failure(reason: "aliases stand for more than \(Self.mostExpandedNodes) nodes", offset: frame.start)
        }
        sizes[frame.record] = frame.size
        add(frame.record, end: end, scope: frame.template)
    }
}

// MARK: - Records

extension YAMLComposer {
    private mutating func append(_ record: Document.Record, anchor: UnsafePointer<yaml_char_t>?) -> Int {
        records.append(record)
        sizes.append(1)
        if let anchor { anchors[String(cString: anchor)] = records.count - 1 }
        return records.count - 1
    }

    /// Puts a finished node into the collection that is open, or makes it a root.
    private mutating func add(_ index: Int, end: Int, scope: TemplateScope?) {
        let open = frames.count - 1
        guard open >= 0 else {
            roots.append(Int32(index))
            return
        }
        if let scope {
            let isKey = frames[open].isMapping && (pending.count - frames[open].firstChild) % 2 == 0
            let record = records[index]
            if isKey || frames[open].isFlow && !record.isQuoted, record.kind == .scalar, Masking.isMasked(record.text) {
                frames[open].isOpen = true
            }
            // A mapping's entry is as conditional as its key.
            if isKey || !frames[open].isMapping, scope.isEntered(after: frames[open].start, until: end) { frames[open].isOpen = true }
        }
        frames[open].end = max(frames[open].end, end)
        frames[open].size += sizes[index]
        pending.append(Int32(index))
    }

    /// Keeps `<<` out of a mapping's entries. What it merges may itself be open.
    private mutating func setEntries(_ children: [Int32], _ mapping: Int) {
        var hasMerge = false
        for pair in stride(from: 0, to: children.count - 1, by: 2) where isMergeKey(children[pair]) { hasMerge = true }
        guard hasMerge else {
            records[mapping].children = children
            return
        }
        var kept: [Int32] = []
        var merged: [Int32] = []
        for pair in stride(from: 0, to: children.count - 1, by: 2) {
            let value = records[Int(children[pair + 1])]
            guard isMergeKey(children[pair]) else {
                kept.append(children[pair])
                kept.append(children[pair + 1])
                continue
            }
            for source in value.kind == .sequence ? value.children : [children[pair + 1]] {
                if records[Int(source)].kind == .mapping { merged.append(source) }
                if records[Int(source)].kind != .mapping || records[Int(source)].isOpen { records[mapping].isOpen = true }
            }
            if value.isOpen { records[mapping].isOpen = true }
        }
        records[mapping].children = kept
        records[mapping].merged = merged
    }

    private func isMergeKey(_ index: Int32) -> Bool {
        let key = records[Int(index)]
        return key.kind == .scalar && !key.isQuoted && key.text == "<<"
    }

    /// A custom tag (`!Ref`, `!reset`) means that something else decides what is there. Core tags are written `!!str`.
    private func setTag(_ tag: UnsafePointer<yaml_char_t>?, _ record: inout Document.Record) {
        guard let tag else { return }
        let text = String(cString: tag)
        let core = "tag:yaml.org,2002:"
        if text == "!" {
            record.tag = "!!str"
        } else if text.hasPrefix(core) {
            record.tag = "!!" + text.dropFirst(core.count)
        } else {
            record.tag = text
            record.isOpen = true
        }
    }

    /// Where a node itself starts, behind its anchor and its tag.
    private func content(
        from start: Int, to end: Int, anchor: UnsafePointer<yaml_char_t>?, tag: UnsafePointer<yaml_char_t>?
    ) -> Int {
        var position = start
        for _ in 0..<((anchor == nil ? 0 : 1) + (tag == nil ? 0 : 1)) {
            position = skipSpace(position, end)
            guard position < end, bytes[position] == UInt8(ascii: "&") || bytes[position] == UInt8(ascii: "!") else { break }
            while position < end, !isSpace(bytes[position]) { position += 1 }
        }
        return position == start ? start : skipSpace(position, end)
    }

    private func skipSpace(_ start: Int, _ end: Int) -> Int {
        var position = start
        while position < end {
            if bytes[position] == UInt8(ascii: "#") {
                while position < end, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
            } else if isSpace(bytes[position]) {
                position += 1
            } else {
                break
            }
        }
        return position
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// Whether a template line stands right before the first entry of a block collection that starts on a line of its own.
    private func isFilledAhead(_ start: Int) -> Bool {
        guard let template else { return false }
        let column = column(of: start)
        for index in start - column..<start where bytes[index] != 0x20 { return false }
        return template.fills(Span(max(commentCursor, documentStart), start), column: column)
    }

    private func column(of offset: Int) -> Int {
        var start = offset
        while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
        return offset - start
    }

    /// A value that is not written, with a template line where it would stand, is unknown instead of null.
    private mutating func settleUnwritten(before next: Int) {
        guard let value = unwritten else { return }
        unwritten = nil
        guard template?.fillsValue(Span(value.offset, next), column: value.column) == true else { return }
        records[value.record].text = Masking.marker
        records[value.record].isOpen = true
    }

    /// Between two scalars every `#` starts a comment: no other token may hold one.
    private mutating func collectComments(until end: Int) {
        var position = commentCursor
        while position < end {
            guard bytes[position] == UInt8(ascii: "#") else {
                position += 1
                continue
            }
            let start = position
            while position < end, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
            keepComment(Span(start, position))
        }
        commentCursor = max(commentCursor, end)
    }

    private mutating func keepComment(_ span: Span) {
        if template?.isOriginal(span.start) != false { comments.append(span) }
    }
}
