internal import Catalog
internal import Facts
internal import Parsing
public import Rules

/// Findings that a project has accepted for now, so that only new ones are reported. A finding is known by its rule, path, symbol and the
/// text of its line, never by a line number, and by how many are equal in all of these; a file that was moved keeps its own.
public struct Baseline: Sendable, Hashable {
    /// Findings that are equal but for their place.
    public struct Entry: Sendable, Hashable {
        public var path: String
        public var rule: String
        /// Sixteen hexadecimal digits of all that names the finding but its path.
        public var content: String
        public var count: Int

        public init(path: String, rule: String, content: String, count: Int) {
            self.path = path
            self.rule = rule
            self.content = content
            self.count = count
        }
    }

    /// Sorted by path, rule and content.
    public private(set) var entries: [Entry]

    public init(entries: [Entry]) { self.entries = entries.sorted { ($0.path, $0.rule, $0.content) < ($1.path, $1.rule, $1.content) } }

    /// What accepts all of these findings.
    public init(of findings: [Finding]) {
        var counts: [Entry: Int] = [:]
        for finding in findings { counts[Self.name(finding), default: 0] += 1 }
        self.init(
            entries: counts.map { entry, count in
                var entry = entry
                entry.count = count
                return entry
            })
    }

    public struct Outcome: Sendable {
        /// Those that the baseline does not have.
        public var new: [Finding] = []
        /// How many it has.
        public var known = 0
        /// What it has and nothing was found for, of the paths and rules that were looked at.
        public var gone: [Entry] = []
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
        var left: [Entry: Int] = [:]
        for entry in entries { left[Self.key(entry), default: 0] += entry.count }
        var outcome = Outcome()
        var open: [Finding] = []
        for finding in findings {
            if Self.take(Self.name(finding), &left) { outcome.known += 1 } else { open.append(finding) }
        }
        let movedKeys = left.filter { $0.value > 0 && !exists($0.key.path) }.keys.sorted { ($0.path, $0.rule, $0.content) < ($1.path, $1.rule, $1.content) }
        let moved = Dictionary(grouping: movedKeys) { [$0.rule, $0.content] }
        for finding in open {
            let name = Self.name(finding)
            if let place = moved[[name.rule, name.content]]?.first(where: { left[$0, default: 0] > 0 }), Self.take(place, &left) {
                outcome.known += 1
            } else {
                outcome.new.append(finding)
            }
        }
        outcome.gone = left.filter { $0.value > 0 && isLookedAt($0.key.path, $0.key.rule) }.map { key, count in
            Entry(path: key.path, rule: key.rule, content: key.content, count: count)
        }.sorted { ($0.path, $0.rule, $0.content) < ($1.path, $1.rule, $1.content) }
        return outcome
    }

    private static func take(_ entry: Entry, _ left: inout [Entry: Int]) -> Bool {
        guard let count = left[entry], count > 0 else { return false }
        left[entry] = count - 1
        return true
    }

    /// The entry of one finding, without a count.
    private static func name(_ finding: Finding) -> Entry {
        Entry(path: finding.place.path, rule: finding.rule.id, content: Fingerprint.content(finding), count: 0)
    }

    private static func key(_ entry: Entry) -> Entry { Entry(path: entry.path, rule: entry.rule, content: entry.content, count: 0) }

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
        var entries: [Entry] = []
        for item in root["findings"]?.items ?? [] {
            guard let path = item["path"]?.rawText, let rule = item["rule"]?.rawText, let content = item["content"]?.rawText else {
                throw Problem(description: "a finding of it lacks its path, rule or content")
            }
            entries.append(Entry(path: path, rule: rule, content: content, count: item["count"]?.number.map { Int($0) } ?? 1))
        }
        self.init(entries: entries)
    }
}
