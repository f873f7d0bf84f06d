import Catalog
import Facts
import Parsing
import Rules
import Testing

func fact(_ kind: FactKind, _ fields: [String: Value], path: String = "a.py", at offset: Int = 0) -> Fact {
    let place = Place(
        path: path, span: Span(offset, offset + 1), start: Position(line: 1, column: offset + 1), end: Position(line: 1, column: offset + 2))
    return Fact(kind: kind, place: place, symbol: "", fields: fields, snippet: Snippet(firstLine: 1, lines: ["x"]))
}

func rule(
    _ id: String = "big-model", on kind: FactKind = .llmCall, when: Rule.Predicate, none: [Rule.Relation] = [],
    message: String = "said", remedy: String = "done"
) -> Rule {
    Rule(
        id: id, title: id, technique: .rightSizing, severity: .warning, confidence: .high, isPedantic: false, on: kind.rawValue,
        when: when, none: none, message: Template(message), remedy: Template(remedy),
        saving: Rule.SavingMethod(method: "not-quantified", arguments: [:]), why: "", evidence: [], examples: [], options: [:],
        formerly: [], path: "")
}

func fires(_ predicate: Rule.Predicate, _ fields: [String: Value]) -> Bool {
    !Judge([rule(when: predicate)]).findings(over: [fact(.llmCall, fields)], relations: Relations()).isEmpty
}

@Suite struct JudgeTests {
    static let isYesNo = Rule.Predicate.equals(field: "task", options: ["yes-no", "scoring"])
    static let isLarge = Rule.Predicate.compares(field: "model.active-parameters", .greater, 20e9)

    @Test(arguments: [
        (Value.text("yes-no"), true, false), (.text("routing"), false, true),
        (Value(.oneOf([.text("yes-no"), .text("scoring")])), true, false),
        (Value(.oneOf([.text("yes-no"), .text("routing")])), false, false),
        (Value(.oneOf([.text("title"), .text("routing")])), false, true),
        (Value(.fallback(.text("scoring"))), true, false),
        (Value(.slot("smart")), false, false), (.unknown, false, false), (Value(.oneOf([])), false, false),
    ])
    func aTextHoldsForEveryCandidate(value: Value, holds: Bool, negationHolds: Bool) {
        #expect(fires(Self.isYesNo, ["task": value]) == holds)
        #expect(fires(.not(Self.isYesNo), ["task": value]) == negationHolds)
    }

    @Test(arguments: [
        (Interval(44e9, 132e9), true, false), (Interval(8e9), false, true), (Interval(10e9, 30e9), false, false),
        (Interval(20e9), false, true), (Interval(20e9, 21e9), false, false),
    ])
    func aComparisonHoldsForTheWholeInterval(size: Interval, holds: Bool, negationHolds: Bool) {
        let fields = ["model.active-parameters": Value(.known(.number(size)))]
        #expect(fires(Self.isLarge, fields) == holds)
        #expect(fires(.not(Self.isLarge), fields) == negationHolds)
    }

    @Test func aFieldIsComparedWithAMultipleOfAnother() {
        let predicate = Rule.Predicate.comparesFields(field: "accelerators", .greater, factor: 2, other: "needed-accelerators")
        func fires(_ has: Double, _ needed: Value) -> Bool {
            let fields = ["accelerators": Value.number(has), "needed-accelerators": needed]
            let judge = Judge([rule(on: .modelServer, when: predicate)])
            return !judge.findings(over: [fact(.modelServer, fields)], relations: Relations()).isEmpty
        }
        #expect(fires(8, .number(1)))
        #expect(!fires(4, .number(2)))
        #expect(!fires(4, Value(.oneOf([.number(1), .number(2)]))))
        #expect(!fires(8, .unknown))
    }

    @Test func existenceNeedsKnowledgeEitherWay() {
        let exists = Rule.Predicate.exists(field: "alias", true)
        let absent = Rule.Predicate.exists(field: "alias", false)
        #expect(fires(exists, ["alias": .text("fast")]) && !fires(absent, ["alias": .text("fast")]))
        #expect(!fires(exists, ["alias": .text("none")]) && fires(absent, ["alias": .text("none")]))
        #expect(!fires(exists, [:]) && !fires(absent, [:]) && !fires(.not(exists), [:]) && !fires(.not(absent), [:]))
    }

    @Test func connectivesFollowThreeValues() {
        let yes = ["task": Value.text("yes-no")]
        #expect(fires(.any([Self.isLarge, Self.isYesNo]), yes))
        #expect(!fires(.all([Self.isLarge, Self.isYesNo]), yes))
        #expect(!fires(.not(.all([Self.isLarge, Self.isYesNo])), yes))
        #expect(fires(.not(.all([Self.isLarge, .not(Self.isYesNo)])), yes))
    }

    @Test func aFallbackLowersTheConfidenceOnce() throws {
        let both = Rule.Predicate.all([Self.isYesNo, Self.isLarge])
        func confidence(_ predicate: Rule.Predicate, task: Value, size: Value) -> Confidence? {
            let facts = [fact(.llmCall, ["task": task, "model.active-parameters": size])]
            return Judge([rule(when: predicate)]).findings(over: facts, relations: Relations()).first?.confidence
        }
        let (sureTask, sureSize) = (Value.text("yes-no"), Value.number(70e9))
        let (likelyTask, likelySize) = (Value(.fallback(.text("yes-no"))), Value(.fallback(.number(70e9))))
        #expect(confidence(both, task: sureTask, size: sureSize) == .high)
        #expect(confidence(both, task: likelyTask, size: sureSize) == .medium)
        #expect(confidence(both, task: likelyTask, size: likelySize) == .medium)
        #expect(confidence(.any([Self.isYesNo, Self.isLarge]), task: likelyTask, size: sureSize) == .high)
    }

    @Test(arguments: [(RelationAnswer.none, true), (.unknown, false), (.some([1]), false), (nil, false)] as [(RelationAnswer?, Bool)])
    func anAbsenceMustBeKnown(answer: RelationAnswer?, fires: Bool) {
        let always = rule(
            on: .workload, when: .exists(field: "name", true), none: [Rule.Relation(kind: "autoscaler", name: "targets")])
        var relations = Relations()
        if let answer { relations.answer(0, kind: .autoscaler, name: "targets", answer) }
        let findings = Judge([always]).findings(over: [fact(.workload, ["name": .text("vllm")])], relations: relations)
        #expect(findings.isEmpty != fires)
    }

    @Test func wordsNameWhatIsKnown() throws {
        let spoken = rule(
            when: Self.isLarge,
            message: "[{model}|A model] of {model.active-parameters}[ at {temperature}][ for {task}]", remedy: "Use [{remedy.model}|less]")
        let facts = [
            fact(
                .llmCall,
                [
                    "model": Value(.oneOf([.text("gpt-4o"), .text("gpt-4.1"), .text("gpt-4o")])), "temperature": .number(0.25),
                    "model.active-parameters": Value(.known(.number(Interval(44e9, 132e9)))), "task": Value(.slot("any")),
                    "task.evidence": .text("the function is called is_spam"), "remedy.model": .text("gpt-4o-mini"),
                ])
        ]
        let finding = try #require(Judge([spoken]).findings(over: facts, relations: Relations()).first)
        #expect(finding.message == "gpt-4o or gpt-4.1 of 44–132 B at 0.25")
        #expect(finding.remedy == "Use gpt-4o-mini")
        #expect(finding.evidence == ["the function is called is_spam"])
    }

    @Test(arguments: [
        (Interval(70e9), "70 B"), (Interval(0.6e9), "0.6 B"), (Interval(7.6156e9), "7.62 B"), (Interval(671.03e9), "671 B"),
        (Interval(43.96e9), "44 B"), (Interval(0), "0 B"),
    ])
    func sizesReadAsPeopleSayThem(size: Interval, words: String) throws {
        let spoken = rule(when: .exists(field: "model.active-parameters", true), message: "{model.active-parameters}")
        let facts = [fact(.llmCall, ["model.active-parameters": Value(.known(.number(size)))])]
        #expect(Judge([spoken]).findings(over: facts, relations: Relations()).first?.message == words)
    }

    @Test func oneFindingARuleAndPlaceInOrder() {
        let fields = ["task": Value.text("yes-no")]
        let unsure = ["task": Value(.fallback(.text("yes-no")))]
        let facts = [
            fact(.llmCall, fields, path: "b.py"), fact(.llmCall, unsure, at: 5), fact(.llmCall, fields, at: 5),
            fact(.llmCall, fields, at: 2), fact(.workload, fields, at: 1),
        ]
        let judge = Judge([rule("z", when: Self.isYesNo), rule("a", when: Self.isYesNo)])
        let findings = judge.findings(over: facts, relations: Relations())
        #expect(
            findings.map { "\($0.place.path) \($0.place.span.start) \($0.rule.id)" } == [
                "a.py 2 a", "a.py 2 z", "a.py 5 a", "a.py 5 z", "b.py 0 a", "b.py 0 z",
            ])
        #expect(findings.allSatisfy { $0.confidence == .high })
        #expect(
            judge.findings(over: facts.reversed(), relations: Relations()).map(\.place) == findings.map(\.place))
    }
}
