internal import Parsing

/// Rust: items and statements. Expressions are in `RustExpressions.swift`. Paths (`a::b`) become names with dots.
struct RustLowering {
    var lowering: Lowering
    /// Types of the file, by name.
    var types: [String: ClassID] = [:]
    /// Within a closure or an async block, whose values are its own.
    var isInClosure = false

    typealias Context = Lowering.Context

    static func lower(_ tree: SyntaxTree) -> CodeUnit {
        var rust = RustLowering(lowering: Lowering(source: tree.source))
        rust.items(tree.root, Context())
        let comments = tree.nodes(of: "line_comment") + tree.nodes(of: "block_comment")
        rust.lowering.unit.comments = comments.map(\.span).sorted { $0.start < $1.start }
        return rust.lowering.unit
    }

    /// The order of items means nothing: names first, then what the functions do.
    mutating func items(_ node: SyntaxNode, _ context: Context) {
        guard context.depth < Lowering.deepestNesting else { return }
        let all = node.namedChildren
        for item in all where item.kind == "use_declaration" {
            if let argument = item.child("argument") { use(argument, prefix: [], context.deeper) }
        }
        for item in all where item.kind == "struct_item" || item.kind == "enum_item" { type(item, context) }
        for item in all where item.kind == "const_item" || item.kind == "static_item" {
            guard let name = item.child("name"), let value = item.child("value") else { continue }
            let id = expression(value, context)
            lowering.setRole(id, .assigned([name.text]))
            lowering.bind(name.text, .expression(id), at: 0, context)
        }
        for item in all {
            switch item.kind {
            case "function_item": function(item, in: nil, context)
            case "impl_item", "trait_item": implementation(item, context)
            // Tests stand within the file that they test.
            case "mod_item": if let body = item.child("body"), !isTest(item) { items(body, context.deeper) }
            default: break
            }
        }
    }

    private func isTest(_ item: SyntaxNode) -> Bool {
        guard let parent = item.parent else { return false }
        let siblings = parent.namedChildren
        guard let place = siblings.firstIndex(where: { $0.index == item.index }) else { return false }
        return siblings[..<place].reversed().prefix { $0.kind == "attribute_item" }.contains { $0.text.contains("test") }
    }

    // MARK: Names

    private mutating func use(_ node: SyntaxNode, prefix: [String], _ context: Context) {
        guard context.depth < Lowering.deepestNesting else { return }
        switch node.kind {
        case "identifier", "scoped_identifier", "crate":
            let path = prefix + RustText.path(node.text)
            guard let name = path.last else { return }
            bindUse(name == "self" ? path.dropLast().last ?? name : name, to: name == "self" ? path.dropLast() : path, context)
        case "self": if let name = prefix.last { bindUse(name, to: prefix, context) }
        case "use_as_clause":
            guard let path = node.child("path"), let alias = node.child("alias") else { return }
            bindUse(alias.text, to: prefix + RustText.path(path.text), context)
        case "scoped_use_list":
            let inner = prefix + RustText.path(node.child("path")?.text ?? "")
            if let list = node.child("list") { use(list, prefix: inner, context.deeper) }
        case "use_list": for child in node.namedChildren { use(child, prefix: prefix, context.deeper) }
        default: break
        }
    }

    private mutating func bindUse(_ name: String, to path: [String], _ context: Context) {
        let qualified = path.joined(separator: ".")
        lowering.unit.importedModules.insert(qualified)
        lowering.bind(name, .imported(qualified), at: 0, context)
    }

    private mutating func type(_ item: SyntaxNode, _ context: Context) {
        guard let name = item.child("name") else { return }
        let id = addClass(name.text, item.span, context)
        for field in item.child("body")?.namedChildren ?? [] where field.kind == "field_declaration" {
            guard let name = field.child("name"), let type = field.child("type") else { continue }
            lowering.unit.classes[id].fields.append(
                FieldDeclaration(name: name.text, annotation: typeExpression(type, context), value: nil, span: name.span))
        }
    }

    private mutating func addClass(_ name: String, _ span: Span, _ context: Context) -> ClassID {
        let id = lowering.unit.classes.count
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .classBody(id), parent: context.scope, span: span))
        lowering.unit.classes.append(
            ClassDeclaration(
                name: name, scope: scope, bases: [], fields: [], methods: [], assigned: [:], span: span, documentation: nil))
        lowering.bind(name, .classDeclaration(id), at: 0, context)
        types[name] = id
        return id
    }

    /// `&Client<C>` and `Arc<Client>` are `Client`, as far as calls go.
    mutating func typeExpression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, node.span, context) }
        switch node.kind {
        case "reference_type": if let inner = node.child("type") { return typeExpression(inner, context.deeper) }
        case "generic_type":
            guard let outer = node.child("type") else { break }
            if ["Arc", "Rc", "Box", "Option", "Result", "Mutex", "RwLock"].contains(RustText.path(outer.text).last ?? ""),
                let inner = node.child("type_arguments")?.namedChildren.first
            {
                return typeExpression(inner, context.deeper)
            }
            return typeExpression(outer, context.deeper)
        default: break
        }
        let id = path(node, context)
        lowering.setRole(id, .annotation)
        return id
    }

    mutating func path(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        var parts = RustText.path(node.text)
        if parts.first == "Self", let declaration = lowering.unit.enclosingClass(around: context.scope) {
            parts[0] = lowering.unit.classes[declaration].name
        }
        guard let first = parts.first else { return lowering.add(.unknown, node.span, context) }
        var result = lowering.add(.name(first), node.span, context)
        for part in parts.dropFirst() { result = lowering.add(.member(result, part), node.span, context) }
        return result
    }

    // MARK: Functions

    private mutating func implementation(_ item: SyntaxNode, _ context: Context) {
        guard let body = item.child("body"), let type = item.child("type") ?? item.child("name") else { return }
        let named = type.kind == "generic_type" ? type.child("type") ?? type : type
        let name = RustText.path(named.text).last ?? named.text
        let declaration = types[name] ?? addClass(name, item.span, context)
        for child in body.namedChildren where child.kind == "function_item" { function(child, in: declaration, context) }
    }

    private mutating func function(_ node: SyntaxNode, in declaration: ClassID?, _ context: Context) {
        guard let nameNode = node.child("name") else { return }
        let id = lowering.unit.functions.count
        let scope = lowering.unit.scopes.count
        let parent = declaration.map { lowering.unit.classes[$0].scope } ?? context.scope
        lowering.unit.scopes.append(Scope(kind: .function(id), parent: parent, span: node.span))
        var parameters: [Parameter] = []
        for child in node.child("parameters")?.namedChildren ?? [] {
            let isReceiver = child.kind == "self_parameter"
            guard isReceiver || child.kind == "parameter" else { continue }
            let name = isReceiver ? "self" : RustText.names(in: child.child("pattern")).first ?? "_"
            parameters.append(
                Parameter(
                    name: name, defaultValue: nil, annotation: isReceiver ? nil : child.child("type").map { typeExpression($0, context) },
                    isVariadic: false, isReceiver: isReceiver))
        }
        lowering.unit.functions.append(
            FunctionDeclaration(
                name: nameNode.text, scope: scope, parameters: parameters, decorators: [],
                returnAnnotation: node.child("return_type").map { typeExpression($0, context) }, returned: [], enclosingClass: declaration,
                span: node.span, nameSpan: nameNode.span, documentation: nil, isGenerator: false))
        if let declaration {
            lowering.unit.classes[declaration].methods.append(id)
        } else {
            lowering.bind(nameNode.text, .function(id), at: 0, context)
        }
        guard let body = node.child("body") else { return }
        var inner = Context()
        inner.scope = scope
        inner.depth = context.depth
        inner.block = lowering.addBlock(node.span)
        for (position, parameter) in parameters.enumerated() {
            lowering.bind(parameter.name, .parameter(id, position), at: node.span.start, inner)
        }
        let outer = isInClosure
        isInClosure = false
        if let value = block(body, inner) { returned(value, inner) }
        isInClosure = outer
    }

    mutating func returned(_ value: ExpressionID, _ context: Context) {
        guard !isInClosure, let function = lowering.unit.function(around: context.scope) else { return }
        lowering.setRole(value, .returned)
        lowering.unit.functions[function].returned.append(value)
    }

    // MARK: Statements

    /// The statements of a block; gives its value, which is its last expression.
    mutating func block(_ node: SyntaxNode, _ context: Context) -> ExpressionID? {
        guard context.depth < Lowering.deepestNesting else { return nil }
        var value: ExpressionID?
        for child in node.namedChildren {
            value = nil
            switch child.kind {
            case "line_comment", "block_comment", "attribute_item", "label", "empty_statement", "ERROR": continue
            case "let_declaration": letDeclaration(child, context.deeper)
            case "expression_statement":
                guard let inner = child.namedChildren.first else { continue }
                let id = expression(inner, context.deeper)
                if lowering.unit.expressions[id].role == .part { lowering.setRole(id, .statement) }
                // `if … {} else {}` without a semicolon may be the value.
                if !child.text.hasSuffix(";") { value = id }
            case "use_declaration", "const_item", "static_item", "function_item", "struct_item", "impl_item": continue
            default: value = expression(child, context.deeper)
            }
        }
        return value
    }

    private mutating func letDeclaration(_ node: SyntaxNode, _ context: Context) {
        guard let pattern = node.child("pattern") else { return }
        let value = node.child("value").map { expression($0, context) }
        bind(pattern, to: value, at: node.span.end, context)
        if let alternative = node.child("alternative") { _ = block(alternative, context) }
    }

    /// Binds the names of a pattern; `Some(x)` and `Ok(x)` are x.
    mutating func bind(_ pattern: SyntaxNode, to value: ExpressionID?, at offset: Int, _ context: Context) {
        var pattern = pattern
        while ["mut_pattern", "ref_pattern", "reference_pattern"].contains(pattern.kind), let inner = pattern.namedChildren.last { pattern = inner }
        if pattern.kind == "tuple_struct_pattern", ["Some", "Ok"].contains(pattern.child("type")?.text ?? ""),
            let inner = pattern.namedChildren.last
        {
            pattern = inner
        }
        if pattern.kind == "identifier" {
            if let value, lowering.unit.expressions[value].role == .part { lowering.setRole(value, .assigned([pattern.text])) }
            lowering.bind(pattern.text, value.map { .expression($0) } ?? .unknown, at: offset, context)
        } else {
            for name in RustText.names(in: pattern) { lowering.bind(name, value.map { .element($0) } ?? .unknown, at: offset, context) }
        }
    }
}

/// How Rust writes names and text.
enum RustText {
    /// The parts of a path, without the arguments of types.
    static func path(_ text: String) -> [String] {
        let plain = text.prefix { $0 != "<" }
        return plain.split(whereSeparator: { $0 == ":" || $0.isWhitespace }).map(String.init)
    }

    /// The names that a pattern binds: those in small letters.
    static func names(in pattern: SyntaxNode?) -> [String] {
        guard let pattern else { return [] }
        var result: [String] = []
        for index in pattern.index..<pattern.endIndex where pattern.node(index).kind == "identifier" {
            let name = pattern.node(index).text
            if name.first?.isLowercase ?? false { result.append(name) }
        }
        return result
    }

    static func plain(_ node: SyntaxNode) -> String {
        let text = node.text
        if node.kind == "raw_string_literal" {
            let marks = text.drop { $0 != "#" && $0 != "\"" }.prefix { $0 == "#" }.count
            guard let start = text.firstIndex(of: "\""), let end = text.lastIndex(of: "\""), start < end, marks >= 0 else { return "" }
            return String(text[text.index(after: start)..<end])
        }
        guard let start = text.firstIndex(of: "\""), text.count >= 2 else { return text }
        return BackslashText.decode(String(text[text.index(after: start)...].dropLast()))
    }

    /// Methods that give what they are called on, as far as anybody cares.
    static let same: Set<String> = [
        "to_string", "to_owned", "into", "clone", "as_str", "as_ref", "as_deref", "unwrap", "expect", "unwrap_or_default", "iter", "into_iter",
        "iter_mut", "await", "borrow", "as_mut", "cloned", "copied", "to_vec", "ok", "into_owned", "map_err", "context", "with_context", "ok_or",
        "ok_or_else", "as_bytes", "first", "last", "next",
    ]

    static let methods = [
        "trim": "strip", "trim_end": "rstrip", "trim_start": "lstrip", "trim_matches": "strip", "trim_end_matches": "rstrip",
        "to_lowercase": "lower", "to_ascii_lowercase": "lower", "to_uppercase": "upper", "to_ascii_uppercase": "upper",
        "starts_with": "startswith", "ends_with": "endswith", "replace": "replace", "split": "split", "get": "get",
    ]

    static let loops: Set<String> = ["map", "for_each", "filter_map", "flat_map", "then", "for_each_concurrent", "try_for_each"]
}
