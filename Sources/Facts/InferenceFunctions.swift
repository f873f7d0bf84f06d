internal import Catalog
internal import CodeModel
internal import Parsing

/// Functions that prepare one sample for a local model, run it, read its answer, and do nothing else:
///
///     def translate(text):
///         inputs = tokenizer(text, return_tensors="pt")
///         return tokenizer.decode(model.generate(**inputs)[0])
///
/// Who calls one in a loop runs the model for one sample at a time, as if it stood there.
extension CodeExtraction {
    /// How many calls such a function has at most.
    private static let mostCalls = 16

    func inferenceFunctions(_ shapes: [WorkKnowledge.Inference]) -> [FunctionID: WorkKnowledge.Inference] {
        let kinds = knowledge.work.inferenceFunctions.filter { imports($0.package) }
        guard !shapes.isEmpty || !kinds.isEmpty else { return [:] }
        var calls: [FunctionID: [CallID]] = [:]
        for call in unit.calls.indices { if let function = unit.function(around: unit.calls[call].scope) { calls[function, default: []].append(call) } }
        var result: [FunctionID: WorkKnowledge.Inference] = [:]
        for (function, own) in calls where own.count <= Self.mostCalls && takesOneSample(function) {
            if let shape = shapes.lazy.compactMap({ isAround($0, function, own) ? $0 : nil }).first {
                result[function] = shape
            } else if let kind = kinds.first(where: { prepares($0, function, own) }) {
                result[function] = kind.inference
            }
        }
        return result
    }

    /// Whether a function gives something for its first parameter, by its name and type one sample.
    private func takesOneSample(_ function: FunctionID) -> Bool {
        let declaration = unit.functions[function]
        guard !declaration.isGenerator, !declaration.isConstructor, !declaration.returned.isEmpty, let first = declaration.parameter(at: 0),
            !declaration.parameters[first].isVariadic, !isPlural(declaration.parameters[first].name),
            !unit.loops.contains(where: { declaration.span.contains($0.span) })
        else { return false }
        guard let annotation = declaration.parameters[first].annotation else { return true }
        let kind = TypeWords.kind(unit.text(annotation))
        return kind == .text || kind == nil && !unit.text(annotation).contains("[")
    }

    private func sample(_ function: FunctionID) -> Set<String> {
        let declaration = unit.functions[function]
        return declaration.parameter(at: 0).map { [declaration.parameters[$0].name] } ?? []
    }

    /// `def label(text): return classify(text)[0]["label"]`
    private func isAround(_ shape: WorkKnowledge.Inference, _ function: FunctionID, _ calls: [CallID]) -> Bool {
        let runs = calls.filter { resolver.qualifiedNames(unit.calls[$0].callee).contains(shape.call) }
        guard runs.count == 1, let run = runs.first, let input = unit.calls[run].positional.first, isOneSample(input),
            resolver.mentions(input, sample(function)), isReturned(run, by: function)
        else { return false }
        return calls.allSatisfy { $0 == run || isBeside($0) }
    }

    private func prepares(_ kind: WorkKnowledge.InferenceFunction, _ function: FunctionID, _ calls: [CallID]) -> Bool {
        guard unit.source.text(unit.functions[function].span).contains(kind.word) else { return false }
        let runs = calls.filter { resolver.qualifiedNames(unit.calls[$0].callee).contains(where: kind.isRun) }
        let preparing = calls.filter { resolver.qualifiedNames(unit.calls[$0].callee).contains(where: kind.isPreparing) }
        guard runs.count == 1, let run = runs.first else { return false }
        let isFed = preparing.contains { call in
            unit.calls[call].span.start < unit.calls[run].span.end
                && unit.calls[call].arguments.contains { isOneSample($0.value) && resolver.mentions($0.value, sample(function)) }
        }
        return isFed && calls.allSatisfy { $0 == run || preparing.contains($0) || isBeside($0) }
    }

    /// A call that only moves, reads or trims.
    private func isBeside(_ call: CallID) -> Bool { calledWord(unit.calls[call].callee).map(knowledge.work.inferenceBesides.contains) ?? false }

    /// Whether the answer, or a part of it, is what the function gives.
    private func isReturned(_ run: CallID, by function: FunctionID) -> Bool {
        let site = unit.calls[run]
        let returned = unit.functions[function].returned
        if returned.contains(where: { unit[$0].span.contains(site.span) }) { return true }
        var current = site.expression
        while unit[current].parent >= 0 { current = unit[current].parent }
        guard case .assigned(let names) = unit[current].role else { return false }
        return returned.contains { resolver.mentions($0, Set(names)) }
    }
}
