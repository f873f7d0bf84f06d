public import Catalog
public import Discovery
public import Facts
internal import Parsing
public import Reports
internal import Rules
internal import Savings
public import Triage

/// Pipeline is the only module that knows the whole way: files, facts, links, findings, savings, report.

/// One run over a repository.
public struct Scan: Sendable {
    public var catalog: Catalog
    public var configuration: Configuration
    public var selection: RuleSelection
    public var region: String?
    public var includesTests: Bool
    public var threads: Int?
    public var version: String
    /// Whether the report says what was understood.
    public var wantsStatistics = false
    /// Whether all facts are looked for, not only those that some selected rule judges.
    public var wantsAllFacts = false
    /// Whether files are parsed that hold the words of no rule. It takes far longer and finds the same.
    public var parsesAll = false
    /// Findings that are accepted for now and not reported.
    public var baseline: Baseline?
    /// Only what touches these lines is reported.
    public var changes: ChangedLines?

    public init(
        catalog: Catalog, configuration: Configuration = Configuration(), selection: RuleSelection, region: String? = nil,
        includesTests: Bool = false, threads: Int? = nil, version: String
    ) {
        self.catalog = catalog
        self.configuration = configuration
        self.selection = selection
        self.region = region
        self.includesTests = includesTests
        self.threads = threads
        self.version = version
    }

    public struct Outcome: Sendable {
        public var report: Report
        /// All facts, linked; what `wattlint facts` prints.
        public var facts: [Fact]
        /// Sentences about the run itself, for people.
        public var notices: [String]
    }

    public func run(_ scope: Scope, system: FileSystem = .real) -> Outcome {
        let workers = Workers(threads: threads)
        let list = FileList(scope, system: system, workers: workers)
        var extraction = Extraction(
            list: list, catalog: catalog, sizes: sizes, includesTests: includesTests || configuration.includesTests == true,
            workers: workers, system: system, countsClasses: wantsStatistics)
        extraction.parsesAll = parsesAll
        if !wantsAllFacts, !wantsStatistics { extraction.kinds = Set(selection.rules.flatMap { [$0.on] + $0.alsoOn }.compactMap { FactKind(rawValue: $0) }) }
        let extracted = extraction.run()
        let linked = link(extracted.files)
        let reported = Set(extracted.files.lazy.filter(\.isReported).map(\.path))
        var outcome = judge(linked, extracted.files, isReported: { reported.contains($0) })
        if !selection.isPedantic { dropUnreached(&outcome, extraction) }
        var notices = list.notices.map(\.sentence)
        let unchanged = dropUnchanged(&outcome)
        let inBaseline = dropKnown(&outcome, list, &notices)
        notices += extracted.files.flatMap(\.notices).map { notice in
            notice.place.map { "\($0.path):\($0.start.line): \(notice.message)" } ?? notice.message
        }
        var report = report(outcome, extracted)
        report.summary.unchanged = unchanged
        report.summary.inBaseline = inBaseline
        if wantsStatistics {
            report.summary.statistics = Statistics(
                facts: linked.facts.filter { reported.contains($0.place.path) }, findings: outcome.findings, filesByClass: extracted.byClass)
        }
        return Outcome(report: report, facts: linked.facts, notices: notices)
    }

    // MARK: Steps

    /// The catalogue's factors, with the models that the project itself describes.
    private var factors: Factors {
        var factors = catalog.factors
        for case (let name, .sizes(let active, let total)) in configuration.models {
            factors.add(ModelFactor(name: name, provider: "own", active: active, total: total, source: "the project's .wattlint.yml"))
        }
        return factors
    }

    /// Sizes of models by name: the project's own first.
    private var sizes: ModelSizes {
        let factors = factors
        let own = configuration.models
        return { name in
            if case .alias(let other) = own[name] { return factors.model(named: other).map { ($0.active, $0.total) } }
            return factors.model(named: name).map { ($0.active, $0.total) }
        }
    }

    private func link(_ files: [FileFacts]) -> LinkedCode {
        let config = LinkedConfig(files.flatMap(\.facts))
        var aliases: [String: String] = [:]
        for case (let name, .alias(let other)) in configuration.models { aliases[name] = other }
        return LinkedCode(
            config, factors: factors, names: catalog.modelNames, slots: catalog.slots, today: Self.catalogDate, aliases: aliases,
            defaults: catalog.defaults, sizing: catalog.sizing)
    }

    /// The day on which the tables of prices and retirements were read: what a run says must not depend on the day it runs.
    public static let catalogDate = "2026-11-23"

    private func judge(_ linked: LinkedCode, _ files: [FileFacts], isReported: @escaping (String) -> Bool) -> Triage.Outcome {
        let findings = Judge(selection.rules).findings(over: linked.facts, relations: linked.relations)
        let triage = Triage(selection: selection, configuration: configuration, includesTests: includesTests || configuration.includesTests == true)
        return triage.apply(to: findings, suppressions: files.flatMap(\.suppressions), isReported: isReported)
    }

    /// Leaves out what stands in functions that nothing runs.
    private func dropUnreached(_ outcome: inout Triage.Outcome, _ extraction: Extraction) {
        let unreached = extraction.unreached(outcome.findings.map(\.place))
        guard !unreached.isEmpty else { return }
        outcome.findings = outcome.findings.enumerated().filter { !unreached.contains($0.offset) }.map(\.element)
    }

    /// Leaves out what is neither on lines that have changed nor rests on such. Returns how many that are.
    private func dropUnchanged(_ outcome: inout Triage.Outcome) -> Int {
        guard let changes else { return 0 }
        let before = outcome.findings.count
        outcome.findings.removeAll { finding in
            let places = [finding.place] + finding.related.map(\.place) + finding.fact.fields.values.flatMap(\.origin)
            return !places.contains { changes.touch($0.path, from: $0.start.line, through: $0.end.line) }
        }
        return before - outcome.findings.count
    }

    /// Leaves out what the baseline has. Returns how many that are, and says of what is gone.
    private func dropKnown(
        _ outcome: inout Triage.Outcome, _ list: FileList, _ notices: inout [String]
    ) -> Int {
        guard let baseline else { return 0 }
        let paths = Set(list.files.lazy.map(\.path.description) + list.others.lazy.map(\.description))
        let targets = Set(list.files.lazy.filter(\.isReported).map(\.path.description))
        let split = baseline.split(
            outcome.findings, exists: paths.contains, isLookedAt: { path, rule in selection.isActive(rule) && (targets.contains(path) || !paths.contains(path)) })
        outcome.findings = split.new
        if split.gone > 0, changes == nil {
            notices.append("\(split.gone) of the baseline's findings \(split.gone == 1 ? "is" : "are") gone; write it anew with `wattlint baseline`")
        }
        return split.known
    }

    private func report(_ outcome: Triage.Outcome, _ extracted: Extraction.Result) -> Report {
        let estimator = Estimator(
            factors: factors, region: region ?? configuration.region, pue: configuration.pue)
        let savings = outcome.findings.map { estimator.saving(for: $0) }
        let fingerprints = Fingerprint.assign(to: outcome.findings)
        let entries = zip(outcome.findings, zip(savings, fingerprints)).map { finding, rest in
            Report.Entry(finding: finding, saving: rest.0, fingerprint: rest.1)
        }
        let totals = Totals(Array(zip(outcome.findings, savings)).map { (finding: $0.0, saving: $0.1) })
        let summary = Report.Summary(
            filesRead: extracted.filesRead, filesParsed: extracted.filesParsed, leftOut: extracted.leftOut,
            suppressed: outcome.suppressed,
            total: Report.Total(perMonth: totals.perMonth, perThousandCalls: totals.perThousandCalls, leftOut: totals.leftOut))
        return Report(
            version: version, entries: entries, rules: selection.rules,
            skipped: extracted.skipped.sorted { $0.path < $1.path }, summary: summary)
    }
}

extension Scan {
    /// The words that decide whether a file is parsed, sorted.
    public static func anchorWords(_ catalog: Catalog) -> [String] {
        Anchors(catalog).words.words.map { String(decoding: $0, as: UTF8.self) }.sorted()
    }

    /// The sets of them that a file must hold one of, `kind<TAB>word<TAB>word`, sorted.
    public static func anchorSets(_ catalog: Catalog) -> [String] {
        Anchors.sets(catalog).flatMap { kinds, anchors in
            kinds.flatMap { kind in
                anchors.map { anchor in
                    let place = anchor.isClose ? "\t(close together)" : anchor.repeated.isEmpty ? "" : "\t(in a loop)"
                    return ([kind.rawValue] + anchor.words).joined(separator: "\t") + place
                }
            }
        }.sorted()
    }
}
