internal import Parsing

/// What things cost: energy, grid, hardware, prices, and what measurements say that a change saves. Read from `factors/`; each figure
/// and each table names its unit, year, source and licence, or it does not load.
///
///     Factors
///     ├─ figures        named numbers: error bands, shares saved, assumptions        figure("api-error-band")
///     ├─ models         parameters, speed, price and retirement of a model           model(named:provider:)
///     ├─ providers      where a vendor's data centres are taken to be, and their PUE provider(_:)
///     ├─ grid           kgCO2e/kWh of countries and cloud regions                    grid(of:), worldGrid
///     ├─ accelerators   memory, power, price and precisions of a GPU                 accelerator(named:)
///     └─ carbon shift   carbon saved by starting a job later                         carbonShift
///
/// Large tables stay in their documents and are decoded row by row when asked, so that loading costs next to nothing.
public struct Factors: Sendable {
    var figures: [String: Figure] = [:]
    var models = ModelTables()
    var grid = GridTables()
    var hardware = HardwareTables()
    var shiftRows: [Node] = []
    public internal(set) var carbonShiftSource = ""

    public init() {}

    /// Reads the files whose path starts with `factors/`, the others are left alone. A file that repeats a name that an earlier
    /// file has given takes its place.
    public static func load(_ files: [CatalogFile]) -> (Factors, [CatalogError]) {
        var reader = FactorsReader()
        for file in files where file.path.hasPrefix("factors/") { reader.read(file) }
        return (reader.factors, reader.problems)
    }

    /// What a later start of a batch job saves, as far as it was worked out.
    public var carbonShift: [CarbonShift] { shiftRows.compactMap(CarbonShift.init) }

    /// A figure by its id, nil when no file gives it.
    public func figure(_ id: String) -> Figure? { figures[id] }
}

/// One number with everything that is needed to check it.
public struct Figure: Sendable, Hashable {
    public var id: String
    public var value: Interval
    public var unit: String
    public var year: Int
    public var source: String
    public var licence: String
    /// How it came to be: measured, computed, survey, vendor, bound or assumption.
    public var trust: String
    public var note: String

    /// The source and its year, as reports print it.
    public var citation: String { Table.citation(source, year) }
}

/// Part of a batch job's carbon that a later start saves.
public struct CarbonShift: Sendable, Hashable {
    /// ISO 3166-1 alpha-3.
    public var zone: String
    /// How long the job runs, in hours.
    public var hours: Double
    /// Hour of the start, UTC.
    public var start: Double
    /// How many hours later it may start.
    public var slack: Double
    /// Share of the job's carbon, 0 to 1.
    public var saved: Double

    init?(_ row: Node) {
        guard let zone = row["zone"]?.string, let hours = row["hours"]?.number, let start = row["start"]?.number,
            let slack = row["slack"]?.number, let saved = row["saved"]?.number
        else { return nil }
        self.zone = zone
        self.hours = hours
        self.start = start
        self.slack = slack
        self.saved = saved
    }
}

/// What stands above the rows of a table and holds for all of them.
struct Table: Sendable {
    var unit: String
    var year: Int
    var source: String
    var licence: String

    var citation: String { Self.citation(source, year) }

    /// The year is left out when the source already has it.
    static func citation(_ source: String, _ year: Int) -> String { source.contains("\(year)") ? source : "\(source), \(year)" }
}
