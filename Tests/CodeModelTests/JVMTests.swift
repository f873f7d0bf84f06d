import CodeModel
import Parsing
import Testing

/// Java and Kotlin: what the argument of the last `use(…)` is found to be, what calls are called, and where they stand.
@Suite struct JVMTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var program: String
        var expected: String

        init(_ program: String, _ expected: String) {
            self.program = program
            self.expected = expected
        }

        var testDescription: String { program }
    }

    private static func unit(_ program: String, _ language: SourceLanguage) throws -> CodeUnit {
        guard var parser = SyntaxParser() else { throw ParseError("no parser") }
        return language.lower(try parser.parse(SourceText(bytes: Array(program.utf8)), language.grammar))
    }

    private static func marked(_ unit: CodeUnit) throws -> CallSite {
        try #require(
            unit.calls.last { call in
                switch unit[call.callee].kind {
                case .name("use"), .member(_, "use"): true
                default: false
                }
            })
    }

    private static func value(_ unit: CodeUnit) throws -> String {
        let argument = try #require(try marked(unit).arguments.first)
        return notation(Resolver(unit).resolve(argument.value), unit)
    }

    @Test(arguments: [
        Row("class A { static final String M = \"a\"; void f() { use(M); } }", "\"a\""),
        Row("class A { String m = \"a\"; void f() { use(m); } }", "default(\"a\")"),
        Row("class A { final String m = \"a\"; Runnable r = () -> use(m); }", "\"a\""),
        Row("class A { final String m; A(String m) { this.m = m; } void f() { use(m); } }", "parameter(m)"),
        Row("class A { void f() { use(M); } interface B {} static final String M = \"a\" + \"b\"; }", "\"ab\""),
        Row("class A { void f() { var t = \"\"\"\n      é\n        b\n      \"\"\"; use(t); } }", "\"é\n  b\n\""),
        Row("class A { void f(boolean c) { use(c ? \"a\" : \"b\"); } }", "\"a\" | \"b\""),
        Row("class A { void f() { use(System.getenv().getOrDefault(\"X\", \"a\")); } }", "default(\"a\")"),
        Row("class A { @Value(\"${x.y:a}\") String m; void f() { use(m); } }", "default(default(\"a\"))"),
        Row("class A { String g() { return \"a\"; } void f() { use(g()); } }", "\"a\""),
        Row("class A { String g(int i) { return \"a\"; } String g() { return g(1); } void f() { use(g()); } }", "\"a\""),
        Row("class A { void f(String x) { use(switch (x) { case \"p\" -> \"a\"; default -> \"b\"; }); } }", "\"a\" | \"b\""),
        Row("class A { void f() { String m = \"a\"; if (x) { m = \"b\"; } use(m); } }", "\"a\" | \"b\""),
        Row("enum E { P, Q } class A { void f() { use(E.P); } }", "\"P\""),
        Row("enum E { P(\"a\"); final String m; E(String m) { this.m = m; } } class A { void f() { use(E.P.m); } }", "\"a\""),
        Row("import x.Names; class A { void f() { use(Names.GPT); } }", "import(x.Names.GPT)"),
        Row("import static x.Names.GPT; class A { void f() { use(GPT); } }", "import(x.Names.GPT)"),
        Row("package p; class A { void f() { use(Names.GPT); } }", "import(p.Names.GPT)"),
        Row("class A { void f() { use(String.format(\"a %s\", x)); } }", "\"a %s\" ~ ?"),
        Row("class A { void f() { use(List.of(\"a\", \"b\")); } }", "[\"a\", \"b\"]"),
    ])
    func followsValuesOfJava(row: Row) throws {
        let found = try Self.value(try Self.unit(row.program, .java))
        #expect(found == row.expected, "found \(found)")
    }

    @Test(arguments: [
        Row("const val M = \"a\"\nfun f() { use(M) }", "\"a\""),
        Row("class A { companion object { const val M = \"a\" }\n fun f() { use(M) } }", "\"a\""),
        Row("class A { val m get() = \"a\"\n fun f() { use(m) } }", "\"a\""),
        Row("class A { val m: String\n get() { return \"a\" }\n fun f() { use(m) } }", "\"a\""),
        Row("class A { val m = \"a\"\n val f = { use(m) } }", "\"a\""),
        Row("class A { val m = \"a\"\n val f = xs.map { use(m) } }", "\"a\""),
        Row("val t = mapOf(\"k\" to \"a\")\nfun f() { use(t.getValue(\"k\")) }", "\"a\""),
        Row("class S(val m: String = \"a\")\nclass A(private val s: S = S()) { fun f() { use(s.m) } }", "default(\"a\")"),
        Row("class A(private val m: String = \"a\") { fun f() { use(m) } }", "parameter(m)"),
        Row("fun f(m: String) { use(\"x $m ${m}\") }", "\"x \" ~ parameter(m) ~ \" \" ~ parameter(m)"),
        Row("fun f() { use(System.getenv(\"X\") ?: \"a\") }", "default(\"a\")"),
        Row("fun f(c: Boolean) { use(if (c) \"a\" else \"b\") }", "\"a\" | \"b\""),
        Row("fun f(c: Int) { val m = when (c) { 1 -> \"a\"; else -> \"b\" }\n use(m) }", "\"a\" | \"b\""),
        Row("val m by lazy { \"a\" }\nfun f() { use(m) }", "\"a\""),
        Row("fun g() = \"a\"\nfun f() { use(g()) }", "\"a\""),
        Row("fun f() { use(mapOf(\"k\" to \"a\")) }", "{k: \"a\"}"),
        Row("import x.GPT\nfun f() { use(GPT) }", "import(x.GPT)"),
        Row("enum class E(val m: String) { P(\"a\") }\nfun f() { use(E.P.m) }", "\"a\""),
        Row("fun f() { val t = \"\"\"é 👍\"\"\".trimIndent()\n use(t) }", "\"é 👍\""),
    ])
    func followsValuesOfKotlin(row: Row) throws {
        let found = try Self.value(try Self.unit(row.program, .kotlin))
        #expect(found == row.expected, "found \(found)")
    }

    /// A builder is a constructor with keywords, also when a variable holds it, and a declared type names what it is.
    @Test(arguments: [
        Row("import x.M; class A { void f() { use(M.builder().name(\"a\").add(1).add(2).build()); } }", "x.M(name: \"a\", add: [1, 2])"),
        Row("import x.M; class A { void f() { use(new M.Builder(\"k\").name(\"a\").build()); } }", "x.M(\"k\", name: \"a\")"),
        Row("import x.M; class A { void f() { var b = M.builder(); b.name(\"a\"); use(b.build()); } }", "x.M(name: \"a\")"),
        Row("import x.M; class A { void f() { var b = M.builder(); if (c) { b.name(\"a\"); } use(b.build()); } }", "x.M(name: ?)"),
    ])
    func readsBuilders(row: Row) throws {
        let unit = try Self.unit(row.program, .java)
        let resolver = Resolver(unit)
        let argument = try #require(try Self.marked(unit).arguments.first)
        guard case .call(let call) = resolver.resolve(argument.value).value else {
            Issue.record("no object was made")
            return
        }
        let arguments = unit.calls[call].arguments.map { argument in
            (argument.name.map { "\($0): " } ?? "") + notation(resolver.resolve(argument.value), unit)
        }
        let found = "\(resolver.qualifiedName(unit.calls[call].callee))(\(arguments.joined(separator: ", ")))"
        #expect(found == row.expected, "found \(found)")
    }

    @Test(arguments: [
        Row("import x.Chat; class A { final Chat c; A(Chat c) { this.c = c; } void f() { c.use(1); } }", "x.Chat().use"),
        Row("import x.Chat; class A { @Autowired Chat c; void f() { this.c.use(1); } }", "x.Chat().use"),
        Row("import x.Chat; class A { void f() { Chat c = make(); c.use(1); } }", "x.Chat().use"),
        Row("import x.*; class A { void f(Chat c) { c.a().b(\"é\").use(1); } }", "x.Chat().a().b().use"),
    ])
    func namesCallsByDeclaredTypes(row: Row) throws {
        let unit = try Self.unit(row.program, .java)
        let names = Resolver(unit).qualifiedNames(try Self.marked(unit).callee)
        #expect(names.contains(row.expected), "found \(names)")
    }

    /// What runs for each element is in a loop over the collection.
    @Test(arguments: [
        Row("class A { void f(List<String> xs) { xs.stream().filter(a).map(x -> use(x)); } }", "xs"),
        Row("class A { void f(List<String> xs) { xs.forEach(this::use); } }", "xs"),
        Row("class A { void f(List<String> xs) { for (int i = 0; i < 3; i++) use(i); } }", "0; i < 3; i++"),
        Row("class A { void f(Optional<String> x) { x.map(y -> use(y)); } }", "none"),
    ])
    func seesLoops(row: Row) throws {
        let unit = try Self.unit(row.program, .java)
        let site = try Self.marked(unit)
        let over = site.loops.last.flatMap { unit.loops[$0].iterable }.map { unit.text($0) } ?? "none"
        #expect(over == row.expected, "found \(over)")
    }

    /// Spans are those of the text, whatever stands before them.
    @Test(arguments: [SourceLanguage.java, .kotlin])
    func placesAreExact(language: SourceLanguage) throws {
        let line = language == .java ? "class A { void f() { g(\"größer 模型 👍\"); use(\"é\"); } }" : "fun f() { g(\"größer 模型 👍\"); use(\"é\") }"
        let unit = try Self.unit(line, language)
        let site = try Self.marked(unit)
        #expect(unit.source.text(site.span) == "use(\"é\")")
        let before = try #require(line.firstRange(of: "use(")).lowerBound
        #expect(unit.source.position(at: site.span.start).column == line[..<before].unicodeScalars.count + 1)
    }

    /// Nothing that a stranger writes ends the program.
    @Test(arguments: [SourceLanguage.java, .kotlin])
    func staysWithinItsLimits(language: SourceLanguage) throws {
        let programs = [
            "class A { void f() { x" + String(repeating: ".a()", count: 20_000) + "; } }",
            "class A { String s = \"a\"" + String(repeating: " + \"b\"", count: 20_000) + "; }",
            "class A { void f() { " + String(repeating: "if (a) { ", count: 900) + "use(1);" + String(repeating: "}", count: 900) + " } }",
            "class A { X m = X.builder()" + String(repeating: ".a(1)", count: 5_000) + ".build(); }",
            "class { fun ( -> ${ \u{0} @Value(\"${\") \"\"\" class",
        ]
        for program in programs {
            let unit = try Self.unit(program, language)
            let resolver = Resolver(unit)
            for call in unit.calls.suffix(20) { _ = resolver.qualifiedNames(call.callee) }
            #expect(unit.expressions.allSatisfy { $0.span.end <= unit.source.bytes.count })
        }
    }
}
