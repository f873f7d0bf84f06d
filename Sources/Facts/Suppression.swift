public import Parsing

/// Something that the repository tells wattlint and that wattlint does not understand.
public struct Notice: Hashable, Sendable {
    public var place: Place?
    public var message: String

    public init(_ message: String, at place: Place? = nil) {
        self.place = place
        self.message = message
    }
}

/// A comment that takes findings back: `wattlint: ignore[rule-id, other] reason`, or `wattlint: ignore-file[rule-id] reason`.
public struct Suppression: Hashable, Sendable {
    public enum Scope: Hashable, Sendable {
        /// A line of code (from 1): the comment's own, or the one below a comment that stands alone.
        case line(Int)
        /// The lines of an object in a configuration file.
        case lines(ClosedRange<Int>)
        /// The bytes of a line, where several lie on one line of the file (a notebook's cell that is one JSON string).
        case bytes(Span)
        case file
    }

    /// Ids of rules as written, in the order of the comment; earlier ids of a rule are as good.
    public var rules: [String]
    public var reason: String
    public var scope: Scope
    /// The comment.
    public var place: Place
    /// The lines of the comment.
    public var snippet: Snippet

    public init(rules: [String], reason: String, scope: Scope, place: Place, snippet: Snippet) {
        self.rules = rules
        self.reason = reason
        self.scope = scope
        self.place = place
        self.snippet = snippet
    }
}

/// The suppressions of one file, and the comments that look like one and are not.
public struct Suppressions: Sendable {
    public private(set) var all: [Suppression] = []
    public private(set) var notices: [Notice] = []

    /// Reads the comments of a file.
    ///
    /// - Parameters:
    ///   - comments: spans from the comment's opening to its end, in any order.
    ///   - document: the file as structured data, when it is; a suppression then covers a whole object.
    public init(comments: [Span], path: String, in source: SourceText, document: Document? = nil) {
        guard source.contains("wattlint:") else { return }
        let comments = (comments + (document.map { Self.commentsWithinTexts(of: $0, in: source) } ?? [])).sorted()
        for comment in comments {
            guard let directive = Directive(source.text(comment)) else { continue }
            let place = Place(path: path, span: comment, in: source)
            switch directive {
            case .misunderstood(let message):
                notices.append(Notice(message, at: place))
            case .ignoreFile(let rules, let reason):
                let snippet = Self.snippet(place, in: source)
                all.append(Suppression(rules: rules, reason: reason, scope: .file, place: place, snippet: snippet))
            case .ignore(let rules, let reason):
                let line = Self.line(meantBy: comment, among: comments, in: source)
                let object = document.flatMap { ObjectLines.starting(on: line, of: $0, in: source) }
                let snippet = Self.snippet(place, in: source)
                let own = source.excerpt == nil ? Suppression.Scope.line(line) : .bytes(source.lineSpan(line))
                let scope = object.map { Suppression.Scope.lines($0) } ?? own
                all.append(Suppression(rules: rules, reason: reason, scope: scope, place: place, snippet: snippet))
            }
        }
    }

    /// Comments of files that lie within a file, as the configuration in a ConfigMap and the script of a container do: to the outer
    /// file they are text.
    private static func commentsWithinTexts(of document: Document, in source: SourceText) -> [Span] {
        var stack = document.roots
        var seen: Set<Int> = []
        var result: Set<Span> = []
        while let node = stack.popLast() {
            guard seen.insert(node.identity).inserted else { continue }
            stack += node.items + node.entries.map(\.value)
            guard node.kind == .scalar, node.span.length > 0 else { continue }
            let first = source.line(at: node.span.start), last = source.line(at: node.span.end - 1)
            for line in first...last where last > first {
                let span = source.lineSpan(line)
                let text = source.text(span)
                guard let mark = text.firstRange(of: "# wattlint:") else { continue }
                let start = span.start + text[..<mark.lowerBound].utf8.count
                if start > node.span.start { result.insert(Span(start, span.end)) }
            }
        }
        return Array(result)
    }

    /// The comment's line when something stands before it, else the next one that is no comment itself.
    private static func line(meantBy comment: Span, among comments: [Span], in source: SourceText) -> Int {
        let first = source.line(at: comment.start)
        if !isBlank(source.lineSpan(first).start..<comment.start, in: source) { return first }
        var line = source.line(at: max(comment.start, comment.end - 1)) + 1
        for next in comments where next.start >= comment.end && source.line(at: next.start) == line {
            guard isBlank(source.lineSpan(line).start..<next.start, in: source) else { break }
            line = source.line(at: max(next.start, next.end - 1)) + 1
        }
        return line
    }

    private static func snippet(_ place: Place, in source: SourceText) -> Snippet {
        guard source.excerpt == nil else { return Snippet(around: place.span, in: source) }
        let lines = (place.start.line...max(place.start.line, place.end.line)).prefix(4).map { String(source.lineText($0).prefix(240)) }
        return Snippet(firstLine: place.start.line, lines: lines)
    }

    private static func isBlank(_ range: Range<Int>, in source: SourceText) -> Bool {
        var rest = source.bytes[range]
        if range.lowerBound == 0, rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        return rest.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }
}

/// What one comment asks for.
private enum Directive {
    case ignore(rules: [String], reason: String)
    case ignoreFile(rules: [String], reason: String)
    case misunderstood(String)

    /// Nil for a comment that does not speak to wattlint, one that only mentions it in a sentence included.
    init?(_ comment: String) {
        guard var rest = Self.afterName(comment) else { return nil }
        let word = rest.prefix { $0.isLetter || $0 == "-" }
        rest = rest.dropFirst(word.count)
        guard word == "ignore" || word == "ignore-file" else {
            self = .misunderstood(
                "`wattlint: \(word)` means nothing to wattlint; known are `wattlint: ignore[rule-id] reason` and "
                    + "`wattlint: ignore-file[rule-id] reason`")
            return
        }
        rest = rest.drop { $0 == " " }
        guard rest.first == "[", let close = rest.firstIndex(of: "]") else {
            self = .misunderstood("`wattlint: \(word)` must name the rules that it is about, as in `wattlint: \(word)[oversized-model] reason`")
            return
        }
        let rules = rest[..<close].dropFirst().split(separator: ",").map { Self.trimmed($0) }.filter { !$0.isEmpty }
        guard !rules.isEmpty else {
            self = .misunderstood("`wattlint: \(word)[]` names no rule, so it suppresses nothing")
            return
        }
        var reason = Self.trimmed(rest[rest.index(after: close)...])
        for end in ["*/", "-->"] where reason.hasSuffix(end) { reason = Self.trimmed(reason.dropLast(end.count)) }
        reason = Self.trimmed(reason.drop { "-–—: ".contains($0) })
        self = word == "ignore" ? .ignore(rules: rules, reason: reason) : .ignoreFile(rules: rules, reason: reason)
    }

    /// What follows our name where that opens the comment, or a further one behind it, as in `# noqa  # …`.
    private static func afterName(_ comment: String) -> Substring? {
        let name = "wattlint:"
        var rest = Substring(comment)
        while let start = rest.firstIndex(of: "w") {
            if rest[start...].hasPrefix(name) {
                let before = comment[..<start].reversed().drop { $0 == " " || $0 == "\t" || $0.isNewline }
                if before.first.map({ "#/*;-!".contains($0) }) ?? true {
                    return rest[start...].dropFirst(name.count).drop { $0 == " " || $0 == "\t" }
                }
            }
            rest = rest[rest.index(after: start)...]
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

/// Which object of a structured file begins on a line.
private enum ObjectLines {
    /// - An item of a list: the whole item.
    /// - The first line of a document: the whole document when its first entry is a scalar (`apiVersion: v1`), else that entry.
    /// - Any other key: the key with its value.
    static func starting(on line: Int, of document: Document, in source: SourceText) -> ClosedRange<Int>? {
        var stack = document.roots.map { (node: $0, isWhole: isHead($0)) }
        var seen: Set<Int> = []
        var best: Span?
        while let (node, isWhole) = stack.popLast() {
            guard seen.insert(node.identity).inserted else { continue }
            if isWhole, source.line(at: node.span.start) == line { best = wider(best, node.span) }
            for item in node.items { stack.append((item, true)) }
            for (key, value) in node.entries {
                if source.line(at: key.span.start) == line { best = wider(best, Span(key.span.start, max(key.span.end, value.span.end))) }
                stack.append((value, false))
            }
        }
        guard let best else { return nil }
        // A node that ends at the start of a line holds nothing of it.
        return line...max(line, source.line(at: max(best.start, best.end - 1)))
    }

    private static func isHead(_ root: Node) -> Bool { root.entries.first.map { $0.value.kind == .scalar } ?? false }

    private static func wider(_ one: Span?, _ other: Span) -> Span {
        guard let one else { return other }
        return one.length >= other.length ? one : other
    }
}
