internal import ArgumentParser

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif
#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The command line: one file a subcommand. What it does is in Pipeline; here are words, options and exit codes.
@main
struct Wattlint: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "wattlint",
        abstract: "A linter for wasted energy: finds what burns it for nothing, and says what each fix would save.",
        discussion: """
            Exit codes: 0 nothing at or above --fail-on; 1 something; 2 wrong arguments, configuration or rules; 3 an internal fault.
            Findings go to standard output, everything else to standard error.
            """,
        version: version,
        subcommands: [
            CheckCommand.self, FactsCommand.self, RulesCommand.self, ExplainCommand.self, TestCommand.self, EstimateCommand.self, BaselineCommand.self,
            AnchorsCommand.self,
        ],
        defaultSubcommand: CheckCommand.self)

    static func main() {
        // A reader that goes away (`| head`) is no fault of this program.
        signal(SIGPIPE, SIG_DFL)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let exit as ExitCode {
            leave(exit.rawValue)
        } catch {
            let code = exitCode(for: error)
            if code == .success {
                print(fullMessage(for: error))
                leave(0)
            }
            Terminal.complain(fullMessage(for: error))
            leave(2)
        }
    }
}

/// Ends the program with an exit code.
private func leave(_ code: Int32) -> Never { exit(code) }

/// Standard output and standard error.
enum Terminal {
    /// Where even this cannot be written, there is nobody left to tell.
    static func complain(_ text: String) { _ = put(text + "\n", on: STDERR_FILENO) }

    /// Ends the program with 3 when not all of it can be written: findings that did not arrive must not look like none.
    static func write(_ text: String) {
        guard let problem = put(text, on: STDOUT_FILENO) else { return }
        complain("wattlint: standard output cannot be written: \(String(cString: strerror(problem)))")
        leave(3)
    }

    /// - Returns: what went wrong, as `errno` has it; nil when all was written.
    private static func put(_ text: String, on descriptor: Int32) -> Int32? {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { systemWrite(descriptor, $0) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return written < 0 ? errno : EIO }
            start += written
        }
        return nil
    }

    private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
            Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    /// Whether findings may be coloured: on a terminal, unless the user says otherwise (https://no-color.org).
    static var hasColor: Bool {
        let environment = ProcessInfo.processInfo.environment
        if let wish = environment["NO_COLOR"], !wish.isEmpty { return false }
        if let wish = environment["FORCE_COLOR"], !wish.isEmpty { return true }
        return isatty(STDOUT_FILENO) == 1 && environment["TERM"] != "dumb"
    }

    /// Writes a file as a whole or not at all; into a device or a pipe, straight.
    static func save(_ text: String, to path: String) throws {
        do {
            var status = stat()
            let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
            try Data(text.utf8).write(to: URL(filePath: path), options: isSpecial ? [] : .atomic)
        } catch {
            complain("wattlint: \(path) cannot be written: \(error)")
            throw ExitCode(3)
        }
    }

    /// Says what is wrong with the user's arguments, configuration or rules, and ends with 2.
    static func refuse(_ sentences: [String]) -> ExitCode {
        for sentence in sentences { complain("wattlint: \(sentence)") }
        return ExitCode(2)
    }
}
