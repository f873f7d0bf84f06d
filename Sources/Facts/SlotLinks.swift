internal import Catalog
internal import Discovery

/// Which slots a project has, and what they hold: a call that takes the strong one is wasteful only where there is a small one.
extension LinkedCode {
    private struct Declared {
        var name: String
        var models: Set<String> = []
        var place: RelatedPlace?
    }

    mutating func joinSlots() {
        setDefaultSlots()
        let calls = facts.indices.filter { facts[$0].kind == .llmCall && facts[$0]["slot.name"].isKnown }
        guard !calls.isEmpty else { return }
        let declared = declaredSlots()
        for index in calls {
            guard facts[index]["slot"].text != ModelSlots.Role.small.rawValue, let family = facts[index]["slot.family"].text else { continue }
            if facts[index]["slot.other"].isKnown { continue }
            guard let small = declared.small[family] else {
                if facts[index]["slot"].text == nil { forget(index) }
                continue
            }
            let own = facts[index]["model"].texts.map(Set.init) ?? declared.strong[key(family, facts[index]["slot.name"].text ?? "")]?.models ?? []
            guard differ(own, small.models) else {
                forget(index)
                continue
            }
            facts[index].fields["slot"] = .text(ModelSlots.Role.strong.rawValue)
            facts[index].fields["slot.other"] = .text(small.name)
            if small.models.count == 1, let model = small.models.first { facts[index].fields["slot.model"] = .text(model) }
            if let place = small.place { facts[index].related.append(place) }
        }
    }

    /// A function that chooses the model by a parameter, called without it where others ask for the small one.
    private mutating func setDefaultSlots() {
        var small: [String: (name: String, place: RelatedPlace)] = [:]
        var defaults: [String: Set<String>] = [:]
        for fact in facts {
            if fact.kind == .llmCall, fact["slot"].text == ModelSlots.Role.small.rawValue, let family = fact["slot.family"].text,
                family.hasPrefix("size ") || family.hasPrefix("flag "), let callee = callee(of: fact), let name = fact["slot.name"].text
            {
                small[callee] = (name, RelatedPlace(fact.place, "the small model is used here"))
            } else if fact.kind == .modelSlot, let family = fact["family"].text, family.hasPrefix("default of "), let role = fact["role"].text {
                defaults[String(family.dropFirst("default of ".count)), default: []].insert(role)
            }
        }
        guard !small.isEmpty else { return }
        for index in facts.indices where facts[index].kind == .llmCall && !facts[index]["slot.name"].isKnown {
            guard let callee = callee(of: facts[index]), let other = small[callee], defaults[callee] == [ModelSlots.Role.strong.rawValue]
            else { continue }
            facts[index].fields["slot"] = .text(ModelSlots.Role.strong.rawValue)
            facts[index].fields["slot.name"] = .text("the default of \(callee)")
            facts[index].fields["slot.other"] = .text(other.name)
            facts[index].related.append(other.place)
        }
    }

    /// The project's own function that a call calls.
    private func callee(of fact: Fact) -> String? {
        guard let wrapper = fact["wrapper"].text else { return fact["sdk"].isKnown ? nil : fact["call"].text }
        return wrapper.split(separator: ".").last.map(String.init)
    }

    private mutating func forget(_ index: Int) { for field in ["slot", "slot.name", "slot.family"] { facts[index].fields[field] = nil } }

    private func key(_ family: String, _ name: String) -> String { "\(family)\u{0}\(slots.slot(name)?.word ?? "")" }

    /// What is known of the two must speak for it: not one model, nor a small one, in both.
    private mutating func differ(_ strong: Set<String>, _ small: Set<String>) -> Bool {
        if !strong.isEmpty, !strong.isDisjoint(with: small) { return false }
        if !strong.isEmpty, strong.contains(where: { names.isSmall($0) }) { return false }
        for one in strong {
            // The vendor's own word for it counts before sizes that are estimates.
            for other in small where !names.isSmall(other) {
                guard let large = size(one), let little = size(other) else { continue }
                if !little.isClearlySmaller(than: large) { return false }
            }
        }
        return true
    }

    private func declaredSlots() -> (small: [String: Declared], strong: [String: Declared]) {
        var small: [String: Declared] = [:]
        var strong: [String: Declared] = [:]
        func add(_ fact: Fact, _ name: String, _ key: String, _ message: String, to table: inout [String: Declared]) {
            var own = table[key] ?? Declared(name: name, place: RelatedPlace(fact.place, message))
            if let models = fact["model"].texts { own.models.formUnion(models) }
            table[key] = own
        }
        for fact in facts where fact.pathClass == .application || fact.pathClass == .example || fact.kind == .llmCall {
            switch fact.kind {
            case .modelSlot:
                guard let name = fact["name"].text, let family = fact["family"].text, !family.hasPrefix("default of ") else { continue }
                if fact["role"].text == ModelSlots.Role.small.rawValue {
                    add(fact, name, family, "the small model has a place of its own here", to: &small)
                } else {
                    add(fact, name, "\(family)\u{0}\(fact["word"].text ?? "")", "", to: &strong)
                }
            case .llmCall where fact["slot"].text == ModelSlots.Role.small.rawValue:
                guard let name = fact["slot.name"].text, let family = fact["slot.family"].text else { continue }
                add(fact, name, family, "the small model is used here", to: &small)
            default: continue
            }
        }
        return (small, strong)
    }
}
