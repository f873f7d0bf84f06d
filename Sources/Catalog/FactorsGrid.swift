internal import Parsing

/// Carbon intensity of the electricity at one place.
public struct GridIntensity: Sendable, Hashable {
    /// The place as the tables know it: a cloud region, a country's alpha-3 code, or `world`.
    public var place: String
    /// The country it stands in, ISO 3166-1 alpha-3; nil for the world.
    public var country: String?
    /// The cloud whose region it is: aws, azure or gcp; nil for a country or the world.
    public var cloud: String?
    /// kgCO2e/kWh; the ends are the lowest and highest that the sources give.
    public var intensity: Interval
    public var sources: [String]
}

struct GridTables: Sendable {
    struct Rows: Sendable {
        var node: Node
        var table: Table
    }

    /// EcoLogits' zones, which its reference figures are worked out with; newest file first.
    var reference: [Rows] = []
    var zones: [Rows] = []
    var regions: [Rows] = []
    var countriesOfRegions: [Node] = []
    var countries: [Node] = []
}

extension Factors {
    /// Where a region's electricity comes from. Understands cloud regions (`eu-central-1`, `gcp/europe-west4`, `westeurope`,
    /// `us-east1-b`) and countries by code or name (`DEU`, `de`, `Germany`). nil for anything else.
    public func grid(of region: String) -> GridIntensity? {
        let name = region.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map { $0.lowercased() } ?? ""
        for spelling in Self.regionSpellings(name) {
            let region = cloudRegion(spelling)
            if let found = hull(grid.regions, key: spelling) {
                return GridIntensity(
                    place: spelling, country: region?.country, cloud: region?.cloud, intensity: found.0, sources: found.1)
            }
            if let region, var found = countryGrid(region.country) {
                found.place = spelling
                found.cloud = region.cloud
                return found
            }
        }
        return country(named: name).flatMap(countryGrid)
    }

    /// The whole world's interval, for when no region is known; nil when the factors lack it.
    public var worldGrid: GridIntensity? {
        guard let figure = figure("world-grid") else { return nil }
        return GridIntensity(place: "world", country: nil, cloud: nil, intensity: figure.value, sources: [figure.citation])
    }

    /// EcoLogits' figure for a zone (ISO 3166-1 alpha-3, WOR for the world), kgCO2e/kWh.
    public func referenceIntensity(zone: String) -> Double? {
        for rows in grid.reference {
            if let value = rows.node[zone]?.number { return value }
        }
        return nil
    }

    /// The regions that figures are known for, for the nearest right spelling.
    public var regionNames: [String] { grid.regions.flatMap { $0.node.entries.map(\.key.rawText) } }

    private func countryGrid(_ code: String) -> GridIntensity? {
        hull(grid.reference + grid.zones, key: code).map {
            GridIntensity(place: code, country: code, cloud: nil, intensity: $0.0, sources: $0.1)
        }
    }

    private func hull(_ tables: [GridTables.Rows], key: String) -> (Interval, [String])? {
        var result: (Interval, [String])?
        for rows in tables {
            guard let value = rows.node[key]?.interval else { continue }
            let before = result?.0 ?? value
            result = (
                Interval(min(before.low, value.low), max(before.high, value.high)), (result?.1 ?? []) + [rows.table.citation]
            )
        }
        return result
    }

    private func cloudRegion(_ name: String) -> (cloud: String, country: String)? {
        for table in grid.countriesOfRegions {
            for (cloud, regions) in table.entries {
                if let country = regions[name]?.string { return (cloud.rawText, country) }
            }
        }
        return nil
    }

    private func country(named name: String) -> String? {
        for table in grid.countries {
            for (key, spellings) in table.entries
            where key.rawText.lowercased() == name || spellings.items.contains(where: { $0.rawText.lowercased() == name }) {
                return key.rawText
            }
        }
        return nil
    }

    /// The name; without blanks (`West Europe`); without the letter of an availability zone (`eu-west-1a`, `us-east1-b`).
    private static func regionSpellings(_ name: String) -> [String] {
        var result = [name]
        let joined = name.filter { $0 != " " && $0 != "_" }
        if joined != name { result.append(joined) }
        if let letter = name.last, ("a"..."h").contains(letter), name.dropLast().last.map({ $0.isNumber || $0 == "-" }) == true {
            let region = name.dropLast()
            result.append(String(region.last == "-" ? region.dropLast() : region))
        }
        return result
    }
}
