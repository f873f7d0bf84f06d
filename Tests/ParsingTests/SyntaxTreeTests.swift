import Parsing
import Testing

@Suite struct SyntaxTreeTests {
    private func parse(_ text: String, _ grammar: Grammar = .python) throws -> SyntaxTree {
        guard var parser = SyntaxParser() else { throw ParseError("there is no parser") }
        return try parser.parse(SourceText(text), grammar)
    }

    @Test func spansAndRelations() throws {
        let tree = try parse("# é\ndef f(a):\n    return client.create(model=\"x\")\n")
        let call = try #require(tree.nodes(of: "call").first)
        #expect(call.text == "client.create(model=\"x\")")
        #expect(call.child("function")?.text == "client.create")
        #expect(call.child("arguments")?.namedChildren.map(\.text) == ["model=\"x\""])
        #expect(call.parent?.kind == "return_statement")
        #expect(call.ancestor(of: ["function_definition"])?.child("name")?.text == "f")
        #expect(tree.nodes(of: "comment").map(\.text) == ["# é"])
        #expect(tree.root.parent == nil)
        #expect(!tree.hasErrors)
    }

    @Test(arguments: Grammar.allCases) func everyGrammarParses(grammar: Grammar) throws {
        let tree = try parse("{}\n", grammar)
        #expect(tree.nodeCount > 0)
        try checkRelations(tree)
    }

    @Test func relationsHoldOnBrokenText() throws {
        let tree = try parse("def f(:\n  x = [1, 2\nclass {{}} é 🎉 ((\n")
        #expect(tree.hasErrors)
        try checkRelations(tree)
    }

    /// Children lie in their parent, follow one another, and know their parent; each node is reached once.
    private func checkRelations(_ tree: SyntaxTree) throws {
        var seen = 0
        var stack = [tree.root]
        while let node = stack.popLast() {
            seen += 1
            #expect(tree.root.source.span.contains(node.span))
            var end = node.span.start
            for child in node.children {
                #expect(child.parent?.index == node.index)
                #expect(node.span.contains(child.span))
                #expect(child.span.start >= end)
                #expect(node.index < child.index && child.endIndex <= node.endIndex)
                end = child.span.end
            }
            stack += node.children
        }
        #expect(seen == tree.nodeCount)
    }

    @Test func deepBracketsAreRefused() throws {
        #expect(throws: ParseError("brackets nest deeper than 1000", at: Position(line: 1, column: 1_001))) {
            try parse(String(repeating: "(", count: 100_000))
        }
        #expect(try !parse(String(repeating: "(", count: 200) + "1" + String(repeating: ")", count: 200)).hasErrors)
    }

    @Test func deepExpressionsAreWalked() throws {
        var tree: SyntaxTree?
        let time = try ContinuousClock().measure { tree = try parse(String(repeating: "a+", count: 100_000) + "a\n") }
        let deep = try #require(tree)
        #expect(deep.nodes(of: "binary_operator").count == 100_000)
        var depth = 0
        var node = deep.nodes(of: "identifier").first
        while let current = node {
            depth += 1
            node = current.parent
        }
        #expect(depth > 100_000)
        #expect(time < .seconds(5), "took \(time)")
    }
}
