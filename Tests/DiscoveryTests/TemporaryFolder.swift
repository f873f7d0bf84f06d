import Discovery
import Foundation
import Testing

/// A folder that is gone with its owner, and the few things that a test makes in it.
final class TemporaryFolder {
    let path: String
    let root: AbsolutePath

    init() throws {
        let made = FileManager.default.temporaryDirectory.appendingPathComponent("wattlint-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
        path = made.resolvingSymlinksInPath().path
        root = try #require(AbsolutePath(path))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ name: String, _ text: String = "x = 1\n") throws { try write(Array(name.utf8), Array(text.utf8)) }

    func write(_ name: [UInt8], _ bytes: [UInt8]) throws {
        let full = Array(path.utf8) + [0x2F] + name
        for index in full.indices where full[index] == 0x2F && index > 0 {
            _ = mkdir(cString(Array(full[..<index])), 0o755)
        }
        guard let file = fopen(cString(full), "w") else { throw CocoaError(.fileWriteUnknown) }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw CocoaError(.fileWriteUnknown) }
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }

    @discardableResult
    func git(_ arguments: String..., input: String? = nil) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]
        process.arguments = ["git", "-C", path] + identity + arguments
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
        environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        let stdin = Pipe()
        process.standardInput = stdin
        try process.run()
        // Written from another thread: git may answer before it has read everything.
        let bytes = Data((input ?? "").utf8)
        Thread.detachNewThread {
            try? stdin.fileHandleForWriting.write(contentsOf: bytes)
            try? stdin.fileHandleForWriting.close()
        }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    func list(_ paths: String..., excluding: [String] = [], system: FileSystem = .real) throws -> FileList {
        let scope = try Scope(paths: paths.map { Array($0.utf8) }, currentFolder: root, system: system)
        return FileList(scope, excluding: IgnoreRules(lines: excluding), system: system)
    }
}

func cString(_ bytes: [UInt8]) -> [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

extension FileList {
    var paths: [String] { files.map { $0.path.description } }
}
