import Parsing
import Testing

@Suite struct JSONTests {
    @Test func valuesAndComments() {
        let source = SourceText(
            "\u{FEFF}// c\n{\"a\": [1, -2.5e3, true, null,], /* x */ \"b\\u00e9\\ud83c\\udf89\": \"q\\\"\\n//\", \"c\": {},}\r\n")
        let document = Document.read(source, as: .json)
        #expect(
            outline(document, of: source) == """
                {
                  a «"a"» = [
                    - 1 «1»
                    - -2.5e3 «-2.5e3»
                    - true «true»
                    - null «null»
                  bé🎉 «"b\\u00e9\\ud83c\\udf89"» = q"⏎// «"q\\"\\n//"»
                  c «"c"» = {
                """)
        #expect(document.comments.map { source.text($0) } == ["// c", "/* x */"])
        #expect(document.roots.first?["a"]?.items.map(\.number) == [1, -2500, nil, nil])
        #expect(brokenSpans(document, of: source).isEmpty)
    }

    @Test func severalValues() {
        #expect(outline("{\"a\": 1}\n[2]\n\"x\"", as: .json) == "{\n  a «\"a\"» = 1 «1»\n[\n  - 2 «2»\nx «\"x\"»")
    }

    @Test(arguments: [
        ("", 1, 1), ("[1 2]", 1, 4), ("{\"é\": 1 \"b\"}", 1, 9), ("{\"a\": \"x\n\"}", 1, 7), ("{\n \"a\": [\n", 2, 7), ("{a: 1}", 1, 2), ("[,]", 1, 2),
        ("tru", 1, 1), ("[1]]", 1, 4), ("/* x", 1, 1), ("\"\\", 1, 1), ("{\"a\"}", 1, 5), ("/", 1, 1), ("- 1", 1, 1),
    ])
    func problems(text: String, line: Int, column: Int) {
        #expect(read(text, as: .json).problems.map(\.position) == [Position(line: line, column: column)])
    }

    @Test(arguments: [("\\ud800", "\u{FFFD}"), ("\\ud800\\u0041", "\u{FFFD}A"), ("\\u12", "\u{FFFD}12"), ("\\q", "\\q"), ("\\/\\t", "/\t")])
    func escapes(written: String, text: String) {
        #expect(read("\"\(written)\"", as: .json).roots.first?.string == text)
    }
}

@Suite struct TOMLTests {
    @Test func tables() {
        let text = """
            # c
            t = "x\\ty" # d
            n.m = 1_000
            [a.b]
            k = [1, [2, 3],
              # in
              "z", ]
            d = 1979-05-27 07:32:00
            [a]
            i = {x = 1, y.z = 'lit\\'}
            [[p]]
            q = true
            [p.sub]
            r = \"\"\"
            multi \\
               line\"\"\"
            [[p]]
            "quoted key" = '''a
            b'''
            """
        #expect(
            outline(text, as: .toml) == """
                {
                  t «t» = x\ty «"x\\ty"»
                  n «n» = {
                    m «m» = 1_000 «1_000»
                  a «a» = {
                    b «b» = {
                      k «k» = [
                        - 1 «1»
                        - [
                          - 2 «2»
                          - 3 «3»
                        - z «"z"»
                      d «d» = 1979-05-27 07:32:00 «1979-05-27 07:32:00»
                    i «i» = {
                      x «x» = 1 «1»
                      y «y» = {
                        z «z» = lit\\ «'lit\\'»
                  p «p» = [
                    - {
                      q «q» = true «true»
                      sub «sub» = {
                        r «r» = multi line «\"\"\"⏎multi \\⏎   line\"\"\"»
                    - {
                      quoted key «"quoted key"» = a⏎b «'''a⏎b'''»
                """)
        let source = SourceText(text)
        let document = Document.read(source, as: .toml)
        #expect(document.comments.map { source.text($0) } == ["# c", "# d", "# in"])
        #expect(document.roots.first?.at("n.m")?.integer == 1000)
        #expect(brokenSpans(document, of: source).isEmpty)
    }

    @Test func stringsMayEndInQuotes() {
        #expect(read("a = \"\"\"x\"\"\"\"\"\nb = ''\nc = \"\"\"\r\ny\"\"\"", as: .toml).roots.first?.entries.map(\.value.string) == ["x\"\"", "", "y"])
    }

    @Test(arguments: [
        ("a = 1\nb = [1, 2\n", 3, 1), ("é = \"x\n", 1, 5), ("a\n", 1, 2), ("[a\n", 1, 3), ("a = 1 b = 2", 1, 7), ("a = x\n", 1, 5), ("= 1", 1, 1),
        ("[[a]\n", 1, 5), ("a = {b 1}", 1, 8), ("a = \"\"\"x", 1, 5),
    ])
    func problems(text: String, line: Int, column: Int) {
        let document = read(text, as: .toml)
        #expect(document.problems.map(\.position) == [Position(line: line, column: column)])
        #expect(document.roots.isEmpty)
    }
}

@Suite struct DockerfileTests {
    private static let text = """
        # syntax=docker/dockerfile:1
        ARG PY=3.12
        FROM --platform=linux/amd64 nvidia/cuda:12.4-runtime@sha256:abc AS base
        ENV A=1 B="x y" \\
            # note
            C=
        ENV OLD way of it
        run pip install \\
            torch  && \\

            echo "a b"
        COPY --from=base --link /a /b
        CMD ["vllm", "serve", "é"]
        RUN cat <<-EOF > x
          # no comment
        \tEOF
        FROM localhost:5000/x:${TAG:-1}
        """

    private func instructions(_ text: String = text) -> [Node] { read(text, as: .dockerfile).roots.first?.items ?? [] }

    @Test func instructionsInOrder() {
        let names = instructions().map { $0["instruction"]?.string ?? "" }
        #expect(names == ["ARG", "FROM", "ENV", "ENV", "RUN", "COPY", "CMD", "RUN", "FROM"])
        let source = SourceText(Self.text)
        let document = Document.read(source, as: .dockerfile)
        #expect(document.comments.map { source.text($0) } == ["# syntax=docker/dockerfile:1", "# note"])
        #expect(document.roots.first?.items[4].span.length ?? 0 > 0)
        #expect(instructions()[4]["instruction"].map { source.text($0.span) } == "run")
        #expect(brokenSpans(document, of: source).isEmpty)
    }

    @Test func images() {
        let all = instructions()
        let keys = ["image", "tag", "digest", "platform", "stage"]
        #expect(keys.map { all[1][$0]?.string } == ["nvidia/cuda", "12.4-runtime", "sha256:abc", "linux/amd64", "base"])
        #expect(keys.map { all[8][$0]?.string } == ["localhost:5000/x", "${TAG:-1}", nil, nil, nil])
        #expect(instructions("FROM ${I:-a:b}\n")[0]["image"]?.string == "${I:-a:b}")
        #expect(instructions("FROM python:${V}-slim as x")[0]["tag"]?.string == "${V}-slim")
        #expect(instructions("from scratch")[0]["image"]?.string == "scratch")
    }

    @Test func pairsAndFlags() {
        let all = instructions()
        #expect(all[2]["pairs"]?.entries.map { "\($0.key.rawText)=\($0.value.rawText)" } == ["A=1", "B=x y", "C="])
        #expect(all[3]["pairs"]?["OLD"]?.string == "way of it")
        #expect(all[5]["flags"]?.keys == ["from", "link"])
        #expect(all[5]["flags"]?["from"]?.string == "base")
        #expect(all[5]["arguments"]?.items.map(\.rawText) == ["/a", "/b"])
        #expect(instructions("ARG A B=2")[0]["pairs"]?.keys == ["A", "B"])
        #expect(instructions("ARG A")[0]["pairs"]?["A"]?.isNull == true)
        #expect(instructions("ARG A=")[0]["pairs"]?["A"]?.isNull == false)
    }

    @Test func argumentsAndText() {
        let source = SourceText(Self.text)
        let all = instructions()
        #expect(all[4]["text"]?.string == "pip install torch  && echo \"a b\"")
        #expect(all[4]["arguments"]?.items.map { source.text($0.span) } == ["pip", "install", "torch", "&&", "echo", "\"a b\""])
        #expect(all[6]["form"]?.string == "exec" && all[4]["form"]?.string == "shell")
        #expect(all[6]["arguments"]?.items.map(\.string) == ["vllm", "serve", "é"])
        #expect(all[6]["arguments"]?.items.map { source.text($0.span) } == ["\"vllm\"", "\"serve\"", "\"é\""])
        #expect(all[7]["heredoc"]?.rawText == "  # no comment\n")
        #expect(all[7]["heredoc"]?.lineMap.map { source.line(at: $0) } == [15])
    }

    @Test func escapeDirective() {
        let all = instructions("# escape=`\r\nRUN a `\r\n  b\r\nRUN c:\\\r\n")
        #expect(all.map { $0["text"]?.string } == ["a b", "c:\\"])
    }
}

@Suite struct EmbeddedTextTests {
    @Test func spansAreThoseOfTheOuterFile() throws {
        let source = SourceText(
            "data:\n  é.yaml: |\n    a: 1 # ü\n\n    b:\n      - \"ü\"\n      - x: |\n          t\r\n  j: |-\n    {\"k\": [1]}\n")
        let data = try #require(Document.read(source, as: .yaml).roots.first?["data"])
        let node = try #require(data["é.yaml"])
        let inner = try #require(Document.read(embedded: node, in: source, as: .yaml))
        #expect(
            outline(inner, of: source) == """
                {
                  a «a» = 1 «1»
                  b «b» = [
                    - ü «"ü"»
                    - {
                      x «x» = t⏎ «|⏎          t»
                """)
        #expect(inner.comments.map { source.text($0) } == ["# ü"])
        let block = try #require(inner.roots.first?["b"]?.items[1]["x"])
        #expect(block.lineMap.map { source.text(Span($0, $0 + 1)) } == ["t"])
        #expect(brokenSpans(inner, of: source).isEmpty)
        let text = try #require(data["j"])
        let json = try #require(Document.read(embedded: text, in: source, as: .json))
        #expect(outline(json, of: source) == "{\n  k «\"k\"» = [\n    - 1 «1»")
    }

    @Test func problemsToo() throws {
        let source = SourceText("a: |\n  é: 1\n  ü: @x\n")
        let node = try #require(Document.read(source, as: .yaml).roots.first?["a"])
        let inner = try #require(Document.read(embedded: node, in: source, as: .yaml))
        #expect(inner.problems.map(\.position) == [Position(line: 3, column: 6)])
    }

    @Test(arguments: ["\"x: 1\"", "x", ">\n  x:\n    y\n  z: 1\n  w: 2\n", "[x]", "", "|\n"]) func whatIsNotWrittenAsItIs(value: String) throws {
        let source = SourceText("a: \(value)")
        let node = try #require(Document.read(source, as: .yaml).roots.first?["a"])
        #expect(Document.read(embedded: node, in: source, as: .yaml) == nil)
    }

    @Test func whatATemplateFillsInIsOpen() throws {
        let source = SourceText("a: |\n  m: 2\n  {{- if .y }}\n  n: {{ .x }}\n  {{- end }}\n  o: 1\n")
        let node = try #require(Document.read(source, as: .yaml, templated: true).roots.first?["a"])
        let inner = try #require(Document.read(embedded: node, in: source, as: .yaml))
        for root in inner.roots { #expect(root.isOpen && root.isConditional) }
    }
}

@Suite struct NginxReaderTests {
    private func directives(_ text: String) -> [String] {
        var lines: [String] = []
        func add(_ nodes: [Node], _ indent: String) {
            for node in nodes {
                let words = (node["arguments"]?.items ?? []).map(\.rawText)
                lines.append(indent + ([node["directive"]?.rawText ?? "?"] + words).joined(separator: "|"))
                add(node["block"]?.items ?? [], indent + "  ")
            }
        }
        let document = read(text, as: .nginx)
        add(document.roots.first?.items ?? [], "")
        return lines + document.problems.map { "! \($0)" }
    }

    @Test func blocksHoldDirectives() {
        #expect(directives("user www;\nhttp { server{listen 80;location / {root /srv;}} }") == ["user|www", "http", "  server", "    listen|80", "    location|/", "      root|/srv"])
    }

    @Test func quotesVariablesAndComments() {
        #expect(directives("a 'b; {' \"c \\\"d\"; # e;\nf x#y ${G}z; # {") == ["a|b; {|c \"d", "f|x#y|${G}z"])
        #expect(directives("location ~* \\.(js|css)$ { if ($a = \"\") { return 403; } }") == ["location|~*|\\.(js|css)$", "  if|($a|=||)", "    return|403"])
    }

    @Test func blocksOfOtherLanguagesAreSkipped() {
        #expect(directives("a { content_by_lua_block { if x then y = {1} end } b 1; }") == ["a", "  content_by_lua_block", "  b|1"])
    }

    @Test(arguments: [
        ("a b", "! a directive does not end with `;` (line 1, column 1)"), ("a { b; ", "! a block does not end with `}` (line 1, column 1)"),
        ("a;\n}", "! a `}` closes nothing (line 2, column 1)"), ("a 'b", "! a quoted word does not end (line 1, column 3)"), ("; ", "! a `;` stands behind no directive (line 1, column 1)"),
    ])
    func mistakesHaveAPlace(text: String, problem: String) { #expect(directives(text).last == problem) }
}

/// What must hold for any text, tried on real ones cut and changed at every place.
@Suite struct SpanPropertyTests {
    private static let texts: [(DataFormat, String)] = [
        (.yaml, "a: &x {b: \"c#d\", e: [1, 2]} # t\nl: |-\n  one\n\n  two\nf: >\n  a\n  b\nm:\n  <<: *x\n  n: !Ref é\nr:\n- a\n- b: 🎉\n---\n'k': \"v\\n\"\n"),
        (.yaml, "a:\n  {{- if .x }}\n  b: \"{{ .y }}\"\n  {{- else }}\n  c: 1\n  {{- end }}\nd: |\n{{ .z | indent 4 }}\n  {% raw %}\n{# é #}\ne: [{{ .v }}]\n"),
        (.json, "{\"a\": [1, {\"b\": \"\\u00e9\"}], // c\n \"d\": null,}\n"),
        (.toml, "a.b = [1, {c = 'é'}]\n[x.y]\nz = \"\"\"\n q\"\"\"\n[[x.w]]\nd = 2020-01-01\n"),
        (.dockerfile, "# escape=\\\nFROM --platform=x a/b:c AS d\nENV A=\"é\" \\\n # c\n B=2\nRUN <<EOF\nx\nEOF\nCMD [\"a\", \"b\"]\n"),
        (.nginx, "a 'b;' \"c\\\"\" ${d}; # é\nhttp {\n  e ~ \\.f$ {\n    g h#i;\n  }\n  x_by_lua_block { y { } }\n}\n"),
    ]

    @Test(arguments: 0..<6) func changedTexts(index: Int) {
        let (format, text) = Self.texts[index]
        let bytes = Array(text.utf8)
        let changes: [UInt8] = [0x0A, 0x0D, 0x20, 0x22, 0x23, 0x27, 0x2D, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D, 0x7C, 0x09, 0x00, 0xC3, 0x26, 0x2A]
        for offset in bytes.indices {
            for templated in [false, true] {
                check(Array(bytes[..<offset]), format, templated)
                check(Array(bytes[offset...]), format, templated)
                for change in changes {
                    var changed = bytes
                    changed[offset] = change
                    check(changed, format, templated)
                }
            }
        }
    }

    private func check(_ bytes: [UInt8], _ format: DataFormat, _ templated: Bool) {
        let source = SourceText(bytes: bytes)
        let document = Document.read(source, as: format, templated: templated)
        let broken = brokenSpans(document, of: source)
        #expect(broken.isEmpty, "\(broken) in \(source.text(source.span))")
        for problem in document.problems {
            let position = problem.position ?? Position(line: 0, column: 0)
            #expect(position.line >= 1 && position.line <= source.lineCount, "\(problem)")
        }
    }
}
