internal import Parsing

/// Reads the tables of models. Rows of the long one are checked when they come from a text, and decoded only when asked for.
extension FactorsReader {
    mutating func readModels(_ list: Node, _ table: Table, in file: CatalogFile) {
        let index = factors.models.tables.count
        factors.models.tables.append(table)
        let rows = list.items
        factors.models.rows.reserveCapacity(factors.models.rows.count + rows.count)
        factors.models.names.reserveCapacity(factors.models.names.count + rows.count)
        for row in rows {
            if file.source != nil, !checkModel(row, in: file) { continue }
            guard let name = row["name"]?.string else { continue }
            factors.models.rows[name.lowercased()] = ModelTables.Row(node: row, table: index)
            factors.models.names.append(name)
        }
    }

    private mutating func checkModel(_ row: Node, in file: CatalogFile) -> Bool {
        var fields = Fields(row, in: file)
        let isNamed = fields.text("name") != nil && fields.text("provider") != nil
        let total = fields.required("total") == nil ? nil : fields.interval("total")
        let active = fields.interval("active")
        _ = (fields.interval("tps"), fields.interval("ttft"))
        if let total, total.low <= 0 { fields.problem("`total` must be above zero", at: row) }
        if let total, let active, active.low <= 0 || active.high > total.high {
            fields.problem("`active` must be above zero and no more than `total`", at: row)
        }
        let found = fields.finish()
        problems += found
        return isNamed && total != nil && found.isEmpty
    }

    mutating func readAliases(_ list: Node, in file: CatalogFile) {
        for item in list.items {
            var fields = Fields(item, in: file)
            defer { problems += fields.finish() }
            _ = fields.text("provider")
            guard let name = fields.text("name"), let meant = fields.text("is") else { continue }
            factors.models.aliases[name.lowercased()] = meant.lowercased()
            factors.models.names.append(name)
        }
    }

    mutating func readFamilies(_ list: Node, in file: CatalogFile) {
        var families: [Node] = []
        for item in list.items where file.source == nil || checkFamily(item, in: file) { families.append(item) }
        // What a team adds is asked before what is built in.
        factors.models.families = ModelTables.Families(families + factors.models.families.rows)
    }

    private mutating func checkFamily(_ row: Node, in file: CatalogFile) -> Bool {
        var fields = Fields(row, in: file)
        if fields.texts("match").isEmpty { fields.problem("`match` is missing: name patterns, `*` for any text", at: row) }
        _ = (fields.optionalText("provider"), fields.interval("active"), fields.interval("tps"), fields.interval("ttft"))
        _ = (fields.text("source"), fields.flag("withdrawn"))
        let isSizedByName = fields.flag("sized-by-name") ?? false
        if fields.interval("total") == nil, !isSizedByName { fields.problem("`total` is missing, in billions", at: row) }
        let found = fields.finish()
        problems += found
        return found.isEmpty
    }

    mutating func readSmallModels(_ list: Node, in file: CatalogFile) {
        var rows: [ModelTables.SmallModels] = []
        for item in list.items {
            var fields = Fields(item, in: file)
            defer { problems += fields.finish() }
            _ = fields.text("source")
            let names = fields.texts("names")
            guard let provider = fields.text("provider"), !names.isEmpty else { continue }
            rows.append(ModelTables.SmallModels(provider: provider, pattern: fields.optionalText("for"), names: names))
        }
        factors.models.small = rows + factors.models.small
    }

    mutating func readProviders(_ list: Node, _ table: Table, in file: CatalogFile) {
        for item in list.items {
            var fields = Fields(item, in: file)
            defer { problems += fields.finish() }
            let names = fields.texts("names")
            guard let id = fields.text("id"), let zone = fields.text("zone"), let pue = fields.interval("pue") else { continue }
            factors.models.providers[id] = ProviderFactor(id: id, zone: zone, pue: pue, source: table.citation)
            for name in names { factors.models.providerNames[name.lowercased()] = id }
        }
    }

    mutating func readPrices(_ list: Node, _ table: Table, in file: CatalogFile) {
        let index = factors.models.tables.count
        factors.models.tables.append(table)
        for row in list.items {
            if file.source != nil, !checkPrice(row, in: file) { continue }
            guard let name = row["name"]?.string else { continue }
            factors.models.prices[name.lowercased()] = ModelTables.Row(node: row, table: index)
        }
    }

    private mutating func checkPrice(_ row: Node, in file: CatalogFile) -> Bool {
        var fields = Fields(row, in: file)
        let name = fields.text("name")
        for key in ["input", "output"] {
            guard let value = fields.required(key) else { continue }
            if value.number.map({ $0 >= 0 }) != true { fields.problem("`\(key)` must be a price, zero or more", at: value) }
        }
        if let retired = fields.optionalText("retired"), retired.utf8.count != 10 {
            fields.problem("`retired` must be a date, YYYY-MM-DD", at: row)
        }
        let found = fields.finish()
        problems += found
        return name != nil && found.isEmpty
    }
}
