internal import Catalog
internal import CodeModel
internal import Parsing

/// Whole tables that are fetched for each request.
extension CodeExtraction {
    mutating func addWholeTables() {
        guard let words = knowledge.wideReads.tables[language.ecosystem], words.packages.contains(where: imports) else { return }
        for call in unit.calls.indices {
            let site = unit.calls[call]
            guard let word = calledWord(site.callee), words.ends.contains(word), site.arguments.isEmpty, handler(around: site) == "request handler",
                isWhole(site, words), isAnswered(site)
            else { continue }
            addWideRead(site, "table", columns: [], remedy: "")
        }
    }

    /// Whether nothing of the question narrows it, and its table is none of those with few rows.
    private func isWhole(_ site: CallSite, _ words: WideReadKnowledge.Table) -> Bool {
        var hasRoot = words.roots.isEmpty
        var names: [String] = []
        var pending = [site.callee]
        for _ in 0..<24 {
            guard let id = pending.popLast() else { break }
            switch unit[id].kind {
            case .member(let object, let word):
                names.append(word)
                if words.roots.contains(word) { hasRoot = true }
                pending.append(object)
            case .name(let name):
                names.append(name)
                if words.roots.contains(name) { hasRoot = true }
            case .call(let call):
                guard let word = calledWord(unit.calls[call].callee), words.between.contains(word) else { return false }
                pending += [unit.calls[call].callee] + unit.calls[call].arguments.map(\.value)
            default: return false
            }
        }
        return hasRoot && !names.flatMap({ NameWords.split($0) }).contains(where: knowledge.wideReads.smallTables.contains)
    }

    /// `return db.query(Item).all()`, `response.json(await prisma.item.findMany())`.
    private func isAnswered(_ site: CallSite) -> Bool {
        let top = outermost(site.expression)
        if case .returned = unit[top].role { return true }
        guard case .call(let call) = unit[top].kind, let word = calledWord(unit.calls[call].callee) else { return false }
        return ["json", "send", "JsonResponse", "jsonify"].contains(word) && unit.calls[call].arguments.contains { $0.value == site.expression }
    }
}
