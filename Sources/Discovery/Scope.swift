/// What the PATH arguments of a command name: where to look for files, and which of them to report on.
public struct Scope: Sendable {
    /// The folder that paths are relative to. It holds everything that is read: the git root, or PATH itself outside git, or the
    /// folder that holds several of these.
    public let root: AbsolutePath
    /// Git roots and folders outside git, none within another of the same kind, in bytewise order.
    let places: [Place]
    let targets: [Target]

    struct Place: Hashable, Sendable {
        var folder: AbsolutePath
        var isGit: Bool
    }

    /// A PATH argument.
    struct Target: Hashable, Sendable {
        var path: AbsolutePath
        var isFolder: Bool
    }

    /// - Parameters:
    ///   - paths: as written on the command line; none means the current folder.
    ///   - currentFolder: what relative paths are relative to.
    /// - Throws: when a path does not exist or cannot be looked at. An empty folder is no error.
    public init(
        paths: [[UInt8]], currentFolder: AbsolutePath, system: FileSystem = .real
    ) throws(DiscoveryError) {
        var targets: [Target] = []
        var seen: Set<Target> = []
        var places: Set<Place> = []
        for path in paths.isEmpty ? [Array(".".utf8)] : paths {
            let target = try Self.target(path, in: currentFolder, system: system)
            guard seen.insert(target).inserted else { continue }
            targets.append(target)
            places.insert(Self.place(of: target, system: system))
        }
        self.targets = targets
        self.places = places.sorted { $0.folder.bytes.lexicographicallyPrecedes($1.folder.bytes) }
        root = Self.commonFolder(of: self.places.map(\.folder)) ?? currentFolder
    }

    /// The nearest `.wattlint.yml` from the first PATH upwards, not beyond the place that it lies in.
    public func configuration(system: FileSystem = .real) -> AbsolutePath? {
        guard let target = targets.first else { return nil }
        let end = Self.place(of: target, system: system).folder
        var folder = target.isFolder ? target.path : target.path.parent
        while let current = folder {
            let candidate = current.appending(".wattlint.yml")
            if let status = try? system.statusOfLink(candidate), status.type == .file { return candidate }
            if current == end { return nil }
            folder = current.parent
        }
        return nil
    }

    private static func target(
        _ path: [UInt8], in folder: AbsolutePath, system: FileSystem
    ) throws(DiscoveryError) -> Target {
        let written = String(decoding: path, as: UTF8.self)
        guard !path.isEmpty, !path.contains(0) else { throw DiscoveryError(.pathNotFound, "A path is empty.") }
        let real: AbsolutePath
        let type: FileType
        do throws(SystemError) {
            real = try system.realPath(path.first == .slash ? path : folder.appending(bytesOf: path).bytes)
            type = try system.statusOfLink(real).type
        } catch .notFound, .notADirectory {
            throw DiscoveryError(.pathNotFound, "\(written) does not exist.")
        } catch {
            throw DiscoveryError(.unreadable, "\(written) cannot be read: \(error).")
        }
        guard type == .folder || type == .file else {
            throw DiscoveryError(.notAFileOrFolder, "\(written) is neither a file nor a folder.")
        }
        return Target(path: real, isFolder: type == .folder)
    }

    /// The git root above a target: the nearest folder with a `.git`, which is a file in a linked work tree or a submodule.
    private static func place(of target: Target, system: FileSystem) -> Place {
        let start = target.isFolder ? target.path : target.path.parent ?? target.path
        var folder: AbsolutePath? = start
        while let current = folder {
            if let status = try? system.statusOfLink(current.appending(".git")), status.type == .folder || status.type == .file {
                return Place(folder: current, isGit: true)
            }
            folder = current.parent
        }
        return Place(folder: start, isGit: false)
    }

    private static func commonFolder(of folders: [AbsolutePath]) -> AbsolutePath? {
        guard var common = folders.first else { return nil }
        for folder in folders {
            while folder.relative(to: common) == nil, let parent = common.parent { common = parent }
        }
        return common
    }
}

/// Why Discovery cannot begin: wrong arguments, which is exit code 2.
public struct DiscoveryError: Error, Hashable, Sendable, CustomStringConvertible {
    public struct Code: Hashable, Sendable {
        private var name: String

        public static let pathNotFound = Code(name: "path-not-found")
        public static let notAFileOrFolder = Code(name: "not-a-file-or-folder")
        public static let unreadable = Code(name: "unreadable")
    }

    public var code: Code
    /// A full sentence.
    public var description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
