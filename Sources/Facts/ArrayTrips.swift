internal import Catalog
internal import CodeModel
internal import Parsing

/// Tensors that leave the accelerator for an array of the host, and come back, in each round of a loop.
extension CodeExtraction {
    mutating func addArrayTrips() {
        for trip in knowledge.hotPaths.arrayTrips where imports(trip.package) && !unit.loops.isEmpty {
            for call in unit.calls.indices where !unit.calls[call].loops.isEmpty {
                let site = unit.calls[call]
                guard let word = calledWord(site.callee), trip.lastNames.contains(word), let loop = site.loops.last,
                    unit.loops[loop].kind != .comprehension, resolver.qualifiedNames(site.callee).contains(where: trip.back.contains),
                    let value = site.positional.first, goesBack(site, trip), let start = departure(of: value, trip, unit.loops[loop].bodySpan)
                else { continue }
                var fact = makeFact(
                    .repeatedWork, at: site.span, scope: site.scope,
                    fields: [
                        "pattern": .text("array-trip"), "callee": .text(unit.text(start).prefixed(60)), "library": .text(trip.package), "place": .text("loop"),
                    ])
                fact.related.append(RelatedPlace(Place(path: path, span: unit[start].span, in: unit.source), "it leaves the accelerator here"))
                noteRounds(loop, in: &fact)
                result.facts.append(fact)
            }
        }
    }

    /// `torch.from_numpy(x).to(device)`, `torch.tensor(x, device=device)`; not where the device is the host.
    private func goesBack(_ site: CallSite, _ trip: HotPathKnowledge.ArrayTrip) -> Bool {
        if let device = site.keyword(trip.device) { return !isHost(device, trip) }
        var current = site.expression
        for _ in 0..<6 {
            let member = unit[current].parent
            guard member >= 0, case .member(current, _) = unit[member].kind else { return false }
            let outer = unit[member].parent
            guard outer >= 0, case .call(let call) = unit[outer].kind, unit.calls[call].callee == member else { return false }
            if isMove(unit.calls[call], trip.moving) { return true }
            current = outer
        }
        return false
    }

    private func isHost(_ device: ExpressionID, _ trip: HotPathKnowledge.ArrayTrip) -> Bool {
        let value = resolver.resolve(device)
        return value.text == trip.host || value.isNull
    }

    /// Where a tensor left, when between there and here stands nothing but arithmetic and what the tensor's library does as well.
    private func departure(of value: ExpressionID, _ trip: HotPathKnowledge.ArrayTrip, _ body: Span) -> ExpressionID? {
        var pending = [value]
        var found: ExpressionID?
        var seen: Set<ExpressionID> = []
        while let id = pending.popLast() {
            guard seen.insert(id).inserted, seen.count < 120 else { continue }
            switch unit[id].kind {
            case .text, .number, .flag, .null, .slice: continue
            // `-x`
            case .unknown: pending += resolver.namesUsed(in: [unit[id].span]).flatMap { resolver.uses(of: $0, in: unit[id].span) }
            case .name(let name):
                for binding in resolver.bindings(of: name, from: unit[id].scope, at: unit[id].span.start)
                where body.contains(Span(binding.offset - 1, binding.offset - 1)) {
                    switch binding.source {
                    case .expression(let inner), .extended(let inner): pending.append(inner)
                    // Nobody knows what gave it.
                    default: return nil
                    }
                }
            case .binary(_, let left, let right): pending += [left, right]
            case .comparison(_, let parts), .list(let parts): pending += parts
            case .negation(let inner): pending.append(inner)
            case .index(let object, let index): pending += [object, index]
            case .member(let object, _): pending.append(object)
            case .conditional(_, let then, let otherwise): pending += [then, otherwise]
            case .call(let call):
                let site = unit.calls[call]
                if isDeparture(site, trip) {
                    found = found ?? id
                    continue
                }
                let package = resolver.qualifiedName(site.callee).prefix { $0 != "." && $0 != "(" }
                guard case .member(let object, _) = unit[site.callee].kind else { return nil }
                // A function that tensors have too, or a method of the array; others may need the host.
                guard trip.packages.contains(String(package)) || isMadeHere(object, body) else { return nil }
                pending.append(object)
                pending += site.arguments.map(\.value)
            default: return nil
            }
        }
        return found
    }

    /// A value of this round: what an expression gives, or a name that one is bound to.
    private func isMadeHere(_ object: ExpressionID, _ body: Span) -> Bool {
        switch unit[object].kind {
        case .call, .comparison, .binary, .index, .unknown: return true
        case .name(let name):
            return resolver.bindings(of: name, from: unit[object].scope, at: unit[object].span.start).contains { binding in
                guard case .expression = binding.source else { return false }
                return body.contains(Span(binding.offset - 1, binding.offset - 1))
            }
        default: return false
        }
    }

    /// `x.detach().cpu().numpy()`.
    private func isDeparture(_ site: CallSite, _ trip: HotPathKnowledge.ArrayTrip) -> Bool {
        guard case .member(var object, trip.array) = unit[site.callee].kind else { return false }
        for _ in 0..<6 {
            guard case .call(let call) = unit[object].kind, case .member(let inner, let word) = unit[unit.calls[call].callee].kind else { return false }
            if word == trip.host { return true }
            object = inner
        }
        return false
    }
}
