internal import Catalog
internal import Parsing

/// One server of nginx's: what it sends, and what holds for that.
struct NginxServer {
    private let server: NginxDirective
    private let http: [NginxDirective]
    private let own: [NginxDirective]
    private let places: [NginxPlace]
    private let knowledge: WebServerKnowledge

    /// - Parameter outer: what stands beside the server, which holds for it as well.
    init(_ server: NginxDirective, within outer: [NginxDirective], _ knowledge: WebServerKnowledge) {
        self.server = server
        self.knowledge = knowledge
        http = outer.filter { $0.name != "server" }
        own = server.block
        places = NginxPlace.all(in: own)
    }

    /// Nil for a server that sends nothing of its own: one that only leads elsewhere, or answers with a word.
    func read() -> WebServer? {
        let names = own.filter { $0.name == "server_name" }.flatMap(\.words)
        var result = WebServer(engine: "nginx", name: names.joined(separator: " "), span: server.span)
        let pages = pagePlaces
        if !pages.isEmpty {
            result.content = .pages
        } else if handsOn {
            result.content = .answers
        } else {
            return nil
        }
        result.isLocal = isLocal
        result.unread = everything.filter { $0.name == "include" }.flatMap(\.words).filter { !knowledge.isHarmless(include: $0) }
        (result.compression, result.compressionSpan) = compression(result.unread)
        (result.caching, result.cachingSpan) = caching(pages, result.unread)
        result.locations = pages.map { $0.path ?? "/" }
        result.hashedLocation = places.lazy.flatMap(\.pattern).first(where: knowledge.namesHashed)
        result.streams = everything.contains(where: streams)
        let asked = everything.filter { $0.name == "proxy_set_header" && $0.words.first?.lowercased() == "accept-encoding" }.map { $0.words.last ?? "" }
        result.asksForPlain = !asked.isEmpty && asked.allSatisfy { ["", "identity"].contains($0) }
        // Whoever asks a program for compressed answers has seen it give them.
        if result.content == .answers, !asked.isEmpty, !result.asksForPlain { result.compression = nil }
        result.upstreams = everything.filter { $0.name == "proxy_pass" }.compactMap(\.words.first)
        return result
    }

    /// All directives that hold for the server or a part of it.
    private var everything: [NginxDirective] { http + own + places.flatMap(\.directives) }

    // MARK: What it sends

    private static let handlers: Set<String> = ["proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass"]
    private static let otherHandlers: Set<String> = ["grpc_pass", "memcached_pass", "return", "stub_status", "autoindex", "dav_methods", "flv", "mp4", "hls", "internal"]

    /// Places whose files are pages, or the scripts and styles of pages.
    private var pagePlaces: [NginxPlace] {
        var found = places.filter { place in
            guard !place.isConditional, place.path.map(isOfPages) ?? false else { return false }
            let names = Set(place.directives.map(\.name))
            return names.isDisjoint(with: Self.handlers) && names.isDisjoint(with: Self.otherHandlers) && root(of: place) != nil
        }
        let hasFront = places.contains { $0.path == "/" && !$0.isConditional }
        let names = Set(own.map(\.name))
        if !hasFront, own.contains(where: { $0.name == "root" && $0.words.first != "html" }), names.contains("index") || names.contains("try_files"), names.isDisjoint(with: Self.otherHandlers) {
            found.append(NginxPlace(pattern: [], directives: own, isConditional: false))
        }
        return found
    }

    /// `/`, `/assets/`, `~* \.(js|css)$`.
    private func isOfPages(_ path: String) -> Bool { path == "/" || knowledge.isOfAssets(location: path) }

    private func root(of place: NginxPlace) -> String? {
        for level in [place.directives, own, http] {
            // Below nginx's own folder lies the page by which it greets.
            if let found = level.last(where: { ["root", "alias"].contains($0.name) }) { return found.words.first == "html" ? nil : found.words.first }
        }
        return nil
    }

    private var handsOn: Bool {
        let handed = places.filter { !$0.isConditional && $0.directives.contains { Self.handlers.contains($0.name) } }
        return !handed.isEmpty
    }

    private var isLocal: Bool {
        let listens = own.filter { $0.name == "listen" }.compactMap(\.words.first)
        return !listens.isEmpty && listens.allSatisfy { listen in ["127.", "localhost", "[::1]", "unix:"].contains { listen.hasPrefix($0) } }
    }

    private func streams(_ directive: NginxDirective) -> Bool {
        switch directive.name {
        case "proxy_buffering", "fastcgi_buffering", "uwsgi_buffering", "chunked_transfer_encoding": directive.words.first == "off"
        case "proxy_cache": false
        default: directive.words.contains { word in knowledge.streamingHeaders.contains { word.lowercased().contains($0) } }
        }
    }

    // MARK: Compression

    private func compression(_ unread: [String]) -> (WebServer.Compression?, Span?) {
        let switches = everything.filter { knowledge.compressors.contains($0.name) }
        let states = switches.map { $0.words.first ?? "" }
        guard states.allSatisfy({ ["on", "off", "always"].contains($0) }) else { return (nil, nil) }
        let on = switches.filter { $0.words.first != "off" }
        if let gzip = on.first, on.allSatisfy({ $0.name == "gzip" }) {
            // Only what is switched on for all of the server lacks its types for all of it.
            let isWide = (http + own).contains { $0.name == "gzip" && $0.words.first == "on" }
            let hasTypes = everything.contains { $0.name == "gzip_types" }
            guard isWide, !hasTypes else { return (.on, gzip.span) }
            return unread.isEmpty ? (.htmlOnly, gzip.span) : (nil, nil)
        }
        if let first = on.first { return (.on, first.span) }
        guard unread.isEmpty else { return (nil, nil) }
        if let off = (own + http).last(where: { $0.name == "gzip" }) { return (.off, off.span) }
        return (WebServer.Compression.none, nil)
    }

    // MARK: Caching

    private func caching(_ pages: [NginxPlace], _ unread: [String]) -> (WebServer.Caching?, Span?) {
        var refusing: [(NginxDirective, place: NginxPlace?)] = []
        for (directives, place) in [(http, nil), (own, nil)] + places.map({ ($0.directives, Optional($0)) }) {
            for directive in directives {
                switch knowledge.lifetime(directive.name, directive.words) {
                case .positive?, .unknown?: return (.kept, directive.span)
                case .refused?: refusing.append((directive, place))
                case nil: continue
                }
            }
        }
        guard unread.isEmpty else { return (nil, nil) }
        let covering = refusing.first { _, place in
            guard let place else { return true }
            return !place.isConditional && (place.path.map(isOfPages) ?? false)
        }
        if let covering { return (.refused, covering.0.span) }
        return (WebServer.Caching.none, pages.first { $0.path != nil && $0.path != "/" }?.span)
    }
}

/// A location, or a condition within one, with the directives that stand right in it.
struct NginxPlace {
    /// The words behind `location`.
    var pattern: [String]
    var directives: [NginxDirective]
    /// Whether a condition decides if it holds.
    var isConditional: Bool
    var span: Span?

    /// What requests it is for, without the sign that says how that is compared; nil where it is for one file alone.
    var path: String? {
        switch pattern.first {
        case "="?, nil: nil
        case "~"?, "~*"?, "^~"?: pattern.dropFirst().first
        default: pattern.first
        }
    }

    /// All places of a server, those within others behind them.
    static func all(in directives: [NginxDirective]) -> [NginxPlace] {
        var result: [NginxPlace] = []
        var waiting: [(directives: [NginxDirective], pattern: [String], isConditional: Bool)] = [(directives, [], false)]
        while let next = waiting.popLast() {
            for directive in next.directives where directive.hasBlock && ["location", "if", "limit_except"].contains(directive.name) {
                let isPlace = directive.name == "location"
                let place = NginxPlace(
                    pattern: isPlace ? directive.words : next.pattern, directives: directive.block,
                    isConditional: next.isConditional || !isPlace, span: directive.span)
                result.append(place)
                waiting.append((place.directives, place.pattern, place.isConditional))
            }
        }
        return result.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
    }
}
