public import CodeModel
internal import Parsing

/// What a file says about names that others import from it.
public struct CodeExports: Sendable {
    public struct Export: Sendable {
        public var answer: Resolver.Answer
        /// Where it says so.
        public var place: Place

        public init(answer: Resolver.Answer, place: Place) {
            self.answer = answer
            self.place = place
        }
    }

    /// By the name of the module, and members of it.
    public var found: [[String]: Export] = [:]
    /// Names of yet other files that the answers rest on, as the file writes them.
    public var references: Set<String> = []

    /// Of a file that cannot be read.
    public init() {}

    /// - Parameters:
    ///   - paths: each a name of the module's top level, and members taken from it.
    ///   - answers: what is known of names that the file imports itself.
    ///   - language: that of the file, where more is to be told of what it declares, by some knowledge.
    public init(
        _ paths: [[String]], of unit: CodeUnit, path file: String, answers: [String: Resolver.Answer], in language: SourceLanguage? = nil,
        _ knowledge: CodeKnowledge? = nil
    ) {
        var traits: DeclaredTraits?
        if let language, let knowledge { traits = DeclaredTraits(unit, path: file, language, knowledge, answers: answers) }
        let resolver = Resolver(unit, answers: answers)
        let values = CodeValues(path: file, resolver: resolver)
        for path in paths {
            guard var answer = resolver.export(path) else { continue }
            references.formUnion(values.references(answer.value))
            for value in (answer.madeWith ?? [:]).values { references.formUnion(values.references(value)) }
            references.formUnion(answer.elsewhere)
            answer.value = answer.value.withoutNames
            answer.madeWith = answer.madeWith?.mapValues(\.withoutNames)
            answer.factoryMadeWith = answer.factoryMadeWith?.mapValues(\.withoutNames)
            if let symbol = answer.symbol, answer.home == nil {
                answer.home = file
                answer.traits = traits?.traits(of: symbol) ?? []
            }
            found[path] = Export(answer: answer, place: Self.place(of: answer, path, unit, file))
        }
    }

    private static func place(of answer: Resolver.Answer, _ path: [String], _ unit: CodeUnit, _ file: String) -> Place {
        let name = path.first.map { $0.hasSuffix("()") ? String($0.dropLast(2)) : $0 } ?? ""
        let offset = unit.scopes.first?.bindings[name]?.last?.offset ?? 0
        let line = unit.source.line(at: answer.origin?.start ?? max(0, offset - 1))
        return Place(path: file, span: unit.source.lineSpan(line), in: unit.source)
    }
}
