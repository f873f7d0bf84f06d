internal import Catalog
internal import CodeModel
internal import Parsing

/// Which loops have so many rounds, and so little else to do, that what a round does to no purpose matters.
extension CodeExtraction {
    /// Whether a loop goes over data: not over what somebody wrote down, what its name says to be little, or another attempt.
    func goesOverMuch(_ loop: LoopID) -> Bool {
        let declaration = unit.loops[loop]
        guard !declaration.endsInFirstRound else { return false }
        guard let iterable = declaration.iterable else {
            guard let condition = declaration.condition, case .call(let call) = unit[innermost(condition)].kind else { return false }
            return calledWord(unit.calls[call].callee).map(knowledge.hotPaths.advancing.contains) ?? false
        }
        return !isFew(iterable, depth: 0)
    }

    /// `(line = reader.readLine()) != null`: the call.
    private func innermost(_ condition: ExpressionID) -> ExpressionID {
        if case .comparison(_, let operands) = unit[condition].kind, let first = operands.first { return first }
        return condition
    }

    private func isFew(_ iterable: ExpressionID, depth: Int) -> Bool {
        guard depth < 6 else { return true }
        switch unit[iterable].kind {
        case .text, .template, .dictionary, .list: return true
        case .name(let name): if knowledge.hotPaths.isFew(name) { return true }
        case .member(let object, let name):
            if knowledge.hotPaths.isFew(name) || knowledge.hotPaths.emptiness.contains(name) && isFew(object, depth: depth + 1) { return true }
        case .index(let object, _): return isFew(object, depth: depth + 1)
        case .call(let call): return isFew(unit.calls[call], depth: depth)
        default: break
        }
        let value = resolver.resolve(iterable)
        if let number = value.number { return number <= knowledge.work.arrays.fewRounds }
        if let items = value.items { return !items.contains(where: \.isElement) }
        return value.isWholeDictionary
    }

    private func isFew(_ site: CallSite, depth: Int) -> Bool {
        let word = calledWord(site.callee) ?? ""
        if knowledge.hotPaths.isFew(word) { return true }
        if knowledge.loops.counters.contains(word) {
            let bounds = site.positional.prefix(2)
            if let last = bounds.last, let number = resolver.resolve(last).number {
                return number - (bounds.count == 2 ? bounds.first.flatMap { resolver.resolve($0).number } ?? 0 : 0) <= knowledge.work.arrays.fewRounds
            }
            return bounds.contains { resolver.resolve($0).number == nil && isFew($0, depth: depth + 1) }
        }
        if knowledge.loops.passing.contains(word) || knowledge.hotPaths.emptiness.contains(word), let first = site.positional.first {
            return isFew(first, depth: depth + 1)
        }
        if case .member(let object, _) = unit[site.callee].kind { return isFew(object, depth: depth + 1) }
        return false
    }

    /// Whether a round waits for something beside which the processor's work is nothing.
    func waits(_ body: Span, _ order: TextOrder) -> Bool {
        order.calls(in: body).contains { call in
            let callee = unit.calls[call].callee
            if calledWord(callee).map(knowledge.hotPaths.waiting.contains) ?? false { return true }
            return knowledge.work.asksOverHTTP(resolver.qualifiedName(callee))
        }
    }

    /// Whether something stands in a branch that not every round takes.
    func isInBranch(_ span: Span, within body: Span) -> Bool {
        unit.blocks.contains { $0.decision != nil && $0.span.contains(span) && body.contains($0.span) && $0.span != body }
    }

    /// A fact's place for the loop around it.
    func noteRounds(_ loop: LoopID, in fact: inout Fact) {
        let declaration = unit.loops[loop]
        if let iterable = declaration.iterable, unit[iterable].span.length > 0 {
            fact.fields["loop.over"] = .text(unit.text(iterable).prefixed(60))
        }
        let header = trimmed(Span(declaration.span.start, max(declaration.span.start, min(declaration.bodySpan.start, declaration.span.end))))
        if declaration.kind != .comprehension, header.length > 0 {
            fact.related.append(RelatedPlace(Place(path: path, span: header, in: unit.source), "the loop is here"))
        }
    }
}
