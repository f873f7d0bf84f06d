internal import Parsing
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension CatalogFile {
    /// Reads every YAML file below a rules folder, sorted by path. Names that start with a dot and Markdown files are passed over.
    /// Nothing is thrown: a folder or file that cannot be read is an error beside the files that could.
    ///
    /// - Parameter directory: the folder as the user names it; messages show it so.
    public static func read(directory: String) -> (files: [CatalogFile], errors: [CatalogError]) {
        var files: [CatalogFile] = []
        var errors: [CatalogError] = []
        var waiting = [""]
        while let folder = waiting.popLast() {
            let path = folder.isEmpty ? directory : directory + "/" + folder
            guard let names = names(in: path) else {
                errors.append(CatalogError(file: path, message: "the folder cannot be read: \(String(cString: strerror(errno)))"))
                continue
            }
            for name in names where !name.hasPrefix(".") {
                let inner = folder.isEmpty ? name : folder + "/" + name
                var status = stat()
                // A link is not followed: it could lead into a loop.
                guard lstat(directory + "/" + inner, &status) == 0 else { continue }
                switch status.st_mode & S_IFMT {
                case S_IFDIR: waiting.append(inner)
                case S_IFREG where name.hasSuffix(".yaml") || name.hasSuffix(".yml"):
                    if let bytes = bytes(of: directory + "/" + inner) {
                        let source = SourceText(bytes: bytes)
                        var file = CatalogFile(path: inner, document: Document.read(source, as: .yaml), source: source)
                        file.folder = directory
                        files.append(file)
                    } else {
                        errors.append(CatalogError(file: directory + "/" + inner, message: "the file cannot be read"))
                    }
                case S_IFREG where name.hasSuffix(".md"): break
                default:
                    errors.append(CatalogError(file: directory + "/" + inner, message: "only YAML and Markdown files belong into a rules folder"))
                }
            }
        }
        return (files.sorted { $0.path < $1.path }, errors.sorted { $0.file < $1.file })
    }

    private static func names(in path: String) -> [String]? {
        guard let directory = opendir(path) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func bytes(of path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            result += buffer.prefix(count)
            if count < buffer.count { return ferror(file) == 0 ? result : nil }
        }
    }
}
