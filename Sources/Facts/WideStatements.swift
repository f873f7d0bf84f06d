internal import Catalog
internal import CodeModel
internal import Parsing

/// Rows that come with all their columns, of which the code then reads a few by name.
extension CodeExtraction {
    mutating func addWideStatements() {
        let words = knowledge.wideReads.statements
        guard !words.begins.isEmpty, !words.inProcess.contains(where: imports) else { return }
        for call in unit.calls.indices {
            let site = unit.calls[call]
            guard let word = calledWord(site.callee), words.calls.contains(word), let statement = site.positional.first,
                let text = resolver.resolve(statement).text, asksForAll(text), let columns = columns(ofRows: site)
            else { continue }
            addWideRead(site, "statement", columns: columns, remedy: "SELECT \(columns.joined(separator: ", ")) FROM …")
        }
    }

    private func asksForAll(_ statement: String) -> Bool {
        let words = knowledge.wideReads.statements
        let text = statement.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return text.hasPrefix(words.begins) && !words.fewRows.contains(where: text.contains)
    }

    mutating func addWideRead(_ site: CallSite, _ source: String, columns: [String], remedy: String) {
        var fact = makeFact(
            .wideRead, at: site.span, scope: site.scope,
            fields: [
                "source": .text(source), "call": .text(unit.text(site.callee).split(separator: "\n").first.map { String($0).prefixed(60) } ?? ""),
                "purpose": .text(isMaintenance(site) ? "maintenance" : "application"),
            ])
        if !columns.isEmpty { fact.fields["columns"] = .text(columns.joined(separator: ", ")) }
        if !remedy.isEmpty { fact.fields["remedy.call"] = .text(remedy) }
        result.facts.append(fact)
    }

    /// The columns that are read of the rows; nil where rows go elsewhere or others may be read.
    private mutating func columns(ofRows site: CallSite) -> [String]? {
        guard let function = unit.function(around: site.scope) else { return nil }
        let body = unit.functions[function].span
        var holders: [ExpressionID] = [site.expression]
        // `cursor.execute(…)`, and then `cursor.fetchall()` or a loop over the cursor.
        if case .statement = unit[outermost(site.expression)].role, case .member(let object, _) = unit[site.callee].kind, case .name(let cursor) = unit[object].kind {
            let rest = Span(site.span.end, body.end)
            let later = textOrder().calls(in: rest).filter { call in
                if case .member(let other, _) = unit[unit.calls[call].callee].kind, case .name(cursor) = unit[other].kind { true } else { false }
            }
            let end = later.first { knowledge.wideReads.statements.calls.subtracting(knowledge.wideReads.statements.rows).contains(calledWord(unit.calls[$0].callee) ?? "") }
            let limit = end.map { unit.calls[$0].span.start } ?? body.end
            holders = later.filter { unit.calls[$0].span.start < limit && knowledge.wideReads.statements.rows.contains(calledWord(unit.calls[$0].callee) ?? "") }
                .map { unit.calls[$0].expression }
            holders += resolver.uses(of: cursor, in: Span(rest.start, limit)).filter { if case .iterated = unit[$0].role { true } else { false } }
        }
        guard !holders.isEmpty else { return nil }
        var columns: [String] = []
        for holder in holders {
            guard let loops = loops(over: holder, within: body), !loops.isEmpty else { return nil }
            for loop in loops { guard addColumns(readIn: loop, to: &columns) else { return nil } }
        }
        let unique = columns.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return unique.isEmpty || unique.count > knowledge.wideReads.mostColumns ? nil : unique
    }

    func outermost(_ id: ExpressionID) -> ExpressionID {
        var current = id
        while unit[current].parent >= 0 { current = unit[current].parent }
        return current
    }

    /// The loops that go over the rows, through `.fetchall()` and variables; nil where the rows go anywhere else.
    private func loops(over holder: ExpressionID, within body: Span) -> [LoopID]? {
        var current = holder
        for _ in 0..<8 {
            switch unit[current].role {
            case .iterated(let loop): return [loop]
            case .assigned(let names):
                guard names.count == 1 else { return nil }
                var result: [LoopID] = []
                for use in resolver.uses(of: names[0], in: Span(unit[current].span.end, body.end)) {
                    if case .iterated(let loop) = unit[use].role { result.append(loop) } else if !isCounted(use) { return nil }
                }
                return result
            default: break
            }
            let member = unit[current].parent
            guard member >= 0, case .member(current, let word) = unit[member].kind, knowledge.wideReads.statements.rows.contains(word) else { return nil }
            let outer = unit[member].parent
            if outer >= 0, case .call(let call) = unit[outer].kind, unit.calls[call].callee == member { current = outer } else { current = member }
        }
        return nil
    }

    /// `if rows`, `len(rows)`, `rows.length`.
    private func isCounted(_ use: ExpressionID) -> Bool {
        if unit[use].role == .condition { return true }
        let parent = unit[use].parent
        guard parent >= 0 else { return false }
        switch unit[parent].kind {
        case .negation: return true
        case .member(_, let word): return word == "length"
        case .call(let call): return unit.calls[call].callee != use && knowledge.wideReads.looking.contains(calledWord(unit.calls[call].callee) ?? "")
        default: return false
        }
    }

    /// Whether a loop's rows are read by names of columns alone.
    private func addColumns(readIn loop: LoopID, to columns: inout [String]) -> Bool {
        let declaration = unit.loops[loop]
        guard declaration.targets.count == 1 else { return false }
        let uses = resolver.uses(of: declaration.targets[0], in: declaration.span)
        for use in uses {
            let parent = unit[use].parent
            guard parent >= 0 else { return false }
            switch unit[parent].kind {
            case .index(use, let key):
                guard case .text(let name) = unit[key].kind, !isWrittenTo(parent) else { return false }
                columns.append(name)
            case .member(use, let name):
                let outer = unit[parent].parent
                guard outer >= 0, case .call(let call) = unit[outer].kind, unit.calls[call].callee == parent else {
                    guard !isWrittenTo(parent) else { return false }
                    columns.append(name)
                    continue
                }
                guard knowledge.wideReads.statements.getters.contains(name), let key = unit.calls[call].positional.first, case .text(let column) = unit[key].kind
                else { return false }
                columns.append(column)
            default: return false
            }
        }
        return !uses.isEmpty
    }

    func isWrittenTo(_ id: ExpressionID) -> Bool {
        if case .assigned(let names) = unit[id].role { names.isEmpty } else { false }
    }
}
