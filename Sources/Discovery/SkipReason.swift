/// Why a file was not read whole, and so not judged.
public enum SkipReason: Hashable, Sendable {
    case tooLarge(limit: Int)
    case longLine(limit: Int)
    case minified
    /// A NUL byte in the first 8 KiB. Common, and never a file for a linter: counted, not listed.
    case binary
    /// Listed and then gone: deleted but not yet from git, or while wattlint ran.
    case vanished
    case symbolicLink
    /// A FIFO, a device, a socket, or a folder that has a file's name.
    case notAFile
    case unreadable(SystemError)

    /// What the report says after the path.
    public var sentence: String {
        switch self {
        case .tooLarge(let limit): "The file is larger than the limit of \(limit) bytes."
        case .longLine(let limit): "The file has a line of more than \(limit) characters."
        case .minified: "The file looks minified: its lines are longer than 1,000 bytes on average."
        case .binary: "The file is binary: it has a NUL byte in its first 8 KiB."
        case .vanished: "The file is gone."
        case .symbolicLink: "The file is a symbolic link, which is not followed."
        case .notAFile: "This is no regular file."
        case .unreadable(let error): "The file cannot be read: \(error)."
        }
    }

    /// Whether the report only counts such files: nothing that could have been judged was missed.
    public var isSilent: Bool {
        switch self {
        case .binary, .vanished, .symbolicLink: true
        default: false
        }
    }
}
