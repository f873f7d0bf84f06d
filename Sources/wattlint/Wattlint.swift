internal import ArgumentParser
internal import Foundation

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
            CheckCommand.self, FactsCommand.self, RulesCommand.self, ExplainCommand.self, TestCommand.self, EstimateCommand.self,
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
            Foundation.exit(exit.rawValue)
        } catch {
            let code = exitCode(for: error)
            if code == .success {
                print(fullMessage(for: error))
                Foundation.exit(0)
            }
            Terminal.complain(fullMessage(for: error))
            Foundation.exit(2)
        }
    }
}

/// Standard output and standard error.
enum Terminal {
    static func complain(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

    /// Whether findings may be coloured: on a terminal, unless the user says otherwise (https://no-color.org).
    static var hasColor: Bool {
        let environment = ProcessInfo.processInfo.environment
        if let wish = environment["NO_COLOR"], !wish.isEmpty { return false }
        if let wish = environment["FORCE_COLOR"], !wish.isEmpty { return true }
        return isatty(STDOUT_FILENO) == 1 && environment["TERM"] != "dumb"
    }

    /// Writes a file as a whole or not at all.
    static func save(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: path.hasPrefix("/dev/") ? [] : .atomic)
        } catch {
            complain("wattlint: \(path) cannot be written: \(error.localizedDescription)")
            throw ExitCode(3)
        }
    }

    /// Says what is wrong with the user's arguments, configuration or rules, and ends with 2.
    static func refuse(_ sentences: [String]) -> ExitCode {
        for sentence in sentences { complain("wattlint: \(sentence)") }
        return ExitCode(2)
    }
}
