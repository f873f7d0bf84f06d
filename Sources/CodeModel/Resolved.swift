public import Parsing

/// What an expression is found to be, after names, fields, defaults and functions of the same file are followed.
public indirect enum Resolved: Sendable {
    case text(String)
    /// Text with gaps: the parts in order, those that are not known in between.
    case template([Located])
    case number(Double)
    case flag(Bool)
    case null
    case list([Located])
    case dictionary([Entry])
    /// The object or answer that a call gives.
    case call(CallID)
    case parameter(FunctionID, Int)
    /// What a function of another file is handed, to be filled in where that is called.
    case handed(Handed)
    /// A name of another module, with the members taken from it: `app.settings.MODEL`.
    case imported(String)
    /// One of these, as the paths of the program go.
    case choice([Located])
    /// Holds unless something outside the program (environment, settings) or a caller says otherwise.
    case fallback(Located, unless: Located?)
    /// Some element of it.
    case element(Located)
    case classDeclaration(ClassID)
    case function(FunctionID)
    /// The object itself (`self`).
    case receiver(ClassID)
    case unknown

    public struct Handed: Sendable {
        public var name: String
        /// Position among the arguments, the receiver not counted.
        public var position: Int
        public var isEntry: Bool
        public var fallback: Located?
    }

    public struct Entry: Sendable {
        /// nil when the key is not known, or for a spread.
        public var key: String?
        public var value: Located

        public init(key: String?, value: Located) {
            self.key = key
            self.value = value
        }
    }
}

/// A resolved value and the spans that it came through, the use first.
public struct Located: Sendable {
    public var value: Resolved
    public var spans: [Span]

    public init(_ value: Resolved, _ spans: [Span] = []) {
        self.value = value
        self.spans = spans
    }

    public static let unknown = Located(.unknown)

    public func through(_ span: Span) -> Located { Located(value, spans.first == span ? spans : [span] + spans.prefix(5)) }
}

extension Located {
    /// How many values it is made of, counted up to a limit.
    func weight(atMost limit: Int) -> Int {
        switch value {
        case .template, .list, .choice, .dictionary, .fallback, .element: break
        // Most are one, on the way of every file.
        default: return min(1, limit)
        }
        var count = 0
        var pending = [self]
        while count < limit, let next = pending.popLast() {
            count += 1
            switch next.value {
            case .template(let parts), .list(let parts), .choice(let parts): pending += parts
            case .dictionary(let entries): pending += entries.map(\.value)
            case .fallback(let inner, let unless): pending += [inner] + (unless.map { [$0] } ?? [])
            case .element(let inner): pending.append(inner)
            default: break
            }
        }
        return count
    }

    /// The text when it is wholly known and there is just one.
    public var text: String? { if case .text(let text) = value { text } else { nil } }
    public var number: Double? { if case .number(let number) = value { number } else { nil } }
    public var flag: Bool? { if case .flag(let flag) = value { flag } else { nil } }
    public var isNull: Bool { if case .null = value { true } else { false } }
    public var isElement: Bool { if case .element = value { true } else { false } }

    /// The known words of a text, gaps as a space; of a choice, of all its members. Cut at 32 KiB.
    public var knownText: String {
        var text = ""
        appendKnownText(to: &text, depth: 0)
        return text
    }

    private func appendKnownText(to text: inout String, depth: Int) {
        guard text.utf8.count < 32_768, depth < 32 else { return }
        switch value {
        case .text(let own): text += own
        case .template(let parts), .choice(let parts):
            for (index, part) in parts.enumerated() {
                if index > 0 { text += " " }
                part.appendKnownText(to: &text, depth: depth + 1)
            }
        case .fallback(let inner, _): inner.appendKnownText(to: &text, depth: depth + 1)
        default: break
        }
    }

    /// Whether any of it is text that is known and not empty.
    var hasKnownText: Bool { hasKnownText(depth: 0) }

    private func hasKnownText(depth: Int) -> Bool {
        guard depth < 32 else { return false }
        switch value {
        case .text(let text): return !text.isEmpty
        case .template(let parts), .choice(let parts): return parts.contains { $0.hasKnownText(depth: depth + 1) }
        case .fallback(let inner, _): return inner.hasKnownText(depth: depth + 1)
        default: return false
        }
    }

    /// The value of a key of a dictionary; nil when the dictionary is not known or does not have it.
    public subscript(key: String) -> Located? {
        guard case .dictionary(let entries) = value else { return nil }
        return entries.last { $0.key == key }?.value
    }

    /// Whether all keys of a dictionary are known.
    public var isWholeDictionary: Bool {
        guard case .dictionary(let entries) = value else { return false }
        return entries.allSatisfy { $0.key != nil }
    }

    public var items: [Located]? { if case .list(let items) = value { items } else { nil } }
}
