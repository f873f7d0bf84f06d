internal import Catalog
internal import CodeModel
internal import Parsing

/// Frames that are searched as a whole for each value of a column: `for key in frame.key.unique(): part = frame[frame.key == key]`.
extension CodeExtraction {
    /// How many names and calls may stand between a loop and the column whose values it goes over.
    private static let deepestValues = 5

    mutating func addGroupFilters(_ library: DataFrameKnowledge.Library, _ frames: FrameNames, _ order: TextOrder) {
        let words = knowledge.frames.rounds
        for loop in unit.loops.indices {
            let declaration = unit.loops[loop]
            guard let iterable = declaration.iterable, let column = columnOfValues(iterable, depth: 0), frames.mayBeFrame(column.frame), !frames.isSmall(column.frame),
                !isSummed(column.frame), !isWindow(column.frame), !words.keys.isDisjoint(with: NameWords.split(column.name)),
                !declaration.targets.contains(where: { saysFew($0, words) }), !waits(in: declaration, order),
                !hasDearCalls(in: loop, isOverData: true, order)
            else { continue }
            let filters = filters(in: loop, order).filter { $0.column == column.text(unit) }
            // Where it writes the rows that it finds, the frame itself is what changes.
            guard let filter = filters.first, !filters.contains(where: { isWritten($0.whole) }) else { continue }
            var fact = makeFact(
                .dataFrameLoop, at: header(of: declaration), scope: declaration.scope,
                fields: [
                    "library": .text(library.name), "pattern": .text("filter-per-group"), "frame": .text(unit.text(column.frame).prefixed(60)),
                    "access": .text(unit.text(filter.whole).prefixed(60)),
                    "remedy.call": .text("for \(filter.key), part in \(unit.text(column.frame)).groupby(\"\(column.name)\")".prefixed(100)),
                ])
            fact.related.append(RelatedPlace(Place(path: path, span: unit[filter.whole].span, in: unit.source), "each round searches all rows here"))
            result.facts.append(fact)
        }
    }

    /// Whether each round searches a table that is there before the loop for its own element, and does not sum up what it finds: the
    /// search costs as much as a copy of all that was found so far.
    func searchesWhole(_ loop: LoopID, _ order: TextOrder) -> Bool {
        !filters(in: loop, order).isEmpty
            && !order.calls(in: unit.loops[loop].bodySpan).contains { calledWord(unit.calls[$0].callee) == "groupby" }
    }

    /// A frame that holds a row for each of some groups already.
    private func isSummed(_ frame: ExpressionID) -> Bool {
        resolver.qualifiedNames(frame).contains { name in
            name.split(whereSeparator: { ".()[]".contains($0) }).contains { knowledge.frames.rounds.summed.contains(String($0)) }
        }
    }

    /// `frame = whole.loc[day - 10 : day]`: the rows of a window are few.
    private func isWindow(_ frame: ExpressionID) -> Bool {
        var values: [ExpressionID] = []
        switch unit[frame].kind {
        case .name(let name):
            for case .expression(let value) in resolver.bindings(of: name, from: unit[frame].scope, at: unit[frame].span.start).map(\.source) { values.append(value) }
        case .member(_, let name): values = unit.classes.flatMap { $0.assigned[name]?.map(\.value) ?? [] }
        default: return false
        }
        return values.contains { value in
            if case .index(_, let key) = unit[value].kind { isSlice(key) } else { false }
        }
    }

    // MARK: Columns

    /// `frame["name"]`, `frame.name`.
    private struct Column {
        var frame: ExpressionID
        var name: String

        /// The same for both ways to write it.
        func text(_ unit: CodeUnit) -> String { "\(unit.text(frame)).\(name)" }
    }

    private func column(_ id: ExpressionID) -> Column? {
        switch unit[id].kind {
        case .member(let frame, let name): return isPlainName(frame) ? Column(frame: frame, name: name) : nil
        case .index(let frame, let key):
            guard case .text(let name) = unit[key].kind, isPlainName(frame) else { return nil }
            return Column(frame: frame, name: name)
        default: return nil
        }
    }

    /// `frame`, `self.frame`.
    private func isPlainName(_ id: ExpressionID) -> Bool {
        switch unit[id].kind {
        case .name: true
        case .member(let object, _): if case .name = unit[object].kind { true } else { false }
        default: false
        }
    }

    /// The column whose different values something holds, also behind names, `sorted(…)`, `range(len(…))` and the like.
    private func columnOfValues(_ id: ExpressionID, depth: Int) -> Column? {
        guard depth < Self.deepestValues else { return nil }
        switch unit[id].kind {
        case .member(let object, "values"): return columnOfValues(object, depth: depth + 1)
        case .name(let name):
            let found = resolver.bindings(of: name, from: unit[id].scope, at: unit[id].span.start)
            guard found.count == 1, case .expression(let value) = found[0].source else { return nil }
            return columnOfValues(value, depth: depth + 1)
        case .call(let call):
            let site = unit.calls[call]
            guard let word = calledWord(site.callee) else { return nil }
            if case .member(let object, _) = unit[site.callee].kind {
                if word == "unique", site.arguments.isEmpty { return column(object) }
                if word == "tolist" { return columnOfValues(object, depth: depth + 1) }
            }
            guard let inner = site.positional.first else { return nil }
            if word == "unique", let column = column(inner) { return column }
            return passesOn(word) ? columnOfValues(inner, depth: depth + 1) : nil
        default: return nil
        }
    }

    // MARK: Searches

    private struct Filter {
        var whole: ExpressionID
        var column: String
        /// The name that stands for the element.
        var key: String
    }

    /// `frame[frame.key == element]`, `frame.loc[frame["key"] == elements[i], …]`, of frames that the loop does not make itself.
    private func filters(in loop: LoopID, _ order: TextOrder) -> [Filter] {
        let declaration = unit.loops[loop]
        guard !declaration.targets.isEmpty else { return [] }
        return order.expressions(in: declaration.bodySpan).compactMap { id in
            guard case .index(let object, let key) = unit[id].kind else { return nil }
            var frame = object
            if case .member(let inner, "loc") = unit[object].kind { frame = inner }
            guard isPlainName(frame), !isMade(frame, in: declaration) else { return nil }
            let mask: ExpressionID? = if case .list(let parts) = unit[key].kind { parts.first } else { key }
            guard let mask, let found = comparison(mask, of: frame, with: declaration.targets, depth: 0) else { return nil }
            return Filter(whole: id, column: found.column.text(unit), key: found.key)
        }
    }

    private func comparison(_ id: ExpressionID, of frame: ExpressionID, with targets: [String], depth: Int) -> (column: Column, key: String)? {
        guard depth < 4 else { return nil }
        switch unit[id].kind {
        case .binary("&", let left, let right):
            return comparison(left, of: frame, with: targets, depth: depth + 1) ?? comparison(right, of: frame, with: targets, depth: depth + 1)
        case .comparison(let operators, let operands):
            guard operators == ["=="], let column = column(operands[0]), unit.text(column.frame) == unit.text(frame) else { return nil }
            switch unit[operands[1]].kind {
            case .name(let name): return targets.contains(name) ? (column, name) : nil
            case .index(_, let index):
                guard case .name(let name) = unit[index].kind, targets.contains(name) else { return nil }
                // Of the position, the group's own name is something else.
                return (column, "key")
            default: return nil
            }
        default: return nil
        }
    }

    private func isMade(_ frame: ExpressionID, in loop: Loop) -> Bool {
        resolver.namesUsed(in: [unit[frame].span]).contains { name in
            resolver.bindings(of: name, from: unit[frame].scope, at: unit[frame].span.start).contains { loop.bodySpan.contains($0.offset - 1) }
        }
    }
}
