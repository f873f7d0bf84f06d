internal import Catalog
internal import CodeModel
internal import Parsing

/// Where settings of a training go: those that reach nothing that trains say nothing of a training.
extension CodeExtraction {
    /// Whether what a call makes is handed to something that trains, as far as the file shows, or given back to whoever asked for it.
    mutating func reachesTraining(_ call: CallID, _ words: Set<String>) -> Bool {
        let site = unit.calls[call]
        let function = unit.function(around: site.scope)
        let order = textOrder()
        let around = function.map { unit.functions[$0].span } ?? Span(0, unit.source.bytes.count)
        var names: Set<String> = []
        var fields: Set<String> = []
        var current = site.expression
        while unit[current].parent >= 0 {
            current = unit[current].parent
            if case .call(let outer) = unit[current].kind, trains(outer, words, order) { return true }
        }
        switch unit[current].role {
        case .returned: return true
        case .assigned(let targets): names.formUnion(targets)
        case .assignedField(let field): fields.insert(field)
        default: return false
        }
        let expressions = order.expressions(in: around)
        func carries(_ id: ExpressionID) -> Bool {
            if resolver.mentions(id, names) { return true }
            guard !fields.isEmpty else { return false }
            return order.expressions(in: unit[id].span).contains { if case .member(_, let name) = unit[$0].kind { fields.contains(name) } else { false } }
        }
        for _ in 0..<3 {
            let before = names.count + fields.count
            for id in expressions where unit[id].parent < 0 {
                switch unit[id].role {
                case .assigned(let targets): if holds(id, carries) { names.formUnion(targets) }
                case .assignedField(let field): if holds(id, carries) { fields.insert(field) }
                default: break
                }
            }
            for item in unit.itemAssignments where around.contains(item.offset - 1) && holds(item.value, carries) { names.insert(item.name) }
            if names.count + fields.count == before { break }
        }
        if expressions.contains(where: { unit[$0].role == .returned && holds($0, carries) }) { return true }
        // A field is read by other methods too.
        let reach = fields.isEmpty ? around : Span(0, unit.source.bytes.count)
        return order.calls(in: reach).contains { other in
            guard other != call, trains(other, words, order) else { return false }
            return unit.calls[other].arguments.contains { carries($0.value) }
        }
    }

    /// Whether a value is what is carried, or a list or dictionary with it; what a function makes of it is something else.
    private func holds(_ id: ExpressionID, _ carries: (ExpressionID) -> Bool) -> Bool {
        var pending = [id]
        for _ in 0..<64 {
            guard let next = pending.popLast() else { return false }
            switch unit[next].kind {
            case .name, .member: if !isPartOf(next), carries(next) { return true }
            case .list(let parts), .either(let parts): pending += parts
            case .dictionary(let entries): pending += entries.map(\.value)
            case .spread(let inner): pending.append(inner)
            case .conditional(_, let then, let otherwise): pending += [then, otherwise]
            case .call(let call):
                if case .name("dict") = unit[unit.calls[call].callee].kind { pending += unit.calls[call].arguments.map(\.value) }
            default: break
            }
        }
        return false
    }

    /// `arguments.seed`: a member of something else than the object itself.
    private func isPartOf(_ id: ExpressionID) -> Bool {
        guard case .member(let object, _) = unit[id].kind else { return false }
        if case .receiver = resolver.resolve(object).value { return false }
        return true
    }

    /// A call whose name says that it trains, or of a function of the file that makes one.
    private func trains(_ call: CallID, _ words: Set<String>, _ order: TextOrder) -> Bool {
        if saysTraining(call, words) { return true }
        guard case .name = unit[unit.calls[call].callee].kind, let function = resolver.calledFunction(call) else { return false }
        return order.calls(in: unit.functions[function].span).contains { saysTraining($0, words) }
    }

    /// `Trainer(…)`, `SFTTrainer(…)`, `train_model(…)`, not `load_train_data(…)`.
    private func saysTraining(_ call: CallID, _ words: Set<String>) -> Bool {
        guard let name = calledWord(unit.calls[call].callee) else { return false }
        let parts = NameWords.split(name)
        return parts.first.map(words.contains) ?? false || parts.last.map(words.contains) ?? false
    }

    /// Whether the file has layers that are worth it, and nothing that lowers the precision.
    func mayGainFromLowerPrecision(_ words: WorkKnowledge.TrainingLoops) -> Bool {
        mentions(words.layers) && !mentions(knowledge.work.training.lowered) && !hasNarrowLayersOnly(words)
    }

    /// Whether all layers that the file writes out are too narrow for lower precision to matter: their sizes are all known and small.
    func hasNarrowLayersOnly(_ words: WorkKnowledge.TrainingLoops) -> Bool {
        let sized = Set(words.widths.flatMap(\.layers))
        guard !sized.isEmpty, !mentions(words.layers.subtracting(sized)) else { return false }
        var isAny = false
        for site in unit.calls {
            guard let word = calledWord(site.callee), let width = words.widths.first(where: { $0.layers.contains(word) }) else { continue }
            let positional = site.positional
            let written = site.keyword(width.argument) ?? (width.position < positional.count ? positional[width.position] : nil)
            guard let size = written.flatMap(writtenWidth), size < words.leastWidth else { return false }
            isAny = true
        }
        return isAny
    }

    /// A number that is written, or that a parameter has unless a caller says otherwise.
    private func writtenWidth(_ id: ExpressionID) -> Double? {
        let located = resolver.resolve(id)
        guard case .parameter(let function, let position) = located.value else { return located.number }
        return resolver.parameterDefault(function, position)?.number
    }
}
