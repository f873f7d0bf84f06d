internal import Parsing

/// Reads the files of `factors/`. What a file holds is told by its keys; a key that nobody knows is a mistake.
struct FactorsReader {
    var factors = Factors()
    var problems: [CatalogError] = []

    private static let trusts = ["measured", "computed", "survey", "vendor", "bound", "assumption"]

    /// The keys that a file of factors may have; all but `figures` need a `table` that says where their rows come from.
    private static let keys = [
        "figures", "table", "models", "aliases", "families", "other", "hosts", "gateways", "small", "providers", "prices",
        "reference-zones", "zones", "regions", "countries-of-regions", "countries", "accelerators", "instances", "carbon-shift",
    ]

    mutating func read(_ file: CatalogFile) {
        for problem in file.document.problems {
            problems.append(CatalogError(file: file.shownPath, position: problem.position, message: problem.reason))
        }
        guard file.document.problems.isEmpty, let root = file.document.roots.first else { return }
        var fields = Fields(root, in: file)
        for key in Self.keys { _ = fields.node(key) }
        if let list = root["figures"] { readFigures(list, in: file) }
        if let node = root["table"] {
            if let table = readTable(node, in: file) {
                for (key, rows) in root.entries { readTableRows(key.rawText, rows, table, in: file) }
            }
        } else if let (key, _) = root.entries.first(where: { $0.key.rawText != "figures" && Self.keys.contains($0.key.rawText) }) {
            fields.problem("`table` is missing: the unit, year, source and licence of what follows", at: key)
        }
        problems += fields.finish()
    }

    private mutating func readTableRows(_ key: String, _ rows: Node, _ table: Table, in file: CatalogFile) {
        switch key {
        case "models": readModels(rows, table, in: file)
        case "aliases": readAliases(rows, in: file)
        case "families": readFamilies(rows, in: file)
        case "other": factors.models.otherWords.formUnion(rows.items.compactMap(\.string))
        case "hosts": factors.models.hosts.formUnion(rows.items.compactMap(\.string))
        case "gateways": factors.models.gateways.formUnion(rows.items.compactMap(\.string))
        case "small": readSmallModels(rows, in: file)
        case "providers": readProviders(rows, table, in: file)
        case "prices": readPrices(rows, table, in: file)
        case "reference-zones":
            checkNumbers(rows, in: file)
            factors.grid.reference.insert(GridTables.Rows(node: rows, table: table), at: 0)
        case "zones":
            checkNumbers(rows, in: file)
            factors.grid.zones.append(GridTables.Rows(node: rows, table: table))
        case "regions":
            checkNumbers(rows, in: file)
            factors.grid.regions.append(GridTables.Rows(node: rows, table: table))
        case "countries-of-regions": factors.grid.countriesOfRegions.append(rows)
        case "countries": factors.grid.countries.append(rows)
        case "accelerators": readAccelerators(rows, table, in: file)
        case "instances": factors.hardware.instances.insert(rows, at: 0)
        case "carbon-shift": readCarbonShift(rows, table, in: file)
        default: break
        }
    }

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
            if !Self.trusts.contains(trust) {
                fields.problem("`\(trust)` is not a trust" + hint(trust, among: Self.trusts), at: item)
            }
            factors.figures[id] = Figure(
                id: id, value: value, unit: unit, year: year, source: source, licence: licence, trust: trust,
                note: fields.optionalText("note") ?? "")
        }
    }

    private mutating func readCarbonShift(_ list: Node, _ table: Table, in file: CatalogFile) {
        factors.carbonShiftSource = table.citation
        factors.shiftRows += list.items
        guard file.source != nil else { return }
        for item in list.items {
            var fields = Fields(item, in: file)
            for key in ["zone", "hours", "start", "slack", "saved"] { _ = fields.required(key) }
            if CarbonShift(item) == nil {
                fields.problem("a row needs a zone and numbers for hours, start, slack and saved", at: item)
            }
            problems += fields.finish()
        }
    }

    /// Values of a mapping that must be numbers or `[low, high]`; what was packed has been checked.
    private mutating func checkNumbers(_ node: Node, in file: CatalogFile) {
        guard file.source != nil else { return }
        for (key, value) in node.entries where value.interval == nil {
            problems.append(
                CatalogError(
                    file: file.shownPath, position: file.source?.position(at: key.span.start),
                    message: "`\(key.rawText)` must be a number or [low, high]"))
        }
    }
}
