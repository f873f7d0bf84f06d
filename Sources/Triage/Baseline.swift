internal import Catalog
internal import Facts
internal import Parsing
public import Rules

/// Findings that a project has accepted for now, so that only new ones are reported. A finding is known by its rule, path, symbol and the
/// text of its line, never by a line number, and by how many are equal in all of these; a file that was moved keeps its own.
public struct Baseline: Sendable, Hashable {
    /// What findings have in common that are equal but for their place.
    public struct Key: Sendable, Hashable, Comparable {
        public var path: String
        public var rule: String
        /// Sixteen hexadecimal digits of all that names the finding but its path.
        public var content: String

        init(path: String, rule: String, content: String) {
            self.path = path
            self.rule = rule
            self.content = content
        }

        init(_ finding: Finding) { self.init(path: finding.place.path, rule: finding.rule.id, content: Fingerprint.content(finding)) }

        public static func < (left: Key, right: Key) -> Bool { (left.path, left.rule, left.content) < (right.path, right.rule, right.content) }
    }

    /// How many findings each stands for.
    public private(set) var counts: [Key: Int] = [:]

    /// What accepts all of these findings.
    public init(of findings: [Finding]) {
        for finding in findings { counts[Key(finding), default: 0] += 1 }
    }

    public struct Outcome: Sendable {
        /// Those that the baseline does not have.
        public var new: [Finding] = []
        /// How many it has.
        public var known = 0
        /// How many it has and nothing was found for, of the paths and rules that were looked at.
        public var gone = 0
    }

    /// Parts what is new from what is known.
    ///
    /// - Parameters:
    ///   - findings: sorted by place.
    ///   - exists: whether a path is still a file. What was found elsewhere counts as moved only when it is not.
    ///   - isLookedAt: whether findings of a rule in a path could be among these.
    public func split(
        _ findings: [Finding], exists: (_ path: String) -> Bool, isLookedAt: (_ path: String, _ rule: String) -> Bool
    ) -> Outcome {
        var left = counts
        var outcome = Outcome()
        func take(_ key: Key) -> Bool {
            guard let count = left[key], count > 0 else { return false }
            left[key] = count - 1
            outcome.known += 1
            return true
        }
        let open = findings.filter { !take(Key($0)) }
        let moved = Dictionary(grouping: left.keys.filter { !exists($0.path) }.sorted()) { [$0.rule, $0.content] }
        outcome.new = open.filter { finding in
            let key = Key(finding)
            return !(moved[[key.rule, key.content]] ?? []).contains(where: take)
        }
        outcome.gone = left.reduce(0) { $0 + (isLookedAt($1.key.path, $1.key.rule) ? $1.value : 0) }
        return outcome
    }

    // MARK: As a file

    /// What is wrong with a file that should be one.
    public struct Problem: Error, CustomStringConvertible {
        public var description: String
    }

    /// - Throws: when the text is no baseline of a version that is known.
    public init(reading text: String) throws(Problem) {
        let source = SourceText(bytes: Array(text.utf8))
        let document = Document.read(source, as: .json)
        if let problem = document.problems.first { throw Problem(description: "it is no JSON: \(problem)") }
        guard let root = document.roots.first, root.kind == .mapping else { throw Problem(description: "it holds no object") }
        guard root["version"]?.number == 1 else { throw Problem(description: "its version is not 1") }
        for item in root["findings"]?.items ?? [] {
            guard let path = item["path"]?.rawText, let rule = item["rule"]?.rawText, let content = item["content"]?.rawText else {
                throw Problem(description: "a finding of it lacks its path, rule or content")
            }
            counts[Key(path: path, rule: rule, content: content), default: 0] += item["count"]?.integer ?? 1
        }
    }
}
