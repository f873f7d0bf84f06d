public import Catalog
public import Parsing

/// A place in a file, with everything that a report needs of it, so that nothing after extraction opens the file again.
public struct Place: Hashable, Sendable {
    /// Relative to the root of the scan, `/`-separated.
    public var path: String
    public var span: Span
    public var start: Position
    public var end: Position
    /// The part of the file, where it has parts that people know by a name: `cell 7` of a notebook.
    public var part: String?

    public init(path: String, span: Span, start: Position, end: Position, part: String? = nil) {
        self.path = path
        self.span = span
        self.start = start
        self.end = end
        self.part = part
    }

    public init(path: String, span: Span, in source: SourceText) {
        self.init(
            path: path, span: span, start: source.position(at: span.start), end: source.position(at: span.end),
            part: source.part(at: span.start))
    }
}

/// What a field can hold.
public enum Scalar: Hashable, Sendable {
    case text(String)
    /// A number, or an interval when all that is known are its bounds.
    case number(Interval)
    case flag(Bool)

    public static func number(_ value: Double) -> Scalar { .number(Interval(value)) }
}

/// What the files say about one field of a fact, and how surely.
///
/// - `known`: the file says it.
/// - `oneOf`: branches, overlays or environments give several.
/// - `fallback`: holds unless an environment, a setting or a newer library says otherwise.
/// - `slot`: not the thing but its role (smart, fast).
/// - `unknown`: nothing that can be relied on. Satisfies no predicate, negations included.
public struct Value: Hashable, Sendable {
    public enum Form: Hashable, Sendable {
        case known(Scalar)
        case oneOf([Scalar])
        case fallback(Scalar)
        case slot(String)
        case unknown
    }

    public var form: Form
    /// Where it comes from: the use first, then each place on the way to the text that says it.
    public var origin: [Place]

    public init(_ form: Form, origin: [Place] = []) {
        self.form = form
        self.origin = origin
    }

    public static func text(_ text: String, _ origin: Place...) -> Value { Value(.known(.text(text)), origin: origin) }
    public static func number(_ value: Double, _ origin: Place...) -> Value { Value(.known(.number(value)), origin: origin) }
    public static func flag(_ flag: Bool, _ origin: Place...) -> Value { Value(.known(.flag(flag)), origin: origin) }
    public static let unknown = Value(.unknown)

    /// All that it may be; empty when nothing is known.
    public var candidates: [Scalar] {
        switch form {
        case .known(let scalar), .fallback(let scalar): [scalar]
        case .oneOf(let scalars): scalars
        case .slot, .unknown: []
        }
    }

    public var isKnown: Bool { !candidates.isEmpty }
    public var isFallback: Bool { if case .fallback = form { true } else { false } }

    /// The text when there is exactly one candidate and it is text.
    public var text: String? {
        guard candidates.count == 1, case .text(let text)? = candidates.first else { return nil }
        return text
    }

    public var number: Interval? {
        guard candidates.count == 1, case .number(let number)? = candidates.first else { return nil }
        return number
    }

    public var flag: Bool? {
        guard candidates.count == 1, case .flag(let flag)? = candidates.first else { return nil }
        return flag
    }

    /// The texts of all candidates; nil when one of them is no text or nothing is known.
    public var texts: [String]? {
        let texts = candidates.compactMap { if case .text(let text) = $0 { text } else { nil } }
        return texts.isEmpty || texts.count != candidates.count ? nil : texts
    }
}
