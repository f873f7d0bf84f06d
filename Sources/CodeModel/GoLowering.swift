internal import Parsing

/// Go: declarations. Statements are in `GoStatements.swift`, expressions in `GoExpressions.swift`.
struct GoLowering {
    var lowering: Lowering
    /// Types of the file, and those that it has only methods of, by name.
    var types: [String: ClassID] = [:]
    /// `v, ok := f()`: what `ok` speaks of.
    var witnesses: [String: String] = [:]
    /// What is known of the path that a statement stands on.
    var path = Path()

    struct Path {
        /// Within a function literal, whose `return` is its own.
        var isInLiteral = false
        /// Where an error is handled: leaving a loop from here is no success.
        var isErrorPath = false
        /// Names that hold something here.
        var present: Set<String> = []
        /// Returned where a value was found; what is returned otherwise stands behind.
        var found: [ExpressionID] = []
    }

    static func lower(_ tree: SyntaxTree) -> CodeUnit {
        var go = GoLowering(lowering: Lowering(source: tree.source))
        go.file(tree.root)
        go.lowering.unit.comments = tree.nodes(of: "comment").map(\.span)
        GoPackage.bindOtherFiles(&go.lowering.unit)
        return go.lowering.unit
    }

    typealias Context = Lowering.Context

    /// The order of declarations means nothing in Go: all names first, then what the functions do.
    private mutating func file(_ root: SyntaxNode) {
        let context = Context()
        let declarations = root.namedChildren
        for node in declarations where node.kind == "import_declaration" { importDeclaration(node, context) }
        for node in declarations where node.kind == "type_declaration" { declareTypes(node, context) }
        for node in declarations where node.kind == "method_declaration" {
            if let type = receiverType(node), types[type] == nil { _ = addClass(type, span: node.span, context) }
        }
        for node in declarations where node.kind == "const_declaration" || node.kind == "var_declaration" {
            variables(node, at: 0, context)
        }
        for node in declarations {
            switch node.kind {
            case "function_declaration", "method_declaration": function(node, context)
            case "import_declaration", "type_declaration", "const_declaration", "var_declaration", "package_clause", "comment": break
            // Odd code: a statement where a declaration should stand.
            default: statement(node, context)
            }
        }
    }

    // MARK: Imports

    private mutating func importDeclaration(_ node: SyntaxNode, _ context: Context) {
        for index in node.index..<node.endIndex where node.node(index).kind == "import_spec" {
            let spec = node.node(index)
            guard let written = spec.child("path").flatMap({ GoText.plain($0) }), !written.isEmpty else { continue }
            let path = Self.withoutVersion(written)
            lowering.unit.importedModules.insert(path)
            if let alias = spec.child("name") {
                if alias.kind == "package_identifier" { lowering.bind(alias.text, .imported(path), at: 0, context) }
            } else {
                for name in Self.packageNames(path) { lowering.bind(name, .imported(path), at: 0, context) }
            }
        }
    }

    /// `github.com/openai/openai-go/v3/option` is the third version of what other files know without it.
    private static func withoutVersion(_ path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.filter { $0.first != "v" || $0.count < 2 || !$0.dropFirst().allSatisfy(\.isNumber) }.joined(separator: "/")
    }

    /// What a package without an alias may be called: the last part of its path without version, or a word of it (`openai` for
    /// `go-openai` and `openai-go`). Those that the package is not called stay unused.
    static func packageNames(_ path: String) -> [String] {
        var parts = path.split(separator: "/")
        if parts.count > 1, let last = parts.last, last.first == "v", last.dropFirst().allSatisfy(\.isNumber) { parts.removeLast() }
        guard var last = parts.last else { return [] }
        if let dot = last.lastIndex(of: "."), last[last.index(after: dot)...].first == "v" { last = last[..<dot] }
        let words = last.split(whereSeparator: { $0 == "-" || $0 == "." }).filter { !["go", "sdk", "golang"].contains($0) }
        var names = words.count > 1 ? [words.joined()] : []
        names += words.map(String.init)
        let whole = String(last)
        return names.contains(whole) || whole.contains("-") || whole.contains(".") ? names : names + [whole]
    }

    // MARK: Types

    private mutating func declareTypes(_ node: SyntaxNode, _ context: Context) {
        for spec in node.namedChildren where spec.kind == "type_spec" || spec.kind == "type_alias" {
            guard let name = spec.child("name"), let type = spec.child("type") else { continue }
            if spec.kind == "type_alias" {
                lowering.bind(name.text, .expression(typeExpression(type, context)), at: 0, context)
                continue
            }
            let id = addClass(name.text, span: spec.span, context)
            guard type.kind == "struct_type" else { continue }
            for list in type.namedChildren where list.kind == "field_declaration_list" {
                for field in list.namedChildren where field.kind == "field_declaration" { addField(field, to: id, context) }
            }
        }
    }

    private mutating func addField(_ field: SyntaxNode, to declaration: ClassID, _ context: Context) {
        guard let type = field.child("type") else { return }
        let annotation = typeExpression(type, context)
        let names = field.children("name")
        for name in names {
            lowering.unit.classes[declaration].fields.append(
                FieldDeclaration(name: name.text, annotation: annotation, value: nil, span: name.span))
        }
        // An embedded type hands on its fields and methods.
        if names.isEmpty { lowering.unit.classes[declaration].bases.append(annotation) }
    }

    mutating func addClass(_ name: String, span: Span, _ context: Context) -> ClassID {
        let id = lowering.unit.classes.count
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .classBody(id), parent: context.scope, span: span))
        lowering.unit.classes.append(
            ClassDeclaration(
                name: name, scope: scope, bases: [], fields: [], methods: [], assigned: [:], span: span, documentation: nil))
        lowering.bind(name, .classDeclaration(id), at: context.scope == 0 ? 0 : span.start, context)
        if context.scope == 0 { types[name] = id }
        return id
    }

    private func receiverType(_ node: SyntaxNode) -> String? {
        guard let receiver = node.child("receiver") else { return nil }
        for index in receiver.index..<receiver.endIndex where receiver.node(index).kind == "type_identifier" {
            return receiver.node(index).text
        }
        return nil
    }

    /// A type as an expression: `*openai.Client` is `openai.Client`, a list of them a list.
    mutating func typeExpression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let id = type(node, context)
        lowering.setRole(id, .annotation)
        return id
    }

    mutating func type(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, node.span, context) }
        switch node.kind {
        case "type_identifier": return lowering.add(.name(node.text), node.span, context)
        case "qualified_type":
            guard let package = node.child("package"), let name = node.child("name") else { break }
            return lowering.add(.member(lowering.add(.name(package.text), package.span, context), name.text), node.span, context)
        case "pointer_type", "parenthesized_type", "negated_type":
            guard let inner = node.namedChildren.first else { break }
            return type(inner, context.deeper)
        case "generic_type":
            guard let inner = node.child("type") else { break }
            return type(inner, context.deeper)
        case "slice_type", "array_type", "implicit_length_array_type":
            guard let element = node.child("element") else { break }
            return lowering.add(.list([type(element, context.deeper)]), node.span, context)
        default: break
        }
        return lowering.add(.unknown, node.span, context)
    }

    // MARK: Constants and variables

    /// - Parameter offset: from where on the names hold; nil for the end of each one.
    mutating func variables(_ node: SyntaxNode, at offset: Int?, _ context: Context) {
        for index in node.index..<node.endIndex {
            let spec = node.node(index)
            guard spec.kind == "const_spec" || spec.kind == "var_spec", !isWithinFunction(spec, of: node) else { continue }
            let names = spec.children("name").filter { $0.kind == "identifier" }
            let values = spec.child("value").map { expressions($0, context) } ?? []
            let end = offset ?? spec.span.end
            if values.isEmpty {
                let type = spec.child("type")
                for name in names {
                    guard spec.kind == "var_spec", let type, let value = zero(type, context) else {
                        lowering.bind(name.text, .unknown, at: end, context)
                        continue
                    }
                    lowering.bind(name.text, .expression(value), at: end, context)
                }
            } else {
                declare(names, values, at: end, context)
            }
        }
    }

    private func isWithinFunction(_ node: SyntaxNode, of outer: SyntaxNode) -> Bool {
        var current = node.parent
        while let parent = current, parent.index > outer.index {
            if parent.kind == "func_literal" { return true }
            current = parent.parent
        }
        return false
    }

    /// What a variable without a value holds.
    private mutating func zero(_ type: SyntaxNode, _ context: Context) -> ExpressionID? {
        switch type.kind {
        case "type_identifier":
            switch type.text {
            case "string": return lowering.add(.text(""), type.span, context)
            case "int", "int32", "int64", "float32", "float64", "uint", "uint32", "uint64", "byte", "rune":
                return lowering.add(.number(0), type.span, context)
            case "bool": return lowering.add(.flag(false), type.span, context)
            case "error", "any": return nil
            default: return literal(self.type(type, context), [], type.span, context)
            }
        case "slice_type": return lowering.add(.list([]), type.span, context)
        case "map_type": return lowering.add(.dictionary([]), type.span, context)
        // Nothing yet, but of a type that says what will be called on it.
        case "qualified_type", "pointer_type", "generic_type":
            let name = self.type(type, context)
            if case .unknown = lowering.unit.expressions[name].kind { return nil }
            return literal(name, [], type.span, context)
        default: return nil
        }
    }

    /// An object made of its fields; `T{…}`, `&T{…}`, `new(T)`.
    mutating func literal(_ type: ExpressionID, _ arguments: [Argument], _ span: Span, _ context: Context) -> ExpressionID {
        let id = lowering.addCall(callee: type, arguments: arguments, span: span, context: context)
        lowering.unit.calls[lowering.unit.calls.count - 1].isLiteral = true
        return id
    }

    // MARK: Functions

    private mutating func function(_ node: SyntaxNode, _ context: Context) {
        guard let nameNode = node.child("name") else { return }
        let id = lowering.unit.functions.count
        let scope = lowering.unit.scopes.count
        let enclosing = node.kind == "method_declaration" ? receiverType(node).flatMap { types[$0] } : nil
        let outer = enclosing.map { lowering.unit.classes[$0].scope } ?? context.scope
        lowering.unit.scopes.append(Scope(kind: .function(id), parent: outer, span: node.span))
        var parameters: [Parameter] = []
        if enclosing != nil, let receiver = node.child("receiver") { parameters = self.parameters(receiver, isReceiver: true, context) }
        if enclosing != nil, parameters.isEmpty { parameters = [Self.receiver("_")] }
        parameters += node.child("parameters").map { self.parameters($0, isReceiver: false, context) } ?? []
        lowering.unit.functions.append(
            FunctionDeclaration(
                name: nameNode.text, scope: scope, parameters: parameters, decorators: [],
                returnAnnotation: node.child("result").map { result($0, context) }, returned: [], enclosingClass: enclosing,
                span: node.span, nameSpan: nameNode.span, documentation: nil, isGenerator: false))
        if let enclosing {
            lowering.unit.classes[enclosing].methods.append(id)
        } else {
            lowering.bind(nameNode.text, .function(id), at: 0, context)
        }
        guard let body = node.child("body") else { return }
        var inner = Context()
        inner.scope = scope
        inner.block = lowering.addBlock(node.span)
        for (position, parameter) in parameters.enumerated() {
            lowering.bind(parameter.name, .parameter(id, position), at: node.span.start, inner)
        }
        path = Path()
        witnesses = [:]
        block(body, inner)
        // A value that was found, and nothing that would be returned otherwise.
        lowering.unit.functions[id].returned += path.found
    }

    /// The type of a result, of several the first: the others say how it went.
    private mutating func result(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard node.kind == "parameter_list" else { return typeExpression(node, context) }
        guard let first = node.namedChildren.first(where: { $0.kind == "parameter_declaration" })?.child("type") else {
            return lowering.add(.unknown, node.span, context)
        }
        return typeExpression(first, context)
    }

    mutating func parameters(_ node: SyntaxNode, isReceiver: Bool, _ context: Context) -> [Parameter] {
        var result: [Parameter] = []
        for declaration in node.namedChildren where declaration.kind.hasSuffix("parameter_declaration") {
            let annotation = declaration.child("type").map { typeExpression($0, context) }
            let names = declaration.children("name").map(\.text)
            for name in names.isEmpty ? ["_"] : names {
                result.append(
                    Parameter(
                        name: name, defaultValue: nil, annotation: annotation,
                        isVariadic: declaration.kind == "variadic_parameter_declaration", isReceiver: isReceiver))
            }
        }
        return result
    }

    private static func receiver(_ name: String) -> Parameter {
        Parameter(name: name, defaultValue: nil, annotation: nil, isVariadic: false, isReceiver: true)
    }
}
