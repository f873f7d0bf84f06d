internal import Discovery
internal import Parsing

/// How often the text of a file declares a function, told without parsing it. It decides only whether a name is the project's only
/// one, so that too many count for less than too few.
enum Declarations {
    private static let mostCounted = 8
    /// Words that stand before a call or a value, and so declare nothing.
    private static let others: Set<Substring> = [
        "return", "new", "throw", "else", "await", "yield", "case", "in", "of", "typeof", "and", "or", "not", "assert", "when", "do", "is", "as",
    ]
    private static let modifiers: Set<Substring> = [
        "async", "public", "private", "protected", "static", "override", "abstract", "export", "default", "function", "function*", "*", "readonly",
    ]

    static func count(_ name: String, in bytes: UnsafeRawBufferPointer, _ kind: FileKind) -> Int {
        var word = "\(name)("
        return word.withUTF8 { word in
            let word = UnsafeRawBufferPointer(word)
            var count = 0
            var start = 0
            while count < mostCounted, let offset = SourceText.firstOffset(of: word, in: bytes, from: start) {
                start = offset + word.count
                if declares(offset, start, bytes, kind) { count += 1 }
            }
            return count
        }
    }

    private static func declares(_ offset: Int, _ end: Int, _ bytes: UnsafeRawBufferPointer, _ kind: FileKind) -> Bool {
        var first = offset
        while first > 0, bytes[first - 1] != 0x0A, offset - first < 200 { first -= 1 }
        let before = String(decoding: bytes[first..<offset], as: UTF8.self)
        guard let previous = before.last else { return false }
        guard previous == " " || previous == "\t" || previous == "*" else { return kind == .ruby && before.hasSuffix("def self.") }
        let words = before.split(whereSeparator: { $0 == " " || $0 == "\t" })
        let last = words.last ?? ""
        switch kind {
        case .python, .ruby: return last == "def"
        case .go: return words.first == "func"
        case .rust: return last == "fn"
        case .kotlin: return last == "fun"
        case .php: return last == "function"
        case .java:
            guard let sign = last.last, sign.isLetter || sign.isNumber || sign == ">" || sign == "]" || sign == "?" else { return false }
            return !others.contains(last)
        default:
            guard words.allSatisfy(modifiers.contains) else { return false }
            return !words.isEmpty || opensBody(end, bytes)
        }
    }

    /// `ask(prompt: string): Promise<string> {`
    private static func opensBody(_ start: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A, end - start < 400 { end += 1 }
        let line = String(decoding: bytes[start..<end], as: UTF8.self)
        return line.last { !$0.isWhitespace } == "{" && !line.contains("=>") || line.contains("): ")
    }
}
