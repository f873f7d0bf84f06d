internal import ArgumentParser
internal import Catalog
internal import Pipeline

/// `wattlint anchors`: the words that decide whether a file is parsed, for comparing with a plain search.
struct AnchorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "anchors", abstract: "Lists the words that are searched for.", shouldDisplay: false)

    @Flag(help: "Lists which of them a file of each kind must hold together, one set a line.")
    var sets = false

    func run() throws {
        let (catalog, errors) = Catalog.loadAll()
        guard errors.isEmpty else { throw Terminal.refuse(errors.map(\.description)) }
        Terminal.write((sets ? Scan.anchorSets(catalog) : Scan.anchorWords(catalog)).map { $0 + "\n" }.joined())
    }
}
