/// Which words a file must contain to be worth parsing: any of several sets of words that are needed together, such as
/// {`openai`, `create`} or {`chat.completions`}.
public struct AnchorSet: Hashable, Sendable {
    private var alternatives: [WordSet]

    /// Each alternative is a set of word numbers of one `WordSearch`. No alternative at all is never satisfied; an empty
    /// alternative always is.
    public init(anyOf alternatives: [WordSet] = []) {
        self.alternatives = []
        for alternative in alternatives { insert(alternative) }
    }

    /// Adds one more way to be satisfied, unless a smaller one says the same already.
    public mutating func insert(_ alternative: WordSet) {
        if alternatives.contains(where: { alternative.isSuperset(of: $0) }) { return }
        alternatives.removeAll { $0.isSuperset(of: alternative) }
        alternatives.append(alternative)
    }

    public mutating func formUnion(_ other: AnchorSet) {
        for alternative in other.alternatives { insert(alternative) }
    }

    public func isSatisfied(by found: WordSet) -> Bool {
        alternatives.contains { found.isSuperset(of: $0) }
    }

    public static func == (left: AnchorSet, right: AnchorSet) -> Bool {
        Set(left.alternatives) == Set(right.alternatives)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(Set(alternatives)) }
}

/// Numbers words as they come, each once, for a `WordSearch` and the `AnchorSet`s that refer to it.
public struct AnchorWords: Sendable {
    public private(set) var words: [[UInt8]] = []
    private var numbers: [[UInt8]: Int] = [:]

    public init() {}

    /// The number of a word, a new one if it was not seen before.
    public mutating func number(of word: String) -> Int {
        let bytes = Array(word.utf8)
        if let number = numbers[bytes] { return number }
        let number = words.count
        numbers[bytes] = number
        words.append(bytes)
        return number
    }

    /// The anchors that any of these sets of words satisfies.
    public mutating func anchors(anyOf alternatives: [[String]]) -> AnchorSet {
        var anchors = AnchorSet()
        for alternative in alternatives {
            var numbers: [Int] = []
            for word in alternative { numbers.append(number(of: word)) }
            anchors.insert(WordSet(numbers))
        }
        return anchors
    }

    public var search: WordSearch { WordSearch(words: words) }
}
