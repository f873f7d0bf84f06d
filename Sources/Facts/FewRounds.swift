internal import CodeModel

/// Loops whose few rounds the file shows: what each of them costs hardly matters.
extension CodeExtraction {
    private static let fewRounds = 8.0
    /// How many entries people write out by hand for one case each: kinds of file, regions, fuels.
    private static let fewEntries = 16

    /// A list or dictionary that is written out, a small number.
    func hasFewRounds(_ loop: LoopID) -> Bool {
        guard let iterable = unit.loops[loop].iterable else { return false }
        if hasFewElements(iterable, depth: 0) { return true }
        guard case .call(let call) = unit[iterable].kind, calledWord(unit.calls[call].callee) == "range" else { return false }
        let bounds = unit.calls[call].positional.map { number(resolver.resolve($0)) }
        guard bounds.count <= 2, let last = bounds.last, let high = last else { return false }
        return high - (bounds.count == 2 ? (bounds[0] ?? 0) : 0) <= Self.fewRounds
    }

    /// A number, also one that a parameter has unless a caller says otherwise.
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
        case .list(let items): return Double(items.count) <= Self.fewRounds && !items.contains(where: \.isElement)
        case .dictionary(let entries): return entries.count < Self.fewEntries && located.isWholeDictionary && !entries.isEmpty
        case .choice(let members): return !members.isEmpty && members.allSatisfy { isShort($0, depth: depth + 1) }
        default: return false
        }
    }
}
