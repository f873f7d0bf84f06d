internal import Parsing

/// Work that a program does over and over: arithmetic on single elements, forward passes: `knowledge/work.yaml`.
public struct WorkKnowledge: KnowledgePart, Sendable {
    public var httpPackages: Set<String> = []
    /// How programs ask: `requests.get(`, `httpx.AsyncClient(`.
    public var httpClients: [String] = []
    public var gradients = Gradients()
    public var inference: [Inference] = []
    public var inferenceFunctions: [InferenceFunction] = []
    /// Last words of calls that may stand beside the model's in such a function.
    public var inferenceBesides: Set<String> = []
    public var arrays = Arrays()
    public var roundTrips = RoundTrips()
    /// Decorators of functions that answer requests.
    public var handlers: Set<String> = []
    public var training = Training()

    /// Forward passes that record gradients.
    public struct Gradients: Sendable {
        public var package = ""
        public var evaluation = ""
        public var training = ""
        public var off: [String] = []
        public var needs: Set<String> = []
        /// Methods that take an answer out of the graph of what was recorded.
        public var releases: Set<String> = []
        public var tryOuts: Set<String> = []
        public var frameworkMethods: Set<String> = []
        public var frameworkClasses: [String] = []
    }

    /// A call of a local model that takes many samples as well.
    public struct Inference: Sendable {
        public var call: String
        public var package: String
        public var word: String
        public var remedy: String
    }

    /// How a function prepares one sample for a local model and runs it.
    public struct InferenceFunction: Sendable {
        public var package: String
        /// Patterns of the qualified names of what runs the model, and of what prepares its input and reads its answer.
        public var runs: [String]
        public var prepares: [String]
        /// A text that such a function holds.
        public var word: String
        public var remedy: String

        public func isRun(_ qualifiedName: String) -> Bool { runs.contains { Glob.matches(qualifiedName, $0) } }
        public func isPreparing(_ qualifiedName: String) -> Bool { prepares.contains { Glob.matches(qualifiedName, $0) } }

        public var inference: Inference { Inference(call: "", package: package, word: word, remedy: remedy) }
    }

    /// Arrays whose elements are taken one by one.
    public struct Arrays: Sendable {
        public var packages: [String] = []
        public var word = ""
        public var compiled: Set<String> = []
        public var fewRounds = 0.0
    }

    /// Queries and requests that are made once for each element.
    public struct RoundTrips: Sendable {
        public var maintenance: Set<String> = []
        public var statements: Set<String> = []
        public var placeholders: [String] = []
        public var methods: Set<String> = []
        public var evaluating: Set<String> = []
        public var batched: [String] = []
        /// How addresses of internal services begin or end, as a file that asks one holds them.
        public var hosts: [String] = []
        /// Functions and methods that ask for the address that is their first argument, by the language's packages: qualified names,
        /// those of methods with the type of their object.
        public var requests: [String: Set<String>] = [:]

        /// Words that a file must hold for one of these to be in it.
        public func anchors(_ ecosystem: String) -> [SDKKnowledge.Anchor] {
            (requests[ecosystem] ?? []).sorted().map { name in
                let parts = name.split(separator: ".").map(String.init)
                // What a module gives by default is called as the file likes.
                let word = parts.last == "default" ? parts.dropLast().joined(separator: ".") : (parts.last ?? name) + "("
                return SDKKnowledge.Anchor(words: [word, "http://"], fact: FactKind.httpCall.rawValue)
            }
        }
    }

    /// An object that sets a training up.
    public struct TrainerSettings: Sendable {
        public var names: [String]
        public var package: String
        /// Keywords that ask for fewer bits, and those that let something else decide.
        public var mixed: Set<String>
        public var elsewhere: Set<String>
        /// Values of those that let nothing else decide.
        public var plain: [String: [String]] = [:]
        /// What keywords must say for an accelerator to be used.
        public var needs: [String: [String]]
        /// Words of which the file must have one where the call does not say what runs it, and those of layers that are worth it.
        public var accelerated: Set<String> = []
        public var layers: Set<String> = []
        /// The fewest epochs of a training that matters, by keyword.
        public var least: [String: Double] = [:]
        /// First or last words of the names of what trains with it; empty for what trains itself.
        public var handedTo: Set<String> = []
        /// How it is told to compute in 16 bit.
        public var remedy = ""

        var lastNames: Set<String> { Set(names.compactMap { $0.split(separator: ".").last.map(String.init) }) }
        public func isCalled(_ word: String) -> Bool { lastNames.contains(word) }
    }

    /// A tracker that is started and stopped.
    public struct Measuring: Sendable {
        public var type: String
        public var package: String
        public var start: String
        public var stop: [String]

        public var lastName: String { type.split(separator: ".").last.map(String.init) ?? type }
    }

    /// Loops over epochs and batches that a program writes out itself.
    public struct TrainingLoops: Sendable {
        public var package = ""
        /// What the qualified names of optimisers begin with.
        public var optimizers = ""
        public var accelerated: Set<String> = []
        public var layers: Set<String> = []
        /// Words of trainings that are of another kind: adversarial, or by reward.
        public var others: Set<String> = []
        public var leastEpochs = 0.0
        /// Where layers say how wide they are, and from which width on lower precision matters.
        public var widths: [Width] = []
        public var leastWidth = 0.0
        public var remedy = ""
    }

    /// The argument of some layers that says how wide their result is.
    public struct Width: Sendable {
        public var layers: [String]
        public var argument: String
        public var position: Int
    }

    /// Training by a framework, and what measures its energy.
    public struct Training: Sendable {
        public var settings: [TrainerSettings] = []
        public var loops = TrainingLoops()
        /// Words of a file that trains a small part of the weights.
        public var adapters: Set<String> = []
        public var lowered: Set<String> = []
        public var trackers: [String] = []
        public var measuring: [Measuring] = []
    }

    public init() {}

    /// Whether a qualified name is one of an HTTP client's: `requests.get`, `httpx.Client().post`.
    public func asksOverHTTP(_ name: String) -> Bool {
        name.contains(".") && httpPackages.contains(String(name.prefix { $0 != "." && $0 != "(" }))
    }

    /// Words that a file must hold for any of this to be in it.
    public var anchors: [SDKKnowledge.Anchor] {
        var repeated: [SDKKnowledge.Anchor] = []
        func add(_ words: [String], repeating word: String) { repeated.append(SDKKnowledge.Anchor(words: words, repeated: [word])) }
        var sets: [[String]] = [[gradients.package, ".\(gradients.evaluation)()"]]
        for client in httpClients { for host in roundTrips.hosts { sets.append([client, host]) } }
        sets += training.settings.flatMap { setting in setting.lastNames.sorted().map { [setting.package, "\($0)("] } }
        sets += training.measuring.map { [$0.package, $0.lastName, ".\($0.start)("] }
        if !training.loops.package.isEmpty {
            for word in [".cuda(", "\"cuda", "'cuda"] {
                add([training.loops.package, ".step()", ".backward()", "epoch", word], repeating: ".step()")
            }
        }
        for shape in inference {
            sets.append([shape.package, shape.word])
            // Where it is handed over: `map(model.encode, texts)`, `apply(model.encode)`.
            if shape.word.hasPrefix("."), shape.word.hasSuffix("(") { sets += [",", ")"].map { [shape.package, shape.word.dropLast() + $0] } }
        }
        sets += inferenceFunctions.map { [$0.package, ".from_pretrained(", $0.word] }
        for package in arrays.packages {
            for index in [", j]", ",j]", "[j,", ", c]", ", x]", ",x]", ", k]", ", col]"] {
                add([package, arrays.word, ".shape", index], repeating: index)
            }
        }
        return sets.map { SDKKnowledge.Anchor(words: $0) } + repeated
    }

    mutating func read(_ root: Node, in file: CatalogFile) -> [CatalogError] {
        var fields = Fields(root, in: file)
        var problems: [CatalogError] = []
        httpClients = fields.texts("http-clients")
        httpPackages = Set(fields.texts("http-packages"))
        if let node = fields.required("gradients") {
            var inner = Fields(node, in: file)
            gradients = Gradients(
                package: inner.text("package") ?? "", evaluation: inner.text("evaluation") ?? "", training: inner.text("training") ?? "",
                off: inner.texts("off"), needs: Set(inner.texts("needs")), releases: Set(inner.texts("releases")), tryOuts: Set(inner.texts("try-outs")), frameworkMethods: Set(inner.texts("framework-methods")),
                frameworkClasses: inner.texts("framework-classes"))
            problems += inner.finish()
        }
        for entry in fields.required("inference")?.items ?? [] {
            var inner = Fields(entry, in: file)
            inference.append(
                Inference(
                    call: inner.text("call") ?? "", package: inner.text("package") ?? "", word: inner.text("word") ?? "",
                    remedy: inner.text("remedy") ?? ""))
            problems += inner.finish()
        }
        for entry in fields.node("inference-functions")?.items ?? [] {
            var inner = Fields(entry, in: file)
            inferenceFunctions.append(
                InferenceFunction(
                    package: inner.text("package") ?? "", runs: inner.texts("runs"), prepares: inner.texts("prepares"),
                    word: inner.text("word") ?? "", remedy: inner.text("remedy") ?? ""))
            problems += inner.finish()
        }
        inferenceBesides = Set(fields.texts("inference-besides"))
        if let node = fields.required("arrays") {
            var inner = Fields(node, in: file)
            arrays = Arrays(
                packages: inner.texts("packages"), word: inner.text("word") ?? "", compiled: Set(inner.texts("compiled")),
                fewRounds: inner.node("few-rounds")?.number ?? 0)
            problems += inner.finish()
        }
        if let node = fields.required("round-trips") {
            var inner = Fields(node, in: file)
            roundTrips = RoundTrips(
                maintenance: Set(inner.texts("maintenance")), statements: Set(inner.texts("statements")), placeholders: inner.texts("placeholders"),
                methods: Set(inner.texts("methods")), evaluating: Set(inner.texts("evaluating")), batched: inner.texts("batched"), hosts: inner.texts("hosts"))
            for (ecosystem, names) in inner.node("requests")?.entries ?? [] { roundTrips.requests[ecosystem.rawText] = Set(names.items.map(\.rawText)) }
            problems += inner.finish()
        }
        handlers = Set(fields.texts("handlers"))
        if let node = fields.required("training") { problems += readTraining(node, in: file) }
        return problems + fields.finish()
    }

    private static func numbers(_ node: Node?) -> [String: Double] {
        Dictionary((node?.entries ?? []).compactMap { key, value in value.number.map { (key.rawText, $0) } }) { _, last in last }
    }

    private mutating func readTraining(_ node: Node, in file: CatalogFile) -> [CatalogError] {
        var fields = Fields(node, in: file)
        var problems: [CatalogError] = []
        for entry in fields.required("settings")?.items ?? [] {
            var inner = Fields(entry, in: file)
            var needs: [String: [String]] = [:]
            for (keyword, values) in inner.node("needs")?.entries ?? [] { needs[keyword.rawText] = values.items.map(\.rawText) }
            var plain: [String: [String]] = [:]
            for (keyword, values) in inner.node("plain")?.entries ?? [] { plain[keyword.rawText] = values.items.map(\.rawText) }
            training.settings.append(
                TrainerSettings(
                    names: inner.texts("names"), package: inner.text("package") ?? "", mixed: Set(inner.texts("mixed")),
                    elsewhere: Set(inner.texts("elsewhere")), plain: plain, needs: needs, accelerated: Set(inner.texts("accelerated")),
                    layers: Set(inner.texts("layers")), least: Self.numbers(inner.node("least")),
                    handedTo: Set(inner.texts("handed-to")), remedy: inner.text("remedy") ?? ""))
            problems += inner.finish()
        }
        if let node = fields.node("loops") {
            var inner = Fields(node, in: file)
            training.loops = TrainingLoops(
                package: inner.text("package") ?? "", optimizers: inner.text("optimizers") ?? "", accelerated: Set(inner.texts("accelerated")),
                layers: Set(inner.texts("layers")), others: Set(inner.texts("others")), leastEpochs: inner.node("least-epochs")?.number ?? 0,
                leastWidth: inner.node("least-width")?.number ?? 0, remedy: inner.text("remedy") ?? "")
            for entry in inner.node("widths")?.items ?? [] {
                var width = Fields(entry, in: file)
                training.loops.widths.append(
                    Width(
                        layers: width.texts("layers"), argument: width.text("argument") ?? "", position: Int(width.node("position")?.number ?? 0)))
                problems += width.finish()
            }
            problems += inner.finish()
        }
        training.adapters = Set(fields.texts("adapters"))
        training.lowered = Set(fields.texts("lowered"))
        training.trackers = fields.texts("trackers")
        for entry in fields.required("measuring")?.items ?? [] {
            var inner = Fields(entry, in: file)
            training.measuring.append(
                Measuring(
                    type: inner.text("type") ?? "", package: inner.text("package") ?? "", start: inner.text("start") ?? "",
                    stop: inner.texts("stop")))
            problems += inner.finish()
        }
        return problems + fields.finish()
    }
}
