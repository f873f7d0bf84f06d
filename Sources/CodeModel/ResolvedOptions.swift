internal import Parsing

/// Options of a command line and of a web framework's parameters: what they are unless the user says otherwise.
extension Resolver {
    /// How many calls of a file are looked through for its options.
    private static let mostCalls = 20_000
    private static let parsers: Set<String> = ["parse_args", "parse_known_args"]
    private static let wrappers: Set<String> = ["Option", "Argument", "Query", "Form", "Body", "Header", "Cookie", "Path"]

    /// `args.model`, where `args = parser.parse_args()` and `parser.add_argument("--model", default="…")`.
    func option(_ name: String, parsedBy site: CallSite, steps: Int, frame: Frame) -> Located? {
        guard case .member(_, let method) = unit.expressions[site.callee].kind, Self.parsers.contains(method), unit.calls.count < Self.mostCalls
        else { return nil }
        for call in unit.calls {
            guard case .member(_, "add_argument") = unit.expressions[call.callee].kind, destination(of: call) == name else { continue }
            guard let value = call.keyword("default") else { return .unknown }
            let resolved = resolve(value, steps: steps + 1, frame: frame)
            return Located(.fallback(withoutFallback(resolved), unless: .unknown), resolved.spans)
        }
        return nil
    }

    /// What a function's parameter is when nobody says: its own default, that of `typer.Option("…")`, that of `@click.option("--model", default="…")`.
    public func parameterDefault(_ function: FunctionID, _ position: Int) -> Located? {
        let declaration = unit.functions[function]
        let parameter = declaration.parameters[position]
        if let value = parameter.defaultValue {
            let resolved = resolve(value)
            guard case .call(let call) = resolved.value, let word = calledWord(call), Self.wrappers.contains(word) else { return resolved }
            guard let inner = unit.calls[call].keyword("default") ?? unit.calls[call].positional.first else { return nil }
            return resolve(inner)
        }
        for decorator in declaration.decorators {
            guard case .call(let call) = unit.expressions[decorator].kind, let word = calledWord(call), word == "option" || word == "argument",
                destination(of: unit.calls[call]) == parameter.name, let value = unit.calls[call].keyword("default")
            else { continue }
            return resolve(value)
        }
        return nil
    }

    private func calledWord(_ call: CallID) -> String? {
        switch unit.expressions[unit.calls[call].callee].kind {
        case .member(_, let name), .name(let name): name
        default: nil
        }
    }

    /// `--llm-model` fills `llm_model`; the first long name counts, unless a name is given.
    private func destination(of site: CallSite) -> String? {
        if let given = site.keyword("dest") { return resolve(given).text }
        let names = site.positional.compactMap { resolve($0).text }
        let name = names.first { $0.hasPrefix("--") } ?? names.last
        return name.map { String($0.drop { $0 == "-" }).replacing("-", with: "_") }
    }
}
