internal import Parsing

/// Reads `knowledge/hot-paths.yaml`.
extension HotPathKnowledge {
    public static func load(_ files: [CatalogFile]) -> (HotPathKnowledge, [CatalogError]) {
        var knowledge = HotPathKnowledge()
        var problems: [CatalogError] = []
        for file in files {
            for root in file.document.roots {
                var reader = Fields(root, in: file)
                knowledge.shrinking.formUnion(reader.texts("shrinking"))
                knowledge.emptiness.formUnion(reader.texts("emptiness"))
                knowledge.waiting.formUnion(reader.texts("waiting"))
                knowledge.advancing.formUnion(reader.texts("advancing"))
                knowledge.few.formUnion(reader.texts("few"))
                knowledge.short.formUnion(reader.texts("short"))
                knowledge.pure.formUnion(reader.texts("pure"))
                knowledge.freeTexts.formUnion(reader.texts("free-texts"))
                knowledge.requestTypes.formUnion(reader.texts("request-types"))
                knowledge.once.formUnion(reader.texts("once"))
                for (key, read) in Self.lists {
                    for node in reader.node(key)?.items ?? [] {
                        var entry = Fields(node, in: file)
                        read(&knowledge, &entry)
                        problems += entry.finish()
                    }
                }
                problems += reader.finish()
            }
        }
        return (knowledge, problems)
    }

    // MARK: Reading

    private static let lists: [(String, @Sendable (inout HotPathKnowledge, inout Fields) -> Void)] = [
        ("fronts", { $0.readFront(&$1) }), ("patterns", { $0.readPattern(&$1) }), ("texts", { $0.readText(&$1) }),
        ("loaders", { $0.readLoader(&$1) }), ("array-trips", { $0.readTrip(&$1) }),
        ("sorting", { $0.readSorting(&$1) }), ("conditions", { $0.readCondition(&$1) }), ("function-caches", { $0.readCache(&$1) }),
    ]

    private mutating func readFront(_ fields: inout Fields) {
        var front = Front(hasLiterals: fields.flag("literals") ?? false, types: Set(fields.texts("types")), methods: [])
        for node in fields.required("methods")?.items ?? [] {
            var entry = Fields(node, in: fields.file)
            front.methods.append(
                Front.Method(
                    name: entry.text("name") ?? "", arguments: entry.node("arguments")?.integer ?? 1, place: entry.node("at")?.number,
                    grows: entry.flag("grows") ?? false, remedy: entry.text("remedy") ?? ""))
            for problem in entry.finish() { fields.add(problem) }
        }
        fronts[fields.text("language") ?? ""] = front
    }

    private mutating func readPattern(_ fields: inout Fields) {
        let pattern = Pattern(
            functions: Set(fields.texts("functions")), methods: Set(fields.texts("methods")), arguments: fields.node("arguments")?.integer,
            position: fields.node("pattern")?.integer, anchor: fields.texts("anchor"), remedy: fields.text("remedy") ?? "")
        patterns[fields.text("language") ?? "", default: []].append(pattern)
    }

    private mutating func readText(_ fields: inout Fields) {
        texts[fields.text("language") ?? ""] = GrowingText(
            types: Set(fields.texts("types")), anchors: fields.texts("anchors"), builder: fields.text("builder") ?? "")
    }

    private mutating func readSorting(_ fields: inout Fields) {
        sorting[fields.text("language") ?? ""] = Sorting(
            sorts: Set(fields.texts("sorts")), inPlace: Set(fields.texts("in-place")), filters: Set(fields.texts("filters")),
            anchor: fields.texts("anchor"), routes: fields.texts("routes"))
    }

    private mutating func readCondition(_ fields: inout Fields) {
        conditions[fields.text("language") ?? ""] = Condition(calls: Set(fields.texts("calls")), anchors: fields.texts("anchors"))
    }

    private mutating func readCache(_ fields: inout Fields) {
        functionCaches.append(
            FunctionCache(
                name: fields.text("name") ?? "", package: fields.text("package") ?? "", size: SDKKnowledge.positions("size", &fields),
                isBounded: fields.flag("bounded") ?? false, anchors: fields.texts("anchors")))
    }

    private mutating func readLoader(_ fields: inout Fields) {
        loaders.append(
            Loader(
                names: Set(fields.texts("names")), package: fields.text("package") ?? "", call: fields.text("call") ?? "",
                dataset: SDKKnowledge.positions("dataset", &fields), workers: SDKKnowledge.positions("workers", &fields),
                pinned: SDKKnowledge.positions("pinned", &fields), parts: Set(fields.texts("parts")), datasets: Set(fields.texts("datasets")),
                sample: fields.text("sample") ?? "", reading: Set(fields.texts("reading")), streams: fields.texts("streams"),
                training: fields.text("training") ?? "", moving: Set(fields.texts("moving")),
                accelerators: Set(fields.texts("accelerators")), elsewhere: fields.texts("elsewhere"),
                platforms: Set(fields.texts("platforms"))))
    }

    private mutating func readTrip(_ fields: inout Fields) {
        arrayTrips.append(
            ArrayTrip(
                package: fields.text("package") ?? "", array: fields.text("array") ?? "", host: fields.text("host") ?? "",
                back: Set(fields.texts("back")), moving: Set(fields.texts("moving")), device: fields.text("device") ?? "",
                packages: Set(fields.texts("packages"))))
    }
}
