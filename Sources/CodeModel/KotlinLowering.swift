internal import Parsing

/// Kotlin: declarations and statements. Expressions are in `KotlinExpressions.swift`. The grammar names few fields, so parts are told
/// apart by their kinds.
struct KotlinLowering: JVMLowering {
    var lowering: Lowering
    var names = JVMNames()
    /// Whether what is lowered stands in a lambda, whose last expression is what it gives.
    var isInLambda = false

    private init(source: SourceText) { lowering = Lowering(source: source) }

    static func lower(_ tree: SyntaxTree) -> CodeUnit {
        var kotlin = KotlinLowering(source: tree.source)
        kotlin.lowering.unit.hasOverloads = true
        for kind in ["class_declaration", "object_declaration"] {
            for node in tree.nodes(of: kind) { if let name = node.firstChild(of: "type_identifier") { kotlin.names.ownTypes.insert(name.text) } }
        }
        kotlin.header(tree.root)
        kotlin.block(tree.root, Context())
        kotlin.lowering.unit.comments =
            (tree.nodes(of: "line_comment") + tree.nodes(of: "multiline_comment")).map(\.span).sorted { $0.start < $1.start }
        return kotlin.lowering.unit
    }

    private mutating func header(_ root: SyntaxNode) {
        for child in root.namedChildren {
            if child.kind == "package_header" { names.package = child.firstChild(of: "identifier").map { Self.dotted($0) } ?? "" }
            guard child.kind == "import_list" else { continue }
            for item in child.namedChildren where item.kind == "import_header" {
                guard let path = item.firstChild(of: "identifier") else { continue }
                let alias = item.firstChild(of: "import_alias")?.namedChildren.last?.text
                bindImport(Self.dotted(path), alias: alias, isWildcard: item.firstChild(of: "wildcard_import") != nil)
            }
        }
    }

    static func dotted(_ node: SyntaxNode) -> String { node.text.filter { !$0.isWhitespace && $0 != "`" } }
    static func isComment(_ node: SyntaxNode) -> Bool { node.kind.hasSuffix("comment") }

    mutating func block(_ node: SyntaxNode, _ context: Context) {
        for child in node.namedChildren { statement(child, context) }
    }

    // MARK: Statements

    mutating func statement(_ node: SyntaxNode, _ context: Context) {
        guard context.depth < Lowering.deepestNesting else { return }
        let context = context.deeper
        switch node.kind {
        case "property_declaration": property(node, context)
        case "function_declaration": function(node, context)
        case "class_declaration", "object_declaration": typeDeclaration(node, context)
        // Its members are used as those of the class.
        case "companion_object": if let body = node.firstChild(of: "class_body") { block(body, context) }
        case "secondary_constructor": secondaryConstructor(node, context)
        case "anonymous_initializer": initializer(node, context)
        case "assignment": assignment(node, context)
        case "for_statement": forLoop(node, context)
        case "while_statement", "do_while_statement": whileLoop(node, context)
        case "statements", "control_structure_body", "ERROR": block(node, context)
        case "enum_entry": enumEntry(node, context)
        case "line_comment", "multiline_comment", "package_header", "import_list", "type_alias", "getter", "setter", "modifiers", "label": break
        default: lowering.setRole(expression(node, context), .statement)
        }
    }

    /// The value of a property: what stands behind `=`, or what `by lazy { … }` ends with.
    private mutating func value(of node: SyntaxNode, _ context: Context) -> ExpressionID? {
        if let delegate = node.firstChild(of: "property_delegate") {
            guard let call = delegate.namedChildren.first, let lambda = Self.trailingLambda(call) else { return nil }
            guard let statements = lambda.firstChild(of: "statements") else { return nil }
            let parts = statements.namedChildren.filter { !Self.isComment($0) }
            for part in parts.dropLast() { statement(part, context) }
            return parts.last.map { expression($0, context) }
        }
        var isBehind = false
        for child in node.children {
            if child.kind == "=" { isBehind = true } else if isBehind, child.isNamed, !Self.isComment(child) { return expression(child, context) }
        }
        return nil
    }

    private mutating func property(_ node: SyntaxNode, _ context: Context) {
        let modifiers = node.firstChild(of: "modifiers")
        guard let variable = node.firstChild(of: "variable_declaration"), let name = variable.firstChild(of: "simple_identifier") else {
            let whole = value(of: node, context)
            for part in node.firstChild(of: "multi_variable_declaration")?.namedChildren ?? [] {
                guard let name = part.firstChild(of: "simple_identifier") else { continue }
                lowering.bind(name.text, whole.map { .element($0) } ?? .unknown, at: node.span.end, context)
            }
            return
        }
        let annotation = Self.type(in: variable).map { typeExpression($0, context) }
        var value = value(of: node, context)
        if value == nil, let getter = Self.getter(of: node), let body = getter.firstChild(of: "function_body") {
            return accessor(name, body, type: annotation, node, context)
        }
        let isConstant = node.firstChild(of: "binding_pattern_kind")?.text == "val"
        if case .classBody(let type) = lowering.unit.scopes[context.scope].kind {
            if value == nil { value = injected(modifiers, context) }
            if let value { lowering.setRole(value, .assigned([name.text])) }
            lowering.unit.classes[type].fields.append(
                FieldDeclaration(
                    name: name.text, annotation: annotation, value: value, span: variable.span, isConstant: isConstant && value != nil))
            return
        }
        if let value {
            if isUnbuilt(node.namedChildren.last) { keepBuilder(name.text, value, context) }
            lowering.setRole(value, .assigned([name.text]))
        }
        // Properties of the file are there wherever they stand.
        let offset = context.scope == 0 ? 0 : node.span.end
        lowering.bind(name.text, value.map { .expression($0) } ?? .unknown, at: offset, context, annotation: annotation)
    }

    /// `get() = …`, which stands in the property or behind it.
    private static func getter(of property: SyntaxNode) -> SyntaxNode? {
        if let own = property.firstChild(of: "getter") { return own }
        guard property.endIndex < (property.parent?.endIndex ?? 0) else { return nil }
        let next = property.node(property.endIndex)
        return next.kind == "getter" ? next : nil
    }

    /// A function that is called by its name alone.
    private mutating func accessor(_ name: SyntaxNode, _ body: SyntaxNode, type: ExpressionID?, _ node: SyntaxNode, _ context: Context) {
        var declaration = FunctionDeclaration(
            name: name.text, scope: context.scope, parameters: [], decorators: [], returnAnnotation: type, returned: [], enclosingClass: nil,
            span: node.span, nameSpan: name.span, documentation: nil, isGenerator: false)
        declaration.isAccessor = true
        let (_, inner) = addFunction(declaration, context)
        functionBody(body, inner)
    }

    private mutating func functionBody(_ body: SyntaxNode, _ context: Context) {
        let wasInLambda = isInLambda
        isInLambda = false
        if body.children.first?.kind == "=", let value = body.namedChildren.first(where: { !Self.isComment($0) }) {
            addReturn(expression(value, context), isInLambda: false, context)
        } else {
            block(body, context)
        }
        isInLambda = wasInLambda
    }

    static func type(in node: SyntaxNode) -> SyntaxNode? {
        node.namedChildren.first { ["user_type", "nullable_type", "function_type", "parenthesized_type"].contains($0.kind) }
    }

    private mutating func assignment(_ node: SyntaxNode, _ context: Context) {
        let parts = node.namedChildren.filter { !Self.isComment($0) }
        guard parts.count == 2 else { return }
        let (target, source) = (parts[0], parts[1])
        let value = expression(source, context)
        let symbol = node.children.first { !$0.isNamed }?.text ?? "="
        let inner = target.namedChildren
        if inner.count == 1, inner[0].kind == "simple_identifier" {
            if isUnbuilt(source) { keepBuilder(inner[0].text, value, context) }
            let isKept = symbol == "=" || symbol == "+="
            assign(
                inner[0].text, isKept ? value : lowering.add(.unknown, node.span, context), isExtension: symbol == "+=", at: node.span.end,
                context)
        } else if inner.count == 2, inner[0].kind == "this_expression", symbol == "=", let field = inner[1].firstChild(of: "simple_identifier") {
            assignField(field.text, value, context)
        } else {
            for part in inner { _ = expression(part, context) }
        }
    }

    private mutating func forLoop(_ node: SyntaxNode, _ context: Context) {
        guard let body = node.firstChild(of: "control_structure_body") else { return }
        let pattern = node.namedChildren.first { $0.kind == "variable_declaration" || $0.kind == "multi_variable_declaration" }
        let variables = pattern.map { $0.kind == "variable_declaration" ? [$0] : $0.namedChildren } ?? []
        let targets = variables.compactMap { $0.firstChild(of: "simple_identifier")?.text }
        let source = node.namedChildren.first { $0.index != pattern?.index && $0.index != body.index && !Self.isComment($0) }
        let iterable = source.map { expression($0, context) }
        let loop = lowering.addLoop(
            .each, targets: targets, iterable: iterable, condition: nil, span: node.span, body: body.span, context)
        var inner = context
        inner.loops.append(loop)
        let start = pattern?.span.start ?? body.span.start
        inner.block = lowering.addBlock(Span(start, body.span.end), decision: lowering.addDecision(), context)
        for target in targets { lowering.bind(target, iterable.map { .element($0) } ?? .unknown, at: start, inner) }
        statement(body, inner)
        let statements = body.firstChild(of: "statements") ?? body
        let last = statements.namedChildren.last { !Self.isComment($0) }
        lowering.unit.loops[loop].endsInFirstRound =
            last?.kind == "jump_expression" && (last?.text.hasPrefix("return") ?? false || last?.text.hasPrefix("break") ?? false)
    }

    private mutating func whileLoop(_ node: SyntaxNode, _ context: Context) {
        guard let body = node.firstChild(of: "control_structure_body") else { return }
        let test = node.namedChildren.first { $0.index != body.index && !Self.isComment($0) }
        let condition = test.map { expression($0, context) }
        if let condition { lowering.setRole(condition, .condition) }
        let loop = lowering.addLoop(
            .whileTrue, targets: [], iterable: nil, condition: condition, span: node.span, body: body.span, context)
        var inner = context
        inner.loops.append(loop)
        inner.block = lowering.addBlock(body.span, decision: lowering.addDecision(), context)
        statement(body, inner)
    }

    // MARK: Types

    private static func members(of body: SyntaxNode?) -> Set<String> {
        var result: Set<String> = []
        for child in body?.namedChildren ?? [] {
            switch child.kind {
            case "property_declaration":
                if let name = child.firstChild(of: "variable_declaration")?.firstChild(of: "simple_identifier") { result.insert(name.text) }
            case "function_declaration", "enum_entry": if let name = child.firstChild(of: "simple_identifier") { result.insert(name.text) }
            case "companion_object": result.formUnion(members(of: child.firstChild(of: "class_body")))
            default: break
            }
        }
        return result
    }

    private mutating func typeDeclaration(_ node: SyntaxNode, _ context: Context) {
        guard let name = node.firstChild(of: "type_identifier") else { return }
        let decorators = self.decorators(node.firstChild(of: "modifiers"), context)
        let bases = node.namedChildren.filter { $0.kind == "delegation_specifier" }.compactMap { specifier -> ExpressionID? in
            let type = specifier.namedChildren.first
            return (type?.kind == "constructor_invocation" ? type?.namedChildren.first : type).map { typeExpression($0, context) }
        }
        let body = node.firstChild(of: "class_body") ?? node.firstChild(of: "enum_class_body")
        let parameters = node.firstChild(of: "primary_constructor")?.namedChildren.filter { $0.kind == "class_parameter" } ?? []
        let properties = parameters.filter { $0.firstChild(of: "binding_pattern_kind") != nil }
        var own = Self.members(of: body)
        own.formUnion(properties.compactMap { $0.firstChild(of: "simple_identifier")?.text })
        let isEnumeration = node.firstChild(of: "enum_class_body") != nil
        let (type, inner) = addClass(
            name.text, bases: bases, members: own, isEnumeration: isEnumeration, span: node.span, context)
        lowering.unit.classes[type].decorators = decorators
        let wasInLambda = isInLambda
        isInLambda = false
        if !parameters.isEmpty { primaryConstructor(node, parameters, type, inner) }
        if let body { block(body, inner) }
        isInLambda = wasInLambda
    }

    /// `class A(private val model: String)`: a constructor that sets the fields, whose parameters the class's body sees.
    private mutating func primaryConstructor(_ node: SyntaxNode, _ parameters: [SyntaxNode], _ type: ClassID, _ context: Context) {
        let list = parameters.compactMap { parameter($0, $0.firstChild(of: "modifiers"), context) }
        let span = node.firstChild(of: "primary_constructor")?.span ?? node.span
        let declaration = FunctionDeclaration(
            name: lowering.unit.classes[type].name, scope: context.scope, parameters: list, decorators: [], returnAnnotation: nil,
            returned: [], enclosingClass: type, span: span, nameSpan: span, documentation: nil, isGenerator: false, isConstructor: true)
        let (function, inner) = addFunction(declaration, context)
        for (parameter, node) in zip(list, parameters) {
            guard node.firstChild(of: "binding_pattern_kind") != nil else {
                let position = lowering.unit.functions[function].parameters.firstIndex { $0.name == parameter.name } ?? 0
                lowering.bind(parameter.name, .parameter(function, position), at: span.start, context, annotation: parameter.annotation)
                continue
            }
            lowering.unit.classes[type].fields.append(
                FieldDeclaration(name: parameter.name, annotation: parameter.annotation, value: nil, span: node.span))
            assignField(parameter.name, lowering.add(.name(parameter.name), node.span, inner), inner)
        }
    }

    private mutating func secondaryConstructor(_ node: SyntaxNode, _ context: Context) {
        guard case .classBody(let type) = lowering.unit.scopes[context.scope].kind else { return }
        let list = node.firstChild(of: "function_value_parameters").map { parameters($0, context) } ?? []
        let declaration = FunctionDeclaration(
            name: lowering.unit.classes[type].name, scope: context.scope, parameters: list, decorators: [], returnAnnotation: nil,
            returned: [], enclosingClass: type, span: node.span, nameSpan: node.span, documentation: nil, isGenerator: false,
            isConstructor: true)
        let (_, inner) = addFunction(declaration, context)
        if let body = node.firstChild(of: "statements") { block(body, inner) }
    }

    /// `init { … }` runs for every object.
    private mutating func initializer(_ node: SyntaxNode, _ context: Context) {
        guard let body = node.firstChild(of: "statements") else { return }
        let declaration = FunctionDeclaration(
            name: "init", scope: context.scope, parameters: [], decorators: [], returnAnnotation: nil, returned: [], enclosingClass: nil,
            span: node.span, nameSpan: node.span, documentation: nil, isGenerator: false)
        let (function, inner) = addFunction(declaration, context)
        block(body, inner)
        lowering.unit.functions[function].isConstructor = false
    }

    private mutating func enumEntry(_ node: SyntaxNode, _ context: Context) {
        guard let name = node.firstChild(of: "simple_identifier"), case .classBody(let type) = lowering.unit.scopes[context.scope].kind
        else { return }
        var value = lowering.add(.text(name.text), name.span, context)
        if let list = node.firstChild(of: "value_arguments"), !list.namedChildren.isEmpty {
            let callee = lowering.add(.name(lowering.unit.classes[type].name), name.span, context)
            value = lowering.addCall(callee: callee, arguments: arguments(list, context), span: node.span, context: context)
        }
        lowering.unit.classes[type].fields.append(
            FieldDeclaration(name: name.text, annotation: nil, value: value, span: name.span, isConstant: true))
    }

    // MARK: Functions

    mutating func function(_ node: SyntaxNode, _ context: Context) {
        guard let name = node.firstChild(of: "simple_identifier") else { return }
        let list = node.firstChild(of: "function_value_parameters")
        // The type behind the parameters; one before them is that of the receiver.
        let type = node.namedChildren.first { child in
            ["user_type", "nullable_type"].contains(child.kind) && child.span.start > (list?.span.end ?? 0)
        }
        let declaration = FunctionDeclaration(
            name: Self.dotted(name), scope: context.scope, parameters: list.map { parameters($0, context) } ?? [],
            decorators: decorators(node.firstChild(of: "modifiers"), context), returnAnnotation: type.map { typeExpression($0, context) },
            returned: [], enclosingClass: nil, span: node.span, nameSpan: name.span, documentation: nil, isGenerator: false)
        let (_, inner) = addFunction(declaration, context)
        guard let body = node.firstChild(of: "function_body") else { return }
        functionBody(body, inner)
    }

    mutating func parameters(_ list: SyntaxNode, _ context: Context) -> [Parameter] {
        var result: [Parameter] = []
        var modifiers: SyntaxNode?
        var isDefault = false
        for child in list.children {
            switch child.kind {
            case "parameter_modifiers": modifiers = child
            case "parameter":
                if let found = parameter(child, modifiers, context) { result.append(found) }
                modifiers = nil
            case "=": isDefault = true
            default:
                guard isDefault, child.isNamed, !Self.isComment(child), !result.isEmpty else { continue }
                let value = expression(child, context)
                lowering.setRole(value, .defaultValue)
                result[result.count - 1].defaultValue = value
                isDefault = false
            }
        }
        return result
    }

    private mutating func parameter(_ node: SyntaxNode, _ modifiers: SyntaxNode?, _ context: Context) -> Parameter? {
        guard let name = node.firstChild(of: "simple_identifier") else { return nil }
        var value = injected(modifiers, context)
        if value == nil, node.kind == "class_parameter" { value = self.value(of: node, context) }
        return Parameter(
            name: name.text, defaultValue: value, annotation: Self.type(in: node).map { typeExpression($0, context) },
            isVariadic: modifiers?.text.contains("vararg") ?? false, isReceiver: false)
    }

    // MARK: Annotations

    mutating func decorators(_ modifiers: SyntaxNode?, _ context: Context) -> [ExpressionID] {
        (modifiers?.namedChildren ?? []).compactMap { node in
            guard node.kind == "annotation", let inner = node.namedChildren.last else { return nil }
            let type = inner.kind == "constructor_invocation" ? inner.firstChild(of: "user_type") : inner
            guard let type else { return nil }
            var id = typeExpression(type, context)
            if let list = inner.firstChild(of: "value_arguments") {
                id = lowering.addCall(callee: id, arguments: arguments(list, context), span: inner.span, context: context)
            }
            lowering.setRole(id, .decorator)
            return id
        }
    }

    private mutating func injected(_ modifiers: SyntaxNode?, _ context: Context) -> ExpressionID? {
        for annotation in modifiers?.namedChildren ?? [] where annotation.kind == "annotation" {
            guard let made = annotation.firstChild(of: "constructor_invocation"), let type = made.firstChild(of: "user_type"),
                let list = made.firstChild(of: "value_arguments")
            else { continue }
            func text(_ key: String?) -> String? {
                let argument = list.namedChildren.first { $0.firstChild(of: "simple_identifier")?.text == key }
                return argument?.firstChild(of: "string_literal").flatMap { KotlinText.plain($0) }
            }
            if type.text.hasSuffix("Value"), let placeholder = text(nil) ?? text("value") {
                return setting(placeholder, annotation.span, context)
            }
            if type.text.hasSuffix("ConfigProperty"), let key = text("name") {
                return setting(key: key, default: text("defaultValue"), annotation.span, context)
            }
        }
        return nil
    }
}
