import Catalog
import Discovery
import EmbeddedCatalog
import Facts
import Parsing
import Testing

/// A file of settings, and what it says about models: `key = value [role provider endpoint profile]` a line, in the order of the file.
struct SettingsRow: Sendable, CustomTestStringConvertible {
    var path: String
    var text: String
    var expected: [String]
    var testDescription: String { "\(path): \(text)" }

    init(_ path: String, _ text: String, _ expected: String...) {
        (self.path, self.text, self.expected) = (path, text, expected)
    }
}

@Suite struct SettingsTests {
    static let catalog = Catalog.load(embeddedCatalogFiles(), schema: FactKind.schema, savingMethods: [:]).catalog

    @Test(arguments: rows) func settingsAreRead(row: SettingsRow) {
        let settings = ApplicationSettings(
            path: row.path, source: SourceText(row.text), pathClass: .application, knowledge: Self.catalog.settings, words: Self.catalog.words)
        let found = settings.facts().map { fact in
            let parts = ["role", "provider", "name", "endpoint", "profile"].compactMap { fact[$0].text }
            return "\(fact["key"].text ?? "") = \(CodeRepository.notation(fact["model"])) [\(parts.joined(separator: " "))]"
        }
        #expect(found == row.expected)
    }

    static let rows = [
        SettingsRow(
            "src/main/resources/application.properties", "# spring.ai.openai.chat.options.model=gpt-4\nspring.ai.openai.chat.options.model = gpt-4o \n",
            "spring.ai.openai.chat.options.model = gpt-4o [chat openai provider]"),
        SettingsRow(
            "application-dev.yml", "spring:\n  ai:\n    anthropic:\n      chat:\n        options:\n          model: ${MODEL:claude-opus-4-5}\n",
            "spring.ai.anthropic.chat.options.model = ~claude-opus-4-5 [chat anthropic provider dev]"),
        SettingsRow(
            "application.yml",
            "spring.ai.openai.chat.options.model: gpt-4o\n---\nspring:\n  config.activate.on-profile: prod\n  ai.openai.chat.options.model: gpt-5\n",
            "spring.ai.openai.chat.options.model = gpt-4o [chat openai provider]",
            "spring.ai.openai.chat.options.model = gpt-5 [chat openai provider prod]"),
        SettingsRow(
            "application.properties", "spring.ai.openai.base-url=http://llm:4000\nspring.ai.openai.chat.options.model=gpt-4o\n",
            "spring.ai.openai.chat.options.model = gpt-4o [chat openai llm]"),
        SettingsRow(
            "application.properties", "spring.ai.openai.base-url=${URL}\nspring.ai.openai.chat.options.model=${MODEL}\n",
            "spring.ai.openai.chat.options.model = ? [chat openai]"),
        SettingsRow(
            "application.properties", "spring.ai.openai.base-url=https://api.groq.com/openai\nspring.ai.openai.chat.options.model=x\n",
            "spring.ai.openai.chat.options.model = x [chat openai provider]"),
        SettingsRow(
            "application.properties", "spring.ai.model.chat=ollama\nspring.ai.openai.embedding.options.model=e\napp.labelModel=m\napp.name=model\n",
            "spring.ai.model.chat = ? [chosen ollama]", "spring.ai.openai.embedding.options.model = e [embedding openai provider]",
            "app.labelModel = m [application]"),
        SettingsRow(
            "application.properties",
            "%dev.quarkus.langchain4j.openai.chat-model.model-name=a\nquarkus.langchain4j.openai.small.chat-model.model-name=b\n",
            "quarkus.langchain4j.openai.chat-model.model-name = a [chat openai provider dev]",
            "quarkus.langchain4j.openai.small.chat-model.model-name = b [chat openai small provider]"),
        SettingsRow(
            "application.properties", "langchain4j.open-ai.chat-model.model-name=a\nlangchain4j.unheard-of.chat-model.model-name=b\n",
            "langchain4j.open-ai.chat-model.model-name = a [chat openai provider]", "langchain4j.unheard-of.chat-model.model-name = b [application]"),
    ]

    @Test func filesAreToldByTheirNames() {
        let settings = Self.catalog.settings
        for name in ["application.yml", "application.properties", "application-prod.yaml", "bootstrap.yml"] {
            #expect(ApplicationSettings.isOne(name: Array(name.utf8), settings), "\(name)")
        }
        for name in ["app.yml", "application.json", "applications.yml", "messages.properties", "application"] {
            #expect(!ApplicationSettings.isOne(name: Array(name.utf8), settings), "\(name)")
        }
    }
}

/// A name, and the slot that it stands for: `role word family`.
struct SlotRow: Sendable {
    var name: String
    var slot: String
}

@Suite struct ModelSlotTests {
    @Test(arguments: rows) func namesAreTold(row: SlotRow) {
        let slot = SettingsTests.catalog.slots.slot(row.name)
        #expect(slot.map { "\($0.role?.rawValue ?? "-") \($0.family)" } ?? "none" == row.slot)
    }

    static let rows = [
        SlotRow(name: "smart_llm_model", slot: "strong llm"), SlotRow(name: "FAST_LLM", slot: "small llm"),
        SlotRow(name: "strategicLlm", slot: "strong llm"), SlotRow(name: "deep_think_llm", slot: "strong think llm"),
        SlotRow(name: "quick_thinking_llm", slot: "small think llm"), SlotRow(name: "DEFAULT_SMALL_MODEL", slot: "small default model"),
        SlotRow(name: "DEFAULT_MODEL", slot: "- default model"), SlotRow(name: "fastModelName", slot: "small model"),
        SlotRow(name: "smart_llm_provider", slot: "none"), SlotRow(name: "small_embedding_model", slot: "none"),
        SlotRow(name: "large_language_model", slot: "none"), SlotRow(name: "fast", slot: "none"), SlotRow(name: "smart_small_model", slot: "none"),
        SlotRow(name: "remodel", slot: "none"),
    ]

    @Test func relativesAreSpelledAsLanguagesDo() {
        let names = SettingsTests.catalog.slots.relatives(of: "smart_llm_model")
        for name in ["fast_llm_model", "FAST_LLM_MODEL", "FAST_LLM", "fastLlmModel"] { #expect(names.contains(name), "\(name)") }
        #expect(SettingsTests.catalog.slots.relatives(of: "default_model").contains("DEFAULT_SMALL_MODEL"))
    }
}
