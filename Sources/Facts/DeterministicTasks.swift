internal import Catalog
internal import CodeModel

/// Work with an exact answer that a program computes, and that a model is asked for instead: repairing JSON, counting words.
extension CodeExtraction {
    /// How many words a gap in a phrase may stand for.
    fileprivate static let widestGap = 4

    func deterministicWork(_ site: CallSite, prompt: Prompt, hasTools: Bool) -> (kind: String, evidence: String, remedy: String)? {
        let words = knowledge.sizing.deterministic
        guard !hasTools, !prompt.hasMedia, !prompt.text.isEmpty, prompt.text.count <= words.longestPrompt,
            !site.isInHandler
        else { return nil }
        let head = String(prompt.text.prefix(words.head)).lowercased()
        let text = Sentences(head)
        for kind in words.kinds {
            guard let found = kind.phrases.lazy.compactMap({ text.find($0, words) }).first, !kind.unless.contains(where: head.contains) else { continue }
            return (kind.kind, "the prompt says “\(found)”", kind.remedy)
        }
        return nil
    }

    /// The words of a text, and which of them end a sentence.
    private struct Sentences {
        private var words: [String] = []
        private var endsSentence: [Bool] = []

        init(_ text: String) {
            for word in text.split(whereSeparator: \.isWhitespace) {
                words.append(Self.plain(word))
                endsSentence.append(word.last.map { ".!?:;-*•#>,".contains($0) } ?? true)
            }
        }

        /// A phrase where it is asked for: at the beginning of a sentence, or behind a word that leads to it.
        func find(_ phrase: [String], _ knowledge: SizingKnowledge.Deterministic) -> String? {
            let first = phrase.first.flatMap { $0 == "*" || $0 == "+" ? nil : $0 }
            for start in words.indices where first == nil || words[start] == first {
                guard start == 0 || endsSentence[start - 1] || knowledge.leads.contains(words[start - 1]) else { continue }
                if let end = match(phrase, from: start, knowledge) { return words[start..<end].joined(separator: " ") }
            }
            return nil
        }

        private func match(_ phrase: [String], from start: Int, _ knowledge: SizingKnowledge.Deterministic) -> Int? {
            var position = start
            var gap = 0
            var isFilled = false
            for part in phrase {
                if part == "*" || part == "+" {
                    gap = CodeExtraction.widestGap
                    isFilled = part == "+"
                    continue
                }
                let first = position
                while position < words.count, position - first <= gap, words[position] != part {
                    // Another sentence is about something else.
                    if endsSentence[position] || isFilled && !knowledge.fillers.contains(words[position]) { return nil }
                    position += 1
                }
                guard position < words.count, position - first <= gap else { return nil }
                position += 1
                gap = 0
            }
            return position
        }

        private static func plain(_ word: Substring) -> String {
            var rest = word
            while let first = rest.first, !isPart(first) { rest = rest.dropFirst() }
            while let last = rest.last, !isPart(last) { rest = rest.dropLast() }
            return String(rest)
        }

        private static func isPart(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
    }
}
