import Foundation
import Testing

/// The end-to-end tests run the program that users get, as they do: in a folder, with arguments, reading what it prints.

/// All of them, one at a time: each starts processes, and some measure time.
@Suite(.serialized) struct EndToEnd {}

enum Program {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    struct Result {
        var code: Int32
        var output: Data
        var complaints: String
        var seconds: Double

        var text: String { String(decoding: output, as: UTF8.self) }
    }

    struct Missing: Error, CustomStringConvertible { var description: String }

    /// The release binary, or what WATTLINT_BINARY names.
    static func binary() throws -> URL {
        if let other = ProcessInfo.processInfo.environment["WATTLINT_BINARY"] { return URL(filePath: other) }
        let binary = root.appending(path: ".build/release/wattlint")
        guard FileManager.default.isExecutableFile(atPath: binary.path) else {
            throw Missing(description: ".build/release/wattlint is not built: run `make test`, which builds it before the tests")
        }
        return binary
    }

    /// Python with the packages of Tests/oracles.txt.
    static func python() throws -> URL {
        let python = root.appending(path: ".build-deps/oracles/bin/python")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            throw Missing(description: "the packages of Tests/oracles.txt are not installed: run `make test`, which puts them into .build-deps/oracles")
        }
        return python
    }

    static func wattlint(_ arguments: String..., in folder: TemporaryFolder, at place: String = "") throws -> Result {
        try wattlint(arguments, in: folder, at: place)
    }

    /// The folder is held until the program has ended.
    static func wattlint(_ arguments: [String], in folder: TemporaryFolder, at place: String = "", environment: [String: String] = [:]) throws -> Result {
        try run(binary(), arguments, in: folder, at: place, environment: environment)
    }

    static func run(
        _ program: URL, _ arguments: [String], in folder: TemporaryFolder, at place: String = "", environment: [String: String] = [:],
        output: URL? = nil
    ) throws -> Result {
        try withExtendedLifetime(folder) {
            try run(program, arguments, in: folder.path(place), environment: environment, output: output)
        }
    }

    /// Runs a program to its end, or ends it after a minute. Output goes through files, so that no pipe can fill up.
    static func run(
        _ program: URL, _ arguments: [String], in folder: URL, environment: [String: String] = [:], output: URL? = nil
    ) throws -> Result {
        let files = TemporaryFolder()
        let outputFile = output ?? files.path("output")
        let complaintsFile = files.path("complaints")
        for file in [output == nil ? outputFile : nil, complaintsFile].compactMap(\.self) { try Data().write(to: file) }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.filter { !ownVariables.contains($0.key) }.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: complaintsFile)
        let start = Date()
        try process.run()
        while process.isRunning, Date().timeIntervalSince(start) < 60 { usleep(2000) }
        let seconds = Date().timeIntervalSince(start)
        if process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            throw Missing(description: "\(program.lastPathComponent) \(arguments.joined(separator: " ")) did not end within a minute")
        }
        process.waitUntilExit()
        // A signal is no exit code of ours.
        let code = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        return Result(
            code: code, output: output == nil ? try Data(contentsOf: outputFile) : Data(),
            complaints: String(decoding: try Data(contentsOf: complaintsFile), as: UTF8.self), seconds: seconds)
    }

    /// Variables that would change what is printed, or where git looks.
    private static let ownVariables: Set<String> = [
        "FORCE_COLOR", "NO_COLOR", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_CEILING_DIRECTORIES",
    ]

    @discardableResult
    static func git(_ arguments: String..., in folder: TemporaryFolder, at place: String = "") throws -> String {
        let settings = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]
        let result = try run(URL(filePath: "/usr/bin/env"), ["git"] + settings + arguments, in: folder, at: place)
        guard result.code == 0 else { throw Missing(description: "git \(arguments.joined(separator: " ")): \(result.complaints)") }
        return result.text
    }
}

/// A folder outside of any repository that goes away with its last owner.
final class TemporaryFolder {
    let url: URL

    init() {
        // The real path: wattlint resolves links, and /tmp is one on some systems.
        let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        url = base.appending(path: "wattlint-\(UUID().uuidString)", directoryHint: .isDirectory)
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// With files by their paths.
    convenience init(_ files: [String: String]) throws {
        self.init()
        for (path, text) in files { try write(text, to: path) }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ path: String) -> URL { url.appending(path: path) }

    func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

    func write(_ data: Data, to path: String) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }
}

/// Files that are judged in a known way.
enum Sample {
    /// One warning, in line 7: oversized-model.
    static let wasteful = """
        from openai import OpenAI

        client = OpenAI()


        def is_positive(review: str) -> bool:
            answer = client.chat.completions.create(
                model="gpt-4o",
                max_tokens=1,
                messages=[{"role": "user", "content": f"Is this review positive? Answer yes or no.\\n\\n{review}"}],
            )
            return answer.choices[0].message.content == "yes"

        """

    static let right = wasteful.replacing("gpt-4o", with: "gpt-4.1-nano")

    /// One info, in line 6: peak-hour-batch.
    static let batch = """
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: nightly-report
        spec:
          schedule: "30 18 * * *"
          timeZone: Europe/Berlin
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: report
                      image: registry.example.com/report:5.1
                      command: ["python", "build_report.py"]
                      resources:
                        requests:
                          cpu: "8"

        """

    /// A call through an alias that only a gateway's configuration explains.
    static let byAlias = wasteful.replacing("gpt-4o", with: "classifier").replacing("OpenAI()", with: #"OpenAI(base_url="http://litellm:4000")"#)

    static let aliases = """
        model_list:
          - model_name: classifier
            litellm_params:
              model: openai/gpt-4o
        litellm_settings:
          cache: true

        """
}

extension Program.Result {
    /// The rules of a JSON report's findings, with their paths and lines.
    func findings() throws -> [String] {
        let report = try JSONSerialization.jsonObject(with: output) as? [String: Any]
        let findings = try #require(report?["findings"] as? [[String: Any]])
        return findings.map { finding in
            let start = finding["start"] as? [String: Any]
            return "\(finding["path"] as? String ?? "?"):\(start?["line"] as? Int ?? 0) \(finding["rule"] as? String ?? "?")"
        }
    }

    func field(_ name: String) throws -> Any? { (try JSONSerialization.jsonObject(with: output) as? [String: Any])?[name] }
}
