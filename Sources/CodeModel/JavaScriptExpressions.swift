internal import Parsing

/// JavaScript: expressions.
extension JavaScriptLowering {
    mutating func expression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, node.span, context) }
        let inner = context.deeper
        switch node.kind {
        case "identifier", "this", "super", "shorthand_property_identifier": return lowering.add(.name(node.text), node.span, context)
        case "string", "template_string": return text(node, inner)
        case "number": return lowering.add(JavaScriptText.number(node.text), node.span, context)
        case "true": return lowering.add(.flag(true), node.span, context)
        case "false": return lowering.add(.flag(false), node.span, context)
        case "null", "undefined": return lowering.add(.null, node.span, context)
        case "call_expression": return call(node, inner)
        case "new_expression": return construction(node, inner)
        case "member_expression":
            guard let object = node.child("object"), let name = node.child("property") else { break }
            noteEntry(name.text, of: object, inner)
            return lowering.add(.member(expression(object, inner), name.text), node.span, context)
        case "subscript_expression":
            guard let object = node.child("object"), let index = node.child("index") else { break }
            return lowering.add(.index(expression(object, inner), expression(index, inner)), node.span, context)
        case "binary_expression": return binary(node, inner)
        case "unary_expression": return unary(node, inner)
        case "ternary_expression":
            guard let test = node.child("condition"), let then = node.child("consequence"), let otherwise = node.child("alternative") else { break }
            let condition = expression(test, inner)
            return lowering.add(
                .conditional(test: condition, then: expression(then, inner), otherwise: expression(otherwise, inner)), node.span, context)
        case "array":
            let items = node.namedChildren.filter { $0.kind != "comment" }.map { expression($0, inner) }
            return lowering.add(.list(items), node.span, context)
        case "object": return object(node, inner)
        case "spread_element":
            guard let value = node.namedChildren.first else { break }
            return lowering.add(.spread(expression(value, inner)), node.span, context)
        case "await_expression", "parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression",
            "instantiation_expression":
            guard let value = node.namedChildren.first(where: { $0.kind != "comment" }) else { break }
            return expression(value, inner)
        case "type_assertion":
            guard let value = node.namedChildren.last else { break }
            return expression(value, inner)
        case "sequence_expression":
            let parts = node.namedChildren.map { expression($0, inner) }
            if let last = parts.last { return last }
        case "assignment_expression": return assignment(node, inner)
        case "augmented_assignment_expression": return augmentedAssignment(node, inner)
        case "update_expression":
            guard let operand = node.child("argument") else { break }
            if operand.kind == "identifier" { assign(operand.text, .unknown, at: node.span.end, inner) } else { _ = expression(operand, inner) }
        case "arrow_function", "function_expression", "generator_function":
            let name = node.child("name")
            let id = function(node, name: name?.text ?? "", nameSpan: name?.span ?? node.span, enclosing: nil, decorators: [], inner)
            return handle(of: id, node, inner)
        case "class":
            classDeclaration(node, decorators: [], inner)
            return lowering.add(.name(node.child("name")?.text ?? "default"), node.span, context)
        case "yield_expression":
            if let function = lowering.unit.function(around: context.scope) { lowering.unit.functions[function].isGenerator = true }
            for child in node.namedChildren { _ = expression(child, inner) }
        case "type_annotation", "type_arguments", "type_parameters", "comment", "regex", "jsx_text": break
        default:
            for child in node.namedChildren { _ = expression(child, inner) }
        }
        return lowering.add(.unknown, node.span, context)
    }

    /// `options.model`, where `options` is a parameter: an entry of what the caller hands over, as in `({ model })`.
    private mutating func noteEntry(_ name: String, of object: SyntaxNode, _ context: Context) {
        guard object.kind == "identifier" else { return }
        let parameter = object.text
        var current: ScopeID? = context.scope
        while let id = current {
            if let found = lowering.unit.scopes[id].bindings[parameter] {
                guard found.count == 1, case .parameter(let function, let position)? = found.first?.source else { return }
                let declaration = lowering.unit.functions[function]
                guard let slot = declaration.slot(of: position), declaration.parameters[position].entryOf == nil,
                    !declaration.parameters[position].isVariadic, declaration.parameters.count < 48,
                    !declaration.parameters.contains(where: { $0.entryOf == slot && $0.name == name })
                else { return }
                lowering.unit.functions[function].parameters.append(
                    Parameter(name: name, isVariadic: false, isReceiver: false, entryOf: slot))
                return
            }
            if declared[id]?.contains(parameter) ?? false { return }
            current = lowering.unit.scopes[id].parent
        }
    }

    // MARK: Calls

    private mutating func construction(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let type = node.child("constructor") else { return lowering.add(.unknown, node.span, context) }
        let callee = expression(type, context)
        let arguments = self.arguments(node.child("arguments"), context)
        return lowering.addCall(callee: callee, arguments: arguments, span: node.span, context: context)
    }

    private mutating func call(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let function = node.child("function"), let list = node.child("arguments") else {
            return lowering.add(.unknown, node.span, context)
        }
        // The grammar takes `await f<T>(x)` for a call of `await f`.
        let called = function.kind == "await_expression" ? function.namedChildren.first ?? function : function
        let given = list.namedChildren.filter { $0.kind != "comment" }
        if list.kind == "template_string" {
            _ = expression(called, context)
            return text(list, context)
        }
        if called.kind == "import" || called.kind == "identifier" && called.text == "require", given.count == 1,
            let specifier = JavaScriptText.plain(given[0])
        {
            return module(specifier, node, context)
        }
        let callee = expression(called, context)
        if case .member(let object, let method) = lowering.unit[callee].kind {
            // Pieces are the same of every sequence: `texts.slice(0, 20)` is `texts[0:20]`.
            if ["slice", "subarray", "substring", "substr"].contains(method), !given.isEmpty {
                for part in given { _ = expression(part, context) }
                return lowering.add(.index(object, lowering.add(.slice, list.span, context)), node.span, context)
            }
            if let value = immediateCall(method, on: object, callee, given, node, context) { return value }
        } else if case .name(let name) = lowering.unit[callee].kind, Self.mappers.contains(name), let value = mapped(callee, given, node, context) {
            return value
        }
        return ordinaryCall(callee, given, node, context)
    }

    /// Methods that run a function for each element.
    private static let iterations: Set<String> = ["map", "forEach", "flatMap", "filter", "some", "every", "find", "findIndex", "reduce"]
    /// Functions that do, with what they go over as an argument.
    private static let mappers: Set<String> = ["pMap", "asyncPool", "mapLimit", "eachLimit", "forEachLimit", "mapSeries", "eachSeries", "pEach", "pFilter"]

    private mutating func immediateCall(
        _ method: String, on object: ExpressionID, _ callee: ExpressionID, _ given: [SyntaxNode], _ node: SyntaxNode, _ context: Context
    ) -> ExpressionID? {
        if Self.mappers.contains(method), let value = mapped(callee, given, node, context) { return value }
        guard let first = given.first, isFunction(first) else { return nil }
        if Self.iterations.contains(method) {
            let returned = each(first, of: object, node, parameter: method == "reduce" ? 1 : 0, context)
            for rest in given.dropFirst() { _ = expression(rest, context) }
            guard method == "map" || method == "flatMap", let element = returned.element else {
                return lowering.addCall(callee: callee, arguments: [], span: node.span, context: context)
            }
            return lowering.add(.comprehension(element: element, loop: returned.loop), node.span, context)
        }
        guard method == "then" || method == "catch" || method == "finally" else { return nil }
        let returned = inline(first, bindingFirstTo: method == "then" ? object : nil, context)
        for rest in given.dropFirst() { _ = expression(rest, context) }
        return method == "then" && returned.count == 1 ? returned[0] : object
    }

    private mutating func mapped(_ callee: ExpressionID, _ given: [SyntaxNode], _ node: SyntaxNode, _ context: Context) -> ExpressionID? {
        guard let function = given.last(where: { isFunction($0) }),
            let items = given.first(where: { !isFunction($0) && $0.kind != "number" && $0.kind != "object" })
        else { return nil }
        let iterable = expression(items, context)
        let returned = each(function, of: iterable, node, parameter: 0, context)
        for rest in given where rest.index != function.index && rest.index != items.index { _ = expression(rest, context) }
        guard let element = returned.element else { return lowering.add(.unknown, node.span, context) }
        return lowering.add(.comprehension(element: element, loop: returned.loop), node.span, context)
    }

    /// A function that is run for each element: the body of a loop.
    private mutating func each(
        _ function: SyntaxNode, of iterable: ExpressionID, _ node: SyntaxNode, parameter: Int, _ context: Context
    ) -> (element: ExpressionID?, loop: LoopID) {
        let parameters = function.child("parameters")?.namedChildren.filter { $0.kind != "comment" } ?? function.child("parameter").map { [$0] } ?? []
        let patterns = parameters.map { $0.child("pattern") ?? $0 }
        let target = parameter < patterns.count ? names(in: patterns[parameter]) : []
        let body = function.child("body") ?? function
        let loop = lowering.addLoop(.comprehension, targets: target, iterable: iterable, condition: nil, span: node.span, body: body.span, context)
        var inner = inScope(of: function, context)
        inner.loops.append(loop)
        for (position, pattern) in patterns.enumerated() {
            declared[inner.scope, default: []].formUnion(names(in: pattern))
            bindElements(pattern, of: position == parameter ? iterable : nil, at: function.span.start, inner)
        }
        let returned = self.body(of: function, inner, around: context)
        return (returned.count == 1 ? returned[0] : returned.isEmpty ? nil : lowering.add(.unknown, body.span, inner), loop)
    }

    /// A function that is run once, here: the rest of the expression, or a step of the one around it.
    private mutating func inline(_ function: SyntaxNode, bindingFirstTo value: ExpressionID?, _ context: Context) -> [ExpressionID] {
        let parameters = function.child("parameters")?.namedChildren.filter { $0.kind != "comment" } ?? function.child("parameter").map { [$0] } ?? []
        let inner = inScope(of: function, context)
        for (position, node) in parameters.enumerated() {
            let pattern = node.child("pattern") ?? node
            declared[inner.scope, default: []].formUnion(names(in: pattern))
            bind(pattern, to: position == 0 ? value : nil, at: function.span.start, inner)
        }
        return body(of: function, inner, around: context)
    }

    private mutating func body(of function: SyntaxNode, _ context: Context, around outer: Context) -> [ExpressionID] {
        guard let body = function.child("body") else { return [] }
        var inner = context
        inner.isInSwitch = false
        inner.block = lowering.addBlock(function.span, decision: lowering.addDecision(), outer)
        guard body.kind == "statement_block" else { return [expression(body, inner)] }
        let callback = callbacks.count
        callbacks.append((returned: [], loops: inner.loops.count))
        inner.callback = callback
        statements(of: body, inner)
        return callbacks[callback].returned
    }

    private mutating func ordinaryCall(_ callee: ExpressionID, _ given: [SyntaxNode], _ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let functions = given.filter { isFunction($0) }
        guard functions.count == 1, let function = functions.first else {
            return lowering.addCall(callee: callee, arguments: given.map { argument($0, context) }, span: node.span, context: context)
        }
        if isRoute(callee, given) {
            // `app.post("/ask", async (request, response) => …)` decorates the handler, in other words.
            let id = self.function(function, name: "", nameSpan: function.span, enclosing: nil, decorators: [callee], context)
            let handler = handle(of: id, function, context)
            let arguments = given.map { $0.index == function.index ? Argument(name: nil, value: handler, spread: .none) : argument($0, context) }
            return lowering.addCall(callee: callee, arguments: arguments, span: node.span, context: context)
        }
        let parameters = function.child("parameters")?.namedChildren.filter { $0.kind != "comment" } ?? function.child("parameter").map { [$0] } ?? []
        guard parameters.count <= 1, !lowering.unit.text(callee).hasSuffix("Promise") else {
            return lowering.addCall(callee: callee, arguments: given.map { argument($0, context) }, span: node.span, context: context)
        }
        // `retry(() => ask())`, `limit(async () => …)`: what it gives is what the function gives.
        var arguments: [Argument] = []
        var returned: [ExpressionID] = []
        for child in given {
            if child.index == function.index {
                returned = inline(function, bindingFirstTo: nil, context)
                arguments.append(Argument(name: nil, value: lowering.add(.unknown, function.span, context), spread: .none))
            } else {
                arguments.append(argument(child, context))
            }
        }
        let whole = lowering.addCall(callee: callee, arguments: arguments, span: node.span, context: context)
        return returned.count == 1 ? returned[0] : whole
    }

    private func isRoute(_ callee: ExpressionID, _ given: [SyntaxNode]) -> Bool {
        guard case .member(_, let method) = lowering.unit[callee].kind, ["get", "post", "put", "patch", "delete", "route"].contains(method),
            let first = given.first, given.count > 1
        else { return false }
        return JavaScriptText.plain(first)?.hasPrefix("/") ?? false
    }

    private mutating func arguments(_ list: SyntaxNode?, _ context: Context) -> [Argument] {
        (list?.namedChildren ?? []).filter { $0.kind != "comment" }.map { argument($0, context) }
    }

    private mutating func argument(_ node: SyntaxNode, _ context: Context) -> Argument {
        if node.kind == "spread_element", let value = node.namedChildren.first {
            return Argument(name: nil, value: expression(value, context), spread: .list)
        }
        return Argument(name: nil, value: expression(node, context), spread: .none)
    }

    // MARK: Operators

    private static let comparisons = ["===": "==", "!==": "!=", "==": "==", "!=": "!=", "<": "<", ">": ">", "<=": "<=", ">=": ">="]

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
            if !["+", "||", "??", "&&"].contains(symbol) { break }
        }
        operands.append(current)
        let parts = operands.reversed().map { expression($0, context) }
        if let plain = Self.comparisons[symbol] { return lowering.add(.comparison([plain], parts), node.span, context) }
        switch symbol {
        case "||", "??": return lowering.add(.either(parts), node.span, context)
        case "&&": return lowering.add(.both(parts), node.span, context)
        case "+" where parts.contains(where: { isText($0) }): return lowering.add(.template(parts), node.span, context)
        default: break
        }
        var result = parts.first ?? lowering.add(.unknown, node.span, context)
        for part in parts.dropFirst() { result = lowering.add(.binary(symbol, result, part), node.span, context) }
        return result
    }

    private func isText(_ id: ExpressionID) -> Bool {
        switch lowering.unit[id].kind {
        case .text, .template: true
        default: false
        }
    }

    private mutating func unary(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let operand = node.child("argument") else { return lowering.add(.unknown, node.span, context) }
        let symbol = node.child("operator")?.text ?? ""
        if symbol == "-", operand.kind == "number", case .number(let value) = JavaScriptText.number(operand.text) {
            return lowering.add(.number(-value), node.span, context)
        }
        let value = expression(operand, context)
        switch symbol {
        case "!": return lowering.add(.negation(value), node.span, context)
        case "void": return lowering.add(.null, node.span, context)
        case "delete":
            if case .member(let object, let name) = lowering.unit[value].kind, case .name(let owner) = lowering.unit[object].kind {
                lowering.unit.itemAssignments.append(
                    ItemAssignment(
                        name: owner, scope: context.scope, key: lowering.add(.text(name), operand.span, context),
                        value: lowering.add(.null, node.span, context), offset: node.span.end,
                        isConditional: lowering.isConditional(context), loop: context.loops.last))
            }
        default: break
        }
        return lowering.add(.unknown, node.span, context)
    }

    // MARK: Objects and text

    private mutating func object(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        var entries: [(key: ExpressionID?, value: ExpressionID)] = []
        for child in node.namedChildren {
            switch child.kind {
            case "pair":
                guard let key = child.child("key"), let value = child.child("value") else { continue }
                let name = JavaScriptText.key(key)
                let own = name.map { lowering.add(.text($0), key.span, context) } ?? expression(key, context)
                if isFunction(seenThrough(value)) {
                    let inner = seenThrough(value)
                    let id = function(inner, name: name ?? "", nameSpan: key.span, enclosing: nil, decorators: [], context)
                    entries.append((own, handle(of: id, inner, context)))
                } else {
                    entries.append((own, expression(value, context)))
                }
            case "shorthand_property_identifier":
                entries.append((lowering.add(.text(child.text), child.span, context), lowering.add(.name(child.text), child.span, context)))
            case "spread_element":
                if let value = child.namedChildren.first { entries.append((nil, expression(value, context))) }
            case "method_definition":
                guard let key = child.child("name") else { continue }
                let name = JavaScriptText.key(key) ?? ""
                let id = function(child, name: name, nameSpan: key.span, enclosing: nil, decorators: [], context)
                entries.append((lowering.add(.text(name), key.span, context), handle(of: id, child, context)))
            default: break
            }
        }
        return lowering.add(.dictionary(entries), node.span, context)
    }

    private mutating func text(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        if let plain = JavaScriptText.plain(node) { return lowering.add(.text(plain), node.span, context) }
        var parts: [ExpressionID] = []
        var known = ""
        var span = Span(node.span.start, node.span.start)
        func isKnown(_ kind: String) -> Bool { kind == "string_fragment" || kind == "escape_sequence" }
        for child in node.namedChildren {
            if isKnown(child.kind) {
                if known.isEmpty { span = child.span }
                span = Span(span.start, child.span.end)
                known += child.kind == "escape_sequence" ? JavaScriptText.decode(child.text) : child.text
                continue
            }
            if !known.isEmpty { parts.append(lowering.add(.text(known), span, context)) }
            known = ""
            if child.kind == "template_substitution", let value = child.namedChildren.first(where: { $0.kind != "comment" }) {
                parts.append(expression(value, context))
            }
        }
        if !known.isEmpty { parts.append(lowering.add(.text(known), span, context)) }
        return lowering.add(.template(parts), node.span, context)
    }
}
