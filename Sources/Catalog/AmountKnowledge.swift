public import Parsing

/// How much an installation fetches: what counts as a few packages, and which are large. Part of `knowledge/pipelines.yaml`.
public struct AmountKnowledge: Sendable {
    /// So many packages that a project names, and so many that a lock file lists, are fetched in seconds.
    private var few = 0
    private var fewLocked = 0
    private var largePackages: Set<String> = []
    private var slightPackages: Set<String> = []
    private var largeModules: [String] = []
    private var slightModules: [String] = []
    private var namedModules: [CommandPattern] = []
    private var weighty: Set<String> = []
    /// What stands in a line of a lock file for each package, by the file's name.
    public private(set) var lockEntries: [String: String] = [:]

    init() {}

    init(_ fields: inout Fields) {
        few = fields.interval("few-packages").flatMap { Int(exactly: $0.low) } ?? 0
        fewLocked = fields.interval("few-locked").flatMap { Int(exactly: $0.low) } ?? 0
        largePackages = Set(fields.texts("large-packages"))
        slightPackages = Set(fields.texts("slight-packages"))
        largeModules = fields.texts("large-modules")
        slightModules = fields.texts("slight-modules")
        namedModules = fields.texts("named-modules").map(CommandPattern.init)
        weighty = Set(fields.texts("weighty"))
        for (file, entry) in fields.node("lock-entries")?.entries ?? [] { lockEntries[file.rawText] = entry.rawText }
    }

    /// Whether Python's packages, by their names, are few, and none of them is large.
    public func areFew(packages: Set<String>) -> Bool {
        packages.subtracting(slightPackages).count <= few && largePackages.isDisjoint(with: packages)
    }

    /// Whether Node.js's packages, by their names, are few, and none of them is large. Those that only check or declare are not counted.
    public func areFew(modules: Set<String>) -> Bool {
        modules.filter { !Self.isOne($0, of: slightModules) }.count <= few && !modules.contains { Self.isOne($0, of: largeModules) }
    }

    /// Whether a lock file lists only a few packages, none of which is large; nil for a file of which that is not known.
    public func areFew(in lock: SourceText, named name: String) -> Bool? {
        guard let entry = lockEntries[name] else { return nil }
        var count = 0
        for line in 1...max(1, lock.lineCount) {
            let text = String(lock.lineText(line).prefix(200))
            if text.contains(entry) { count += 1 }
            if count > fewLocked { return false }
            if text.hasPrefix("name = "), largePackages.contains(Self.package(String(text.dropFirst("name = ".count)))) { return false }
        }
        return count > 0
    }

    /// The name in a requirement: `tink[gcpkms]>=1.10` is `tink`.
    public static func package(_ requirement: String) -> String {
        requirement.drop { $0 == "\"" || $0 == "'" }.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }.lowercased().replacing("_", with: "-")
    }

    /// The packages that a command names: `pip install pytest ruff`, `npm install ai zod`. Nil for a command that does another thing, or
    /// installs the project itself.
    public func named(by words: [String]) -> Named? {
        if let pattern = namedModules.first(where: { $0.starts(words) }) {
            let names = words.dropFirst(pattern.count).filter { !$0.hasPrefix("-") }
            return names.isEmpty || names.contains { $0.first == "." || $0.first == "/" } ? nil : .modules(Set(names.map(Self.module)))
        }
        guard let verb = words.prefix(5).firstIndex(of: "install"), words.prefix(verb).contains(where: { $0.hasPrefix("pip") }) else { return nil }
        var names: Set<String> = []
        var rest = words[words.index(after: verb)...]
        while let word = rest.popFirst() {
            if ["-r", "--requirement", "-c", "--constraint", "-i", "--index-url", "--extra-index-url", "-f", "--find-links", "-t", "--target"].contains(word) { rest = rest.dropFirst(); continue }
            if word.hasPrefix("-") { if word == "-e" || word == "--editable" { return nil } else { continue } }
            if word.contains("/") || word.hasPrefix(".") || word.contains("$") { return nil }
            names.insert(Self.package(word))
        }
        return .packages(names)
    }

    public enum Named: Sendable { case packages(Set<String>), modules(Set<String>) }

    /// `@scope/name@1.2` is `@scope/name`.
    private static func module(_ word: String) -> String {
        guard let mark = word.dropFirst().firstIndex(of: "@") else { return word }
        return String(word[..<mark])
    }

    /// Whether a command's words say that it builds or starts something, whatever it is.
    func isWeighty(_ words: [String]) -> Bool { words.contains { nameWords($0).contains(where: weighty.contains) } }

    /// A name that ends with `/` or `-` stands for all that begin so.
    private static func isOne(_ name: String, of known: [String]) -> Bool {
        known.contains { name == $0 || ($0.hasSuffix("/") || $0.hasSuffix("-")) && name.hasPrefix($0) }
    }
}
