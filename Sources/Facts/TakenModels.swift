internal import Catalog
internal import CodeModel

/// Models that are loaded first, and then handed to what runs them: `pipeline("text-generation", model=model, device=0)`.
extension CodeExtraction {
    /// How many methods of a model stand between its load and who takes it.
    private static let mostMoves = 4

    /// Where whoever takes a loaded model moves it; nil where nobody does, or where it is not known.
    func deviceOfTaker(of load: CallID) -> Value? {
        for call in unit.calls.indices where call != load {
            guard let taker = taker(call), loaded(takenBy: taker) == load, let device = argument("moves-to", taker).located else { continue }
            return deviceValue(device)
        }
        return nil
    }

    /// A call that may take a model that is loaded already.
    private func taker(_ call: CallID) -> MatchedCall? {
        let site = unit.calls[call]
        guard let last = lastName(site.callee) else { return nil }
        let candidates = knowledge.sdks.calls(language.ecosystem, lastName: last).filter { $0.isFunction && $0.arguments["moves-to"] != nil }
        guard !candidates.isEmpty else { return nil }
        let names = resolver.qualifiedNames(site.callee).map(canonical)
        return candidates.first { names.contains(where: $0.isFunction) }.map { MatchedCall(call: call, shape: $0, site: site) }
    }

    /// The load whose model a call takes, where it takes one and loads none itself.
    func loaded(takenBy matched: MatchedCall) -> CallID? {
        guard matched.shape.arguments["moves-to"] != nil, case .given(_, let expression?) = argument("model", matched) else { return nil }
        var current = expression
        for _ in 0..<Self.mostMoves {
            guard let maker = maker(of: resolver.resolve(current)) else { return nil }
            if isLoad(maker) { return maker }
            guard case .member(let object, let method) = unit[unit.calls[maker].callee].kind, Resolver.movingMethods.contains(method) else { return nil }
            current = object
        }
        return nil
    }

    private func isLoad(_ call: CallID) -> Bool {
        guard let last = lastName(unit.calls[call].callee) else { return false }
        let loads = knowledge.sdks.calls(language.ecosystem, lastName: last).filter { $0.isFunction && $0.fact == FactKind.modelLoad.rawValue }
        guard !loads.isEmpty else { return false }
        return resolver.qualifiedNames(unit.calls[call].callee).map(canonical).contains { name in loads.contains { $0.isFunction(name) } }
    }
}
