internal import Parsing

/// Python: expressions.
extension PythonLowering {
    mutating func expression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, node.span, context) }
        let inner = context.deeper
        switch node.kind {
        case "identifier": return lowering.add(.name(node.text), node.span, context)
        case "string", "concatenated_string": return text(node, inner)
        case "integer", "float": return lowering.add(PythonText.number(node.text), node.span, context)
        case "true": return lowering.add(.flag(true), node.span, context)
        case "false": return lowering.add(.flag(false), node.span, context)
        case "none": return lowering.add(.null, node.span, context)
        case "call": return call(node, inner)
        case "attribute":
            guard let object = node.child("object"), let name = node.child("attribute") else { break }
            return lowering.add(.member(expression(object, inner), name.text), node.span, context)
        case "subscript": return subscriptExpression(node, inner)
        case "binary_operator": return binary(node, inner)
        case "boolean_operator": return boolean(node, inner)
        case "comparison_operator": return comparison(node, inner)
        case "not_operator":
            guard let operand = node.child("argument") else { break }
            return lowering.add(.negation(expression(operand, inner)), node.span, context)
        case "unary_operator": return unary(node, inner)
        case "conditional_expression":
            let parts = node.namedChildren.filter { $0.kind != "comment" }
            guard parts.count == 3 else { break }
            let then = expression(parts[0], inner)
            let test = expression(parts[1], inner)
            let otherwise = expression(parts[2], inner)
            return lowering.add(.conditional(test: test, then: then, otherwise: otherwise), node.span, context)
        case "list", "tuple", "set", "expression_list":
            return list(node, inner)
        case "dictionary": return dictionary(node, inner)
        case "list_comprehension", "set_comprehension", "generator_expression", "dictionary_comprehension":
            return comprehension(node, inner)
        case "await", "parenthesized_expression", "type":
            guard let value = node.namedChildren.first(where: { $0.kind != "comment" }) else { break }
            return expression(value, inner)
        case "named_expression":
            guard let name = node.child("name"), let value = node.child("value") else { break }
            let id = expression(value, inner)
            // Comprehensions hand such names to the scope around them.
            var outer = context
            while case .comprehension = lowering.unit.scopes[outer.scope].kind, let parent = lowering.unit.scopes[outer.scope].parent {
                outer.scope = parent
            }
            lowering.bind(name.text, .expression(id), at: node.span.end, outer)
            if lowering.unit.expressions[id].role == .part { lowering.setRole(id, .assigned([name.text])) }
            return id
        case "lambda":
            lambda(node, inner, elementsOf: nil)
            return lowering.add(.unknown, node.span, context)
        case "list_splat", "dictionary_splat":
            guard let value = node.namedChildren.first else { break }
            return lowering.add(.spread(expression(value, inner)), node.span, context)
        case "yield":
            if let function = lowering.unit.function(around: context.scope) { lowering.unit.functions[function].isGenerator = true }
            for child in node.namedChildren { _ = expression(child, inner) }
            return lowering.add(.unknown, node.span, context)
        case "assignment":
            if let value = assignment(node, inner) { return value }
        case "generic_type", "union_type", "member_type", "constrained_type", "type_parameter":
            return genericType(node, inner)
        default:
            for child in node.namedChildren { _ = expression(child, inner) }
        }
        return lowering.add(.unknown, node.span, context)
    }

    /// The body of a function without a name, in a scope with its parameters.
    private mutating func lambda(_ node: SyntaxNode, _ context: Context, elementsOf iterable: ExpressionID?) {
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .comprehension, parent: context.scope, span: node.span))
        var inner = context
        inner.scope = scope
        guard let body = node.child("body") else { return }
        if let parameters = node.child("parameters") {
            for child in parameters.namedChildren {
                if let value = child.child("value") { _ = expression(value, context) }
                let name = child.child("name")?.text ?? (child.kind == "identifier" ? child.text : child.namedChildren.first?.text ?? "")
                lowering.bind(name, iterable.map { .element($0) } ?? .unknown, at: node.span.start, inner)
            }
        }
        _ = expression(body, inner)
    }

    // MARK: Calls

    private mutating func call(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let function = node.child("function"), let list = node.child("arguments") else {
            return lowering.add(.unknown, node.span, context)
        }
        let callee = expression(function, context)
        var arguments: [Argument] = []
        if list.kind == "generator_expression" {
            arguments.append(Argument(name: nil, value: comprehension(list, context), spread: .none))
        } else {
            for child in list.namedChildren where child.kind != "comment" { arguments.append(argument(child, context)) }
        }
        return lowering.addCall(callee: callee, arguments: arguments, span: node.span, context: context)
    }

    private mutating func argument(_ node: SyntaxNode, _ context: Context) -> Argument {
        switch node.kind {
        case "keyword_argument":
            let value = node.child("value").map { expression($0, context) } ?? lowering.add(.unknown, node.span, context)
            return Argument(name: node.child("name")?.text ?? "", value: value, spread: .none)
        case "list_splat", "dictionary_splat":
            let value = node.namedChildren.first.map { expression($0, context) } ?? lowering.add(.unknown, node.span, context)
            return Argument(name: nil, value: value, spread: node.kind == "list_splat" ? .list : .dictionary)
        default: return Argument(name: nil, value: expression(node, context), spread: .none)
        }
    }

    // MARK: Operators

    private mutating func subscriptExpression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let value = node.child("value") else { return lowering.add(.unknown, node.span, context) }
        let object = expression(value, context)
        let indices = node.children("subscript").map { index -> ExpressionID in
            if index.kind == "slice" {
                for part in index.namedChildren { _ = expression(part, context) }
                return lowering.add(.slice, index.span, context)
            }
            return expression(index, context)
        }
        let index =
            indices.count == 1
            ? indices[0] : lowering.add(.list(indices), node.span, context)
        return lowering.add(.index(object, index), node.span, context)
    }

    /// `a + b + c`, however long, becomes one template when a part is text.
    private mutating func binary(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        var operands: [SyntaxNode] = []
        var current = node
        let symbol = node.child("operator")?.text ?? ""
        while current.kind == "binary_operator", current.child("operator")?.text == symbol, let left = current.child("left"),
            let right = current.child("right")
        {
            operands.append(right)
            current = left
            if symbol != "+" { break }
        }
        operands.append(current)
        let parts = operands.reversed().map { expression($0, context) }
        if symbol == "+", parts.contains(where: { isText($0) }) {
            return lowering.add(.template(parts), node.span, context)
        }
        if symbol == "%", let first = parts.first, isText(first) {
            return lowering.add(.template(parts), node.span, context)
        }
        var result = parts.first ?? lowering.add(.unknown, node.span, context)
        for part in parts.dropFirst() { result = lowering.add(.binary(symbol, result, part), node.span, context) }
        return result
    }

    private func isText(_ id: ExpressionID) -> Bool {
        switch lowering.unit.expressions[id].kind {
        case .text, .template: true
        default: false
        }
    }

    private mutating func boolean(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let left = node.child("left"), let right = node.child("right") else {
            return lowering.add(.unknown, node.span, context)
        }
        let operands = [expression(left, context), expression(right, context)]
        let isOr = node.child("operator")?.text == "or"
        return lowering.add(isOr ? .either(operands) : .both(operands), node.span, context)
    }

    private mutating func comparison(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        var operators: [String] = []
        var operands: [ExpressionID] = []
        for child in node.children {
            if child.field == "operators" {
                operators.append(child.text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
            } else if child.isNamed, child.kind != "comment" {
                operands.append(expression(child, context))
            }
        }
        return lowering.add(.comparison(operators, operands), node.span, context)
    }

    private mutating func unary(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let operand = node.child("argument") else { return lowering.add(.unknown, node.span, context) }
        if node.child("operator")?.text == "-", case .number(let value) = PythonText.number(operand.text),
            operand.kind == "integer" || operand.kind == "float"
        {
            return lowering.add(.number(-value), node.span, context)
        }
        _ = expression(operand, context)
        return lowering.add(.unknown, node.span, context)
    }

    // MARK: Collections

    private mutating func list(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let items = node.namedChildren.filter { $0.kind != "comment" }.map { expression($0, context) }
        return lowering.add(.list(items), node.span, context)
    }

    private mutating func dictionary(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        var entries: [(key: ExpressionID?, value: ExpressionID)] = []
        for child in node.namedChildren {
            if child.kind == "pair", let key = child.child("key"), let value = child.child("value") {
                entries.append((expression(key, context), expression(value, context)))
            } else if child.kind == "dictionary_splat", let value = child.namedChildren.first {
                entries.append((nil, expression(value, context)))
            }
        }
        return lowering.add(.dictionary(entries), node.span, context)
    }

    /// A function without a name: what its parameters are is its caller's to say, and they hide names from outside.
    private mutating func comprehension(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .comprehension, parent: context.scope, span: node.span))
        var inner = context
        inner.scope = scope
        var last: LoopID?
        for clause in node.namedChildren where clause.kind == "for_in_clause" {
            guard let left = clause.child("left"), let right = clause.child("right") else { continue }
            let iterable = expression(right, last == nil ? context : inner)
            let loop = lowering.addLoop(
                .comprehension, targets: names(in: left), iterable: iterable, condition: nil, span: node.span, body: node.span, inner)
            inner.loops.append(loop)
            bindElements(left, of: iterable, at: node.span.start, inner)
            last = loop
        }
        for clause in node.namedChildren where clause.kind == "if_clause" {
            for child in clause.namedChildren { lowering.setRole(expression(child, inner), .condition) }
        }
        guard let body = node.child("body"), let loop = last else { return lowering.add(.unknown, node.span, context) }
        let element: ExpressionID
        if body.kind == "pair", let key = body.child("key"), let value = body.child("value") {
            _ = expression(key, inner)
            element = expression(value, inner)
        } else {
            element = expression(body, inner)
        }
        return lowering.add(.comprehension(element: element, loop: loop), node.span, context)
    }

    /// `Literal["a", "b"]` and other types with arguments: an index, as the same text is outside annotations.
    private mutating func genericType(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let parts = node.namedChildren.map { child -> ExpressionID in
            child.kind == "type_parameter"
                ? lowering.add(.list(child.namedChildren.map { expression($0, context) }), child.span, context)
                : expression(child, context)
        }
        guard node.kind == "generic_type", parts.count == 2 else {
            return lowering.add(.list(parts), node.span, context)
        }
        return lowering.add(.index(parts[0], parts[1]), node.span, context)
    }

    // MARK: Text

    private mutating func text(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        if let plain = PythonText.plain(node) { return lowering.add(.text(plain), node.span, context) }
        let literals = node.kind == "concatenated_string" ? node.namedChildren.filter { $0.kind == "string" } : [node]
        var parts: [ExpressionID] = []
        for literal in literals {
            let isRaw = PythonText.isRaw(literal)
            for child in literal.namedChildren {
                if child.kind == "string_content" {
                    let content = PythonText.isFormatted(literal) ? PythonText.withoutDoubledBraces(child.text) : child.text
                    parts.append(lowering.add(.text(PythonText.decode(content, raw: isRaw)), child.span, context))
                } else if child.kind == "interpolation", let inner = child.child("expression") ?? child.namedChildren.first {
                    parts.append(expression(inner, context))
                }
            }
        }
        return lowering.add(.template(parts), node.span, context)
    }
}

/// How Python writes text and numbers.
enum PythonText {
    /// The text of a literal with nothing to fill in, adjacent literals joined; nil otherwise.
    static func plain(_ node: SyntaxNode) -> String? {
        let literals = node.kind == "concatenated_string" ? node.namedChildren.filter { $0.kind == "string" } : [node]
        var result = ""
        for literal in literals {
            guard literal.kind == "string" else { return nil }
            let raw = isRaw(literal)
            for child in literal.namedChildren {
                switch child.kind {
                case "string_content": result += decode(isFormatted(literal) ? withoutDoubledBraces(child.text) : child.text, raw: raw)
                case "interpolation": return nil
                default: break
                }
            }
        }
        return result
    }

    static func isRaw(_ literal: SyntaxNode) -> Bool {
        guard let start = literal.firstChild(of: "string_start") else { return false }
        return start.text.contains { $0 == "r" || $0 == "R" }
    }

    static func isFormatted(_ literal: SyntaxNode) -> Bool {
        guard let start = literal.firstChild(of: "string_start") else { return false }
        return start.text.contains { $0 == "f" || $0 == "F" }
    }

    /// `{{` in a formatted literal is one brace.
    static func withoutDoubledBraces(_ text: String) -> String {
        guard text.utf8.contains(0x7B) || text.utf8.contains(0x7D) else { return text }
        return text.replacing("{{", with: "{").replacing("}}", with: "}")
    }

    static func decode(_ text: String, raw: Bool) -> String {
        guard !raw, text.utf8.contains(0x5C) else { return text }
        var result = String.UnicodeScalarView()
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            guard scalar == "\\", let next = scalars.popFirst() else {
                result.append(scalar)
                continue
            }
            switch next {
            case "n": result.append("\n")
            case "t": result.append("\t")
            case "r": result.append("\r")
            case "\n": break
            case "\\", "'", "\"": result.append(next)
            case "x": appendCode(&result, &scalars, digits: 2)
            case "u": appendCode(&result, &scalars, digits: 4)
            case "U": appendCode(&result, &scalars, digits: 8)
            default:
                result.append("\\")
                result.append(next)
            }
        }
        return String(result)
    }

    private static func appendCode(_ result: inout String.UnicodeScalarView, _ rest: inout ArraySlice<Unicode.Scalar>, digits: Int) {
        let code = String(String.UnicodeScalarView(rest.prefix(digits)))
        guard let value = UInt32(code, radix: 16), let scalar = Unicode.Scalar(value) else { return }
        result.append(scalar)
        rest = rest.dropFirst(digits)
    }

    static func number(_ text: String) -> Expression.Kind {
        let plain = text.filter { $0 != "_" }.lowercased()
        if let value = Double(plain) { return .number(value) }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where plain.hasPrefix(prefix) {
            if let value = Int(plain.dropFirst(2), radix: radix) { return .number(Double(value)) }
        }
        return .unknown
    }
}
