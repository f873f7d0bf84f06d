public import Catalog

/// What extraction needs to know to find facts in code.
public struct CodeKnowledge: Sendable {
    public var sdks: SDKKnowledge
    public var tasks: TaskKnowledge
    public var frames: DataFrameKnowledge
    public var loops: LoopKnowledge
    public var work: WorkKnowledge

    public init(_ catalog: Catalog) {
        sdks = catalog.sdks
        tasks = catalog.tasks
        frames = catalog.frames
        loops = catalog.loops
        work = catalog.work
    }
}
