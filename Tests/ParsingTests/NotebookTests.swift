import Parsing
import Testing

/// Notebooks as Python: which cells count, and where each byte of them stands in the file.
@Suite struct NotebookTests {
    private func module(_ notebook: String) throws -> SourceText? {
        guard var parser = SyntaxParser() else { throw ParseError("no parser") }
        return try parser.module(ofNotebook: SourceText(bytes: Array(notebook.utf8)))
    }

    /// The module of cells whose sources are written as JSON.
    private func module(cells: [String], metadata: String = "{}") throws -> String? {
        let cells = cells.map { #"{"cell_type": "code", "source": \#($0)}"# }.joined(separator: ",")
        return try module(#"{"cells": [\#(cells)], "metadata": \#(metadata), "nbformat": 4}"#).map { $0.text($0.span) }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var source: String
        var expected: String?
        var testDescription: String { source }
    }

    @Test(arguments: [
        Row(source: #"["x = 1\n", "y = 2"]"#, expected: "x = 1\ny = 2\n"),
        Row(source: #""x = 1\ny = 2""#, expected: "x = 1\ny = 2\n"),
        Row(source: #"["x = \"a\\n\"\n"]"#, expected: "x = \"a\\n\"\n"),
        Row(source: #"["%pip install x\n", "!ls\n", "?open\n", "open?\n", "y = 2"]"#, expected: "pass\npass\npass\npass\ny = 2\n"),
        Row(source: #"["files = !ls\n", "a, b = %sx ls\n"]"#, expected: "pass\npass\n"),
        Row(source: #"["if x:\n", "    !rm y\n", "z = 1"]"#, expected: "if x:\n    pass\nz = 1\n"),
        Row(source: #"["!a \\\n", "  b\n", "z = 1"]"#, expected: "pass\n#\nz = 1\n"),
        Row(source: #"["%time x = f()\n"]"#, expected: "x = f()\n"),
        Row(source: #"["%%time\n", "x = f()\n"]"#, expected: "x = f()\n"),
        Row(source: #"["%%bash\n", "ls\n"]"#, expected: nil),
        Row(source: #"["%%writefile a.py\n", "x = 1\n"]"#, expected: nil),
        Row(source: #"["x = (a\n", "% b)\n"]"#, expected: "x = (a\n% b)\n"),
        Row(source: #"["x = a \\\n", "% b\n"]"#, expected: "x = a \\\n% b\n"),
        Row(source: #"["p = \"\"\"\n", "!important\n", "%s\n", "\"\"\"\n"]"#, expected: "p = \"\"\"\n!important\n%s\n\"\"\"\n"),
        Row(source: ##"["# it's\n", "!ls\n"]"##, expected: "# it's\npass\n"),
        Row(source: #"["  x = 1\n", "  if x:\n", "    y = 2\n"]"#, expected: "x = 1\nif x:\n  y = 2\n"),
        Row(source: #"["def f(:\n", "  return\n"]"#, expected: nil),
        Row(source: #"[]"#, expected: nil),
        Row(source: #"[" \n"]"#, expected: nil),
    ])
    func cellsBecomePython(row: Row) throws {
        #expect(try module(cells: [row.source]) == row.expected)
    }

    @Test func cellsThatDoNotParseAreLeftOutAlone() throws {
        #expect(try module(cells: [#""x = 1""#, #""def f(""#, #""y = 2""#]) == "x = 1\ny = 2\n")
    }

    @Test(arguments: [
        #"{"kernelspec": {"name": "ir", "language": "R"}}"#, #"{"language_info": {"name": "julia"}}"#,
        #"{"kernelspec": {"language": "python"}, "language_info": {"name": "scala"}}"#,
    ])
    func otherLanguagesAreLeftOut(metadata: String) throws {
        #expect(try module(cells: [#""x = 1""#], metadata: metadata) == nil)
    }

    @Test func oldNotebooksHaveWorksheets() throws {
        let text = #"{"worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1"], "language": "python"}, {"cell_type": "code", "input": "y", "language": "ruby"}]}], "nbformat": 3}"#
        let source = try #require(try module(text))
        #expect(source.text(source.span) == "x = 1\n")
        #expect(source.part(at: 0) == "cell 1")
    }

    /// Each place of the module is where the same thing stands in the file.
    @Test(arguments: ["\n", "\r\n"]) func positionsAreThoseOfTheFile(lineEnd: String) throws {
        let lines = [
            "{", " \"cells\": [", "  {\"cell_type\": \"markdown\", \"source\": [\"é\"]},", "  {\"cell_type\": \"code\",", "   \"source\": [",
            "    \"s = \\\"é\\\" + '👍'; here(1)\\r\\n\",", "    \"t = '\\u00e9\\ud83d\\ude00'; there(2)\\n\",", "    \"%time third(3)\"]},",
            "  {\"cell_type\": \"code\", \"source\": \"a = 1\\ndef fourth(4\\n\"},", "  {\"cell_type\": \"code\", \"source\": \"b = 1\\nfifth(5)\\n\"}",
            " ],", " \"nbformat\": 4", "}",
        ]
        let source = try #require(try module(lines.joined(separator: lineEnd)))
        let text = source.text(source.span)
        for (name, line) in [("here(1)", 6), ("there(2)", 7), ("third(3)", 8), ("fifth(5)", 10)] {
            let range = try #require(text.firstRange(of: name))
            let start = text[..<range.lowerBound].utf8.count
            let written = lines[line - 1].unicodeScalars
            let column = try #require(String(written).firstRange(of: name)).lowerBound
            let expected = Position(line: line, column: lines[line - 1].unicodeScalars[..<column].count + 1)
            #expect(source.position(at: start) == expected, "\(name)")
            let end = source.position(at: start + name.utf8.count)
            #expect(end == Position(line: line, column: expected.column + name.unicodeScalars.count), "\(name)")
        }
        #expect(source.part(at: text.firstRange(of: "here").map { text[..<$0.lowerBound].utf8.count } ?? 0) == "cell 2")
        #expect(source.part(at: text.firstRange(of: "fifth").map { text[..<$0.lowerBound].utf8.count } ?? 0) == "cell 4")
        #expect(!text.contains("fourth"))
    }

    @Test(arguments: ["", "{}", "[]", "{\"cells\": 1}", "{\"cells\": [", "not JSON", "{\"cells\": {}}", String(repeating: "[", count: 100_000)])
    func whatIsNoNotebookIsSaid(text: String) {
        #expect(throws: ParseError.self) { try module(text) }
    }

    @Test func oddCellsAreNoHarm() throws {
        let text = #"{"cells": [1, null, {}, {"cell_type": "code"}, {"cell_type": "code", "source": [1, null, {"a": 1}]}, {"cell_type": "code", "source": "x = \"\\ud800\"\n\u0000\\u12"}], "metadata": []}"#
        _ = try module(text)
    }

    @Test func largeOutputsAreNoHarm() throws {
        let output = String(repeating: "A", count: 9 << 20)
        let text = #"{"cells": [{"cell_type": "code", "source": "x = 1", "outputs": [{"data": {"image/png": "\#(output)"}}]}]}"#
        var lines: Int?
        let time = try ContinuousClock().measure { lines = try module(text)?.lineCount }
        #expect(lines == 2)
        #expect(time < .seconds(5))
    }

    /// A large cell takes time in proportion to its size.
    @Test func manyLinesAreNoHarm() throws {
        let lines = (0..<4_000).map { "\"%pip install x\\n\", \"x\($0) = '\\u00e9'\\n\"" }.joined(separator: ",")
        var text: String?
        let time = try ContinuousClock().measure { text = try module(cells: ["[\(lines)]"]) }
        #expect(text != nil)
        #expect(time < .seconds(10))
    }
}
