internal import Catalog
internal import CodeModel
internal import Parsing

/// Conditions of loops that work something out anew before each round, although nothing in the loop changes it.
extension CodeExtraction {
    mutating func addUnchangingConditions() {
        guard let costly = knowledge.hotPaths.conditions[language.ecosystem]?.calls else { return }
        for loop in unit.loops.indices where unit.loops[loop].kind != .comprehension {
            let spans = tested(loop)
            guard !spans.isEmpty else { continue }
            let calls = spans.flatMap { span in textOrder().calls(in: span) }
            guard let call = calls.first(where: { isCostly(unit.calls[$0], costly) && isUnchanged(unit.calls[$0], in: loop, costly) }) else { continue }
            let site = unit.calls[call]
            var fact = makeFact(
                .repeatedWork, at: site.span, scope: site.scope,
                fields: ["pattern": .text("unchanging-condition"), "callee": .text(unit.text(site.callee).prefixed(60)), "place": .text("loop")])
            noteRounds(loop, in: &fact)
            result.facts.append(fact)
        }
    }

    /// What is worked out before each round: a condition, or the end of a loop that counts up to it in a header of three parts.
    private func tested(_ loop: LoopID) -> [Span] {
        let declaration = unit.loops[loop]
        if let condition = declaration.condition { return [unit[condition].span] }
        guard let iterable = declaration.iterable, case .call(let call) = unit[iterable].kind, calledWord(unit.calls[call].callee) == "range",
            unit.source.text(Span(declaration.span.start, declaration.bodySpan.start)).utf8.contains(UInt8(ascii: ";"))
        else { return [] }
        let positional = unit.calls[call].positional
        return [unit[positional.count > 1 ? positional[1] : positional.first ?? iterable].span]
    }

    private func isCostly(_ site: CallSite, _ words: Set<String>) -> Bool {
        if let word = calledWord(site.callee), words.contains(word) { return true }
        return words.contains(unit.text(site.callee))
    }

    /// Whether all that it is worked out from is a name that the loop only reads.
    private func isUnchanged(_ site: CallSite, in loop: LoopID, _ costly: Set<String>) -> Bool {
        let declaration = unit.loops[loop]
        guard !resolver.changes(site, in: loop) else { return false }
        let values = site.arguments.map(\.value) + [site.callee]
        // Fields of objects may be changed by whoever is called.
        guard values.allSatisfy({ isOfNames($0) }) else { return false }
        let names = resolver.namesUsed(in: values.map { unit[$0].span }).filter { name in
            !resolver.bindings(of: name, from: site.scope, at: site.span.start).contains { if case .imported = $0.source { true } else { false } }
        }
        guard !names.contains(where: knowledge.hotPaths.isFew) else { return false }
        return names.allSatisfy { name in
            let isWritten = unit.itemAssignments.contains { $0.name == name && declaration.span.contains(Span($0.offset - 1, $0.offset - 1)) }
            return !isWritten && resolver.uses(of: name, in: declaration.span).allSatisfy { isOnlyRead($0, costly) }
        }
    }

    private func isOfNames(_ id: ExpressionID) -> Bool {
        switch unit[id].kind {
        case .name, .text, .number: return true
        case .member(let object, _): if case .name = unit[object].kind { return unit.text(object) != "this" && unit.text(object) != "self" } else { return false }
        default: return false
        }
    }

    private func isOnlyRead(_ use: ExpressionID, _ costly: Set<String>) -> Bool {
        var current = use
        for _ in 0..<12 {
            if case .assigned(let names) = unit[current].role { return !names.isEmpty && current != use }
            let parent = unit[current].parent
            // Of what nobody looks into it may be anything: `delete table[key]`.
            guard parent >= 0 else { return current != use && unit[current].role != .part }
            switch unit[parent].kind {
            case .member, .index(current, _): current = parent
            case .call(let call):
                let site = unit.calls[call]
                if isCostly(site, costly) { return true }
                guard site.callee == current, let word = calledWord(site.callee) else { return false }
                return knowledge.hotPaths.pure.contains(word)
            default: return true
            }
        }
        return false
    }
}
