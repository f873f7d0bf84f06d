internal import Catalog
internal import CodeModel
internal import Parsing

/// Texts that get a part more in each round of a loop, where the language copies the whole text for it.
extension CodeExtraction {
    mutating func addGrowingTexts() {
        guard let texts = knowledge.hotPaths.texts[language.ecosystem], !unit.loops.isEmpty else { return }
        var found: [(name: String, growth: Binding, value: ExpressionID, loop: LoopID)] = []
        for scope in unit.scopes {
            for (name, bindings) in scope.bindings where bindings.contains(where: { $0.loop != nil }) {
                guard let first = bindings.first(where: { $0.loop != nil && growth($0, of: name) != nil }), let loop = first.loop,
                    let value = growth(first, of: name), startsAsText(bindings, texts, before: loop), isOnlyGrown(bindings, name, in: loop),
                    !knowledge.hotPaths.isFew(name), !knowledge.hotPaths.staysShort(name)
                else { continue }
                found.append((name, first, value, loop))
            }
        }
        for (name, _, value, loop) in found.sorted(by: { unit[$0.value].span.start < unit[$1.value].span.start }) {
            let body = unit.loops[loop].bodySpan
            guard goesOverMuch(loop), !isInBranch(unit[value].span, within: body), !waits(body, textOrder()) else { continue }
            var fact = makeFact(
                .repeatedWork, at: lineSpan(to: unit[value].span), scope: unit[value].scope,
                fields: [
                    "pattern": .text("growing-text"), "callee": .text(name), "place": .text("loop"), "remedy.call": .text(texts.builder),
                ])
            noteRounds(loop, in: &fact)
            result.facts.append(fact)
        }
    }

    /// What is added: `s += x`, `s = s + x`.
    private func growth(_ binding: Binding, of name: String) -> ExpressionID? {
        func isItself(_ id: ExpressionID) -> Bool { if case .name(name) = unit[id].kind { true } else { false } }
        switch binding.source {
        case .extended(let value):
            if case .list = unit[value].kind { return nil }
            return value
        case .expression(let value):
            switch unit[value].kind {
            case .template(let parts): return parts.first.map(isItself) ?? false ? value : nil
            case .binary("+", let left, _): return isItself(left) ? value : nil
            default: return nil
            }
        default: return nil
        }
    }

    /// A text before the loop, in no other loop.
    private func startsAsText(_ bindings: [Binding], _ texts: HotPathKnowledge.GrowingText, before loop: LoopID) -> Bool {
        let start = unit.loops[loop].span.start
        let before = bindings.filter { $0.offset <= start }
        guard let last = before.last, before.allSatisfy({ $0.loop == nil }) else { return false }
        if let type = last.annotation, resolver.qualifiedNames(type).contains(where: texts.types.contains) { return true }
        guard case .expression(let value) = last.source else { return false }
        switch unit[value].kind {
        case .text, .template: return true
        default: return false
        }
    }

    private func isOnlyGrown(_ bindings: [Binding], _ name: String, in loop: LoopID) -> Bool {
        let body = unit.loops[loop].bodySpan
        return bindings.allSatisfy { !body.contains(Span($0.offset - 1, $0.offset - 1)) || growth($0, of: name) != nil }
    }

    /// From the first word of the line on.
    private func lineSpan(to span: Span) -> Span {
        let bytes = unit.source.bytes
        var start = span.start
        while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
        while start < span.start, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        return Span(start, span.end)
    }
}
