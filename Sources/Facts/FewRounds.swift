internal import CodeModel

/// Loops whose few rounds the file shows: what each of them costs hardly matters.
extension CodeExtraction {
    private static let fewRounds = 8.0
    /// How many entries people write out by hand for one case each: kinds of building, regions, fuels, years.
    private static let fewEntries = 20

    /// A list or dictionary that is written out, a small number.
    func hasFewRounds(_ loop: LoopID) -> Bool {
        guard let iterable = unit.loops[loop].iterable else { return false }
        if hasFewElements(iterable, depth: 0) { return true }
        guard case .call(let call) = unit[iterable].kind else { return false }
        return rounds(of: call).map { $0 <= Self.fewRounds } ?? false
    }

    /// How many numbers `range(…)` gives, when that is written.
    private func rounds(of call: CallID) -> Double? {
        guard calledWord(unit.calls[call].callee) == "range" else { return nil }
        let bounds = unit.calls[call].positional.map(number)
        guard bounds.count <= 2, let last = bounds.last, let high = last else { return nil }
        return high - (bounds.count == 2 ? (bounds[0] ?? 0) : 0)
    }

    /// A number, also one that a parameter has unless a caller says otherwise, and less or more than such a one.
    private func number(_ id: ExpressionID) -> Double? {
        guard case .binary(let symbol, let left, let right) = unit[id].kind, symbol == "-" || symbol == "+" else { return number(resolver.resolve(id)) }
        guard let one = number(left), let other = number(right) else { return nil }
        return symbol == "-" ? one - other : one + other
    }

    private func number(_ located: Located) -> Double? {
        switch located.value {
        case .fallback(let inner, _): number(inner)
        case .parameter(let function, let position): unit.functions[function].parameters[position].defaultValue.flatMap { number(resolver.resolve($0)) }
        default: located.number
        }
    }

    private func hasFewElements(_ iterable: ExpressionID, depth: Int) -> Bool {
        guard depth < 4 else { return false }
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
        guard depth < 4 else { return false }
        switch located.value {
        case .list(let items): return items.count < Self.fewEntries && !items.contains(where: \.isElement)
        case .call(let call): return rounds(of: call).map { $0 < Double(Self.fewEntries) } ?? false
        case .fallback(let inner, _): return isShort(inner, depth: depth + 1)
        case .dictionary(let entries): return entries.count < Self.fewEntries && located.isWholeDictionary && !entries.isEmpty
        case .choice(let members): return !members.isEmpty && members.allSatisfy { isShort($0, depth: depth + 1) }
        default: return false
        }
    }
}
