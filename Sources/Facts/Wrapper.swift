internal import Catalog
public import CodeModel

/// A function that passes its parameters to a call: its callers are calls themselves, and functions that pass on what they are
/// given to it are wrappers again.
public struct Wrapper: Sendable {
    /// How many functions may stand between a caller and the model.
    static let longestChain = 4
    /// How many calls of one function are told apart.
    static let mostOfOneFunction = 4

    public var path: String
    /// Class and function: `Client.ask`.
    public var symbol: String
    /// The fact of the call inside, with what is known there.
    public var fact: Fact
    /// Which parameter fills which role of the call (`model`, `prompt`, …).
    public var roles: [String: WrapperParameter]
    /// Which parameter of the constructor of its class fills the role of the model, when the object keeps it; of a function that
    /// another one gives, which parameter of that one.
    public var constructorModel: WrapperParameter?
    /// Whether the function of its symbol gives it, and who calls that has it: `const ask = makeAsk("gpt-4o")`.
    public var isGiven = false
    /// The call inside, where the parameter is its client, whose maker names the model.
    var shape: SDKKnowledge.Call?
    /// What the call inside says to the model, gaps as spaces.
    public var knownPrompt: String
    /// The function hands the answer back as it is, so that its caller's handling of it counts.
    public var returnsAnswer: Bool
    /// The wrappers that it calls itself, the outermost first, each by file and symbol.
    public var chain: [Key] = []
    /// What its class is derived from or implements, qualified by the file's imports.
    public var bases: [String] = []
    /// Whether the call stands where an error is handled.
    var isSecondTry = false

    public struct Key: Hashable, Sendable {
        public var path: String
        public var symbol: String

        public init(path: String, symbol: String) {
            self.path = path
            self.symbol = symbol
        }
    }

    public var key: Key { Key(path: path, symbol: symbol) }
    public var name: String { symbol.split(separator: ".").last.map(String.init) ?? symbol }
    public var isMethod: Bool { symbol.contains(".") }
    public var type: String { symbol.split(separator: ".").dropLast().last.map(String.init) ?? "" }

    /// By which a wrapper is told from what it was in an earlier round.
    public struct Signature: Hashable, Sendable {
        var symbol: String
        var constructorModel: String?
        var isGiven: Bool
        var returnsAnswer: Bool
        var roles: [String: Role]
        var fields: [String: Value.Form]

        struct Role: Hashable { var name: String, position: Int, isOverridable: Bool }
    }

    public var signature: Signature {
        Signature(
            symbol: symbol, constructorModel: constructorModel?.name, isGiven: isGiven, returnsAnswer: returnsAnswer,
            roles: roles.mapValues { .init(name: $0.name, position: $0.position, isOverridable: $0.isOverridable) },
            fields: fact.fields.mapValues(\.form))
    }
}

public struct WrapperParameter: Sendable {
    public var name: String
    /// Position among the arguments of a call, the receiver not counted.
    public var position: Int
    /// Whether an entry of that name of the argument fills it, not the argument itself.
    public var isEntry = false
    /// Other entries that may fill it, where the first is not given.
    var others: [String] = []
    public var defaultValue: Located?
    /// Whether the environment or a setting goes before what the caller says.
    public var isOverridable = false
    /// Whether it is the client that is called, not the name of a model.
    var isClient = false
}

/// The wrappers of all files, as one file calls them.
public struct KnownWrappers: Sendable {
    private var byPlace: [Wrapper.Key: [Wrapper]] = [:]
    /// Methods by what their class is derived from: file and class.
    private var byBase: [Wrapper.Key: [Wrapper]] = [:]
    /// Methods of which the project has one of that name.
    private var unique: [String: [Wrapper]] = [:]
    public private(set) var names: Set<String> = []
    /// The names of functions that give others, which are wrappers.
    public private(set) var givers: Set<String> = []
    private let modules: SourceModules

    /// - Parameters:
    ///   - declared: how many functions of that name the project has, where that is known; a method is told by its name alone only
    ///     when it is the only one.
    public init(_ wrappers: [Wrapper] = [], modules: SourceModules = SourceModules(paths: []), declared: [String: Int] = [:]) {
        self.modules = modules
        for wrapper in wrappers {
            byPlace[wrapper.key, default: []].append(wrapper)
            names.insert(wrapper.name)
            if wrapper.isGiven { givers.insert(wrapper.name) }
            for base in wrapper.bases {
                for target in modules.find(base, from: wrapper.path) {
                    byBase[.init(path: target.path, symbol: Self.symbol(target.rest) + ".\(wrapper.name)"), default: []].append(wrapper)
                }
            }
        }
        for (name, methods) in Dictionary(grouping: wrappers.filter(\.isMethod), by: \.name) {
            guard Set(methods.map(\.key)).count == 1, declared[name] ?? 1 == 1 else { continue }
            unique[name] = methods
        }
        // A file takes another's only function as it likes.
        if !wrappers.isEmpty { names.insert("default") }
    }

    public var isEmpty: Bool { byPlace.isEmpty }

    /// The wrappers that a name of a file stands for.
    ///
    /// - Parameters:
    ///   - name: as the calling file has it, qualified by its imports.
    ///   - declared: what other files declare under names of this file.
    func called(_ name: String, from path: String, declared: [String: Wrapper.Key]) -> [Wrapper] {
        all(called: name, from: path, declared: declared).filter { $0.isGiven == name.hasSuffix("()") }
    }

    private func all(called name: String, from path: String, declared: [String: Wrapper.Key]) -> [Wrapper] {
        for (prefix, rest) in Self.prefixes(of: name) {
            guard let key = declared[prefix] else { continue }
            let symbol = ([key.symbol] + rest.map(Self.plain)).joined(separator: ".")
            if let found = wrappers(.init(path: key.path, symbol: symbol)) { return found }
        }
        for target in modules.find(name, from: path) {
            if let found = wrappers(.init(path: target.path, symbol: Self.symbol(target.rest))) { return found }
        }
        return []
    }

    /// The method of that name, when the project has one.
    func method(_ name: String) -> [Wrapper] { unique[name] ?? [] }

    private func wrappers(_ key: Wrapper.Key) -> [Wrapper]? {
        if let found = byPlace[key] { return found }
        // Of an interface or base class, when one class alone does it that way.
        guard let found = byBase[key], Set(found.map(\.key)).count == 1 else { return nil }
        return found
    }

    private static func symbol(_ names: [String]) -> String { names.map(plain).joined(separator: ".") }

    private static func plain(_ name: String) -> String { name.hasSuffix("()") ? String(name.dropLast(2)) : name }

    /// A name and its beginnings, the longest first, with what lies behind.
    private static func prefixes(of name: String) -> [(String, [String])] {
        var result: [(String, [String])] = [(name, [])]
        var prefix = name[...]
        var rest: [String] = []
        while let dot = prefix.lastIndex(of: "."), dot > prefix.startIndex {
            rest.insert(String(prefix[prefix.index(after: dot)...]), at: 0)
            prefix = prefix[..<dot]
            result.append((String(prefix), rest))
        }
        return result
    }
}
