public import ArgumentParser
internal import Pipeline
public import Reports
public import Triage

/// `wattlint check`: the findings.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Reports what wastes energy, and what each remedy would save.")

    @OptionGroup var options: ScanOptions

    @Option(help: "text, concise, json or sarif.")
    var format: ReportFormat = .text

    @Option(name: .shortAndLong, help: "A file for the report, instead of standard output.", completion: .file())
    var output: String?

    @Option(name: .customLong("fail-on"), help: "From which severity on to end with 1: error, warning, info or never. [default: warning]")
    var failOn: FailOn?

    func run() throws {
        let (scan, scope) = try options.prepared()
        let outcome = scan.run(scope)
        for notice in outcome.notices { Terminal.complain("wattlint: \(notice)") }
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
