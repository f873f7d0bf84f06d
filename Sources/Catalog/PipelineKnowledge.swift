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
        /// The input that says which files the cache is named by, and whether it finds the usual ones in every folder.
        public var pathInput: String?
        public var looksEverywhere = false
        /// The major version from which on it does unless told not to.
        public var automaticFrom: Int?
        /// The major version from which on it can, by the tool; and the tools that it asks, so that they must be there before it.
        public var since: [String: Int] = [:]
        public var asks: Set<String> = []
    }

    /// Commands that install what a manifest lists.
    public var installers: [Installer] = []
    /// Commands that fetch dependencies on their way to something else.
    public var builders: [Installer] = []
    public var setups: [Setup] = []
    /// What keeps the dependencies of tools that no setup is for, by the tool.
    public var keepers: [String: String] = [:]
    /// Where a cache of GitLab keeps a tool's packages, in the project's folder, and what tells the tool to put them there.
    public var gitLabCaches: [String: (path: String, setting: String)] = [:]
    private var plainImages: Set<String> = []
    private var imageBuilds: [CommandPattern] = []
    private var freshImageBuilds: [CommandPattern] = []
    private var imageActions: Set<String> = []
    /// Beginnings of the labels of machines that start empty each time.
    public var hosted: [String] = []
    private var plain: Set<String> = []
    private var unsure: Set<String> = []
    public private(set) var amounts = AmountKnowledge()
    public private(set) var gitLab = GitLabKnowledge()
    /// Words behind a command by which it is done in seconds, by the command's first word.
    private var harmlessVerbs: [String: Set<String>] = [:]
    private var slightActions: Set<String> = []
    /// Options that say in which folder a package manager works.
    public private(set) var folderOptions: Set<String> = []
    private var freeingWords: [String] = []
    private var callingWords: [String: Set<String>] = [:]
    /// Branches that are usually the main one.
    public private(set) var mainBranches: Set<String> = []
    /// What a token may write that users get.
    public private(set) var publishedPermissions: Set<String> = []
    /// The files beside a manifest that lock what it lists, by the manifest's name.
    public private(set) var lockFiles: [String: [String]] = [:]
    private var refusingCommands: [String: [CommandPattern]] = [:]
    private var refusingVariables: [String: Set<String>] = [:]
    private var supplying: Set<String> = []
    private var work: [CommandPattern] = []
    private var checks: [CommandPattern] = []
    /// Inputs of actions that set a language up, by which they install what the project needs.
    public var installingInputs: Set<String> = []
    private var quickNames: Set<String> = []
    private var accountActions: Set<String> = []
    private var workActions: Set<String> = []
    private var light: Set<String> = []
    private var publishingCommands: [CommandPattern] = []
    private var publishingActions: Set<String> = []
    private var publishingActionWords: Set<String> = []
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
                    pathInput: inner.optionalText("path"), looksEverywhere: inner.flag("everywhere") ?? false, automaticFrom: inner.interval("automatic").flatMap { Int(exactly: $0.low) },
                    since: Dictionary((inner.node("since")?.entries ?? []).compactMap { tool, version in version.number.flatMap { Int(exactly: $0) }.map { (tool.rawText, $0) } }) { $1 },
                    asks: Set(inner.texts("asks"))))
            fields.adopt(inner.finish())
        }
        for (tool, keeper) in fields.node("keepers")?.entries ?? [] { keepers[tool.rawText] = keeper.rawText }
        for (tool, cache) in fields.node("gitlab-caches")?.entries ?? [] { gitLabCaches[tool.rawText] = (cache["path"]?.rawText ?? "", cache["setting"]?.rawText ?? "") }
        plainImages = Set(fields.texts("plain-images"))
        imageBuilds = fields.texts("image-builds").map(CommandPattern.init)
        freshImageBuilds = fields.texts("fresh-image-builds").map(CommandPattern.init)
        imageActions = Self.lowered("image-actions", &fields)
        hosted = fields.texts("hosted")
        plain = Self.lowered("plain", &fields)
        unsure = Set(fields.texts("unsure"))
        amounts = AmountKnowledge(&fields)
        gitLab = GitLabKnowledge(&fields)
        for (command, verbs) in fields.node("harmless-verbs")?.entries ?? [] { harmlessVerbs[command.rawText] = Set(verbs.items.map(\.rawText)) }
        for (command, words) in fields.node("calling-words")?.entries ?? [] { callingWords[command.rawText] = Set(words.items.map(\.rawText)) }
        slightActions = Set(fields.texts("slight-actions"))
        folderOptions = Set(fields.texts("folder-options"))
        freeingWords = fields.texts("freeing-words")
        mainBranches = Set(fields.texts("main-branches"))
        publishedPermissions = Set(fields.texts("published-permissions"))
        for (file, locks) in fields.node("lock-files")?.entries ?? [] { lockFiles[file.rawText] = locks.items.map(\.rawText) }
        for (tool, commands) in fields.node("refusing-commands")?.entries ?? [] { refusingCommands[tool.rawText] = commands.items.map { CommandPattern($0.rawText) } }
        for (tool, names) in fields.node("refusing-variables")?.entries ?? [] { refusingVariables[tool.rawText] = Set(names.items.map(\.rawText)) }
        supplying = Self.lowered("supplying-actions", &fields)
        work = fields.texts("work").map(CommandPattern.init)
        checks = fields.texts("checks").map(CommandPattern.init)
        installingInputs = Set(fields.texts("installing-inputs"))
        quickNames = Set(fields.texts("quick-names"))
        accountActions = Self.lowered("account-actions", &fields)
        workActions = Self.lowered("work-actions", &fields)
        light = Set(fields.texts("light"))
        publishingCommands = fields.texts("publishing-commands").map(CommandPattern.init)
        publishingActions = Self.lowered("publishing-actions", &fields)
        publishingActionWords = Set(fields.texts("publishing-action-words"))
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
        guard !isHarmless(words), !words.dropFirst().contains(where: { nameWords($0).contains(where: light.contains) || Self.namesTool($0) }) else { return false }
        return work.contains { $0.starts(words) } || isInstalling(words) || installsMuch(words)
    }

    /// `docker compose config`: nothing is done that takes time.
    private func isHarmless(_ words: [String]) -> Bool {
        guard let first = words.first, let verbs = harmlessVerbs[first] else { return false }
        return words.dropFirst().contains(where: verbs.contains)
    }

    /// Whether a command may take time, whatever else is known of it, and however little was installed for it.
    public func mayBeWork(_ words: [String]) -> Bool { !isHarmless(words) && (isWork(words) || amounts.isWeighty(words)) }

    /// Whether an action only fetches, keeps, sets up or reports something.
    public func isSlight(action: String) -> Bool {
        let action = action.lowercased()
        return plain.contains(action) || setups.contains { $0.action.lowercased() == action } || !action.hasPrefix(".") && nameWords(action).contains(where: slightActions.contains)
    }

    /// Whether a command or action makes room on the machine, which what is fetched then fills.
    public func isFreeing(_ text: String) -> Bool { freeingWords.contains(where: text.contains) }

    /// Whether a command runs tests or the like, which take as long as what they need: nothing, or what was installed for them.
    public func isCheck(_ words: [String]) -> Bool {
        checks.contains { $0.starts(words) } && !words.dropFirst().contains { nameWords($0).contains(where: light.contains) }
    }

    /// Whether a command fetches what a manifest lists.
    public func isInstalling(_ words: [String]) -> Bool { (installers + builders).contains { $0.matches(words) } }

    /// `pip install -e .[dev]`, `pip install black flake8 …`, `npm install a b …`: the project itself, or more packages than a few.
    public func installsMuch(_ words: [String]) -> Bool {
        switch amounts.named(by: words) {
        case .packages(let names): return !amounts.areFew(packages: names)
        case .modules(let names): return !amounts.areFew(modules: names)
        case nil:
            guard let verb = words.prefix(5).firstIndex(of: "install"), words.prefix(verb).contains(where: { $0.hasPrefix("pip") }) else { return false }
            return words[words.index(after: verb)...].contains { $0.first == "." || $0.first == "/" }
        }
    }

    /// `-g`, `eslint@9`: one tool is installed, by its name.
    private static func namesTool(_ word: String) -> Bool { ["-g", "--global"].contains(word) || !word.hasPrefix("@") && word.contains("@") }

    /// The tools for which a job says that nothing is to be kept: by a command that empties or refuses the cache, or by a variable.
    public func refused(by commands: [[String]], variables: Set<String>) -> Set<String> {
        var tools = Set(refusingVariables.filter { !$0.value.isDisjoint(with: variables) }.keys)
        for words in commands {
            tools.formUnion(refusingCommands.filter { $0.value.contains { $0.starts(words) } }.keys)
            tools.formUnion(installers.filter { $0.matches(words) && $0.refusesCache(words) }.map(\.tool))
        }
        return tools
    }

    /// Whether an image is one of a language or system that holds no project's packages. GitLab's proxy hands out the same.
    public func isPlain(image: String) -> Bool {
        var name = image[...]
        if name.hasPrefix("$"), name.prefix(while: { $0 != "/" }).contains("CI_DEPENDENCY_PROXY") { name = name.drop { $0 != "/" }.dropFirst() }
        for host in ["docker.io/", "registry.hub.docker.com/", "library/"] where name.hasPrefix(host) { name = name.dropFirst(host.count) }
        return plainImages.contains(String(name.prefix { $0 != ":" && $0 != "@" }))
    }

    public func buildsImage(_ words: [String]) -> Bool { (imageBuilds + freshImageBuilds).contains { $0.starts(words) } }
    public func buildsImage(action: String) -> Bool { Self.isOne(action, of: imageActions) }
    /// Whether a command builds an image from an empty cache, wherever it runs.
    public func buildsImageAfresh(_ words: [String]) -> Bool { freshImageBuilds.contains { $0.starts(words) } || words.contains("--no-cache") }

    /// Whether a path is that of a file that says what is installed.
    public func isManifest(path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasPrefix("requirements") || (installers + builders).contains { $0.manifestFiles.contains(name) }
    }

    /// Whether a path, or a pattern of paths, is beside the code: hidden, a text for people.
    public func isAside(path: String) -> Bool {
        path.hasPrefix(".") || path.hasSuffix(".md") || path.hasPrefix("docs/")
    }

    /// Whether an action hands files to other jobs or pipelines.
    public func isSupplying(action: String) -> Bool { Self.isOne(action, of: supplying) }
    /// Whether an action opens an account with somebody, where what is made must be taken away again.
    public func opensAccount(action: String) -> Bool { Self.isOne(action, of: accountActions) }
    /// Whether a name says that what it does is done in seconds.
    public func isQuick(name: String) -> Bool { nameWords(name).contains(where: quickNames.contains) }

    public func isWork(action: String) -> Bool { Self.isOne(action, of: workActions) }
    public func isPublishing(_ words: [String]) -> Bool { publishingCommands.contains { $0.starts(words) } || callsDeployment(words) }

    /// `curl -X POST $DEPLOY_HOOK`: something else deploys then.
    private func callsDeployment(_ words: [String]) -> Bool {
        guard let first = words.first, let known = callingWords[first] else { return false }
        return words.dropFirst().contains { nameWords($0).contains(where: known.contains) }
    }

    public func isPublishing(action: String) -> Bool {
        Self.isOne(action, of: publishingActions) || nameWords(action).contains(where: publishingActionWords.contains)
    }
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
    /// It also works where there is no lock file.
    public var worksUnlocked: Bool
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
        worksUnlocked = fields.flag("unlocked") ?? false
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

    /// The names of the files in which the manifest is.
    public var manifestFiles: [String] { manifest.split(separator: " ").map(String.init).filter { $0.contains(".") || $0.first?.isUppercase == true } }

    /// The file that changes with each version that is installed.
    public func lockFile(of words: [String]) -> String { manifest(of: words).split(separator: " ").last.map(String.init) ?? manifest }

    /// All manifests that the command names: `-r a.txt -r b.txt`, `-ra.txt`, `--requirement=a.txt`.
    public func named(by words: [String]) -> [String] {
        var result: [String] = []
        for (index, word) in words.enumerated() {
            guard let flag = with.first(where: { $0.hasPrefix("-") && (word == $0 || word.hasPrefix($0.count == 2 ? $0 : $0 + "=")) }) else { continue }
            if word != flag { result.append(String(word.dropFirst(flag.count).drop { $0 == "=" })) } else if index + 1 < words.count { result.append(words[index + 1]) }
        }
        return result
    }

    /// The manifest that the command itself names, else the usual one.
    public func manifest(of words: [String]) -> String {
        guard let flag = words.firstIndex(where: with.contains), words[flag].hasPrefix("-"), flag + 1 < words.count else { return manifest }
        return words[flag + 1]
    }
}
