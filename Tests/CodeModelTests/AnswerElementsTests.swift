import CodeModel
import Testing

/// How much is read of the list in the answer of the last call of `ask`.
@Suite struct AnswerElementsTests {
    private static let names = Resolver.ListNames(lists: ["choices"], through: ["data"], beside: ["usage"], first: ["text"])

    @Test(arguments: rows) func whatIsReadIsFound(row: ValueRow) throws {
        let unit = try lowered(row.program)
        let call = try #require(unit.calls.lastIndex { unit.text($0.callee) == "ask" })
        let found = "\(Resolver(unit).elementsRead(of: call, Self.names))"
        #expect(found == row.expected, "found \(found)")
    }

    static let rows = [
        ValueRow("ask()", "unknown"),
        ValueRow("t = ask().choices[0].message", "first"),
        ValueRow("r = ask()\nt = r.choices[0].message", "first"),
        ValueRow("r = ask()\nt = r['choices'][0]['message']", "first"),
        ValueRow("r = ask()\nt = r.data.choices[0]", "first"),
        ValueRow("r = ask()\nt = r.text", "first"),
        ValueRow("r = ask()\nprint(r.usage)\nt = r.choices[0]", "first"),
        ValueRow("r = ask()\nif not r.choices:\n    x = 1\nt = r.choices[0]", "first"),
        ValueRow("r = ask()\nn = len(r.choices)\nt = r.choices[0]", "first"),
        ValueRow("r = ask()\ncs = r.choices\nt = cs[0]", "first"),
        ValueRow("async def f():\n    r = await ask()\n    return r.choices[0].message", "first"),
        ValueRow("r = ask()\nt = r.choices[1]", "several"),
        ValueRow("r = ask()\nt = r.choices[0]\nu = r.choices[1]", "several"),
        ValueRow("r = ask()\nt = r.choices[i]", "several"),
        ValueRow("r = ask()\nt = r.choices[:2]", "several"),
        ValueRow("r = ask()\nfor c in r.choices:\n    print(c)", "several"),
        ValueRow("ts = [c.message for c in ask().choices]", "several"),
        ValueRow("r = ask()\nt = min(r.choices)", "unknown"),
        ValueRow("r = ask()\nlog(r)\nt = r.choices[0]", "unknown"),
        ValueRow("def f():\n    return ask()", "unknown"),
        ValueRow("def f():\n    r = ask()\n    t = r.choices[0]\n    return r", "unknown"),
        ValueRow("def f():\n    return ask().choices", "unknown"),
        ValueRow("r = ask()\nself.last = r\nt = r.choices[0]", "unknown"),
        ValueRow("r = ask()\nr = other()\nt = r.choices[0]", "unknown"),
    ]
}
