internal import ArgumentParser
internal import Pipeline
internal import Reports
internal import Triage

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// `wattlint baseline`: accepts for now what is found, so that `check --baseline` reports only what is new.
struct BaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline", abstract: "Writes down what is found, so that only new findings are reported.",
        discussion: "Commit the file, and run `wattlint check --baseline FILE`. Lines may move and files be renamed.")

    @OptionGroup var options: ScanOptions

    @Option(name: .shortAndLong, help: "The file to write.", completion: .file())
    var output = ".wattlint-baseline.json"

    func run() throws {
        let (scan, scope) = try options.prepared()
        let outcome = scan.run(scope)
        for notice in outcome.notices { Terminal.complain("wattlint: \(notice)") }
        let baseline = Baseline(of: outcome.report.entries.map(\.finding))
        try Terminal.save(BaselineFile.text(baseline), to: output)
        let count = outcome.report.entries.count
        Terminal.complain("wattlint: \(count) finding\(count == 1 ? "" : "s") written to \(output)")
    }
}

/// A baseline as a file: JSON that a person can read the changes of.
enum BaselineFile {
    static func text(_ baseline: Baseline) -> String {
        let document: JSON = [
            "version": 1,
            "findings": .array(
                baseline.counts.sorted { $0.key < $1.key }.map { key, count in
                    ["path": .string(key.path), "rule": .string(key.rule), "content": .string(key.content), "count": .integer(count)]
                }),
        ]
        return document.rendered
    }

    static func read(_ path: String) throws -> Baseline {
        guard let data = FileManager.default.contents(atPath: path) else { throw Terminal.refuse(["the baseline \(path) cannot be read"]) }
        do {
            return try Baseline(reading: String(decoding: data, as: UTF8.self))
        } catch {
            throw Terminal.refuse(["\(path) is no baseline: \(error.description)"])
        }
    }
}
