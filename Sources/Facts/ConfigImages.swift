internal import Catalog
internal import ConfigModel
public import Parsing

/// The facts of one Dockerfile: what it installs again for every change, and what the last stage holds beyond the program.
public struct ImageFacts: Sendable {
    private let extraction: ConfigExtraction
    private let build: ImageBuild
    private var pipelines: PipelineKnowledge { extraction.file.knowledge.pipelines }
    private var knowledge: ImageKnowledge { extraction.file.knowledge.imageBuilds }

    public init(_ extraction: ConfigExtraction) {
        self.extraction = extraction
        build = ImageBuild(extraction.file.document, in: extraction.file.source)
    }

    /// A text that a Dockerfile is made from: what it will say, nobody can tell.
    public static func isTemplate(_ source: SourceText) -> Bool { source.contains("{{") || source.contains("{%") }

    public func facts() -> [Fact] {
        guard extraction.file.document.problems.isEmpty else { return [] }
        return build.stages.compactMap(uncachedLayers) + [lastStage()].compactMap(\.self)
    }

    private func fact(at span: Span, stage: ImageStage, _ fields: [String: Value]) -> Fact {
        var fields = fields
        fields["base"] = .text(extraction.file.source.text(stage.span))
        return extraction.fact(.imageBuild, at: span, symbol: stage.name ?? "", fields)
    }

    // MARK: Layers

    /// The first installation from a manifest that comes after everything has been copied.
    private func uncachedLayers(_ stage: ImageStage) -> Fact? {
        // An image for whoever works on the project is built seldom.
        guard !extraction.file.path.contains(".devcontainer/") else { return nil }
        var installed: Set<String> = []
        for base in build.bases(of: stage) { for step in base.steps { installed.formUnion(tools(step)) } }
        var copied: ImageStep?
        for step in stage.steps {
            switch step.action {
            case .copy(let sources):
                if copied == nil, sources.contains(where: { [".", "./"].contains($0) }) { copied = step }
            case .run(let commands):
                for (index, command) in commands.enumerated() {
                    // What the sources themselves bring along is most of it, and cannot come before them.
                    if copied != nil, Self.installsSources(command.words) { return nil }
                    guard let installer = installer(of: command) else { continue }
                    if let copied, !step.hasMount, !installed.contains(installer.tool) { 
                        var fact = fact(of: copied, command, installer, in: stage)
                        if let argument = argument(commands.prefix(index)) { fact.fields["argument"] = .text(argument) }
                        return fact
                    }
                    installed.insert(installer.tool)
                }
            case .start: break
            }
        }
        return nil
    }

    /// The build's argument that commands ask for: `if [ "$PREBUILT" = "true" ]`.
    private func argument(_ commands: ArraySlice<ShellCommand>) -> String? {
        let asked = commands.filter { ["[", "[[", "test"].contains($0.words.first) }.flatMap(\.words).filter { $0.contains("$") }.map { $0.filter { $0.isLetter || $0.isNumber || $0 == "_" } }
        return asked.first { extraction.file.source.contains(word: "ARG " + $0) }
    }

    /// `pip install -e .[server]`, `pip install dist/shop.whl`.
    private static func installsSources(_ words: [String]) -> Bool {
        guard words.prefix(4).contains("install") else { return false }
        return words.contains { $0 == "." || $0.hasPrefix(".[") || $0.hasPrefix("./") || $0.hasSuffix(".whl") }
    }

    private func tools(_ step: ImageStep) -> [String] {
        guard case .run(let commands) = step.action else { return [] }
        return commands.compactMap { installer(of: $0)?.tool }
    }

    /// What installs dependencies, or builds with a tool that can fetch them apart.
    private func installer(of command: ShellCommand) -> Installer? {
        pipelines.installers.first { $0.matches(command.words) } ?? pipelines.builders.first { $0.apart != nil && $0.matches(command.words) }
    }

    private func fact(of copy: ImageStep, _ command: ShellCommand, _ installer: Installer, in stage: ImageStage) -> Fact {
        var fact = fact(
            at: copy.span, stage: stage,
            [
                "layers": .text("source-first"), "sources": .text("unstated"), "builds": .text(knowledge.isOther(path: extraction.file.path) ? "other" : "unstated"),
                "copy": .text(extraction.file.source.text(copy.span)), "tool": .text(installer.tool),
                "install": .text(command.words.joined(separator: " ")), "manifest": .text(installer.manifest(of: command.words)),
                "remedy.install": installer.apart.map { .text($0) } ?? .unknown,
            ])
        fact.related = [RelatedPlace(extraction.place(command.span), "and then the dependencies are installed")]
        return fact
    }

    // MARK: The last stage

    private func lastStage() -> Fact? {
        guard let stage = build.stages.last, !build.stages.contains(where: { $0.name?.lowercased() == stage.image.lowercased() }) else { return nil }
        let commands = stage.steps.flatMap { step -> [ShellCommand] in if case .run(let commands) = step.action { commands } else { [] } }
        guard let program = program(of: stage), let (holds, remedy) = surplus(stage, commands, program) else { return nil }
        return fact(at: stage.span, stage: stage, ["holds": .text(holds), "program": .text(program.joined(separator: " ")), "remedy.image": .text(remedy)])
    }

    /// What the image starts; nil when the base decides.
    private func program(of stage: ImageStage) -> [String]? {
        let words = stage.steps.flatMap { step -> [String] in if case .start(let words) = step.action { words } else { [] } }
        // A shell is what somebody else builds upon.
        return words.isEmpty || words.count == 1 && ["sh", "bash"].contains(words[0].split(separator: "/").last ?? "") ? nil : words
    }

    private func surplus(_ stage: ImageStage, _ commands: [ShellCommand], _ program: [String]) -> (String, String)? {
        let words = Set(program.map { $0.split(separator: "/").last.map(String.init) ?? $0 })
        if let known = knowledge.toolchains.first(where: { Self.isOne(stage.image, $0.image) }),
            commands.contains(where: { command in known.builds.contains { $0.starts(command.words) } }), words.isDisjoint(with: known.runs)
        {
            return ("the whole toolchain", known.remedy)
        }
        if let known = knowledge.developmentTags.first(where: { Self.isOne(stage.image, $0.image) && stage.tag.contains($0.word) }),
            !commands.isEmpty, !commands.contains(where: { $0.words.contains { word in knowledge.compiling.contains { $0.count > 3 ? word.contains($0) : word == $0 } } })
        {
            return ("compilers and headers", known.remedy)
        }
        if let build = commands.first(where: { command in knowledge.staticBuilds.contains { $0.starts(command.words) } }),
            knowledge.staticServers.contains(where: { $0.starts(program) })
        {
            return ("all that `\(build.words.joined(separator: " "))` needs", "a web server's image with the built files alone")
        }
        return nil
    }

    /// `golang`, `docker.io/library/golang`, `mcr.microsoft.com/dotnet/sdk`.
    private static func isOne(_ image: String, _ known: String) -> Bool { image == known || image.hasSuffix("/" + known) }
}
