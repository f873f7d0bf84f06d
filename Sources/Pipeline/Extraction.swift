internal import Catalog
internal import CodeModel
internal import ConfigModel
internal import Discovery
internal import Facts
internal import Parsing
internal import Reports

/// Reads the files and takes the facts out of them: a first round over all files that hold the words of some rule, then those again
/// that rest on what other files say.
struct Extraction: Sendable {
    let list: FileList
    let catalog: Catalog
    let sizes: ModelSizes
    let includesTests: Bool
    let workers: Workers
    let system: FileSystem
    /// The kinds of fact that are asked for.
    var kinds = Set(FactKind.allCases)
    /// Whether files are parsed that hold the words of no rule: the plain path, to show that the words lose nothing.
    var parsesAll = false
    /// Whether the files are counted by class.
    var countsClasses = false

    struct Result: Sendable {
        var files: [FileFacts] = []
        var skipped: [Report.Skipped] = []
        /// Of the files that are reported on; what is read only to link them is not counted.
        var filesRead = 0
        var filesParsed = 0
        /// Files that were not read for what they are, by class.
        var leftOut: [String: Int] = [:]
        /// Those and the ones that were read, by class; empty unless asked for.
        var byClass: [String: Int] = [:]
    }

    /// What one thread keeps from file to file.
    struct Bench: ~Copyable {
        var reader: FileReader
        var parser: SyntaxParser?
        var found: WordSet
        /// What charts come with, by their folders.
        var charts: [String: HelmValues?] = [:]

        /// What the chart that a template belongs to comes with.
        mutating func values(for path: String) -> HelmValues? {
            guard let chart = HelmValues.chart(of: path) else { return nil }
            if let known = charts[chart] { return known }
            let values = document(chart + "/values.yaml").flatMap { HelmValues(values: $0, chart: document(chart + "/Chart.yaml")) }
            charts[chart] = .some(values)
            return values
        }

        private mutating func document(_ path: String) -> Document? { text(of: path).map { ConfigExtraction.document(of: $0) } }

        /// The text of a file of the repository, nil where it is not there, too large or no text.
        mutating func text(of path: String) -> SourceText? {
            let parts = path.split(separator: "/").filter { $0 != "." }
            guard !parts.contains(".."), let path = RelativePath(parts.joined(separator: "/")) else { return nil }
            guard case .read(let source) = reader.read(path, limits: Extraction.searchLimits, { SourceText(bytes: Array($0)) }) else { return nil }
            return source
        }

        /// - Throws: what the body throws, and when there was no memory for a parser.
        mutating func withParser<Output>(_ body: (inout SyntaxParser) throws(ParseError) -> Output) throws(ParseError) -> Output {
            guard var parser = parser.take() else { throw ParseError("there is no memory for a parser") }
            do throws(ParseError) {
                let output = try body(&parser)
                self.parser = consume parser
                return output
            } catch {
                self.parser = consume parser
                throw error
            }
        }
    }

    /// What decides which files are kept for later rounds, and where.
    private struct Memory {
        let modules: SourceModules
        let shelf: UnitShelf
    }

    /// What became of one file in the first round.
    private enum Outcome: Sendable {
        case unread
        case leftOut(String)
        case skipped(String, isSilent: Bool)
        /// Read, and held nothing that matters.
        case passed
        case facts(FileFacts)
    }

    func run() -> Result {
        let anchors = Anchors(catalog, kinds: kinds, workers: workers)
        let sources = list.files.filter { !$0.kind.isData && (includesTests || $0.pathClass == .application) }.map(\.path.description)
        let modules = SourceModules(workers.map(count: SourceModules.familyCount) { SourceModules.family($0, of: sources) })
        let shelf = UnitShelf()
        let outcomes = workers.map(count: list.files.count, state: { bench(words: anchors.words.words.count) }) { bench, index in
            firstRound(list.files[index], anchors, Memory(modules: modules, shelf: shelf), &bench)
        }
        var result = Result()
        var byPath: [String: FileFacts] = [:]
        var leftOut: Set<String> = []
        for (file, outcome) in zip(list.files, outcomes) {
            switch outcome {
            case .unread: continue
            case .leftOut(let kind):
                leftOut.insert(file.path.description)
                if file.isReported { result.leftOut[kind, default: 0] += 1 }
            case .skipped(let reason, let isSilent):
                guard !isSilent else { continue }
                if file.isReported { result.skipped.append(Report.Skipped(path: file.path.description, reason: reason)) }
                if let gap = gap(file, reason) { byPath[gap.path] = gap }
            case .passed:
                if file.isReported { result.filesRead += 1 }
                if file.isReported, countsClasses { result.byClass[file.pathClass.rawValue, default: 0] += 1 }
            case .facts(var facts):
                facts.isReported = file.isReported
                byPath[facts.path] = facts
                guard file.isReported else { continue }
                result.filesRead += 1
                result.filesParsed += 1
                if countsClasses { result.byClass[facts.pathClass.rawValue, default: 0] += 1 }
                for problem in facts.problems { result.skipped.append(Report.Skipped(path: facts.path, reason: problem.description)) }
            }
        }
        if countsClasses { result.byClass.merge(result.leftOut) { $0 + $1 } }
        laterRounds(&byPath, modules, shelf, except: leftOut)
        slotRound(&byPath)
        manifestRound(&byPath)
        serverRound(&byPath)
        result.files = byPath.values.sorted { $0.path < $1.path }
        return result
    }

    func bench(words: Int = 0) -> Bench {
        Bench(reader: FileReader(root: list.root, system: system), parser: SyntaxParser(), found: WordSet(capacity: words))
    }

    /// What an unread file of configuration means for what the others do not say.
    private func gap(_ file: ListedFile, _ reason: String) -> FileFacts? {
        let path = file.path.description
        guard file.kind.isData, ![.toml, .requirements, .json, .dockerfile, .nginx].contains(file.kind), file.pathClass == .application,
            let gap = ConfigExtraction.gap(path: path, source: nil, reason: reason, pathClass: file.pathClass, knowledge: catalog.config)
        else { return nil }
        return FileFacts(path: path, pathClass: file.pathClass, facts: [gap])
    }

    // MARK: First round

    private func firstRound(_ file: ListedFile, _ anchors: Anchors, _ memory: Memory, _ bench: inout Bench) -> Outcome {
        let isSettings = file.kind.isData && ApplicationSettings.isOne(name: file.path.name, catalog.settings)
        guard isSettings || anchors.reads(file.kind) else { return .unread }
        if file.kind == .json, !ConfigExtraction.mayRead(jsonNamed: file.path.name, catalog.config) { return .unread }
        let isCode = !file.kind.isData
        if isCode, file.pathClass != .application, !includesTests { return .leftOut(file.pathClass.rawValue) }
        var found = bench.found
        found.removeAll()
        let outcome = bench.reader.read(file.path, limits: file.kind.readLimits) { bytes -> (source: SourceText, mark: PathClass?)? in
            anchors.find(file.kind, in: bytes, into: &found)
            let text = UnsafeRawBufferPointer(bytes)
            if file.kind == .notebook {
                // Of its outputs and escapes it is freed only when it is read; then the words are looked for again.
                guard parsesAll || anchors.maySatisfy(file.kind, found) else { return nil }
                return (SourceText(bytes: Array(bytes)), nil)
            } else if isCode {
                guard parsesAll || anchors.areSatisfied(file.kind, by: found, in: text) else { return nil }
            } else if Self.isDependencies(file) {
                guard anchors.isSatisfied(file.kind, by: found) else { return nil }
            } else if file.kind == .toml {
                guard ConfigExtraction.mayMatter(toml: text) else { return nil }
            } else {
                let namesModels = isSettings && ApplicationSettings.mayMatter(text, catalog.config.webServers)
                guard namesModels || anchors.isSatisfied(file.kind, by: found) || ConfigExtraction.isAlwaysRead(name: file.path.name) else { return nil }
                if !namesModels, ConfigExtraction.isIdle(text) { return nil }
            }
            return (SourceText(bytes: Array(bytes)), GeneratedMark.isIn(bytes) ? .generated : RetiredMark.isIn(bytes) ? .example : nil)
        }
        switch outcome {
        case .skipped(let reason):
            return .skipped(reason.sentence, isSilent: reason.isSilent)
        case .read(nil): return [.toml, .requirements, .json].contains(file.kind) ? .unread : .passed
        case .read(let read?):
            let pathClass = read.mark ?? file.pathClass
            if isCode, pathClass != .application, !includesTests { return .leftOut(pathClass.rawValue) }
            return extract(read.source, file, pathClass, anchors, memory, &bench)
        }
    }

    /// Whether all that matters in a file is which packages a project needs.
    private static func isDependencies(_ file: ListedFile) -> Bool {
        file.kind.isDependencies && DependencyReader.mayRead(name: file.path.name)
    }

    private func extract(
        _ source: SourceText, _ file: ListedFile, _ pathClass: PathClass, _ anchors: Anchors, _ memory: Memory, _ bench: inout Bench
    ) -> Outcome {
        let path = file.path.description
        if Self.isDependencies(file) {
            let reader = DependencyReader(path: path, source: source, pathClass: pathClass, packages: catalog.defaults.packages)
            return .facts(FileFacts(path: path, pathClass: pathClass, facts: reader.facts()))
        }
        if file.kind.isData {
            var facts: FileFacts
            switch file.kind {
            case .yaml: facts = configFacts(source, ConfigExtraction.document(of: source), path, pathClass, values: bench.values(for: path)) { $0.facts() }
            case .json: facts = configFacts(source, as: .json, Document.read(source, as: .json), path, pathClass) { $0.facts() }
            case .toml: facts = configFacts(source, as: .toml, Document.read(source, as: .toml), path, pathClass) { $0.facts() }
            case .dockerfile: facts = imageFacts(source, path, pathClass)
            case .nginx:
                let document = Document.read(source, as: .nginx)
                // Many programs have files called so, in other languages.
                guard document.problems.isEmpty else { return .unread }
                facts = configFacts(source, as: .nginx, document, path, pathClass) { $0.facts() }
            default: facts = FileFacts(path: path, pathClass: pathClass)
            }
            if ApplicationSettings.isOne(name: file.path.name, catalog.settings) {
                facts.facts += ApplicationSettings(
                    path: path, source: source, pathClass: pathClass, knowledge: catalog.settings, words: catalog.words, webServers: catalog.config.webServers
                ).facts()
            }
            return .facts(facts)
        }
        guard let language = file.kind.language else { return .unread }
        do throws(ParseError) {
            guard let code = try code(source, file.kind, &bench) else { return .passed }
            if file.kind == .notebook {
                let found = anchors.words(.notebook, in: code.bytes)
                guard parsesAll || code.bytes.withUnsafeBytes({ anchors.areSatisfied(.notebook, by: found, in: $0) }) else { return .passed }
            }
            let unit = try bench.withParser { parser throws(ParseError) in try language.unit(of: code, &parser) }
            let facts = CodeExtraction.extract(
                unit, path: path, pathClass: pathClass, language: language, knowledge: CodeKnowledge(catalog, kinds: kinds))
            // Others may tell it something, and then it is looked at again.
            if facts.references.contains(where: { !memory.modules.find($0, from: path).isEmpty }) { memory.shelf.keep(unit, of: path) }
            return .facts(facts)
        } catch {
            return .skipped("The file cannot be parsed: \(error).", isSilent: false)
        }
    }

    /// The text of a file as its language's parser wants it; nil when there is none of it.
    func code(_ source: SourceText, _ kind: FileKind, _ bench: inout Bench) throws(ParseError) -> SourceText? {
        guard kind == .notebook else { return source }
        return try bench.withParser { parser throws(ParseError) in try parser.module(ofNotebook: source) }
    }

    private func imageFacts(_ source: SourceText, _ path: String, _ pathClass: PathClass) -> FileFacts {
        guard !ImageFacts.isTemplate(source) else {
            return FileFacts(path: path, pathClass: pathClass, problems: [ParseError("It holds `{{` or `{%`, so that it may be a template of a Dockerfile, and is not read.")])
        }
        return configFacts(source, Document.read(source, as: .dockerfile), path, pathClass) { ImageFacts($0).facts() }
    }

    private func configFacts(
        _ source: SourceText, as format: DataFormat = .yaml, _ document: Document, _ path: String, _ pathClass: PathClass,
        values: HelmValues? = nil, facts read: (ConfigExtraction) -> [Fact]
    ) -> FileFacts {
        var extraction = ConfigExtraction(
            path: path, source: source, format: format, document: document, pathClass: pathClass, knowledge: catalog.config, sizes: sizes)
        extraction.carbonSignals = catalog.schedulers.carbonSignals
        extraction.file.values = values
        let suppressions = Suppressions(comments: document.comments, path: path, in: source, document: document)
        var facts = FileFacts(
            path: path, pathClass: pathClass, facts: read(extraction), suppressions: suppressions.all, problems: document.problems)
        facts.notices = suppressions.notices
        return facts
    }
}

extension FileKind {
    /// What the code of such a file is lowered as.
    var language: SourceLanguage? { self == .notebook ? .python : SourceLanguage(rawValue: rawValue) }
}
