internal import Catalog
internal import CodeModel
internal import Parsing

/// Tables that a file writes as text and reads again.
extension CodeExtraction {
    mutating func addIntermediates() {
        for kind in knowledge.serializers.intermediates[language.ecosystem] ?? [] where importsFrom(kind.package) {
            let reads = unit.calls.filter { calledWord($0.callee) == kind.read }
            guard !reads.isEmpty else { continue }
            for site in unit.calls where calledWord(site.callee) == kind.write {
                guard let path = pathName(kind.path, of: site), !isForPeople(path),
                    let read = reads.first(where: { pathName(kind.readPath, of: $0) == path })
                else { continue }
                var fact = makeFact(
                    .serialization, at: site.span, scope: site.scope,
                    fields: [
                        "format": .text("csv"), "sink": .text("file"), "sink.call": .text(unit.text(read.callee).prefixed(60)),
                        "value": .text(path.prefixed(60)), "remedy.call": .text(kind.remedy),
                        "purpose": .text(isMaintenance(site) || measures(site) ? "example" : "data"),
                    ])
                fact.related.append(RelatedPlace(Place(path: self.path, span: read.span, in: unit.source), "it is read here again"))
                result.facts.append(fact)
            }
        }
    }

    /// The text of a path, or the constant that holds it; nil where it may be another path each time.
    private func pathName(_ positions: [SDKKnowledge.ArgumentPosition], of site: CallSite) -> String? {
        guard case .given(let value, let expression) = argument(positions, of: site) else { return nil }
        if let text = value.text { return text }
        // `FOLDER / "features.csv"`, written alike in both places, of names in capitals.
        guard let expression, case let text = unit.text(expression), text.utf8.count < 120 else { return nil }
        let names = resolver.namesUsed(in: [unit[expression].span])
        return names.isEmpty || names.contains { $0 != $0.uppercased() } ? nil : text
    }

    /// What people open in a spreadsheet.
    private func isForPeople(_ path: String) -> Bool {
        let words = NameWords.split(path)
        return words.contains(where: knowledge.serializers.forPeople.contains)
    }
}
