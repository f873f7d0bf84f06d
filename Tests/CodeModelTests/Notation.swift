import CodeModel
import Parsing
import Testing

/// A row of a table: a program, and what the argument of its last `use(…)` is found to be.
struct ValueRow: Sendable, CustomTestStringConvertible {
    var program: String
    var expected: String

    init(_ program: String, _ expected: String) {
        self.program = program
        self.expected = expected
    }

    var testDescription: String { program }
}

/// The last call of `use` in a program.
func markedCall(_ unit: CodeUnit) throws -> CallSite {
    try #require(unit.calls.last { unit.text($0.callee) == "use" })
}

/// What the argument of the last `use(…)` is found to be, in a short notation.
func value(in program: String) throws -> String {
    let unit = try lowered(program)
    let call = try markedCall(unit)
    let argument = try #require(call.arguments.first)
    return notation(Resolver(unit).resolve(argument.value), unit)
}

/// `"text"`, `1`, `true`, `null`, `[a, b]`, `{k: v}`, `a ~ b` for joined text, `a | b` for one of several in any order,
/// `default(a)`, `each(a)`, `?`.
func notation(_ located: Located, _ unit: CodeUnit) -> String {
    func all(_ values: [Located]) -> [String] { values.map { notation($0, unit) } }
    switch located.value {
    case .text(let text): return "\"\(text)\""
    case .number(let number): return number == number.rounded() ? "\(Int(number))" : "\(number)"
    case .flag(let flag): return "\(flag)"
    case .null: return "null"
    case .template(let parts): return all(parts).joined(separator: " ~ ")
    case .list(let items): return "[" + all(items).joined(separator: ", ") + "]"
    case .dictionary(let entries):
        return "{" + entries.map { "\($0.key ?? "?"): \(notation($0.value, unit))" }.joined(separator: ", ") + "}"
    case .call(let call): return "call(\(unit.text(unit.calls[call].callee)))"
    case .parameter(let function, let position): return "parameter(\(unit.functions[function].parameters[position].name))"
    case .handed: return "handed"
    case .imported(let name): return "import(\(name))"
    case .choice(let members): return Set(all(members)).sorted().joined(separator: " | ")
    case .fallback(let inner, _): return "default(\(notation(inner, unit)))"
    case .element(let inner): return "each(\(notation(inner, unit)))"
    case .classDeclaration(let declaration): return "class(\(unit.classes[declaration].name))"
    case .function(let function): return "function(\(unit.functions[function].name))"
    case .receiver(let declaration): return "self(\(unit.classes[declaration].name))"
    case .unknown: return "?"
    }
}

extension ValueRow {
    func check() throws {
        let found = try value(in: program)
        #expect(found == expected, "found \(found)")
    }
}
