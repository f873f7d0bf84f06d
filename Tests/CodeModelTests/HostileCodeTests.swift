import CodeModel
import Parsing
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Programs that nobody writes by hand: each must end soon and crash nothing.
@Suite(.serialized) struct HostileCodeTests {
    struct Program: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var testDescription: String { name }

        init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }

    static let programs: [Program] = [
        Program("nested brackets", String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)),
        Program("nested calls", String(repeating: "use(", count: 100_000) + "1" + String(repeating: ")", count: 100_000)),
        Program("nested members", "use(a" + String(repeating: ".b()", count: 100_000) + ")"),
        Program("long sum", "x = 'a'" + String(repeating: " + 'a'", count: 100_000) + "\nuse(x)"),
        Program("long difference", "x = 1" + String(repeating: " - 1", count: 100_000) + "\nuse(x)"),
        Program("long or", "x = a" + String(repeating: " or a", count: 100_000) + "\nuse(x)"),
        Program("nested conditionals", "x = " + String(repeating: "a if b else ", count: 50_000) + "c\nuse(x)"),
        Program("nested lambdas", "x = " + String(repeating: "lambda: ", count: 50_000) + "1\nuse(x)"),
        Program("functions", (0..<5_000).map { "def f\($0)(x):\n    return f\(($0 + 1) % 5_000)(x) + f\(($0 * 7) % 5_000)(x)\n" }.joined() + "use(f0(1))"),
        Program("same name", "x = 'a'\n" + String(repeating: String(repeating: "x = x + 'a'\n", count: 10) + "use(x)\n", count: 2_000)),
        Program("same name extended", "x = 'a'\n" + String(repeating: String(repeating: "x += 'a'\n", count: 10) + "use(x)\n", count: 2_000)),
        Program("same name in branches", "def f():\n" + (0..<5_000).map { "    if c\($0):\n        x = 'v\($0)'\n    use(x)\n" }.joined()),
        Program("long elif", "if a:\n    x = 0\n" + (0..<5_000).map { "elif b\($0):\n    x = '\($0)'\n    use(x)\n" }.joined() + "else:\n    x = 1\nuse(x)"),
        Program("same name in a loop", "for i in y:\n    x = 'a'\n" + String(repeating: "    use(x)\n    if c:\n        x = x + 'a'\n", count: 5_000)),
        Program("circle", "def f(x):\n    return g(h(x))\ndef g(x):\n    return h(f(x))\ndef h(x):\n    return f(g(x)) or g(f(x))\nuse(f(1))\n"),
        Program("own base", "class A(A):\n    pass\nclass B(C, C, C):\n    pass\nclass C(B, B, B):\n    pass\nuse(A().x)\nuse(B().y.z)\n"),
        Program("own field", "class A:\n    def __init__(self):\n        self.x = self.y\n        self.y = self.x + self.y\n    def f(self):\n        use(self.x.z)\n"),
        Program("large dictionary", "D = {" + (0..<10_000).map { "'k\($0)': 'v\($0)'," }.joined() + "}\n" + (0..<200).map { "use(D['k\($0)'])\n" }.joined()),
        Program("large list", "L = [" + String(repeating: "'a',", count: 10_000) + "]\n" + String(repeating: "use(L[3])\n", count: 200)),
        Program("many appends", "l = []\n" + String(repeating: "l.append('a')\nuse(l)\n", count: 5_000)),
        Program("many items", "d = {}\n" + (0..<5_000).map { "d['k\($0)'] = 'v'\nuse(d)\n" }.joined()),
        Program("many calls in a loop", "for i in range(9):\n" + String(repeating: "    y = f(i)\n    use(y)\n", count: 5_000)),
        Program("nested loops", (0..<90).map { String(repeating: " ", count: $0) + "for i\($0) in y:\n" }.joined()
            + String(repeating: String(repeating: " ", count: 90) + "use(i3)\n", count: 2_000)),
        Program("many loops", String(repeating: "for i in range(9):\n    use(i)\n", count: 5_000)),
        Program("doubling", "x = 'ab'\n" + String(repeating: "x = x + x\n", count: 200) + "use(x)"),
        Program("doubling names", (1..<60).reduce("x0 = 'a'\n") { $0 + "x\($1) = f'{x\($1 - 1)}{x\($1 - 1)}{x\($1 - 1)}'\n" } + "use(x59)"),
        Program("many uses of one answer", "r = use(1)\n" + String(repeating: "if r == 'a':\n    pass\n", count: 5_000)),
        Program("nested functions", (0..<90).map { String(repeating: " ", count: $0) + "def f\($0)():\n" }.joined() + String(repeating: " ", count: 90) + "use(z)"),
        Program("broken", "def f(:\n  ]]} use(x\nclass\nfor in\n\"\"\" use("),
        Program("nothing", ""),
    ]

    @Test(arguments: programs) func endsSoon(program: Program) throws {
        var answers = 0
        let duration = processorTime {
            // Refused for its depth is an answer too.
            guard let unit = try? lowered(program.text) else { return }
            let resolver = Resolver(unit)
            for call in unit.calls.indices where unit.text(unit.calls[call].callee) == "use" {
                for argument in unit.calls[call].arguments { _ = resolver.resolve(argument.value).knownText }
                _ = resolver.qualifiedNames(unit.calls[call].callee)
                _ = resolver.loopKind(of: call)
                answers += resolver.uses(of: call).count
            }
        }
        #expect(duration < 10, "\(program.name) took \(duration) s")
    }
}

/// Seconds of processor time that this thread spends, so that tests that run beside it do not count.
private func processorTime(_ body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    try body()
    return now() - start
}
