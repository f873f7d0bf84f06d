public import Parsing

/// Looks names up and follows values within one file: scoped constant propagation, fields of objects, dictionaries that grow,
/// defaults from the environment, functions that return a value. What it cannot follow is `unknown`, never a guess.
///
/// A resolver caches nothing between calls but the indexes that it builds once; it is made for one file on one thread.
public struct Resolver: Sendable {
    public let unit: CodeUnit
    /// Where each name is used, and what changes the list or dictionary that it holds (`name.append(…)`, `name[key] =`), in order.
    let uses: [String: [ExpressionID]]
    private let changes: [String: [Change]]
    /// Fields of objects that grow somewhere: `….tools.append(x)`.
    private let grownFields: Set<String>
    /// Loops that stand in no other, in order.
    let outermostLoops: [Span]
    let loopIndex: LoopIndex
    /// Where members of each name are taken.
    let members: [String: [ExpressionID]]
    /// What other files say about names that this one imports, by the name as it is written here.
    public let answers: [String: Answer]

    private struct Change: Sendable {
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
        /// Where the other file writes the value.
        public var origin: Span?

        /// Whether it tells anything.
        public var isTelling: Bool {
            if qualifiedName != nil { return true }
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
    private static let changing: Set<String> = [
        "append", "extend", "insert", "update", "add", "push", "setdefault", "pop", "popitem", "remove", "clear", "appendleft",
    ]
    /// How many parts of a text are kept.
    private static let mostParts = 256
    /// How much text is joined to one; beyond, it stays in parts.
    private static let longestText = 65_536
    /// How many changes of one list or dictionary are followed, of how many that the file holds.
    private static let mostChanges = 128
    private static let mostWritten = 1_000
    /// How many elements of a list or dictionary that is written out are looked at.
    private static let mostEntries = 256
    /// How many steps a value is followed.
    static let furthest = 16

    public init(_ unit: CodeUnit, answers: [String: Answer] = [:]) {
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
        loopIndex = LoopIndex(unit)
    }

    // MARK: Values

    public func resolve(_ id: ExpressionID) -> Located { resolve(id, steps: 0, frame: Frame()) }

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
            return member(name, of: next(object), steps: steps, frame: frame).through(span)
        case .index(let object, let index): return item(next(index), of: next(object), steps: steps, frame: frame).through(span)
        case .call(let call): return resolveCall(call, steps: steps, frame: frame).through(span)
        case .either(let operands): return either(operands.map(next)).through(span)
        case .conditional(let test, let then, let otherwise):
            if unit.isAbsence(test, of: otherwise) { return either([next(otherwise), next(then)]).through(span) }
            if unit.isPresence(test, of: then) { return either([next(then), next(otherwise)]).through(span) }
            return choice([next(then), next(otherwise)]).through(span)
        case .comprehension(let element, _): return Located(.list([Located(.element(next(element)), [span])]), [span])
        case .spread(let inner): return next(inner)
        case .binary(let symbol, let left, let right):
            return combination(symbol, next(left), next(right)).through(span)
        case .comparison, .both, .negation, .slice, .unknown: return Located(.unknown, [span])
        }
    }

    private func resolveName(_ name: String, _ id: ExpressionID, steps: Int, frame: Frame) -> Located {
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
    private func extended(_ value: Located, by extensions: [Located]) -> Located {
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
    private func combination(_ symbol: String, _ left: Located, _ right: Located) -> Located {
        switch (symbol, left.value, right.value) {
        case ("+", .list(let first), .list(let second)): Located(.list(first + second))
        case ("+", .list(let first), _): Located(.list(first + [Located(.element(right))]))
        case ("+", _, .list(let second)): Located(.list([Located(.element(left))] + second))
        case ("+", .text, _), ("+", _, .text), ("+", .template, _), ("+", _, .template): template([left, right])
        case ("|", .dictionary(let first), .dictionary(let second)): Located(.dictionary(first + second))
        case ("%", .text, _), ("%", .template, _): template([left, .unknown])
        default: .unknown
        }
    }

    private func resolve(_ binding: Binding, steps: Int, frame: Frame) -> Located {
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
    private func grown(
        _ value: Located, name: String, owner: ScopeID, since: Int, at place: (scope: ScopeID, offset: Int), steps: Int, frame: Frame
    ) -> Located {
        switch value.value {
        case .list, .dictionary: break
        default: return value
        }
        guard let all = changes[name] else { return value }
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
        return result
    }

    private func isEarlierRound(_ change: Change, _ place: Int) -> Bool {
        guard case .item(let item) = change.kind else { return false }
        var loop = item.loop
        while let id = loop {
            if unit.loops[id].span.contains(place) { return true }
            loop = unit.loops[id].parent
        }
        return false
    }

    /// Whether a name used in another function is the one of this scope.
    private func mayReach(_ owner: ScopeID, _ name: String, from scope: ScopeID) -> Bool {
        var current: ScopeID? = scope
        while let id = current {
            if id == owner { return true }
            if unit.scopes[id].bindings[name] != nil { return false }
            current = unit.scopes[id].parent
        }
        return false
    }

    private func withUnknown(_ value: Located) -> Located {
        switch value.value {
        case .list(let items): Located(.list(items + [Located(.element(.unknown))]), value.spans)
        case .dictionary(let entries): Located(.dictionary(entries + [.init(key: nil, value: .unknown)]), value.spans)
        default: value
        }
    }

    private func apply(_ change: Change, to value: Located, steps: Int, frame: Frame) -> Located {
        switch (change.kind, value.value) {
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

    private func changed(_ items: [Located], by call: CallID, _ value: Located, steps: Int, frame: Frame) -> Located {
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

    private func update(_ call: CallSite, steps: Int, frame: Frame) -> [Resolved.Entry] {
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

    private func list(_ items: [ExpressionID], steps: Int, frame: Frame) -> [Located] {
        let rest = items.count > Self.mostEntries ? [Located(.element(.unknown))] : []
        return items.prefix(Self.mostEntries).flatMap { id -> [Located] in
            let value = resolve(id, steps: steps + 1, frame: frame)
            if case .spread = unit.expressions[id].kind { return value.items ?? [Located(.element(value), value.spans)] }
            return [value]
        } + rest
    }

    private func entries(
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

    private func answer(_ name: String) -> Located? {
        guard let value = answers[name]?.value else { return nil }
        if case .unknown = value.value { return nil }
        return value
    }

    /// What a name of the module's top level is, with the members taken from it; for other files that import it. `name()` is what
    /// the function of that name gives.
    public func export(_ path: [String]) -> Answer? {
        guard let first = path.first else { return nil }
        let name = first.hasSuffix("()") ? String(first.dropLast(2)) : first
        guard let all = unit.scopes.first?.bindings[name], !all.isEmpty else { return nil }
        let found = alternatives(all, at: nil)
        let expressions = found.flatMap { exported($0.source, isCalled: name != first) }
        guard !expressions.isEmpty || name == first else { return nil }
        let frame = Frame()
        var value = name == first
            ? grown(
                value(of: found, steps: 0, frame: frame), name: first, owner: 0, since: found.last?.offset ?? 0,
                at: (0, unit.source.bytes.count), steps: 0, frame: frame)
            : choice(expressions.map { resolve($0) })
        let madeWith = maker(of: value).flatMap { arguments(of: $0) }
        for name in path.dropFirst() { value = value[name] ?? member(name, of: value, steps: 0, frame: frame) }
        return Answer(
            value: value.portable, qualifiedName: object(expressions.flatMap { qualifiedNames($0) }), madeWith: madeWith,
            origin: value.spans.last)
    }

    /// The object that an exported name holds, as `openai.OpenAI()`, when it is known and one.
    private func object(_ names: [String]) -> String? {
        let known = Set(names.filter { !$0.hasPrefix("?") && !$0.hasPrefix(".") && $0.contains("(") })
        return known.count == 1 ? known.first : nil
    }

    /// The expressions that a binding stands for: its value, or what the function returns.
    private func exported(_ source: Binding.Source, isCalled: Bool) -> [ExpressionID] {
        switch source {
        case .expression(let id) where !isCalled: [id]
        case .function(let function) where isCalled: Array(unit.functions[function].returned.prefix(8))
        default: []
        }
    }

    /// The call that makes an object; nil when there are several, or none.
    private func maker(of value: Located) -> CallID? {
        switch value.value {
        case .call(let call): return call
        case .choice(let members):
            let makers = Set(members.filter { !$0.isNull }.map { maker(of: $0) })
            return makers.count == 1 ? makers.first.flatMap(\.self) : nil
        case .fallback(let inner, _): return maker(of: inner)
        default: return nil
        }
    }

    /// What a call is told, by keyword or position; nil when part of it is spread from something else.
    private func arguments(of call: CallID) -> [String: Located]? {
        let site = unit.calls[call]
        guard site.arguments.allSatisfy({ $0.spread == .none }) else { return nil }
        var result: [String: Located] = [:]
        for (index, value) in site.positional.enumerated() { result["\(index)"] = resolve(value).portable }
        for argument in site.arguments { if let name = argument.name { result[name] = resolve(argument.value).portable } }
        return result
    }

    // MARK: Combination

    func template(_ parts: [Located]) -> Located {
        var flat: [Located] = []
        for part in parts {
            if case .template(let inner) = part.value { flat.append(contentsOf: inner) } else { flat.append(part) }
        }
        let texts = flat.compactMap(\.text)
        if texts.count == flat.count, texts.reduce(0, { $0 + $1.utf8.count }) <= Self.longestText {
            return Located(.text(texts.joined()), flat.first?.spans ?? [])
        }
        return Located(.template(Array(flat.prefix(Self.mostParts))), flat.first?.spans ?? [])
    }

    func choice(_ values: [Located]) -> Located {
        var flat: [Located] = []
        for value in values {
            if case .choice(let inner) = value.value { flat.append(contentsOf: inner) } else { flat.append(value) }
        }
        guard flat.count != 1, let first = flat.first else { return flat.first ?? .unknown }
        let texts = flat.compactMap(\.text)
        if texts.count == flat.count, Set(texts).count == 1 { return first }
        // Of very many alternatives some are told, and that there are more.
        return Located(.choice(flat.count <= 16 ? flat : Array(flat.prefix(16)) + [.unknown]), first.spans)
    }

    /// The first that is true; what is not known may be nothing, so the next one is its fallback.
    private func either(_ operands: [Located]) -> Located {
        guard let first = operands.first else { return .unknown }
        let rest = Array(operands.dropFirst())
        guard !rest.isEmpty else { return first }
        if let truth = truth(of: first) { return truth ? first : either(rest) }
        switch first.value {
        case .fallback(let inner, let unless):
            // What the environment says wins; what it says by default is nothing, or is that.
            return truth(of: inner) == true ? first : Located(.fallback(withoutFallback(either([inner] + rest)), unless: unless), first.spans)
        case .choice(let members):
            let falsy = members.filter { truth(of: $0) == false }
            let others = members.filter { truth(of: $0) != false }
            guard !falsy.isEmpty || others.contains(where: { truth(of: $0) == nil }) else { return first }
            return choice(others.map { either([$0] + rest) } + (falsy.isEmpty ? [] : [either(rest)]))
        case .parameter(let function, let position):
            if let value = unit.functions[function].parameters[position].defaultValue, truth(of: resolve(value)) == true { return first }
            return Located(.fallback(withoutFallback(either(rest)), unless: first), first.spans)
        case .call, .imported, .unknown, .element:
            return Located(.fallback(withoutFallback(either(rest)), unless: first), first.spans)
        default: return first
        }
    }

    private func withoutFallback(_ value: Located) -> Located {
        if case .fallback(let inner, _) = value.value { return inner }
        return value
    }

    /// Whether a value counts as true; nil when that is not known.
    private func truth(of value: Located) -> Bool? {
        switch value.value {
        case .text(let text): !text.isEmpty
        case .number(let number): number != 0
        case .flag(let flag): flag
        case .null: false
        case .list(let items): items.isEmpty ? false : items.allSatisfy { if case .element = $0.value { true } else { false } } ? nil : true
        case .dictionary(let entries): entries.isEmpty ? false : entries.allSatisfy { $0.key == nil } ? nil : true
        case .template(let parts): parts.contains { !($0.text ?? "").isEmpty } ? true : nil
        case .classDeclaration, .function, .receiver: true
        case .call, .parameter, .imported, .choice, .fallback, .element, .unknown: nil
        }
    }

    // MARK: Members and items

    func member(_ name: String, of object: Located, steps: Int, frame: Frame) -> Located {
        guard steps < Self.furthest else { return .unknown }
        switch object.value {
        case .imported(let qualified):
            let whole = "\(qualified).\(name)"
            return answer(whole) ?? Located(.imported(whole), object.spans)
        case .receiver(let declaration): return field(name, of: declaration, steps: steps, frame: frame)
        case .classDeclaration(let declaration): return field(name, of: declaration, steps: steps, frame: frame)
        case .call(let call): return memberOfInstance(name, call, steps: steps, frame: frame)
        case .choice(let members):
            return choice(members.map { member(name, of: $0, steps: steps + 1, frame: frame) })
        case .fallback(let inner, let unless):
            let value = member(name, of: inner, steps: steps + 1, frame: frame)
            if case .unknown = value.value { return .unknown }
            if case .fallback = value.value { return value }
            return Located(.fallback(value, unless: unless), value.spans)
        // A member of an enumeration stands for its value.
        case .text, .number: return name == "value" ? object : .unknown
        default: return .unknown
        }
    }

    /// A field of an object that is made in this file: what the maker was told, else what the class says.
    private func memberOfInstance(_ name: String, _ call: CallID, steps: Int, frame: Frame) -> Located {
        let site = unit.calls[call]
        let callee = resolve(site.callee, steps: steps + 1, frame: frame)
        guard case .classDeclaration(let declaration) = callee.value else { return .unknown }
        let type = unit.classes[declaration]
        let maker = type.methods.first { unit.functions[$0].name == "__init__" }
        if maker == nil, let position = type.fields.firstIndex(where: { $0.name == name && $0.annotation != nil }) {
            if let argument = site.keyword(name) { return resolve(argument, steps: steps + 1, frame: frame) }
            let annotated = type.fields[..<position].filter { $0.annotation != nil }.count
            if annotated < site.positional.count { return resolve(site.positional[annotated], steps: steps + 1, frame: frame) }
            if site.arguments.contains(where: { $0.spread != .none }) { return .unknown }
        }
        var inner = frame
        if let maker, frame[maker] == nil, frame.arguments.count < 3 {
            inner[maker] = arguments(of: site, to: maker, steps: steps, frame: frame)
        }
        return field(name, of: declaration, steps: steps + 1, frame: inner)
    }

    /// A field as the class sets it: in its body (a default that a caller or the environment may replace) or through itself.
    func field(_ name: String, of declaration: ClassID, steps: Int, frame: Frame) -> Located {
        guard steps < Self.furthest else { return .unknown }
        let type = unit.classes[declaration]
        if let assigned = type.assigned[name], !assigned.isEmpty {
            var values = assigned.prefix(16).map { resolve($0.value, steps: steps + 1, frame: frame) }
            if assigned.count > 16 { values.append(.unknown) }
            let isSure = assigned.contains { item in
                !item.isConditional && item.function.map { Self.makers.contains(unit.functions[$0].name) } ?? false
            }
            if !isSure, let value = type.fields.last(where: { $0.name == name && $0.value != nil })?.value {
                values.append(Located(.fallback(fieldDefault(resolve(value, steps: steps + 1, frame: frame), steps: steps, frame: frame), unless: nil)))
            }
            return changedElsewhere(choice(values), name)
        }
        if let method = type.methods.last(where: { unit.functions[$0].name == name }) {
            let function = unit.functions[method]
            let isProperty = function.decorators.contains { unit.text($0).hasSuffix("property") }
            guard isProperty else { return Located(.function(method), [function.nameSpan]) }
            return choice(function.returned.map { resolve($0, steps: steps + 1, frame: frame) })
        }
        if let value = type.fields.last(where: { $0.name == name && $0.value != nil })?.value {
            let resolved = fieldDefault(resolve(value, steps: steps + 1, frame: frame), steps: steps, frame: frame)
            if isEnumeration(declaration) { return resolved }
            return Located(.fallback(changedElsewhere(resolved, name), unless: nil), resolved.spans)
        }
        for base in type.bases {
            if case .classDeclaration(let parent) = resolve(base, steps: steps + 1, frame: frame).value, parent != declaration {
                let inherited = field(name, of: parent, steps: steps + 1, frame: frame)
                if case .unknown = inherited.value { continue }
                return inherited
            }
        }
        return .unknown
    }

    /// Methods that every object has been through.
    private static let makers: Set<String> = ["__init__", "__new__", "__post_init__", "setUp"]

    private func changedElsewhere(_ value: Located, _ field: String) -> Located { grownFields.contains(field) ? withUnknown(value) : value }

    /// `Field(default="x")`, `field(default="x")`, `Field("x", …)`.
    private func fieldDefault(_ value: Located, steps: Int, frame: Frame) -> Located {
        guard case .call(let call) = value.value else { return value }
        let site = unit.calls[call]
        guard let name = unit.text(site.callee).split(separator: ".").last, name.lowercased() == "field" else { return value }
        guard let argument = site.keyword("default") ?? site.positional.first, unit.text(argument) != "..." else { return .unknown }
        return resolve(argument, steps: steps + 1, frame: frame)
    }

    public func isEnumeration(_ declaration: ClassID) -> Bool {
        unit.classes[declaration].bases.contains { base in
            unit.text(base).split(separator: ".").last.map { $0.hasSuffix("Enum") || $0 == "Flag" } ?? false
        }
    }

    func item(_ index: Located, of object: Located, steps: Int, frame: Frame) -> Located {
        switch object.value {
        case .dictionary(let entries):
            guard let key = index.text else {
                return entries.isEmpty || entries.contains { $0.key == nil } ? .unknown : choice(entries.map(\.value))
            }
            guard let last = entries.last(where: { $0.key == key }) else { return .unknown }
            // A later spread or unknown key may override it.
            let isSure = entries.last { $0.key == key || $0.key == nil }?.key != nil
            return isSure ? last.value : Located(.fallback(last.value, unless: nil), last.value.spans)
        case .list(let items):
            guard let number = index.number, number.rounded() == number, !items.contains(where: \.isElement) else {
                return Located(.element(object), object.spans)
            }
            let position = number < 0 ? number + Double(items.count) : number
            return position >= 0 && position < Double(items.count) ? items[Int(position)] : Located(.element(object), object.spans)
        case .imported(let name):
            if let key = index.text { return answer("\(name).\(key)") ?? Located(.imported("\(name).\(key)"), object.spans) }
            return Located(.element(object), object.spans)
        case .choice(let members): return choice(members.map { item(index, of: $0, steps: steps, frame: frame) })
        case .fallback(let inner, _): return item(index, of: inner, steps: steps, frame: frame)
        case .classDeclaration(let declaration) where isEnumeration(declaration):
            return index.text.map { field($0, of: declaration, steps: steps, frame: frame) } ?? .unknown
        default: return Located(.element(object), object.spans)
        }
    }
}
