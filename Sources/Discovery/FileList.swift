/// The files to read: all of a kind that wattlint knows below the scope's root, in bytewise order, each once.
public struct FileList: Sendable {
    public let root: AbsolutePath
    public let files: [ListedFile]
    /// What could not be looked at, and what was done instead.
    public let notices: [DiscoveryNotice]
    /// Files left out because the user's configuration excludes them.
    public let excluded: Int
    /// Files of no kind that wattlint understands, in no particular order.
    public let others: [RelativePath]

    /// Lists without opening anything but ignore files.
    ///
    /// - Parameter workers: the threads that list folders and tell the files' classes.
    public init(
        _ scope: Scope, excluding exclude: IgnoreRules = IgnoreRules(lines: []), system: FileSystem = .real,
        workers: Workers = Workers(threads: 1)
    ) {
        var gathering = Gathering(scope: scope, system: system, workers: workers)
        for place in scope.places { gathering.gather(place) }
        gathering.addUnlistedTargets()

        let targets = Targets(scope)
        var files: [ListedFile] = []
        var excluded = 0
        var last: RelativePath?
        let (known, others) = Self.known(gathering.paths, workers)
        for (path, kind) in known where path != last {
            last = path
            if exclude.ignores(path) {
                excluded += 1
                continue
            }
            let depth = targets.depth(above: path)
            files.append(
                ListedFile(path: path, kind: kind, isReported: depth != nil, isNamed: targets.names(path), judgedBelow: depth ?? 0))
        }
        root = scope.root
        self.files = Self.classified(files, workers)
        self.excluded = excluded
        self.others = others
        notices = gathering.notices
    }

    /// The files of a kind that is read, in order, and those of none, in any.
    private static func known(_ paths: [RelativePath], _ workers: Workers) -> (files: [(path: RelativePath, kind: FileKind)], others: [RelativePath]) {
        let part = max(1024, (paths.count + workers.threads - 1) / workers.threads)
        let parts = workers.map(count: (paths.count + part - 1) / part) { number in
            var files: [(path: RelativePath, kind: FileKind)] = []
            var others: [RelativePath] = []
            for path in paths[number * part..<min(paths.count, (number + 1) * part)] {
                if let kind = FileKind(name: path.name) { files.append((path, kind)) } else { others.append(path) }
            }
            return (files: files.sorted { $0.path < $1.path }, others: others)
        }
        // Of what is in order by parts, the sort makes few comparisons.
        return (parts.flatMap(\.files).sorted { $0.path < $1.path }, parts.flatMap(\.others))
    }

    private static func classified(_ files: [ListedFile], _ workers: Workers) -> [ListedFile] {
        let part = 256
        return workers.map(count: (files.count + part - 1) / part) { number in
            var memory = PathClassifier.Memory()
            return files[number * part..<min(files.count, (number + 1) * part)].map { file in
                var file = file
                file.classify(&memory)
                return file
            }
        }.flatMap(\.self)
    }
}

public struct ListedFile: Hashable, Sendable {
    /// Below the list's root.
    public var path: RelativePath
    public var kind: FileKind
    /// Whether the file lies under one of the PATH arguments. The others are read for what they tell about these.
    public var isReported: Bool
    /// Whether it is one of the PATH arguments itself.
    public var isNamed = false
    /// How many of the path's components lead to the PATH that the file was found under, and so say nothing about its class.
    let judgedBelow: Int

    /// What part of the project it belongs to.
    public private(set) var pathClass = PathClass.application

    init(path: RelativePath, kind: FileKind, isReported: Bool, isNamed: Bool, judgedBelow: Int) {
        self.path = path
        self.kind = kind
        self.isReported = isReported
        self.isNamed = isNamed
        self.judgedBelow = judgedBelow
    }

    /// A notebook is an example wherever it lies, unless it was asked for by its name.
    fileprivate mutating func classify(_ memory: inout PathClassifier.Memory) {
        pathClass = PathClassifier.pathClass(of: path, below: judgedBelow, &memory)
        guard kind == .notebook, pathClass == .application || pathClass == .example else { return }
        pathClass = isNamed ? .application : .example
    }
}

/// Something that was not looked at as asked.
public struct DiscoveryNotice: Hashable, Sendable {
    /// The file or folder that it is about.
    public var path: AbsolutePath
    /// A full sentence.
    public var sentence: String
}

/// The PATH arguments as paths below the root.
private struct Targets {
    private var folders: [[ArraySlice<UInt8>]] = []
    private var files: Set<RelativePath> = []

    init(_ scope: Scope) {
        for target in scope.targets {
            guard let path = target.path.relative(to: scope.root) else { continue }
            if target.isFolder {
                folders.append(path?.components ?? [])
            } else if let path {
                files.insert(path)
            }
        }
    }

    func names(_ path: RelativePath) -> Bool { files.contains(path) }

    /// How deep the deepest folder lies that was asked for and holds the file, 0 for the root; `nil` when nobody asked for the
    /// file. One that was named itself is judged from the root.
    func depth(above path: RelativePath) -> Int? {
        if folders.count == 1, folders[0].isEmpty { return 0 }
        let components = path.components
        let depth = folders.filter { components.starts(with: $0) }.map(\.count).max()
        return depth ?? (files.contains(path) ? 0 : nil)
    }
}

/// Collects paths from the places of a scope.
private struct Gathering {
    let scope: Scope
    let system: FileSystem
    let workers: Workers
    var paths: [RelativePath] = []
    var notices: [DiscoveryNotice] = []

    init(scope: Scope, system: FileSystem, workers: Workers) {
        self.scope = scope
        self.system = system
        self.workers = workers
    }

    mutating func gather(_ place: Scope.Place) {
        guard place.isGit else { return walk(from: place.folder) }
        do throws(Git.Failure) {
            let listing = try GitListing(of: place.folder)
            if listing.outsideCheckout > 0 {
                note(place.folder, "The sparse checkout leaves out \(listing.outsideCheckout) files, which were not read.")
            }
            add(withoutLinkedFolders(listing.files, in: place.folder), in: place.folder)
        } catch {
            note(place.folder, "The files were found by a walk instead of git, because \(error.reason).")
            walk(from: place.folder)
        }
    }

    /// What git ignores is still read when it was named itself.
    mutating func addUnlistedTargets() {
        let files = scope.targets.filter { !$0.isFolder }
        let listed = files.isEmpty ? [] : Set(paths)
        for target in scope.targets {
            guard case .some(.some(let path)) = target.path.relative(to: scope.root) else { continue }
            if !target.isFolder {
                if !listed.contains(path) { paths.append(path) }
            } else if !paths.contains(where: { $0.isBelow(path) }) {
                walk(from: target.path)
            }
        }
    }

    private mutating func walk(from folder: AbsolutePath) {
        let walk = FolderWalk(of: folder, system: system, workers: workers)
        add(walk.files, in: folder)
        for (folder, error) in walk.unreadable { note(folder, "The folder cannot be read: \(error).") }
    }

    private mutating func add(_ files: [RelativePath], in folder: AbsolutePath) {
        guard case .some(let prefix) = folder.relative(to: scope.root) else { return }
        if let prefix { paths += files.map { prefix.appending($0.bytes) } } else { paths += files }
    }

    /// Git's index may name a file below what is now a symbolic link, and through it a file outside the repository.
    private mutating func withoutLinkedFolders(_ files: [RelativePath], in root: AbsolutePath) -> [RelativePath] {
        var isPlain: [RelativePath: Bool] = [:]
        return files.filter { file in
            var unknown: [RelativePath] = []
            var folder = file.parent
            var verdict = true
            while let current = folder {
                if let known = isPlain[current] {
                    verdict = known
                    break
                }
                unknown.append(current)
                folder = current.parent
            }
            for folder in unknown.reversed() {
                // A folder that is gone or may not be read is told when its files are.
                if verdict, let status = try? system.statusOfLink(root.appending(folder)), status.type != .folder {
                    verdict = false
                }
                isPlain[folder] = verdict
            }
            return verdict
        }
    }

    private mutating func note(_ path: AbsolutePath, _ sentence: String) {
        notices.append(DiscoveryNotice(path: path, sentence: sentence))
    }
}
