internal import Catalog
internal import CodeModel
internal import Parsing

/// Elements that are put in or taken out at the front of a list, which moves all the others each time.
extension CodeExtraction {
    mutating func addFrontChanges() {
        guard !unit.loops.isEmpty, let front = knowledge.hotPaths.fronts[language.ecosystem] else { return }
        for call in unit.calls.indices {
            let site = unit.calls[call]
            guard let loop = site.loops.last, case .member(let object, let word) = unit[site.callee].kind, case .name(let name) = unit[object].kind,
                let method = front.methods.first(where: { $0.name == word && isAtFront(site, $0) }), !knowledge.hotPaths.isFew(name)
            else { continue }
            let order = textOrder()
            let body = unit.loops[loop].bodySpan
            let bindings = resolver.bindings(of: name, from: site.scope, at: site.span.start)
            guard isMovingList(object, bindings, front), isKept(bindings, within: body), !isInBranch(site.span, within: body),
                method.grows ? isGrown(site, name, loop, order) : isDrained(site, name, loop, bindings, order), !waits(body, order)
            else { continue }
            var fact = makeFact(
                .frontChange, at: site.span, scope: site.scope,
                fields: ["callee": .text(unit.text(site.callee).prefixed(60)), "remedy.call": .text(method.remedy)])
            noteRounds(loop, in: &fact)
            result.facts.append(fact)
        }
    }

    private func isAtFront(_ site: CallSite, _ method: HotPathKnowledge.Front.Method) -> Bool {
        guard site.arguments.count == method.arguments, site.positional.count == method.arguments else { return false }
        guard let place = method.place else { return true }
        return site.positional.first.map { resolver.resolve($0).number == place } ?? false
    }

    // MARK: The list

    /// A list for sure: written out as one, made by a call that gives one, or said to be one.
    private func isMovingList(_ object: ExpressionID, _ bindings: [Binding], _ front: HotPathKnowledge.Front) -> Bool {
        if resolver.qualifiedNames(object).contains(where: { isType($0, front) }) { return true }
        guard front.hasLiterals else { return false }
        let values = bindings.compactMap { binding -> ExpressionID? in
            if case .expression(let value) = binding.source { value } else { nil }
        }
        let isOnlyThose = bindings.allSatisfy { binding in
            switch binding.source {
            case .expression, .extended: true
            default: false
            }
        }
        return isOnlyThose && !values.isEmpty && values.allSatisfy { value in
            switch unit[value].kind {
            case .list, .comprehension: unit.source.bytes[unit[value].span.start] == UInt8(ascii: "[")
            default: false
            }
        }
    }

    /// `java.util.ArrayList()`, and `list[]()` of an annotation.
    private func isType(_ name: String, _ front: HotPathKnowledge.Front) -> Bool {
        guard name.hasSuffix("()") else { return false }
        let made = name.dropLast(2)
        return front.types.contains(String(made.hasSuffix("[]") ? made.dropLast(2) : made))
    }

    /// The same list in all rounds: made before the loop, and at most lengthened in it.
    private func isKept(_ bindings: [Binding], within body: Span) -> Bool {
        !bindings.isEmpty && bindings.allSatisfy { binding in
            if case .extended = binding.source { return true }
            return !body.contains(Span(binding.offset - 1, binding.offset - 1))
        }
    }

    /// Methods that a round calls on the list, but for one call.
    private func methods(on name: String, in body: Span, but site: CallSite, _ order: TextOrder) -> [String] {
        order.calls(in: body).compactMap { call in
            guard unit.calls[call].span != site.span, case .member(let object, let method) = unit[unit.calls[call].callee].kind,
                case .name(name) = unit[object].kind
            else { return nil }
            return method
        }
    }

    // MARK: The loop

    /// One more in each round, over all of the data, and none taken out.
    private func isGrown(_ site: CallSite, _ name: String, _ loop: LoopID, _ order: TextOrder) -> Bool {
        let declaration = unit.loops[loop]
        guard declaration.kind != .whileTrue, !declaration.hasEarlyExit, goesOverMuch(loop), ![.retry, .interactive, .once].contains(resolver.kind(of: loop, for: site))
        else { return false }
        let body = declaration.bodySpan
        // Where a round calls others, their work is what counts, and there are hardly so many rounds.
        guard order.calls(in: body).allSatisfy({ isLight(unit.calls[$0]) }) else { return false }
        guard !unit.itemAssignments.contains(where: { $0.name == name && body.contains(Span($0.offset - 1, $0.offset - 1)) }) else { return false }
        return !methods(on: name, in: body, but: site, order).contains(where: knowledge.hotPaths.shrinking.contains)
    }

    private func isLight(_ site: CallSite) -> Bool {
        guard let word = calledWord(site.callee) else { return false }
        return isCheap(site) || knowledge.hotPaths.pure.contains(word) || knowledge.loops.growing.contains(word)
            || knowledge.hotPaths.fronts[language.ecosystem]?.methods.contains { $0.name == word } ?? false
    }

    /// `while queue: queue.pop(0)`: until nothing is left, of more than a few that are written out.
    private func isDrained(_ site: CallSite, _ name: String, _ loop: LoopID, _ bindings: [Binding], _ order: TextOrder) -> Bool {
        let declaration = unit.loops[loop]
        guard declaration.kind == .whileTrue, let condition = declaration.condition, saysIfAny(condition, name) else { return false }
        let isWrittenOut = bindings.contains { binding in
            guard case .expression(let value) = binding.source, case .list = unit[value].kind else { return false }
            return true
        }
        // What was there before, all of it; not a search that stops at its first hit, nor a part of each element of another loop.
        if !isWrittenOut { return !declaration.hasEarlyExit && declaration.parent == nil }
        let isLengthened = unit.scopes.contains { scope in
            (scope.bindings[name] ?? []).contains { binding in
                guard case .extended = binding.source else { return false }
                return declaration.bodySpan.contains(Span(binding.offset - 1, binding.offset - 1))
            }
        }
        return isLengthened || methods(on: name, in: declaration.bodySpan, but: site, order).contains(where: knowledge.loops.growing.subtracting(knowledge.hotPaths.shrinking).contains)
    }

    /// `queue`, `len(queue) > 0`, `!queue.isEmpty()`: and nothing else.
    private func saysIfAny(_ condition: ExpressionID, _ name: String) -> Bool {
        switch unit[condition].kind {
        case .name(name): return true
        case .negation(let inner): return saysIfAny(inner, name)
        case .comparison(let operators, let operands):
            guard operators.count == 1, operands.count == 2, [">", "!=", ">="].contains(operators[0]), case .number(let number) = unit[operands[1]].kind
            else { return false }
            return number <= 1 && saysIfAny(operands[0], name)
        case .member(let object, let word): return knowledge.hotPaths.emptiness.contains(word) && saysIfAny(object, name)
        case .call(let call):
            let site = unit.calls[call]
            guard let word = calledWord(site.callee), knowledge.hotPaths.emptiness.contains(word) else { return false }
            if case .member(let object, _) = unit[site.callee].kind { return site.arguments.isEmpty && saysIfAny(object, name) }
            return site.positional.count == 1 && saysIfAny(site.positional[0], name)
        default: return false
        }
    }
}
