internal import Parsing

/// Swift: expressions.
extension SwiftLowering {
    mutating func expression(_ node: SyntaxNode, _ context: Context) -> ExpressionID { expression(node, expecting: nil, context) }

    /// - Parameter type: what is wanted there, as a type's or an argument's name: `.gpt4` is a member of it.
    mutating func expression(_ node: SyntaxNode, expecting type: String?, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, node.span, context) }
        let inner = context.deeper
        switch node.kind {
        case "simple_identifier", "type_identifier": return named(node.text.filter { $0 != "`" }, node.span, context)
        case "self_expression": return lowering.add(.name("this"), node.span, context)
        case _ where SwiftText.literals.contains(node.kind): return text(node, inner)
        case "integer_literal", "real_literal", "hex_literal", "bin_literal": return lowering.add(JavaText.number(node.text), node.span, context)
        case "boolean_literal": return lowering.add(.flag(node.text == "true"), node.span, context)
        case "nil": return lowering.add(.null, node.span, context)
        case "try_expression", "await_expression", "as_expression", "consume_expression":
            if let part = node.child("expr") { return expression(part, expecting: type, inner) }
        case "postfix_expression": if let part = node.child("target") { return expression(part, expecting: type, inner) }
        case "tuple_expression":
            let values = node.children("value")
            if values.count == 1, node.child("name") == nil { return expression(values[0], expecting: type, inner) }
            return lowering.add(.list(values.map { expression($0, inner) }), node.span, context)
        case "array_literal":
            return lowering.add(.list(node.children("element").map { expression($0, expecting: type, inner) }), node.span, context)
        case "dictionary_literal":
            let keys = node.children("key").map { expression($0, inner) }
            let values = node.children("value").map { expression($0, inner) }
            return lowering.add(.dictionary(zip(keys, values).map { (key: Optional($0), value: $1) }), node.span, context)
        case "navigation_expression": return navigation(node, inner)
        case "call_expression": return call(node, expecting: type, inner)
        case "constructor_expression":
            guard let made = node.child("constructed_type") else { break }
            let handed = node.firstChild(of: "constructor_suffix").map { arguments($0, inner) } ?? []
            return lowering.addCall(callee: typeExpression(made, inner), arguments: handed, span: node.span, context: context)
        case "prefix_expression": return prefix(node, expecting: type, inner)
        case "additive_expression": return sum(node, inner)
        case "multiplicative_expression", "equality_expression", "comparison_expression", "infix_expression": return binary(node, inner)
        case "conjunction_expression", "disjunction_expression":
            let parts = Self.operands(node, "lhs", "rhs").map { expression($0, inner) }
            return lowering.add(node.kind == "conjunction_expression" ? .both(parts) : .either(parts), node.span, context)
        case "nil_coalescing_expression":
            let parts = [node.child("value"), node.child("if_nil")].compactMap { $0 }.map { expression($0, expecting: type, inner) }
            return lowering.add(.either(parts), node.span, context)
        case "ternary_expression":
            guard let test = node.child("condition"), let then = node.child("if_true"), let other = node.child("if_false") else { break }
            let id = expression(test, inner)
            lowering.setRole(id, .condition)
            let (yes, no) = (expression(then, expecting: type, inner), expression(other, expecting: type, inner))
            return lowering.add(.conditional(test: id, then: yes, otherwise: no), node.span, context)
        case "range_expression":
            let bounds = [node.child("start"), node.child("end")].compactMap { $0 }.map { expression($0, inner) }
            return range(bounds, node.span, context)
        case "if_statement": return conditional(node, decision: lowering.addDecision(), expecting: type, inner)
        case "switch_statement": return choice(node, expecting: type, inner)
        case "control_transfer_statement": return transfer(node, inner)
        case "lambda_literal": return lambda(node, inner)
        case "user_type", "optional_type", "array_type", "dictionary_type": return typeExpression(node, inner)
        case "key_path_expression", "selector_expression": return lowering.add(.unknown, node.span, context)
        default: break
        }
        for child in node.namedChildren where child.kind != "class_body" { _ = expression(child, inner) }
        return lowering.add(.unknown, node.span, context)
    }

    // MARK: Names

    private mutating func named(_ text: String, _ span: Span, _ context: Context) -> ExpressionID {
        if text == "Self", let type = lowering.unit.enclosingClass(around: context.scope) {
            let own = lowering.unit.classes[type].name
            return lowering.add(.name(extensions[own]?.name ?? own), span, context)
        }
        if SwiftNames.standard.contains(text), !names.ownTypes.contains(text) { return lowering.add(.name(text), span, context) }
        if SwiftNames.foundation.contains(text), !names.ownTypes.contains(text), lowering.unit.scopes[0].bindings[text] == nil {
            lowering.bind(text, .imported("Foundation.\(text)"), at: 0, Context())
        }
        return name(text, span, context)
    }

    mutating func typeExpression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, node.span, context) }
        var id: ExpressionID?
        switch node.kind {
        case "optional_type": id = node.child("wrapped").map { typeExpression($0, context.deeper) }
        case "opaque_type", "existential_type": id = node.namedChildren.first.map { typeExpression($0, context.deeper) }
        case "user_type":
            let parts = node.namedChildren.filter { $0.kind == "type_identifier" }
            if let last = parts.last {
                if parts.count > 1, names.ownTypes.contains(last.text) {
                    id = named(last.text, node.span, context)
                } else if let first = parts.first {
                    var whole = named(first.text, node.span, context)
                    for part in parts.dropFirst() { whole = lowering.add(.member(whole, part.text), node.span, context) }
                    id = whole
                }
            }
        case "array_type":
            if let element = node.child("name") {
                let list = lowering.add(.name("Array"), node.span, context)
                id = lowering.add(.index(list, typeExpression(element, context.deeper)), node.span, context)
            }
        default: break
        }
        let type = id ?? lowering.add(.unknown, node.span, context)
        lowering.setRole(type, .annotation)
        return type
    }

    private mutating func navigation(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let object = node.child("target"), let name = node.children("suffix").last?.child("suffix") else {
            return lowering.add(.unknown, node.span, context)
        }
        if object.kind == "key_path_expression" { return lowering.add(.unknown, node.span, context) }
        if name.text == "self" || name.text == "utf8" { return expression(object, context) }
        if object.kind == "simple_identifier" {
            // `Outer.Inner` of this file is what `Inner` is.
            if names.ownTypes.contains(name.text), names.ownTypes.contains(object.text) { return self.name(name.text, node.span, context) }
            if let known = member(name.text, ofExtended: object.text, node.span, context) { return known }
        }
        let word = name.text == "rawValue" ? "value" : name.text
        let whole = expression(object, context)
        if name.kind == "integer_literal" {
            return lowering.add(.index(whole, lowering.add(JavaText.number(name.text), name.span, context)), node.span, context)
        }
        // The grammar takes `!self.isReady` for a member of `!self`.
        if object.text.hasPrefix("!"), case .negation(let inner) = lowering.unit.expressions[whole].kind {
            let member = lowering.add(.member(inner, word), Span(node.span.start + 1, node.span.end), context)
            return lowering.add(.negation(member), node.span, context)
        }
        return lowering.add(.member(whole, word), node.span, context)
    }

    /// A member that the file adds to a type of another module.
    private mutating func member(_ name: String, ofExtended type: String, _ span: Span, _ context: Context) -> ExpressionID? {
        guard let own = extensions[type], names.members[own.type]?.contains(name) ?? false else { return nil }
        return lowering.add(.member(lowering.add(.name(own.name), span, context), name), span, context)
    }

    /// `.gpt4_o`: of the type that is wanted there; where that is not known, of the one type of the file that has it.
    private mutating func implicit(_ name: String, expecting type: String?, _ span: Span, _ context: Context) -> ExpressionID {
        if let type {
            if let known = member(name, ofExtended: type, span, context) { return known }
            if extensions[type] == nil, let own = types[type] {
                if names.members[own]?.contains(name) ?? false {
                    return lowering.add(.member(lowering.add(.name(type), span, context), name), span, context)
                }
            } else {
                let capital = type.prefix(1).uppercased() + type.dropFirst()
                if capital != type { return implicit(name, expecting: capital, span, context) }
                if !names.wildcards.isEmpty || SwiftNames.foundation.contains(type) {
                    return lowering.add(.member(named(type, span, context), name), span, context)
                }
            }
        }
        let owners = types.filter { names.members[$0.value]?.contains(name) ?? false }.keys.sorted()
        guard owners.count == 1, let owner = owners.first else { return lowering.add(.unknown, span, context) }
        let bound = extensions[owner]?.name ?? owner
        return lowering.add(.member(lowering.add(.name(bound), span, context), name), span, context)
    }

    // MARK: Calls

    private static func suffix(_ call: SyntaxNode) -> SyntaxNode? { call.namedChildren.last { $0.kind == "call_suffix" } }

    private mutating func arguments(_ suffix: SyntaxNode, _ context: Context) -> [Argument] {
        var result: [Argument] = []
        for argument in suffix.firstChild(of: "value_arguments")?.namedChildren ?? [] where argument.kind == "value_argument" {
            guard let value = argument.child("value") else { continue }
            let label = argument.child("name")?.text
            result.append(Argument(name: label, value: expression(value, expecting: label, context), spread: .none))
        }
        return result
    }

    private mutating func call(_ node: SyntaxNode, expecting type: String?, _ context: Context) -> ExpressionID {
        guard let callee = node.namedChildren.first(where: { !Self.isComment($0) }), let suffix = Self.suffix(node) else {
            return lowering.add(.unknown, node.span, context)
        }
        let closures = suffix.namedChildren.filter { $0.kind == "lambda_literal" }
        if let list = suffix.firstChild(of: "value_arguments"), list.children.first?.kind == "[" { return subscripted(callee, list, node, context) }
        // `let client: OpenAI = { … }()`
        if callee.kind == "lambda_literal" { return closureValue(callee, context) ?? lowering.add(.unknown, node.span, context) }
        if callee.kind == "prefix_expression", callee.children.first?.kind == ".", let name = callee.child("target")?.text {
            return implicitCall(name, suffix, closures, expecting: type, callee, node, context)
        }
        if callee.kind == "navigation_expression", let object = callee.child("target"), let method = SwiftText.lastName(callee) {
            return methodCall(object, method, suffix, closures, callee, node, context)
        }
        let handed = arguments(suffix, context)
        let values = handed.map(\.value)
        switch callee.text {
        case "URL" where handed.first?.name == "string", "Data" where handed.count == 1 && handed[0].name == nil: return values[0]
        case "String" where handed.count == 1 && handed[0].name == nil, "String" where handed.first?.name == "describing": return values[0]
        case "String" where handed.contains { $0.name == "format" }: return lowering.add(.template(values), node.span, context)
        case "Int", "Double", "Float", "Bool", "Decimal":
            guard handed.count == 1, handed[0].name == nil else { break }
            let kind = ["Int": "int", "Bool": "bool"][callee.text] ?? "float"
            let name = lowering.add(.name(kind), callee.span, context)
            return lowering.addCall(callee: name, arguments: handed, span: node.span, context: context)
        default: break
        }
        if callee.kind == "array_literal" || callee.kind == "dictionary_literal" {
            return lowering.add(callee.kind == "array_literal" ? .list([]) : .dictionary([]), node.span, context)
        }
        let function = expression(callee, context)
        let rest = closures.map { Argument(name: nil, value: lambda($0, context), spread: .none) }
        let id = lowering.addCall(callee: function, arguments: handed + rest, span: node.span, context: context)
        if callee.text == "URLRequest" { lowering.unit.calls[lowering.unit.calls.count - 1].isLiteral = true }
        return id
    }

    private mutating func subscripted(_ object: SyntaxNode, _ list: SyntaxNode, _ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let whole = expression(object, context)
        let keys = list.namedChildren.compactMap { $0.child("value") }
        guard let first = keys.first else { return lowering.add(.unknown, node.span, context) }
        let key = first.kind == "range_expression" ? lowering.add(.slice, first.span, context) : expression(first, context)
        // `table["a", default: "b"]`
        let item = lowering.add(.index(whole, key), node.span, context)
        guard keys.count == 2 else { return item }
        return lowering.add(.either([item, expression(keys[1], context)]), node.span, context)
    }

    /// `.user(.init(content: "…"))`: a case is what it carries, and `.init(…)` a record of its parts.
    private mutating func implicitCall(
        _ name: String, _ suffix: SyntaxNode, _ closures: [SyntaxNode], expecting type: String?, _ callee: SyntaxNode, _ node: SyntaxNode,
        _ context: Context
    ) -> ExpressionID {
        let handed = arguments(suffix, context)
        for closure in closures { _ = lambda(closure, context) }
        if let type, let own = types[type], name != "init", names.members[own]?.contains(name) ?? false {
            let function = implicit(name, expecting: type, callee.span, context)
            return lowering.addCall(callee: function, arguments: handed, span: node.span, context: context)
        }
        let lower = name.lowercased()
        if name != "init", ["image", "audio", "video", "file"].contains(where: lower.contains) {
            let key = lowering.add(.text("imageUrl"), callee.span, context)
            let value = handed.first?.value ?? lowering.add(.unknown, node.span, context)
            return lowering.add(.dictionary([(key: key, value: value)]), node.span, context)
        }
        if name != "init", handed.count == 1, handed[0].name == nil { return handed[0].value }
        let entries = handed.map { argument -> (key: ExpressionID?, value: ExpressionID) in
            let key = argument.name.map { lowering.add(.text($0), lowering.unit.expressions[argument.value].span, context) }
            return (key ?? lowering.add(.text("content"), callee.span, context), argument.value)
        }
        if let type, name == "init", types[type] != nil {
            let function = named(type, callee.span, context)
            return lowering.addCall(callee: function, arguments: handed, span: node.span, context: context)
        }
        return lowering.add(.dictionary(entries), node.span, context)
    }

    private mutating func methodCall(
        _ objectNode: SyntaxNode, _ method: String, _ suffix: SyntaxNode, _ closures: [SyntaxNode], _ callee: SyntaxNode, _ node: SyntaxNode,
        _ context: Context
    ) -> ExpressionID {
        let object = objectNode.kind == "simple_identifier" ? member(method, ofExtended: objectNode.text, callee.span, context) : nil
        let receiver = object ?? expression(objectNode, context)
        let isLoop = SwiftNames.iterating.contains(method) || isIterating(method, on: receiver)
        if isLoop, let closure = closures.first ?? Self.closureArgument(suffix) {
            let callee = lowering.add(.member(receiver, method), callee.span, context)
            let call = lowering.addCall(callee: callee, arguments: [], span: node.span, context: context)
            let parameters = Self.parameterNames(closure)
            let (_, inner) = elements(
                of: source(of: receiver), targets: parameters.isEmpty ? ["$0"] : parameters, span: node.span, body: closure.span, context)
            _ = closureBody(closure, inner)
            return call
        }
        let handed = arguments(suffix, context)
        let values = handed.map(\.value)
        if object == nil, closures.isEmpty, let known = libraryMethod(method, receiver, handed, callee, node, context) { return known }
        let member = object ?? lowering.add(.member(receiver, SwiftNames.methods[method] ?? method), callee.span, context)
        let isText = SwiftNames.methods[method] != nil
        let rest = closures.map { Argument(name: nil, value: lambda($0, context), spread: .none) }
        let arguments = method == "trimmingCharacters" ? [] : isText ? values.map { Argument(name: nil, value: $0, spread: .none) } : handed
        return lowering.addCall(callee: member, arguments: arguments + rest, span: node.span, context: context)
    }

    /// Methods for what other languages have operators for.
    private mutating func libraryMethod(
        _ method: String, _ object: ExpressionID, _ handed: [Argument], _ callee: SyntaxNode, _ node: SyntaxNode, _ context: Context
    ) -> ExpressionID? {
        let values = handed.map(\.value)
        switch (method, handed.count) {
        case ("contains", 1) where handed[0].name == nil, ("localizedCaseInsensitiveContains", 1), ("localizedStandardContains", 1):
            return lowering.add(.comparison(["in"], [values[0], object]), node.span, context)
        case ("caseInsensitiveCompare", 1), ("localizedCaseInsensitiveCompare", 1), ("elementsEqual", 1):
            return lowering.add(.comparison(["=="], [object, values[0]]), node.span, context)
        case ("data", 1) where handed[0].name == "using": return object
        case ("init", _): return lowering.addCall(callee: object, arguments: handed, span: node.span, context: context)
        case ("decode", 2) where handed[1].name == "from", ("jsonObject", _) where handed.first?.name == "with":
            let text = method == "decode" ? values[1] : values[0]
            let name = lowering.add(.name("json.loads"), callee.span, context)
            let own = Argument(name: nil, value: text, spread: .none)
            return lowering.addCall(callee: name, arguments: [own], span: node.span, context: context)
        default: return nil
        }
    }

    // MARK: Closures

    private static func closureArgument(_ suffix: SyntaxNode) -> SyntaxNode? {
        suffix.firstChild(of: "value_arguments")?.namedChildren.compactMap { $0.child("value") }.first { $0.kind == "lambda_literal" }
    }

    private static func parameterNames(_ closure: SyntaxNode) -> [String] {
        guard let type = closure.firstChild(of: "lambda_function_type") else { return [] }
        return (type.firstChild(of: "lambda_function_type_parameters")?.namedChildren ?? []).compactMap { $0.child("name")?.text }
    }

    mutating func lambda(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        _ = closureValue(node, context)
        return lowering.add(.unknown, node.span, context)
    }

    private mutating func closureValue(_ node: SyntaxNode, _ context: Context) -> ExpressionID? {
        let scope = addLambdaScope(node.span, context)
        var inner = context
        inner.scope = scope
        inner.block = lowering.addBlock(node.span, decision: lowering.addDecision(), context)
        for parameter in Self.parameterNames(node) { lowering.bind(parameter, .unknown, at: node.span.start, inner) }
        return closureBody(node, inner)
    }

    private mutating func closureBody(_ closure: SyntaxNode, _ context: Context) -> ExpressionID? {
        guard let statements = closure.firstChild(of: "statements") else { return nil }
        let wasInLambda = isInLambda
        isInLambda = true
        defer { isInLambda = wasInLambda }
        let last = statements.namedChildren.last { !Self.isComment($0) }
        if last?.kind == "control_transfer_statement", last?.children.first?.text == "return", let result = last?.child("result") {
            for part in statements.namedChildren where part.index != last?.index { statement(part, context) }
            return expression(result, context)
        }
        return lastValue(statements, expecting: nil, context)
    }

    /// Statements, and the value of the last one.
    private mutating func lastValue(_ statements: SyntaxNode, expecting type: String?, _ context: Context) -> ExpressionID? {
        let parts = statements.namedChildren.filter { !Self.isComment($0) }
        for part in parts.dropLast() { statement(part, context) }
        guard let last = parts.last else { return nil }
        guard SwiftText.isExpression(last), context.depth < Lowering.deepestNesting else {
            statement(last, context)
            return nil
        }
        return expression(last, expecting: type, context)
    }

    // MARK: Branches

    mutating func conditional(_ node: SyntaxNode, decision: Int, expecting type: String?, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, node.span, context) }
        let children = node.children
        let elsePlace = children.firstIndex { $0.kind == "else" } ?? children.count
        var inner = context
        // What one condition binds, the next ones see.
        inner.block = lowering.addBlock(Span(node.span.start, SwiftText.body(of: node).end), decision: decision, context)
        let tests = conditions(of: node, binding: inner, inner)
        if tests.count == 1, case .comparison(["=="], let operands) = lowering.unit.expressions[tests[0]].kind, operands.count == 2,
            case .name(let name) = lowering.unit.expressions[operands[0]].kind, case .null = lowering.unit.expressions[operands[1]].kind
        {
            inner.absentNames.insert(name)
        }
        let then = children[..<elsePlace].last { $0.kind == "statements" }.flatMap { lastValue($0, expecting: type, inner) }
        var otherwise: ExpressionID?
        if elsePlace < children.count {
            let rest = children[elsePlace...]
            if let next = rest.first(where: { $0.kind == "if_statement" }) {
                otherwise = conditional(next, decision: decision, expecting: type, context.deeper)
            } else {
                lowering.unit.decisions[decision].isExhaustive = true
                let statements = rest.first { $0.kind == "statements" }
                var outer = context
                outer.block = lowering.addBlock(statements?.span ?? node.span, decision: decision, context)
                otherwise = statements.flatMap { lastValue($0, expecting: type, outer) }
            }
        }
        guard let then, let otherwise else { return lowering.add(.unknown, node.span, context) }
        let test = tests.first ?? lowering.add(.unknown, node.span, context)
        return lowering.add(.conditional(test: test, then: then, otherwise: otherwise), node.span, context)
    }

    private mutating func choice(_ node: SyntaxNode, expecting type: String?, _ context: Context) -> ExpressionID {
        let subject = node.child("expr").map { expression($0, context) }
        let decision = lowering.addDecision()
        lowering.unit.decisions[decision].isExhaustive = true
        var labels: [String] = []
        var values: [ExpressionID] = []
        for entry in node.namedChildren where entry.kind == "switch_entry" {
            var inner = context
            inner.block = lowering.addBlock(entry.span, decision: decision, context)
            inner.isInSwitch = true
            for pattern in entry.namedChildren where pattern.kind == "switch_pattern" {
                if let label = Self.label(pattern) { labels.append(label) }
                for index in pattern.index..<pattern.endIndex where pattern.node(index).field == "bound_identifier" {
                    lowering.bind(pattern.node(index).text, subject.map { .element($0) } ?? .unknown, at: pattern.span.end, inner)
                }
            }
            if let statements = entry.firstChild(of: "statements"), let value = lastValue(statements, expecting: type, inner) { values.append(value) }
        }
        if let subject { lowering.setRole(subject, .switched(labels)) }
        guard var result = values.last else { return lowering.add(.unknown, node.span, context) }
        for value in values.dropLast().reversed() {
            let test = lowering.add(.unknown, node.span, context)
            result = lowering.add(.conditional(test: test, then: value, otherwise: result), node.span, context)
        }
        return result
    }

    /// The text or the name of the case that a pattern asks for.
    private static func label(_ pattern: SyntaxNode) -> String? {
        for index in pattern.index..<pattern.endIndex {
            let node = pattern.node(index)
            if let text = SwiftText.plain(node) { return text }
            if node.kind == "simple_identifier" { return node.field == "bound_identifier" ? nil : node.text }
        }
        return nil
    }

    private mutating func transfer(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let word = node.children.first?.text ?? ""
        if word.hasPrefix("return") {
            let function = lowering.unit.function(around: context.scope)
            let wanted = function.flatMap { lowering.unit.functions[$0].returnAnnotation }
            let type = wanted.flatMap { if case .name(let name) = lowering.unit.expressions[$0].kind { name } else { nil } }
            let value = node.child("result").map { expression($0, expecting: type, context) }
            addReturn(value, isInLambda: isInLambda, context)
        } else if word.hasPrefix("throw") {
            for child in node.namedChildren where child.kind != "throw_keyword" { _ = expression(child, context) }
            lowering.unit.blocks[context.block].leaves = true
        } else {
            if word.hasPrefix("break"), !context.isInSwitch, let loop = context.loops.last { lowering.unit.loops[loop].hasEarlyExit = true }
            lowering.unit.blocks[context.block].jumps = true
        }
        return lowering.add(.unknown, node.span, context)
    }

    // MARK: Operators

    /// The operands of a chain of the same operator, however long.
    private static func operands(_ node: SyntaxNode, _ left: String, _ right: String) -> [SyntaxNode] {
        var result: [SyntaxNode] = []
        var current = node
        while current.kind == node.kind, let first = current.child(left), let second = current.child(right) {
            result.append(second)
            current = first
        }
        result.append(current)
        return result.reversed()
    }

    private mutating func sum(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let symbol = node.child("op")?.text ?? "+"
        let parts = Self.operands(node, "lhs", "rhs").map { expression($0, context) }
        if symbol == "+", parts.contains(where: { lowering.unit.expressions[$0].kind.isText }) {
            return lowering.add(.template(parts), node.span, context)
        }
        guard var result = parts.first else { return lowering.add(.unknown, node.span, context) }
        for part in parts.dropFirst() { result = lowering.add(.binary(symbol, result, part), node.span, context) }
        return result
    }

    private mutating func binary(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let left = node.child("lhs"), let right = node.child("rhs") else { return lowering.add(.unknown, node.span, context) }
        let values = [expression(left, context), expression(right, context)]
        let symbol = node.child("op")?.text ?? ""
        switch symbol {
        case "==", "!=", "<", ">", "<=", ">=", "===", "!==":
            // `a.caseInsensitiveCompare("yes") == .orderedSame` is a comparison already.
            if case .comparison = lowering.unit.expressions[values[0]].kind, right.kind == "prefix_expression" { return values[0] }
            return lowering.add(.comparison([String(symbol.prefix(2))], values), node.span, context)
        default: return lowering.add(.binary(symbol, values[0], values[1]), node.span, context)
        }
    }

    private mutating func prefix(_ node: SyntaxNode, expecting type: String?, _ context: Context) -> ExpressionID {
        guard let target = node.child("target") else { return lowering.add(.unknown, node.span, context) }
        let symbol = node.children.first?.text ?? ""
        if symbol == "." { return implicit(target.text, expecting: type, node.span, context) }
        let id = expression(target, context)
        if symbol == "&" { return id }
        if symbol == "-", case .number(let value) = lowering.unit.expressions[id].kind { return lowering.add(.number(-value), node.span, context) }
        return symbol == "!" ? lowering.add(.negation(id), node.span, context) : lowering.add(.unknown, node.span, context)
    }

    // MARK: Text

    private mutating func text(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let parts = SwiftText.parts(node)
        if let plain = SwiftText.plain(node) { return lowering.add(.text(plain), node.span, context) }
        let ids = parts.map { part in
            switch part {
            case .text(let text, let span): lowering.add(.text(text), span, context)
            case .gap(let gap): gap.child("value").map { expression($0, context) } ?? lowering.add(.unknown, gap.span, context)
            }
        }
        return lowering.add(.template(ids), node.span, context)
    }
}
