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

    /// The packages that requirements list, and the files of which they take in more; nil where there are others than by their names.
    public var requirements: (packages: Set<String>, files: [String])? {
        var packages: Set<String> = []
        var files: [String] = []
        for line in lines where !line.hasPrefix("--") {
            let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
            if words.first == "-r" || words.first == "-c" {
                guard words.count >= 2 else { return nil }
                if words[0] == "-r" { files.append(words[1]) }
            } else {
                let named = line.prefix { $0 != "#" }.prefix { $0 != ";" }
                if line.hasPrefix("-") || named.contains("/") || named.contains("@") { return nil }
                packages.insert(AmountKnowledge.package(line))
            }
        }
        return packages.isEmpty && files.isEmpty ? nil : (packages, files)
    }

    /// The packages of Node.js that it lists; nil where some are parts of the project.
    public var modules: Set<String>? {
        guard let root = Document.read(source, as: .json).roots.first, root["workspaces"] == nil else { return nil }
        var modules: Set<String> = []
        for key in ["dependencies", "devDependencies", "optionalDependencies"] {
            for (name, version) in root[key]?.entries ?? [] {
                if version.rawText.contains(":") { return nil }
                modules.insert(name.rawText)
            }
        }
        return modules
    }

    /// Lines that say something.
    private var lines: [String] {
        (1...max(1, source.lineCount)).map { String(source.lineText($0).prefix(400).drop { $0.isWhitespace }) }.filter { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix("//") }
            .map { $0.last?.isWhitespace == true ? String($0.dropLast()) : $0 }
    }
}
