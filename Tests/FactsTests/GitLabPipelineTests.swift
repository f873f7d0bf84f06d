import Catalog
import Facts
import Testing

/// For which pipelines GitLab's jobs run, and what is said of them.
@Suite struct GitLabPipelineTests {
    private static func pipeline(_ text: String) -> Fact? { ConfigRepository([".gitlab-ci.yml": text]).first(.pipeline) }
    private static func job(_ text: String) -> Fact? { ConfigRepository([".gitlab-ci.yml": text]).first(.pipelineJob) }
    private static let script = "  image: node:22\n  script: [npm ci, npm test]\n"

    @Test func runsForBranchesUnlessToldOtherwise() {
        #expect(Self.pipeline("test:\n" + Self.script)?["event"].text == "push")
        #expect(Self.pipeline("test:\n" + Self.script + "  when: manual\n")?["event"].isKnown == false)
    }

    @Test(arguments: [
        ("$CI_PIPELINE_SOURCE == \"merge_request_event\"", "merge_request"), ("$CI_MERGE_REQUEST_IID", "merge_request"), ("$CI_COMMIT_BRANCH", "push"),
        ("$CI_PIPELINE_SOURCE == 'push'", "push"), ("$CI_COMMIT_TAG", nil), ("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", nil),
        ("$CI_PIPELINE_SOURCE == \"schedule\"", nil), ("$RUN_TESTS == \"yes\"", nil),
    ] as [(String, String?)])
    func rulesSayWhen(_ condition: String, _ event: String?) {
        #expect(Self.pipeline("test:\n" + Self.script + "  rules:\n    - if: '" + condition.replacing("'", with: "''") + "'\n")?["event"].text == event)
    }

    @Test func firstRuleThatHoldsDecides() {
        let rules = "  rules:\n    - {if: $CI_PIPELINE_SOURCE == \"merge_request_event\", when: never}\n    - when: on_success\n"
        #expect(Self.pipeline("test:\n" + Self.script + rules)?["event"].text == "push")
    }

    @Test(arguments: [("only: [merge_requests]", "merge_request"), ("only: [branches]", "push"), ("only: [main]", nil), ("except: [branches]", nil)] as [(String, String?)])
    func olderKeysSayWhen(_ keys: String, _ event: String?) {
        #expect(Self.pipeline("test:\n" + Self.script + "  " + keys + "\n")?["event"].text == event)
    }

    @Test func wordsOfStoppingDecide() {
        #expect(Self.pipeline("test:\n" + Self.script)?["concurrency"].text == "none")
        #expect(Self.pipeline("test:\n" + Self.script + "  interruptible: true\n")?["concurrency"].text == "stated")
    }

    @Test func cachesAreInheritedAndIncludedPartsUnknown() {
        #expect(Self.job("test:\n" + Self.script)?["cache"].text == "none")
        #expect(Self.job("default:\n  cache: {paths: [.npm]}\ntest:\n" + Self.script)?["cache"].text == "kept")
        #expect(Self.job("include: [{project: shared/ci, file: base.yml}]\ntest:\n" + Self.script)?["cache"].isKnown == false)
        #expect(Self.job("include: [{template: Security/SAST.gitlab-ci.yml}]\ntest:\n" + Self.script)?["cache"].text == "none")
    }
}
