internal import Parsing

/// Ruby: definitions and statements. Expressions are in `RubyExpressions.swift`.
struct RubyLowering {
    var lowering: Lowering
    /// Bodies of here-documents by the place of their beginnings.
    var heredocs: [Int: SyntaxNode] = [:]
    /// Methods of the class around, and those that stand in no class.
    var methods: Set<String> = []
    var functions: Set<String> = []
    /// Classes that stand in no other and in no module.
    var outermostTypes: Set<String> = []
    var modules = 0

    typealias Context = Lowering.Context

    static func lower(_ tree: SyntaxTree) -> CodeUnit {
        var ruby = RubyLowering(lowering: Lowering(source: tree.source))
        for (beginning, body) in zip(tree.nodes(of: "heredoc_beginning"), tree.nodes(of: "heredoc_body")) {
            ruby.heredocs[beginning.span.start] = body
        }
        ruby.functions = ruby.definedMethods(in: tree.root)
        _ = ruby.body(tree.root, Context())
        ruby.lowering.unit.comments = tree.nodes(of: "comment").map(\.span)
        return ruby.lowering.unit
    }

    /// The statements of a body; gives what the last one is.
    mutating func body(_ node: SyntaxNode, _ context: Context) -> [ExpressionID] {
        var last: [ExpressionID] = []
        var handled = context
        if node.namedChildren.contains(where: { $0.kind == "rescue" }) {
            handled.isGuarded = true
            if let loop = context.loops.last { lowering.unit.loops[loop].hasHandler = true }
        }
        for child in node.namedChildren {
            switch child.kind {
            case "comment", "heredoc_body", "empty_statement", "uninterpreted": continue
            case "rescue": last += rescue(child, context)
            case "ensure": _ = body(child, context)
            case "else": last = body(child, context)
            default: last = statement(child, handled)
            }
        }
        return last
    }

    private mutating func rescue(_ node: SyntaxNode, _ context: Context) -> [ExpressionID] {
        var inner = context
        inner.isInHandler = true
        inner.block = lowering.addBlock(node.span, decision: lowering.addDecision(), context)
        if let name = node.child("variable")?.namedChildren.first, name.kind == "identifier" {
            lowering.bind(name.text, .unknown, at: name.span.end, inner)
        }
        return node.child("body").map { body($0, inner) } ?? []
    }

    // MARK: Statements

    /// Gives the values that the statement may have: Ruby's methods return their last one.
    mutating func statement(_ node: SyntaxNode, _ context: Context) -> [ExpressionID] {
        guard context.depth < Lowering.deepestNesting else { return [] }
        let context = context.deeper
        switch node.kind {
        case "method", "singleton_method": method(node, context)
        case "class", "module", "singleton_class": type(node, context)
        case "if", "unless": return branches(of: node, decision: lowering.addDecision(), context)
        case "if_modifier", "unless_modifier": return modified(node, context)
        case "case": return caseStatement(node, context)
        case "while", "until", "while_modifier", "until_modifier": whileStatement(node, context)
        case "for": forStatement(node, context)
        case "begin", "then", "do", "body_statement", "block_body", "parenthesized_statements", "else": return body(node, context)
        case "return": returnStatement(node, context)
        case "break":
            if let loop = context.loops.last { lowering.unit.loops[loop].hasEarlyExit = true }
            lowering.unit.blocks[context.block].jumps = true
        case "next", "redo", "retry":
            if node.kind == "retry", let function = lowering.unit.function(around: context.scope) { _ = function }
            lowering.unit.blocks[context.block].jumps = true
            for child in node.namedChildren { _ = expression(child, context) }
        case "comment", "heredoc_body", "ERROR": break
        default:
            let id = expression(node, context)
            if lowering.unit.expressions[id].role == .part { lowering.setRole(id, .statement) }
            return [id]
        }
        return []
    }

    private mutating func returnStatement(_ node: SyntaxNode, _ context: Context) {
        for loop in context.loops { lowering.unit.loops[loop].hasEarlyExit = true }
        lowering.unit.blocks[context.block].leaves = true
        guard let value = node.namedChildren.first?.namedChildren.first else { return }
        returns([expression(value, context)], context)
    }

    private mutating func returns(_ values: [ExpressionID], _ context: Context) {
        guard let function = lowering.unit.function(around: context.scope) else { return }
        for value in values {
            if case .assigned = lowering.unit.expressions[value].role {} else { lowering.unit.expressions[value].role = .returned }
            lowering.unit.functions[function].returned.append(value)
        }
    }

    private mutating func branches(of node: SyntaxNode, decision: Int, _ context: Context) -> [ExpressionID] {
        guard context.depth < Lowering.deepestNesting else { return [] }
        var values: [ExpressionID] = []
        let isNegated = node.kind == "unless"
        var inner = context
        if let test = node.child("condition") {
            lowering.setRole(expression(test, context), .condition)
            if let name = absentName(test, isNegated: isNegated) { inner.absentNames.insert(name) }
        }
        if let consequence = node.child("consequence") {
            inner.block = lowering.addBlock(consequence.span, decision: decision, context)
            values += body(consequence, inner)
        }
        guard let alternative = node.child("alternative") else { return values }
        if alternative.kind == "elsif" { return values + branches(of: alternative, decision: decision, context.deeper) }
        lowering.unit.decisions[decision].isExhaustive = true
        var other = context
        other.block = lowering.addBlock(alternative.span, decision: decision, context)
        return values + body(alternative, other)
    }

    /// `model.nil?`, `model.blank?`, `unless model`.
    private func absentName(_ test: SyntaxNode, isNegated: Bool) -> String? {
        if isNegated, test.kind == "identifier" { return test.text }
        guard !isNegated, test.kind == "call", let method = test.child("method")?.text, ["nil?", "blank?", "empty?"].contains(method),
            let receiver = test.child("receiver"), receiver.kind == "identifier"
        else { return nil }
        return receiver.text
    }

    private mutating func modified(_ node: SyntaxNode, _ context: Context) -> [ExpressionID] {
        guard let inner = node.child("body") else { return [] }
        var guarded = context
        if let test = node.child("condition") {
            lowering.setRole(expression(test, context), .condition)
            if let name = absentName(test, isNegated: node.kind == "unless_modifier") { guarded.absentNames.insert(name) }
        }
        guarded.block = lowering.addBlock(inner.span, decision: lowering.addDecision(), context)
        return statement(inner, guarded)
    }

    private mutating func caseStatement(_ node: SyntaxNode, _ context: Context) -> [ExpressionID] {
        let subject = node.child("value").map { expression($0, context) }
        let decision = lowering.addDecision()
        var labels: [String] = []
        var values: [ExpressionID] = []
        for part in node.namedChildren where part.kind == "when" || part.kind == "else" {
            var inner = context
            inner.block = lowering.addBlock(part.span, decision: decision, context)
            if part.kind == "else" {
                lowering.unit.decisions[decision].isExhaustive = true
                values += body(part, inner)
                continue
            }
            for pattern in part.children("pattern") {
                for value in pattern.namedChildren {
                    let id = expression(value, inner)
                    if case .text(let text) = lowering.unit.expressions[id].kind { labels.append(text) }
                    if value.kind == "regex" { labels.append(contentsOf: RubyText.words(ofPattern: value)) }
                }
            }
            if let then = part.child("body") { values += body(then, inner) }
        }
        if let subject { lowering.setRole(subject, .switched(labels)) }
        return values
    }

    private mutating func whileStatement(_ node: SyntaxNode, _ context: Context) {
        guard let inner = node.child("body") else { return }
        var condition = node.child("condition").map { expression($0, context) }
        if let test = condition, node.kind.hasPrefix("until") {
            condition = lowering.add(.negation(test), lowering.unit.expressions[test].span, context)
        }
        if let condition { lowering.setRole(condition, .condition) }
        let loop = lowering.addLoop(
            .whileTrue, targets: [], iterable: nil, condition: condition, span: node.span, body: inner.span, context)
        var own = context
        own.loops.append(loop)
        own.block = lowering.addBlock(inner.span, decision: lowering.addDecision(), context)
        _ = statement(inner, own)
    }

    private mutating func forStatement(_ node: SyntaxNode, _ context: Context) {
        guard let pattern = node.child("pattern"), let value = node.child("value")?.namedChildren.first, let inner = node.child("body")
        else { return }
        let iterable = expression(value, context)
        let names = pattern.kind == "identifier" ? [pattern.text] : pattern.namedChildren.filter { $0.kind == "identifier" }.map(\.text)
        loop(over: iterable, targets: names, body: inner, span: node.span, context)
    }

    /// A loop with the names that each round binds; gives the values of its last statement.
    @discardableResult
    mutating func loop(
        over iterable: ExpressionID, targets: [String], body inner: SyntaxNode, span: Span, _ context: Context
    ) -> [ExpressionID] {
        let loop = lowering.addLoop(
            .each, targets: targets, iterable: iterable, condition: nil, span: span, body: inner.span, context)
        var own = context
        own.loops.append(loop)
        own.block = lowering.addBlock(inner.span, decision: lowering.addDecision(), context)
        for name in targets { lowering.bind(name, .element(iterable), at: inner.span.start, own) }
        return body(inner, own)
    }

    // MARK: Definitions

    private func definedMethods(in node: SyntaxNode) -> Set<String> {
        var names: Set<String> = []
        for child in node.namedChildren {
            let statements = child.kind == "body_statement" ? child.namedChildren : [child]
            for statement in statements {
                if statement.kind == "method" || statement.kind == "singleton_method" {
                    names.insert(statement.child("name")?.text ?? "")
                } else if statement.kind == "call" || statement.kind == "argument_list" {
                    // `private def ask`, `private_class_method def self.ask`.
                    for argument in statement.child("arguments")?.namedChildren ?? [] where argument.kind.hasSuffix("method") {
                        names.insert(argument.child("name")?.text ?? "")
                    }
                }
            }
        }
        return names
    }

    private mutating func type(_ node: SyntaxNode, _ context: Context) {
        guard let inner = node.child("body") else { return }
        guard let name = node.child("name")?.text.split(separator: ":").last.map(String.init) else {
            // `class << self`: its methods are those of the class.
            _ = body(inner, context)
            return
        }
        let holdsTypes = node.kind == "module" && definedMethods(in: node).isEmpty
        // A module that only holds others is a name before theirs.
        if holdsTypes {
            modules += 1
            _ = body(inner, context)
            modules -= 1
            return
        }
        if modules == 0, context.scope == 0, node.child("name")?.text == name { outermostTypes.insert(name) }
        let base = node.child("superclass")?.namedChildren.first.map { expression($0, context) }
        let id = lowering.unit.classes.count
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .classBody(id), parent: context.scope, span: node.span))
        lowering.unit.classes.append(
            ClassDeclaration(
                name: name, scope: scope, bases: base.map { [$0] } ?? [], fields: [], methods: [], assigned: [:], span: node.span,
                documentation: nil))
        lowering.bind(name, .classDeclaration(id), at: node.span.start, context)
        var own = Context()
        own.scope = scope
        own.depth = context.depth
        own.block = lowering.addBlock(node.span)
        let outer = methods
        methods = definedMethods(in: node)
        _ = body(inner, own)
        methods = outer
    }

    mutating func method(_ node: SyntaxNode, _ context: Context) {
        guard let nameNode = node.child("name") else { return }
        let id = lowering.unit.functions.count
        let scope = lowering.unit.scopes.count
        let enclosing = lowering.unit.enclosingClass(around: context.scope)
        lowering.unit.scopes.append(Scope(kind: .function(id), parent: context.scope, span: node.span))
        var parameters: [Parameter] = []
        if enclosing != nil {
            parameters.append(Parameter(name: "self", defaultValue: nil, annotation: nil, isVariadic: false, isReceiver: true))
        }
        for child in node.child("parameters")?.namedChildren ?? [] where child.kind != "comment" {
            let value = child.child("value").map { expression($0, context) }
            if let value { lowering.setRole(value, .defaultValue) }
            parameters.append(
                Parameter(
                    name: child.child("name")?.text ?? child.text, defaultValue: value, annotation: nil,
                    isVariadic: child.kind.contains("splat") || child.kind == "block_parameter", isReceiver: false))
        }
        // What makes an object is called `initialize` here and `__init__` in what comes after.
        let name = nameNode.text == "initialize" ? "__init__" : nameNode.text
        lowering.unit.functions.append(
            FunctionDeclaration(
                name: name, scope: scope, parameters: parameters, decorators: [], returnAnnotation: nil, returned: [],
                enclosingClass: enclosing, span: node.span, nameSpan: nameNode.span, documentation: nil, isGenerator: false))
        if let enclosing {
            lowering.unit.classes[enclosing].methods.append(id)
        } else {
            lowering.bind(name, .function(id), at: node.span.start, context)
        }
        guard let inner = node.child("body") else { return }
        var own = Context()
        own.scope = scope
        own.depth = context.depth
        own.block = lowering.addBlock(node.span)
        for (position, parameter) in parameters.enumerated() {
            lowering.bind(parameter.name, .parameter(id, position), at: node.span.start, own)
        }
        let isExpression = inner.kind != "body_statement"
        let values = isExpression ? statement(inner, own) : body(inner, own)
        returns(values, own)
    }
}
