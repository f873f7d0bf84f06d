import Parsing
import Testing

/// Texts that are made to crash, to hang, or to eat memory. Each must end soon, with a problem or a document.
@Suite(.serialized) struct HostileInputTests {
    private func timed(_ text: String, as format: DataFormat = .yaml, templated: Bool = false) -> Document {
        timed(SourceText(text), as: format, templated: templated)
    }

    private func timed(_ source: SourceText, as format: DataFormat = .yaml, templated: Bool = false) -> Document {
        var document: Document?
        let time = ContinuousClock().measure { document = Document.read(source, as: format, templated: templated) }
        #expect(time < .seconds(15), "\(format) took \(time)")
        return document ?? read("")
    }

    @Test(arguments: DataFormat.allCases) func openBrackets(format: DataFormat) {
        let document = timed(String(repeating: "[", count: 100_000), as: format)
        #expect(format == .dockerfile || !document.problems.isEmpty)
    }

    @Test func openMappings() {
        let document = timed(String(repeating: "{a: ", count: 5_000))
        #expect(document.problems.map(\.reason) == ["collections nest deeper than 256"])
        #expect(document.problems.first?.position == Position(line: 1, column: 256 * 4 + 1))
    }

    @Test func nestedDashes() {
        let document = timed(String(repeating: "- ", count: 100_000))
        #expect(document.problems.map(\.reason) == ["collections nest deeper than 256"])
    }

    @Test func deepButAllowed() {
        let document = timed(String(repeating: "[", count: 256) + String(repeating: "]", count: 256))
        #expect(document.problems.isEmpty)
    }

    @Test(arguments: [DataFormat.json, .toml]) func deepestNesting(format: DataFormat) {
        let prefix = format == .toml ? "a = " : ""
        func nested(_ depth: Int) -> String { prefix + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        #expect(timed(nested(256), as: format).problems.isEmpty)
        #expect(timed(nested(257), as: format).problems.map(\.reason) == ["collections nest deeper than 256"])
    }

    @Test func billionLaughs() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<20 {
            let alias = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(alias)]\n"
        }
        let document = timed(text)
        #expect(document.problems.map(\.reason) == ["aliases stand for more than 250000 nodes"])
        #expect(document.roots.isEmpty)
    }

    @Test func manyNodesWithoutAliasesAreFine() {
        let document = timed(String(repeating: "- x\n", count: 300_000))
        #expect(document.problems.isEmpty)
        #expect(document.roots.first?.items.count == 300_000)
    }

    @Test func mergeChain() {
        var text = "m0: &m0 {k: 0}\n"
        for level in 1..<300 { text += "m\(level): &m\(level) {<<: *m\(level - 1), k\(level): 1}\n" }
        let document = timed(text)
        #expect(document.problems.isEmpty)
        #expect(document.roots.first?["m299"]?.entries.count == 300)
    }

    @Test func selfAlias() {
        let document = timed("a: &a [1, *a]\n")
        #expect(document.problems.map(\.description) == ["the alias *a stands inside what it stands for (line 1, column 11)"])
    }

    @Test func nulBytes() {
        let document = timed("a: 1\n---\nb: \0\n---\nc: 3\n")
        #expect(document.problems.map(\.description) == ["a control character (0x0) is not allowed in YAML (line 3, column 4)"])
        #expect(document.roots.map { $0.keys } == [["a"], ["c"]])
    }

    @Test func invalidUTF8() {
        let source = SourceText(bytes: Array("ä: 1\n---\nb: ".utf8) + [0xFF] + Array("\n---\nc: 3\n".utf8))
        let document = timed(source)
        #expect(document.problems.map(\.description) == ["the bytes here are not UTF-8 (line 3, column 4)"])
        #expect(document.roots.map { $0.keys } == [["ä"], ["c"]])
    }

    @Test(arguments: [[0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xEF, 0xBF, 0xBF]] as [[UInt8]])
    func wrongSequences(bytes: [UInt8]) {
        let document = timed(SourceText(bytes: Array("k: ".utf8) + bytes))
        #expect(document.problems.first?.position == Position(line: 1, column: 4))
        #expect(document.roots.isEmpty)
    }

    @Test func utf16() {
        let document = timed(SourceText(bytes: [0xFF, 0xFE, 0x61, 0x00, 0x3A, 0x00]))
        #expect(document.problems.count == 1)
        #expect(document.problems.first?.reason.contains("UTF-16") == true)
    }

    @Test(arguments: DataFormat.allCases) func onlyNoise(format: DataFormat) {
        var state: UInt64 = 42
        var bytes: [UInt8] = []
        for _ in 0..<200_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes.append(UInt8(truncatingIfNeeded: state >> 56))
        }
        let source = SourceText(bytes: bytes)
        #expect(brokenSpans(timed(source, as: format, templated: true), of: source).isEmpty)
    }

    @Test(arguments: [DataFormat.yaml, .json]) func unterminatedString(format: DataFormat) {
        let document = timed("{\"a\": \"" + String(repeating: "x", count: 5_000_000), as: format)
        #expect(document.problems.first?.position == Position(line: 1, column: 7))
    }

    @Test func duplicateKeys() {
        // A million keys are two million nodes, which is over the limit; 400,000 are not.
        #expect(timed(String(repeating: "a: 1\n", count: 1_000_000)).problems.map(\.reason) == ["the file has more than a million nodes"])
        let document = timed(String(repeating: "a: 1\n", count: 400_000) + "a: 2\n")
        #expect(document.problems.isEmpty)
        #expect(document.roots.first?["a"]?.integer == 2)
    }

    @Test func brokenDocuments() {
        let document = timed(String(repeating: "---\n]\n", count: 100_000))
        #expect(document.problems.count == 64)
        #expect(document.problems.last?.reason.hasSuffix("the rest of the file is not read") == true)
    }

    @Test func tagDirectives() {
        let text = (0..<100_000).map { "%TAG !t\($0)! tag:x\n" }.joined()
        #expect(timed(text + "---\na: 1\n").problems.map(\.reason) == ["more than 64 %TAG directives"])
    }

    @Test(arguments: [
        "{{ ", "{{ \"\\\" }}", "{{ ` }}", "{{ if }}\n", "{{/* ", "{{/* }} ", "{{ /* x }}\n", "{% \" %}", "{# x }} ", "{% ", "{# ", "{{ if }}{{ else }}", "a: |\n{{ x }}\n\n", "{{ x | nindent 8 }}\n",
        "{{ end }}\n", "{{- with .x }}\na: |\n", "{{'", "{", "# {{/* */}}\n", "${{ ", "{{ x | indent 99999999999999999999 }}\n",
    ])
    func templates(part: String) {
        let source = SourceText(String(repeating: part, count: 300_000 / part.utf8.count))
        let document = timed(source, templated: true)
        #expect(brokenSpans(document, of: source).isEmpty)
    }

    @Test func templateHolesInDeepCollections() {
        var text = ""
        for depth in 0..<200 { text += String(repeating: " ", count: depth) + "k:\n" }
        text += String(repeating: "{{ x | nindent 900 }}\n", count: 20_000)
        #expect(timed(text, templated: true).problems.isEmpty)
    }

    @Test(arguments: ["RUN a \\\n", "RUN cat <<EOF\n", "ENV a=\"", "CMD [\"", "# c\n", "FROM a:", "\\\n"])
    func dockerfiles(part: String) {
        let source = SourceText(String(repeating: part, count: 300_000 / part.utf8.count))
        #expect(brokenSpans(timed(source, as: .dockerfile), of: source).isEmpty)
    }

    @Test(arguments: ["[a.b]\n", "[[a]]\n", "a.b.c = 1\n", "a = [{b = 1}]\n", "a = '''\n", "a.", "[[a.b]]\n", "x = {y = "])
    func tomls(part: String) {
        let source = SourceText(String(repeating: part, count: 300_000 / part.utf8.count))
        _ = timed(source, as: .toml)
    }
}
