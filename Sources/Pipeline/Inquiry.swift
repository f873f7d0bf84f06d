internal import CodeModel
internal import Facts

/// What files ask of each other's names: constants, clients, what functions give, what is declared where. An answer may rest on a third
/// file, so that it takes several rounds until all is told.
struct Inquiry {
    /// How many files an answer may come through.
    private static let mostHops = 4

    /// What files are told, by their path and the name as they have it.
    private(set) var told: [String: [String: CodeExports.Export]] = [:]
    private let modules: SourceModules
    /// Who asks for what of each file.
    private var askers: [String: [[String]: Set<Asker>]] = [:]
    private var asked: [String: Set<String>] = [:]
    private var exports: [String: CodeExports] = [:]

    private struct Asker: Hashable { var path: String, name: String }

    init(modules: SourceModules) { self.modules = modules }

    /// Asks for all names that files rest on.
    ///
    /// - Parameter read: takes the exports of files, given what those are told themselves.
    /// - Returns: the files that are told something new.
    mutating func settle(
        _ references: [String: Set<String>], read: ([(path: String, names: [[String]], told: [String: Resolver.Answer])]) -> [CodeExports]
    ) -> Set<String> {
        var changed: Set<String> = []
        var open = references
        var fresh: Set<String> = []
        for _ in 0..<Self.mostHops {
            var dirty: Set<String> = fresh.filter { askers[$0] != nil }
            for (path, names) in open { dirty.formUnion(ask(names, from: path)) }
            guard !dirty.isEmpty else { break }
            let targets = dirty.sorted()
            let read = read(targets.map { ($0, (askers[$0] ?? [:]).keys.sorted { $0.lexicographicallyPrecedes($1) }, answers(for: $0)) })
            open = [:]
            for (target, export) in zip(targets, read) {
                exports[target] = export
                open[target] = export.references
            }
            fresh = []
            for asker in Set(targets.flatMap { (askers[$0] ?? [:]).values.joined() }) where tell(asker) { fresh.insert(asker.path) }
            changed.formUnion(fresh)
        }
        return changed
    }

    func answers(for path: String) -> [String: Resolver.Answer] { (told[path] ?? [:]).mapValues(\.answer) }

    /// Notes what is asked; gives the files that have to say something new.
    private mutating func ask(_ names: Set<String>, from path: String) -> Set<String> {
        var dirty: Set<String> = []
        for name in names where asked[path, default: []].insert(name).inserted {
            for target in modules.find(name, from: path) {
                for (names, length) in Self.beginnings(target.rest) {
                    let asker = Asker(path: path, name: String(name.dropLast(length)))
                    if askers[target.path, default: [:]][names, default: []].insert(asker).inserted { dirty.insert(target.path) }
                }
            }
        }
        return dirty
    }

    /// The names to ask for, up to the second call or first index (what lies behind is not the module's to say), and how much of the
    /// whole is left out.
    private static func beginnings(_ rest: [String]) -> [(names: [String], left: Int)] {
        var result: [(names: [String], left: Int)] = []
        var calls = 0
        for count in 1...min(max(rest.count, 1), 5) where count <= rest.count {
            let name = rest[count - 1]
            if name.hasSuffix("()") { calls += 1 }
            guard calls < 2, !name.contains("["), !name.dropLast(2).contains("(") else { break }
            result.append((Array(rest.prefix(count)), rest[count...].reduce(0) { $0 + $1.count + 1 }))
        }
        return result
    }

    /// Gives an asker what the files say now. Returns whether that is new.
    private mutating func tell(_ asker: Asker) -> Bool {
        var found: [CodeExports.Export] = []
        for target in modules.find(asker.name, from: asker.path) {
            guard let export = exports[target.path]?.found[target.rest], export.answer.isTelling else { continue }
            found.append(export)
        }
        // Several files of a package do not declare the same, but one may speak of what another does; if they differ, nobody can tell.
        if found.count > 1 { found.removeAll { $0.answer.isOnlyElsewhere } }
        guard Set(found.map(\.answer.signature)).count == 1 else { return false }
        let before = told[asker.path]?[asker.name]?.answer.signature
        told[asker.path, default: [:]][asker.name] = found[0]
        return before != found[0].answer.signature
    }
}
