internal import Catalog
internal import ConfigModel
internal import Parsing

/// The servers of one file of configuration: what they send, and whether that is compressed and may be kept.
struct WebServerFacts {
    private let extraction: ConfigExtraction
    private let servers: [WebServer]
    private var knowledge: WebServerKnowledge { extraction.file.knowledge.webServers }

    init(_ extraction: ConfigExtraction, _ servers: [WebServer]) {
        self.extraction = extraction
        self.servers = servers
    }

    func facts() -> [Fact] {
        var facts: [Fact] = []
        var seen: Set<String> = []
        for server in servers {
            // What holds for several servers of a file is said once.
            let kind = [server.content?.rawValue, server.compression?.rawValue, server.caching?.rawValue].map { $0 ?? "" }.joined(separator: " ")
            guard seen.insert(kind).inserted else { continue }
            facts.append(webServer(server))
            if server.content == .pages { facts.append(staticContent(server)) }
        }
        return facts
    }

    private func webServer(_ server: WebServer) -> Fact {
        var fields: [String: Value] = [
            "engine": .text(server.engine), "name": .text(server.name), "environment": .text(environment(server)), "whole": .flag(server.isWhole),
            "streams": .flag(server.streams), "asks-plain": .flag(server.asksForPlain),
        ]
        if !server.unread.isEmpty { fields["unread"] = .text(server.unread.joined(separator: ",")) }
        if let content = server.content {
            fields["content"] = .text(content.rawValue)
            fields["sends"] = .text(sent(server, content))
        }
        if let compression = server.compression {
            fields["compression"] = .text(compression.rawValue)
            fields["compression.reason"] = .text(reason(server, compression))
            let settings = server.engine == "nginx" ? knowledge.settings : knowledge.controllerSettings
            fields["remedy.setting"] = settings[compression.rawValue].map { .text($0) } ?? .unknown
        }
        let span = [.off, .htmlOnly].contains(server.compression) ? server.compressionSpan : nil
        return extraction.fact(.webServer, at: span ?? server.span, symbol: server.name, fields)
    }

    private func sent(_ server: WebServer, _ content: WebServer.Content) -> String {
        switch (content, server.compression) {
        case (.pages, .htmlOnly?): "scripts, styles and JSON"
        case (.answers, .htmlOnly?): "all but HTML"
        case (.pages, _): "pages, scripts and styles"
        case (.answers, _): "the answers of what is behind it"
        }
    }

    private func reason(_ server: WebServer, _ compression: WebServer.Compression) -> String {
        switch compression {
        case .on, .off: return "`" + (server.compressionSpan.map(text) ?? "") + "`"
        case .htmlOnly: return "`gzip on` compresses HTML alone unless gzip_types names more"
        case .none:
            let own = "nothing in this file switches it on, and by default it is off"
            return server.isWhole ? own : own + "; the nginx.conf around it is not in this repository, and the one that nginx comes with leaves it off"
        }
    }

    private func staticContent(_ server: WebServer) -> Fact {
        var fields: [String: Value] = [
            "engine": .text(server.engine), "locations": .text(server.locations.joined(separator: ",")), "environment": .text(environment(server)),
        ]
        if let caching = server.caching {
            fields["caching"] = .text(caching.rawValue)
            fields["caching.reason"] = .text(
                caching == .none ? "nothing in this file says how long they may be kept" : "`" + (server.cachingSpan.map(text) ?? "") + "`")
        }
        if let location = server.hashedLocation {
            fields["names"] = .text("hashed")
            fields["names.reason"] = .text("location \(location)")
        }
        return extraction.fact(.staticContent, at: server.cachingSpan ?? server.span, symbol: server.name, fields)
    }

    private func environment(_ server: WebServer) -> String {
        let isLocal = server.isLocal || server.upstreams.contains { upstream in knowledge.developmentHosts.contains { upstream.contains($0) } }
        return isLocal || knowledge.isForDevelopment(path: extraction.file.path) ? "development" : "unstated"
    }

    private func text(_ span: Span) -> String { extraction.file.source.text(span).split { $0.isWhitespace }.joined(separator: " ") }
}
