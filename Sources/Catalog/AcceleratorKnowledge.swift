internal import Parsing

/// How manifests name accelerators. Watts and prices are factors and not here.
public struct AcceleratorKnowledge: Sendable {
    public struct Model: Sendable, Hashable {
        public var name: String
        public var memoryGiB: Double
        /// Precisions below 16 bits that serve as well on it.
        public var computes: [String]
        var labels: [String]
        var instances: [String]
    }

    public var resources: Set<String> = []
    /// Beginnings of resources that are no whole accelerator.
    public var otherResources: [String] = []
    /// Words in keys that say that an accelerator is shared or cut.
    public var sharingSigns: [String] = []
    public var models: [Model] = []
    var typeLabels: Set<String> = []
    var instanceLabels: Set<String> = []

    public init() {}

    init(_ fields: inout Fields) {
        resources = Set(fields.texts("resources"))
        otherResources = fields.texts("other-resources")
        sharingSigns = fields.texts("sharing-signs")
        typeLabels = Set(fields.texts("type-labels"))
        instanceLabels = Set(fields.texts("instance-labels"))
        for node in fields.required("types")?.items ?? [] {
            var inner = Fields(node, in: fields.file)
            models.append(
                Model(
                    name: inner.text("name") ?? "", memoryGiB: inner.interval("memory-gib")?.low ?? 0, computes: inner.texts("computes"),
                    labels: inner.texts("labels").map { $0.lowercased() }, instances: inner.texts("instances").map { $0.lowercased() }))
            fields.adopt(inner.finish())
        }
    }

    public func model(named name: String) -> Model? { models.first { $0.name == name } }

    /// The accelerator that a node label stands for.
    public func model(label: String, value: String) -> Model? {
        let value = value.lowercased()
        if typeLabels.contains(label) { return models.first { $0.labels.contains(value) } }
        if instanceLabels.contains(label) { return models.first { $0.instances.contains(value) } }
        return nil
    }

    /// Whether a node label says which accelerator, known here or not.
    public func decides(label: String) -> Bool { typeLabels.contains(label) || instanceLabels.contains(label) }
}
