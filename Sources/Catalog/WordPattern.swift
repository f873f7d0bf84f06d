/// Words that follow one another in a text, small and large letters alike: `answer|reply * yes|no`. A word may be one of several, with
/// `|` between them; `*` stands for up to five words, `+` for fillers alone.
public struct WordPattern: Hashable, Sendable {
    public enum Part: Hashable, Sendable {
        case word(Set<String>)
        case gap
        case fillers
    }

    public private(set) var parts: [Part]

    public init(_ text: String) {
        parts = text.split(separator: " ").map { part in
            switch part {
            case "*": .gap
            case "+": .fillers
            default: .word(Set(part.lowercased().split(separator: "|").map(String.init)))
            }
        }
    }
}
