internal import Parsing

/// Builders: `X.builder().a(1).b(2).build()` makes an object as `X(a: 1, b: 2)` does in languages with keywords, and that is what
/// it is lowered to.
extension JVMLowering {
    /// One call of a chain: `.name(arguments)`, as far as it is lowered.
    typealias Link = (name: String, arguments: [ExpressionID], span: Span)

    /// How a chain of this name begins a builder: `X.builder()`, `new X.Builder()`.
    static func beginsBuilder(_ method: String) -> Bool { method == "builder" || method == "newBuilder" }

    static func endsBuilder(_ method: String) -> Bool { method == "build" }

    /// The object that a builder makes.
    mutating func made(_ type: ExpressionID, given: [ExpressionID], links: [Link], span: Span, _ context: Context) -> ExpressionID {
        let positional = given.map { Argument(name: nil, value: $0, spread: .none) }
        return lowering.addCall(callee: type, arguments: positional + keywords(links, context), span: span, context: context)
    }

    private func argumentOrder(_ links: [Link]) -> [String] {
        var seen: Set<String> = []
        return links.map(\.name).filter { seen.insert($0).inserted }
    }

    /// The calls of a builder as keywords. What is added again and again becomes a list.
    mutating func keywords(_ links: [Link], _ context: Context) -> [Argument] {
        argumentOrder(links).map { name in
            let values = links.filter { $0.name == name }.map { value($0, context) }
            guard values.count > 1, name.hasPrefix("add") || name.hasSuffix("s"), let first = values.first, let last = values.last else {
                return Argument(name: name, value: values.last ?? lowering.add(.unknown, Span(0, 0), context), spread: .none)
            }
            let span = Span(lowering.unit.expressions[first].span.start, lowering.unit.expressions[last].span.end)
            return Argument(name: name, value: lowering.add(.list(values), span, context), spread: .none)
        }
    }

    private mutating func value(_ link: Link, _ context: Context) -> ExpressionID {
        switch link.arguments.count {
        case 0: lowering.add(.flag(true), link.span, context)
        case 1: link.arguments[0]
        default: lowering.add(.list(link.arguments), link.span, context)
        }
    }

    /// `o -> o.model("x").temperature(0.0)`: what the lambda sets is what it stands for. nil when it does anything else.
    mutating func settings(_ body: ExpressionID, of parameter: String, span: Span, _ context: Context) -> ExpressionID? {
        var links: [Link] = []
        var current = body
        for _ in 0..<64 {
            switch lowering.unit.expressions[current].kind {
            case .name(parameter) where !links.isEmpty:
                let entries = keywords(links.reversed(), context).map { argument -> (key: ExpressionID?, value: ExpressionID) in
                    (lowering.add(.text(argument.name ?? ""), span, context), argument.value)
                }
                return lowering.add(.dictionary(entries), span, context)
            case .call(let call):
                let site = lowering.unit.calls[call]
                guard case .member(let object, let method) = lowering.unit.expressions[site.callee].kind, !site.arguments.isEmpty else {
                    return nil
                }
                links.append((method, site.arguments.map(\.value), site.span))
                current = object
            default: return nil
            }
        }
        return nil
    }

    // MARK: Builders that are handed in

    /// The type that a parameter's builder makes: `X` where `X.Builder builder` is declared.
    func handedBuilder(_ name: String, from scope: ScopeID) -> String? {
        var current: ScopeID? = scope
        while let id = current {
            if let binding = lowering.unit.scopes[id].bindings[name]?.last {
                guard case .parameter(let function, let position) = binding.source,
                    let annotation = lowering.unit.functions[function].parameters[position].annotation
                else { return nil }
                let type = lowering.unit.text(annotation)
                return type.hasSuffix(".Builder") ? String(type.dropLast(".Builder".count)) : nil
            }
            current = lowering.unit.scopes[id].parent
        }
        return nil
    }

    // MARK: Builders in variables

    /// Notes that a variable holds a builder that is not built yet.
    mutating func keepBuilder(_ name: String, _ value: ExpressionID, _ context: Context) {
        guard case .call(let call) = lowering.unit.expressions[value].kind else { return }
        names.builders["\(context.scope) \(name)"] = (call, context.block)
    }

    private func builder(_ name: String, from scope: ScopeID) -> (call: CallID, block: BlockID)? {
        var current: ScopeID? = scope
        while let id = current {
            if let found = names.builders["\(id) \(name)"] { return found }
            if case .function = lowering.unit.scopes[id].kind { return nil }
            current = lowering.unit.scopes[id].parent
        }
        return nil
    }

    func holdsBuilder(_ name: String, from scope: ScopeID) -> Bool { builder(name, from: scope) != nil }

    /// `builder.a(1)`: tells the object that the variable will make. What is only sometimes told is not known.
    mutating func tellBuilder(_ name: String, _ links: [Link], _ context: Context) {
        guard let found = builder(name, from: context.scope) else { return }
        for var argument in keywords(links, context) {
            if found.block != context.block {
                argument.value = lowering.add(.unknown, lowering.unit.expressions[argument.value].span, context)
            }
            lowering.unit.calls[found.call].arguments.append(argument)
        }
    }
}
