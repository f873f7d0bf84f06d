internal import Parsing

/// What is known of images that hold more than the program that runs in them needs: `knowledge/images.yaml`.
public struct ImageKnowledge: Sendable {
    /// An image with a whole toolchain.
    public struct Toolchain: Sendable {
        public var image: String
        public var builds: [CommandPattern]
        /// First words of a program that needs the toolchain itself.
        public var runs: Set<String>
        public var remedy: String
    }

    /// A word of a tag by which an image holds compilers, and of which the same exists without.
    public struct DevelopmentTag: Sendable {
        public var image: String
        public var word: String
        public var remedy: String
    }

    public var toolchains: [Toolchain] = []
    public var developmentTags: [DevelopmentTag] = []
    /// Words of a command that needs a compiler, or installs what may need one later.
    public var compiling: [String] = []
    public var staticServers: [CommandPattern] = []
    public var staticBuilds: [CommandPattern] = []

    private var otherNames: Set<String> = []
    /// Scripts around an installation that need nothing of the project, by a word in them.
    public var harmlessScripts: [String] = []
    /// Keys of manifests by which an installation needs more of the project than the manifest, by the manifest's name.
    public var sourceKeys: [String: [String]] = [:]
    /// Words of manifests' lines by which it does.
    public var sourceWords: [String: [String]] = [:]

    /// Words by which a text tells people to build an image.
    public var localBuilds: [String] = []
    /// Words by which a file of an image fetches or compiles something.
    public var installations: [String] = []
    public var workspaceFiles: [String] = []

    public init() {}

    /// Whether an image's file says by its path that it is for tests, examples or development.
    public func isOther(path: String) -> Bool { nameWords(path).contains(where: otherNames.contains) }

    init(_ fields: inout Fields) {
        for item in fields.node("toolchains")?.items ?? [] {
            var inner = Fields(item, in: fields.file)
            toolchains.append(
                Toolchain(
                    image: inner.text("image") ?? "", builds: inner.texts("builds").map(CommandPattern.init), runs: Set(inner.texts("runs")),
                    remedy: inner.text("remedy") ?? ""))
            fields.adopt(inner.finish())
        }
        for item in fields.node("development-tags")?.items ?? [] {
            var inner = Fields(item, in: fields.file)
            developmentTags.append(
                DevelopmentTag(image: inner.text("image") ?? "", word: inner.text("word") ?? "", remedy: inner.text("remedy") ?? ""))
            fields.adopt(inner.finish())
        }
        otherNames = Set(fields.texts("other-names"))
        localBuilds = fields.texts("local-builds")
        installations = fields.texts("installations")
        workspaceFiles = fields.texts("workspace-files")
        harmlessScripts = fields.texts("harmless-scripts")
        for (file, keys) in fields.node("source-keys")?.entries ?? [] { sourceKeys[file.rawText] = keys.items.map(\.rawText) }
        for (file, words) in fields.node("source-words")?.entries ?? [] { sourceWords[file.rawText] = words.items.map(\.rawText) }
        compiling = fields.texts("compiling")
        staticServers = fields.texts("static-servers").map(CommandPattern.init)
        staticBuilds = fields.texts("static-builds").map(CommandPattern.init)
    }
}
