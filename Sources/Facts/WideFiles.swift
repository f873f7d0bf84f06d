internal import Catalog
internal import CodeModel
internal import Parsing

/// Files of columns of which a few are used by name.
extension CodeExtraction {
    mutating func addWideFiles() {
        for file in knowledge.wideReads.files where imports(file.package) {
            for site in unit.calls where calledWord(site.callee) == file.lastName {
                guard resolver.qualifiedNames(site.callee).contains(file.function), case .assigned(let names) = unit[site.expression].role, names.count == 1,
                    !site.arguments.contains(where: { $0.spread != .none || $0.name.map(file.narrowed.contains) ?? false }),
                    let columns = columns(ofFrame: names[0], site)
                else { continue }
                addWideRead(site, "file", columns: columns, remedy: file.remedy)
            }
        }
    }

    /// `frame.groupby("shop")["price"]`: the keys and what is taken of the groups; nil where that is not told by name.
    private func columnsOfGroups(_ method: ExpressionID) -> [String]? {
        let call = unit[method].parent
        guard call >= 0, case .call(let grouping) = unit[call].kind, unit.calls[grouping].callee == method,
            let keys = unit.calls[grouping].positional.first ?? unit.calls[grouping].keyword("by"), let named = texts(keys), unit[call].parent >= 0,
            case .index(call, let key) = unit[unit[call].parent].kind, let taken = texts(key)
        else { return nil }
        return named + taken
    }

    /// One text, or a list of nothing else.
    private func texts(_ id: ExpressionID) -> [String]? {
        if case .text(let text) = unit[id].kind { return [text] }
        guard case .list(let items) = unit[id].kind else { return nil }
        let texts = items.compactMap { item -> String? in if case .text(let text) = unit[item].kind { text } else { nil } }
        return texts.count == items.count && !texts.isEmpty ? texts : nil
    }

    /// The columns that a frame is asked for by name; nil where it is used in any other way.
    private func columns(ofFrame name: String, _ site: CallSite) -> [String]? {
        let function = unit.function(around: site.scope)
        let scope = function.map { unit.functions[$0].scope } ?? 0
        guard unit.scopes[scope].bindings[name]?.count == 1, !unit.scopes.contains(where: { $0.outerNames[name] != nil }) else { return nil }
        // From where on a column is the code's own.
        var written: [String: Int] = [:]
        for item in unit.itemAssignments where item.name == name {
            if case .text(let column) = unit[item.key].kind { written[column] = min(written[column] ?? item.offset, item.offset) }
        }
        var columns: [String] = []
        for use in resolver.uses(of: name, in: function.map { unit.functions[$0].span } ?? unit.source.span) {
            let parent = unit[use].parent
            guard parent >= 0 else { return nil }
            if isWrittenTo(parent) { continue }
            func isRead(_ column: String) -> Bool { written[column].map { unit[use].span.start < $0 } ?? true }
            switch unit[parent].kind {
            case .index(use, let key):
                switch unit[key].kind {
                case .text(let column): if isRead(column) { columns.append(column) }
                case .list(let items):
                    let texts = items.compactMap { item -> String? in if case .text(let text) = unit[item].kind { text } else { nil } }
                    guard texts.count == items.count else { return nil }
                    columns += texts.filter(isRead)
                default: return nil
                }
            case .member(use, let method):
                guard knowledge.wideReads.grouping.contains(method), let grouped = columnsOfGroups(parent) else { return nil }
                columns += grouped.filter(isRead)
            case .call(let call):
                guard unit.calls[call].callee != use, knowledge.wideReads.looking.contains(calledWord(unit.calls[call].callee) ?? "") else { return nil }
            default: return nil
            }
        }
        let read = columns.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return read.isEmpty || read.count > knowledge.wideReads.mostColumns ? nil : read
    }
}
