internal import Catalog
internal import CodeModel
internal import Parsing

/// From what the code model resolves to the values that rules judge.
struct CodeValues {
    let path: String
    let resolver: Resolver

    /// A field's value: unknown as soon as one of its possibilities is.
    func value(_ located: Located) -> Value {
        Value(form(located, depth: 0), origin: places(located.spans))
    }

    /// At most four places, the use first.
    func places(_ spans: [Span]) -> [Place] {
        var seen: Set<Span> = []
        return spans.filter { seen.insert($0).inserted && $0.end <= resolver.unit.source.bytes.count }.prefix(4).map {
            Place(path: path, span: $0, in: resolver.unit.source)
        }
    }

    private func form(_ located: Located, depth: Int) -> Value.Form {
        guard depth < 12 else { return .unknown }
        switch located.value {
        case .text(let text): return .known(.text(text))
        case .number(let number): return .known(.number(number))
        case .flag(let flag): return .known(.flag(flag))
        case .choice(let members): return choice(members, depth: depth)
        case .fallback(let inner, _):
            switch form(inner, depth: depth + 1) {
            case .known(let scalar), .fallback(let scalar): return .fallback(scalar)
            case .oneOf, .slot, .unknown: return .unknown
            }
        case .parameter(let function, let position):
            guard let resolved = resolver.parameterDefault(function, position) else { return .unknown }
            if case .parameter = resolved.value { return .unknown }
            return form(Located(.fallback(resolved, unless: nil)), depth: depth + 1)
        default: return .unknown
        }
    }

    private func choice(_ members: [Located], depth: Int) -> Value.Form {
        var scalars: [Scalar] = []
        var isFallback = false
        for member in members {
            switch form(member, depth: depth + 1) {
            case .known(let scalar): scalars.append(scalar)
            case .fallback(let scalar):
                scalars.append(scalar)
                isFallback = true
            case .oneOf(let several): scalars.append(contentsOf: several)
            case .slot, .unknown: return .unknown
            }
        }
        var seen: Set<Scalar> = []
        let unique = scalars.filter { seen.insert($0).inserted }
        if unique.count == 1, let only = unique.first { return isFallback ? .fallback(only) : .known(only) }
        return unique.isEmpty ? .unknown : .oneOf(unique)
    }

    /// The parameter that a value is, or defaults to something other than.
    func parameter(_ located: Located, depth: Int = 0) -> (function: FunctionID, position: Int)? {
        guard depth < 8 else { return nil }
        switch located.value {
        case .parameter(let function, let position): return (function, position)
        case .fallback(let inner, let unless):
            if let unless, let found = parameter(unless, depth: depth + 1) { return found }
            return parameter(inner, depth: depth + 1)
        case .choice(let members):
            return members.lazy.compactMap { parameter($0, depth: depth + 1) }.first
        default: return nil
        }
    }

    /// The parameter that a value surely is, unless the environment or a setting says otherwise; nil where it may be another value.
    func sureParameter(_ located: Located, depth: Int = 0) -> (function: FunctionID, position: Int, isOverridable: Bool)? {
        guard depth < 8 else { return nil }
        switch located.value {
        case .parameter(let function, let position): return (function, position, false)
        case .fallback(let inner, let unless):
            if let unless, let found = sureParameter(unless, depth: depth + 1) { return found }
            return sureParameter(inner, depth: depth + 1).map { ($0.function, $0.position, true) }
        case .choice(let members):
            let all = members.filter { !$0.isNull }.map { sureParameter($0, depth: depth + 1) }
            guard let first = all.first.flatMap(\.self) else { return nil }
            let isOne = all.allSatisfy { $0?.function == first.function && $0?.position == first.position }
            return isOne ? (first.function, first.position, all.contains { $0?.isOverridable ?? false }) : nil
        default: return nil
        }
    }

    /// The parameter that fills a prompt wherever it stands in it: the messages, a message's content, or part of its text.
    func promptParameter(_ located: Located, depth: Int = 0) -> (function: FunctionID, position: Int)? {
        guard depth < 8 else { return nil }
        if let found = parameter(located) { return found }
        switch located.value {
        case .list(let items): return items.lazy.compactMap { promptParameter($0, depth: depth + 1) }.first
        case .dictionary(let entries):
            let contents = entries.filter { ["content", "text", "parts", "messages"].contains($0.key ?? "") }
            return contents.lazy.compactMap { promptParameter($0.value, depth: depth + 1) }.first
        case .template(let parts): return parts.lazy.compactMap { promptParameter($0, depth: depth + 1) }.first
        case .element(let inner): return promptParameter(inner, depth: depth + 1)
        default: return nil
        }
    }

    /// Every name of another file that a value rests on.
    func references(_ located: Located, depth: Int = 0) -> Set<String> {
        guard depth < 8 else { return [] }
        func all(_ values: [Located]) -> Set<String> { values.reduce(into: []) { $0.formUnion(references($1, depth: depth + 1)) } }
        switch located.value {
        case .imported(let name): return [name]
        case .template(let parts): return all(parts)
        case .list(let items): return all(items)
        case .dictionary(let entries): return all(entries.map(\.value))
        case .choice(let members): return all(members)
        case .fallback(let inner, let unless): return all([inner] + (unless.map { [$0] } ?? []))
        case .element(let inner): return all([inner])
        case .parameter(let function, let position):
            let value = resolver.unit.functions[function].parameters[position].defaultValue
            return value.map { references(resolver.resolve($0), depth: depth + 1) } ?? []
        case .call(let call):
            // What a function of another file gives.
            guard case .imported(let name) = resolver.resolve(resolver.unit.calls[call].callee).value else { return [] }
            return ["\(name)()"]
        default: return []
        }
    }
}
