internal import Catalog
internal import CodeModel
internal import Parsing

/// Elements that are sorted for a request although a filter behind it throws some of them away.
extension CodeExtraction {
    mutating func addSortedThenFiltered() {
        guard let words = knowledge.hotPaths.sorting[language.ecosystem] else { return }
        for call in unit.calls.indices {
            let site = unit.calls[call]
            guard let word = calledWord(site.callee), words.sorts.contains(word), isSortedCopy(site, word, words),
                let loop = filter(over: site, words), isByElementAlone(loop, words), repetition(of: site)?.name == "request-handler"
            else { continue }
            result.facts.append(
                makeFact(
                    .repeatedWork, at: site.span, scope: site.scope,
                    fields: ["pattern": .text("sort-before-filter"), "callee": .text(unit.text(site.callee).prefixed(60)), "place": .text("request-handler")]))
        }
    }

    /// A list of its own: of one that is sorted where it lies, others see the order too.
    private func isSortedCopy(_ site: CallSite, _ word: String, _ words: HotPathKnowledge.Sorting) -> Bool {
        guard case .member(let object, _) = unit[site.callee].kind else { return site.positional.first.map { !isLittle($0) } ?? false }
        guard !isLittle(object) else { return false }
        guard words.inPlace.contains(word) else { return true }
        switch unit[object].kind {
        case .call, .list, .comprehension, .index: return true
        default: return false
        }
    }

    private func isLittle(_ id: ExpressionID) -> Bool {
        if case .list(let items) = unit[id].kind { return !items.contains { if case .spread = unit[$0].kind { true } else { false } } }
        return resolver.namesUsed(in: [unit[id].span]).contains(where: knowledge.hotPaths.isFew)
    }

    /// The loop of a filter that goes over what is sorted: `[x for x in sorted(xs) if …]`, `xs.toSorted(…).filter(…)`.
    private mutating func filter(over site: CallSite, _ words: HotPathKnowledge.Sorting) -> LoopID? {
        let parent = unit[site.expression].parent
        if parent >= 0, case .member(_, let word) = unit[parent].kind {
            guard words.filters.contains(word), case let outer = unit[parent].parent, outer >= 0, case .call(let call) = unit[outer].kind else { return nil }
            return unit.loops.indices.first { unit.loops[$0].kind == .comprehension && unit.loops[$0].span == unit.calls[call].span }
        }
        guard case .iterated(let loop) = unit[site.expression].role, unit.loops[loop].kind == .comprehension else { return nil }
        let span = unit.loops[loop].span
        let isOnly = unit.loops.filter { $0.span == span }.count == 1
        return isOnly && textOrder().expressions(in: span).contains { unit[$0].role == .condition } ? loop : nil
    }

    /// Whether what decides looks at the element and nothing else: not at its place, nor at those that came before.
    private mutating func isByElementAlone(_ loop: LoopID, _ words: HotPathKnowledge.Sorting) -> Bool {
        let declaration = unit.loops[loop]
        let isFilter = !textOrder().expressions(in: declaration.span).contains { unit[$0].role == .condition }
        let start = declaration.iterable.map { unit[$0].span.end } ?? declaration.bodySpan.start
        let head = unit.source.text(Span(start, max(start, min(declaration.bodySpan.end, declaration.bodySpan.start + 80))))
        if isFilter, declaration.targets.count != 1 || head.prefix(while: { $0 != ">" }).contains(",") { return false }
        let spans = isFilter
            ? [declaration.bodySpan]
            : textOrder().expressions(in: declaration.span).filter { unit[$0].role == .condition }.map { unit[$0].span }
        for span in spans {
            for call in textOrder().calls(in: span) where unit.calls[call].span != declaration.span {
                let site = unit.calls[call]
                guard let word = calledWord(site.callee) else { return false }
                if knowledge.hotPaths.pure.contains(word) { continue }
                guard case .member(let object, _) = unit[site.callee].kind, site.arguments.isEmpty, case .name(let name) = unit[object].kind,
                    declaration.targets.contains(name)
                else { return false }
            }
        }
        return true
    }
}
