internal import Catalog
internal import CodeModel
internal import Discovery
internal import Facts
internal import Parsing

/// The words of which a file must hold some set to be parsed, by the kind of file.
struct Anchors: Sendable {
    let words: AnchorWords
    private let byKind: [FileKind: Wanted]
    private let address: Int

    /// What one kind of file is searched for.
    private struct Wanted: Sendable {
        var search: WordSearch
        var sets: AnchorSet
        /// Sets of which more is asked than that all words are there.
        var placed: [Placed] = []
    }

    private struct Placed: Sendable {
        var words: WordSet
        /// Words that matter only in a loop.
        var repeated: [String]
        /// A word that matters only close behind another.
        var close: (first: [UInt8], then: [UInt8])?
    }

    init(_ catalog: Catalog, kinds: Set<FactKind> = Set(FactKind.allCases), workers: Workers = Workers(threads: 1)) {
        let sets = Self.sets(catalog, kinds)
        var words = AnchorWords()
        let parts = sets.map { part in
            let plain = words.anchors(anyOf: part.anchors.filter(\.isPlain).map(\.words))
            let placed = part.anchors.filter { !$0.isPlain }.map { anchor in
                let close = anchor.isClose ? anchor.words : []
                return Placed(
                    words: WordSet(anchor.words.map { words.number(of: $0) }), repeated: anchor.repeated,
                    close: close.count == 2 ? (Array(close[0].utf8), Array(close[1].utf8)) : nil)
            }
            return (sets: plain, placed: placed)
        }
        address = words.number(of: InternalAddress.scheme)
        let all = words.words
        let wanted = workers.map(count: parts.count) { index in
            let numbers = parts[index].placed.reduce(into: parts[index].sets.words) { $0.formUnion($1.words.numbers) }
            return Wanted(search: WordSearch(words: all, only: numbers), sets: parts[index].sets, placed: parts[index].placed)
        }
        var byKind: [FileKind: Wanted] = [:]
        for (part, wanted) in zip(sets, wanted) {
            for kind in part.kinds { byKind[kind] = wanted }
        }
        self.words = words
        self.byKind = byKind
    }

    /// Whether files of the kind are read at all.
    func reads(_ kind: FileKind) -> Bool { byKind[kind] != nil }

    /// Adds the words of its kind that a file has.
    func find(_ kind: FileKind, in bytes: UnsafeRawBufferPointer, into found: inout WordSet) {
        byKind[kind]?.search.find(in: bytes, into: &found)
    }

    func words(_ kind: FileKind, in bytes: [UInt8]) -> WordSet { byKind[kind]?.search.words(in: bytes) ?? WordSet() }

    /// Whether a file of data holds one of the sets.
    func isSatisfied(_ kind: FileKind, by found: WordSet) -> Bool { byKind[kind]?.sets.isSatisfied(by: found) ?? false }

    /// Whether a file whose code lies in JSON strings may hold one of the sets. Of words that JSON writes otherwise, only reading tells.
    func maySatisfy(_ kind: FileKind, _ found: WordSet) -> Bool {
        guard let wanted = byKind[kind] else { return false }
        var found = found
        for (number, word) in words.words.enumerated() where word.contains(UInt8(ascii: "\"")) || word.contains(UInt8(ascii: "\\")) {
            found.insert(number)
        }
        return wanted.sets.isSatisfied(by: found) || wanted.placed.contains { found.isSuperset(of: $0.words) }
    }

    /// Whether a file of code holds one of the sets. An address is one of the words only where it may lead to a service of the
    /// project's own, since most files have one of a licence or a standard; and a word that matters in loops where it may be in one.
    func areSatisfied(_ kind: FileKind, by found: WordSet, in bytes: UnsafeRawBufferPointer) -> Bool {
        guard let wanted = byKind[kind] else { return false }
        var found = found
        if found.contains(address), !wanted.sets.isSatisfied(by: found.without(address)), !InternalAddress.mayStand(in: bytes) {
            found = found.without(address)
        }
        if wanted.sets.isSatisfied(by: found) { return true }
        let placed = wanted.placed.filter { found.isSuperset(of: $0.words) }
        guard !placed.isEmpty else { return false }
        if placed.contains(where: { $0.close.map { Self.isClose($0.then, behind: $0.first, in: bytes) } ?? false }) { return true }
        let inLoops = placed.filter { $0.close == nil }
        // Other languages show their loops by brackets, which only a parser can follow.
        guard kind.language == .python, !inLoops.isEmpty else { return !inLoops.isEmpty }
        let loops = IndentedLoops(bytes)
        var known: [String: Bool] = [:]
        return inLoops.contains { set in
            set.repeated.allSatisfy { word in
                if let answer = known[word] { return answer }
                let answer = loops.repeats(word)
                known[word] = answer
                return answer
            }
        }
    }

    /// How far behind the head of a loop the end of its condition may lie, in bytes.
    private static let reach = 400

    /// Whether one of the places of a word lies at most `reach` bytes behind one of another.
    static func isClose(_ word: [UInt8], behind first: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
        word.withUnsafeBytes { word in
            first.withUnsafeBytes { first in
                var position = 0
                while let found = SourceText.firstOffset(of: word, in: bytes, from: position) {
                    let before = UnsafeRawBufferPointer(rebasing: bytes[max(0, found - reach)..<found])
                    if SourceText.firstOffset(of: first, in: before, from: 0) != nil { return true }
                    position = found + 1
                }
                return false
            }
        }
    }

    /// What each kind of file is searched for; kinds of one ecosystem are searched alike.
    static func sets(_ catalog: Catalog, _ kinds: Set<FactKind> = Set(FactKind.allCases)) -> [(kinds: [FileKind], anchors: [SDKKnowledge.Anchor])] {
        let unwanted = Set(FactKind.allCases.filter { $0.isJudgedAlone && !kinds.contains($0) }.map(\.rawValue))
        // A file with a suppression in it is always read, so that an unused one is seen.
        let always = [SDKKnowledge.Anchor(words: ["wattlint:"])]
        var result: [(kinds: [FileKind], anchors: [SDKKnowledge.Anchor])] = []
        for languages in Dictionary(grouping: SourceLanguage.allCases, by: \.ecosystem).values.sorted(by: { $0[0].rawValue < $1[0].rawValue }) {
            let ecosystem = languages[0].ecosystem
            var kinds = languages.compactMap { FileKind(rawValue: $0.rawValue) }
            var sets = catalog.sdks.anchors(ecosystem) + catalog.schedulers.anchors(ecosystem)
            sets += catalog.slots.anchors.map { SDKKnowledge.Anchor(words: $0) }
            sets += catalog.work.roundTrips.anchors(ecosystem)
            sets += catalog.waiting.anchors(ecosystem, clients: catalog.work.httpClients)
            if languages.contains(.python) {
                sets += catalog.frames.anchors + catalog.work.anchors
                kinds.append(.notebook)
            }
            if ecosystem == "jvm" {
                sets += catalog.settings.frameworks.flatMap(\.anchors).map { SDKKnowledge.Anchor(words: $0) }
            }
            sets += catalog.hotPaths.anchors(ecosystem) + catalog.wideReads.anchors(ecosystem)
            sets += catalog.caches.anchors(ecosystem) + catalog.brokers.anchors(ecosystem) + catalog.serializers.anchors(ecosystem)
            sets += catalog.config.webServers.anchors(ecosystem)
            sets.removeAll { $0.fact.map(unwanted.contains) ?? false }
            result.append((kinds, sets + always))
        }
        let packages = catalog.defaults.packages.sorted().map { SDKKnowledge.Anchor(words: [$0]) }
        result.append((FileKind.allCases.filter(\.isDependencies), packages))
        result.append(([.dockerfile], [SDKKnowledge.Anchor(words: ["FROM", "RUN"])] + always))
        result.append(([.json], ConfigExtraction.anchorsOfJSON.map { SDKKnowledge.Anchor(words: $0) }))
        if !kinds.isDisjoint(with: [.webServer, .staticContent]) {
            result.append(([.nginx], ConfigExtraction.anchorsOfNginx.map { SDKKnowledge.Anchor(words: $0) } + always))
        }
        let signals = catalog.schedulers.carbonSignals.map { SDKKnowledge.Anchor(words: [$0]) }
        result.append(([.yaml], ConfigExtraction.anchors(catalog.config).map { SDKKnowledge.Anchor(words: $0) } + signals + always))
        return result
    }
}
