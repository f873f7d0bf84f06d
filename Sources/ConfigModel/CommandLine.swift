internal import Catalog
internal import Parsing

/// One command of a container: its words without the shell around them, and the variables that it sets for itself.
public struct CommandLine: Sendable {
    public var words: [Setting<String>]
    /// All its words are here: no script, no loop, nothing that another file adds.
    public var isWhole: Bool
    public var variables: Variables

    /// The commands that a container runs. A shell's `-c` text is cut into its commands; a script that is not in the file
    /// gives none.
    public static func all(of container: Container) -> [CommandLine] {
        let entry = container.entry?.words ?? []
        let words = entry + (container.arguments?.words ?? [])
        let isWhole = (container.entry?.isWhole ?? true) && (container.arguments?.isWhole ?? true)
        guard let shell = shellText(words) else {
            return [CommandLine(words: words, isWhole: isWhole, variables: container.environment)]
        }
        guard let text = shell.value else { return [] }
        return ShellScript(text: text, span: shell.span, environment: container.environment).commands.map { command in
            var command = command
            command.isWhole = command.isWhole && isWhole
            return command
        }
    }

    /// The same of the command that runs once the container is started.
    static func afterStart(of container: Container) -> [CommandLine] {
        guard let hook = container.startHook else { return [] }
        var other = Container(name: container.name, span: hook.span)
        other.entry = hook
        other.environment = container.environment
        return all(of: other)
    }

    /// The text after `sh -c`.
    private static func shellText(_ words: [Setting<String>]) -> Setting<String>? {
        guard let first = words.first?.value, ["sh", "bash", "ash", "dash", "zsh"].contains(lastPathPart(first)) else { return nil }
        for (index, word) in words.enumerated().dropFirst() {
            guard let flag = word.value, flag.hasPrefix("-") else { return .unknown }
            if flag.hasSuffix("c"), !flag.hasPrefix("--") { return index + 1 < words.count ? words[index + 1] : .unknown }
        }
        return .unknown
    }

    /// Whether the command is the launcher's words and what follows them.
    public func starts(with launcher: [String]) -> Bool { end(ofLauncher: launcher) == launcher.count }

    /// The index after the launcher's words, which may have others before them (`exec`, `numactl …`).
    func end(ofLauncher launcher: [String]) -> Int? {
        guard !launcher.isEmpty else { return nil }
        let spelled = words.map { Self.normalised($0.value ?? "") }
        let (kept, places) = Self.withoutPythonFlags(spelled)
        guard kept.count >= launcher.count else { return nil }
        for start in 0...(kept.count - launcher.count) where Array(kept[start..<(start + launcher.count)]) == launcher {
            return places[start + launcher.count - 1] + 1
        }
        return nil
    }

    private static func normalised(_ word: String) -> String {
        let last = lastPathPart(word)
        guard last.hasPrefix("python") else { return word.hasPrefix("/") ? last : word }
        return last.dropFirst(6).allSatisfy { $0.isNumber || $0 == "." } ? "python" : last
    }

    private static func withoutPythonFlags(_ words: [String]) -> (words: [String], places: [Int]) {
        let places = words.indices.filter { words[$0] != "-u" && words[$0] != "-O" }
        return (places.map { words[$0] }, places)
    }
}

func lastPathPart(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

/// A shell's text, cut into commands and words. Constructs that decide at run time (loops, conditions, substitutions) are not
/// followed: the commands in them are given as not whole.
struct ShellScript {
    private(set) var commands: [CommandLine] = []
    private let span: Span?
    private var environment: Variables

    init(text: String, span: Span?, environment: Variables) {
        self.span = span
        self.environment = environment
        self.environment.syntax = .shell
        let text = Self.withoutTakenValues(text)
        let decides = ["$(", "`", "if ", "for ", "while ", "case "].contains { text.contains($0) }
        for words in Self.split(text) { add(words, isWhole: !decides) }
    }

    /// `TOKEN=$(cat /run/secrets/token)` decides nothing but what the variable holds, and nobody knows that.
    private static func withoutTakenValues(_ text: String) -> String {
        var rest = Substring(text)
        var result = ""
        while let start = rest.firstRange(of: "=$(") {
            let end = rest[start.upperBound...].firstIndex { $0 == "(" || $0 == ")" || $0.isNewline }
            guard let end, rest[end] == ")", rest[..<start.lowerBound].last.map({ $0.isLetter || $0.isNumber || $0 == "_" }) ?? false else {
                result += rest[..<start.upperBound]
                rest = rest[start.upperBound...]
                continue
            }
            result += rest[..<start.lowerBound] + "=$?"
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private mutating func add(_ words: [String], isWhole: Bool) {
        var words = words[...]
        if words.first == "export" { words = words.dropFirst() }
        while let first = words.first, let (name, value) = Self.assignment(first) {
            environment.values[name] = environment.resolve(value, span)
            words = words.dropFirst()
        }
        while let first = words.first, ["exec", "nohup", "then", "do", "else", "time"].contains(first) { words = words.dropFirst() }
        guard !words.isEmpty else { return }
        let settings = words.map { environment.resolve($0, span) }
        commands.append(CommandLine(words: settings, isWhole: isWhole, variables: environment))
    }

    private static func assignment(_ word: String) -> (String, String)? {
        guard let equals = word.firstIndex(of: "="), equals > word.startIndex else { return nil }
        let name = word[..<equals]
        guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return nil }
        return (String(name), String(word[word.index(after: equals)...]))
    }

    /// Commands as lists of words: quotes are taken away, `\` before a line's end joins, `;`, `&&`, `||`, `|`, `&` and line ends
    /// part commands, `#` starts a comment.
    static func split(_ text: String) -> [[String]] {
        var commands: [[String]] = []
        var words: [String] = []
        var word = ""
        var isInWord = false
        var quote: Character?
        var characters = Array(text)[...]
        func endWord() {
            if isInWord { words.append(word) }
            word = ""
            isInWord = false
        }
        func endCommand() {
            endWord()
            if !words.isEmpty { commands.append(words) }
            words = []
        }
        while let character = characters.popFirst() {
            if let open = quote {
                if character == open { quote = nil } else if character == "\\", open == "\"", let next = characters.first, "\"\\$".contains(next) {
                    word.append(next)
                    characters = characters.dropFirst()
                } else {
                    word.append(character)
                }
                continue
            }
            switch character {
            case "\"", "'":
                quote = character
                isInWord = true
            case "\\":
                guard let next = characters.popFirst() else { break }
                if next.isNewline { endWord() } else {
                    word.append(next)
                    isInWord = true
                }
            case _ where character.isNewline: endCommand()
            case ";", "&", "|": endCommand()
            case "#" where !isInWord: characters = characters.drop { !$0.isNewline }
            case _ where character.isWhitespace: endWord()
            default:
                word.append(character)
                isInWord = true
            }
        }
        endCommand()
        return commands
    }
}
