internal import Parsing

/// Swift: declarations and statements. Expressions are in `SwiftExpressions.swift`. Names without a receiver are looked up as in Java and
/// Kotlin; the object itself (`self`) goes by their name for it, `this`.
struct SwiftLowering: JVMLowering {
    var lowering: Lowering
    var names = JVMNames()
    /// Whether what is lowered stands in a closure, whose last expression is what it gives.
    var isInLambda = false
    /// Extensions of types of other modules, by the type's name: their members are found where the type is named.
    var extensions: [String: (type: ClassID, name: String)] = [:]
    /// Types of the file by name, and what extensions add to each.
    var types: [String: ClassID] = [:]
    private var added: [String: Set<String>] = [:]

    private init(source: SourceText) { lowering = Lowering(source: source) }

    static func lower(_ tree: SyntaxTree) -> CodeUnit {
        var swift = SwiftLowering(source: tree.source)
        swift.lowering.unit.hasOverloads = true
        for node in tree.nodes(of: "class_declaration") + tree.nodes(of: "protocol_declaration") {
            guard let name = node.child("name")?.text else { continue }
            if node.child("declaration_kind")?.text == "extension" {
                swift.added[name, default: []].formUnion(members(of: node.child("body")))
            } else {
                swift.names.ownTypes.insert(name)
            }
        }
        for node in tree.nodes(of: "import_declaration") {
            let path = node.firstChild(of: "identifier")?.text.split(separator: ".").map(String.init) ?? []
            guard let module = path.first else { continue }
            swift.lowering.unit.importedModules.insert(module)
            if !SwiftNames.systemModules.contains(module) { swift.names.wildcards.append(module) }
        }
        let context = Context()
        let isExtension = { (node: SyntaxNode) in node.child("declaration_kind")?.text == "extension" }
        let parts = tree.root.namedChildren
        let types = parts.filter { $0.kind == "class_declaration" }
        let isForeign = { (node: SyntaxNode) in isExtension(node) && !swift.names.ownTypes.contains(node.child("name")?.text ?? "") }
        let foreign = types.filter(isForeign)
        // What the file adds to the types of others is used by its own, and an extension may stand before its type.
        let own = types.filter { !isExtension($0) } + types.filter { node in isExtension(node) && !foreign.contains { $0.index == node.index } }
        for node in foreign + own { swift.typeDeclaration(node, context.deeper) }
        for node in parts where node.kind != "class_declaration" { swift.statement(node, context) }
        let comments = tree.nodes(of: "comment") + tree.nodes(of: "multiline_comment")
        swift.lowering.unit.comments = comments.map(\.span).sorted { $0.start < $1.start }
        return swift.lowering.unit
    }

    static func isComment(_ node: SyntaxNode) -> Bool { node.kind.hasSuffix("comment") || node.kind == "directive" }

    mutating func block(_ node: SyntaxNode, _ context: Context) {
        for child in node.namedChildren { statement(child, context) }
    }

    // MARK: Statements

    mutating func statement(_ node: SyntaxNode, _ context: Context) {
        guard context.depth < Lowering.deepestNesting else { return }
        let context = context.deeper
        switch node.kind {
        case "property_declaration": property(node, context)
        case "function_declaration", "init_declaration", "subscript_declaration", "deinit_declaration": function(node, context)
        case "class_declaration", "protocol_declaration": typeDeclaration(node, context)
        case "enum_entry": enumEntry(node, context)
        case "assignment": assignment(node, context)
        case "for_statement": forLoop(node, context)
        case "while_statement", "repeat_while_statement": whileLoop(node, context)
        case "guard_statement": guardStatement(node, context)
        case "do_statement": doStatement(node, context)
        case "statements", "ERROR": block(node, context)
        case "comment", "multiline_comment", "directive", "import_declaration", "typealias_declaration", "associatedtype_declaration",
            "statement_label", "protocol_function_declaration", "protocol_property_declaration", "operator_declaration":
            break
        default: lowering.setRole(expression(node, context), .statement)
        }
    }

    private mutating func property(_ node: SyntaxNode, _ context: Context) {
        let isConstant = node.firstChild(of: "value_binding_pattern")?.text == "let"
        var pattern: SyntaxNode?
        var annotation: ExpressionID?
        var type: String?
        for child in node.children {
            switch child.field {
            case "name":
                // `let a = 1, b = 2`: one behind the other.
                if let pattern { bindProperty(pattern, nil, annotation, isConstant: isConstant, node, context) }
                (pattern, annotation, type) = (child, nil, nil)
            case "value":
                guard let bound = pattern else { continue }
                let value = expression(child, expecting: type, context)
                bindProperty(bound, value, annotation, isConstant: isConstant, node, context)
                pattern = nil
            case "computed_value":
                guard let bound = pattern, let name = SwiftText.names(in: bound).first else { continue }
                accessor(name, child, type: annotation, bound.span, node, context)
                pattern = nil
            default:
                guard child.kind == "type_annotation", let written = child.child("name") else { continue }
                annotation = typeExpression(written, context)
                type = SwiftText.typeName(written)
            }
        }
        if let pattern { bindProperty(pattern, nil, annotation, isConstant: isConstant, node, context) }
    }

    private mutating func bindProperty(
        _ pattern: SyntaxNode, _ value: ExpressionID?, _ annotation: ExpressionID?, isConstant: Bool, _ node: SyntaxNode, _ context: Context
    ) {
        let bound = SwiftText.names(in: pattern)
        guard bound.count == 1, let name = bound.first, pattern.children.first?.kind != "(" else {
            for name in bound { lowering.bind(name, value.map { .element($0) } ?? .unknown, at: node.span.end, context) }
            return
        }
        if let value { lowering.setRole(value, .assigned([name])) }
        if case .classBody(let type) = lowering.unit.scopes[context.scope].kind {
            lowering.unit.classes[type].fields.append(
                FieldDeclaration(name: name, annotation: annotation, value: value, span: pattern.span, isConstant: isConstant && value != nil))
            return
        }
        // What the file declares is there wherever it stands.
        let offset = context.scope == 0 ? 0 : node.span.end
        lowering.bind(name, value.map { .expression($0) } ?? .unknown, at: offset, context, annotation: annotation)
    }

    /// `var model: String { "gpt-4o" }`: a function that is called by its name alone.
    private mutating func accessor(
        _ name: String, _ body: SyntaxNode, type: ExpressionID?, _ nameSpan: Span, _ node: SyntaxNode, _ context: Context
    ) {
        var declaration = FunctionDeclaration(
            name: name, scope: context.scope, parameters: [], decorators: [], returnAnnotation: type, returned: [], enclosingClass: nil,
            span: node.span, nameSpan: nameSpan, documentation: nil, isGenerator: false)
        declaration.isAccessor = true
        let (_, inner) = addFunction(declaration, context)
        let getter = body.firstChild(of: "computed_getter") ?? body
        if let statements = getter.firstChild(of: "statements") { functionBody(statements, inner) }
        if let statements = body.firstChild(of: "computed_setter")?.firstChild(of: "statements") { block(statements, inner) }
    }

    private mutating func assignment(_ node: SyntaxNode, _ context: Context) {
        guard let target = node.child("target")?.namedChildren.first, let source = node.child("result") else { return }
        let symbol = node.child("operator")?.text ?? "="
        let value = expression(source, expecting: SwiftText.lastName(target), context)
        let isKept = symbol == "=" || symbol == "+="
        let kept = isKept ? value : lowering.add(.unknown, node.span, context)
        if target.kind == "simple_identifier" {
            if target.text == "_" { return lowering.setRole(value, .statement) }
            return assign(target.text, kept, isExtension: symbol == "+=", at: node.span.end, context)
        }
        guard target.kind == "navigation_expression", let object = target.child("target"), let field = SwiftText.lastName(target) else {
            _ = expression(target, context)
            return
        }
        if object.kind == "self_expression" {
            if symbol == "=" { assignField(field, value, context) }
        } else if object.kind == "simple_identifier" {
            let key = lowering.add(.text(field), target.span, context)
            lowering.unit.itemAssignments.append(
                ItemAssignment(
                    name: object.text, scope: context.scope, key: key, value: kept, offset: node.span.end,
                    isConditional: lowering.isConditional(context), loop: context.loops.last, isField: true))
        } else {
            _ = expression(object, context)
        }
    }

    // MARK: Loops

    private mutating func forLoop(_ node: SyntaxNode, _ context: Context) {
        let targets = node.child("item").map { SwiftText.names(in: $0) } ?? []
        let iterable = node.child("collection").map { expression($0, context) }
        let body = SwiftText.body(of: node)
        let loop = lowering.addLoop(.each, targets: targets, iterable: iterable, condition: nil, span: node.span, body: body, context)
        var inner = context
        inner.loops.append(loop)
        inner.isInSwitch = false
        let start = node.child("item")?.span.start ?? body.start
        inner.block = lowering.addBlock(Span(start, body.end), decision: lowering.addDecision(), context)
        for target in targets { lowering.bind(target, iterable.map { .element($0) } ?? .unknown, at: start, inner) }
        for part in node.firstChild(of: "where_clause")?.namedChildren ?? [] where part.kind != "where_keyword" {
            lowering.setRole(expression(part, inner), .condition)
        }
        guard let statements = node.firstChild(of: "statements") else { return }
        block(statements, inner)
        let last = statements.namedChildren.last { !Self.isComment($0) }
        lowering.unit.loops[loop].endsInFirstRound =
            last?.kind == "control_transfer_statement" && ["return", "break"].contains(last?.children.first?.text ?? "")
    }

    private mutating func whileLoop(_ node: SyntaxNode, _ context: Context) {
        let body = SwiftText.body(of: node)
        let loop = lowering.addLoop(.whileTrue, targets: [], iterable: nil, condition: nil, span: node.span, body: body, context)
        var inner = context
        inner.loops.append(loop)
        inner.isInSwitch = false
        inner.block = lowering.addBlock(Span(node.span.start, body.end), decision: lowering.addDecision(), context)
        let isRepeat = node.kind == "repeat_while_statement"
        let tests = isRepeat ? node.children("condition").filter(\.isNamed).map { expression($0, inner) } : conditions(of: node, binding: inner, inner)
        lowering.unit.loops[loop].condition = tests.count > 1 ? lowering.add(.both(tests), node.span, context) : tests.first
        if let condition = lowering.unit.loops[loop].condition { lowering.setRole(condition, .condition) }
        if let statements = node.firstChild(of: "statements") { block(statements, inner) }
    }

    // MARK: Branches

    /// `if let a = f(), a.isReady`: what is bound is seen where the other context says.
    mutating func conditions(of node: SyntaxNode, binding target: Context, _ context: Context) -> [ExpressionID] {
        var tests: [ExpressionID] = []
        var pending: [String] = []
        var isPattern = false
        var isValue = false
        for child in node.children {
            if child.kind == "{" || child.kind == "else" || child.kind == "statements" { break }
            switch child.kind {
            case "case": isPattern = true
            case ",": (pending, isPattern, isValue) = ([], false, false)
            case "=": isValue = true
            case "value_binding_pattern": break
            case "pattern" where !isValue: pending += SwiftText.names(in: child)
            case _ where child.field == "bound_identifier" && !isValue: pending.append(child.text)
            case _ where !child.isNamed || isPattern && !isValue || Self.isComment(child): break
            default:
                guard child.field == "condition" || isValue else { continue }
                let id = expression(child, isValue ? context : target)
                if isValue {
                    if !isPattern, pending.count == 1 { lowering.setRole(id, .assigned(pending)) }
                    for name in pending {
                        lowering.bind(name, isPattern ? .element(id) : .expression(id), at: child.span.end, target)
                    }
                } else {
                    lowering.setRole(id, .condition)
                    tests.append(id)
                }
            }
        }
        return tests
    }

    /// What follows is run only when all holds; what is bound holds from there on.
    private mutating func guardStatement(_ node: SyntaxNode, _ context: Context) {
        _ = conditions(of: node, binding: context, context)
        guard let statements = node.firstChild(of: "statements") else { return }
        var inner = context
        inner.block = lowering.addBlock(SwiftText.body(of: node), decision: lowering.addDecision(), context)
        block(statements, inner)
    }

    private mutating func doStatement(_ node: SyntaxNode, _ context: Context) {
        let handlers = node.namedChildren.filter { $0.kind == "catch_block" }
        if !handlers.isEmpty, let loop = context.loops.last { lowering.unit.loops[loop].hasHandler = true }
        let decision = lowering.addDecision()
        lowering.unit.decisions[decision].isExhaustive = true
        if let statements = node.firstChild(of: "statements") {
            var inner = context
            inner.isGuarded = context.isGuarded || !handlers.isEmpty
            if !handlers.isEmpty { inner.block = lowering.addBlock(statements.span, decision: decision, isExclusive: false, context) }
            block(statements, inner)
        }
        for handler in handlers {
            var inner = context
            inner.isInHandler = true
            inner.block = lowering.addBlock(handler.span, decision: decision, context)
            lowering.bind("error", .unknown, at: handler.span.start, inner)
            if let statements = handler.firstChild(of: "statements") { block(statements, inner) }
        }
    }

    // MARK: Types

    private static func members(of body: SyntaxNode?) -> Set<String> {
        var result: Set<String> = []
        for child in body?.namedChildren ?? [] {
            switch child.kind {
            case "property_declaration": for name in child.children("name") { result.formUnion(SwiftText.names(in: name)) }
            case "function_declaration": if let name = child.child("name") { result.insert(name.text) }
            case "enum_entry": for name in child.children("name") { result.insert(name.text) }
            default: break
            }
        }
        return result
    }

    private mutating func typeDeclaration(_ node: SyntaxNode, _ context: Context) {
        guard context.depth < Lowering.deepestNesting, let nameNode = node.child("name") else { return }
        let name = nameNode.text
        let kind = node.child("declaration_kind")?.text ?? ""
        let body = node.child("body")
        let wasInLambda = isInLambda
        isInLambda = false
        defer { isInLambda = wasInLambda }
        if kind == "extension", let type = types[name] {
            if let body { block(body, self.context(in: type, body.span, context)) }
            return
        }
        let own = Self.members(of: body).union(added[name] ?? [])
        let isForeign = kind == "extension"
        let bases = node.namedChildren.filter { $0.kind == "inheritance_specifier" }.compactMap { $0.child("inherits_from") }
        let parents = isForeign ? [] : bases.map { typeExpression($0, context) }
        let isEnumeration = kind == "enum" && body?.firstChild(of: "enum_entry") != nil
        let bound = isForeign ? "extension \(name)" : name
        let (type, inner) = addClass(bound, bases: parents, members: own, isEnumeration: isEnumeration, span: node.span, context)
        lowering.unit.classes[type].name = name
        types[name] = type
        if isForeign { extensions[name] = (type, bound) }
        if let body { block(body, inner) }
    }

    private func context(in type: ClassID, _ span: Span, _ outer: Context) -> Context {
        var context = Context()
        context.scope = lowering.unit.classes[type].scope
        context.depth = outer.depth
        return context
    }

    /// `case spam = "spam", ham`: each stands for its raw value, or else for its name.
    private mutating func enumEntry(_ node: SyntaxNode, _ context: Context) {
        guard case .classBody(let type) = lowering.unit.scopes[context.scope].kind else { return }
        var name: SyntaxNode?
        func add(_ name: SyntaxNode?, _ value: ExpressionID?, _ lowering: inout Lowering) {
            guard let name else { return }
            let value = value ?? lowering.add(.text(name.text), name.span, context)
            lowering.unit.classes[type].fields.append(
                FieldDeclaration(name: name.text, annotation: nil, value: value, span: name.span, isConstant: true))
        }
        for child in node.children {
            if child.field == "name" {
                add(name, nil, &lowering)
                name = child
            } else if child.field == "raw_value" {
                add(name, expression(child, context), &lowering)
                name = nil
            } else if child.field == "data_contents" {
                // What it carries is told where it is made.
                name = nil
            }
        }
        add(name, nil, &lowering)
    }

    // MARK: Functions

    private mutating func function(_ node: SyntaxNode, _ context: Context) {
        let isInit = node.kind == "init_declaration"
        guard let name = node.child("name") ?? node.children.first else { return }
        let (list, inside) = parameters(of: node, context)
        let type = node.kind == "function_declaration" ? SwiftText.returnType(of: node) : nil
        var title = isInit ? "init" : name.text
        if isInit, case .classBody(let type) = lowering.unit.scopes[context.scope].kind { title = lowering.unit.classes[type].name }
        let declaration = FunctionDeclaration(
            name: title, scope: context.scope, parameters: list, decorators: [], returnAnnotation: type.map { typeExpression($0, context) },
            returned: [], enclosingClass: nil, span: node.span, nameSpan: name.span, documentation: nil, isGenerator: false,
            isConstructor: isInit)
        let (id, inner) = addFunction(declaration, context)
        let own = lowering.unit.functions[id].parameters
        // The body does not know the labels.
        for (label, _) in inside where !inside.contains(where: { $0.name == label }) { lowering.unit.scopes[inner.scope].bindings[label] = nil }
        for (label, name) in inside where label != name {
            guard let position = own.firstIndex(where: { $0.name == label && !$0.isReceiver }) else { continue }
            lowering.bind(name, .parameter(id, position), at: node.span.start, inner)
        }
        guard let statements = (node.child("body") ?? node.firstChild(of: "computed_property"))?.firstChild(of: "statements") else { return }
        let wasInLambda = isInLambda
        isInLambda = false
        functionBody(statements, inner)
        isInLambda = wasInLambda
    }

    /// The statements of a function; a single expression is what it gives.
    private mutating func functionBody(_ statements: SyntaxNode, _ context: Context) {
        let parts = statements.namedChildren.filter { !Self.isComment($0) }
        if parts.count == 1, SwiftText.isExpression(parts[0]) {
            addReturn(expression(parts[0], context), isInLambda: false, context)
        } else {
            block(statements, context)
        }
    }

    /// The parameters, by the name that callers know, and the names that the body has for them.
    private mutating func parameters(of node: SyntaxNode, _ context: Context) -> ([Parameter], [(label: String, name: String)]) {
        var result: [Parameter] = []
        var inside: [(label: String, name: String)] = []
        for child in node.children {
            if child.kind == "parameter", let name = child.children.last(where: { $0.field == "name" && $0.kind == "simple_identifier" }) {
                let label = child.child("external_name")?.text ?? name.text
                let type = child.children.last { $0.field == "name" && $0.kind != "simple_identifier" }
                let known = label == "_" ? name.text : label
                result.append(
                    Parameter(
                        name: known, annotation: type.map { typeExpression($0, context) },
                        isVariadic: child.children.contains { $0.kind == "..." }, isReceiver: false))
                inside.append((known, name.text))
            } else if child.field == "default_value", !result.isEmpty {
                let annotation = result[result.count - 1].annotation
                let type = annotation.flatMap { if case .name(let name) = lowering.unit.expressions[$0].kind { name } else { nil } }
                let value = expression(child, expecting: type, context)
                lowering.setRole(value, .defaultValue)
                result[result.count - 1].defaultValue = value
            }
        }
        return (result, inside)
    }
}
