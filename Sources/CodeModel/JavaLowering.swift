internal import Parsing

/// Java: types, members and statements. Expressions are in `JavaExpressions.swift`.
struct JavaLowering: JVMLowering {
    var lowering: Lowering
    var names = JVMNames()
    /// Whether what is lowered stands in a lambda, which returns to whoever runs it.
    var isInLambda = false
    /// Interfaces, whose fields are constants.
    private var interfaces: Set<ClassID> = []

    private init(source: SourceText) { lowering = Lowering(source: source) }

    static func lower(_ tree: SyntaxTree) -> CodeUnit {
        var java = JavaLowering(source: tree.source)
        java.lowering.unit.hasOverloads = true
        for kind in ["class_declaration", "interface_declaration", "enum_declaration", "record_declaration"] {
            for node in tree.nodes(of: kind) { if let name = node.child("name") { java.names.ownTypes.insert(name.text) } }
        }
        java.header(tree.root)
        java.block(tree.root, Context())
        java.lowering.unit.comments =
            (tree.nodes(of: "line_comment") + tree.nodes(of: "block_comment")).map(\.span).sorted { $0.start < $1.start }
        return java.lowering.unit
    }

    /// Package and imports, which hold for the whole file.
    private mutating func header(_ root: SyntaxNode) {
        for child in root.namedChildren {
            switch child.kind {
            case "package_declaration": names.package = child.namedChildren.last.map { Self.dotted($0) } ?? ""
            case "import_declaration":
                guard let path = child.namedChildren.first(where: { $0.kind == "scoped_identifier" || $0.kind == "identifier" })
                else { continue }
                bindImport(Self.dotted(path), alias: nil, isWildcard: child.firstChild(of: "asterisk") != nil)
            default: break
            }
        }
    }

    static func dotted(_ node: SyntaxNode) -> String { node.text.filter { !$0.isWhitespace } }

    mutating func block(_ node: SyntaxNode, _ context: Context) {
        for child in node.namedChildren { statement(child, context) }
    }

    // MARK: Statements

    mutating func statement(_ node: SyntaxNode, _ context: Context) {
        guard context.depth < Lowering.deepestNesting else { return }
        let context = context.deeper
        switch node.kind {
        case "expression_statement":
            for child in node.namedChildren { expressionStatement(child, context) }
        case "local_variable_declaration", "field_declaration", "constant_declaration": declaration(node, context)
        case "class_declaration", "interface_declaration", "enum_declaration", "record_declaration", "annotation_type_declaration":
            typeDeclaration(node, context)
        case "method_declaration", "constructor_declaration", "compact_constructor_declaration": function(node, context)
        case "return_statement":
            addReturn(Self.part(node).map { expression($0, context) }, isInLambda: isInLambda, context)
        case "yield_statement": for child in node.namedChildren { _ = expression(child, context) }
        case "throw_statement":
            for child in node.namedChildren { _ = expression(child, context) }
            lowering.unit.blocks[context.block].leaves = true
        case "if_statement": branches(of: node, decision: lowering.addDecision(), context)
        case "for_statement": countingLoop(node, context)
        case "enhanced_for_statement": eachLoop(node, context)
        case "while_statement", "do_statement": whileLoop(node, context)
        case "try_statement", "try_with_resources_statement": tryStatement(node, context)
        case "switch_expression", "switch_statement": lowering.setRole(expression(node, context), .statement)
        case "break_statement":
            if let loop = context.loops.last { lowering.unit.loops[loop].hasEarlyExit = true }
            lowering.unit.blocks[context.block].jumps = true
        case "continue_statement": lowering.unit.blocks[context.block].jumps = true
        case "block", "constructor_body", "class_body", "interface_body", "enum_body", "enum_body_declarations", "static_initializer",
            "synchronized_statement", "labeled_statement":
            for child in node.namedChildren {
                if child.kind == "parenthesized_expression" { _ = expression(child, context) } else { statement(child, context) }
            }
        case "explicit_constructor_invocation":
            for child in node.child("arguments")?.namedChildren ?? [] { _ = expression(child, context) }
        case "assert_statement": for child in node.namedChildren { _ = expression(child, context) }
        case "enum_constant": enumConstant(node, context)
        case "line_comment", "block_comment", "import_declaration", "package_declaration", "ERROR", "identifier", "modifiers": break
        default: expressionStatement(node, context)
        }
    }

    private mutating func expressionStatement(_ node: SyntaxNode, _ context: Context) {
        if tellsBuilder(node, context) { return }
        lowering.setRole(expression(node, context), .statement)
    }

    /// The one part of a statement that is no comment.
    static func part(_ node: SyntaxNode) -> SyntaxNode? { node.namedChildren.first { !$0.kind.hasSuffix("comment") } }

    /// Variables and fields.
    private mutating func declaration(_ node: SyntaxNode, _ context: Context) {
        let annotation = declaredType(node, context)
        let modifiers = node.firstChild(of: "modifiers")
        for declarator in node.children("declarator") {
            guard let name = declarator.child("name")?.text else { continue }
            var value = declarator.child("value").map { expression($0, context) }
            guard case .classBody(let type) = lowering.unit.scopes[context.scope].kind else {
                if let value {
                    if isUnbuilt(declarator.child("value")) { keepBuilder(name, value, context) }
                    lowering.setRole(value, .assigned([name]))
                }
                lowering.bind(
                    name, value.map { .expression($0) } ?? .unknown, at: declarator.span.end, context, annotation: annotation)
                continue
            }
            if value == nil { value = injected(modifiers, context) }
            if let value { lowering.setRole(value, .assigned([name])) }
            let isConstant = interfaces.contains(type) || modifiers.map { Self.has("final", $0) } ?? false
            lowering.unit.classes[type].fields.append(
                FieldDeclaration(
                    name: name, annotation: annotation, value: value, span: declarator.span, isConstant: isConstant && value != nil))
        }
    }

    private mutating func declaredType(_ node: SyntaxNode, _ context: Context) -> ExpressionID? {
        guard let type = node.child("type"), type.text != "var" else { return nil }
        return typeExpression(type, context)
    }

    static func has(_ word: String, _ modifiers: SyntaxNode) -> Bool { modifiers.children.contains { $0.kind == word } }

    /// What a container puts into a field or parameter: `@Value("${a.b:c}")`, `@ConfigProperty(name = "a.b", defaultValue = "c")`.
    private mutating func injected(_ modifiers: SyntaxNode?, _ context: Context) -> ExpressionID? {
        for annotation in modifiers?.namedChildren ?? [] where annotation.kind == "annotation" {
            let type = annotation.child("name")?.text ?? ""
            let arguments = annotation.child("arguments")?.namedChildren ?? []
            func text(_ key: String) -> String? {
                let pair = arguments.first { $0.child("key")?.text == key }
                guard let literal = pair?.child("value"), literal.kind == "string_literal" else { return nil }
                return JavaText.plain(literal)
            }
            if type.hasSuffix("Value") {
                let literal = arguments.first { $0.kind == "string_literal" }
                guard let placeholder = literal.flatMap({ JavaText.plain($0) }) ?? text("value") else { continue }
                return setting(placeholder, annotation.span, context)
            }
            if type.hasSuffix("ConfigProperty"), let key = text("name") {
                return setting(key: key, default: text("defaultValue"), annotation.span, context)
            }
        }
        return nil
    }

    mutating func decorators(_ modifiers: SyntaxNode?, _ context: Context) -> [ExpressionID] {
        (modifiers?.namedChildren ?? []).compactMap { node in
            guard node.kind == "annotation" || node.kind == "marker_annotation", let name = node.child("name") else { return nil }
            let span = Span(name.span.start, node.span.end)
            var id = qualified(name.text, name.span, context)
            if let list = node.child("arguments") {
                let arguments = list.namedChildren.filter { !$0.kind.hasSuffix("comment") }.map { child -> Argument in
                    if child.kind == "element_value_pair", let key = child.child("key"), let value = child.child("value") {
                        return Argument(name: key.text, value: expression(value, context), spread: .none)
                    }
                    return Argument(name: nil, value: expression(child, context), spread: .none)
                }
                id = lowering.addCall(callee: id, arguments: arguments, span: span, context: context)
            }
            lowering.setRole(id, .decorator)
            return id
        }
    }

    // MARK: Branches and loops

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
            statement(body, inner)
        }
        guard let alternative = node.child("alternative") else { return }
        if alternative.kind == "if_statement" {
            branches(of: alternative, decision: decision, context.deeper)
        } else {
            lowering.unit.decisions[decision].isExhaustive = true
            var inner = context
            inner.block = lowering.addBlock(alternative.span, decision: decision, context)
            statement(alternative, inner)
        }
    }

    /// `x` of `x == null`.
    private func absentName(_ test: SyntaxNode) -> String? {
        let inner = test.kind == "parenthesized_expression" ? Self.part(test) ?? test : test
        guard inner.kind == "binary_expression", inner.child("operator")?.text == "==", let left = inner.child("left"),
            left.kind == "identifier", inner.child("right")?.kind == "null_literal"
        else { return nil }
        return left.text
    }

    private mutating func loopBody(_ body: SyntaxNode, _ loop: LoopID, from start: Int, _ context: Context) -> Context {
        var inner = context
        inner.loops.append(loop)
        inner.block = lowering.addBlock(Span(start, body.span.end), decision: lowering.addDecision(), context)
        return inner
    }

    private mutating func finish(_ loop: LoopID, _ body: SyntaxNode) {
        let last = body.kind == "block" ? body.namedChildren.last { !$0.kind.hasSuffix("comment") } : body
        lowering.unit.loops[loop].endsInFirstRound = last?.kind == "break_statement" || last?.kind == "return_statement"
    }

    /// `for (int i = 0; i < n; i += k)` goes over a range; other forms are rounds with a condition.
    private mutating func countingLoop(_ node: SyntaxNode, _ context: Context) {
        guard let body = node.child("body") else { return }
        let header = Span(node.span.start, body.span.start)
        var outer = context
        outer.block = lowering.addBlock(node.span, decision: lowering.addDecision(), context)
        guard let initial = node.child("init"), initial.kind == "local_variable_declaration", let declarator = initial.child("declarator"),
            let name = declarator.child("name")?.text, let start = declarator.child("value"), let test = node.child("condition"),
            test.kind == "binary_expression", let end = test.child("right"), test.child("left")?.text == name,
            let update = node.child("update")
        else {
            for part in node.children("init") { part.kind.hasSuffix("declaration") ? statement(part, outer) : expressionStatement(part, outer) }
            let condition = node.child("condition").map { expression($0, outer) }
            if let condition { lowering.setRole(condition, .condition) }
            let loop = lowering.addLoop(.whileTrue, targets: [], iterable: nil, condition: condition, span: node.span, body: body.span, outer)
            let inner = loopBody(body, loop, from: header.end, outer)
            for part in node.children("update") { _ = expression(part, inner) }
            statement(body, inner)
            return
        }
        var bounds = [expression(start, outer), expression(end, outer)]
        if update.kind == "assignment_expression", let step = update.child("right") { bounds.append(expression(step, outer)) }
        let iterable = range(bounds, Span(start.span.start, update.span.end), outer)
        let loop = lowering.addLoop(
            .each, targets: [name], iterable: iterable, condition: nil, span: node.span, body: body.span, outer)
        let inner = loopBody(body, loop, from: header.start, outer)
        lowering.bind(name, .element(iterable), at: declarator.span.end, inner)
        statement(body, inner)
        finish(loop, body)
    }

    private mutating func eachLoop(_ node: SyntaxNode, _ context: Context) {
        guard let name = node.child("name"), let value = node.child("value"), let body = node.child("body") else { return }
        let iterable = expression(value, context)
        let annotation = declaredType(node, context)
        let loop = lowering.addLoop(
            .each, targets: [name.text], iterable: iterable, condition: nil, span: node.span, body: body.span, context)
        let inner = loopBody(body, loop, from: name.span.start, context)
        lowering.bind(name.text, .element(iterable), at: name.span.end, inner, annotation: annotation)
        statement(body, inner)
        finish(loop, body)
    }

    private mutating func whileLoop(_ node: SyntaxNode, _ context: Context) {
        guard let body = node.child("body") else { return }
        let condition = node.child("condition").map { expression($0, context) }
        if let condition { lowering.setRole(condition, .condition) }
        let loop = lowering.addLoop(
            .whileTrue, targets: [], iterable: nil, condition: condition, span: node.span, body: body.span, context)
        statement(body, loopBody(body, loop, from: body.span.start, context))
    }

    private mutating func tryStatement(_ node: SyntaxNode, _ context: Context) {
        let hasHandler = node.namedChildren.contains { $0.kind == "catch_clause" }
        if hasHandler, let loop = context.loops.last { lowering.unit.loops[loop].hasHandler = true }
        let decision = lowering.addDecision()
        lowering.unit.decisions[decision].isExhaustive = true
        var guarded = context
        guarded.isGuarded = context.isGuarded || hasHandler
        if hasHandler { guarded.block = lowering.addBlock(node.span, decision: decision, isExclusive: false, context) }
        for resource in node.child("resources")?.namedChildren ?? [] where resource.kind == "resource" {
            guard let name = resource.child("name"), let value = resource.child("value") else {
                for child in resource.namedChildren { _ = expression(child, guarded) }
                continue
            }
            let annotation = declaredType(resource, guarded)
            let id = expression(value, guarded)
            lowering.setRole(id, .assigned([name.text]))
            lowering.bind(name.text, .managed(id), at: resource.span.end, guarded, annotation: annotation)
        }
        if let body = node.child("body") {
            if hasHandler { lowering.unit.blocks[guarded.block].span = Span(node.span.start, body.span.end) }
            statement(body, guarded)
        }
        for child in node.namedChildren {
            if child.kind == "catch_clause", let body = child.child("body") {
                var inner = context
                inner.isInHandler = true
                inner.block = lowering.addBlock(child.span, decision: decision, context)
                if let name = child.firstChild(of: "catch_formal_parameter")?.child("name") {
                    lowering.bind(name.text, .unknown, at: name.span.end, inner)
                }
                statement(body, inner)
            } else if child.kind == "finally_clause" {
                for part in child.namedChildren { statement(part, context) }
            }
        }
    }

    // MARK: Types

    private mutating func typeDeclaration(_ node: SyntaxNode, _ context: Context) {
        guard let name = node.child("name"), let body = node.child("body") else { return }
        let decorators = self.decorators(node.firstChild(of: "modifiers"), context)
        var bases: [ExpressionID] = []
        for list in [node.child("superclass"), node.child("interfaces"), node.firstChild(of: "extends_interfaces")] {
            for type in list?.namedChildren ?? [] {
                let types = type.kind == "type_list" ? type.namedChildren : [type]
                bases += types.map { typeExpression($0, context) }
            }
        }
        var own = Self.members(of: body)
        let components = node.kind == "record_declaration" ? node.child("parameters") : nil
        own.formUnion((components?.namedChildren ?? []).compactMap { $0.child("name")?.text })
        let (type, inner) = addClass(
            name.text, bases: bases, members: own, isEnumeration: node.kind == "enum_declaration", span: node.span, context)
        lowering.unit.classes[type].decorators = decorators
        if node.kind == "interface_declaration" { interfaces.insert(type) }
        let wasInLambda = isInLambda
        isInLambda = false
        for component in components?.namedChildren ?? [] {
            guard let name = component.child("name") else { continue }
            let annotation = component.child("type").map { typeExpression($0, inner) }
            lowering.unit.classes[type].fields.append(
                FieldDeclaration(name: name.text, annotation: annotation, value: nil, span: component.span))
        }
        block(body, inner)
        isInLambda = wasInLambda
    }

    /// Names of what a class declares itself.
    static func members(of body: SyntaxNode) -> Set<String> {
        var result: Set<String> = []
        for child in body.namedChildren {
            switch child.kind {
            case "field_declaration", "constant_declaration":
                result.formUnion(child.children("declarator").compactMap { $0.child("name")?.text })
            case "method_declaration", "enum_constant": if let name = child.child("name") { result.insert(name.text) }
            case "enum_body_declarations": result.formUnion(members(of: child))
            default: break
            }
        }
        return result
    }

    /// `SMALL("gpt-4o-mini")` is made with what stands in its brackets; without any, it stands for its name.
    private mutating func enumConstant(_ node: SyntaxNode, _ context: Context) {
        guard let name = node.child("name"), case .classBody(let type) = lowering.unit.scopes[context.scope].kind else { return }
        var value = lowering.add(.text(name.text), name.span, context)
        if let list = node.child("arguments"), !list.namedChildren.isEmpty {
            let callee = lowering.add(.name(lowering.unit.classes[type].name), name.span, context)
            value = lowering.addCall(callee: callee, arguments: arguments(list, context), span: node.span, context: context)
        }
        lowering.unit.classes[type].fields.append(
            FieldDeclaration(name: name.text, annotation: nil, value: value, span: name.span, isConstant: true))
    }

    // MARK: Methods

    mutating func function(_ node: SyntaxNode, _ context: Context) {
        guard let name = node.child("name") else { return }
        let modifiers = node.firstChild(of: "modifiers")
        let isConstructor = node.kind != "method_declaration"
        let parameters = node.child("parameters").map { self.parameters($0, context) } ?? []
        let declaration = FunctionDeclaration(
            name: name.text, scope: context.scope, parameters: parameters, decorators: decorators(modifiers, context),
            returnAnnotation: node.child("type").map { typeExpression($0, context) }, returned: [], enclosingClass: nil, span: node.span,
            nameSpan: name.span, documentation: nil, isGenerator: false, isConstructor: isConstructor)
        let (_, inner) = addFunction(declaration, context)
        guard let body = node.child("body") else { return }
        let wasInLambda = isInLambda
        isInLambda = false
        block(body, inner)
        isInLambda = wasInLambda
    }

    private mutating func parameters(_ node: SyntaxNode, _ context: Context) -> [Parameter] {
        node.namedChildren.compactMap { child in
            guard child.kind == "formal_parameter" || child.kind == "spread_parameter" else { return nil }
            let isVariadic = child.kind == "spread_parameter"
            let name = child.child("name") ?? child.firstChild(of: "variable_declarator")?.child("name")
            let type = child.child("type") ?? child.namedChildren.first { $0.kind != "modifiers" && $0.kind != "variable_declarator" }
            guard let name else { return nil }
            return Parameter(
                name: name.text, defaultValue: injected(child.firstChild(of: "modifiers"), context),
                annotation: type.map { typeExpression($0, context) }, isVariadic: isVariadic, isReceiver: false)
        }
    }
}
