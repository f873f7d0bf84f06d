internal import Catalog
internal import CodeModel
internal import Parsing

/// Caches of what models answer and compute, as code sets them up and switches them off.
extension CodeExtraction {
    mutating func addCaches() {
        let engines = knowledge.caches.engines(language.ecosystem).filter { importsFrom($0.package) }
        guard !engines.isEmpty else { return }
        for call in unit.calls.indices {
            guard let last = lastName(unit.calls[call].callee) else { continue }
            var names: [String]?
            for engine in engines {
                func isCalled(_ calls: [String]) -> Bool {
                    guard calls.contains(where: { $0.hasSuffix(".\(last)") || $0 == last }) else { return false }
                    let all = names ?? resolver.qualifiedNames(unit.calls[call].callee).map(canonical)
                    names = all
                    return calls.contains { name in all.contains { name.contains("*") ? CodeName.matches($0, name) : $0 == name } }
                }
                for setUp in engine.setUps where isCalled(setUp.calls) { addSetUp(call, engine, setUp) }
                for switched in engine.switches where isCalled(switched.calls) { addSwitch(call, engine, switched) }
            }
        }
    }

    /// Whether an import names a package, or one that begins or ends so: `langchain_openai`, `github.com/segmentio/kafka-go`.
    func importsFrom(_ package: String) -> Bool {
        importedNames.contains(word: package)
    }

    // MARK: Switched off

    private mutating func addSwitch(_ call: CallID, _ engine: CacheKnowledge.Engine, _ switched: CacheKnowledge.Switch) {
        let site = unit.calls[call]
        guard case .given(let value, let expression) = argument(switched.argument, of: site), value.flag == switched.off,
            !isAnotherThing(site, switched.notWith)
        else { return }
        var fact = makeFact(
            .cache, at: argumentSpan(expression, in: site) ?? site.span, scope: site.scope,
            fields: [
                "engine": .text(engine.name), "enabled": .flag(false), "of": .text(switched.of), "type": .text("exact"),
                "setting": .text(settingText(expression, in: site)), "purpose": .text(measures(site) ? "measurement" : "application"),
                "sampled": .flag(isSampled(site, switched)),
            ])
        if engine.isDefault { fact.fields["counts"] = .flag(true) }
        result.facts.append(fact)
    }

    /// The argument that says it, where it is written in the call: a long call's first line says little.
    private func argumentSpan(_ expression: ExpressionID?, in site: CallSite) -> Span? {
        guard let expression, site.span.contains(unit[expression].span) else { return nil }
        return unit[expression].span
    }

    private func settingText(_ expression: ExpressionID?, in site: CallSite) -> String {
        if let argument = site.arguments.first(where: { argument in expression.map { unit[argument.value].span.contains(unit[$0].span) } ?? false }),
            let name = argument.name
        {
            return "\(name)=\(unit.text(argument.value))".prefixed(60)
        }
        return expression.map { unit.text($0).prefixed(60) } ?? ""
    }

    private func isAnotherThing(_ site: CallSite, _ names: [String]) -> Bool {
        names.contains { entry in
            let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
            guard let name = parts.first, let value = site.keyword(name) else { return false }
            return parts.count == 1 ? true : unit.text(value) == parts[1]
        }
    }

    /// Answers that are meant to differ are no matter for a cache. A temperature that nobody can tell may be above zero.
    private func isSampled(_ site: CallSite, _ switched: CacheKnowledge.Switch) -> Bool {
        guard !switched.sampling.isEmpty else { return false }
        switch argument(switched.sampling, of: site) {
        case .given(let temperature, _): return temperature.number.map { $0 > 0 } ?? !temperature.isNull
        case .absent: return false
        case .unknown: return true
        }
    }

    /// Names around a call that say evaluation, benchmark, sampling or training; and what the file is called.
    func measures(_ site: CallSite) -> Bool {
        var names = [unit.symbol(around: site.scope)] + path.split(separator: "/").map(String.init)
        var current = site.expression
        while unit[current].parent >= 0 { current = unit[current].parent }
        if case .assigned(let targets) = unit[current].role { names += targets }
        let words = names.flatMap { NameWords.split($0) }.map { $0.lowercased() }
        return words.contains { word in knowledge.caches.measuring.contains(where: word.hasPrefix) }
    }

    // MARK: Set up

    private mutating func addSetUp(_ call: CallID, _ engine: CacheKnowledge.Engine, _ setUp: CacheKnowledge.SetUp) {
        let site = unit.calls[call]
        var fact = makeFact(
            .cache, at: site.span, scope: site.scope,
            fields: ["engine": .text(engine.name), "enabled": .flag(true), "of": .text("response"), "purpose": .text(measures(site) ? "measurement" : "application")])
        if !setUp.threshold.isEmpty, case .given(let value, let expression) = argument(setUp.threshold, of: site), let usual = setUp.usual {
            fact.fields["type"] = .text("semantic")
            fact.fields["threshold"] = values.value(value)
            fact.fields["threshold.usual"] = .number(usual)
            fact.fields["setting"] = .text(settingText(expression, in: site))
            if let threshold = value.number { fact.fields["loose"] = .flag(setUp.isSimilarity ? threshold < usual : threshold > usual) }
            if let span = argumentSpan(expression, in: site) {
                fact.place = Place(path: path, span: span, in: unit.source)
                fact.snippet = Snippet(around: span, in: unit.source)
            }
        }
        result.facts.append(fact)
    }
}
