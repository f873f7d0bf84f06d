extension Rule {
    /// A rule of wattlint about its own use, which no file under Rules/ can hold since it judges no fact of the repository.
    public static func builtIn(
        id: String, title: String, technique: Technique, severity: Severity, on kind: String, message: String, remedy: String, why: String
    ) -> Rule {
        Rule(
            id: id, title: title, technique: technique, severity: severity, confidence: .high, isPedantic: false, on: kind, when: .any([]),
            none: [], message: Template(message), remedy: Template(remedy), saving: SavingMethod(method: "none", arguments: [:]), why: why,
            evidence: [], examples: [], options: [:], formerly: [], path: "")
    }
}
