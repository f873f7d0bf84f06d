import Parsing
import Testing

/// The text of each node's span, as `outline` writes it.
@Suite struct YAMLSpanTests {
    @Test func collectionsAndScalars() {
        #expect(
            outline(
                """
                a: &x {b: "c#d", e: [1, 2]} # t
                m:
                  n: !Ref foo
                  o: &z
                    p: 'it''s'
                r:
                - a
                - b: 1
                  c#d: x#y
                s: [a: b, {}]
                ? k
                : v
                """) == """
                {
                  a «a» = {
                    b «b» = c#d «"c#d"»
                    e «e» = [
                      - 1 «1»
                      - 2 «2»
                  m «m» = {
                    n «n» = foo «foo» … !Ref
                    o «o» = {
                      p «p» = it's «'it''s'»
                  r «r» = [
                    - a «a»
                    - {
                      b «b» = 1 «1»
                      c#d «c#d» = x#y «x#y»
                  s «s» = [
                    - {
                      a «a» = b «b»
                    - {
                  k «k» = v «v»
                """)
    }

    @Test func spansOfCollections() throws {
        let source = SourceText("é:\n  - a: &x {b: 1}\n    c: \"d\"\n  - !t\n    e:\n      - 1 # n\n\n# end\nf: 2\n")
        let root = try #require(read(source).roots.first)
        #expect(source.text(root.span) == "é:\n  - a: &x {b: 1}\n    c: \"d\"\n  - !t\n    e:\n      - 1 # n\n\n# end\nf: 2")
        let list = try #require(root["é"])
        #expect(source.text(list.span) == "- a: &x {b: 1}\n    c: \"d\"\n  - !t\n    e:\n      - 1")
        #expect(source.text(list.items[0].span) == "a: &x {b: 1}\n    c: \"d\"")
        #expect(source.text(list.items[1].span) == "e:\n      - 1")
        #expect(source.text(try #require(list.items[0]["a"]).span) == "{b: 1}")
    }

    @Test(arguments: [
        ("a: 🎉\nb: \"e\u{301} x\" # ü\nc: v", "e\u{301} x", "\"e\u{301} x\""),
        ("\u{FEFF}a: 1\nb: x", "x", "x"), ("a: é\r\nb: x\r\n", "x", "x"), ("a: 1\rb: x", "x", "x"),
        ("a: \u{2028} \nb: x y", "x y", "x y"), ("a: \u{E9}\nb: p\n  q\n", "p q", "p\n  q"), ("b: &a !!str x", "x", "x"),
        ("b: !!str &a\n  x", "x", "x"), ("a: 𐀀\u{FFFD}\nb: 'x'", "x", "'x'"), ("b: \"l1\r\n  l2\"\r\n", "l1 l2", "\"l1\r\n  l2\""),
        ("b:", "", ""), ("b: !t", "", ""),
    ])
    func scalars(text: String, value: String, written: String) throws {
        let source = SourceText(text)
        let document = read(source)
        let entry = try #require(document.roots.first?.entry("b"))
        #expect(source.text(entry.key.span) == "b")
        #expect(entry.value.rawText == value)
        #expect(source.text(entry.value.span) == written)
        #expect(brokenSpans(document, of: source).isEmpty)
    }

    /// The text of the scalar, the end of its span, and the file's text where each line of it starts.
    @Test(arguments: [
        ("|\n  x\n  y\n\nc: 1\n", "x\ny\n", "y", ["x", "y"]),
        ("|\r\n  x\r\n  y\r\n\r\n", "x\ny\n", "y", ["x", "y"]),
        ("|-  # head\n    x\n      y\n\n    z\n# tail\n", "x\n  y\n\nz", "z", ["x", "  y", "", "z"]),
        ("|2\n   x\n  y\n", " x\ny\n", "y", [" x", "y"]),
        ("|+\n  k\n\n", "k\n\n", "k", ["k", ""]),
        ("|\nc: 1\n", "", "|", []),
        ("|-\n\n  z", "\nz", "z", ["", "z"]),
        (">\n  a\n  b\n\n  c\n", "a b\nc\n", "c", ["a", "c"]),
        (">-\n  f1\n  f2\n\n\n  f3\n    more\n  g\n # tail\n", "f1 f2\n\nf3\n  more\ng", "g", ["f1", "", "f3", "  more", "g"]),
        ("|\n  é 🎉\n  y # no comment\n", "é 🎉\ny # no comment\n", "y # no comment", ["é 🎉", "y # no comment"]),
    ])
    func blockScalars(text: String, value: String, lastLine: String, lines: [String]) throws {
        let source = SourceText("b: " + text)
        let document = read(source)
        let node = try #require(document.roots.first?["b"])
        #expect(node.rawText == value)
        #expect(source.text(node.span).hasSuffix(lastLine))
        #expect(node.span.start == 3)
        #expect(node.lineMap.count == lines.count)
        for (offset, line) in zip(node.lineMap, lines) where !line.isEmpty {
            #expect(source.text(Span(offset, offset + line.utf8.count)) == line)
        }
        #expect(brokenSpans(document, of: source).isEmpty)
    }

    @Test func comments() {
        let source = SourceText(
            """
            # one
            a: "x # no" # two
            b: 'x # no' #three
            c: x#no
            d: | # four
              # no
              x
             # five
            e: [1, # six
              2]#seven
            f: &a !t # eight
              g: h # é
            --- # nine
            - k
            ---
            *none # broken
            """)
        let comments = read(source).comments.map { source.text($0) }
        #expect(comments == ["# one", "# two", "#three", "# four", "# five", "# six", "#seven", "# eight", "# é", "# nine"])
    }

    private func read(_ source: SourceText) -> Document { Document.read(source, as: .yaml) }
}
