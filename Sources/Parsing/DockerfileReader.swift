/// Reads a Dockerfile as a sequence of mappings, one an instruction, in the order of the file:
///
///     instruction   the keyword in upper case; its span is the keyword as written
///     text          all that follows, continuation lines joined by a space, comment lines left out, flags included
///     flags         `--from=build` as a mapping (`from: build`); a flag without value has the empty string
///     arguments     the items of the exec form (`["a", "b"]`), else the shell words as written, with their quotes
///     form          `exec` or `shell`
///     pairs         for ENV, ARG and LABEL: the keys with their values, quotes removed
///     image, tag, digest, platform, stage
///                   for FROM; only those that are written. An image with a variable in it is whole in `image`
///     heredoc       the text behind `<<EOF`, with its lines mapped
///
/// Keys other than `instruction` are not in the file: their span is the value's. The values' spans are exact, but for `text`
/// over several lines, which covers them all.
enum DockerfileReader {
    static func read(_ source: SourceText) -> Document {
        guard source.bytes.count < Int(Int32.max) else {
            let problem = ParseError("the file is larger than 2 GB")
            return Document(records: [], rootIndices: [], comments: [], problems: [problem])
        }
        var builder = DockerfileBuilder()
        var lines = DockerfileLines(source.bytes)
        var problems: [ParseError] = []
        while let line = lines.next() {
            if builder.records.count > DockerfileBuilder.mostNodes {
                problems.append(ParseError("the file has more than a million nodes", at: source.position(at: line.span.start)))
                break
            }
            builder.add(line)
        }
        builder.finish(source.span)
        return Document(
            records: builder.records, rootIndices: [Int32(builder.records.count - 1)], comments: lines.comments, problems: problems)
    }
}

/// One instruction's text with the place in the file of each of its bytes.
struct DockerfileLine {
    /// From the keyword to the end of the last line.
    var span: Span
    var bytes: [UInt8] = []
    var offsets: [Int32] = []
    var heredocs: [(span: Span, text: String, lineMap: [Int32])] = []

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The bytes of the file that a range of the joined text came from.
    func span(_ range: Range<Int>) -> Span {
        guard let first = offsets[range].first, let last = offsets[range].last else {
            let offset = range.lowerBound < offsets.count ? Int(offsets[range.lowerBound]) : span.end
            return Span(offset, offset)
        }
        return Span(Int(first), Int(last) + 1)
    }
}

/// Joins continued lines, leaves comments out, and takes heredocs apart.
struct DockerfileLines {
    private let bytes: [UInt8]
    private var position: Int
    private var escape = UInt8(ascii: "\\")
    private(set) var comments: [Span] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        readDirectives()
    }

    mutating func next() -> DockerfileLine? {
        var joined = DockerfileLine(span: Span(position, position))
        var hasStarted = false
        while position < bytes.count {
            let start = skipBlank(position)
            let end = lineEnd(position)
            let following = lineAfter(end)
            if start == end || bytes[start] == UInt8(ascii: "#") {
                // Blank and comment lines do not end an instruction that goes on.
                if start < end { comments.append(Span(start, end)) }
                position = following
                continue
            }
            var last = end
            while last > start, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
            let goesOn = bytes[last - 1] == escape
            if goesOn { last -= 1 }
            while last > start, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
            if !hasStarted { joined.span = Span(start, start) }
            hasStarted = true
            if !joined.bytes.isEmpty, last > start {
                joined.bytes.append(0x20)
                joined.offsets.append(Int32(clamping: start))
            }
            for index in start..<last {
                joined.bytes.append(bytes[index])
                joined.offsets.append(Int32(clamping: index))
            }
            joined.span.end = max(last, joined.span.end)
            position = following
            guard !goesOn else { continue }
            readHeredocs(&joined)
            return joined
        }
        return hasStarted ? joined : nil
    }

    /// `# escape=` before anything else.
    private mutating func readDirectives() {
        var line = position
        while line < bytes.count {
            let start = skipBlank(line)
            let end = lineEnd(line)
            guard start < end, bytes[start] == UInt8(ascii: "#") else { return }
            let text = String(decoding: bytes[start + 1..<end], as: UTF8.self).filter { $0 != " " && $0 != "\t" }
            guard text.contains("=") else { return }
            if text.lowercased() == "escape=`" { escape = UInt8(ascii: "`") }
            line = lineAfter(end)
        }
    }

    private mutating func readHeredocs(_ line: inout DockerfileLine) {
        let keyword = line.text(0..<(line.bytes.firstIndex(of: 0x20) ?? line.bytes.count)).uppercased()
        guard ["RUN", "COPY", "ADD"].contains(keyword) else { return }
        for word in ShellWords.split(line.bytes, from: 0) {
            let text = line.text(word)
            guard let mark = text.firstRange(of: "<<"), text[..<mark.lowerBound].allSatisfy(\.isNumber) else { continue }
            let name = text[mark.upperBound...].filter { $0 != "-" && $0 != "\"" && $0 != "'" }
            guard let first = name.first, first.isLetter || first == "_" else { continue }
            let start = position
            var map: [Int32] = []
            while position < bytes.count {
                let end = lineEnd(position)
                let content = bytes[skipBlank(position)..<end]
                let isEnd = content.elementsEqual(name.utf8)
                if !isEnd { map.append(Int32(clamping: position)) }
                let contentEnd = position
                position = lineAfter(end)
                guard isEnd || position >= bytes.count else { continue }
                let last = isEnd ? contentEnd : position
                line.heredocs.append((Span(start, last), String(decoding: bytes[start..<last], as: UTF8.self), map))
                break
            }
        }
    }

    private func skipBlank(_ start: Int) -> Int {
        var position = start
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
        return position
    }

    private func lineEnd(_ start: Int) -> Int {
        var position = start
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        return position
    }

    private func lineAfter(_ end: Int) -> Int {
        guard end < bytes.count else { return bytes.count }
        return bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
    }
}
