internal import Parsing

/// Objects that are records of fields: written out with them (`T{a: 1}`), and changed field by field.
extension Resolver {
    /// An object of a class of this file stays that; of others only the fields are known.
    func record(_ site: CallSite, _ call: CallID, steps: Int, frame: Frame) -> Located {
        if case .classDeclaration = resolve(site.callee, steps: steps + 1, frame: frame).value { return Located(.call(call), [site.span]) }
        let entries = site.arguments.prefix(Self.mostEntries).map { argument in
            Resolved.Entry(key: argument.name, value: resolve(argument.value, steps: steps + 1, frame: frame))
        }
        return Located(.dictionary(entries), [site.span])
    }

    /// What changes may be applied to: a list or dictionary, and an object whose fields are set, as a dictionary that begins with
    /// all that it was. nil when the value is as it was.
    func changeable(_ value: Located, _ changes: [Change]) -> Located? {
        switch value.value {
        case .list, .dictionary: return value
        default: break
        }
        let setsFields = changes.contains { change in
            guard case .item(let item) = change.kind, item.isField, case .text = unit.expressions[item.key].kind else { return false }
            return true
        }
        return setsFields ? Located(.dictionary([.init(key: nil, value: value)]), value.spans) : nil
    }

    /// `name.key = value` as a later entry.
    func fieldChange(_ item: ItemAssignment, of value: Located, steps: Int, frame: Frame) -> Resolved.Entry {
        guard case .text(let key) = unit.expressions[item.key].kind, case .dictionary(let entries) = value.value else {
            return .init(key: nil, value: .unknown)
        }
        let added = resolve(item.value, steps: steps + 1, frame: frame)
        guard item.isForAbsent || item.isConditional else { return .init(key: key, value: added) }
        let isNew = !entries.contains { $0.key == key || $0.key == nil }
        let before = isNew ? Located(.null) : recordField(key, entries, steps: steps, frame: frame)
        if item.isForAbsent { return .init(key: key, value: either([before, added])) }
        return .init(key: key, value: choice([before, added]))
    }

    /// A field of an object: the last value that it is given; of the objects that it begins with, theirs.
    func recordField(_ name: String, _ entries: [Resolved.Entry], steps: Int, frame: Frame) -> Located {
        guard steps < Self.furthest else { return .unknown }
        var mayDiffer = false
        for entry in entries.reversed() {
            if entry.key == nil {
                let inner = member(name, of: entry.value, steps: steps + 1, frame: frame)
                if case .unknown = inner.value { mayDiffer = true } else { return inner }
            } else if entry.key == name {
                return mayDiffer ? Located(.fallback(withoutFallback(entry.value), unless: nil), entry.value.spans) : entry.value
            }
        }
        return .unknown
    }

    /// What a function is given that hands it on.
    func handedOn(_ site: CallSite, steps: Int, frame: Frame) -> Located {
        let values = site.arguments.prefix(Self.mostEntries).map { resolve($0.value, steps: steps + 1, frame: frame) }
        return values.count == 1 ? values[0] : Located(.list(values), [site.span])
    }
}
