internal import Parsing

/// What a file says about its names to others that import them.
extension Resolver {
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
    func object(_ names: [String]) -> String? {
        let known = Set(names.filter { !$0.hasPrefix("?") && !$0.hasPrefix(".") && $0.contains("(") })
        return known.count == 1 ? known.first : nil
    }

    /// The expressions that a binding stands for: its value, or what the function returns.
    func exported(_ source: Binding.Source, isCalled: Bool) -> [ExpressionID] {
        switch source {
        case .expression(let id) where !isCalled: [id]
        case .function(let function) where isCalled: Array(unit.functions[function].returned.prefix(8))
        default: []
        }
    }

    /// The call that makes an object; nil when there are several, or none.
    func maker(of value: Located) -> CallID? {
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
    func arguments(of call: CallID) -> [String: Located]? {
        let site = unit.calls[call]
        guard site.arguments.allSatisfy({ $0.spread == .none }) else { return nil }
        var result: [String: Located] = [:]
        for (index, value) in site.positional.enumerated() { result["\(index)"] = resolve(value).portable }
        for argument in site.arguments { if let name = argument.name { result[name] = resolve(argument.value).portable } }
        return result
    }
}
