internal import Parsing

/// Words of GitLab's conditions by which it is known for which pipelines they hold. Part of `knowledge/pipelines.yaml`; conditions
/// are compared without blanks and quotes.
public struct GitLabKnowledge: Sendable {
    /// They hold neither for branches nor for merge requests, or only sometimes.
    private var never: [String] = []
    private var requests: [String] = []
    private var branches: [String] = []
    /// A variable that is set in branches' pipelines alone, and what is asked of it where a branch is named; and variables about branches.
    private var branchVariable = ""
    private var namedBranches: [String] = []
    private var aboutBranches: [String] = []
    /// Values of `when` by which a job does not start by itself.
    public private(set) var standing: Set<String> = []
    /// Templates that add jobs and nothing else, by the beginnings of their paths.
    public private(set) var addingTemplates: [String] = []
    /// Names of the older keys for pipelines of branches and of merge requests.
    public private(set) var branchRefs: Set<String> = []
    public private(set) var requestRefs: Set<String> = []
    /// Words that say what becomes of runs when newer ones start.
    public private(set) var stopping: [String] = []

    init() {}

    init(_ fields: inout Fields) {
        guard let node = fields.node("gitlab-conditions") else { return }
        var inner = Fields(node, in: fields.file)
        never = inner.texts("never")
        requests = inner.texts("requests")
        branches = inner.texts("branches")
        branchVariable = inner.text("branch-variable") ?? ""
        namedBranches = inner.texts("named-branches")
        aboutBranches = inner.texts("about-branches")
        standing = Set(inner.texts("standing"))
        addingTemplates = inner.texts("adding-templates")
        branchRefs = Set(inner.texts("branch-refs"))
        requestRefs = Set(inner.texts("request-refs"))
        stopping = inner.texts("stopping")
        fields.adopt(inner.finish())
    }

    private static func bare(_ condition: String) -> String { condition.filter { $0 != "\"" && $0 != "'" && $0 != " " } }

    private func isForRequest(_ asks: String) -> Bool { requests.contains(where: asks.contains) }

    private func isForBranch(_ asks: String) -> Bool {
        branches.contains(where: asks.contains) || asks.contains(branchVariable) && !namedBranches.contains(where: asks.contains)
    }

    /// Whether a condition holds in a merge request's pipeline; nil where that depends on something else.
    public func holdsForRequest(_ condition: String) -> Bool? {
        let asks = Self.bare(condition)
        if never.contains(where: asks.contains) { return false }
        return isForRequest(asks) ? true : asks.contains(branchVariable) || isForBranch(asks) ? false : nil
    }

    /// Whether it holds in the pipeline of a branch that is not the main one.
    public func holdsForBranch(_ condition: String) -> Bool? {
        let asks = Self.bare(condition)
        if never.contains(where: asks.contains) { return false }
        if isForBranch(asks), !isForRequest(asks) || asks.contains("||") { return true }
        return isForRequest(asks) || aboutBranches.contains(where: asks.contains) ? false : nil
    }
}
