internal import Parsing

/// Data frame libraries and what a walk by rows looks like: `knowledge/data-frames.yaml`.
public struct DataFrameKnowledge: KnowledgePart, Sendable {
    public struct Library: Sendable {
        public var name: String
        public var package: String
        public var rowAccessors: Set<String>
        public var rowWalks: Set<String>
        public var rowFunctions: Set<String>
        public var makers: [String]
        public var copyingMethods: Set<String>
        public var frameMembers: Set<String>
        public var frameNames: Set<String>
        public var fewRows: Set<String>
        /// The version since which the copying methods are gone: `pandas 2`.
        public var copyingGoneSince = ""

        /// Whether a qualified name begins with what makes a frame: `pandas.read_csv().dropna()`.
        public func isMade(_ qualifiedName: String) -> Bool {
            guard qualifiedName.hasPrefix("\(package).") else { return false }
            let function = qualifiedName.dropFirst(package.count + 1).prefix { $0 != "(" }
            return function.count + package.count + 1 < qualifiedName.count && makers.contains { Glob.matches(String(function), $0) }
        }

        /// Whether a variable's name says that it holds a frame.
        public func names(_ name: String) -> Bool {
            let name = name.lowercased()
            return frameNames.contains { name == $0 || name.hasSuffix("_\($0)") || name.hasPrefix("\($0)_") }
        }
    }

    /// What tells how many rounds a loop has, and what they cost, by the words of names and calls.
    public struct Rounds: Sendable {
        /// Loop variables that stand for a page of an answer.
        public var pages: Set<String> = []
        /// Names of what somebody wrote by hand into a configuration.
        public var handWritten: Set<String> = []
        /// Names and calls that give a few things.
        public var few: Set<String> = []
        /// Names and calls that give many.
        public var many: Set<String> = []
        /// Words of columns that have many values.
        public var keys: Set<String> = []
        /// Calls that take far longer than to copy a table.
        public var dear: Set<String> = []
        /// Loop variables that stand for a whole table or source each.
        public var wholes: Set<String> = []
        /// Last words of the names of objects that ask somebody else, and of neural networks.
        public var outside: Set<String> = []
        public var networks: Set<String> = []
        /// First words of the names of functions that ask somebody else.
        public var fetching: Set<String> = []
        /// Methods that give the windows of a table, and those that leave a row for each of some groups.
        public var windows: Set<String> = []
        public var summed: Set<String> = []
        /// Functions that a network runs for each pass.
        public var layers: Set<String> = []
        /// First words of the names of functions that draw, and modules whose functions take longer than a copy.
        public var drawing: Set<String> = []
        public var dearModules: [String] = []
        /// Words for what somebody drew or chose, and the folders and packages of programs with windows.
        public var drawn: Set<String> = []
        public var windowFolders: Set<String> = []
        public var windowPackages: Set<String> = []
        /// Words of arguments that say where to ask.
        public var addresses: Set<String> = []
    }

    /// A function that copies its parts into a new whole.
    public struct Copy: Sendable {
        public var function: String
        /// Where the parts stand.
        public var positions: [SDKKnowledge.ArgumentPosition]
        /// The first part is an argument itself, rather than one of a list.
        public var isPlain: Bool
        /// The package as programs abbreviate it.
        public var alias: String

        public var package: String { function.split(separator: ".").first.map(String.init) ?? function }
        public var lastName: String { function.split(separator: ".").last.map(String.init) ?? function }
    }

    public var libraries: [Library] = []
    public var otherFrames: Set<String> = []
    public var copies: [Copy] = []
    /// Names of calls that wait for something else than arithmetic.
    public var waitsFor: Set<String> = []
    /// Calls that ask a person: what the function around them does is done while somebody types.
    public var asks: Set<String> = []
    /// Accessors that take one cell without making a row of it.
    public var cellAccessors: Set<String> = []
    /// Names and packages of calls that a vectorised form does as well.
    public var cheapCalls: Set<String> = []
    public var cheapPackages: Set<String> = []
    /// Methods of whole columns that take a row as a mapping: `frame.kind.map(table.loc[name])`.
    public var takesRows: Set<String> = []
    public var rounds = Rounds()

    public init() {}

    /// Words that a file must hold for a walk by rows, or a whole that is copied to grow, to be in it.
    public var anchors: [SDKKnowledge.Anchor] {
        libraries.flatMap(Self.anchors) + copies.flatMap(Self.anchors)
    }

    /// How a call says that a function takes rows.
    private static let alongRows = ["axis=1", "axis = 1", "axis=\"columns\"", "axis='columns'"]

    private static func anchors(of library: Library) -> [SDKKnowledge.Anchor] {
        var result: [SDKKnowledge.Anchor] = []
        func add(_ words: String..., repeating word: String? = nil) {
            result.append(SDKKnowledge.Anchor(words: [library.package] + words, repeated: word.map { [$0] } ?? []))
        }
        for accessor in library.rowAccessors.sorted() {
            let access = ".\(accessor)["
            add("range(", access, repeating: access)
            for end in [":", ".values", ".tolist()", ")", "\n"] { add("in ", ".index" + end, access, repeating: access) }
            add("while ", "len(", access, repeating: access)
        }
        for walk in library.rowWalks.sorted() { add(".\(walk)()") }
        add("for ", "unique(")
        // `frame["column"][i]`
        for bracket in ["\"][", "']["] { add("range(", bracket, repeating: bracket) }
        for function in library.rowFunctions.sorted() { for axis in Self.alongRows { add(".\(function)(", axis) } }
        for method in library.copyingMethods.sorted() {
            for name in library.frameNames.sorted() { add("\(name).\(method)(", repeating: "\(name).\(method)(") }
        }
        return result
    }

    /// The plain form ends the first part with a comma, and every list has a method of that name; the others begin a list.
    private static func anchors(of copy: Copy) -> [SDKKnowledge.Anchor] {
        (copy.isPlain ? ["("] : ["([", "((", "(\n"]).map { bracket in
            let call = "= \(copy.alias).\(copy.lastName)\(bracket)"
            return SDKKnowledge.Anchor(words: [copy.package, call], repeated: [call])
        }
    }

    mutating func read(_ root: Node, in file: CatalogFile) -> [CatalogError] {
        var problems: [CatalogError] = []
        var fields = Fields(root, in: file)
        waitsFor.formUnion(fields.texts("waits-for"))
        asks.formUnion(fields.texts("asks"))
        cellAccessors.formUnion(fields.texts("cell-accessors"))
        cheapCalls.formUnion(fields.texts("cheap-calls"))
        cheapPackages.formUnion(fields.texts("cheap-packages"))
        if let node = fields.node("rounds") {
            var inner = Fields(node, in: file)
            rounds = Rounds(
                pages: Set(inner.texts("pages")), handWritten: Set(inner.texts("hand-written")), few: Set(inner.texts("few")),
                many: Set(inner.texts("many")), keys: Set(inner.texts("keys")), dear: Set(inner.texts("dear")), wholes: Set(inner.texts("wholes")),
                outside: Set(inner.texts("outside")), networks: Set(inner.texts("networks")), fetching: Set(inner.texts("fetching")), windows: Set(inner.texts("windows")),
                summed: Set(inner.texts("summed")), layers: Set(inner.texts("layers")), drawing: Set(inner.texts("drawing")), dearModules: inner.texts("dear-modules"),
                drawn: Set(inner.texts("drawn")), windowFolders: Set(inner.texts("window-folders")), windowPackages: Set(inner.texts("window-packages")),
                addresses: Set(inner.texts("addresses")))
            problems += inner.finish()
        }
        takesRows.formUnion(fields.texts("takes-rows"))
        otherFrames.formUnion(fields.texts("other-frames"))
        for entry in fields.required("libraries")?.items ?? [] {
            var inner = Fields(entry, in: file)
            libraries.append(
                Library(
                    name: inner.text("library") ?? "", package: inner.text("package") ?? "",
                    rowAccessors: Set(inner.texts("row-accessors")), rowWalks: Set(inner.texts("row-walks")),
                    rowFunctions: Set(inner.texts("row-functions")), makers: inner.texts("makers"),
                    copyingMethods: Set(inner.texts("copying-methods")), frameMembers: Set(inner.texts("frame-members")),
                    frameNames: Set(inner.texts("frame-names")), fewRows: Set(inner.texts("few-rows")),
                    copyingGoneSince: inner.optionalText("copying-gone-since") ?? ""))
            problems += inner.finish()
        }
        for entry in fields.node("copies")?.items ?? [] {
            var inner = Fields(entry, in: file)
            copies.append(
                Copy(
                    function: inner.text("function") ?? "", positions: SDKKnowledge.positions("parts", &inner),
                    isPlain: inner.flag("plain") ?? false, alias: inner.text("as") ?? ""))
            problems += inner.finish()
        }
        return problems + fields.finish()
    }
}
