public import Catalog
internal import Parsing

/// A container that serves a model: the engine, and what its command line and environment set. One normaliser for all engines;
/// what differs between them is knowledge.
public struct ServerCommand: Sendable {
    public var engine: ServingEngine
    public var settings: [ServingEngine.Setting: Setting<String>] = [:]
    /// Every flag is known, so that one that is not there is not set.
    public var isWhole: Bool
    /// The container starts no second server beside it.
    public var isAlone = true
    /// Switches, and flags as `flag=value`, in the engine's spelling and small letters, with their places.
    public var given: [Setting<String>] = []
    public var environment: Variables

    /// The server that a container runs; nil when it runs none, or when a script that is not in the file decides.
    public static func find(in container: Container, _ engines: [ServingEngine]) -> ServerCommand? {
        var server = start(in: container, engines)
        server?.take(weights: container.weights)
        return server
    }

    /// The models that the container's commands have a server load: `ollama pull llama3.1:8b`.
    public static func loads(in container: Container, _ engines: [ServingEngine]) -> [(engine: ServingEngine, model: Setting<String>)] {
        (CommandLine.all(of: container) + CommandLine.afterStart(of: container)).flatMap { command in
            engines.compactMap { engine in
                guard let end = engine.loaders.lazy.compactMap(command.end(ofLauncher:)).first else { return nil }
                return command.words[end...].first { !($0.value?.hasPrefix("-") ?? false) }.map { (engine, $0) }
            }
        }
    }

    private static func start(in container: Container, _ engines: [ServingEngine]) -> ServerCommand? {
        let commands = CommandLine.all(of: container)
        var found: ServerCommand?
        for command in commands {
            for engine in engines {
                guard let end = engine.launchers.lazy.compactMap(command.end(ofLauncher:)).first else { continue }
                if found != nil { found?.isAlone = false } else {
                    found = ServerCommand(engine, Array(command.words[end...]), isWhole: command.isWhole, command.variables)
                }
            }
        }
        if let found { return found }
        guard container.entry == nil, let engine = engine(of: container, engines) else { return nil }
        let words = container.arguments?.words ?? []
        return ServerCommand(engine, words, isWhole: container.arguments?.isWhole ?? true, container.environment)
    }

    /// The server of an image whose entry point it is, or the one that the platform says it starts.
    private static func engine(of container: Container, _ engines: [ServingEngine]) -> ServingEngine? {
        if let image = container.image.value, let engine = engines.first(where: { imageMatches(image, $0.servingImages) }) { return engine }
        guard let name = container.server.value?.lowercased() else { return nil }
        return engines.first { $0.platformNames.contains(name) }
    }

    /// The weights that the platform gives the server stand for the path at which it finds them.
    private mutating func take(weights: Setting<String>) {
        guard !weights.isAbsent, settings[.model]?.value.map({ $0.hasPrefix("/") }) ?? true else { return }
        settings[.model] = weights.map(Self.hubName)
    }

    /// `hf://Qwen/Qwen3-8B@main` is a name of the hub, `ollama://gemma2:2b` a tag; other places keep their scheme.
    private static func hubName(_ location: String) -> String {
        if location.hasPrefix("ollama://") { return String(location.dropFirst("ollama://".count).prefix { $0 != "?" }) }
        guard location.hasPrefix("hf://") else { return location }
        return String(location.dropFirst("hf://".count).prefix { $0 != "@" && $0 != ":" && $0 != "?" })
    }

    private init(_ engine: ServingEngine, _ words: [Setting<String>], isWhole: Bool, _ environment: Variables) {
        self.engine = engine
        self.isWhole = isWhole && (environment.areWhole || engine.environment.isEmpty)
        self.environment = environment
        for (name, setting) in engine.environment {
            if let value = environment.values[name] { settings[setting] = value }
        }
        read(words)
        for name in engine.argumentVariables {
            guard let value = environment.values[name] else { continue }
            guard let text = value.value else {
                self.isWhole = false
                continue
            }
            read(ShellScript.split(text).flatMap(\.self).map { Setting(.known($0), value.span) })
        }
        if settings[.configFile] != nil { self.isWhole = false }
    }

    /// The setting as stated, else the engine's default when the command line is whole; absent when neither is.
    public func value(_ setting: ServingEngine.Setting) -> Setting<String> {
        if let stated = settings[setting] { return stated }
        guard isWhole else { return .unknown }
        return engine.defaults[setting].map { .known($0) } ?? .absent
    }

    private mutating func read(_ words: [Setting<String>]) {
        var index = 0
        var isFirst = true
        while index < words.count {
            let word = words[index]
            index += 1
            guard let text = word.value else {
                isWhole = false
                continue
            }
            // A whole command line in one word, as Compose and some charts write it.
            if text.hasPrefix("-"), text.contains(where: \.isWhitespace), !text.contains("{"), let flag = text.split(separator: " ").first, !flag.contains("=") {
                read(text.split(whereSeparator: \.isWhitespace).map { Setting(.known(String($0)), word.span) })
                continue
            }
            guard text.hasPrefix("-") else {
                if engine.modelIsPositional, isFirst, settings[.model] == nil { settings[.model] = word }
                isFirst = false
                continue
            }
            isFirst = false
            take(text, word, words, &index)
        }
    }

    private mutating func take(_ text: String, _ word: Setting<String>, _ words: [Setting<String>], _ index: inout Int) {
        let equals = text.firstIndex(of: "=")
        let flag = Self.spelled(String(equals.map { text[..<$0] } ?? text[...]))
        if let equals {
            let value = String(text[text.index(after: equals)...])
            set(flag, Setting(word.isFallback ? .fallback(value) : .known(value), word.span))
            return
        }
        let next = index < words.count ? words[index] : .absent
        let takesValue = !engine.switches.contains(flag) && !next.isAbsent && !(next.value?.hasPrefix("--") ?? false)
        guard takesValue, engine.flags[flag] != nil || !(next.value?.hasPrefix("-") ?? false) else {
            given.append(.known(flag, word.span))
            return
        }
        index += 1
        set(flag, next)
    }

    private mutating func set(_ flag: String, _ value: Setting<String>) {
        if let text = value.value { given.append(.known("\(flag)=\(text.lowercased())", value.span)) }
        if let setting = engine.flags[flag] ?? engine.flags[flag.replacing("--no-", with: "--")] { settings[setting] = value }
    }

    /// Long flags in small letters with dashes; short ones as they are.
    private static func spelled(_ flag: String) -> String {
        flag.hasPrefix("--") ? flag.lowercased().replacing("_", with: "-") : flag
    }
}
