internal import ArgumentParser
internal import Catalog
internal import Pipeline

/// `wattlint test DIR`: the examples of rule files, and fixtures.
struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Runs the examples of the rule files in a folder, and the fixtures in it.",
        discussion: """
            The folder holds rule files, laid out as --rules takes them; or folders that are called as rules are, with fixtures: each a
            file or a folder in which comments say what must be reported where.

              # wattlint-expect: rule-id       this line is reported; wattlint-expect-next: the next one is
              # wattlint-ok: rule-id           this line is not
              # wattlint-todo: rule-id         a known miss; wattlint-todo-ok: a known false alarm

            Validated: silent where it must be; of an example, the wasteful text is reported and the better one is not. Reported: reported
            where it must be. Missing: not reported. Noisy: reported where nothing is expected, or the better text of an example.
            """)

    @Argument(help: "A folder with rule files, or with folders of fixtures.", completion: .directory) var directory: String

    @Option(name: .customLong("rules"), help: "A folder with the rules that the fixtures are for. May be given several times.", completion: .directory)
    var rulesDirectories: [String] = []

    func run() throws {
        let known = Set(Catalog.loadAll(adding: rulesDirectories).catalog.rules.map(\.id))
        let hasFixtures = FixtureRun.holdsFixtures(directory, of: known)
        let (catalog, errors) = Catalog.loadAll(adding: rulesDirectories + (hasFixtures ? [] : [directory]))
        guard errors.isEmpty else { throw Terminal.refuse(errors.map(\.description)) }
        let isRight = try hasFixtures ? runFixtures(catalog) : runExamples(catalog)
        if !isRight { throw ExitCode(1) }
    }

    private func runExamples(_ catalog: Catalog) throws -> Bool {
        let own = Set(CatalogFile.read(directory: directory).files.map(\.path))
        let results = try ExampleRun(catalog).run(catalog.rules.filter { own.contains($0.path) })
        for result in results where result.verdict != .validated {
            Terminal.write("\(result.rule): example \(result.number) is \(result.verdict.rawValue)\n")
        }
        let validated = results.count { $0.verdict == .validated }
        Terminal.write("\(validated) of \(results.count) examples validated\n")
        return validated == results.count
    }

    private func runFixtures(_ catalog: Catalog) throws -> Bool {
        let run = FixtureRun(catalog)
        let fixtures = run.fixtures(in: directory)
        var right = 0
        var totals: [FixtureRun.Result.Verdict: Int] = [:]
        for fixture in fixtures {
            let result = try run.run(fixture)
            if result.isRight { right += 1 }
            if result.places.isEmpty { Terminal.write("\(fixture) marks nothing\n") }
            for verdict in FixtureRun.Result.Verdict.allCases {
                totals[verdict, default: 0] += result.count(verdict)
                guard verdict != .validated, verdict != .reported else { continue }
                for place in result.places[verdict] ?? [] { Terminal.write("\(verdict.rawValue) \(fixture): \(place)\n") }
            }
        }
        let counts = FixtureRun.Result.Verdict.allCases.compactMap { verdict -> String? in
            let count = totals[verdict] ?? 0
            return count == 0 && verdict != .missing && verdict != .noisy ? nil : "\(verdict.rawValue) \(count)"
        }
        Terminal.write("\(right) of \(fixtures.count) fixtures are right: \(counts.joined(separator: ", "))\n")
        return right == fixtures.count
    }
}
