public import Parsing

/// How an image is built: a Dockerfile's stages with their instructions in order.
public struct ImageBuild: Sendable {
    public var stages: [ImageStage] = []

    /// Reads a Dockerfile's document.
    public init(_ document: Document, in source: SourceText) {
        for node in document.roots.first?.items ?? [] {
            guard let keyword = node["instruction"]?.string else { continue }
            if keyword == "FROM" {
                stages.append(ImageStage(node))
            } else if !stages.isEmpty, let step = ImageStep(keyword, node, in: source) {
                stages[stages.count - 1].steps.append(step)
            }
        }
    }

    /// The stages that a stage is built upon, from the nearest on; those it only copies from are none of them.
    public func bases(of stage: ImageStage) -> [ImageStage] {
        var result: [ImageStage] = []
        var name = stage.image
        while let base = stages.last(where: { $0.name?.lowercased() == name.lowercased() && $0.span.start < (result.last ?? stage).span.start }) {
            result.append(base)
            name = base.image
        }
        return result
    }
}

public struct ImageStage: Sendable {
    /// What it starts from, without the tag, as written.
    public var image: String
    public var tag: String
    public var name: String?
    /// The image with its tag.
    public var span: Span
    public var steps: [ImageStep] = []

    init(_ node: Node) {
        image = node["image"]?.string ?? ""
        tag = node["tag"]?.string ?? ""
        name = node["stage"]?.string
        let start = node["image"]?.span ?? node.span
        span = Span(start.start, max(start.end, node["tag"]?.span.end ?? 0))
    }
}

public struct ImageStep: Sendable {
    public enum Action: Sendable {
        /// Files of the build's context; those of other stages and images are not here.
        case copy(sources: [String])
        case run([ShellCommand])
        /// The program of the container.
        case start([String])
    }

    public var action: Action
    /// A mount keeps what the commands fetch for the next build.
    public var hasMount = false
    public var span: Span

    init?(_ keyword: String, _ node: Node, in source: SourceText) {
        span = node.span
        let words = node["arguments"]?.items.map(\.rawText) ?? []
        switch keyword {
        case "COPY", "ADD":
            guard node["flags"]?["from"] == nil, words.count > 1 else { return nil }
            action = .copy(sources: words.dropLast().map { $0.filter { $0 != "\"" && $0 != "'" } })
        case "RUN":
            hasMount = node["flags"]?["mount"] != nil
            let scripts = node.entries.filter { $0.key.rawText == "heredoc" }.map(\.value)
            if !scripts.isEmpty {
                action = .run(scripts.flatMap { ShellCommand.all(of: $0.rawText, at: $0.span, in: source) })
            } else if node["form"]?.string == "exec" {
                action = .run(words.isEmpty ? [] : [ShellCommand(words: words, span: node.span)])
            } else {
                action = .run(ShellCommand.all(of: node["text"]?.rawText ?? "", at: node.span, in: source))
            }
        case "CMD", "ENTRYPOINT":
            action = .start(node["form"]?.string == "exec" ? words : ShellScript.split(words.joined(separator: " ")).last ?? [])
        default: return nil
        }
    }
}
