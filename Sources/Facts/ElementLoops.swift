internal import Catalog
internal import CodeModel
internal import Parsing

/// Loops that touch single elements of arrays where one operation does all.
extension CodeExtraction {
    mutating func addNumericLoops() {
        let words = knowledge.work.arrays
        guard words.packages.contains(where: imports) else { return }
        let inner = unit.loops.indices.filter { unit.loops[$0].kind == .each && unit.loops[$0].parent != nil }
        guard !inner.isEmpty else { return }
        let order = textOrder()
        var found: [(outer: LoopID, access: ExpressionID)] = []
        for loop in inner {
            guard let outer = unit.loops[loop].parent, unit.loops[outer].kind == .each, !found.contains(where: { $0.outer == outer }), let first = counter(of: outer),
                let second = counter(of: loop), !isCompiled(unit.loops[loop].scope), let access = elementArithmetic(in: loop, first, second, order)
            else { continue }
            found.append((outer, access))
        }
        for (outer, access) in found where !found.contains(where: { $0.outer != outer && unit.loops[outer].bodySpan.contains(unit.loops[$0.outer].span) }) {
            var fact = makeFact(
                .loopWork, at: header(of: unit.loops[outer]), scope: unit.loops[outer].scope,
                fields: ["pattern": .text("numeric"), "callee": .text(unit.text(access).prefixed(60)), "library": .text("numpy")])
            if let over = overText(outer) { fact.fields["loop.over"] = .text(over) }
            fact.related.append(RelatedPlace(Place(path: path, span: unit[access].span, in: unit.source), "each round computes one element here"))
            result.facts.append(fact)
        }
    }

    /// The name that a counting loop of many rounds counts with.
    private func counter(of loop: LoopID) -> String? {
        let declaration = unit.loops[loop]
        guard declaration.targets.count == 1, let iterable = declaration.iterable, case .call(let call) = unit[iterable].kind else { return nil }
        let site = unit.calls[call]
        guard ["range", "trange"].contains(calledWord(site.callee) ?? ""), (1...2).contains(site.positional.count), let end = site.positional.last
        else { return nil }
        if let rounds = resolver.resolve(end).number, rounds <= knowledge.work.arrays.fewRounds { return nil }
        return declaration.targets[0]
    }

    /// An element that is written or summed up by arithmetic on elements of arrays at both counters; nil where the body does other work.
    private func elementArithmetic(in loop: LoopID, _ first: String, _ second: String, _ order: TextOrder) -> ExpressionID? {
        let body = unit.loops[loop].bodySpan
        guard order.calls(in: body).allSatisfy({ isCheap(unit.calls[$0]) && !isOnWhole(unit.calls[$0]) }) else { return nil }
        let expressions = order.expressions(in: body)
        // What is written to is a whole part of an array.
        guard !expressions.contains(where: { isWritten($0) && holdsSlice($0) }) else { return nil }
        let elements = expressions.filter { isElement($0, first, second) }
        guard let element = elements.first else { return nil }
        // Once an element is known by both counters, those of one of them are numbers as well.
        let parts = elements + expressions.filter { !elements.contains($0) && isPart($0, [first, second]) }
        let names = named(parts, from: unit.loops[loop].scope)
        guard expressions.contains(where: { isArithmetic($0, over: parts) || isArithmetic($0, of: names) }) else { return nil }
        return element
    }

    /// `a[i, 0]`
    private func isPart(_ id: ExpressionID, _ counters: Set<String>) -> Bool {
        guard case .index(_, let key) = unit[id].kind, case .list(let parts) = unit[key].kind, parts.count >= 2, parts.allSatisfy({ isPosition($0, depth: 0) })
        else { return false }
        return resolver.mentions(key, counters)
    }

    /// What a round calls the elements: `level = image[y, x]`, `red, green, blue = image[y, x]`.
    private func named(_ elements: [ExpressionID], from scope: ScopeID) -> Set<String> {
        let own = unit.function(around: scope).map { unit.functions[$0].scope } ?? 0
        return unit.scopes[own].bindings.reduce(into: []) { names, entry in
            let isElement = entry.value.contains { binding in
                switch binding.source {
                case .expression(let value), .element(let value): elements.contains(value)
                default: false
                }
            }
            if isElement { names.insert(entry.key) }
        }
    }

    private func isArithmetic(_ id: ExpressionID, of names: Set<String>) -> Bool {
        guard !names.isEmpty, case .binary(let symbol, let left, let right) = unit[id].kind, ["+", "-", "*", "/", "**"].contains(symbol) else { return false }
        return [left, right].contains { if case .name(let name) = unit[$0].kind { names.contains(name) } else { false } }
    }

    /// `a[i, j]`, which only arrays have.
    private func isElement(_ id: ExpressionID, _ first: String, _ second: String) -> Bool {
        guard case .index(_, let key) = unit[id].kind, case .list(let parts) = unit[key].kind, parts.count >= 2,
            // `a[i, found[j]]` may be many elements.
            parts.allSatisfy({ isPosition($0, depth: 0) })
        else { return false }
        return resolver.mentions(key, [first]) && resolver.mentions(key, [second])
    }

    /// A counter, a number, or a sum of such.
    private func isPosition(_ id: ExpressionID, depth: Int) -> Bool {
        switch unit[id].kind {
        case .name, .number: true
        case .binary(_, let left, let right): depth < 4 && isPosition(left, depth: depth + 1) && isPosition(right, depth: depth + 1)
        default: false
        }
    }

    private func holdsSlice(_ id: ExpressionID) -> Bool {
        guard case .index(_, let key) = unit[id].kind else { return false }
        if case .list(let parts) = unit[key].kind { return parts.contains { if case .slice = unit[$0].kind { true } else { false } } }
        return isSlice(key)
    }

    private func isArithmetic(_ id: ExpressionID, over elements: [ExpressionID]) -> Bool {
        guard case .binary(let symbol, _, _) = unit[id].kind, ["+", "-", "*", "/", "**"].contains(symbol) else { return false }
        let span = unit[id].span
        return elements.contains { span.contains(unit[$0].span) && !isInIndex($0, below: id) }
    }

    private func isInIndex(_ id: ExpressionID, below top: ExpressionID) -> Bool {
        var current = id
        for _ in 0..<32 where current != top {
            let parent = unit[current].parent
            guard parent >= 0 else { return false }
            if case .index(_, current) = unit[parent].kind { return true }
            current = parent
        }
        return false
    }

    /// A call of the array package over a whole row: the work is in there.
    private func isOnWhole(_ site: CallSite) -> Bool {
        ["dot", "sum", "norm", "mean", "matmul", "einsum", "argmax", "argmin", "argsort", "sort", "solve", "where"].contains(calledWord(site.callee) ?? "")
    }

    private func isCompiled(_ scope: ScopeID) -> Bool {
        var current: ScopeID? = scope
        while let id = current {
            if case .function(let function) = unit.scopes[id].kind {
                for decorator in unit.functions[function].decorators {
                    let name = unit.text(decorator).prefix { $0 != "(" }.split(separator: ".").last.map(String.init) ?? ""
                    if knowledge.work.arrays.compiled.contains(name) { return true }
                }
            }
            current = unit.scopes[id].parent
        }
        return false
    }
}
