import CodeModel
import Parsing
import Testing

/// Swift: what the argument of the last `use(…)` is found to be, what calls are called, and where they stand.
@Suite struct SwiftTests {
    private static func unit(_ program: String) throws -> CodeUnit {
        guard var parser = SyntaxParser() else { throw ParseError("no parser") }
        return SourceLanguage.swift.lower(try parser.parse(SourceText(bytes: Array(program.utf8)), .swift))
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

    @Test(arguments: [
        ValueRow("let m = \"a\"\nfunc f() { use(m) }", "\"a\""),
        ValueRow("func f() { use(m) }\nlet m = \"a\" + \"b\"", "\"ab\""),
        ValueRow("enum M { static let a = \"x\" }\nuse(M.a)", "\"x\""),
        ValueRow("enum K: String { case p = \"x\", q }\nuse(K.p)", "\"x\""),
        ValueRow("enum K: String { case p = \"x\", q }\nuse(K.q.rawValue)", "\"q\""),
        ValueRow("enum K: String { case p = \"x\" }\nlet k: K = .p\nuse(k)", "\"x\""),
        ValueRow("enum K: String { case p = \"x\" }\nfunc f(k: K = .p) {}\nuse(.p)", "\"x\""),
        ValueRow("import Lib\nuse(model: .gpt4)", "import(Lib.Model.gpt4)"),
        ValueRow("import Lib\nuse(Model.gpt4)", "import(Lib.Model.gpt4)"),
        ValueRow("import Lib\nlet m: Model = .gpt4\nuse(m)", "import(Lib.Model.gpt4)"),
        ValueRow("import Lib\nextension Model { static let mine = \"x\" }\nuse(model: .mine)", "\"x\""),
        ValueRow("import Lib\nuse(Model.mine)\nextension Model { static let mine = \"x\" }", "\"x\""),
        ValueRow("import Lib\nextension Model { static let mine = \"x\" }\nuse(model: .other)", "import(Lib.Model.other)"),
        ValueRow("use(model: .custom(\"x\"))", "\"x\""),
        ValueRow("use(.init(role: .user, content: \"x\"))", "{role: ?, content: \"x\"}"),
        ValueRow("use([.user(.init(content: .string(\"x\")))])", "[{content: \"x\"}]"),
        ValueRow("struct A { let m = \"a\"; func f() { use(m) } }", "\"a\""),
        ValueRow("struct A { var m = \"a\"; func f() { use(self.m) } }", "default(\"a\")"),
        ValueRow("class A { let m: String; init(m: String) { self.m = m }\n func f() { use(m) } }", "parameter(m)"),
        ValueRow("class A { let m: String; init(m n: String = \"a\") { m = n }\n func f() { use(m) } }\nlet a = A()", "parameter(m)"),
        ValueRow("struct A { let m: String }\nlet a = A(m: \"x\")\nuse(a.m)", "\"x\""),
        ValueRow("struct A { var m: String { \"a\" }\n func f() { use(m) } }", "\"a\""),
        ValueRow("struct A { static var m: String { get { return \"a\" } } }\nuse(A.m)", "\"a\""),
        ValueRow("struct A { func g() -> String { \"a\" } }\nextension A { func f() { use(g()) } }", "\"a\""),
        ValueRow("extension A { func f() { use(g()) } }\nstruct A { func g() -> String { \"a\" } }", "\"a\""),
        ValueRow("struct A { static let m = \"a\"; func f() { use(Self.m) } }", "\"a\""),
        ValueRow("func f() { var r = URLRequest(url: URL(string: \"a\")!)\n r.httpMethod = \"POST\"\n use(r.httpMethod) }", "\"POST\""),
        ValueRow("struct A { enum B { static let c = \"x\" } }\nuse(A.B.c)", "\"x\""),
        ValueRow("func g(_ x: String, to y: String = \"b\") -> String { return y }\nuse(g(\"a\"))", "\"b\""),
        ValueRow("func g(_ x: String, to y: String = \"b\") -> String { return y }\nuse(g(\"a\", to: \"c\"))", "\"c\""),
        ValueRow("func g(_ x: String) -> String { x }\nuse(g(\"a\"))", "\"a\""),
        ValueRow("func f(_ c: Bool) { use(c ? \"a\" : \"b\") }", "\"a\" | \"b\""),
        ValueRow("let x = if c { \"a\" } else { \"b\" }\nuse(x)", "\"a\" | \"b\""),
        ValueRow("let x = switch c { case .p: \"a\"; default: \"b\" }\nuse(x)", "\"a\" | \"b\""),
        ValueRow("func f() { var m = \"a\"\n if c { m = \"b\" }\n use(m) }", "\"a\" | \"b\""),
        ValueRow("func f() { let m: String\n if c { m = \"a\" } else { m = \"b\" }\n use(m) }", "\"a\" | \"b\""),
        ValueRow("func f() { guard let m = g() else { return }\n use(m) }\nfunc g() -> String? { \"a\" }", "\"a\""),
        ValueRow("func f() { if let m = g(), m.isEmpty { use(m) } }\nfunc g() -> String? { \"a\" }", "\"a\""),
        ValueRow("func f(m: String?) { let m = m ?? \"a\"\n use(m) }", "default(\"a\")"),
        ValueRow("use(ProcessInfo.processInfo.environment[\"X\"] ?? \"a\")", "default(\"a\")"),
        ValueRow("use(\"é \\(x) 👍\\n\\u{e9}\")", "\"é \" ~ ? ~ \" 👍\né\""),
        ValueRow("let s = \"\"\"\n    a\n      \"b\" \\(x)\n    \"\"\"\nuse(s)", "\"a\n  \"b\" \" ~ ?"),
        ValueRow("use(#\"a\\n\"b\"#)", "\"a\\n\"b\""),
        ValueRow("use(#\"a \\#(1 + n) b\"#)", "\"a \" ~ ? ~ \" b\""),
        ValueRow("use([\"a\": 1, \"b\": -2.5])", "{a: 1, b: -2.5}"),
        ValueRow("use((try? await g())!)\nfunc g() async -> String { \"a\" }", "\"a\""),
        ValueRow("let c: C = { let k = \"a\"; return k }()\nuse(c)", "\"a\""),
        ValueRow("use(URL(string: \"http://x/\\(y)\")!)", "\"http://x/\" ~ ?"),
        ValueRow("use(nil, x: nil)", "null"),
        ValueRow("let (a, b) = g()\nuse(a)", "each(call(g))"),
    ])
    func followsValues(row: ValueRow) throws {
        let unit = try Self.unit(row.program)
        let argument = try #require(try Self.marked(unit).arguments.first)
        let found = notation(Resolver(unit).resolve(argument.value), unit)
        #expect(found == row.expected, "found \(found)")
    }

    @Test(arguments: [
        ValueRow("import Lib\nlet c = Client(key: \"k\")\nc.chats.use(1)", "Lib.Client().chats.use"),
        ValueRow("import Lib\nstruct A { let c: ClientProtocol\n func f() { c.use(1) } }", "Lib.ClientProtocol().use"),
        ValueRow("import Lib\nstruct A { let c: ClientProtocol?\n func f() async throws { _ = try await self.c?.use(1) } }", "Lib.ClientProtocol().use"),
        ValueRow("import Lib\nclass A { lazy var c: any P = { Client(key: \"k\") }()\n func f() { c.use(1) } }", "Lib.Client().use"),
        ValueRow("import Lib\nFactory.make(key: 1).use(1)", "Lib.Factory.make().use"),
        ValueRow("import Foundation\nURLSession.shared.use(1)", "Foundation.URLSession.shared.use"),
        ValueRow("import Foundation\nimport SwiftUI\nlet c = Client()\nc.use(1)", "Client().use"),
    ])
    func namesCalls(row: ValueRow) throws {
        let unit = try Self.unit(row.program)
        let found = Resolver(unit).qualifiedName(try Self.marked(unit).callee)
        #expect(found == row.expected, "found \(found)")
    }

    /// The loops around the call, outermost first: what they go over, or why they go on.
    @Test(arguments: [
        ValueRow("for x in xs { use(x) }", "xs"),
        ValueRow("for try await x in xs where x.ok { use(x) }", "xs"),
        ValueRow("while !done { use(1) }", "!done"),
        ValueRow("repeat { use(1) } while a < b", "a < b"),
        ValueRow("mails.forEach { use($0) }", "mails"),
        ValueRow("let y = mails.map { x in use(x) }", "mails"),
        ValueRow("let y = await mails.filter { $0.ok }.concurrentMap { x in await use(x) }", "mails"),
        ValueRow("if x { use(1) }", ""),
        ValueRow("let y = answer.map { use($0) }", ""),
        ValueRow("Task { use(1) }", ""),
        ValueRow("await withTaskGroup(of: Int.self) { group in for x in xs { group.addTask { use(x) } } }", "xs"),
    ])
    func knowsLoops(row: ValueRow) throws {
        let unit = try Self.unit(row.program)
        let found = try Self.marked(unit).loops.map { loop in
            (unit.loops[loop].iterable ?? unit.loops[loop].condition).map { unit.text($0) } ?? ""
        }
        #expect(found.joined(separator: " > ") == row.expected)
    }

    @Test(arguments: [
        ("func f() async -> Bool { let a = await use(1)\n return a.text == \"yes\" }", ResultUse.comparedWith(["yes"])),
        ("func f() async -> Bool { guard let a = await use(1).choices.first?.content else { return false }\n return a.lowercased() == \"yes\" }", .comparedWith(["yes"])),
        ("func f() async -> Bool { (await use(1)).content.trimmingCharacters(in: .whitespaces).hasPrefix(\"yes\") }", .searchedFor(["yes"])),
        ("func f() async -> Bool { let a = await use(1)\n return a.contains(\"yes\") }", .searchedFor(["yes"])),
        ("func f() async { switch await use(1) { case \"a\", \"b\": g()\n default: break } }", .switchedOn(["a", "b"])),
        ("func f() async -> Int? { Int(await use(1).content ?? \"\") }", .converted("int")),
        ("enum K: String { case a }\nfunc f() async -> K? { K(rawValue: await use(1).content) }", .enumerated("K")),
        ("func f() async throws -> K { try JSONDecoder().decode(K.self, from: Data(await use(1).content.utf8)) }", .parsed),
        ("func f() async -> String { await use(1) }", .returned),
    ])
    func followsAnswers(program: String, expected: ResultUse) throws {
        let unit = try Self.unit(program)
        let resolver = Resolver(unit)
        let uses = resolver.uses(of: resolver.callID(of: try Self.marked(unit)))
        #expect(uses.contains(expected), "found \(uses)")
    }

    @Test func placesAreExact() throws {
        let unit = try Self.unit("// größer 👍\nlet m = \"é👍\"; use(m)")
        let argument = try #require(try Self.marked(unit).arguments.first)
        let spans = Resolver(unit).resolve(argument.value).spans
        #expect(spans.map { unit.source.text($0) } == ["m", "\"é👍\""])
        #expect(unit.source.position(at: try #require(spans.last).start) == Position(line: 2, column: 9))
        #expect(unit.comments.map { unit.source.text($0) } == ["// größer 👍"])
    }

    @Test func closuresReturnForThemselves() throws {
        let unit = try Self.unit("func f() -> String { let g = { return \"a\" }\n return \"b\" }")
        #expect(unit.functions.first?.returned.map { unit.text($0) } == ["\"b\""])
    }

    @Test func breakOfASwitchEndsNoLoop() throws {
        let unit = try Self.unit("while true { switch x { case 1: break\n default: f() } }")
        #expect(unit.loops.first?.hasEarlyExit == false)
    }
}
