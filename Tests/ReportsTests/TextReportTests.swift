import Facts
@testable import Reports
import Parsing
import Rules
import Savings
import Testing

@Suite struct TextReportTests {
    @Test func aFindingReadsWell() {
        let text = TextReport.render(Example.report)
        #expect(
            text.hasPrefix(
                """
                warning[oversized-model] gpt-4o answers a yes-no task
                  --> app.py:6:13
                   |
                 5 | def is_positive(text):
                 6 |     reply = client.chat.completions.create(model="gpt-4o", max_tokens=1, messages=[])
                   |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                   |
                   = note: config/lite llm.yaml:2:3: the alias [classifier] is gpt-4o
                   = why: the function is called is_positive; the prompt says [yes](or no)
                   = help: gpt-4.1-nano, if it passes your evaluation; route the hard cases only
                   = saves: 0.81–2.1 kWh, 300–900 g CO2e, $1.20 per 1,000 calls (56–78 % of the energy)
                     assuming 300 tokens in and 1 out; the world's grid, 0.48 kg/kWh

                """))
        #expect(
            text.hasSuffix(
                """
                Together: 0.31–1.3 MWh, 112–480 kg CO2e, $120–180 per month
                     and: 0.8–2.1 kWh, 300–900 g CO2e, $1.20 per 1,000 calls
                  not in this total: 1 (below zero)
                1 error, 1 warning, 2 info in 1,234 files
                files left out: 3 generated, 12 test (--include-tests judges them too)
                2 findings suppressed in comments
                notice: app.py:1:1: `wattlint: ignore` must name the rules that it is about
                3 files skipped:
                  line 3: a mapping is not closed (1)
                    bad.yaml
                  the file is larger than 1 MiB (2)
                    big file #1.json
                    data/50%.yaml

                """))
    }

    @Test func aCleanRunIsOneLine() {
        #expect(TextReport.render(Example.empty) == "No wasted energy found in 1 file, by 1 rule.\n")
    }

    @Test func colourAddsNothingButColour() {
        let plain = TextReport.render(Example.report)
        let coloured = TextReport.render(Example.report, color: true)
        #expect(coloured != plain)
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
        #expect(!plain.unicodeScalars.contains("\u{1B}"))
    }

    @Test func whatARepositorySaysCannotReachTheTerminal() {
        let finding = Example.finding(
            Example.oversized, Example.place("a\u{1B}[2J.py", 1, 1, 1, 3), "x\u{1B}]0;y\u{7}\nz\u{202E}",
            snippet: Snippet(firstLine: 1, lines: ["ab\u{1B}[31m\u{202E}cd"]))
        var report = Example.empty
        report.entries = [Report.Entry(finding: finding, saving: .init(), fingerprint: "")]
        for text in [TextReport.render(report), ConciseReport.render(report)] {
            #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{7}" })
            #expect(text.contains("a\u{FFFD}[2J.py:1:1"))
        }
    }

    @Test func conciseIsOneLineEach() {
        #expect(
            ConciseReport.render(Example.report)
                == """
                app.py:6:13: warning[oversized-model] gpt-4o answers a yes-no task (saves 0.81–2.1 kWh, 300–900 g CO2e, $1.20 per 1,000 calls)
                app.py:10:9: error[int8-energy-regression] LLM.int8 uses more energy than bf16 (saves -200 to +500 Wh per month)
                deploy/50%#a:b.yaml:1:1: info[peak-hour-batch] starts at 18:30 (saves 0 kWh, 1.5–4 kg CO2e per month)
                deploy/other.yaml:1:1: info[peak-hour-batch] starts at 19:00

                """)
    }
}

@Suite struct CodeFrameTests {
    private func frame(_ lines: [String], _ start: (Int, Int), _ end: (Int, Int), first: Int = 1) -> [CodeFrame.Line] {
        CodeFrame(Example.place("x", start.0, start.1, end.0, end.1), snippet: Snippet(firstLine: first, lines: lines)).lines
    }

    @Test(arguments: [
        ("\tx = f(y)", 6, 10, "    x = f(y)", 8, 4),
        ("日本 = f(y)", 6, 10, "日本 = f(y)", 7, 4),
        ("e\u{301} = f(y)", 6, 10, "e\u{301} = f(y)", 4, 4),
        ("a\tb", 3, 4, "a   b", 4, 1),
        ("😀 x", 1, 2, "😀 x", 0, 2),
        ("abc  ", 1, 6, "abc  ", 0, 3),
    ])
    func marksStandUnderTheSpan(_ line: String, _ start: Int, _ end: Int, _ shown: String, _ offset: Int, _ length: Int) {
        #expect(frame([line], (1, start), (1, end)) == [.code(number: 1, text: shown), .marker(offset: offset, length: length)])
    }

    @Test func aLongLineIsCutAroundTheSpan() throws {
        let line = String(repeating: "a", count: 200) + "TARGET" + String(repeating: "b", count: 200)
        let lines = frame([line], (1, 201), (1, 207))
        guard case .code(_, let text)? = lines.first, case .marker(let offset, let length)? = lines.last else {
            Issue.record("a line and its marker are expected")
            return
        }
        #expect(Display.width(text) <= 162)
        #expect(text.hasPrefix("…") && text.hasSuffix("…"))
        #expect(String(text.dropFirst(offset).prefix(length)) == "TARGET")
    }

    @Test func aSpanOfManyLinesIsCut() {
        let lines = (1...9).map { "line \($0)" }
        let shown = frame(lines, (2, 6), (9, 3))
        #expect(shown.prefix(3) == [.code(number: 1, text: "line 1"), .code(number: 2, text: "line 2"), .marker(offset: 5, length: 1)])
        #expect(shown.last == .gap)
        #expect(shown.count == 9)
        #expect(frame(["f(", "  x,", ")", ""], (1, 1), (4, 1)).count == 4, "the last line holds nothing of the span")
    }

    @Test func aSpanOutsideItsSnippetHasNoMarker() {
        #expect(frame(["abc"], (7, 1), (7, 2)) == [])
        #expect(frame(["abc"], (1, 300), (1, 310)) == [.code(number: 1, text: "abc")])
        #expect(frame([""], (1, 1), (1, 1)) == [.code(number: 1, text: "")])
    }

    @Test func aByteOrderMarkTakesNoColumn() {
        #expect(frame(["\u{FEFF}ab"], (1, 2), (1, 3)) == [.code(number: 1, text: "ab"), .marker(offset: 1, length: 1)])
    }
}
