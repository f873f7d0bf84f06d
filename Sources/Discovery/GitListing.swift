/// Asks git which files it tracks and which it would not ignore.
struct GitListing {
    /// Regular files, tracked and untracked, each once, in no particular order. A tracked file may be gone from the disk.
    var files: [RelativePath] = []
    /// Tracked files that a sparse checkout leaves out of the disk.
    var outsideCheckout = 0

    /// - Throws: what git could not do.
    init(of root: AbsolutePath) throws(Git.Failure) {
        let arguments = ["ls-files", "-z", "-t", "--stage", "--cached", "--others", "--exclude-standard"].map { Array($0.utf8) }
        var seen: [UInt8] = []
        for record in try Git.output(in: root, arguments).split(separator: 0) {
            guard let path = Self.path(in: record, counting: &outsideCheckout), !path.elementsEqual(seen) else { continue }
            // A file in the middle of a merge is listed up to three times, one after the other.
            seen = Array(path)
            files.append(RelativePath(checked: seen))
        }
    }

    /// The path in a record of `ls-files -t --stage`: `? PATH` for an untracked file, `H MODE OBJECT STAGE<tab>PATH` for a tracked
    /// one. `nil` for what is no regular file: a symbolic link, a submodule, a nested repository.
    private static func path(in record: ArraySlice<UInt8>, counting outsideCheckout: inout Int) -> ArraySlice<UInt8>? {
        guard let tag = record.first, record.dropFirst().first == 0x20 else { return nil }
        let rest = record.dropFirst(2)
        if tag == UInt8(ascii: "?") { return rest.last == .slash ? nil : rest }
        guard rest.starts(with: "100".utf8), let tab = rest.firstIndex(of: 0x09) else { return nil }
        if tag == UInt8(ascii: "S") {
            outsideCheckout += 1
            return nil
        }
        return rest[(tab + 1)...]
    }
}
