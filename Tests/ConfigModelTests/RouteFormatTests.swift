import Catalog
import ConfigModel
import Parsing
import Testing

/// Routes as the configurations of gateways and tools write them.
@Suite struct RouteFormatTests {
    static func unit(_ text: String, as format: DataFormat, path: String = "config.x") -> ConfigUnit {
        let source = SourceText(text)
        return ConfigUnit.read(
            ConfigFile(path: path, source: source, format: format, document: Document.read(source, as: format), knowledge: ConfigKnowledge()))
    }

    private static func names(_ unit: ConfigUnit) -> [String] {
        unit.gateways.flatMap(\.routes).map { ($0.name.value ?? "?") + "=" + ($0.model.value ?? "?") }
    }

    @Test func targetsOfPortkeyHaveTheNamesOfTheirConditions() {
        let text = """
            {"strategy": {"mode": "conditional", "conditions": [], "default": "b"}, "cache": {"mode": "simple"}, "targets": [
              {"name": "a", "strategy": {"mode": "fallback"}, "targets": [
                {"name": "x", "provider": "openai", "overrideParams": {"model": "@house/m1"}}, {"virtual_key": "v", "override_params": {"model": "${M}"}}]},
              {"name": "b", "provider": "openai", "override_params": {"model": "m2"}}]}
            """
        let unit = Self.unit(text, as: .json)
        #expect(Self.names(unit) == ["a=m1", "a=?", "b=m2"])
        #expect(unit.gateways.first?.cache.value == "simple")
    }

    @Test(arguments: [
        #"{"strategy": {"mode": "rolling"}, "targets": [{"provider": "aws"}]}"#, #"{"strategy": "fallback", "targets": [{"provider": "openai"}]}"#,
        #"{"targets": [{"provider": "openai", "override_params": {"model": "m"}}]}"#, #"{"override_params": {"model": "m"}}"#, "[1, 2]",
    ])
    func otherJSONIsNoPortkey(text: String) { #expect(Self.unit(text, as: .json).isEmpty) }

    @Test func aDeepNestOfTargetsEnds() {
        let deep = String(repeating: #"{"strategy": {"mode": "fallback"}, "targets": ["#, count: 100) + #"{"provider": "p"}"# + String(repeating: "]}", count: 100)
        #expect(Self.names(Self.unit(deep, as: .json)).isEmpty)
    }

    @Test func functionsOfTensorZeroAskWhatTheirVariantsSay() {
        let text = """
            [models.m]
            routing = ["p", "q"]
            providers.p = {type = "vllm", model_name = "own/8b"}
            providers.q = {type = "openai", model_name = "other"}
            [functions.f.variants.v]
            type = "chat_completion"
            model = "openrouter::openai/gpt-4o"
            [functions.f.variants.w]
            type = "experimental_best_of_n_sampling"
            candidates = ["v"]
            """
        let unit = Self.unit(text, as: .toml)
        #expect(Self.names(unit) == ["m=own/8b", "f=openai/gpt-4o"])
        #expect(unit.gateways.first?.routes.last?.provider.value == "openrouter")
    }

    @Test func routesOfEnvoyHaveTheModelOfTheirHeader() {
        let text = """
            apiVersion: aigateway.envoyproxy.io/v1alpha1
            kind: AIGatewayRoute
            metadata: {name: r}
            spec:
              rules:
                - matches: [{headers: [{type: Exact, name: X-AI-EG-Model, value: a}]}]
                  backendRefs: [{name: one, modelNameOverride: m}, {name: two, weight: 0, modelNameOverride: n}, {name: three}]
                - matches: [{headers: [{type: RegularExpression, name: x-ai-eg-model, value: "b.*"}]}]
                  backendRefs: [{name: one}]
            """
        #expect(Self.names(Self.unit(text, as: .yaml)) == ["a=m", "a=a", "?=?"])
    }

    @Test func nodesOfDifyHaveTheTaskOfTheirKind() {
        let text = """
            kind: app
            app: {mode: workflow}
            workflow:
              graph:
                nodes:
                  - data: {type: question-classifier, title: t, classes: [{name: a}, {name: b}], model: {name: m, provider: langgenius/openai/openai}}
                  - data: {type: parameter-extractor, parameters: [{type: "array[object]"}], model: {name: n, provider: anthropic}}
                  - data: {type: llm, model: {name: o}}
                  - data: {type: code}
            """
        let uses = Self.unit(text, as: .yaml).modelUses
        #expect(uses.map(\.task) == ["classification", nil, nil])
        #expect(uses.first?.provider.value == "openai")
    }
}
