internal import Parsing

/// Which functions run although nothing in their repository names them: `knowledge/reach.yaml`.
public struct ReachKnowledge: KnowledgePart, Sendable {
    /// How many files of source code a repository has at least for this to be asked.
    public private(set) var leastFiles = Int.max
    public private(set) var languages: Set<String> = []
    /// Functions that frameworks call by their name, and how such names begin.
    private var names: Set<String> = []
    private var beginnings: [String] = []
    /// Classes whose methods a program around them calls, and those whose children nobody else calls for that.
    public private(set) var classes: Set<String> = []
    public private(set) var bases: Set<String> = []
    /// Decorators that give a function to nobody.
    public private(set) var decorators: Set<String> = []
    /// What a file holds that calls functions by names that it makes.
    public private(set) var byMadeNames: [String] = []
    /// What stands before the name of a function where it is defined.
    public private(set) var definitions: [String] = []
    /// What the words about a function, or its decorators, begin with where nobody shall call it any more; in small letters.
    public private(set) var deprecations: [String] = []
    public private(set) var packages: [Package] = []
    /// Names of files, in small letters, that make a project a program.
    public private(set) var programs: Set<String> = []
    public private(set) var publishing = Publishing()
    /// Endings of files that name no function: pictures, recordings, archives, models.
    private var muteEndings: Set<String> = []

    /// Whether a file of this name can name no function.
    public func isMute(name: some BidirectionalCollection<UInt8>) -> Bool {
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return muteEndings.contains(String(decoding: name[name.index(after: dot)...], as: UTF8.self).lowercased())
    }

    /// How a package is told that others install.
    public struct Package: Sendable {
        public var language: String
        public var manifests: Set<String>
        /// What its manifest holds one of, all of, and none of, without white space.
        public var any: [String]
        public var all: [String]
        public var none: [String]
        /// Whether a program that is built into an image is none.
        public var mayBeProgram: Bool

        public func isDescribed(by manifest: String) -> Bool {
            let text = manifest.filter { !$0.isWhitespace }
            return any.contains { text.contains($0) } && all.allSatisfy { text.contains($0) } && !none.contains { text.contains($0) }
        }
    }

    /// Where and by which words a project is published.
    public struct Publishing: Sendable {
        public var files: Set<String> = []
        public var endings: Set<String> = []
        public var words: [String] = []

        /// - Parameter name: of a file, in small letters.
        public func mayStand(in name: String) -> Bool {
            files.contains(name) || name.split(separator: ".").last.map { endings.contains(String($0)) } ?? false
        }
    }

    public init() {}

    /// Whether somebody outside of the repository calls what has this name.
    public func isCalledByName(_ name: String) -> Bool {
        if names.contains(name) { return true }
        return beginnings.contains { beginning in
            guard name.hasPrefix(beginning) else { return false }
            // `onClose` begins with `on`, `online` does not.
            guard let last = beginning.last, last.isLetter, let next = name.dropFirst(beginning.count).first else { return true }
            return next.isUppercase || next == "_"
        }
    }

    mutating func read(_ root: Node, in file: CatalogFile) -> [CatalogError] {
        var fields = Fields(root, in: file)
        var problems: [CatalogError] = []
        leastFiles = fields.required("least-files")?.integer ?? leastFiles
        languages = Set(fields.texts("languages"))
        names = Set(fields.texts("names"))
        beginnings = fields.texts("beginnings")
        classes = Set(fields.texts("classes"))
        bases = Set(fields.texts("bases"))
        decorators = Set(fields.texts("decorators"))
        byMadeNames = fields.texts("by-made-names")
        programs = Set(fields.texts("programs"))
        definitions = fields.texts("definitions")
        deprecations = fields.texts("deprecations")
        muteEndings = Set(fields.texts("mute-endings"))
        for entry in fields.required("packages")?.items ?? [] {
            var inner = Fields(entry, in: file)
            packages.append(
                Package(
                    language: inner.text("language") ?? "", manifests: Set(inner.texts("manifests")), any: inner.texts("any"), all: inner.texts("all"),
                    none: inner.texts("none"), mayBeProgram: inner.flag("program") ?? false))
            problems += inner.finish()
        }
        if let node = fields.required("publishing") {
            var inner = Fields(node, in: file)
            publishing = Publishing(files: Set(inner.texts("files")), endings: Set(inner.texts("endings")), words: inner.texts("words"))
            problems += inner.finish()
        }
        return problems + fields.finish()
    }
}
