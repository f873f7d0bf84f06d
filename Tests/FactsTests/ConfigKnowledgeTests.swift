import Catalog
import Testing

/// What configuration is judged by; where its rules fire is said in Fixtures/rules and tested with the whole pipeline.
@Suite struct ConfigKnowledgeTests {
    @Test func hasNoMistake() {
        #expect(ConfigRepository.knowledge.1.map(\.description) == [])
        #expect(ConfigRepository.knowledge.0.engines.count >= 7)
    }
}
