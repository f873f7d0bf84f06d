internal import Catalog

/// Switches that matter only where the project has the cache that they switch off.
enum CacheSwitches {
    /// The facts, with what switches off a cache that is set up somewhere in the repository saying that it counts.
    static func settled(_ facts: [Fact]) -> [Fact] {
        var setUps: [String: Int] = [:]
        for index in facts.indices where facts[index].kind == .cache && facts[index]["enabled"].flag == true {
            guard let engine = facts[index]["engine"].text, setUps[engine] == nil else { continue }
            setUps[engine] = index
        }
        guard !setUps.isEmpty else { return facts }
        var result = facts
        for index in facts.indices where facts[index].kind == .cache && facts[index]["enabled"].flag == false && !facts[index]["counts"].isKnown {
            guard let engine = facts[index]["engine"].text, let setUp = setUps[engine] else { continue }
            result[index].fields["counts"] = .flag(true)
            result[index].related.append(RelatedPlace(facts[setUp].place, "the cache is set up here"))
        }
        return result
    }

    /// Which calls a cache of answers that the code sets up may cover: all of them, since one is set up for the whole process.
    static func covering(_ facts: [Fact], _ relations: Relations) -> Relations {
        var relations = relations
        let caches = facts.indices.filter {
            facts[$0].kind == .cache && facts[$0]["enabled"].flag == true && facts[$0]["of"].text == "response"
        }
        for index in facts.indices where facts[index].kind == .llmCall {
            relations.answer(index, kind: .cache, name: "covers", caches.isEmpty ? .none : .some(caches))
        }
        return relations
    }
}
