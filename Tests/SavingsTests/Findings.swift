import Catalog
import Facts
import Parsing
import Rules

@testable import Catalog

/// A finding of a rule that names a saving method, on a fact with the fields given.
func finding(
    _ method: String, _ kind: FactKind, _ fields: [String: Value] = [:], arguments: [String: String] = [:], path: String = "a.py",
    at start: Int = 0, symbol: String = ""
) -> Finding {
    let rule = Rule(
        id: "example", title: "", technique: .rightSizing, severity: .warning, confidence: .high, isPedantic: false,
        on: kind.rawValue,
        when: .all([]), none: [], message: Template(""), remedy: Template(""),
        saving: Rule.SavingMethod(method: method, arguments: arguments), why: "", evidence: [], examples: [], formerly: [], path: ""
    )
    let place = Place(
        path: path, span: Span(start, start + 1), start: Position(line: 1, column: start + 1),
        end: Position(line: 1, column: start + 2))
    let fact = Fact(kind: kind, place: place, symbol: symbol, fields: fields, snippet: Snippet(firstLine: 1, lines: []))
    return Finding(rule: rule, severity: .warning, confidence: .high, fact: fact, message: "", remedy: "")
}
