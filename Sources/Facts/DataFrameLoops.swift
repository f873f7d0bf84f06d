internal import Catalog
internal import CodeModel
internal import Parsing

/// Loops that walk a data frame row by row.
extension CodeExtraction {
    mutating func addDataFrameLoops() {
        let libraries = knowledge.frames.libraries.filter { imports($0.package) }
        let loops = unit.loops.indices.filter { unit.loops[$0].kind == .each }
        guard !libraries.isEmpty, !loops.isEmpty else { return }
        let order = TextOrder(unit)
        for library in libraries {
            for loop in loops { addDataFrameLoop(loop, library, order) }
        }
    }

    /// Expressions and calls by where they begin, so that a loop's are found without a walk over the file.
    private struct TextOrder {
        private let expressions: [(start: Int, id: ExpressionID)]
        private let calls: [(start: Int, id: CallID)]

        init(_ unit: CodeUnit) {
            expressions = unit.expressions.indices.map { (unit.expressions[$0].span.start, $0) }.sorted { $0 < $1 }
            calls = unit.calls.indices.map { (unit.calls[$0].span.start, $0) }.sorted { $0 < $1 }
        }

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

    private func imports(_ package: String) -> Bool {
        unit.importedModules.contains { $0 == package || $0.hasPrefix("\(package).") }
    }

    private mutating func addDataFrameLoop(_ loop: LoopID, _ library: DataFrameKnowledge.Library, _ order: TextOrder) {
        let declaration = unit.loops[loop]
        guard declaration.targets.count == 1, let target = declaration.targets.first, let iterable = declaration.iterable,
            let frame = frameCounted(by: iterable), !waits(in: declaration, order)
        else { return }
        let accesses = rowAccesses(of: frame, by: target, in: declaration, library, order)
        guard let first = accesses.first, !isSmall(frame, at: declaration, library, order) else { return }
        let header = Span(declaration.span.start, declaration.bodySpan.start)
        var fact = makeFact(
            .dataFrameLoop, at: trimmed(header), scope: declaration.scope,
            fields: [
                "library": .text(library.name), "pattern": .text("row-index"), "frame": .text(frame),
                "access": .text(unit.text(first).prefixed(60)),
            ])
        fact.related.append(RelatedPlace(Place(path: path, span: unit[first].span, in: unit.source), "each round reads one row here"))
        result.facts.append(fact)
    }

    /// The frame in `range(len(frame))` or `range(frame.shape[0])`, also behind `tqdm(…)`; as text.
    private func frameCounted(by iterable: ExpressionID) -> String? {
        guard case .call(let call) = unit[iterable].kind else { return nil }
        let site = unit.calls[call]
        let name = unit.text(site.callee)
        if name.hasSuffix("tqdm") || name == "list", let inner = site.positional.first { return frameCounted(by: inner) }
        guard name == "range" || name.hasSuffix("trange"), site.positional.count <= 2, let last = site.positional.last else { return nil }
        return frameMeasured(by: last, depth: 0)
    }

    private func frameMeasured(by length: ExpressionID, depth: Int) -> String? {
        guard depth < 4 else { return nil }
        switch unit[length].kind {
        case .call(let call):
            guard unit.text(unit.calls[call].callee) == "len", let measured = unit.calls[call].positional.first else { return nil }
            if case .member(let object, "index") = unit[measured].kind { return unit.text(object) }
            return unit.text(measured)
        case .index(let shape, let index):
            guard case .member(let object, "shape") = unit[shape].kind, case .number(0) = unit[index].kind else { return nil }
            return unit.text(object)
        case .binary("-", let left, _): return frameMeasured(by: left, depth: depth + 1)
        case .name(let name):
            let found = resolver.bindings(of: name, from: unit[length].scope, at: unit[length].span.start)
            guard found.count == 1, case .expression(let value)? = found.first?.source else { return nil }
            return frameMeasured(by: value, depth: depth + 1)
        default: return nil
        }
    }

    /// `frame.iloc[i]`, `frame.loc[i, …]`, in the loop's body, in order.
    private func rowAccesses(
        of frame: String, by target: String, in loop: Loop, _ library: DataFrameKnowledge.Library, _ order: TextOrder
    ) -> [ExpressionID] {
        order.expressions(in: loop.bodySpan).sorted().filter { id in
            // What is only written row by row is another pattern.
            if case .assigned(let names) = unit[id].role, names.isEmpty { return false }
            guard case .index(let object, let index) = unit[id].kind, loop.bodySpan.contains(unit[id].span),
                resolver.mentions(index, [target]), !isSlice(index), case .member(let owner, let accessor) = unit[object].kind,
                library.rowAccessors.contains(accessor)
            else { return false }
            if unit.text(owner) == frame { return true }
            // `frame["column"].iloc[i]`, `frame.column.iloc[i]`.
            switch unit[owner].kind {
            case .index(let inner, _), .member(let inner, _): return unit.text(inner) == frame
            default: return false
            }
        }
    }

    private func isSlice(_ id: ExpressionID) -> Bool {
        switch unit[id].kind {
        case .slice: true
        case .list(let parts): parts.first.map { if case .slice = unit[$0].kind { true } else { false } } ?? false
        default: false
        }
    }

    /// A body that waits for something else each round: arithmetic is not what costs there.
    private func waits(in loop: Loop, _ order: TextOrder) -> Bool {
        order.calls(in: loop.bodySpan).contains { call in
            factCalls.contains(call) || calledWord(unit.calls[call].callee).map(knowledge.frames.waitsFor.contains) ?? false
        }
    }

    /// A frame that is known to have a few rows.
    private func isSmall(_ frame: String, at loop: Loop, _ library: DataFrameKnowledge.Library, _ order: TextOrder) -> Bool {
        guard let iterable = loop.iterable else { return false }
        for expression in order.expressions(in: unit[iterable].span) where unit.text(expression) == frame {
            guard case .call(let maker) = resolver.resolve(expression).value else { return false }
            let name = unit.text(unit.calls[maker].callee).split(separator: ".").last.map(String.init) ?? ""
            if library.fewRows.contains(name) { return true }
            guard name == "DataFrame", let data = unit.calls[maker].positional.first ?? unit.calls[maker].keyword("data") else { return false }
            // Written out in the source: as many rows as somebody typed.
            switch resolver.resolve(data).value {
            case .list(let items): return items.allSatisfy { if case .element = $0.value { false } else { true } }
            case .dictionary(let entries): return entries.allSatisfy { $0.value.items?.isEmpty == false }
            default: return false
            }
        }
        return false
    }

    private func trimmed(_ span: Span) -> Span {
        var end = span.end
        let bytes = unit.source.bytes
        while end > span.start, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[end - 1]) { end -= 1 }
        return Span(span.start, end)
    }
}
