internal import Catalog
internal import CodeModel
internal import Parsing

/// Where a text comes from: the calls whose answers are part of it, through interpolation, methods of text, lists that are joined,
/// builders, message objects, and functions of the same file. A step that nobody knows ends the way.
struct TextFlow {
    /// How many steps are taken from one text.
    private static let mostSteps = 400
    /// How many functions deep.
    private static let deepest = 3
    /// How many uses of one name are looked at for what is added to it.
    private static let mostUses = 200

    private struct Step {
        var id: ExpressionID
        /// The calls of functions of this file that led here, outermost first.
        var callers: [CallID]
    }

    private let unit: CodeUnit
    private let resolver: Resolver
    private let knowledge: CodeKnowledge
    private let language: SourceLanguage
    /// Where the text is used: what is added later is no part of it.
    private let place: Span
    private var pending: [Step] = []
    private var seen: Set<ExpressionID> = []
    private(set) var calls: [CallID] = []

    init(_ extraction: CodeExtraction, from starts: [ExpressionID], usedAt place: Span) {
        unit = extraction.unit
        resolver = extraction.resolver
        knowledge = extraction.knowledge
        language = extraction.language
        self.place = place
        pending = starts.map { Step(id: $0, callers: []) }
        var steps = 0
        while let step = pending.popLast(), steps < Self.mostSteps {
            steps += 1
            if seen.insert(step.id).inserted { follow(step) }
        }
    }

    private mutating func add(_ ids: [ExpressionID], _ callers: [CallID]) { pending += ids.map { Step(id: $0, callers: callers) } }

    private mutating func follow(_ step: Step) {
        let expression = unit[step.id]
        switch expression.kind {
        case .name(let name): follow(name, step)
        case .template(let parts), .list(let parts), .either(let parts): add(parts, step.callers)
        case .dictionary(let entries): add(entries.map(\.value), step.callers)
        case .binary(let symbol, let left, let right) where symbol == "+" || symbol == "%" || symbol == "<<": add([left, right], step.callers)
        case .conditional(_, let then, let otherwise): add([then, otherwise], step.callers)
        case .comprehension(let element, _): add([element], step.callers)
        case .spread(let inner): add([inner], step.callers)
        case .index(let object, let index): if case .slice = unit[index].kind { add([object], step.callers) }
        case .call(let call): follow(call, step)
        default: break
        }
    }

    // MARK: Calls

    private mutating func follow(_ call: CallID, _ step: Step) {
        let site = unit.calls[call]
        calls.append(call)
        let arguments = site.arguments.map(\.value)
        if site.isLiteral { return add(arguments, step.callers) }
        if case .member(let object, let method) = unit[site.callee].kind, knowledge.serializers.passingMethods.contains(method) {
            add([object] + arguments, step.callers)
            return
        }
        if let function = resolver.calledFunction(call) {
            guard step.callers.count < Self.deepest, !step.callers.contains(call) else { return }
            return add(unit.functions[function].returned, step.callers + [call])
        }
        if handsOn(site) { add(arguments, step.callers) }
    }

    private func handsOn(_ site: CallSite) -> Bool {
        let word: String
        switch unit[site.callee].kind {
        case .name(let name), .member(_, let name): word = name
        // `[]byte(text)`, `string(bytes)`: a conversion has no name.
        default: word = unit.text(site.callee)
        }
        if knowledge.serializers.passingFunctions.contains(word) { return true }
        // A type's own name: an object made of a text, such as a message.
        if language.capitalsAreTypes, word.first?.isUppercase ?? false { return true }
        return resolver.qualifiedNames(site.callee).contains {
            knowledge.sdks.handsOn(language.ecosystem, $0) || knowledge.sdks.isMessage(language.ecosystem, called: $0)
        }
    }

    // MARK: Names

    private mutating func follow(_ name: String, _ step: Step) {
        let expression = unit[step.id]
        for binding in resolver.bindings(of: name, from: expression.scope, at: expression.span.start) {
            switch binding.source {
            case .expression(let id), .managed(let id), .extended(let id): add([id], step.callers)
            case .element(let id):
                // `text, err := json.MarshalIndent(…)`: the first of what a call gives.
                if case .call = unit[id].kind, binding.loop == nil { add([id], step.callers) }
            case .parameter(let function, let position): follow(parameter: position, of: function, step)
            default: break
            }
        }
        addGrowth(of: name, expression.scope, step)
    }

    private mutating func follow(parameter: Int, of function: FunctionID, _ step: Step) {
        guard let caller = step.callers.last, resolver.calledFunction(caller) == function else { return }
        let rest = Array(step.callers.dropLast())
        let handed = resolver.bound(unit.calls[caller], to: function).filter { $0.position == parameter }.map(\.value)
        // The same argument may be reached on several ways; its own place is what counts.
        add(handed, rest)
    }

    /// What `append`, `+=` and `name[key] =` add to the list, dictionary or builder that a name holds.
    private mutating func addGrowth(of name: String, _ scope: ScopeID, _ step: Step) {
        let function = unit.function(around: scope)
        let span = function.map { unit.functions[$0].span } ?? Span(0, unit.source.bytes.count)
        let end = span.contains(place) ? place.start : span.end
        for use in resolver.uses(of: name, in: span).prefix(Self.mostUses) where unit[use].span.start < end {
            let parent = unit[use].parent
            guard parent >= 0, case .member(use, let method) = unit[parent].kind, knowledge.serializers.gathering.contains(method) else { continue }
            let outer = unit[parent].parent
            guard outer >= 0, case .call(let call) = unit[outer].kind, unit.calls[call].callee == parent else { continue }
            add(unit.calls[call].arguments.map(\.value), step.callers)
        }
        for item in unit.itemAssignments where item.name == name && item.offset < end && unit.function(around: item.scope) == function {
            add([item.value], step.callers)
        }
    }
}
