/// Says what part of a project a file belongs to, by the names of its folders and its own. Only whole names and whole words of
/// names count: `latest/` is no test and `contest.py` neither.
public enum PathClassifier {
    /// - Parameter depth: how many components from the left are not looked at, because the user asked for what is inside them.
    public static func pathClass(of path: RelativePath, below depth: Int = 0) -> PathClass {
        var memory = Memory()
        return pathClass(of: path, below: depth, &memory)
    }

    /// What the last file's folders said: files come folder by folder.
    struct Memory {
        fileprivate var folder: ArraySlice<UInt8>?
        fileprivate var depth = 0
        /// Whether what the user asked for is the file itself.
        fileprivate var isAllAskedFor = false
        fileprivate var folders: ArraySlice<String> = []
        fileprivate var classes: Set<PathClass> = []
    }

    static func pathClass(of path: RelativePath, below depth: Int, _ memory: inout Memory) -> PathClass {
        let nameBytes = path.name
        let folder = path.bytes[..<nameBytes.startIndex]
        if memory.folder != folder || memory.depth != depth {
            let folders = path.components.dropLast()
            memory.isAllAskedFor = folders.count < depth
            memory.folders = folders.dropFirst(depth).map { String(decoding: $0, as: UTF8.self) }[...]
            memory.classes = folderClasses(memory.folders)
            (memory.folder, memory.depth) = (folder, depth)
        }
        if memory.isAllAskedFor { return .application }
        let classes = memory.classes.union(nameClasses(String(decoding: nameBytes, as: UTF8.self), folders: memory.folders))
        if classes.isEmpty { return .application }
        // The first that holds: what others wrote or what a program wrote is that before it is anything else.
        let order: [PathClass] = [.vendored, .generated, .test, .benchmark, .evaluation, .example]
        return order.first(where: classes.contains) ?? .application
    }

    private static func folderClasses(_ folders: ArraySlice<String>) -> Set<PathClass> {
        var classes: Set<PathClass> = []
        var isInsideSource = false
        var isProjectName = false
        var before = ""
        for folder in folders {
            defer { before = folder }
            // `com.example` is what a generator calls a package that nobody has named, not what is in it.
            if folder == "example", ["com", "org", "io", "net"].contains(before) { continue }
            let words = Word.split(folder)
            let whole = words.joined(separator: "-")
            if let known = FolderNames.always[whole] {
                classes.insert(known)
            } else if !isInsideSource, !isProjectName, let known = FolderNames.outsideSource[whole] {
                classes.insert(known)
            } else if !isInsideSource, words.count > 1, let known = FolderNames.byFirstWord[words[0]] {
                classes.insert(known)
            } else if let known = FolderNames.byLastWord(words) {
                classes.insert(known)
            }
            isInsideSource = isInsideSource || FolderNames.source.contains(whole)
            isProjectName = FolderNames.containers.contains(whole)
        }
        return classes
    }

    private static func nameClasses(_ name: String, folders: ArraySlice<String>) -> Set<PathClass> {
        let parts = name.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
        guard let stem = parts.first else { return [] }
        let lowered = name.lowercased()
        let ending = parts.count > 1 ? parts[parts.count - 1].lowercased() : ""
        var classes: Set<PathClass> = []
        if GeneratedNames.contain(lowered) { classes.insert(.generated) }
        for marker in parts.dropFirst().dropLast() {
            if let known = FileNames.markers[marker.lowercased()] { classes.insert(known) }
        }
        let words = Word.split(stem)
        if let known = FileNames.byWords(words, ending: ending) { classes.insert(known) }
        if let known = FileNames.byCapitals(stem, ending: ending) { classes.insert(known) }
        if FileNames.specEndings.contains(ending), folders.contains(where: { ["spec", "specs"].contains($0.lowercased()) }) {
            classes.insert(.test)
        }
        return classes
    }
}

/// Splitting names into lower-case words.
private enum Word {
    /// At `-`, `_`, `.` and space, and before a capital that begins a word: `MyAppTests` and `my-app-tests` are the same words,
    /// and `MyUITests` is `my ui tests`.
    static func split(_ name: String) -> [String] {
        let bytes = Array(name.utf8)
        var words: [String] = []
        var word: [UInt8] = []
        for index in bytes.indices {
            let isBetween = isSeparator(bytes[index])
            if isBetween || beginsWord(at: index, of: bytes) {
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word.removeAll(keepingCapacity: true)
            }
            if !isBetween { word.append(isCapital(bytes[index]) ? bytes[index] + 32 : bytes[index]) }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    private static func beginsWord(at index: Int, of bytes: [UInt8]) -> Bool {
        guard index > 0, isCapital(bytes[index]) else { return false }
        if !isCapital(bytes[index - 1]) { return true }
        return index + 1 < bytes.count && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[index + 1])
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: " ")
    }

    private static func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
}

private enum FolderNames {
    /// Names that mean the same wherever they are. Words are joined by `-`.
    static let always: [String: PathClass] = table([
        .vendored: [
            "vendor", "vendored", "third-party", "thirdparty", "3rdparty", "3rd-party", "external-libs", "node-modules",
            "bower-components", "site-packages", "dist-packages", "pods", "carthage", "godeps", "venv", "virtualenv", "tox", "nox",
        ],
        .generated: ["generated", "generated-sources", "autogen", "autogenerated", "codegen-output", "pycache"],
        .test: [
            "test", "tests", "testing", "testdata", "test-data", "test-utils", "testutils", "test-util", "testutil", "test-helpers",
            "test-fixtures", "test-suite", "testsuite", "test-support", "fixtures", "mocks", "mock", "e2e", "cypress", "playwright",
            "snapshots", "conformance", "android-test", "test-app", "test-apps", "unittest", "unittests", "test-resources",
        ],
        .benchmark: [
            "benchmark", "benchmarks", "bench", "benches", "benchmarking", "microbenchmarks", "microbench", "perf-test", "perf-tests",
            "load-test", "load-tests", "loadtest", "loadtests", "load-testing", "stress-test", "stress-tests", "k6", "locust",
        ],
        .evaluation: [
            "eval", "evals", "evaluation", "evaluations", "evaluator", "evaluators", "judge", "judges", "llm-judge",
            "llm-as-judge", "llm-as-a-judge", "red-team", "redteam", "red-teaming",
        ],
        .example: [
            "example", "examples", "cookbook", "cookbooks", "tutorial", "tutorials", "quickstart", "quickstarts", "getting-started",
            "sample-app", "sample-apps", "sample-code", "code-samples", "code-examples", "docs-src", "docs-examples", "hackathon",
            "workshop", "workshops", "lab-materials", "hands-on-lab", "hands-on-labs",
            // What nothing runs any more.
            "archived", "deprecated", "attic", "obsolete",
        ],
    ])

    /// Names that mean it at the top of a project, while inside its source they are often the product: a `docs` package may
    /// well be what serves documents.
    static let outsideSource: [String: PathClass] = table([
        .vendored: ["dist"],
        .generated: ["gen", "coverage"],
        .benchmark: ["perf"],
        .example: [
            "doc", "docs", "documentation", "demo", "demos", "sample", "samples", "notebook", "notebooks", "playground",
            "playgrounds", "archive", "archives",
        ],
    ])

    /// `sample-profiles`, with the same reservation.
    static let byFirstWord: [String: PathClass] = ["sample": .example, "samples": .example]

    /// Folders below which the application itself, or its data, begins.
    static let source: Set<String> = [
        "src", "source", "sources", "lib", "app", "pkg", "internal", "cmd", "server", "backend", "frontend", "service", "api", "data",
        "dataset", "datasets", "k8s", "kubernetes", "deploy", "charts", "helm", "terraform", "infra", "infrastructure", "manifests",
    ]

    /// Folders of projects: what lies directly in them is a project's name, and below that a project begins anew.
    static let containers: Set<String> = ["services", "packages", "apps", "modules", "components", "projects", "libs", "plugins"]

    /// `integration-tests`, `MyAppTests`, `langchain-examples`: a folder's last word, in the plural; a single test only after a
    /// word that says what kind of test.
    static func byLastWord(_ words: [String]) -> PathClass? {
        guard words.count > 1, let last = words.last else { return nil }
        let before = words[words.count - 2]
        switch last {
        // An A/B test is a part of the product.
        case "tests": return before == "ab" || before == "b" || before == "split" ? nil : .test
        case "test": return kindsOfTest.contains(before) ? .test : nil
        case "benchmarks", "bench": return .benchmark
        case "evals": return .evaluation
        // Examples for a model are data that the application sends.
        case "examples": return ["shot", "fewshot", "training", "train", "prompt"].contains(before) ? nil : .example
        case "cookbook", "cookbooks", "tutorial", "tutorials", "quickstart": return .example
        default: return nil
        }
    }

    private static let kindsOfTest: Set<String> = [
        "unit", "integration", "e2e", "smoke", "functional", "acceptance", "system", "regression", "contract", "component", "ui",
        "android", "common", "jvm", "native", "js", "ios", "web",
    ]

    private static func table(_ names: [PathClass: [String]]) -> [String: PathClass] {
        var table: [String: PathClass] = [:]
        for (pathClass, names) in names {
            for name in names { table[name] = pathClass }
        }
        return table
    }
}

private enum FileNames {
    /// A word between dots, as in `cart.test.ts` and `compose.test.yml`.
    static let markers: [String: PathClass] = [
        "test": .test, "tests": .test, "spec": .test, "e2e": .test, "e2e-spec": .test, "cy": .test, "mock": .test, "bench": .benchmark,
        "benchmark": .benchmark, "eval": .evaluation, "stories": .example, "story": .example, "generated": .generated,
    ]

    /// Endings of files that are tests when they lie in `spec/`, which for others holds specifications.
    static let specEndings: Set<String> = ["rb", "js", "ts", "jsx", "tsx", "php"]

    private static let code: Set<String> = [
        "py", "pyw", "ipynb", "js", "mjs", "cjs", "jsx", "ts", "mts", "tsx", "go", "java", "kt", "kts", "rs", "rb", "php", "swift", "sh",
        "bash",
    ]

    static func byWords(_ words: [String], ending: String) -> PathClass? {
        guard code.contains(ending), let first = words.first, let last = words.last else { return nil }
        let whole = words.joined(separator: "-")
        if let known = wholeStems[whole] { return known }
        if isTest(first: first, last: last, words: words, ending: ending) { return .test }
        guard words.count > 1 else { return nil }
        if ["benchmark", "benchmarks", "bench"].contains(first) || ["benchmark", "benchmarks", "bench"].contains(last) {
            return .benchmark
        }
        if ["eval", "evals", "evaluate", "judge"].contains(first) || ["eval", "evals", "evaluation", "judge"].contains(last) {
            return .evaluation
        }
        if ["example", "tutorial", "demo", "quickstart"].contains(first) || ["example", "tutorial", "quickstart"].contains(last) {
            return .example
        }
        return nil
    }

    private static let wholeStems: [String: PathClass] = [
        "conftest": .test, "test": .test, "tests": .test, "testing": .test, "spec-helper": .test, "rails-helper": .test,
        "test-helper": .test, "setup-tests": .test, "locustfile": .benchmark, "benchmark": .benchmark, "benchmarks": .benchmark,
        "eval": .evaluation, "evals": .evaluation, "evaluate": .evaluation, "evaluation": .evaluation, "judge": .evaluation,
        "run-eval": .evaluation, "run-evals": .evaluation, "example": .example, "examples": .example, "quickstart": .example,
        "tutorial": .example, "demo": .example,
    ]

    private static func isTest(first: String, last: String, words: [String], ending: String) -> Bool {
        guard words.count > 1, !["ab", "split"].contains(words[words.count - 2]) else { return false }
        switch ending {
        case "py", "pyw", "ipynb": return first == "test" || ["test", "tests"].contains(last)
        case "go": return last == "test"
        case "rb": return ["spec", "test"].contains(last)
        case "rs": return ["test", "tests"].contains(last)
        case "js", "mjs", "cjs", "jsx", "ts", "mts", "tsx", "sh", "bash": return ["test", "tests", "spec"].contains(last)
        default: return false
        }
    }

    /// `OrderServiceTest.java`, `CartSpec.kt`, `ParsingTests.swift`: a word that begins with a capital, at the end of a name.
    static func byCapitals(_ stem: String, ending: String) -> PathClass? {
        let tests: [String]
        switch ending {
        case "java", "kt", "kts": tests = ["Test", "Tests", "TestCase", "TestSuite", "IT", "Spec"]
        case "php": tests = ["Test", "TestCase", "Cest"]
        case "swift": tests = ["Test", "Tests", "TestCase"]
        default: return nil
        }
        if ["ABTest", "AbTest", "ABTests", "AbTests", "SplitTest"].contains(where: stem.hasSuffix) { return nil }
        for test in tests where stem.hasSuffix(test) {
            // Two capitals are only a word after a small letter: not in `AUDIT`.
            guard test == "IT" else { return .test }
            if let before = stem.dropLast(2).last, before.isLowercase || before.isNumber { return .test }
        }
        return stem.hasSuffix("Benchmark") || stem.hasSuffix("Benchmarks") ? .benchmark : nil
    }
}

private enum GeneratedNames {
    private static let endings = [
        "_pb2.py", "_pb2.pyi", "_pb2_grpc.py", ".pb.go", ".pb.gw.go", "_grpc.pb.go", ".pb.swift", ".grpc.swift", "_pb.js", "_pb.ts",
        "_grpc_pb.js", "_grpc_web_pb.js", "_pb.rb", ".pb.ts", ".min.js", ".min.mjs", ".bundle.js", ".chunk.js", ".gen.go", ".gen.ts",
        "_gen.go", ".g.ts", "_generated.go", "_generated.py", "_generated.rs", "_generated.ts", "_generated.swift",
        "grpckt.kt", "-lock.json", ".lock", ".lock.json", "-lock.yaml", ".snap", ".map",
    ]
    private static let names: Set<String> = ["go.sum", "npm-shrinkwrap.json", "bazel-lock.json", "mockery.go"]

    static func contain(_ name: String) -> Bool {
        names.contains(name) || name.hasPrefix("zz_generated") || endings.contains(where: name.hasSuffix)
    }
}
