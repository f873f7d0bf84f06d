internal import Parsing

/// Go: statements.
extension GoLowering {
    mutating func block(_ node: SyntaxNode, _ context: Context) {
        for child in node.namedChildren { statement(child, context) }
    }

    mutating func statement(_ node: SyntaxNode, _ context: Context) {
        guard context.depth < Lowering.deepestNesting else { return }
        let context = context.deeper
        switch node.kind {
        case "block", "statement_list", "labeled_statement": block(node, context)
        case "const_declaration", "var_declaration": variables(node, at: nil, context)
        case "type_declaration": localTypes(node, context)
        case "short_var_declaration": assignment(node, isDeclaration: true, context)
        case "assignment_statement": assignment(node, isDeclaration: false, context)
        case "inc_statement", "dec_statement":
            guard let target = node.namedChildren.first else { return }
            if target.kind == "identifier" { assign(target.text, .unknown, at: node.span.end, context) } else { _ = expression(target, context) }
        case "return_statement": returnStatement(node, context)
        case "if_statement": branches(of: node, decision: lowering.addDecision(), context)
        case "for_statement": forStatement(node, context)
        case "expression_switch_statement", "type_switch_statement", "select_statement": switchStatement(node, context)
        case "break_statement", "goto_statement":
            if let loop = context.loops.last, !path.isErrorPath { lowering.unit.loops[loop].hasEarlyExit = true }
            lowering.unit.blocks[context.block].jumps = true
        case "continue_statement":
            if path.isErrorPath, let loop = context.loops.last { lowering.unit.loops[loop].hasHandler = true }
            lowering.unit.blocks[context.block].jumps = true
        case "comment", "empty_statement", "fallthrough_statement", "ERROR", "package_identifier", "label_name": break
        case "expression_statement", "go_statement", "defer_statement", "send_statement", "receive_statement":
            for child in node.namedChildren { lowering.setRole(expression(child, context), .statement) }
        default: lowering.setRole(expression(node, context), .statement)
        }
    }

    private mutating func localTypes(_ node: SyntaxNode, _ context: Context) {
        for spec in node.namedChildren where spec.kind == "type_spec" {
            if let name = spec.child("name") { _ = addClass(name.text, span: spec.span, context) }
        }
    }

    // MARK: Assignments

    private mutating func assignment(_ node: SyntaxNode, isDeclaration: Bool, _ context: Context) {
        guard let left = node.child("left"), let right = node.child("right") else { return }
        let targets = left.kind == "expression_list" ? left.namedChildren.filter { $0.kind != "comment" } : [left]
        let symbol = node.child("operator")?.text ?? "="
        let end = node.span.end
        if !isDeclaration, targets.count == 1, let target = targets.first {
            if symbol == "=", let more = appended(to: target, right, context) { return extend(target, by: more, at: end, context) }
            if symbol != "=" {
                let values = expressions(right, context)
                guard symbol == "+=", let value = values.first else { return bind(target, to: nil, at: end, context) }
                return extend(target, by: value, at: end, context)
            }
        }
        let values = expressions(right, context)
        if isDeclaration {
            declare(targets, values, at: end, context)
        } else {
            for (position, target) in targets.enumerated() {
                let value = values.count == targets.count ? values[position] : position == 0 ? values.first : nil
                bind(target, to: value, at: end, context)
            }
        }
    }

    /// Names that are declared with values; of a call that gives several, the first name holds the answer, and the rest says how
    /// it went.
    mutating func declare(_ names: [SyntaxNode], _ values: [ExpressionID], at offset: Int, _ context: Context) {
        for (position, name) in names.enumerated() where name.kind == "identifier" && name.text != "_" {
            if values.count == names.count || position == 0, position < values.count {
                lowering.setRole(values[position], .assigned([name.text]))
                lowering.bind(name.text, .expression(values[position]), at: offset, context)
            } else {
                if values.count == 1, position == 1, let first = names.first { witnesses[name.text] = first.text }
                lowering.bind(name.text, .unknown, at: offset, context)
            }
        }
    }

    /// `xs = append(xs, a, b)`: what is added.
    private mutating func appended(to target: SyntaxNode, _ right: SyntaxNode, _ context: Context) -> ExpressionID? {
        let call = right.kind == "expression_list" ? right.namedChildren.first : right
        guard let call, call.kind == "call_expression", call.child("function")?.text == "append",
            let arguments = call.child("arguments")?.namedChildren.filter({ $0.kind != "comment" }), let first = arguments.first,
            first.text == target.text
        else { return nil }
        return lowering.add(.list(arguments.dropFirst().map { element($0, context) }), call.span, context)
    }

    private mutating func extend(_ target: SyntaxNode, by value: ExpressionID, at offset: Int, _ context: Context) {
        guard target.kind == "identifier" else {
            let before = expression(target, context)
            let span = lowering.unit.expressions[value].span
            return bind(target, to: lowering.add(.binary("+", before, value), span, context), at: offset, context)
        }
        lowering.setRole(value, .assigned([target.text]))
        assign(target.text, .extended(value), at: offset, context)
    }

    /// Binds what stands left of `=`: a name, a field, an element.
    private mutating func bind(_ target: SyntaxNode, to value: ExpressionID?, at offset: Int, _ context: Context) {
        switch target.kind {
        case "identifier":
            guard target.text != "_" else { return }
            guard let value else { return assign(target.text, .unknown, at: offset, context) }
            lowering.setRole(value, .assigned([target.text]))
            assign(target.text, .expression(orBefore(target, value, context)), at: offset, context)
        case "selector_expression":
            let whole = expression(target, context)
            lowering.setRole(whole, .assigned([]))
            guard let name = target.child("field")?.text, case .member(let object, _) = lowering.unit.expressions[whole].kind else { return }
            setField(name, of: object, target, to: value ?? lowering.add(.unknown, target.span, context), at: offset, context)
        case "index_expression":
            let whole = expression(target, context)
            lowering.setRole(whole, .assigned([]))
            guard case .index(let object, let index) = lowering.unit.expressions[whole].kind,
                case .name(let name) = lowering.unit.expressions[object].kind
            else { return }
            addItem(name, key: index, value ?? lowering.add(.unknown, target.span, context), at: offset, isField: false, context)
        default: lowering.setRole(expression(target, context), .assigned([]))
        }
    }

    /// `if v != "" { model = v }`: v, or what it was.
    private mutating func orBefore(_ target: SyntaxNode, _ value: ExpressionID, _ context: Context) -> ExpressionID {
        guard case .name(let name) = lowering.unit.expressions[value].kind, path.present.contains(name) else { return value }
        let before = expression(target, context)
        return lowering.add(.either([value, before]), lowering.unit.expressions[value].span, context)
    }

    private mutating func setField(
        _ name: String, of object: ExpressionID, _ target: SyntaxNode, to value: ExpressionID, at offset: Int, _ context: Context
    ) {
        let isForAbsent = context.absentNames.contains(target.text)
        guard case .name(let owner) = lowering.unit.expressions[object].kind else { return }
        if let declaration = lowering.unit.enclosingClass(around: context.scope), isReceiver(owner, context) {
            lowering.setRole(value, .assignedField(name))
            lowering.unit.classes[declaration].assigned[name, default: []].append(
                (value, lowering.unit.function(around: context.scope), lowering.isConditional(context)))
        } else {
            let key = lowering.add(.text(name), target.child("field")?.span ?? target.span, context)
            lowering.setRole(value, .assigned([owner]))
            addItem(owner, key: key, orBefore(target, value, context), at: offset, isField: true, isForAbsent: isForAbsent, context)
        }
    }

    mutating func addItem(
        _ name: String, key: ExpressionID, _ value: ExpressionID, at offset: Int, isField: Bool, isForAbsent: Bool = false,
        _ context: Context
    ) {
        var item = ItemAssignment(
            name: name, scope: context.scope, key: key, value: value, offset: offset, isConditional: lowering.isConditional(context),
            loop: context.loops.last)
        item.isForAbsent = isForAbsent
        item.isField = isField
        lowering.unit.itemAssignments.append(item)
    }

    private func isReceiver(_ name: String, _ context: Context) -> Bool {
        guard let function = lowering.unit.function(around: context.scope) else { return false }
        return lowering.unit.functions[function].parameters.first.map { $0.isReceiver && $0.name == name } ?? false
    }

    /// Gives a name that is declared elsewhere a new value: there.
    mutating func assign(_ name: String, _ source: Binding.Source, at offset: Int, _ context: Context) {
        var owner: ScopeID? = context.scope
        while let id = owner, lowering.unit.scopes[id].bindings[name] == nil { owner = lowering.unit.scopes[id].parent }
        guard let owner else { return }
        if lowering.unit.function(around: owner) == lowering.unit.function(around: context.scope) {
            var own = context
            own.scope = owner
            lowering.bind(name, source, at: offset, own)
        } else {
            // A variable of the package: bound in a function that runs at some other time.
            lowering.unit.scopes[owner].bindings[name, default: []].append(
                Binding(source: source, offset: offset, isConditional: true, loop: nil, block: context.block, isForAbsent: false))
        }
    }

    // MARK: Return

    private mutating func returnStatement(_ node: SyntaxNode, _ context: Context) {
        lowering.unit.blocks[context.block].leaves = true
        let values = node.namedChildren.first { $0.kind != "comment" }.map { expressions($0, context) } ?? []
        if path.isInLiteral { return }
        if !path.isErrorPath { for loop in context.loops { lowering.unit.loops[loop].hasEarlyExit = true } }
        guard let value = values.first, let function = lowering.unit.function(around: context.scope), !isFailure(values) else { return }
        if case .name(let name) = lowering.unit.expressions[value].kind, path.present.contains(name) {
            path.found.append(value)
            lowering.setRole(value, .returned)
            return
        }
        lowering.setRole(value, .returned)
        guard !path.found.isEmpty, values.count == 1 else {
            lowering.unit.functions[function].returned.append(value)
            return
        }
        // `if v := os.Getenv(key); v != "" { return v }`, and what follows.
        let whole = lowering.add(.either(path.found + [value]), lowering.unit.expressions[value].span, context)
        lowering.setRole(whole, .returned)
        path.found = []
        lowering.unit.functions[function].returned.append(whole)
    }

    /// `return "", err`: nothing, and why.
    private func isFailure(_ values: [ExpressionID]) -> Bool {
        guard values.count > 1, let first = values.first, let last = values.last else { return false }
        if case .null = lowering.unit.expressions[last].kind { return false }
        if case .flag(true) = lowering.unit.expressions[last].kind { return false }
        switch lowering.unit.expressions[first].kind {
        case .null, .flag(false), .number(0): return true
        case .text(let text): return text.isEmpty
        case .call(let call): return lowering.unit.calls[call].isLiteral && lowering.unit.calls[call].arguments.isEmpty
        default: return false
        }
    }

    // MARK: Branches

    private mutating func branches(of node: SyntaxNode, decision: Int, _ context: Context) {
        guard context.depth < Lowering.deepestNesting else { return }
        if let initializer = node.child("initializer") { statement(initializer, context) }
        let outer = path
        var inner = context
        var isErrorPath = false
        if let test = node.child("condition") {
            lowering.setRole(expression(test, context), .condition)
            inner.absentNames.formUnion(names(in: test, comparedBy: "=="))
            let present = names(in: test, comparedBy: "!=")
            path.present.formUnion(present)
            if let value = witnesses[test.text] { path.present.insert(value) }
            isErrorPath = present.contains(where: Self.isError)
            if isSuccess(test), let loop = context.loops.last { lowering.unit.loops[loop].hasHandler = true }
        }
        if let body = node.child("consequence") {
            path.isErrorPath = outer.isErrorPath || isErrorPath
            inner.isInHandler = context.isInHandler || isErrorPath
            inner.block = lowering.addBlock(body.span, decision: decision, context)
            block(body, inner)
        }
        let found = path.found
        path = outer
        path.found = found
        guard let alternative = node.child("alternative") else { return }
        if alternative.kind == "if_statement" { return branches(of: alternative, decision: decision, context.deeper) }
        lowering.unit.decisions[decision].isExhaustive = true
        var other = context
        other.block = lowering.addBlock(alternative.span, decision: decision, context)
        block(alternative, other)
    }

    private static func isError(_ name: String) -> Bool { name.lowercased().hasSuffix("err") || name.lowercased().hasSuffix("error") }

    /// `err == nil`.
    private func isSuccess(_ test: SyntaxNode) -> Bool {
        names(in: test, comparedBy: "==").contains(where: Self.isError)
    }

    /// Names and fields that hold nothing (`==`) or something (`!=`) where a condition is true: `x == ""`, `c.model == nil`,
    /// `len(x) == 0`; also as part of an `&&`.
    private func names(in test: SyntaxNode, comparedBy symbol: String) -> Set<String> {
        var result: Set<String> = []
        var pending = [test]
        while let node = pending.popLast(), result.count < 8 {
            if node.kind == "parenthesized_expression" { pending += node.namedChildren.prefix(1) }
            guard node.kind == "binary_expression", let left = node.child("left"), let right = node.child("right"),
                let own = node.child("operator")?.text
            else { continue }
            if own == "&&" { pending += [left, right] }
            let isSize = left.kind == "call_expression" && left.child("function")?.text == "len"
            let isEqual = own == symbol || isSize && symbol == "!=" && own == ">"
            guard isEqual, ["\"\"", "``", "nil", "0"].contains(right.text) else { continue }
            let subject = isSize ? left.child("arguments")?.namedChildren.first : left
            if let subject, subject.kind == "identifier" || subject.kind == "selector_expression" { result.insert(subject.text) }
        }
        return result
    }

    private mutating func switchStatement(_ node: SyntaxNode, _ context: Context) {
        if let initializer = node.child("initializer") { statement(initializer, context) }
        let subject = node.child("value").map { expression($0, context) }
        let cases = node.namedChildren.filter { $0.kind.hasSuffix("_case") }
        let decision = lowering.addDecision()
        var labels: [String] = []
        for part in cases {
            var inner = context
            inner.block = lowering.addBlock(part.span, decision: decision, context)
            if part.kind == "default_case" { lowering.unit.decisions[decision].isExhaustive = true }
            let outer = path
            for child in part.namedChildren {
                switch child.field {
                case "value":
                    for value in expressions(child, inner) {
                        if let text = plainText(value) { labels.append(text) }
                        lowering.setRole(value, .condition)
                    }
                case "type": break
                default: statement(child, inner)
                }
            }
            let found = path.found
            path = outer
            path.found = found
        }
        if node.kind == "expression_switch_statement", let subject { lowering.setRole(subject, .switched(labels)) }
    }

    /// The text of a literal or of a constant of this file.
    private func plainText(_ id: ExpressionID) -> String? {
        switch lowering.unit.expressions[id].kind {
        case .text(let text): return text
        case .name(let name):
            guard let found = lowering.unit.scopes[0].bindings[name], found.count == 1, case .expression(let value)? = found.first?.source,
                case .text(let text) = lowering.unit.expressions[value].kind
            else { return nil }
            return text
        default: return nil
        }
    }

    // MARK: Loops

    private mutating func forStatement(_ node: SyntaxNode, _ context: Context) {
        guard let body = node.child("body") else { return }
        let head = node.namedChildren.first { $0.kind != "comment" && $0.field != "body" }
        switch head?.kind {
        case "range_clause": if let head { rangeLoop(head, node, body, context) }
        case "for_clause": if let head { clauseLoop(head, node, body, context) }
        default:
            let condition = head.map { expression($0, context) }
            if let condition { lowering.setRole(condition, .condition) }
            let loop = lowering.addLoop(
                .whileTrue, targets: [], iterable: nil, condition: condition, span: node.span, body: body.span, context)
            loopBody(body, loop, from: body.span.start, context)
        }
    }

    private mutating func rangeLoop(_ clause: SyntaxNode, _ node: SyntaxNode, _ body: SyntaxNode, _ context: Context) {
        guard let right = clause.child("right") else { return }
        let iterable = expression(right, context)
        let targets = (clause.child("left")?.namedChildren ?? []).filter { $0.kind == "identifier" }
        let names = targets.map(\.text).filter { $0 != "_" }
        let loop = lowering.addLoop(
            .each, targets: names, iterable: iterable, condition: nil, span: node.span, body: body.span, context)
        loopBody(body, loop, from: clause.span.start, context) { go, inner in
            for (position, target) in targets.enumerated() where target.text != "_" {
                // The first is the index, unless the loop goes over a channel.
                go.lowering.bind(
                    target.text, position == 0 && targets.count > 1 ? .unknown : .element(iterable), at: clause.span.end, inner)
            }
        }
    }

    /// `for i := 0; i < n; i++` goes over numbers.
    private mutating func clauseLoop(_ clause: SyntaxNode, _ node: SyntaxNode, _ body: SyntaxNode, _ context: Context) {
        if let initializer = clause.child("initializer") { statement(initializer, context) }
        let counter = counter(clause, context)
        let condition = counter == nil ? clause.child("condition").map { expression($0, context) } : nil
        if let condition { lowering.setRole(condition, .condition) }
        let loop = lowering.addLoop(
            counter == nil ? .whileTrue : .each, targets: counter.map { [$0.name] } ?? [], iterable: counter?.range,
            condition: condition, span: node.span, body: body.span, context)
        loopBody(body, loop, from: clause.span.start, context) { go, inner in
            if let counter { go.lowering.bind(counter.name, .unknown, at: clause.span.end, inner) }
            if let update = clause.child("update") { go.statement(update, inner) }
        }
    }

    /// The variable that a loop counts with, and the numbers as `range(from, to, step)`.
    private mutating func counter(_ clause: SyntaxNode, _ context: Context) -> (name: String, range: ExpressionID)? {
        guard let start = clause.child("initializer"), let test = clause.child("condition"), let update = clause.child("update"),
            start.kind == "short_var_declaration", let name = start.child("left")?.namedChildren.first?.text,
            let first = start.child("right")?.namedChildren.first, test.kind == "binary_expression", test.child("left")?.text == name,
            ["<", "<="].contains(test.child("operator")?.text ?? ""), let end = test.child("right")
        else { return nil }
        var parts = [expression(first, context), expression(end, context)]
        switch update.kind {
        case "inc_statement": break
        case "assignment_statement":
            guard update.child("left")?.text == name, update.child("operator")?.text == "+=",
                let step = update.child("right")?.namedChildren.first
            else { return nil }
            parts.append(expression(step, context))
        default: return nil
        }
        let callee = lowering.add(.name("range"), Span(clause.span.start, clause.span.start), context)
        let arguments = parts.map { Argument(name: nil, value: $0, spread: .none) }
        return (name, lowering.addCall(callee: callee, arguments: arguments, span: clause.span, context: context))
    }

    private mutating func loopBody(
        _ body: SyntaxNode, _ loop: LoopID, from start: Int, _ context: Context,
        binding: (inout GoLowering, Context) -> Void = { _, _ in }
    ) {
        var inner = context
        inner.loops.append(loop)
        inner.block = lowering.addBlock(Span(start, body.span.end), decision: lowering.addDecision(), context)
        binding(&self, inner)
        let outer = path
        path.isErrorPath = false
        block(body, inner)
        let found = path.found
        path = outer
        path.found = found
        var last = body.namedChildren.last { $0.kind != "comment" }
        while let list = last, list.kind == "statement_list" { last = list.namedChildren.last { $0.kind != "comment" } }
        lowering.unit.loops[loop].endsInFirstRound = last?.kind == "break_statement" || last?.kind == "return_statement"
    }
}
