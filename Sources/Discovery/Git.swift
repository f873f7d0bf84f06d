#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Runs git on a repository. Nothing that the repository says is executed: no hook, no file system monitor, no pager, no diff program,
/// and no `git` that lies in the repository itself.
enum Git {
    struct Failure: Error {
        /// What went wrong, to follow "because".
        var reason: String
    }

    /// - Throws: when there is no git, when it may not read this repository (another user's, for one), or when it fails.
    static func output(in root: AbsolutePath, _ arguments: [[UInt8]]) throws(Failure) -> [UInt8] {
        guard let git = executable(outside: root) else { throw Failure(reason: "git is not installed") }
        let settings = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false"]
        let before = ["git", "--no-pager", "-C"].map { Array($0.utf8) } + [root.bytes] + settings.map { Array($0.utf8) }
        let run: ChildProcess.Run
        do throws(ChildProcess.Failure) {
            run = try ChildProcess.output(of: git, arguments: before + arguments, environment: environment(root))
        } catch {
            throw Failure(reason: "git could not be started")
        }
        guard run.status == 0 else {
            let complaint = String(decoding: run.errors.prefix { $0 != 0x0A }, as: UTF8.self)
            throw Failure(reason: complaint.isEmpty ? "git ended with status \(run.status)" : "git says \"\(complaint)\"")
        }
        return run.output
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
