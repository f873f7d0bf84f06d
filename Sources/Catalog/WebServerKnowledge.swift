internal import Parsing

/// What is known of servers that send pages and answers, and of what may stand before or behind them: `knowledge/web-servers.yaml`.
public struct WebServerKnowledge: Sendable {
    /// What makes pages, scripts and styles of a project's sources.
    public struct Bundler: Sendable {
        public var name: String
        /// Its package, and how a script of the manifest runs it.
        public var package: String
        public var build: String
        /// The location under which the files lie whose names hold a hash of what is in them.
        public var location: String
        /// Files that may set other names, the words by which they do, and words of which they must hold one for names to have a hash.
        public var settings: [String]
        public var renames: [String]
        public var hashes: [String]
    }

    /// Calls by which a program sends the files of a folder.
    public struct FileServer: Sendable {
        public var engine: String
        public var package: String
        public var calls: Set<String>
        public var folder: [SDKKnowledge.ArgumentPosition]
        /// Position of the argument whose entries are the keywords.
        public var options: Int?
        public var lifetime: [SDKKnowledge.ArgumentPosition]
        /// Arguments by which something else sets headers.
        public var headers: [SDKKnowledge.ArgumentPosition]
        /// What holds without a lifetime.
        public var reason: String
        public var remedy: String
        public var words: [String]
    }

    /// Calls that make a program which answers requests.
    public struct Program: Sendable {
        public var engine: String
        public var package: String
        public var calls: Set<String>
        /// How its code looks where it answers something.
        public var routes: [String]
        public var remedy: String
        public var words: [String]
    }

    /// A key of a program's settings that switches its compression.
    public struct Switch: Sendable {
        public var engine: String
        public var key: String
        public var word: String
        public var remedy: String
    }

    /// How long a directive lets files be kept.
    public enum Lifetime: Sendable { case positive, refused, unknown }

    /// Directives of nginx that switch a compression on.
    public var compressors: Set<String> = []
    /// Parts of headers' values by which answers come in pieces.
    public var streamingHeaders: [String] = []
    /// Images whose own configuration leaves compression off.
    public var plainImages: [String] = []
    public var bundlers: [Bundler] = []
    /// Names of files that say that something else sends what the project makes.
    public var frontFiles: Set<String> = []
    /// Words of what stands before a server and compresses or keeps answers.
    public var frontWords: [String] = []
    public var caddyWords: [String] = []
    /// Words of code and manifests by which a program compresses its answers itself, or sends them in pieces.
    public var compressingWords: [String] = []
    public var streamingWords: [String] = []
    /// Names of files by which a program compresses of itself.
    public var compressingFiles: Set<String> = []
    /// How code makes a program of a framework that compresses nothing unless it is told to.
    public var plainFrameworks: [String] = []
    /// How compression is switched on, by what is said of it: of nginx, and of the controller of Kubernetes' ingresses.
    public var settings: [String: String] = [:]
    public var controllerSettings: [String: String] = [:]
    /// How nginx lets files under a location (`%`) be kept.
    public var lifetimeSetting = ""
    /// Words of Dockerfiles by which an image compresses files, or changes what its base says of that.
    public var imageWords: [String] = []
    /// The same as `frontWords`, of programs that declare infrastructure.
    public var frontCodeWords: [String] = []
    /// Words of code by which a server is for its own machine alone.
    public var localWords: [String] = []
    /// Parts of the addresses of servers for development.
    public var developmentHosts: [String] = []
    public var switches: [Switch] = []
    public var programs: [String: [Program]] = [:]
    /// Words of manifests by which a program answers clients with nothing in between, and by which something is in between.
    public var publishingWords: [String] = []
    public var betweenWords: [String] = []
    /// Words of code by which a route is one for probes.
    public var probeRoutes: [String] = []
    /// By ecosystem.
    public var fileServers: [String: [FileServer]] = [:]
    /// Names of folders that builds write.
    public var buildFolders: Set<String> = []
    /// Words of paths by which a server is for development.
    private var developmentWords: Set<String> = []
    private var harmlessIncludes: Set<String> = []
    private var serverFolders: Set<String> = []
    private var assetWords: Set<String> = []
    private var hashedPaths: [String] = []

    public init() {}

    init(_ fields: inout Fields) {
        compressors = Set(fields.texts("compressors"))
        streamingHeaders = fields.texts("streaming-headers")
        plainImages = fields.texts("plain-images")
        frontFiles = Set(fields.texts("front-files"))
        frontWords = fields.texts("front-words")
        caddyWords = fields.texts("caddy-words")
        frontCodeWords = fields.texts("front-code-words")
        imageWords = fields.texts("image-words")
        localWords = fields.texts("local-words")
        developmentHosts = fields.texts("development-hosts")
        lifetimeSetting = fields.text("lifetime-setting") ?? ""
        for (state, text) in fields.node("settings")?.entries ?? [] { settings[state.rawText] = text.rawText }
        for (state, text) in fields.node("controller-settings")?.entries ?? [] { controllerSettings[state.rawText] = text.rawText }
        compressingWords = fields.texts("compressing-words")
        compressingFiles = Set(fields.texts("compressing-files"))
        streamingWords = fields.texts("streaming-words")
        plainFrameworks = fields.texts("plain-frameworks")
        developmentWords = Set(fields.texts("development-words"))
        harmlessIncludes = Set(fields.texts("harmless-includes"))
        serverFolders = Set(fields.texts("server-folders"))
        assetWords = Set(fields.texts("asset-words"))
        hashedPaths = fields.texts("hashed-paths")
        for item in fields.node("bundlers")?.items ?? [] {
            var inner = Fields(item, in: fields.file)
            bundlers.append(
                Bundler(
                    name: inner.text("name") ?? "", package: inner.text("package") ?? "", build: inner.text("build") ?? "", location: inner.text("location") ?? "",
                    settings: inner.texts("settings"), renames: inner.texts("renames"), hashes: inner.texts("hashes")))
            fields.adopt(inner.finish())
        }
        buildFolders = Set(fields.texts("build-folders"))
        for item in fields.node("switches")?.items ?? [] {
            var inner = Fields(item, in: fields.file)
            switches.append(
                Switch(engine: inner.text("engine") ?? "", key: inner.text("key") ?? "", word: inner.text("word") ?? "", remedy: inner.text("remedy") ?? ""))
            fields.adopt(inner.finish())
        }
        publishingWords = fields.texts("publishing-words")
        betweenWords = fields.texts("between-words")
        probeRoutes = fields.texts("probe-routes")
        for (language, section) in fields.node("programs")?.entries ?? [] {
            for item in section.items {
                var inner = Fields(item, in: fields.file)
                programs[language.rawText, default: []].append(
                    Program(
                        engine: inner.text("engine") ?? "", package: inner.text("package") ?? "", calls: Set(inner.texts("calls")), routes: inner.texts("routes"),
                        remedy: inner.text("remedy") ?? "", words: inner.texts("words")))
                fields.adopt(inner.finish())
            }
        }
        for (language, section) in fields.node("file-servers")?.entries ?? [] {
            for item in section.items {
                var inner = Fields(item, in: fields.file)
                fileServers[language.rawText, default: []].append(FileServer(&inner))
                fields.adopt(inner.finish())
            }
        }
    }

    /// Words that a file of code must hold for one of those calls to be in it.
    public func anchors(_ ecosystem: String) -> [SDKKnowledge.Anchor] {
        (fileServers[ecosystem] ?? []).flatMap { server in
            server.words.map { SDKKnowledge.Anchor(words: [server.package, $0], fact: FactKind.staticContent.rawValue) }
        }
            + (programs[ecosystem] ?? []).flatMap { program in
                program.words.map { SDKKnowledge.Anchor(words: [program.package, $0], fact: FactKind.webServer.rawValue) }
            }
    }

    /// Whether a path says that what lies there is for development or tests.
    public func isForDevelopment(path: String) -> Bool { nameWords(path).contains(where: developmentWords.contains) }

    /// Whether a file that is included says nothing of compression and lifetimes, by its name: types of files, parameters of gateways; or
    /// holds servers of its own.
    public func isHarmless(include path: String) -> Bool {
        let parts = path.split(separator: "/").map(String.init)
        guard let name = parts.last else { return false }
        if harmlessIncludes.contains(name) { return true }
        return name.contains("*") && parts.dropLast().last.map(serverFolders.contains) ?? false
    }

    /// Whether a location holds scripts and styles, by its words.
    public func isOfAssets(location: String) -> Bool { nameWords(location).contains(where: assetWords.contains) }

    /// Whether a word of a location tells that names hold a hash: `/_next/static/`, `[a-f0-9]{8}`.
    public func namesHashed(_ word: String) -> Bool { hashedPaths.contains(where: word.contains) }

    /// How long a directive lets browsers keep files; nil where it says nothing of that.
    public func lifetime(_ name: String, _ words: [String]) -> Lifetime? {
        switch name {
        case "expires":
            guard let value = words.last else { return nil }
            if value.hasPrefix("$") { return .unknown }
            if value == "off" { return nil }
            return value == "epoch" || value == "0" || value.hasPrefix("-") ? .refused : .positive
        case "add_header":
            guard words.count > 1, words[0].lowercased() == "cache-control" else { return nil }
            return Self.lifetime(cacheControl: words[1])
        default: return nil
        }
    }

    /// What the value of a `Cache-Control` header says.
    public static func lifetime(cacheControl value: String) -> Lifetime? {
        if value.contains("$") { return .unknown }
        var found: Lifetime?
        for part in value.lowercased().split(separator: ",") {
            let word = part.filter { $0 != " " }
            if word == "no-store" || word == "no-cache" { return .refused }
            for key in ["max-age=", "s-maxage="] where word.hasPrefix(key) {
                let isZero = word.dropFirst(key.count).allSatisfy { $0 == "0" }
                if !isZero { found = .positive } else if found == nil { found = .refused }
            }
            if word == "immutable" { found = .positive }
        }
        return found
    }
}

extension WebServerKnowledge.FileServer {
    fileprivate init(_ fields: inout Fields) {
        engine = fields.text("engine") ?? ""
        package = fields.text("package") ?? ""
        calls = Set(fields.texts("calls"))
        folder = SDKKnowledge.positions("folder", &fields)
        options = fields.node("options")?.integer
        lifetime = SDKKnowledge.positions("lifetime", &fields)
        headers = SDKKnowledge.positions("headers", &fields)
        reason = fields.text("reason") ?? ""
        remedy = fields.text("remedy") ?? ""
        words = fields.texts("words")
    }
}
