public import Catalog
public import Discovery
public import Parsing

/// Facts says what the files do, whatever the language or format: an LLM call, a workload, a schedule. It extracts facts from the
/// models of code and configuration, and links those of different files.

/// A few lines of the file around a place, kept so that reports need not open it.
public struct Snippet: Hashable, Sendable {
    /// Line number (from 1) of the first line.
    public var firstLine: Int
    /// Lines without their endings; a line longer than 240 characters is cut.
    public var lines: [String]
    /// Which of the lines (from 0) the place begins in, and its columns (from 0) there, where these do not follow from the place:
    /// the lines of a notebook's cell are shown as people see them, not as JSON writes them.
    public var marked: Marked?

    public struct Marked: Hashable, Sendable {
        public var line: Int
        public var columns: Range<Int>
    }

    public init(firstLine: Int, lines: [String], marked: Marked? = nil) {
        self.firstLine = firstLine
        self.lines = lines
        self.marked = marked
    }

    /// The number of the line (from 0) in which a place begins; nil when it is not among the lines.
    public func index(of place: Place) -> Int? {
        let index = marked?.line ?? place.start.line - firstLine
        return lines.indices.contains(index) ? index : nil
    }
}

/// Another place that belongs to a fact or finding, and what it has to do with it.
public struct RelatedPlace: Hashable, Sendable {
    public var place: Place
    public var message: String

    public init(_ place: Place, _ message: String) {
        self.place = place
        self.message = message
    }
}

/// One thing that a repository does. `fields` has only fields that the kind's schema names; one that is absent is unknown.
public struct Fact: Sendable {
    public var kind: FactKind
    public var place: Place
    /// Enclosing class and function in code (`Reviews.classify`), the object's path in configuration
    /// (`Deployment/shop/vllm`), or empty.
    public var symbol: String
    public var fields: [String: Value]
    public var snippet: Snippet
    /// What else the fact rests on: the loop around it, the route behind the alias.
    public var related: [RelatedPlace]
    public var pathClass: PathClass

    public init(
        kind: FactKind, place: Place, symbol: String, fields: [String: Value] = [:], snippet: Snippet, related: [RelatedPlace] = [],
        pathClass: PathClass = .application
    ) {
        self.kind = kind
        self.place = place
        self.symbol = symbol
        self.fields = fields
        self.snippet = snippet
        self.related = related
        self.pathClass = pathClass
    }

    /// The value of a field; unknown when the fact does not have it.
    public subscript(field: String) -> Value { fields[field] ?? .unknown }
}

extension Snippet {
    private static let longestLine = 240
    private static let mostLines = 6

    /// The lines of a span, at most six, with one line before.
    public init(around span: Span, in source: SourceText) {
        let first = source.line(at: span.start)
        let last = min(source.line(at: max(span.start, span.end - 1)), first + Self.mostLines - 1)
        let start = max(1, first - 1)
        if source.excerpt != nil {
            self.init(excerpted: start...last, around: span, in: source)
        } else {
            self.init(firstLine: start, lines: (start...last).map { String(source.lineText($0).prefix(Self.longestLine)) })
        }
    }

    /// Of a text that was taken out of a file: those lines that are consecutive in the file too, since lines are numbered as the file's.
    private init(excerpted range: ClosedRange<Int>, around span: Span, in source: SourceText) {
        let first = source.line(at: span.start)
        func fileLine(_ line: Int) -> Int { source.position(at: source.lineSpan(line).start).line }
        let base = fileLine(first)
        let lines = range.filter { fileLine($0) - base == $0 - first && source.part(at: source.lineSpan($0).start) == source.part(at: span.start) }
        let own = source.ownPosition(at: span.start)
        let line = source.lineSpan(first)
        let end = source.ownPosition(at: min(span.end, line.end)).column - 1
        self.init(
            firstLine: base - (first - (lines.first ?? first)), lines: lines.map { String(source.lineText($0).prefix(Self.longestLine)) },
            marked: Marked(line: first - (lines.first ?? first), columns: own.column - 1..<max(own.column - 1, end)))
    }
}
