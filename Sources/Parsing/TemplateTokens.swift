/// Finds the template actions of a text: `{{ … }}` (Helm, Go, Jinja, Handlebars), `{% … %}` and `{# … #}` (Jinja).
struct TemplateToken {
    enum Kind: Hashable {
        /// `if`, `with`, `range`, `for`; or `define`, `block`, `macro`, which are no condition.
        case opens(conditional: Bool)
        case alternates
        case closes
        /// Sets a variable, stops a loop: nothing comes out.
        case silent
        case comment
        /// Something may come out.
        case output
    }

    var span: Span
    var kind: Kind
    /// For `… | nindent 8`: no line that comes out starts before this column. Nil when the text does not say.
    var indent: Int?
}

extension TemplateToken {
    /// - Parameter leftOut: spans in which actions are not looked for, in order.
    static func scan(_ bytes: [UInt8], leavingOut leftOut: [Span] = []) -> [TemplateToken] {
        bytes.withUnsafeBufferPointer { buffer in
            var scanner = TemplateScanner(buffer)
            return scanner.scan(leavingOut: leftOut)
        }
    }
}

/// Finds where actions start and end. What it looks for ahead it remembers, so that no text takes it quadratic time.
private struct TemplateScanner {
    /// How far quotes are honoured in the search for the end of an action. Beyond, the first `}}` ends it.
    private static let longestQuotedAction = 2_048
    /// How long `{% … %}` and `{# … #}` may be: without an end nearby, they are plain text.
    private static let longestJinjaAction = 65_536

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var actionEnd = PairSearch(UInt8(ascii: "}"), UInt8(ascii: "}"))
    private var statementEnd = PairSearch(UInt8(ascii: "%"), UInt8(ascii: "}"))
    private var remarkEnd = PairSearch(UInt8(ascii: "#"), UInt8(ascii: "}"))
    private var commentEnd = PairSearch(UInt8(ascii: "*"), UInt8(ascii: "/"))

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func scan(leavingOut leftOut: [Span]) -> [TemplateToken] {
        var tokens: [TemplateToken] = []
        var leftOut = leftOut[...]
        while position + 1 < bytes.count {
            if let gap = leftOut.first, position >= gap.start {
                position = max(position, gap.end)
                leftOut.removeFirst()
                continue
            }
            guard bytes[position] == UInt8(ascii: "{"), let end = end(second: bytes[position + 1]) else {
                position += 1
                continue
            }
            if bytes[position + 1] == UInt8(ascii: "{"), position > 0, bytes[position - 1] == UInt8(ascii: "$") {
                // GitHub's, which ends on its line or is none.
                var lineEnd = position
                while lineEnd < end, bytes[lineEnd] != 0x0A, bytes[lineEnd] != 0x0D { lineEnd += 1 }
                position = lineEnd
                continue
            }
            var token = TemplateToken(span: Span(position, end), kind: .output)
            token.classify(bytes)
            tokens.append(token)
            position = end
        }
        return tokens
    }

    private mutating func end(second: UInt8) -> Int? {
        let start = position + 2
        switch second {
        case UInt8(ascii: "{"):
            guard let first = actionEnd.next(bytes, from: start) else { return nil }
            return commentedEnd(from: start) ?? quotedEnd(from: start, UInt8(ascii: "}")) ?? first
        case UInt8(ascii: "%"):
            guard let first = statementEnd.next(bytes, from: start), first - start <= Self.longestJinjaAction else { return nil }
            return quotedEnd(from: start, second) ?? first
        case UInt8(ascii: "#"):
            guard let first = remarkEnd.next(bytes, from: start), first - start <= Self.longestJinjaAction else { return nil }
            return first
        default: return nil
        }
    }

    /// The end of `{{/* … */}}`, whatever braces stand in it.
    private mutating func commentedEnd(from start: Int) -> Int? {
        var position = start
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
        while position < bytes.count, TemplateToken.isSpace(bytes[position]) { position += 1 }
        guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "/"), bytes[position + 1] == UInt8(ascii: "*") else {
            return nil
        }
        guard var end = commentEnd.next(bytes, from: position + 2) else { return nil }
        while end < bytes.count, TemplateToken.isSpace(bytes[end]) || bytes[end] == UInt8(ascii: "-") { end += 1 }
        guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: "}"), bytes[end + 1] == UInt8(ascii: "}") else { return nil }
        return end + 2
    }

    /// The first end of an action outside of quotes, near enough.
    private func quotedEnd(from start: Int, _ closing: UInt8) -> Int? {
        let limit = min(bytes.count, start + Self.longestQuotedAction)
        var position = start
        while position + 1 < limit {
            let byte = bytes[position]
            if byte == closing, bytes[position + 1] == UInt8(ascii: "}") { return position + 2 }
            position += 1
            guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") else { continue }
            let isRaw = byte == UInt8(ascii: "`")
            var inner = position
            while inner < limit, bytes[inner] != byte, isRaw || bytes[inner] != 0x0A {
                inner += !isRaw && bytes[inner] == UInt8(ascii: "\\") ? 2 : 1
            }
            if inner < limit, bytes[inner] == byte { position = inner + 1 }
        }
        return nil
    }
}

/// Finds the next place behind a pair of bytes, for starts that do not go back.
private struct PairSearch {
    private let first: UInt8
    private let second: UInt8
    /// The start of the pair that was found last.
    private var found = -1

    init(_ first: UInt8, _ second: UInt8) {
        self.first = first
        self.second = second
    }

    mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        if found < start {
            found = start
            while found + 1 < bytes.count, bytes[found] != first || bytes[found + 1] != second { found += 1 }
            if found + 1 >= bytes.count { found = bytes.count }
        }
        return found < bytes.count ? found + 2 : nil
    }
}

// MARK: - What an action does

extension TemplateToken {
    fileprivate mutating func classify(_ bytes: UnsafeBufferPointer<UInt8>) {
        let second = bytes[span.start + 1]
        if second == UInt8(ascii: "#") {
            kind = .comment
            return
        }
        var start = span.start + 2
        while start < span.end, Self.isSpace(bytes[start]) || bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "+") {
            start += 1
        }
        var end = span.end - 2
        while end > start, Self.isSpace(bytes[end - 1]) || bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
        if second == UInt8(ascii: "%") {
            kind = Self.jinjaKind(Self.word(bytes, start, end), isAssignment: bytes[start..<end].contains(UInt8(ascii: "=")))
        } else {
            kind = Self.goKind(bytes, start, end)
            if kind == .output { indent = Self.indentation(bytes, start, end) }
        }
    }

    private static func goKind(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Kind {
        guard start < end else { return .silent }
        switch bytes[start] {
        case UInt8(ascii: "/"): return start + 1 < end && bytes[start + 1] == UInt8(ascii: "*") ? .comment : .closes
        case UInt8(ascii: "#"): return .opens(conditional: true)
        case UInt8(ascii: "$"):
            var position = start + 1
            while position < end, isWord(bytes[position]) { position += 1 }
            while position < end, isSpace(bytes[position]) { position += 1 }
            guard position + 1 < end else { return .output }
            let isDeclaration = bytes[position] == UInt8(ascii: ":") && bytes[position + 1] == UInt8(ascii: "=")
            let isAssignment = bytes[position] == UInt8(ascii: "=") && bytes[position + 1] != UInt8(ascii: "=")
            return isDeclaration || isAssignment ? .silent : .output
        default: break
        }
        switch word(bytes, start, end) {
        case "if", "with", "range": return .opens(conditional: true)
        case "define", "block": return .opens(conditional: false)
        case "else": return .alternates
        case "end": return .closes
        case "break", "continue", "fail": return .silent
        default: return .output
        }
    }

    private static func jinjaKind(_ word: String, isAssignment: Bool) -> Kind {
        switch word {
        case "if", "for", "with": return .opens(conditional: true)
        case "elif", "else": return .alternates
        case "set": return isAssignment ? .silent : .opens(conditional: false)
        case "macro", "block", "call", "filter", "raw", "autoescape", "trans": return .opens(conditional: false)
        case "include": return .output
        default: return word.hasPrefix("end") ? .closes : .silent
        }
    }

    /// The `8` of `… | nindent 8` or `… | indent 8` at the end of an action.
    private static func indentation(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var position = end
        var value = 0
        var scale = 1
        while position > start, (0x30...0x39).contains(bytes[position - 1]), scale <= 1_000 {
            position -= 1
            value += Int(bytes[position] - 0x30) * scale
            scale *= 10
        }
        guard position < end else { return nil }
        let digits = position
        while position > start, isSpace(bytes[position - 1]) { position -= 1 }
        guard position < digits, position - start >= 6 else { return nil }
        return word(bytes, position - 6, position) == "indent" ? value : nil
    }

    private static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> String {
        var position = start
        while position < end, isWord(bytes[position]) { position += 1 }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
    }

    fileprivate static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
