internal import Parsing

/// Python: statements and scopes. Expressions are in `PythonExpressions.swift`.
struct PythonLowering {
    var lowering: Lowering

    static func lower(_ tree: SyntaxTree) -> CodeUnit {
        var python = PythonLowering(lowering: Lowering(source: tree.source))
        python.block(tree.root, Lowering.Context())
        python.lowering.unit.comments = tree.nodes(of: "comment").map(\.span)
        return python.lowering.unit
    }

    typealias Context = Lowering.Context

    mutating func block(_ node: SyntaxNode, _ context: Context) {
        for child in node.namedChildren { statement(child, context) }
    }

    // MARK: Statements

    mutating func statement(_ node: SyntaxNode, _ context: Context) {
        guard context.depth < Lowering.deepestNesting else { return }
        let context = context.deeper
        switch node.kind {
        case "expression_statement": expressionStatement(node, context)
        case "import_statement", "import_from_statement", "future_import_statement": importStatement(node, context)
        case "function_definition": function(node, decorators: [], context)
        case "class_definition": classDefinition(node, decorators: [], context)
        case "decorated_definition": decorated(node, context)
        case "return_statement": returnStatement(node, context)
        case "if_statement": ifStatement(node, context)
        case "for_statement": forStatement(node, context)
        case "while_statement": whileStatement(node, context)
        case "try_statement": tryStatement(node, context)
        case "with_statement": withStatement(node, context)
        case "match_statement": matchStatement(node, context)
        case "break_statement":
            if let loop = context.loops.last { lowering.unit.loops[loop].hasEarlyExit = true }
            lowering.unit.blocks[context.block].jumps = true
        case "continue_statement": lowering.unit.blocks[context.block].jumps = true
        case "global_statement", "nonlocal_statement": outerNames(node, context)
        case "raise_statement":
            for child in node.namedChildren { _ = expression(child, context) }
            lowering.unit.blocks[context.block].leaves = true
        case "delete_statement": deleteStatement(node, context)
        case "assert_statement", "print_statement", "exec_statement":
            for child in node.namedChildren { _ = expression(child, context) }
        case "block", "else_clause", "finally_clause": block(node, context)
        case "comment", "pass_statement", "type_alias_statement", "ERROR": break
        default: simpleStatement(node, context)
        }
    }

    /// `global x`, `nonlocal x`: what this scope binds belongs to another.
    private mutating func outerNames(_ node: SyntaxNode, _ context: Context) {
        for child in node.namedChildren where child.kind == "identifier" {
            let name = child.text
            var owner: ScopeID? = node.kind == "global_statement" ? 0 : lowering.unit.scopes[context.scope].parent
            while node.kind == "nonlocal_statement", let id = owner, lowering.unit.scopes[id].bindings[name] == nil {
                owner = lowering.unit.scopes[id].parent
            }
            if let owner, owner != context.scope { lowering.unit.scopes[context.scope].outerNames[name] = owner }
        }
    }

    private mutating func deleteStatement(_ node: SyntaxNode, _ context: Context) {
        for child in node.namedChildren {
            let targets = child.kind == "expression_list" ? child.namedChildren : [child]
            for target in targets {
                if target.kind == "identifier" {
                    lowering.bind(target.text, .unknown, at: node.span.end, context)
                } else if target.kind == "subscript" {
                    let nothing = lowering.add(.unknown, target.span, context)
                    itemAssignment(target, nothing, at: node.span.end, context)
                } else {
                    _ = expression(target, context)
                }
            }
        }
    }

    private mutating func expressionStatement(_ node: SyntaxNode, _ context: Context) {
        for child in node.namedChildren { simpleStatement(child, context) }
    }

    /// The grammar puts a lone expression or assignment where a statement stands, with or without a node around it.
    private mutating func simpleStatement(_ node: SyntaxNode, _ context: Context) {
        switch node.kind {
        case "assignment": _ = assignment(node, context)
        case "augmented_assignment": augmentedAssignment(node, context)
        default: lowering.setRole(expression(node, context), .statement)
        }
    }

    /// Lowers an assignment and gives its value, so that `a = b = c` binds both names.
    mutating func assignment(_ node: SyntaxNode, _ context: Context) -> ExpressionID? {
        guard context.depth < Lowering.deepestNesting else { return nil }
        let annotation = node.child("type").map { typeExpression($0, context) }
        guard let left = node.child("left") else { return nil }
        var value: ExpressionID?
        if let right = node.child("right") {
            value = right.kind == "assignment" ? assignment(right, context.deeper) : expression(right, context)
        }
        bindTarget(left, to: value, annotation: annotation, at: node.span.end, context)
        return value
    }

    private mutating func augmentedAssignment(_ node: SyntaxNode, _ context: Context) {
        guard let left = node.child("left"), let right = node.child("right") else { return }
        let value = expression(right, context)
        let isExtension = ["+=", "|="].contains(node.child("operator")?.text ?? "")
        if left.kind == "identifier" {
            lowering.bind(left.text, isExtension ? .extended(value) : .unknown, at: node.span.end, context)
            if isExtension { lowering.setRole(value, .assigned([left.text])) }
        } else {
            bindTarget(left, to: lowering.add(.unknown, node.span, context), annotation: nil, at: node.span.end, context)
        }
    }

    /// Binds what stands left of `=`: a name, an object's field, an item, or several of them.
    mutating func bindTarget(
        _ target: SyntaxNode, to value: ExpressionID?, annotation: ExpressionID?, at offset: Int, _ context: Context
    ) {
        guard context.depth < Lowering.deepestNesting else { return }
        switch target.kind {
        case "identifier":
            let name = target.text
            if let value {
                lowering.setRole(value, .assigned([name]))
                lowering.bind(name, .expression(value), at: offset, context)
            } else if annotation == nil {
                lowering.bind(name, .unknown, at: offset, context)
            }
            if case .classBody(let declaration) = lowering.unit.scopes[context.scope].kind {
                lowering.unit.classes[declaration].fields.append(
                    FieldDeclaration(name: name, annotation: annotation, value: value, span: target.span))
            }
        case "attribute":
            let object = target.child("object")
            if object?.kind == "identifier", let receiver = object?.text, isReceiver(receiver, context),
                let name = target.child("attribute")?.text, let value,
                let declaration = lowering.unit.enclosingClass(around: context.scope)
            {
                lowering.setRole(value, .assignedField(name))
                lowering.unit.classes[declaration].assigned[name, default: []].append(
                    (value, lowering.unit.function(around: context.scope), lowering.isConditional(context)))
            } else {
                _ = expression(target, context)
            }
        case "subscript":
            itemAssignment(target, value, at: offset, context)
        case "pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern", "tuple", "list", "parenthesized_expression":
            unpack(target, value, at: offset, context)
        default: _ = expression(target, context)
        }
    }

    private mutating func unpack(_ target: SyntaxNode, _ value: ExpressionID?, at offset: Int, _ context: Context) {
        var parts: [ExpressionID]?
        if let value, case .list(let items) = lowering.unit.expressions[value].kind { parts = items }
        let targets = target.namedChildren
        for (position, child) in targets.enumerated() {
            let isStarred = targets.contains { $0.kind == "list_splat_pattern" }
            if let parts, parts.count == targets.count, !isStarred {
                bindTarget(child, to: parts[position], annotation: nil, at: offset, context.deeper)
            } else {
                bindElements(child, of: value, at: offset, context.deeper)
            }
        }
    }

    /// Binds every name of a pattern to "an element of" the value.
    mutating func bindElements(_ target: SyntaxNode, of value: ExpressionID?, at offset: Int, _ context: Context) {
        guard context.depth < Lowering.deepestNesting else { return }
        if target.kind == "identifier" {
            lowering.bind(target.text, value.map { .element($0) } ?? .unknown, at: offset, context)
        } else if target.kind == "attribute" || target.kind == "subscript" {
            _ = expression(target, context)
        } else {
            for child in target.namedChildren { bindElements(child, of: value, at: offset, context.deeper) }
        }
    }

    private mutating func itemAssignment(_ target: SyntaxNode, _ value: ExpressionID?, at offset: Int, _ context: Context) {
        let whole = expression(target, context)
        lowering.setRole(whole, .assigned([]))
        guard let value, case .index(let object, let index) = lowering.unit.expressions[whole].kind,
            case .name(let name) = lowering.unit.expressions[object].kind
        else { return }
        lowering.unit.itemAssignments.append(
            ItemAssignment(
                name: name, scope: context.scope, key: index, value: value, offset: offset,
                isConditional: lowering.isConditional(context), loop: context.loops.last))
    }

    private func isReceiver(_ name: String, _ context: Context) -> Bool {
        guard let function = lowering.unit.function(around: context.scope) else { return false }
        return lowering.unit.functions[function].parameters.first.map { $0.isReceiver && $0.name == name } ?? false
    }

    private mutating func importStatement(_ node: SyntaxNode, _ context: Context) {
        let module = node.child("module_name").map(\.text) ?? ""
        if node.kind == "future_import_statement" { return }
        if node.kind == "import_from_statement" { lowering.unit.importedModules.insert(module) }
        for name in node.children("name") {
            let original = name.kind == "aliased_import" ? name.child("name")?.text ?? "" : name.text
            let alias = name.kind == "aliased_import" ? name.child("alias")?.text : nil
            if node.kind == "import_statement" {
                lowering.unit.importedModules.insert(original)
                // `import a.b` binds `a`; `import a.b as c` binds c to a.b.
                let local = alias ?? String(original.prefix { $0 != "." })
                let qualified = alias == nil ? local : original
                lowering.bind(local, .imported(qualified), at: node.span.end, context)
            } else {
                let qualified = module.hasSuffix(".") ? module + original : "\(module).\(original)"
                lowering.unit.importedModules.insert(qualified)
                lowering.bind(alias ?? original, .imported(qualified), at: node.span.end, context)
            }
        }
    }

    private mutating func returnStatement(_ node: SyntaxNode, _ context: Context) {
        for loop in context.loops { lowering.unit.loops[loop].hasEarlyExit = true }
        lowering.unit.blocks[context.block].leaves = true
        guard let value = node.namedChildren.first(where: { $0.kind != "comment" }) else { return }
        let id = expression(value, context)
        lowering.setRole(id, .returned)
        if let function = lowering.unit.function(around: context.scope) { lowering.unit.functions[function].returned.append(id) }
    }

    private mutating func ifStatement(_ node: SyntaxNode, _ context: Context) {
        branches(of: node, decision: lowering.addDecision(), context)
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
        for child in node.namedChildren {
            if child.kind == "elif_clause" {
                branches(of: child, decision: decision, context.deeper)
            } else if child.kind == "else_clause", let body = child.child("body") {
                lowering.unit.decisions[decision].isExhaustive = true
                var inner = context
                inner.block = lowering.addBlock(body.span, decision: decision, context)
                block(body, inner)
            }
        }
    }

    /// The name that holds nothing when `x is None`, `not x`, `x == ""` is true.
    private func absentName(_ test: SyntaxNode) -> String? {
        var test = test
        while test.kind == "parenthesized_expression", let inner = test.namedChildren.first { test = inner }
        if test.kind == "not_operator", let operand = test.child("argument"), operand.kind == "identifier" { return operand.text }
        guard test.kind == "comparison_operator" else { return nil }
        let operands = test.namedChildren
        guard operands.count == 2, operands[0].kind == "identifier" else { return nil }
        let symbol = test.children.first { $0.field == "operators" }?.text ?? ""
        if operands[1].kind == "none", symbol == "is" || symbol == "==" { return operands[0].text }
        if operands[1].kind == "string", symbol == "==", PythonText.plain(operands[1])?.isEmpty == true { return operands[0].text }
        return nil
    }

    private mutating func forStatement(_ node: SyntaxNode, _ context: Context) {
        guard let left = node.child("left"), let right = node.child("right"), let body = node.child("body") else { return }
        let iterable = expression(right, context)
        let loop = lowering.addLoop(
            .each, targets: names(in: left), iterable: iterable, condition: nil, span: node.span, body: body.span, context)
        var inner = context
        inner.loops.append(loop)
        inner.block = lowering.addBlock(Span(left.span.start, body.span.end), decision: lowering.addDecision(), context)
        bindElements(left, of: iterable, at: left.span.end, inner)
        block(body, inner)
        let last = body.namedChildren.last { $0.kind != "comment" }
        lowering.unit.loops[loop].endsInFirstRound = last?.kind == "break_statement" || last?.kind == "return_statement"
        if let alternative = node.child("alternative")?.child("body") { block(alternative, context) }
    }

    private mutating func whileStatement(_ node: SyntaxNode, _ context: Context) {
        guard let test = node.child("condition"), let body = node.child("body") else { return }
        let condition = expression(test, context)
        lowering.setRole(condition, .condition)
        let loop = lowering.addLoop(.whileTrue, targets: [], iterable: nil, condition: condition, span: node.span, body: body.span, context)
        var inner = context
        inner.loops.append(loop)
        inner.block = lowering.addBlock(body.span, decision: lowering.addDecision(), context)
        block(body, inner)
        if let alternative = node.child("alternative")?.child("body") { block(alternative, context) }
    }

    func names(in pattern: SyntaxNode) -> [String] {
        if pattern.kind == "identifier" { return [pattern.text] }
        var result: [String] = []
        for index in pattern.index..<pattern.endIndex {
            let node = pattern.node(index)
            if node.kind == "identifier", node.isNamed { result.append(node.text) }
        }
        return result
    }

    private mutating func tryStatement(_ node: SyntaxNode, _ context: Context) {
        let hasHandler = node.namedChildren.contains { $0.kind.hasPrefix("except") }
        if hasHandler, let loop = context.loops.last { lowering.unit.loops[loop].hasHandler = true }
        let decision = lowering.addDecision()
        lowering.unit.decisions[decision].isExhaustive = true
        for child in node.namedChildren {
            var inner = context
            switch child.kind {
            case "block":
                inner.isGuarded = context.isGuarded || hasHandler
                // A handler sees what the body bound before it failed.
                if hasHandler { inner.block = lowering.addBlock(child.span, decision: decision, isExclusive: false, context) }
                block(child, inner)
            case "except_clause", "except_group_clause":
                inner.isInHandler = true
                inner.block = lowering.addBlock(child.span, decision: decision, context)
                bindException(child, inner)
                for part in child.namedChildren where part.kind == "block" { block(part, inner) }
            default:
                if child.kind == "else_clause", hasHandler {
                    inner.block = lowering.addBlock(child.span, decision: lowering.addDecision(), context)
                }
                if let body = child.firstChild(of: "block") { block(body, inner) }
            }
        }
    }

    /// `except E as name`.
    private mutating func bindException(_ clause: SyntaxNode, _ context: Context) {
        for child in clause.namedChildren where child.kind != "block" && child.kind != "comment" {
            let target = child.kind == "as_pattern" ? child.child("alias")?.namedChildren.first : nil
            if let target, target.kind == "identifier" {
                lowering.bind(target.text, .unknown, at: child.span.end, context)
            } else if child.field == "alias", child.kind == "identifier" {
                lowering.bind(child.text, .unknown, at: child.span.end, context)
            } else {
                _ = expression(child, context)
            }
        }
    }

    private mutating func withStatement(_ node: SyntaxNode, _ context: Context) {
        let first = lowering.unit.expressions.count
        for clause in node.namedChildren where clause.kind == "with_clause" {
            for item in clause.namedChildren where item.kind == "with_item" { withItem(item, context) }
        }
        guard let body = node.child("body") else { return }
        let objects = lowering.unit.expressions.indices[first...].filter { lowering.unit.expressions[$0].parent < 0 }
        lowering.unit.managed.append(ManagedBlock(objects: objects, span: body.span))
        block(body, context)
    }

    private mutating func withItem(_ item: SyntaxNode, _ context: Context) {
        guard let value = item.child("value") ?? item.namedChildren.first else { return }
        guard value.kind == "as_pattern", let object = value.namedChildren.first else {
            // `with (a() as x, b() as y):` is a tuple to the grammar.
            if value.kind == "tuple" || value.kind == "parenthesized_expression" {
                for part in value.namedChildren { managed(part, context) }
            } else {
                lowering.setRole(expression(value, context), .statement)
            }
            return
        }
        _ = object
        managed(value, context)
    }

    private mutating func managed(_ node: SyntaxNode, _ context: Context) {
        guard node.kind == "as_pattern", let object = node.namedChildren.first else {
            lowering.setRole(expression(node, context), .statement)
            return
        }
        let id = expression(object, context)
        guard let target = node.child("alias")?.namedChildren.first else { return }
        if target.kind == "identifier" {
            lowering.bind(target.text, .managed(id), at: node.span.end, context)
            lowering.setRole(id, .assigned([target.text]))
        } else {
            bindElements(target, of: nil, at: node.span.end, context)
        }
    }

    private mutating func matchStatement(_ node: SyntaxNode, _ context: Context) {
        let subjects = node.children("subject").map { expression($0, context) }
        let clauses = (node.child("body")?.namedChildren ?? node.namedChildren).filter { $0.kind == "case_clause" }
        var labels: [String] = []
        for clause in clauses {
            for pattern in clause.namedChildren where pattern.kind == "case_pattern" {
                for inner in pattern.index..<pattern.endIndex where pattern.node(inner).kind == "string" {
                    labels.append(PythonText.plain(pattern.node(inner)) ?? "")
                }
            }
        }
        for subject in subjects { lowering.setRole(subject, .switched(labels)) }
        let decision = lowering.addDecision()
        for clause in clauses {
            var inner = context
            inner.block = lowering.addBlock(clause.span, decision: decision, context)
            for pattern in clause.namedChildren where pattern.kind == "case_pattern" {
                let isGuarded = clause.child("guard") != nil
                if !isGuarded, pattern.text == "_" { lowering.unit.decisions[decision].isExhaustive = true }
                bindCaptures(pattern, inner)
            }
            if let test = clause.child("guard") {
                for child in test.namedChildren { lowering.setRole(expression(child, inner), .condition) }
            }
            if let consequence = clause.child("consequence") { block(consequence, inner) }
        }
    }

    /// The names that a pattern binds: plain ones, not those of values or classes.
    private mutating func bindCaptures(_ pattern: SyntaxNode, _ context: Context) {
        for index in pattern.index..<pattern.endIndex {
            let node = pattern.node(index)
            let isCapture = node.kind == "dotted_name" && node.namedChildren.count == 1 && node.parent?.kind != "class_pattern"
            let isAlias = node.kind == "identifier" && node.parent?.kind != "dotted_name" && node.parent?.kind != "keyword_pattern"
            if isCapture || isAlias { lowering.bind(node.text, .unknown, at: pattern.span.end, context) }
        }
    }

    // MARK: Definitions

    private mutating func decorated(_ node: SyntaxNode, _ context: Context) {
        var decorators: [ExpressionID] = []
        for child in node.namedChildren where child.kind == "decorator" {
            guard let inner = child.namedChildren.first else { continue }
            let id = expression(inner, context)
            lowering.setRole(id, .decorator)
            decorators.append(id)
        }
        guard let definition = node.child("definition") else { return }
        if definition.kind == "class_definition" {
            classDefinition(definition, decorators: decorators, context)
        } else {
            function(definition, decorators: decorators, context)
        }
    }

    private mutating func function(_ node: SyntaxNode, decorators: [ExpressionID], _ context: Context) {
        guard let nameNode = node.child("name"), let body = node.child("body") else { return }
        let id = lowering.unit.functions.count
        let scope = lowering.unit.scopes.count
        var enclosing: ClassID?
        if case .classBody(let declaration) = lowering.unit.scopes[context.scope].kind { enclosing = declaration }
        let isStatic = decorators.contains { lowering.unit.text($0) == "staticmethod" }
        lowering.unit.scopes.append(Scope(kind: .function(id), parent: context.scope, span: node.span))
        let parameters = node.child("parameters").map {
            self.parameters($0, isMethod: enclosing != nil && !isStatic, context)
        } ?? []
        lowering.unit.functions.append(
            FunctionDeclaration(
                name: nameNode.text, scope: scope, parameters: parameters, decorators: decorators,
                returnAnnotation: node.child("return_type").map { typeExpression($0, context) }, returned: [],
                enclosingClass: enclosing, span: node.span, nameSpan: nameNode.span, documentation: documentation(of: body),
                isGenerator: false))
        if let enclosing { lowering.unit.classes[enclosing].methods.append(id) }
        lowering.bind(nameNode.text, .function(id), at: node.span.start, context)
        var inner = Context()
        inner.scope = scope
        inner.depth = context.depth
        inner.block = lowering.addBlock(node.span)
        for (position, parameter) in parameters.enumerated() {
            lowering.bind(parameter.name, .parameter(id, position), at: node.span.start, inner)
        }
        let decisions = lowering.unit.decisions.count
        block(body, inner)
        lowering.unit.functions[id].mayEndWithoutValue = !lowering.ends(inner.block, decisionsFrom: decisions)
    }

    private mutating func parameters(_ node: SyntaxNode, isMethod: Bool, _ context: Context) -> [Parameter] {
        var result: [Parameter] = []
        for child in node.namedChildren {
            var name = child.child("name")?.text ?? ""
            var isVariadic = false
            switch child.kind {
            case "identifier": name = child.text
            case "typed_parameter":
                let inner = child.namedChildren.first
                isVariadic = inner?.kind == "list_splat_pattern" || inner?.kind == "dictionary_splat_pattern"
                name = isVariadic ? inner?.namedChildren.first?.text ?? "" : inner?.text ?? ""
            case "list_splat_pattern", "dictionary_splat_pattern":
                isVariadic = true
                name = child.namedChildren.first?.text ?? ""
            case "default_parameter", "typed_default_parameter": break
            default: continue
            }
            let value = child.child("value").map { expression($0, context) }
            if let value { lowering.setRole(value, .defaultValue) }
            result.append(
                Parameter(
                    name: name, defaultValue: value, annotation: child.child("type").map { typeExpression($0, context) },
                    isVariadic: isVariadic, isReceiver: isMethod && result.isEmpty))
        }
        return result
    }

    private mutating func classDefinition(_ node: SyntaxNode, decorators: [ExpressionID], _ context: Context) {
        guard let nameNode = node.child("name"), let body = node.child("body") else { return }
        var bases: [ExpressionID] = []
        for base in node.child("superclasses")?.namedChildren ?? [] where base.kind != "keyword_argument" && base.kind != "comment" {
            bases.append(expression(base, context))
        }
        let id = lowering.unit.classes.count
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .classBody(id), parent: context.scope, span: node.span))
        lowering.unit.classes.append(
            ClassDeclaration(
                name: nameNode.text, scope: scope, bases: bases, fields: [], methods: [], assigned: [:], span: node.span,
                documentation: documentation(of: body)))
        lowering.bind(nameNode.text, .classDeclaration(id), at: node.span.start, context)
        var inner = Context()
        inner.scope = scope
        inner.depth = context.depth
        inner.block = lowering.addBlock(node.span)
        block(body, inner)
    }

    private func documentation(of body: SyntaxNode) -> String? {
        guard let first = body.namedChildren.first(where: { $0.kind != "comment" }) else { return nil }
        let text = first.kind == "expression_statement" ? first.namedChildren.first : first
        guard let text, text.kind == "string" else { return nil }
        return PythonText.plain(text)
    }

    mutating func typeExpression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let id = expression(node.kind == "type" ? node.namedChildren.first ?? node : node, context)
        lowering.setRole(id, .annotation)
        return id
    }
}
