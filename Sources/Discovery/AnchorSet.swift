/// Which words a file must contain to be worth parsing: any of several sets of words that are needed together, such as
/// {`openai`, `create`} or {`chat.completions`}.
public struct AnchorSet: Sendable {
    /// By the largest number of an alternative, its other numbers: a file's few words lead to few of thousands of alternatives.
    private var byLast: [[ArraySlice<Int>]] = []
    private var isAlwaysSatisfied = false

    /// Each alternative is a set of word numbers of one `WordSearch`. No alternative at all is never satisfied; an empty
    /// alternative always is.
    public init(anyOf alternatives: [WordSet] = []) {
        for alternative in alternatives { insert(alternative.numbers) }
    }

    /// Adds one more way to be satisfied, given in ascending order.
    mutating func insert(_ numbers: [Int]) {
        guard let last = numbers.last else { return isAlwaysSatisfied = true }
        while byLast.count <= last { byLast.append([]) }
        let others = numbers.dropLast()
        if !byLast[last].contains(others) { byLast[last].append(others) }
    }

    public func isSatisfied(by found: WordSet) -> Bool {
        if isAlwaysSatisfied { return true }
        return found.contains { last in
            last < byLast.count && byLast[last].contains { $0.allSatisfy(found.contains) }
        }
    }

    /// The numbers of all words of all alternatives.
    public var words: Set<Int> {
        var words = Set(byLast.joined().joined())
        for last in byLast.indices where !byLast[last].isEmpty { words.insert(last) }
        return words
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
