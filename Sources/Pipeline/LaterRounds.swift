internal import CodeModel
internal import Discovery
internal import Facts
internal import Parsing

/// What files ask of each other: constants and clients that are imported, and functions that wrap a model call.
extension Extraction {
    /// How often a file may ask others. What a caller hands to another file's wrapper may come from a third file, so once is not
    /// enough; chains that are longer stay unknown.
    private static let laterRounds = 2

    func laterRounds(_ byPath: inout [String: FileFacts]) {
        let sources = list.files.filter { $0.kind.language == .python && (includesTests || $0.pathClass == .application) }
        let modules = SourceModules(paths: sources.filter { $0.kind == .python }.map { $0.path.description })
        let files = Dictionary(sources.map { ($0.path.description, $0) }) { first, _ in first }
        var asked: [String: Asked] = [:]
        var callers = WrapperCallers()
        for _ in 0..<Self.laterRounds {
            let before = asked
            addAnswers(to: byPath, modules, files, &asked)
            addWrappers(of: byPath, modules, sources, &callers, to: &asked)
            let tasks = asked.filter { path, now in before[path].map { now.saysMore(than: $0) } ?? true }.sorted { $0.key < $1.key }
            guard !tasks.isEmpty else { return }
            let extracted = workers.map(count: tasks.count, state: { bench() }) { bench, index -> FileFacts? in
                let (path, asked) = tasks[index]
                guard let file = files[path], let source = read(file, &bench) else { return nil }
                return try? codeFacts(source, path, file.pathClass, .python, asked, &bench)
            }
            for case var facts? in extracted {
                facts.isReported = files[facts.path]?.isReported ?? true
                byPath[facts.path] = facts
            }
        }
    }

    private func read(_ file: ListedFile, _ bench: inout Bench) -> SourceText? {
        let outcome = bench.reader.read(file.path, limits: file.kind.readLimits) { SourceText(bytes: Array($0)) }
        guard case .read(let source) = outcome else { return nil }
        return (try? code(source, file.kind, &bench)) ?? nil
    }

    // MARK: Names of other files

    private struct Question: Hashable, Sendable {
        var file: String
        var name: String
        var rest: [String]
    }

    /// What other files say about the names that each file rests on.
    private func addAnswers(
        to byPath: [String: FileFacts], _ modules: SourceModules, _ files: [String: ListedFile], _ asked: inout [String: Asked]
    ) {
        var questions: [String: [Question]] = [:]
        for facts in byPath.values {
            for name in facts.references where asked[facts.path]?.answers[name] == nil {
                guard let found = modules.find(name, from: facts.path), found.path != facts.path else { continue }
                questions[found.path, default: []].append(Question(file: facts.path, name: name, rest: found.rest))
            }
        }
        let targets = questions.sorted { $0.key < $1.key }
        let exports = workers.map(count: targets.count, state: { bench() }) { bench, index -> [[String]: Export] in
            let (target, questions) = targets[index]
            guard let file = files[target], let source = read(file, &bench) else { return [:] }
            return export(Set(questions.map { Self.plain($0.rest) }), of: source, &bench)
        }
        for ((target, questions), found) in zip(targets, exports) {
            for question in questions {
                guard let export = found[Self.plain(question.rest)], export.answer.isTelling else { continue }
                var own = asked[question.file] ?? Asked()
                let first = question.name.dropLast(question.rest.dropFirst().reduce(0) { $0 + $1.count + 1 })
                var answer = export.answer
                if answer.qualifiedName != nil, String(first) != question.name {
                    // It is the object that has the name, not the member of it that was asked for.
                    own.answers[String(first)] = Resolver.Answer(
                        value: .unknown, qualifiedName: answer.qualifiedName, madeWith: answer.madeWith)
                    answer.qualifiedName = nil
                }
                own.answers[question.name] = answer
                own.places[question.name] = Place(path: target, span: export.span, in: export.source)
                asked[question.file] = own
            }
        }
    }

    private struct Export: Sendable {
        var answer: Resolver.Answer
        var span: Span
        var source: SourceText
    }

    /// Names up to the first call or index: what lies behind is not the module's to say. What its own function gives is.
    private static func plain(_ names: [String]) -> [String] {
        guard let first = names.first else { return [] }
        if first.hasSuffix("()"), !first.dropLast(2).contains("("), !first.contains("[") { return [first] }
        return Array(names.prefix { !$0.contains("(") && !$0.contains("[") })
    }

    private func export(_ paths: Set<[String]>, of source: SourceText, _ bench: inout Bench) -> [[String]: Export] {
        let sorted = paths.filter { !$0.isEmpty }.sorted { $0.lexicographicallyPrecedes($1) }
        let found = try? bench.withParser { parser throws(ParseError) in
            try CodeExtraction.exports(sorted, of: source, language: .python, parser: &parser)
        }
        return (found ?? [:]).mapValues { Export(answer: $0.answer, span: $0.span, source: source) }
    }

    // MARK: Wrappers

    /// Names of methods that say nothing about a model: too many classes have them.
    private static let commonNames: Set<String> = [
        "invoke", "ainvoke", "generate", "run", "call", "__call__", "complete", "create", "send", "query", "predict", "get", "process",
        "execute", "handle", "request", "forward", "stream", "step", "chat", "__init__", "main", "get_response", "post", "search",
    ]

    /// What a file that calls a wrapper holds: the call, and the module or class that it takes the wrapper from; a method whose name
    /// is the project's own may be called on an object from anywhere.
    private static func words(for wrapper: Wrapper) -> [[String]] {
        if wrapper.isMethod {
            let type = wrapper.symbol.split(separator: ".").dropLast().last.map(String.init) ?? ""
            return commonNames.contains(wrapper.name) ? [[".\(wrapper.name)(", type]] : [[".\(wrapper.name)("]]
        }
        let folders = wrapper.path.split(separator: "/")
        var module = folders.last.map { String($0.prefix { $0 != "." }) } ?? ""
        if module == "__init__" { module = folders.dropLast().last.map(String.init) ?? "" }
        return [[wrapper.name, module]]
    }

    /// The files that hold a wrapper's name, by the wrapper's file and symbol: what was searched for once is not searched for again.
    private struct WrapperCallers {
        var files: [String: [Int]] = [:]

        static func key(_ wrapper: Wrapper) -> String { "\(wrapper.path)\u{0}\(wrapper.symbol)" }
    }

    /// Tells each file that may call a wrapper of another file about it.
    private func addWrappers(
        of byPath: [String: FileFacts], _ modules: SourceModules, _ sources: [ListedFile], _ callers: inout WrapperCallers,
        to asked: inout [String: Asked]
    ) {
        let wrappers = byPath.values.flatMap(\.wrappers).filter { $0.fact.pathClass == .application || includesTests }
            .sorted { ($0.path, $0.symbol) < ($1.path, $1.symbol) }
        find(wrappers.filter { callers.files[WrapperCallers.key($0)] == nil }, in: sources, &callers)
        let methodCounts = Dictionary(grouping: wrappers.filter(\.isMethod), by: \.name).mapValues(\.count)
        for wrapper in wrappers {
            var symbol = wrapper.symbol
            if wrapper.isMethod { symbol = symbol.replacing(".\(wrapper.name)", with: "().\(wrapper.name)") }
            for file in callers.files[WrapperCallers.key(wrapper)] ?? [] {
                let path = sources[file].path.description
                guard path != wrapper.path else { continue }
                var own = asked[path] ?? Asked()
                for spelling in modules.spellings(of: symbol, in: wrapper.path, from: path) { own.wrappers[spelling] = wrapper }
                if wrapper.isMethod, methodCounts[wrapper.name] == 1, !Self.commonNames.contains(wrapper.name) {
                    own.wrappers[".\(wrapper.name)"] = wrapper
                }
                asked[path] = own
            }
        }
    }

    private func find(_ wrappers: [Wrapper], in sources: [ListedFile], _ callers: inout WrapperCallers) {
        guard !wrappers.isEmpty else { return }
        var words = AnchorWords()
        let anchors = wrappers.map { words.anchors(anyOf: Self.words(for: $0)) }
        let search = words.search
        let count = words.words.count
        let hits = workers.map(count: sources.count, state: { bench() }) { bench, index -> [Int] in
            var found = WordSet(capacity: count)
            let outcome = bench.reader.read(sources[index].path, limits: sources[index].kind.readLimits) { search.find(in: $0, into: &found) }
            guard case .read = outcome, !found.isEmpty else { return [] }
            return anchors.indices.filter { anchors[$0].isSatisfied(by: found) }
        }
        for wrapper in wrappers { callers.files[WrapperCallers.key(wrapper)] = [] }
        for (file, found) in hits.enumerated() {
            for index in found { callers.files[WrapperCallers.key(wrappers[index]), default: []].append(file) }
        }
    }
}

extension Asked {
    /// Whether a file that was told the other would read differently with this.
    fileprivate func saysMore(than other: Asked) -> Bool {
        answers.count > other.answers.count || wrappers.count > other.wrappers.count
            || wrappers.contains { name, wrapper in other.wrappers[name]?.fact.fields != wrapper.fact.fields }
    }
}
