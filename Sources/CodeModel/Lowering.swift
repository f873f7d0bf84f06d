internal import Parsing

/// What every language's lowering needs to build a `CodeUnit`: where it stands, and how to add expressions, calls and bindings.
struct Lowering {
    /// Where in the program a statement stands.
    struct Context {
        var scope: ScopeID = 0
        var loops: [LoopID] = []
        var isGuarded = false
        var isInHandler = false
        var block: BlockID = 0
        /// Names that hold nothing on this path: bound here, they are defaults.
        var absentNames: Set<String> = []
        var depth = 0
        /// Where `break` ends a choice and no loop.
        var isInSwitch = false
        /// The inline function around it, in the language's own numbering: what it returns is not returned by the function around.
        var callback: Int?

        var deeper: Context {
            var context = self
            context.depth += 1
            return context
        }
    }

    /// How deep statements and expressions may nest before the rest is `unknown`; the thread's stack allows for it.
    static let deepestNesting = 300

    var unit: CodeUnit

    init(source: SourceText) {
        unit = CodeUnit(source: source)
        unit.scopes.append(Scope(kind: .module, parent: nil, span: source.span))
        unit.blocks.append(Block(span: source.span))
    }

    // MARK: Blocks

    /// The block of a function's or class's body, which nothing decides on.
    mutating func addBlock(_ span: Span) -> BlockID {
        unit.blocks.append(Block(span: span))
        return unit.blocks.count - 1
    }

    /// Whether a block is always left by `return` or `raise`: itself, or in every branch of some statement of it.
    func ends(_ block: BlockID, decisionsFrom first: Int) -> Bool {
        var leaving = Set(unit.blocks.indices[block...].filter { unit.blocks[$0].leaves })
        // Branches come after the block that they are in.
        for decision in unit.decisions[first...].reversed() where decision.isExhaustive {
            guard let branch = decision.blocks.first, decision.blocks.allSatisfy(leaving.contains) else { continue }
            if let parent = unit.blocks[branch].parent { leaving.insert(parent) }
        }
        return leaving.contains(block)
    }

    mutating func addDecision() -> Int {
        unit.decisions.append(Decision(span: Span(0, 0)))
        return unit.decisions.count - 1
    }

    /// One branch of a decision; `isExclusive` when none of the others can have run before it.
    mutating func addBlock(_ span: Span, decision: Int, isExclusive: Bool = true, _ context: Context) -> BlockID {
        let id = unit.blocks.count
        unit.blocks.append(Block(span: span, parent: context.block, decision: decision))
        unit.decisions[decision].blocks.append(id)
        if isExclusive {
            let before = unit.decisions[decision].span
            unit.decisions[decision].span = before.length == 0 ? span : Span(min(before.start, span.start), max(before.end, span.end))
        }
        return id
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

    mutating func addLoop(
        _ kind: Loop.Kind, targets: [String], iterable: ExpressionID?, condition: ExpressionID?, span: Span, body: Span,
        _ context: Context
    ) -> LoopID {
        let id = unit.loops.count
        unit.loops.append(
            Loop(
                kind: kind, targets: targets, iterable: iterable, condition: condition, span: span, bodySpan: body,
                scope: context.scope, parent: context.loops.last, hasEarlyExit: false, hasHandler: false))
        if let iterable { setRole(iterable, .iterated(id)) }
        return id
    }

    mutating func bind(_ name: String, _ source: Binding.Source, at offset: Int, _ context: Context, annotation: ExpressionID? = nil) {
        if let outer = unit.scopes[context.scope].outerNames[name] {
            // Bound in a function that runs at some other time.
            unit.scopes[outer].bindings[name, default: []].append(
                Binding(source: source, offset: offset, isConditional: true, loop: nil, block: context.block, isForAbsent: false))
            return
        }
        unit.scopes[context.scope].bindings[name, default: []].append(
            Binding(
                source: source, offset: offset, isConditional: isConditional(context), loop: context.loops.last,
                block: context.block, isForAbsent: context.absentNames.contains(name), annotation: annotation))
    }

    func isConditional(_ context: Context) -> Bool { unit.blocks[context.block].parent != nil }

    mutating func setRole(_ id: ExpressionID, _ role: Expression.Role) {
        // `if (x := f()):` is bound, whatever else becomes of it.
        if case .assigned = unit.expressions[id].role, role == .condition || role == .statement { return }
        unit.expressions[id].role = role
    }

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
