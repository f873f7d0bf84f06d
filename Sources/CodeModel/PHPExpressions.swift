internal import Parsing

/// PHP: expressions.
extension PHPLowering {
    mutating func expression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, node.span, context) }
        let inner = context.deeper
        switch node.kind {
        case "variable_name": return lowering.add(.name(node.text), node.span, context)
        case "name", "relative_scope": return name(node, context)
        case "qualified_name": return qualified(node, context)
        case "string", "nowdoc": return lowering.add(.text(PHPText.plain(node)), node.span, context)
        case "encapsed_string", "heredoc": return text(node, inner)
        case "integer", "float": return lowering.add(PythonText.number(node.text), node.span, context)
        case "boolean": return lowering.add(.flag(node.text.lowercased() == "true"), node.span, context)
        case "null": return lowering.add(.null, node.span, context)
        case "array_creation_expression": return array(node, inner)
        case "assignment_expression", "reference_assignment_expression": return assignment(node, inner)
        case "augmented_assignment_expression": return augmentedAssignment(node, inner)
        case "member_access_expression", "nullsafe_member_access_expression":
            guard let object = node.child("object"), let name = node.child("name"), name.kind == "name" else { break }
            return lowering.add(.member(expression(object, inner), name.text), node.span, context)
        case "class_constant_access_expression":
            let parts = node.namedChildren
            guard parts.count == 2 else { break }
            return lowering.add(.member(expression(parts[0], inner), parts[1].text), node.span, context)
        case "scoped_property_access_expression":
            guard let scope = node.child("scope"), let name = node.child("name") else { break }
            return lowering.add(.member(expression(scope, inner), PHPText.withoutDollar(name.text)), node.span, context)
        case "subscript_expression":
            let parts = node.namedChildren.filter { $0.kind != "comment" }
            guard let object = parts.first else { break }
            let value = expression(object, inner)
            guard parts.count > 1 else { break }
            return lowering.add(.index(value, expression(parts[1], inner)), node.span, context)
        case "function_call_expression", "member_call_expression", "nullsafe_member_call_expression", "scoped_call_expression":
            return call(node, inner)
        case "object_creation_expression": return creation(node, inner)
        case "binary_expression": return binary(node, inner)
        case "conditional_expression": return conditional(node, inner)
        case "match_expression": return match(node, inner)
        case "unary_op_expression":
            guard let operand = node.child("argument") ?? node.namedChildren.last else { break }
            let value = expression(operand, inner)
            if node.text.hasPrefix("!") { return lowering.add(.negation(value), node.span, context) }
            if node.text.hasPrefix("-"), case .number(let number) = lowering.unit.expressions[value].kind {
                return lowering.add(.number(-number), node.span, context)
            }
        case "cast_expression":
            guard let value = node.child("value") else { break }
            let id = expression(value, inner)
            guard let name = PHPText.conversions[node.child("type")?.text.lowercased() ?? ""] else { return id }
            return converted(id, name, node.span, context)
        case "parenthesized_expression", "error_suppression_expression", "clone_expression", "argument", "array_element_initializer",
            "await_expression", "print_intrinsic", "reference_modifier":
            guard let value = node.namedChildren.last(where: { $0.kind != "comment" }) else { break }
            return expression(value, inner)
        case "variadic_unpacking":
            guard let value = node.namedChildren.first else { break }
            return lowering.add(.spread(expression(value, inner)), node.span, context)
        case "anonymous_function", "arrow_function", "anonymous_function_creation_expression": closure(node, elementsOf: nil, inner)
        default: for child in node.namedChildren { _ = expression(child, inner) }
        }
        return lowering.add(.unknown, node.span, context)
    }

    // MARK: Names

    private mutating func name(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let text = node.text
        switch text.lowercased() {
        case "self", "static":
            guard let declaration = lowering.unit.enclosingClass(around: context.scope) else { break }
            return lowering.add(.name(lowering.unit.classes[declaration].name), node.span, context)
        case "true", "false": return lowering.add(.flag(text.lowercased() == "true"), node.span, context)
        case "null": return lowering.add(.null, node.span, context)
        default: break
        }
        return lowering.add(.name(text), node.span, context)
    }

    /// `\OpenAI\Client`: the parts as members.
    private mutating func qualified(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let parts = PHPText.dotted(node.text).split(separator: ".").map(String.init)
        var result = lowering.add(.name(parts.first ?? node.text), node.span, context)
        for part in parts.dropFirst() { result = lowering.add(.member(result, part), node.span, context) }
        return result
    }

    // MARK: Assignments

    private mutating func assignment(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let left = node.child("left"), let right = node.child("right") else { return lowering.add(.unknown, node.span, context) }
        let value = expression(right, context)
        bind(left, to: value, at: node.span.end, context)
        return value
    }

    /// `.=`, `+=`, `??=`.
    private mutating func augmentedAssignment(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let left = node.child("left"), let right = node.child("right") else { return lowering.add(.unknown, node.span, context) }
        let value = expression(right, context)
        switch node.child("operator")?.text {
        case ".=", "+=":
            guard left.kind == "variable_name" else { break }
            lowering.setRole(value, .assigned([left.text]))
            lowering.bind(left.text, .extended(value), at: node.span.end, context)
            return value
        case "??=":
            let either = lowering.add(.either([expression(left, context), value]), node.span, context)
            bind(left, to: either, at: node.span.end, context)
            return either
        default: break
        }
        bind(left, to: lowering.add(.unknown, node.span, context), at: node.span.end, context)
        return value
    }

    private mutating func bind(_ target: SyntaxNode, to value: ExpressionID, at offset: Int, _ context: Context) {
        switch target.kind {
        case "variable_name":
            lowering.setRole(value, .assigned([target.text]))
            lowering.bind(target.text, .expression(value), at: offset, context)
        case "member_access_expression":
            guard target.child("object")?.text == "$this", let name = target.child("name")?.text,
                let declaration = lowering.unit.enclosingClass(around: context.scope)
            else {
                _ = expression(target, context)
                return
            }
            lowering.setRole(value, .assignedField(name))
            lowering.unit.classes[declaration].assigned[name, default: []].append(
                (value, lowering.unit.function(around: context.scope), lowering.isConditional(context)))
        case "subscript_expression":
            let parts = target.namedChildren.filter { $0.kind != "comment" }
            guard let object = parts.first, object.kind == "variable_name" else {
                _ = expression(target, context)
                return
            }
            // `$list[] = …` adds to the end.
            guard parts.count > 1 else {
                let list = lowering.add(.list([value]), lowering.unit.expressions[value].span, context)
                lowering.setRole(list, .assigned([object.text]))
                lowering.bind(object.text, .extended(list), at: offset, context)
                return
            }
            lowering.unit.itemAssignments.append(
                ItemAssignment(
                    name: object.text, scope: context.scope, key: expression(parts[1], context), value: value, offset: offset,
                    isConditional: lowering.isConditional(context), loop: context.loops.last))
        case "list_literal", "array_creation_expression":
            for index in target.index..<target.endIndex where target.node(index).kind == "variable_name" {
                lowering.bind(target.node(index).text, .element(value), at: offset, context)
            }
        default: _ = expression(target, context)
        }
    }

    private mutating func array(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let elements = node.namedChildren.filter { $0.kind == "array_element_initializer" }
        let hasKeys = elements.contains { $0.namedChildren.filter { $0.kind != "comment" }.count > 1 }
        guard hasKeys else {
            return lowering.add(.list(elements.map { expression($0, context) }), node.span, context)
        }
        var entries: [(key: ExpressionID?, value: ExpressionID)] = []
        for element in elements {
            let parts = element.namedChildren.filter { $0.kind != "comment" }
            if parts.count == 2 {
                entries.append((expression(parts[0], context), expression(parts[1], context)))
            } else if let only = parts.first {
                entries.append((nil, expression(only.kind == "variadic_unpacking" ? only.namedChildren.first ?? only : only, context)))
            }
        }
        return lowering.add(.dictionary(entries), node.span, context)
    }

    // MARK: Calls

    private mutating func arguments(_ node: SyntaxNode, _ context: Context) -> [Argument] {
        var result: [Argument] = []
        for child in node.child("arguments")?.namedChildren ?? node.firstChild(of: "arguments")?.namedChildren ?? [] where child.kind == "argument" {
            guard let value = child.namedChildren.last(where: { $0.kind != "comment" && $0.field != "name" }) else { continue }
            if value.kind == "variadic_unpacking", let inner = value.namedChildren.first {
                result.append(Argument(name: nil, value: expression(inner, context), spread: .list))
            } else {
                result.append(Argument(name: child.child("name")?.text, value: expression(value, context), spread: .none))
            }
        }
        return result
    }

    private mutating func call(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        if let mapped = mapping(node, context) { return mapped }
        switch node.kind {
        case "function_call_expression":
            guard let function = node.child("function") else { break }
            let all = arguments(node, context)
            let name = PHPText.dotted(function.text).lowercased()
            if let meaning = PHPText.functions[name], let made = standard(meaning, all, function, node, context) { return made }
            return lowering.addCall(callee: expression(function, context), arguments: all, span: node.span, context: context)
        case "scoped_call_expression":
            guard let scope = node.child("scope"), let name = node.child("name") else { break }
            let callee = lowering.add(.member(expression(scope, context), name.text), Span(scope.span.start, name.span.end), context)
            return lowering.addCall(callee: callee, arguments: arguments(node, context), span: node.span, context: context)
        default:
            guard let object = node.child("object"), let name = node.child("name") else { break }
            let callee = lowering.add(.member(expression(object, context), name.text), Span(object.span.start, name.span.end), context)
            return lowering.addCall(callee: callee, arguments: arguments(node, context), span: node.span, context: context)
        }
        return lowering.add(.unknown, node.span, context)
    }

    /// `array_map(fn ($x) => …, $xs)`, `$xs->each(function ($x) { … })`: a loop.
    private mutating func mapping(_ node: SyntaxNode, _ context: Context) -> ExpressionID? {
        let list = node.child("arguments")?.namedChildren.filter { $0.kind == "argument" } ?? []
        let values = list.compactMap(\.namedChildren.last)
        guard let function = values.first(where: { $0.kind == "anonymous_function" || $0.kind == "arrow_function" }) else { return nil }
        let over: SyntaxNode?
        switch node.kind {
        case "function_call_expression":
            guard ["array_map", "array_filter", "array_walk", "array_reduce"].contains(node.child("function")?.text ?? "") else { return nil }
            over = values.first { $0.index != function.index }
        case "member_call_expression":
            guard ["each", "map", "filter", "flatMap", "mapWithKeys", "reject", "transform"].contains(node.child("name")?.text ?? "") else { return nil }
            over = node.child("object")
        default: return nil
        }
        guard let over else { return nil }
        let iterable = expression(over, context)
        let loop = lowering.unit.loops.count
        let element = closure(function, elementsOf: iterable, context)
        guard let element else { return lowering.add(.unknown, node.span, context) }
        return lowering.add(.comprehension(element: element, loop: loop), node.span, context)
    }

    /// The body of a function without a name, in a scope with its parameters; each round of a loop when it is mapped over something.
    @discardableResult
    private mutating func closure(_ node: SyntaxNode, elementsOf iterable: ExpressionID?, _ context: Context) -> ExpressionID? {
        guard let body = node.child("body") else { return nil }
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .comprehension, parent: context.scope, span: node.span))
        var inner = context
        inner.scope = scope
        let names = (node.child("parameters")?.namedChildren ?? []).compactMap { $0.child("name")?.text }
        if let iterable {
            inner.loops.append(
                lowering.addLoop(
                    .each, targets: names, iterable: iterable, condition: nil, span: node.span, body: body.span, context))
        }
        inner.block = lowering.addBlock(node.span, decision: lowering.addDecision(), context)
        for name in names { lowering.bind(name, iterable.map { .element($0) } ?? .unknown, at: node.span.start, inner) }
        if body.kind == "compound_statement" {
            block(body, inner)
            return nil
        }
        return expression(body, inner)
    }

    private mutating func standard(
        _ meaning: PHPText.Meaning, _ arguments: [Argument], _ function: SyntaxNode, _ node: SyntaxNode, _ context: Context
    ) -> ExpressionID? {
        let values = arguments.map(\.value)
        guard let first = values.first, arguments.allSatisfy({ $0.spread == .none }) else { return nil }
        switch meaning {
        case .same: return first
        case .setting:
            let outside = lowering.add(.unknown, node.span, context)
            return values.count > 1 ? lowering.add(.either([outside, values[1]]), node.span, context) : nil
        case .method(let name, let object):
            guard object < values.count else { return nil }
            let member = lowering.add(.member(values[object], name), function.span, context)
            var rest = arguments
            rest.remove(at: object)
            return lowering.addCall(callee: member, arguments: rest, span: node.span, context: context)
        case .contains(let needle, let haystack):
            guard max(needle, haystack) < values.count else { return nil }
            return lowering.add(.comparison(["in"], [values[needle], values[haystack]]), node.span, context)
        case .equal: return values.count > 1 ? lowering.add(.comparison(["=="], [values[0], values[1]]), node.span, context) : nil
        case .conversion(let name): return converted(first, name, node.span, context)
        case .joined:
            guard values.count == 2 else { return nil }
            let member = lowering.add(.member(first, "join"), function.span, context)
            return lowering.addCall(callee: member, arguments: [arguments[1]], span: node.span, context: context)
        case .format:
            guard case .text(let text) = lowering.unit.expressions[first].kind else { return lowering.add(.template(values), node.span, context) }
            var rest = values.dropFirst()
            var parts: [ExpressionID] = []
            let place = lowering.unit.expressions[first].span
            for piece in GoText.pieces(text) {
                switch piece {
                case .text(let text): parts.append(lowering.add(.text(text), place, context))
                case .gap: parts.append(rest.popFirst() ?? lowering.add(.unknown, place, context))
                }
            }
            return lowering.add(.template(parts + rest), node.span, context)
        }
    }

    private mutating func converted(_ value: ExpressionID, _ name: String, _ span: Span, _ context: Context) -> ExpressionID {
        let callee = lowering.add(.name(name), span, context)
        return lowering.addCall(callee: callee, arguments: [Argument(name: nil, value: value, spread: .none)], span: span, context: context)
    }

    private mutating func creation(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let type = node.namedChildren.first(where: { $0.kind != "comment" && $0.kind != "arguments" }) else {
            return lowering.add(.unknown, node.span, context)
        }
        if type.kind == "anonymous_class" { return lowering.add(.unknown, node.span, context) }
        return lowering.addCall(callee: expression(type, context), arguments: arguments(node, context), span: node.span, context: context)
    }

    // MARK: Operators and text

    private mutating func binary(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let symbol = node.child("operator")?.text.lowercased() ?? ""
        var operands: [SyntaxNode] = []
        var current = node
        while current.kind == "binary_expression", current.child("operator")?.text.lowercased() == symbol, let left = current.child("left"),
            let right = current.child("right")
        {
            operands.append(right)
            current = left
            if ![".", "&&", "||", "??"].contains(symbol) { break }
        }
        operands.append(current)
        // `a ?? b ?? c` leans to the right.
        if symbol == "??", let last = operands.first, last.kind == "binary_expression", last.child("operator")?.text == "??" {
            let parts = operands.reversed().map { expression($0, context) }
            return lowering.add(.either(parts), node.span, context)
        }
        let parts = operands.reversed().map { expression($0, context) }
        switch symbol {
        case ".": return lowering.add(.template(parts), node.span, context)
        case "??", "||", "or": return lowering.add(.either(parts), node.span, context)
        case "&&", "and": return lowering.add(.both(parts), node.span, context)
        case "==", "===", "!=", "!==", "<>", "<", ">", "<=", ">=":
            // `strpos($answer, 'yes') !== false`: what was looked for says more than that it was found.
            if parts.count == 2, case .comparison(["in"], _) = lowering.unit.expressions[parts[0]].kind { return parts[0] }
            return lowering.add(.comparison([symbol], parts), node.span, context)
        default: break
        }
        var result = parts.first ?? lowering.add(.unknown, node.span, context)
        for part in parts.dropFirst() { result = lowering.add(.binary(symbol, result, part), node.span, context) }
        return result
    }

    /// `a ? b : c`, and `a ?: c`.
    private mutating func conditional(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let test = node.child("condition"), let other = node.child("alternative") else { return lowering.add(.unknown, node.span, context) }
        let condition = expression(test, context)
        guard let body = node.child("body") else {
            return lowering.add(.either([condition, expression(other, context)]), node.span, context)
        }
        let then = expression(body, context)
        return lowering.add(.conditional(test: condition, then: then, otherwise: expression(other, context)), node.span, context)
    }

    private mutating func match(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let subject = node.child("condition").map { expression($0, context) }
        var labels: [String] = []
        var result: ExpressionID?
        for arm in node.child("body")?.namedChildren ?? [] {
            for label in arm.child("conditional_expressions")?.namedChildren ?? [] {
                if case .text(let text) = lowering.unit.expressions[expression(label, context)].kind { labels.append(text) }
            }
            guard let value = arm.child("return_expression").map({ expression($0, context) }) else { continue }
            if let before = result {
                let test = lowering.add(.unknown, arm.span, context)
                result = lowering.add(.conditional(test: test, then: before, otherwise: value), node.span, context)
            } else {
                result = value
            }
        }
        if let subject { lowering.setRole(subject, .switched(labels)) }
        return result ?? lowering.add(.unknown, node.span, context)
    }

    private mutating func text(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        var parts: [ExpressionID] = []
        let body = node.child("value") ?? node
        for child in body.namedChildren {
            switch child.kind {
            case "string_content": parts.append(lowering.add(.text(child.text), child.span, context))
            case "escape_sequence": parts.append(lowering.add(.text(BackslashText.decode(child.text)), child.span, context))
            case "heredoc_start", "heredoc_end": break
            default: parts.append(expression(child, context))
            }
        }
        let texts = parts.compactMap { id -> String? in if case .text(let text) = lowering.unit.expressions[id].kind { text } else { nil } }
        if texts.count == parts.count { return lowering.add(.text(texts.joined()), node.span, context) }
        return lowering.add(.template(parts), node.span, context)
    }
}

/// How PHP writes text and names, and what its own functions mean.
enum PHPText {
    static func dotted(_ name: String) -> String { name.split(separator: "\\").joined(separator: ".") }

    static func withoutDollar(_ name: String) -> String { name.hasPrefix("$") ? String(name.dropFirst()) : name }

    /// The text of a literal that fills in nothing: single quotes and their like.
    static func plain(_ node: SyntaxNode) -> String {
        if node.kind == "nowdoc" { return node.child("value")?.text ?? "" }
        return node.namedChildren.map { child in
            child.kind == "escape_sequence" && (child.text == "\\'" || child.text == "\\\\") ? String(child.text.dropFirst()) : child.text
        }.joined()
    }

    enum Meaning {
        case same, format, joined, equal
        /// What the environment or the configuration says, else the second argument.
        case setting
        /// A method of one of the arguments.
        case method(String, Int)
        case contains(needle: Int, haystack: Int)
        case conversion(String)
    }

    static let conversions = ["int": "int", "integer": "int", "float": "float", "double": "float", "bool": "bool", "boolean": "bool"]

    static let functions: [String: Meaning] = [
        "sprintf": .format, "vsprintf": .format, "implode": .joined, "join": .joined, "strcasecmp": .equal, "env": .setting, "config": .setting,
        "trim": .method("strip", 0), "rtrim": .method("rstrip", 0), "ltrim": .method("lstrip", 0), "strtolower": .method("lower", 0),
        "strtoupper": .method("upper", 0), "mb_strtolower": .method("lower", 0), "mb_strtoupper": .method("upper", 0),
        "ucfirst": .method("capitalize", 0), "str_replace": .method("replace", 2), "preg_replace": .method("replace", 2),
        "str_starts_with": .method("startswith", 0), "str_ends_with": .method("endswith", 0), "explode": .method("split", 1),
        "str_contains": .contains(needle: 1, haystack: 0), "strpos": .contains(needle: 1, haystack: 0),
        "stripos": .contains(needle: 1, haystack: 0), "in_array": .contains(needle: 0, haystack: 1),
        "intval": .conversion("int"), "floatval": .conversion("float"), "boolval": .conversion("bool"),
        "filter_var": .conversion("bool"), "json_decode": .conversion("JSON.parse"), "strval": .same, "collect": .same,
    ]
}
