internal import Parsing

/// A popular tip that wattlint does not give, since measurements do not support it.
public struct Refusal: Sendable, Hashable {
    public var id: String
    /// What the tip promises.
    public var claim: String
    /// Why it is refused, and what is true instead.
    public var why: String
    public var evidence: [Evidence]

    /// Reads `refused.yaml`, a list of refusals.
    static func read(_ file: CatalogFile) -> ([Refusal], [CatalogError]) {
        guard let root = file.document.roots.first, root.kind == .sequence else {
            return ([], [file.error("a list of refused tips is expected")])
        }
        var problems: [CatalogError] = []
        var seen: Set<String> = []
        let refusals = root.items.map { item in
            var fields = Fields(item, in: file)
            let id = fields.text("id") ?? ""
            if !seen.insert(id).inserted { fields.problem("`\(id)` is refused twice", at: item) }
            if !Rule.isKebabCase(id) { fields.problem("`\(id)` is not kebab-case", at: item) }
            let claim = fields.text("claim") ?? ""
            let why = fields.text("why") ?? ""
            let (evidence, mistakes) = fields.required("evidence").map { Evidence.read($0, in: file) } ?? ([], [])
            problems += mistakes + fields.finish()
            return Refusal(id: id, claim: claim, why: why, evidence: evidence)
        }
        return (refusals, problems)
    }
}
