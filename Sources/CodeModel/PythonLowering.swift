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
        case "break_statement": if let loop = context.loops.last { lowering.unit.loops[loop].hasEarlyExit = true }
        case "global_statement":
            for name in node.namedChildren where name.kind == "identifier" {
                var conditional = context
                conditional.isConditional = true
                lowering.bind(name.text, .unknown, at: node.span.end, conditional, scope: 0)
            }
        case "assert_statement", "raise_statement", "delete_statement", "print_statement", "exec_statement":
            for child in node.namedChildren { _ = expression(child, context) }
        case "block", "else_clause", "finally_clause": block(node, context)
        case "comment", "pass_statement", "continue_statement", "nonlocal_statement", "type_alias_statement", "ERROR": break
        default: simpleStatement(node, context)
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
        if left.kind == "identifier" {
            lowering.bind(left.text, .extended(value), at: node.span.end, context)
            lowering.setRole(value, .assigned([left.text]))
        } else {
            _ = expression(left, context)
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
                    (value, lowering.unit.function(around: context.scope)))
            } else if let object {
                _ = expression(object, context)
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
            if let parts, parts.count == targets.count, child.kind == "identifier" {
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
            ItemAssignment(name: name, scope: context.scope, key: index, value: value, offset: offset, isConditional: context.isConditional))
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
        guard let value = node.namedChildren.first else { return }
        let id = expression(value, context)
        lowering.setRole(id, .returned)
        if let function = lowering.unit.function(around: context.scope) { lowering.unit.functions[function].returned.append(id) }
    }

    private mutating func ifStatement(_ node: SyntaxNode, _ context: Context) {
        for child in node.children {
            switch child.kind {
            case "if", ":", "comment": continue
            case "elif_clause": ifStatement(child, context.deeper)
            case "else_clause", "block":
                var inner = context
                inner.isConditional = true
                inner.branch = lowering.newBranch()
                if child.kind == "block" { block(child, inner) } else if let body = child.child("body") { block(body, inner) }
            default:
                if child.isNamed { lowering.setRole(expression(child, context), .condition) }
            }
        }
    }

    private mutating func forStatement(_ node: SyntaxNode, _ context: Context) {
        guard let left = node.child("left"), let right = node.child("right"), let body = node.child("body") else { return }
        let iterable = expression(right, context)
        let loop = addLoop(
            .each, targets: names(in: left), iterable: iterable, condition: nil, node: node, body: body.span, context)
        var inner = context
        inner.loops.append(loop)
        inner.isConditional = true
        bindElements(left, of: iterable, at: left.span.end, inner)
        block(body, inner)
        if let alternative = node.child("alternative")?.child("body") { block(alternative, context) }
    }

    private mutating func whileStatement(_ node: SyntaxNode, _ context: Context) {
        guard let test = node.child("condition"), let body = node.child("body") else { return }
        let condition = expression(test, context)
        lowering.setRole(condition, .condition)
        let loop = addLoop(.whileTrue, targets: [], iterable: nil, condition: condition, node: node, body: body.span, context)
        var inner = context
        inner.loops.append(loop)
        inner.isConditional = true
        block(body, inner)
    }

    mutating func addLoop(
        _ kind: Loop.Kind, targets: [String], iterable: ExpressionID?, condition: ExpressionID?, node: SyntaxNode, body: Span,
        _ context: Context
    ) -> LoopID {
        let id = lowering.unit.loops.count
        lowering.unit.loops.append(
            Loop(
                kind: kind, targets: targets, iterable: iterable, condition: condition, span: node.span, bodySpan: body,
                scope: context.scope, parent: context.loops.last, hasEarlyExit: false, hasHandler: false))
        if let iterable { lowering.setRole(iterable, .iterated(id)) }
        return id
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
        for child in node.namedChildren {
            var inner = context
            inner.isConditional = true
            switch child.kind {
            case "block":
                inner.isConditional = context.isConditional
                inner.isGuarded = context.isGuarded || hasHandler
                block(child, inner)
            case "except_clause", "except_group_clause":
                inner.isInHandler = true
                inner.branch = lowering.newBranch()
                for part in child.namedChildren where part.kind == "block" { block(part, inner) }
            default: if let body = child.firstChild(of: "block") { block(body, context) }
            }
        }
    }

    private mutating func withStatement(_ node: SyntaxNode, _ context: Context) {
        for index in node.index..<node.endIndex {
            let item = node.node(index)
            guard item.kind == "with_item", item.parent?.parent?.index == node.index || item.parent?.index == node.index,
                let value = item.child("value") ?? item.namedChildren.first
            else { continue }
            if value.kind == "as_pattern", let object = value.namedChildren.first {
                let id = expression(object, context)
                if let target = value.child("alias")?.namedChildren.first, target.kind == "identifier" {
                    lowering.bind(target.text, .managed(id), at: value.span.end, context)
                    lowering.setRole(id, .assigned([target.text]))
                }
            } else {
                lowering.setRole(expression(value, context), .statement)
            }
        }
        if let body = node.child("body") { block(body, context) }
    }

    private mutating func matchStatement(_ node: SyntaxNode, _ context: Context) {
        let subjects = node.children("subject").map { expression($0, context) }
        var labels: [String] = []
        for index in node.index..<node.endIndex where node.node(index).kind == "case_clause" {
            let clause = node.node(index)
            for pattern in clause.namedChildren where pattern.kind == "case_pattern" {
                for inner in pattern.index..<pattern.endIndex where pattern.node(inner).kind == "string" {
                    labels.append(PythonText.plain(pattern.node(inner)) ?? "")
                }
            }
        }
        for subject in subjects { lowering.setRole(subject, .switched(labels)) }
        guard let body = node.child("body") else { return }
        for clause in body.namedChildren where clause.kind == "case_clause" {
            var inner = context
            inner.isConditional = true
            inner.branch = lowering.newBranch()
            if let consequence = clause.child("consequence") { block(consequence, inner) }
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
        for (position, parameter) in parameters.enumerated() {
            lowering.bind(parameter.name, .parameter(id, position), at: node.span.start, inner)
        }
        block(body, inner)
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
