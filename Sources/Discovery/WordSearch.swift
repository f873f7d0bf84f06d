/// Searches bytes for several hundred words at once and says which of them are there. Case counts.
///
/// Nearly every byte of a repository belongs to no word, so the search looks at samples of four bytes ("grams"), `stride` bytes
/// apart, and asks a small bit table that stays in the first-level cache whether any word has such a gram. A word of
/// `stride + 3` bytes or more covers at least one sample wherever it lies, so nothing is missed; where the table says yes, the
/// words that have the gram are compared in full. The samples do not depend on each other, which is why this is faster than an
/// automaton that waits for one state before it can look up the next.
public struct WordSearch: Sendable {
    /// The words that are searched for, by number.
    public let words: [[UInt8]]

    private let passes: [GramPass]
    private let alwaysPresent: [Int]

    /// Words are numbered in the order given. An empty word is in every file.
    ///
    /// - Parameter wanted: the numbers of those that are looked for; nil for all.
    public init(words: [[UInt8]], only wanted: Set<Int>? = nil) {
        self.words = words
        let numbers = wanted?.sorted() ?? Array(words.indices)
        alwaysPresent = numbers.filter { words[$0].isEmpty }
        // Words shorter than a gram would bring the others' grams down to their own length, so they get a pass of their own.
        let short = numbers.filter { (1..<GramPass.longestGram).contains(words[$0].count) }
        let long = numbers.filter { words[$0].count >= GramPass.longestGram }
        passes = [short, long].filter { !$0.isEmpty }.map { GramPass(numbers: $0, of: words) }
    }

    public init(_ words: [String]) {
        self.init(words: words.map { Array($0.utf8) })
    }

    /// Adds to `found` the numbers of all words that occur in `text`. Words already in `found` are not looked for again.
    public func find(in text: UnsafeRawBufferPointer, into found: inout WordSet) {
        for number in alwaysPresent { found.insert(number) }
        for pass in passes { pass.find(in: text, into: &found) }
    }

    public func words(in text: [UInt8]) -> WordSet {
        var found = WordSet(capacity: words.count)
        text.withUnsafeBytes { find(in: $0, into: &found) }
        return found
    }
}
