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
    /// How far quotes are honoured in the search for the end of an action. Beyond, the first `}}` ends it.
    private static let longestQuotedAction = 8_192

    static func scan(_ bytes: [UInt8]) -> [TemplateToken] {
        var tokens: [TemplateToken] = []
        bytes.withUnsafeBufferPointer { bytes in
            var position = 0
            while position + 1 < bytes.count {
                guard bytes[position] == open, let closing = closing(bytes[position + 1]) else {
                    position += 1
                    continue
                }
                guard let end = end(bytes, from: position + 2, closing) else {
                    // Without an end for this one, none of its kind behind it has an end.
                    if closing == close { break }
                    position += 2
                    continue
                }
                if closing == close, position > 0, bytes[position - 1] == UInt8(ascii: "$") {
                    position = min(end, lineEnd(bytes, position))
                    continue
                }
                var token = TemplateToken(span: Span(position, end), kind: .output)
                token.classify(bytes, closing)
                tokens.append(token)
                position = end
            }
        }
        return tokens
    }

    private static let open = UInt8(ascii: "{")
    private static let close = UInt8(ascii: "}")

    /// What stands before the last `}` of an action: the mirror of what stands behind its first `{`.
    private static func closing(_ second: UInt8) -> UInt8? {
        switch second {
        case open: close
        case UInt8(ascii: "%"), UInt8(ascii: "#"): second
        default: nil
        }
    }

    private static func end(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ closing: UInt8) -> Int? {
        if closing == close, let end = commentEnd(bytes, from: start) { return end }
        if closing != UInt8(ascii: "#"), let end = quotedEnd(bytes, from: start, closing) { return end }
        var position = start
        // `{#` and `{%` may also be plain text: they end on their line or, as Jinja comments, within reach.
        let limit = closing == close ? bytes.count : min(bytes.count, start + longestQuotedAction)
        while position + 1 < limit {
            if bytes[position] == closing, bytes[position + 1] == close { return position + 2 }
            position += 1
        }
        return nil
    }

    /// The end of `{{/* … */}}`, whatever braces stand in it.
    private static func commentEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var position = start
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
        while position < bytes.count, isSpace(bytes[position]) { position += 1 }
        guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "/"), bytes[position + 1] == UInt8(ascii: "*") else {
            return nil
        }
        let limit = min(bytes.count, start + 64 * longestQuotedAction)
        position += 2
        while position + 1 < limit, !(bytes[position] == UInt8(ascii: "*") && bytes[position + 1] == UInt8(ascii: "/")) {
            position += 1
        }
        position += 2
        while position < limit, isSpace(bytes[position]) || bytes[position] == UInt8(ascii: "-") { position += 1 }
        guard position + 1 < limit, bytes[position] == close, bytes[position + 1] == close else { return nil }
        return position + 2
    }

    /// The first end of an action outside of quotes, near enough.
    private static func quotedEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ closing: UInt8) -> Int? {
        let limit = min(bytes.count, start + longestQuotedAction)
        var position = start
        while position + 1 < limit {
            let byte = bytes[position]
            if byte == closing, bytes[position + 1] == close { return position + 2 }
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

    private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var position = start
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        return position
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}

// MARK: - What an action does

extension TemplateToken {
    private mutating func classify(_ bytes: UnsafeBufferPointer<UInt8>, _ closing: UInt8) {
        if closing == UInt8(ascii: "#") {
            kind = .comment
            return
        }
        var start = span.start + 2
        while start < span.end, Self.isSpace(bytes[start]) || bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "+") {
            start += 1
        }
        var end = span.end - 2
        while end > start, Self.isSpace(bytes[end - 1]) || bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
        if closing == UInt8(ascii: "%") {
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
}
