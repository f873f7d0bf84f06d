internal import CodeModel
internal import Parsing

/// Expressions and calls by where they begin, so that those of one loop or function are found without a walk over the file.
struct TextOrder: Sendable {
    private let expressions: [(start: Int, id: ExpressionID)]
    private let calls: [(start: Int, id: CallID)]

    init(_ unit: CodeUnit) {
        expressions = unit.expressions.indices.map { (unit.expressions[$0].span.start, $0) }.sorted { $0 < $1 }
        calls = unit.calls.indices.map { (unit.calls[$0].span.start, $0) }.sorted { $0 < $1 }
    }

    /// In the order of the text, outer ones after those that they begin with.
    func expressions(in span: Span) -> [ExpressionID] { Self.slice(expressions, span) }
    func calls(in span: Span) -> [CallID] { Self.slice(calls, span) }

    private static func slice(_ all: [(start: Int, id: Int)], _ span: Span) -> [Int] {
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle].start < span.start { low = middle + 1 } else { high = middle }
        }
        return all[low...].prefix { $0.start < span.end }.map(\.id)
    }
}
