public import Parsing

/// A pipeline of jobs that a forge runs when something happens to the repository: a workflow of GitHub Actions, a pipeline of GitLab.
public struct Pipeline: Sendable {
    /// Whose form it has.
    public enum System: Sendable { case gitHub, gitLab }

    public var system = System.gitHub
    public var name: String
    public var triggers: [PipelineTrigger] = []
    /// It says itself what becomes of its runs when newer ones start, whatever it says.
    public var statesConcurrency = false
    public var jobs: [PipelineJob] = []
    /// Files of the repository that are parts of it, and whether others from elsewhere are.
    public var includes: [String] = []
    public var isPartial = false
    /// What says when it runs.
    public var span: Span
}

/// An event that starts a pipeline, with what narrows it. A filter that is not stated is nil.
public struct PipelineTrigger: Sendable {
    public var event: String
    public var branches: [String]?
    public var tags: [String]?
    public var types: [String]?
    /// What must have changed.
    public var paths: [String]?
    /// When it starts, as written and where.
    public var times: [Setting<String>] = []
    /// Branches are left out by name.
    public var leavesOutBranches = false
}

public struct PipelineJob: Sendable {
    public var id: String
    /// The labels of the machines that it may run on; nil when they are not all known.
    public var runners: [String]?
    /// Its steps run in a container.
    public var isInContainer = false
    /// The pipeline whose jobs it runs in place of steps of its own.
    public var calls: String?
    public var callsOther: Bool { calls != nil }
    /// The image that its steps run in, when the file says one.
    public var image: String?
    public var stage: String?
    /// What starts it for changes that are not merged, where the system says that of jobs; nil where it says so of pipelines.
    public var events: [String]?
    /// Whether something is said of files that are kept from run to run, where the system says that of jobs; nil where that is not known.
    public var keeps: Bool?
    /// Files that it makes are there for later jobs.
    public var handsOn = false
    /// It builds images with a program of its own, which starts empty.
    public var hasOwnDaemon = false
    /// The jobs that must have ended before it.
    public var needs: [String] = []
    /// What its token may change (`contents`), as far as the file says.
    public var writes: Set<String> = []
    /// Names of variables that are set for all or some of its steps.
    public var variables: Set<String> = []
    public var condition = ""
    /// It changes an environment that people use.
    public var namesEnvironment = false
    public var statesConcurrency = false
    /// It is run for each entry of a matrix.
    public var isRepeated = false
    public var steps: [PipelineStep] = []
}

public struct PipelineStep: Sendable {
    public var condition = ""
    /// The action, `owner/name` or a path, without its version.
    public var action: String?
    /// The major version of the action, when the file says it: in the tag, or in the comment behind a hash.
    public var version: Int?
    /// What is handed to the action, as written; a value that is no text is empty.
    public var inputs: [String: String] = [:]
    /// Where it says what it runs.
    public var span: Span?
    /// The folder that its commands run in, when the file says one.
    public var directory: String?
    public var commands: [ShellCommand] = []
}

/// One command of a script, without what a shell takes for itself (`then`, `sudo`, variables in front).
public struct ShellCommand: Sendable {
    public var words: [String]
    public var span: Span

    /// How many commands of a script may be written otherwise than they read, by quotes and the like, before all are placed at the
    /// script: each costs a look through many lines.
    private static let mostUnplaced = 50

    /// The commands of a script, each where it stands in the file.
    static func all(of script: String, at whole: Span, in source: SourceText) -> [ShellCommand] {
        var from = whole.start
        var unplaced = 0
        return ShellScript.split(script).compactMap { words in
            let words = own(words)
            guard !words.isEmpty else { return nil }
            let found = unplaced < mostUnplaced ? place(of: words, in: Span(from, whole.end), source) : nil
            if let found { from = found.start } else { unplaced += 1 }
            return ShellCommand(words: words, span: found ?? whole)
        }
    }

    /// Words before a command that are not its own.
    private static let prefixes: Set<String> = ["then", "do", "else", "sudo", "time", "exec", "env", "command", "!", "(", "{", "if", "-E"]

    private static func own(_ words: [String]) -> [String] {
        var rest = words[...]
        while let first = rest.first {
            if first.hasPrefix("("), first.count > 1 {
                rest[rest.startIndex] = String(first.dropFirst())
            } else if prefixes.contains(first) || isAssignment(first) {
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        var result = Array(rest)
        if let last = result.last, last.hasSuffix(")"), last.count > 1, !result.contains(where: { $0.contains("(") }) { result[result.count - 1] = String(last.dropLast()) }
        if let first = result.first { result[0] = lastPathPart(first) }
        return result
    }

    private static func isAssignment(_ word: String) -> Bool {
        guard let equals = word.firstIndex(of: "="), equals > word.startIndex else { return false }
        return word[..<equals].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    /// How many lines are looked through for a command: one whose words are written otherwise must not cost the whole script each time.
    private static let farthest = 200

    /// The stretch of one line that has the command's words in their order, as many as the line has.
    private static func place(of words: [String], in span: Span, _ source: SourceText) -> Span? {
        guard span.start < span.end else { return nil }
        let first = source.line(at: span.start), last = min(source.line(at: span.end - 1), source.line(at: span.start) + farthest)
        for needed in [words.count, min(2, words.count)] {
            for line in first...last {
                let whole = source.lineSpan(line)
                let start = max(whole.start, span.start), end = min(whole.end, span.end)
                guard start < end, let found = stretch(of: words.prefix(needed), in: source.bytes[start..<end]) else { continue }
                return Span(found.lowerBound, found.upperBound)
            }
        }
        return nil
    }

    private static func stretch(of words: ArraySlice<String>, in line: ArraySlice<UInt8>) -> Range<Int>? {
        var rest = line
        var start: Int?
        for word in words {
            guard let found = rest.firstRange(of: Array(word.utf8)) else { return nil }
            if start == nil { start = found.lowerBound }
            rest = rest[found.upperBound...]
        }
        return start.map { $0..<rest.startIndex }
    }
}
