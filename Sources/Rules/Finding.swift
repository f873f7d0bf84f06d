public import Catalog
public import Facts
internal import Parsing

/// Rules judges: it holds each rule's predicates against the facts. What comes out is a finding; what it saves is another
/// module's business.

/// One pattern that wastes energy, at one place.
public struct Finding: Sendable {
    public var rule: Rule
    public var severity: Severity
    /// The rule's confidence, or less when a value that it rests on is only a default.
    public var confidence: Confidence
    /// The fact that the rule fired on, with the derived fields (`remedy.model`, …) that message and saving use.
    public var fact: Fact
    public var message: String
    public var remedy: String
    /// What the conclusion rests on, strongest first: "the function is called is_refund_request", "8 replicas, autoscaled to 40".
    public var evidence: [String]
    public var related: [RelatedPlace]

    public init(
        rule: Rule, severity: Severity, confidence: Confidence, fact: Fact, message: String, remedy: String, evidence: [String] = [],
        related: [RelatedPlace] = []
    ) {
        self.rule = rule
        self.severity = severity
        self.confidence = confidence
        self.fact = fact
        self.message = message
        self.remedy = remedy
        self.evidence = evidence
        self.related = related
    }

    public var place: Place { fact.place }
}
