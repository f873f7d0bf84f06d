internal import Parsing

/// Truss's `config.yaml`: the command that serves a model, or what TensorRT-LLM is to make of it, and the accelerators for it. How many run is
/// said elsewhere. https://docs.baseten.co/reference/truss-configuration
enum TrussFormat: ConfigFormat {
    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        guard root["apiVersion"] == nil, root["resources"]?.kind == .mapping else { return false }
        return root["docker_server"]?["start_command"] != nil || root["trt_llm"]?["build"] != nil
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        let name = file.text(["model_name"], in: root)
        var workload = Workload(platform: .compose, kind: "Truss", name: name, span: name.span ?? file.span(root))
        workload.replicas = .unknown
        var container = Container(name: name, span: workload.span)
        for (key, value) in root["environment_variables"]?.entries ?? [] { container.environment.values[key.rawText] = value.isNull ? .unknown : file.text(value) }
        container.environment.syntax = .shell
        container.statesNeeds = .known(true)
        if let command = root.at("docker_server.start_command") {
            container.image = file.text(["base_image", "image"], in: root)
            container.entry = words(command, in: file)
            container.weights = mounted(in: command.string ?? "", root, in: file)
        } else if let build = root.at("trt_llm.build") {
            read(build, runtime: root.at("trt_llm.runtime"), in: file, into: &container)
        }
        readAccelerators(file.text(["resources", "accelerator"], in: root), into: &container, &workload)
        workload.containers = [container]
        unit.workloads.append(workload)
    }

    /// The weights that the platform puts where the command looks for them.
    private static func mounted(in command: String, _ root: Node, in file: ConfigFile) -> Setting<String> {
        for cache in root["model_cache"]?.items ?? [] {
            guard let folder = cache["volume_folder"]?.string, !folder.isEmpty, command.contains("/app/model_cache/" + folder) else { continue }
            return file.text(["repo_id"], in: cache).map { "hf://" + $0 }
        }
        for weights in root["weights"]?.items ?? [] {
            guard let place = weights["mount_location"]?.string, !place.isEmpty, command.contains(place) else { continue }
            return file.text(["source"], in: weights)
        }
        return .absent
    }

    private static func words(_ command: Node, in file: ConfigFile) -> CommandWords {
        guard let text = command.string else { return CommandWords(words: [], isWhole: false, span: file.span(command)) }
        let words = ShellScript.split(text.replacing("\n", with: " ")).flatMap(\.self)
        return CommandWords(words: words.map { .known($0, file.place(of: $0, in: command)) }, isWhole: !command.isOpen, span: file.span(command))
    }

    /// An engine that is built of a checkpoint in a precision.
    private static func read(_ build: Node, runtime: Node?, in file: ConfigFile, into container: inout Container) {
        container.server = .known("trt_llm")
        let source = file.text(["checkpoint_repository", "source"], in: build)
        let isHub = source.isAbsent || ["HF", "HUGGINGFACE"].contains(source.value?.uppercased() ?? "")
        // A checkpoint that the platform mounts has another name, and what the runtime is patched to load is that.
        container.weights = isHub && runtime?.at("patch_kwargs.model_path") == nil ? file.text(["checkpoint_repository", "repo"], in: build) : .unknown
        var words: [Setting<String>] = []
        for (node, key, flag) in [
            (build, "quantization_type", "--quantization"), (build, "tensor_parallel_count", "--tp_size"), (build, "pipeline_parallel_count", "--pp_size"),
            (build, "max_seq_len", "--max_seq_len"), (build, "max_batch_size", "--max_batch_size"), (runtime, "tensor_parallel_size", "--tp_size"),
            (runtime, "max_seq_len", "--max_seq_len"), (runtime, "max_batch_size", "--max_batch_size"), (runtime, "served_model_name", "--served_model_name"),
        ] as [(Node?, String, String)] {
            let value = file.text([key], in: node)
            if let text = value.value { words.append(.known("\(flag)=\(text == "no_quant" ? "none" : text)", value.span)) } else if value.isUnknown { words.append(.unknown) }
        }
        // What stands for a type that is not stated has changed.
        let isStated = build["quantization_type"] != nil
        container.arguments = CommandWords(words: words, isWhole: isStated && !build.isOpen, span: file.span(build))
    }

    /// `H100:4` is four of these.
    private static func readAccelerators(_ accelerator: Setting<String>, into container: inout Container, _ workload: inout Workload) {
        container.accelerators = accelerator.isAbsent ? .absent : .unknown
        guard let text = accelerator.value else { return }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        // `H100_40GB` is a part of one.
        guard let type = parts.first, !type.contains("_"), let count = parts.count == 2 ? Double(parts[1]) : 1 else { return }
        container.accelerators = .known(count, accelerator.span)
        workload.nodeChoices = [NodeChoice(label: "baseten.co/accelerator", values: [type], span: accelerator.span ?? workload.span)]
    }
}
