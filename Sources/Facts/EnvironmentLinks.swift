internal import Catalog
internal import Discovery

/// Which model a program gets by a variable of its environment: what the manifests of the repository set it to.
struct EnvironmentLinks {
    private let variables: [String: [Fact]]

    init(_ facts: [Fact]) {
        // What a server of models is told is another matter, and what somebody has yet to fill in says nothing.
        let usable = facts.filter { $0.kind == .environmentVariable && $0["server"].flag != true && $0["environment"].text != "template" }
        variables = Dictionary(grouping: usable) { $0["name"].text ?? "" }
    }

    var isEmpty: Bool { variables.isEmpty }

    struct Answer {
        var model: Value
        var places: [RelatedPlace]
    }

    /// What is set for the program that a call stands in; nil when that is not known.
    func answer(for call: Fact) -> Answer? {
        guard let name = call["model.variable"].text, let all = variables[name] else { return nil }
        var found = all.filter { $0.pathClass == .application || $0.pathClass == call.pathClass }
        // Where images are built from folders, only those around the call are its own.
        let own = found.filter { isBuilt($0, from: call.place.path) }
        if !own.isEmpty { found = own } else { found.removeAll { $0["build-context"].isKnown } }
        let real = found.filter { $0["environment"].text != "development" }
        if !real.isEmpty { found = real }
        var scalars: [Scalar] = []
        var places: [RelatedPlace] = []
        let origin = found.map(\.place)
        var isFallback = false
        for variable in found {
            guard variable["value"].isKnown else { return nil }
            isFallback = isFallback || variable["value"].isFallback
            for scalar in variable["value"].candidates where !scalars.contains(scalar) {
                scalars.append(scalar)
                places.append(RelatedPlace(variable.place, "`\(name)` is set here"))
            }
        }
        guard let first = scalars.first, scalars.allSatisfy({ if case .text(let text) = $0 { !text.isEmpty } else { false } }) else { return nil }
        let model = scalars.count == 1 ? Value(isFallback ? .fallback(first) : .known(first), origin: origin) : Value(.oneOf(scalars), origin: origin)
        return Answer(model: model, places: Array(places.prefix(4)))
    }

    private func isBuilt(_ variable: Fact, from path: String) -> Bool {
        guard let folder = variable["build-context"].text else { return false }
        return folder == "." || path.hasPrefix("\(folder)/")
    }
}

extension LinkedCode {
    /// Gives calls the model that manifests name in a variable of their environment.
    mutating func joinEnvironment() {
        let links = EnvironmentLinks(facts)
        guard !links.isEmpty else { return }
        for index in facts.indices where facts[index]["model.variable"].isKnown {
            guard let answer = links.answer(for: facts[index]) else { continue }
            facts[index].fields["model"] = answer.model
            facts[index].fields["model.unresolved"] = nil
            facts[index].related += answer.places
        }
    }
}
