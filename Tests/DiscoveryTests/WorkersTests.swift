import Discovery
import Synchronization
import Testing

@Suite struct WorkersTests {
    @Test(arguments: [1, 2, 7, 64])
    func givesResultsInOrderForAnyNumberOfThreads(threads: Int) {
        let squares = Workers(threads: threads).map(count: 1_000) { $0 * $0 }
        #expect(squares == (0..<1_000).map { $0 * $0 })
    }

    @Test func doesNothingForNothing() {
        #expect(Workers(threads: 3).map(count: 0) { $0 }.isEmpty)
        #expect(Workers(threads: 0).threads == 1)
        #expect(Workers().threads >= 1)
    }

    @Test func makesOneStateForEachThreadAndEndsIt() {
        let made = Counter()
        let ended = Counter()
        let uses = Workers(threads: 3).map(count: 200, state: { Owned(made: made, ended: ended) }) { state, _ in
            state.uses += 1
            return state.uses
        }
        #expect((1...3).contains(made.value.load(ordering: .relaxed)))
        #expect(made.value.load(ordering: .relaxed) == ended.value.load(ordering: .relaxed))
        #expect(uses.filter { $0 == 1 }.count <= 3)
    }

    /// Deeper than the 8 MiB that a thread has by default.
    @Test func hasStackForDeepRecursion() {
        let depths = Workers(threads: 2).map(count: 2) { _ in descend(8_000) }
        #expect(depths == [8_000, 8_000])
    }
}

private final class Counter: Sendable {
    let value = Atomic<Int>(0)
}

private struct Owned: ~Copyable {
    var uses = 0
    let ended: Counter

    init(made: Counter, ended: Counter) {
        self.ended = ended
        made.value.add(1, ordering: .relaxed)
    }

    deinit { ended.value.add(1, ordering: .relaxed) }
}

/// Takes at least 4 KiB of stack for each step, 32 MiB for 8,000.
@inline(never)
private func descend(_ depth: Int) -> Int {
    withUnsafeTemporaryAllocation(byteCount: 4 << 10, alignment: 8) { room in
        room.initializeMemory(as: UInt8.self, repeating: 1)
        return depth == 0 ? 0 : descend(depth - 1) + Int(room[depth % 4_096])
    }
}
