internal import Catalog
internal import CodeModel
internal import Parsing

/// How many rounds a loop over data has, and what one of them costs beside the copy of a table, as far as names and calls tell.
extension CodeExtraction {
    /// How deep functions of the file are looked into.
    private static let deepestHelper = 2

    /// A few rounds, or such as take far longer than any copy of what they make: they wait for somebody else, start programs, run
    /// networks, or go over single cells themselves.
    ///
    /// - Parameter site: the call that copies.
    func hasFewOrDearRounds(_ loop: LoopID, besides site: CallSite, _ order: TextOrder) -> Bool {
        let declaration = unit.loops[loop]
        let words = knowledge.frames.rounds
        let targets = declaration.targets.map(NameWords.split)
        if targets.contains(where: { !words.pages.isDisjoint(with: $0) || !words.wholes.isDisjoint(with: $0) }) { return true }
        // One round for each kind; a kind that comes along with each element says nothing.
        if let first = targets.first, !words.few.isDisjoint(with: first) { return true }
        if let iterable = declaration.iterable, isByHand(iterable, words, depth: 0) { return true }
        if isDrawn(declaration, words) { return true }
        if walksCells(in: loop, besides: site, order) { return true }
        return hasDearCalls(in: loop, isOverData: declaration.iterable.map { walksData($0, order) } ?? false, order)
    }

    /// - Parameter isOverData: whether the loop surely goes over data, so that a word in the name of a call is not enough.
    func hasDearCalls(in loop: LoopID, isOverData: Bool, _ order: TextOrder) -> Bool {
        order.calls(in: unit.loops[loop].bodySpan).contains { isDear($0, knowledge.frames.rounds, isOverData: isOverData, order, depth: 0) }
    }

    private func isDear(_ id: CallID, _ words: DataFrameKnowledge.Rounds, isOverData: Bool, _ order: TextOrder, depth: Int) -> Bool {
        let call = unit.calls[id]
        if asksOutside(call, words) { return true }
        guard let word = calledWord(call.callee) else { return false }
        if knowledge.loops.isSleep(word) || words.dear.contains(word) { return true }
        // Python, once for each window.
        if knowledge.frames.libraries.contains(where: { $0.rowFunctions.contains(word) }), case .member(let windows, _) = unit[call.callee].kind,
            case .call(let maker) = unit[windows].kind, calledWord(unit.calls[maker].callee).map(words.windows.contains) ?? false
        { return true }
        if resolver.qualifiedNames(call.callee).contains(where: { name in words.dearModules.contains { name.hasPrefix("\($0).") } }) { return true }
        let parts = NameWords.split(word)
        if parts.count > 1, words.fetching.contains(parts[0]) || words.drawing.contains(parts[0]) { return true }
        if !isOverData, !words.dear.isDisjoint(with: parts) { return true }
        guard depth < Self.deepestHelper, let function = resolver.calledFunction(id) else { return false }
        return order.calls(in: unit.functions[function].span).contains { $0 != id && isDear($0, words, isOverData: true, order, depth: depth + 1) }
    }

    /// `requests.get(…)`, `self.client.bars(…)`, `subprocess.run(…)`, `model(batch)`, `fetch(base_url)`.
    private func asksOutside(_ call: CallSite, _ words: DataFrameKnowledge.Rounds) -> Bool {
        if let last = lastWord(of: call.callee), words.networks.contains(last) { return true }
        if case .member(let object, _) = unit[call.callee].kind {
            if let owner = lastWord(of: object), words.outside.contains(owner) || words.networks.contains(owner) { return true }
            if case .name(let name) = unit[object].kind, words.dear.contains(name) { return true }
        }
        if resolver.qualifiedNames(call.callee).contains(where: knowledge.work.asksOverHTTP) { return true }
        return call.arguments.contains { argument in
            let isNamed = argument.name.map { isAddress($0, words) } ?? false
            switch unit[argument.value].kind {
            case .name(let name), .member(_, let name): return isNamed || isAddress(name, words)
            default: return isNamed
            }
        }
    }

    private func isAddress(_ name: String, _ words: DataFrameKnowledge.Rounds) -> Bool { !words.addresses.isDisjoint(with: NameWords.split(name)) }

    /// The last word of the last name: `client` of `self.trading_client`.
    private func lastWord(of id: ExpressionID) -> String? { calledWord(id).flatMap { NameWords.split($0).last } }

    /// A loop inside goes over a table cell by cell, which takes a thousand times what copying the cell does; unless it is one that copies.
    private func walksCells(in loop: LoopID, besides site: CallSite, _ order: TextOrder) -> Bool {
        let body = unit.loops[loop].bodySpan
        let libraries = knowledge.frames.libraries
        let accessors = Set(libraries.flatMap(\.rowAccessors))
        let copying = Set(libraries.flatMap(\.copyingMethods)).union(knowledge.frames.copies.map(\.lastName))
        return unit.loops.indices.contains { id in
            let inner = unit.loops[id]
            guard id != loop, inner.kind != .comprehension, body.contains(inner.bodySpan), !inner.bodySpan.contains(site.span),
                !order.calls(in: inner.bodySpan).contains(where: { calledWord(unit.calls[$0].callee).map(copying.contains) ?? false })
            else { return false }
            return order.expressions(in: inner.bodySpan).contains { part in
                guard case .index(let object, _) = unit[part].kind, case .member(_, let name) = unit[object].kind else { return false }
                return accessors.contains(name)
            }
        }
    }

    /// Entries that somebody wrote into a configuration, the columns of a table, the parts of a page, the models of a pipeline.
    private func isByHand(_ iterable: ExpressionID, _ words: DataFrameKnowledge.Rounds, depth: Int) -> Bool {
        guard depth < 5 else { return false }
        switch unit[iterable].kind {
        case .member(let object, let name):
            return saysFew(name, words) || isByHand(object, words, depth: depth + 1)
        case .index(let object, _): return isByHand(object, words, depth: depth + 1)
        case .call(let call):
            let site = unit.calls[call]
            if calledWord(site.callee).map({ words.few.contains($0) }) ?? false { return true }
            if case .member(let object, _) = unit[site.callee].kind, isByHand(object, words, depth: depth + 1) { return true }
            let word = calledWord(site.callee) ?? ""
            return (passesOn(word) || word == "unique") && site.positional.contains { isByHand($0, words, depth: depth + 1) }
        case .name(let name):
            if saysFew(name, words) { return true }
            let found = resolver.bindings(of: name, from: unit[iterable].scope, at: unit[iterable].span.start)
            guard found.count == 1, case .expression(let value) = found[0].source else { return false }
            return isByHand(value, words, depth: depth + 1)
        default: return false
        }
    }

    /// Whether a loop of a program with windows goes over what somebody drew, clicked or chose in one.
    private func isDrawn(_ loop: Loop, _ words: DataFrameKnowledge.Rounds) -> Bool {
        let names = loop.targets + (loop.iterable.map { Array(resolver.namesUsed(in: [unit[$0].span])) } ?? [])
        guard names.contains(where: { !words.drawn.isDisjoint(with: NameWords.split($0)) }) else { return false }
        return path.split(separator: "/").dropLast().contains { words.windowFolders.contains($0.lowercased()) } || words.windowPackages.contains(where: importsFrom)
    }

    /// Whether a name is of things that are few by their kind, or that somebody wrote by hand.
    func saysFew(_ name: String, _ words: DataFrameKnowledge.Rounds) -> Bool {
        NameWords.split(name).contains { words.few.contains($0) || words.handWritten.contains($0) }
    }

    /// Whether something is rows, groups, values, files or batches, also behind names, `enumerate(…)` and `range(len(…))`.
    func goesOverData(_ iterable: ExpressionID, _ order: TextOrder, depth: Int) -> Bool {
        guard depth < 4 else { return false }
        if walksData(iterable, order) { return true }
        switch unit[iterable].kind {
        case .name(let name):
            let found = resolver.bindings(of: name, from: unit[iterable].scope, at: unit[iterable].span.start)
            guard found.count == 1, case .expression(let value) = found[0].source else { return false }
            return goesOverData(value, order, depth: depth + 1)
        case .call(let call):
            let site = unit.calls[call]
            guard passesOn(calledWord(site.callee) ?? "") else { return false }
            return site.positional.contains { goesOverData($0, order, depth: depth + 1) || isRowCount($0) }
        case .member(_, "index"): return true
        case .index(let object, _): return goesOverData(object, order, depth: depth + 1)
        case .binary(_, let left, _): return goesOverData(left, order, depth: depth + 1) || isRowCount(left)
        default: return false
        }
    }

    /// The number of rows of what is called a frame.
    private func isRowCount(_ id: ExpressionID) -> Bool {
        guard let frame = frameMeasured(by: id, depth: 0), let name = calledWord(frame) else { return false }
        return knowledge.frames.libraries.contains { $0.names(name) }
    }

    /// `enumerate(…)`, `range(…)`, `len(…)`: what has, or counts, the elements that it is given.
    func passesOn(_ word: String) -> Bool {
        knowledge.loops.passing.contains(word) || knowledge.loops.counters.contains(word) || word == "len" || word == "set"
    }

    /// The words of all names, members and keys of a place.
    private func wordsOf(_ span: Span) -> Set<String> {
        Set(unit.source.text(span).split { !$0.isLetter && !$0.isNumber && $0 != "_" }.flatMap { NameWords.split(String($0)) })
    }

    /// Rows of a table, or files of a folder: there are many of both.
    private func walksData(_ iterable: ExpressionID, _ order: TextOrder) -> Bool {
        let many = knowledge.frames.rounds.many
        let span = unit[iterable].span
        return resolver.namesUsed(in: [span]).contains { !many.isDisjoint(with: NameWords.split($0)) }
            || order.calls(in: span).contains { call in
                guard let word = calledWord(unit.calls[call].callee), many.contains(word) else { return false }
                // The values of a column: those of a key are many, those of a plane or a kind few.
                return word != "unique" || !many.union(knowledge.frames.rounds.keys).subtracting([word]).isDisjoint(with: wordsOf(unit.calls[call].span))
            }
    }
}
