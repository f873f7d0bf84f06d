public import Parsing

/// Looks names up and follows values within one file: scoped constant propagation, fields of objects, dictionaries that grow,
/// defaults from the environment, functions that return a value. What it cannot follow is `unknown`, never a guess.
///
/// A resolver caches nothing between calls but the indexes that it builds once; it is made for one file on one thread.
public struct Resolver: Sendable {
    public let unit: CodeUnit
    /// Where each name is used, and which calls grow it (`name.append(…)`, `name.update(…)`).
    let uses: [String: [ExpressionID]]
    private let growth: [String: [CallID]]
    private let itemAssignments: [String: [ItemAssignment]]
    /// What other files say about names that this one imports, by the name as it is written here.
    public let answers: [String: Answer]

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

    /// How many parts of a text are kept.
    private static let mostParts = 256
    /// How many steps a value is followed.
    static let furthest = 16

    public init(_ unit: CodeUnit, answers: [String: Answer] = [:]) {
        self.unit = unit
        self.answers = answers
        var uses: [String: [ExpressionID]] = [:]
        var growth: [String: [CallID]] = [:]
        for (id, expression) in unit.expressions.enumerated() {
            if case .name(let name) = expression.kind { uses[name, default: []].append(id) }
        }
        for (id, call) in unit.calls.enumerated() {
            guard case .member(let object, let method) = unit.expressions[call.callee].kind,
                ["append", "extend", "insert", "update", "add", "push"].contains(method),
                case .name(let name) = unit.expressions[object].kind
            else { continue }
            growth[name, default: []].append(id)
        }
        self.uses = uses
        self.growth = growth
        itemAssignments = Dictionary(grouping: unit.itemAssignments, by: \.name)
    }

    // MARK: Names

    /// The bindings that a name may have at a place: the last one that surely holds, and those behind it that may.
    public func bindings(of name: String, from scope: ScopeID, at offset: Int) -> [Binding] {
        var current: ScopeID? = scope
        var isOuter = false
        var isFirst = true
        while let id = current {
            let scope = unit.scopes[id]
            defer {
                if case .function = scope.kind { isOuter = true }
                if case .module = scope.kind { isOuter = true }
                isFirst = false
                current = scope.parent
            }
            if case .classBody = scope.kind, !isFirst { continue }
            guard let all = scope.bindings[name] else { continue }
            let candidates = isOuter ? all : visible(all, at: offset)
            if !candidates.isEmpty { return lastThatHold(candidates) }
        }
        return []
    }

    /// Bindings of the same function before the place, and those that an earlier round of a shared loop made.
    private func visible(_ bindings: [Binding], at offset: Int) -> [Binding] {
        bindings.filter { binding in
            if binding.offset <= offset { return true }
            guard let loop = binding.loop else { return false }
            return unit.loops[loop].span.contains(offset)
        }
    }

    private func lastThatHold(_ bindings: [Binding]) -> [Binding] {
        var result: [Binding] = []
        for binding in bindings.reversed() {
            result.append(binding)
            if case .extended = binding.source { continue }
            if !binding.isConditional || binding.loop != nil && isTarget(binding) { break }
        }
        return result
    }

    private func isTarget(_ binding: Binding) -> Bool { if case .element = binding.source { true } else { false } }

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
        case .conditional(_, let then, let otherwise): return choice([next(then), next(otherwise)]).through(span)
        case .comprehension(let element, _): return Located(.list([Located(.element(next(element)), [span])]), [span])
        case .spread(let inner): return next(inner)
        case .binary, .comparison, .both, .negation, .slice, .unknown: return Located(.unknown, [span])
        }
    }

    private func resolveName(_ name: String, _ id: ExpressionID, steps: Int, frame: Frame) -> Located {
        let expression = unit.expressions[id]
        let found = bindings(of: name, from: expression.scope, at: expression.span.start)
        guard !found.isEmpty else { return .unknown }
        var values: [Located] = []
        var extensions: [Located] = []
        for binding in found {
            if case .extended(let value) = binding.source {
                extensions.insert(resolve(value, steps: steps + 1, frame: frame), at: 0)
                continue
            }
            values.append(resolve(binding, steps: steps, frame: frame))
        }
        var value = choice(values)
        if !extensions.isEmpty { value = template([value] + extensions) }
        return grown(value, name: name, scope: expression.scope, before: expression.span.start, steps: steps, frame: frame)
    }

    private func resolve(_ binding: Binding, steps: Int, frame: Frame) -> Located {
        switch binding.source {
        case .expression(let id), .managed(let id): return resolve(id, steps: steps + 1, frame: frame)
        case .extended: return .unknown
        case .element(let id):
            let whole = resolve(id, steps: steps + 1, frame: frame)
            if let items = whole.items, !items.isEmpty, items.count <= 16 { return choice(items) }
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

    /// A list or dictionary with what `append`, `update` and `name[key] =` add to it before the place.
    private func grown(
        _ value: Located, name: String, scope: ScopeID, before offset: Int, steps: Int, frame: Frame
    ) -> Located {
        switch value.value {
        case .list(var items):
            for id in growth[name] ?? [] where isEarlier(unit.calls[id].scope, unit.calls[id].span.start, scope, offset) {
                guard let added = unit.calls[id].positional.last else { continue }
                let addition = resolve(added, steps: steps + 1, frame: frame)
                if case .member(_, "extend") = unit.expressions[unit.calls[id].callee].kind {
                    items.append(contentsOf: addition.items ?? [Located(.element(addition))])
                } else {
                    items.append(addition)
                }
            }
            return Located(.list(items), value.spans)
        case .dictionary(var entries):
            for id in growth[name] ?? [] where isEarlier(unit.calls[id].scope, unit.calls[id].span.start, scope, offset) {
                entries.append(contentsOf: update(unit.calls[id], steps: steps, frame: frame))
            }
            for item in itemAssignments[name] ?? [] where isEarlier(item.scope, item.offset, scope, offset) {
                let key = resolve(item.key, steps: steps + 1, frame: frame).text
                let added = resolve(item.value, steps: steps + 1, frame: frame)
                if item.isConditional, let key, let before = entries.last(where: { $0.key == key })?.value {
                    entries.append(.init(key: key, value: choice([before, added])))
                } else {
                    entries.append(.init(key: key, value: added))
                }
            }
            return Located(.dictionary(entries), value.spans)
        default: return value
        }
    }

    private func isEarlier(_ scope: ScopeID, _ offset: Int, _ useScope: ScopeID, _ useOffset: Int) -> Bool {
        offset < useOffset && unit.function(around: scope) == unit.function(around: useScope)
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
        items.flatMap { id -> [Located] in
            let value = resolve(id, steps: steps + 1, frame: frame)
            if case .spread = unit.expressions[id].kind { return value.items ?? [Located(.element(value), value.spans)] }
            return [value]
        }
    }

    private func entries(
        _ entries: [(key: ExpressionID?, value: ExpressionID)], steps: Int, frame: Frame
    ) -> [Resolved.Entry] {
        entries.flatMap { entry -> [Resolved.Entry] in
            let value = resolve(entry.value, steps: steps + 1, frame: frame)
            guard let key = entry.key else {
                if case .dictionary(let inner) = value.value { return inner }
                return [.init(key: nil, value: value)]
            }
            return [.init(key: resolve(key, steps: steps + 1, frame: frame).text, value: value)]
        }
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
        guard let bindings = unit.scopes.first?.bindings[name], !bindings.isEmpty else { return nil }
        let expressions = lastThatHold(bindings).flatMap { exported($0.source, isCalled: name != first) }
        guard !expressions.isEmpty || name == first else { return nil }
        var value = name == first
            ? choice(lastThatHold(bindings).map { resolve($0, steps: 0, frame: Frame()) }) : choice(expressions.map { resolve($0) })
        let object = expressions.flatMap { (id: ExpressionID) -> [String] in qualifiedNames(id) }.first { $0.contains("(") }
        let madeWith = maker(of: value).flatMap { arguments(of: $0) }
        for name in path.dropFirst() { value = value[name] ?? member(name, of: value, steps: 0, frame: Frame()) }
        return Answer(value: value.portable, qualifiedName: object, madeWith: madeWith, origin: value.spans.last)
    }

    /// The expressions that a binding stands for: its value, or what the function returns.
    private func exported(_ source: Binding.Source, isCalled: Bool) -> [ExpressionID] {
        switch source {
        case .expression(let id) where !isCalled: [id]
        case .function(let function) where isCalled: unit.functions[function].returned
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
        if texts.count == flat.count { return Located(.text(texts.joined()), flat.first?.spans ?? []) }
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
        return Located(.choice(Array(flat.prefix(16))), first.spans)
    }

    /// The first that is true; what is not known may be nothing, so the next one is its fallback.
    private func either(_ operands: [Located]) -> Located {
        guard let first = operands.first else { return .unknown }
        let rest = Array(operands.dropFirst())
        guard !rest.isEmpty else { return first }
        switch first.value {
        case .text(let text): return text.isEmpty ? either(rest) : first
        case .number(let number): return number == 0 ? either(rest) : first
        case .null, .flag(false): return either(rest)
        case .list(let items): return items.isEmpty ? either(rest) : first
        case .fallback(let inner, _) where inner.isNull: return either(rest)
        case .choice(let members) where members.contains(where: \.isNull):
            return choice(members.filter { !$0.isNull } + [either(rest)])
        case .call, .parameter, .imported, .unknown, .element: return Located(.fallback(either(rest), unless: first), first.spans)
        default: return first
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
        case .fallback(let inner, _): return member(name, of: inner, steps: steps + 1, frame: frame)
        default: return .unknown
        }
    }

    /// A field of an object that is made in this file: what the maker was told, else what the class says.
    private func memberOfInstance(_ name: String, _ call: CallID, steps: Int, frame: Frame) -> Located {
        let site = unit.calls[call]
        let callee = resolve(site.callee, steps: steps + 1, frame: frame)
        guard case .classDeclaration(let declaration) = callee.value else { return .unknown }
        if let argument = site.keyword(name), unit.classes[declaration].fields.contains(where: { $0.name == name }) {
            return resolve(argument, steps: steps + 1, frame: frame)
        }
        return field(name, of: declaration, steps: steps + 1, frame: frame)
    }

    /// A field as the class sets it: in its body (a default that a caller or the environment may replace) or through itself.
    func field(_ name: String, of declaration: ClassID, steps: Int, frame: Frame) -> Located {
        guard steps < Self.furthest else { return .unknown }
        let type = unit.classes[declaration]
        if let assigned = type.assigned[name], !assigned.isEmpty {
            return choice(assigned.map { resolve($0.value, steps: steps + 1, frame: frame) })
        }
        if let method = type.methods.last(where: { unit.functions[$0].name == name }) {
            let function = unit.functions[method]
            let isProperty = function.decorators.contains { unit.text($0).hasSuffix("property") }
            guard isProperty else { return Located(.function(method), [function.nameSpan]) }
            return choice(function.returned.map { resolve($0, steps: steps + 1, frame: frame) })
        }
        if let value = type.fields.last(where: { $0.name == name && $0.value != nil })?.value {
            let resolved = fieldDefault(resolve(value, steps: steps + 1, frame: frame), steps: steps, frame: frame)
            return isEnumeration(declaration) ? resolved : Located(.fallback(resolved, unless: nil), resolved.spans)
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

    /// `Field(default="x")`, `field(default="x")`, `Field("x", …)`.
    private func fieldDefault(_ value: Located, steps: Int, frame: Frame) -> Located {
        guard case .call(let call) = value.value else { return value }
        let site = unit.calls[call]
        guard let name = unit.text(site.callee).split(separator: ".").last, name.lowercased() == "field" else { return value }
        guard let argument = site.keyword("default") ?? site.positional.first else { return .unknown }
        return resolve(argument, steps: steps + 1, frame: frame)
    }

    public func isEnumeration(_ declaration: ClassID) -> Bool {
        unit.classes[declaration].bases.contains { base in
            unit.text(base).split(separator: ".").last.map { $0.hasSuffix("Enum") || $0 == "Flag" } ?? false
        }
    }

    private func item(_ index: Located, of object: Located, steps: Int, frame: Frame) -> Located {
        switch object.value {
        case .dictionary(let entries):
            guard let key = index.text else {
                return entries.isEmpty ? .unknown : choice(entries.map(\.value))
            }
            guard let last = entries.last(where: { $0.key == key }) else { return .unknown }
            // A later spread or unknown key may override it.
            let isSure = entries.last?.key != nil
            return isSure ? last.value : Located(.fallback(last.value, unless: nil), last.value.spans)
        case .list(let items):
            if let number = index.number, number >= 0, number < Double(items.count) { return items[Int(number)] }
            return Located(.element(object), object.spans)
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
