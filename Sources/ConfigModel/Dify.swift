internal import Catalog
public import Parsing

/// A part of a workflow that asks a model, in a configuration that says what it asks for.
public struct ModelUse: Sendable {
    /// The program whose workflow it is, and the kind of part.
    public var engine: String
    public var kind: String
    public var title: String
    public var model: Setting<String>
    public var provider: Setting<String>
    /// The small task that the kind of part is for; nil where it may be more.
    public var task: String?
    public var evidence: String
    public var temperature: Setting<Double>
    public var span: Span
}

/// Apps exported from Dify: a graph of nodes, some of which ask a model. The kind of a node says what it asks for.
enum DifyFormat: ConfigFormat {
    /// The longest instructions, in characters, beside which a node still does no more than its kind says, and the most fields of a
    /// flat answer; our judgement, as for calls in code.
    private static let longestInstruction = ["question-classifier": 1_000, "parameter-extractor": 300]
    private static let mostFields = 4
    private static let plainTypes: Set<String> = ["string", "number", "bool", "boolean", "select"]

    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        root["kind"]?.string == "app" && root["app"]?.kind == .mapping && root.at("workflow.graph.nodes")?.kind == .sequence
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        for node in root.at("workflow.graph.nodes")?.items ?? [] {
            guard let data = node["data"], let kind = data["type"]?.string, let model = data["model"], let name = model["name"] else { continue }
            guard ["llm", "question-classifier", "parameter-extractor"].contains(kind) else { continue }
            let task = task(of: kind, data, file.knowledge.routeNames.longFields)
            // `langgenius/openai/openai`: the plugin, and in it the provider.
            let provider = file.literal(["provider"], in: model).map { $0.split(separator: "/").last.map(String.init) }
            unit.modelUses.append(
                ModelUse(
                    engine: "dify", kind: kind, title: data["title"]?.string ?? "", model: file.literal(name), provider: provider,
                    task: task?.name, evidence: task?.evidence ?? "", temperature: file.number(["completion_params", "temperature"], in: model),
                    span: file.span(name)))
        }
    }

    /// - Parameter long: words of names of fields that hold long texts.
    private static func task(of kind: String, _ data: Node, _ long: Set<String>) -> (name: String, evidence: String)? {
        let instruction = (data["instruction"] ?? data["instructions"])?.rawText ?? ""
        // A picture takes a model that can see.
        guard let longest = longestInstruction[kind], instruction.count <= longest, data.at("vision.enabled")?.bool != true else { return nil }
        switch kind {
        case "question-classifier":
            let classes = data["classes"]?.items.count ?? 0
            return classes > 1 ? ("classification", "a node that chooses one of \(classes) classes") : nil
        case "parameter-extractor":
            let fields = data["parameters"]?.items ?? []
            let isFlat = !fields.isEmpty && fields.count <= mostFields && fields.allSatisfy { field in
                plainTypes.contains(field["type"]?.string?.lowercased() ?? "") && !nameWords(field["name"]?.string ?? "").contains(where: long.contains)
            }
            return isFlat ? ("extraction", "a node that takes \(fields.count) plain field\(fields.count == 1 ? "" : "s") out of a text") : nil
        default: return nil
        }
    }
}
