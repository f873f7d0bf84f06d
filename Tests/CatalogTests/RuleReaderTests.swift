import Catalog
import Parsing
import Testing

/// A small world, so that these tests do not change with the real kinds of fact.
let smallSchema = FactSchema(
    fields: [
        "llm-call": [
            .text("model", "its name"), .text("task", "what it does", choices: ["yes-no", "scoring"]),
            .number("model.active-parameters", "its size"), .number("limit", "a number"), .flag("tools", "it has tools"),
        ]
    ],
    relations: [RelationSchema(on: "llm-call", kind: "cache", name: "covers", meaning: "answers it")])
let smallMethods: [String: Set<String>] = ["replace-model": ["with"], "not-quantified": ["reason"]]

let goodRule = """
    id: big-model
    title: Large model
    technique: right-sizing
    severity: warning
    confidence: high
    on: llm-call
    when:
      task: [yes-no, scoring]
      model.active-parameters: "> 20e9"
    none:
      - cache: {covers: this}
    message: "A model of {model.active-parameters}[ named {model}] does {task}"
    remedy: Take a smaller one
    saving: {method: replace-model, with: model}
    why: It costs.
    evidence:
      - {claim: it is so, source: somebody}
    examples:
      - {language: python, bad: "a()", good: "b()"}
    options: {larger-than: model.active-parameters, tasks: task}
    formerly: [huge-model]

    """

func load(_ text: String, path: String = "right-sizing/big-model.yaml") -> (catalog: Catalog, errors: [CatalogError]) {
    Catalog.load([CatalogFile(path: path, text: text)], schema: smallSchema, savingMethods: smallMethods)
}

@Suite struct RuleReaderTests {
    @Test func readsAWholeRule() throws {
        let (catalog, errors) = load(goodRule)
        #expect(errors.map(\.description) == [])
        let rule = try #require(catalog.rules.first)
        #expect(rule.id == "big-model")
        #expect(rule.technique == .rightSizing && rule.severity == .warning && rule.confidence == .high && !rule.isPedantic)
        #expect(rule.when.fields == ["task", "model.active-parameters"])
        #expect(rule.none.map(\.kind) == ["cache"] && rule.none.map(\.name) == ["covers"])
        #expect(rule.saving.method == "replace-model" && rule.saving.arguments == ["with": "model"])
        #expect(rule.examples.map(\.name) == ["example.py"])
        #expect(rule.examples.first?.position == Position(line: 19, column: 5))
        #expect(catalog.rule("huge-model")?.id == "big-model")
    }

    /// What to replace in the good rule, by what, where the mistake is then found, and words of its message.
    static let mistakes: [(was: String, becomes: String, line: Int?, says: [String])] = [
        ("severity: warning", "severty: warning", 4, ["unknown key `severty`", "did you mean `severity`?"]),
        ("severity: warning", "severity: warn", 4, ["`warn` is not a severity"]),
        ("confidence: high", "confidence: hihg", 5, ["`hihg` is not a confidence", "did you mean `high`?"]),
        ("technique: right-sizing", "technique: rightsizing", 3, ["did you mean `right-sizing`?"]),
        ("technique: right-sizing", "technique: caching", 3, ["lies in the folder `right-sizing`"]),
        ("on: llm-call", "on: lm-call", 6, ["`lm-call` is not a kind of fact", "did you mean `llm-call`?"]),
        ("task: [yes-no, scoring]", "tusk: [yes-no]", 8, ["`llm-call` has no field `tusk`", "did you mean `task`?"]),
        ("task: [yes-no, scoring]", "task: [yes-no, scorring]", 8, ["`task` is never `scorring`", "did you mean `scoring`?"]),
        ("task: [yes-no, scoring]", "task: []", 8, ["lists nothing"]),
        ("task: [yes-no, scoring]", "task: 5", 8, ["`task` holds text"]),
        ("task: [yes-no, scoring]", "task: \"> 5\"", 8, ["`task` holds text"]),
        ("task: [yes-no, scoring]", "tools: maybe", 8, ["`tools` is true or false"]),
        ("task: [yes-no, scoring]", "task: {exist: true}", 8, ["`exists` is missing"]),
        ("task: [yes-no, scoring]", "any: {task: yes-no}", 8, ["`any` must be a list"]),
        ("\"> 20e9\"", "big", 9, ["is a number, so it must be compared like"]),
        ("\"> 20e9\"", "\"> limmit\"", 9, ["neither a number nor a number field", "did you mean `limit`?"]),
        ("cache: {covers: this}", "cache: {cover: this}", 11, ["did you mean `cache: {covers: this}`?"]),
        ("cache: {covers: this}", "cache: {covers: that}", 11, ["only be to `this`"]),
        ("does {task}", "does {tsk}", 12, ["has no field `{tsk}`", "did you mean `task`?"]),
        ("does {task}", "does {limit}", 12, ["`{limit}` may be unknown where the rule fires"]),
        ("method: replace-model", "method: replace-modl", 14, ["`replace-modl` is not a saving method", "did you mean `replace-model`?"]),
        ("with: model}", "width: model}", 14, ["unknown key `width`", "did you mean `with`?"]),
        ("with: model}", "with: modle}", 14, ["has no field `modle`"]),
        ("method: replace-model, with: model", "method: not-quantified", 14, ["needs a `reason`"]),
        ("why: It costs.", "why: \"\"", 15, ["`why` says nothing"]),
        ("evidence:\n  - {claim: it is so, source: somebody}", "evidence: []", 16, ["at least one"]),
        ("evidence:\n  - {claim: it is so, source: somebody}\n", "", 1, ["`evidence` is missing"]),
        ("  - {language: python, bad: \"a()\", good: \"b()\"}", "  []", 19, ["at least one example"]),
        ("good: \"b()\"", "god: \"b()\"", 19, ["unknown key `god`"]),
        ("language: python", "language: pyton", 19, ["did you mean `python`?"]),
        ("larger-than: model.active-parameters", "larger-than: limit", 20, ["`when` does not use `limit`"]),
        ("id: big-model", "id: Big_Model", 1, ["not kebab-case"]),
        ("id: big-model", "id: bigger-model", 1, ["the file `big-model`"]),
        ("title: Large model", "title: [", nil, [""]),
    ]

    @Test(arguments: mistakes.indices)
    func tellsAMistake(index: Int) throws {
        let mistake = Self.mistakes[index]
        try #require(goodRule.contains(mistake.was))
        let text = goodRule.replacing(mistake.was, with: mistake.becomes)
        let (catalog, errors) = load(text)
        #expect(catalog.rules.isEmpty)
        let described = errors.map(\.description).joined(separator: "\n")
        #expect(errors.allSatisfy { $0.file == "right-sizing/big-model.yaml" })
        for words in mistake.says { #expect(described.contains(words)) }
        if let line = mistake.line { #expect(errors.contains { $0.position?.line == line }, "\(described)") }
    }

    @Test func everyMistakeOfAFileIsTold() {
        let text = goodRule.replacing("severity: warning", with: "severity: loud").replacing("does {task}", with: "does {tsk}")
        #expect(load(text).errors.count == 2)
    }

    @Test func aNumberOrSeveralComparisonsAreConditions() throws {
        let (catalog, errors) = load(goodRule.replacing("\"> 20e9\"", with: "[5, \"<= 1e3\", \"> 2 * limit\"]"))
        #expect(errors.isEmpty)
        #expect(try #require(catalog.rules.first).when.fields == ["task", "model.active-parameters", "limit"])
    }

    @Test func deepConditionsAreRefusedWithoutHarm() {
        let nested = String(repeating: "{not: ", count: 60) + "{task: yes-no}" + String(repeating: "}", count: 60)
        let (_, errors) = load(goodRule.replacing("task: [yes-no, scoring]", with: "not: " + nested))
        #expect(errors.contains { $0.message.contains("nest deeper") })
    }

    @Test func anIdBelongsToOneRule() {
        let other = goodRule.replacing("id: big-model", with: "id: huge-model").replacing("formerly: [huge-model]", with: "")
        let files = [
            CatalogFile(path: "right-sizing/big-model.yaml", text: goodRule),
            CatalogFile(path: "right-sizing/huge-model.yaml", text: other),
        ]
        let (_, errors) = Catalog.load(files, schema: smallSchema, savingMethods: smallMethods)
        #expect(errors.map(\.message) == ["`huge-model` is already the name of the rule in right-sizing/big-model.yaml"])
    }

    @Test(arguments: ["right-size/big-model.yaml", "notes.yaml", "knowledge/unheard-of/things.yaml"])
    func aFileThatNothingReadsIsAMistake(path: String) {
        let (_, errors) = load(goodRule, path: path)
        #expect(errors.count == 1 && errors[0].message.contains("nothing reads this file"))
    }

    @Test func anOptionReplacesConstants() throws {
        let rule = try #require(load(goodRule).catalog.rules.first)
        let larger = try rule.setting("larger-than", to: .number(70e9), schema: smallSchema).get()
        guard case .all(let parts) = larger.when, case .compares(_, .greater, let bound) = parts.last else {
            Issue.record("the comparison is gone")
            return
        }
        #expect(bound == 70e9)
        func problem(_ option: String, _ value: Rule.OptionValue) -> String {
            if case .failure(let problem) = rule.setting(option, to: value, schema: smallSchema) { problem.description } else { "" }
        }
        #expect(problem("larger-then", .number(1)).contains("did you mean `larger-than`?"))
        #expect(problem("larger-than", .texts(["x"])).contains("must be a number"))
        #expect(problem("tasks", .texts(["scorring"])).contains("did you mean `scoring`?"))
        #expect(problem("tasks", .texts(["scoring"])) == "")
    }
}

@Suite struct TemplateTests {
    @Test(arguments: [
        ("plain [i] text", "plain [i] text"), ("{a} and {b}", nil), ("{a}[ and {b}]", "A"), ("[{b}|none] of {a}", "none of A"),
        ("[{a} or {b}|only {a}|nothing]", "only A"), ("df.iloc[i] of {a}", "df.iloc[i] of A"), ("{a", "{a"),
    ] as [(String, String?)])
    func fills(template: String, expected: String?) {
        #expect(Template(template).filled { $0 == "a" ? "A" : nil } == expected)
    }

    @Test func knowsWhatMustBeKnown() {
        let template = Template("{a}[ and {b}| or {c}]")
        #expect(template.requiredFields == ["a"])
        #expect(template.fields == ["a", "b", "c"])
    }
}

@Suite struct KnownFieldsTests {
    @Test func followTheLogicOfThreeValues() {
        let a = Rule.Predicate.equals(field: "a", options: ["x"])
        let b = Rule.Predicate.exists(field: "b", true)
        #expect(Rule.Predicate.all([a, b]).knownFields == ["a", "b"])
        #expect(Rule.Predicate.any([a, b]).knownFields == [])
        #expect(Rule.Predicate.any([a, .all([a, b])]).knownFields == ["a"])
        #expect(Rule.Predicate.not(.any([a, b])).knownFields == ["a", "b"])
        #expect(Rule.Predicate.not(.all([a, b])).knownFields == [])
    }
}
