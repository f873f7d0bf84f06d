import CodeModel
import Testing

/// What is done with the answer of the last call of `ask`.
@Suite struct ResultFlowTests {
    @Test(arguments: rows) func answersAreFollowed(row: ValueRow) throws {
        let unit = try lowered(row.program)
        let call = try #require(unit.calls.lastIndex { unit.text($0.callee) == "ask" })
        let found = Resolver(unit).uses(of: call).map(Self.notation).sorted().joined(separator: ", ")
        #expect(found == row.expected, "found \(found)")
    }

    static func notation(_ use: ResultUse) -> String {
        switch use {
        case .comparedWith(let texts): "compared " + texts.joined(separator: "/")
        case .searchedFor(let texts): "searched " + texts.joined(separator: "/")
        case .converted(let name): name
        case .lookedUp(let keys): "looked up " + keys.joined(separator: "/")
        case .switchedOn(let labels): "switched " + labels.joined(separator: "/")
        case .enumerated(let name): "enum " + name
        case .parsed: "parsed"
        case .returned: "returned"
        }
    }

    static let rows = [
        ValueRow("ask()", ""),
        ValueRow("r = ask()\nif r == 'yes':\n    pass", "compared yes"),
        ValueRow("if ask() == 'yes':\n    pass", "compared yes"),
        ValueRow("if 'yes' == ask():\n    pass", "compared yes"),
        ValueRow("r = ask()\nif r != 'no':\n    pass", "compared no"),
        ValueRow("r = ask()\nt = r.choices[0].message.content.strip().lower()\nok = t == 'yes'", "compared yes"),
        ValueRow("t = ask().choices[0].message.content\nreturn_value = t in ('a', 'b')", "compared a/b"),
        ValueRow("L = ['a', 'b']\nt = ask()\nif t not in L:\n    t = 'a'", "compared a/b"),
        ValueRow("t = ask()\nif 'yes' in t.lower():\n    pass", "searched yes"),
        ValueRow("t = ask()\nif t.startswith('y'):\n    pass", "searched y"),
        ValueRow("t = ask()\nif t.lower().startswith(('y', 'j')):\n    pass", "searched y/j"),
        ValueRow("n = int(ask().strip())", "int"),
        ValueRow("n = float(ask())", "float"),
        ValueRow("b = bool(ask())", "bool"),
        ValueRow("D = {'a': 1, 'b': 2}\nt = ask()\nx = D[t]", "looked up a/b"),
        ValueRow("D = {'a': 1, 'b': 2}\nx = D.get(ask().strip())", "looked up a/b"),
        ValueRow("t = ask()\nmatch t:\n    case 'a':\n        pass\n    case 'b' | 'c':\n        pass", "switched a/b/c"),
        ValueRow("class E(Enum):\n    A = 'a'\nx = E(ask())", "enum E"),
        ValueRow("import json\nx = json.loads(ask())", "parsed"),
        ValueRow("import json\nx = json.loads(ask())\nif x['label'] == 'spam':\n    pass", "compared spam, parsed"),
        ValueRow("def f():\n    return ask()", "returned"),
        ValueRow("def f():\n    r = ask()\n    return r.choices[0].message.content.strip()", "returned"),
        ValueRow("def f():\n    r = ask()\n    return r == 'yes'", "compared yes"),
        ValueRow("async def f():\n    r = await ask()\n    return r", "returned"),
        ValueRow("if (r := ask()) == 'yes':\n    pass", "compared yes"),
        ValueRow("if (r := ask()):\n    x = r == 'no'", "compared no"),
        ValueRow("r = ask()\nr = other()\nif r == 'yes':\n    pass", ""),
        ValueRow("r = ask()\nif r.choices[0].finish_reason == 'stop':\n    pass", ""),
        ValueRow("r = ask()\nif r.choices[0]['finish_reason'] == 'length':\n    pass", ""),
        ValueRow("r = ask()\nif r.stop_reason == 'tool_use':\n    pass", ""),
        ValueRow("r = ask()\nif r.status == 'completed':\n    pass", ""),
        ValueRow("r = ask()\nfor b in r.content:\n    if b.type == 'text':\n        pass", ""),
        ValueRow("r = ask()\nif r == '':\n    pass", "compared "),
        ValueRow("r = ask()\nprint(r)", ""),
        ValueRow("r = ask()\nsave(r)", ""),
        ValueRow("def f():\n    r = ask()\ndef g():\n    r = 1\n    return r == 'yes'", ""),
        ValueRow("r = ask()\nx = r if c else 'b'\nif x == 'a':\n    pass", "compared a"),
        ValueRow("r = ask() or 'none'\nif r == 'a':\n    pass", "compared a"),
        ValueRow("with ask() as r:\n    x = r.text == 'a'", "compared a"),
        ValueRow("r = ask()\nx = len(r) > 5", ""),
        ValueRow("r = ask()\nx = r.split(',')", ""),
        ValueRow("r = ask()\nif r.strip() is None:\n    pass", ""),
        ValueRow("def f():\n    r = ask()\n    if r == 'a':\n        return 1\n    elif r == 'b':\n        return 2", "compared a, compared b"),
        ValueRow("A = 'a'\nr = ask()\nif r == A:\n    pass", "compared a"),
        ValueRow("def f(x):\n    r = ask()\n    return r == x", ""),
    ]
}
