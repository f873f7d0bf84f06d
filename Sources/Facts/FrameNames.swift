internal import Catalog
internal import CodeModel
internal import Parsing

/// What is a data frame in a file: by where it comes from, by its annotation, or by its name and what is taken of it.
struct FrameNames {
    private let resolver: Resolver
    private let library: DataFrameKnowledge.Library
    /// Packages of other frames, and whether the file imports one.
    private let others: Set<String>
    private let hasOthers: Bool
    /// Names and fields of each function of which something is taken that only frames have.
    private var used: Set<Use> = []

    private struct Use: Hashable {
        var function: FunctionID?
        var text: String
    }

    private var unit: CodeUnit { resolver.unit }

    init(_ extraction: CodeExtraction, _ library: DataFrameKnowledge.Library) {
        resolver = extraction.resolver
        self.library = library
        others = extraction.knowledge.frames.otherFrames
        hasOthers = others.contains(where: extraction.imports)
        for expression in unit.expressions {
            guard case .member(let object, let name) = expression.kind, library.frameMembers.contains(name) else { continue }
            switch unit[object].kind {
            case .name, .member: used.insert(Use(function: unit.function(around: expression.scope), text: unit.text(object)))
            default: break
            }
        }
    }

    /// Surely a frame of the library.
    func isFrame(_ id: ExpressionID) -> Bool {
        let names = resolver.qualifiedNames(id)
        if names.contains(where: library.isMade) { return true }
        guard !hasOthers, !isMadeElsewhere(names) else { return false }
        return library.names(lastWord(id)) && used.contains(Use(function: unit.function(around: unit[id].scope), text: unit.text(id)))
    }

    /// Not known to be something else: enough for a method that hardly anything but a frame has.
    func mayBeFrame(_ id: ExpressionID) -> Bool {
        let names = resolver.qualifiedNames(id)
        return names.contains(where: library.isMade) || !hasOthers && !isMadeElsewhere(names)
    }

    /// A frame that is known to have a few rows.
    func isSmall(_ id: ExpressionID) -> Bool {
        for name in resolver.qualifiedNames(id) {
            let members = name.split(whereSeparator: { ".()[]".contains($0) })
            if members.contains(where: { library.fewRows.contains(String($0)) }) { return true }
        }
        guard case .call(let maker) = resolver.resolve(id).value else { return false }
        let site = unit.calls[maker]
        let name = unit.text(site.callee).split(separator: ".").last.map(String.init) ?? ""
        if library.fewRows.contains(name) { return true }
        guard name == "DataFrame", let data = site.positional.first ?? site.keyword("data") else { return false }
        // Written out in the source: as many rows as somebody typed.
        switch resolver.resolve(data).value {
        case .list(let items): return items.allSatisfy { if case .element = $0.value { false } else { true } }
        case .dictionary(let entries): return entries.allSatisfy { $0.value.items?.isEmpty == false }
        default: return false
        }
    }

    /// An object of another package, as its import says.
    private func isMadeElsewhere(_ names: [String]) -> Bool {
        names.contains { name in others.contains(String(name.prefix { $0 != "." && $0 != "(" })) }
    }

    private func lastWord(_ id: ExpressionID) -> String {
        switch unit[id].kind {
        case .name(let name), .member(_, let name): name
        default: ""
        }
    }
}
