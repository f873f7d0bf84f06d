/// Which words a file must contain to be worth parsing: any of several sets of words that are needed together, such as
/// {`openai`, `create`} or {`chat.completions`}.
public struct AnchorSet: Hashable, Sendable {
    /// Word numbers in ascending order: most alternatives are one to three of thousands of words.
    private var alternatives: [[Int]] = []

    /// Each alternative is a set of word numbers of one `WordSearch`. No alternative at all is never satisfied; an empty
    /// alternative always is.
    public init(anyOf alternatives: [WordSet] = []) {
        for alternative in alternatives { insert(alternative.numbers) }
    }

    /// Adds one more way to be satisfied, unless a smaller one says the same already.
    public mutating func insert(_ alternative: WordSet) { insert(alternative.numbers) }

    mutating func insert(_ numbers: [Int]) {
        if alternatives.contains(where: { Self.holds(numbers, $0) }) { return }
        alternatives.removeAll { Self.holds($0, numbers) }
        alternatives.append(numbers)
    }

    public mutating func formUnion(_ other: AnchorSet) {
        for alternative in other.alternatives { insert(alternative) }
    }

    public func isSatisfied(by found: WordSet) -> Bool {
        alternatives.contains { $0.allSatisfy(found.contains) }
    }

    public static func == (left: AnchorSet, right: AnchorSet) -> Bool {
        Set(left.alternatives) == Set(right.alternatives)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(Set(alternatives)) }

    /// Whether one ascending list holds all of another.
    private static func holds(_ whole: [Int], _ part: [Int]) -> Bool {
        guard part.count <= whole.count else { return false }
        var place = 0
        for number in part {
            while place < whole.count, whole[place] < number { place += 1 }
            guard place < whole.count, whole[place] == number else { return false }
        }
        return true
    }
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
            anchors.insert(Set(numbers).sorted())
        }
        return anchors
    }

    public var search: WordSearch { WordSearch(words: words) }
}
