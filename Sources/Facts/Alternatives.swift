internal import Catalog
internal import CodeModel
internal import Parsing

/// Places in branches of one statement, of which a run takes only one.
extension CodeExtraction {
    /// The branches that a place stands in, by the choice that each of them belongs to.
    func branches(around span: Span) -> [Int: BlockID] {
        var result: [Int: BlockID] = [:]
        for (id, block) in unit.blocks.enumerated() where block.span.contains(span) {
            if let decision = block.decision { result[decision] = id }
        }
        return result
    }

    /// Whether no run takes both.
    static func areAlternatives(_ one: [Int: BlockID], _ other: [Int: BlockID]) -> Bool {
        one.contains { decision, block in other[decision].map { $0 != block } ?? false }
    }

    /// The test before a branch, as it is written.
    func test(before block: BlockID, _ order: TextOrder) -> String? {
        let start = unit.blocks[block].span.start
        // Tests are short; what stands further up belongs to something else.
        let near = order.expressions(in: Span(max(0, start - 400), start))
        return near.last { unit[$0].role == .condition && unit[$0].span.end <= start }.map { unit.text($0) }
    }

    /// The same embedding in two branches is one thing to change: the first is reported, and names the other.
    mutating func settleBranches() {
        let calls = result.facts.indices.filter { result.facts[$0].kind == .embeddingCall && result.facts[$0]["loop"].text == LoopKind.perItem.rawValue }
        let groups = Dictionary(grouping: calls) { index in
            let fact = result.facts[index]
            return [fact.symbol, fact["loop.over"].text ?? "", fact["call"].text ?? "", "\(fact.related.last?.place.span.start ?? -1)"]
        }
        for group in groups.values where (2...16).contains(group.count) {
            let around = group.map { branches(around: result.facts[$0].place.span) }
            for later in group.indices.dropFirst() {
                let earlier = group.indices[..<later].first { result.facts[group[$0]]["loop"].isKnown && Self.areAlternatives(around[$0], around[later]) }
                guard let first = earlier else { continue }
                result.facts[group[later]].fields["loop"] = nil
                let place = result.facts[group[later]].place
                result.facts[group[first]].related.append(RelatedPlace(place, "the other branch does the same"))
            }
        }
    }
}
