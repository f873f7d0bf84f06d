internal import Catalog
internal import CodeModel

/// Work with an exact answer that a program computes, and that a model is asked for instead: repairing JSON, counting words.
extension CodeExtraction {
    /// How many words a gap in a phrase may stand for.
    private static let widestGap = 4

    func deterministicWork(_ site: CallSite, prompt: Prompt, hasTools: Bool) -> (kind: String, evidence: String, remedy: String)? {
        let words = knowledge.sizing.deterministic
        guard !hasTools, !prompt.hasMedia, !prompt.text.isEmpty, prompt.text.count <= words.longestPrompt,
            !site.isInHandler
        else { return nil }
        let head = String(prompt.text.prefix(words.head)).lowercased()
        for kind in words.kinds where !kind.unless.contains(where: head.contains) {
            for phrase in kind.phrases {
                guard let found = Self.find(phrase, in: head, words) else { continue }
                return (kind.kind, "the prompt says “\(found)”", kind.remedy)
            }
        }
        return nil
    }

    /// A phrase where it is asked for: at the beginning of a sentence, or behind a word that leads to it.
    private static func find(_ phrase: [String], in text: String, _ knowledge: SizingKnowledge.Deterministic) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        for start in words.indices {
            guard start == 0 || endsSentence(words[start - 1]) || knowledge.leads.contains(plain(words[start - 1])) else { continue }
            if let end = match(phrase, words, from: start, knowledge) { return words[start..<end].map(plain).joined(separator: " ") }
        }
        return nil
    }

    private static func match(
        _ phrase: [String], _ words: [String], from start: Int, _ knowledge: SizingKnowledge.Deterministic
    ) -> Int? {
        var position = start
        var gap = 0
        var isFilled = false
        for part in phrase {
            if part == "*" || part == "+" {
                gap = widestGap
                isFilled = part == "+"
                continue
            }
            let first = position
            while position < words.count, position - first <= gap, plain(words[position]) != part {
                // Another sentence is about something else.
                if endsSentence(words[position]) || isFilled && !knowledge.fillers.contains(plain(words[position])) { return nil }
                position += 1
            }
            guard position < words.count, position - first <= gap else { return nil }
            position += 1
            gap = 0
        }
        return position
    }

    private static func endsSentence(_ word: String) -> Bool { word.last.map { ".!?:;-*•#>,".contains($0) } ?? true }

    private static func plain(_ word: String) -> String { word.trimmingCharacters { !($0.isLetter || $0.isNumber || $0 == "_") } }
}

extension String {
    fileprivate func trimmingCharacters(where isTrimmed: (Character) -> Bool) -> String {
        var rest = self[...]
        while let first = rest.first, isTrimmed(first) { rest = rest.dropFirst() }
        while let last = rest.last, isTrimmed(last) { rest = rest.dropLast() }
        return String(rest)
    }
}
