internal import ArgumentParser
internal import Catalog
internal import Discovery
internal import Pipeline
internal import Triage

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// What `check` and `facts` share: where to look, with which rules and settings.
struct ScanOptions: ParsableArguments {
    @Argument(help: "Files and folders to report on. What they belong to is read as well.", completion: .file())
    var paths: [String] = ["."]

    @Option(name: .customLong("rules"), help: "A folder with more rules, knowledge or factors. May be given several times.", completion: .directory)
    var rulesDirectories: [String] = []

    @Option(help: "The configuration file, instead of the nearest .wattlint.yml upwards.", completion: .file())
    var config: String?

    @Option(help: ArgumentHelp("Only these rules or techniques, separated by commas.", valueName: "rule,..."))
    var select: [String] = []

    @Option(help: ArgumentHelp("Without these rules or techniques.", valueName: "rule,..."))
    var ignore: [String] = []

    @Flag(help: "Also rules that are a matter of taste or often wrong.")
    var pedantic = false

    @Flag(name: .customLong("include-tests"), help: "Also tests, examples, evaluations, benchmarks, generated and vendored files.")
    var includesTests = false

    @Option(help: "Region or country whose grid the carbon is worked out for, such as aws/eu-north-1 or FRA.")
    var region: String?

    @Option(help: "Number of threads.")
    var threads: Int?

    /// Everything that a run needs, or the exit code 2 with all that is wrong said.
    func prepared() throws -> (scan: Scan, scope: Scope) {
        let (catalog, mistakes) = Catalog.loadAll(adding: rulesDirectories)
        guard mistakes.isEmpty else { throw Terminal.refuse(mistakes.map(\.description)) }
        guard let current = AbsolutePath(FileManager.default.currentDirectoryPath) else {
            throw Terminal.refuse(["the current folder has no name"])
        }
        let scope: Scope
        do {
            scope = try Scope(paths: paths.map { Array($0.utf8) }, currentFolder: current)
        } catch {
            throw Terminal.refuse([error.description])
        }
        let configuration = try configuration(scope, catalog)
        let selection = RuleSelection(
            from: catalog.rules, select: Self.split(select), ignore: Self.split(ignore), pedantic: pedantic, configuration: configuration)
        guard selection.problems.isEmpty else { throw Terminal.refuse(selection.problems) }
        if let region = region ?? configuration.region, catalog.factors.grid(of: region) == nil {
            throw Terminal.refuse(["`\(region)` is no region or country that wattlint knows" + hint(region, among: catalog.factors.regionNames)])
        }
        let scan = Scan(
            catalog: catalog, configuration: configuration, selection: selection, region: region, includesTests: includesTests,
            threads: threads, version: Wattlint.version)
        return (scan, scope)
    }

    /// `a,b` as the names a and b.
    private static func split(_ names: [String]) -> [String] { names.flatMap { $0.split(separator: ",").map(String.init) } }

    private func configuration(_ scope: Scope, _ catalog: Catalog) throws -> Configuration {
        guard let path = config ?? scope.configuration()?.description else { return Configuration() }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Terminal.refuse(["the configuration file \(path) cannot be read"])
        }
        let shown = path.hasPrefix(scope.root.description + "/") ? String(path.dropFirst(scope.root.description.count + 1)) : path
        let prefix = Self.prefix(of: scope.root.description, below: URL(filePath: path).deletingLastPathComponent().path)
        let (configuration, errors) = Configuration.read(
            String(decoding: data, as: UTF8.self), path: shown, prefix: prefix, rules: catalog.rules)
        guard errors.isEmpty else { throw Terminal.refuse(errors.map(\.description)) }
        return configuration
    }

    /// The root as seen from the folder of the configuration file.
    private static func prefix(of root: String, below folder: String) -> String {
        root.hasPrefix(folder + "/") ? String(root.dropFirst(folder.count + 1)) : ""
    }
}
