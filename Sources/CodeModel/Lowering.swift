internal import Parsing

/// What every language's lowering needs to build a `CodeUnit`: where it stands, and how to add expressions, calls and bindings.
struct Lowering {
    /// Where in the program a statement stands.
    struct Context {
        var scope: ScopeID = 0
        var loops: [LoopID] = []
        var isGuarded = false
        var isInHandler = false
        var isConditional = false
        var branch = 0
        var depth = 0

        var deeper: Context {
            var context = self
            context.depth += 1
            return context
        }
    }

    /// How deep statements and expressions may nest before the rest is `unknown`; the thread's stack allows for it.
    static let deepestNesting = 300

    var unit: CodeUnit
    private var branches = 0

    init(source: SourceText) {
        unit = CodeUnit(source: source)
        unit.scopes.append(Scope(kind: .module, parent: nil, span: source.span))
    }

    mutating func newBranch() -> Int {
        branches += 1
        return branches
    }

    mutating func add(_ kind: Expression.Kind, _ span: Span, _ context: Context) -> ExpressionID {
        let id = unit.expressions.count
        unit.expressions.append(Expression(kind: kind, span: span, scope: context.scope, parent: -1, role: .part))
        for child in Self.children(of: kind) where child >= 0 && child < id { unit.expressions[child].parent = id }
        return id
    }

    mutating func addCall(
        callee: ExpressionID, arguments: [Argument], span: Span, context: Context
    ) -> ExpressionID {
        let call = unit.calls.count
        let id = add(.call(call), span, context)
        unit.expressions[callee].parent = id
        for argument in arguments { unit.expressions[argument.value].parent = id }
        unit.calls.append(
            CallSite(
                expression: id, callee: callee, arguments: arguments, span: span, scope: context.scope, loops: context.loops,
                isGuarded: context.isGuarded, isInHandler: context.isInHandler))
        return id
    }

    mutating func bind(_ name: String, _ source: Binding.Source, at offset: Int, _ context: Context, scope: ScopeID? = nil) {
        unit.scopes[scope ?? context.scope].bindings[name, default: []].append(
            Binding(
                source: source, offset: offset, isConditional: context.isConditional, loop: context.loops.last,
                branch: context.branch))
    }

    mutating func setRole(_ id: ExpressionID, _ role: Expression.Role) { unit.expressions[id].role = role }

    static func children(of kind: Expression.Kind) -> [ExpressionID] {
        switch kind {
        case .name, .text, .number, .flag, .null, .slice, .call, .unknown: []
        case .template(let parts), .list(let parts), .either(let parts), .both(let parts), .comparison(_, let parts): parts
        case .dictionary(let entries): entries.flatMap { [$0.key ?? -1, $0.value] }
        case .member(let object, _), .negation(let object), .spread(let object): [object]
        case .index(let object, let index): [object, index]
        case .binary(_, let left, let right): [left, right]
        case .conditional(let test, let then, let otherwise): [test, then, otherwise]
        case .comprehension(let element, _): [element]
        }
    }
}
