/// Finds the files below a folder where git cannot say: one depth after the other from a list of its own, so that no depth and
/// no link can hang it. `.gitignore` files hold, and what nobody keeps in a repository is passed over.
struct FolderWalk {
    /// Regular files, in no particular order.
    var files: [RelativePath] = []
    /// Folders that could not be read.
    var unreadable: [(folder: AbsolutePath, error: SystemError)] = []

    /// Version control's own folders, and what package managers, build tools and caches make.
    private static let passedOver: Set<[UInt8]> = Set(
        [
            ".git", ".hg", ".svn", ".bzr", "CVS", ".jj", ".sl",
            "node_modules", "bower_components", ".venv", "venv", ".virtualenv", "site-packages", "__pycache__", "__pypackages__",
            ".tox", ".nox", ".eggs", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".ipynb_checkpoints",
            ".gradle", ".terraform", ".terragrunt-cache", ".next", ".nuxt", ".svelte-kit", ".turbo", ".parcel-cache", ".yarn",
            ".pnpm-store", ".build", ".swiftpm", ".cache", ".idea", ".vs", ".dart_tool", ".serverless", ".aws-sam", ".wattlint-cache",
        ].map { Array($0.utf8) })

    private struct Folder: Sendable {
        /// `nil` for the root.
        var path: RelativePath?
        /// The ignore files on the way down, each with how many components lie above it.
        var rules: [(depth: Int, rules: IgnoreRules)]
    }

    /// What one folder holds.
    private struct Contents: Sendable {
        var files: [RelativePath] = []
        var folders: [Folder] = []
        var unreadable: SystemError?
    }

    /// - Parameters:
    ///   - start: the folder to begin with, `nil` for the root.
    ///   - workers: the threads that list folders, all those of one depth at a time.
    init(of root: AbsolutePath, from start: RelativePath? = nil, system: FileSystem, workers: Workers = Workers(threads: 1)) {
        var level = [Folder(path: start, rules: [])]
        while !level.isEmpty {
            let folders = level
            let found = workers.map(count: folders.count) { Self.contents(of: folders[$0], below: root, system: system) }
            level = []
            for (folder, contents) in zip(folders, found) {
                files += contents.files
                level += contents.folders
                if let error = contents.unreadable { unreadable.append((folder.path.map { root.appending($0) } ?? root, error)) }
            }
        }
    }

    private static func contents(of folder: Folder, below root: AbsolutePath, system: FileSystem) -> Contents {
        var folder = folder
        var contents = Contents()
        let place = folder.path.map { root.appending($0) } ?? root
        let entries: [FolderEntry]
        do throws(SystemError) {
            entries = try system.entries(place)
        } catch .notFound {
            return contents
        } catch {
            contents.unreadable = error
            return contents
        }
        if entries.contains(where: { $0.name.elementsEqual(".gitignore".utf8) }), let rules = rules(in: place, system: system) {
            folder.rules.append((folder.path?.components.count ?? 0, rules))
        }
        for entry in entries { visit(entry, in: folder, at: place, system: system, &contents) }
        return contents
    }

    private static func visit(
        _ entry: FolderEntry, in folder: Folder, at place: AbsolutePath, system: FileSystem, _ contents: inout Contents
    ) {
        var type = entry.type
        if type == .unknown { type = (try? system.statusOfLink(place.appending(bytesOf: entry.name)).type) ?? .other }
        guard type == .file || type == .folder else { return }
        if type == .folder, passedOver.contains(entry.name) { return }
        let path = folder.path?.appending(entry.name) ?? RelativePath(checked: entry.name)
        if isIgnored(path, named: entry.name[...], isFolder: type == .folder, by: folder.rules) { return }
        if type == .folder {
            contents.folders.append(Folder(path: path, rules: folder.rules))
        } else {
            contents.files.append(path)
        }
    }

    /// The nearest ignore file that says anything decides.
    private static func isIgnored(
        _ path: RelativePath, named name: ArraySlice<UInt8>, isFolder: Bool, by rules: [(depth: Int, rules: IgnoreRules)]
    ) -> Bool {
        var known: [ArraySlice<UInt8>]?
        for (depth, rules) in rules.reversed() {
            let verdict = rules.verdict(on: name, isFolder: isFolder) {
                let components = known ?? path.components
                known = components
                return components[depth...]
            }
            if let verdict { return verdict == .ignored }
        }
        return false
    }

    private static func rules(in folder: AbsolutePath, system: FileSystem) -> IgnoreRules? {
        var reader = FileReader(root: folder, system: system)
        let name = RelativePath(checked: Array(".gitignore".utf8))
        let limits = ReadLimits(bytes: 1 << 20, lineCharacters: nil, refusesMinified: false)
        guard case .read(let rules) = reader.read(name, limits: limits, { IgnoreRules($0) }), !rules.isEmpty else { return nil }
        return rules
    }
}
