internal import Parsing

/// One kind of accelerator.
public struct Accelerator: Sendable, Hashable {
    /// Such as `H100 SXM 80GB`.
    public var name: String
    /// GiB of one, an interval when the name leaves the variant open.
    public var memory: Interval
    /// W, the most that one may draw for long.
    public var tdp: Interval
    /// W with nothing loaded; nil where nobody measured it.
    public var idle: Interval?
    /// W that a loaded model adds while it answers nothing; nil where nobody measured it.
    public var context: Interval?
    /// W while it serves; nil where nobody measured it.
    public var busy: Interval?
    /// US dollars an hour; nil where no offer was seen.
    public var price: Interval?
    public var computesFP8: Bool
    public var computesBF16: Bool
    /// Quantity (`tdp`, `idle`, `context`, `busy`, `price`, `precision`) to where it comes from.
    public var sources: [String: String]
}

struct HardwareTables: Sendable {
    var accelerators: [Accelerator] = []
    /// Normalised spelling to index.
    var spellings: [String: Int] = [:]
    /// Machine type to `[accelerator, count]`, newest file first.
    var instances: [Node] = []
}

extension Factors {
    /// An accelerator by any spelling: the label of a node (`NVIDIA-H100-80GB-HBM3`, `nvidia-tesla-t4`), a short name (`a100-40gb`),
    /// or a machine type that holds it (`p5.48xlarge`). nil for what is unknown and for a slice of one (MIG).
    public func accelerator(named name: String) -> Accelerator? {
        for spelling in Self.acceleratorSpellings(name) {
            if let index = hardware.spellings[spelling] { return hardware.accelerators[index] }
        }
        return instance(named: name)?.accelerator
    }

    /// The accelerators of a machine type: `p5.48xlarge` holds eight H100.
    public func instance(named name: String) -> (accelerator: Accelerator, count: Int)? {
        var key = Self.normalised(name)
        if key.hasPrefix("ml.") { key = String(key.dropFirst(3)) }
        for table in hardware.instances {
            guard let row = table[key]?.items, row.count == 2, let name = row[0].string, let count = row[1].integer,
                let index = hardware.spellings[Self.normalised(name)]
            else { continue }
            return (hardware.accelerators[index], count)
        }
        return nil
    }

    static func normalised(_ name: String) -> String {
        String(name.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
    }

    private static func acceleratorSpellings(_ name: String) -> [String] {
        var spelling = normalised(name)
        for suffix in ["-shared", "!"] where spelling.hasSuffix(suffix) { spelling = String(spelling.dropLast(suffix.count)) }
        var result = [spelling]
        for prefix in ["nvidia-", "tesla-", "geforce-"] where spelling.hasPrefix(prefix) {
            spelling = String(spelling.dropFirst(prefix.count))
            result.append(spelling)
        }
        return result
    }
}

extension FactorsReader {
    mutating func readAccelerators(_ list: Node, _ table: Table, in file: CatalogFile) {
        for item in list.items {
            var fields = Fields(item, in: file)
            defer { problems += fields.finish() }
            let aliases = fields.texts("aliases")
            let sources = readSources(fields.node("sources"))
            let (idle, context) = (fields.interval("idle"), fields.interval("context"))
            let (busy, price) = (fields.interval("busy"), fields.interval("price"))
            let (fp8, bf16) = (fields.flag("fp8"), fields.flag("bf16"))
            guard let name = fields.text("name"), let memory = fields.interval("memory"), let tdp = fields.interval("tdp"),
                let fp8, let bf16
            else {
                fields.problem("an accelerator needs name, memory, tdp, fp8 and bf16", at: item)
                continue
            }
            let given = [
                ("tdp", true), ("idle", idle != nil), ("context", context != nil), ("busy", busy != nil), ("price", price != nil),
            ]
            for (quantity, isGiven) in given + [("precision", true)] where isGiven && sources[quantity] == nil {
                fields.problem("`\(name)` has no source for \(quantity): add it to `sources`", at: item)
            }
            let index = factors.hardware.accelerators.count
            factors.hardware.accelerators.append(
                Accelerator(
                    name: name, memory: memory, tdp: tdp, idle: idle, context: context, busy: busy, price: price, computesFP8: fp8,
                    computesBF16: bf16, sources: sources.mapValues { Table.citation($0, table.year) }))
            for spelling in [name] + aliases { factors.hardware.spellings[Factors.normalised(spelling)] = index }
        }
    }

    private func readSources(_ node: Node?) -> [String: String] {
        var sources: [String: String] = [:]
        for (key, value) in node?.entries ?? [] { sources[key.rawText] = value.rawText }
        return sources
    }
}
