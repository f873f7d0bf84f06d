/// The fields of what builds and checks a project, rather than runs it: pipelines and images.
extension FactKind {
    static let pipelineFields: [FieldSchema] = [
        .text("kind", "GitHub Actions workflow, GitLab pipeline"),
        .text("name", "its name, else that of its file"),
        .text("event", "what starts it anew for each commit of a change that is not merged yet: pull_request, merge_request, or push to any branch", choices: ["pull_request", "merge_request", "push"]),
        .text("concurrency", "stated where it or one of its jobs says what becomes of its runs when newer ones start, or another pipeline cancels them", choices: ["stated", "none"]),
        .text("work", "the first command or action of such a run that takes a machine some time: an installation, a build, tests"),
        .number("jobs", "jobs with such work"),
        .text("purpose", "check, or other where it releases, deploys, is called by other pipelines, or is about something else than the code", choices: ["check", "other"]),
        .text("amount", "few where all that takes it time is to fetch a few small packages, else unstated", choices: ["few", "unstated"]),
        .text("watches", "patterns of the paths of which one must have changed for it to start, comma-separated; its own file is none"),
        .text("manifests", "paths of the files that list what it fetches, comma-separated, where nothing else takes it time"),
        .text("packages", "Python's packages that it fetches by their names, comma-separated, where nothing else takes it time"),
        .text("modules", "Node.js's packages that it fetches by their names, comma-separated, where nothing else takes it time"),
        .text("image-arguments", "Dockerfiles that it builds with an argument, and the argument's name, comma-separated"),
        .text("includes", "paths of files in the repository that are parts of it, comma-separated"),
        .text("remedy.cancel", "what cancels the runs that are superseded"),
        .text("calls", "paths of other pipelines in the repository whose jobs it runs for such a change, comma-separated"),
        .flag("publishes", "one of its jobs changes something outside of the run"),
        .text("refuses", "package managers for which a job says that nothing is to be kept, comma-separated"),
        .text("image-builds", "cached where it builds images with a cache from other builds, uncached where each of its builds starts from nothing", choices: ["cached", "uncached"]),
        .flag("cancels-others", "it cancels runs, of other pipelines perhaps"),
    ]

    static let pipelineJobFields: [FieldSchema] = [
        .text("kind", "GitHub Actions job, GitLab job"),
        .text("name", "its id"),
        .text("tool", "the package manager whose command installs what a manifest lists"),
        .text("install", "the text of that command"),
        .text("manifest", "the files that say what is installed"),
        .text("cache", "kept where something keeps what is installed for the next run, or says that it is not to be kept; none where nothing does", choices: ["kept", "none"]),
        .text("purpose", "check, or other where it releases, deploys, hands on what others release, writes to the repository, or tests how the project is installed", choices: ["check", "other"]),
        .text("runs", "often where commits start it", choices: ["often", "seldom"]),
        .text("amount", "few where what lists them was read and has only a few small packages, none where it is not there and the command does not run, unlocked where no lock file is there to name a cache by, else unstated", choices: ["few", "none", "unlocked", "unstated"]),
        .text("directory", "the folder that the command runs in, when the file says one"),
        .flag("guarded", "the command runs only where its manifest is there"),
        .text("remedy.cache", "what would keep it"),
        .text("cache-file", "the file by which that names the cache, where it must be said"),
    ]

    static let imageBuildFields: [FieldSchema] = [
        .text("base", "the image that the stage starts from"),
        .text("layers", "source-first where all files are copied before dependencies are installed", choices: ["source-first"]),
        .text("sources", "needed where the installation runs scripts of the project or takes parts of it, or nothing but the manifest is copied; else unstated", choices: ["needed", "unstated"]),
        .text("builds", "uncached where all builds that are known start from nothing, other where the image is for tests or examples, else unstated", choices: ["uncached", "other", "unstated"]),
        .text("argument", "the build's argument that decides whether the dependencies are installed"),
        .flag("documented", "a text for people says how it is built at their own machine"),
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
