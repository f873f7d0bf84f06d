internal import Parsing

/// Which of a name's bindings may hold at a place.
extension Resolver {
    /// How many bindings of one name are told apart; more make it unknown.
    private static let mostBindings = 16
    /// How many bindings behind a place are looked through for those of an earlier round.
    private static let mostLater = 64
    /// How many parts a text or list that is extended in place may have.
    private static let mostExtensions = 128

    /// The bindings that a name may have at a place: the last one that surely holds, and those behind it that may. Empty for a name
    /// that nothing around the place binds.
    public func bindings(of name: String, from scope: ScopeID, at offset: Int) -> [Binding] {
        bindingsWithScope(of: name, from: scope, at: offset).bindings
    }

    func bindingsWithScope(of name: String, from scope: ScopeID, at offset: Int) -> (bindings: [Binding], scope: ScopeID?) {
        var current: ScopeID? = scope
        var isOuter = false
        var isFirst = true
        while let id = current {
            let scope = unit.scopes[id]
            defer {
                if case .function = scope.kind { isOuter = true }
                isFirst = false
                current = scope.parent
            }
            if case .classBody = scope.kind, !isFirst { continue }
            if let outer = scope.outerNames[name] {
                return (alternatives(unit.scopes[outer].bindings[name] ?? [], at: nil), outer)
            }
            guard let all = scope.bindings[name], !all.isEmpty else { continue }
            let found = alternatives(all, at: isOuter ? nil : offset)
            if !found.isEmpty { return (found, id) }
            // A function's own name is its own everywhere in it, also before it has a value.
            if case .function = scope.kind { return ([Self.nothing(at: offset)], id) }
        }
        return ([], nil)
    }

    private static func nothing(at offset: Int) -> Binding {
        Binding(source: .unknown, offset: offset, isConditional: false, loop: nil, block: 0, isForAbsent: false)
    }

    /// Newest first. Without a place (a function that runs later), every binding of the scope has been made.
    func alternatives(_ all: [Binding], at offset: Int?) -> [Binding] {
        let end = offset.map { place in firstIndex(in: all) { $0.offset > place } } ?? all.count
        var result: [Binding] = []
        var covered: Set<BlockID> = []
        var sure: Binding?
        var extensions = 0
        for binding in all[..<end].reversed() {
            if isCovered(binding.block, covered) || offset.map({ !isVisible(binding, at: $0) }) ?? false { continue }
            if case .extended = binding.source { extensions += 1 }
            guard result.count + 1 - extensions <= Self.mostBindings else { return [Self.nothing(at: binding.offset)] }
            guard extensions <= Self.mostExtensions else {
                result.append(Self.nothing(at: binding.offset))
                break
            }
            result.append(binding)
            if case .extended = binding.source { continue }
            // A binding that another function makes says nothing about when.
            if binding.isForAbsent || binding.isConditional && unit.blocks[binding.block].parent == nil { continue }
            if cover(binding.block, &covered, at: offset) {
                sure = binding
                break
            }
        }
        guard let offset else { return result }
        result += laterRounds(all[end...], at: offset, behind: sure)
        return result.count - extensions > Self.mostBindings ? [Self.nothing(at: offset)] : result
    }

    /// Bindings behind the place that an earlier round of a loop around both may have made.
    private func laterRounds(_ later: ArraySlice<Binding>, at offset: Int, behind sure: Binding?) -> [Binding] {
        guard let limit = outermostLoop(at: offset) else { return [] }
        var result: [Binding] = []
        for (count, binding) in later.enumerated() {
            guard count < Self.mostLater else { return [Binding](repeating: Self.nothing(at: offset), count: Self.mostBindings + 1) }
            guard binding.offset <= limit.end else { break }
            var loop = binding.loop
            while let id = loop, !unit.loops[id].span.contains(offset) { loop = unit.loops[id].parent }
            guard let shared = loop, case let span = unit.loops[shared].span else { continue }
            // Each round makes the sure one anew.
            if let sure, span.contains(unit.blocks[sure.block].span) { continue }
            result.append(binding)
            guard result.count <= Self.mostBindings else { return result }
        }
        return result
    }

    private func isCovered(_ block: BlockID, _ covered: Set<BlockID>) -> Bool {
        guard !covered.isEmpty else { return false }
        var current: BlockID? = block
        while let id = current {
            if covered.contains(id) { return true }
            current = unit.blocks[id].parent
        }
        return false
    }

    /// Not in a branch that excludes the place, nor in one that was left before it.
    private func isVisible(_ binding: Binding, at offset: Int) -> Bool {
        var current: BlockID? = binding.block
        while let id = current, !unit.blocks[id].span.contains(offset) {
            let block = unit.blocks[id]
            if block.leaves { return false }
            if let decision = block.decision, unit.decisions[decision].span.contains(offset) { return sharesLoop(binding, offset, decision) }
            current = block.parent
        }
        return true
    }

    /// An earlier round may have taken the other branch.
    private func sharesLoop(_ binding: Binding, _ offset: Int, _ decision: Int) -> Bool {
        var loop = binding.loop
        while let id = loop {
            let span = unit.loops[id].bodySpan
            if span.contains(offset), span.contains(unit.decisions[decision].span) { return true }
            loop = unit.loops[id].parent
        }
        return false
    }

    /// Notes that a block binds the name; gives true when the place is then sure to see it.
    private func cover(_ block: BlockID, _ covered: inout Set<BlockID>, at offset: Int?) -> Bool {
        var current = block
        while true {
            covered.insert(current)
            let own = unit.blocks[current]
            if let offset, own.span.contains(offset) { return true }
            guard let parent = own.parent else { return true }
            guard let decision = own.decision, unit.decisions[decision].isExhaustive,
                unit.decisions[decision].blocks.count <= 64,
                unit.decisions[decision].blocks.allSatisfy({ covered.contains($0) || unit.blocks[$0].leaves || unit.blocks[$0].jumps })
            else { return false }
            current = parent
        }
    }

    private func firstIndex(in bindings: [Binding], where isBehind: (Binding) -> Bool) -> Int {
        var low = 0
        var high = bindings.count
        while low < high {
            let middle = (low + high) / 2
            if isBehind(bindings[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func outermostLoop(at offset: Int) -> Span? {
        var low = 0
        var high = outermostLoops.count
        while low < high {
            let middle = (low + high) / 2
            if outermostLoops[middle].start <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0, outermostLoops[low - 1].contains(offset) else { return nil }
        return outermostLoops[low - 1]
    }
}
