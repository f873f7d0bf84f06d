internal import ArgumentParser
internal import Catalog
internal import Pipeline

/// `wattlint test DIR`: the examples of rule files.
struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Runs the examples of the rule files in a folder.",
        discussion: """
            Validated: the wasteful text is reported and the better one is not. Missing: the wasteful text is not reported.
            Noisy: the better text is reported.
            """)

    @Argument(help: "A folder with rule files, laid out as --rules takes them.", completion: .directory) var directory: String

    func run() throws {
        let (catalog, errors) = Catalog.loadAll(adding: [directory])
        guard errors.isEmpty else { throw Terminal.refuse(errors.map(\.description)) }
        let own = Set(CatalogFile.read(directory: directory).files.map(\.path))
        let results = try ExampleRun(catalog).run(catalog.rules.filter { own.contains($0.path) })
        for result in results where result.verdict != .validated {
            Terminal.write("\(result.rule): example \(result.number) is \(result.verdict.rawValue)\n")
        }
        let validated = results.count { $0.verdict == .validated }
        Terminal.write("\(validated) of \(results.count) examples validated\n")
        if validated < results.count { throw ExitCode(1) }
    }
}
