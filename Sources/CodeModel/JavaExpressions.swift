internal import Parsing

/// Java: expressions.
extension JavaLowering {
    mutating func expression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, node.span, context) }
        let inner = context.deeper
        switch node.kind {
        case "identifier", "type_identifier": return name(node.text, node.span, context)
        case "scoped_type_identifier", "scoped_identifier": return qualified(Self.dotted(node), node.span, context)
        case "this", "super": return lowering.add(.name(node.kind), node.span, context)
        case "string_literal": return text(node, inner)
        case "character_literal": return lowering.add(.text(JavaText.decode(String(node.text.dropFirst().dropLast()))), node.span, context)
        case "decimal_integer_literal", "decimal_floating_point_literal", "hex_integer_literal", "binary_integer_literal":
            return lowering.add(JavaText.number(node.text), node.span, context)
        case "true": return lowering.add(.flag(true), node.span, context)
        case "false": return lowering.add(.flag(false), node.span, context)
        case "null_literal": return lowering.add(.null, node.span, context)
        case "parenthesized_expression": if let part = Self.part(node) { return expression(part, inner) }
        case "cast_expression": if let value = node.child("value") { return expression(value, inner) }
        case "class_literal": if let type = node.namedChildren.first { return typeExpression(type, inner) }
        case "generic_type", "array_type", "boolean_type", "integral_type", "floating_point_type", "void_type":
            return typeExpression(node, inner)
        case "method_invocation": return invocation(node, inner)
        case "object_creation_expression": return creation(node, inner)
        case "field_access": return fieldAccess(node, inner)
        case "array_access":
            guard let array = node.child("array"), let index = node.child("index") else { break }
            return lowering.add(.index(expression(array, inner), expression(index, inner)), node.span, context)
        case "binary_expression": return binary(node, inner)
        case "unary_expression": return unary(node, inner)
        case "assignment_expression": return assignment(node, inner)
        case "update_expression":
            if let target = node.namedChildren.first(where: { $0.kind == "identifier" }) {
                assign(target.text, lowering.add(.unknown, node.span, context), isExtension: false, at: node.span.end, context)
            }
        case "ternary_expression":
            guard let test = node.child("condition"), let then = node.child("consequence"), let otherwise = node.child("alternative")
            else { break }
            let parts = (expression(test, inner), expression(then, inner), expression(otherwise, inner))
            return lowering.add(.conditional(test: parts.0, then: parts.1, otherwise: parts.2), node.span, context)
        case "lambda_expression": return lambda(node, inner)
        case "method_reference":
            let parts = node.namedChildren
            guard parts.count == 2, parts[1].kind == "identifier" else { break }
            return lowering.add(.member(expression(parts[0], inner), parts[1].text), node.span, context)
        case "array_initializer", "element_value_array_initializer":
            let items = node.namedChildren.filter { !$0.kind.hasSuffix("comment") }.map { expression($0, inner) }
            return lowering.add(.list(items), node.span, context)
        case "array_creation_expression": if let value = node.child("value") { return expression(value, inner) }
        case "switch_expression", "switch_statement": return switchExpression(node, inner)
        case "instanceof_expression":
            if let left = node.child("left") { _ = expression(left, inner) }
            if let name = node.child("name") { lowering.bind(name.text, .unknown, at: node.span.end, context) }
            return lowering.add(.unknown, node.span, context)
        default: break
        }
        for child in node.namedChildren where !["block", "class_body"].contains(child.kind) { _ = expression(child, inner) }
        return lowering.add(.unknown, node.span, context)
    }

    /// A type as it is written: collections keep what they hold, other types with arguments are what they are without.
    mutating func typeExpression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let id: ExpressionID
        switch node.kind {
        case "type_identifier", "identifier": id = name(node.text, node.span, context)
        case "scoped_type_identifier", "scoped_identifier", "field_access": id = qualified(Self.dotted(node), node.span, context)
        case "generic_type":
            guard let base = node.namedChildren.first else { return lowering.add(.unknown, node.span, context) }
            let word = base.text.split(separator: ".").last.map(String.init) ?? ""
            let arguments = node.firstChild(of: "type_arguments")?.namedChildren ?? []
            if JavaText.containers.contains(word), context.depth < Lowering.deepestNesting {
                let parts = arguments.map { typeExpression($0, context.deeper) }
                let inner = parts.count == 1 ? parts[0] : lowering.add(.list(parts), node.span, context)
                id = lowering.add(.index(qualified(Self.dotted(base), base.span, context), inner), node.span, context)
            } else {
                id = qualified(Self.dotted(base), node.span, context)
            }
        default: id = lowering.add(.name(Self.dotted(node)), node.span, context)
        }
        lowering.setRole(id, .annotation)
        return id
    }

    // MARK: Calls

    func isUnbuilt(_ node: SyntaxNode?) -> Bool {
        guard let node else { return false }
        let links = chain(node)
        return links.root.map(isBuilderType) ?? false && !links.calls.contains { Self.endsBuilder($0.child("name")?.text ?? "") }
    }

    /// The calls of a chain from its root, at most so many, and what stands before its first builder call.
    private func chain(_ node: SyntaxNode) -> (root: SyntaxNode?, calls: [SyntaxNode]) {
        var calls: [SyntaxNode] = []
        var current = node
        for _ in 0..<200 {
            guard current.kind == "method_invocation" else { return (current, calls.reversed()) }
            calls.append(current)
            guard let object = current.child("object") else { return (nil, calls.reversed()) }
            if Self.beginsBuilder(current.child("name")?.text ?? ""), Self.isTypeName(object) { return (current, calls.reversed()) }
            current = object
        }
        return (nil, calls.reversed())
    }

    /// `X.builder(…)`, `new X.Builder(…)`.
    private func isBuilderType(_ root: SyntaxNode) -> Bool {
        if root.kind == "method_invocation" { return true }
        guard root.kind == "object_creation_expression", let type = root.child("type") else { return false }
        return type.kind == "scoped_type_identifier" && type.text.hasSuffix(".Builder")
    }

    private static func isTypeName(_ node: SyntaxNode) -> Bool {
        // The text of a whole chain is not looked at link by link.
        guard node.kind == "identifier" || node.kind == "field_access", node.span.length < 200 else { return false }
        return node.text.split(separator: ".").last?.first?.isUppercase ?? false
    }

    private mutating func invocation(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        if let object = builtObject(node, context) { return object }
        guard let method = node.child("name"), let list = node.child("arguments") else { return lowering.add(.unknown, node.span, context) }
        guard let objectNode = node.child("object") else {
            let callee = name(method.text, method.span, context)
            return lowering.addCall(callee: callee, arguments: arguments(list, context), span: node.span, context: context)
        }
        // A builder that a variable holds is built.
        if Self.endsBuilder(method.text), objectNode.kind == "identifier", holdsBuilder(objectNode.text, from: context.scope) {
            return lowering.add(.name(objectNode.text), node.span, context)
        }
        let object = expression(objectNode, context)
        if isIterating(method.text, on: object), let handed = list.namedChildren.first(where: { Self.isFunction($0) }) {
            return iteration(node, method.text, object, handed, list, context)
        }
        let arguments = arguments(list, context)
        if let known = libraryCall(method.text, on: object, arguments, node.span, context) { return known }
        let callee = lowering.add(.member(object, method.text), Span(objectNode.span.start, method.span.end), context)
        return lowering.addCall(callee: callee, arguments: arguments, span: node.span, context: context)
    }

    /// The object that a chain of builder calls makes, when the node is the end of one.
    private mutating func builtObject(_ node: SyntaxNode, _ context: Context) -> ExpressionID? {
        let (found, calls) = chain(node)
        if let root = found, root.kind == "identifier", let last = calls.last, Self.endsBuilder(last.child("name")?.text ?? ""),
            let type = handedBuilder(root.text, from: context.scope)
        {
            return made(qualified(type, root.span, context), [], Array(calls.dropLast()), node.span, context)
        }
        guard let root = found, isBuilderType(root) else { return nil }
        var links = root.kind == "method_invocation" ? Array(calls.dropFirst()) : calls
        guard let last = links.last else { return root.kind == "method_invocation" ? made(root, [], node.span, context) : nil }
        if Self.endsBuilder(last.child("name")?.text ?? "") {
            links.removeLast()
            // What is built before is made before: this one is only the last call.
            guard !links.contains(where: { Self.endsBuilder($0.child("name")?.text ?? "") }) else { return nil }
        } else {
            // A call without arguments at the end sends it off.
            let isSent = last.child("arguments")?.namedChildren.isEmpty ?? true
            if isSent || links.contains(where: { Self.endsBuilder($0.child("name")?.text ?? "") }) { return nil }
        }
        return made(root, links, node.span, context)
    }

    private mutating func made(_ root: SyntaxNode, _ links: [SyntaxNode], _ span: Span, _ context: Context) -> ExpressionID {
        let type: ExpressionID
        if root.kind == "method_invocation", let object = root.child("object") {
            type = expression(object, context)
        } else {
            let text = root.child("type").map { Self.dotted($0) } ?? ""
            type = qualified(String(text.dropLast(".Builder".count)), root.span, context)
        }
        let given = (root.child("arguments")?.namedChildren ?? []).filter { !$0.kind.hasSuffix("comment") }.map { expression($0, context) }
        return made(type, given, links, span, context)
    }

    private mutating func made(
        _ type: ExpressionID, _ given: [ExpressionID], _ links: [SyntaxNode], _ span: Span, _ context: Context
    ) -> ExpressionID {
        let told = links.map { link -> Link in
            let list = link.child("arguments")
            let values = (list?.namedChildren ?? []).filter { !$0.kind.hasSuffix("comment") }.map { expression($0, context) }
            return (link.child("name")?.text ?? "", values, link.child("name")?.span ?? link.span)
        }
        return made(type, given: given, links: told, span: span, context)
    }

    /// `builder.a(1);` on a variable that holds a builder.
    mutating func tellsBuilder(_ node: SyntaxNode, _ context: Context) -> Bool {
        var call = node
        if node.kind == "assignment_expression", let value = node.child("right"), value.kind == "method_invocation" { call = value }
        guard call.kind == "method_invocation" else { return false }
        let (root, calls) = chain(call)
        guard let root, root.kind == "identifier", holdsBuilder(root.text, from: context.scope),
            node.kind == "method_invocation" || node.child("left")?.text == root.text
        else { return false }
        let links = calls.map { link -> Link in
            let values = (link.child("arguments")?.namedChildren ?? []).filter { !$0.kind.hasSuffix("comment") }.map { expression($0, context) }
            return (link.child("name")?.text ?? "", values, link.span)
        }
        tellBuilder(root.text, links, context)
        return true
    }

    mutating func arguments(_ list: SyntaxNode, _ context: Context) -> [Argument] {
        list.namedChildren.filter { !$0.kind.hasSuffix("comment") }.map {
            Argument(name: nil, value: expression($0, context), spread: .none)
        }
    }

    private mutating func creation(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let type = node.child("type") else { return lowering.add(.unknown, node.span, context) }
        let base = type.kind == "generic_type" ? type.namedChildren.first ?? type : type
        let callee = typeExpression(base, context)
        lowering.setRole(callee, .part)
        let arguments = node.child("arguments").map { self.arguments($0, context) } ?? []
        if let body = node.firstChild(of: "class_body") {
            let own = Self.members(of: body)
            let (_, inner) = addClass(Self.dotted(base), bases: [], members: own, isEnumeration: false, span: body.span, context)
            let wasInLambda = isInLambda
            isInLambda = false
            block(body, inner)
            isInLambda = wasInLambda
        }
        return lowering.addCall(callee: callee, arguments: arguments, span: node.span, context: context)
    }

    private mutating func fieldAccess(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let object = node.child("object"), let field = node.child("field") else {
            return lowering.add(.unknown, node.span, context)
        }
        if object.kind == "identifier", names.ownTypes.contains(field.text), names.ownTypes.contains(object.text) {
            return name(field.text, node.span, context)
        }
        // `Outer.this.x`
        if field.kind == "this" { return expression(object, context) }
        return lowering.add(.member(expression(object, context), field.text), node.span, context)
    }

    // MARK: Lambdas

    static func isFunction(_ node: SyntaxNode) -> Bool { node.kind == "lambda_expression" || node.kind == "method_reference" }

    private static func parameterNames(_ lambda: SyntaxNode) -> [String] {
        guard let parameters = lambda.child("parameters") else { return [] }
        if parameters.kind == "identifier" { return [parameters.text] }
        return parameters.namedChildren.compactMap { $0.kind == "identifier" ? $0.text : $0.child("name")?.text }
    }

    /// `xs.stream().map(x -> f(x))`: the body runs for each element.
    private mutating func iteration(
        _ node: SyntaxNode, _ method: String, _ object: ExpressionID, _ handed: SyntaxNode, _ list: SyntaxNode, _ context: Context
    ) -> ExpressionID {
        let callee = lowering.add(.member(object, method), Span(lowering.unit.expressions[object].span.start, handed.span.start), context)
        let call = lowering.addCall(callee: callee, arguments: [], span: node.span, context: context)
        for child in list.namedChildren where child.index != handed.index { _ = expression(child, context) }
        let iterable = source(of: object)
        if handed.kind == "method_reference" {
            let parts = handed.namedChildren
            guard parts.count == 2, parts[1].kind == "identifier" else { return call }
            let (_, inner) = elements(of: iterable, targets: ["it"], span: node.span, body: handed.span, context)
            let function = lowering.add(.member(expression(parts[0], inner), parts[1].text), handed.span, inner)
            let element = lowering.add(.name("it"), handed.span, inner)
            _ = lowering.addCall(
                callee: function, arguments: [Argument(name: nil, value: element, spread: .none)], span: handed.span, context: inner)
            return call
        }
        guard let body = handed.child("body") else { return call }
        let (_, inner) = elements(of: iterable, targets: Self.parameterNames(handed), span: node.span, body: handed.span, context)
        _ = lambdaBody(body, inner)
        return call
    }

    private mutating func lambda(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let body = node.child("body") else { return lowering.add(.unknown, node.span, context) }
        let scope = addLambdaScope(node.span, context)
        var inner = context
        inner.scope = scope
        inner.block = lowering.addBlock(node.span, decision: lowering.addDecision(), context)
        let parameters = Self.parameterNames(node)
        for parameter in parameters { lowering.bind(parameter, .unknown, at: node.span.start, inner) }
        let value = lambdaBody(body, inner)
        if let value, parameters.count == 1, let set = settings(value, of: parameters[0], span: node.span, context) { return set }
        return lowering.add(.unknown, node.span, context)
    }

    private mutating func lambdaBody(_ body: SyntaxNode, _ context: Context) -> ExpressionID? {
        let wasInLambda = isInLambda
        isInLambda = true
        defer { isInLambda = wasInLambda }
        if body.kind == "block" {
            statement(body, context)
            return nil
        }
        return expression(body, context)
    }

    // MARK: Operators

    /// `a + b + c`, however long, becomes one template when a part is text.
    private mutating func binary(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let symbol = node.child("operator")?.text ?? ""
        var operands: [SyntaxNode] = []
        var current = node
        while current.kind == "binary_expression", current.child("operator")?.text == symbol, let left = current.child("left"),
            let right = current.child("right")
        {
            operands.append(right)
            current = left
        }
        operands.append(current)
        let parts = operands.reversed().map { expression($0, context) }
        switch symbol {
        case "+" where parts.contains(where: { isText($0) }): return lowering.add(.template(parts), node.span, context)
        case "&&": return lowering.add(.both(parts), node.span, context)
        case "||": return lowering.add(.either(parts), node.span, context)
        case "==", "!=", "<", ">", "<=", ">=":
            return lowering.add(.comparison(Array(repeating: symbol, count: max(1, parts.count - 1)), parts), node.span, context)
        default:
            guard var result = parts.first else { return lowering.add(.unknown, node.span, context) }
            for part in parts.dropFirst() { result = lowering.add(.binary(symbol, result, part), node.span, context) }
            return result
        }
    }

    private func isText(_ id: ExpressionID) -> Bool {
        switch lowering.unit.expressions[id].kind {
        case .text, .template: true
        default: false
        }
    }

    private mutating func unary(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let operand = node.child("operand") else { return lowering.add(.unknown, node.span, context) }
        let id = expression(operand, context)
        switch node.child("operator")?.text {
        case "!": return lowering.add(.negation(id), node.span, context)
        case "-":
            guard case .number(let value) = lowering.unit.expressions[id].kind else { break }
            return lowering.add(.number(-value), node.span, context)
        case "+": return id
        default: break
        }
        return lowering.add(.unknown, node.span, context)
    }

    private mutating func assignment(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let left = node.child("left"), let right = node.child("right") else { return lowering.add(.unknown, node.span, context) }
        let value = expression(right, context)
        let symbol = node.child("operator")?.text ?? "="
        switch left.kind {
        case "identifier":
            if isUnbuilt(right) { keepBuilder(left.text, value, context) }
            let isKept = symbol == "=" || symbol == "+="
            let stored = isKept ? value : lowering.add(.unknown, node.span, context)
            assign(left.text, stored, isExtension: symbol == "+=", at: node.span.end, context)
        case "field_access":
            if left.child("object")?.kind == "this", symbol == "=", let field = left.child("field") {
                assignField(field.text, value, context)
            } else {
                _ = expression(left, context)
            }
        default: _ = expression(left, context)
        }
        return value
    }

    // MARK: Switch

    /// A choice between values; as a statement, between blocks.
    private mutating func switchExpression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let subject = node.child("condition").map { expression($0, context) }
        let groups = node.child("body")?.namedChildren.filter { $0.kind.hasPrefix("switch_block_statement") || $0.kind == "switch_rule" } ?? []
        var labels: [String] = []
        var values: [ExpressionID] = []
        let decision = lowering.addDecision()
        for group in groups {
            let blockOfGroup = lowering.addBlock(group.span, decision: decision, context)
            var inner = context
            inner.block = blockOfGroup
            for label in group.namedChildren where label.kind == "switch_label" {
                if label.children.contains(where: { $0.kind == "default" }) { lowering.unit.decisions[decision].isExhaustive = true }
                for value in label.namedChildren {
                    switch value.kind {
                    case "string_literal": labels.append(JavaText.plain(value) ?? "")
                    case "identifier": labels.append(value.text)
                    case "field_access": labels.append(value.child("field")?.text ?? "")
                    case "guard": for test in value.namedChildren { _ = expression(test, inner) }
                    default:
                        for index in value.index..<value.endIndex where value.node(index).kind == "identifier" {
                            lowering.bind(value.node(index).text, .unknown, at: value.span.end, inner)
                        }
                    }
                }
            }
            for part in group.namedChildren where part.kind != "switch_label" {
                if group.kind == "switch_rule", part.kind == "expression_statement", let value = Self.part(part) {
                    values.append(expression(value, inner))
                } else if part.kind == "block" {
                    statement(part, inner)
                    if let yielded = part.namedChildren.last, yielded.kind == "yield_statement" {
                        values.append(lowering.add(.unknown, yielded.span, inner))
                    }
                } else {
                    statement(part, inner)
                }
            }
        }
        if let subject { lowering.setRole(subject, .switched(labels)) }
        guard var result = values.last else { return lowering.add(.unknown, node.span, context) }
        for value in values.dropLast().reversed() {
            let test = lowering.add(.unknown, node.span, context)
            result = lowering.add(.conditional(test: test, then: value, otherwise: result), node.span, context)
        }
        return result
    }

    // MARK: Text

    private mutating func text(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        if let plain = JavaText.plain(node) { return lowering.add(.text(plain), node.span, context) }
        let parts = node.namedChildren.compactMap { child -> ExpressionID? in
            if child.kind.hasSuffix("fragment") { return lowering.add(.text(child.text), child.span, context) }
            if child.kind == "string_interpolation", let inner = Self.part(child) { return expression(inner, context) }
            return nil
        }
        return lowering.add(.template(parts), node.span, context)
    }
}

/// How Java writes text and numbers.
enum JavaText {
    /// Types whose arguments are what they hold.
    static let containers: Set<String> = [
        "List", "Set", "Collection", "Iterable", "Optional", "Stream", "Flux", "Mono", "Map", "Queue", "Deque", "ArrayList", "Sequence",
        "MutableList", "MutableSet", "Flow", "CompletableFuture", "ResponseEntity", "Uni", "Multi",
    ]

    /// The text of a literal; nil when something is filled in.
    static func plain(_ node: SyntaxNode) -> String? {
        guard node.kind == "string_literal" else { return nil }
        var result = ""
        for child in node.namedChildren {
            switch child.kind {
            case "string_fragment", "multiline_string_fragment": result += child.text
            case "escape_sequence": result += decode(child.text)
            case "string_interpolation": return nil
            default: break
            }
        }
        return node.text.hasPrefix("\"\"\"") ? block(result) : result
    }

    /// A text block without the indentation that all of its lines share.
    static func block(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.count > 1, lines[0].allSatisfy(\.isWhitespace) { lines.removeFirst() }
        let indented = lines.filter { !$0.allSatisfy(\.isWhitespace) }
        let shared = indented.map { $0.prefix { $0 == " " || $0 == "\t" }.count }.min() ?? 0
        return lines.map { $0.dropFirst(min(shared, $0.count)) }.joined(separator: "\n")
    }

    static func decode(_ text: String) -> String {
        guard text.utf8.contains(0x5C) else { return text }
        var result = String.UnicodeScalarView()
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            guard scalar == "\\", let next = scalars.popFirst() else {
                result.append(scalar)
                continue
            }
            switch next {
            case "n": result.append("\n")
            case "t", "s": result.append(next == "t" ? "\t" : " ")
            case "r": result.append("\r")
            case "\n": break
            case "u":
                while scalars.first == "u" { scalars.removeFirst() }
                let code = String(String.UnicodeScalarView(scalars.prefix(4)))
                if let value = UInt32(code, radix: 16), let scalar = Unicode.Scalar(value) { result.append(scalar) }
                scalars = scalars.dropFirst(4)
            default: result.append(next)
            }
        }
        return String(result)
    }

    static func number(_ text: String) -> Expression.Kind {
        let plain = text.filter { $0 != "_" }.lowercased()
        for (prefix, radix) in [("0x", 16), ("0b", 2)] where plain.hasPrefix(prefix) {
            return Int(plain.dropFirst(2).filter { $0 != "l" }, radix: radix).map { .number(Double($0)) } ?? .unknown
        }
        let digits = plain.filter { $0 != "l" && $0 != "f" && $0 != "d" }
        return Double(digits).map { .number($0) } ?? .unknown
    }
}
