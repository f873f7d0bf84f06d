@testable import Discovery
import Foundation
import Testing

@Suite struct FileListTests {
    @Test func listsWhatGitTracksOrWouldTrack() throws {
        let folder = try TemporaryFolder()
        try folder.git("init", "--quiet")
        for name in ["a.py", "b/c.yaml", "new.ts", "ignored.py", "gone.py", "README.md", "forced.py"] { try folder.write(name) }
        try folder.write(".gitignore", "ignored.py\nforced.py\n")
        try folder.git("add", "a.py", "b", "gone.py")
        try folder.git("add", "--force", "forced.py")
        try folder.git("commit", "--quiet", "-m", "x")
        let list = try folder.list(".")
        #expect(list.paths == ["README.md", "a.py", "b/c.yaml", "forced.py", "gone.py", "new.ts"])
        #expect(list.others.count == 1)
        #expect(list.notices.isEmpty)
        #expect(list.files.filter(\.isReported).count == 6)
    }

    @Test func reportsOnWhatWasNamedAndListsTheRestOfTheRepository() throws {
        let folder = try TemporaryFolder()
        try folder.git("init", "--quiet")
        for name in ["svc/a.py", "svc/tests/test_a.py", "svc/docs/b.py", "config.yaml", "tests/c.py"] { try folder.write(name) }
        let list = try folder.list("svc", "tests", "config.yaml")
        #expect(list.root == folder.root)
        #expect(list.paths == ["config.yaml", "svc/a.py", "svc/docs/b.py", "svc/tests/test_a.py", "tests/c.py"])
        #expect(list.files.map(\.pathClass) == [.application, .application, .example, .test, .application])
        let part = try folder.list("svc")
        #expect(part.files.filter(\.isReported).map { $0.path.description } == ["svc/a.py", "svc/docs/b.py", "svc/tests/test_a.py"])
        #expect(part.files.count == 5)
        let file = try folder.list("tests/c.py")
        #expect(file.files.filter(\.isReported).map(\.pathClass) == [.test])
    }

    @Test func listsAConflictOnceAndNoLinkOrSubmodule() throws {
        let folder = try TemporaryFolder()
        try folder.git("init", "--quiet")
        try folder.write("a.py", "1\n")
        try folder.link("link.py", to: "a.py")
        try folder.link("loop", to: ".")
        try folder.git("add", ".")
        try folder.git("commit", "--quiet", "-m", "x")
        try folder.git("checkout", "--quiet", "-b", "other")
        try folder.write("a.py", "2\n")
        try folder.git("commit", "--quiet", "-am", "y")
        try folder.git("checkout", "--quiet", "main")
        try folder.write("a.py", "3\n")
        try folder.git("commit", "--quiet", "-am", "z")
        try folder.git("merge", "--quiet", "other")
        #expect(try folder.git("ls-files", "-u").split(separator: "\n").count == 3)
        try folder.write("nested/b.py")
        let commit = try folder.git("rev-parse", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)
        try folder.git("update-index", "--add", "--cacheinfo", "160000,\(commit),module")
        #expect(try folder.list(".").paths == ["a.py", "nested/b.py"])
    }

    @Test func readsNothingThroughAFolderThatBecameALink() throws {
        let outside = try TemporaryFolder()
        try outside.write("secret.py")
        let folder = try TemporaryFolder()
        try folder.git("init", "--quiet")
        try folder.write("a/secret.py")
        try folder.write("b.py")
        try folder.git("add", ".")
        try folder.remove("a")
        try folder.link("a", to: outside.path)
        #expect(try folder.list(".").paths == ["b.py"])
    }

    @Test func runsNothingOfTheRepository() throws {
        let folder = try TemporaryFolder()
        try folder.git("init", "--quiet")
        try folder.write("a.py")
        try folder.git("add", "a.py")
        try folder.write("evil.sh", "#!/bin/sh\ntouch \"\(folder.path)/ran\"\n")
        chmod(folder.path + "/evil.sh", 0o755)
        try folder.git("config", "core.fsmonitor", folder.path + "/evil.sh")
        try folder.git("config", "core.pager", folder.path + "/evil.sh")
        try folder.git("config", "core.worktree", "/")
        #expect(try folder.list(".").paths == ["a.py", "evil.sh"])
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/ran"))
    }

    @Test func walksWhenGitFails() throws {
        let folder = try TemporaryFolder()
        try folder.write(".git/config", "not a configuration\n[")
        try folder.write(".gitignore", "ignored.py\n")
        for name in ["a.py", "ignored.py", "node_modules/x/index.js"] { try folder.write(name) }
        let list = try folder.list(".")
        #expect(list.paths == ["a.py"])
        #expect(list.notices.count == 1)
        #expect(list.notices.first?.sentence.hasPrefix("The files were found by a walk instead of git, because git") == true)
    }

    /// Git refuses a repository that belongs to somebody else, since its configuration can name programs to run.
    @Test(.enabled(if: geteuid() == 0, "only the superuser can give a file away"))
    func walksAnotherUsersRepository() throws {
        let folder = try TemporaryFolder()
        try folder.git("init", "--quiet")
        try folder.write("a.py")
        chown(folder.path, 12_345, 12_345)
        chown(folder.path + "/.git", 12_345, 12_345)
        let list = try folder.list(".")
        #expect(list.paths == ["a.py"])
        #expect(list.notices.count == 1)
    }

    @Test func walksOutsideGitByTheRulesOfIgnoreFiles() throws {
        let folder = try TemporaryFolder()
        try folder.write(".gitignore", "*.json\n/build/\n!keep.json\n")
        try folder.write("sub/.gitignore", "!b.json\nlocal.py\n")
        for name in [
            "a.py", "a.json", "keep.json", "build/x.py", "sub/b.json", "sub/c.json", "sub/local.py", "sub/build/y.py", "local.py",
            ".github/workflows/ci.yml", ".venv/x.py", "sub/node_modules/x.js", ".hg/x.py",
        ] { try folder.write(name) }
        #expect(
            try folder.list(".").paths == [".github/workflows/ci.yml", "a.py", "keep.json", "local.py", "sub/b.json", "sub/build/y.py"])
    }

    @Test func neverLoopsOnLinksAndOpensNoFIFO() throws {
        let folder = try TemporaryFolder()
        try folder.write("a/b.py")
        try folder.link("a/up", to: "..")
        try folder.link("a/self.py", to: "self.py")
        mkfifo(folder.path + "/fifo.py", 0o644)
        #expect(try folder.list(".").paths == ["a/b.py"])
    }

    @Test(arguments: [true, false])
    func keepsNamesThatAreNotUTF8(inGit: Bool) throws {
        let folder = try TemporaryFolder()
        if inGit { try folder.git("init", "--quiet") }
        let name = Array("d\n/#%".utf8) + [0xFF] + Array(".py".utf8)
        try folder.write(name, Array("x\n".utf8))
        let list = try folder.list(".")
        #expect(list.files.map(\.path.bytes) == [name])
        var reader = FileReader(root: list.root)
        let file = try #require(list.files.first)
        guard case .read(2) = reader.read(file.path, limits: file.kind.readLimits, { $0.count }) else {
            return #expect(Bool(false), "the file was not read")
        }
    }

    @Test func tellsOfFoldersThatCannotBeRead() throws {
        let folder = try TemporaryFolder()
        for name in ["a.py", "closed/b.py", "gone/c.py"] { try folder.write(name) }
        var system = FileSystem.real
        system.entries = { path throws(SystemError) in
            if path.description.hasSuffix("/closed") { throw SystemError.notPermitted }
            if path.description.hasSuffix("/gone") { throw SystemError.notFound }
            return try FileSystem.real.entries(path)
        }
        let list = try folder.list(".", system: system)
        #expect(list.paths == ["a.py"])
        #expect(list.notices.map(\.sentence) == ["The folder cannot be read: Permission denied."])
    }

    @Test func asksTheSystemWhereAFolderDoesNotTellTypes() throws {
        let folder = try TemporaryFolder()
        try folder.write("a/b.py")
        try folder.link("a/link.py", to: "b.py")
        var system = FileSystem.real
        system.entries = { path throws(SystemError) in
            try FileSystem.real.entries(path).map { FolderEntry(name: $0.name, type: .unknown) }
        }
        #expect(try folder.list(".", system: system).paths == ["a/b.py"])
    }

    @Test func readsWhatGitIgnoresWhenItIsNamed() throws {
        let folder = try TemporaryFolder()
        try folder.git("init", "--quiet")
        try folder.write(".gitignore", "out/\n")
        for name in ["a.py", "out/b.py", "out/c/d.py"] { try folder.write(name) }
        #expect(try folder.list(".").paths == ["a.py"])
        #expect(try folder.list("out").paths == ["a.py", "out/b.py", "out/c/d.py"])
        #expect(try folder.list("out/b.py").files.filter(\.isReported).map { $0.path.description } == ["out/b.py"])
    }

    @Test func leavesOutWhatTheUserExcludes() throws {
        let folder = try TemporaryFolder()
        for name in ["a.py", "legacy/b.py", "legacy/c/d.py"] { try folder.write(name) }
        let list = try folder.list(".", excluding: ["legacy/"])
        #expect(list.paths == ["a.py"])
        #expect(list.excluded == 2)
    }

    @Test func joinsPlacesThatLieApart() throws {
        let folder = try TemporaryFolder()
        for name in ["one/a.py", "two/b.py", "three/c.py"] { try folder.write(name) }
        let two = folder.path + "/two"
        let list = try folder.list("one", two)
        #expect(list.root == folder.root)
        #expect(list.paths == ["one/a.py", "two/b.py"])
    }

    @Test func refusesPathsThatDoNotExist() throws {
        let folder = try TemporaryFolder()
        try folder.write("file.py")
        for path in ["nowhere", "file.py/x", ""] {
            let error = #expect(throws: DiscoveryError.self) { try folder.list(path) }
            #expect(error?.code == .pathNotFound)
        }
        mkfifo(folder.path + "/fifo", 0o644)
        #expect(#expect(throws: DiscoveryError.self) { try folder.list("fifo") }?.code == .notAFileOrFolder)
    }

    @Test func followsALinkThatWasNamedItself() throws {
        let folder = try TemporaryFolder()
        try folder.write("real/a.py")
        try folder.link("link", to: "real")
        let list = try folder.list("link")
        #expect(list.root.description == folder.path + "/real")
        #expect(list.paths == ["a.py"])
    }

    @Test func findsTheNearestConfigurationInsideThePlace() throws {
        let folder = try TemporaryFolder()
        try folder.write(".wattlint.yml")
        try folder.write("repo/.git/HEAD")
        try folder.write("repo/svc/a.py")
        func configuration(_ path: String) throws -> String? {
            try Scope(paths: [Array(path.utf8)], currentFolder: folder.root).configuration()?.description
        }
        #expect(try configuration("repo/svc") == nil)
        try folder.write("repo/.wattlint.yml")
        #expect(try configuration("repo/svc/a.py") == folder.path + "/repo/.wattlint.yml")
        #expect(try configuration(".") == folder.path + "/.wattlint.yml")
    }
}
