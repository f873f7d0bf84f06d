/// The fields of what builds and checks a project, rather than runs it: pipelines and images.
extension FactKind {
    static let pipelineFields: [FieldSchema] = [
        .text("kind", "GitHub Actions workflow, …"),
        .text("name", "its name, else that of its file"),
        .text("event", "what starts it anew for each commit of a change that is not merged yet: pull_request, or push to any branch", choices: ["pull_request", "push"]),
        .text("concurrency", "stated where it or one of its jobs says what becomes of its runs when newer ones start, or another pipeline cancels them", choices: ["stated", "none"]),
        .text("work", "the first command or action of such a run that takes a machine some time: an installation, a build, tests"),
        .number("jobs", "jobs with such work"),
        .text("purpose", "check, or other where it releases, deploys, is called by other pipelines, or is about something else than the code", choices: ["check", "other"]),
        .flag("cancels-others", "it cancels runs, of other pipelines perhaps"),
    ]

    static let pipelineJobFields: [FieldSchema] = [
        .text("kind", "GitHub Actions job, …"),
        .text("name", "its id"),
        .text("tool", "the package manager whose command installs what a manifest lists"),
        .text("install", "the text of that command"),
        .text("manifest", "the files that say what is installed"),
        .text("cache", "kept where something keeps what is installed for the next run, or says that it is not to be kept; none where nothing does", choices: ["kept", "none"]),
        .text("purpose", "check, or other where it releases, deploys, or tests how the project is installed", choices: ["check", "other"]),
        .text("runs", "often where commits start it", choices: ["often", "seldom"]),
        .text("remedy.cache", "what would keep it"),
    ]

    static let imageBuildFields: [FieldSchema] = [
        .text("base", "the image that the stage starts from"),
        .text("layers", "source-first where all files are copied before dependencies are installed", choices: ["source-first"]),
        .text("copy", "the text of the instruction that copies all files"),
        .text("tool", "the package manager whose command installs what a manifest lists"),
        .text("install", "the text of that command"),
        .text("manifest", "the files that say what is installed"),
        .text("remedy.install", "how the dependencies are installed without the project itself, where its usual command needs the sources"),
        .text("holds", "what the last stage holds beyond what its program needs"),
        .text("program", "what the image starts"),
        .text("remedy.image", "what the program could run on"),
    ]
}
