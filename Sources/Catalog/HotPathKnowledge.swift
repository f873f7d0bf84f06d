internal import Parsing

/// What costs more than it looks in code that runs again and again: `knowledge/hot-paths.yaml`.
public struct HotPathKnowledge: Sendable {
    /// By the language's packages.
    public var fronts: [String: Front] = [:]
    public var patterns: [String: [Pattern]] = [:]
    public var texts: [String: GrowingText] = [:]
    public var sorting: [String: Sorting] = [:]
    public var conditions: [String: Condition] = [:]
    public var functionCaches: [FunctionCache] = []
    public var loaders: [Loader] = []
    public var arrayTrips: [ArrayTrip] = []
    /// Methods that take elements out of a list, and those that say whether it has any.
    public var shrinking: Set<String> = []
    public var emptiness: Set<String> = []
    /// Calls that wait for something else.
    public var waiting: Set<String> = []
    /// Calls in the condition of a loop that goes through data.
    public var advancing: Set<String> = []
    /// Words of names of what has few elements, and of texts that stay short.
    public var few: Set<String> = []
    public var short: Set<String> = []
    /// Calls that only read what they are called on.
    public var pure: Set<String> = []
    /// Words of parameters that hold what people write.
    public var freeTexts: Set<String> = []
    /// Types of parameters of functions that answer requests.
    public var requestTypes: Set<String> = []
    /// What runs a function once, whoever calls it.
    public var once: Set<String> = []

    /// Lists that move all elements for one at the front.
    public struct Front: Sendable {
        public var hasLiterals: Bool
        public var types: Set<String>
        public var methods: [Method]

        public struct Method: Sendable {
            public var name: String
            public var arguments: Int
            /// What the first argument must be.
            public var place: Double?
            public var grows: Bool
            public var remedy: String
        }
    }

    /// Functions or methods that compile a regular expression.
    public struct Pattern: Sendable {
        public var functions: Set<String>
        public var methods: Set<String>
        public var arguments: Int?
        /// Where the pattern stands; what the method is called on where that is nil.
        public var position: Int?
        public var anchor: [String]
        public var remedy: String

        public var lastNames: Set<String> { methods.union(functions.compactMap { $0.split(separator: ".").last.map(String.init) }) }
    }

    /// What sorts, and what keeps some of what it is given.
    public struct Sorting: Sendable {
        public var sorts: Set<String>
        /// Those of them that sort the list itself.
        public var inPlace: Set<String>
        public var filters: Set<String>
        /// How a file looks that does so, and what answers requests.
        public var anchor: [String]
        public var routes: [String]
    }

    /// What costs something in the condition of a loop.
    public struct Condition: Sendable {
        /// By the last word, or as it is written.
        public var calls: Set<String>
        /// How a file looks that has it there, parts that lie apart with `…` between them.
        public var anchors: [String]
    }

    /// A decorator that keeps answers.
    public struct FunctionCache: Sendable {
        public var name: String
        public var package: String
        /// Where its limit stands, and whether it has one where none is said.
        public var size: [SDKKnowledge.ArgumentPosition]
        public var isBounded: Bool
        public var anchors: [String]
    }

    /// Texts that are copied to grow.
    public struct GrowingText: Sendable {
        public var types: Set<String>
        /// How a file looks in which one grows.
        public var anchors: [String]
        public var builder: String
    }

    /// What makes a loader of batches.
    public struct Loader: Sendable {
        public var names: Set<String>
        public var package: String
        /// How a file that makes one looks.
        public var call: String
        public var dataset: [SDKKnowledge.ArgumentPosition]
        public var workers: [SDKKnowledge.ArgumentPosition]
        public var pinned: [SDKKnowledge.ArgumentPosition]
        public var parts: Set<String>
        public var datasets: Set<String>
        /// The method of a dataset that gives a sample, and calls that read a file.
        public var sample: String
        public var reading: Set<String>
        public var streams: [String]
        public var training: String
        public var moving: Set<String>
        public var accelerators: Set<String>
        public var elsewhere: [String]
        public var platforms: Set<String>

        public var lastNames: Set<String> { Set(names.compactMap { $0.split(separator: ".").last.map(String.init) }) }
    }

    /// A tensor that becomes an array of the host and a tensor again.
    public struct ArrayTrip: Sendable {
        public var package: String
        public var array: String
        public var host: String
        public var back: Set<String>
        public var moving: Set<String>
        public var device: String
        public var packages: Set<String>

        public var lastNames: Set<String> { Set(back.compactMap { $0.split(separator: ".").last.map(String.init) }) }
    }

    public init() {}

    /// Whether a word of a name says that what it names has few elements.
    public func isFew(_ name: String) -> Bool { NameWords.split(name).contains(where: few.contains) }

    public func staysShort(_ name: String) -> Bool { NameWords.split(name).contains(where: short.contains) }

    /// Words that a file must hold for any of this to be in it.
    public func anchors(_ language: String) -> [SDKKnowledge.Anchor] {
        var result: [SDKKnowledge.Anchor] = []
        for method in fronts[language]?.methods ?? [] {
            let call = ".\(method.name)(" + (method.place == nil ? "" : method.arguments > 1 ? "0," : "0)")
            let loop = method.grows ? "for" : "while"
            result.append(SDKKnowledge.Anchor(words: [loop, call], repeated: [call], fact: FactKind.frontChange.rawValue))
        }
        for pattern in patterns[language] ?? [] {
            result.append(SDKKnowledge.Anchor(words: ["for"] + pattern.anchor, fact: Self.repeated))
            guard language == "go" else { continue }
            let types = Set(requestTypes.compactMap { $0.split(separator: "/").last.map(String.init) })
            for type in types.sorted() { result.append(SDKKnowledge.Anchor(words: [type] + pattern.anchor, fact: Self.repeated)) }
        }
        for anchor in texts[language]?.anchors ?? [] {
            result.append(SDKKnowledge.Anchor(words: ["for", " += ", anchor], fact: Self.repeated))
        }
        for anchor in conditions[language]?.anchors ?? [] {
            result.append(SDKKnowledge.Anchor(words: anchor.split(separator: "…").map(String.init), fact: Self.repeated))
        }
        if let sorting = sorting[language] {
            for route in sorting.routes { result.append(SDKKnowledge.Anchor(words: sorting.anchor + [route], fact: Self.repeated)) }
        }
        guard language == "python" else { return result }
        for cache in functionCaches {
            for anchor in cache.anchors { result.append(SDKKnowledge.Anchor(words: [cache.package, anchor], fact: "function-cache")) }
        }
        for loader in loaders {
            for accelerator in [".cuda(", "\"cuda", "'cuda"] {
                let words = [loader.package, loader.call, ".\(loader.training)()", accelerator]
                result.append(SDKKnowledge.Anchor(words: words, fact: "data-loader"))
            }
        }
        for trip in arrayTrips {
            for function in trip.lastNames.sorted() {
                let words = [trip.package, ".\(trip.host)()", ".\(trip.array)()", "\(function)("]
                result.append(SDKKnowledge.Anchor(words: words, repeated: [".\(trip.array)()", "\(function)("], fact: Self.repeated))
            }
        }
        return result
    }

    private static let repeated = "repeated-work"
}
