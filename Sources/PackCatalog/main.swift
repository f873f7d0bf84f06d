// PackCatalog checks every file below a rules folder and writes them as one Swift file with one string literal. The build plugin
// runs it, so a mistake under Rules/ fails the build, at its line.
//
//     PackCatalog RULES OUTPUT

internal import Catalog
internal import Parsing

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

func complain(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
}

func report(_ error: CatalogError) {
    let position = error.position.map { ":\($0.line):\($0.column)" } ?? ""
    complain("\(error.file)\(position): error: \(error.message)")
}

func pack(_ files: [CatalogFile]) -> [UInt8] {
    var bytes: [UInt8] = []
    for file in files {
        PackedDocument.write(text: file.path, to: &bytes)
        PackedDocument.write(file.document, to: &bytes)
    }
    return bytes
}

func save(_ parts: [[UInt8]], to path: String) -> Bool {
    guard let file = fopen(path, "wb") else { return false }
    var isWhole = true
    for part in parts where fwrite(part, 1, part.count, file) != part.count { isWhole = false }
    return fclose(file) == 0 && isWhole
}

guard CommandLine.arguments.count == 3 else {
    complain("usage: PackCatalog RULES OUTPUT")
    exit(2)
}
let (files, unreadable) = CatalogFile.read(directory: CommandLine.arguments[1])
let (_, mistakes) = Catalog.load(files, schema: FactKind.schema, savingMethods: SavingMethod.schema)
let errors = unreadable + mistakes
errors.forEach(report)
if !errors.isEmpty { exit(1) }

let opening = """
    // Written by PackCatalog from the files under Rules/. Not for reading: see PackedDocument.

    let embeddedCatalogData: StaticString = ####\"\"\"

    """
let literal = [Array(opening.utf8), pack(files), Array("\n\"\"\"####\n".utf8)]
if !save(literal, to: CommandLine.arguments[2]) {
    complain("\(CommandLine.arguments[2]): error: the file cannot be written")
    exit(1)
}
