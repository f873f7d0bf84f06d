internal import Catalog
internal import CodeModel
internal import Discovery
internal import Facts
internal import Parsing

/// What files ask of each other: constants and clients that are imported, and functions that wrap a model call.
extension Extraction {
    /// How often a file may be told more: a wrapper of a wrapper of a wrapper is found in the third round, and what is handed to it may
    /// come from yet another file.
    private static let laterRounds = 5

    func laterRounds(_ byPath: inout [String: FileFacts], _ modules: SourceModules, _ shelf: UnitShelf, except leftOut: Set<String>) {
        let sources = list.files.filter {
            $0.kind.language != nil && (includesTests || $0.pathClass == .application)
                && !leftOut.contains($0.path.description)
        }
        let files = Dictionary(sources.map { ($0.path.description, $0) }) { first, _ in first }
        var inquiry = Inquiry(modules: modules)
        var callers = WrapperCallers()
        var seen: [String: [Wrapper.Key: [Wrapper.Signature]]] = [:]
        var open = byPath.mapValues(\.references)
        var contents: Contents = [:]
        let knowledge = CodeKnowledge(catalog, kinds: kinds)
        for _ in 0..<Self.laterRounds {
            let read = addContents(of: open, to: &contents)
            let told = inquiry.settle(open) { questions in
                workers.map(count: questions.count, state: { bench() }) { bench, index -> CodeExports? in
                    let (path, names, told) = questions[index]
                    guard let file = files[path], let unit = unit(of: file, shelf, &bench) else { return nil }
                    return CodeExports(names, of: unit, path: path, answers: told, in: file.kind.language, knowledge)
                }.map { $0 ?? CodeExports() }
            }
            let wrappers = byPath.values.flatMap(\.wrappers).filter { $0.fact.pathClass == .application || includesTests }
                .sorted { ($0.path, $0.symbol) < ($1.path, $1.symbol) }
            callers.find(wrappers, in: sources, modules, self)
            let known = KnownWrappers(wrappers, modules: modules, declared: callers.declared)
            let signatures = Dictionary(grouping: wrappers, by: \.key).mapValues { $0.map(\.signature) }
            var tasks = told.union(read).filter { byPath[$0] != nil }
            for (path, keys) in callers.keys(in: sources) {
                let now = keys.reduce(into: [:]) { $0[$1] = signatures[$1] }
                if now != seen[path] ?? [:] { tasks.insert(path) }
                seen[path] = now
            }
            let sorted = tasks.compactMap { files[$0] }.sorted { $0.path.description < $1.path.description }
            guard !sorted.isEmpty else { return }
            let extracted = extract(sorted, inquiry, contents, known, shelf)
            open = [:]
            for var facts in extracted {
                facts.isReported = files[facts.path]?.isReported ?? true
                byPath[facts.path] = facts
                open[facts.path] = facts.references
            }
        }
    }

    private func extract(
        _ files: [ListedFile], _ inquiry: Inquiry, _ contents: Contents, _ wrappers: KnownWrappers, _ shelf: UnitShelf
    ) -> [FileFacts] {
        let knowledge = CodeKnowledge(catalog, kinds: kinds)
        return workers.map(count: files.count, state: { bench() }) { bench, index -> FileFacts? in
            let file = files[index]
            let path = file.path.description
            guard let language = file.kind.language, let unit = unit(of: file, shelf, &bench) else { return nil }
            var asked = Asked(answers: inquiry.answers(for: path), wrappers: wrappers)
            for (name, export) in contents[path] ?? [:] {
                asked.answers[name] = export.answer
                asked.places[name] = export.place
            }
            for (name, export) in inquiry.told[path] ?? [:] {
                asked.places[name] = export.place
                if let symbol = export.answer.symbol, let home = export.answer.home { asked.declared[name] = .init(path: home, symbol: symbol) }
            }
            return CodeExtraction.extract(
                unit, path: path, pathClass: file.pathClass, language: language, knowledge: knowledge, asked: asked)
        }.compactMap(\.self)
    }

    /// The lowered file: from the shelf, or read again.
    func unit(of file: ListedFile, _ shelf: UnitShelf, _ bench: inout Bench) -> CodeUnit? {
        let path = file.path.description
        if let unit = shelf[path] { return unit }
        guard let language = file.kind.language, let source = read(file, &bench) else { return nil }
        guard let unit = try? bench.withParser({ parser throws(ParseError) in try language.unit(of: source, &parser) }) else { return nil }
        shelf.keep(unit, of: path)
        return unit
    }

    private func read(_ file: ListedFile, _ bench: inout Bench) -> SourceText? {
        let outcome = bench.reader.read(file.path, limits: file.kind.readLimits) { SourceText(bytes: Array($0)) }
        guard case .read(let source) = outcome else { return nil }
        return (try? code(source, file.kind, &bench)) ?? nil
    }
}

/// The files that hold the names of wrappers. What was searched for once is not searched for again.
struct WrapperCallers {
    /// How many functions of the project have each name of a method that wraps a model.
    private(set) var declared: [String: Int] = [:]
    private var files: [Wrapper.Key: [Int]] = [:]

    /// The wrappers whose names each file holds.
    func keys(in sources: [ListedFile]) -> [String: Set<Wrapper.Key>] {
        var result: [String: Set<Wrapper.Key>] = [:]
        for (key, found) in files { for file in found { result[sources[file].path.description, default: []].insert(key) } }
        return result
    }

    mutating func find(_ wrappers: [Wrapper], in sources: [ListedFile], _ modules: SourceModules, _ extraction: Extraction) {
        var seen: Set<Wrapper.Key> = []
        let new = wrappers.filter { files[$0.key] == nil && seen.insert($0.key).inserted }
        guard !new.isEmpty else { return }
        var words = AnchorWords()
        let wanted = new.map { Wanted($0, modules, extraction.catalog.words, &words) }
        let methods = Set(new.filter(\.isMethod).map(\.name)).sorted().map { (name: $0, word: words.number(of: "\($0)(")) }
        let search = words.search
        let count = words.words.count
        let homes = Set(new.compactMap { modules.family(of: $0.path) })
        let hits = extraction.workers.map(count: sources.count, state: { extraction.bench() }) { bench, index -> Hit in
            let file = sources[index]
            let path = file.path.description
            guard let family = modules.family(of: path), homes.contains(family) else { return Hit() }
            var found = WordSet(capacity: count)
            var hit = Hit()
            if extraction.parsesAll { hit.wrappers = wanted.indices.filter { wanted[$0].family == family && wanted[$0].path != path } }
            let outcome = bench.reader.read(file.path, limits: file.kind.readLimits) { bytes -> Void in
                search.find(in: bytes, into: &found)
                if !found.isEmpty, !extraction.parsesAll {
                    for index in wanted.indices {
                        switch wanted[index].evidence(in: path, family, found) {
                        case .home: hit.wrappers.append(index)
                        case .name: hit.byName.append(index)
                        case nil: break
                        }
                    }
                }
                for (name, word) in methods where found.contains(word) { hit.declarations[name] = Declarations.count(name, in: UnsafeRawBufferPointer(bytes), file.kind) }
            }
            guard case .read = outcome else { return Hit() }
            return hit
        }
        for wrapper in new { files[wrapper.key] = [] }
        for (name, _) in methods { declared[name] = 0 }
        for hit in hits { for (name, count) in hit.declarations { declared[name, default: 0] += count } }
        for (file, hit) in hits.enumerated() {
            // A name alone says which method is called only where the project has one of it.
            let byName = hit.byName.filter { declared[new[$0].name] ?? 1 <= 1 }
            for index in hit.wrappers + byName { files[new[index].key, default: []].append(file) }
        }
    }

    private struct Hit: Sendable {
        /// Those whose name stands there beside their module's or class's, and those whose name alone does.
        var wrappers: [Int] = []
        var byName: [Int] = []
        var declarations: [String: Int] = [:]
    }

    /// What a file that calls a wrapper holds: its name, and the module or class that it takes it from. A method whose name is the
    /// project's own may be called on an object from anywhere.
    private struct Wanted: Sendable {
        let path: String
        let folder: Substring
        let family: Int?
        let names: [Int]
        let homes: [Int]
        /// What an object is called that a common method is called on.
        let receivers: [Int]
        let isFree: Bool

        enum Evidence { case home, name }

        init(_ wrapper: Wrapper, _ modules: SourceModules, _ common: CodeWords, _ words: inout AnchorWords) {
            path = wrapper.path
            folder = Self.folder(wrapper.path)
            family = modules.family(of: wrapper.path)
            let isCommon = common.commonMethods.contains(wrapper.name)
            isFree = wrapper.isMethod && !isCommon
            let spellings = Self.spellings(of: wrapper)
            names = spellings.map { words.number(of: $0) }
            var homes = wrapper.isMethod ? [wrapper.type] : []
            homes += wrapper.isMethod ? wrapper.bases.compactMap { $0.split(separator: ".").last.map(String.init) } : []
            // A class's file is often all that is known of an object that a function of it gives.
            homes += modules.imports(of: wrapper.path, packages: wrapper.isMethod ? 0 : 1)
            let receivers = isCommon && wrapper.isMethod ? common.modelReceivers.sorted().map { "\($0).\(wrapper.name)(" } : []
            self.receivers = receivers.map { words.number(of: $0) }
            self.homes = homes.filter { $0.count > 1 }.map { words.number(of: $0) }
        }

        private static func spellings(of wrapper: Wrapper) -> [String] {
            let name = wrapper.name
            // What embeds is often handed to what goes over the texts: `map(embed, texts)`.
            let ends = wrapper.fact.kind == .embeddingCall ? ["(", ",", ")"] : ["("]
            let beginnings: [String] =
                if !wrapper.isMethod { [""] }
                else if wrapper.path.hasSuffix(".php") { ["->", "::"] }
                else if wrapper.path.hasSuffix(".rs") { [".", "::"] }
                else { ["."] }
            if wrapper.isMethod, wrapper.path.hasSuffix(".rb") { return [".\(name)"] }
            return beginnings.flatMap { beginning in ends.map { "\(beginning)\(name)\($0)" } } + (wrapper.isMethod ? [] : ["\(name) as "])
        }

        func evidence(in other: String, _ family: Int, _ found: WordSet) -> Evidence? {
            guard family == self.family, names.contains(where: { found.contains($0) }), other != path else { return nil }
            if homes.contains(where: { found.contains($0) }) || Self.folder(other) == folder { return .home }
            return isFree || receivers.contains { found.contains($0) } ? .name : nil
        }

        private static func folder(_ path: String) -> Substring { path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }
    }
}
