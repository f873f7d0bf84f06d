internal import Catalog
internal import CodeModel
internal import Parsing

/// What to write in place of a walk over rows, where what it does is plain.
extension CodeExtraction {
    mutating func addFrameRemedies() {
        let walks = result.facts.indices.filter { result.facts[$0].kind == .dataFrameLoop }
        guard !walks.isEmpty else { return }
        let order = textOrder()
        for index in walks {
            switch result.facts[index]["pattern"].text {
            case "row-apply": describeRowFunction(index, order)
            case "row-index": if let remedy = columnForm(of: result.facts[index], order) { result.facts[index].fields["remedy.call"] = .text(remedy) }
            case "row-writeback": if let remedy = neighbourForm(of: result.facts[index], order) { result.facts[index].fields["remedy.call"] = .text(remedy) }
            default: break
            }
        }
    }

    // MARK: frame.apply(lambda row: …, axis=1)

    private mutating func describeRowFunction(_ index: Int, _ order: TextOrder) {
        let span = result.facts[index].place.span
        guard let call = order.calls(in: span).first(where: { unit.calls[$0].span == span }), let function = unit.calls[call].positional.first,
            case .member(let object, _) = unit[unit.calls[call].callee].kind
        else { return }
        let inside = unit[function].span
        let parts = order.expressions(in: inside).filter { $0 != function }
        guard let body = parts.last(where: { unit[$0].parent < 0 && unit[$0].span != inside }) else { return }
        let isChoice = parts.contains { if case .conditional = unit[$0].kind { true } else { false } }
        var work = "do arithmetic on its columns"
        if isChoice { work = "choose between values by its columns" } else if isTest(body) { work = "compare its columns" }
        result.facts[index].fields["work"] = .text(work)
        let frame = unit.text(object).oneLine
        guard frame.count <= 40, let scope = unit.scopes.last(where: { $0.kind == .comprehension && $0.span == inside }),
            let row = scope.bindings.keys.first, scope.bindings.count == 1
        else { return }
        if let line = onColumns(body, row: row, frame: frame, order), line.count <= 110 { result.facts[index].fields["remedy.call"] = .text(line) }
    }

    private func isTest(_ id: ExpressionID) -> Bool {
        switch unit[id].kind {
        case .comparison, .both, .either, .negation: true
        default: false
        }
    }

    /// The function's expression with the frame in place of its row; nil where it calls what takes no columns.
    private func onColumns(_ id: ExpressionID, row: String, frame: String, _ order: TextOrder, depth: Int = 0) -> String? {
        guard depth < 8 else { return nil }
        func next(_ id: ExpressionID) -> String? { onColumns(id, row: row, frame: frame, order, depth: depth + 1) }
        func joined(_ parts: [ExpressionID], _ symbol: String) -> String? {
            let texts = parts.compactMap(next)
            return texts.count == parts.count ? texts.map { "(\($0))" }.joined(separator: " \(symbol) ") : nil
        }
        switch unit[id].kind {
        case .conditional(let test, let then, let otherwise):
            guard let test = next(test), let then = next(then), let otherwise = next(otherwise) else { return nil }
            return "numpy.where(\(test), \(then), \(otherwise))"
        case .both(let parts): return joined(parts, "&")
        case .either(let parts): return joined(parts, "|")
        case .negation(let inner): return next(inner).map { "~(\($0))" }
        default: break
        }
        let inner = order.expressions(in: unit[id].span).filter { unit[id].span.contains(unit[$0].span) }
        let isPlain = inner.allSatisfy { part in
            switch unit[part].kind {
            case .conditional, .both, .either, .negation: false
            case .call(let call): resolver.qualifiedName(unit.calls[call].callee).hasPrefix("numpy.")
            default: true
            }
        }
        guard isPlain else { return nil }
        var text = ""
        var start = unit[id].span.start
        for part in inner.sorted(by: { unit[$0].span.start < unit[$1].span.start }) {
            guard case .name(row) = unit[part].kind, unit[part].span.start >= start else { continue }
            text += unit.source.text(Span(start, unit[part].span.start)) + frame
            start = unit[part].span.end
        }
        return (text + unit.source.text(Span(start, unit[id].span.end))).oneLine
    }

    // MARK: for i in range(len(frame))

    /// What stands for a loop that reads rows by position.
    private func columnForm(of fact: Fact, _ order: TextOrder) -> String? {
        let start = fact.place.span.start
        guard let loop = unit.loops.first(where: { $0.span.start == start && $0.iterable != nil }), let target = loop.targets.first,
            let frame = fact["frame"].text
        else { return nil }
        let body = loop.kind == .comprehension ? loop.span : loop.bodySpan
        let expressions = order.expressions(in: body)
        if expressions.contains(where: { isNeighbour($0, target) }) {
            return "take the neighbouring rows as columns (shift, diff, rolling or ffill), and compare or compute with whole columns"
        }
        if expressions.contains(where: { isSearch($0, in: frame, loop) }) {
            return "a merge, a groupby or a lookup by key in place of the search through another frame in each round, which costs more than the reading"
        }
        guard loop.kind == .comprehension || onlyGathers(expressions) else { return nil }
        var columns: [String] = []
        for id in expressions {
            guard let column = column(id, of: frame, target) else { continue }
            if !columns.contains(column) { columns.append(column) }
        }
        guard let first = columns.first else { return nil }
        return columns.count == 1
            ? "\(first).tolist(), or an expression on \(first)"
            : "zip(\(columns.prefix(4).joined(separator: ", "))) goes over them together, dict(zip(…)) makes a lookup of two"
    }

    /// The same for a loop that writes back, where a row needs those beside it.
    private func neighbourForm(of fact: Fact, _ order: TextOrder) -> String? {
        let start = fact.place.span.start
        guard let loop = unit.loops.first(where: { $0.span.start == start && $0.iterable != nil }), let target = loop.targets.first,
            order.expressions(in: loop.bodySpan).contains(where: { isNeighbour($0, target) })
        else { return nil }
        return "take the neighbouring rows as columns (shift, diff, rolling, cumsum or ffill), and compute with whole columns"
    }

    /// A body that only puts what it reads elsewhere.
    private func onlyGathers(_ expressions: [ExpressionID]) -> Bool {
        expressions.allSatisfy { id in
            if unit[id].role == .condition { return false }
            switch unit[id].kind {
            case .binary, .comparison, .conditional, .comprehension: return false
            case .call(let call): return ["append", "add", "str", "int", "float"].contains(calledWord(unit.calls[call].callee) ?? "")
            default: return true
            }
        }
    }

    /// `frame.iloc[i - 1]`, `frame["column"][i - 1]`.
    private func isNeighbour(_ id: ExpressionID, _ target: String) -> Bool {
        guard case .index(let object, let key) = unit[id].kind else { return false }
        switch unit[object].kind {
        case .member: break
        case .index(_, let column): guard case .text = unit[column].kind else { return false }
        default: return false
        }
        let parts: [ExpressionID]
        if case .list(let items) = unit[key].kind { parts = items } else { parts = [key] }
        return parts.contains { part in
            guard case .binary(let symbol, let left, let right) = unit[part].kind, ["+", "-"].contains(symbol) else { return false }
            return resolver.mentions(left, [target]) && resolver.resolve(right).number != nil
        }
    }

    /// `other["key"] == …` as a mask: a look at every row of another frame.
    private func isSearch(_ id: ExpressionID, in frame: String, _ loop: Loop) -> Bool {
        guard case .comparison(let operators, let operands) = unit[id].kind, operators == ["=="],
            case .index(let object, let column) = unit[operands[0]].kind, case .text = unit[column].kind, case .name(let other) = unit[object].kind,
            other != frame, !loop.targets.contains(other), !isBound(other, in: loop)
        else { return false }
        var current = id
        for _ in 0..<8 {
            if case .assigned = unit[current].role { return true }
            let parent = unit[current].parent
            guard parent >= 0 else { return false }
            switch unit[parent].kind {
            case .binary("&", _, _), .binary("|", _, _), .list: current = parent
            case .index(_, current): return true
            default: return false
            }
        }
        return false
    }

    private func isBound(_ name: String, in loop: Loop) -> Bool {
        unit.scopes[loop.scope].bindings[name]?.contains { loop.bodySpan.contains($0.offset - 1) } ?? false
    }

    /// The column of `frame.loc[i, "a"]`, `frame.iloc[i]["a"]`, `frame.iloc[i].a`, `frame["a"].iloc[i]`, as it is written for all rows.
    private func column(_ id: ExpressionID, of frame: String, _ target: String) -> String? {
        func text(_ id: ExpressionID) -> String? { if case .text = unit[id].kind { "\(frame)[\(unit.text(id))]" } else { nil } }
        func isRow(_ id: ExpressionID) -> Bool {
            guard case .index(let rows, let row) = unit[id].kind, resolver.mentions(row, [target]), case .member(let owner, _) = unit[rows].kind
            else { return false }
            return unit.text(owner) == frame
        }
        switch unit[id].kind {
        case .member(let row, let name):
            guard isRow(row), !["name", "values", "index"].contains(name) else { return nil }
            if unit[id].parent >= 0, case .call(let call) = unit[unit[id].parent].kind, unit.calls[call].callee == id { return nil }
            return "\(frame).\(name)"
        case .index(let object, let key):
            if isRow(object) { return text(key) }
            guard resolver.mentions(key, [target]) else { return nil }
            if case .index(let owner, let name) = unit[object].kind, unit.text(owner) == frame { return text(name) }
            guard case .member(let owner, _) = unit[object].kind else { return nil }
            if case .list(let parts) = unit[key].kind, parts.count == 2, unit.text(owner) == frame { return text(parts[1]) }
            if case .index(let inner, let name) = unit[owner].kind, unit.text(inner) == frame { return text(name) }
            return nil
        default: return nil
        }
    }
}
