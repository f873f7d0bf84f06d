public import Catalog
public import Discovery
public import Parsing

/// Settings of an application that name models: `application.properties`, `application-prod.yml` and their like, from which
/// frameworks make their clients and into which code looks by key.
public struct ApplicationSettings: Sendable {
    let path: String
    let source: SourceText
    let pathClass: PathClass
    let knowledge: SettingsKnowledge
    let words: CodeWords
    let webServers: WebServerKnowledge

    public init(
        path: String, source: SourceText, pathClass: PathClass, knowledge: SettingsKnowledge, words: CodeWords,
        webServers: WebServerKnowledge = WebServerKnowledge()
    ) {
        self.webServers = webServers
        self.path = path
        self.source = source
        self.pathClass = pathClass
        self.knowledge = knowledge
        self.words = words
    }

    /// One setting as its file writes it.
    struct Entry {
        var key: String
        var value: String
        var span: Span
        var profile: String
    }

    /// Whether a file is one by its name: `application.yml`, `application-prod.properties`.
    public static func isOne(name: some Collection<UInt8>, _ knowledge: SettingsKnowledge) -> Bool {
        let name = String(decoding: name, as: UTF8.self)
        guard let dot = name.lastIndex(of: "."), ["yml", "yaml", "properties"].contains(name[name.index(after: dot)...]) else { return false }
        return knowledge.fileNames.contains(String(name[..<dot].prefix { $0 != "-" }))
    }

    /// The word without which none of its settings names a model.
    public static let word: StaticString = "model"
    /// Whether some setting of a file may name a model, or switch what a server does.
    public static func mayMatter(_ bytes: UnsafeRawBufferPointer, _ webServers: WebServerKnowledge) -> Bool {
        if SourceText.firstOffset(of: word, in: bytes) != nil { return true }
        return webServers.switches.contains { known in
            var word = known.word
            return word.withUTF8 { SourceText.firstOffset(of: UnsafeRawBufferPointer($0), in: bytes, from: 0) != nil }
        }
    }

    /// How many settings of one file are looked at.
    private static let mostEntries = 2_000

    public func facts() -> [Fact] {
        let entries = Array(entries().prefix(Self.mostEntries))
        return entries.compactMap { fact($0, among: entries) } + entries.compactMap(server)
    }

    // MARK: Entries

    func entries() -> [Entry] {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let stem = name.prefix { $0 != "." }
        let profile = stem.firstIndex(of: "-").map { String(stem[stem.index(after: $0)...]) } ?? ""
        return name.hasSuffix(".properties") ? properties(profile) : yaml(profile)
    }

    /// `key=value`, `key: value` or `key value` on a line each; Quarkus writes `%dev.key` for a profile.
    private func properties(_ profile: String) -> [Entry] {
        (1...max(1, source.lineCount)).compactMap { line in
            let span = source.lineSpan(line)
            let text = source.text(span)
            let trimmed = text.drop { $0 == " " || $0 == "\t" }
            guard let first = trimmed.first, first != "#", first != "!",
                let end = trimmed.firstIndex(where: { $0 == "=" || $0 == ":" || $0 == " " || $0 == "\t" })
            else { return nil }
            let value = trimmed[end...].drop { $0 == " " || $0 == "\t" || $0 == "=" || $0 == ":" }
            let start = span.start + text.utf8.count - trimmed.utf8.count
            let whole = Span(start, start + trimmed.trimmingEnd.utf8.count)
            return Self.entry(String(trimmed[..<end]), String(value.trimmingEnd), whole, profile)
        }
    }

    private static func entry(_ key: String, _ value: String, _ span: Span, _ profile: String) -> Entry {
        guard key.hasPrefix("%"), let dot = key.firstIndex(of: ".") else { return Entry(key: key, value: value, span: span, profile: profile) }
        return Entry(
            key: String(key[key.index(after: dot)...]), value: value, span: span, profile: String(key[key.index(after: key.startIndex)..<dot]))
    }

    private static let profileKeys: Set<String> = ["spring.config.activate.on-profile", "spring.profiles"]

    /// Nested keys, joined by dots; each document of a stream may be for a profile of its own.
    private func yaml(_ profile: String) -> [Entry] {
        var result: [Entry] = []
        for root in Document.read(source, as: .yaml).roots {
            let first = result.count
            var stack: [(prefix: String, node: Node)] = [("", root)]
            while let (prefix, node) = stack.popLast(), result.count < Self.mostEntries {
                for (key, value) in node.entries {
                    let name = prefix.isEmpty ? key.rawText : "\(prefix).\(key.rawText)"
                    if value.kind == .mapping {
                        stack.append((name, value))
                    } else if let text = value.string, !text.isEmpty {
                        result.append(Self.entry(name, text, Span(key.span.start, value.span.end), profile))
                    }
                }
            }
            guard let own = result[first...].first(where: { Self.profileKeys.contains($0.key) }) else { continue }
            for index in result.indices[first...] where result[index].profile == profile { result[index].profile = own.value }
        }
        return result.sorted { $0.span < $1.span }
    }

    // MARK: Facts

    private func fact(_ entry: Entry, among entries: [Entry]) -> Fact? {
        for framework in knowledge.frameworks {
            guard let meaning = framework.meaning(of: entry.key), meaning.role != .address else { continue }
            var fields: [String: Value] = ["framework": .text(framework.name), "role": .text(meaning.role.rawValue)]
            if meaning.role == .chosen {
                guard let chosen = framework.provider(entry.value) else { return nil }
                fields["provider"] = .text(chosen.provider)
                return fact(entry, fields)
            }
            fields["provider"] = .text(meaning.provider)
            if !meaning.name.isEmpty { fields["name"] = .text(meaning.name) }
            fields["endpoint"] = endpoint(meaning.provider, framework, entry, entries)
            return fact(entry, fields)
        }
        let last = entry.key.split(separator: ".").suffix(2).map { SettingKey.plain(String($0)) }
        guard last.contains(where: { $0.contains("model") }) else { return nil }
        return fact(entry, ["role": .text("application")])
    }

    private func fact(_ entry: Entry, _ fields: [String: Value]) -> Fact {
        let place = Place(path: path, span: entry.span, in: source)
        var fields = fields
        fields["key"] = .text(entry.key)
        if fields["role"]?.text != SettingsFramework.Role.chosen.rawValue { fields["model"] = Value(Self.form(entry.value), origin: [place]) }
        if !entry.profile.isEmpty { fields["profile"] = .text(entry.profile) }
        return Fact(
            kind: .modelSetting, place: place, symbol: entry.key, fields: fields.filter { $0.value.form != .unknown },
            snippet: Snippet(around: entry.span, in: source), pathClass: pathClass)
    }

    /// What switches the compression of the program's own server.
    private func server(_ entry: Entry) -> Fact? {
        let key = SettingKey.plain(entry.key)
        guard let known = webServers.switches.first(where: { SettingKey.plain($0.key) == key }), ["true", "false"].contains(entry.value.lowercased())
        else { return nil }
        let isOn = entry.value.lowercased() == "true"
        let isOther = webServers.isForDevelopment(path: path) || webServers.isForDevelopment(path: entry.profile)
        return Fact(
            kind: .webServer, place: Place(path: path, span: entry.span, in: source), symbol: entry.key,
            fields: [
                "engine": .text(known.engine), "content": .text("answers"), "sends": .text("its answers"), "compression": .text(isOn ? "on" : "off"),
                "compression.reason": .text("`\(entry.key): \(entry.value)`"), "environment": .text(isOther ? "development" : "unstated"),
                "behind": .text(isOn ? "compressed" : "plain"), "remedy.setting": .text(known.remedy),
            ],
            snippet: Snippet(around: entry.span, in: source), pathClass: pathClass)
    }

    /// Where the same settings send the calls.
    private func endpoint(_ provider: String, _ framework: SettingsFramework, _ entry: Entry, _ entries: [Entry]) -> Value {
        let addresses = entries.filter { other in
            guard let meaning = framework.meaning(of: other.key) else { return false }
            return meaning.role == .address && meaning.provider == provider && (other.profile == entry.profile || other.profile.isEmpty)
        }
        guard let address = addresses.last else { return .text("provider") }
        guard case .text(let text)? = Value(Self.form(address.value)).candidates.first, let host = URLHost(text)?.host else { return .unknown }
        return words.isModelHost(host) ? .text("provider") : .text(host)
    }

    /// `gpt-4o`, `${MODEL:gpt-4o}` (a default), `${MODEL}` (unknown).
    static func form(_ text: String) -> Value.Form {
        guard text.contains("${") else { return .known(.text(text)) }
        var inner = text[...]
        for _ in 0..<4 {
            guard inner.hasPrefix("${"), inner.hasSuffix("}") else { break }
            guard let colon = inner.firstIndex(of: ":") else { return .unknown }
            inner = inner[inner.index(after: colon)...].dropLast()
        }
        return inner.isEmpty || inner.contains("$") || inner.contains("{") ? .unknown : .fallback(.text(String(inner)))
    }
}

extension Substring {
    fileprivate var trimmingEnd: Substring {
        var result = self
        while let last = result.last, last.isWhitespace { result.removeLast() }
        return result
    }
}
