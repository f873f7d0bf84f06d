internal import Parsing

/// PHP: definitions and statements. Expressions are in `PHPExpressions.swift`. Variables keep their `$`, since functions and
/// constants may have the same names; names with backslashes become names with dots.
struct PHPLowering {
    var lowering: Lowering

    typealias Context = Lowering.Context

    static func lower(_ tree: SyntaxTree) -> CodeUnit {
        var php = PHPLowering(lowering: Lowering(source: tree.source))
        php.block(tree.root, Context())
        php.lowering.unit.comments = tree.nodes(of: "comment").map(\.span)
        return php.lowering.unit
    }

    mutating func block(_ node: SyntaxNode, _ context: Context) {
        for child in node.namedChildren { statement(child, context) }
    }

    // MARK: Statements

    mutating func statement(_ node: SyntaxNode, _ context: Context) {
        guard context.depth < Lowering.deepestNesting else { return }
        let context = context.deeper
        switch node.kind {
        case "namespace_use_declaration": useDeclaration(node, context)
        case "namespace_definition": if let body = node.child("body") { block(body, context) }
        case "class_declaration", "trait_declaration", "interface_declaration", "enum_declaration": type(node, context)
        case "function_definition", "method_declaration": function(node, context)
        case "property_declaration", "const_declaration": fields(node, context)
        case "compound_statement", "colon_block", "declaration_list", "enum_declaration_list", "finally_clause": block(node, context)
        case "return_statement": returnStatement(node, context)
        case "if_statement": ifStatement(node, context)
        case "foreach_statement": foreachStatement(node, context)
        case "for_statement", "while_statement", "do_statement": whileStatement(node, context)
        case "switch_statement": switchStatement(node, context)
        case "try_statement": tryStatement(node, context)
        case "break_statement":
            if let loop = context.loops.last { lowering.unit.loops[loop].hasEarlyExit = true }
            lowering.unit.blocks[context.block].jumps = true
        case "continue_statement": lowering.unit.blocks[context.block].jumps = true
        case "expression_statement", "echo_statement", "unset_statement":
            for child in node.namedChildren where child.kind != "comment" { lowering.setRole(expression(child, context), .statement) }
        case "comment", "php_tag", "text", "text_interpolation", "ERROR", "use_declaration", "empty_statement": break
        default: lowering.setRole(expression(node, context), .statement)
        }
    }

    private mutating func useDeclaration(_ node: SyntaxNode, _ context: Context) {
        let group = node.firstChild(of: "namespace_name").map { PHPText.dotted($0.text) + "." } ?? ""
        let clauses = (node.child("body")?.namedChildren ?? []) + node.namedChildren
        for clause in clauses where clause.kind == "namespace_use_clause" {
            guard let name = clause.namedChildren.first(where: { $0.field != "alias" }) else { continue }
            let qualified = (node.child("body") == nil ? "" : group) + PHPText.dotted(name.text)
            lowering.unit.importedModules.insert(qualified)
            let alias = clause.child("alias")?.text ?? qualified.split(separator: ".").last.map(String.init) ?? qualified
            lowering.bind(alias, .imported(qualified), at: node.span.end, context)
        }
    }

    private mutating func returnStatement(_ node: SyntaxNode, _ context: Context) {
        for loop in context.loops { lowering.unit.loops[loop].hasEarlyExit = true }
        lowering.unit.blocks[context.block].leaves = true
        guard let value = node.namedChildren.first(where: { $0.kind != "comment" }) else { return }
        returned(expression(value, context), context)
    }

    mutating func returned(_ id: ExpressionID, _ context: Context) {
        // A function without a name has what it returns for itself.
        if case .comprehension = lowering.unit.scopes[context.scope].kind { return }
        lowering.setRole(id, .returned)
        if let function = lowering.unit.function(around: context.scope) { lowering.unit.functions[function].returned.append(id) }
    }

    private mutating func ifStatement(_ node: SyntaxNode, _ context: Context) {
        let decision = lowering.addDecision()
        var part: SyntaxNode? = node
        while let current = part {
            var inner = context
            if let test = current.child("condition") {
                lowering.setRole(expression(test, context), .condition)
                if let name = absentName(test) { inner.absentNames.insert(name) }
            }
            if let body = current.child("body") {
                inner.block = lowering.addBlock(body.span, decision: decision, context)
                statement(body, inner)
            }
            part = nil
            guard current.index == node.index else { continue }
            for alternative in node.children("alternative") {
                var other = context
                if let test = alternative.child("condition") {
                    lowering.setRole(expression(test, context), .condition)
                } else {
                    lowering.unit.decisions[decision].isExhaustive = true
                }
                guard let body = alternative.child("body") else { continue }
                other.block = lowering.addBlock(body.span, decision: decision, context)
                statement(body, other)
            }
        }
    }

    /// `!$model`, `empty($model)`, `$model === null`.
    private func absentName(_ test: SyntaxNode) -> String? {
        var test = test
        while test.kind == "parenthesized_expression", let inner = test.namedChildren.first { test = inner }
        switch test.kind {
        case "unary_op_expression":
            guard test.text.hasPrefix("!"), let operand = test.child("argument") ?? test.namedChildren.last else { return nil }
            return operand.kind == "variable_name" ? operand.text : nil
        case "function_call_expression":
            guard test.child("function")?.text == "empty", let only = test.child("arguments")?.namedChildren.first?.namedChildren.first
            else { return nil }
            return only.kind == "variable_name" ? only.text : nil
        case "binary_expression":
            guard ["==", "==="].contains(test.child("operator")?.text ?? ""), let left = test.child("left"), left.kind == "variable_name",
                let right = test.child("right"), ["null", "''", "\"\""].contains(right.text.lowercased())
            else { return nil }
            return left.text
        default: return nil
        }
    }

    private mutating func foreachStatement(_ node: SyntaxNode, _ context: Context) {
        guard let body = node.child("body") else { return }
        let parts = node.namedChildren.filter { $0.kind != "comment" && $0.field != "body" }
        guard let over = parts.first, let target = parts.dropFirst().first else { return }
        let iterable = expression(over, context)
        let targets = target.kind == "pair" ? target.namedChildren : [target]
        let names = targets.flatMap { part -> [String] in
            var found: [String] = []
            for index in part.index..<part.endIndex where part.node(index).kind == "variable_name" { found.append(part.node(index).text) }
            return found
        }
        let loop = lowering.addLoop(.each, targets: names, iterable: iterable, condition: nil, span: node.span, body: body.span, context)
        var inner = loopContext(loop, body, context)
        inner.depth += 1
        for (position, name) in names.enumerated() {
            lowering.bind(name, position == 0 && names.count > 1 ? .unknown : .element(iterable), at: body.span.start, inner)
        }
        statement(body, inner)
        noteEnd(of: body, loop)
    }

    private mutating func whileStatement(_ node: SyntaxNode, _ context: Context) {
        guard let body = node.child("body") else { return }
        if let start = node.child("initialize") { _ = expression(start, context) }
        let range = counter(node, context)
        let condition = range == nil ? node.child("condition").map { expression($0, context) } : nil
        if let condition { lowering.setRole(condition, .condition) }
        let loop = lowering.addLoop(
            range == nil ? .whileTrue : .each, targets: range.map { [$0.name] } ?? [], iterable: range?.range, condition: condition,
            span: node.span, body: body.span, context)
        let inner = loopContext(loop, body, context)
        if let range { lowering.bind(range.name, .unknown, at: body.span.start, inner) }
        if let update = node.child("update") { _ = expression(update, inner) }
        statement(body, inner)
        noteEnd(of: body, loop)
    }

    /// `for ($i = 0; $i < $n; $i++)` goes over numbers.
    private mutating func counter(_ node: SyntaxNode, _ context: Context) -> (name: String, range: ExpressionID)? {
        guard node.kind == "for_statement", let start = node.child("initialize"), start.kind == "assignment_expression",
            let name = start.child("left")?.text, let first = start.child("right"), let test = node.child("condition"),
            test.kind == "binary_expression", test.child("left")?.text == name, let end = test.child("right"),
            let update = node.child("update")
        else { return nil }
        var parts = [expression(first, context), expression(end, context)]
        if update.kind == "augmented_assignment_expression", let step = update.child("right") { parts.append(expression(step, context)) }
        let callee = lowering.add(.name("range"), Span(start.span.start, start.span.start), context)
        let arguments = parts.map { Argument(name: nil, value: $0, spread: .none) }
        return (name, lowering.addCall(callee: callee, arguments: arguments, span: Span(start.span.start, update.span.end), context: context))
    }

    private mutating func loopContext(_ loop: LoopID, _ body: SyntaxNode, _ context: Context) -> Context {
        var inner = context
        inner.loops.append(loop)
        inner.block = lowering.addBlock(body.span, decision: lowering.addDecision(), context)
        return inner
    }

    private mutating func noteEnd(of body: SyntaxNode, _ loop: LoopID) {
        let last = body.namedChildren.last { $0.kind != "comment" }
        lowering.unit.loops[loop].endsInFirstRound = last?.kind == "break_statement" || last?.kind == "return_statement"
    }

    private mutating func switchStatement(_ node: SyntaxNode, _ context: Context) {
        let subject = node.child("condition").map { expression($0, context) }
        let decision = lowering.addDecision()
        var labels: [String] = []
        for part in node.child("body")?.namedChildren ?? [] where part.kind == "case_statement" || part.kind == "default_statement" {
            var inner = context
            inner.block = lowering.addBlock(part.span, decision: decision, context)
            if part.kind == "default_statement" { lowering.unit.decisions[decision].isExhaustive = true }
            for child in part.namedChildren {
                if child.field == "value" {
                    if case .text(let text) = lowering.unit.expressions[expression(child, inner)].kind { labels.append(text) }
                } else if child.kind == "break_statement" {
                    continue
                } else {
                    statement(child, inner)
                }
            }
        }
        if let subject { lowering.setRole(subject, .switched(labels)) }
    }

    private mutating func tryStatement(_ node: SyntaxNode, _ context: Context) {
        let hasHandler = node.firstChild(of: "catch_clause") != nil
        if hasHandler, let loop = context.loops.last { lowering.unit.loops[loop].hasHandler = true }
        let decision = lowering.addDecision()
        lowering.unit.decisions[decision].isExhaustive = true
        if let body = node.child("body") {
            var inner = context
            inner.isGuarded = context.isGuarded || hasHandler
            if hasHandler { inner.block = lowering.addBlock(body.span, decision: decision, isExclusive: false, context) }
            block(body, inner)
        }
        for clause in node.namedChildren {
            if clause.kind == "catch_clause", let body = clause.child("body") {
                var inner = context
                inner.isInHandler = true
                inner.block = lowering.addBlock(clause.span, decision: decision, context)
                if let name = clause.child("name") { lowering.bind(name.text, .unknown, at: name.span.end, inner) }
                block(body, inner)
            } else if clause.kind == "finally_clause" {
                block(clause.child("body") ?? clause, context)
            }
        }
    }

    // MARK: Definitions

    private mutating func type(_ node: SyntaxNode, _ context: Context) {
        guard let name = node.child("name"), let body = node.child("body") else { return }
        let bases = node.firstChild(of: "base_clause")?.namedChildren.map { expression($0, context) } ?? []
        addClass(name.text, bases: bases, body: body, span: node.span, context)
    }

    mutating func addClass(_ name: String, bases: [ExpressionID], body: SyntaxNode, span: Span, _ context: Context) {
        let id = lowering.unit.classes.count
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .classBody(id), parent: context.scope, span: span))
        lowering.unit.classes.append(
            ClassDeclaration(
                name: name, scope: scope, bases: bases, fields: [], methods: [], assigned: [:], span: span, documentation: nil))
        lowering.bind(name, .classDeclaration(id), at: span.start, context)
        var inner = Context()
        inner.scope = scope
        inner.depth = context.depth
        inner.block = lowering.addBlock(span)
        block(body, inner)
    }

    private mutating func fields(_ node: SyntaxNode, _ context: Context) {
        let annotation = node.child("type").map { typeExpression($0, context) }
        for element in node.namedChildren where element.kind == "property_element" || element.kind == "const_element" {
            let name = element.child("name") ?? element.firstChild(of: "name")
            let written = element.child("default_value") ?? (element.kind == "const_element" ? element.namedChildren.last : nil)
            guard let name else { continue }
            let value = written.map { expression($0, context) }
            let plain = PHPText.withoutDollar(name.text)
            if let value { lowering.setRole(value, .assigned([plain])) }
            if case .classBody(let declaration) = lowering.unit.scopes[context.scope].kind {
                lowering.unit.classes[declaration].fields.append(
                    FieldDeclaration(name: plain, annotation: annotation, value: value, span: name.span))
            } else if let value {
                lowering.bind(plain, .expression(value), at: node.span.end, context)
            }
        }
    }

    private mutating func function(_ node: SyntaxNode, _ context: Context) {
        guard let nameNode = node.child("name") else { return }
        let id = lowering.unit.functions.count
        let scope = lowering.unit.scopes.count
        let enclosing = node.kind == "method_declaration" ? lowering.unit.enclosingClass(around: context.scope) : nil
        lowering.unit.scopes.append(Scope(kind: .function(id), parent: context.scope, span: node.span))
        var bound: [String] = []
        var parameters: [Parameter] = []
        if enclosing != nil {
            parameters.append(Parameter(name: "this", defaultValue: nil, annotation: nil, isVariadic: false, isReceiver: true))
            bound.append("$this")
        }
        for child in node.child("parameters")?.namedChildren ?? [] {
            guard let name = child.child("name") else { continue }
            parameters.append(parameter(child, name, context))
            bound.append(name.text)
        }
        lowering.unit.functions.append(
            FunctionDeclaration(
                name: nameNode.text == "__construct" ? "__init__" : nameNode.text, scope: scope, parameters: parameters, decorators: [],
                returnAnnotation: node.child("return_type").map { typeExpression($0, context) }, returned: [], enclosingClass: enclosing,
                span: node.span, nameSpan: nameNode.span, documentation: nil, isGenerator: false))
        if let enclosing {
            lowering.unit.classes[enclosing].methods.append(id)
        } else {
            lowering.bind(nameNode.text, .function(id), at: 0, context)
        }
        guard let body = node.child("body") else { return }
        var inner = Context()
        inner.scope = scope
        inner.depth = context.depth
        inner.block = lowering.addBlock(node.span)
        for (position, name) in bound.enumerated() { lowering.bind(name, .parameter(id, position), at: node.span.start, inner) }
        if let enclosing { promote(node, to: enclosing, id, inner) }
        let decisions = lowering.unit.decisions.count
        block(body, inner)
        lowering.unit.functions[id].mayEndWithoutValue = !lowering.ends(inner.block, decisionsFrom: decisions)
    }

    mutating func parameter(_ node: SyntaxNode, _ name: SyntaxNode, _ context: Context) -> Parameter {
        let value = node.child("default_value").map { expression($0, context) }
        if let value { lowering.setRole(value, .defaultValue) }
        return Parameter(
            name: PHPText.withoutDollar(name.text), defaultValue: value, annotation: node.child("type").map { typeExpression($0, context) },
            isVariadic: node.kind == "variadic_parameter", isReceiver: false)
    }

    /// `__construct(private string $model)`: a field of the same name.
    private mutating func promote(_ node: SyntaxNode, to declaration: ClassID, _ function: FunctionID, _ context: Context) {
        for child in node.child("parameters")?.namedChildren ?? [] where child.kind == "property_promotion_parameter" {
            guard let name = child.child("name") else { continue }
            let value = lowering.add(.name(name.text), name.span, context)
            lowering.unit.classes[declaration].assigned[PHPText.withoutDollar(name.text), default: []].append((value, function, false))
        }
    }

    mutating func typeExpression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        var node = node
        while ["optional_type", "named_type", "union_type"].contains(node.kind), let inner = node.namedChildren.first { node = inner }
        let id = node.kind == "name" || node.kind == "qualified_name" ? expression(node, context) : lowering.add(.name(node.text), node.span, context)
        lowering.setRole(id, .annotation)
        return id
    }
}
