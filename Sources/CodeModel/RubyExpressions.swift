internal import Parsing

/// Ruby: expressions.
extension RubyLowering {
    mutating func expression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, node.span, context) }
        let inner = context.deeper
        switch node.kind {
        case "identifier": return identifier(node, inner)
        case "constant", "global_variable", "class_variable": return lowering.add(.name(node.text), node.span, context)
        case "self": return lowering.add(.name("self"), node.span, context)
        case "instance_variable":
            return lowering.add(.member(lowering.add(.name("self"), node.span, context), node.text), node.span, context)
        case "scope_resolution":
            guard let name = node.child("name") else { break }
            guard let scope = node.child("scope") else { return outermost(name.text, node.span, context) }
            return lowering.add(.member(expression(scope, inner), name.text), node.span, context)
        case "string", "chained_string", "heredoc_body": return text(node, inner)
        case "heredoc_beginning":
            guard let body = heredocs[node.span.start] else { break }
            return text(body, inner)
        case "simple_symbol": return lowering.add(.text(String(node.text.dropFirst())), node.span, context)
        case "hash_key_symbol", "bare_string", "bare_symbol": return lowering.add(.text(node.text), node.span, context)
        case "integer", "float": return lowering.add(PythonText.number(node.text), node.span, context)
        case "true": return lowering.add(.flag(true), node.span, context)
        case "false": return lowering.add(.flag(false), node.span, context)
        case "nil": return lowering.add(.null, node.span, context)
        case "array", "string_array", "symbol_array":
            let items = node.namedChildren.filter { $0.kind != "comment" }.map { element($0, inner) }
            return lowering.add(.list(items), node.span, context)
        case "hash": return hash(node.namedChildren, node.span, inner)
        case "call": return call(node, inner)
        case "element_reference": return element(of: node, inner)
        case "binary": return binary(node, inner)
        case "unary":
            guard let operand = node.child("operand") else { break }
            let value = expression(operand, inner)
            if case .number(let number) = lowering.unit.expressions[value].kind, node.child("operator")?.text == "-" {
                return lowering.add(.number(-number), node.span, context)
            }
            return lowering.add(["!", "not"].contains(node.child("operator")?.text ?? "") ? .negation(value) : .unknown, node.span, context)
        case "conditional":
            guard let test = node.child("condition"), let then = node.child("consequence"), let other = node.child("alternative") else { break }
            let parts = [expression(test, inner), expression(then, inner), expression(other, inner)]
            return lowering.add(.conditional(test: parts[0], then: parts[1], otherwise: parts[2]), node.span, context)
        case "assignment": return assignment(node, inner)
        case "operator_assignment": return operatorAssignment(node, inner)
        case "rescue_modifier":
            guard let body = node.child("body") else { break }
            if let handler = node.child("handler") { _ = expression(handler, inner) }
            return expression(body, inner)
        case "parenthesized_statements", "begin", "if", "unless", "case", "then", "if_modifier", "unless_modifier":
            return oneOf(node.kind == "parenthesized_statements" ? body(node, inner) : statement(node, inner), node.span, context)
        case "method", "singleton_method", "class", "module", "while", "until", "for", "return", "break", "next":
            _ = statement(node, inner)
        case "lambda", "block", "do_block": if let body = node.child("body") { _ = self.body(body, inner) }
        case "splat_argument", "hash_splat_argument", "block_argument":
            guard let value = node.namedChildren.first else { break }
            return lowering.add(.spread(expression(value, inner)), node.span, context)
        case "regex": return lowering.add(.unknown, node.span, context)
        default: for child in node.namedChildren { _ = expression(child, inner) }
        }
        return lowering.add(.unknown, node.span, context)
    }

    /// One of some values, as the paths go.
    private mutating func oneOf(_ values: [ExpressionID], _ span: Span, _ context: Context) -> ExpressionID {
        guard var result = values.first else { return lowering.add(.unknown, span, context) }
        for value in values.dropFirst().prefix(16) {
            let test = lowering.add(.unknown, span, context)
            result = lowering.add(.conditional(test: test, then: value, otherwise: result), span, context)
        }
        return result
    }

    /// A local variable, or a method of the object that is called without arguments.
    /// `::OpenAI`: never a class of that name within something, such as the one around.
    private mutating func outermost(_ name: String, _ span: Span, _ context: Context) -> ExpressionID {
        guard !outermostTypes.contains(name), lowering.unit.classes.contains(where: { $0.name == name }) else {
            return lowering.add(.name(name), span, context)
        }
        let whole = "::" + name
        if lowering.unit.scopes[0].bindings[whole] == nil {
            lowering.unit.scopes[0].bindings[whole] = [
                Binding(source: .imported(name), offset: 0, isConditional: false, loop: nil, block: 0, isForAbsent: false)
            ]
        }
        return lowering.add(.name(whole), span, context)
    }

    private mutating func identifier(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let name = node.text
        if isBound(name, context) { return lowering.add(.name(name), node.span, context) }
        if methods.contains(name) {
            let member = lowering.add(.member(lowering.add(.name("self"), node.span, context), name), node.span, context)
            return lowering.addCall(callee: member, arguments: [], span: node.span, context: context)
        }
        let callee = lowering.add(.name(name), node.span, context)
        guard functions.contains(name) else {
            // `attr_reader :model` reads what the object was given.
            guard lowering.unit.enclosingClass(around: context.scope) != nil else { return callee }
            return lowering.add(.member(lowering.add(.name("self"), node.span, context), "@\(name)"), node.span, context)
        }
        return lowering.addCall(callee: callee, arguments: [], span: node.span, context: context)
    }

    private func isBound(_ name: String, _ context: Context) -> Bool {
        var scope: ScopeID? = context.scope
        while let id = scope {
            if case .classBody = lowering.unit.scopes[id].kind, id != context.scope { return false }
            if let found = lowering.unit.scopes[id].bindings[name] {
                if case .function? = found.last?.source { return false }
                return true
            }
            scope = lowering.unit.scopes[id].parent
        }
        return false
    }

    private mutating func element(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        if node.kind == "pair" { return hash([node], node.span, context) }
        return expression(node, context)
    }

    private mutating func hash(_ pairs: [SyntaxNode], _ span: Span, _ context: Context) -> ExpressionID {
        var entries: [(key: ExpressionID?, value: ExpressionID)] = []
        for pair in pairs {
            if pair.kind == "pair", let key = pair.child("key") {
                // `{model:}` is `{model: model}`.
                let value = pair.child("value").map { expression($0, context) } ?? identifier(key, context)
                entries.append((expression(key, context), value))
            } else if pair.kind == "hash_splat_argument", let value = pair.namedChildren.first {
                entries.append((nil, expression(value, context)))
            }
        }
        return lowering.add(.dictionary(entries), span, context)
    }

    private mutating func element(of node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let object = node.child("object") else { return lowering.add(.unknown, node.span, context) }
        let value = expression(object, context)
        let indices = node.namedChildren.dropFirst().filter { $0.kind != "comment" }.map { expression($0, context) }
        guard let index = indices.first else { return lowering.add(.unknown, node.span, context) }
        return lowering.add(.index(value, indices.count == 1 ? index : lowering.add(.slice, node.span, context)), node.span, context)
    }

    // MARK: Assignments

    private mutating func assignment(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let left = node.child("left"), let right = node.child("right") else { return lowering.add(.unknown, node.span, context) }
        let value = expression(right, context)
        bind(left, to: value, at: node.span.end, context)
        return value
    }

    /// `x ||= y`, `x += y`.
    private mutating func operatorAssignment(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard let left = node.child("left"), let right = node.child("right") else { return lowering.add(.unknown, node.span, context) }
        let value = expression(right, context)
        switch node.child("operator")?.text {
        case "||=":
            if left.kind == "identifier", isBound(left.text, context) {
                let before = lowering.add(.name(left.text), left.span, context)
                let either = lowering.add(.either([before, value]), node.span, context)
                bind(left, to: either, at: node.span.end, context)
                return either
            }
            bind(left, to: value, at: node.span.end, context)
        case "+=", "<<=":
            if left.kind == "identifier" {
                lowering.setRole(value, .assigned([left.text]))
                lowering.bind(left.text, .extended(value), at: node.span.end, context)
            }
        default: bind(left, to: lowering.add(.unknown, node.span, context), at: node.span.end, context)
        }
        return value
    }

    private mutating func bind(_ target: SyntaxNode, to value: ExpressionID, at offset: Int, _ context: Context) {
        switch target.kind {
        case "identifier", "constant", "global_variable", "class_variable":
            lowering.setRole(value, .assigned([target.text]))
            lowering.bind(target.text, .expression(value), at: offset, context)
            if case .classBody(let declaration) = lowering.unit.scopes[context.scope].kind {
                lowering.unit.classes[declaration].fields.append(
                    FieldDeclaration(name: target.text, annotation: nil, value: value, span: target.span))
                // Constants are seen by the methods of the class.
                var outer = context
                outer.scope = lowering.unit.scopes[context.scope].parent ?? 0
                if target.kind == "constant" { lowering.bind(target.text, .expression(value), at: offset, outer) }
            }
        case "instance_variable":
            guard let declaration = lowering.unit.enclosingClass(around: context.scope) else { return }
            // With its sign: a method may have the same name.
            let name = target.text
            lowering.setRole(value, .assignedField(name))
            lowering.unit.classes[declaration].assigned[name, default: []].append(
                (value, lowering.unit.function(around: context.scope), lowering.isConditional(context)))
        case "element_reference":
            let whole = expression(target, context)
            lowering.setRole(whole, .assigned([]))
            guard case .index(let object, let key) = lowering.unit.expressions[whole].kind,
                case .name(let name) = lowering.unit.expressions[object].kind
            else { return }
            lowering.unit.itemAssignments.append(
                ItemAssignment(
                    name: name, scope: context.scope, key: key, value: value, offset: offset,
                    isConditional: lowering.isConditional(context), loop: context.loops.last))
        case "left_assignment_list":
            for child in target.namedChildren where child.kind == "identifier" { lowering.bind(child.text, .element(value), at: offset, context) }
        default: _ = expression(target, context)
        }
    }

    // MARK: Calls

    private mutating func call(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let method = node.child("method")?.text ?? "call"
        let list = node.child("arguments")?.namedChildren.filter { $0.kind != "comment" } ?? []
        if node.child("receiver") == nil {
            if method == "require", let name = list.first.flatMap({ RubyText.plain($0) }) { lowering.unit.importedModules.insert(name) }
            if ["private", "public", "protected", "private_class_method", "memoize"].contains(method), let first = list.first, first.kind.hasSuffix("method") {
                return expression(first, context)
            }
        }
        let receiver = node.child("receiver").map { expression($0, context) }
        var arguments: [Argument] = []
        for child in list {
            switch child.kind {
            case "pair":
                guard let key = child.child("key") else { continue }
                let value = child.child("value").map { expression($0, context) } ?? identifier(key, context)
                arguments.append(Argument(name: RubyText.plain(key), value: value, spread: .none))
            case "hash_splat_argument", "splat_argument":
                guard let value = child.namedChildren.first else { continue }
                arguments.append(
                    Argument(name: nil, value: expression(value, context), spread: child.kind == "splat_argument" ? .list : .dictionary))
            default: arguments.append(Argument(name: nil, value: expression(child, context), spread: .none))
            }
        }
        let id = made(method, receiver, arguments, node, context)
        if let block = node.child("block") { return self.block(block, of: method, receiver, arguments, call: id, node, context) }
        return id
    }

    private mutating func made(
        _ method: String, _ receiver: ExpressionID?, _ arguments: [Argument], _ node: SyntaxNode, _ context: Context
    ) -> ExpressionID {
        let place = node.child("method")?.span ?? node.span
        guard let receiver else {
            let isOwn = methods.contains(method)
            let callee = isOwn
                ? lowering.add(.member(lowering.add(.name("self"), place, context), method), place, context)
                : lowering.add(.name(method), place, context)
            return lowering.addCall(callee: callee, arguments: arguments, span: node.span, context: context)
        }
        if method == "new" { return lowering.addCall(callee: receiver, arguments: arguments, span: node.span, context: context) }
        let values = arguments.map(\.value)
        if lowering.unit.text(receiver) == "ENV", method == "fetch" {
            let environment = values.first.map { lowering.add(.index(receiver, $0), node.span, context) } ?? lowering.add(.unknown, node.span, context)
            let other = values.dropFirst().first ?? node.child("block")?.child("body")?.namedChildren.first.map { expression($0, context) }
            return other.map { lowering.add(.either([environment, $0]), node.span, context) } ?? environment
        }
        switch RubyText.meanings[method] {
        case .same where values.isEmpty: return receiver
        case .method(let name):
            let member = lowering.add(.member(receiver, name), place, context)
            return lowering.addCall(callee: member, arguments: arguments, span: node.span, context: context)
        case .conversion(let name) where values.isEmpty:
            let callee = lowering.add(.name(name), place, context)
            let own = Argument(name: nil, value: receiver, spread: .none)
            return lowering.addCall(callee: callee, arguments: [own], span: node.span, context: context)
        case .comparison(let symbol):
            guard let value = values.first else { break }
            return lowering.add(.comparison([symbol], symbol == "in" ? [value, receiver] : [receiver, value]), node.span, context)
        case .path where !values.isEmpty:
            var result = receiver
            for key in values { result = lowering.add(.index(result, key), node.span, context) }
            return result
        case .joined:
            let separator = values.first ?? lowering.add(.text(""), place, context)
            let member = lowering.add(.member(separator, "join"), place, context)
            let own = Argument(name: nil, value: receiver, spread: .none)
            return lowering.addCall(callee: member, arguments: [own], span: node.span, context: context)
        default: break
        }
        if node.child("arguments") == nil, node.child("block") == nil, isValue(receiver) {
            // `answer.content`: nothing tells a field from a method without arguments.
            return lowering.add(.member(receiver, method), node.span, context)
        }
        let member = lowering.add(.member(receiver, method), place, context)
        return lowering.addCall(callee: member, arguments: arguments, span: node.span, context: context)
    }

    /// Something that is no class or module, so that what is read of it may be a field.
    private func isValue(_ id: ExpressionID) -> Bool {
        switch lowering.unit.expressions[id].kind {
        case .name(let name): name.first?.isUppercase != true && !name.hasPrefix("::")
        case .member(_, let name): name.first?.isUppercase != true
        default: true
        }
    }

    /// `xs.each do |x| … end` is a loop; other blocks run where they stand.
    private mutating func block(
        _ block: SyntaxNode, of method: String, _ receiver: ExpressionID?, _ arguments: [Argument], call: ExpressionID, _ node: SyntaxNode,
        _ context: Context
    ) -> ExpressionID {
        guard let body = block.child("body") else { return call }
        let names = (block.child("parameters")?.namedChildren ?? []).flatMap { parameter -> [String] in
            parameter.kind == "identifier" ? [parameter.text] : parameter.namedChildren.filter { $0.kind == "identifier" }.map(\.text)
        }
        if receiver == nil, method == "loop" {
            let loop = lowering.addLoop(.whileTrue, targets: [], iterable: nil, condition: nil, span: node.span, body: body.span, context)
            var own = context
            own.loops.append(loop)
            own.block = lowering.addBlock(body.span, decision: lowering.addDecision(), context)
            _ = self.body(body, own)
            return call
        }
        if let receiver, RubyText.loops.contains(method) {
            // Slices are made by the call; elements are the receiver's.
            let iterable = RubyText.slices.contains(method) ? call : receiver
            let loop = lowering.unit.loops.count
            let values = loopValues(iterable, names, body, node.span, context)
            guard ["map", "flat_map", "collect", "filter_map"].contains(method), let element = values.last else { return call }
            return lowering.add(.comprehension(element: element, loop: loop), node.span, context)
        }
        var own = context
        own.block = lowering.addBlock(body.span, decision: lowering.addDecision(), context)
        for name in names { lowering.bind(name, .unknown, at: body.span.start, own) }
        _ = self.body(body, own)
        return call
    }

    private mutating func loopValues(
        _ iterable: ExpressionID, _ names: [String], _ body: SyntaxNode, _ span: Span, _ context: Context
    ) -> [ExpressionID] {
        loop(over: iterable, targets: names, body: body, span: span, context)
    }

    // MARK: Operators and text

    private mutating func binary(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let symbol = node.child("operator")?.text ?? ""
        var operands: [SyntaxNode] = []
        var current = node
        while current.kind == "binary", current.child("operator")?.text == symbol, let left = current.child("left"),
            let right = current.child("right")
        {
            operands.append(right)
            current = left
            if !["+", "&&", "||"].contains(symbol) { break }
        }
        operands.append(current)
        let parts = operands.reversed().map { expression($0, context) }
        switch symbol {
        case "||", "or": return lowering.add(.either(parts), node.span, context)
        case "&&", "and": return lowering.add(.both(parts), node.span, context)
        case "==", "!=", "<", ">", "<=", ">=", "===": return lowering.add(.comparison([symbol], parts), node.span, context)
        case "=~":
            guard let pattern = operands.first, pattern.kind == "regex", let value = parts.first else { break }
            let words = RubyText.words(ofPattern: pattern).map { lowering.add(.text($0), pattern.span, context) }
            guard let word = words.first, words.count == 1 else { break }
            return lowering.add(.comparison(["in"], [word, value]), node.span, context)
        case "+" where parts.contains(where: { isText($0) }), "%" where parts.first.map({ isText($0) }) ?? false:
            return lowering.add(.template(parts), node.span, context)
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

    private mutating func text(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        if let plain = RubyText.plain(node) { return lowering.add(.text(plain), node.span, context) }
        var parts: [ExpressionID] = []
        for child in node.namedChildren {
            switch child.kind {
            case "string_content", "heredoc_content": parts.append(lowering.add(.text(child.text), child.span, context))
            case "escape_sequence": parts.append(lowering.add(.text(BackslashText.decode(child.text)), child.span, context))
            case "interpolation":
                if let value = child.namedChildren.first { parts.append(expression(value, context)) }
            case "string": parts.append(text(child, context.deeper))
            default: break
            }
        }
        return lowering.add(.template(parts), node.span, context)
    }
}

/// How Ruby writes text, and what the methods of its core mean.
enum RubyText {
    /// The text of a literal or symbol with nothing to fill in; nil otherwise.
    static func plain(_ node: SyntaxNode) -> String? {
        switch node.kind {
        case "simple_symbol": return String(node.text.dropFirst())
        case "hash_key_symbol": return node.text
        case "string", "heredoc_body":
            var result = ""
            for child in node.namedChildren {
                switch child.kind {
                case "string_content", "heredoc_content": result += child.text
                case "escape_sequence": result += BackslashText.decode(child.text)
                case "interpolation": return nil
                default: break
                }
            }
            return result
        default: return nil
        }
    }

    /// `/yes|no/i`: the words between which a pattern tells apart; none when it is more than words.
    static func words(ofPattern node: SyntaxNode) -> [String] {
        let text = node.namedChildren.filter { $0.kind == "string_content" }.map(\.text).joined()
        let plain = text.filter { !"^$()\\bAzZ".contains($0) || $0.isLetter && !text.contains("\\") }
        let words = plain.split(separator: "|").map(String.init)
        return words.allSatisfy { $0.allSatisfy { $0.isLetter || $0 == " " } } ? words : []
    }

    enum Meaning {
        /// Gives the receiver, as far as anybody cares.
        case same
        case method(String)
        case conversion(String)
        case comparison(String)
        /// `dig(:a, 0)`.
        case path
        case joined
    }

    static let meanings: [String: Meaning] = [
        "freeze": .same, "dup": .same, "to_s": .same, "to_sym": .same, "to_str": .same, "presence": .same, "to_a": .same, "itself": .same,
        "strip": .method("strip"), "chomp": .method("strip"), "squish": .method("strip"), "strip_heredoc": .method("strip"),
        "downcase": .method("lower"), "upcase": .method("upper"), "capitalize": .method("capitalize"),
        "gsub": .method("replace"), "sub": .method("replace"), "delete": .method("replace"), "start_with?": .method("startswith"),
        "end_with?": .method("endswith"), "to_i": .conversion("int"), "to_f": .conversion("float"), "include?": .comparison("in"),
        "casecmp?": .comparison("=="), "eql?": .comparison("=="), "dig": .path, "join": .joined,
        "merge": .method("merge"), "fetch": .method("get"),
    ]

    static let loops: Set<String> = [
        "each", "map", "flat_map", "collect", "each_with_index", "each_with_object", "select", "reject", "filter", "filter_map", "find_each",
        "each_slice", "find_in_batches", "in_batches", "in_groups_of", "each_entry", "sum", "group_by", "to_h", "index_with", "sort_by",
        "max_by", "min_by", "detect", "find", "any?", "all?", "partition", "times", "each_pair", "each_value", "each_key",
    ]

    static let slices: Set<String> = ["each_slice", "find_in_batches", "in_batches", "in_groups_of"]
}
