import CodeModel
import Parsing
import Testing

@Suite struct RubyTests {
    @Test(arguments: [
        ValueRow("use(\"a\\tb\")", "\"a\tb\""),
        ValueRow("m = 'a'\nuse(m)", #""a""#),
        ValueRow("M = 'a'.freeze\nuse(M)", #""a""#),
        ValueRow("use(:a)", #""a""#),
        ValueRow("use(%w[a b])", #"["a", "b"]"#),
        ValueRow("use({ model: 'a', 'n' => 1 })", #"{model: "a", n: 1}"#),
        ValueRow("x = 'b'\nuse(\"a #{x} c\")", #""a b c""#),
        ValueRow("use(\"a #{x} c\")", #""a " ~ ? ~ " c""#),
        ValueRow("use(ENV.fetch('M', 'a'))", #"default("a")"#),
        ValueRow("use(ENV['M'] || 'a')", #"default("a")"#),
        ValueRow("m = x ? 'a' : 'b'\nuse(m)", #""a" | "b""#),
        ValueRow("m = if x then 'a' else 'b' end\nuse(m)", #""a" | "b""#),
        ValueRow("m = 'a'\nm = 'b' if x\nuse(m)", #""a" | "b""#),
        ValueRow("def f\n  'a'\nend\nuse(f)", #""a""#),
        ValueRow("class A\n  M = 'a'\n  def f\n    use(M)\n  end\nend", #""a""#),
        ValueRow("class A\n  def m\n    'a'\n  end\n  def f\n    use(m)\n  end\nend", #""a""#),
        ValueRow("class A\n  def initialize\n    @m = 'a'\n  end\n  def f\n    use(@m)\n  end\nend", #""a""#),
        ValueRow("class A\n  attr_reader :m\n  def initialize\n    @m = 'a'\n  end\n  def f\n    use(m)\n  end\nend", #""a""#),
        ValueRow("def f(m: 'a')\n  use(m)\nend", "parameter(m)"),
    ])
    func valuesAreFollowed(row: ValueRow) throws {
        let found = try value(in: row.program, .ruby)
        #expect(found == row.expected, "found \(found)")
    }

    @Test(arguments: [
        ValueRow("r = ask\nif r.strip.downcase == 'yes' then x end", "compared yes"),
        ValueRow("if ask(1).include?('yes') then x end", "searched yes"),
        ValueRow("if %w[a b].include?(ask(1)) then x end", "compared a/b"),
        ValueRow("case ask(1).strip\nwhen 'a', 'b' then x\nend", "switched a/b"),
        ValueRow("n = ask(1).dig('choices', 0).strip.to_i", "int"),
        ValueRow("def f\n  ask(1).strip\nend", "returned"),
        ValueRow("puts ask(1)", ""),
    ])
    func answersAreFollowed(row: ValueRow) throws {
        let unit = try lowered("def ask(x = 1)\n  call(x)\nend\n" + row.program, .ruby)
        let call = try #require(unit.calls.lastIndex { unit.text($0.callee) == "ask" })
        let found = Resolver(unit).uses(of: call).map(ResultFlowTests.notation).sorted().joined(separator: ", ")
        #expect(found == row.expected, "found \(found)")
    }

    @Test(arguments: [
        ValueRow("xs.each do |x|\n  use(x)\nend", "per-item"),
        ValueRow("r = xs.map { |x| use(x) }", "per-item"),
        ValueRow("xs.each_slice(10) { |some| use(some) }", "chunk"),
        ValueRow("for x in xs do use(x) end", "per-item"),
        ValueRow("use(1)", "none"),
    ])
    func loopsAreToldApart(row: ValueRow) throws {
        let unit = try lowered(row.program, .ruby)
        let call = try #require(unit.calls.lastIndex { unit.text($0.callee) == "use" })
        let found = Resolver(unit, loops: try LoopKindTests.words()).loopKind(of: call)?.rawValue ?? "none"
        #expect(found == row.expected, "found \(found)")
    }

    @Test func placesAreThoseOfTheText() throws {
        let unit = try lowered("# größer 模型 👍\nm = 'é模'; n = m; use(n)", .ruby)
        let argument = try #require(try markedCall(unit).arguments.first)
        #expect(Resolver(unit).resolve(argument.value).spans.map { unit.source.text($0) } == ["n", "m", "'é模'"])
    }
}

@Suite struct RubyHereDocumentTests {
    @Test func hereDocumentsAreTheTextOfTheirBeginning() throws {
        let unit = try lowered("t = <<~ONE + <<~TWO\n  first #{x}\nONE\n  second\nTWO\nuse(t)", .ruby)
        let argument = try #require(try markedCall(unit).arguments.first)
        let words = Resolver(unit).resolve(argument.value).knownText.split(whereSeparator: \.isWhitespace)
        #expect(words == ["first", "second"])
    }
}

@Suite struct PHPTests {
    @Test(arguments: [
        ValueRow("handle(\"a\\tb\");", "\"a\tb\""),
        ValueRow("$m = 'a'; handle($m);", #""a""#),
        ValueRow("const M = 'a'; handle(M);", #""a""#),
        ValueRow("handle(['model' => 'a', 'n' => 1]);", #"{model: "a", n: 1}"#),
        ValueRow("handle(['a', 'b']);", #"["a", "b"]"#),
        ValueRow("$xs = ['a']; $xs[] = 'b'; handle($xs);", #"["a", "b"]"#),
        ValueRow("$x = 'b'; handle(\"a $x {$x}\");", #""a b b""#),
        ValueRow("handle('a' . $x . 'c');", #""a" ~ ? ~ "c""#),
        ValueRow("handle(sprintf('a %s', 'b'));", #""a b""#),
        ValueRow("handle(getenv('M') ?: 'a');", #"default("a")"#),
        ValueRow("handle($_ENV['M'] ?? 'a');", #"default("a")"#),
        ValueRow("handle(env('M', 'a'));", #"default("a")"#),
        ValueRow("$m = $x ? 'a' : 'b'; handle($m);", #""a" | "b""#),
        ValueRow("$m = 'a'; if ($x) { $m = 'b'; } handle($m);", #""a" | "b""#),
        ValueRow("function f() { return 'a'; } handle(f());", #""a""#),
        ValueRow("class A { const M = 'a'; function f() { handle(self::M); } }", #"default("a")"#),
        ValueRow("class A { function __construct() { $this->m = 'a'; } function f() { handle($this->m); } }", #""a""#),
        ValueRow("class A { function __construct(private string $m = 'a') {} function f() { handle($this->m); } }", "parameter(m)"),
        ValueRow("$t = <<<TEXT\na $x\nTEXT;\nhandle($t);", #""a " ~ ?"#),
    ])
    func valuesAreFollowed(row: ValueRow) throws {
        let unit = try lowered("<?php\n" + row.program, .php)
        let argument = try #require(unit.calls.last { unit.text($0.callee) == "handle" }?.arguments.first)
        let found = notation(Resolver(unit).resolve(argument.value), unit)
        #expect(found == row.expected, "found \(found)")
    }

    @Test(arguments: [
        ValueRow("if (strtolower(trim(ask())) === 'yes') {}", "compared yes"),
        ValueRow("if (str_contains(ask(), 'yes')) {}", "searched yes"),
        ValueRow("if (strpos(ask(), 'yes') !== false) {}", "searched yes"),
        ValueRow("if (in_array(ask(), ['a', 'b'])) {}", "compared a/b"),
        ValueRow("$n = (int) trim(ask());", "int"),
        ValueRow("switch (trim(ask())) { case 'a': x(); break; case 'b': y(); }", "switched a/b"),
        ValueRow("$r = match (ask()) { 'a', 'b' => 1, default => 2 };", "switched a/b"),
        ValueRow("function f() { return trim(ask()); }", "returned"),
        ValueRow("echo ask();", ""),
    ])
    func answersAreFollowed(row: ValueRow) throws {
        let unit = try lowered("<?php\n" + row.program, .php)
        let call = try #require(unit.calls.lastIndex { unit.text($0.callee) == "ask" })
        let found = Resolver(unit).uses(of: call).map(ResultFlowTests.notation).sorted().joined(separator: ", ")
        #expect(found == row.expected, "found \(found)")
    }

    @Test(arguments: [
        ("use OpenAI\\Client; function f(Client $c) { $c->chat()->create([]); }", "OpenAI.Client().chat().create"),
        ("$c = \\OpenAI::client('k'); $c->chat()->create([]);", "OpenAI.client().chat().create"),
        ("use A\\B\\{C, D as E}; E::go();", "A.B.D.go"),
        ("use GuzzleHttp\\Client; $c = new Client(); $c->post('x');", "GuzzleHttp.Client().post"),
    ])
    func calleesAreNamedThroughImportsAndTypes(body: String, name: String) throws {
        let unit = try lowered("<?php\n" + body, .php)
        let resolver = Resolver(unit)
        let names = unit.calls.flatMap { resolver.qualifiedNames($0.callee) }
        #expect(names.contains(name), "\(names)")
    }

    @Test(arguments: [
        ValueRow("foreach ($xs as $x) { handle($x); }", "per-item"),
        ValueRow("foreach ($xs as $k => $x) { handle($x); }", "per-item"),
        ValueRow("$r = array_map(fn ($x) => use_it($x), $xs); foreach (array_chunk($xs, 10) as $some) { handle($some); }", "chunk"),
        ValueRow("for ($i = 0; $i < count($xs); $i++) { handle($xs[$i]); }", "per-item"),
    ])
    func loopsAreToldApart(row: ValueRow) throws {
        let unit = try lowered("<?php\n" + row.program, .php)
        let call = try #require(unit.calls.lastIndex { unit.text($0.callee) == "handle" })
        let found = Resolver(unit, loops: try LoopKindTests.words()).loopKind(of: call)?.rawValue ?? "none"
        #expect(found == row.expected, "found \(found)")
    }

    @Test func placesAreThoseOfTheText() throws {
        let unit = try lowered("<?php\n// größer 模型 👍\n$m = 'é模'; $n = $m; handle($n);", .php)
        let argument = try #require(unit.calls.last { unit.text($0.callee) == "handle" }?.arguments.first)
        #expect(Resolver(unit).resolve(argument.value).spans.map { unit.source.text($0) } == ["$n", "$m", "'é模'"])
    }
}

@Suite struct OddScriptTests {
    @Test(arguments: [
        (SourceLanguage.ruby, "x = " + String(repeating: "(", count: 900) + "1" + String(repeating: ")", count: 900)),
        (.ruby, "x = 'a'" + String(repeating: " + 'a'", count: 20_000) + "\nhandle(x)"),
        (.ruby, "handle(a" + String(repeating: ".b(1)", count: 5_000) + ")"),
        (.ruby, "class A < A\n def a\n a\n end\n def b\n @b ||= b\n end\nend\nhandle(A.new.b)\n<<~X\n #{"),
        (.ruby, "def end class if do |x, (y), *z| rescue => \u{0}"),
        (.php, "<?php handle(" + String(repeating: "[", count: 900) + String(repeating: "]", count: 900) + ");"),
        (.php, "<?php $x = 'a'" + String(repeating: " . 'a'", count: 20_000) + "; handle($x);"),
        (.php, "<?php handle($a" + String(repeating: "->b()", count: 5_000) + ");"),
        (.php, "<?php class A extends A { function f() { return $this->f(); } } handle((new A)->f()); function { } match ( { => "),
        (.rust, "fn main() { handle(" + String(repeating: "(", count: 900) + "1" + String(repeating: ")", count: 900) + "); }"),
        (.rust, "fn main() { let x = a" + String(repeating: " + a", count: 20_000) + "; handle(x); }"),
        (.rust, "fn main() { handle(a" + String(repeating: ".b()", count: 5_000) + "); }"),
        (.rust, "use a::{b::{c, self}, d as e, *}; impl { fn } let = match { => if let Some( = format!(\"{"), (.rust, ""),
        (.php, "no php at all"), (.ruby, ""), (.php, ""),
    ])
    func oddProgramsEndSoon(language: SourceLanguage, program: String) throws {
        guard let unit = try? lowered(program, language) else { return }
        let resolver = Resolver(unit)
        for call in unit.calls.indices.prefix(2_000) {
            _ = resolver.qualifiedNames(unit.calls[call].callee)
            for argument in unit.calls[call].arguments { _ = resolver.resolve(argument.value) }
            _ = resolver.loopKind(of: call)
            _ = resolver.uses(of: call)
        }
    }
}

@Suite struct RustTests {
    @Test(arguments: [
        ValueRow(#"let m = "a"; handle(m);"#, #""a""#),
        ValueRow(##"handle(r#"a "b""#);"##, ##""a "b"""##),
        ValueRow(#"handle(M.to_string());"#, #""m""#),
        ValueRow(#"handle(format!("a {} b {x}", "y"));"#, #""a " ~ " b " ~ ? ~ """#),
        ValueRow(#"let m = if x { "a" } else { "b" }; handle(m);"#, #""a" | "b""#),
        ValueRow(#"let m = match x { 1 => "a", _ => "b" }; handle(m);"#, #""a" | "b""#),
        ValueRow(#"let m = std::env::var("M").unwrap_or("a".into()); handle(m);"#, #"default("a")"#),
        ValueRow(#"let m = std::env::var("M").unwrap_or_else(|_| "a".to_string()); handle(m);"#, #"default("a")"#),
        ValueRow(#"handle(RequestArgs::default().model("a").n(2u32).build()?);"#, #"{model: "a", n: 2}"#),
        ValueRow(#"handle(sdk::Request { model: "a".into(), ..Default::default() });"#, #"{model: "a"}"#),
        ValueRow(#"handle(["a", "b"]);"#, #"["a", "b"]"#),
        ValueRow(#"handle(name());"#, #""n""#),
    ])
    func valuesAreFollowed(row: ValueRow) throws {
        let unit = try lowered("const M: &str = \"m\";\nfn name() -> String { \"n\".to_string() }\nfn main() { \(row.program) }", .rust)
        let argument = try #require(unit.calls.last { unit.text($0.callee) == "handle" }?.arguments.first)
        let found = notation(Resolver(unit).resolve(argument.value), unit)
        #expect(found == row.expected, "found \(found)")
    }

    @Test(arguments: [
        ValueRow(#"if ask().trim() == "yes" {}"#, "compared yes"),
        ValueRow(#"if ask().trim().eq_ignore_ascii_case("yes") {}"#, "compared yes"),
        ValueRow(#"if ask().to_lowercase().contains("yes") {}"#, "searched yes"),
        ValueRow(#"match ask().trim() { "a" | "b" => 1, _ => 2 };"#, "switched a/b"),
        ValueRow(#"let n: f64 = ask()?.trim().parse()?;"#, "float"),
    ])
    func answersAreFollowed(row: ValueRow) throws {
        let unit = try lowered("fn main() { \(row.program) }", .rust)
        let call = try #require(unit.calls.lastIndex { unit.text($0.callee) == "ask" })
        let found = Resolver(unit).uses(of: call).map(ResultFlowTests.notation).sorted().joined(separator: ", ")
        #expect(found == row.expected, "found \(found)")
    }

    @Test func placesAreThoseOfTheText() throws {
        let unit = try lowered("// größer 模型 👍\nfn main() { let m = \"é模\"; let n = m; handle(n); }", .rust)
        let argument = try #require(unit.calls.last { unit.text($0.callee) == "handle" }?.arguments.first)
        #expect(Resolver(unit).resolve(argument.value).spans.map { unit.source.text($0) } == ["n", "m", "\"é模\""])
    }
}
