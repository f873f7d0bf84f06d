internal import Parsing

/// Rust: expressions.
extension RustLowering {
    mutating func expression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, node.span, context) }
        let inner = context.deeper
        switch node.kind {
        case "identifier", "self", "scoped_identifier", "type_identifier", "scoped_type_identifier": return path(node, context)
        case "string_literal", "raw_string_literal": return lowering.add(.text(RustText.plain(node)), node.span, context)
        case "integer_literal", "float_literal":
            let digits = node.text.prefix { $0.isNumber || $0 == "." || $0 == "_" }
            return lowering.add(PythonText.number(String(digits)), node.span, context)
        case "boolean_literal": return lowering.add(.flag(node.text == "true"), node.span, context)
        case "call_expression": return call(node, inner)
        case "field_expression":
            guard let object = node.child("value"), let field = node.child("field") else { break }
            return lowering.add(.member(expression(object, inner), field.text), node.span, context)
        case "generic_function":
            guard let function = node.child("function") else { break }
            return expression(function, inner)
        case "try_expression", "await_expression", "parenthesized_expression", "reference_expression", "unary_expression",
            "type_cast_expression":
            guard let value = node.child("value") ?? node.namedChildren.last(where: { !$0.kind.hasSuffix("comment") && $0.kind != "mutable_specifier" })
            else { break }
            let id = expression(value, inner)
            guard node.kind == "unary_expression", node.text.hasPrefix("!") || node.text.hasPrefix("-") else { return id }
            if case .number(let number) = lowering.unit.expressions[id].kind { return lowering.add(.number(-number), node.span, context) }
            return lowering.add(.negation(id), node.span, context)
        case "struct_expression": return structure(node, inner)
        case "macro_invocation": return macro(node, inner)
        case "array_expression", "tuple_expression":
            return lowering.add(.list(parts(node).map { expression($0, inner) }), node.span, context)
        case "index_expression":
            let parts = parts(node)
            guard parts.count == 2 else { break }
            let object = expression(parts[0], inner)
            let index = parts[1].kind == "range_expression" ? lowering.add(.slice, parts[1].span, context) : expression(parts[1], inner)
            return lowering.add(.index(object, index), node.span, context)
        case "binary_expression": return binary(node, inner)
        case "assignment_expression", "compound_assignment_expr": assignment(node, inner)
        case "if_expression": return ifExpression(node, decision: lowering.addDecision(), inner)
        case "match_expression": return match(node, inner)
        case "for_expression", "while_expression", "loop_expression": loop(node, inner)
        case "block", "unsafe_block", "async_block":
            let body = node.kind == "block" ? node : node.firstChild(of: "block") ?? node
            let outer = isInClosure
            isInClosure = outer || node.kind == "async_block"
            defer { isInClosure = outer }
            return block(body, inner) ?? lowering.add(.unknown, node.span, context)
        case "closure_expression": _ = closure(node, elementsOf: nil, inner)
        case "return_expression":
            if !isInClosure { for loop in context.loops { lowering.unit.loops[loop].hasEarlyExit = true } }
            lowering.unit.blocks[context.block].leaves = true
            if let value = parts(node).first { returned(expression(value, inner), context) }
        case "break_expression":
            if let loop = context.loops.last { lowering.unit.loops[loop].hasEarlyExit = true }
            lowering.unit.blocks[context.block].jumps = true
        case "continue_expression": lowering.unit.blocks[context.block].jumps = true
        default: for child in node.namedChildren { _ = expression(child, inner) }
        }
        return lowering.add(.unknown, node.span, context)
    }

    private func parts(_ node: SyntaxNode) -> [SyntaxNode] {
        node.namedChildren.filter { !$0.kind.hasSuffix("comment") && $0.kind != "attribute_item" }
    }

    // MARK: Calls

    private mutating func call(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard var function = node.child("function") else { return lowering.add(.unknown, node.span, context) }
        if function.kind == "generic_function", let inner = function.child("function") { function = inner }
        if let built = built(node, context) { return built }
        let list = node.child("arguments").map { parts($0) } ?? []
        guard function.kind == "field_expression", let object = function.child("value"), let method = function.child("field")?.text else {
            let arguments = list.map { Argument(name: nil, value: expression($0, context), spread: .none) }
            // `Some(x)`, `Ok(x)`, `String::from(x)` are x.
            if let only = arguments.first, arguments.count == 1, ["Some", "Ok", "String::from", "Box::new", "Arc::new", "Cow::from"].contains(function.text) {
                return only.value
            }
            return lowering.addCall(callee: expression(function, context), arguments: arguments, span: node.span, context: context)
        }
        if let closure = list.first(where: { $0.kind == "closure_expression" }), RustText.loops.contains(method) {
            let iterable = expression(object, context)
            let loop = lowering.unit.loops.count
            guard let element = self.closure(closure, elementsOf: iterable, context) else { return lowering.add(.unknown, node.span, context) }
            return lowering.add(.comprehension(element: element, loop: loop), node.span, context)
        }
        let receiver = expression(object, context)
        if RustText.same.contains(method) {
            for argument in list { _ = expression(argument, context) }
            return receiver
        }
        return this(method, receiver, list, function, node, context)
    }

    private mutating func this(
        _ method: String, _ receiver: ExpressionID, _ list: [SyntaxNode], _ function: SyntaxNode, _ node: SyntaxNode, _ context: Context
    ) -> ExpressionID {
        switch method {
        case "unwrap_or", "unwrap_or_else", "or", "or_else":
            guard let first = list.first else { return receiver }
            let other = first.kind == "closure_expression" ? closure(first, elementsOf: nil, context) : expression(first, context)
            return other.map { lowering.add(.either([receiver, $0]), node.span, context) } ?? receiver
        case "eq_ignore_ascii_case", "eq":
            guard let first = list.first else { break }
            return lowering.add(.comparison(["=="], [receiver, expression(first, context)]), node.span, context)
        case "contains":
            guard let first = list.first else { break }
            return lowering.add(.comparison(["in"], [expression(first, context), receiver]), node.span, context)
        case "parse":
            let callee = lowering.add(.name("float"), function.span, context)
            let own = Argument(name: nil, value: receiver, spread: .none)
            return lowering.addCall(callee: callee, arguments: [own], span: node.span, context: context)
        case "chunks", "join":
            guard method == "join", let first = list.first else { break }
            let member = lowering.add(.member(expression(first, context), "join"), function.span, context)
            return lowering.addCall(callee: member, arguments: [Argument(name: nil, value: receiver, spread: .none)], span: node.span, context: context)
        default: break
        }
        let callee = lowering.add(.member(receiver, RustText.methods[method] ?? method), function.span, context)
        let arguments = list.map { Argument(name: nil, value: expression($0, context), spread: .none) }
        return lowering.addCall(callee: callee, arguments: arguments, span: node.span, context: context)
    }

    /// `T::default().a(1).b(2).build()` makes an object as `T { a: 1, b: 2 }` does, and so does `T::new().with_a(1)`.
    private mutating func built(_ node: SyntaxNode, _ context: Context) -> ExpressionID? {
        let last = node.child("function")?.child("field")?.text ?? ""
        guard last == "build" || last.hasPrefix("with_") else { return nil }
        var links: [SyntaxNode] = []
        var current = node
        while let function = current.child("function"), function.kind == "field_expression", let object = function.child("value"), links.count < 64 {
            links.append(current)
            current = object
            while current.kind == "try_expression" || current.kind == "await_expression", let inner = current.namedChildren.first { current = inner }
        }
        guard current.kind == "call_expression", let root = current.child("function"), root.kind == "scoped_identifier",
            let type = root.child("path"), ["default", "new", "builder"].contains(root.child("name")?.text ?? "")
        else { return nil }
        var arguments: [Argument] = (current.child("arguments").map { parts($0) } ?? []).map {
            Argument(name: nil, value: expression($0, context), spread: .none)
        }
        for link in (last == "build" ? links.dropFirst() : links[...]).reversed() {
            guard let name = link.child("function")?.child("field")?.text, let value = link.child("arguments").flatMap({ parts($0).first })
            else { continue }
            arguments.append(Argument(name: name, value: expression(value, context), spread: .none))
        }
        let id = lowering.addCall(callee: path(type, context), arguments: arguments, span: node.span, context: context)
        lowering.unit.calls[lowering.unit.calls.count - 1].isLiteral = true
        return id
    }

    private mutating func structure(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let name = node.child("name"), let body = node.child("body") else { return lowering.add(.unknown, node.span, context) }
        var arguments: [Argument] = []
        for part in body.namedChildren {
            switch part.kind {
            case "field_initializer":
                guard let field = part.child("field"), let value = part.child("value") else { continue }
                arguments.append(Argument(name: field.text, value: expression(value, context), spread: .none))
            case "shorthand_field_initializer":
                arguments.append(Argument(name: part.text, value: lowering.add(.name(part.text), part.span, context), spread: .none))
            case "base_field_initializer":
                guard let value = part.namedChildren.first else { continue }
                // `..Default::default()` leaves the rest as it is.
                if !value.text.hasSuffix("default()") {
                    arguments.append(Argument(name: nil, value: expression(value, context), spread: .dictionary))
                }
            default: break
            }
        }
        let callee = path(name, context)
        if case .name(let type) = lowering.unit.expressions[callee].kind, let declaration = types[type] {
            for argument in arguments {
                guard let name = argument.name else { continue }
                lowering.unit.classes[declaration].assigned[name, default: []].append(
                    (argument.value, lowering.unit.function(around: context.scope), true))
            }
        }
        let id = lowering.addCall(callee: callee, arguments: arguments, span: node.span, context: context)
        lowering.unit.calls[lowering.unit.calls.count - 1].isLiteral = true
        return id
    }

    /// Macros are only tokens: of `format!` the text and its gaps are known, of others the texts that stand in them.
    private mutating func macro(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let tree = node.firstChild(of: "token_tree") else { return lowering.add(.unknown, node.span, context) }
        var texts: [SyntaxNode] = []
        var names: [SyntaxNode] = []
        for index in tree.index..<tree.endIndex {
            let token = tree.node(index)
            if token.kind == "string_literal" || token.kind == "raw_string_literal" { texts.append(token) }
            if token.kind == "identifier" { names.append(token) }
        }
        let isFormat = ["format", "println", "write", "writeln", "anyhow", "bail"].contains(node.child("macro")?.text ?? "")
        if isFormat, let first = texts.first {
            var parts: [ExpressionID] = []
            var rest = names[...]
            for (position, piece) in RustText.plain(first).split(separator: "{", omittingEmptySubsequences: false).enumerated() {
                if position == 0 {
                    parts.append(lowering.add(.text(String(piece)), first.span, context))
                    continue
                }
                guard let end = piece.firstIndex(of: "}") else { continue }
                let name = piece[..<end].prefix { $0 != ":" }
                if !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) {
                    parts.append(lowering.add(.name(String(name)), first.span, context))
                } else if let next = rest.popFirst() {
                    parts.append(lowering.add(.name(next.text), next.span, context))
                }
                parts.append(lowering.add(.text(String(piece[piece.index(after: end)...])), first.span, context))
            }
            return lowering.add(.template(parts), node.span, context)
        }
        var parts = texts.map { lowering.add(.text(RustText.plain($0)), $0.span, context) }
        parts += names.map { lowering.add(.name($0.text), $0.span, context) }
        return parts.isEmpty ? lowering.add(.unknown, node.span, context) : lowering.add(.template(parts), node.span, context)
    }

    // MARK: Operators and assignments

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
        let values = operands.reversed().map { expression($0, context) }
        switch symbol {
        case "&&": return lowering.add(.both(values), node.span, context)
        case "||": return lowering.add(.either(values), node.span, context)
        case "==", "!=", "<", ">", "<=", ">=": return lowering.add(.comparison([symbol], values), node.span, context)
        default: break
        }
        var result = values.first ?? lowering.add(.unknown, node.span, context)
        for value in values.dropFirst() { result = lowering.add(.binary(symbol, result, value), node.span, context) }
        return result
    }

    private mutating func assignment(_ node: SyntaxNode, _ context: Context) {
        guard let left = node.child("left"), let right = node.child("right") else { return }
        let value = expression(right, context)
        guard left.kind == "identifier" else {
            _ = expression(left, context)
            return
        }
        let isExtension = node.child("operator")?.text == "+="
        lowering.setRole(value, .assigned([left.text]))
        let isPlain = node.kind == "assignment_expression"
        lowering.bind(left.text, isPlain ? .expression(value) : isExtension ? .extended(value) : .unknown, at: node.span.end, context)
    }

    // MARK: Branches and loops

    private mutating func ifExpression(_ node: SyntaxNode, decision: Int, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting, let body = node.child("consequence") else {
            return lowering.add(.unknown, node.span, context)
        }
        var inner = context
        inner.block = lowering.addBlock(body.span, decision: decision, context)
        let test = node.child("condition").map { condition($0, inner, context) } ?? lowering.add(.unknown, node.span, context)
        let then = block(body, inner)
        guard let alternative = node.child("alternative")?.namedChildren.first else { return lowering.add(.unknown, node.span, context) }
        let other: ExpressionID?
        if alternative.kind == "if_expression" {
            other = ifExpression(alternative, decision: decision, context.deeper)
        } else {
            lowering.unit.decisions[decision].isExhaustive = true
            var outer = context
            outer.block = lowering.addBlock(alternative.span, decision: decision, context)
            other = block(alternative, outer)
        }
        guard let then, let other else { return then ?? other ?? lowering.add(.unknown, node.span, context) }
        return lowering.add(.conditional(test: test, then: then, otherwise: other), node.span, context)
    }

    private mutating func condition(_ node: SyntaxNode, _ inner: Context, _ context: Context) -> ExpressionID {
        guard node.kind == "let_condition" else {
            let id = expression(node, context)
            lowering.setRole(id, .condition)
            return id
        }
        let value = node.child("value").map { expression($0, context) } ?? lowering.add(.unknown, node.span, context)
        if let pattern = node.child("pattern") { bind(pattern, to: value, at: node.span.end, inner) }
        return value
    }

    private mutating func match(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let subject = node.child("value").map { expression($0, context) }
        let decision = lowering.addDecision()
        lowering.unit.decisions[decision].isExhaustive = true
        var labels: [String] = []
        var result: ExpressionID?
        for arm in node.child("body")?.namedChildren ?? [] where arm.kind == "match_arm" {
            var inner = context
            inner.block = lowering.addBlock(arm.span, decision: decision, context)
            if let pattern = arm.child("pattern") {
                for index in pattern.index..<pattern.endIndex where pattern.node(index).kind.hasSuffix("string_literal") {
                    labels.append(RustText.plain(pattern.node(index)))
                }
                if let first = pattern.namedChildren.first { bind(first, to: subject, at: pattern.span.end, inner) }
            }
            guard let body = arm.child("value") else { continue }
            let value = expression(body, inner)
            if let before = result {
                let test = lowering.add(.unknown, arm.span, context)
                result = lowering.add(.conditional(test: test, then: before, otherwise: value), node.span, context)
            } else {
                result = value
            }
        }
        if let subject, !labels.isEmpty { lowering.setRole(subject, .switched(labels)) }
        return result ?? lowering.add(.unknown, node.span, context)
    }

    private mutating func loop(_ node: SyntaxNode, _ context: Context) {
        guard let body = node.child("body") else { return }
        let iterable = node.child("value").map { expression($0, context) }
        let names = RustText.names(in: node.child("pattern"))
        let loop = lowering.addLoop(
            iterable == nil ? .whileTrue : .each, targets: names, iterable: iterable, condition: nil, span: node.span, body: body.span, context)
        var inner = context
        inner.loops.append(loop)
        inner.block = lowering.addBlock(body.span, decision: lowering.addDecision(), context)
        if let test = node.child("condition") { lowering.unit.loops[loop].condition = condition(test, inner, context) }
        for name in names { lowering.bind(name, iterable.map { .element($0) } ?? .unknown, at: body.span.start, inner) }
        _ = block(body, inner)
    }

    private mutating func closure(_ node: SyntaxNode, elementsOf iterable: ExpressionID?, _ context: Context) -> ExpressionID? {
        guard let body = node.child("body") else { return nil }
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .comprehension, parent: context.scope, span: node.span))
        var inner = context
        inner.scope = scope
        let names = RustText.names(in: node.child("parameters"))
        if let iterable {
            inner.loops.append(
                lowering.addLoop(.each, targets: names, iterable: iterable, condition: nil, span: node.span, body: body.span, context))
        }
        inner.block = lowering.addBlock(node.span, decision: lowering.addDecision(), context)
        for name in names { lowering.bind(name, iterable.map { .element($0) } ?? .unknown, at: node.span.start, inner) }
        let outer = isInClosure
        isInClosure = true
        defer { isInClosure = outer }
        return expression(body, inner)
    }
}
