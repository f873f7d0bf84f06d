/// The conditions of a template that hold at one place: the widest and the narrowest. Conditions nest, and never cross.
struct TemplateScope {
    var outermost: Span?
    var innermost: Span?

    /// Whether a condition decides about all of a node that starts here and ends there.
    func holds(_ end: Int) -> Bool { outermost.map { $0.end >= end } ?? false }

    /// Whether a node that starts here reaches out of a condition: then some of what is in it is conditional.
    func isLeft(by end: Int) -> Bool { innermost.map { $0.end < end } ?? false }

    /// Whether a condition that starts behind a collection's start decides about a child of it that starts here and ends there.
    func isEntered(after start: Int, until end: Int) -> Bool { innermost.map { $0.start > start && $0.end >= end } ?? false }
}

/// What the composer of a masked text asks about the template, while it goes through the text.
struct TemplateCursor {
    private var masked: Masked
    private let original: [UInt8]
    private var nextCondition = 0
    private var active: [Span] = []

    init(_ masked: Masked, original: [UInt8]) {
        self.masked = masked
        self.original = original
    }

    /// The conditions around an offset. Offsets must not go back.
    mutating func scope(at offset: Int) -> TemplateScope {
        while let last = active.last, last.end <= offset { active.removeLast() }
        while nextCondition < masked.conditions.count, masked.conditions[nextCondition].start <= offset {
            let condition = masked.conditions[nextCondition]
            nextCondition += 1
            if condition.end > offset { active.append(condition) }
        }
        return TemplateScope(outermost: active.first, innermost: active.last)
    }

    /// Whether a template line in a span may add entries to a collection whose entries start at a column; nil for one in
    /// brackets, where columns mean nothing.
    func fills(_ span: Span, column: Int?) -> Bool {
        var index = firstHole(at: span.start)
        while index < masked.holes.count, masked.holes[index].offset < span.end {
            guard let column, let indent = masked.holes[index].indent else { return true }
            if indent <= column { return true }
            index += 1
        }
        return false
    }

    /// Says that what template lines in a span add stays in it: it has brackets.
    mutating func enclose(_ span: Span) {
        var index = firstHole(at: span.start)
        while index < masked.holes.count, masked.holes[index].offset < span.end {
            masked.holes[index].indent = .max
            index += 1
        }
    }

    /// Whether a template line in a span may be the value of a key that starts at a column.
    func fillsValue(_ span: Span, column: Int) -> Bool {
        var index = firstHole(at: span.start)
        while index < masked.holes.count, masked.holes[index].offset < span.end {
            if masked.holes[index].indent.map({ $0 >= column }) ?? true { return true }
            index += 1
        }
        return false
    }

    /// Whether an action stands in a scalar.
    func touches(_ span: Span) -> Bool {
        var low = 0
        var high = masked.actions.count
        while low < high {
            let middle = (low + high) / 2
            if masked.actions[middle].start < span.start { low = middle + 1 } else { high = middle }
        }
        return low < masked.actions.count && masked.actions[low].start < span.end
    }

    /// Whether a comment is one of the file's own.
    func isOriginal(_ offset: Int) -> Bool { original[offset] == UInt8(ascii: "#") }

    private func firstHole(at offset: Int) -> Int {
        var low = 0
        var high = masked.holes.count
        while low < high {
            let middle = (low + high) / 2
            if masked.holes[middle].offset < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
