/// Tells which words of a Python text may stand in a loop, by its indentation alone: a hundred times faster than parsing it. It errs
/// towards yes; no loop that a parser sees is missed, one or two calls of functions of the same file away.
public struct IndentedLoops {
    /// What the first word of a line opens.
    private enum Head { case none, loop, function, type, other }

    private struct Line {
        var start: Int
        var indent: Int
        var head: Head
    }

    private let bytes: UnsafeRawBufferPointer
    private var lines: [Line] = []

    /// How many places of one word are looked at; where there are more, the answer is yes.
    private static let mostPlaces = 400
    /// How many calls of functions a loop may be away.
    private static let mostCalls = 2
    /// How many lines may lie between an element and the `for` of its comprehension.
    private static let longestElement = 24

    public init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        var start = 0
        while start < bytes.count {
            let end = SourceText.firstOffset(of: "\n", in: bytes, from: start) ?? bytes.count
            var position = start
            while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
            if position < end, bytes[position] != 0x0D {
                lines.append(Line(start: start, indent: position - start, head: Self.head(bytes, position, end)))
            }
            start = end + 1
        }
    }

    /// Whether a word stands in a loop, or in a function that one calls.
    public func repeats(_ word: String) -> Bool { repeats(word, calls: 0, asName: false) }

    private func repeats(_ word: String, calls: Int, asName: Bool) -> Bool {
        var functions: Set<String> = []
        var position = 0
        var places = 0
        let letters = Array(word.utf8)
        while let found = letters.withUnsafeBytes({ SourceText.firstOffset(of: $0, in: bytes, from: position) }) {
            position = found + 1
            if asName, !isWholeName(found, word.utf8.count) { continue }
            places += 1
            guard places <= Self.mostPlaces else { return true }
            let line = line(at: found)
            if asName, lines[line].head == .function, isDefinition(found, lines[line]) { continue }
            if asName, isHandedOver(found, lines[line]) { return true }
            switch surroundings(of: line) {
            case .loop: return true
            case .function(let name): functions.insert(name)
            case .neither: break
            }
        }
        guard calls < Self.mostCalls else { return false }
        return functions.contains { !$0.isEmpty && $0 != word && repeats($0, calls: calls + 1, asName: true) }
    }

    private enum Surroundings { case loop, function(String), neither }

    private func surroundings(of place: Int) -> Surroundings {
        if holdsFor(lines[place], end(of: place)) || isElement(place) { return .loop }
        var indent = lines[place].indent
        if lines[place].head == .loop { return .loop }
        for index in stride(from: place - 1, through: 0, by: -1) where lines[index].indent < indent && lines[index].head != .none {
            switch lines[index].head {
            case .loop: return .loop
            case .function: return .function(nameDefined(by: lines[index], end(of: index)))
            case .type: return .neither
            case .other, .none: indent = lines[index].indent
            }
        }
        return .neither
    }

    /// `[f(x)` here and `for x in xs]` in one of the next lines.
    private func isElement(_ place: Int) -> Bool {
        for index in (place + 1)..<max(place + 1, min(place + Self.longestElement, lines.count)) where lines[index].head == .loop {
            let end = end(of: index)
            var last = end - 1
            while last > lines[index].start, bytes[last] <= 0x20 { last -= 1 }
            if bytes[last] != UInt8(ascii: ":") { return true }
        }
        return false
    }

    /// Whether a ` for ` stands within the line.
    private func holdsFor(_ line: Line, _ end: Int) -> Bool {
        let range = UnsafeRawBufferPointer(rebasing: bytes[line.start..<end])
        return SourceText.firstOffset(of: " for ", in: range, from: line.indent) != nil
    }

    /// Whether the name is given to something that may call it for each element: `map(f, xs)`, `frame.apply(f)`.
    private func isHandedOver(_ offset: Int, _ line: Line) -> Bool {
        let before = UnsafeRawBufferPointer(rebasing: bytes[line.start..<offset])
        for word: StaticString in ["map(", "apply(", "submit(", "gather(", "to_thread(", "run_in_executor(", "partial("]
        where SourceText.firstOffset(of: word, in: before) != nil { return true }
        return false
    }

    private func isDefinition(_ offset: Int, _ line: Line) -> Bool {
        let before = UnsafeRawBufferPointer(rebasing: bytes[line.start..<offset])
        return SourceText.firstOffset(of: "(", in: before) == nil
    }

    private func nameDefined(by line: Line, _ end: Int) -> String {
        let head = UnsafeRawBufferPointer(rebasing: bytes[line.start..<end])
        guard let word = SourceText.firstOffset(of: "def ", in: head) else { return "" }
        var start = word + 4
        while start < head.count, head[start] == 0x20 { start += 1 }
        var stop = start
        while stop < head.count, Self.isOfName(head[stop]) { stop += 1 }
        return String(decoding: head[start..<stop], as: UTF8.self)
    }

    private func isWholeName(_ start: Int, _ count: Int) -> Bool {
        (start == 0 || !Self.isOfName(bytes[start - 1])) && (start + count >= bytes.count || !Self.isOfName(bytes[start + count]))
    }

    /// The last line that begins at or before an offset.
    private func line(at offset: Int) -> Int {
        var low = 0
        var high = lines.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if lines[middle].start <= offset { low = middle } else { high = middle }
        }
        return low
    }

    private func end(of line: Int) -> Int {
        SourceText.firstOffset(of: "\n", in: bytes, from: lines[line].start) ?? bytes.count
    }

    private static func head(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Head {
        var stop = start
        while stop < end, isOfName(bytes[stop]) { stop += 1 }
        let word = bytes[start..<stop]
        if word.elementsEqual("async".utf8) {
            var next = stop
            while next < end, bytes[next] == 0x20 { next += 1 }
            return next > stop ? head(bytes, next, end) : .none
        }
        switch word.first {
        case UInt8(ascii: "f") where word.elementsEqual("for".utf8), UInt8(ascii: "w") where word.elementsEqual("while".utf8): return .loop
        case UInt8(ascii: "d") where word.elementsEqual("def".utf8): return .function
        case UInt8(ascii: "c") where word.elementsEqual("class".utf8): return .type
        default: return others.contains { word.elementsEqual($0.utf8) } ? .other : .none
        }
    }

    private static let others = ["if", "elif", "else", "try", "except", "finally", "with", "match", "case"]

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: byte >= 0x80
        }
    }
}
