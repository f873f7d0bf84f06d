internal import Parsing

/// Words by which loops are told apart: `knowledge/loops.yaml`.
public struct LoopKnowledge: Sendable {
    /// Words for several elements at once; for pieces of one text, which are none; for what comes one by one.
    public var many: [String] = []
    public var pieces: [String] = []
    public var notPieces: [String] = []
    public var arriving: [String] = []
    public var arrivingCalls: Set<String> = []
    /// Words for messages that are waited for, and for another attempt at the same.
    public var consumed: [String] = []
    public var attempts: [String] = []
    /// Functions and methods that wait for a person or a socket.
    public var inputs: Set<String> = []
    public var receives: Set<String> = []
    public var asks: Set<String> = []
    public var asked: [String] = []
    public var sleeps: [String] = []
    /// Methods that change what they are called on.
    public var growing: Set<String> = []
    public var counters: Set<String> = []
    public var passing: Set<String> = []
    public var cutting: [String] = []
    public var batching: Set<String> = []

    public init() {}

    public func isSleep(_ name: String) -> Bool { sleeps.contains(where: name.hasSuffix) }

    public static func load(_ files: [CatalogFile]) -> (LoopKnowledge, [CatalogError]) {
        var knowledge = LoopKnowledge()
        var problems: [CatalogError] = []
        for file in files {
            for root in file.document.roots {
                var fields = Fields(root, in: file)
                knowledge.many = fields.texts("many")
                knowledge.pieces = fields.texts("pieces")
                knowledge.notPieces = fields.texts("not-pieces")
                knowledge.arriving = fields.texts("arriving")
                knowledge.arrivingCalls = Set(fields.texts("arriving-calls"))
                knowledge.consumed = fields.texts("consumed")
                knowledge.attempts = fields.texts("attempts")
                knowledge.inputs = Set(fields.texts("inputs"))
                knowledge.receives = Set(fields.texts("receives"))
                knowledge.asks = Set(fields.texts("asks"))
                knowledge.asked = fields.texts("asked")
                knowledge.sleeps = fields.texts("sleeps")
                knowledge.growing = Set(fields.texts("growing"))
                knowledge.counters = Set(fields.texts("counters"))
                knowledge.passing = Set(fields.texts("passing"))
                knowledge.cutting = fields.texts("cutting")
                knowledge.batching = Set(fields.texts("batching"))
                problems += fields.finish()
            }
        }
        return (knowledge, problems)
    }
}
