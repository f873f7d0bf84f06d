@testable import Catalog
import Discovery
import Facts
import Parsing
import Reports
import Rules
import Savings

/// A report made by hand with every feature in it: savings of each form, related places, odd paths, skipped files.
enum Example {
    static let python = """
        import openai

        client = openai.OpenAI()

        def is_positive(text):
            reply = client.chat.completions.create(model="gpt-4o", max_tokens=1, messages=[])
            return reply.choices[0].message.content == "yes"

        def load():
        \treturn AutoModel.from_pretrained("日本語/モデル", load_in_8bit=True)
        """

    static let report = Report(
        version: "0.1.0", entries: entries, rules: [oversized, regression, peak].sorted { $0.id < $1.id },
        skipped: [
            Report.Skipped(path: "big file #1.json", reason: "the file is larger than 1 MiB"),
            Report.Skipped(path: "data/50%.yaml", reason: "the file is larger than 1 MiB"),
            Report.Skipped(path: "bad.yaml", reason: "line 3: a mapping is not closed"),
        ],
        notices: [Notice("`wattlint: ignore` must name the rules that it is about", at: place("app.py", 1, 1, 1, 7, python))],
        summary: Report.Summary(
            filesRead: 1234, filesParsed: 17, leftOut: ["test": 12, "generated": 3], suppressed: 2,
            total: Report.Total(
                perMonth: Saving(energy: Interval(310.4, 1250), carbon: Interval(112, 480), cost: Interval(120, 180), per: .month),
                perThousandCalls: Saving(energy: Interval(0.8, 2.1), carbon: Interval(0.3, 0.9), cost: Interval(1.2)),
                leftOut: ["below zero": 1])))

    static let empty = Report(
        version: "0.1.0", entries: [], rules: [oversized], skipped: [],
        summary: Report.Summary(
            filesRead: 1, filesParsed: 0, leftOut: [:], suppressed: 0,
            total: Report.Total(perMonth: Saving(per: .month), perThousandCalls: Saving(), leftOut: [:])))

    static let entries = [
        entry(
            oversized, place("app.py", 6, 13, 6, 86, python), "gpt-4o answers a yes-no task", symbol: "is_positive",
            remedy: "gpt-4.1-nano, if it passes your evaluation; route the hard cases only",
            evidence: ["the function is called is_positive", "the prompt says [yes](or no)"],
            related: [RelatedPlace(place("config/lite llm.yaml", 2, 3, 2, 9, "a:\n  b: gpt-4o\n"), "the alias [classifier] is gpt-4o")],
            Saving(
                energy: Interval(0.812, 2.1), carbon: Interval(0.3, 0.9), cost: Interval(1.2), relative: Interval(0.56, 0.78),
                assumptions: ["300 tokens in and 1 out", "the world's grid, 0.48 kg/kWh"], sources: ["EcoLogits 0.11.3"])),
        entry(
            regression, place("app.py", 10, 9, 10, 66, python), "LLM.int8 uses more energy than bf16", symbol: "load",
            remedy: "load in bf16", severity: .error,
            Saving(energy: Interval(-0.2, 0.5), relative: Interval(-0.56, 0.41), per: .month, notQuantified: "no hours are known")),
        entry(
            peak, place("deploy/50%#a:b.yaml", 1, 1, 3, 5, "kind: CronJob\nspec:\n  schedule: x\n"), "starts at 18:30",
            symbol: "CronJob/shop/retrain", remedy: "",
            Saving(energy: .zero, carbon: Interval(1.5, 4), relative: Interval(0.1, 0.2), per: .month)),
        entry(
            peak, place("deploy/other.yaml", 1, 1, 1, 5, "kind: x"), "starts at 19:00", symbol: "", remedy: "move it",
            Saving(per: .month, notQuantified: "nobody measured it")),
    ]

    static let oversized = rule("oversized-model", .rightSizing, .warning, formerly: ["big-model"])
    static let regression = rule("int8-energy-regression", .quantization, .warning)
    static let peak = rule("peak-hour-batch", .scheduling, .info, isPedantic: true)

    static func rule(
        _ id: String, _ technique: Technique, _ severity: Severity, isPedantic: Bool = false, formerly: [String] = []
    ) -> Rule {
        Rule(
            id: id, title: "Title of \(id)", technique: technique, severity: severity, confidence: .high, isPedantic: isPedantic, on: "llm-call",
            when: .all([
                .equals(field: "task", options: ["yes-no"]), .compares(field: "model.active-parameters", .greater, 20e9),
            ]),
            none: [], message: Template("{model} answers"), remedy: Template("{remedy.model}, if it passes"),
            saving: Rule.SavingMethod(method: "replace-model", arguments: [:]), why: "A large model costs.\nMuch.\n\nReally.",
            evidence: [Evidence(claim: "70B to 8B saves 78-89 %", source: "ML.ENERGY")],
            examples: [Rule.Example(language: "python", name: "a.py", files: [:], bad: "bad(`x`)\n", good: "good()\n", position: nil)],
            options: ["tasks": "task", "larger-than": "model.active-parameters"], formerly: formerly, path: "x.yaml")
    }

    /// A place by lines and columns as people count them.
    static func place(_ path: String, _ line: Int, _ column: Int, _ endLine: Int, _ endColumn: Int, _ text: String = "") -> Place {
        let source = SourceText(text)
        let start = source.lineSpan(line).start + column - 1
        return Place(
            path: path, span: Span(start, source.lineSpan(endLine).start + endColumn - 1), start: Position(line: line, column: column),
            end: Position(line: endLine, column: endColumn))
    }

    static func finding(
        _ rule: Rule, _ place: Place, _ message: String = "message", symbol: String = "", remedy: String = "remedy", severity: Severity? = nil,
        evidence: [String] = [], related: [RelatedPlace] = [], snippet: Snippet? = nil, pathClass: PathClass = .application
    ) -> Finding {
        let text = place.path == "app.py" ? python : "kind: CronJob\nspec:\n  schedule: x"
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let fact = Fact(
            kind: .llmCall, place: place, symbol: symbol, snippet: snippet ?? Snippet(firstLine: 1, lines: lines), pathClass: pathClass)
        return Finding(
            rule: rule, severity: severity ?? rule.severity, confidence: .high, fact: fact, message: message, remedy: remedy,
            evidence: evidence, related: related)
    }

    private static func entry(
        _ rule: Rule, _ place: Place, _ message: String, symbol: String, remedy: String, severity: Severity? = nil, evidence: [String] = [],
        related: [RelatedPlace] = [], _ saving: Saving
    ) -> Report.Entry {
        let finding = finding(
            rule, place, message, symbol: symbol, remedy: remedy, severity: severity, evidence: evidence, related: related)
        return Report.Entry(finding: finding, saving: saving, fingerprint: "00ff00ff00ff00ff")
    }
}
