public import ArgumentParser
internal import Discovery
internal import Pipeline
public import Reports
public import Triage

/// `wattlint check`: the findings.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Reports what wastes energy, and what each remedy would save.")

    @OptionGroup var options: ScanOptions

    @Option(help: "text, concise, json, sarif, github, gitlab, rdjson or markdown.")
    var format: ReportFormat = .text

    @Option(name: .shortAndLong, help: "A file for the report, instead of standard output.", completion: .file())
    var output: String?

    @Option(name: .customLong("fail-on"), help: "From which severity on to end with 1: error, warning, info or never. [default: warning]")
    var failOn: FailOn?

    @Option(help: "Report only what touches lines that changed since this revision of git.")
    var since: String?

    @Option(help: "A file that `wattlint baseline` wrote: what it has is not reported.", completion: .file())
    var baseline: String?

    @Flag(help: ArgumentHelp(
        "Also say how many model calls were understood, and why the others were not.",
        discussion: "For application code: by name, by a default, by a slot, by an alias of a gateway, or not at all and why; findings by rule; files by class. On standard error, in JSON as summary.statistics."))
    var statistics = false

    @Flag(help: ArgumentHelp("Also parse files that hold the words of no rule: it takes long and finds the same.", visibility: .private))
    var plain = false

    func run() throws {
        var (scan, scope) = try options.prepared()
        scan.wantsStatistics = statistics
        scan.parsesAll = plain
        if let since {
            do { scan.changes = try ChangedLines(since: since, in: scope) } catch { throw Terminal.refuse([error.description]) }
        }
        if let baseline { scan.baseline = try BaselineFile.read(baseline) }
        let outcome = scan.run(scope)
        for notice in outcome.notices { Terminal.complain("wattlint: \(notice)") }
        if let statistics = outcome.report.summary.statistics, format != .json { Terminal.complain(statistics.text) }
        let threshold = failOn ?? scan.configuration.failOn ?? .warning
        let code = threshold.exitCode(for: outcome.report.entries.map(\.finding))
        let text = format.render(outcome.report, color: output == nil && Terminal.hasColor, exitCode: Int(code))
        if let output {
            try Terminal.save(text, to: output)
        } else {
            Terminal.write(text)
        }
        if code != 0 { throw ExitCode(Int32(code)) }
    }
}

extension ReportFormat: ExpressibleByArgument {}
extension FailOn: ExpressibleByArgument {}
