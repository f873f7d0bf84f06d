public import CodeModel
public import Discovery
public import Parsing
internal import Catalog

/// The facts of one file of source code: a pure function of its bytes, the knowledge, and what was asked of other files.
public struct CodeExtraction {
    let path: String
    let pathClass: PathClass
    let language: SourceLanguage
    let knowledge: CodeKnowledge
    let asked: Asked
    let resolver: Resolver
    let values: CodeValues
    var result: FileFacts
    /// Wrappers of this file by function, while it is read.
    var localWrappers: [FunctionID: [Wrapper]] = [:]
    /// Calls that are facts themselves: they are no callers of wrappers.
    var factCalls: Set<CallID> = []
    /// Calls over HTTP that send nothing that matters; they may still be one of many.
    var plainRequests: Set<CallID> = []
    /// Calls of models with the number of their fact, and where their questions stand.
    var asking: [(fact: Int, call: CallID, prompt: [ExpressionID])] = []
    /// Where values are piped into each other, by where that is written.
    let pipes: [Span: ExpressionID]
    /// Pipes that this file runs, and the makers of clients whose calls are known.
    var runPipes: Set<ExpressionID> = []
    var runMakers: Set<CallID> = []
    /// What chains are called that are laid here, by the calls that make their clients.
    var laidNames: [CallID: String] = [:]
    /// What the file does with models, once that was asked.
    var purpose: String??
    /// All that is imported, a name a line.
    let importedNames: SourceText
    /// Routes and calls by name, once that was asked.
    var requests: RequestIndex?
    /// Who waits for what the file does, once that was asked.
    var fileSetting: String??
    /// The file in the order of its text, once that was asked.
    var order: TextOrder?

    var unit: CodeUnit { resolver.unit }

    /// - Throws: `ParseError` when the file cannot be parsed at all; wrong syntax is none, its parts are left out.
    public static func extract(
        _ source: SourceText, path: String, pathClass: PathClass, language: SourceLanguage, knowledge: CodeKnowledge,
        asked: Asked = Asked(), parser: inout SyntaxParser
    ) throws(ParseError) -> FileFacts {
        extract(
            try language.unit(of: source, &parser), path: path, pathClass: pathClass, language: language, knowledge: knowledge, asked: asked)
    }

    /// The same of a file that is lowered already.
    public static func extract(
        _ unit: CodeUnit, path: String, pathClass: PathClass, language: SourceLanguage, knowledge: CodeKnowledge, asked: Asked = Asked()
    ) -> FileFacts {
        var extraction = CodeExtraction(unit, path: path, pathClass: pathClass, language: language, knowledge: knowledge, asked: asked)
        extraction.run()
        return extraction.result
    }

    init(
        _ unit: CodeUnit, path: String, pathClass: PathClass, language: SourceLanguage, knowledge: CodeKnowledge, asked: Asked
    ) {
        self.path = path
        self.pathClass = pathClass
        self.language = language
        self.knowledge = knowledge
        self.asked = asked
        let unit = Self.withKnownImports(unit, knowledge.sdks, language)
        var answers = asked.answers
        for (name, model) in knowledge.sdks.constants(language.ecosystem, of: unit.importedModules) where answers[name] == nil {
            answers[name] = Resolver.Answer(value: Located(.text(model)))
        }
        var resolver = Resolver(unit, answers: answers, loops: knowledge.loops)
        let sdks = knowledge.sdks
        resolver.handsOn = { sdks.handsOn(language.ecosystem, $0) }
        resolver.reading = knowledge.reading
        self.resolver = resolver
        importedNames = SourceText(unit.importedModules.sorted().joined(separator: "\n"))
        values = CodeValues(path: path, resolver: resolver)
        result = FileFacts(path: path, pathClass: pathClass)
        var pipes: [Span: ExpressionID] = [:]
        for (id, expression) in unit.expressions.enumerated() { if case .binary("|", _, _) = expression.kind { pipes[expression.span] = id } }
        self.pipes = pipes
    }

    /// Where whole modules are imported, a name may come from any of them. When the knowledge has it of one, it is that one's.
    private static func withKnownImports(_ unit: CodeUnit, _ sdks: SDKKnowledge, _ language: SourceLanguage) -> CodeUnit {
        var unit = unit
        for (name, bindings) in unit.scopes[0].bindings where bindings.count > 1 {
            var known = bindings.filter { binding in
                if case .imported(let qualified) = binding.source { sdks.knows(language.ecosystem, qualified) } else { false }
            }
            let isImported = bindings.allSatisfy { if case .imported = $0.source { $0.offset == 0 } else { false } }
            guard isImported, known.count == 1 else { continue }
            known[0].isConditional = false
            known[0].block = 0
            unit.scopes[0].bindings[name] = known
        }
        return unit
    }

    private mutating func run() {
        let suppressions = Suppressions(comments: unit.comments, path: path, in: unit.source)
        result.suppressions = suppressions.all
        result.notices = suppressions.notices
        for call in unit.calls.indices {
            guard var matched = match(call) else {
                noteCandidate(call)
                continue
            }
            let gathered = gathered(call, matched.shape)
            if matched.client.makers.isEmpty, let maker = gathered.receiver {
                matched.client.makers = [.init(call: maker, client: client(madeBy: maker))]
            }
            matched.site = gathered.site
            addFact(matched)
        }
        addLaidChains()
        addServiceCalls()
        addMadeClients()
        let direct = factCalls
        noteRequests()
        addWrapperCalls()
        addSlotCalls(besides: Set(result.facts.map(\.place.span)), direct: direct)
        addSlotDeclarations()
        addDataFrameLoops()
        addGradientRecording()
        addPolls()
        addNumericLoops()
        addInference()
        addRoundTrips()
        addTrainingRuns()
        addTrackers()
        if knowledge.kinds.contains(.frontChange) { addFrontChanges() }
        if knowledge.kinds.contains(.dataLoader) { addDataLoaders() }
        addRepeatedWork()
        if knowledge.kinds.contains(.functionCache) { addFunctionCaches() }
        if knowledge.kinds.contains(.staticContent) { addFileServers() }
        if knowledge.kinds.contains(.webServer) { addPrograms() }
        if knowledge.kinds.contains(.wideRead) {
            addWideStatements()
            addWholeTables()
            addWideFiles()
        }
        addCaches()
        addProducers()
        addIntermediates()
        addSchedules()
        addCarbonSignals()
        addTaggedWeights()
        addLaunchedWeights()
        pairFallbacks(asking)
        settleCascades()
        settleChoices()
        settleBranches()
        addFrameRemedies()
    }

    /// Work that each round or each request does anew.
    private mutating func addRepeatedWork() {
        guard knowledge.kinds.contains(.repeatedWork) else { return }
        addArrayTrips()
        addPatterns()
        addGrowingTexts()
        addSortedThenFiltered()
        addUnchangingConditions()
    }

    // MARK: Which calls are facts

    /// A call that is a fact, and what makes its client when the file shows it.
    struct MatchedCall {
        var call: CallID
        var shape: SDKKnowledge.Call
        var client = ClientChain()

        /// The call that makes the object on which the call is made.
        var receiver: CallID? { client.makers.first?.call }
        /// What it is told, also by other calls of its chain.
        var site: CallSite
        /// Where it goes, when it is made over HTTP.
        var address: Located?
        /// What its address says of a role.
        var told: [String: Located] = [:]
        /// The client, and what it was made with, where another file made it and handed it over.
        var madeElsewhere: (SDKKnowledge.Client, [String: Located]?)?
    }

    private func match(_ call: CallID) -> MatchedCall? {
        let site = unit.calls[call]
        guard let last = lastName(site.callee) else { return nil }
        // Queries matter in loops only, and are looked for there.
        let candidates = knowledge.sdks.calls(language.ecosystem, lastName: last).filter { $0.fact != FactKind.query.rawValue }
        guard !candidates.isEmpty else { return nil }
        let names = resolver.qualifiedNames(site.callee).map(canonical)
        // A function that is known by its whole name is surely that, whatever its end looks like.
        if let function = candidates.first(where: { $0.isFunction && names.contains(where: $0.isFunction) }) {
            guard case .given(_, let client?) = argument(function.client, of: site) else {
                return MatchedCall(call: call, shape: function, site: site)
            }
            return MatchedCall(call: call, shape: function, client: chain(madeAs: client), site: site)
        }
        let chains = candidates.filter { !$0.isFunction }
        if let fluent = chains.first(where: { isFluent($0, names) }) { return MatchedCall(call: call, shape: fluent, site: site) }
        // SDKs copy each other's shapes: the client says more than the shape.
        let onClient = chains.first { names.contains(where: $0.isOnClient) }
            ?? chains.first { names.contains(where: $0.isOnParts) && holdsClient(site, $0) }
            ?? chains.first { chain in names.contains { $0.hasPrefix("?") && $0.hasSuffix(".\(chain.name)") } && isOnHandedClient(site, chain) }
        let found = onClient ?? chains.first { chain in
            (chain.isDistinctive || takesArgument(of: site, chain)) && names.contains { $0.hasSuffix(".\(chain.name)") }
        }
        return found.map { MatchedCall(call: call, shape: $0, client: chain(ofReceiver: site, through: $0.name), site: site) }
    }

    private func takesArgument(of site: CallSite, _ candidate: SDKKnowledge.Call) -> Bool {
        !candidate.takes.isEmpty && site.arguments.contains { argument in
            argument.spread == .none && resolver.qualifiedNames(argument.value).contains { $0.hasSuffix("()") && candidate.takes.contains(String($0.dropLast(2))) }
        }
    }

    /// The last word of what is called, as it is written.
    func calledWord(_ callee: ExpressionID) -> String? {
        switch unit[callee].kind {
        case .member(_, let name), .name(let name): name
        default: nil
        }
    }

    /// The last word of what is called, through `from litellm import completion as ask`.
    func lastName(_ callee: ExpressionID) -> String? {
        switch unit[callee].kind {
        case .member(_, let name): return name
        case .name(let name):
            for binding in resolver.bindings(of: name, from: unit[callee].scope, at: unit[callee].span.start) {
                if case .imported(let qualified) = binding.source { return qualified.split(separator: ".").last.map(String.init) }
                // `const fetch = require("node-fetch")`; what a file of the project is, its own names say.
                if case .expression(let id) = binding.source, case .imported(let qualified) = resolver.resolve(id).value, !qualified.hasPrefix(":") {
                    return qualified.split(separator: ".").last.map(String.init)
                }
            }
            return name
        default: return nil
        }
    }

    /// The name with what other files say about its first part.
    func canonical(_ name: String) -> String {
        guard let (prefix, answer) = told(about: name), let object = answer.qualifiedName else { return name }
        return object + name.dropFirst(prefix.count)
    }

    /// What other files say about the object that a name begins with.
    func elsewhere(_ name: String) -> Resolver.Answer? { told(about: name)?.answer }

    private func told(about name: String) -> (prefix: Substring, answer: Resolver.Answer)? {
        guard !asked.answers.isEmpty else { return nil }
        var prefix = name[...]
        while true {
            if let answer = asked.answers[String(prefix)], answer.qualifiedName != nil { return (prefix, answer) }
            // What an object of another file gives when it is called: `SessionLocal()`.
            if prefix.hasSuffix("()"), case let object = prefix.dropLast(2), let answer = asked.answers[String(object)], answer.qualifiedName != nil { return (object, answer) }
            guard let dot = prefix.lastIndex(of: "."), dot > prefix.startIndex else { return nil }
            prefix = prefix[..<dot]
        }
    }

    /// A call that looks like one on a client, of an object that another file makes: that file is asked what it is.
    private mutating func noteCandidate(_ call: CallID) {
        let site = unit.calls[call]
        guard let last = lastName(site.callee) else { return }
        let chains = knowledge.sdks.calls(language.ecosystem, lastName: last)
            .filter { !$0.isFunction && $0.fact != FactKind.query.rawValue }.map { ".\($0.name)" }
        guard !chains.isEmpty else { return }
        for name in resolver.qualifiedNames(site.callee) where !name.hasPrefix("?") && chains.contains(where: name.hasSuffix) {
            result.references.insert(name)
        }
    }

    /// The call that makes an object, when there is one.
    func maker(of value: Located) -> CallID? {
        switch value.value {
        case .call(let call): return call
        case .choice(let members):
            let makers = Set(members.compactMap(maker))
            return makers.count == 1 ? makers.first : nil
        case .fallback(let inner, _): return maker(of: inner)
        // An object whose fields are set later.
        case .dictionary(let entries) where entries.first.map({ $0.key == nil }) ?? false: return maker(of: entries[0].value)
        default: return nil
        }
    }

    mutating func addFact(_ matched: MatchedCall) {
        factCalls.insert(matched.call)
        noteReferences(of: matched.call)
        for maker in matched.client.makers { noteReferences(of: maker.call) }
        for piece in matched.client.pieces { result.references.formUnion(values.references(resolver.resolve(piece))) }
        switch matched.shape.fact {
        case FactKind.llmCall.rawValue:
            noteRun(matched)
            addModelCall(matched)
            addPromptSerializations(matched)
        case FactKind.embeddingCall.rawValue: addEmbeddingCall(matched)
        case FactKind.modelLoad.rawValue: addModelLoad(matched)
        case FactKind.httpCall.rawValue:
            let before = result.facts.count
            if let model = modelCall(over: matched) { addEndpointCall(model) } else { addHTTPCall(matched) }
            if result.facts.count == before { plainRequests.insert(matched.call) }
        default: break
        }
    }

    mutating func noteReferences(of call: CallID) {
        let site = unit.calls[call]
        for argument in site.arguments { noteReferences(ofValue: argument.value) }
        for name in resolver.qualifiedNames(site.callee) where !name.hasPrefix("?") && name.contains(".") {
            result.references.insert(name)
        }
    }

    /// What a value rests on: names within it, and the member of what another file's function gives (`get_settings().model`).
    mutating func noteReferences(ofValue id: ExpressionID) {
        let value = resolver.resolve(id)
        result.references.formUnion(values.references(value))
        guard case .unknown = value.value, case .member = unit[id].kind else { return }
        result.references.formUnion(resolver.qualifiedNames(id).filter { !$0.hasPrefix("?") && !$0.hasPrefix(".") && $0.contains("().") })
    }

    mutating func textOrder() -> TextOrder {
        if let order { return order }
        let made = TextOrder(unit)
        order = made
        return made
    }

    // MARK: Facts

    func makeFact(_ kind: FactKind, at span: Span, scope: ScopeID, fields: [String: Value]) -> Fact {
        Fact(
            kind: kind, place: Place(path: path, span: span, in: unit.source), symbol: unit.symbol(around: scope), fields: fields,
            snippet: Snippet(around: span, in: unit.source), pathClass: pathClass == .application && isInTest(scope) ? .test : pathClass)
    }

    /// A test among other code: pytest runs every function that is called so, and methods of classes that are.
    private func isInTest(_ scope: ScopeID) -> Bool {
        guard language == .python, let function = unit.namedFunction(around: scope) else { return false }
        let declaration = unit.functions[function]
        return declaration.name.hasPrefix("test_") && (declaration.enclosingClass.map { unit.classes[$0].name.hasPrefix("Test") } ?? true)
    }

    /// Where a value is set in another file, to be shown with the finding.
    func places(behind answer: ArgumentAnswer) -> [RelatedPlace] {
        guard case .given(_, let expression?) = answer else { return [] }
        return resolver.qualifiedNames(expression).compactMap { name in
            asked.places[name].map { RelatedPlace($0, "the value is set here") }
        }
    }

    /// A function that tries a small model first and a large one for the hard rest is as it should be: the large call is no waste.
    private mutating func settleCascades() {
        let calls = result.facts.indices.filter { result.facts[$0].kind == .llmCall && !result.facts[$0].symbol.isEmpty }
        for (_, group) in Dictionary(grouping: calls, by: { result.facts[$0].symbol }) where group.count > 1 {
            let models = Set(group.map { result.facts[$0]["model"] })
            guard models.count > 1 else { continue }
            for index in group { result.facts[index].fields["sibling-models"] = .text(
                group.compactMap { result.facts[$0]["model"].texts?.joined(separator: ",") }.joined(separator: ",")) }
        }
    }
}
