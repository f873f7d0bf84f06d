#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Runs one program without a shell and collects what it writes.
enum ChildProcess {
    struct Run {
        var output: [UInt8] = []
        var errors: [UInt8] = []
        /// The exit status; 128 and the signal's number when a signal ended it.
        var status: Int32 = 0
    }

    enum Failure: Error {
        case noPipe, notStarted
    }

    /// This process's environment, as `NAME=VALUE`.
    static func environment() -> [[UInt8]] {
        var variables: [[UInt8]] = []
        #if canImport(Darwin)
        var next = _NSGetEnviron().pointee
        #else
        var next: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = environ
        #endif
        while let variable = next?.pointee {
            variables.append(Array(UnsafeRawBufferPointer(start: variable, count: strlen(variable))))
            next = next?.successor()
        }
        return variables
    }

    static func output(
        of program: AbsolutePath, arguments: [[UInt8]], environment: [[UInt8]]
    ) throws(Failure) -> Run {
        guard let output = Pipe() else { throw Failure.noPipe }
        guard let errors = Pipe() else {
            output.close()
            throw Failure.noPipe
        }
        let child = spawn(program, arguments, environment, output: output.writeEnd, errors: errors.writeEnd)
        close(output.writeEnd)
        close(errors.writeEnd)
        defer {
            close(output.readEnd)
            close(errors.readEnd)
        }
        guard let child else { throw Failure.notStarted }
        var run = Run()
        // Both at once: a child that waits for one full pipe would never write to the other.
        collect(output.readEnd, &run.output, errors.readEnd, &run.errors)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        run.status = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        return run
    }

    private struct Pipe {
        var readEnd: Int32
        var writeEnd: Int32

        init?() {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { return nil }
            (readEnd, writeEnd) = (ends[0], ends[1])
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        }

        func close() {
            for end in [readEnd, writeEnd] { closeEnd(end) }
        }
    }

    private static func spawn(
        _ program: AbsolutePath, _ arguments: [[UInt8]], _ environment: [[UInt8]], output: Int32, errors: Int32
    ) -> pid_t? {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        #else
        var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)

        let argumentPointers = arguments.map { strdup(cString($0)) } + [nil]
        let environmentPointers = environment.map { strdup(cString($0)) } + [nil]
        defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }
        var child = pid_t()
        let result = posix_spawn(&child, cString(program.bytes), &actions, nil, argumentPointers, environmentPointers)
        return result == 0 ? child : nil
    }

    private static func collect(_ first: Int32, _ firstBytes: inout [UInt8], _ second: Int32, _ secondBytes: inout [UInt8]) {
        var open = [pollfd(fd: first, events: Int16(POLLIN), revents: 0), pollfd(fd: second, events: Int16(POLLIN), revents: 0)]
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        // A negative descriptor is one that poll passes over.
        while open.contains(where: { $0.fd >= 0 }) {
            if poll(&open, nfds_t(open.count), -1) < 0 {
                if errno == EINTR { continue }
                return
            }
            for index in open.indices where open[index].fd >= 0 && open[index].revents != 0 {
                let count = read(open[index].fd, &chunk, chunk.count)
                if count > 0, index == 0 {
                    firstBytes += chunk[..<count]
                } else if count > 0 {
                    secondBytes += chunk[..<count]
                } else if count == 0 || errno != EINTR {
                    open[index].fd = -1
                }
            }
        }
    }
}

private func closeEnd(_ descriptor: Int32) {
    _ = close(descriptor)
}
