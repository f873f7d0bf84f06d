internal import Catalog

/// The words of a text, and where its sentences end and their parts.
struct SentenceWords {
    private var words: [String] = []
    /// Whether a word ends a sentence, and whether it ends a part of one.
    private var endsSentence: [Bool] = []
    private var endsPart: [Bool] = []
    /// How many words a gap in a pattern may stand for.
    private static let widestGap = 5

    init(_ text: String) {
        for word in text.lowercased().split(whereSeparator: \.isWhitespace) {
            let plain = Self.plain(word)
            // A mark by itself belongs to the word before it.
            guard !plain.isEmpty else {
                if let last = words.indices.last { endsPart[last] = endsPart[last] || Self.ends(word, with: Self.partEnds) }
                continue
            }
            words.append(plain)
            endsSentence.append(Self.ends(word, with: Self.sentenceEnds))
            endsPart.append(Self.ends(word, with: Self.partEnds))
        }
    }

    /// What may lead to a pattern within a sentence, and what stands for nothing.
    struct Beginning {
        var leads: Set<String>
        var fillers: Set<String>
    }

    /// The words that a pattern stands for, all in one sentence.
    /// - Parameter beginning: when given, they stand at the beginning of a sentence or of a part of one, or behind a word that leads there.
    func find(_ pattern: WordPattern, at beginning: Beginning? = nil) -> String? {
        for start in words.indices {
            if case .word(let first)? = pattern.parts.first, !first.contains(words[start]) { continue }
            if let beginning, start > 0, !endsPart[start - 1], !beginning.leads.contains(words[start - 1]) { continue }
            if let end = match(pattern, from: start, fillers: beginning?.fillers ?? []) { return words[start..<end].joined(separator: " ") }
        }
        return nil
    }

    private func match(_ pattern: WordPattern, from start: Int, fillers: Set<String>) -> Int? {
        var position = start
        var gap = 0
        var isFilled = false
        for part in pattern.parts {
            guard case .word(let options) = part else {
                gap = Self.widestGap
                isFilled = part == .fillers
                continue
            }
            let first = position
            while position < words.count, position - first <= gap, !options.contains(words[position]) {
                // Another sentence is about something else.
                if endsSentence[position] || isFilled && !fillers.contains(words[position]) { return nil }
                position += 1
            }
            guard position < words.count, position - first <= gap else { return nil }
            position += 1
            gap = 0
        }
        return position
    }

    private static let sentenceEnds = ".!?;"
    private static let partEnds = ".!?:;-*•#>,"

    private static func ends(_ word: Substring, with marks: String) -> Bool {
        let rest = word.reversed().drop { "\"'`”’)]}".contains($0) }
        return rest.first.map(marks.contains) ?? true
    }

    private static func plain(_ word: Substring) -> String {
        var rest = word
        while let first = rest.first, !isPart(first) { rest = rest.dropFirst() }
        while let last = rest.last, !isPart(last) { rest = rest.dropLast() }
        for ending in ["'s", "’s"] where rest.hasSuffix(ending) { rest = rest.dropLast(ending.count) }
        return String(rest)
    }

    private static func isPart(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
}
