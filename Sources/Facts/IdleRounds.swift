internal import Catalog
internal import CodeModel
internal import Parsing

/// What a round of a loop does besides sleeping, and which questions end the loop.
struct IdleRounds {
    private let extraction: CodeExtraction
    private let order: TextOrder
    /// Blocks in the order of the text.
    private let blocks: [Block]

    private var unit: CodeUnit { extraction.unit }

    init(_ extraction: CodeExtraction, _ order: TextOrder) {
        self.extraction = extraction
        self.order = order
        blocks = extraction.unit.blocks.sorted { $0.span.start < $1.span.start }
    }

    // MARK: What ends the loop

    /// One question, and the answer to it with which the loop may end.
    struct Ending {
        var test: ExpressionID
        var ends: Bool
    }

    /// The questions that end a loop: `while not x`, `if x: break`; nil where one of them leads to another branch of the round.
    func endings(of loop: LoopID) -> [Ending]? {
        var result: [Ending] = []
        let declaration = unit.loops[loop]
        if let condition = declaration.condition { split(condition, ends: false, &result) }
        for test in order.expressions(in: declaration.bodySpan) where unit[test].role == .condition && test != declaration.condition {
            switch leaves(after: test, in: declaration.bodySpan) {
            case .some(.leaves(let ends)): split(test, ends: ends, &result)
            case .some(.stays): break
            case nil: return nil
            }
        }
        return result
    }

    /// The questions that one is put together from: `a and not b`.
    func parts(of test: ExpressionID) -> [ExpressionID] {
        var result: [Ending] = []
        split(test, ends: true, &result)
        return result.map(\.test)
    }

    private func split(_ test: ExpressionID, ends: Bool, _ result: inout [Ending]) {
        var pending = [Ending(test: test, ends: ends)]
        while let next = pending.popLast() {
            switch unit[next.test].kind {
            case .negation(let inner): pending.append(Ending(test: inner, ends: !next.ends))
            case .both(let operands), .either(let operands): pending += operands.reversed().map { Ending(test: $0, ends: next.ends) }
            default: result.append(next)
            }
        }
    }

    /// The answer to a test after which what holds it is left; nil where none is.
    func leavingAnswer(to test: ExpressionID, in body: Span) -> Bool? { if case .leaves(let answer) = leaves(after: test, in: body) { answer } else { nil } }

    private enum Consequence {
        /// With this answer.
        case leaves(Bool)
        case stays
    }

    /// Whether what is done when a test holds leaves the loop; nil where it goes on to the next round, so that what follows is another branch.
    private func leaves(after test: ExpressionID, in body: Span) -> Consequence? {
        let span = unit[test].span
        // `break if done`
        if let before = blocks.last(where: { body.contains($0.span) && $0.span.end <= span.start && ["if", "unless"].contains(between($0.span, span)) }) {
            return consequence(of: before, ends: between(before.span, span) == "if")
        }
        var low = 0
        var high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].span.start < span.end { low = middle + 1 } else { high = middle }
        }
        guard low < blocks.count, body.contains(blocks[low].span) else { return .stays }
        // `unless done`, `guard running else { break }`
        let isNegated = word(before: span) == "unless" || word(before: blocks[low].span) == "else" || between(span, blocks[low].span).hasPrefix("else")
        return consequence(of: blocks[low], ends: !isNegated)
    }

    private func consequence(of block: Block, ends: Bool) -> Consequence? {
        let text = unit.source.text(extraction.trimmed(block.span)).drop { $0 == "{" || $0.isWhitespace }
        let last = text.split(whereSeparator: { $0.isWhitespace || ";{}".contains($0) }).last
        if block.jumps, last == "continue" || last == "next" { return nil }
        return block.leaves || block.jumps ? .leaves(ends) : .stays
    }

    private func between(_ first: Span, _ second: Span) -> String {
        guard first.end <= second.start, second.start - first.end < 40 else { return "" }
        return unit.source.text(Span(first.end, second.start)).filter { !$0.isWhitespace && !"()".contains($0) }
    }

    private func word(before span: Span) -> String {
        let text = unit.source.text(Span(max(0, span.start - 12), span.start))
        return text.split { $0.isWhitespace || "({".contains($0) }.last.map(String.init) ?? ""
    }

    // MARK: What is done in it

    /// Whether a call stands where an error is handled: what is done then is no part of the waiting.
    func isOfFailure(_ call: CallID) -> Bool { extraction.language != .python && unit.calls[call].isInHandler }

    /// Whether a round binds anything but counters, or does what the calls in it do not show.
    func doesWork(_ loop: LoopID, besides sleep: CallID?) -> Bool {
        let declaration = unit.loops[loop]
        let binds = order.expressions(in: declaration.bodySpan).contains { id in
            switch unit[id].role {
            case .assigned(let names):
                if case .number = unit[id].kind { return false }
                return names.isEmpty || !isTime(id)
            case .assignedField: return true
            default: return false
            }
        }
        // Of Python's statements none is left out.
        return binds || extraction.language != .python && writes(declaration.span, sleeps: sleep != nil)
    }

    private func isTime(_ id: ExpressionID) -> Bool {
        guard case .call(let call) = unit[id].kind else { return false }
        return extraction.calledWord(unit.calls[call].callee).map(extraction.waiting.looks.contains) ?? false
    }

    /// Whether anything is assigned, sent, received, yielded or awaited in a text of code, besides a call; also by what the lowered code has
    /// no expression for.
    private func writes(_ span: Span, sleeps: Bool) -> Bool {
        var text = Array(unit.source.bytes[span.start..<span.end])
        func blank(_ part: Span) {
            for index in max(part.start, span.start)..<max(min(part.end, span.end), max(part.start, span.start)) { text[index - span.start] = UInt8(ascii: " ") }
        }
        for comment in unit.comments where comment.end > span.start && comment.start < span.end { blank(comment) }
        for id in order.expressions(in: span) {
            if case .text = unit[id].kind { blank(unit[id].span) }
        }
        for call in order.calls(in: span) where unit.calls[call].span != span { blank(unit.calls[call].span) }
        func at(_ index: Int) -> UInt8 { text.indices.contains(index) ? text[index] : 0 }
        for index in text.indices {
            let (before, byte, after) = (at(index - 1), text[index], at(index + 1))
            switch byte {
            case UInt8(ascii: "="):
                // Not `==`, `<=`, `>=`, `!=`, `=>`, `=~`.
                if !"=<>!".utf8.contains(before), !"=>~".utf8.contains(after) { return true }
                if "<>".utf8.contains(before), at(index - 2) == before { return true }
            case UInt8(ascii: "+"), UInt8(ascii: "-"): if after == byte { return true }
            case UInt8(ascii: "<"): if after == UInt8(ascii: "-") { return true }
            // A macro may do anything.
            case UInt8(ascii: "!"): if Self.isWord(before), "({[".utf8.contains(after), !isQuietMacro(text[..<index]) { return true }
            default: break
            }
        }
        let words = String(decoding: text, as: UTF8.self).split { !$0.isLetter && $0 != "_" }
        // The one of the sleep stands around it.
        return words.filter { $0 == "await" }.count > (sleeps ? 1 : 0) || words.contains { ["yield", "delete", "defer", "go"].contains($0) }
    }

    private func isQuietMacro(_ text: ArraySlice<UInt8>) -> Bool {
        let word = String(decoding: Array(text.reversed().prefix(while: Self.isWord).reversed()), as: UTF8.self)
        return extraction.waiting.looks.contains(word)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
