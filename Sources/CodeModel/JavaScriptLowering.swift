internal import Parsing

/// JavaScript, TypeScript and TSX: statements and the scopes of blocks. Their grammars share what matters; types are read where they
/// say something of values.
///
/// A block has a scope of its own, since `let` and `const` end with it. An inline function that is called here and now (the one that
/// `map` or `then` is handed) is no function of its own but part of the one around it: a loop body, or the rest of the expression.
struct JavaScriptLowering {
    var lowering: Lowering
    /// Names that a scope declares, also before they have a value: assignments belong to the scope that declares the name.
    var declared: [ScopeID: Set<String>] = [:]
    /// Functions that are known before their statement is reached, by the node's index.
    var hoisted: [Int: FunctionID] = [:]
    /// What inline functions return, and how many loops were around each.
    var callbacks: [(returned: [ExpressionID], loops: Int)] = []

    static func lower(_ tree: SyntaxTree) -> CodeUnit {
        var script = JavaScriptLowering(lowering: Lowering(source: tree.source))
        script.statements(of: tree.root, Lowering.Context())
        script.lowering.unit.comments = tree.nodes(of: "comment").map(\.span)
        return script.lowering.unit
    }

    typealias Context = Lowering.Context

    // MARK: Blocks

    /// The statements of a body that has a scope already.
    mutating func statements(of node: SyntaxNode, _ context: Context) {
        declare(node, context)
        for child in node.namedChildren { statement(child, context) }
    }

    /// A block, or the lone statement that stands for one, in a scope of its own.
    mutating func block(_ node: SyntaxNode, _ context: Context) {
        guard node.kind == "statement_block" || node.kind == "switch_case" || node.kind == "switch_default" else {
            statement(node, context)
            return
        }
        statements(of: node, inScope(of: node, context))
    }

    func firstStatement(_ node: SyntaxNode) -> SyntaxNode? { node.namedChildren.last { $0.kind != "comment" } }

    mutating func inScope(of node: SyntaxNode, _ context: Context) -> Context {
        var inner = context
        inner.scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .comprehension, parent: context.scope, span: node.span))
        return inner
    }

    /// Notes what a block declares, and gives its functions their names before the first statement runs.
    private mutating func declare(_ node: SyntaxNode, _ context: Context) {
        for child in node.namedChildren {
            let declaration = child.kind == "export_statement" ? child.child("declaration") ?? child : child
            switch declaration.kind {
            case "lexical_declaration", "variable_declaration":
                for declarator in declaration.namedChildren where declarator.kind == "variable_declarator" {
                    if let name = declarator.child("name") { declared[context.scope, default: []].formUnion(names(in: name)) }
                }
            case "function_declaration", "generator_function_declaration":
                guard let name = declaration.child("name") else { continue }
                let id = reserveFunction(declaration, name: name.text, nameSpan: name.span, enclosing: nil, context)
                hoisted[declaration.index] = id
                lowering.bind(name.text, .function(id), at: node.span.start, context)
            case "class_declaration", "abstract_class_declaration", "enum_declaration":
                if let name = declaration.child("name") { declared[context.scope, default: []].insert(name.text) }
            default: break
            }
        }
    }

    // MARK: Statements

    mutating func statement(_ node: SyntaxNode, _ context: Context) {
        guard context.depth < Lowering.deepestNesting else { return }
        let context = context.deeper
        switch node.kind {
        case "expression_statement":
            for child in node.namedChildren where child.kind != "comment" {
                // The grammar takes a namespace for an expression.
                if child.kind == "internal_module" { statement(child, context) } else { lowering.setRole(expression(child, context), .statement) }
            }
        case "lexical_declaration", "variable_declaration": declaration(node, context)
        case "function_declaration", "generator_function_declaration": functionDeclaration(node, decorators: [], context)
        case "class_declaration", "abstract_class_declaration": classDeclaration(node, decorators: [], context)
        case "enum_declaration": enumDeclaration(node, context)
        case "import_statement": importStatement(node, context)
        case "export_statement": exportStatement(node, context)
        case "return_statement": returnStatement(node, context)
        case "throw_statement":
            for child in node.namedChildren { _ = expression(child, context) }
            lowering.unit.blocks[context.block].leaves = true
        case "if_statement": branches(of: node, decision: lowering.addDecision(), context)
        case "for_statement": forStatement(node, context)
        case "for_in_statement": forInStatement(node, context)
        case "while_statement", "do_statement": whileStatement(node, context)
        case "try_statement": tryStatement(node, context)
        case "switch_statement": switchStatement(node, context)
        case "break_statement":
            if !context.isInSwitch, let loop = context.loops.last { lowering.unit.loops[loop].hasEarlyExit = true }
            lowering.unit.blocks[context.block].jumps = true
        case "continue_statement": lowering.unit.blocks[context.block].jumps = true
        case "statement_block": block(node, context)
        case "labeled_statement": if let body = node.child("body") { statement(body, context) }
        case "internal_module", "module": if let body = node.child("body") { statements(of: body, context) }
        case "with_statement":
            if let object = node.child("object") { _ = expression(object, context) }
            if let body = node.child("body") { statement(body, context) }
        case "comment", "empty_statement", "debugger_statement", "interface_declaration", "type_alias_declaration",
            "function_signature", "ambient_declaration", "import_alias", "hash_bang_line":
            break
        default: lowering.setRole(expression(node, context), .statement)
        }
    }

    private mutating func returnStatement(_ node: SyntaxNode, _ context: Context) {
        lowering.unit.blocks[context.block].leaves = true
        let outer = context.callback.map { callbacks[$0].loops } ?? 0
        for loop in context.loops.dropFirst(outer) { lowering.unit.loops[loop].hasEarlyExit = true }
        guard let value = node.namedChildren.first(where: { $0.kind != "comment" }) else { return }
        let id = expression(value, context)
        if let callback = context.callback {
            callbacks[callback].returned.append(id)
            return
        }
        lowering.setRole(id, .returned)
        if let function = lowering.unit.function(around: context.scope) { lowering.unit.functions[function].returned.append(id) }
    }

    private mutating func branches(of node: SyntaxNode, decision: Int, _ context: Context) {
        guard context.depth < Lowering.deepestNesting else { return }
        var absent: String?
        if let test = node.child("condition") {
            absent = absentName(test)
            lowering.setRole(expression(test, context), .condition)
        }
        if let body = node.child("consequence") {
            var inner = context
            inner.block = lowering.addBlock(body.span, decision: decision, context)
            if let absent { inner.absentNames.insert(absent) }
            block(body, inner)
        }
        guard let alternative = node.child("alternative"), let body = firstStatement(alternative) else { return }
        if body.kind == "if_statement" {
            branches(of: body, decision: decision, context.deeper)
        } else {
            lowering.unit.decisions[decision].isExhaustive = true
            var inner = context
            inner.block = lowering.addBlock(body.span, decision: decision, context)
            block(body, inner)
        }
    }

    /// The name that holds nothing when `!x`, `x == null`, `x === undefined` is true.
    private func absentName(_ test: SyntaxNode) -> String? {
        var test = test
        while test.kind == "parenthesized_expression", let inner = test.namedChildren.first { test = inner }
        if test.kind == "unary_expression", test.child("operator")?.text == "!", let operand = test.child("argument"),
            operand.kind == "identifier"
        {
            return operand.text
        }
        guard test.kind == "binary_expression", ["==", "==="].contains(test.child("operator")?.text ?? ""),
            let left = test.child("left"), let right = test.child("right"), left.kind == "identifier",
            right.kind == "null" || right.kind == "undefined"
        else { return nil }
        return left.text
    }

    private mutating func tryStatement(_ node: SyntaxNode, _ context: Context) {
        let handler = node.child("handler")
        if handler != nil, let loop = context.loops.last { lowering.unit.loops[loop].hasHandler = true }
        let decision = lowering.addDecision()
        lowering.unit.decisions[decision].isExhaustive = true
        if let body = node.child("body") {
            var inner = context
            inner.isGuarded = context.isGuarded || handler != nil
            // A handler sees what the body bound before it failed.
            if handler != nil { inner.block = lowering.addBlock(body.span, decision: decision, isExclusive: false, context) }
            block(body, inner)
        }
        if let handler, let body = handler.child("body") {
            var inner = inScope(of: handler, context)
            inner.isInHandler = true
            inner.block = lowering.addBlock(handler.span, decision: decision, context)
            if let parameter = handler.child("parameter") { bind(parameter, to: nil, at: parameter.span.end, inner) }
            block(body, inner)
        }
        if let body = node.child("finalizer")?.child("body") { block(body, context) }
    }

    private mutating func switchStatement(_ node: SyntaxNode, _ context: Context) {
        guard let value = node.child("value"), let body = node.child("body") else { return }
        let subject = expression(value, context)
        let cases = body.namedChildren.filter { $0.kind == "switch_case" || $0.kind == "switch_default" }
        let labels = cases.compactMap { $0.child("value") }.compactMap { JavaScriptText.plain($0) }
        lowering.setRole(subject, .switched(labels))
        let decision = lowering.addDecision()
        var outer = inScope(of: body, context)
        outer.isInSwitch = true
        for clause in cases {
            if let label = clause.child("value") { _ = expression(label, outer) }
            if clause.kind == "switch_default" { lowering.unit.decisions[decision].isExhaustive = true }
            var inner = outer
            inner.block = lowering.addBlock(clause.span, decision: decision, outer)
            declare(clause, inner)
            for child in clause.children("body") where child.isNamed { statement(child, inner) }
        }
    }

    // MARK: Loops

    private mutating func forInStatement(_ node: SyntaxNode, _ context: Context) {
        guard let left = node.child("left"), let right = node.child("right"), let body = node.child("body") else { return }
        let iterable = expression(right, context)
        let loop = lowering.addLoop(.each, targets: names(in: left), iterable: iterable, condition: nil, span: node.span, body: body.span, context)
        var inner = inScope(of: node, context)
        inner.loops.append(loop)
        inner.isInSwitch = false
        inner.block = lowering.addBlock(Span(left.span.start, body.span.end), decision: lowering.addDecision(), context)
        if node.child("kind") != nil { declared[inner.scope, default: []].formUnion(names(in: left)) }
        bindElements(left, of: iterable, at: left.span.end, inner)
        block(body, inner)
        noteEnd(of: body, loop)
    }

    private mutating func forStatement(_ node: SyntaxNode, _ context: Context) {
        guard let body = node.child("body") else { return }
        var inner = inScope(of: node, context)
        if let start = node.child("initializer") {
            if start.kind == "lexical_declaration" || start.kind == "variable_declaration" {
                for declarator in start.namedChildren {
                    if let name = declarator.child("name") { declared[inner.scope, default: []].formUnion(names(in: name)) }
                }
            }
            statement(start, inner)
        }
        let test = node.children("condition").first { $0.isNamed }.map { $0.kind == "expression_statement" ? $0.namedChildren.first ?? $0 : $0 }
        let counted = countedRange(node, test, inner)
        var condition: ExpressionID?
        if counted == nil, let test {
            let id = expression(test, inner)
            lowering.setRole(id, .condition)
            condition = id
        }
        let loop = lowering.addLoop(
            counted == nil ? .whileTrue : .each, targets: counted.map { [$0.name] } ?? [], iterable: counted?.range, condition: condition,
            span: node.span, body: body.span, inner)
        inner.loops.append(loop)
        inner.isInSwitch = false
        inner.block = lowering.addBlock(body.span, decision: lowering.addDecision(), context)
        if let counted { lowering.bind(counted.name, .element(counted.range), at: body.span.start, inner) }
        if let step = node.child("increment") { _ = expression(step, inner) }
        block(body, inner)
        noteEnd(of: body, loop)
    }

    /// `for (let i = 0; i < n; i += 10)` goes over the same numbers as `range(0, n, 10)`, and is said so.
    private mutating func countedRange(_ node: SyntaxNode, _ test: SyntaxNode?, _ context: Context) -> (name: String, range: ExpressionID)? {
        guard let test, test.kind == "binary_expression", ["<", "<="].contains(test.child("operator")?.text ?? ""),
            let counter = test.child("left"), counter.kind == "identifier", let end = test.child("right"),
            let step = node.child("increment")
        else { return nil }
        let name = counter.text
        var arguments: [Argument] = []
        if step.kind == "update_expression", step.child("argument")?.text == name {
            arguments = [Argument(name: nil, value: expression(end, context), spread: .none)]
        } else if step.kind == "augmented_assignment_expression", step.child("operator")?.text == "+=", step.child("left")?.text == name,
            let size = step.child("right")
        {
            let start = lowering.add(.number(0), Span(test.span.start, test.span.start), context)
            arguments = [start, expression(end, context), expression(size, context)].map { Argument(name: nil, value: $0, spread: .none) }
        } else {
            return nil
        }
        let callee = lowering.add(.name("range"), Span(test.span.start, test.span.start), context)
        return (name, lowering.addCall(callee: callee, arguments: arguments, span: end.span, context: context))
    }

    private mutating func whileStatement(_ node: SyntaxNode, _ context: Context) {
        guard let test = node.child("condition"), let body = node.child("body") else { return }
        let condition = expression(test, context)
        lowering.setRole(condition, .condition)
        let loop = lowering.addLoop(.whileTrue, targets: [], iterable: nil, condition: condition, span: node.span, body: body.span, context)
        var inner = context
        inner.loops.append(loop)
        inner.isInSwitch = false
        inner.block = lowering.addBlock(body.span, decision: lowering.addDecision(), context)
        block(body, inner)
    }

    private mutating func noteEnd(of body: SyntaxNode, _ loop: LoopID) {
        let last = body.namedChildren.last { $0.kind != "comment" }
        lowering.unit.loops[loop].endsInFirstRound = last?.kind == "break_statement" || last?.kind == "return_statement"
    }
}
