import Parsing
import Testing

/// Documents of a stream, anchors, merge keys, tags, and what is wrong.
@Suite struct YAMLStreamTests {
    @Test func documents() {
        #expect(outline("%YAML 1.2\n---\na: 1\n...\n# between\n---\nb\n---\n---\n- c\n") == "{\n  a «a» = 1 «1»\nb «b»\n «»\n[\n  - c «c»")
        #expect(read("").roots.isEmpty && read("").problems.isEmpty)
        #expect(read("# only\n").roots.isEmpty && read("# only\n").comments.count == 1)
    }

    @Test func brokenDocumentsCostOnlyThemselves() {
        #expect(
            outline("a: é\n---\nb: [1\n---\nc: 3\n---\n'unterminated\n---\nd: *no\n---\ng: ü\n") == """
                {
                  a «a» = é «é»
                {
                  c «c» = 3 «3»
                {
                  g «g» = ü «ü»
                ! did not find expected ',' or ']' while parsing a flow sequence (line 4, column 1)
                ! found unexpected document indicator while scanning a quoted scalar (line 7, column 1)
                ! the alias *no has no anchor before it (line 9, column 4)
                """)
    }

    @Test func aliasesAreTheirAnchors() throws {
        let root = try #require(read("a: &x {b: 1}\nc: *x\nd: [*x, &y z, *y]\n").roots.first)
        #expect(root["c"]?.identity == root["a"]?.identity)
        #expect(root["d"]?.items.map(\.identity).first == root["a"]?.identity)
        #expect(root["d"]?.items.last?.string == "z")
    }

    @Test func anchorsEndWithTheirDocument() {
        #expect(read("a: &x 1\n---\nb: *x\n").problems.map(\.reason) == ["the alias *x has no anchor before it"])
    }

    @Test func mergeKeys() throws {
        let text = "a: &a {k: 1, l: 1}\nb: &b {k: 2, m: 2}\nc:\n  <<: *a\n  l: 3\nd:\n  <<: [*a, *b]\ne: {\"<<\": 1}\nf: {<<: {n: 4}}\n"
        let root = try #require(read(text).roots.first)
        #expect(root["c"]?.keys == ["l", "k"])
        #expect(root["c"]?["l"]?.integer == 3 && root["c"]?["k"]?.integer == 1)
        #expect(root["d"]?.keys == ["k", "l", "m"])
        #expect(root["d"]?["k"]?.integer == 1)
        #expect(root["e"]?.keys == ["<<"])
        #expect(root["f"]?["n"]?.integer == 4)
        #expect(root["c"]?.lacks("<<") == true)
    }

    @Test func tags() throws {
        let root = try #require(read("a: !reset []\nb: !!int 3\nc: !Sub x\nd: ! y\ne: !vault |\n  z\nf: {g: !Ref h}\n").roots.first)
        #expect(root.keys.map { root[$0]?.tag } == ["!reset", "!!int", "!Sub", "!!str", "!vault", ""])
        #expect(root.keys.map { root[$0]?.isOpen } == [true, false, true, false, true, false])
        #expect(root["c"]?.string == nil && root["c"]?.rawText == "x")
        #expect(root["d"]?.string == "y")
    }

    @Test func duplicateKeysAreBothThere() throws {
        let root = try #require(read("a: 1\nb: 2\na: 3\n").roots.first)
        #expect(root.keys == ["a", "b", "a"])
        #expect(root["a"]?.integer == 3)
    }

    @Test(arguments: [
        ("a: 1\n b: 2\n", 2, 3), ("a: [1,\n", 2, 1), ("a: \"é\nb: 1\n", 1, 4), ("\ta: 1\n", 1, 1), ("é: @x\n", 1, 4), ("a: b: c\n", 1, 5),
        ("\u{FEFF}é: @x\n", 1, 4), ("a: 1\r\né: @x\r\n", 2, 4),
    ])
    func problemPositions(text: String, line: Int, column: Int) {
        let document = read(text)
        #expect(document.problems.map(\.position) == [Position(line: line, column: column)])
        #expect(document.roots.isEmpty)
    }

    @Test func aDocumentBeforeGarbageIsKept() {
        let document = read("a: b\n]\n")
        #expect(document.problems.count == 1)
        #expect(brokenSpans(document, of: SourceText("a: b\n]\n")).isEmpty)
    }
}
