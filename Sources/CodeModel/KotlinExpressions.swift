internal import Parsing

/// Kotlin: expressions.
extension KotlinLowering {
    mutating func expression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, node.span, context) }
        let inner = context.deeper
        switch node.kind {
        case "simple_identifier", "type_identifier": return name(Self.dotted(node), node.span, context)
        case "interpolated_identifier": return name(node.text, node.span, context)
        case "this_expression": return lowering.add(.name("this"), node.span, context)
        case "string_literal": return text(node, inner)
        case "character_literal": return lowering.add(.text(JavaText.decode(String(node.text.dropFirst().dropLast()))), node.span, context)
        case "integer_literal", "long_literal", "real_literal", "hex_literal", "bin_literal":
            return lowering.add(JavaText.number(node.text), node.span, context)
        case "boolean_literal": return lowering.add(.flag(node.text == "true"), node.span, context)
        case "null_literal": return lowering.add(.null, node.span, context)
        case "parenthesized_expression", "interpolated_expression", "as_expression", "postfix_expression", "annotated_lambda":
            if let part = Self.part(node) { return expression(part, inner) }
        case "user_type", "nullable_type": return typeExpression(node, inner)
        case "call_expression": return call(node, inner)
        case "navigation_expression": return navigation(node, inner)
        case "indexing_expression":
            guard let object = Self.part(node) else { break }
            let whole = expression(object, inner)
            let index = node.firstChild(of: "indexing_suffix").flatMap { Self.part($0) }.map { expression($0, inner) }
            if let index { return lowering.add(.index(whole, index), node.span, context) }
        case "additive_expression", "multiplicative_expression": return sum(node, inner)
        case "equality_expression", "comparison_expression": return comparison(node, inner)
        case "conjunction_expression", "disjunction_expression", "elvis_expression":
            let parts = Self.operands(node, of: node.kind).map { expression($0, inner) }
            return lowering.add(node.kind == "conjunction_expression" ? .both(parts) : .either(parts), node.span, context)
        case "check_expression":
            let parts = node.namedChildren.filter { !Self.isComment($0) }
            let isIn = node.children.contains { $0.text == "in" || $0.text == "!in" }
            let operands = parts.map { expression($0, inner) }
            if isIn, operands.count == 2 { return lowering.add(.comparison(["in"], operands), node.span, context) }
            return lowering.add(.unknown, node.span, context)
        case "prefix_expression": return prefix(node, inner)
        case "range_expression":
            let bounds = node.namedChildren.filter { !Self.isComment($0) }.map { expression($0, inner) }
            return range(bounds, node.span, context)
        case "infix_expression": return infix(node, inner)
        case "if_expression": return conditional(node, inner)
        case "when_expression": return when(node, inner)
        case "try_expression": return tryExpression(node, inner)
        case "jump_expression": return jump(node, inner)
        case "lambda_literal": return lambda(node, inner)
        case "anonymous_function": return lowering.add(.unknown, node.span, context)
        case "callable_reference":
            let parts = node.namedChildren
            // `Foo::class` is the type itself.
            if node.text.hasSuffix("::class"), let type = parts.first { return name(type.text, type.span, context) }
            if parts.count == 2 { return lowering.add(.member(expression(parts[0], inner), parts[1].text), node.span, context) }
            if let only = parts.first { return name(only.text, only.span, context) }
        case "object_literal":
            if let body = node.firstChild(of: "class_body") { anonymous(body, node, inner) }
            return lowering.add(.unknown, node.span, context)
        case "collection_literal":
            let items = node.namedChildren.filter { !Self.isComment($0) }.map { expression($0, inner) }
            return lowering.add(.list(items), node.span, context)
        case "spread_expression":
            if let part = Self.part(node) { return lowering.add(.spread(expression(part, inner)), node.span, context) }
        default: break
        }
        for child in node.namedChildren where !["statements", "class_body"].contains(child.kind) { _ = expression(child, inner) }
        return lowering.add(.unknown, node.span, context)
    }

    static func part(_ node: SyntaxNode) -> SyntaxNode? { node.namedChildren.first { !isComment($0) } }

    mutating func typeExpression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, node.span, context) }
        let id: ExpressionID
        if node.kind == "nullable_type", let inner = Self.type(in: node) {
            id = typeExpression(inner, context.deeper)
        } else if node.kind == "user_type", let last = node.namedChildren.last(where: { $0.kind == "type_identifier" }) {
            let dotted = node.namedChildren.filter { $0.kind == "type_identifier" }.map(\.text).joined(separator: ".")
            let arguments = node.firstChild(of: "type_arguments")?.namedChildren.compactMap { Self.type(in: $0) } ?? []
            if JavaText.containers.contains(last.text), !arguments.isEmpty {
                let parts = arguments.map { typeExpression($0, context.deeper) }
                let inner = parts.count == 1 ? parts[0] : lowering.add(.list(parts), node.span, context)
                id = lowering.add(.index(qualified(dotted, last.span, context), inner), node.span, context)
            } else {
                id = qualified(dotted, node.span, context)
            }
        } else {
            id = lowering.add(.name(Self.dotted(node)), node.span, context)
        }
        lowering.setRole(id, .annotation)
        return id
    }

    // MARK: Calls

    static func trailingLambda(_ call: SyntaxNode) -> SyntaxNode? {
        call.firstChild(of: "call_suffix")?.firstChild(of: "annotated_lambda")?.firstChild(of: "lambda_literal")
    }

    private static func method(_ call: SyntaxNode) -> (object: SyntaxNode, name: SyntaxNode)? {
        guard let callee = part(call), callee.kind == "navigation_expression", let object = part(callee),
            let name = callee.namedChildren.last(where: { $0.kind == "navigation_suffix" })?.firstChild(of: "simple_identifier")
        else { return nil }
        return (object, name)
    }

    mutating func arguments(_ list: SyntaxNode, _ context: Context) -> [Argument] {
        list.namedChildren.filter { $0.kind == "value_argument" }.compactMap { argument in
            let isNamed = argument.children.contains { $0.kind == "=" }
            guard let value = argument.namedChildren.last(where: { !Self.isComment($0) }) else { return nil }
            let name = isNamed ? argument.firstChild(of: "simple_identifier")?.text : nil
            if value.kind == "spread_expression", let part = Self.part(value) {
                return Argument(name: nil, value: expression(part, context), spread: .list)
            }
            return Argument(name: name, value: expression(value, context), spread: .none)
        }
    }

    private func argumentNodes(_ call: SyntaxNode) -> SyntaxNode? { call.firstChild(of: "call_suffix")?.firstChild(of: "value_arguments") }

    private mutating func call(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        if let object = builtObject(node, context) { return object }
        guard let calleeNode = Self.part(node) else { return lowering.add(.unknown, node.span, context) }
        let lambda = Self.trailingLambda(node)
        guard let (objectNode, method) = Self.method(node) else {
            let word = calleeNode.kind == "simple_identifier" ? calleeNode.text : ""
            if word == "repeat", let lambda, let list = argumentNodes(node) {
                let bounds = arguments(list, context).map(\.value)
                return iteration(over: range(bounds, node.span, context), lambda, node, context)
            }
            let callee = expression(calleeNode, context)
            let handed = argumentNodes(node).map { arguments($0, context) } ?? []
            if let known = constructed(word, handed, node.span, context) { return known }
            let rest = lambda.map { [Argument(name: nil, value: self.lambda($0, context), spread: .none)] } ?? []
            return lowering.addCall(callee: callee, arguments: handed + rest, span: node.span, context: context)
        }
        if Self.endsBuilder(method.text), objectNode.kind == "simple_identifier", holdsBuilder(objectNode.text, from: context.scope) {
            return lowering.add(.name(objectNode.text), node.span, context)
        }
        let object = expression(objectNode, context)
        if isIterating(method.text, on: object) {
            let reference = argumentNodes(node)?.namedChildren.compactMap { Self.part($0) }.first { $0.kind == "callable_reference" }
            if let handed = lambda ?? reference {
                let callee = lowering.add(.member(object, method.text), Span(objectNode.span.start, method.span.end), context)
                let call = lowering.addCall(callee: callee, arguments: [], span: node.span, context: context)
                _ = iteration(over: source(of: object), handed, node, context)
                return call
            }
        }
        let handed = argumentNodes(node).map { arguments($0, context) } ?? []
        if lambda == nil, let known = libraryCall(method.text, on: object, handed, node.span, context) { return known }
        if let lambda, ["let", "run", "use", "also", "apply", "with"].contains(method.text) {
            return scoped(object, method.text, lambda, node, context)
        }
        let callee = lowering.add(.member(object, method.text), Span(objectNode.span.start, method.span.end), context)
        let rest = lambda.map { [Argument(name: nil, value: self.lambda($0, context), spread: .none)] } ?? []
        return lowering.addCall(callee: callee, arguments: handed + rest, span: node.span, context: context)
    }

    /// Collections that functions write out.
    private mutating func constructed(_ name: String, _ arguments: [Argument], _ span: Span, _ context: Context) -> ExpressionID? {
        let values = arguments.map(\.value)
        switch name {
        case "listOf", "mutableListOf", "setOf", "arrayOf", "arrayListOf", "sequenceOf", "listOfNotNull":
            return lowering.add(.list(values), span, context)
        case "mapOf", "mutableMapOf", "hashMapOf", "linkedMapOf":
            let entries = values.map { value -> (key: ExpressionID?, value: ExpressionID) in
                guard case .list(let pair) = lowering.unit.expressions[value].kind, pair.count == 2 else { return (nil, value) }
                return (pair[0], pair[1])
            }
            return lowering.add(.dictionary(entries), span, context)
        default: return nil
        }
    }

    /// `x.let { f(it) }`: `it` is x, and the whole is what the lambda ends with; `also` gives x again.
    private mutating func scoped(
        _ object: ExpressionID, _ method: String, _ lambda: SyntaxNode, _ node: SyntaxNode, _ context: Context
    ) -> ExpressionID {
        let scope = addLambdaScope(lambda.span, context)
        var inner = context
        inner.scope = scope
        let parameter = Self.parameterNames(lambda).first ?? "it"
        if method == "let" || method == "also" || method == "use" {
            lowering.bind(parameter, .expression(object), at: lambda.span.start, inner)
            lowering.setRole(object, .assigned([parameter]))
        }
        let value = lambdaBody(lambda, inner)
        if method == "also" || method == "apply" { return object }
        return value ?? lowering.add(.unknown, node.span, context)
    }

    private mutating func navigation(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let object = Self.part(node),
            let name = node.namedChildren.last(where: { $0.kind == "navigation_suffix" })?.firstChild(of: "simple_identifier")
        else { return lowering.add(.unknown, node.span, context) }
        // `Foo::class.java`
        if object.kind == "callable_reference", object.text.hasSuffix("::class") { return expression(object, context) }
        if object.kind == "simple_identifier", names.ownTypes.contains(name.text), names.ownTypes.contains(object.text) { return self.name(name.text, node.span, context) }
        return lowering.add(.member(expression(object, context), name.text), node.span, context)
    }

    // MARK: Builders

    func isUnbuilt(_ node: SyntaxNode?) -> Bool {
        guard let node, node.kind == "call_expression" else { return false }
        let (root, calls) = chain(node)
        return root != nil && !calls.contains { Self.method($0).map { Self.endsBuilder($0.name.text) } ?? false }
    }

    /// A short name with dots, the last of which begins with a capital. The text of a whole chain is not looked at link by link.
    private static func isTypeName(_ node: SyntaxNode) -> Bool {
        guard node.kind == "simple_identifier" || node.kind == "navigation_expression", node.span.length < 200 else { return false }
        return node.text.split(separator: ".").last?.first?.isUppercase ?? false
    }

    /// The builder call that a chain begins with, and the calls behind it.
    private func chain(_ node: SyntaxNode) -> (root: SyntaxNode?, calls: [SyntaxNode]) {
        var calls: [SyntaxNode] = []
        var current = node
        for _ in 0..<200 {
            guard current.kind == "call_expression", let (object, name) = Self.method(current) else { return (nil, calls.reversed()) }
            if Self.isTypeName(object), Self.beginsBuilder(name.text) || name.text == "Builder" {
                return (current, calls.reversed())
            }
            calls.append(current)
            current = object
        }
        return (nil, calls.reversed())
    }

    private mutating func builtObject(_ node: SyntaxNode, _ context: Context) -> ExpressionID? {
        let (found, calls) = chain(node)
        func ends(_ call: SyntaxNode) -> Bool { Self.method(call).map { Self.endsBuilder($0.name.text) } ?? false }
        if found == nil, let first = calls.first, let last = calls.last, ends(last), let (object, _) = Self.method(first),
            object.kind == "simple_identifier", let type = handedBuilder(object.text, from: context.scope)
        {
            let told = calls.dropLast().map { link($0, context) }
            return made(qualified(type, object.span, context), given: [], links: told, span: node.span, context)
        }
        guard let root = found, let (type, _) = Self.method(root) else { return nil }
        var links = calls
        if let last = links.last {
            if ends(last) {
                links.removeLast()
                guard !links.contains(where: ends) else { return nil }
            } else {
                let isSent = argumentNodes(last)?.namedChildren.isEmpty ?? (Self.trailingLambda(last) == nil)
                if isSent || links.contains(where: ends) { return nil }
            }
        }
        let callee = expression(type, context)
        let given = argumentNodes(root).map { arguments($0, context).map(\.value) } ?? []
        let told = links.map { link($0, context) }
        return made(callee, given: given, links: told, span: node.span, context)
    }

    private mutating func link(_ call: SyntaxNode, _ context: Context) -> Link {
        var values = argumentNodes(call).map { arguments($0, context).map(\.value) } ?? []
        if let lambda = Self.trailingLambda(call) { values.append(self.lambda(lambda, context)) }
        let name = Self.method(call)?.name
        return (name?.text ?? "", values, name?.span ?? call.span)
    }

    // MARK: Lambdas

    private static func parameterNames(_ lambda: SyntaxNode) -> [String] {
        let parameters = lambda.firstChild(of: "lambda_parameters")?.namedChildren ?? []
        return parameters.flatMap { parameter -> [String] in
            let variables = parameter.kind == "multi_variable_declaration" ? parameter.namedChildren : [parameter]
            return variables.compactMap { $0.firstChild(of: "simple_identifier")?.text }
        }
    }

    private mutating func iteration(
        over iterable: ExpressionID, _ handed: SyntaxNode, _ node: SyntaxNode, _ context: Context
    ) -> ExpressionID {
        if handed.kind == "callable_reference" {
            let (_, inner) = elements(of: iterable, targets: ["it"], span: node.span, body: handed.span, context)
            let function = expression(handed, inner)
            let element = lowering.add(.name("it"), handed.span, inner)
            return lowering.addCall(
                callee: function, arguments: [Argument(name: nil, value: element, spread: .none)], span: handed.span, context: inner)
        }
        let parameters = Self.parameterNames(handed)
        let (_, inner) = elements(
            of: iterable, targets: parameters.isEmpty ? ["it"] : parameters, span: node.span, body: handed.span, context)
        _ = lambdaBody(handed, inner)
        return lowering.add(.unknown, node.span, context)
    }

    mutating func lambda(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let scope = addLambdaScope(node.span, context)
        var inner = context
        inner.scope = scope
        inner.block = lowering.addBlock(node.span, decision: lowering.addDecision(), context)
        let parameters = Self.parameterNames(node).isEmpty ? ["it"] : Self.parameterNames(node)
        for parameter in parameters { lowering.bind(parameter, .unknown, at: node.span.start, inner) }
        let value = lambdaBody(node, inner)
        if let value, parameters.count == 1, let set = settings(value, of: parameters[0], span: node.span, context) { return set }
        return lowering.add(.unknown, node.span, context)
    }

    private mutating func lambdaBody(_ lambda: SyntaxNode, _ context: Context) -> ExpressionID? {
        guard let statements = lambda.firstChild(of: "statements") else { return nil }
        let wasInLambda = isInLambda
        isInLambda = true
        defer { isInLambda = wasInLambda }
        return lastValue(statements, context)
    }

    private static let declarations: Set<String> = [
        "property_declaration", "function_declaration", "assignment", "for_statement", "while_statement", "do_while_statement",
        "class_declaration", "object_declaration",
    ]

    /// Statements, and the value of the last one.
    private mutating func lastValue(_ statements: SyntaxNode, _ context: Context) -> ExpressionID? {
        let parts = statements.namedChildren.filter { !Self.isComment($0) }
        for part in parts.dropLast() { statement(part, context) }
        guard let last = parts.last else { return nil }
        if last.kind == "statements" { return lastValue(last, context.deeper) }
        if Self.declarations.contains(last.kind) {
            statement(last, context)
            return nil
        }
        return context.depth < Lowering.deepestNesting ? expression(last, context) : nil
    }

    private mutating func anonymous(_ body: SyntaxNode, _ node: SyntaxNode, _ context: Context) {
        let type = node.firstChild(of: "delegation_specifier").flatMap { Self.part($0) }?.text ?? "object"
        let (_, inner) = addClass(String(type.prefix { $0 != "(" }), bases: [], members: [], isEnumeration: false, span: body.span, context)
        let wasInLambda = isInLambda
        isInLambda = false
        block(body, inner)
        isInLambda = wasInLambda
    }

    // MARK: Operators

    /// The operands of a chain of the same operator, however long.
    private static func operands(_ node: SyntaxNode, of kind: String) -> [SyntaxNode] {
        var result: [SyntaxNode] = []
        var current = node
        while current.kind == kind, case let parts = current.namedChildren.filter({ !isComment($0) }), parts.count == 2 {
            result.append(parts[1])
            current = parts[0]
        }
        result.append(current)
        return result.reversed()
    }

    private mutating func sum(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let symbol = node.children.first { !$0.isNamed }?.text ?? ""
        let parts = Self.operands(node, of: node.kind).map { expression($0, context) }
        if symbol == "+", parts.contains(where: { lowering.unit.expressions[$0].kind.isText }) {
            return lowering.add(.template(parts), node.span, context)
        }
        guard var result = parts.first else { return lowering.add(.unknown, node.span, context) }
        for part in parts.dropFirst() { result = lowering.add(.binary(symbol, result, part), node.span, context) }
        return result
    }

    private mutating func comparison(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let symbol = node.children.first { !$0.isNamed }?.text ?? "=="
        let operands = node.namedChildren.filter { !Self.isComment($0) }.map { expression($0, context) }
        return lowering.add(.comparison([String(symbol.prefix(2))], operands), node.span, context)
    }

    private mutating func prefix(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let part = Self.part(node) else { return lowering.add(.unknown, node.span, context) }
        let id = expression(part, context)
        let symbol = node.children.first?.text ?? ""
        if symbol == "!" { return lowering.add(.negation(id), node.span, context) }
        if symbol == "-", case .number(let value) = lowering.unit.expressions[id].kind {
            return lowering.add(.number(-value), node.span, context)
        }
        return lowering.add(.unknown, node.span, context)
    }

    private mutating func infix(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let parts = node.namedChildren.filter { !Self.isComment($0) }
        guard parts.count == 3 else { return lowering.add(.unknown, node.span, context) }
        let (left, right) = (expression(parts[0], context), expression(parts[2], context))
        switch parts[1].text {
        case "until", "downTo": return range([left, right], node.span, context)
        case "step":
            guard case .call(let call) = lowering.unit.expressions[left].kind else { break }
            return range(lowering.unit.calls[call].arguments.map(\.value) + [right], node.span, context)
        case "to": return lowering.add(.list([left, right]), node.span, context)
        default: break
        }
        return lowering.add(.unknown, node.span, context)
    }

    // MARK: Branches that have a value

    private mutating func branch(_ body: SyntaxNode?, _ decision: Int, absent: String? = nil, _ context: Context) -> ExpressionID? {
        guard let body else { return nil }
        var inner = context
        inner.block = lowering.addBlock(body.span, decision: decision, context)
        if let absent { inner.absentNames.insert(absent) }
        return lastValue(body.firstChild(of: "statements") ?? body, inner)
    }

    private mutating func conditional(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let decision = lowering.addDecision()
        var absent: String?
        var test: ExpressionID?
        if let condition = node.child("condition") {
            let id = expression(condition, context)
            lowering.setRole(id, .condition)
            if case .comparison(["=="], let operands) = lowering.unit.expressions[id].kind, operands.count == 2,
                case .name(let name) = lowering.unit.expressions[operands[0]].kind, case .null = lowering.unit.expressions[operands[1]].kind
            {
                absent = name
            }
            test = id
        }
        let then = branch(node.child("consequence"), decision, absent: absent, context)
        let otherwise = branch(node.child("alternative"), decision, context)
        if node.child("alternative") != nil { lowering.unit.decisions[decision].isExhaustive = true }
        guard let test, let then, let otherwise else { return lowering.add(.unknown, node.span, context) }
        return lowering.add(.conditional(test: test, then: then, otherwise: otherwise), node.span, context)
    }

    private mutating func when(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let subjectNode = node.firstChild(of: "when_subject")
        let value = subjectNode?.namedChildren.last { !Self.isComment($0) && $0.kind != "variable_declaration" }
        let subject = value.map { expression($0, context) }
        if let subject, let name = subjectNode?.firstChild(of: "variable_declaration")?.firstChild(of: "simple_identifier") {
            lowering.bind(name.text, .expression(subject), at: node.span.start, context)
        }
        var labels: [String] = []
        var values: [ExpressionID] = []
        let decision = lowering.addDecision()
        for entry in node.namedChildren where entry.kind == "when_entry" {
            if entry.children.contains(where: { $0.kind == "else" }) { lowering.unit.decisions[decision].isExhaustive = true }
            for condition in entry.namedChildren where condition.kind == "when_condition" {
                guard let test = Self.part(condition) else { continue }
                if let text = KotlinText.plain(test) {
                    labels.append(text)
                } else if test.kind == "navigation_expression" || test.kind == "simple_identifier", subject != nil {
                    labels.append(test.text.split(separator: ".").last.map(String.init) ?? "")
                } else {
                    let id = expression(test, context)
                    if subject == nil { lowering.setRole(id, .condition) }
                }
            }
            if let found = branch(entry.firstChild(of: "control_structure_body"), decision, context) { values.append(found) }
        }
        if let subject { lowering.setRole(subject, .switched(labels)) }
        guard var result = values.last else { return lowering.add(.unknown, node.span, context) }
        for value in values.dropLast().reversed() {
            let test = lowering.add(.unknown, node.span, context)
            result = lowering.add(.conditional(test: test, then: value, otherwise: result), node.span, context)
        }
        return result
    }

    private mutating func tryExpression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let hasHandler = node.firstChild(of: "catch_block") != nil
        if hasHandler, let loop = context.loops.last { lowering.unit.loops[loop].hasHandler = true }
        let decision = lowering.addDecision()
        lowering.unit.decisions[decision].isExhaustive = true
        var values: [ExpressionID] = []
        for child in node.namedChildren {
            var inner = context
            switch child.kind {
            case "statements":
                inner.isGuarded = context.isGuarded || hasHandler
                if hasHandler { inner.block = lowering.addBlock(child.span, decision: decision, isExclusive: false, context) }
                if let value = lastValue(child, inner) { values.append(value) }
            case "catch_block":
                inner.isInHandler = true
                inner.block = lowering.addBlock(child.span, decision: decision, context)
                if let name = child.firstChild(of: "simple_identifier") { lowering.bind(name.text, .unknown, at: name.span.end, inner) }
                if let body = child.firstChild(of: "statements"), let value = lastValue(body, inner) { values.append(value) }
            case "finally_block": if let body = child.firstChild(of: "statements") { block(body, context) }
            default: break
            }
        }
        guard values.count > 1 else { return values.first ?? lowering.add(.unknown, node.span, context) }
        let test = lowering.add(.unknown, node.span, context)
        return lowering.add(.conditional(test: test, then: values[0], otherwise: values[1]), node.span, context)
    }

    private mutating func jump(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let word = node.children.first?.text ?? ""
        let part = node.namedChildren.last { $0.kind != "label" && !Self.isComment($0) }
        let value = part.map { expression($0, context) }
        if word.hasPrefix("return") {
            addReturn(value, isInLambda: word.contains("@"), context)
        } else if word == "throw" {
            lowering.unit.blocks[context.block].leaves = true
        } else {
            if word.hasPrefix("break"), let loop = context.loops.last { lowering.unit.loops[loop].hasEarlyExit = true }
            lowering.unit.blocks[context.block].jumps = true
        }
        return lowering.add(.unknown, node.span, context)
    }

    // MARK: Text

    private mutating func text(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        if let plain = KotlinText.plain(node) { return lowering.add(.text(plain), node.span, context) }
        let isRaw = node.text.hasPrefix("\"\"\"")
        let parts = node.namedChildren.map { child in
            child.kind == "string_content" || child.kind == "character_escape_seq"
                ? lowering.add(.text(isRaw ? child.text : JavaText.decode(child.text)), child.span, context) : expression(child, context)
        }
        return lowering.add(.template(parts), node.span, context)
    }
}

/// How Kotlin writes text.
enum KotlinText {
    /// The text of a literal; nil when something is filled in.
    static func plain(_ node: SyntaxNode) -> String? {
        guard node.kind == "string_literal" else { return nil }
        let isRaw = node.text.hasPrefix("\"\"\"")
        var result = ""
        for child in node.namedChildren {
            guard child.kind == "string_content" || child.kind == "character_escape_seq" else { return nil }
            result += isRaw ? child.text : JavaText.decode(child.text)
        }
        return result
    }
}
