internal import Parsing

/// Members of modules, objects and classes, and items of lists and dictionaries.
extension Resolver {
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
        case .dictionary(let entries): return recordField(name, entries, steps: steps, frame: frame)
        case .parameter(let function, let position):
            let parameters = unit.functions[function].parameters
            let entry = unit.functions[function].entry(name, of: position)
            if let entry, let told = frame[function]?[entry] { return told }
            let given = entry.map { Located(.parameter(function, $0), object.spans) }
            // What it is when nobody says otherwise.
            guard entry.map({ parameters[$0].defaultValue == nil }) ?? true, let own = parameters[position].defaultValue else {
                return given ?? fieldOfType(name, parameters[position].annotation, steps: steps, frame: frame)
            }
            let value = member(name, of: resolve(own, steps: steps + 1, frame: frame), steps: steps + 1, frame: frame)
            if case .unknown = value.value { return given ?? .unknown }
            return Located(.fallback(withoutFallback(value), unless: given), value.spans)
        // A member of an enumeration stands for its value.
        case .text, .number: return ["value", "modelName"].contains(name) ? object : .unknown
        default: return .unknown
        }
    }

    /// A field that the class of a parameter sets, unless whoever made the object says otherwise: `config: Config`, `config.model`.
    private func fieldOfType(_ name: String, _ annotation: ExpressionID?, steps: Int, frame: Frame) -> Located {
        guard let annotation else { return .unknown }
        let value =
            switch resolve(annotated(annotation), steps: steps + 1, frame: frame).value {
            case .classDeclaration(let type): field(name, of: type, steps: steps + 1, frame: frame)
            case .imported(let type): answer("\(type)().\(name)") ?? .unknown
            default: Located.unknown
            }
        let isValue = value.hasKnownText || withoutFallback(value).number != nil || withoutFallback(value).flag != nil
        return isValue ? Located(.fallback(withoutFallback(value), unless: nil), value.spans) : .unknown
    }

    /// A field of an object that is made in this file: what the maker was told, else what the class says.
    func memberOfInstance(_ name: String, _ call: CallID, steps: Int, frame: Frame) -> Located {
        let site = unit.calls[call]
        if let option = option(name, parsedBy: site, steps: steps, frame: frame) { return option }
        let callee = resolve(site.callee, steps: steps + 1, frame: frame)
        if case .imported(let module) = callee.value {
            return answer("\(module)().\(name)").map { filled($0, by: site, steps: steps, frame: frame) } ?? .unknown
        }
        guard case .classDeclaration(let declaration) = callee.value else { return .unknown }
        let type = unit.classes[declaration]
        let makers = type.methods.filter { ["__init__", "constructor"].contains(unit.functions[$0].name) || unit.functions[$0].isConstructor }
        let maker = makers.first.flatMap { overload(of: $0, for: site) }
        if maker == nil, !makers.isEmpty { return .unknown }
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
                !item.isConditional
                    && item.function.map { unit.functions[$0].isConstructor || Self.makers.contains(unit.functions[$0].name) } ?? false
            }
            if !isSure, let value = type.fields.last(where: { $0.name == name && $0.value != nil })?.value {
                values.append(Located(.fallback(fieldDefault(resolve(value, steps: steps + 1, frame: frame), steps: steps, frame: frame), unless: nil)))
            }
            return changedElsewhere(choice(values), name)
        }
        if let method = type.methods.last(where: { unit.functions[$0].name == name }) {
            let function = unit.functions[method]
            let isProperty = function.isAccessor || function.decorators.contains { unit.text($0).hasSuffix("property") }
            guard isProperty else { return Located(.function(method), [function.nameSpan]) }
            return choice(function.returned.map { resolve($0, steps: steps + 1, frame: frame) })
        }
        if let own = type.fields.last(where: { $0.name == name && $0.value != nil }), let value = own.value {
            let resolved = fieldDefault(resolve(value, steps: steps + 1, frame: frame), steps: steps, frame: frame)
            if own.isConstant || isEnumeration(declaration) { return resolved }
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
    public static let makers: Set<String> = ["__init__", "__new__", "__post_init__", "setUp", "constructor"]

    func changedElsewhere(_ value: Located, _ field: String) -> Located { grownFields.contains(field) ? withUnknown(value) : value }

    /// `Field(default="x")`, `field(default="x")`, `Field("x", …)`.
    func fieldDefault(_ value: Located, steps: Int, frame: Frame) -> Located {
        guard case .call(let call) = value.value else { return value }
        let site = unit.calls[call]
        guard let name = unit.text(site.callee).split(separator: ".").last, name.lowercased() == "field" else { return value }
        guard let argument = site.keyword("default") ?? site.positional.first, unit.text(argument) != "..." else { return .unknown }
        return resolve(argument, steps: steps + 1, frame: frame)
    }

    public func isEnumeration(_ declaration: ClassID) -> Bool {
        unit.classes[declaration].isEnumeration || unit.classes[declaration].bases.contains { base in
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
