internal import Catalog
internal import CodeModel
internal import Parsing

/// Programs that send the files of a folder themselves, and how long they let browsers keep them.
extension CodeExtraction {
    mutating func addFileServers() {
        let servers = (knowledge.webServers.fileServers[language.ecosystem] ?? []).filter { importsFrom($0.package) }
        guard !servers.isEmpty else { return }
        for call in unit.calls.indices {
            let site = unit.calls[call]
            guard let last = lastName(site.callee) else { continue }
            for server in servers where server.calls.contains(where: { $0.hasSuffix(".\(last)") }) {
                guard resolver.qualifiedNames(site.callee).map(canonical).contains(where: server.calls.contains) else { continue }
                addFileServer(site, server)
            }
        }
    }

    /// Programs that answer requests, of frameworks that compress nothing unless they are told to.
    mutating func addPrograms() {
        let programs = (knowledge.webServers.programs[language.ecosystem] ?? []).filter { importsFrom($0.package) }
        guard !programs.isEmpty else { return }
        for site in unit.calls {
            let names = resolver.qualifiedNames(site.callee).map(canonical)
            guard let program = programs.first(where: { names.contains(where: $0.calls.contains) }) else { continue }
            result.facts.append(
                makeFact(
                    .webServer, at: site.span, scope: site.scope,
                    fields: [
                        "engine": .text(program.engine), "content": .text("answers"), "sends": .text("its answers"), "compression": .text("none"),
                        "compression.reason": .text("neither it nor anything before it in this repository does so"), "program": .flag(true),
                        "environment": .text(serverEnvironment), "remedy.setting": .text(program.remedy),
                    ]))
        }
    }

    /// Whether the file's server is for its own machine alone, as programs are that open a browser themselves.
    private var serverEnvironment: String {
        let known = knowledge.webServers
        return known.isForDevelopment(path: path) || known.localWords.contains { unit.source.contains(word: $0) } ? "development" : "unstated"
    }

    private mutating func addFileServer(_ site: CallSite, _ server: WebServerKnowledge.FileServer) {
        guard case .given(_, let expression?) = argument(server.folder, of: site), let folder = builtFolder(expression) else { return }
        // One folder is spoken of once, however often the file mounts it.
        guard !result.facts.contains(where: { $0.kind == .staticContent && $0["folder"].text == folder }) else { return }
        var fields: [String: Value] = [
            "engine": .text(server.engine), "folder": .text(folder), "remedy.setting": .text(server.remedy), "environment": .text(serverEnvironment),
        ]
        if let (caching, reason) = caching(site, server) {
            fields["caching"] = .text(caching)
            fields["caching.reason"] = .text(reason)
        }
        result.facts.append(makeFact(.staticContent, at: site.span, scope: site.scope, fields: fields))
    }

    /// How long browsers may keep the files, where the call and the file leave no doubt.
    private func caching(_ site: CallSite, _ server: WebServerKnowledge.FileServer) -> (String, String)? {
        guard server.headers.allSatisfy({ argument([$0], of: site, options: server.options).isAbsent }) else { return nil }
        // Headers that another part of the file sets may be those of these files.
        guard !["Cache-Control", "cache-control", "CacheControl"].contains(where: { unit.source.contains(word: $0) }) else { return nil }
        switch argument(server.lifetime, of: site, options: server.options) {
        case .absent: return ("none", server.reason)
        case .unknown: return nil
        case .given(let value, let expression):
            guard let written = expression.map({ unit.text($0).prefixed(40) }) else { return nil }
            if let number = value.number { return (number == 0 ? "refused" : "kept", "the lifetime is \(written)") }
            if let text = value.text { return (text.first == "0" ? "refused" : "kept", "the lifetime is \(written)") }
            return nil
        }
    }

    /// The folder that a build writes, below the repository's root: `path.join(__dirname, "../client/dist")`; nil for any other.
    private func builtFolder(_ id: ExpressionID) -> String? {
        var texts = quoted(unit.text(id))
        if texts.isEmpty, let text = resolver.resolve(id).text { texts = [text] }
        if texts.isEmpty, case .name(let name) = unit[id].kind {
            let bindings = resolver.bindings(of: name, from: unit[id].scope, at: unit[id].span.start)
            if bindings.count == 1, case .expression(let value) = bindings[0].source { texts = quoted(unit.text(value)) }
        }
        let words = texts.flatMap { $0.split(separator: "/") }.map(String.init)
        guard words.contains(where: knowledge.webServers.buildFolders.contains) else { return nil }
        var parts = path.split(separator: "/").dropLast().map(String.init)
        for word in words where word != "." {
            if word != ".." { parts.append(word) } else if !parts.isEmpty { parts.removeLast() }
        }
        return parts.joined(separator: "/")
    }

    private func quoted(_ text: String) -> [String] {
        var result: [String] = []
        var quote: Character?
        var word = ""
        for character in text {
            if let open = quote {
                if character == open {
                    result.append(word)
                    (quote, word) = (nil, "")
                } else {
                    word.append(character)
                }
            } else if "\"'`".contains(character) {
                quote = character
            }
        }
        return result
    }
}
