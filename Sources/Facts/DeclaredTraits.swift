internal import Catalog
internal import CodeModel
internal import Discovery
internal import Parsing

/// What a file tells others of the functions and classes that it declares, beyond what they give.
struct DeclaredTraits {
    /// A class of a network with layers that are wide enough for lower precision to matter.
    static let layers = "layers"

    private let unit: CodeUnit
    private let path: String
    private let language: SourceLanguage
    private let knowledge: CodeKnowledge
    private let answers: [String: Resolver.Answer]
    /// Made for the first that needs it: most files are never asked.
    private var extraction: CodeExtraction?

    init(_ unit: CodeUnit, path: String, _ language: SourceLanguage, _ knowledge: CodeKnowledge, answers: [String: Resolver.Answer]) {
        self.unit = unit
        self.path = path
        self.language = language
        self.knowledge = knowledge
        self.answers = answers
    }

    /// - Parameter symbol: the name of a function or class of the file's top level.
    mutating func traits(of symbol: String) -> Set<String> {
        if let function = unit.functions.firstIndex(where: { $0.name == symbol && $0.enclosingClass == nil }) {
            var found: Set<String> = []
            if unit.functions[function].parameters.count == 1, language == .python, reading({ $0.isRowArithmetic(function) }) {
                found.insert(CodeExtraction.rowArithmeticTrait)
            }
            if mayWrite(function), reading({ $0.writesForPeople(function) }) { found.insert(CodeExtraction.indentedTrait) }
            return found
        }
        let loops = knowledge.work.training.loops
        guard !loops.package.isEmpty, unit.classes.contains(where: { $0.name == symbol }),
            unit.importedModules.contains(where: { $0 == loops.package || $0.hasPrefix("\(loops.package).") })
        else { return [] }
        return reading { $0.mayGainFromLowerPrecision(loops) } ? [Self.layers] : []
    }

    /// Whether anything in the file is called as what writes JSON is.
    private func mayWrite(_ function: FunctionID) -> Bool {
        !unit.functions[function].returned.isEmpty && unit.calls.contains { site in
            guard case .member(_, let word) = unit[site.callee].kind, site.arguments.count > 1 else { return false }
            return !knowledge.serializers.writers(language.ecosystem, lastName: word).isEmpty
        }
    }

    private mutating func reading(_ isSuch: (inout CodeExtraction) -> Bool) -> Bool {
        var own = extraction ?? CodeExtraction(unit, path: path, pathClass: .application, language: language, knowledge: knowledge, asked: Asked(answers: answers))
        defer { extraction = own }
        return isSuch(&own)
    }
}
