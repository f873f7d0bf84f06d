internal import Catalog
internal import Discovery
internal import Facts
internal import Parsing

/// A repository as its servers see it.
struct Surroundings: ~Copyable {
    private let extraction: Extraction
    private let servers: [Fact]
    private let knowledge: WebServerKnowledge
    private var manifests: Manifests
    /// Files of which nobody else is the author.
    private let files: [ListedFile]
    private let names: [RelativePath]
    /// What stands before all servers, once that was asked.
    private var front: String??
    /// What the programs of the repository do, once that was asked.
    private var programs: Programs?
    private var images: [Image]?
    /// How clients reach its one program, once that was asked.
    private var way: String??
    /// Files of servers that some other file takes, once that was asked.
    private var taken: Set<String>?

    private struct Programs {
        var compress = false
        var stream = false
        /// Some are of frameworks that compress nothing by themselves.
        var arePlain = false
    }

    /// A Dockerfile.
    private struct Image {
        var path: String
        var text: String
        /// What its last stage starts from, without tag and the usual registry.
        var base: String
    }

    init(_ extraction: Extraction, servers: [Fact]) {
        self.extraction = extraction
        self.servers = servers
        knowledge = extraction.catalog.config.webServers
        manifests = Manifests(bench: extraction.bench(), files: extraction.list.files, others: extraction.list.others, knowledge: extraction.catalog.config)
        files = extraction.list.files.filter { ![.vendored, .generated].contains($0.pathClass) }
        names = extraction.list.files.map(\.path) + extraction.list.others
    }

    /// The server with what is around it.
    mutating func completed(_ fact: Fact) -> Fact {
        var fact = fact
        fact.fields["front"] = .text(unused(fact) ?? frontOfAll() ?? proxyBefore(fact) ?? imageAround(fact) ?? "none")
        if fact.kind == .webServer {
            guard fact["front"].text == "none" else { return fact }
            fact.fields["behind"] = behind(fact).map { .text($0) } ?? .unknown
            if fact["program"].flag == true, way??.contains("ingress") ?? false {
                fact.fields["compression.reason"] = .text(
                    "it does not do so itself, and ingress-nginx before it does not by default; the settings of that are not in this repository")
            }
            return fact
        }
        var location = fact["locations"].text?.split(separator: ",").last.map(String.init) ?? "/assets/"
        if fact["names"].text == nil, let (bundler, file) = bundler(of: fact) {
            fact.fields["names"] = .text("hashed")
            fact.fields["names.reason"] = .text("\(file) builds with \(bundler.name)")
            fact.fields["built-by"] = .text(bundler.name)
            location = bundler.location
        }
        if fact["engine"].text == "nginx" { fact.fields["remedy.setting"] = .text(knowledge.lifetimeSetting.replacing("%", with: location)) }
        return fact
    }
}

// MARK: Before

extension Surroundings {
    /// A word or file of the repository by which something may stand before its servers.
    private mutating func frontOfAll() -> String? {
        if let front { return front }
        let found = frontByName() ?? frontByWord()
        front = .some(found)
        return found
    }

    private mutating func frontByName() -> String? {
        for path in names {
            let name = String(decoding: path.name, as: UTF8.self).lowercased()
            if knowledge.frontFiles.contains(name) { return name }
            guard name.hasPrefix("caddyfile") || name.hasSuffix(".caddyfile") else { continue }
            if let source = manifests.read(path.description, in: ""), knowledge.caddyWords.contains(where: { source.contains(word: $0) }) { return name }
        }
        return nil
    }

    private func frontByWord() -> String? {
        let settings = files.filter { [.yaml, .hcl, .toml, .shell, .nginx].contains($0.kind) }
        let code = files.filter { [.python, .typescript, .javascript, .go].contains($0.kind) }
        for (words, files) in [(knowledge.frontWords, settings), (knowledge.frontCodeWords, code)] {
            for (file, found) in zip(files, extraction.words(words, in: files)) {
                if let number = found.numbers.first { return "\(words[number]) (\(file.path.description))" }
            }
        }
        return nil
    }

    /// Another server of the repository that compresses what it hands on, or a part of some server's configuration that compresses all.
    private func proxyBefore(_ fact: Fact) -> String? {
        servers.first { other in
            guard other.place.path != fact.place.path, other["content"].text != "pages" else { return false }
            // What a program sends, a server before it may let browsers keep.
            if fact.kind == .staticContent, fact["folder"].isKnown { return other["program"].flag != true }
            return ["on", "html-only"].contains(other["compression"].text)
        }?.place.path
    }

    /// An image that brings settings of its own around a part of a configuration, or compresses files when it is built.
    private mutating func imageAround(_ fact: Fact) -> String? {
        guard fact["engine"].text == "nginx" else { return nil }
        let name = fact.place.path.split(separator: "/").last.map(String.init) ?? ""
        for image in imagesOfAll() where image.text.contains(name) {
            if knowledge.imageWords.contains(where: image.text.contains) { return image.path }
            if fact["whole"].flag == false, !knowledge.plainImages.contains(image.base) { return image.base }
        }
        return nil
    }

    private mutating func imagesOfAll() -> [Image] {
        if let images { return images }
        var found: [Image] = []
        for file in files where file.kind == .dockerfile {
            guard let source = manifests.read(file.path.description, in: "") else { continue }
            let lines = (1...max(1, source.lineCount)).map { source.lineText($0) }
            let bases = lines.filter { $0.uppercased().hasPrefix("FROM ") }.map { $0.split(separator: " ").dropFirst().first { !$0.hasPrefix("--") } ?? "" }
            let base = String((bases.last ?? "").prefix { $0 != ":" && $0 != "@" }).replacing("docker.io/", with: "").replacing("library/", with: "")
            found.append(Image(path: file.path.description, text: source.text(source.span), base: base))
        }
        images = found
        return found
    }
}

// MARK: Whether it is one

extension Surroundings {
    /// Where some configurations of the repository are copied or mounted, one that nothing takes is no server's any more.
    private mutating func unused(_ fact: Fact) -> String? {
        guard fact["engine"].text == "nginx", fact.place.path.contains(".conf") else { return nil }
        let taken = takenFiles()
        guard !taken.isEmpty, !taken.contains(fact.place.path) else { return nil }
        return "nothing takes \(fact.place.path)"
    }

    private mutating func takenFiles() -> Set<String> {
        if let taken { return taken }
        let paths = Set(servers.filter { $0["engine"].text == "nginx" }.map(\.place.path))
        var found: Set<String> = []
        for file in files where [.dockerfile, .yaml, .shell, .toml, .json].contains(file.kind) || file.path.description.hasSuffix("Makefile") {
            guard found.count < paths.count, let source = manifests.read(file.path.description, in: "") else { continue }
            let folder = Manifests.folder(of: file.path.description)
            let names = paths.filter { path in source.contains(word: path.split(separator: "/").last.map(String.init) ?? path) || path.split(separator: "/").dropLast().contains { source.contains(word: String($0)) } }
            guard !names.isEmpty else { continue }
            for number in 1...max(1, source.lineCount) {
                let line = source.lineText(number)
                guard !line.drop(while: \.isWhitespace).hasPrefix("#") else { continue }
                let words = line.split { " \t:=,\"'[]()".contains($0) }.map { $0.hasPrefix("./") ? $0.dropFirst(2) : $0 }
                for path in names where words.contains(where: { Self.names($0, path, from: folder) }) { found.insert(path) }
            }
        }
        taken = found
        return found
    }

    /// Whether a word of a file in a folder is the path of another, or of a folder of nginx's around that: one that is copied for its
    /// program holds other things too.
    private static func names(_ word: Substring, _ path: String, from folder: String) -> Bool {
        guard word.count > 1, !word.hasPrefix("/") else { return false }
        let own = word.hasSuffix("/") ? word.dropLast() : word
        return [String(own), folder.isEmpty ? String(own) : folder + "/" + own].contains { $0 == path || path.hasPrefix($0 + "/") && $0.contains("nginx") }
    }
}

// MARK: Behind

extension Surroundings {
    private mutating func behind(_ fact: Fact) -> String? {
        if let known = fact["behind"].text { return known }
        if fact["content"].text == "pages" { return "files" }
        guard fact["streams"].flag != true else { return "streams" }
        if fact["asks-plain"].flag == true { return "plain" }
        if fact["program"].flag == true, wayTo(fact) == nil { return nil }
        let programs = programsOfAll()
        if programs.compress { return "compressed" }
        if programs.stream { return "streams" }
        return programs.arePlain ? "plain" : nil
    }

    private mutating func programsOfAll() -> Programs {
        if let programs { return programs }
        var found = Programs()
        found.compress = names.contains { knowledge.compressingFiles.contains(String(decoding: $0.name, as: UTF8.self)) }
        let manifests = files.filter { [.yaml, .properties, .requirements, .toml].contains($0.kind) || $0.path.name.elementsEqual("package.json".utf8) }
        let code = files.filter { !$0.kind.isData }
        let compressing = knowledge.compressingWords, streaming = knowledge.streamingWords
        found.compress = found.compress || extraction.words(compressing, in: manifests).contains { !$0.isEmpty }
        if !found.compress {
            for (file, words) in zip(code, extraction.words(compressing + streaming + knowledge.plainFrameworks, in: code)) {
                for number in words.numbers {
                    if number < compressing.count {
                        found.compress = true
                    } else if number < compressing.count + streaming.count {
                        found.stream = true
                    } else if file.pathClass == .application {
                        found.arePlain = true
                    }
                }
            }
        }
        programs = found
        return found
    }

    /// The word by which clients reach the one program of the repository with nothing in between that compresses; nil where nothing says so, or
    /// it answers little more than probes.
    private mutating func wayTo(_ fact: Fact) -> String? {
        if let way { return way }
        let found = searchedWay(fact)
        way = .some(found)
        return found
    }

    private func searchedWay(_ fact: Fact) -> String? {
        guard servers.allSatisfy({ $0.place == fact.place || $0.pathClass != .application }) else { return nil }
        let own = files.filter { $0.pathClass == .application }
        guard !own.contains(where: { $0.kind == .hcl }) else { return nil }
        let between = knowledge.betweenWords, publishing = knowledge.publishingWords
        let found = extraction.words(between + publishing, in: own.filter { $0.kind == .yaml }).flatMap(\.numbers)
        guard !found.contains(where: { $0 < between.count }), let first = found.min() else { return nil }
        let routes = knowledge.programs.values.flatMap(\.self).first { $0.engine == fact["engine"].text }?.routes ?? []
        var bench = extraction.bench()
        var count = 0
        for file in own where !file.kind.isData && count < Self.fewRoutes {
            count += bench.count(of: routes, in: file) - bench.count(of: knowledge.probeRoutes, in: file)
        }
        return count >= Self.fewRoutes ? publishing[first - between.count] : nil
    }

    /// A program with fewer routes is one for hooks.
    private static let fewRoutes = 2
}

extension Extraction.Bench {
    /// How often a file holds one of some words.
    fileprivate mutating func count(of words: [String], in file: ListedFile) -> Int {
        let outcome = reader.read(file.path, limits: Extraction.searchLimits) { bytes in
            var count = 0
            for word in words {
                var word = word
                word.withUTF8 { word in
                    var position = 0
                    while let found = SourceText.firstOffset(of: UnsafeRawBufferPointer(word), in: bytes, from: position) {
                        count += 1
                        position = found + word.count
                    }
                }
            }
            return count
        }
        guard case .read(let count) = outcome else { return 0 }
        return count
    }
}

// MARK: What builds files

extension Surroundings {
    /// What builds the files that a server sends, and the manifest that says it.
    private mutating func bundler(of fact: Fact) -> (WebServerKnowledge.Bundler, String)? {
        var folders = Manifests.folders(from: Manifests.folder(of: fact.place.path))
        if let folder = fact["folder"].text { folders = Manifests.folders(from: folder).filter { !$0.isEmpty } + folders }
        for folder in folders where manifests.has("package.json", in: folder) {
            if let bundler = bundler(in: folder) { return isSent(fact, bundler.0) ? bundler : nil }
        }
        let all = files.filter { $0.pathClass == .application && $0.path.name.elementsEqual("package.json".utf8) }.map { Manifests.folder(of: $0.path.description) }
        var found: [(WebServerKnowledge.Bundler, String)] = []
        for folder in all { if let bundler = bundler(in: folder) { found.append(bundler) } }
        return found.count == 1 && isSent(fact, found[0].0) ? found[0] : nil
    }

    /// Whether the locations are those of a whole build, or of its files with a hash.
    private func isSent(_ fact: Fact, _ bundler: WebServerKnowledge.Bundler) -> Bool {
        guard let locations = fact["locations"].text?.split(separator: ",") else { return true }
        return locations.contains { $0 == "/" || bundler.location.hasPrefix($0) || $0.contains("js") }
    }

    /// The bundler of a folder, when its names hold a hash.
    private mutating func bundler(in folder: String) -> (WebServerKnowledge.Bundler, String)? {
        guard let manifest = manifests.read("package.json", in: folder) else { return nil }
        guard let bundler = knowledge.bundlers.first(where: { manifest.contains(word: "\"\($0.package)\"") && manifest.contains(word: $0.build) }) else { return nil }
        var hashes = bundler.hashes.isEmpty
        for name in bundler.settings {
            guard let settings = manifests.read(name, in: folder) else { continue }
            if bundler.renames.contains(where: { settings.contains(word: $0) }), !settings.contains("hash]") { return nil }
            if bundler.hashes.contains(where: { settings.contains(word: $0) }) { hashes = true }
        }
        return hashes ? (bundler, folder.isEmpty ? "package.json" : folder + "/package.json") : nil
    }
}
