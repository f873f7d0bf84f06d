import Catalog
import Foundation
import Parsing
import Testing

@Suite struct FactorsTests {
    @Test func theShippedFilesHaveNoMistake() {
        #expect(shipped.problems.map(\.description) == [])
    }

    private static let figure = [
        "id": "power", "value": "[1, 2]", "unit": "W", "year": "2026", "source": "a data sheet", "licence": "MIT",
        "trust": "measured",
    ]

    private static func load(_ text: String) -> (Factors, [CatalogError]) {
        Factors.load([CatalogFile(path: "factors/own.yaml", text: text)])
    }

    @Test(arguments: ["unit", "year", "source", "licence", "trust", "value", "id"])
    func aFigureWithoutOneOfItsPartsIsRefused(_ missing: String) throws {
        let lines = Self.figure.filter { $0.key != missing }.sorted { $0.key < $1.key }.map { "    \($0.key): \($0.value)" }
        let (factors, problems) = Self.load("figures:\n  -\n" + lines.joined(separator: "\n") + "\n")
        #expect(factors.figure("power") == nil)
        let problem = try #require(problems.first)
        #expect(problem.message.contains("`\(missing)`") && problem.file == "factors/own.yaml" && problem.position != nil)
    }

    @Test func aWholeFigureLoads() {
        let lines = Self.figure.sorted { $0.key < $1.key }.map { "    \($0.key): \($0.value)" }
        let (factors, problems) = Self.load("figures:\n  -\n" + lines.joined(separator: "\n") + "\n")
        #expect(problems.isEmpty && factors.figure("power")?.value == Interval(1, 2))
    }

    @Test(arguments: ["unit", "year", "source", "licence"])
    func aTableWithoutOneOfItsPartsIsRefused(_ missing: String) {
        let head = ["unit": "kgCO2e/kWh", "year": "2026", "source": "x", "licence": "MIT"].filter { $0.key != missing }
        let text = "table: {" + head.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}\nzones: {DEU: 0.3}\n"
        let (factors, problems) = Self.load(text)
        #expect(problems.contains { $0.message.contains("`\(missing)`") } && factors.grid(of: "DEU") == nil)
    }

    @Test func anAcceleratorNeedsASourceForEachOfItsFigures() {
        let (_, problems) = Self.load(
            """
            table: {unit: W, year: 2026, source: see rows, licence: cited}
            accelerators:
              - {name: X1, memory: 8, tdp: 100, idle: 5, fp8: false, bf16: true, sources: {tdp: a data sheet, precision: a data sheet}}
            """)
        #expect(problems.map(\.message) == ["`X1` has no source for idle: add it to `sources`"])
        #expect(problems.first?.position == Position(line: 3, column: 5))
    }

    @Test func anUnknownKeyNamesTheNearest() {
        let (_, problems) = Self.load("figure: []\n")
        #expect(problems.first?.message == "unknown key `figure`; did you mean `figures`?")
    }

    @Test func filesElsewhereAreLeftAlone() {
        let (_, problems) = Factors.load([CatalogFile(path: "right-sizing/x.yaml", text: "nonsense: 1\n")])
        #expect(problems.isEmpty)
    }

    // MARK: models

    @Test(arguments: [
        // As the vendor writes it, dated, through gateways, on Azure, Bedrock, Vertex, fine-tuned.
        ("gpt-4o", "gpt-4o", 44.0, 132.0), ("GPT-4o", "gpt-4o", 44, 132), ("gpt-4o-2031-01-02", "gpt-4o", 44, 132),
        ("azure/gpt-4o-mini", "gpt-4o-mini", 8, 28), ("openrouter/openai/gpt-4o-mini:free", "gpt-4o-mini", 8, 28),
        ("openai:gpt-4.1-nano", "gpt-4.1-nano", 10, 37), ("ft:gpt-4o-mini-2024-07-18:team::abc", "gpt-4o-mini-2024-07-18", 8, 28),
        ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5-20250929", 44, 132),
        ("bedrock/us-east-1/anthropic.claude-haiku-4-5-20251001-v1:0", "claude-haiku-4-5-20251001", 10, 35),
        ("claude-sonnet-4-5@20250929", "claude-sonnet-4-5-20250929", 44, 132),
        ("publishers/google/models/gemini-2.5-pro", "gemini-2.5-pro", 200, 600),
        ("gemini-2.5-flash-preview-05-20", "gemini-2.5-flash", 44, 132), ("gpt-35-turbo", "gpt-3.5-turbo", 20, 70),
        ("gpt-4-turbo-preview", "gpt-4-turbo", 88, 264), ("mistral/mistral-small-latest", "mistral-small-latest", 8, 8),
        ("meta-llama/Meta-Llama-3.1-8B-Instruct", "meta-llama/Meta-Llama-3.1-8B-Instruct", 8.03, 8.03),
    ])
    func aListedModelIsFoundHoweverItIsWritten(_ name: String, _ canonical: String, _ low: Double, _ high: Double) throws {
        let model = try #require(factors.model(named: name))
        #expect(model.name == canonical && model.isExact)
        #expect(isNear(model.active, low * 1e9, high * 1e9))
    }

    @Test(arguments: [
        ("claude-3-5-sonnet-20241022", 440.0, 440.0, 55.0, 220.0), ("claude-opus-4-20250514", 2000, 2000, 200, 600),
        ("anthropic/claude-3-haiku-20240307", 300, 300, 30, 90), ("gemini-1.5-pro-002", 440, 440, 55, 220),
        ("gemini/gemini-2.0-flash-exp", 440, 440, 44, 132), ("o3", 440, 440, 44, 132), ("mistral-large-2411", 123, 123, 123, 123),
        ("gpt-4-1106-preview", 880, 880, 88, 264), ("deepseek/deepseek-chat", 671, 671, 37, 37),
        ("deepseek-ai/DeepSeek-V3", 671, 671, 37, 37), ("meta-llama/Llama-4-Scout-17B-16E-Instruct", 109, 109, 17, 17),
        ("mistralai/Mixtral-8x7B-Instruct-v0.9", 46.7, 46.7, 12.9, 12.9), ("Qwen/Qwen3-235B-A22B", 235, 235, 22, 22),
    ])
    func aFamilySizesWhatEcoLogitsLacks(_ name: String, _ totalLow: Double, _ totalHigh: Double, _ low: Double, _ high: Double)
        throws
    {
        let model = try #require(factors.model(named: name))
        #expect(model.origin == .family)
        #expect(isNear(model.total, totalLow * 1e9, totalHigh * 1e9) && isNear(model.active, low * 1e9, high * 1e9))
    }

    @Test(arguments: [
        ("Qwen/Qwen2.5-7B-Instruct", 7.0, 7.0, 7.0, 7.0), ("ollama/llama3.1:70b-instruct-q4_0", 70, 70, 70, 70),
        ("qwen3:30b-a3b", 30, 30, 3, 3), ("Qwen/Qwen3-30B-A3B-Instruct-2507", 30, 30, 3, 3), ("some-17b-16e", 17, 272, 17, 17),
        ("HuggingFaceTB/SmolLM2-135M-Instruct", 0.135, 0.135, 0.135, 0.135), ("acme/new-4x10b-chat", 30, 40, 10, 20),
        ("meta.llama3-1-70b-instruct-v1:0", 70, 70, 70, 70),
        ("accounts/fireworks/models/llama-v3p1-405b-instruct", 405, 405, 405, 405),
        ("groq/llama-3.3-70b-versatile", 70, 70, 70, 70), ("deepseek-ai/DeepSeek-R1-Distill-Qwen-32B", 32, 32, 32, 32),
        ("gemini-1.5-flash-8b", 8, 8, 8, 8), ("phi3:14b-medium-128k", 14, 14, 14, 14),
    ])
    func aSizeInTheNameIsRead(_ name: String, _ totalLow: Double, _ totalHigh: Double, _ low: Double, _ high: Double) throws {
        let model = try #require(factors.model(named: name))
        #expect(model.origin == .name)
        #expect(isNear(model.total, totalLow * 1e9, totalHigh * 1e9) && isNear(model.active, low * 1e9, high * 1e9))
    }

    @Test(arguments: [
        "gpt-4o-realtime-preview", "gpt-4o-audio-preview", "gpt-4o-mini-tts", "gpt-4o-transcribe", "gpt-image-1",
        "gemini-2.5-flash-image",
        "text-embedding-3-large", "Qwen/Qwen3-Embedding-8B", "BAAI/bge-large-en-v1.5", "intfloat/e5-mistral-7b-instruct",
        "whisper-1",
        "openai/whisper-large-v3", "meta-llama/Llama-Guard-3-8B", "voxtral-small-latest", "omni-moderation-latest",
        // Sized by nobody: routers, placeholders, products, other things' names.
        "fast", "default", "auto", "team/custom-balanced", "gpt-99", "qwen.png", "claude-code", "llama3", "", "/", ":", "-",
        "7b-or-70b",
        "model-v0:2", "ft:", "gpt-4o-mini\\",
    ])
    func whatIsNoChatModelOrHasNoKnownSizeIsUnknown(_ name: String) {
        #expect(factors.model(named: name) == nil)
    }

    @Test func aModelOfTheProjectsOwnIsFoundFirst() throws {
        var own = factors
        own.add(
            ModelFactor(name: "Corp-LLM", provider: "openai", active: Interval(9e9), total: Interval(9e9), source: "configuration"))
        #expect(own.model(named: "azure/corp-llm")?.active == Interval(9e9))
        #expect(factors.model(named: "corp-llm") == nil)
        let large = try #require(own.model(named: "gpt-4o"))
        #expect(own.smallerModel(than: large, among: ["corp-llm"], today: "2026-11-23") == "corp-llm")
    }

    @Test func withdrawnAndRetiredModelsAreKnownAsSuch() throws {
        #expect(try #require(factors.model(named: "claude-3-opus-20240229")).isRetired(on: "2024-01-01"))
        let nano = try #require(factors.model(named: "gpt-4.1-nano-2025-04-14"))
        #expect(nano.retired == "2026-10-23" && !nano.isRetired(on: "2026-10-22") && nano.isRetired(on: "2026-10-23"))
        #expect(nano.price == ModelPrice?.some(try #require(factors.model(named: "azure/gpt-4.1-nano")?.price)))
    }

    @Test func thePriceOfAHostIsItsOwn() throws {
        #expect(factors.model(named: "cerebras/llama-3.1-8b")?.price?.output == 0.1)
        #expect(factors.model(named: "groq/llama-3.1-8b-instant")?.price == nil)
        #expect(factors.model(named: "claude-3-5-haiku-20241022")?.price?.input == 0.8)
    }

    @Test(arguments: [
        // Without a smaller one in the project: the vendor's newest small one that is not retired.
        ("gpt-4o", [], "2026-11-23", "gpt-6-luna"), ("claude-opus-5", ["gpt-4o-mini"], "2026-11-23", "claude-haiku-5-5"),
        ("gemini-2.5-pro", [], "2026-11-23", "gemini-3.5-flash-lite"),
        ("gemini-2.5-flash", [], "2026-11-23", "gemini-2.5-flash-lite"),
        ("mistral-large-latest", [], "2026-11-23", "mistral-small-latest"),
        ("command-r-plus-08-2024", [], "2026-11-23", "command-r7b-12-2024"),
        ("meta-llama/Meta-Llama-3.1-70B-Instruct", [], "2026-11-23", "meta-llama/Meta-Llama-3.1-8B-Instruct"),
        // One that the project declares, spelled as it spells it.
        ("gpt-4o", ["azure/gpt-4o-mini", "claude-haiku-4-5", "gpt-4o"], "2026-11-23", "azure/gpt-4o-mini"),
        ("groq/llama-3.3-70b-versatile", ["groq/llama-3.1-8b-instant"], "2026-11-23", "groq/llama-3.1-8b-instant"),
        (
            "us.anthropic.claude-sonnet-4-5-20250929-v1:0", ["us.anthropic.claude-haiku-4-5-20251001-v1:0"], "2026-11-23",
            "us.anthropic.claude-haiku-4-5-20251001-v1:0"
        ),
        // A declared one that is retired is no remedy.
        ("gpt-4o", ["gpt-4.1-nano"], "2026-11-23", "gpt-6-luna"), ("gpt-4o", ["gpt-4.1-nano"], "2026-01-01", "gpt-4.1-nano"),
    ])
    func theSmallerModelIs(_ name: String, _ declared: [String], _ today: String, _ expected: String) throws {
        let model = try #require(factors.model(named: name))
        #expect(factors.smallerModel(than: model, among: declared, today: today) == expected)
    }

    @Test(arguments: [
        "gpt-6-luna", "claude-haiku-4-5", "gemini-2.5-flash-lite", "groq/llama-3.3-70b-versatile", "deepseek/deepseek-chat",
        "command-r7b-12-2024",
    ])
    func aSmallModelAndAForeignHostHaveNoRemedy(_ name: String) throws {
        let model = try #require(factors.model(named: name))
        #expect(factors.smallerModel(than: model, among: ["gpt-4o", name], today: "2026-11-23") == nil)
    }

    /// Every name that the tables advise must itself be known, or the advice could not be judged.
    @Test func whatIsAdvisedIsKnown() {
        for name in [
            "gpt-4o", "claude-opus-5", "gemini-3.1-pro-preview", "mistral-large-4", "command-a-03-2025",
            "Qwen/Qwen2.5-72B-Instruct", "google/gemma-2-27b-it", "mistralai/Mixtral-8x22B-Instruct-v0.1",
        ] {
            guard let model = factors.model(named: name),
                let smaller = factors.smallerModel(than: model, among: [], today: "2026-11-23")
            else {
                Issue.record("no remedy for \(name)")
                continue
            }
            #expect(factors.model(named: smaller)?.isClearlySmaller(than: model) == true, "\(name): \(smaller)")
        }
    }

    @Test func theNearestNamesOfAnUnknownOneAreOffered() {
        #expect(factors.nearestModels(to: "gtp-4o-mini").first == "gpt-4o-mini")
        #expect(factors.nearestModels(to: "openai/gpt-4oo").contains("gpt-4o"))
    }

    // MARK: hardware

    @Test(arguments: [
        ("nvidia-h100-80gb", "H100 SXM 80GB"), ("NVIDIA-H100-80GB-HBM3", "H100 SXM 80GB"),
        ("NVIDIA-H100-80GB-HBM3-SHARED", "H100 SXM 80GB"),
        ("NVIDIA-H100-PCIe", "H100 PCIe 80GB"), ("NVIDIA-H100-NVL", "H100 NVL 94GB"), ("H100", "H100 80GB"),
        ("H100_NVLINK_80GB", "H100 SXM 80GB"),
        ("a100-40gb", "A100 40GB"), ("NVIDIA-A100-SXM4-80GB", "A100 SXM4 80GB"), ("nvidia-tesla-a100", "A100 SXM4 40GB"),
        ("a100", "A100"),
        ("nvidia-l4", "L4"), ("nvidia-tesla-t4", "T4"), ("Tesla-T4", "T4"), ("NVIDIA-L40S", "L40S"), ("nvidia-tesla-v100", "V100"),
        ("NVIDIA-GeForce-RTX-4090", "RTX 4090"), ("H100 SXM 80GB", "H100 SXM 80GB"), ("p5.48xlarge", "H100 SXM 80GB"),
        ("ml.g5.xlarge", "A10G"), ("Standard_NC24ads_A100_v4", "A100 PCIe 80GB"), ("a3-highgpu-8g", "H100 SXM 80GB"),
    ])
    func anAcceleratorIsFoundHoweverItIsWritten(_ name: String, _ canonical: String) {
        #expect(factors.accelerator(named: name)?.name == canonical)
    }

    @Test(arguments: ["NVIDIA-A100-SXM4-80GB-MIG-1g.10gb", "gpu", "true", "nvidia", "", "m5.large", "h1000"])
    func aSliceOrAnythingElseIsUnknown(_ name: String) {
        #expect(factors.accelerator(named: name) == nil)
    }

    @Test func machinesHoldWhatTheirVendorSays() {
        #expect(factors.instance(named: "p5.48xlarge")?.count == 8)
        #expect(factors.instance(named: "g5.xlarge")?.count == 1)
        #expect(factors.instance(named: "g2-standard-24")?.count == 2)
        #expect(factors.instance(named: "m5.large") == nil)
    }

    /// Manifests are read with names of accelerators and machines of their own; each must have its figures here.
    @Test func everyAcceleratorThatManifestsNameHasFigures() throws {
        let path = packageRoot.appending(path: "Rules/knowledge/accelerators.yaml").path
        let source = SourceText(bytes: Array(try #require(FileManager.default.contents(atPath: path))))
        let types = Document.read(source, as: .yaml).roots.first?["types"]?.items ?? []
        #expect(types.count > 10)
        for type in types {
            let name = try #require(type["name"]?.string)
            let accelerator = try #require(factors.accelerator(named: name), "\(name)")
            for label in type["labels"]?.items.compactMap(\.string) ?? [] {
                #expect(
                    factors.accelerator(named: label).map {
                        accelerator.tdp.low >= $0.tdp.low && accelerator.tdp.high <= $0.tdp.high
                    } == true, "\(label)")
            }
            for machine in type["instances"]?.items.compactMap(\.string) ?? [] {
                #expect(factors.instance(named: machine)?.accelerator == accelerator, "\(machine)")
            }
        }
    }

    // MARK: grid

    @Test(arguments: [
        ("eu-central-1", 0.342, 0.37093), ("aws/eu-central-1", 0.342, 0.37093), ("eu-central-1a", 0.342, 0.37093),
        ("us-central1", 0.41272, 0.501), ("us-central1-b", 0.41272, 0.501), ("West Europe", 0.253, 0.28317),
        ("westeurope", 0.253, 0.28317),
    ])
    func aCloudRegionHasTheIntervalOfItsSources(_ region: String, _ low: Double, _ high: Double) {
        #expect(isNear(factors.grid(of: region)?.intensity, low, high))
    }

    @Test(arguments: ["DEU", "deu", "DE", "Germany", "germanywestcentral"])
    func aCountryIsUnderstoodByCodeNameAndRegion(_ name: String) {
        let grid = factors.grid(of: name)
        #expect(grid?.country == "DEU" && grid?.sources.count == 3)
        #expect(grid.map { $0.intensity.low < $0.intensity.high && $0.intensity.low > 0.25 && $0.intensity.high < 0.45 } == true)
    }

    @Test(arguments: ["mars", "", "/", "us-nowhere-9", "eu"])
    func anythingElseIsNoRegion(_ name: String) { #expect(factors.grid(of: name) == nil) }

    /// The world's interval is the 5th to 95th percentile of the regions shipped; a changed table must change it.
    @Test func theWorldsIntervalFollowsFromTheRegions() throws {
        let grids = Set(factors.regionNames).compactMap { factors.grid(of: $0)?.intensity }
        let lows = grids.map(\.low).sorted()
        let highs = grids.map(\.high).sorted()
        func percentile(_ values: [Double], _ share: Double) -> Double { values[Int((share * Double(values.count - 1)).rounded())] }
        let world = try #require(factors.worldGrid).intensity
        #expect(grids.count == 96)
        #expect(abs(percentile(lows, 0.05) - world.low) < 5e-4 && abs(percentile(highs, 0.95) - world.high) < 5e-4)
        #expect(try world.low < #require(factors.referenceIntensity(zone: "WOR")))
        #expect(try world.high > #require(factors.referenceIntensity(zone: "WOR")))
    }
}
