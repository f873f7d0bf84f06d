internal import Catalog
internal import CodeModel
internal import Parsing

/// Wholes that are copied to grow by a part.
extension CodeExtraction {
    // MARK: frame = concat([frame, part])

    mutating func addGrowingCopies(_ libraries: [DataFrameKnowledge.Library]) {
        for call in unit.calls.indices where !unit.calls[call].loops.isEmpty {
            let site = unit.calls[call]
            guard let word = calledWord(site.callee), let target = assignedName(of: site.expression) else { continue }
            let copies = knowledge.frames.copies.filter { $0.lastName == word }
            let names = copies.isEmpty ? [] : resolver.qualifiedNames(site.callee)
            if let copy = copies.first(where: { names.contains($0.function) }) {
                if isFirstPart(target, copy, site) { addGrowingCopy(site, target, library: copy.package) }
            } else if let library = libraries.first(where: { $0.copyingMethods.contains(word) }) {
                // A list's own `append` gives nothing back.
                guard case .member(let object, _) = unit[site.callee].kind, unit.text(object) == target else { continue }
                addGrowingCopy(site, target, library: library.name, goneSince: library.copyingGoneSince)
            }
        }
    }

    private mutating func addGrowingCopy(_ site: CallSite, _ target: String, library: String, goneSince: String = "") {
        guard let loop = growingLoop(of: site, target, textOrder()) else { return }
        let declaration = unit.loops[loop]
        let access = unit.text(site.callee) + (goneSince.isEmpty ? "" : ", which \(goneSince) no longer has")
        var fact = makeFact(
            .dataFrameLoop, at: site.span, scope: site.scope,
            fields: ["library": .text(library), "pattern": .text("copy-to-grow"), "frame": .text(target), "access": .text(access)])
        fact.related.append(RelatedPlace(Place(path: path, span: header(of: declaration), in: unit.source), "the loop is here"))
        result.facts.append(fact)
    }

    /// The name or field that the value is bound to, and no other.
    private func assignedName(of value: ExpressionID) -> String? {
        switch unit[value].role {
        case .assigned(let names): names.count == 1 ? names[0] : nil
        default: nil
        }
    }

    /// `concat([target, …])`, `append(target, …)`.
    private func isFirstPart(_ target: String, _ copy: DataFrameKnowledge.Copy, _ site: CallSite) -> Bool {
        guard case .given(_, let parts?) = argument(copy.positions, of: site) else { return false }
        if copy.isPlain { return isName(parts, target) }
        guard case .list(let items) = unit[parts].kind, items.count > 1 else { return false }
        // What takes frames alone ends at the first record.
        guard copy.package != "pandas" || !items.contains(where: { if case .dictionary = unit[$0].kind { true } else { false } }) else { return false }
        return items.first.map { isName($0, target) } ?? false || items.last.map { isName($0, target) } ?? false
    }

    func isName(_ id: ExpressionID, _ name: String) -> Bool {
        if case .name(name) = unit[id].kind { true } else { false }
    }

    /// The innermost loop of more than a few rounds in which the whole is carried from round to round and nothing but grows; nil where
    /// a round needs all of it.
    private func growingLoop(of site: CallSite, _ target: String, _ order: TextOrder) -> LoopID? {
        guard let loop = site.loops.last(where: { !hasFewRounds($0) }), unit.loops[loop].kind != .comprehension, !runsForever(loop),
            hasManyRounds(site, target, order), !hasFewOrDearRounds(loop, besides: site, order), !searchesWhole(loop, order), !isSideBySide(site),
            !isOfLayer(site), !isForOneKey(site, in: loop, order), !isFlush(site, in: loop, order), !isConstant(site, besides: target),
            !repeatsItself(site, target, in: loop)
        else { return nil }
        let body = unit.loops[loop].bodySpan
        let own = unit.function(around: site.scope).map { unit.functions[$0].scope } ?? 0
        // Made anew in each round, it is another one.
        let inside = (unit.scopes[own].bindings[target] ?? []).filter { body.contains($0.offset - 1) }
        guard !inside.isEmpty, inside.allSatisfy({ isGrowth($0, of: target) }) else { return nil }
        let uses = resolver.uses(of: target, in: body).filter { !site.span.contains(unit[$0].span) }
        return uses.allSatisfy(isHarmless) ? loop : nil
    }

    /// Whether some loop that the whole is carried through goes over data.
    private func hasManyRounds(_ site: CallSite, _ target: String, _ order: TextOrder) -> Bool {
        let own = unit.function(around: site.scope).map { unit.functions[$0].scope } ?? 0
        let made = unit.scopes[own].bindings[target] ?? []
        return site.loops.contains { loop in
            let declaration = unit.loops[loop]
            // Made anew within the loop, it is not carried through it.
            guard !made.contains(where: { $0.loop == loop && !isGrowth($0, of: target) }) else { return false }
            return declaration.iterable.map { goesOverData($0, order, depth: 0) } ?? false
        }
    }

    /// Columns that are put beside each other: a table has few of them.
    private func isSideBySide(_ site: CallSite) -> Bool {
        guard let axis = site.keyword("axis"), resolver.qualifiedNames(site.callee).contains(where: { $0.hasPrefix("pandas.") }) else { return false }
        return isOfColumns(axis)
    }

    /// In the pass of a layer, beside the layers that it calls.
    private func isOfLayer(_ site: CallSite) -> Bool {
        unit.function(around: site.scope).map { knowledge.frames.rounds.layers.contains(unit.functions[$0].name) } ?? false
    }

    /// Another copy to grow, the whole tidied by a method of its own, or the first part as it is where there is none yet:
    /// `if whole is None: whole = part`. What another function makes of it is something else: `h = layer(h)`.
    private func isGrowth(_ binding: Binding, of target: String) -> Bool {
        guard case .expression(let value) = binding.source else { return false }
        guard case .call(let call) = unit[value].kind else { return binding.isConditional }
        let site = unit.calls[call]
        guard site.arguments.contains(where: { resolver.mentions($0.value, [target]) }) else { return binding.isConditional || resolver.mentions(site.callee, [target]) }
        guard let word = calledWord(site.callee) else { return false }
        return resolver.mentions(site.callee, [target]) || knowledge.frames.copies.contains { $0.lastName == word }
    }

    /// `for key, lines in tables.items(): if key == "new": …`: the keys of a dictionary differ, so it happens once.
    private func isForOneKey(_ site: CallSite, in loop: LoopID, _ order: TextOrder) -> Bool {
        let declaration = unit.loops[loop]
        guard let key = declaration.targets.first, let iterable = declaration.iterable, case .call(let call) = unit[iterable].kind,
            ["items", "keys"].contains(calledWord(unit.calls[call].callee) ?? "")
        else { return false }
        return isBehind(site, in: declaration, order) { condition in
            guard case .comparison(let operators, let operands) = unit[condition].kind, operators == ["=="] else { return false }
            return operands.contains { isName($0, key) } && operands.contains { if case .text = unit[$0].kind { true } else { false } }
        }
    }

    /// `if count % 1_000_000 == 0: whole = concat([whole, part])`: parts are put together once for many rounds.
    private func isFlush(_ site: CallSite, in loop: LoopID, _ order: TextOrder) -> Bool {
        isBehind(site, in: unit.loops[loop], order) { unit.source.text(unit[$0].span).contains("%") }
    }

    /// In a branch of a round that is taken where such a condition holds.
    private func isBehind(_ site: CallSite, in loop: Loop, _ order: TextOrder, where isSuch: (ExpressionID) -> Bool) -> Bool {
        decidingTests(of: site, within: loop.bodySpan, among: order.expressions(in: loop.bodySpan)).contains { !$0.isOtherwise && isSuch($0.condition) }
    }

    /// `whole = append(whole, "int")`: the same each time, which needs no list.
    private func isConstant(_ site: CallSite, besides target: String) -> Bool {
        let parts = site.arguments.filter { $0.name == nil && !isName($0.value, target) }
        return !parts.isEmpty && parts.allSatisfy { part in
            switch unit[part.value].kind {
            case .text, .number, .flag, .null: true
            default: false
            }
        }
    }

    /// The part is read from the whole, or is one object that each round changes in place: a list would hold the last state many times.
    private func repeatsItself(_ site: CallSite, _ target: String, in loop: LoopID) -> Bool {
        let body = unit.loops[loop].bodySpan
        let used = site.arguments.flatMap { resolver.namesUsed(in: [unit[$0.value].span]) }
        let own = resolver.uses(of: target, in: site.span).count
        if own > 1 { return true }
        return Set(used).subtracting([target]).contains { name in
            let isChanged = unit.itemAssignments.contains { $0.name == name && body.contains($0.offset - 1) }
            guard isChanged else { return false }
            let bound = resolver.bindings(of: name, from: site.scope, at: site.span.start)
            return !bound.isEmpty && bound.allSatisfy { !body.contains($0.offset - 1) }
        }
    }

    /// Part of another copy of it, or asked whether there is anything yet: `if whole is None`, `len(whole) > 0`, `whole.empty`.
    private func isHarmless(_ use: ExpressionID) -> Bool {
        var current = use
        for _ in 0..<6 {
            if unit[current].role == .condition { return true }
            let parent = unit[current].parent
            guard parent >= 0 else { return false }
            switch unit[parent].kind {
            case .member(_, let name): if !["empty", "size", "shape", "columns"].contains(name) { return isTidied(use, by: parent) }
            case .call(let call):
                let word = calledWord(unit.calls[call].callee) ?? ""
                if case .assigned(let names) = unit[parent].role, case .name(let name) = unit[use].kind { return names == [name] }
                guard ["len", "isinstance", "any"].contains(word) else { return false }
            case .comparison(_, let operands):
                // How much there is, or what is in it, is something that each round has to know.
                guard operands.allSatisfy({ unit[$0].span.contains(unit[use].span) || isNothing($0) }) else { return false }
            case .negation, .either, .both, .index, .list: break
            default: return false
            }
            current = parent
        }
        return false
    }

    private func isNothing(_ id: ExpressionID) -> Bool {
        switch unit[id].kind {
        case .null, .flag: true
        case .number(let number): number <= 1
        default: false
        }
    }

    /// `whole = whole.drop_duplicates()`: it still grows.
    private func isTidied(_ use: ExpressionID, by method: ExpressionID) -> Bool {
        let call = unit[method].parent
        guard call >= 0, case .call = unit[call].kind, case .name(let name) = unit[use].kind,
            case .assigned(let names) = unit[call].role
        else { return false }
        return names == [name]
    }

    /// Rounds of a server or of somebody's session: each waits for what comes.
    private func runsForever(_ loop: LoopID) -> Bool {
        guard let condition = unit.loops[loop].condition, case .flag(true) = unit[condition].kind else { return false }
        return true
    }
}
