internal import Catalog
internal import CodeModel
internal import Parsing

/// Waiting that is over before it begins, or that somebody watches.
extension CodeExtraction {
    /// Whether the function around a loop was left already where what the loop waits for is not so yet: `context ?: return`,
    /// `if (!ready) return`. Only another thread could take it back.
    func isDecidedBefore(_ loop: LoopID, _ order: TextOrder, _ rounds: IdleRounds) -> Bool {
        let declaration = unit.loops[loop]
        guard let condition = declaration.condition, let function = unit.namedFunction(around: declaration.scope),
            unit.functions[function].span.start < declaration.span.start
        else { return false }
        let before = Span(unit.functions[function].span.start, declaration.span.start)
        guard let subject = subject(of: condition), !isAssigned(subject, in: before) else { return false }
        if isLeft(withoutAny: subject, in: before) { return isAboutAbsence(condition) }
        return order.expressions(in: before).contains { test in
            guard unit[test].role == .condition, let leaves = rounds.leavingAnswer(to: test, in: before) else { return false }
            return plain(leaves ? condition : negated(condition)) == plain(test)
        }
    }

    /// `context ?: return`, `(context as Activity?) ?: return`
    private func isLeft(withoutAny name: String, in span: Span) -> Bool {
        Words.offsets(of: name, in: Array(unit.source.bytes[span.start..<span.end])).contains { offset in
            let start = span.start + offset + name.utf8.count
            var rest = unit.source.text(Span(start, min(start + 120, span.end)))[...]
            if rest.hasPrefix(" as ") { rest = rest.dropFirst(4).drop { !$0.isWhitespace && $0 != ")" } }
            rest = rest.drop { $0 == ")" || $0 == " " }
            return knowledge.waiting.leavingWhereAbsent.contains { rest.hasPrefix($0) }
        }
    }

    /// What a question is about: the one side of it that is no constant.
    private func subject(of condition: ExpressionID) -> String? {
        switch unit[condition].kind {
        case .negation(let inner): return subject(of: inner)
        case .name, .member: return unit.text(condition)
        case .comparison(_, let operands):
            let names = operands.filter { if case .name = unit[$0].kind { true } else if case .member = unit[$0].kind { true } else { false } }
            return names.count == 1 ? unit.text(names[0]) : nil
        default: return nil
        }
    }

    private func isAboutAbsence(_ condition: ExpressionID) -> Bool {
        guard case .comparison(let operators, let operands) = unit[condition].kind, ["==", "===", "is"].contains(operators.first ?? "") else { return false }
        return operands.contains { if case .null = unit[$0].kind { true } else { false } }
    }

    private func negated(_ condition: ExpressionID) -> ExpressionID? { if case .negation(let inner) = unit[condition].kind { inner } else { nil } }

    private func plain(_ id: ExpressionID?) -> String? { id.map { unit.text($0).filter { !$0.isWhitespace && $0 != "(" && $0 != ")" } } }

    private func isAssigned(_ name: String, in span: Span) -> Bool {
        Words.offsets(of: name, in: Array(unit.source.bytes[span.start..<span.end])).contains { offset in
            let rest = unit.source.bytes[(span.start + offset + name.utf8.count)..<span.end].drop { $0 == UInt8(ascii: " ") }.prefix(2)
            return rest.first == UInt8(ascii: "=") && rest.last != UInt8(ascii: "=")
        }
    }

    /// Whether each round of a loop shows somebody what was answered: the looks are what they wait for.
    func isShown(_ loop: LoopID, _ order: TextOrder) -> Bool {
        let body = unit.loops[loop].bodySpan
        let answers = Set(
            order.expressions(in: body).flatMap { id -> [String] in
                guard case .assigned(let names) = unit[id].role else { return [] }
                return names
            })
        return order.calls(in: body).contains { call in
            let site = unit.calls[call]
            guard let word = calledWord(site.callee), knowledge.waiting.showing.contains(word) else { return false }
            return site.arguments.contains { resolver.mentions($0.value, answers) }
        }
    }
}
