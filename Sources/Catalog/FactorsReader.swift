internal import Parsing

/// Reads the files of `factors/`. What a file holds is told by its keys; a key that nobody knows is a mistake.
struct FactorsReader {
    var factors = Factors()
    var problems: [CatalogError] = []

    private static let trusts = ["measured", "computed", "survey", "vendor", "bound", "assumption"]

    mutating func read(_ file: CatalogFile) {
        for problem in file.document.problems {
            problems.append(CatalogError(file: file.path, position: problem.position, message: problem.reason))
        }
        guard file.document.problems.isEmpty, let root = file.document.roots.first else { return }
        var fields = Fields(root, in: file)
        if let list = fields.node("figures") { readFigures(list, in: file) }
        let table = fields.node("table").flatMap { readTable($0, in: file) }
        var needsTable = false
        for (key, read) in Self.sections {
            guard let node = fields.node(key) else { continue }
            needsTable = true
            if let table { read(&self, node, table, file) }
        }
        if needsTable, root["table"] == nil {
            fields.problem("`table` is missing: the unit, year, source and licence of what follows", at: root)
        }
        problems += fields.finish()
    }

    /// Each key that a table file may have, and what reads it.
    private static let sections: [(String, @Sendable (inout FactorsReader, Node, Table, CatalogFile) -> Void)] = [
        ("models", { $0.readModels($1, $2, in: $3) }),
        ("aliases", { $0.readAliases($1, in: $3) }),
        ("families", { $0.readFamilies($1, in: $3) }),
        ("other", { $0.factors.models.otherWords.formUnion($1.items.compactMap(\.string)); _ = ($2, $3) }),
        ("hosts", { $0.factors.models.hosts.formUnion($1.items.compactMap(\.string)); _ = ($2, $3) }),
        ("gateways", { $0.factors.models.gateways.formUnion($1.items.compactMap(\.string)); _ = ($2, $3) }),
        ("small", { $0.readSmallModels($1, in: $3) }),
        ("providers", { $0.readProviders($1, $2, in: $3) }),
        ("prices", { $0.readPrices($1, $2, in: $3) }),
        ("reference-zones", { $0.factors.grid.reference.insert(GridTables.Rows(node: $1, table: $2), at: 0); $0.checkNumbers($1, in: $3) }),
        ("zones", { $0.factors.grid.zones.append(GridTables.Rows(node: $1, table: $2)); $0.checkNumbers($1, in: $3) }),
        ("regions", { $0.factors.grid.regions.append(GridTables.Rows(node: $1, table: $2)); $0.checkNumbers($1, in: $3) }),
        ("countries-of-regions", { $0.factors.grid.countriesOfRegions.append($1); _ = ($2, $3) }),
        ("countries", { $0.factors.grid.countries.append($1); _ = ($2, $3) }),
        ("accelerators", { $0.readAccelerators($1, $2, in: $3) }),
        ("instances", { $0.factors.hardware.instances.insert($1, at: 0); _ = ($2, $3) }),
        ("carbon-shift", { $0.readCarbonShift($1, $2, in: $3) }),
    ]

    private mutating func readTable(_ node: Node, in file: CatalogFile) -> Table? {
        var fields = Fields(node, in: file)
        defer { problems += fields.finish() }
        guard let unit = fields.text("unit"), let year = readYear(&fields), let source = fields.text("source"),
            let licence = fields.text("licence")
        else { return nil }
        return Table(unit: unit, year: year, source: source, licence: licence)
    }

    private mutating func readYear(_ fields: inout Fields) -> Int? {
        guard let node = fields.required("year") else { return nil }
        guard let year = node.integer, (1990...2100).contains(year) else {
            fields.problem("`year` must be a year such as 2026", at: node)
            return nil
        }
        return year
    }

    private mutating func readFigures(_ list: Node, in file: CatalogFile) {
        for item in list.items {
            var fields = Fields(item, in: file)
            defer { problems += fields.finish() }
            if fields.required("value") == nil { _ = fields.text("id") }
            guard let id = fields.text("id"), let value = fields.interval("value"), let unit = fields.text("unit"),
                let year = readYear(&fields), let source = fields.text("source"), let licence = fields.text("licence"),
                let trust = fields.text("trust")
            else { continue }
            if !Self.trusts.contains(trust) { fields.problem("`\(trust)` is not a trust" + hint(trust, among: Self.trusts), at: item) }
            factors.figures[id] = Figure(
                id: id, value: value, unit: unit, year: year, source: source, licence: licence, trust: trust,
                note: fields.optionalText("note") ?? "")
        }
    }

    private mutating func readCarbonShift(_ list: Node, _ table: Table, in file: CatalogFile) {
        factors.carbonShiftSource = table.citation
        for item in list.items {
            var fields = Fields(item, in: file)
            defer { problems += fields.finish() }
            guard let zone = fields.text("zone"), let hours = fields.interval("hours"), let start = fields.interval("start"),
                let slack = fields.interval("slack"), let saved = fields.interval("saved")
            else {
                fields.problem("a row needs zone, hours, start, slack and saved", at: item)
                continue
            }
            factors.carbonShift.append(
                CarbonShift(zone: zone, hours: hours.low, start: start.low, slack: slack.low, saved: saved.low))
        }
    }

    /// Values of a mapping that must be numbers or `[low, high]`; what was packed has been checked.
    private mutating func checkNumbers(_ node: Node, in file: CatalogFile) {
        guard file.source != nil else { return }
        for (key, value) in node.entries where value.interval == nil {
            problems.append(
                CatalogError(
                    file: file.path, position: file.source?.position(at: key.span.start),
                    message: "`\(key.rawText)` must be a number or [low, high]"))
        }
    }
}
