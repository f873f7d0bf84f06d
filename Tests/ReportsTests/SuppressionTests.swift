import Facts
import Parsing
import Testing

@Suite struct SuppressionTests {
    /// Reads a file with `#` comments; spans as extraction would give them.
    private func read(_ text: String, yaml: Bool = false) -> Suppressions {
        let source = SourceText(text)
        if yaml {
            let document = Document.read(source, as: .yaml)
            return Suppressions(comments: document.comments, path: "x.yaml", in: source, document: document)
        }
        var comments: [Span] = []
        for line in 1...source.lineCount {
            let span = source.lineSpan(line)
            if let mark = source.bytes[span.start..<span.end].firstIndex(of: UInt8(ascii: "#")) { comments.append(Span(mark, span.end)) }
        }
        return Suppressions(comments: comments, path: "x.py", in: source)
    }

    @Test(arguments: [
        ("x  # wattlint: ignore[a-b] it is fine", ["a-b"], "it is fine"),
        ("x  #wattlint:ignore[a, b ,c]", ["a", "b", "c"], ""),
        ("x  # noqa  # wattlint: ignore[a] -- why not", ["a"], "why not"),
        ("x  # wattlint: ignore [a]: because", ["a"], "because"),
    ])
    func aComment(_ text: String, _ rules: [String], _ reason: String) throws {
        let suppression = try #require(read(text).all.first)
        #expect(suppression.rules == rules)
        #expect(suppression.reason == reason)
        #expect(suppression.scope == .line(1))
    }

    @Test(arguments: ["/* wattlint: ignore[a] why */", "<!-- wattlint: ignore[a] why -->", "// wattlint: ignore[a] why", "-- wattlint: ignore[a] why"])
    func otherCommentsAreReadToo(_ text: String) {
        let read = Suppressions(comments: [Span(0, text.utf8.count)], path: "x", in: SourceText(text + "\ny"))
        #expect(read.all.map(\.reason) == ["why"])
        #expect(read.all.map(\.scope) == [.line(2)])
    }

    @Test(arguments: [
        ("# wattlint: ignore[a]\nx = 1", Suppression.Scope.line(2)),
        ("    # wattlint: ignore[a]\n    # more words\n    x = 1", .line(3)),
        ("y = 1\n# wattlint: ignore[a]\n# wattlint: ignore[b]\nx = 1", .line(4)),
        ("# wattlint: ignore[a]\n\nx = 1", .line(2)),
        ("# wattlint: ignore[a]", .line(2)),
        ("# wattlint: ignore-file[a]\nx = 1", .file),
        ("\u{FEFF}# wattlint: ignore[a]\nx = 1", .line(2)),
    ])
    func theLineItIsAbout(_ text: String, _ scope: Suppression.Scope) { #expect(read(text).all.first?.scope == scope) }

    @Test(arguments: [
        "# wattlint: ignore", "# wattlint: ignore because", "# wattlint: ignore[]", "# wattlint: ignore[a", "# wattlint: disable[a]",
        "# wattlint:", "# wattlint: ignore-file",
    ])
    func whatIsNotUnderstoodIsSaid(_ text: String) {
        let read = read(text + "\n")
        #expect(read.all.isEmpty)
        #expect(read.notices.count == 1)
        #expect(read.notices.first?.place?.start == Position(line: 1, column: 1))
    }

    @Test(arguments: ["# write wattlint: ignore[a] to silence it", "# see wattlint", "# a `wattlint: ignore[a]` comment"])
    func aMentionIsNoSuppression(_ text: String) {
        #expect(read(text).all.isEmpty)
        #expect(read(text).notices.isEmpty)
    }

    private static let deployment = """
        apiVersion: apps/v1
        kind: Deployment
        spec:
          replicas: 2
          template:
            containers:
              - name: a
                image: x
              - name: b
                image: y
        """

    /// The comment goes above, or behind, a line (from 1) of the deployment; lines are those of the file with the comment in it.
    @Test(arguments: [
        (1, true, 2, 11), (1, false, 1, 10), (3, true, 4, 11), (3, false, 3, 10), (4, true, 5, 5), (4, false, 4, 4), (5, false, 5, 10),
        (7, true, 8, 9), (7, false, 7, 8), (8, false, 8, 8), (9, true, 10, 11),
    ])
    func inYAMLItCoversTheObject(_ line: Int, _ isAbove: Bool, _ first: Int, _ last: Int) {
        var lines = Self.deployment.split(separator: "\n").map(String.init)
        if isAbove { lines.insert("  # wattlint: ignore[a]", at: line - 1) } else { lines[line - 1] += "  # wattlint: ignore[a]" }
        #expect(read(lines.joined(separator: "\n"), yaml: true).all.map(\.scope) == [.lines(first...last)])
    }

    @Test func aListAtTheTopIsNoObject() {
        #expect(read("# wattlint: ignore[a]\n- x: 1\n  y: 2\n- z: 1\n", yaml: true).all.map(\.scope) == [.lines(2...3)])
    }

    @Test func inTheSecondDocumentItIsNotAboutTheFirst() {
        let text = "kind: A\n---\n# wattlint: ignore[a]\nkind: B\nspec: 1\n---\nkind: C\n"
        #expect(read(text, yaml: true).all.map(\.scope) == [.lines(4...5)])
    }

    @Test func anAliasThatHoldsMuchIsWalkedOnce() {
        let text = "a: &a {x: 1} # wattlint: ignore[a]\nb: [*a, *a]\n"
        #expect(read(text, yaml: true).all.map(\.scope) == [.lines(1...1)])
    }
}
