internal import Parsing

/// Values made of several: joined text, alternatives, the first that is true.
extension Resolver {
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
        // Of very many alternatives some are told, and that there are more. Names that are each other's fallbacks would double with each.
        var room = Self.heaviestChoice
        let kept = flat.prefix(16).filter { value in
            let weight = value.weight(atMost: room)
            room -= weight
            return room > 0
        }
        return Located(.choice(kept.count == flat.count ? flat : kept + [.unknown]), first.spans)
    }

    /// The first that is true; what is not known may be nothing, so the next one is its fallback.
    func either(_ operands: [Located]) -> Located {
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

    /// `names[key]`, where nobody knows the key: what stands beside it counts as well.
    func lacking(_ id: ExpressionID, _ value: Located, steps: Int, frame: Frame) -> Located {
        guard case .index(let object, let index) = unit.expressions[id].kind, case .dictionary = resolve(object, steps: steps + 1, frame: frame).value,
            resolve(index, steps: steps + 1, frame: frame).text == nil
        else { return value }
        return switch value.value {
        case .choice(let members): Located(.choice(members + [Located(.null)]), value.spans)
        case .text, .number, .flag: Located(.choice([value, Located(.null)]), value.spans)
        default: value
        }
    }

    /// Whether a setting's default is a text, or one of some: `os.getenv("FAST", "1") in ("1", "true")`.
    func comparison(_ operators: [String], _ operands: [Located]) -> Located {
        guard operators.count == 1, operands.count == 2, case .fallback(let own, _) = operands[0].value, let text = own.text else { return .unknown }
        let accepted: [String]
        switch operators[0] {
        case "==": accepted = operands[1].text.map { [$0] } ?? []
        case "in": accepted = operands[1].items?.compactMap(\.text) ?? []
        default: accepted = []
        }
        return accepted.isEmpty ? .unknown : Located(.fallback(Located(.flag(accepted.contains(text))), unless: .unknown), operands[0].spans)
    }

    func withoutFallback(_ value: Located) -> Located {
        if case .fallback(let inner, _) = value.value { return inner }
        return value
    }

    /// Whether a value counts as true; nil when that is not known.
    func truth(of value: Located) -> Bool? {
        switch value.value {
        case .text(let text): !text.isEmpty
        case .number(let number): number != 0
        case .flag(let flag): flag
        case .null: false
        case .list(let items): items.isEmpty ? false : items.allSatisfy { if case .element = $0.value { true } else { false } } ? nil : true
        case .dictionary(let entries): entries.isEmpty ? false : entries.allSatisfy { $0.key == nil } ? nil : true
        case .template(let parts): parts.contains { !($0.text ?? "").isEmpty } ? true : nil
        case .classDeclaration, .function, .receiver: true
        case .call, .parameter, .handed, .imported, .choice, .fallback, .element, .unknown: nil
        }
    }
}
