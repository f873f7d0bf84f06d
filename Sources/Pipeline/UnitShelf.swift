internal import CodeModel
internal import Synchronization

/// Lowered files that may be asked again, as many as a bounded amount of memory holds: parsing is half of a run. What is kept
/// depends on which thread came first; what comes out does not.
final class UnitShelf: Sendable {
    /// Bytes for all of them together.
    private static let capacity = 112 << 20

    private struct Content {
        var units: [String: CodeUnit] = [:]
        var size = 0
    }

    private let content = Mutex(Content())

    subscript(path: String) -> CodeUnit? { content.withLock { $0.units[path] } }

    func keep(_ unit: CodeUnit, of path: String) {
        let size = unit.approximateSize
        content.withLock { content in
            guard content.size + size <= Self.capacity, content.units[path] == nil else { return }
            content.units[path] = unit
            content.size += size
        }
    }
}
