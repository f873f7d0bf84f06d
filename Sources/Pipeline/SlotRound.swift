internal import Catalog
internal import CodeModel
internal import Discovery
internal import Facts
internal import Parsing

/// Files that say what a project's slots for models hold. They need hold no word of any SDK, so they are looked for only once
/// some call takes a slot, by the names that the others of its family would have.
extension Extraction {
    func slotRound(_ byPath: inout [String: FileFacts]) {
        let used = Set(
            byPath.values.flatMap(\.facts).filter { $0.kind == .llmCall && $0["slot"].text != "small" && !$0["slot.other"].isKnown }
                .compactMap { $0["slot.name"].text })
        guard !used.isEmpty else { return }
        var words = AnchorWords()
        let anchors = words.anchors(anyOf: Set(used.flatMap(catalog.slots.relatives)).sorted().map { [$0] })
        let search = words.search
        let count = words.words.count
        let known = Set(byPath.keys)
        let sources = list.files.filter { !$0.kind.isData && (includesTests || $0.pathClass == .application) && !known.contains($0.path.description) }
        let found = workers.map(count: sources.count, state: { bench(words: count) }) { bench, index -> FileFacts? in
            let file = sources[index]
            guard let language = SourceLanguage(rawValue: file.kind.rawValue) else { return nil }
            var hits = WordSet(capacity: count)
            let outcome = bench.reader.read(file.path, limits: file.kind.readLimits) { bytes -> SourceText? in
                search.find(in: bytes, into: &hits)
                return anchors.isSatisfied(by: hits) ? SourceText(bytes: Array(bytes)) : nil
            }
            guard case .read(let source?) = outcome,
                let unit = try? bench.withParser({ parser throws(ParseError) in try language.unit(of: source, &parser) })
            else { return nil }
            var facts = CodeExtraction.extract(
                unit, path: file.path.description, pathClass: file.pathClass, language: language, knowledge: CodeKnowledge(catalog, kinds: kinds))
            facts.facts = facts.facts.filter { $0.kind == .modelSlot }
            facts.suppressions = []
            facts.notices = []
            facts.isReported = file.isReported
            return facts.facts.isEmpty ? nil : facts
        }
        for case let facts? in found { byPath[facts.path] = facts }
    }
}
