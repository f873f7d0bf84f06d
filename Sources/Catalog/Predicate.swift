extension Rule.Predicate {
    /// The fields that are known whenever the predicate is true. Since a predicate over something unknown is neither true nor
    /// false, a negation makes its fields known too.
    public var knownFields: Set<String> { known(whenTrue: true) }

    private func known(whenTrue isTrue: Bool) -> Set<String> {
        switch self {
        case .all(let parts):
            let known = parts.map { $0.known(whenTrue: isTrue) }
            return isTrue ? known.union : known.intersection
        case .any(let parts):
            let known = parts.map { $0.known(whenTrue: isTrue) }
            return isTrue ? known.intersection : known.union
        case .not(let part): return part.known(whenTrue: !isTrue)
        case .equals(let field, _), .compares(let field, _, _), .exists(let field, _): return [field]
        case .comparesFields(let field, _, _, let other): return [field, other]
        }
    }

    /// Every field that is named anywhere.
    public var fields: Set<String> {
        switch self {
        case .all(let parts), .any(let parts): parts.map(\.fields).union
        case .not(let part): part.fields
        case .equals(let field, _), .compares(let field, _, _), .exists(let field, _): [field]
        case .comparesFields(let field, _, _, let other): [field, other]
        }
    }

    /// The same predicate with every constant for a field replaced: texts where it holds texts, a number where it holds a number.
    /// What the field is compared by (`>`, `<=`) stays.
    func replacing(_ field: String, with value: Rule.OptionValue) -> Rule.Predicate {
        switch (self, value) {
        case (.all(let parts), _): .all(parts.map { $0.replacing(field, with: value) })
        case (.any(let parts), _): .any(parts.map { $0.replacing(field, with: value) })
        case (.not(let part), _): .not(part.replacing(field, with: value))
        case (.equals(field, _), .texts(let texts)): .equals(field: field, options: texts)
        case (.compares(field, let comparison, _), .number(let number)): .compares(field: field, comparison, number)
        default: self
        }
    }
}

extension Rule {
    /// What a configuration gives for an option of a rule.
    public enum OptionValue: Sendable, Hashable {
        case texts([String])
        case number(Double)
    }

    /// The rule with one of its options set.
    ///
    /// - Returns: nil with the reason when the rule has no such option, or the value is of the wrong type or not a known choice.
    public func setting(_ option: String, to value: OptionValue, schema: FactSchema) -> Result<Rule, OptionProblem> {
        guard let name = options[option] else {
            return .failure(OptionProblem("`\(id)` has no option `\(option)`" + hint(option, among: Array(options.keys))))
        }
        let field = schema.field(name, of: on)
        switch value {
        case .texts(let texts):
            guard field?.kind == .text else { return .failure(OptionProblem("`\(option)` of `\(id)` must be a number")) }
            let choices = field?.choices ?? []
            if !choices.isEmpty, let wrong = texts.first(where: { !choices.contains($0) }) {
                return .failure(OptionProblem("`\(wrong)` is not a known value of `\(option)`" + hint(wrong, among: choices)))
            }
        case .number:
            guard field?.kind == .number else { return .failure(OptionProblem("`\(option)` of `\(id)` must be text or a list of texts")) }
        }
        var rule = self
        rule.when = when.replacing(name, with: value)
        return .success(rule)
    }

    /// Why an option cannot be set.
    public struct OptionProblem: Error, Sendable, Hashable, CustomStringConvertible {
        public var description: String
        init(_ description: String) { self.description = description }
    }
}

extension [Set<String>] {
    fileprivate var union: Set<String> { reduce(into: []) { $0.formUnion($1) } }
    fileprivate var intersection: Set<String> {
        guard let first else { return [] }
        return dropFirst().reduce(first) { $0.intersection($1) }
    }
}
