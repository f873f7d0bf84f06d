internal import Catalog
internal import CodeModel
internal import Parsing

/// Loops around a choice between channels that takes its default at once, or after a short sleep, where none of them has anything: without
/// the default, the same choice waits.
extension CodeExtraction {
    struct IdleSelect {
        /// How the first channel is asked.
        var state: String
        var place: Span
        var remedy: String
    }

    /// The choice that is all that a loop without a condition does, with a default in which nothing but the pause is.
    func idleSelect(_ loop: Loop, sleep: CallID?) -> IdleSelect? {
        guard loop.condition == nil, let words = waiting.select else { return nil }
        let inside = trimmed(Span(loop.bodySpan.start + 1, max(loop.bodySpan.start + 1, loop.bodySpan.end - 1)))
        let body = Span(inside.start + unit.source.text(inside).prefix(while: \.isWhitespace).utf8.count, inside.end)
        guard unit.source.text(body).hasPrefix(words.word + " ") || unit.source.text(body).hasPrefix(words.word + "{") else { return nil }
        let branches = unit.decisions.lazy.map(\.blocks).first { blocks in
            guard let first = blocks.first, let last = blocks.last, body.contains(unit.blocks[first].span) else { return false }
            // From the word's bracket to the one that ends the body, so that nothing is done beside it.
            return code(Span(body.start, unit.blocks[first].span.start)) == words.word + "{" && code(Span(unit.blocks[last].span.end, body.end)) == "}"
        }
        guard let branches, branches.count > 1 else { return nil }
        let texts = branches.map { unit.source.text(unit.blocks[$0].span) }
        guard let other = texts.firstIndex(where: { $0.hasPrefix(words.fallback) }), let first = texts.firstIndex(where: { !$0.hasPrefix(words.fallback) }) else { return nil }
        let span = unit.blocks[branches[other]].span
        if let sleep {
            // Not before or behind the choice, nor where something was received.
            guard span.contains(unit.calls[sleep].span) else { return nil }
        }
        guard code(span) == words.fallback + ":" + (sleep.map { code(unit.calls[$0].span) } ?? "") else { return nil }
        let heads = texts.indices.filter { $0 != other }.map { texts[$0].prefix { $0 != "\n" } }
        guard heads.allSatisfy({ $0.contains(words.receive) }) else { return nil }
        return IdleSelect(state: question(texts[first]).prefixed(60), place: sleep.map { unit.calls[$0].span } ?? Span(span.start, span.start + words.fallback.utf8.count), remedy: words.wait)
    }

    /// A text of code without its comments and white space.
    private func code(_ span: Span) -> String {
        guard span.start < span.end else { return "" }
        var result = ""
        var start = span.start
        for comment in unit.comments.sorted() where comment.start >= start && comment.end <= span.end {
            result += unit.source.text(Span(start, comment.start))
            start = comment.end
        }
        return (result + unit.source.text(Span(start, span.end))).filter { !$0.isWhitespace }
    }

    /// `case v := <-ch: …`: what stands before the colon that ends it.
    private func question(_ text: String) -> String {
        var result = ""
        for (letter, next) in zip(text, text.dropFirst()) {
            if letter == "\n" || letter == ":" && next != "=" { break }
            result.append(letter)
        }
        return String(result.drop { $0 != " " }.dropFirst())
    }
}
