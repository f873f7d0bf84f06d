import CodeModel
import Parsing
import Testing

/// Lowers a text of some language, or fails the test that asks.
func lowered(_ text: String, _ language: SourceLanguage) throws -> CodeUnit {
    guard var parser = SyntaxParser() else { throw ParseError("no parser") }
    return language.lower(try parser.parse(SourceText(text), language.grammar))
}

/// What the first argument of the last `use(…)` of a program is found to be.
func value(in program: String, _ language: SourceLanguage) throws -> String {
    let unit = try lowered(program, language)
    let argument = try #require(try markedCall(unit).arguments.first)
    return notation(Resolver(unit).resolve(argument.value), unit)
}

@Suite struct GoTests {
    @Test(arguments: [
        ValueRow(#"use("a\tb\u00e9")"#, "\"a\tbé\""),
        ValueRow("use(`a\\n\nb`)", "\"a\\n\nb\""),
        ValueRow(#"m := "a"; use(m)"#, #""a""#),
        ValueRow(#"const m string = "a"; use(m)"#, #""a""#),
        ValueRow(#"var m = "a"; use(m)"#, #""a""#),
        ValueRow(#"var m string; use(m)"#, #""""#),
        ValueRow(#"m := "a"; if x { m = "b" }; use(m)"#, #""a" | "b""#),
        ValueRow(#"m := ""; if x { m = "a" } else { m = "b" }; use(m)"#, #""a" | "b""#),
        ValueRow(#"var m string; switch x { case 1: m = "a"; default: m = "b" }; use(m)"#, #""a" | "b""#),
        ValueRow(#"m := os.Getenv("M"); if m == "" { m = "a" }; use(m)"#, #"default("a")"#),
        ValueRow(#"m := "a"; if v := os.Getenv("M"); v != "" { m = v }; use(m)"#, #""a" | default("a")"#),
        ValueRow(#"m, ok := os.LookupEnv("M"); if !ok { m = "a" }; use(m)"#, #""a" | call(os.LookupEnv)"#),
        ValueRow(#"use(getenv("M", "a"))"#, #"default("a")"#),
        ValueRow(#"use(lookup("M", "a"))"#, #"default("a")"#),
        ValueRow(#"use(cmp.Or(os.Getenv("M"), "a"))"#, #"default("a")"#),
        ValueRow(#"m := flag.String("model", "a", "usage"); use(*m)"#, #"default("a")"#),
        ValueRow(#"var m string; flag.StringVar(&m, "model", "a", "usage"); use(m)"#, #"default("a")"#),
        ValueRow(#"use("a" + b + "c")"#, #""a" ~ import(package.b) ~ "c""#),
        ValueRow(#"use(fmt.Sprintf("a %s %%%d", "b", c))"#, #""a " ~ "b" ~ " %" ~ import(package.c)"#),
        ValueRow(#"use([]string{"a", "b"})"#, #"["a", "b"]"#),
        ValueRow(#"xs := []string{"a"}; xs = append(xs, "b"); use(xs)"#, #"["a", "b"]"#),
        ValueRow(#"use(map[string]int{"a": 1})"#, "{a: 1}"),
        ValueRow(#"use(sdk.Request{Model: "a", N: 2})"#, #"{Model: "a", N: 2}"#),
        ValueRow(#"use(&sdk.Request{Model: "a"})"#, #"{Model: "a"}"#),
        ValueRow(#"use([]sdk.Message{{Text: "a"}, {Text: "b"}})"#, #"[{Text: "a"}, {Text: "b"}]"#),
        ValueRow(#"r := sdk.Request{Model: "a"}; r.Model = "b"; use(r.Model)"#, #""b""#),
        ValueRow(#"r := sdk.Request{}; if r.Model == "" { r.Model = "b" }; use(r.Model)"#, #""b""#),
        ValueRow(#"r := load(); if r.Model == "" { r.Model = "b" }; use(r.Model)"#, #"default("b")"#),
        ValueRow(#"var r sdk.Request; json.Unmarshal(data, &r); use(r.Model)"#, "?"),
        ValueRow(#"r := sdk.Request{Model: "a"}; json.Unmarshal(data, &r); use(r.Model)"#, #"default("a")"#),
        ValueRow(#"use(two())"#, #""a""#),
        ValueRow(#"a, err := two(); use(a)"#, #""a""#),
        ValueRow(#"use(string("a"))"#, #""a""#),
        ValueRow(#"use(box{m: "a"}.m)"#, #""a""#),
        ValueRow(#"func() { m := "b"; _ = m }(); m := "a"; use(m)"#, #""a""#),
        ValueRow(#"use(pack)"#, #""p""#),
        ValueRow(#"use(kind)"#, "?"),
        ValueRow(#"xs := []string{"a", "b"}; for _, x := range xs { use(x) }"#, #""a" | "b""#),
    ])
    func valuesAreFollowed(row: ValueRow) throws {
        let found = try value(in: Self.program(row.program), .go)
        #expect(found == row.expected, "found \(found)")
    }

    /// The statements within a function of a package that has what they name.
    static func program(_ body: String) -> String {
        """
        package p
        import ("cmp"; "encoding/json"; "flag"; "fmt"; "os"; "strings"; "strconv"; sdk "example.com/some/sdk")
        func main() { \(body) }
        func getenv(key, other string) string {
            if v := os.Getenv(key); v != "" { return v }
            return other
        }
        func lookup(key, other string) string {
            if v, ok := os.LookupEnv(key); ok { return v }
            return other
        }
        func two() (string, error) {
            if err := check(); err != nil { return "", err }
            return "a", nil
        }
        type box struct { m string }
        const pack = "p"
        const kind = iota
        """
    }

    @Test(arguments: [
        (#"c := sdk.New(); c.Do()"#, "example.com/some/sdk.New().Do"),
        (#"c, err := sdk.New(); c.Do()"#, "example.com/some/sdk.New().Do"),
        (#"c := &sdk.Client{}; c.Chat.Do()"#, "example.com/some/sdk.Client().Chat.Do"),
        (#"var c *sdk.Client; c.Do()"#, "example.com/some/sdk.Client().Do"),
        (#"helper().Do()"#, "example.com/some/sdk.New().Do"),
        (#"s := holder{}; s.api.Do()"#, "example.com/some/sdk.Client().Do"),
        (#"newService().api.Do()"#, "example.com/some/sdk.New().Do"),
        (#"three.Do()"#, "example.com/three-sdk-go.Do"),
        (#"go func() { c := sdk.New(); c.Do() }()"#, "example.com/some/sdk.New().Do"),
        (#"shared.Do()"#, "example.com/some/sdk.New().Do"),
    ])
    func calleesAreNamedThroughImportsAndTypes(body: String, name: String) throws {
        let unit = try lowered(
            """
            package p
            import (sdk "example.com/some/sdk/v2"; "example.com/three-sdk-go")
            func main() { \(body) }
            type service struct { api *sdk.Client }
            type holder struct { api *sdk.Client }
            func newService() *service { return &service{api: sdk.New()} }
            func helper() (*sdk.Client, error) { return sdk.New(), nil }
            var shared = sdk.New()
            """, .go)
        let resolver = Resolver(unit)
        let names = unit.calls.flatMap { resolver.qualifiedNames($0.callee) }
        #expect(names.contains(name), "\(names)")
    }

    @Test func methodsHaveTheirType() throws {
        let unit = try lowered(
            """
            package p
            func (s *Store) Ask(text string) string { return use(s.model, text) }
            type Store struct { model string }
            func New() *Store { return &Store{model: "a"} }
            """, .go)
        let call = try markedCall(unit)
        #expect(unit.symbol(around: call.scope) == "Store.Ask")
        #expect(notation(Resolver(unit).resolve(call.arguments[0].value), unit) == "\"a\"")
        #expect(notation(Resolver(unit).resolve(call.arguments[1].value), unit) == "parameter(text)")
    }

    /// A field that other packages can see may be set by them.
    @Test func exportedFieldsMayDiffer() throws {
        let unit = try lowered(
            """
            package p
            type Store struct { Model string }
            func (s *Store) Ask() { use(s.Model) }
            func New() *Store { return &Store{Model: "a"} }
            """, .go)
        #expect(notation(Resolver(unit).resolve(try markedCall(unit).arguments[0].value), unit) == "default(\"a\")")
    }

    @Test(arguments: [
        ValueRow("for _, x := range xs { use(x) }", "per-item"),
        ValueRow("for i := range xs { use(xs[i]) }", "per-item"),
        ValueRow("for i := 0; i < len(xs); i++ { use(xs[i]) }", "per-item"),
        ValueRow("for i := 0; i < len(xs); i += size { use(xs[i:i+size]) }", "chunk"),
        ValueRow("for _, x := range xs { y, err := use(x); if err != nil { return nil, err }; out = append(out, y) }", "per-item"),
        ValueRow("for _, x := range xs { if _, err := use(x); err != nil { continue } }", "per-item"),
        ValueRow("for i := 0; i < retries; i++ { if r, err := use(q); err == nil { return r, nil } }", "retry"),
        ValueRow("for attempt := 0; attempt < 3; attempt++ { r, err := use(q); if err == nil { return r }; time.Sleep(d) }", "retry"),
        ValueRow("for _, x := range xs { g.Go(func() error { _, err := use(x); return err }) }", "per-item"),
        ValueRow("for _, x := range xs { go func(t string) { use(t, x) }(x) }", "per-item"),
        ValueRow("for _, batch := range batches { use(batch) }", "chunk"),
        ValueRow("for _, p := range providers { if r, err := use(p, q); err == nil { return r } }", "retry"),
        ValueRow("use(x)", "none"),
    ])
    func loopsAreToldApart(row: ValueRow) throws {
        let unit = try lowered("package p\nfunc f(xs []string) ([]string, error) { \(row.program); return out, nil }", .go)
        let call = try #require(unit.calls.lastIndex { unit.text($0.callee) == "use" })
        let found = Resolver(unit, loops: try LoopKindTests.words()).loopKind(of: call)?.rawValue ?? "none"
        #expect(found == row.expected, "found \(found)")
    }

    @Test(arguments: [
        ValueRow(#"r := ask(); if r == "yes" {}"#, "compared yes"),
        ValueRow(#"r, err := ask(); if err != nil { return "", err }; return strings.ToLower(strings.TrimSpace(r.Text)) == "yes", nil"#, "compared yes"),
        ValueRow(#"if strings.EqualFold(ask(), "yes") {}"#, "compared yes"),
        ValueRow(#"if strings.Contains(ask(), "yes") {}"#, "searched yes"),
        ValueRow(#"if strings.HasPrefix(ask(), "yes") {}"#, "searched yes"),
        ValueRow(#"n, err := strconv.Atoi(strings.TrimSpace(ask().Text))"#, "int"),
        ValueRow(#"switch strings.TrimSpace(ask()) { case "a", "b": x() }"#, "switched a/b"),
        ValueRow(#"switch ask() { case pack: x(); case "b": y() }"#, "switched p/b"),
        ValueRow(#"return strings.TrimSpace(ask()), nil"#, "returned"),
        ValueRow(#"x := map[string]int{"a": 1, "b": 2}[ask()]"#, "looked up a/b"),
        ValueRow(#"fmt.Println(ask())"#, ""),
        ValueRow(#"func() string { return ask() }()"#, ""),
    ])
    func answersAreFollowed(row: ValueRow) throws {
        let unit = try lowered(Self.program(row.program), .go)
        let call = try #require(unit.calls.lastIndex { unit.text($0.callee) == "ask" })
        let found = Resolver(unit).uses(of: call).map(ResultFlowTests.notation).sorted().joined(separator: ", ")
        #expect(found == row.expected, "found \(found)")
    }

    @Test(arguments: [
        ValueRow("m := \"a\"; use(m)", "m <- \"a\""),
        ValueRow("/* größer 模型 👍 */ m := \"é模\"; use(m)", "m <- \"é模\""),
        ValueRow("s := \"👍👍\"; m := pack; use(m, s)", "m <- pack <- \"p\""),
    ])
    func placesAreThoseOfTheText(row: ValueRow) throws {
        let unit = try lowered(Self.program(row.program), .go)
        let argument = try #require(try markedCall(unit).arguments.first)
        let found = Resolver(unit).resolve(argument.value).spans.map { unit.source.text($0) }.joined(separator: " <- ")
        #expect(found == row.expected, "found \(found)")
    }

    @Test(arguments: [
        "package p\nfunc f() { x := " + String(repeating: "(", count: 900) + "1" + String(repeating: ")", count: 900) + " }",
        "package p\nvar x = \"a\"" + String(repeating: " + \"a\"", count: 50_000) + "\nfunc f() { use(x) }",
        "package p\nfunc f() { x := a" + String(repeating: " - a", count: 50_000) + "; use(x) }",
        "package p\nfunc f() { " + String(repeating: "if a { ", count: 900) + "use(1)" + String(repeating: " }", count: 900) + " }",
        "package p\nfunc f() { use(a" + String(repeating: ".b()", count: 20_000) + ") }",
        "package p\nfunc f() {\n" + String(repeating: "x = x + \"a\"\nx.y = x\nuse(x.y)\n", count: 2_000) + "}",
        "package p\ntype T struct { T }\nfunc (t T) f() { use(t.x.y) }\nvar a, b = b, a\nfunc g() { use(a) }",
        "func { } type struct := range { case } import \"", "package p\nimport (\nconst (\n", "\u{0}\u{0}package", "",
        "package p\nfunc (s *) m(, x) (a, ) { return , := x.(type) }\nswitch { case: default: }",
    ])
    func oddProgramsEndSoon(program: String) throws {
        guard let unit = try? lowered(program, .go) else { return }
        let resolver = Resolver(unit)
        for call in unit.calls.indices.prefix(2_000) {
            _ = resolver.qualifiedNames(unit.calls[call].callee)
            for argument in unit.calls[call].arguments { _ = resolver.resolve(argument.value) }
            _ = resolver.loopKind(of: call)
            _ = resolver.uses(of: call)
        }
    }
}
