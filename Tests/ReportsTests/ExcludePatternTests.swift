import Discovery
import Testing

@Suite struct ExcludePatternTests {
    /// Expectations as `git check-ignore --no-index` answers for files.
    @Test(arguments: [
        (["foo"], "foo", true), (["foo"], "a/foo", true), (["foo"], "foo/b", true), (["foo"], "a/foo/b", true), (["foo"], "food", false),
        (["/foo"], "foo", true), (["/foo"], "a/foo", false), (["foo/"], "foo", false), (["foo/"], "foo/b", true), (["foo/"], "a/foo/b", true),
        (["a/b"], "a/b", true), (["a/b"], "x/a/b", false), (["a/b/"], "a/b/c", true), (["a/b/"], "a/b", false),
        (["*.py"], "x.py", true), (["*.py"], "a/x.py", true), (["*.py"], "x.pyc", false), (["a/*.py"], "a/b/x.py", false),
        (["a/*"], "a/b/c", true), (["a/*/c"], "a/b/c", true), (["a/*/c"], "a/b/x/c", false), (["*"], "a", true), (["**"], "a/b", true),
        (["**/foo"], "foo", true), (["**/foo"], "a/b/foo", true), (["**/foo"], "a/xfoo", false), (["**/a/b"], "x/a/b", true),
        (["**/a/b"], "x/aa/b", false), (["a/**"], "a/b/c", true), (["a/**"], "a", false), (["a/**/b"], "a/b", true),
        (["a/**/b"], "a/x/y/b", true), (["a/**/b"], "a/xb", false), (["a/**/b"], "ab", false), (["a**b"], "axxb", true),
        (["a**b/c"], "ax/xb/c", false), (["?.py"], "a.py", true), (["?.py"], "ab.py", false), (["a?b/c"], "a/b/c", false),
        (["[a-c].py"], "b.py", true), (["[a-c].py"], "d.py", false), (["[!a-c].py"], "d.py", true), (["[^a-c].py"], "b.py", false),
        (["[]].py"], "].py", true), (["[a-].py"], "-.py", true), (["a[/]b/c"], "a/b/c", false), (["[\\]].py"], "].py", true),
        (["*.py", "!a.py"], "a.py", false), (["*.py", "!a.py"], "b.py", true), (["!a.py", "*.py"], "a.py", true),
        (["foo/", "!foo/a"], "foo/a", true), (["foo/*", "!foo/a"], "foo/a", false), (["\\!a"], "!a", true), (["\\#a"], "#a", true),
        (["#a"], "#a", false), (["", "  "], "a", false), (["a "], "a", true), (["a\\ "], "a ", true), (["a\\*"], "a*", true), (["a\\*"], "ab", false),
        (["é*"], "été", true), (["/"], "a", false), (["/*"], "a/b", true), (["legacy/**/*.py"], "legacy/x.py", true),
    ])
    func matchLikeGit(_ patterns: [String], _ path: String, _ expected: Bool) {
        #expect(RelativePath(path).map { IgnoreRules(lines: patterns).ignores($0) } == expected)
    }

    @Test(.timeLimit(.minutes(1))) func noPatternTakesForever() {
        let pattern = String(repeating: "*a", count: 200) + "/" + String(repeating: "**/", count: 200) + "b"
        let path = String(repeating: "a", count: 4000) + "/" + String(repeating: "a/", count: 200) + "a"
        #expect(RelativePath(path).map { IgnoreRules(lines: [pattern]).ignores($0) } == false)
    }
}
