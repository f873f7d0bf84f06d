public import Catalog
public import Parsing

/// What a manifest, a file that lists packages, says of their installation: whether it needs more of the project than the manifest
/// itself, and whether there is much to fetch at all.
public struct ManifestNeeds {
    private let name: String
    private let source: SourceText
    private let knowledge: ConfigKnowledge

    /// - Parameter path: the manifest's; a file of any other name than a known one's is read as requirements.
    public init(path: String, source: SourceText, knowledge: ConfigKnowledge) {
        name = path.split(separator: "/").last.map(String.init) ?? path
        self.source = source
        self.knowledge = knowledge
    }

    /// Whether its installation runs scripts of the project, or takes parts of it.
    public var needsSources: Bool {
        let images = knowledge.imageBuilds
        if let keys = images.sourceKeys[name], let root = Document.read(source, as: .json).roots.first {
            return keys.contains { key in
                guard let node = root.at(key) else { return false }
                let text = node.string ?? ""
                return text.isEmpty || !images.harmlessScripts.contains(where: text.contains)
            }
        }
        let words = images.sourceWords[name] ?? (name.hasSuffix(".txt") ? images.sourceWords["requirements.txt"] : nil) ?? []
        return lines.contains { line in line == "." || words.contains(where: line.contains) }
    }

    /// Whether requirements list only a few packages, none of which is large.
    public var isSmall: Bool {
        let lines = lines.filter { !$0.hasPrefix("--") }
        // `-r base.txt` takes in others.
        guard !lines.isEmpty, lines.count <= PipelineKnowledge.few, !lines.contains(where: { $0.hasPrefix("-") || $0.contains("/") }) else { return false }
        return !lines.contains { knowledge.pipelines.largePackages.contains(PipelineKnowledge.package($0)) }
    }

    /// Lines that say something.
    private var lines: [String] {
        (1...max(1, source.lineCount)).map { String(source.lineText($0).prefix(400).drop { $0.isWhitespace }) }.filter { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix("//") }
            .map { $0.last?.isWhitespace == true ? String($0.dropLast()) : $0 }
    }
}
