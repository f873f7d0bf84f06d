public import Catalog
public import Parsing

/// Looks names up and follows values within one file: scoped constant propagation, fields of objects, dictionaries that grow,
/// defaults from the environment, functions that return a value. What it cannot follow is `unknown`, never a guess.
///
/// A resolver caches nothing between calls but the indexes that it builds once; it is made for one file on one thread.
public struct Resolver {
    public let unit: CodeUnit
    /// What was worked out before: the passes over a file ask for the same expressions again and again.
    let memory = Memory()
    /// Where each name is used, and what changes the list or dictionary that it holds (`name.append(…)`, `name[key] =`), in order.
    let uses: [String: [ExpressionID]]
    let changes: [String: [Change]]
    /// Fields of objects that grow somewhere: `….tools.append(x)`.
    let grownFields: Set<String>
    /// Loops that stand in no other, in order.
    let outermostLoops: [Span]
    let loopIndex: LoopIndex
    /// Where members of each name are taken.
    let members: [String: [ExpressionID]]
    /// What other files say about names that this one imports, by the name as it is written here.
    public let answers: [String: Answer]

    /// Whether a function gives what it is given, in another shape.
    public var handsOn: @Sendable (String) -> Bool = { _ in false }

    /// How files of the repository are read.
    public var reading = FileReading()

    struct Change: Sendable {
        enum Kind { case call(CallID), item(ItemAssignment) }

        var kind: Kind
        var scope: ScopeID
        var offset: Int
    }

    /// The value of a name of another file, or what kind of object it is.
    public struct Answer: Sendable {
        public var value: Located
        /// Qualified name of the object: `openai.OpenAI()`.
        public var qualifiedName: String?
        /// What the object was made with, by keyword or position; nil when it is no object that a call made, or part of it is spread.
        public var madeWith: [String: Located]?
        /// What the function was made with whose call made the object: `createOpenAI({ baseURL })("gpt-4o")`.
        public var factoryMadeWith: [String: Located]?
        /// Where the other file writes the value.
        public var origin: Span?
        /// What the other file declares under the name, or makes an object of: `ask`, `Client.ask`, `Client`.
        public var symbol: String?
        /// Whether that is a class, not an object or a function.
        public var isType = false
        /// The file that declares it, when that is not the one that answers.
        public var home: String?
        /// What is known of what the other file declares, by words that whoever reads it for others has for that.
        public var traits: Set<String> = []
        /// Names of yet other files for which it stands, as the other file writes them.
        public var elsewhere: [String] = []

        /// Whether it tells anything.
        public var isTelling: Bool {
            if qualifiedName != nil || symbol != nil || !traits.isEmpty || !elsewhere.isEmpty { return true }
            if case .unknown = value.value { return false }
            return true
        }

        public init(
            value: Located, qualifiedName: String? = nil, madeWith: [String: Located]? = nil, origin: Span? = nil
        ) {
            self.value = value
            self.qualifiedName = qualifiedName
            self.madeWith = madeWith
            self.origin = origin
        }
    }

    /// Methods that change a list or dictionary in place.
    static let changing: Set<String> = [
        "append", "extend", "insert", "update", "add", "push", "setdefault", "pop", "popitem", "remove", "clear", "appendleft", "unshift", "splice",
    ]
    /// How many parts of a text are kept.
    static let mostParts = 256
    /// How much text is joined to one; beyond, it stays in parts.
    static let longestText = 65_536
    /// Values of all alternatives of one choice together.
    static let heaviestChoice = 512
    /// How many changes of one list or dictionary are followed, of how many that the file holds.
    static let mostChanges = 128
    static let mostWritten = 1_000
    /// How many elements of a list or dictionary that is written out are looked at.
    static let mostEntries = 256
    /// How many steps a value is followed.
    static let furthest = 16

    public init(_ unit: CodeUnit, answers: [String: Answer] = [:], loops: LoopKnowledge = LoopKnowledge()) {
        self.unit = unit
        self.answers = answers
        var uses: [String: [ExpressionID]] = [:]
        var changes: [String: [Change]] = [:]
        var grownFields: Set<String> = []
        var members: [String: [ExpressionID]] = [:]
        for (id, expression) in unit.expressions.enumerated() {
            switch expression.kind {
            case .name(let name): uses[name, default: []].append(id)
            case .member(_, let name): members[name, default: []].append(id)
            default: break
            }
        }
        for (id, call) in unit.calls.enumerated() {
            guard case .member(let object, let method) = unit.expressions[call.callee].kind, Self.changing.contains(method)
            else { continue }
            switch unit.expressions[object].kind {
            case .name(let name):
                changes[name, default: []].append(Change(kind: .call(id), scope: call.scope, offset: call.span.start))
            case .member(_, let name): grownFields.insert(name)
            default: break
            }
        }
        for name in uses.keys where (uses[name]?.count ?? 0) > 1 {
            uses[name]?.sort { unit.expressions[$0].span.start < unit.expressions[$1].span.start }
        }
        var outermost: [Span] = []
        for span in unit.loops.map(\.span).sorted(by: { ($0.start, -$0.end) < ($1.start, -$1.end) })
        where outermost.last.map({ !$0.contains(span) }) ?? true { outermost.append(span) }
        self.uses = uses
        for item in unit.itemAssignments {
            changes[item.name, default: []].append(Change(kind: .item(item), scope: item.scope, offset: item.offset))
        }
        for name in changes.keys { changes[name]?.sort { $0.offset < $1.offset } }
        self.changes = changes
        self.members = members
        self.grownFields = grownFields
        outermostLoops = outermost
        loopIndex = LoopIndex(unit, loops)
    }

    // MARK: Values

    public func resolve(_ id: ExpressionID) -> Located {
        if let known = memory.values[id] { return known }
        let value = resolve(id, steps: 0, frame: Frame())
        memory.values[id] = value
        return value
    }

    /// Answers about the expressions of one file, and about names; of one thread.
    final class Memory {
        var values: [ExpressionID: Located] = [:]
        var names: [ExpressionID: [String]] = [:]
        var handingOn: [String: Bool] = [:]
    }

    /// Arguments of the functions that are being looked into, by function and position, and what may still be spent: a name with
    /// many bindings that refer to each other would otherwise cost exponentially.
    struct Frame {
        var arguments: [FunctionID: [Int: Located]] = [:]
        let budget = Budget()

        subscript(function: FunctionID) -> [Int: Located]? {
            get { arguments[function] }
            set { arguments[function] = newValue }
        }
    }

    final class Budget {
        private var remaining = 800

        func spend() -> Bool {
            remaining -= 1
            return remaining >= 0
        }
    }

    func resolve(_ id: ExpressionID, steps: Int, frame: Frame) -> Located {
        guard steps < Self.furthest, frame.budget.spend() else { return Located(.unknown, [unit.expressions[id].span]) }
        let expression = unit.expressions[id]
        let span = expression.span
        func next(_ id: ExpressionID) -> Located { resolve(id, steps: steps + 1, frame: frame) }
        switch expression.kind {
        case .text(let text): return Located(.text(text), [span])
        case .number(let number): return Located(.number(number), [span])
        case .flag(let flag): return Located(.flag(flag), [span])
        case .null: return Located(.null, [span])
        case .name(let name): return resolveName(name, id, steps: steps, frame: frame).through(span)
        case .template(let parts): return template(parts.map(next)).through(span)
        case .list(let items): return Located(.list(list(items, steps: steps, frame: frame)), [span])
        case .dictionary(let entries): return Located(.dictionary(self.entries(entries, steps: steps, frame: frame)), [span])
        case .member(let object, let name):
            if let variable = environmentVariable(of: id, steps: steps, frame: frame) { return Located(.environment(variable), [span]) }
            return member(name, of: next(object), steps: steps, frame: frame).through(span)
        case .index(let object, let index):
            if let variable = environmentVariable(of: id, steps: steps, frame: frame) { return Located(.environment(variable), [span]) }
            return item(next(index), of: next(object), steps: steps, frame: frame).through(span)
        case .call(let call): return resolveCall(call, steps: steps, frame: frame).through(span)
        case .either(let operands): return either(operands.map { lacking($0, next($0), steps: steps, frame: frame) }).through(span)
        case .conditional(let test, let then, let otherwise):
            if unit.isAbsence(test, of: otherwise) { return either([next(otherwise), next(then)]).through(span) }
            if unit.isPresence(test, of: then) { return either([next(then), next(otherwise)]).through(span) }
            return choice([next(then), next(otherwise)]).through(span)
        case .comprehension(let element, _): return Located(.list([Located(.element(next(element)), [span])]), [span])
        case .spread(let inner): return next(inner)
        case .binary(let symbol, let left, let right):
            return combination(symbol, next(left), next(right)).through(span)
        case .comparison(let operators, let operands): return comparison(operators, operands.map(next)).through(span)
        case .both, .negation, .slice, .unknown: return Located(.unknown, [span])
        }
    }

    func resolveName(_ name: String, _ id: ExpressionID, steps: Int, frame: Frame) -> Located {
        let expression = unit.expressions[id]
        let (found, owner) = bindingsWithScope(of: name, from: expression.scope, at: expression.span.start)
        guard !found.isEmpty, let owner else { return .unknown }
        let value = value(of: found, steps: steps, frame: frame)
        return grown(
            value, name: name, owner: owner, since: found.last?.offset ?? 0, at: (expression.scope, expression.span.start),
            steps: steps, frame: frame)
    }

    /// The value that some of a name's bindings give together, newest first.
    func value(of found: [Binding], steps: Int, frame: Frame) -> Located {
        var values: [Located] = []
        var extensions: [Located] = []
        var whenAbsent: [Located] = []
        for binding in found {
            if case .extended(let value) = binding.source {
                extensions.insert(resolve(value, steps: steps + 1, frame: frame), at: 0)
            } else if binding.isForAbsent, found.count > 1 {
                whenAbsent.append(resolve(binding, steps: steps, frame: frame))
            } else {
                values.append(resolve(binding, steps: steps, frame: frame))
            }
        }
        var value = choice(values)
        if !whenAbsent.isEmpty { value = values.isEmpty ? choice(whenAbsent) : either([value, choice(whenAbsent)]) }
        return extensions.isEmpty ? value : extended(value, by: extensions)
    }

    /// `x += more`: joins texts, lengthens lists, fills dictionaries.
    func extended(_ value: Located, by extensions: [Located]) -> Located {
        switch value.value {
        case .list(let items): return Located(.list(items + extensions.flatMap { $0.items ?? [Located(.element($0))] }), value.spans)
        case .dictionary(var entries):
            for extension_ in extensions {
                if case .dictionary(let more) = extension_.value { entries += more } else { entries.append(.init(key: nil, value: extension_)) }
            }
            return Located(.dictionary(entries), value.spans)
        case .number, .null, .flag: return Located(.unknown, value.spans)
        default: return template([value] + extensions)
        }
    }

    /// `+` of texts or lists, `|` of dictionaries.
    func combination(_ symbol: String, _ left: Located, _ right: Located) -> Located {
        switch (symbol, left.value, right.value) {
        case ("+", .list(let first), .list(let second)): Located(.list(first + second))
        case ("+", .list(let first), _): Located(.list(first + [Located(.element(right))]))
        case ("+", _, .list(let second)): Located(.list([Located(.element(left))] + second))
        case ("+", .text, _), ("+", _, .text), ("+", .template, _), ("+", _, .template): template([left, right])
        // Text of another file, most likely: what it is, only that says.
        case ("+", .imported, _), ("+", _, .imported): template([left, right])
        case ("+", .fallback, _) where left.hasKnownText, ("+", _, .fallback) where right.hasKnownText: template([left, right])
        case ("|", .dictionary(let first), .dictionary(let second)): Located(.dictionary(first + second))
        case ("%", .text, _), ("%", .template, _): template([left, .unknown])
        default: .unknown
        }
    }

    func resolve(_ binding: Binding, steps: Int, frame: Frame) -> Located {
        switch binding.source {
        case .expression(let id), .managed(let id): return resolve(id, steps: steps + 1, frame: frame)
        case .extended: return .unknown
        case .element(let id):
            let whole = resolve(id, steps: steps + 1, frame: frame)
            if let items = whole.items, !items.isEmpty, items.count <= 16, !items.contains(where: \.isElement) { return choice(items) }
            return Located(.element(whole), whole.spans)
        case .imported(let name): return answer(name) ?? Located(.imported(name))
        case .parameter(let function, let position):
            if let value = frame[function]?[position] { return value }
            let parameter = unit.functions[function].parameters[position]
            if parameter.isReceiver, let declaration = unit.functions[function].enclosingClass {
                return Located(.receiver(declaration))
            }
            return Located(.parameter(function, position))
        case .function(let id): return Located(.function(id))
        case .classDeclaration(let id): return Located(.classDeclaration(id))
        case .unknown: return .unknown
        }
    }

    /// A list or dictionary with what `append`, `update` and `name[key] =` add to it between its binding and the place.
    func grown(
        _ value: Located, name: String, owner: ScopeID, since: Int, at place: (scope: ScopeID, offset: Int), steps: Int, frame: Frame
    ) -> Located {
        let unchanged = value
        guard let all = changes[name], let value = changeable(value, all) else { return value }
        guard all.count <= Self.mostWritten else { return withUnknown(value) }
        let function = unit.function(around: owner)
        let end = unit.function(around: place.scope) == function ? place.offset : Int.max
        var result = value
        var count = 0
        for change in all {
            guard count < Self.mostChanges else { return withUnknown(result) }
            let isOwn = unit.function(around: change.scope) == function
            if isOwn, change.offset < since || change.offset >= end && !isEarlierRound(change, end) { continue }
            if !isOwn, !mayReach(owner, name, from: change.scope) { continue }
            count += 1
            result = isOwn && change.offset < end ? apply(change, to: result, steps: steps, frame: frame) : withUnknown(result)
        }
        return count == 0 ? unchanged : result
    }

    func isEarlierRound(_ change: Change, _ place: Int) -> Bool {
        guard case .item(let item) = change.kind else { return false }
        var loop = item.loop
        while let id = loop {
            if unit.loops[id].span.contains(place) { return true }
            loop = unit.loops[id].parent
        }
        return false
    }

    /// Whether a name used in another function is the one of this scope.
    func mayReach(_ owner: ScopeID, _ name: String, from scope: ScopeID) -> Bool {
        var current: ScopeID? = scope
        while let id = current {
            if id == owner { return true }
            if unit.scopes[id].bindings[name] != nil { return false }
            current = unit.scopes[id].parent
        }
        return false
    }

    func withUnknown(_ value: Located) -> Located {
        switch value.value {
        case .list(let items): Located(.list(items + [Located(.element(.unknown))]), value.spans)
        case .dictionary(let entries): Located(.dictionary(entries + [.init(key: nil, value: .unknown)]), value.spans)
        default: value
        }
    }

    func apply(_ change: Change, to value: Located, steps: Int, frame: Frame) -> Located {
        switch (change.kind, value.value) {
        case (.item(let item), .dictionary(let entries)) where item.isField:
            return Located(.dictionary(entries + [fieldChange(item, of: value, steps: steps, frame: frame)]), value.spans)
        case (.item(let item), .dictionary(let entries)):
            let key = resolve(item.key, steps: steps + 1, frame: frame).text
            let added = resolve(item.value, steps: steps + 1, frame: frame)
            // Where it is set on some paths only, it may be what it was, or absent.
            let before = key.flatMap { key in entries.last { $0.key == key }?.value } ?? .unknown
            let whole = item.isConditional ? choice([before, added]) : added
            return Located(.dictionary(entries + [.init(key: key, value: whole)]), value.spans)
        case (.item, .list): return withUnknown(value)
        case (.call(let call), .list(let items)): return changed(items, by: call, value, steps: steps, frame: frame)
        case (.call(let call), .dictionary(let entries)):
            guard case .member(_, let method) = unit.expressions[unit.calls[call].callee].kind else { return withUnknown(value) }
            if method == "update" {
                return Located(.dictionary(entries + update(unit.calls[call], steps: steps, frame: frame)), value.spans)
            }
            guard method == "setdefault", let key = unit.calls[call].positional.first, let added = unit.calls[call].positional.last,
                let name = resolve(key, steps: steps + 1, frame: frame).text
            else { return withUnknown(value) }
            if entries.contains(where: { $0.key == name }) { return value }
            return Located(.dictionary(entries + [.init(key: name, value: resolve(added, steps: steps + 1, frame: frame))]), value.spans)
        default: return value
        }
    }

    func changed(_ items: [Located], by call: CallID, _ value: Located, steps: Int, frame: Frame) -> Located {
        guard case .member(_, let method) = unit.expressions[unit.calls[call].callee].kind,
            let argument = unit.calls[call].positional.last
        else { return withUnknown(value) }
        let added = resolve(argument, steps: steps + 1, frame: frame)
        switch method {
        case "append", "add", "push": return Located(.list(items + [added]), value.spans)
        case "extend": return Located(.list(items + (added.items ?? [Located(.element(added))])), value.spans)
        case "appendleft": return Located(.list([added] + items), value.spans)
        case "insert":
            let isAtStart = unit.calls[call].positional.first.map { resolve($0, steps: steps + 1, frame: frame).number == 0 } ?? false
            return Located(.list(isAtStart ? [added] + items : items + [added]), value.spans)
        default: return withUnknown(value)
        }
    }

    func update(_ call: CallSite, steps: Int, frame: Frame) -> [Resolved.Entry] {
        var result: [Resolved.Entry] = []
        for argument in call.arguments {
            let value = resolve(argument.value, steps: steps + 1, frame: frame)
            if let name = argument.name {
                result.append(.init(key: name, value: value))
            } else if case .dictionary(let entries) = value.value {
                result.append(contentsOf: entries)
            } else {
                result.append(.init(key: nil, value: value))
            }
        }
        return result
    }

    func list(_ items: [ExpressionID], steps: Int, frame: Frame) -> [Located] {
        let rest = items.count > Self.mostEntries ? [Located(.element(.unknown))] : []
        return items.prefix(Self.mostEntries).flatMap { id -> [Located] in
            let value = resolve(id, steps: steps + 1, frame: frame)
            if case .spread = unit.expressions[id].kind { return value.items ?? [Located(.element(value), value.spans)] }
            return [value]
        } + rest
    }

    func entries(
        _ entries: [(key: ExpressionID?, value: ExpressionID)], steps: Int, frame: Frame
    ) -> [Resolved.Entry] {
        let rest = entries.count > Self.mostEntries ? [Resolved.Entry(key: nil, value: .unknown)] : []
        return entries.prefix(Self.mostEntries).flatMap { entry -> [Resolved.Entry] in
            let value = resolve(entry.value, steps: steps + 1, frame: frame)
            guard let key = entry.key else {
                if case .dictionary(let inner) = value.value { return inner }
                return [.init(key: nil, value: value)]
            }
            return [.init(key: resolve(key, steps: steps + 1, frame: frame).text, value: value)]
        } + rest
    }

    func answer(_ name: String) -> Located? {
        guard let value = answers[name]?.value else { return nil }
        if case .unknown = value.value { return nil }
        guard case .dictionary(let entries) = value.value else { return value }
        // What an entry is may be asked for by its own name, where the whole does not tell: an object that a call makes.
        return Located(
            .dictionary(entries.map { entry in
                guard case .unknown = entry.value.value, let key = entry.key else { return entry }
                return .init(key: key, value: Located(.imported("\(name).\(key)"), entry.value.spans))
            }), value.spans)
    }
}
