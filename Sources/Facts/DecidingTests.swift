internal import CodeModel
internal import Parsing

/// The tests that decide whether a call in a loop or function is made.
extension CodeExtraction {
    /// A condition before a branch, and whether the branch is the one that is taken where it does not hold.
    struct DecidingTest {
        var condition: ExpressionID
        var isOtherwise: Bool
    }

    /// - Parameter expressions: those of the body, at least up to the call.
    func decidingTests(of site: CallSite, within body: Span, among expressions: some Sequence<ExpressionID>) -> [DecidingTest] {
        let branches = unit.blocks.filter { $0.decision != nil && $0.span.contains(site.span) && body.contains($0.span) && $0.span != body }
        guard !branches.isEmpty else { return [] }
        let conditions = expressions.filter { unit[$0].role == .condition && body.contains(unit[$0].span) && unit[$0].span.end <= site.span.start }
        return branches.compactMap { branch in
            let before = conditions.filter { unit[$0].span.end <= branch.span.start }
            guard let condition = before.max(by: { unit[$0].span.end < unit[$1].span.end }), let decision = branch.decision else { return nil }
            let isOtherwise = unit.decisions[decision].blocks.contains { other in
                let span = unit.blocks[other].span
                return span.start >= unit[condition].span.end && span.start < branch.span.start
            }
            return DecidingTest(condition: condition, isOtherwise: isOtherwise)
        }
    }

    /// In a branch that is taken where something is not there yet.
    func isBehindTest(_ site: CallSite, within body: Span) -> Bool {
        decidingTests(of: site, within: body, among: unit.expressions.indices).contains { test in
            let text = unit.source.text(unit[test.condition].span)
            return text.hasPrefix("!") || text.hasPrefix("not ") || [" in ", " is None", "== null", "== undefined", "== nil"].contains(where: text.contains)
        }
    }
}
