internal import Catalog
internal import CodeModel
internal import Parsing

/// Loops that walk a data frame row by row.
extension CodeExtraction {
    mutating func addDataFrameLoops() {
        let libraries = knowledge.frames.libraries.filter { imports($0.package) }
        if !libraries.isEmpty, !unit.loops.isEmpty {
            let order = textOrder()
            for library in libraries {
                let frames = FrameNames(self, library)
                for loop in unit.loops.indices { addRowWalk(loop, library, frames, order) }
                addGroupFilters(library, frames, order)
            }
        }
        for library in libraries { addRowFunctions(library) }
        addGrowingCopies(libraries)
    }

    func imports(_ package: String) -> Bool {
        unit.importedModules.contains { $0 == package || $0.hasPrefix("\(package).") }
    }

    /// A loop over the rows of a frame: what gives the rows, and the name that stands for a row's place.
    struct RowWalk {
        enum Form { case counted, labelled, objects }

        var form: Form
        var frame: String
        var expression: ExpressionID
        var target: String
    }

    private mutating func addRowWalk(_ loop: LoopID, _ library: DataFrameKnowledge.Library, _ frames: FrameNames, _ order: TextOrder) {
        let declaration = unit.loops[loop]
        guard let walk = rowWalk(loop, library, frames), !waits(in: declaration, order), !asksSomebody(around: declaration, order),
            !frames.isSmall(walk.expression), !carriesState(declaration, order)
        else { return }
        let accesses = rowAccesses(of: walk, in: declaration, library, order, isSure: frames.isFrame(walk.expression))
        let reads = accesses.filter { !isWritten($0) }
        let pattern: String
        var place: ExpressionID?
        switch walk.form {
        case .counted, .labelled:
            // A body of other functions is theirs to judge, and a search that stops at its first hit reads few rows.
            guard let first = accesses.first, isCheap(declaration, order), !declaration.hasEarlyExit, !walksCells(of: loop, walk.frame),
                reads.isEmpty || !reads.allSatisfy(isForReading) && !reads.contains(where: isHandedWhole), !isOneCell(accesses, in: declaration, order)
            else { return }
            // What is written back is the heavier of the two.
            let written = accesses.first(where: isWritten)
            pattern = written == nil ? "row-index" : "row-writeback"
            place = written ?? first
        case .objects:
            // Where others are called for each row, their work is what counts.
            guard isCheap(declaration, order) else { return }
            if let written = accesses.first(where: isWritten) {
                place = written
                pattern = "row-writeback"
            } else {
                place = declaration.targets.last.flatMap { rowArithmetic(in: declaration, row: $0, order) }
                pattern = place == nil ? "iterrows" : "row-arithmetic"
            }
        }
        var fact = makeFact(
            .dataFrameLoop, at: header(of: declaration), scope: declaration.scope,
            fields: ["library": .text(library.name), "pattern": .text(pattern), "frame": .text(walk.frame.prefixed(60))])
        if let place {
            fact.fields["access"] = .text(unit.text(place).prefixed(60))
            let verb = isWritten(place) ? "writes" : "reads"
            fact.related.append(RelatedPlace(Place(path: path, span: unit[place].span, in: unit.source), "each round \(verb) one row here"))
        }
        result.facts.append(fact)
    }

    // MARK: Which loops walk by rows

    private func rowWalk(_ loop: LoopID, _ library: DataFrameKnowledge.Library, _ frames: FrameNames) -> RowWalk? {
        let declaration = unit.loops[loop]
        guard let iterable = declaration.iterable else { return countingWalk(loop) }
        if let frame = walked(by: iterable, library) {
            guard frames.mayBeFrame(frame), let target = declaration.targets.first else { return nil }
            return RowWalk(form: .objects, frame: unit.text(frame), expression: frame, target: target)
        }
        guard declaration.targets.count == 1, let target = declaration.targets.first else { return nil }
        if let counted = frameCounted(by: iterable) {
            let frame = whole(of: counted, frames)
            return RowWalk(form: .counted, frame: unit.text(frame), expression: frame, target: target)
        }
        if let frame = frameLabelled(by: iterable), frames.isFrame(frame) {
            return RowWalk(form: .labelled, frame: unit.text(frame), expression: frame, target: target)
        }
        return nil
    }

    /// The frame in `frame.iterrows()`, also behind `tqdm(…)` and `enumerate(…)`.
    private func walked(by iterable: ExpressionID, _ library: DataFrameKnowledge.Library) -> ExpressionID? {
        guard case .call(let call) = unit[iterable].kind else { return nil }
        let site = unit.calls[call]
        if case .member(let object, let method) = unit[site.callee].kind, library.rowWalks.contains(method) { return object }
        guard ["tqdm", "enumerate", "list", "track"].contains(calledWord(site.callee) ?? ""), let inner = site.positional.first else { return nil }
        return walked(by: inner, library)
    }

    /// The frame in `range(len(frame))` or `range(frame.shape[0])`, also behind `tqdm(…)`.
    private func frameCounted(by iterable: ExpressionID) -> ExpressionID? {
        guard case .call(let call) = unit[iterable].kind else { return nil }
        let site = unit.calls[call]
        let name = unit.text(site.callee)
        if name.hasSuffix("tqdm") || name == "list", let inner = site.positional.first { return frameCounted(by: inner) }
        guard name == "range" || name.hasSuffix("trange"), site.positional.count <= 2, let last = site.positional.last else { return nil }
        return frameMeasured(by: last, depth: 0)
    }

    /// The frame whose rows a length counts: `len(frame)`, `frame.shape[0] - 1`, also behind a name.
    func frameMeasured(by length: ExpressionID, depth: Int) -> ExpressionID? {
        guard depth < 4 else { return nil }
        switch unit[length].kind {
        case .call(let call):
            guard unit.text(unit.calls[call].callee) == "len", let measured = unit.calls[call].positional.first else { return nil }
            if case .member(let object, "index") = unit[measured].kind { return object }
            return measured
        case .index(let shape, let index):
            guard case .member(let object, "shape") = unit[shape].kind, case .number(0) = unit[index].kind else { return nil }
            return object
        case .binary("-", let left, _): return frameMeasured(by: left, depth: depth + 1)
        case .name(let name):
            let found = resolver.bindings(of: name, from: unit[length].scope, at: unit[length].span.start)
            guard found.count == 1, case .expression(let value)? = found.first?.source else { return nil }
            return frameMeasured(by: value, depth: depth + 1)
        default: return nil
        }
    }

    /// The frame of a column whose length is taken: `len(frame["price"])`.
    private func whole(of counted: ExpressionID, _ frames: FrameNames) -> ExpressionID {
        guard case .index(let owner, let key) = unit[counted].kind, case .text = unit[key].kind, frames.isFrame(owner) else { return counted }
        return owner
    }

    /// The frame in `frame.index`, also behind `list(…)` and `tqdm(…)`, or before `.values` and `.tolist()`.
    private func frameLabelled(by iterable: ExpressionID, depth: Int = 0) -> ExpressionID? {
        guard depth < 4 else { return nil }
        switch unit[iterable].kind {
        case .member(let object, "index"): return object
        case .member(let object, "values"): return frameLabelled(by: object, depth: depth + 1)
        case .call(let call):
            let site = unit.calls[call]
            if case .member(let object, "tolist") = unit[site.callee].kind { return frameLabelled(by: object, depth: depth + 1) }
            guard ["tqdm", "list"].contains(calledWord(site.callee) ?? ""), let inner = site.positional.first else { return nil }
            return frameLabelled(by: inner, depth: depth + 1)
        default: return nil
        }
    }

    /// `while i < len(frame)` with an `i` that each round counts on.
    private func countingWalk(_ loop: LoopID) -> RowWalk? {
        let declaration = unit.loops[loop]
        guard let condition = declaration.condition, case .comparison(let operators, let operands) = unit[condition].kind,
            ["<", "<="].contains(operators.first ?? ""), operands.count == 2, case .name(let target) = unit[operands[0]].kind,
            let frame = frameMeasured(by: operands[1], depth: 0)
        else { return nil }
        let steps = unit.scopes[declaration.scope].bindings[target]?.filter { $0.loop == loop } ?? []
        guard !steps.isEmpty else { return nil }
        return RowWalk(form: .counted, frame: unit.text(frame), expression: frame, target: target)
    }

    // MARK: What a round does

    /// `frame.iloc[i]`, `frame.loc[i, …]`, in the loop's body, in order; `frame["column"][i]` as well where it surely is a frame.
    private func rowAccesses(
        of walk: RowWalk, in loop: Loop, _ library: DataFrameKnowledge.Library, _ order: TextOrder, isSure: Bool
    ) -> [ExpressionID] {
        let frame = walk.frame
        return order.expressions(in: loop.bodySpan).sorted().filter { id in
            guard case .index(let object, let index) = unit[id].kind, loop.bodySpan.contains(unit[id].span),
                resolver.mentions(index, [walk.target]), !isSlice(index)
            else { return false }
            if case .index(let owner, let key) = unit[object].kind, case .text = unit[key].kind { return isSure && unit.text(owner) == frame }
            guard case .member(let owner, let accessor) = unit[object].kind, library.rowAccessors.contains(accessor) else { return false }
            if unit.text(owner) == frame { return true }
            // `frame["column"].iloc[i]`, `frame.column.iloc[i]`.
            switch unit[owner].kind {
            case .index(let inner, _), .member(let inner, _): return unit.text(inner) == frame
            default: return false
            }
        }
    }

    func isWritten(_ access: ExpressionID) -> Bool {
        if case .assigned(let names) = unit[access].role { names.isEmpty } else { false }
    }

    /// `a:b` in an index, alone or for the rows.
    func isSlice(_ id: ExpressionID) -> Bool {
        switch unit[id].kind {
        case .slice: true
        case .list(let parts): parts.first.map { if case .slice = unit[$0].kind { true } else { false } } ?? false
        default: false
        }
    }

    /// A body that waits for something else each round: arithmetic is not what costs there.
    func waits(in loop: Loop, _ order: TextOrder) -> Bool {
        order.calls(in: loop.bodySpan).contains { call in
            factCalls.contains(call) || calledWord(unit.calls[call].callee).map(knowledge.frames.waitsFor.contains) ?? false
        }
    }

    /// A function that asks a person as well: it runs once, beside somebody who types.
    private func asksSomebody(around loop: Loop, _ order: TextOrder) -> Bool {
        guard let function = unit.namedFunction(around: loop.scope) else { return false }
        return order.calls(in: unit.functions[function].span).contains { call in
            calledWord(unit.calls[call].callee).map(knowledge.frames.asks.contains) ?? false
        }
    }

    /// One look-up in a round that makes no object of the row, for something that takes it as it is; nothing is worked out of it.
    private func isOneCell(_ accesses: [ExpressionID], in loop: Loop, _ order: TextOrder) -> Bool {
        guard accesses.count == 1, !isWritten(accesses[0]), case .index(let object, _) = unit[accesses[0]].kind else { return false }
        // A column's own index makes no object of the row.
        var isCell = true
        if case .member(_, let accessor) = unit[object].kind { isCell = knowledge.frames.cellAccessors.contains(accessor) }
        guard isCell else { return false }
        var outermost = accesses[0]
        while unit[outermost].parent >= 0 {
            outermost = unit[outermost].parent
            if case .binary = unit[outermost].kind { return false }
        }
        guard unit[outermost].role == .statement else { return false }
        let own = unit[accesses[0]].span
        let others = order.expressions(in: loop.bodySpan).filter { if case .index = unit[$0].kind { !own.contains(unit[$0].span) } else { false } }
        return others.isEmpty
    }

    /// A body that goes over something else in each round, such as all cells of the row to make text of them. A loop over columns that
    /// are named is none: each of them can be done as a whole.
    private func walksCells(of loop: LoopID, _ frame: String) -> Bool {
        let body = unit.loops[loop].bodySpan
        return unit.loops.contains { inner in
            guard inner.kind != .comprehension, inner.span != unit.loops[loop].span, body.contains(inner.span) else { return false }
            guard let iterable = inner.iterable else { return true }
            if case .list = resolver.resolve(iterable).value { return false }
            return unit.text(iterable) != "\(frame).columns"
        }
    }

    /// What is put into a text is for people to read, who read few rows.
    private func isForReading(_ access: ExpressionID) -> Bool {
        var current = access
        for _ in 0..<8 {
            let parent = unit[current].parent
            guard parent >= 0 else { return false }
            if case .template = unit[parent].kind { return true }
            current = parent
        }
        return false
    }

    /// A row that a method of another column takes as a mapping.
    private func isHandedWhole(_ access: ExpressionID) -> Bool {
        let parent = unit[access].parent
        guard parent >= 0, case .call(let call) = unit[parent].kind, unit.calls[call].callee != access else { return false }
        return calledWord(unit.calls[call].callee).map(knowledge.frames.takesRows.contains) ?? false
    }

    /// A body in which nothing is called that a form on whole columns does not do as well.
    private func isCheap(_ loop: Loop, _ order: TextOrder) -> Bool {
        order.calls(in: loop.bodySpan).allSatisfy { isCheap(unit.calls[$0]) }
    }

    func isCheap(_ site: CallSite) -> Bool {
        if let word = calledWord(site.callee) {
            if knowledge.frames.cheapCalls.contains(word) { return true }
            // `raise ValueError(…)` ends it all.
            if ["Error", "Exception", "Warning"].contains(where: word.hasSuffix) { return true }
        }
        let package = resolver.qualifiedName(site.callee).prefix { $0 != "." }
        return knowledge.frames.cheapPackages.contains(String(package))
    }

    /// What a loop says before its body; a comprehension as a whole.
    func header(of loop: Loop) -> Span {
        trimmed(loop.kind == .comprehension ? loop.span : Span(loop.span.start, loop.bodySpan.start))
    }

    func trimmed(_ span: Span) -> Span {
        var end = span.end
        let bytes = unit.source.bytes
        while end > span.start, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[end - 1]) { end -= 1 }
        return Span(span.start, end)
    }
}
