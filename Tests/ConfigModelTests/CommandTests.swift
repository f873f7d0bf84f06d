import Catalog
import ConfigModel
import Parsing
import Testing

/// Command lines as manifests write them.
@Suite struct CommandTests {
    static let engine: String = """
        engine: vllm
        images: [vllm/vllm-openai*]
        image-serves: [vllm/vllm-openai*]
        launchers: [vllm serve, python -m vllm.entrypoints.openai.api_server]
        platform-names: [vLLM]
        loaders: [vllm pull]
        model-is-positional: true
        flags: {model: [--model], tensor-parallel: [--tensor-parallel-size, -tp], context-length: [--max-model-len], quantization: [--quantization, -q]}
        environment: {dtype: [DTYPE]}
        switches: [--enforce-eager]
        argument-variables: [EXTRA_ARGS]
        cpu-signs: []
        defaults: {tensor-parallel: 1}
        takes-all-accelerators: false
        judge-precision: true
        """

    static func unit(_ text: String) -> ConfigUnit {
        var problems: [CatalogError] = []
        let knowledge = ConfigKnowledge(files: [CatalogFile(path: "knowledge/serving/vllm.yaml", text: engine)], problems: &problems)
        let source = SourceText(text)
        return ConfigUnit.read(ConfigFile(path: "a.yaml", source: source, document: Document.read(source, as: .yaml), knowledge: knowledge))
    }

    static var engines: [ServingEngine] {
        var problems: [CatalogError] = []
        return ConfigKnowledge(files: [CatalogFile(path: "knowledge/serving/vllm.yaml", text: engine)], problems: &problems).engines
    }

    static func server(_ container: String) -> ServerCommand? {
        let lines = container.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
        let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - name: c\n" + lines
        var problems: [CatalogError] = []
        let knowledge = ConfigKnowledge(files: [CatalogFile(path: "knowledge/serving/vllm.yaml", text: engine)], problems: &problems)
        return unit(text).workloads.first?.containers.first.flatMap { ServerCommand.find(in: $0, knowledge.engines) }
    }

    @Test(arguments: [
        "image: vllm/vllm-openai\nargs: [--model=m, --tensor_parallel_size=2]",
        "image: vllm/vllm-openai\nargs: [--model, m, --enforce-eager, --tensor-parallel-size, \"2\"]",
        "image: vllm/vllm-openai\nargs: [\"--model m -tp 2\"]",
        "image: own\ncommand: [vllm, serve, m]\nargs: [-tp, \"2\"]",
        "image: own\ncommand: [python3, -u, -m, vllm.entrypoints.openai.api_server]\nargs: [--model=$(M), -tp=2]\nenv: [{name: M, value: m}]",
        "image: own\ncommand: [/bin/sh, -c]\nargs: [\"HF_HOME=/m exec vllm serve m --tensor-parallel-size 2\"]",
        "image: own\ncommand:\n  - bash\n  - -ec\n  - |\n    export M=m # the model\n    echo starting && vllm serve \"$M\" \\\n      --tensor-parallel-size 2 2>&1 | tee log",
        "image: own\ncommand: [sh, -c, \"HF_TOKEN=$(cat /run/secrets/token) vllm serve m -tp 2\"]",
        "image: own\ncommand: [/usr/bin/python3.12, -m, vllm.entrypoints.openai.api_server, --model, m]\nenv: [{name: EXTRA_ARGS, value: \"-tp 2\"}]",
    ])
    func readsEveryFormAlike(container: String) throws {
        let server = try #require(Self.server(container))
        #expect(server.value(.model).value == "m")
        #expect(server.value(.tensorParallel).value == "2")
        #expect(server.isWhole)
        #expect(server.value(.quantization).isAbsent)
    }

    @Test(arguments: [
        "image: vllm/vllm-openai\ncommand: [/start.sh]", "image: own\nargs: [--model=m]", "image: own\ncommand: [bash, /run.sh, vllm]",
        "image: vllm/vllm-openai\ncommand: [python3, benchmark.py, --model=m]", "image: nginx",
    ])
    func findsNoServerWhereNoneIsStated(container: String) { #expect(Self.server(container) == nil) }

    @Test(arguments: [
        "image: vllm/vllm-openai\nargs: [--model=$(M)]",
        "image: vllm/vllm-openai\nargs: [--model=$(M)]\nenv: [{name: M, valueFrom: {secretKeyRef: {name: s, key: k}}}]",
        "image: own\ncommand: [sh, -c, \"vllm serve m $EXTRA\"]", "image: own\ncommand: [sh, -c, \"if x; then vllm serve m; fi\"]",
        "image: own\ncommand: [sh, -c, \"M=$(cat /m) vllm serve $M\"]", "image: own\ncommand: [sh, -c, \"vllm serve m $(cat /flags)\"]",
    ])
    func leavesOpenWhatIsOpen(container: String) throws {
        let server = try #require(Self.server(container))
        #expect(!server.isWhole)
        #expect(server.value(.quantization).isUnknown)
    }

    @Test(arguments: [
        ("hf://Qwen/Qwen3-8B", "Qwen/Qwen3-8B"), ("hf://Qwen/Qwen3-8B@main", "Qwen/Qwen3-8B"), ("hf://Qwen/Qwen3-8B:v1", "Qwen/Qwen3-8B"),
        ("ollama://gemma2:2b", "gemma2:2b"), ("ollama://gemma2:2b?pull=true", "gemma2:2b"), ("s3://models/qwen", "s3://models/qwen"),
        ("pvc://claim/qwen", "pvc://claim/qwen"),
    ])
    func readsWeightsOfAPlatform(location: String, model: String) throws {
        let text = """
            apiVersion: serving.kserve.io/v1beta1
            kind: InferenceService
            metadata: {name: a}
            spec: {predictor: {model: {modelFormat: {name: VLLM}, storageUri: "\(location)", args: [--model=/mnt/models, --tensor-parallel-size=2]}}}
            """
        let container = try #require(Self.unit(text).workloads.first?.containers.first)
        let server = try #require(ServerCommand.find(in: container, Self.engines))
        #expect(server.value(.model).value == model)
        #expect(server.value(.tensorParallel).value == "2")
        #expect(server.isWhole)
    }

    @Test(arguments: [
        "command: [vllm, pull, m]", "command: [sh, -c, \"vllm serve x & vllm pull --quiet m\"]", "lifecycle: {postStart: {exec: {command: [sh, -c, vllm pull m]}}}",
    ])
    func seesWhatIsLoaded(container: String) throws {
        let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - name: c\n      image: own\n      " + container
        let read = try #require(Self.unit(text).workloads.first?.containers.first)
        #expect(ServerCommand.loads(in: read, Self.engines).map(\.model.value) == ["m"])
    }

    @Test(arguments: [("0 18 * * *", true, 30.4), ("*/5 * * * *", false, 8766), ("0 */6 * * 1-5", true, 86.9), ("@daily", true, 30.4), ("0 9 1 * *", true, 1)])
    func readsSchedules(text: String, isPinned: Bool, runs: Double) throws {
        let schedule = try #require(CronSchedule(text))
        #expect(schedule.isPinned == isPinned)
        #expect(abs(schedule.runsPerMonth - runs) < runs * 0.02)
    }

    @Test(arguments: ["", "* * * *", "60 * * * *", "a b c d e", "*/0 * * * *", "0 25 * * *", "5-1 * * * *", "@reboot", "H 2 * * *", "- - - - -", ", * * * *"])
    func refusesWhatIsNoSchedule(text: String) { #expect(CronSchedule(text) == nil) }

    @Test(arguments: [
        ("${A}", nil), ("${A:-x}", "x"), ("$$A", "$A"), ("a${B}c", "abc"), ("${B:-x}", "b"), ("${", "${"), ("$", "$"), ("os.environ/A", nil), ("${A:-${B}}", nil),
    ] as [(String, String?)])
    func putsVariablesIn(text: String, value: String?) {
        let variables = Variables(.compose, values: ["B": .known("b")])
        #expect(variables.resolve(text, nil).value == value)
    }

    @Test(arguments: [
        ("ghcr.io/berriai/litellm:main", "berriai/litellm*", true), ("vllm/vllm-openai@sha256:ab", "vllm/vllm-openai", true),
        ("registry:5000/vllm/vllm-openai-cpu", "vllm/vllm-openai*", true), ("my-vllm", "vllm", false), ("a/litellm-exporter", "berriai/litellm*", false),
    ])
    func knowsImages(image: String, pattern: String, isMatch: Bool) { #expect(imageMatches(image, [pattern]) == isMatch) }

    @Test func skipsSchemasAndForeignDocuments() {
        let unit = Self.unit("apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: x}\nspec: {template: {spec: {containers: []}}}\n---\nservices: [a]\n---\nmodel_list: [a, b]\n---\nfoo: bar")
        #expect(unit.isEmpty)
    }
}
