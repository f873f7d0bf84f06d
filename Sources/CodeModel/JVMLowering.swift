internal import Parsing

/// What Java and Kotlin have in common: names without an import, members without `this`, lambdas that run for each element, and
/// methods of the library that say what other languages have operators for.
protocol JVMLowering {
    var lowering: Lowering { get set }
    var names: JVMNames { get set }

    mutating func expression(_ node: SyntaxNode, _ context: Lowering.Context) -> ExpressionID
}

/// What a file says about names before anything of it is lowered.
struct JVMNames {
    var package = ""
    /// Packages and classes of which everything is imported.
    var wildcards: [String] = []
    /// Types that the file declares, however deep.
    var ownTypes: Set<String> = []
    /// Fields and methods of each class.
    var members: [ClassID: Set<String>] = [:]
    /// Builders that a variable holds, by scope and name, until they are built.
    var builders: [String: (call: CallID, block: BlockID)] = [:]

    /// Types that need no import.
    static let implicit: Set<String> = [
        "String", "StringBuilder", "Integer", "Long", "Double", "Float", "Boolean", "Character", "Byte", "Short", "Number", "Object",
        "Math", "System", "Thread", "Runtime", "Class", "Enum", "Record", "Iterable", "Runnable", "Exception", "RuntimeException",
        "IllegalArgumentException", "IllegalStateException", "Throwable", "Error", "Override", "Deprecated", "SuppressWarnings", "Void",
        "Any", "Unit", "Nothing", "Int", "List", "MutableList", "Set", "Map", "MutableMap", "Collection", "Sequence", "Array", "Pair",
        "Triple", "Result", "Regex", "Throws", "JvmStatic", "Optional", "Arrays", "Objects",
    ]

    /// Packages in which no SDK is.
    static func isLibrary(_ package: String) -> Bool {
        ["java.", "javax.", "jakarta.", "kotlin.", "org.junit.", "lombok."].contains { (package + ".").hasPrefix($0) }
    }
}

extension JVMLowering {
    typealias Context = Lowering.Context

    // MARK: Names

    /// A name as it stands in the text: a variable, a member of a class around it, or a type.
    mutating func name(_ text: String, _ span: Span, _ context: Context) -> ExpressionID {
        switch owner(of: text, from: context.scope) {
        case .variable: break
        case .member(let object):
            let receiver = lowering.add(.name(object), span, context)
            return lowering.add(.member(receiver, text), span, context)
        case .nothing: bindType(text)
        }
        return lowering.add(.name(text), span, context)
    }

    private func owner(of name: String, from scope: ScopeID) -> JVMOwner {
        var current: ScopeID? = scope
        var isInner = false
        while let id = current {
            let scope = lowering.unit.scopes[id]
            switch scope.kind {
            case .classBody(let declaration):
                if names.members[declaration]?.contains(name) ?? false {
                    return .member(isInner ? lowering.unit.classes[declaration].name : "this")
                }
                isInner = true
            case .function, .comprehension, .module:
                if scope.bindings[name] != nil { return .variable }
            }
            current = scope.parent
        }
        return .nothing
    }

    /// Binds a type that nothing in the file binds to what it may be: one of a package that is imported whole, or of the file's own.
    mutating func bindType(_ name: String) {
        guard name.first?.isUppercase ?? false, !names.ownTypes.contains(name), lowering.unit.scopes[0].bindings[name] == nil,
            !JVMNames.implicit.contains(name)
        else { return }
        var candidates = names.wildcards.filter { !JVMNames.isLibrary($0) }.prefix(8).map { "\($0).\(name)" }
        if !names.package.isEmpty { candidates.append("\(names.package).\(name)") }
        guard !candidates.isEmpty else { return }
        var context = Context()
        let decision = candidates.count > 1 ? lowering.addDecision() : nil
        // The newest is looked at first: what is imported before what lies in the same package.
        for candidate in candidates.reversed() {
            lowering.unit.importedModules.insert(candidate)
            if let decision { context.block = lowering.addBlock(Span(0, 0), decision: decision, Context()) }
            lowering.bind(name, .imported(candidate), at: 0, context)
        }
    }

    mutating func bindImport(_ qualified: String, alias: String?, isWildcard: Bool) {
        lowering.unit.importedModules.insert(qualified)
        // A constant of a class, taken by its own name.
        if let dot = qualified.lastIndex(of: ".") { lowering.unit.importedModules.insert(String(qualified[..<dot])) }
        if isWildcard {
            names.wildcards.append(qualified)
        } else if let local = alias ?? qualified.split(separator: ".").last.map(String.init) {
            lowering.bind(local, .imported(qualified), at: 0, Context())
        }
    }

    /// A name with dots, as types and annotations are written.
    mutating func qualified(_ text: String, _ span: Span, _ context: Context) -> ExpressionID {
        let parts = text.split(separator: ".").map { $0.filter { !$0.isWhitespace } }
        guard let first = parts.first else { return lowering.add(.unknown, span, context) }
        // `Outer.Inner` of this file is what `Inner` is.
        if parts.count > 1, let last = parts.last, names.ownTypes.contains(first), names.ownTypes.contains(last) {
            return name(last, span, context)
        }
        var id = name(first, span, context)
        for part in parts.dropFirst() { id = lowering.add(.member(id, part), span, context) }
        return id
    }

    // MARK: Settings

    /// What `@Value("${a.b:c}")` gives: a setting of the project, or its default.
    mutating func setting(_ placeholder: String, _ span: Span, _ context: Context) -> ExpressionID? {
        guard placeholder.hasPrefix("${"), placeholder.hasSuffix("}") else { return nil }
        let parts = placeholder.dropFirst(2).dropLast().split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let key = parts.first, !key.isEmpty, !key.contains("{") else { return nil }
        return setting(key: String(key), default: parts.count > 1 ? String(parts[1]) : nil, span, context)
    }

    mutating func setting(key: String, default text: String?, _ span: Span, _ context: Context) -> ExpressionID {
        let name = "${\(key)}"
        if lowering.unit.scopes[0].bindings[name] == nil { lowering.bind(name, .imported(name), at: 0, Context()) }
        let value = lowering.add(.name(name), span, context)
        guard let text, !text.hasPrefix("#{"), !text.contains("${") else { return value }
        return lowering.add(.either([value, lowering.add(.text(text), span, context)]), span, context)
    }

    // MARK: Loops

    /// `for (int i = 0; i < n; i += k)` and `0 until n`: what is counted is a range.
    mutating func range(_ bounds: [ExpressionID], _ span: Span, _ context: Context) -> ExpressionID {
        let callee = lowering.add(.name("range"), span, context)
        return lowering.addCall(
            callee: callee, arguments: bounds.map { Argument(name: nil, value: $0, spread: .none) }, span: span, context: context)
    }

    /// Whether a method that is handed a lambda runs it for each element.
    func isIterating(_ method: String, on object: ExpressionID?) -> Bool {
        if JVMIteration.always.contains(method) { return true }
        guard JVMIteration.ofCollections.contains(method), let object else { return false }
        return isCollection(object)
    }

    /// A stream, or something that is called as collections are.
    private func isCollection(_ object: ExpressionID) -> Bool {
        var current = object
        for _ in 0..<64 {
            switch lowering.unit.expressions[current].kind {
            case .call(let call):
                let callee = lowering.unit.calls[call].callee
                guard case .member(let inner, let method) = lowering.unit.expressions[callee].kind else {
                    if case .name(let name) = lowering.unit.expressions[callee].kind { return JVMIteration.isMany(name) || name == "range" }
                    return false
                }
                if JVMIteration.streaming.contains(method) || JVMIteration.isMany(method) { return true }
                guard JVMIteration.transparent.contains(method) || JVMIteration.ofCollections.contains(method) else { return false }
                current = inner
            case .name(let name), .member(_, let name): return JVMIteration.isMany(name)
            case .list, .comprehension: return true
            default: return false
            }
        }
        return false
    }

    /// The collection behind `xs.stream().filter(…)`.
    func source(of object: ExpressionID) -> ExpressionID {
        var current = object
        for _ in 0..<64 {
            guard case .call(let call) = lowering.unit.expressions[current].kind,
                case .member(let inner, let method) = lowering.unit.expressions[lowering.unit.calls[call].callee].kind,
                JVMIteration.transparent.contains(method)
            else { return current }
            current = inner
        }
        return current
    }

    /// The scope of a lambda's body. In the initial value of a field it sees the object, which is in no scope around it.
    mutating func addLambdaScope(_ span: Span, _ context: Context) -> ScopeID {
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .comprehension, parent: context.scope, span: span))
        var around = context.scope
        while case .comprehension = lowering.unit.scopes[around].kind, let parent = lowering.unit.scopes[around].parent { around = parent }
        guard case .classBody(let declaration) = lowering.unit.scopes[around].kind else { return scope }
        var inner = context
        inner.scope = scope
        lowering.bind("this", .classDeclaration(declaration), at: span.start, inner)
        return scope
    }

    /// The loop that a lambda's body is in, and the context of its body.
    mutating func elements(
        of iterable: ExpressionID?, targets: [String], span: Span, body: Span, _ context: Context
    ) -> (loop: LoopID, context: Context) {
        let scope = addLambdaScope(body, context)
        var inner = context
        inner.scope = scope
        let loop = lowering.addLoop(
            .comprehension, targets: targets, iterable: iterable, condition: nil, span: span, body: body, inner)
        inner.loops.append(loop)
        inner.block = lowering.addBlock(body, decision: lowering.addDecision(), context)
        for target in targets { lowering.bind(target, iterable.map { .element($0) } ?? .unknown, at: body.start, inner) }
        return (loop, inner)
    }

    // MARK: Fields

    /// `x = value` where `x` may be a member of the class around it.
    mutating func assign(_ name: String, _ value: ExpressionID, isExtension: Bool, at offset: Int, _ context: Context) {
        guard case .member(let object) = owner(of: name, from: context.scope) else {
            lowering.bind(name, isExtension ? .extended(value) : .expression(value), at: offset, context)
            lowering.setRole(value, .assigned([name]))
            return
        }
        guard object == "this", !isExtension else { return }
        assignField(name, value, context)
    }

    mutating func assignField(_ name: String, _ value: ExpressionID, _ context: Context) {
        guard let declaration = lowering.unit.enclosingClass(around: context.scope) else { return }
        lowering.setRole(value, .assignedField(name))
        lowering.unit.classes[declaration].assigned[name, default: []].append(
            (value, lowering.unit.function(around: context.scope), lowering.isConditional(context)))
    }

    // MARK: Classes and functions

    /// A class and its scope; `this` in it is the class itself until a method binds it to an object.
    mutating func addClass(
        _ name: String, bases: [ExpressionID], members: Set<String>, isEnumeration: Bool, span: Span, _ context: Context
    ) -> (ClassID, Context) {
        let id = lowering.unit.classes.count
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .classBody(id), parent: context.scope, span: span))
        lowering.unit.classes.append(
            ClassDeclaration(
                name: name, scope: scope, bases: bases, fields: [], methods: [], assigned: [:], span: span, documentation: nil,
                isEnumeration: isEnumeration))
        names.members[id] = members
        // Types are seen in the whole file, before and behind.
        if lowering.unit.scopes[0].bindings[name] == nil { lowering.bind(name, .classDeclaration(id), at: 0, Context()) }
        var inner = Context()
        inner.scope = scope
        inner.depth = context.depth
        inner.block = lowering.addBlock(span)
        lowering.bind("this", .classDeclaration(id), at: span.start, inner)
        return (id, inner)
    }

    /// A function and the context of its body. Methods get `this` as their first parameter, static ones as well.
    mutating func addFunction(
        _ declaration: FunctionDeclaration, _ context: Context
    ) -> (FunctionID, Context) {
        let id = lowering.unit.functions.count
        var declaration = declaration
        let scope = lowering.unit.scopes.count
        lowering.unit.scopes.append(Scope(kind: .function(id), parent: context.scope, span: declaration.span))
        declaration.scope = scope
        if case .classBody(let enclosing) = lowering.unit.scopes[context.scope].kind {
            declaration.enclosingClass = enclosing
            declaration.parameters.insert(
                Parameter(name: "this", defaultValue: nil, annotation: nil, isVariadic: false, isReceiver: true), at: 0)
            lowering.unit.classes[enclosing].methods.append(id)
        } else {
            lowering.bind(declaration.name, .function(id), at: context.scope == 0 ? 0 : declaration.span.start, context)
        }
        let parameters = declaration.parameters
        lowering.unit.functions.append(declaration)
        var inner = Context()
        inner.scope = scope
        inner.depth = context.depth
        inner.block = lowering.addBlock(declaration.span)
        for (position, parameter) in parameters.enumerated() {
            lowering.bind(parameter.name, .parameter(id, position), at: declaration.span.start, inner)
        }
        return (id, inner)
    }

    mutating func addReturn(_ value: ExpressionID?, isInLambda: Bool, _ context: Context) {
        if !isInLambda { for loop in context.loops { lowering.unit.loops[loop].hasEarlyExit = true } }
        lowering.unit.blocks[context.block].leaves = true
        guard let value, !isInLambda else { return }
        lowering.setRole(value, .returned)
        if let function = lowering.unit.function(around: context.scope) { lowering.unit.functions[function].returned.append(value) }
    }
}

private enum JVMOwner {
    case variable
    /// Of an object that goes by this name.
    case member(String)
    case nothing
}

/// Methods of collections and streams.
enum JVMIteration {
    /// Those that only what has elements has.
    static let always: Set<String> = [
        "forEach", "forEachOrdered", "forEachIndexed", "mapIndexed", "mapNotNull", "associateWith", "associateBy", "mapToObj", "mapToInt",
        "mapToDouble", "mapToLong", "repeat", "onEachIndexed", "sumOf",
    ]
    /// Those that optional values and answers that come later have as well.
    static let ofCollections: Set<String> = [
        "map", "flatMap", "filter", "peek", "onEach", "removeIf", "replaceAll", "anyMatch", "allMatch", "noneMatch", "mapTo", "filterNot",
        "associate", "groupBy", "partition", "sortedBy", "any", "all", "none", "first", "firstOrNull", "find", "flatMapTo", "fold", "reduce",
        "sortedByDescending", "count",
    ]
    static let streaming: Set<String> = [
        "stream", "parallelStream", "boxed", "entrySet", "keySet", "asSequence", "chunked", "windowed", "listOf", "range", "rangeClosed", "withIndex",
    ]
    /// Those behind which the same elements come.
    static let transparent: Set<String> = [
        "stream", "parallelStream", "parallel", "sequential", "filter", "sorted", "sortedBy", "distinct", "limit", "skip", "peek", "boxed",
        "asSequence", "toList", "take", "drop", "withIndex", "asFlow", "filterNot", "filterNotNull", "onEach", "reversed", "toSet",
    ]

    /// A name in the plural, or of a collection.
    static func isMany(_ name: String) -> Bool {
        if ["listOf", "setOf", "arrayOf", "mutableListOf", "findAll", "emptyList", "asList", "toList", "chunked", "windowed"].contains(name) {
            return true
        }
        let lower = name.lowercased()
        if lower.hasSuffix("list") || lower.hasSuffix("batch") { return true }
        return name.count > 3 && lower.hasSuffix("s") && !["ss", "us", "is"].contains(where: lower.hasSuffix)
    }
}
