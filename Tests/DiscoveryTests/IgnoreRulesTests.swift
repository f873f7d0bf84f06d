import Discovery
import Testing

@Suite struct IgnoreRulesTests {
    @Test(arguments: [
        (["*.pyc"], "a/b.pyc", true), (["*.pyc"], "a/b.py", false), (["build/"], "build/a.py", true), (["build/"], "build", false),
        (["/a"], "a", true), (["/a"], "b/a", false), (["a/b"], "a/b", true), (["a/b"], "c/a/b", false), (["a"], "x/a/y", true),
        (["**/a"], "x/y/a", true), (["**/a"], "a", true), (["a/**"], "a/b/c", true), (["a/**"], "a", false),
        (["a/**/b"], "a/b", true), (["a/**/b"], "a/x/y/b", true), (["a/**/b"], "a/x/yb", false), (["a*c"], "abbc", true),
        (["a*c"], "ab/c", false), (["a?c"], "abc", true), (["a?c"], "ac", false), (["[a-c]x"], "bx", true), (["[!a-c]x"], "bx", false),
        (["[[:digit:]]x"], "7x", true), (["[]a]x"], "]x", true), (["[a"], "[a", false), (["\\*"], "*", true), (["\\*"], "a", false),
        (["*", "!a.py"], "a.py", false), (["*", "!a.py"], "b.py", true), (["d/", "!d/a.py"], "d/a.py", true), (["#a"], "#a", false),
        (["\\#a"], "#a", true), (["\\!a"], "!a", true), (["a "], "a", true), (["a\\ "], "a ", true), (["a\r"], "a", true),
        (["", "   "], "a", false), (["/"], "a", false), (["foo/*"], "foo/a/b", true), (["**"], "a", true), (["a**b"], "axxb", true),
    ])
    func followsGitignore(lines: [String], path: String, expected: Bool) throws {
        #expect(IgnoreRules(lines: lines).ignores(try #require(RelativePath(path))) == expected)
    }

    @Test func endsOnPatternsThatInviteBacktracking() throws {
        let rules = IgnoreRules(lines: [String(repeating: "*a", count: 200) + "b", String(repeating: "**/a/", count: 200) + "b"])
        let name = String(repeating: "a", count: 250)
        let deep = Array(repeating: "a", count: 1_000).joined(separator: "/")
        #expect(!rules.ignores(try #require(RelativePath(name))))
        #expect(!rules.ignores(try #require(RelativePath(deep))))
    }

    /// Git itself, asked about patterns and paths that nobody thought of.
    @Test(arguments: 0..<20)
    func agreesWithGit(seed: Int) throws {
        let folder = try TemporaryFolder()
        try folder.git("init", "--quiet")
        var random = Seeded(seed + 100)
        // No `**` beside other characters: git takes it for a whole component once the literal text before it is stripped.
        let pieces = ["a", "b", "*", "?", "[ab]", "[!a]", "\\a", "[[:alpha:]]"]
        let lines = (0..<12).map { _ -> String in
            let components = (0...random.below(3)).map { _ -> String in
                if random.below(4) == 0 { return "**" }
                return (0...random.below(2)).map { _ in pieces[random.below(pieces.count)] }.joined().replacing("**", with: "*")
            }
            let start = (random.below(5) == 0 ? "!" : "") + (random.below(5) == 0 ? "/" : "")
            return start + components.joined(separator: "/") + (random.below(4) == 0 ? "/" : "")
        }
        try folder.write(".gitignore", lines.joined(separator: "\n") + "\n")
        let names = ["a", "b", "ab", "ba", "abb", "c"]
        let paths = Set((0..<80).map { _ in (0...random.below(3)).map { _ in names[random.below(names.count)] }.joined(separator: "/") })
        let ignored = Set(
            try folder.git("check-ignore", "--no-index", "--stdin", input: paths.sorted().joined(separator: "\n") + "\n")
                .split(separator: "\n").map(String.init))
        let rules = IgnoreRules(lines: lines)
        for path in paths.sorted() {
            let ours = rules.ignores(try #require(RelativePath(path)))
            #expect(ours == ignored.contains(path), "\(path) under \(lines)")
        }
    }
}
