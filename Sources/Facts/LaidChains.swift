internal import Catalog
internal import CodeModel

/// Chains that are laid here and run in another file: `chain = PROMPT | ChatOpenAI(model="gpt-4o") | parser`, or the same given by a
/// function. The call is said to be where the chain names its model, since that is where another one can be named.
extension CodeExtraction {
    /// Notes that a chain is run in this file.
    mutating func noteRun(_ matched: MatchedCall) {
        runMakers.formUnion(matched.client.makers.map(\.call))
        guard !pipes.isEmpty, let receiver = receiver(of: matched.site, through: matched.shape.name), let pipe = pipe(resolver.resolve(receiver)) else { return }
        runPipes.insert(pipe)
    }

    mutating func addLaidChains() {
        guard !pipes.isEmpty, let shape = knowledge.sdks.chainCall(language.ecosystem) else { return }
        let inner = Set(pipes.values.compactMap { pipe in if case .binary(_, let left, _) = unit[pipe].kind { left } else { nil } })
        for pipe in pipes.values.sorted() where !inner.contains(pipe) && !runPipes.contains(pipe) {
            let chain = chain(madeAs: pipe)
            // A model that is run in another chain of this file may be run in this one as well.
            guard chain.isClient, isWhole(chain), let maker = chain.makers.last, !runMakers.contains(maker.call) else { continue }
            var site = unit.calls[maker.call]
            site.arguments = []
            laidNames[maker.call] = name(ofLaid: pipe)
            addFact(MatchedCall(call: maker.call, shape: shape, client: chain, site: site))
        }
    }

    /// The variable that a chain is given to.
    private func name(ofLaid pipe: ExpressionID) -> String? {
        for scope in unit.scopes {
            for (name, bindings) in scope.bindings.sorted(by: { $0.key < $1.key }) where bindings.contains(where: { if case .expression(pipe) = $0.source { true } else { false } }) {
                return name
            }
        }
        return nil
    }
}
