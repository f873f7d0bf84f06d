internal import Parsing

/// What is known of CI pipelines: how jobs install dependencies and keep them, what takes a machine time, and what must not be
/// stopped. Read from `knowledge/pipelines.yaml`.
public struct PipelineKnowledge: Sendable {
    /// An action that can keep a tool's dependencies from run to run.
    public struct Setup: Sendable {
        public var action: String
        public var tools: Set<String>
        /// The input that asks for it.
        public var input: String
        /// The major version from which on it does unless told not to.
        public var automaticFrom: Int?
    }

    /// Commands that install what a manifest lists.
    public var installers: [Installer] = []
    /// Commands that fetch dependencies on their way to something else.
    public var builders: [Installer] = []
    public var setups: [Setup] = []
    /// What keeps the dependencies of tools that no setup is for, by the tool.
    public var keepers: [String: String] = [:]
    /// Beginnings of the labels of machines that start empty each time.
    public var hosted: [String] = []
    private var plain: Set<String> = []
    private var unsure: Set<String> = []
    private var work: [CommandPattern] = []
    private var workActions: Set<String> = []
    private var light: Set<String> = []
    private var publishingCommands: [CommandPattern] = []
    private var publishingActions: Set<String> = []
    private var cancellingActions: Set<String> = []
    private var otherNames: Set<String> = []
    private var installationNames: Set<String> = []
    private var otherConditions: [String] = []

    public init() {}

    init(_ fields: inout Fields) {
        installers = Self.installers("installers", &fields)
        builders = Self.installers("builders", &fields)
        for item in fields.node("setups")?.items ?? [] {
            var inner = Fields(item, in: fields.file)
            setups.append(
                Setup(
                    action: inner.text("action") ?? "", tools: Set(inner.texts("tools")), input: inner.text("input") ?? "",
                    automaticFrom: inner.interval("automatic").flatMap { Int(exactly: $0.low) }))
            fields.adopt(inner.finish())
        }
        for (tool, keeper) in fields.node("keepers")?.entries ?? [] { keepers[tool.rawText] = keeper.rawText }
        hosted = fields.texts("hosted")
        plain = Self.lowered("plain", &fields)
        unsure = Set(fields.texts("unsure"))
        work = fields.texts("work").map(CommandPattern.init)
        workActions = Self.lowered("work-actions", &fields)
        light = Set(fields.texts("light"))
        publishingCommands = fields.texts("publishing-commands").map(CommandPattern.init)
        publishingActions = Self.lowered("publishing-actions", &fields)
        cancellingActions = Self.lowered("cancelling-actions", &fields)
        otherNames = Set(fields.texts("other-names"))
        installationNames = Set(fields.texts("installation-names"))
        otherConditions = fields.texts("other-conditions")
    }

    private static func installers(_ key: String, _ fields: inout Fields) -> [Installer] {
        (fields.node(key)?.items ?? []).map { item in
            var inner = Fields(item, in: fields.file)
            let installer = Installer(&inner)
            fields.adopt(inner.finish())
            return installer
        }
    }

    private static func lowered(_ key: String, _ fields: inout Fields) -> Set<String> { Set(fields.texts(key).map { $0.lowercased() }) }

    /// Whether an action may keep dependencies, or bring them along, in a way that is not known.
    public func isUnsure(action: String) -> Bool {
        let action = action.lowercased()
        if action.hasPrefix(".") { return true }
        guard !plain.contains(action), !setups.contains(where: { $0.action.lowercased() == action }) else { return false }
        return nameWords(action).contains(where: unsure.contains)
    }

    /// Whether a command, by its words, takes a machine some time: an installation, a build, a test.
    public func isWork(_ words: [String]) -> Bool {
        guard !words.dropFirst().contains(where: { nameWords($0).contains(where: light.contains) || Self.namesTool($0) }) else { return false }
        if work.contains(where: { $0.starts(words) }) { return true }
        return (installers + builders).contains { $0.matches(words) }
    }

    /// `-g`, `eslint@9`: one tool is installed, by its name.
    private static func namesTool(_ word: String) -> Bool { ["-g", "--global"].contains(word) || !word.hasPrefix("@") && word.contains("@") }

    public func isWork(action: String) -> Bool { Self.isOne(action, of: workActions) }
    public func isPublishing(_ words: [String]) -> Bool { publishingCommands.contains { $0.starts(words) } }
    public func isPublishing(action: String) -> Bool { Self.isOne(action, of: publishingActions) }
    public func isCancelling(action: String) -> Bool { Self.isOne(action, of: cancellingActions) }

    /// Whether a workflow's name or file says that it is about something else than testing the code.
    public func isOther(name: String) -> Bool { nameWords(name).contains(where: otherNames.contains) }
    /// Whether a name says that it is tested how the project is installed.
    public func isInstallation(name: String) -> Bool { nameWords(name).contains(where: installationNames.contains) }
    /// Whether what a condition guards does not run for a change under review, or only sometimes.
    public func isOther(condition: String) -> Bool {
        let inner = condition.filter { !"${} ".contains($0) }
        return inner == "false" || otherConditions.contains { condition.contains($0) }
    }

    /// `owner/name/path` is an action of `owner/name`.
    private static func isOne(_ action: String, of known: Set<String>) -> Bool {
        let parts = action.lowercased().split(separator: "/")
        return known.contains(action.lowercased()) || known.contains(parts.prefix(2).joined(separator: "/"))
    }
}

/// The first words of a command; a word may be one of several, with `|` between them.
public struct CommandPattern: Sendable {
    private var words: [[String]]

    public init(_ text: String) { words = text.split(separator: " ").map { $0.split(separator: "|").map(String.init) } }

    var count: Int { words.count }

    /// Whether a command's words begin so. `python3.12` is python, whatever its version.
    public func starts(_ command: [String]) -> Bool {
        command.count >= words.count && zip(words, command).allSatisfy { options, word in options.contains(word) || options.contains(Self.unversioned(word)) }
    }

    private static func unversioned(_ word: String) -> String {
        guard word.hasPrefix("python") || word.hasPrefix("pip") else { return word }
        return String(word.prefix { $0.isLetter })
    }
}

/// A package manager's command that installs what a manifest lists.
public struct Installer: Sendable {
    public var tool: String
    /// The files that say what is installed, in words.
    public var manifest: String
    private var commands: [CommandPattern]
    private var with: [String]
    private var without: [String]
    private var isAlone: Bool
    private var refuses: String?
    /// There may be no lock file, without which a cache cannot know when it is out of date.
    public var isLoose: Bool
    /// How it installs what the manifest lists without the project itself, in words.
    public var apart: String?

    init(_ fields: inout Fields) {
        tool = fields.text("tool") ?? ""
        manifest = fields.text("manifest") ?? ""
        commands = fields.texts("commands").map(CommandPattern.init)
        with = fields.texts("with")
        without = fields.texts("without")
        isAlone = fields.flag("alone") ?? false
        refuses = fields.optionalText("refuses")
        isLoose = fields.flag("loose") ?? false
        apart = fields.optionalText("apart")
    }

    /// Whether the command says that it wants no cache.
    public func refusesCache(_ words: [String]) -> Bool { refuses.map(words.contains) ?? false }

    public func matches(_ words: [String]) -> Bool {
        guard let pattern = commands.first(where: { $0.starts(words) }) else { return false }
        let rest = words.dropFirst(pattern.count)
        if rest.contains(where: without.contains) || isAlone && rest.contains(where: { !$0.hasPrefix("-") }) { return false }
        return with.isEmpty || rest.contains { word in with.contains { word == $0 || ($0.count == 2 ? word.hasPrefix($0) : word.hasPrefix($0 + "=")) } }
    }

    /// The manifest that the command itself names, else the usual one.
    public func manifest(of words: [String]) -> String {
        guard let flag = words.firstIndex(where: with.contains), words[flag].hasPrefix("-"), flag + 1 < words.count else { return manifest }
        return words[flag + 1]
    }
}
