internal import Catalog
internal import CodeModel
internal import Parsing

/// Functions and loops that do for each row what whole columns can do.
extension CodeExtraction {
    // MARK: frame.apply(lambda row: …, axis=1)

    /// What another file says of a function that does nothing but arithmetic with one row.
    static let rowArithmeticTrait = "row-arithmetic"

    mutating func addRowFunctions(_ library: DataFrameKnowledge.Library) {
        for call in unit.calls.indices {
            let site = unit.calls[call]
            guard case .member(let object, let method) = unit[site.callee].kind, library.rowFunctions.contains(method),
                isAlongRows(site), let function = site.positional.first
            else { continue }
            let frames = FrameNames(self, library)
            guard frames.mayBeFrame(object), !frames.isSmall(object), let (work, place) = rowFunction(function) else { continue }
            var fact = makeFact(
                .dataFrameLoop, at: site.span, scope: site.scope,
                fields: [
                    "library": .text(library.name), "pattern": .text("row-apply"), "frame": .text(unit.text(object).prefixed(60)),
                    "access": .text(unit.text(work).prefixed(60)),
                ])
            if let place { fact.related.append(RelatedPlace(place, "the function is here")) }
            result.facts.append(fact)
        }
    }

    /// What shows the work of a function that does arithmetic with its row, here or in another file, and where that one is.
    private mutating func rowFunction(_ function: ExpressionID) -> (work: ExpressionID, place: Place?)? {
        if let (parameter, body) = lambda(function) {
            var form = RowArithmetic(row: parameter)
            return isArithmetic(body, &form, depth: 0) && form.reads > 0 && form.operations > 0 ? (body, nil) : nil
        }
        switch resolver.resolve(function).value {
        case .function(let own):
            guard isRowArithmetic(own) else { return nil }
            let work = unit.functions[own].returned.first(where: showsWork) ?? function
            return (work, Place(path: path, span: unit.functions[own].nameSpan, in: unit.source))
        case .imported(let name):
            result.references.insert(name)
            guard asked.answers[name]?.traits.contains(Self.rowArithmeticTrait) ?? false else { return nil }
            return (function, asked.places[name])
        default: return nil
        }
    }

    private func showsWork(_ id: ExpressionID) -> Bool {
        switch unit[id].kind {
        case .binary, .comparison, .conditional, .both, .either, .call: true
        default: false
        }
    }

    /// Whether all statements of a function with one parameter are arithmetic, comparisons and choices with it.
    mutating func isRowArithmetic(_ function: FunctionID) -> Bool {
        let declaration = unit.functions[function]
        let own = declaration.parameters.filter { !$0.isReceiver }
        guard own.count == 1, !own[0].isVariadic, !declaration.isGenerator, declaration.decorators.isEmpty, !declaration.returned.isEmpty,
            !unit.loops.contains(where: { declaration.span.contains($0.span) }), !unit.itemAssignments.contains(where: { declaration.span.contains($0.offset - 1) })
        else { return false }
        var form = RowArithmetic(row: own[0].name)
        for id in textOrder().expressions(in: declaration.span) where unit[id].parent < 0 && unit.function(around: unit[id].scope) == function {
            let isFitting: Bool
            switch unit[id].role {
            case .assigned(let names): isFitting = names.count == 1 && names[0] != form.row && isColumnWork(id, &form)
            case .condition: isFitting = isArithmetic(id, &form, depth: 0)
            case .returned: if case .null = unit[id].kind { isFitting = true } else { isFitting = isColumnWork(id, &form) }
            // What the function says of itself.
            case .statement: if case .text = unit[id].kind { isFitting = true } else { isFitting = false }
            case .annotation: isFitting = true
            default: isFitting = false
            }
            if !isFitting { return false }
        }
        return form.reads > 0 && form.operations > 0
    }

    private func isAlongRows(_ site: CallSite) -> Bool {
        guard let axis = site.keyword("axis") ?? site.positional.dropFirst().first else { return false }
        return isOfColumns(axis)
    }

    /// `axis=1`, `axis="columns"`.
    func isOfColumns(_ axis: ExpressionID) -> Bool {
        let value = resolver.resolve(axis)
        return value.number == 1 || value.text == "columns"
    }

    /// The parameter and the body of a function without a name and with one parameter.
    private func lambda(_ id: ExpressionID) -> (parameter: String, body: ExpressionID)? {
        let span = unit[id].span
        guard let scope = unit.scopes.last(where: { $0.kind == .comprehension && $0.span == span }), scope.bindings.count == 1,
            let parameter = scope.bindings.keys.first
        else { return nil }
        let body = unit.expressions.indices.last { unit[$0].parent < 0 && $0 != id && span.contains(unit[$0].span) && unit[$0].span != span }
        return body.map { (parameter, $0) }
    }

    // MARK: for _, row in frame.iterrows(): …

    /// The first arithmetic of a round, where all that it does with its row is arithmetic, comparisons and choices, kept in variables and
    /// lists: whole columns do the same. Counters in dictionaries, inner loops and calls of others are something else.
    func rowArithmetic(in loop: Loop, row: String, _ order: TextOrder) -> ExpressionID? {
        guard !loop.hasEarlyExit, !loop.hasHandler, !unit.loops.contains(where: { $0.span != loop.span && loop.bodySpan.contains($0.span) }) else { return nil }
        var first: ExpressionID?
        var form = RowArithmetic(row: row)
        for id in order.expressions(in: loop.bodySpan) where unit[id].parent < 0 {
            let isFitting: Bool
            switch unit[id].role {
            case .assigned(let names): isFitting = names.count == 1 && isColumnWork(id, &form)
            case .condition: isFitting = isArithmetic(id, &form, depth: 0)
            case .statement:
                guard case .call(let call) = unit[id].kind, calledWord(unit.calls[call].callee) == "append", let value = unit.calls[call].positional.first
                else { return nil }
                isFitting = unit.calls[call].arguments.count == 1 && isColumnWork(value, &form)
            default: isFitting = false
            }
            if !isFitting { return nil }
            if first == nil, form.operations > 0 { first = id }
        }
        return form.reads > 0 ? first : nil
    }

    /// Arithmetic, or a text that is the same for all rows that get it.
    private func isColumnWork(_ id: ExpressionID, _ form: inout RowArithmetic) -> Bool {
        if case .text = unit[id].kind { return true }
        return isArithmetic(id, &form, depth: 0)
    }

    /// What tells whether a value is there, of one as of a column.
    private static let tests: Set<String> = ["pandas.isna", "pandas.isnull", "pandas.notna", "pandas.notnull"]

    /// What was found to be done with a row.
    private struct RowArithmetic {
        let row: String
        var reads = 0
        var operations = 0
    }

    /// Arithmetic, comparisons and choices over the row's fields and constants, which whole columns can do as well.
    private func isArithmetic(_ id: ExpressionID, _ form: inout RowArithmetic, depth: Int) -> Bool {
        guard depth < 24 else { return false }
        func all(_ parts: [ExpressionID], _ form: inout RowArithmetic) -> Bool {
            parts.allSatisfy { isArithmetic($0, &form, depth: depth + 1) }
        }
        switch unit[id].kind {
        case .number, .flag: return true
        case .name(let name): return name != form.row
        case .index(let object, let key):
            guard isName(object, form.row), case .text = unit[key].kind else { return false }
            form.reads += 1
            return true
        case .member(let object, _):
            guard isName(object, form.row) else { return !resolver.mentions(object, [form.row]) }
            form.reads += 1
            return true
        case .binary(let symbol, let left, let right):
            form.operations += 1
            return ["+", "-", "*", "/", "//", "%", "**", "&", "|"].contains(symbol) && all([left, right], &form)
        case .comparison(let operators, let operands):
            form.operations += 1
            guard operators.allSatisfy({ ["==", "!=", "<", "<=", ">", ">="].contains($0) }) else { return false }
            return all(operands.filter { if case .text = unit[$0].kind { false } else { true } }, &form)
        case .either(let parts), .both(let parts): return all(parts, &form)
        case .negation(let inner): return all([inner], &form)
        case .conditional(let test, let then, let otherwise):
            return all([test] + [then, otherwise].filter { if case .text = unit[$0].kind { false } else { true } }, &form)
        case .call(let call):
            let site = unit.calls[call]
            let name = resolver.qualifiedName(site.callee)
            guard ["abs", "min", "max", "round", "float", "int"].contains(name) || name.hasPrefix("numpy.") || name.hasPrefix("math.") || Self.tests.contains(name) else { return false }
            form.operations += 1
            return all(site.arguments.map(\.value), &form)
        default: return false
        }
    }
}
