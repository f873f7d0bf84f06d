/// The kinds of fact. The names are those that rules use.
public enum FactKind: String, Sendable, CaseIterable {
    case llmCall = "llm-call"
    case embeddingCall = "embedding-call"
    case modelLoad = "model-load"
    case modelServer = "model-server"
    case modelRoute = "model-route"
    case modelSetting = "model-setting"
    case modelSlot = "model-slot"
    case gateway = "model-gateway"
    case healthProbe = "health-probe"
    case httpCall = "http-call"
    case serialization = "serialization"
    case messagePublish = "message-publish"
    case query = "query"
    case wideRead = "wide-read"
    case dataFrameLoop = "data-frame-loop"
    case trainingRun = "training-run"
    case tracker = "tracker"
    case dataLoader = "data-loader"
    case functionCache = "function-cache"
    case loopWork = "loop-work"
    case repeatedWork = "repeated-work"
    case frontChange = "front-change"
    case poll = "poll"
    case cache = "cache"
    case workload = "workload"
    case autoscaler = "autoscaler"
    case service = "service"
    case batchJob = "batch-job"
    case pipeline = "pipeline"
    case pipelineJob = "pipeline-job"
    case imageBuild = "image-build"
    case webServer = "web-server"
    case staticContent = "static-content"
    case requestSetter = "request-setter"
    case dependency = "dependency"
    case carbonSignal = "carbon-signal"
    case environmentVariable = "environment-variable"
    case suppression = "suppression"
    case overlay = "overlay"
    case gap = "gap"
}

extension FactKind {
    /// Whether nothing but a rule on this kind looks at its facts, so that without such a rule they need not be looked for.
    public var isJudgedAlone: Bool {
        [.query, .dataLoader, .functionCache, .repeatedWork, .frontChange, .wideRead, .webServer, .staticContent].contains(self)
    }

    /// What the fields of the kind are called, what they hold and what they mean. Rules may name these and no others;
    /// `wattlint facts --schema` prints them.
    public var fields: [FieldSchema] {
        switch self {
        case .llmCall:
            Self.modelFields + [
                .text("sdk", "the SDK or framework whose call it is"),
                .text("call", "the called function, as the SDK names it"),
                .text("model.unresolved", "why the model is not known, where it is not", choices: Self.unresolvedReasons),
                .text("model.default", "the model, where the call takes it by default: an environment variable, a setting or a caller may name another"),
                .text("model.name", "which of the settings' several models it asks for"),
                .text("model.setting", "the key of the application's settings that names the model; * where the framework's own key does"),
                .text("model.variable", "the environment variable that names the model, or goes before its default"),
                .text("task", "what the model is asked to do: classification, yes-no, scoring, routing, extraction, title, short-summary, short-completion; unknown when it may be more", choices: Self.tasks),
                .text("task.evidence", "what the task is concluded from, strongest first"),
                .number("task.score", "summed weight of the evidence"),
                .number("max-output-tokens", "upper limit of the answer, in tokens"),
                .number("temperature", "sampling temperature"),
                .flag("tools", "the model is given tools"),
                .text("slot", "which of the project's own places for a model the call takes: strong or small (smart_llm, fast_llm; fast_model=False)", choices: ["strong", "small"]),
                .text("slot.name", "how the call names that place"),
                .text("slot.other", "the project's place for a small model, where the call takes the strong one"),
                .text("slot.model", "the model that the small place is set to, when that is known and one"),
                .text("slot.family", "the words that both names share"),
                .text("alias", "the name that a gateway gives the model, when the call uses one"),
                .text("endpoint", "provider when the call goes to the model's provider, else the host that it goes to"),
                .text("sibling-models", "the models of other calls in the same function: a cascade, or a fallback"),
                .text("wrapper", "the project's own function through which the call goes"),
                .text("loop", "what the loop around the call does: per-item, retry, poll, paginate, chunk, interactive, stream, invariant"),
                .text("remedy.model", "a smaller model of the same provider that is not retired, one that the project declares if there is one"),
                .text("handler", "the HTTP method of the request handler that makes the call, itself or through functions of the same file: GET, or POST for all that change something", choices: ["GET", "POST"]),
                .flag("kept", "whether something on the way from the handler to the call may keep answers; false when nothing in the file does"),
                .flag("personal", "names in the prompt or the handler say that the answer is one person's or one moment's"),
                .text("prompt.volatile", "the text at the head of the prompt that is new in each call: a time to the minute or finer, a random name"),
                .number("prompt.fixed-characters", "known text of the same part of the prompt behind it, which would be the same in each call"),
            ] + Self.sizingFields
        case .embeddingCall:
            [
                .text("sdk", "the SDK or framework whose call it is"),
                .text("call", "the called function, as the SDK names it"),
                .text("model", "name of the embedding model"),
                .text("model.default", "the model, where the call takes it by default: an environment variable, a setting or a caller may name another"),
                .text("input", "item (one text), list (several texts), slice (a batch of a longer list)", choices: ["item", "list", "slice"]),
                .text("loop", "what the loop around the call does, as in llm-call"),
                .text("loop.over", "the text of what the loop goes over"),
                .text("remedy.call", "the form of the call that takes a list"),
                .text("dimensions", "given when the call asks for fewer dimensions than the model has, none when it asks for all", choices: ["given", "none"]),
            ]
        case .modelLoad:
            [
                .text("library", "transformers, diffusers, sentence-transformers, vllm, …"),
                .text("call", "the called function, as the library names it"),
                .text("model", "name of the model that is loaded"),
                .number("model.total-parameters", "all parameters"),
                .text("precision", "fp32, fp16, bf16, fp8, int8, int4: the precision of the weights as loaded", choices: Self.precisions),
                .text("precision.reason", "what the precision is concluded from"),
                .flag("precision.stated", "false where neither the load nor anything else in its file says anything of a precision"),
                .text("quantization", "bitsandbytes-int8, bitsandbytes-4bit, gptq, awq, …; none when known to be none"),
                .number("int8-threshold", "outlier threshold of bitsandbytes LLM.int8, the library's 6.0 where the call leaves it out"),
                .text("format", "gguf for a file of llama.cpp's or a tag of Ollama's, where its name says its precision"),
                .text("weights-file", "the file or tag that is loaded, without its folder"),
                .text("purpose", "inference or training", choices: ["inference", "training"]),
                .text("tuned", "whole where the file trains all weights of a model, part where it names adapters or freezes some", choices: ["whole", "part"]),
                .text("device", "accelerator or cpu"),
                .text("speech", "the words of a name around the load by which recordings are short: command, wake word, …"),
                .text("place", "where the load runs again and again: request-handler, consumer (for each message), loop (over something else)", choices: ["request-handler", "consumer", "loop"]),
            ]
        case .modelServer:
            Self.modelFields + Self.acceleratorFields + [
                .text("engine", "vllm, tgi, sglang, llama-cpp, ollama, triton, nim, …"),
                .text("precision", "fp32, fp16, bf16, fp8, int8, int4: the precision of the weights as served", choices: Self.precisions),
                .text("precision.reason", "what the precision is concluded from"),
                .text("quantization", "the method, or none when the whole command line is known and names none"),
                .number("int8-threshold", "outlier threshold of bitsandbytes LLM.int8, where that is the method"),
                .text("purpose", "inference, where the method is LLM.int8 and 16 bit may fit as well", choices: ["inference"]),
                .number("tensor-parallel", "GPUs that the server spreads one model over"),
                .number("context-length", "longest sequence that the server admits, in tokens"),
                .number("weights-gib", "memory that the weights need at the precision served, in GiB"),
                .number("needed-gib", "weights, KV-cache and overhead for the configured context, in GiB"),
                .number("needed-accelerators", "accelerators of this type that hold what is needed"),
                .text("arithmetic", "how needed-gib was worked out"),
                .number("surplus-accelerators", "accelerators that nothing needs: those beyond the tensor-parallel size, or beyond needed-accelerators when at most half are needed; else 0"),
                .text("weights.kept", "kept where what it fetches from a hub of models lies in a volume that outlives the pod, none where nothing of that kind is mounted there", choices: ["kept", "none"]),
                .text("weights.folder", "the folder that it fetches them into"),
                .text("remedy.precision", "a precision that this accelerator computes in and that is known to serve as well"),
                .number("replicas", "copies of the server"),
                .text("served-name", "the name under which callers ask for the model"),
                .number("max-sequences", "sequences that it works on at once"),
                .text("workload", "Kind/namespace/name of the workload that runs it, in the same file"),
                .text("namespace", "namespace of that workload"),
                .flag("partial", "a patch or part of an object, so that what it does not say is unknown"),
            ]
        case .modelSlot:
            [
                .text("name", "the setting, field or parameter that holds a model"),
                .text("role", "strong or small, where the name says it", choices: ["strong", "small"]),
                .text("word", "the word that says it"),
                .text("family", "the other words of the name"),
                .text("model", "the model that it is set to"),
            ]
        case .modelSetting:
            [
                .text("key", "the key of the settings"),
                .text("model", "what it is set to, the default where the environment may say otherwise"),
                .text("framework", "spring-ai, langchain4j, …, when the key is one of its own"),
                .text("role", "chat or embedding for a framework's own key, chosen for the provider that it is told to use, code where code sets another model, else application", choices: ["chat", "embedding", "chosen", "code", "application"]),
                .text("provider", "openai, anthropic, …"),
                .text("name", "name of the model among several of the provider"),
                .text("profile", "the profile or environment that it holds for"),
                .text("endpoint", "provider, or the host that the settings send the calls to; unknown where only the environment says it"),
            ]
        case .modelRoute:
            Self.modelFields + [
                .text("gateway", "what says it: litellm, portkey, envoy-ai-gateway, tensorzero, vllm-semantic-router, continue, aider"),
                .text("role", "what an editor or another tool of developers asks the model for", choices: ["autocomplete", "commit-messages"]),
                .flag("fitting", "the model is one that was made for its role"),
                .text("name", "the name that callers use (alias), or that of the function that asks"),
                .flag("caller", "the name is that of what asks the model, such as a function, not one to ask a model by"),
                .text("mode", "chat, embedding, audio_transcription, …"),
                .text("task", "the small task that the name or description states", choices: Self.tasks),
                .text("task.evidence", "what the task is concluded from"),
                .text("remedy.model", "a smaller model that the same configuration declares"),
                .text("remedy.name", "the name under which the configuration declares it"),
                .text("promise", "the word by which the name promises a small model, where the model's own name has none"),
                .text("reasoning", Self.reasoning, choices: Self.reasoningLevels),
                .number("reasoning.budget", "tokens that it may think"),
                .text("api-base", "URL of the server that answers"),
                .text("host", "host of that URL"),
                .text("server", "Kind/namespace/name of the workload that answers, when the repository declares it"),
                .number("deployments", "deployments of the same name in the same configuration, which share its load"),
            ]
        case .gateway:
            [
                .text("engine", "litellm, portkey, …"),
                .number("chat-models", "number of chat deployments that it routes to"),
                .text("models", "names of the chat models, comma-separated"),
                .text("cache", "the type of the response cache, off, or none when the whole configuration is known and has none"),
                .number("background-checks", "seconds between two rounds of live checks of its own; 0 for none"),
                .text("includes", "other files that are part of the configuration, comma-separated"),
                .text("callers", "agents where those who ask it are agents or chat programs, as far as its file says, else unstated", choices: ["agents", "unstated"]),
                .flag("bare", "it lists models and has no settings of its own"),
                .text("upstream", "own where all its models answer on this machine or in containers beside it, else other", choices: ["own", "other"]),
                .flag("authorization", "callers need a key"),
            ]
        case .healthProbe:
            [
                .text("target", "what is probed: litellm, vllm, …"),
                .text("path", "the path that is called"),
                .number("period-seconds", "time between two probes"),
                .text("refusal", "why the probe does not get as far as the models, when that is known"),
                .flag("calls-models", "each probe makes model calls"),
                .number("deployments", "model deployments that one probe calls"),
                .text("models", "names of the models that one probe calls, comma-separated"),
                .text("remedy.path", "the path that answers without calling a model"),
                .text("style", "http-get, command, healthcheck, background, or route: a route or check of the program's own"),
                .number("copies", "how many run the probe: replicas, 1 when not stated"),
                .text("authorization", "sent or none: whether the probe sends a key"),
                .text("workload", "Kind/namespace/name of the workload that is probed, in the same file"),
            ]
        case .httpCall:
            [
                .text("client", "requests, httpx, aiohttp, …"),
                .text("method", "GET, POST, …"),
                .text("host", "the host that is called"),
                .text("body", "json when the body or the answer is JSON"),
                .flag("internal", "the host is inside the cluster or network"),
                .text("target", "the workload that answers, when the repository declares it"),
                .number("replicas", "replicas of the target, the autoscaler's bounds when it has one"),
                .flag("busy", "the path is shown to be busy"),
                .text("busy.evidence", "what that is concluded from"),
                .text("loop", "what the loop around the call does, as in llm-call"),
                .text("loop.over", "the text of what the loop goes over"),
                .text("through", "the project's own function that the loop calls and that makes the call"),
                .text("handler", "request handler or consumer when the call is made in one"),
                .text("purpose", "maintenance for migrations, seeds, scripts and what runs by hand, else application", choices: ["maintenance", "application"]),
            ]
        case .serialization:
            [
                .text("format", "json, protobuf-json where a Protobuf message becomes JSON, or csv", choices: ["json", "protobuf-json", "csv"]),
                .flag("indented", "with white space for people"),
                .text("sink", "where the text goes: prompt, http, message, or a file that the same program reads again", choices: ["prompt", "http", "message", "file"]),
                .text("sink.call", "the text of what is called with it"),
                .text("value", "the text of what is written"),
                .text("cut", "what the white space displaces, where the text is cut to a length"),
                .text("purpose", "example when the value is written out in the file or its name says that it is shown for its layout, small when it is a few named texts and numbers, else data", choices: ["example", "small", "data"]),
                .flag("internal", "it goes to a host inside the cluster or network, or to a broker"),
                .text("host", "the host that it goes to"),
                .text("remedy.call", "how to write it instead"),
            ]
        case .messagePublish:
            [
                .text("library", "kafka-python, confluent-kafka, kafkajs, …"),
                .text("call", "the text of what makes the producer or publishes"),
                .text("format", "json when the messages are known to be written as JSON", choices: ["json"]),
                .text("compression", "the codec, or none when nothing names one"),
                .text("purpose", "maintenance for migrations, seeds, scripts and what runs by hand, else application", choices: ["maintenance", "application"]),
                .text("remedy.call", "how the codec is asked for"),
            ]
        case .query:
            [
                .text("library", "Django, SQLAlchemy, DB-API, …"),
                .text("call", "the text of what is called"),
                .text("operation", "read, write, or statement where the SQL decides", choices: ["read", "write", "statement"]),
                .text("loop", "what the loop around the query does, as in llm-call; queries in no loop are no facts"),
                .text("loop.over", "the text of what the loop goes over"),
                .text("through", "the project's own function that the loop calls and that makes the query"),
                .text("purpose", "maintenance for migrations, seeds, scripts and what runs by hand, else application", choices: ["maintenance", "application"]),
                .text("remedy.call", "the form that asks once for all"),
            ]
        case .wideRead:
            [
                .text("source", "statement (SELECT * of a database), table (all rows of one for each request), or file (of columns)", choices: ["statement", "table", "file"]),
                .text("call", "the text of what is called"),
                .text("columns", "all columns that the code then reads, comma-separated; unknown where it may read others"),
                .text("purpose", "maintenance for migrations, seeds, scripts and what runs by hand, else application", choices: ["maintenance", "application"]),
                .text("remedy.call", "how to ask for those alone"),
            ]
        case .dataFrameLoop:
            [
                .text("library", "pandas, …"),
                .text(
                    "pattern",
                    "row-index (df.iloc[i] for i in range(len(df))), row-writeback (df.at[i, …] = … for each row), iterrows, row-arithmetic (iterrows for arithmetic on the row's fields), row-apply (arithmetic in apply(…, axis=1)), copy-to-grow (df = concat([df, …]) in a loop), filter-per-group (df[df.key == key] for key in df.key.unique())",
                    choices: ["row-index", "row-writeback", "iterrows", "row-arithmetic", "row-apply", "copy-to-grow", "filter-per-group"]),
                .text("frame", "name of the data frame"),
                .text("access", "the text of one access by row, of the function that is applied, or of the call that copies"),
                .number("rows", "number of rows when the file says it"),
                .text("work", "what the function that is applied does: arithmetic, a comparison or a choice", choices: ["do arithmetic on its columns", "compare its columns", "choose between values by its columns"]),
                .text("remedy.call", "the form on whole columns, where what the loop or function does is plain"),
            ]
        case .trainingRun:
            [
                .text("library", "transformers, lightning, …"),
                .text("call", "the text of what sets the training up"),
                .text("precision", "fp32 or mixed; unknown where something else may decide", choices: ["fp32", "mixed"]),
                .flag("tracked", "the file imports a tracker of energy, or names one to the trainer"),
                .text("remedy.call", "how this framework is told to compute in 16 bit"),
            ]
        case .tracker:
            [
                .text("library", "codecarbon, eco2ai"),
                .text("name", "the text of the object"),
                .flag("stopped", "the file stops it somewhere"),
                .text("covers", "nothing where it is stopped right after it is started", choices: ["nothing"]),
                .text("remedy.call", "how to stop it"),
            ]
        case .dataLoader:
            [
                .text("library", "torch, …"),
                .text("dataset", "the text of the dataset, which reads a file for each sample"),
                .text("workers", "none where the training's own process reads the samples, some where others do", choices: ["none", "some"]),
                .flag("pinned", "batches are put into memory that the accelerator reads by itself"),
                .text("loop.over", "the text of what the training's loop goes over"),
            ]
        case .functionCache:
            [
                .text("library", "functools, …"),
                .text("function", "the name of the function whose answers are kept"),
                .flag("bounded", "old answers make room for new ones"),
                .text("key", "what makes the answers many: object (the receiver of a method, of a class that is made more than once), text (that people write)", choices: ["object", "text"]),
                .text("parameter", "the name of that parameter"),
                .text("setting", "script where a person or a schedule starts the program and nobody waits, service where it answers requests", choices: ["script", "service"]),
            ]
        case .repeatedWork:
            [
                .text(
                    "pattern",
                    "array-trip (a tensor that leaves the accelerator for an array and comes back), compiled-pattern (a fixed regular expression compiled each time), growing-text (a text that is copied to grow by a part), sort-before-filter (all elements sorted, of which a filter then keeps some), unchanging-condition (a condition that is worked out anew though nothing changes it)",
                    choices: ["array-trip", "compiled-pattern", "growing-text", "sort-before-filter", "unchanging-condition"]),
                .text("callee", "the text of what is called, or the name of the text"),
                .text("library", "torch, regexp, …"),
                .text("place", "what repeats it: loop, request-handler, or function where a loop of the same file calls that", choices: ["loop", "request-handler", "function"]),
                .text("loop.over", "the text of what the loop goes over"),
                .text("remedy.call", "how it is done once"),
            ]
        case .frontChange:
            [
                .text("callee", "the text of what puts an element in at the front of a list, or takes it out there, which moves all others"),
                .text("loop", "what the loop around it does, as in llm-call"),
                .text("loop.over", "the text of what the loop goes over"),
                .text("remedy.call", "the form that moves nothing"),
            ]
        case .loopWork:
            [
                .text(
                    "pattern",
                    "repeated-call (a model asked exactly the same in each round), grad-enabled (a forward pass after eval() that records gradients), unbatched-inference (a local model asked for one sample at a time), numeric (arithmetic on single elements of arrays in nested loops)",
                    choices: ["repeated-call", "grad-enabled", "unbatched-inference", "numeric"]),
                .text("callee", "the text of what is called, or of the array"),
                .text("library", "torch, transformers, numpy, …"),
                .text("loop", "what the loop around it does, as in llm-call"),
                .text("loop.over", "the text of what the loop goes over"),
                .text("single", "`this pass` where no loop of the function is around it", choices: ["this pass"]),
                .text("remedy.call", "the form that takes many at once"),
            ]
        case .poll:
            [
                .text("waits-for", "local-state (a flag, thread, queue or process of its own), or remote (what another service answers)", choices: ["local-state", "remote"]),
                .number("interval-seconds", "constant time between two looks; 0 for none at all"),
                .number("looks-per-second", "how often it looks, where there is a pause"),
                .text("state", "the text of what it waits for"),
                .flag("deadline", "it gives up after some time or number of looks"),
                .text("until", "the one answer that ends it, where nothing else does"),
                .text("remedy.call", "what waits without looking"),
            ]
        case .cache:
            [
                .text("engine", "litellm, redis, dspy, vllm, …"), .text("type", "exact or semantic"), .flag("enabled", "switched on"),
                .text("of", "response (answers of the same request), prefix (what was computed for the beginning of a prompt) or attention (keys and values of the tokens so far)", choices: ["response", "prefix", "attention"]),
                .text("setting", "the text that switches it off, or that says how alike requests must be"),
                .flag("counts", "it would be on otherwise: by the library's own default, or since the project sets it up"),
                .flag("sampled", "answers are meant to differ: the temperature is above zero"),
                .text("purpose", "measurement when names around it say evaluation, benchmark, sampling or training, else application", choices: ["measurement", "application"]),
                .number("threshold", "how alike two requests must be, or how far apart they may be, for one to get the other's answer"),
                .number("threshold.usual", "the library's own threshold"),
                .flag("loose", "the threshold lets more pass than the library's own"),
            ]
        case .workload:
            Self.acceleratorFields + [
                .text("kind", "Deployment, StatefulSet, Job, compose service, …"),
                .text("name", "its name"),
                .text("namespace", "its namespace, default when not stated"),
                .number("replicas", "copies, one when the format says that one is the default"),
                .text("image", "container image of the container that uses the accelerator, else of the first"),
                .text("schedule", "cron expression of a CronJob"),
                .text("labels", "labels of its pods, key=value, comma-separated"),
                .number("patched-replicas", "copies that a patch sets"),
                .flag("partial", "a patch or part of an object, so that what it does not say is unknown"),
                .flag("conditional", "a template decides whether it is there"),
                .text("environment", "development when its path, name or namespace says so, template when it has places to fill in, else unstated", choices: ["development", "template", "unstated"]),
                .flag("unloads", "its server unloads a model by itself when nobody asks it"),
                .text("compute", "cpu when none of its containers asks for an accelerator", choices: ["cpu"]),
                .text("requests", "none when all its containers are known and none says how much CPU or memory it needs, nor does anything else", choices: ["none", "some"]),
                .text("build-context", "the folder that its image is built from, when it is built from the repository"),
                .text("build-file", "the Dockerfile that its image is built by, when the file says one"),
                .text("sized-by", "the kind of an object that says how much CPU and memory it needs, or none"),
                .text("scaled-by", "annotation or label that says that something else sets its replicas"),
            ]
        case .pipeline: Self.pipelineFields
        case .pipelineJob: Self.pipelineJobFields
        case .imageBuild: Self.imageBuildFields
        case .webServer: Self.webServerFields
        case .staticContent: Self.staticContentFields
        case .requestSetter:
            [
                .text("kind", "LimitRange, VerticalPodAutoscaler"), .text("namespace", "its namespace"),
                .text("target", "name of the workload that it is for; * for all in the namespace"),
            ]
        case .autoscaler:
            [
                .text("kind", "HorizontalPodAutoscaler, ScaledObject, …"), .text("target", "Kind/name of what it scales"),
                .text("namespace", "its namespace"), .number("minimum", "fewest replicas"), .number("maximum", "most replicas"),
                .flag("conditional", "a template decides whether it is there"),
            ]
        case .service:
            [
                .text("name", "its name, which is its host name"), .text("namespace", "its namespace"),
                .text("target", "Kind/name of the workload behind it"), .number("replicas", "replicas of that workload"),
                .number("maximum", "most replicas that its autoscaler allows"),
                .text("selector", "labels that it selects pods by, key=value, comma-separated"),
            ]
        case .suppression:
            [.text("rules", "the rules that the comment names, comma-separated"), .text("reason", "the reason that it gives")]
        case .batchJob:
            Self.acceleratorFields + [
                .text("kind", "CronJob, …"), .text("name", "its name"), .text("namespace", "its namespace"),
                .text("schedule", "cron expression"), .text("time-zone", "IANA name, UTC when the format says so"),
                .text("start", "local time of the start, such as 18:30"),
                .flag("evening-peak", "starts in the evening peak of its own time zone's grid"),
                .number("runs-per-month", "how often it runs"),
                .flag("deferrable", "a batch that nobody waits for"),
                .text("deferrable.evidence", "what that is concluded from"),
                .text("period", "the word of its name that says that its result is wanted once a day or more seldom"),
                .text("work", "work that takes long whenever it runs", choices: ["training", "rebuild", "backup"]),
                .text("work.evidence", "what that is concluded from"),
                .flag("carbon-aware", "something in the repository asks for the carbon intensity of the grid; unknown where not all of it was read"),
                .number("vcpus", "CPU requests of one run, in vCPU"),
                .text("remedy.window", "the hours in which that grid is cleanest"),
            ]
        case .environmentVariable:
            [
                .text("name", "the variable's name"), .text("value", "what a manifest sets it to; the default where the environment may say otherwise"),
                .text("workload", "kind/namespace/name of what it is set for"), .text("build-context", "the folder that its image is built from, where the repository builds it"),
                .text("image", "its image as written"), .flag("server", "it is set for a server of models and not for a program that asks one"),
                .text("environment", "as of the workload", choices: ["development", "template", "unstated"]),
            ]
        case .carbonSignal:
            [.text("name", "the word of the file that names a source of the carbon intensity of the grid")]
        case .dependency:
            [
                .text("package", "name of the package, of which only few are looked for"),
                .text("requirement", "the versions that are asked for, as they are written"),
                .text("lowest", "the lowest version that is admitted"),
                .text("below", "the lowest version that is not admitted any more"),
                .flag("exact", "just one version, of a lock file or a pin"),
            ]
        case .overlay:
            [
                .text("resources", "paths that it takes in, comma-separated"),
                .text("patches", "paths of its patches, comma-separated"),
                .text("replicas", "name=count, comma-separated"),
                .flag("foreign", "takes in what is not in the tree"),
            ]
        case .gap:
            [
                .text("could-hold", "kinds of fact that may be in what was not read, comma-separated; * for any"),
                .text("reason", "why it was not read"),
            ]
        }
    }

    /// The small tasks that a fact can name. Whatever may be more than one of these is unknown.
    public static let tasks = [
        "classification", "yes-no", "scoring", "routing", "extraction", "title", "short-summary", "short-completion",
    ]
    /// Why nobody can tell which model a call asks for.
    static let unresolvedReasons = [
        "parameter", "environment", "other-file", "not-given", "spread", "deployment", "call-result", "element", "text-with-gaps", "computed",
    ]
    public static let precisions = ["fp32", "fp16", "bf16", "fp8", "int8", "int4"]

    private static let modelFields: [FieldSchema] = [
        .text("model", "name of the model, as the provider spells it"),
        .text("provider", "openai, anthropic, …"),
        .text("model.class", "small when the vendor's own name for the model says so (mini, nano, haiku, flash, …), else standard"),
        .number("model.active-parameters", "parameters used for a token, as an interval when the vendor does not say"),
        .number("model.total-parameters", "all parameters, as an interval when the vendor does not say"),
    ]

    /// What a call asks for beyond its answer, and how often it is made.
    private static let sizingFields: [FieldSchema] = [
        .text("reasoning", reasoning, choices: reasoningLevels),
        .number("reasoning.budget", "tokens that it may think"),
        .number("completions", "answers that are asked for at once"),
        .text("completions.read", "first when the function reads the first of them alone, several when it reads more; unknown where the answer goes on elsewhere", choices: ["first", "several"]),
        .text("output-limit", "what limits the answer: tokens, schema, or none when the call is known to say nothing of it", choices: ["tokens", "schema", "none"]),
        .flag("loop.bounded", "the while loop around it, or the decorator that calls it again, gives up after some rounds or some time"),
        .text("loop.until", "what the answer must pass for the program to stop asking: parsed, converted, one of those expected"),
        .text("history", "grows when the messages get all that is said and answered, and nothing shortens them", choices: ["grows"]),
        .text("image-detail", "high, low or auto: how finely an image in the prompt is looked at"),
        .text("image-task", "the small task that the image is for, which the field task leaves out", choices: tasks),
        .text("image-task.evidence", "what that is concluded from"),
        .text("deterministic", "work with an exact answer that a program computes: JSON repair, counting, language detection, …"),
        .text("deterministic.evidence", "what that is concluded from"),
        .text("remedy.code", "what does that work without a model"),
        .text("fallback.model", "a clearly smaller model that is asked the same when this call fails"),
        .text("fallback", "how: handler (of the error), named (as an argument of the call or its client)", choices: ["handler", "named"]),
        .text("setting", "script where a person or a schedule starts the program and nobody waits, service where it answers requests", choices: ["script", "service"]),
        .text("remedy.batch", "how the provider takes many requests at once, to be answered within a day"),
    ]

    private static let reasoning =
        "how much the model is told to think before it answers: off (none, minimal, a budget of 0), low, medium, high, or on where no level is said; unknown where nothing is said, or the model decides"
    private static let reasoningLevels = ["off", "low", "medium", "high", "on"]

    private static let acceleratorFields: [FieldSchema] = [
        .number("accelerators", "GPUs that one replica asks for"),
        .text("accelerator.type", "GPU model, such as H100 SXM 80GB"),
        .number("accelerator.memory-gib", "memory of one, in GiB"),
    ]

    /// The schema in the form that the catalogue checks rules against.
    public static var schema: FactSchema {
        FactSchema(
            fields: Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.fields) }), relations: relations)
    }

    /// The relations that rules may name in `none:`, which the linking answers.
    static let relations: [RelationSchema] = [
        RelationSchema(
            on: Self.workload.rawValue, kind: Self.autoscaler.rawValue, name: "targets",
            meaning: "the autoscaler scales this workload"),
        RelationSchema(
            on: Self.gateway.rawValue, kind: Self.cache.rawValue, name: "covers",
            meaning: "the gateway answers repeated requests from this cache"),
        RelationSchema(
            on: Self.modelRoute.rawValue, kind: Self.cache.rawValue, name: "covers",
            meaning: "the route's gateway answers repeated requests from this cache"),
        RelationSchema(
            on: Self.llmCall.rawValue, kind: Self.cache.rawValue, name: "covers",
            meaning: "the cache answers repeated calls of this kind, in code or in the gateway that the call goes through"),
    ]
}
