/// Which lines differ from an earlier commit: what is new in the files as they are now.
public struct ChangedLines: Sendable {
    /// By path below the scope's root; nil for a file that is new as a whole.
    private var lines: [String: [ClosedRange<Int>]?] = [:]

    /// Why the changes are not known.
    public struct Failure: Error, CustomStringConvertible {
        public var description: String
    }

    /// What has changed since the last commit that a revision and HEAD share, what is not committed and not tracked included.
    ///
    /// - Throws: when the scope lies in no repository of git, or the revision names no commit of its history.
    public init(since revision: String, in scope: Scope) throws(Failure) {
        let places = scope.places.filter(\.isGit)
        guard !places.isEmpty else { throw Failure(description: "--since asks git, and \(scope.root) is in no repository of git") }
        guard !revision.isEmpty, !revision.hasPrefix("-") else { throw Failure(description: "`\(revision)` is no revision") }
        for place in places {
            guard case .some(let prefix) = place.folder.relative(to: scope.root) else { continue }
            do throws(Git.Failure) {
                try add(since: revision, in: place.folder, below: prefix)
            } catch {
                throw Failure(description: "the changes since `\(revision)` are not known, because \(error.reason) (a shallow clone lacks earlier commits)")
            }
        }
    }

    /// Whether any line from the first to the last is new or changed, or lies beside one that was taken out.
    public func touch(_ path: String, from first: Int, through last: Int) -> Bool {
        guard let known = lines[path] else { return false }
        guard let ranges = known else { return true }
        return ranges.contains { $0.overlaps(first...max(first, last)) }
    }

    private mutating func add(since revision: String, in root: AbsolutePath, below prefix: RelativePath?) throws(Git.Failure) {
        func bytes(_ words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }
        let base = try Git.output(in: root, bytes(["merge-base", revision, "HEAD"])).split(separator: 0x0A).first.map { Array($0) } ?? []
        let diff = ["diff", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--unified=0", "--src-prefix=a/", "--dst-prefix=b/"]
        let patch = try Git.output(in: root, bytes(diff) + [base] + bytes(["--"]))
        for (path, ranges) in Self.changes(in: patch) { lines[Self.text(path, below: prefix)] = ranges }
        for path in try Git.output(in: root, bytes(["ls-files", "-z", "--others", "--exclude-standard"])).split(separator: 0) {
            lines.updateValue(nil, forKey: Self.text(Array(path), below: prefix))
        }
    }

    private static func text(_ path: [UInt8], below prefix: RelativePath?) -> String {
        (prefix?.appending(path) ?? RelativePath(checked: path)).description
    }

    /// The lines of each file's new side, by the heads of a patch's hunks.
    static func changes(in patch: [UInt8]) -> [[UInt8]: [ClosedRange<Int>]] {
        var result: [[UInt8]: [ClosedRange<Int>]] = [:]
        var path: [UInt8]?
        // How many lines of the hunk are to come: what stands in a file may look like a head.
        var pending = 0
        for line in patch.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if pending > 0 {
                if line.first == UInt8(ascii: "-") || line.first == UInt8(ascii: "+") { pending -= 1 }
            } else if line.starts(with: "+++ ".utf8) {
                path = newPath(line.dropFirst(4))
            } else if line.starts(with: "@@ ".utf8), let hunk = Hunk(line) {
                pending = hunk.removed + hunk.added
                // Of a hunk that only takes lines out, git names the line before.
                let first = hunk.added == 0 ? max(1, hunk.start) : hunk.start
                let last = hunk.added == 0 ? hunk.start + 1 : hunk.start + hunk.added - 1
                if let path { result[path, default: []].append(first...last) }
            }
        }
        return result
    }

    /// `@@ -1,2 +3,4 @@`: a count that is not written is 1.
    private struct Hunk {
        var removed = 0
        var start = 0
        var added = 0

        init?(_ line: ArraySlice<UInt8>) {
            let words = line.split(separator: 0x20)
            guard words.count > 3, let old = Self.range(words[1], UInt8(ascii: "-")), let new = Self.range(words[2], UInt8(ascii: "+")) else { return nil }
            (removed, start, added) = (old.count, new.start, new.count)
        }

        private static func range(_ word: ArraySlice<UInt8>, _ sign: UInt8) -> (start: Int, count: Int)? {
            guard word.first == sign else { return nil }
            let numbers = word.dropFirst().split(separator: UInt8(ascii: ",")).map { Int(String(decoding: $0, as: UTF8.self)) }
            guard let first = numbers.first, let start = first else { return nil }
            guard numbers.count > 1 else { return (start, 1) }
            return numbers[1].map { (start, $0) }
        }
    }

    /// The path behind `+++ `; nil for a file that is gone.
    private static func newPath(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var path = Array(text)
        // A path with a blank ends with a tab there.
        if path.last == 0x09 { path.removeLast() }
        if path.first == UInt8(ascii: "\""), path.last == UInt8(ascii: "\"") { path = unquoted(path.dropFirst().dropLast()) }
        guard path.starts(with: "b/".utf8) else { return nil }
        return Array(path.dropFirst(2))
    }

    /// A path as git quotes it: like a string of C, bytes in octal.
    private static func unquoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
        let escapes: [UInt8: UInt8] = [
            UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12,
            UInt8(ascii: "r"): 13,
        ]
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
                bytes.append(byte)
                continue
            }
            guard (0x30...0x37).contains(escaped) else {
                bytes.append(escapes[escaped] ?? escaped)
                continue
            }
            let digits = [escaped] + rest.prefix(2)
            rest = rest.dropFirst(2)
            bytes.append(UInt8(truncatingIfNeeded: Int(String(decoding: digits, as: UTF8.self), radix: 8) ?? 0))
        }
        return bytes
    }
}
