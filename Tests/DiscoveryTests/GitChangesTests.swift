import Testing
@testable import Discovery

@Suite struct GitChangesTests {
    private func changes(_ patch: String) -> [String: [ClosedRange<Int>]] {
        Dictionary(uniqueKeysWithValues: ChangedLines.changes(in: Array(patch.utf8)).map { (String(decoding: $0.key, as: UTF8.self), $0.value) })
    }

    @Test func headsOfHunksAreRead() {
        let patch = """
            diff --git a/app.py b/app.py
            --- a/app.py
            +++ b/app.py
            @@ -1 +1 @@ def f():
            -a
            +b
            @@ -10,0 +11,3 @@
            +x
            +y
            +z
            @@ -20,2 +23,0 @@
            -gone
            -gone
            """
        #expect(changes(patch) == ["app.py": [1...1, 11...13, 23...24]])
    }

    /// Lines of a file that look like a patch are none.
    @Test func whatFilesHoldIsNoHead() {
        let patch = "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n--- a/y\n-@@ -1 +1 @@\n+++ b/y\n+@@ -9 +9 @@\n"
        #expect(changes(patch) == ["x": [1...2]])
    }

    @Test(arguments: [
        ("+++ b/a b.py\t", "a b.py"), ("+++ \"b/a\\\"b\\\\c.py\"", "a\"b\\c.py"), ("+++ \"b/\\303\\244\\t.py\"", "ä\t.py"),
    ])
    func pathsAreUnquoted(_ head: String, _ path: String) {
        #expect(changes("\(head)\n@@ -0,0 +1 @@\n+x\n") == [path: [1...1]])
    }

    @Test func whatIsGoneHasNoLines() {
        #expect(changes("--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n").isEmpty)
    }
}
