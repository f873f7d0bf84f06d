internal import CodeModel

/// Loops whose few rounds the file shows: what each of them costs hardly matters.
extension CodeExtraction {
    /// How many cases people write out by hand, or count: kinds of building, regions, fuels, years.
    private static let fewRounds = 20
    private static let deepest = 4

    /// A list or dictionary that is written out, a small number.
    func hasFewRounds(_ loop: LoopID) -> Bool {
        unit.loops[loop].iterable.map { hasFewElements($0, depth: 0) } ?? false
    }

    /// How many numbers `range(…)` gives, when that is written.
    private func rounds(of call: CallID) -> Double? {
        guard calledWord(unit.calls[call].callee) == "range" else { return nil }
        let bounds = unit.calls[call].positional.map { number($0, depth: 0) }
        guard bounds.count <= 2, let last = bounds.last, let high = last else { return nil }
        return high - (bounds.count == 2 ? (bounds[0] ?? 0) : 0)
    }

    /// A number, also one that a parameter has unless a caller says otherwise, and less or more than such a one.
    private func number(_ id: ExpressionID, depth: Int) -> Double? {
        guard depth < Self.deepest else { return nil }
        if case .binary(let symbol, let left, let right) = unit[id].kind, symbol == "-" || symbol == "+" {
            guard let one = number(left, depth: depth + 1), let other = number(right, depth: depth + 1) else { return nil }
            return symbol == "-" ? one - other : one + other
        }
        var located = resolver.resolve(id)
        if case .fallback(let inner, _) = located.value { located = inner }
        guard case .parameter(let function, let position) = located.value else { return located.number }
        return unit.functions[function].parameters[position].defaultValue.flatMap { number($0, depth: depth + 1) }
    }

    private func hasFewElements(_ iterable: ExpressionID, depth: Int) -> Bool {
        guard depth < Self.deepest else { return false }
        if isShort(resolver.resolve(iterable), depth: 0) { return true }
        // `signals[1:]`
        if case .index(let object, let index) = unit[iterable].kind, case .slice = unit[index].kind { return hasFewElements(object, depth: depth + 1) }
        guard case .call(let call) = unit[iterable].kind else { return false }
        let site = unit.calls[call]
        switch unit[site.callee].kind {
        case .member(let object, let method) where ["items", "keys", "values"].contains(method) && site.arguments.isEmpty:
            return isShort(resolver.resolve(object), depth: 0)
        case .name(let name) where ["enumerate", "sorted", "reversed", "list", "tqdm", "zip"].contains(name):
            let given = name == "zip" ? site.positional : Array(site.positional.prefix(1))
            return given.contains { hasFewElements($0, depth: depth + 1) }
        default: return false
        }
    }

    private func isShort(_ located: Located, depth: Int) -> Bool {
        guard depth < Self.deepest else { return false }
        switch located.value {
        case .list(let items): return items.count < Self.fewRounds && !items.contains(where: \.isElement)
        case .call(let call): return rounds(of: call).map { $0 < Double(Self.fewRounds) } ?? false
        case .fallback(let inner, _): return isShort(inner, depth: depth + 1)
        case .dictionary(let entries): return entries.count < Self.fewRounds && located.isWholeDictionary && !entries.isEmpty
        case .choice(let members): return !members.isEmpty && members.allSatisfy { isShort($0, depth: depth + 1) }
        default: return false
        }
    }
}
