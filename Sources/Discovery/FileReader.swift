#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Reads files below a root, each whole and once, into one buffer that it keeps for the next. One reader serves one thread.
public struct FileReader: ~Copyable {
    private let system: FileSystem
    /// The root, then the file, then NUL.
    private var path: [CChar]
    private let rootLength: Int
    private var buffer: UnsafeMutableRawBufferPointer

    public init(root: AbsolutePath, system: FileSystem = .real) {
        self.system = system
        path = (root.bytes.last == .slash ? root.bytes : root.bytes + [.slash]).map { CChar(bitPattern: $0) }
        rootLength = path.count
        buffer = .allocate(byteCount: 64 << 10, alignment: 16)
    }

    deinit { buffer.deallocate() }

    /// What became of a file.
    public enum Outcome<Result> {
        case read(Result)
        case skipped(SkipReason)
    }

    /// Calls `body` with the bytes of a file, which are gone when it returns.
    /// - Throws: only what `body` throws. A file that cannot be read is no error but an outcome.
    public mutating func read<Result, Failure: Error>(
        _ file: RelativePath, limits: ReadLimits, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Outcome<Result> {
        let count: Int
        switch fill(from: file, limits: limits) {
        case .success(let bytes): count = bytes
        case .failure(let refusal): return .skipped(refusal.reason)
        }
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        if let reason = Self.objection(to: bytes, limits: limits) { return .skipped(reason) }
        return .read(try body(bytes))
    }

    private struct Refusal: Error {
        var reason: SkipReason
    }

    /// Brings a file's bytes into the buffer and says how many they are.
    private mutating func fill(from file: RelativePath, limits: ReadLimits) -> Result<Int, Refusal> {
        path.removeSubrange(rootLength...)
        for byte in file.bytes { path.append(CChar(bitPattern: byte)) }
        path.append(0)
        do throws(SystemError) {
            let descriptor = try system.open(path)
            defer { system.close(descriptor) }
            let status = try system.status(descriptor)
            guard status.type == .file else { return .failure(Refusal(reason: .notAFile)) }
            guard status.size <= limits.bytes else { return .failure(Refusal(reason: .tooLarge(limit: limits.bytes))) }
            return try fill(from: descriptor, expecting: status.size, limit: limits.bytes)
        } catch {
            return .failure(Refusal(reason: Self.reason(for: error)))
        }
    }

    private mutating func fill(
        from descriptor: Int32, expecting size: Int, limit: Int
    ) throws(SystemError) -> Result<Int, Refusal> {
        var count = 0
        while true {
            // One byte more than expected, so that a file that has not grown is seen to end without a second call.
            reserve(max(size, count) + 1, keeping: count)
            let room = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
            let got = try system.read(descriptor, room)
            count += got
            if count > limit { return .failure(Refusal(reason: .tooLarge(limit: limit))) }
            if got == 0 || (count == size && got < room.count) { return .success(count) }
        }
    }

    private mutating func reserve(_ capacity: Int, keeping count: Int) {
        guard buffer.count < capacity else { return }
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(capacity, buffer.count * 2), alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        buffer.deallocate()
        buffer = larger
    }

    private static func reason(for error: SystemError) -> SkipReason {
        switch error.code {
        case ENOENT, ENOTDIR: .vanished
        // What O_NOFOLLOW says of a symbolic link (FreeBSD says EMLINK).
        case ELOOP, EMLINK: .symbolicLink
        case EISDIR, ENXIO: .notAFile
        default: .unreadable(error)
        }
    }
}

extension FileReader {
    /// How much of a file is looked at for a NUL byte, as git does.
    private static let binaryPrefix = 8 << 10
    /// Below this, long lines are no sign of a program that squeezed the code.
    private static let smallestMinified = 4 << 10
    private static let minifiedLineLength = 1_000

    /// Why the bytes of a file should not be judged, if so.
    static func objection(to bytes: UnsafeRawBufferPointer, limits: ReadLimits) -> SkipReason? {
        guard let start = bytes.baseAddress else { return nil }
        if memchr(start, 0, min(bytes.count, binaryPrefix)) != nil { return .binary }
        if let limit = limits.lineCharacters, hasLine(longerThan: limit, in: bytes) { return .longLine(limit: limit) }
        if limits.refusesMinified, isMinified(bytes) { return .minified }
        return nil
    }

    /// Looks from each line's start as far as a line may reach, and from there back: so almost nothing of the file is touched.
    private static func hasLine(longerThan limit: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
        var start = 0
        while bytes.count - start > limit {
            var end = start + limit
            while end >= start, !isLineEnd(bytes[end]) { end -= 1 }
            if end < start {
                // No line end in so many bytes; but a character may have up to four.
                var characters = 0
                end = start
                while end < bytes.count, !isLineEnd(bytes[end]) {
                    if bytes[end] & 0xC0 != 0x80 { characters += 1 }
                    if characters > limit { return true }
                    end += 1
                }
            }
            start = end + 1
        }
        return false
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private static func isMinified(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= smallestMinified else { return false }
        var lines = 1
        for byte in bytes where byte == 0x0A {
            lines += 1
            if bytes.count / lines <= minifiedLineLength { return false }
        }
        return true
    }
}
