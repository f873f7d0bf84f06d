/// What of a value still says something in another file.
extension Located {
    /// The value without anything that only its own file can tell: constants and their combinations stay, and names of other files
    /// as this one writes them; the rest is unknown.
    public var portableCopy: Located { mapped { Self.portable($0) } }

    /// The same without the names, which mean something else where they are written elsewhere.
    public var withoutNames: Located {
        mapped { value in
            if case .imported = value.value { value.environmentVariable == nil ? .unknown : nil } else { nil }
        }
    }

    /// What a caller hands in the place of parameters.
    func filled(_ argument: (Resolved.Handed) -> Located) -> Located {
        mapped { if case .handed(let handed) = $0.value { argument(handed) } else { nil } }
    }

    /// Whether a caller fills part of it in.
    var isHanded: Bool {
        var found = false
        _ = mapped { value in
            if case .handed = value.value { found = true }
            return nil
        }
        return found
    }

    private var isHandedOrVariable: Bool { if case .handed = value { true } else { environmentVariable != nil } }

    private static func portable(_ value: Located) -> Located? {
        switch value.value {
        case .imported(let name): Located(.imported(name))
        case .handed: Located(value.value)
        case .call, .parameter, .classDeclaration, .function, .receiver, .unknown: .unknown
        case .text, .number, .flag, .null, .template, .list, .dictionary, .choice, .fallback, .element: nil
        }
    }

    /// The value with some of its parts replaced, and without places.
    private func mapped(depth: Int = 0, _ replacement: (Located) -> Located?) -> Located {
        guard depth < 12 else { return .unknown }
        if let other = replacement(self) { return other }
        func next(_ value: Located) -> Located { value.mapped(depth: depth + 1, replacement) }
        switch value {
        case .template(let parts): return Located(.template(parts.map(next)))
        case .list(let items): return Located(.list(items.map(next)))
        case .dictionary(let entries): return Located(.dictionary(entries.map { .init(key: $0.key, value: next($0.value)) }))
        case .choice(let members): return Located(.choice(members.map(next)))
        case .fallback(let inner, let unless):
            // Only a caller's word and the environment's are kept of what goes before it.
            if let unless, unless.isHandedOrVariable { return Located(.fallback(next(inner), unless: next(unless))) }
            return Located(.fallback(next(inner), unless: nil))
        case .element(let inner): return Located(.element(next(inner)))
        case .text, .number, .flag, .null, .call, .parameter, .handed, .imported, .classDeclaration, .function, .receiver, .unknown:
            return Located(value)
        }
    }

    /// A text by which equal values are told, whatever their places.
    public var signature: String {
        var text = ""
        sign(into: &text, depth: 0)
        return text
    }

    private func sign(into text: inout String, depth: Int) {
        guard depth < 12 else { return }
        func all(_ name: String, _ values: [Located]) {
            text += name + "("
            for value in values {
                value.sign(into: &text, depth: depth + 1)
                text += ","
            }
            text += ")"
        }
        switch value {
        case .text(let own): text += "'\(own)'"
        case .number(let number): text += "\(number)"
        case .flag(let flag): text += "\(flag)"
        case .null: text += "null"
        case .template(let parts): all("template", parts)
        case .list(let items): all("list", items)
        case .dictionary(let entries):
            text += entries.map { $0.key ?? "*" }.joined(separator: ",")
            all("dictionary", entries.map(\.value))
        case .choice(let members): all("choice", members)
        case .fallback(let inner, let unless): all("fallback", [inner] + (unless.map { [$0] } ?? []))
        case .element(let inner): all("element", [inner])
        case .imported(let name): text += "import \(name)"
        case .handed(let handed): text += "handed \(handed.name)"
        case .call, .parameter, .classDeclaration, .function, .receiver, .unknown: text += "?"
        }
    }
}

extension Resolver.Answer {
    func asked(elsewhere: [String]) -> Self {
        var answer = self
        answer.elsewhere = elsewhere
        return answer
    }

    /// Whether it says no more than whom to ask.
    public var isOnlyElsewhere: Bool {
        guard case .unknown = value.value else { return false }
        return !elsewhere.isEmpty && symbol == nil && qualifiedName == nil
    }

    /// A text by which equal answers are told.
    public var signature: String {
        let told = (madeWith ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.signature)" }.joined(separator: ",")
        let factory = factoryMadeWith.map { $0.keys.sorted().joined(separator: ",") } ?? ""
        return "\(factory);\(value.signature);\(qualifiedName ?? "");\(madeWith == nil ? "?" : told);\(home ?? "")#\(symbol ?? "");\(traits.sorted().joined(separator: ","))"
    }
}
