internal import Parsing

/// JavaScript: what declarations and assignments bind, patterns included.
extension JavaScriptLowering {
    mutating func declaration(_ node: SyntaxNode, _ context: Context) {
        let isVariable = node.kind == "variable_declaration"
        var scope = context.scope
        // `var` belongs to the function, whatever block it stands in.
        while isVariable, case .comprehension = lowering.unit.scopes[scope].kind, let parent = lowering.unit.scopes[scope].parent { scope = parent }
        for declarator in node.namedChildren where declarator.kind == "variable_declarator" {
            guard let name = declarator.child("name") else { continue }
            declared[scope, default: []].formUnion(names(in: name))
            variable(name, declarator, context)
        }
    }

    private mutating func variable(_ name: SyntaxNode, _ declarator: SyntaxNode, _ context: Context) {
        if let type = declarator.child("type"), name.kind == "identifier", declarator.child("value") == nil { _ = typeExpression(type, context) }
        guard let written = declarator.child("value") else {
            if name.kind == "identifier", context.loops.isEmpty {
                bind(name, to: lowering.add(.null, name.span, context), at: declarator.span.end, context)
            } else {
                bind(name, to: nil, at: declarator.span.end, context)
            }
            return
        }
        let value = seenThrough(written)
        if name.kind == "identifier", let inner = namedFunction(in: value) {
            if inner.index != value.index { noteOtherArguments(of: value, but: inner, context) }
            let id = function(inner, name: name.text, nameSpan: name.span, enclosing: nil, decorators: [], context)
            assign(name.text, .function(id), at: declarator.span.end, context)
        } else if name.kind == "identifier", value.kind == "class" {
            classDeclaration(value, named: name, decorators: [], context)
        } else {
            bind(name, to: expression(written, context), at: declarator.span.end, context)
        }
    }

    /// Wrappers that give back a function that does as the one they are handed.
    private static let transparent: Set<String> = ["useCallback", "cache", "memo", "memoize", "traceable", "unstable_cache", "observe", "once", "wrap"]

    /// The function that a variable is the name of: itself, or within `useCallback(…)` and the like.
    private func namedFunction(in value: SyntaxNode) -> SyntaxNode? {
        if isFunction(value) { return value }
        guard value.kind == "call_expression", let callee = value.child("function"), let list = value.child("arguments") else { return nil }
        let name = callee.kind == "member_expression" ? callee.child("property")?.text ?? "" : callee.text
        guard Self.transparent.contains(name) else { return nil }
        return list.namedChildren.first { isFunction($0) }
    }

    private mutating func noteOtherArguments(of call: SyntaxNode, but function: SyntaxNode, _ context: Context) {
        for child in call.child("arguments")?.namedChildren ?? [] where child.index != function.index { _ = expression(child, context) }
    }

    func isFunction(_ node: SyntaxNode) -> Bool {
        ["arrow_function", "function_expression", "generator_function"].contains(node.kind)
    }

    /// What brackets, assertions and `await` stand around.
    func seenThrough(_ node: SyntaxNode) -> SyntaxNode {
        var node = node
        for _ in 0..<16 {
            guard ["parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression"].contains(node.kind),
                let inner = node.namedChildren.first(where: { $0.kind != "comment" })
            else { break }
            node = inner
        }
        return node
    }

    // MARK: Names

    /// Binds a name in the scope that declares it.
    mutating func assign(_ name: String, _ source: Binding.Source, at offset: Int, _ context: Context) {
        var owner: ScopeID? = context.scope
        while let id = owner, !(declared[id]?.contains(name) ?? false), lowering.unit.scopes[id].bindings[name] == nil {
            owner = lowering.unit.scopes[id].parent
        }
        // A name that nobody declares is everybody's.
        let scope = owner ?? 0
        if lowering.unit.function(around: scope) == lowering.unit.function(around: context.scope) {
            var inner = context
            inner.scope = scope
            lowering.bind(name, source, at: offset, inner)
        } else {
            // Bound in a function that runs at some other time.
            lowering.unit.scopes[scope].bindings[name, default: []].append(
                Binding(source: source, offset: offset, isConditional: true, loop: nil, block: context.block, isForAbsent: false))
        }
    }

    func names(in pattern: SyntaxNode) -> [String] {
        if pattern.kind == "identifier" { return [pattern.text] }
        var result: [String] = []
        var index = pattern.index
        while index < pattern.endIndex {
            let node = pattern.node(index)
            let isDefault = node.field == "right" && ["assignment_pattern", "object_assignment_pattern"].contains(node.parent?.kind ?? "")
            if isDefault {
                index = node.endIndex
                continue
            }
            if node.isNamed, node.kind == "identifier" || node.kind == "shorthand_property_identifier_pattern" { result.append(node.text) }
            index += 1
        }
        return result
    }

    // MARK: Patterns

    /// Binds what stands left of `=`: a name, a member, an item, or a pattern of them.
    mutating func bind(_ target: SyntaxNode, to value: ExpressionID?, at offset: Int, _ context: Context) {
        guard context.depth < Lowering.deepestNesting else { return }
        switch target.kind {
        case "identifier", "shorthand_property_identifier_pattern":
            if let value {
                lowering.setRole(value, .assigned([target.text]))
                assign(target.text, .expression(value), at: offset, context)
            } else {
                assign(target.text, .unknown, at: offset, context)
            }
        case "member_expression": memberAssignment(target, value, at: offset, context)
        case "subscript_expression": itemAssignment(target, value, at: offset, context)
        case "object_pattern", "array_pattern", "object", "array":
            if let value { unpack(target, value, at: offset, context) } else { bindElements(target, of: nil, at: offset, context) }
        case "assignment_pattern", "object_assignment_pattern":
            guard let left = target.child("left") else { return }
            bind(left, to: withDefault(value, target.child("right"), context), at: offset, context.deeper)
        case "non_null_expression", "parenthesized_expression", "as_expression":
            if let inner = target.namedChildren.first { bind(inner, to: value, at: offset, context.deeper) }
        case "rest_pattern", "spread_element":
            if let inner = target.namedChildren.first { bindElements(inner, of: nil, at: offset, context.deeper) }
        default: _ = expression(target, context)
        }
    }

    private mutating func withDefault(_ value: ExpressionID?, _ node: SyntaxNode?, _ context: Context) -> ExpressionID? {
        guard let node else { return value }
        let fallback = expression(node, context)
        guard let value else { return lowering.add(.either([lowering.add(.unknown, node.span, context), fallback]), node.span, context) }
        return lowering.add(.either([value, fallback]), Span(lowering.unit[value].span.start, node.span.end), context)
    }

    /// Each name of a pattern is a member or an item of the value, which a name that nobody can write stands for.
    private mutating func unpack(_ pattern: SyntaxNode, _ value: ExpressionID, at offset: Int, _ context: Context) {
        let span = lowering.unit[value].span
        let whole: String
        if case .name(let name) = lowering.unit[value].kind, !name.contains(" ") {
            whole = name
        } else {
            whole = "value \(value)"
            lowering.setRole(value, .assigned([whole]))
            lowering.bind(whole, .expression(value), at: span.end, context)
        }
        let place = Span(span.end, span.end)
        for (position, child) in pattern.namedChildren.filter({ $0.kind != "comment" }).enumerated() {
            if child.kind == "rest_pattern" || child.kind == "spread_element" {
                bind(child, to: nil, at: offset, context.deeper)
                continue
            }
            let object = lowering.add(.name(whole), place, context)
            let part: ExpressionID
            var target = child
            if pattern.kind == "array_pattern" || pattern.kind == "array" {
                let index = lowering.add(.number(Double(position)), place, context)
                part = lowering.add(.index(object, index), child.span, context)
            } else {
                let key = child.kind == "pair_pattern" || child.kind == "pair" ? child.child("key") : child.child("left") ?? child
                part = lowering.add(.member(object, key.map { JavaScriptText.key($0) ?? "" } ?? ""), key?.span ?? child.span, context)
                target = child.kind == "pair_pattern" || child.kind == "pair" ? child.child("value") ?? child : child
            }
            bind(target, to: part, at: offset, context.deeper)
        }
    }

    /// Binds every name of a pattern to "an element of" the value.
    mutating func bindElements(_ target: SyntaxNode, of value: ExpressionID?, at offset: Int, _ context: Context) {
        for name in names(in: target) { assign(name, value.map { .element($0) } ?? .unknown, at: offset, context) }
    }

    // MARK: Members and items

    private mutating func memberAssignment(_ target: SyntaxNode, _ value: ExpressionID?, at offset: Int, _ context: Context) {
        guard let object = target.child("object"), let property = target.child("property"), let value else {
            _ = expression(target, context)
            return
        }
        let name = property.text
        if object.kind == "this", let declaration = lowering.unit.enclosingClass(around: context.scope) {
            lowering.setRole(value, .assignedField(name))
            lowering.unit.classes[declaration].assigned[name, default: []].append(
                (value, lowering.unit.function(around: context.scope), lowering.isConditional(context)))
        } else if object.kind == "identifier", object.text == "exports" || object.text == "module" && name == "exports" {
            export(value, as: name == "exports" ? "default" : name, at: offset, context)
        } else if object.kind == "member_expression", object.text == "module.exports" {
            export(value, as: name, at: offset, context)
        } else {
            let whole = expression(target, context)
            lowering.setRole(whole, .assigned([]))
            guard object.kind == "identifier" else { return }
            let key = lowering.add(.text(name), property.span, context)
            note(object.text, key, value, at: offset, context)
        }
    }

    private mutating func itemAssignment(_ target: SyntaxNode, _ value: ExpressionID?, at offset: Int, _ context: Context) {
        let whole = expression(target, context)
        lowering.setRole(whole, .assigned([]))
        guard let value, case .index(let object, let index) = lowering.unit[whole].kind, case .name(let name) = lowering.unit[object].kind
        else { return }
        note(name, index, value, at: offset, context)
    }

    private mutating func note(_ name: String, _ key: ExpressionID, _ value: ExpressionID, at offset: Int, _ context: Context) {
        lowering.unit.itemAssignments.append(
            ItemAssignment(
                name: name, scope: context.scope, key: key, value: value, offset: offset,
                isConditional: lowering.isConditional(context), loop: context.loops.last))
    }

    // MARK: Assignments

    mutating func assignment(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let left = node.child("left"), let right = node.child("right") else { return lowering.add(.unknown, node.span, context) }
        let value = seenThrough(right)
        if isFunction(value), left.kind == "member_expression" || left.kind == "identifier" {
            let name = left.kind == "identifier" ? left : left.child("property") ?? left
            let id = function(value, name: name.text, nameSpan: name.span, enclosing: nil, decorators: [], context)
            let handle = self.handle(of: id, value, context)
            bind(left, to: handle, at: node.span.end, context)
            return handle
        }
        let id = expression(right, context)
        bind(left, to: id, at: node.span.end, context)
        return id
    }

    mutating func augmentedAssignment(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let left = node.child("left"), let right = node.child("right") else { return lowering.add(.unknown, node.span, context) }
        let value = expression(right, context)
        let symbol = node.child("operator")?.text ?? ""
        guard left.kind == "identifier" else {
            bind(left, to: lowering.add(.unknown, node.span, context), at: node.span.end, context)
            return value
        }
        switch symbol {
        case "+=":
            lowering.setRole(value, .assigned([left.text]))
            assign(left.text, .extended(value), at: node.span.end, context)
        case "||=", "??=":
            let before = lowering.add(.name(left.text), left.span, context)
            let either = lowering.add(.either([before, value]), node.span, context)
            lowering.setRole(either, .assigned([left.text]))
            assign(left.text, .expression(either), at: node.span.end, context)
            return either
        default: assign(left.text, .unknown, at: node.span.end, context)
        }
        return value
    }
}
