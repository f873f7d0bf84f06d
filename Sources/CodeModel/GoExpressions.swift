internal import Parsing

/// Go: expressions.
extension GoLowering {
    /// The parts of a list of expressions, or the one.
    mutating func expressions(_ node: SyntaxNode, _ context: Context) -> [ExpressionID] {
        guard node.kind == "expression_list" || node.kind == "literal_value" else { return [expression(node, context)] }
        return node.namedChildren.filter { $0.kind != "comment" }.map { expression($0, context) }
    }

    mutating func expression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, node.span, context) }
        let inner = context.deeper
        switch node.kind {
        case "identifier", "package_identifier", "field_identifier": return lowering.add(.name(node.text), node.span, context)
        case "interpreted_string_literal", "raw_string_literal":
            return lowering.add(.text(GoText.plain(node) ?? ""), node.span, context)
        case "rune_literal": return lowering.add(.unknown, node.span, context)
        case "int_literal", "float_literal": return lowering.add(GoText.number(node.text), node.span, context)
        case "true": return lowering.add(.flag(true), node.span, context)
        case "false": return lowering.add(.flag(false), node.span, context)
        case "nil": return lowering.add(.null, node.span, context)
        case "parenthesized_expression", "literal_element", "expression_list":
            guard let value = node.namedChildren.first(where: { $0.kind != "comment" }) else { break }
            return expression(value, inner)
        case "type_assertion_expression", "type_conversion_expression", "type_instantiation_expression":
            guard let value = node.child("operand") ?? node.namedChildren.first else { break }
            return expression(value, inner)
        case "selector_expression":
            guard let operand = node.child("operand"), let field = node.child("field") else { break }
            return lowering.add(.member(expression(operand, inner), field.text), node.span, context)
        case "index_expression":
            guard let operand = node.child("operand"), let index = node.child("index") else { break }
            return lowering.add(.index(expression(operand, inner), expression(index, inner)), node.span, context)
        case "slice_expression":
            guard let operand = node.child("operand") else { break }
            let object = expression(operand, inner)
            for bound in node.namedChildren.dropFirst() { _ = expression(bound, inner) }
            return lowering.add(.index(object, lowering.add(.slice, node.span, context)), node.span, context)
        case "call_expression": return call(node, inner)
        case "composite_literal": return composite(node, inner)
        case "unary_expression": return unary(node, inner)
        case "binary_expression": return binary(node, inner)
        case "func_literal":
            functionLiteral(node, inner)
            return lowering.add(.unknown, node.span, context)
        case "variadic_argument":
            guard let value = node.namedChildren.first else { break }
            return lowering.add(.spread(expression(value, inner)), node.span, context)
        case "type_identifier", "qualified_type", "pointer_type", "slice_type", "array_type", "map_type", "generic_type", "channel_type",
            "function_type", "interface_type", "struct_type":
            return type(node, inner)
        default:
            for child in node.namedChildren { _ = expression(child, inner) }
        }
        return lowering.add(.unknown, node.span, context)
    }

    /// An element of a list or an argument, which may be several at once (`xs...`).
    mutating func element(_ node: SyntaxNode, _ context: Context) -> ExpressionID { expression(node, context) }

    // MARK: Calls

    private mutating func call(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let function = node.child("function"), let list = node.child("arguments") else {
            return lowering.add(.unknown, node.span, context)
        }
        let nodes = list.namedChildren.filter { $0.kind != "comment" }
        if let known = builtIn(function, nodes, node, context) { return known }
        let callee = expression(function, context)
        var arguments: [Argument] = []
        for child in nodes {
            if child.kind == "variadic_argument", let value = child.namedChildren.first {
                arguments.append(Argument(name: nil, value: expression(value, context), spread: .list))
            } else {
                arguments.append(argument(child, context))
            }
        }
        let name = lowering.unit.text(callee)
        if let meaning = GoText.standard[name], isPackage(callee) {
            return standard(meaning, callee, arguments, node.span, context)
        }
        let id = lowering.addCall(callee: callee, arguments: arguments, span: node.span, context: context)
        noteAddresses(nodes, of: function.child("field")?.text, at: node.span.end, context)
        return id
    }

    /// An argument; a functional option (`llms.WithModel("…")`) is what other languages have keywords for.
    private mutating func argument(_ node: SyntaxNode, _ context: Context) -> Argument {
        let id = expression(node, context)
        guard case .call(let call) = lowering.unit.expressions[id].kind, case let site = lowering.unit.calls[call],
            site.arguments.count == 1, let only = site.arguments.first, only.spread == .none, only.name == nil,
            case .member(_, let name) = lowering.unit.expressions[site.callee].kind, name.hasPrefix("With"),
            name.dropFirst(4).first?.isUppercase == true, isPackage(site.callee)
        else { return Argument(name: nil, value: id, spread: .none) }
        return Argument(name: name, value: only.value, spread: .none)
    }

    /// `make`, `new`, `append` and conversions.
    private mutating func builtIn(
        _ function: SyntaxNode, _ arguments: [SyntaxNode], _ node: SyntaxNode, _ context: Context
    ) -> ExpressionID? {
        guard let first = arguments.first else { return nil }
        if function.kind == "parenthesized_expression" || function.kind.hasSuffix("_type"), arguments.count == 1 {
            return expression(first, context)
        }
        guard function.kind == "identifier" else { return nil }
        switch function.text {
        case "make":
            for size in arguments.dropFirst() { _ = expression(size, context) }
            return lowering.add(first.kind == "map_type" ? .dictionary([]) : first.kind == "slice_type" ? .list([]) : .unknown, node.span, context)
        case "new": return literal(type(first, context), [], node.span, context)
        case "append":
            let all = arguments.map { expression($0, context) }
            guard let base = all.first else { return nil }
            return lowering.add(.binary("+", base, lowering.add(.list(Array(all.dropFirst())), node.span, context)), node.span, context)
        case "string", "int", "int32", "int64", "float32", "float64", "uint", "any", "byte", "rune":
            return arguments.count == 1 ? expression(first, context) : nil
        default: return nil
        }
    }

    /// Whether what a member is taken from is an import.
    private func isPackage(_ callee: ExpressionID) -> Bool {
        guard case .member(let object, _) = lowering.unit.expressions[callee].kind,
            case .name(let name) = lowering.unit.expressions[object].kind
        else { return false }
        var scope: ScopeID? = lowering.unit.expressions[callee].scope
        while let id = scope {
            if let found = lowering.unit.scopes[id].bindings[name] {
                if case .imported? = found.last?.source { return true }
                return false
            }
            scope = lowering.unit.scopes[id].parent
        }
        return false
    }

    /// A function of the standard library, as what it means: Go has functions where others have methods and operators.
    private mutating func standard(
        _ meaning: GoText.Meaning, _ callee: ExpressionID, _ arguments: [Argument], _ span: Span, _ context: Context
    ) -> ExpressionID {
        let values = arguments.map(\.value)
        func plain() -> ExpressionID { lowering.addCall(callee: callee, arguments: arguments, span: span, context: context) }
        guard let first = values.first, arguments.allSatisfy({ $0.spread == .none }) || meaning == .format else { return plain() }
        switch meaning {
        case .format: return formatted(values, span, context)
        case .joinedParts: return lowering.add(.template(values), span, context)
        case .firstThatHolds: return lowering.add(.either(values), span, context)
        case .method(let name):
            let member = lowering.add(.member(first, name), lowering.unit.expressions[callee].span, context)
            return lowering.addCall(callee: member, arguments: Array(arguments.dropFirst()), span: span, context: context)
        case .joined:
            guard values.count == 2 else { return plain() }
            let member = lowering.add(.member(values[1], "join"), lowering.unit.expressions[callee].span, context)
            return lowering.addCall(callee: member, arguments: [arguments[0]], span: span, context: context)
        case .comparison(let symbol):
            guard values.count == 2 else { return plain() }
            return lowering.add(.comparison([symbol], symbol == "in" ? [values[1], values[0]] : values), span, context)
        case .setting:
            guard values.count > 1 else { return plain() }
            return lowering.add(.either([lowering.add(.unknown, span, context), values[1]]), span, context)
        case .conversion(let name):
            let function = lowering.add(.name(name), lowering.unit.expressions[callee].span, context)
            return lowering.addCall(callee: function, arguments: [arguments[0]], span: span, context: context)
        }
    }

    /// `fmt.Sprintf("… %s …", a)`: the text with its gaps filled.
    private mutating func formatted(_ values: [ExpressionID], _ span: Span, _ context: Context) -> ExpressionID {
        guard let format = values.first, case .text(let text) = lowering.unit.expressions[format].kind else {
            return lowering.add(.template(values), span, context)
        }
        var rest = values.dropFirst()
        var parts: [ExpressionID] = []
        let place = lowering.unit.expressions[format].span
        for piece in GoText.pieces(text) {
            switch piece {
            case .text(let text): parts.append(lowering.add(.text(text), place, context))
            case .gap: parts.append(rest.popFirst() ?? lowering.add(.unknown, place, context))
            }
        }
        return lowering.add(.template(parts + rest), span, context)
    }

    /// `f(&x)` may change x; `flag.StringVar(&x, "name", "default", …)` gives it what the user says, or the default.
    private mutating func noteAddresses(_ arguments: [SyntaxNode], of method: String?, at offset: Int, _ context: Context) {
        for argument in arguments where argument.kind == "unary_expression" && argument.child("operator")?.text == "&" {
            guard let operand = argument.child("operand"), operand.kind == "identifier" else { continue }
            if let place = method.flatMap({ GoText.flagDefaults[$0] }), place < arguments.count {
                let unknown = lowering.add(.unknown, operand.span, context)
                let value = expression(arguments[place], context)
                let either = lowering.add(.either([unknown, value]), arguments[place].span, context)
                assign(operand.text, .expression(either), at: offset, context)
                continue
            }
            let unknown = lowering.add(.unknown, operand.span, context)
            addItem(operand.text, key: unknown, unknown, at: offset, isField: true, context)
        }
    }

    // MARK: Literals

    private mutating func composite(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let type = node.child("type"), let body = node.child("body") else { return lowering.add(.unknown, node.span, context) }
        return composite(type, body, node.span, context)
    }

    private mutating func composite(_ type: SyntaxNode, _ body: SyntaxNode, _ span: Span, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, span, context) }
        switch type.kind {
        case "slice_type", "array_type", "implicit_length_array_type":
            let elements = body.namedChildren.filter { $0.kind != "comment" }.map { part -> ExpressionID in
                // `[…]T{2: x}`: the place says nothing.
                let value = part.kind == "keyed_element" ? part.namedChildren.last ?? part : part
                return composed(value, type.child("element"), context.deeper)
            }
            return lowering.add(.list(elements), span, context)
        case "map_type":
            var entries: [(key: ExpressionID?, value: ExpressionID)] = []
            for part in body.namedChildren where part.kind == "keyed_element" {
                guard let key = part.namedChildren.first, let value = part.namedChildren.last else { continue }
                entries.append((composed(key, type.child("key"), context.deeper), composed(value, type.child("value"), context.deeper)))
            }
            return lowering.add(.dictionary(entries), span, context)
        case "struct_type": return lowering.add(.dictionary(fields(body, context).map { entry in
            (key: lowering.add(.text(entry.name ?? ""), entry.span, context), value: entry.value) }), span, context)
        default:
            let callee = self.type(type, context)
            let fields = fields(body, context)
            noteFields(fields, of: callee, context)
            return literal(callee, fields.map { Argument(name: $0.name, value: $0.value, spread: .none) }, span, context)
        }
    }

    /// An element of a literal, whose type may be left out.
    private mutating func composed(_ node: SyntaxNode, _ type: SyntaxNode?, _ context: Context) -> ExpressionID {
        var node = node
        if node.kind == "literal_element", let inner = node.namedChildren.first(where: { $0.kind != "comment" }) { node = inner }
        guard node.kind == "literal_value" else { return expression(node, context) }
        var type = type
        if type?.kind == "pointer_type" { type = type?.namedChildren.first }
        guard let type else { return lowering.add(.unknown, node.span, context) }
        return composite(type, node, node.span, context)
    }

    private mutating func fields(_ body: SyntaxNode, _ context: Context) -> [(name: String?, value: ExpressionID, span: Span)] {
        var result: [(name: String?, value: ExpressionID, span: Span)] = []
        for part in body.namedChildren where part.kind != "comment" {
            if part.kind == "keyed_element", let key = part.namedChildren.first, let value = part.namedChildren.last {
                result.append((key.text, composed(value, nil, context.deeper), key.span))
            } else {
                result.append((nil, composed(part, nil, context.deeper), part.span))
            }
        }
        return result
    }

    /// What the objects of a type of this file are made with. Others may set a field that they can see.
    private mutating func noteFields(
        _ fields: [(name: String?, value: ExpressionID, span: Span)], of type: ExpressionID, _ context: Context
    ) {
        guard case .name(let name) = lowering.unit.expressions[type].kind, let declaration = types[name] else { return }
        for field in fields {
            guard let name = field.name else { continue }
            var value = field.value
            if name.first?.isUppercase == true {
                let other = lowering.add(.unknown, field.span, context)
                value = lowering.add(.either([other, value]), lowering.unit.expressions[value].span, context)
            }
            lowering.unit.classes[declaration].assigned[name, default: []].append(
                (value, lowering.unit.function(around: context.scope), true))
        }
    }

    // MARK: Operators

    private mutating func unary(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let operand = node.child("operand") else { return lowering.add(.unknown, node.span, context) }
        let value = expression(operand, context)
        switch node.child("operator")?.text {
        // A pointer is as good as what it points to.
        case "&", "*", "+": return value
        case "!": return lowering.add(.negation(value), node.span, context)
        case "-":
            if case .number(let number) = lowering.unit.expressions[value].kind { return lowering.add(.number(-number), node.span, context) }
            return lowering.add(.unknown, node.span, context)
        default: return lowering.add(.unknown, node.span, context)
        }
    }

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
            if !["+", "&&", "||"].contains(symbol) { break }
        }
        operands.append(current)
        let parts = operands.reversed().map { expression($0, context) }
        switch symbol {
        case "+" where parts.contains(where: { isText($0) }): return lowering.add(.template(parts), node.span, context)
        case "&&": return lowering.add(.both(parts), node.span, context)
        case "||": return lowering.add(.either(parts), node.span, context)
        case "==", "!=", "<", "<=", ">", ">=": return lowering.add(.comparison([symbol], parts), node.span, context)
        default: break
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

    // MARK: Function literals

    /// The body of a function without a name, in a scope with its parameters. It runs where it stands, as far as anybody can tell.
    private mutating func functionLiteral(_ node: SyntaxNode, _ context: Context) {
        guard let body = node.child("body") else { return }
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .comprehension, parent: context.scope, span: node.span))
        var inner = context
        inner.scope = scope
        inner.block = lowering.addBlock(node.span, decision: lowering.addDecision(), context)
        for parameter in node.child("parameters").map({ parameters($0, isReceiver: false, inner) }) ?? [] where parameter.name != "_" {
            lowering.bind(parameter.name, .unknown, at: node.span.start, inner)
        }
        let outer = path
        path = Path()
        path.isInLiteral = true
        block(body, inner)
        path = outer
    }
}
