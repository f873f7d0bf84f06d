internal import Parsing

/// JavaScript: functions, classes, enumerations, imports and exports.
extension JavaScriptLowering {
    // MARK: Functions

    mutating func functionDeclaration(_ node: SyntaxNode, decorators: [ExpressionID], _ context: Context) {
        guard let name = node.child("name") else { return }
        let isKnown = hoisted[node.index] != nil
        let id = hoisted[node.index] ?? reserveFunction(node, name: name.text, nameSpan: name.span, enclosing: nil, context)
        if !isKnown { lowering.bind(name.text, .function(id), at: node.span.start, context) }
        fill(id, node, decorators: decorators, context)
    }

    mutating func function(
        _ node: SyntaxNode, name: String, nameSpan: Span, enclosing: ClassID?, decorators: [ExpressionID], _ context: Context
    ) -> FunctionID {
        let id = reserveFunction(node, name: name, nameSpan: nameSpan, enclosing: enclosing, context)
        fill(id, node, decorators: decorators, context)
        return id
    }

    /// An expression that stands for a function: a name that nobody can write.
    mutating func handle(of function: FunctionID, _ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let name = "function \(function)"
        lowering.bind(name, .function(function), at: node.span.start, context)
        return lowering.add(.name(name), node.span, context)
    }

    mutating func reserveFunction(
        _ node: SyntaxNode, name: String, nameSpan: Span, enclosing: ClassID?, _ context: Context
    ) -> FunctionID {
        let id = lowering.unit.functions.count
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .function(id), parent: context.scope, span: node.span))
        lowering.unit.functions.append(
            FunctionDeclaration(
                name: name, scope: scope, parameters: [], decorators: [], returnAnnotation: nil, returned: [], enclosingClass: enclosing,
                span: node.span, nameSpan: nameSpan, documentation: nil, isGenerator: node.kind.hasPrefix("generator")))
        if let enclosing { lowering.unit.classes[enclosing].methods.append(id) }
        return id
    }

    private mutating func fill(_ id: FunctionID, _ node: SyntaxNode, decorators: [ExpressionID], _ context: Context) {
        var inner = Context()
        inner.scope = lowering.unit.functions[id].scope
        inner.depth = context.depth
        inner.block = lowering.addBlock(node.span)
        lowering.unit.functions[id].decorators = decorators
        if lowering.unit.functions[id].enclosingClass != nil {
            add(Parameter(name: "this", isVariadic: false, isReceiver: true), local: "this", to: id, node, inner)
        }
        if let list = node.child("parameters") {
            for child in list.namedChildren where child.kind != "comment" { parameter(child, of: id, inner) }
        } else if let only = node.child("parameter") {
            parameter(only, of: id, inner)
        }
        if let type = node.child("return_type") { lowering.unit.functions[id].returnAnnotation = typeExpression(type, inner) }
        guard let body = node.child("body") else { return }
        guard body.kind == "statement_block" else {
            let value = expression(body, inner)
            lowering.setRole(value, .returned)
            lowering.unit.functions[id].returned = [value]
            return
        }
        let decisions = lowering.unit.decisions.count
        statements(of: body, inner)
        lowering.unit.functions[id].mayEndWithoutValue = !lowering.ends(inner.block, decisionsFrom: decisions)
    }

    private mutating func add(_ parameter: Parameter, local: String, to function: FunctionID, _ node: SyntaxNode, _ context: Context) {
        let position = lowering.unit.functions[function].parameters.count
        lowering.unit.functions[function].parameters.append(parameter)
        lowering.bind(local, .parameter(function, position), at: node.span.start, context)
    }

    private mutating func parameter(_ node: SyntaxNode, of function: FunctionID, _ context: Context) {
        for child in node.namedChildren where child.kind == "decorator" {
            if let inner = child.namedChildren.first { _ = expression(inner, context) }
        }
        var pattern = node.child("pattern") ?? node
        var written = node.child("value")
        if pattern.kind == "assignment_pattern", let left = pattern.child("left") {
            written = pattern.child("right")
            pattern = left
        }
        guard pattern.kind != "this", pattern.kind != "decorator" else { return }
        let annotation = node.child("type").map { typeExpression($0, context) }
        let value = written.map { expression($0, context) }
        if let value { lowering.setRole(value, .defaultValue) }
        switch pattern.kind {
        case "identifier":
            let parameter = Parameter(name: pattern.text, defaultValue: value, annotation: annotation, isVariadic: false, isReceiver: false)
            add(parameter, local: pattern.text, to: function, node, context)
            if node.firstChild(of: "accessibility_modifier") != nil || node.children.contains(where: { $0.kind == "readonly" }) {
                parameterProperty(pattern, annotation, of: function, context)
            }
        case "object_pattern": objectParameter(pattern, of: function, context)
        default:
            let isVariadic = pattern.kind == "rest_pattern"
            let name = names(in: pattern).first ?? ""
            add(Parameter(name: name, annotation: annotation, isVariadic: isVariadic, isReceiver: false), local: name, to: function, node, context)
            for name in names(in: pattern).dropFirst() { lowering.bind(name, .unknown, at: node.span.start, context) }
        }
    }

    /// `constructor(private readonly model: string)`: a field of the same name.
    private mutating func parameterProperty(_ name: SyntaxNode, _ annotation: ExpressionID?, of function: FunctionID, _ context: Context) {
        guard let type = lowering.unit.functions[function].enclosingClass else { return }
        lowering.unit.classes[type].fields.append(FieldDeclaration(name: name.text, annotation: annotation, value: nil, span: name.span))
        let value = lowering.add(.name(name.text), name.span, context)
        lowering.setRole(value, .assignedField(name.text))
        lowering.unit.classes[type].assigned[name.text, default: []].append((value, function, false))
    }

    /// `({ model = "gpt-4o", prompt })`: each name is a parameter that an entry of the caller's object fills.
    private mutating func objectParameter(_ pattern: SyntaxNode, of function: FunctionID, _ context: Context) {
        let slot = lowering.unit.functions[function].nextSlot
        for child in pattern.namedChildren where child.kind != "comment" {
            var target = child.kind == "pair_pattern" ? child.child("value") ?? child : child
            var value: ExpressionID?
            if target.kind == "assignment_pattern" || target.kind == "object_assignment_pattern" {
                value = target.child("right").map { expression($0, context) }
                if let value { lowering.setRole(value, .defaultValue) }
                target = target.child("left") ?? target
            }
            guard target.kind == "identifier" || target.kind == "shorthand_property_identifier_pattern" else {
                for name in names(in: target) { lowering.bind(name, .unknown, at: pattern.span.start, context) }
                continue
            }
            let key = child.kind == "pair_pattern" ? child.child("key").flatMap { JavaScriptText.key($0) } ?? "" : target.text
            let parameter = Parameter(name: key, defaultValue: value, isVariadic: false, isReceiver: false, entryOf: slot)
            add(parameter, local: target.text, to: function, pattern, context)
        }
        if lowering.unit.functions[function].nextSlot == slot {
            lowering.unit.functions[function].parameters.append(Parameter(name: "", isVariadic: false, isReceiver: false))
        }
    }

    // MARK: Classes

    mutating func classDeclaration(_ node: SyntaxNode, named: SyntaxNode? = nil, decorators: [ExpressionID], _ context: Context) {
        guard let body = node.child("body") else { return }
        let name = (named ?? node.child("name"))?.text ?? "default"
        var decorators = decorators
        for child in node.namedChildren where child.kind == "decorator" { decorators += decorator(child, context) }
        let id = lowering.unit.classes.count
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .classBody(id), parent: context.scope, span: node.span))
        lowering.unit.classes.append(
            ClassDeclaration(
                name: name, scope: scope, bases: bases(of: node, context), fields: [], methods: [], assigned: [:], span: node.span,
                documentation: nil))
        lowering.bind(name, .classDeclaration(id), at: node.span.start, context)
        var inner = Context()
        inner.scope = scope
        inner.depth = context.depth
        inner.block = lowering.addBlock(node.span)
        members(of: body, id, inner)
    }

    private mutating func bases(of node: SyntaxNode, _ context: Context) -> [ExpressionID] {
        guard let heritage = node.firstChild(of: "class_heritage") else { return [] }
        let extended = heritage.firstChild(of: "extends_clause")
        let value = extended?.child("value") ?? (extended == nil ? heritage.namedChildren.first : nil)
        guard let value, value.kind != "implements_clause" else { return [] }
        return [expression(value, context)]
    }

    private mutating func members(of body: SyntaxNode, _ type: ClassID, _ context: Context) {
        var decorators: [ExpressionID] = []
        for child in body.namedChildren {
            switch child.kind {
            case "decorator":
                decorators += decorator(child, context)
                continue
            case "method_definition":
                guard let name = child.child("name") else { break }
                // `get model()` is read like a field.
                let isGetter = child.children.contains { $0.kind == "get" }
                let method = function(child, name: name.text, nameSpan: name.span, enclosing: type, decorators: decorators, context)
                if isGetter { lowering.unit.functions[method].isAccessor = true }
            case "public_field_definition", "field_definition": field(child, type, context)
            case "class_static_block": if let inner = child.child("body") { statements(of: inner, context) }
            default: break
            }
            decorators = []
        }
    }

    private mutating func field(_ node: SyntaxNode, _ type: ClassID, _ context: Context) {
        guard let name = node.child("name") ?? node.child("property") else { return }
        for child in node.namedChildren where child.kind == "decorator" { _ = decorator(child, context) }
        let annotation = node.child("type").map { typeExpression($0, context) }
        let written = node.child("value")
        if let value = written.map({ seenThrough($0) }), isFunction(value) {
            _ = function(value, name: name.text, nameSpan: name.span, enclosing: type, decorators: [], context)
            return
        }
        let value = written.map { expression($0, context) }
        if let value { lowering.setRole(value, .assignedField(name.text)) }
        lowering.unit.classes[type].fields.append(
            FieldDeclaration(name: name.text, annotation: annotation, value: value, span: name.span))
    }

    private mutating func decorator(_ node: SyntaxNode, _ context: Context) -> [ExpressionID] {
        guard let inner = node.namedChildren.first else { return [] }
        let id = expression(inner, context)
        lowering.setRole(id, .decorator)
        return [id]
    }

    mutating func enumDeclaration(_ node: SyntaxNode, _ context: Context) {
        guard let name = node.child("name"), let body = node.child("body") else { return }
        let id = lowering.unit.classes.count
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .classBody(id), parent: context.scope, span: node.span))
        var type = ClassDeclaration(
            name: name.text, scope: scope, bases: [], fields: [], methods: [], assigned: [:], span: node.span, documentation: nil)
        type.isEnumeration = true
        for child in body.namedChildren where child.kind != "comment" {
            let key = child.kind == "enum_assignment" ? child.child("name") : child
            guard let key, let text = JavaScriptText.key(key) else { continue }
            let value = child.child("value").map { expression($0, context) }
            type.fields.append(FieldDeclaration(name: text, annotation: nil, value: value, span: key.span))
        }
        lowering.unit.classes.append(type)
        lowering.bind(name.text, .classDeclaration(id), at: node.span.start, context)
    }

    // MARK: Types

    /// What an annotation says of a value: the name of a type, without `| null` and the like.
    mutating func typeExpression(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let inner = ["type_annotation", "type_predicate_annotation"].contains(node.kind) ? node.namedChildren.first ?? node : node
        let id = type(inner, context)
        lowering.setRole(id, .annotation)
        return id
    }

    private mutating func type(_ node: SyntaxNode, _ context: Context) -> ExpressionID {
        guard context.depth < Lowering.deepestNesting else { return lowering.add(.unknown, node.span, context) }
        let inner = context.deeper
        switch node.kind {
        case "type_identifier", "identifier", "predefined_type": return lowering.add(.name(node.text), node.span, context)
        case "nested_type_identifier", "nested_identifier":
            guard let module = node.child("module") ?? node.child("object"), let name = node.child("name") ?? node.child("property") else { break }
            return lowering.add(.member(type(module, inner), name.text), node.span, context)
        case "generic_type":
            guard let name = node.child("name") else { break }
            let arguments = node.child("type_arguments")?.namedChildren ?? []
            let index = lowering.add(.list(arguments.map { type($0, inner) }), node.span, context)
            return lowering.add(.index(type(name, inner), index), node.span, context)
        case "union_type":
            let kinds = node.namedChildren.filter { !["null", "undefined"].contains($0.text) }
            if kinds.count == 1, let only = kinds.first { return type(only, inner) }
        // `typeof generate`: not a type's name, but what something has.
        case "type_query":
            guard let value = node.namedChildren.first else { break }
            return lowering.add(.index(lowering.add(.name("typeof"), node.span, context), type(value, inner)), node.span, context)
        case "parenthesized_type", "readonly_type":
            if let only = node.namedChildren.first { return type(only, inner) }
        default: break
        }
        return lowering.add(.unknown, node.span, context)
    }

    // MARK: Imports

    mutating func importStatement(_ node: SyntaxNode, _ context: Context) {
        let clause = node.firstChild(of: "import_clause") ?? node.firstChild(of: "import_require_clause")
        guard let source = node.child("source") ?? clause?.child("source"), let specifier = JavaScriptText.plain(source) else { return }
        let module = JavaScriptText.module(specifier)
        lowering.unit.importedModules.insert(module)
        for child in clause?.namedChildren ?? [] {
            switch child.kind {
            case "identifier": take(clause?.kind == "import_require_clause" ? module : "\(module).default", as: child.text, node, context)
            case "namespace_import": if let name = child.namedChildren.first { take(module, as: name.text, node, context) }
            case "named_imports":
                for part in child.namedChildren where part.kind == "import_specifier" {
                    guard let name = part.child("name").map({ $0.kind == "string" ? JavaScriptText.plain($0) ?? "" : $0.text }) else { continue }
                    take("\(module).\(name)", as: part.child("alias")?.text ?? name, node, context)
                }
            default: break
            }
        }
    }

    private mutating func take(_ qualified: String, as name: String, _ node: SyntaxNode, _ context: Context) {
        lowering.unit.importedModules.insert(qualified)
        // Imports hold from the first line on, wherever they stand.
        lowering.bind(name, .imported(qualified), at: node.span.start, context)
    }

    /// `require("openai")`, `import("openai")`: an expression that stands for the module.
    mutating func module(_ specifier: String, _ node: SyntaxNode, _ context: Context) -> ExpressionID {
        let module = JavaScriptText.module(specifier)
        lowering.unit.importedModules.insert(module)
        let name = "module \(module)"
        lowering.bind(name, .imported(module), at: node.span.start, context)
        return lowering.add(.name(name), node.span, context)
    }

    // MARK: Exports

    mutating func exportStatement(_ node: SyntaxNode, _ context: Context) {
        var decorators: [ExpressionID] = []
        for child in node.namedChildren where child.kind == "decorator" { decorators += decorator(child, context) }
        let isDefault = node.children.contains { $0.kind == "default" }
        if let declaration = node.child("declaration") {
            switch declaration.kind {
            case "class_declaration", "abstract_class_declaration": classDeclaration(declaration, decorators: decorators, context)
            default: statement(declaration, context)
            }
            guard isDefault, let name = declaration.child("name") else { return }
            export(lowering.add(.name(name.text), name.span, context), as: "default", at: node.span.end, context)
        } else if let value = node.child("value") {
            if isFunction(seenThrough(value)) {
                let id = function(seenThrough(value), name: "default", nameSpan: value.span, enclosing: nil, decorators: [], context)
                lowering.bind("default", .function(id), at: node.span.start, context)
            } else if value.kind == "class" {
                classDeclaration(value, decorators: decorators, context)
            } else {
                export(expression(value, context), as: "default", at: node.span.end, context)
            }
        } else {
            reexport(node, context)
        }
    }

    private mutating func reexport(_ node: SyntaxNode, _ context: Context) {
        let module = node.child("source").flatMap { JavaScriptText.plain($0) }.map { JavaScriptText.module($0) }
        if let module { lowering.unit.importedModules.insert(module) }
        for part in node.firstChild(of: "export_clause")?.namedChildren ?? [] {
            guard let name = part.child("name") else { continue }
            let alias = part.child("alias")?.text ?? name.text
            if let module {
                lowering.bind(alias, .imported("\(module).\(name.text)"), at: node.span.start, context)
            } else if alias != name.text {
                export(lowering.add(.name(name.text), name.span, context), as: alias, at: node.span.end, context)
            }
        }
        if let module, node.children.contains(where: { $0.kind == "*" }) { lowering.unit.wholeExports.append(module) }
        if let module, let name = node.firstChild(of: "namespace_export")?.namedChildren.first {
            lowering.bind(name.text, .imported(module), at: node.span.start, context)
        }
    }

    /// Makes a value known to other files under a name; the entries of an object under theirs.
    mutating func export(_ value: ExpressionID, as name: String, at offset: Int, _ context: Context) {
        var outer = context
        outer.scope = 0
        lowering.bind(name, .expression(value), at: offset, outer)
        guard name == "default", case .dictionary(let entries) = lowering.unit[value].kind else { return }
        for entry in entries {
            guard let key = entry.key, case .text(let name) = lowering.unit[key].kind, lowering.unit.scopes[0].bindings[name] == nil else { continue }
            lowering.bind(name, .expression(entry.value), at: offset, outer)
        }
    }
}
