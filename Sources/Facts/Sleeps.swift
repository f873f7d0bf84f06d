internal import Catalog
internal import CodeModel
internal import Parsing

/// Calls that do nothing but let time pass, and for how long.
extension CodeExtraction {
    /// What a call that sleeps says of its pause.
    struct Pause {
        /// nil where it is not constant.
        var seconds: Double?
    }

    var waiting: WaitingKnowledge.Language { knowledge.waiting.language(language.ecosystem) }

    /// The pause of a call; nil for one that does not sleep.
    func pause(of site: CallSite, _ order: TextOrder) -> Pause? {
        let words = waiting
        guard isWaitedFor(site, words) else { return nil }
        let names = resolver.qualifiedNames(site.callee)
        var isSleep = false
        for sleep in words.sleeps where names.contains(where: sleep.calls.contains) {
            if !sleep.inside.isEmpty {
                if let inner = onlyCall(within: site, sleep.inside, order) { return pause(inner, sleep) }
                continue
            }
            isSleep = true
            if let seconds = sleep.seconds {
                if site.arguments.isEmpty { return Pause(seconds: seconds) }
            } else if let length = expression(sleep.argument, of: site) {
                return Pause(seconds: seconds(length, unit: sleep.unit))
            }
        }
        if isSleep { return Pause(seconds: nil) }
        return words.helpers.isEmpty ? nil : pauseOfHelper(site, names, words, order)
    }

    private func pause(_ site: CallSite, _ sleep: WaitingKnowledge.Sleep) -> Pause {
        if let seconds = sleep.seconds { return Pause(seconds: seconds) }
        guard let expression = expression(sleep.argument, of: site) else { return Pause(seconds: nil) }
        return Pause(seconds: seconds(expression, unit: sleep.unit))
    }

    private func expression(_ positions: [SDKKnowledge.ArgumentPosition], of site: CallSite) -> ExpressionID? {
        if case .given(_, let expression) = argument(positions, of: site) { expression } else { nil }
    }

    /// Whether the loop goes on only after it, where calls must be awaited for that.
    private func isWaitedFor(_ site: CallSite, _ words: WaitingKnowledge.Language) -> Bool {
        guard words.isAwaited else { return true }
        let before = unit.source.text(Span(max(0, site.span.start - 12), site.span.start))
        return before.split(whereSeparator: \.isWhitespace).last?.hasSuffix("await") ?? false
    }

    /// The one call of these names within another, where there is nothing else in it than what tells that one that time is up:
    /// `new Promise((resolve) => setTimeout(resolve, 10))`.
    private func onlyCall(within site: CallSite, _ names: WaitingKnowledge.Names, _ order: TextOrder) -> CallSite? {
        var found: CallSite?
        for call in order.calls(in: site.span) where unit.calls[call].expression != site.expression {
            let inner = unit.calls[call]
            if resolver.qualifiedNames(inner.callee).contains(where: names.contains) {
                guard found == nil else { return nil }
                found = inner
            } else if inner.arguments.isEmpty, case .name = unit[inner.callee].kind {
                continue
            } else {
                return nil
            }
        }
        return found
    }

    // MARK: Functions of the project

    /// `sleep(10)`: a function of this file that does nothing else than sleep as long as its argument says, or one of another file that is
    /// called as such functions are.
    private func pauseOfHelper(_ site: CallSite, _ names: [String], _ words: WaitingKnowledge.Language, _ order: TextOrder) -> Pause? {
        if case .function(let function) = resolver.resolve(site.callee).value {
            let declaration = unit.functions[function]
            guard declaration.returned.count == 1, case .call(let call) = unit[declaration.returned[0]].kind,
                let position = declaration.parameters.firstIndex(where: { !$0.isReceiver && !$0.isVariadic }),
                let slot = declaration.slot(of: position)
            else { return nil }
            let name = declaration.parameters[position].name
            let inside = unit.calls[call]
            for sleep in words.sleeps where resolver.qualifiedNames(inside.callee).contains(where: sleep.calls.contains) {
                let sleeping = sleep.inside.isEmpty ? inside : onlyCall(within: inside, sleep.inside, order)
                guard let sleeping else { continue }
                if let seconds = sleep.seconds { return Pause(seconds: seconds) }
                guard let expression = expression(sleep.argument, of: sleeping) else { continue }
                guard case .name(name) = unit[expression].kind else { return Pause(seconds: seconds(expression, unit: sleep.unit)) }
                let given = site.positional.indices.contains(slot) ? site.positional[slot] : declaration.parameters[position].defaultValue
                return Pause(seconds: given.flatMap { seconds($0, unit: sleep.unit) })
            }
            return nil
        }
        guard let word = calledWord(site.callee), site.arguments.count == 1, let helpers = words.helpers.first(where: { $0.words.contains(word) }),
            !names.contains(where: { name in helpers.except.contains(where: name.hasPrefix) }),
            let number = site.positional.first.flatMap({ resolver.resolve($0).number }), number >= helpers.least
        else { return nil }
        return Pause(seconds: number * helpers.unit)
    }

    // MARK: Durations

    /// The seconds of a number of units, or of a duration: `10 * time.Millisecond`, `Duration::from_millis(10)`, `10.milliseconds`.
    private func seconds(_ id: ExpressionID, unit bare: Double, depth: Int = 0) -> Double? {
        guard depth < 6 else { return nil }
        let durations = waiting.durations
        switch unit[id].kind {
        case .number(let number): return number * (unitWritten(around: id) ?? bare)
        case .binary("*", let left, let right):
            for (factor, duration) in [(left, right), (right, left)] {
                guard let number = number(factor) else { continue }
                if let seconds = durations.isEmpty ? seconds(duration, unit: bare, depth: depth + 1) : length(duration, depth: depth + 1) { return number * seconds }
            }
            return nil
        case .binary("/", let left, let right):
            guard let number = number(right), number > 0 else { return nil }
            return seconds(left, unit: bare, depth: depth + 1).map { $0 / number }
        default: break
        }
        if let length = length(id, depth: depth) { return length }
        return resolver.resolve(id).number.map { $0 * bare }
    }

    /// The seconds of what is a duration by itself.
    private func length(_ id: ExpressionID, depth: Int) -> Double? {
        guard depth < 6 else { return nil }
        let durations = waiting.durations
        switch unit[id].kind {
        case .member(let object, let word):
            guard let seconds = durations[word] else { return constant(id).flatMap { self.length($0, depth: depth + 1) } }
            if let number = number(object) { return number * seconds }
            if case .name = unit[object].kind { return seconds }
            return nil
        case .call(let call):
            guard let word = calledWord(unit.calls[call].callee), let seconds = durations[word], let first = unit.calls[call].positional.first
            else { return nil }
            return number(first).map { $0 * seconds }
        case .binary: return seconds(id, unit: .nan, depth: depth + 1).flatMap { $0.isNaN ? nil : $0 }
        case .name: return constant(id).flatMap { self.length($0, depth: depth + 1) }
        default: return nil
        }
    }

    /// The unit that is written around a number, where a call of it stands for the number: `.milliseconds(10)`.
    private func unitWritten(around id: ExpressionID) -> Double? {
        let start = unit[id].span.start
        let before = unit.source.text(Span(max(0, start - 24), start))
        guard before.hasSuffix("(") else { return nil }
        let word = before.dropLast().reversed().prefix { $0.isLetter || $0 == "_" }
        return waiting.durations[String(word.reversed())]
    }

    /// A plain number, also one that only its type is told of: `time.Duration(10)`.
    private func number(_ id: ExpressionID) -> Double? {
        if let number = resolver.resolve(id).number { return number }
        guard case .call(let call) = unit[id].kind, calledWord(unit.calls[call].callee).map(waiting.casts.contains) ?? false else { return nil }
        return unit.calls[call].positional.first.flatMap { resolver.resolve($0).number }
    }

    /// What a name or field is set to, where that is once.
    private func constant(_ id: ExpressionID) -> ExpressionID? {
        switch unit[id].kind {
        case .name(let name):
            let found = resolver.bindings(of: name, from: unit[id].scope, at: unit[id].span.start)
            guard found.count == 1, case .expression(let value) = found[0].source else { return nil }
            return value
        case .member(let object, let name):
            let declaration: ClassID
            switch resolver.resolve(object).value {
            case .receiver(let found), .classDeclaration(let found): declaration = found
            default: return nil
            }
            guard unit.classes[declaration].assigned[name] == nil else { return nil }
            return unit.classes[declaration].fields.last { $0.name == name }?.value
        default: return nil
        }
    }
}
