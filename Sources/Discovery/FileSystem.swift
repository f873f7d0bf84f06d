#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The system calls that Discovery makes. A value, so that tests can have a folder that may not be read or a disk that fails,
/// which the superuser cannot make from the outside.
public struct FileSystem: Sendable {
    /// Opens a file for reading without following a symbolic link, waiting for a FIFO's writer, or leaking to child processes.
    /// The path ends in NUL.
    var open: @Sendable ([CChar]) throws(SystemError) -> Int32
    var status: @Sendable (Int32) throws(SystemError) -> FileStatus
    /// Reads into the buffer and says how many bytes came; 0 at the end.
    var read: @Sendable (Int32, UnsafeMutableRawBufferPointer) throws(SystemError) -> Int
    var close: @Sendable (Int32) -> Void
    /// What a path is, a symbolic link itself and not what it leads to.
    var statusOfLink: @Sendable (AbsolutePath) throws(SystemError) -> FileStatus
    /// What is in a folder, in no particular order, without `.` and `..`.
    var entries: @Sendable (AbsolutePath) throws(SystemError) -> [FolderEntry]
    /// The same place without symbolic links, `.` and `..`.
    var realPath: @Sendable ([UInt8]) throws(SystemError) -> AbsolutePath
}

/// A system call's failure.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The system's error number.
    public var code: Int32

    public init(code: Int32) { self.code = code }

    public static let notFound = SystemError(code: ENOENT)
    public static let notADirectory = SystemError(code: ENOTDIR)
    public static let notPermitted = SystemError(code: EACCES)
    public static let inputOutput = SystemError(code: EIO)

    /// The system's own words, such as "Permission denied".
    public var description: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let start = buffer.baseAddress else { return "error \(code)" }
            buffer.initialize(repeating: 0)
            return strerror_r(code, start, 255) == 0 ? String(cString: start) : "error \(code)"
        }
    }
}

enum FileType: Hashable, Sendable {
    case file, folder, symbolicLink, other, unknown
}

struct FileStatus: Hashable, Sendable {
    var type: FileType
    /// In bytes, as the system says it; a file may grow while it is read.
    var size: Int
}

struct FolderEntry: Hashable, Sendable {
    var name: [UInt8]
    var type: FileType
}

extension FileSystem {
    public static let real = FileSystem(
        open: { path throws(SystemError) in
            try checked { openForReading(path) }
        },
        status: { descriptor throws(SystemError) in
            var status = stat()
            _ = try checked { fstat(descriptor, &status) }
            return FileStatus(status)
        },
        read: { descriptor, buffer throws(SystemError) in
            var count = -1
            repeat { count = readBytes(descriptor, buffer) } while count < 0 && errno == EINTR
            guard count >= 0 else { throw SystemError(code: errno) }
            return count
        },
        close: { descriptor in closeDescriptor(descriptor) },
        statusOfLink: { path throws(SystemError) in
            var status = stat()
            _ = try checked { lstat(cString(path.bytes), &status) }
            return FileStatus(status)
        },
        entries: { path throws(SystemError) in try readFolder(path) },
        realPath: { path throws(SystemError) in
            guard let resolved = realpath(cString(path), nil) else { throw SystemError(code: errno) }
            defer { free(resolved) }
            let bytes = UnsafeRawBufferPointer(start: resolved, count: strlen(resolved))
            guard let absolute = AbsolutePath(Array(bytes)) else { throw SystemError(code: ENOENT) }
            return absolute
        })
}

extension FileStatus {
    fileprivate init(_ status: stat) {
        type =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .symbolicLink
            default: .other
            }
        size = Int(clamping: status.st_size)
    }
}

private func readFolder(_ path: AbsolutePath) throws(SystemError) -> [FolderEntry] {
    guard let folder = opendir(cString(path.bytes)) else { throw SystemError(code: errno) }
    defer { closedir(folder) }
    var entries: [FolderEntry] = []
    while true {
        errno = 0
        guard let entry = readdir(folder) else {
            guard errno == 0 else { throw SystemError(code: errno) }
            return entries
        }
        let type: FileType =
            switch Int32(entry.pointee.d_type) {
            case Int32(DT_REG): .file
            case Int32(DT_DIR): .folder
            case Int32(DT_LNK): .symbolicLink
            case Int32(DT_UNKNOWN): .unknown
            default: .other
            }
        // The name is longer than its declared array on some file systems, so only the pointer may be used.
        guard let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) else { continue }
        let start = UnsafeRawPointer(entry).advanced(by: offset)
        let name = Array(UnsafeRawBufferPointer(start: start, count: strlen(start.assumingMemoryBound(to: CChar.self))))
        if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { continue }
        entries.append(FolderEntry(name: name, type: type))
    }
}

private func checked(_ call: () -> Int32) throws(SystemError) -> Int32 {
    var result: Int32 = -1
    repeat { result = call() } while result < 0 && errno == EINTR
    guard result >= 0 else { throw SystemError(code: errno) }
    return result
}

func cString(_ bytes: [UInt8]) -> [CChar] {
    bytes.map { CChar(bitPattern: $0) } + [0]
}

// Free functions, since a closure named `open` or `read` in the type above hides the C ones.
private func openForReading(_ path: [CChar]) -> Int32 {
    open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}

private func closeDescriptor(_ descriptor: Int32) {
    _ = close(descriptor)
}
