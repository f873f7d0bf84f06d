#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Asks git which files it tracks and which it would not ignore. Nothing that the repository says is executed: no hook, no file
/// system monitor, no pager, and no `git` that lies in the repository itself.
struct GitListing {
    /// Regular files, tracked and untracked, each once, in no particular order. A tracked file may be gone from the disk.
    var files: [RelativePath] = []
    /// Tracked files that a sparse checkout leaves out of the disk.
    var outsideCheckout = 0

    struct Failure: Error {
        /// What went wrong, to follow "because".
        var reason: String
    }

    /// - Throws: when there is no git, when it may not read this repository (another user's, for one), or when it fails.
    init(of root: AbsolutePath) throws(Failure) {
        guard let git = Self.executable(outside: root) else { throw Failure(reason: "git is not installed") }
        let run: ChildProcess.Run
        do throws(ChildProcess.Failure) {
            run = try ChildProcess.output(of: git, arguments: Self.arguments(root), environment: Self.environment(root))
        } catch {
            throw Failure(reason: "git could not be started")
        }
        guard run.status == 0 else {
            let complaint = String(decoding: run.errors.prefix { $0 != 0x0A }, as: UTF8.self)
            throw Failure(reason: complaint.isEmpty ? "git ended with status \(run.status)" : "git says \"\(complaint)\"")
        }
        var seen: [UInt8] = []
        for record in run.output.split(separator: 0) {
            guard let path = Self.path(in: record, counting: &outsideCheckout), !path.elementsEqual(seen) else { continue }
            // A file in the middle of a merge is listed up to three times, one after the other.
            seen = Array(path)
            files.append(RelativePath(checked: seen))
        }
    }

    private static func arguments(_ root: AbsolutePath) -> [[UInt8]] {
        let before = ["git", "--no-pager", "-C"].map { Array($0.utf8) }
        let after = [
            "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false",
            "ls-files", "-z", "-t", "--stage", "--cached", "--others", "--exclude-standard",
        ]
        return before + [root.bytes] + after.map { Array($0.utf8) }
    }

    /// The user's environment (his own excludes count) without what would point git elsewhere: a hook runs with GIT_DIR and
    /// GIT_INDEX_FILE set.
    private static func environment(_ root: AbsolutePath) -> [[UInt8]] {
        let own = ChildProcess.environment().filter { !$0.starts(with: "GIT_".utf8) && !$0.starts(with: "LC_ALL=".utf8) }
        var settings = ["GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C"].map { Array($0.utf8) }
        // The repository's configuration may name any folder as its work tree; this one holds.
        settings.append(Array("GIT_WORK_TREE=".utf8) + root.bytes)
        if let parent = root.parent { settings.append(Array("GIT_CEILING_DIRECTORIES=".utf8) + parent.bytes) }
        return own + settings
    }

    /// The path in a record of `ls-files -t --stage`: `? PATH` for an untracked file, `H MODE OBJECT STAGE<tab>PATH` for a tracked
    /// one. `nil` for what is no regular file: a symbolic link, a submodule, a nested repository.
    private static func path(in record: ArraySlice<UInt8>, counting outsideCheckout: inout Int) -> ArraySlice<UInt8>? {
        guard let tag = record.first, record.dropFirst().first == 0x20 else { return nil }
        let rest = record.dropFirst(2)
        if tag == UInt8(ascii: "?") { return rest.last == .slash ? nil : rest }
        guard rest.starts(with: "100".utf8), let tab = rest.firstIndex(of: 0x09) else { return nil }
        if tag == UInt8(ascii: "S") {
            outsideCheckout += 1
            return nil
        }
        return rest[(tab + 1)...]
    }

    /// The first `git` on PATH. Relative folders on PATH are passed over: they may lie in the repository.
    private static func executable(outside root: AbsolutePath) -> AbsolutePath? {
        let prefix = Array("PATH=".utf8)
        guard let path = ChildProcess.environment().first(where: { $0.starts(with: prefix) }) else { return nil }
        for folder in path.dropFirst(prefix.count).split(separator: UInt8(ascii: ":")) {
            guard let folder = AbsolutePath(Array(folder)) else { continue }
            let candidate = folder.appending("git")
            guard access(cString(candidate.bytes), X_OK) == 0, let real = try? FileSystem.real.realPath(candidate.bytes),
                real.relative(to: root) == nil
            else { continue }
            return candidate
        }
        return nil
    }
}
