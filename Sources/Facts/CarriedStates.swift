internal import CodeModel
internal import Parsing

/// Rounds of a loop that hand something on to later ones: no operation on whole columns takes their place by itself.
extension CodeExtraction {
    /// Whether one branch of the body reads a name that another branch of the same choice sets, so that it has it from a round before:
    ///
    ///     for index, row in frame.iterrows():
    ///         if row["level"] == 1:
    ///             heading = row["name"]
    ///         else:
    ///             frame.at[index, "name"] = f"{heading}, {row['name']}"
    mutating func carriesState(_ loop: Loop, _ order: TextOrder) -> Bool {
        let body = loop.bodySpan
        let branches = unit.decisions.filter { body.contains($0.span) && $0.blocks.count > 1 }.map { $0.blocks.map { unit.blocks[$0].span } }
        guard !branches.isEmpty else { return false }
        let bound = unit.scopes[loop.scope].bindings.flatMap { name, bindings in bindings.filter { body.contains(Span($0.offset, $0.offset)) }.map { (name: name, offset: $0.offset) } }
        return bound.contains { binding in
            let place = Span(binding.offset, binding.offset)
            let others = branches.filter { $0.contains { $0.contains(place) } }.flatMap { $0.filter { !$0.contains(place) } }
            // What a branch sets itself before it reads it is its own.
            return others.contains { other in
                let isOwn = bound.contains { $0.name == binding.name && other.contains(Span($0.offset, $0.offset)) }
                return !isOwn && order.expressions(in: other).contains { id in if case .name(binding.name) = unit[id].kind { true } else { false } }
            } && !bound.contains { $0.name == binding.name && $0.offset < place.start && isAlways($0.offset, in: body) }
        }
    }

    /// Whether what stands there is done in every round.
    private func isAlways(_ offset: Int, in body: Span) -> Bool {
        let place = Span(offset, offset)
        return !unit.blocks.contains { $0.decision != nil && body.contains($0.span) && $0.span != body && $0.span.contains(place) }
    }
}
