internal import Catalog
internal import CodeModel
internal import Parsing

/// Training of neural networks by a framework's trainer, and what measures its energy.
extension CodeExtraction {
    // MARK: Training

    mutating func addTrainingRuns() {
        addTrainingLoops()
        let words = knowledge.work.training
        let shapes = words.settings.filter { imports($0.package) }
        guard !shapes.isEmpty else { return }
        for call in unit.calls.indices {
            let site = unit.calls[call]
            guard let word = calledWord(site.callee), let shape = shapes.first(where: { $0.isCalled(word) }),
                resolver.qualifiedNames(site.callee).contains(where: shape.names.contains)
            else { continue }
            // Arguments that go to a data set or the like set no training up.
            guard shape.handedTo.isEmpty || reachesTraining(call, shape.handedTo) else { continue }
            var fact = makeFact(
                .trainingRun, at: site.span, scope: site.scope,
                fields: ["library": .text(shape.package), "call": .text(unit.text(site.callee).prefixed(60)), "tracked": .flag(isTracked(site))])
            if !shape.remedy.isEmpty { fact.fields["remedy.call"] = .text(shape.remedy) }
            if let precision = trainingPrecision(site, shape) { fact.fields["precision"] = .text(precision) }
            result.facts.append(fact)
        }
    }

    /// The precision that the settings ask for; unknown where something else in the file may decide.
    private func trainingPrecision(_ site: CallSite, _ shape: WorkKnowledge.TrainerSettings) -> String? {
        guard !site.arguments.contains(where: { $0.spread != .none }) else { return nil }
        if !shape.accelerated.isEmpty, !mentions(shape.accelerated) { return nil }
        if !shape.layers.isEmpty, !mentions(shape.layers) { return nil }
        for (keyword, least) in shape.least {
            guard let value = site.keyword(keyword).map(resolver.resolve)?.number, value >= least else { return nil }
        }
        for (keyword, values) in shape.needs {
            guard let value = site.keyword(keyword).map(resolver.resolve)?.text, values.contains(value) else { return nil }
        }
        var isMixed = false
        for argument in site.arguments {
            guard let name = argument.name else { continue }
            if shape.elsewhere.contains(name) {
                guard let value = resolver.resolve(argument.value).text, shape.plain[name]?.contains(value) ?? false else { return nil }
            }
            guard shape.mixed.contains(name) else { continue }
            let value = resolver.resolve(argument.value)
            if value.flag == false { continue }
            isMixed = true
        }
        if isMixed { return "mixed" }
        return mentions(knowledge.work.training.lowered) ? nil : "fp32"
    }

    /// `for epoch in range(90): for batch in loader: … loss.backward(); optimizer.step()`, on an accelerator, for a model of some size.
    private mutating func addTrainingLoops() {
        let words = knowledge.work.training.loops
        guard !words.package.isEmpty, imports(words.package), !mentions(words.others) else { return }
        var seen: Set<LoopID> = []
        for site in unit.calls where site.loops.count >= 2 {
            guard calledWord(site.callee) == "step", let outer = site.loops.first, let inner = site.loops.last,
                resolver.qualifiedNames(site.callee).contains(where: { $0.hasPrefix(words.optimizers) && $0.hasSuffix("().step") }),
                let epochs = epochs(of: outer), epochs >= words.leastEpochs, isLearnt(in: inner), seen.insert(outer).inserted
            else { continue }
            let header = header(of: unit.loops[outer])
            var fact = makeFact(
                .trainingRun, at: header, scope: unit.loops[outer].scope,
                fields: ["library": .text(words.package), "call": .text(unit.text(site.callee).prefixed(60)), "tracked": .flag(isTracked(site))])
            if !words.remedy.isEmpty { fact.fields["remedy.call"] = .text(words.remedy) }
            if mentions(words.accelerated), mayGainFromLowerPrecision(words) || importsLayers(), !mentions(knowledge.work.training.lowered) {
                fact.fields["precision"] = .text("fp32")
            }
            result.facts.append(fact)
        }
    }

    /// Whether the file makes a network whose class another file declares, with layers that matter.
    private mutating func importsLayers() -> Bool {
        var found = false
        for site in unit.calls {
            guard case .imported(let name) = resolver.resolve(site.callee).value else { continue }
            result.references.insert(name)
            if asked.answers[name]?.traits.contains(DeclaredTraits.layers) ?? false { found = true }
        }
        return found
    }

    /// The number of rounds that a loop over epochs has, also where an argument or default says it.
    private func epochs(of loop: LoopID) -> Double? {
        let declaration = unit.loops[loop]
        guard let target = declaration.targets.first, target.lowercased().contains("epoch"), let iterable = declaration.iterable,
            case .call(let call) = unit[iterable].kind
        else { return nil }
        let site = unit.calls[call]
        if ["tqdm", "trange"].contains(calledWord(site.callee) ?? ""), let inner = site.positional.first, case .call(let range) = unit[inner].kind {
            return number(unit.calls[range].positional.last)
        }
        return ["range", "trange"].contains(calledWord(site.callee) ?? "") ? number(site.positional.last) : nil
    }

    private func number(_ id: ExpressionID?) -> Double? {
        guard let id else { return nil }
        var located = resolver.resolve(id)
        for _ in 0..<3 {
            if let number = located.number { return number }
            guard case .fallback(let inner, _) = located.value else { return nil }
            located = inner
        }
        return nil
    }

    private func isLearnt(in loop: LoopID) -> Bool {
        let body = unit.loops[loop].bodySpan
        return unit.calls.contains { body.contains($0.span) && calledWord($0.callee) == "backward" }
    }

    /// Whether the file measures energy, or hands the run to a tracker by name.
    private func isTracked(_ site: CallSite) -> Bool {
        let trackers = knowledge.work.training.trackers
        if unit.importedModules.contains(where: { name in trackers.contains { name == $0 || name.hasPrefix("\($0).") } }) { return true }
        guard let reports = site.keyword("report_to") else { return false }
        let text = resolver.resolve(reports)
        return (text.items?.compactMap(\.text) ?? [text.text ?? ""]).contains { $0 == "codecarbon" || $0 == "all" }
    }

    // MARK: Trackers

    mutating func addTrackers() {
        let shapes = knowledge.work.training.measuring.filter { imports($0.package) }
        guard !shapes.isEmpty else { return }
        var stopped: [String: [CallSite]] = [:]
        for site in unit.calls {
            guard case .member(let object, let method) = unit[site.callee].kind, shapes.contains(where: { $0.stop.contains(method) }) else { continue }
            stopped[unit.text(object), default: []].append(site)
        }
        for site in unit.calls {
            guard case .member(let object, let method) = unit[site.callee].kind, shapes.contains(where: { $0.start == method }) else { continue }
            let made = resolver.qualifiedNames(object)
            guard let shape = shapes.first(where: { $0.start == method && made.contains("\($0.type)()") }), staysHere(object) else { continue }
            let name = unit.text(object)
            var fact = makeFact(
                .tracker, at: site.span, scope: site.scope,
                fields: [
                    "library": .text(shape.package), "name": .text(name), "stopped": .flag(stopped[name] != nil),
                    "remedy.call": .text("\(name).\(shape.stop.first ?? "stop")() in a finally, or `with \(shape.lastName)():`"),
                ])
            if let stop = (stopped[name] ?? []).first(where: { isAllBetween(site, $0) }) {
                fact.fields["covers"] = .text("nothing")
                fact.related.append(RelatedPlace(Place(path: path, span: stop.span, in: unit.source), "it is stopped here already"))
            }
            result.facts.append(fact)
        }
    }

    /// Whether one call comes right behind another in the same block, with nothing done in between.
    private func isAllBetween(_ start: CallSite, _ stop: CallSite) -> Bool {
        guard start.scope == stop.scope, start.span.end <= stop.span.start, start.loops == stop.loops else { return false }
        let between = Span(start.span.end, stop.span.start)
        let isEmpty = !unit.calls.contains { between.contains($0.span) } && !unit.loops.contains { between.contains($0.span) }
        return isEmpty && !unit.blocks.contains { $0.decision != nil && $0.span.contains(start.span) != $0.span.contains(stop.span) }
            && !unit.source.text(between).contains("yield")
    }

    /// An object that is handed to nobody who might stop it.
    private func staysHere(_ object: ExpressionID) -> Bool {
        let text = unit.text(object)
        return !unit.expressions.indices.contains { id in
            switch unit[id].kind {
            case .name, .member: break
            default: return false
            }
            guard unit.text(id) == text else { return false }
            let parent = unit[id].parent
            if parent >= 0, case .member(id, _) = unit[parent].kind { return false }
            if parent >= 0, case .call(let call) = unit[parent].kind { return unit.calls[call].callee != id }
            if case .returned = unit[id].role { return true }
            return parent >= 0
        }
    }
}
