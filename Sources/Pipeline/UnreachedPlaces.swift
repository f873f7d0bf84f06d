internal import Catalog
internal import CodeModel
internal import Discovery
internal import Facts
internal import Parsing
internal import Synchronization

/// Which findings stand in functions that nothing of the repository runs, so that nothing pays for them, or that say of themselves that
/// nobody shall call them any more. Only the names of functions that hold findings are looked for: first in their own file, then in all
/// others at once, until each is found.
extension Extraction {
    /// A file of code with places in it, and what they rest on.
    private struct Holder: Sendable {
        var file: ListedFile
        var places: [(index: Int, reach: PlaceReach)]
        /// Those in functions that nobody shall call any more.
        var deprecated: [Int] = []

        var names: Set<String> { places.reduce(into: []) { $0.formUnion($1.reach.names) } }
    }

    /// The indices of places that nothing runs.
    func unreached(_ places: [Place]) -> Set<Int> {
        let knowledge = catalog.reach
        let languages = Set(SourceLanguage.allCases.filter { knowledge.languages.contains($0.ecosystem) })
        let files = Dictionary(grouping: places.indices) { places[$0].path }
        let isLarge = list.files.lazy.filter { !$0.kind.isData }.prefix(knowledge.leastFiles).count == knowledge.leastFiles
        let homes = list.files.filter { $0.kind != .notebook && $0.kind.language != nil && files[$0.path.description] != nil }
        guard !homes.isEmpty else { return [] }
        let holders = workers.map(count: homes.count, state: { bench() }) { bench, index -> Holder? in
            let file = homes[index]
            guard let language = file.kind.language, let unit = unit(of: file, UnitShelf(), &bench) else { return nil }
            let reach = FileReach(unit, language: language, knowledge: knowledge)
            var holder = Holder(file: file, places: [])
            for place in files[file.path.description] ?? [] {
                if reach.isDeprecated(places[place].span.start) {
                    holder.deprecated.append(place)
                } else if isLarge, languages.contains(language), let reach = reach.reach(of: places[place].span.start) { holder.places.append((place, reach)) }
            }
            return holder.places.isEmpty && holder.deprecated.isEmpty ? nil : holder
        }.compactMap(\.self)
        var result = Set(holders.flatMap(\.deprecated))
        guard holders.contains(where: { !$0.places.isEmpty }) else { return result }
        // Of what only its own file can name, that file has told all.
        let named = named(by: holders)
        var packages = PackageReach(self)
        for holder in holders {
            let own = named[holder.file.path] ?? []
            let unreached = holder.places.filter { !$0.reach.isReached(named: own) }
            if !unreached.isEmpty, !packages.isPublished(holder.file) { result.formUnion(unreached.map(\.index)) }
        }
        return result
    }

    /// Of the names of each file, those that another file holds.
    private func named(by holders: [Holder]) -> [RelativePath: Set<String>] {
        let names = Set(holders.flatMap(\.names)).sorted()
        let homes = Dictionary(grouping: holders.indices.flatMap { holder in holders[holder].names.map { (holder, $0) } }) { $0.1 }
            .mapValues { Set($0.map { holders[$0.0].file.path }) }
        let search = WordSearch(names)
        let definitions = catalog.reach.definitions
        let hunt = Hunt(names: names, homes: homes)
        let others = list.others.filter { !catalog.reach.isMute(name: $0.name) }
        let near = nearest(to: holders)
        let count = near.count + others.count
        _ = workers.map(count: count, state: { bench() }) { bench, index in
            guard let seen = hunt.seen else { return }
            let path = index < near.count ? near[index].path : others[index - near.count]
            // Whatever the length of its lines: a bundle names what it is made of.
            let limits = ReadLimits(bytes: 10 << 20, lineCharacters: nil, refusesMinified: false)
            var found = seen
            let outcome = bench.reader.read(path, limits: limits) { bytes -> Void in
                search.find(in: bytes, into: &found)
                guard found != seen else { return }
                for number in found.numbers where !seen.contains(number) && Words.isUsed(names[number], in: bytes, besides: definitions) {
                    hunt.note(number, in: path)
                }
            }
            // What cannot be read may hold any of them.
            if index < near.count, case .skipped(let reason) = outcome, reason != .binary, !reason.isSilent { hunt.noteAll() }
        }
        return hunt.result
    }

    /// The files that wattlint reads, those first that lie beside the holders, where most callers are.
    private func nearest(to holders: [Holder]) -> [ListedFile] {
        let folders = Set(holders.map { $0.file.path.parent })
        let tops = Set(holders.map { $0.file.path.components.first })
        var parts: [[ListedFile]] = [[], [], []]
        for file in list.files {
            let part = folders.contains(file.path.parent) ? 0 : tops.contains(file.path.components.first) ? 1 : 2
            parts[part].append(file)
        }
        return parts.flatMap(\.self)
    }
}

/// The names that are still looked for, and where the others are.
private final class Hunt: Sendable {
    private struct State {
        var seen: WordSet
        var open: Int
        /// The first file that held each, and whether a second one did: a name is named for its own home only by another.
        var first: [Int: RelativePath] = [:]
        var isAll = false
        var named: [Int: Set<RelativePath>] = [:]
    }

    private let names: [String]
    private let homes: [[RelativePath]]
    private let state: Mutex<State>

    init(names: [String], homes: [String: Set<RelativePath>]) {
        self.names = names
        self.homes = names.map { Array(homes[$0] ?? []) }
        state = Mutex(State(seen: WordSet(capacity: names.count), open: names.count))
    }

    /// The numbers of names that need not be looked for; nil when all are found.
    var seen: WordSet? { state.withLock { $0.open > 0 ? $0.seen : nil } }

    func note(_ number: Int, in path: RelativePath) {
        state.withLock { state in
            guard !state.seen.contains(number) else { return }
            for home in homes[number] where home != path { state.named[number, default: []].insert(home) }
            guard state.named[number]?.count == homes[number].count else { return }
            state.seen.insert(number)
            state.open -= 1
        }
    }

    func noteAll() {
        state.withLock { state in
            state.isAll = true
            state.open = 0
        }
    }

    /// The names that are held by another file than their own, by that.
    var result: [RelativePath: Set<String>] {
        state.withLock { state in
            var result: [RelativePath: Set<String>] = [:]
            for (number, name) in names.enumerated() {
                for home in homes[number] where state.isAll || state.named[number]?.contains(home) == true { result[home, default: []].insert(name) }
            }
            return result
        }
    }
}
