#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif
internal import Synchronization

/// Threads with stacks of a fixed size that share a list of items. Swift's own task pool will not do: its stacks follow
/// `ulimit -s`, and the C parsers that run on them recurse.
public struct Workers: Sendable {
    /// How many threads run at once, at least 1.
    public let threads: Int
    /// Bytes of stack for each thread; only what is used takes memory.
    public let stackSize: Int

    /// - Parameter threads: `nil` for as many as the machine has processors.
    public init(threads: Int? = nil, stackSize: Int = 64 << 20) {
        self.threads = max(threads ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1)
        self.stackSize = max(stackSize, 1 << 20)
    }

    /// Calls `body` once for each index below `count` and returns the results in the order of their indices, whichever thread
    /// came first. Each thread makes a state of its own, which it alone uses and which ends with it.
    public func map<State: ~Copyable, Output: Sendable>(
        count: Int, state makeState: @escaping @Sendable () -> State,
        _ body: @escaping @Sendable (_ state: inout State, _ index: Int) -> Output
    ) -> [Output] {
        guard count > 0 else { return [] }
        let work = Work<Output>()
        let run: @Sendable () -> Void = {
            var state = makeState()
            var own: [(index: Int, output: Output)] = []
            while true {
                let index = work.next.add(1, ordering: .relaxed).oldValue
                if index >= count { break }
                own.append((index, body(&state, index)))
            }
            work.finished.withLock { $0.append(own) }
        }
        Self.runAndWait(onThreads: min(threads, count), stackSize: stackSize, run)

        var outputs = [Output?](repeating: nil, count: count)
        for (index, output) in work.finished.withLock({ $0 }).joined() { outputs[index] = output }
        return outputs.compactMap { $0 }
    }

    /// The same for work that needs no state.
    public func map<Output: Sendable>(count: Int, _ body: @escaping @Sendable (_ index: Int) -> Output) -> [Output] {
        map(count: count, state: { () }) { (_: inout Void, index) in body(index) }
    }

    private static func runAndWait(onThreads threads: Int, stackSize: Int, _ run: @escaping @Sendable () -> Void) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)

        var started: [pthread_t] = []
        for _ in 0..<threads {
            guard let thread = start(ThreadBody(run: run), &attributes) else { break }
            started.append(thread)
        }
        // The items are shared, so fewer threads than asked for do all the work too, and this one is always there.
        if started.isEmpty { run() }
        for thread in started { pthread_join(thread, nil) }
    }

    private static func start(_ body: ThreadBody, _ attributes: inout pthread_attr_t) -> pthread_t? {
        let retained = Unmanaged.passRetained(body)
        #if canImport(Darwin)
        var thread: pthread_t?
        let result = pthread_create(&thread, &attributes, { runThreadBody($0) }, retained.toOpaque())
        #else
        var thread = pthread_t()
        let result = pthread_create(&thread, &attributes, { $0.map(runThreadBody) ?? nil }, retained.toOpaque())
        #endif
        if result == 0 { return thread }
        retained.release()
        return nil
    }
}

/// What the threads of one call share.
private final class Work<Output: Sendable>: Sendable {
    let next = Atomic<Int>(0)
    let finished = Mutex<[[(index: Int, output: Output)]]>([])
}

/// Carries a closure through the one pointer that a thread's start takes.
private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) { self.run = run }
}

private func runThreadBody(_ body: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<ThreadBody>.fromOpaque(body).takeRetainedValue().run()
    return nil
}
