internal import Catalog
internal import CodeModel
internal import Parsing

/// Loaders of the batches of a training on an accelerator that is written out in the same file: who reads the samples, and into which memory.
extension CodeExtraction {
    mutating func addDataLoaders() {
        for loader in knowledge.hotPaths.loaders where imports(loader.package) && !loader.elsewhere.contains(where: imports) {
            let sites = unit.calls.filter { site in
                (calledWord(site.callee).map(loader.lastNames.contains) ?? false)
                    && resolver.qualifiedNames(site.callee).contains(where: loader.names.contains)
            }
            // In a notebook, and on other systems, processes of their own are another matter.
            guard !sites.isEmpty, !path.hasSuffix(".ipynb"), mentions(loader.accelerators), !mentions(loader.platforms) else { continue }
            let loops = trainings(loader)
            guard !loops.isEmpty else { continue }
            for site in sites { addDataLoader(site, loader, loops) }
        }
    }

    private mutating func addDataLoader(_ site: CallSite, _ loader: HotPathKnowledge.Loader, _ loops: [(names: Set<String>, loop: LoopID)]) {
        guard let name = keptName(site), let loop = loops.first(where: { $0.names.contains(name) })?.loop,
            case .given(_, let dataset?) = argument(loader.dataset, of: site), readsFiles(dataset, loader, depth: 0)
        else { return }
        var fact = makeFact(
            .dataLoader, at: site.span, scope: site.scope,
            fields: ["library": .text(loader.package), "dataset": .text(unit.text(dataset).prefixed(60))])
        switch argument(loader.workers, of: site) {
        case .absent: fact.fields["workers"] = .text("none")
        case .given(let value, _): if let number = value.number { fact.fields["workers"] = .text(number == 0 ? "none" : "some") }
        case .unknown: return
        }
        switch argument(loader.pinned, of: site) {
        case .absent: fact.fields["pinned"] = .flag(false)
        case .given(let value, _): if let flag = value.flag { fact.fields["pinned"] = .flag(flag) }
        case .unknown: return
        }
        noteRounds(loop, in: &fact)
        result.facts.append(fact)
    }

    /// The name or field that holds the loader.
    private func keptName(_ site: CallSite) -> String? {
        switch unit[site.expression].role {
        case .assigned(let names): names.count == 1 ? names[0] : nil
        case .assignedField(let name): name
        default: nil
        }
    }

    /// Loops that learn from batches which they move to the accelerator, with the names of what they go over.
    private mutating func trainings(_ loader: HotPathKnowledge.Loader) -> [(names: Set<String>, loop: LoopID)] {
        let order = textOrder()
        return unit.loops.indices.compactMap { loop in
            let declaration = unit.loops[loop]
            guard declaration.kind == .each, let iterable = declaration.iterable else { return nil }
            let calls = order.calls(in: declaration.bodySpan)
            guard calls.contains(where: { calledWord(unit.calls[$0].callee) == loader.training }),
                calls.contains(where: { isMove(unit.calls[$0], loader.moving) })
            else { return nil }
            var names: Set<String> = []
            for id in order.expressions(in: unit[iterable].span) {
                switch unit[id].kind {
                case .name(let name), .member(_, let name): names.insert(name)
                default: break
                }
            }
            return (names, loop)
        }
    }

    /// `x.cuda()`, `x.to(device)`, not `x.to(torch.float16)`.
    func isMove(_ site: CallSite, _ moving: Set<String>) -> Bool {
        guard case .member(_, let word) = unit[site.callee].kind, moving.contains(word) else { return false }
        guard let target = site.positional.first ?? site.keyword("device") else { return word == "cuda" }
        let text = unit.text(target).lowercased()
        return text.contains("device") || text.contains("cuda") || text.contains("gpu")
    }

    // MARK: The dataset

    /// Whether each sample is read from a file of its own: a dataset that is known to, a part of one, or a class of this file that does.
    private mutating func readsFiles(_ dataset: ExpressionID, _ loader: HotPathKnowledge.Loader, depth: Int) -> Bool {
        guard depth < 4 else { return false }
        if resolver.qualifiedNames(dataset).contains(where: { $0.hasSuffix("()") && loader.datasets.contains(String($0.dropLast(2))) }) { return true }
        var value = resolver.resolve(dataset).value
        if case .element(let whole) = value { value = whole.value }
        guard case .call(let call) = value else { return false }
        let site = unit.calls[call]
        if resolver.qualifiedNames(site.callee).contains(where: loader.parts.contains), let whole = site.positional.first {
            return readsFiles(whole, loader, depth: depth + 1)
        }
        guard case .classDeclaration(let declaration) = resolver.resolve(site.callee).value else { return false }
        return readsFiles(declaration, loader)
    }

    private mutating func readsFiles(_ id: ClassID, _ loader: HotPathKnowledge.Loader) -> Bool {
        let declaration = unit.classes[id]
        guard !declaration.bases.contains(where: { base in loader.streams.contains(where: unit.text(base).hasSuffix) }),
            let sample = declaration.methods.first(where: { unit.functions[$0].name == loader.sample })
        else { return false }
        let order = textOrder()
        // What lies on the accelerator already has no way to go.
        guard !order.calls(in: declaration.span).contains(where: { isMove(unit.calls[$0], loader.moving) }) else { return false }
        let called = Set(order.calls(in: unit.functions[sample].span).compactMap { calledWord(unit.calls[$0].callee) })
        let methods = [sample] + declaration.methods.filter { $0 != sample && called.contains(unit.functions[$0].name) }
        return methods.contains { method in
            let body = unit.functions[method].span
            // In a branch it may be what a memory does not have yet.
            return order.calls(in: body).contains { call in
                resolver.qualifiedNames(unit.calls[call].callee).contains(where: loader.reading.contains) && !isInBranch(unit.calls[call].span, within: body)
            }
        }
    }
}
