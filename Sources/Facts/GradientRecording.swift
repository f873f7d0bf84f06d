internal import Catalog
internal import CodeModel
internal import Parsing

/// Forward passes of a network in evaluation mode that record gradients which nobody asks for.
extension CodeExtraction {
    mutating func addGradientRecording() {
        let words = knowledge.work.gradients
        guard imports(words.package) else { return }
        let evaluations = unit.calls.indices.filter { isEvaluation(unit.calls[$0]) }
        guard !evaluations.isEmpty else { return }
        let order = textOrder()
        let recording = RecordingScopes(self, order)
        guard !recording.isOffForAll else { return }
        var reported: [FunctionID: (fact: Int, models: Set<String>)] = [:]
        for evaluation in evaluations {
            guard let model = evaluated(unit.calls[evaluation]), let function = unit.function(around: unit.calls[evaluation].scope),
                recording.mayRecord(in: function), !recording.isFrozen(model), !isPart(model, of: function), !isTryOut(function)
            else { continue }
            let rest = Span(unit.calls[evaluation].span.end, unit.functions[function].span.end)
            let calls = order.calls(in: rest)
            // Back in training mode, it is meant to record.
            let end = calls.first { isTraining(unit.calls[$0], of: model) }.map { unit.calls[$0].span.start } ?? rest.end
            guard let forward = calls.first(where: { call in
                let site = unit.calls[call]
                return site.span.start < end && unit.text(site.callee) == model && unit.function(around: site.scope) == function
                    && !recording.isOff(at: site.span) && !site.arguments.isEmpty && !isTrial(site) && !isConditional(evaluation, for: site.span)
            }), !(reported[function]?.models.contains(model) ?? false)
            else { continue }
            // One decorator mends all that the function does.
            if let earlier = reported[function] {
                reported[function]?.models.insert(model)
                let place = Place(path: path, span: unit.calls[forward].span, in: unit.source)
                result.facts[earlier.fact].related.append(RelatedPlace(place, "so does \(model.prefixed(60))"))
                continue
            }
            reported[function] = (result.facts.count, [model])
            addRecordingPass(forward, of: model, evaluation)
        }
        addCarriedPasses(evaluations, recording, besides: Set(reported.keys), order)
    }

    /// A pass that records, of a network that a call sets to evaluation.
    mutating func addRecordingPass(_ forward: CallID, of model: String, _ evaluation: CallID) {
        var fact = makeFact(
            .loopWork, at: unit.calls[forward].span, scope: unit.calls[forward].scope,
            fields: ["pattern": .text("grad-enabled"), "callee": .text(model.prefixed(60)), "library": .text(knowledge.work.gradients.package)])
        if let loop = resolver.loopKind(of: forward) { fact.fields["loop"] = .text(loop.rawValue) } else { fact.fields["single"] = .text("this pass") }
        fact.related.append(
            RelatedPlace(Place(path: path, span: unit.calls[evaluation].span, in: unit.source), "evaluation mode is set here; it does not stop recording"))
        result.facts.append(fact)
    }

    /// A pass whose answer nobody takes, of no data of a loop: it warms up, or sets what depends on the input's shape.
    func isTrial(_ site: CallSite) -> Bool {
        switch unit[site.expression].role {
        case .statement, .assigned(["_"]): break
        default: return false
        }
        return !site.loops.contains { loop in site.arguments.contains { resolver.mentions($0.value, resolver.reached(fromTargetsOf: loop)) } }
    }

    /// A part of a network that the network itself sets to evaluation: normalisation with fixed statistics, a frozen branch.
    func isPart(_ model: String, of function: FunctionID) -> Bool {
        guard model.contains("."), let declaration = unit.functions[function].enclosingClass else { return false }
        return unit.classes[declaration].bases.contains { unit.text($0).hasSuffix("Module") }
    }

    /// `test()`, `demo()` without anything to work on: one pass by hand.
    func isTryOut(_ function: FunctionID) -> Bool {
        let declaration = unit.functions[function]
        return knowledge.work.gradients.tryOuts.contains(declaration.name) && declaration.parameters.allSatisfy(\.isReceiver)
    }

    /// Evaluation mode is set on some paths, and the pass is made on others as well: it may be one of training.
    func isConditional(_ evaluation: CallID, for pass: Span) -> Bool {
        unit.blocks.contains { $0.decision != nil && $0.span.contains(unit.calls[evaluation].span) && !$0.span.contains(pass) }
    }

    func isEvaluation(_ site: CallSite) -> Bool {
        let words = knowledge.work.gradients
        guard case .member(_, let method) = unit[site.callee].kind else { return false }
        if method == words.evaluation { return site.arguments.isEmpty }
        guard method == words.training, let flag = site.positional.first ?? site.keyword("mode"), case .flag(false) = unit[flag].kind
        else { return false }
        return true
    }

    private func isTraining(_ site: CallSite, of model: String) -> Bool {
        guard case .member(let object, knowledge.work.gradients.training) = unit[site.callee].kind else { return false }
        return unit.text(object) == model && !isEvaluation(site)
    }

    private func evaluated(_ site: CallSite) -> String? {
        guard case .member(let object, _) = unit[site.callee].kind else { return nil }
        switch unit[object].kind {
        case .name, .member: return unit.text(object)
        default: return nil
        }
    }
}

/// Where in a file gradients are recorded, as far as the file says.
struct RecordingScopes {
    private let extraction: CodeExtraction
    private let order: TextOrder
    private let words: WorkKnowledge.Gradients
    /// Statements that run without recording, or may do so.
    private var quiet: [Span] = []
    private var quietFunctions: Set<FunctionID> = []
    let isOffForAll: Bool

    private var unit: CodeUnit { extraction.unit }

    init(_ extraction: CodeExtraction, _ order: TextOrder) {
        self.extraction = extraction
        self.order = order
        words = extraction.knowledge.work.gradients
        let unit = extraction.unit
        let names = words.off
        func isOff(_ id: ExpressionID) -> Bool {
            let text = unit.text(id)
            if names.contains(where: text.contains) { return true }
            // An object that somebody else made may do anything.
            switch unit[id].kind {
            case .name, .member:
                let known = extraction.resolver.qualifiedNames(id)
                return known.contains { name in name.hasPrefix("?") || names.contains(where: name.contains) }
            default: return false
            }
        }
        quiet = unit.managed.filter { $0.objects.contains(where: isOff) }.map(\.span)
        for id in unit.functions.indices where unit.functions[id].decorators.contains(where: isOff) { quietFunctions.insert(id) }
        // `torch.set_grad_enabled(False)` as a statement holds from then on.
        isOffForAll = unit.calls.contains { site in
            guard case .statement = unit[site.expression].role, let word = extraction.calledWord(site.callee), word.hasPrefix("set_grad_enabled")
            else { return false }
            return !unit.managed.contains { $0.objects.contains(site.expression) }
        }
    }

    func isOff(at span: Span) -> Bool { quiet.contains { $0.contains(span) } }

    /// Whether a function records, for all that it and its callers in this file say, and has no need of it.
    func mayRecord(in function: FunctionID) -> Bool {
        var around: FunctionID? = function
        for _ in 0..<8 {
            guard let id = around else { break }
            if quietFunctions.contains(id) || needsGradients(id) || isFrameworks(id) { return false }
            around = unit.scopes[unit.functions[id].scope].parent.flatMap { unit.function(around: $0) }
        }
        return !isCalledQuietly(function)
    }

    private func needsGradients(_ function: FunctionID) -> Bool {
        order.expressions(in: unit.functions[function].span).contains { id in
            switch unit[id].kind {
            case .member(_, let name), .name(let name): words.needs.contains(name)
            default: false
            }
        }
    }

    private func isFrameworks(_ id: FunctionID) -> Bool {
        let function = unit.functions[id]
        if words.frameworkMethods.contains(function.name) { return true }
        guard let declaration = function.enclosingClass else { return false }
        return unit.classes[declaration].bases.contains { base in words.frameworkClasses.contains(where: unit.text(base).hasSuffix) }
    }

    /// Called within a block, or by a function, that records nothing.
    private func isCalledQuietly(_ function: FunctionID) -> Bool {
        let name = unit.functions[function].name
        return unit.calls.contains { site in
            guard extraction.calledWord(site.callee) == name else { return false }
            if isOff(at: site.span) { return true }
            return unit.function(around: site.scope).map(quietFunctions.contains) ?? false
        }
    }

    /// Parameters of the model that need no gradients: `requires_grad_(False)`, `for p in model.parameters(): p.requires_grad = False`.
    func isFrozen(_ model: String) -> Bool {
        for site in unit.calls {
            guard case .member(let object, let method) = unit[site.callee].kind, unit.text(object) == model else { continue }
            if method == "requires_grad_" || method == "freeze" { return true }
            if method == "parameters", let loop = unit.loops.firstIndex(where: { $0.iterable == site.expression }) {
                let body = unit.loops[loop].bodySpan
                if unit.expressions.contains(where: { isRequirement($0) && body.contains($0.span) }) { return true }
            }
        }
        return false
    }

    private func isRequirement(_ expression: Expression) -> Bool {
        if case .member(_, "requires_grad") = expression.kind { true } else { false }
    }
}
