@testable import Discovery
import Foundation
import Testing

@Suite struct FileReaderTests {
    private let limits = ReadLimits(bytes: 1_000, lineCharacters: 100, refusesMinified: true)

    private func read(_ name: String, in folder: TemporaryFolder, limits: ReadLimits? = nil, system: FileSystem = .real) throws -> Read {
        var reader = FileReader(root: folder.root, system: system)
        let path = try #require(RelativePath(name))
        switch reader.read(path, limits: limits ?? self.limits, { Array($0) }) {
        case .read(let bytes): return .bytes(bytes)
        case .skipped(let reason): return .skipped(reason)
        }
    }

    private enum Read: Equatable {
        case bytes([UInt8])
        case skipped(SkipReason)
    }

    @Test(arguments: [0, 1, 99, 1_000])
    func readsAFileWhole(size: Int) throws {
        let folder = try TemporaryFolder()
        let line = Array("abcdefghijklmnopqrstuvwxyz\n".utf8)
        let bytes = (0..<size).map { line[$0 % line.count] }
        try folder.write(Array("d/a.py".utf8), bytes)
        #expect(try read("d/a.py", in: folder) == .bytes(bytes))
    }

    @Test func usesOneBufferForFilesOfAnySize() throws {
        let folder = try TemporaryFolder()
        let large = [UInt8](repeating: 0x0A, count: 300_000)
        try folder.write(Array("large".utf8), large)
        try folder.write("small", "ab")
        var reader = FileReader(root: folder.root)
        let limits = ReadLimits(bytes: 1 << 20, lineCharacters: nil, refusesMinified: false)
        for name in ["small", "large", "small", "large"] {
            guard case .read(let bytes) = reader.read(try #require(RelativePath(name)), limits: limits, { Array($0) }) else {
                Issue.record("\(name) was not read")
                continue
            }
            #expect(bytes == (name == "large" ? large : Array("ab".utf8)))
        }
    }

    @Test func refusesWhatIsTooLarge() throws {
        let folder = try TemporaryFolder()
        try folder.write("a", String(repeating: "a\n", count: 501))
        #expect(try read("a", in: folder) == .skipped(.tooLarge(limit: 1_000)))
    }

    @Test func refusesLongLinesCountedInCharacters() throws {
        let folder = try TemporaryFolder()
        try folder.write("long", "a\n" + String(repeating: "x", count: 101) + "\nb\n")
        try folder.write("fits", "a\n" + String(repeating: "ü", count: 100) + "\nb\n")
        try folder.write("last", "a\n" + String(repeating: "ü", count: 101))
        #expect(try read("long", in: folder) == .skipped(.longLine(limit: 100)))
        #expect(try read("last", in: folder) == .skipped(.longLine(limit: 100)))
        guard case .bytes = try read("fits", in: folder) else { return #expect(Bool(false), "100 characters fit") }
    }

    @Test func refusesBinaryAndMinifiedFiles() throws {
        let folder = try TemporaryFolder()
        try folder.write("binary", "abc\0def")
        try folder.write("min.js", String(repeating: String(repeating: "x", count: 2_000) + "\n", count: 4))
        try folder.write("wide.js", String(repeating: String(repeating: "x", count: 900) + "\n", count: 9))
        #expect(try read("binary", in: folder) == .skipped(.binary))
        let wide = ReadLimits(bytes: 1 << 20, lineCharacters: 20_000, refusesMinified: true)
        #expect(try read("min.js", in: folder, limits: wide) == .skipped(.minified))
        guard case .bytes = try read("wide.js", in: folder, limits: wide) else { return #expect(Bool(false), "not minified") }
    }

    @Test(.timeLimit(.minutes(1)))
    func opensNoLinkFolderOrFIFO() throws {
        let folder = try TemporaryFolder()
        try folder.write("real.py")
        try folder.write("folder.yaml/a")
        try folder.link("link.py", to: "real.py")
        mkfifo(folder.path + "/fifo.py", 0o644)
        #expect(try read("link.py", in: folder) == .skipped(.symbolicLink))
        #expect(try read("folder.yaml", in: folder) == .skipped(.notAFile))
        #expect(try read("fifo.py", in: folder) == .skipped(.notAFile))
        #expect(try read("gone.py", in: folder) == .skipped(.vanished))
    }

    @Test(arguments: [SystemError.notPermitted, .inputOutput])
    func tellsWhatTheSystemRefused(error: SystemError) throws {
        let folder = try TemporaryFolder()
        try folder.write("a.py")
        var refusing = FileSystem.real
        refusing.open = { _ throws(SystemError) in throw error }
        #expect(try read("a.py", in: folder, system: refusing) == .skipped(.unreadable(error)))
        var failing = FileSystem.real
        failing.read = { _, _ throws(SystemError) in throw error }
        #expect(try read("a.py", in: folder, system: failing) == .skipped(.unreadable(error)))
        #expect(!SkipReason.unreadable(error).isSilent)
        #expect(SkipReason.unreadable(.notPermitted).sentence == "The file cannot be read: Permission denied.")
    }

    @Test func readsInPiecesAndStopsWhenAFileGrows() throws {
        let folder = try TemporaryFolder()
        try folder.write("a.py", "abcdefgh\n")
        var slow = FileSystem.real
        slow.read = { descriptor, buffer throws(SystemError) in
            try FileSystem.real.read(descriptor, UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(2)))
        }
        #expect(try read("a.py", in: folder, system: slow) == .bytes(Array("abcdefgh\n".utf8)))
        var endless = FileSystem.real
        endless.read = { _, buffer throws(SystemError) in
            buffer.copyBytes(from: [UInt8](repeating: 0x0A, count: buffer.count))
            return buffer.count
        }
        #expect(try read("a.py", in: folder, system: endless) == .skipped(.tooLarge(limit: 1_000)))
    }
}
