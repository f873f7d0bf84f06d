import CodeModel
import Parsing
import Testing

/// Lowers a text of TypeScript with JSX, which holds plain JavaScript too.
private func script(_ text: String, _ language: SourceLanguage = .tsx) throws -> CodeUnit {
    guard var parser = SyntaxParser() else { throw ParseError("no parser") }
    return language.lower(try parser.parse(SourceText(text), language.grammar))
}

@Suite struct JavaScriptNamesTests {
    @Test(arguments: [
        ("import OpenAI from 'openai'\nconst c = new OpenAI()\nc.chat.completions.create()", "openai.default().chat.completions.create"),
        ("import { OpenAI as AI } from 'openai'\nnew AI().responses.create()", "openai.OpenAI().responses.create"),
        ("import * as ai from 'ai'\nai.generateText()", "ai.generateText"),
        ("const OpenAI = require('openai')\nnew OpenAI().responses.create()", "openai().responses.create"),
        ("const { OpenAI } = require('openai')\nnew OpenAI().responses.create()", "openai.OpenAI().responses.create"),
        ("async function f() { const { OpenAI } = await import('openai'); new OpenAI().responses.create() }", "openai.OpenAI().responses.create"),
        ("import { ask } from './lib/llm.service.js'\nask()", ":/lib/llm:service.ask"),
        ("import { ask } from '@/lib/llm'\nask()", "@/lib/llm.ask"),
        ("import OpenAI from 'openai'\nclass A { private c = new OpenAI(); f() { this.c.responses.create() } }", "openai.default().responses.create"),
        ("import OpenAI from 'openai'\nclass A { constructor() { this.c = new OpenAI() }\n f = async () => { await this.c.responses.create() } }",
         "openai.default().responses.create"),
        ("import OpenAI from 'openai'\nclass A { constructor(private readonly c: OpenAI) {}\n f() { this.c!.responses.create() } }",
         "openai.default().responses.create"),
        ("import OpenAI from 'openai'\nclass A { get c() { return new OpenAI() }\n f() { this.c.responses.create() } }", "openai.default().responses.create"),
        ("import OpenAI from 'openai'\nfunction f(c: OpenAI | undefined) { c?.responses.create() }", "openai.default().responses.create"),
        ("import OpenAI from 'openai'\nf()\nfunction f() { get().responses.create() }\nfunction get() { return new OpenAI() }", "openai.default().responses.create"),
        ("import OpenAI from 'openai'\nlet c: OpenAI | null = null\nfunction get() { if (!c) { c = new OpenAI() } return c }\nget().responses.create()",
         "openai.default().responses.create"),
        ("import OpenAI from 'openai'\nconst all = { a: new OpenAI() }\nall.a.responses.create()", "openai.default().responses.create"),
        ("import { createOpenAI } from '@ai-sdk/openai'\nconst openai = createOpenAI({})\nopenai('gpt-4o')", "@ai-sdk/openai.createOpenAI()"),
        ("import OpenAI from 'openai'\nfunction f(OpenAI) { new OpenAI().responses.create() }", "?OpenAI().responses.create"),
        ("import OpenAI from 'openai'\nconst A = () => <Button onClick={() => new OpenAI().responses.create()} />", "openai.default().responses.create"),
        ("import { useMemo } from 'react'\nimport OpenAI from 'openai'\nconst c = useMemo(() => new OpenAI(), [])\nc.responses.create()",
         "openai.default().responses.create"),
        ("fetch('x')", "fetch"),
    ])
    func calleesAreNamedThroughImportsAndConstructors(text: String, name: String) throws {
        let unit = try script(text)
        let resolver = Resolver(unit)
        let names = unit.calls.map { resolver.qualifiedName($0.callee) }
        #expect(names.contains(name), "\(names)")
    }
}

@Suite struct JavaScriptValueTests {
    @Test(arguments: [
        ValueRow("const M = 'a'; use(M)", "\"a\""),
        ValueRow("use(`a ${'b'} \\n${x}`)", "\"a \" ~ \"b\" ~ \" \n\" ~ ?"),
        ValueRow("use('a' + 'b' + x)", "\"a\" ~ \"b\" ~ ?"),
        ValueRow("use(process.env.M ?? 'a')", "default(\"a\")"),
        ValueRow("use(process.env['M'] || 'a')", "default(\"a\")"),
        ValueRow("const { M = 'a' } = process.env; use(M)", "default(\"a\")"),
        ValueRow("function f(m = { a: 'x' }) { use(m.a) }", "default(\"x\")"),
        ValueRow("use(Object.assign({ a: 'z' }, { a: 'x' }, { b: 'y' }).a)", "\"x\""),
        ValueRow("use(Object.assign({}, rest, { b: 'y' }).a)", "?"),
        ValueRow("const m = new Map([['a', 'x'], ['b', 'y']]); use(m.get('a'))", "\"x\""),
        ValueRow("const c = { m: { small: 'a' } } as const; use(c.m.small)", "\"a\""),
        ValueRow("const c = { 'm': 'a' } satisfies C; use(c['m'])", "\"a\""),
        ValueRow("const c = <C>{ m: 'a' }; use(c.m)", "\"a\""),
        ValueRow("const { m, n: { o = 'x' } } = { m: 'a', n: {} }; use(m)", "\"a\""),
        ValueRow("const { m: n } = { m: 'a' }; use(n)", "\"a\""),
        ValueRow("const [a, b] = ['x', 'y']; use(b)", "\"y\""),
        ValueRow("use({ a, ...b, c: 1 })", "{a: ?, ?: ?, c: 1}"),
        ValueRow("const o = { a: 'x' }; use({ ...o, b: 2 })", "{a: \"x\", b: 2}"),
        ValueRow("const o = {}; o.model = 'x'; use(o)", "{model: \"x\"}"),
        ValueRow("const l = ['a']; l.push('b'); use(l)", "[\"a\", \"b\"]"),
        ValueRow("use(['a', ...['b']])", "[\"a\", \"b\"]"),
        ValueRow("use(['a', x].join(', '))", "\"a\" ~ \", \" ~ ?"),
        ValueRow("use(big ? 'a' : 'b')", "\"a\" | \"b\""),
        ValueRow("let m = 'a'; if (x) { m = 'b' } use(m)", "\"a\" | \"b\""),
        ValueRow("let m; if (x) { m = 'a' } else { m = 'b' } use(m)", "\"a\" | \"b\""),
        ValueRow("const m = 'a'; { const m = 'b' } use(m)", "\"a\""),
        ValueRow("const m = 'a'; if (x) { const m = 'b'; use(m) }", "\"b\""),
        ValueRow("const m = 'a'; function f(m) { use(m) }", "parameter(m)"),
        ValueRow("function f({ m = 'a' }) { use(m) }", "parameter(m)"),
        ValueRow("function f(o) { use(o.m ?? 'a') }", "default(\"a\")"),
        ValueRow("const f = ({ m = 'a', n }) => m; use(f({ n: 1 }))", "\"a\""),
        ValueRow("const f = ({ m = 'a', n }) => m; use(f({ m: 'b' }))", "\"b\""),
        ValueRow("function f(o) { return o.m } use(f({ m: 'b' }))", "\"b\""),
        ValueRow("const f = (x, y = 'b') => y; use(f(1))", "\"b\""),
        ValueRow("class A { m = 'a'; f() { use(this.m) } }", "default(\"a\")"),
        ValueRow("class A { constructor(m) { this.m = m } f() { use(this.m) } }", "parameter(m)"),
        ValueRow("class A { constructor(m) { this.m = m } }\nuse(new A('a').m)", "\"a\""),
        ValueRow("class A { static m = 'a' }\nuse(A.m)", "default(\"a\")"),
        ValueRow("enum E { A = 'a', B = 'b' }\nuse(E.A)", "\"a\""),
        ValueRow("use(f!.x as any)", "?"),
        ValueRow("let s = 'a'; s += 'b'; use(s)", "\"ab\""),
        ValueRow("let m = process.env.M; m ||= 'a'; use(m)", "default(\"a\")"),
        ValueRow("use(-1)", "-1"), ValueRow("use(1_000)", "1000"), ValueRow("use(undefined)", "null"), ValueRow("use(0x10)", "16"),
        ValueRow("use('\\u{1F44D}\\x41')", "\"👍A\""),
        ValueRow("import { M } from './m'; use(M)", "import(:/m.M)"),
        ValueRow("use(text.slice(0, 10))", "each(?)"),
        ValueRow("use(\"a\".trim())", "\"a\""),
        ValueRow("for (const m of ['a', 'b']) { use(m) }", "\"a\" | \"b\""),
    ])
    func areFollowed(row: ValueRow) throws {
        let unit = try script(row.program, row.program.contains("<C>") ? .typescript : .tsx)
        let argument = try #require(try markedCall(unit).arguments.first)
        let found = notation(Resolver(unit).resolve(argument.value), unit)
        #expect(found == row.expected, "found \(found)")
    }

    /// Text that is no ASCII before a place does not move it.
    @Test(arguments: [
        ValueRow("// größer 模型 👍\nconst M = 'é模'; use(M)", "M <- 'é模'"),
        ValueRow("const c = { ü: '👍', m: 'a' }; use(c.m)", "c.m <- 'a'"),
        ValueRow("use(`ü${1}`)", "`ü${1}` <- ü"),
        ValueRow("/* 模型 */ const { m } = { m: '模' }; use(m)", "m <- m <- '模'"),
    ])
    func placesAreThoseOfTheText(row: ValueRow) throws {
        let unit = try script(row.program)
        let argument = try #require(try markedCall(unit).arguments.first)
        let found = Resolver(unit).resolve(argument.value).spans.map { unit.source.text($0) }.joined(separator: " <- ")
        #expect(found == row.expected, "found \(found)")
    }
}

@Suite struct JavaScriptFlowTests {
    /// What becomes of the answer of `use(…)`.
    @Test(arguments: [
        ("const a = await use(); if (a.trim().toLowerCase() === 'yes') {}", "comparedWith([\"yes\"])"),
        ("const { text } = await use(); if (text.includes('spam')) {}", "searchedFor([\"spam\"])"),
        ("const { object: { label } } = await use(); if (label !== 'a') {}", "comparedWith([\"a\"])"),
        ("const r = await use(); switch (r.content) { case 'a': break; case 'b': f() }", "switchedOn([\"a\", \"b\"])"),
        ("const r = await use(); const n = parseInt(r.text, 10)", "converted(\"parseInt\")"),
        ("const r = await use(); const d = JSON.parse(r.text)", "parsed"),
        ("const r = await use(); if (['a', 'b'].includes(r.text)) {}", "comparedWith([\"a\", \"b\"])"),
        ("const ok = await use().then((r) => r.choices[0].text === 'yes')", "comparedWith([\"yes\"])"),
        ("const r = await retry(() => use()); if (r.text === 'yes') {}", "comparedWith([\"yes\"])"),
        ("async function f() { return (await use()).text }", "returned"),
        ("const r = await use(); if (r.finishReason === 'length') {}", ""),
    ])
    func answersAreFollowed(text: String, expected: String) throws {
        let unit = try script(text)
        let call = try #require(unit.calls.indices.last { unit.text(unit.calls[$0].callee) == "use" })
        let found = Resolver(unit).uses(of: call).map { "\($0)" }.sorted().joined(separator: " ")
        #expect(found == expected, "found \(found)")
    }

    /// The kind of the loop around `use(…)`.
    @Test(arguments: [
        ("for (const x of xs) { use(x) }", "per-item"),
        ("xs.forEach((x) => { use(x) })", "per-item"),
        ("await Promise.all(xs.map(async (x) => { const y = await use(x); return y }))", "per-item"),
        ("await Promise.all(xs.map(({ text }) => use(text)))", "per-item"),
        ("for (let i = 0; i < xs.length; i++) { use(xs[i]) }", "per-item"),
        ("for (let i = 0; i < xs.length; i += 50) { use(xs.slice(i, i + 50)) }", "chunk"),
        ("for (let attempt = 0; attempt < 3; attempt++) { try { return use(x) } catch (e) { continue } }", "retry"),
        ("await pMap(xs, async (x) => use(x), { concurrency: 4 })", "per-item"),
        ("for (const x of xs) { use(y) }", "invariant"),
        ("use(x)", "none"),
    ])
    func loopsAreSeen(text: String, expected: String) throws {
        let unit = try script("async function f(xs, x, y) { \(text) }")
        let call = try #require(unit.calls.indices.last { unit.text(unit.calls[$0].callee) == "use" })
        let found = Resolver(unit).loopKind(of: call)?.rawValue ?? "none"
        #expect(found == expected, "found \(found)")
    }

    @Test(arguments: [
        ("const ask = async () => { use() }", "ask"), ("class A { ask = () => { use() } }", "A.ask"),
        ("const o = { ask: () => use() }", "ask"), ("export default class { f() { use() } }", "default.f"),
        ("function f() { xs.map(() => use()) }", "f"), ("const f = useCallback(async (x) => { use(x) }, [])", "f"),
        ("app.post('/x', async (req, res) => { use() })", ""), ("namespace N { export function f() { use() } }", "f"),
    ])
    func callsAreNamedByWhatIsAroundThem(text: String, expected: String) throws {
        let unit = try script(text)
        let call = try #require(unit.calls.last { unit.text($0.callee) == "use" })
        #expect(unit.symbol(around: call.scope) == expected)
    }
}

/// Programs that nobody writes by hand: each must be lowered, and crash nothing.
@Suite struct HostileScriptTests {
    @Test(arguments: [
        String(repeating: "(", count: 900) + "1" + String(repeating: ")", count: 900),
        "x" + String(repeating: ".b()", count: 20_000), "x = 'a'" + String(repeating: " + 'a'", count: 20_000),
        "x = a" + String(repeating: " ? b : c", count: 5_000), "x = " + String(repeating: "() => ", count: 5_000) + "1",
        "x = " + String(repeating: "!", count: 20_000) + "1", "a" + String(repeating: " => a", count: 20_000),
        String(repeating: "if (a) {} else ", count: 5_000) + "{}", "const {" + String(repeating: "a: {", count: 400) + "} = b",
        String(repeating: "class A extends ", count: 500) + "B {}", String(repeating: "x?.", count: 5_000) + "y",
        "for (;;) for (;;) { switch (x) { default: break; case } } }", "export { }; export default; import from ''; new; super(; `${`${`",
        "function ({ a = , ...[b] }, [c = d, ...e], ...{ length }) { return }", "<A b={<C {...d}>{/* x */}</C>}>{e}</A>; <>",
        "\u{0}\u{FEFF}#!/usr/bin/env node\nuse()", (0..<3_000).map { "var a\($0)=function(b,c){return a\(($0 * 7) % 3_000)(c,b)};" }.joined(),
    ])
    func areLowered(text: String) throws {
        for language in [SourceLanguage.javascript, .typescript, .tsx] {
            guard let unit = try? script(text, language) else { continue }
            let resolver = Resolver(unit)
            for call in unit.calls.prefix(50) {
                _ = resolver.qualifiedNames(call.callee)
                for argument in call.arguments { _ = resolver.resolve(argument.value) }
                #expect(call.span.end <= unit.source.bytes.count)
            }
            for call in unit.calls.indices.prefix(50) {
                _ = resolver.uses(of: call)
                _ = resolver.loopKind(of: call)
            }
        }
    }
}
