internal import Catalog
internal import Discovery
internal import Facts
internal import Parsing

/// What stands before and behind servers: the repository is searched for it only where a server would be spoken of.
extension Extraction {
    func serverRound(_ byPath: inout [String: FileFacts]) {
        let all = byPath.values.flatMap(\.facts).filter { [.webServer, .staticContent].contains($0.kind) }
        guard all.contains(where: \.isOpenServer) else { return }
        var surroundings = Surroundings(self, servers: all.filter { $0.kind == .webServer }.sorted { $0.place.path < $1.place.path })
        for path in byPath.keys.sorted() {
            guard let facts = byPath[path]?.facts else { continue }
            for (index, fact) in facts.enumerated() where fact.isOpenServer { byPath[path]?.facts[index] = surroundings.completed(fact) }
        }
    }

    /// Which of some words each of some files holds, in the order of the files.
    func words(_ words: [String], in files: [ListedFile]) -> [WordSet] {
        let search = WordSearch(words)
        return workers.map(count: files.count, state: { bench() }) { bench, index in
            var found = WordSet(capacity: words.count)
            _ = bench.reader.read(files[index].path, limits: Self.searchLimits) { search.find(in: $0, into: &found) }
            return found
        }
    }

    static let searchLimits = ReadLimits(bytes: 1 << 20, lineCharacters: nil, refusesMinified: false)
}

extension Fact {
    /// Whether it is a server that would be spoken of, were it known what stands around it.
    fileprivate var isOpenServer: Bool {
        guard self["environment"].text == "unstated" else { return false }
        switch kind {
        case .webServer: return ["none", "off", "html-only"].contains(self["compression"].text)
        case .staticContent: return ["none", "refused"].contains(self["caching"].text)
        default: return false
        }
    }
}
