public import Catalog

/// What extraction needs to know to find facts in code.
public struct CodeKnowledge: Sendable {
    public var sdks: SDKKnowledge
    public var tasks: TaskKnowledge
    public var frames: DataFrameKnowledge
    public var words: CodeWords

    public init(sdks: SDKKnowledge, tasks: TaskKnowledge, frames: DataFrameKnowledge, words: CodeWords) {
        self.sdks = sdks
        self.tasks = tasks
        self.frames = frames
        self.words = words
    }
}
