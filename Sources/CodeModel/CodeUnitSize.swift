internal import Parsing

extension CodeUnit {
    /// About how much memory it takes, in bytes.
    public var approximateSize: Int {
        var size = source.bytes.count + expressions.count * (MemoryLayout<Expression>.stride + 24)
        size += calls.count * (MemoryLayout<CallSite>.stride + 96) + functions.count * 512 + classes.count * 512
        size += blocks.count * MemoryLayout<Block>.stride + decisions.count * 96 + loops.count * 128
        for scope in scopes { size += 160 + scope.bindings.count * (MemoryLayout<Binding>.stride + 96) }
        return size
    }
}
