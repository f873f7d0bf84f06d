internal import Catalog
public import Discovery
public import Parsing

/// Which versions of a package a project may run with, by its requirements and lock files.
///
/// Read line by line, whatever the format: a requirement (`transformers>=4.40,<5`), an entry of a table (`transformers = "^4.40"`), or the
/// version that a lock file settles on. Only the few packages are looked for whose version decides what the code does.
public struct DependencyReader {
    private let path: String
    private let source: SourceText
    private let pathClass: PathClass
    private let packages: Set<String>

    public init(path: String, source: SourceText, pathClass: PathClass, packages: Set<String>) {
        self.path = path
        self.source = source
        self.pathClass = pathClass
        self.packages = packages
    }

    /// Whether a file may name versions, by its name.
    public static func mayRead(name: some Collection<UInt8>) -> Bool {
        let name = String(decoding: name, as: UTF8.self).lowercased()
        return ["pyproject.toml", "pipfile", "poetry.lock", "uv.lock"].contains(name) || name.hasSuffix(".txt")
    }

    public func facts() -> [Fact] {
        let isText = path.lowercased().hasSuffix(".txt")
        var facts: [Fact] = []
        for line in linesWithPackages() {
            let text = String(source.lineText(line).prefix(400)).trimmed
            guard let package = packages.first(where: { text.lowercased().contains($0) }), !text.hasPrefix("#") else { continue }
            if let version = lockedVersion(of: package, text, after: line) {
                facts.append(fact(package, "==" + version, line))
                continue
            }
            let candidates = isText ? [text] : Self.quoted(text)
            if let requirement = candidates.lazy.compactMap({ Self.requirement($0, on: package) }).first {
                facts.append(fact(package, requirement, line))
            } else if !isText, let requirement = entry(text, of: package) {
                facts.append(fact(package, requirement, line))
            }
        }
        return facts
    }

    /// Lock files have thousands of lines, of which a few name one of the packages.
    private func linesWithPackages() -> [Int] {
        let lowered = source.bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        var lines: Set<Int> = []
        lowered.withUnsafeBytes { text in
            for package in packages {
                var word = package
                word.withUTF8 { word in
                    var start = 0
                    while let offset = SourceText.firstOffset(of: UnsafeRawBufferPointer(word), in: text, from: start) {
                        lines.insert(source.line(at: offset))
                        start = offset + word.count
                    }
                }
            }
        }
        return lines.sorted()
    }

    private func fact(_ package: String, _ requirement: String, _ line: Int) -> Fact {
        var fields: [String: Value] = ["package": .text(package), "requirement": .text(requirement.prefixed(60))]
        let range = VersionRange(requirement)
        if let lowest = range.lowest { fields["lowest"] = .text(VersionRange.text(lowest)) }
        if let below = range.below { fields["below"] = .text(VersionRange.text(below)) }
        fields["exact"] = .flag(range.isExact)
        let span = source.lineSpan(line)
        return Fact(
            kind: .dependency, place: Place(path: path, span: span, in: source), symbol: package, fields: fields,
            snippet: Snippet(around: span, in: source), pathClass: pathClass)
    }

    /// `name = "transformers"`, and behind it `version = "4.46.3"`.
    private func lockedVersion(of package: String, _ text: String, after line: Int) -> String? {
        guard text.filter({ $0 != " " }).lowercased() == "name=\"\(package)\"" else { return nil }
        for next in (line + 1)...(line + 3) where next <= source.lineCount {
            let text = String(source.lineText(next).prefix(200)).filter { $0 != " " }
            if text.hasPrefix("version=") { return Self.quoted(text).first }
        }
        return nil
    }

    /// `transformers = "^4.40"`, `transformers = { version = "^4.40", extras = ["torch"] }`.
    private func entry(_ text: String, of package: String) -> String? {
        guard let equals = text.firstIndex(of: "="), Self.normalised(text[..<equals].trimmed.filter { $0 != "\"" }) == package else { return nil }
        let value = text[text.index(after: equals)...].trimmed
        guard value.hasPrefix("{") else { return Self.quoted(value).first }
        guard let version = value.firstRange(of: "version") else { return nil }
        return Self.quoted(String(value[version.upperBound...])).first
    }

    /// What a requirement by PEP 508 says of the versions: `transformers[torch]>=4.40,<5; python_version > "3.8"`.
    private static func requirement(_ text: String, on package: String) -> String? {
        let name = text.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }
        guard normalised(name.trimmed) == package else { return nil }
        var rest = text.dropFirst(name.count).prefix { $0 != ";" && $0 != "#" }.trimmed[...]
        if rest.first == "[", let end = rest.firstIndex(of: "]") { rest = rest[rest.index(after: end)...] }
        let versions = rest.filter { !" ()".contains($0) }
        return versions.isEmpty || versions.first.map({ "<>=~!^".contains($0) }) ?? false ? String(versions) : nil
    }

    private static func normalised(_ name: String) -> String { name.lowercased().replacing("_", with: "-") }

    private static func quoted(_ text: String) -> [String] {
        var result: [String] = []
        var rest = text[...]
        while let open = rest.firstIndex(where: { $0 == "\"" || $0 == "'" }) {
            let mark = rest[open]
            let behind = rest.index(after: open)
            guard let close = rest[behind...].firstIndex(of: mark) else { break }
            result.append(String(rest[behind..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return result
    }
}

/// The versions that a requirement admits, as far as the first parts of their numbers say.
struct VersionRange {
    /// The lowest that is admitted, and the lowest that is not any more.
    var lowest: [Int]?
    var below: [Int]?
    var isExact = false

    /// - Parameter text: `>=4.40,<5`, `==4.46.3`, `~=4.40`, `^4.40`, `4.46.*`, or empty for any.
    init(_ text: String) {
        for part in text.split(separator: ",") {
            let symbol = part.prefix { "<>=~!^".contains($0) }
            let number = part.dropFirst(symbol.count).trimmed
            let version = Self.numbers(number)
            guard !version.isEmpty else { continue }
            switch symbol {
            case "==", "===", "":
                lowest = version
                below = Self.successor(version)
                isExact = !number.hasSuffix("*")
            case ">=", ">": lowest = version
            case "<": below = version
            case "<=": below = Self.successor(version)
            case "~=":
                lowest = version
                below = version.count > 1 ? Self.successor(Array(version.dropLast())) : nil
            case "^":
                lowest = version
                below = Self.successor(Array(version.prefix { $0 == 0 }) + [version.first { $0 != 0 } ?? 0])
            case "~":
                lowest = version
                below = Self.successor(Array(version.prefix(2)))
            default: break
            }
        }
    }

    private static func numbers(_ text: String) -> [Int] {
        text.split(separator: ".").prefix(3).map { Int($0.prefix { $0.isNumber }) }.prefix { $0 != nil }.compactMap(\.self)
    }

    private static func successor(_ version: [Int]) -> [Int] {
        guard let last = version.last, last < Int.max else { return version }
        return version.dropLast() + [last + 1]
    }

    static func text(_ version: [Int]) -> String { version.map(String.init).joined(separator: ".") }

    static func numbers(of text: String) -> [Int] { numbers(text) }

    /// Whether one version comes before another; parts that are missing are zero.
    static func isBelow(_ one: [Int], _ other: [Int]) -> Bool {
        for index in 0..<max(one.count, other.count) {
            let (left, right) = (index < one.count ? one[index] : 0, index < other.count ? other[index] : 0)
            if left != right { return left < right }
        }
        return false
    }
}

extension StringProtocol {
    /// Without white space at either end.
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}
