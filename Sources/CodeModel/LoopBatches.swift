internal import Catalog
internal import Parsing

/// Loops whose elements are several things each.
extension Resolver {
    /// `range(0, n, size)`, `batched(…)`, `chunks(…)`, a name that says so.
    func isChunked(_ iterable: ExpressionID, depth: Int = 0) -> Bool {
        guard depth < 6 else { return false }
        switch unit.expressions[iterable].kind {
        case .comprehension(let element, _): return isCut(element)
        case .call(let call):
            let site = unit.calls[call]
            let name = lastName(site.callee).lowercased()
            if words.counters.contains(name), site.positional.count == 3 { return resolve(site.positional[2]).number != 1 }
            if words.passing.contains(name) {
                return site.positional.contains { isChunked($0, depth: depth + 1) }
            }
            if words.batching.contains(name) { return true }
            if givesSlices(site, depth: depth) { return true }
            // Pieces of one text are no batches of texts.
            if isPieces(name) { return false }
            return words.many.contains { name.contains($0) } || words.cutting.contains(where: name.hasSuffix)
        case .name(let name):
            let maker = resolveOnce(iterable)
            if let maker, isMadeOfSlices(maker, depth: depth) { return true }
            guard words.many.contains(where: { name.lowercased().contains($0) }) else { return false }
            if let maker, case .call(let call) = unit.expressions[maker].kind {
                return !isPieces(lastName(unit.calls[call].callee).lowercased()) || isChunked(maker)
            }
            return true
        case .member(_, let name): return words.many.contains { name.lowercased().contains($0) }
        default: return false
        }
    }

    /// `xs[a:b]`, also as one of several: `(start, xs[a:b])`.
    private func isCut(_ element: ExpressionID) -> Bool {
        switch unit.expressions[element].kind {
        case .index(_, let index): if case .slice = unit.expressions[index].kind { true } else { false }
        case .list(let parts): parts.contains(where: isCut)
        default: false
        }
    }

    /// What a name stands for: slices that are written out, or the answer of what cuts a collection. A call whose name only sounds like
    /// it may give the pieces of one text.
    private func isMadeOfSlices(_ maker: ExpressionID, depth: Int) -> Bool {
        switch unit.expressions[maker].kind {
        case .comprehension(let element, _): return isCut(element)
        case .call(let call):
            let site = unit.calls[call]
            let name = lastName(site.callee).lowercased()
            if words.batching.contains(name) { return true }
            if words.passing.contains(name) { return site.positional.contains { isMadeOfSlices($0, depth: depth + 1) } }
            return givesSlices(site, depth: depth)
        default: return false
        }
    }

    /// A function of this file that gives or yields slices of what it is handed.
    private func givesSlices(_ site: CallSite, depth: Int) -> Bool {
        guard depth < 4, case .name = unit.expressions[site.callee].kind, case .function(let function) = resolve(site.callee).value else { return false }
        if loopIndex.yieldingSlices.contains(function) { return true }
        let returned = unit.functions[function].returned
        return !returned.isEmpty && returned.allSatisfy { if case .comprehension(let element, _) = unit.expressions[$0].kind { isCut(element) } else { false } }
    }
}
