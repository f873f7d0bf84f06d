/// What one ignore file says, as gitignore(5) defines it. Also the language of `exclude` in wattlint's configuration.
public struct IgnoreRules: Sendable {
    private let patterns: [IgnorePattern]
    /// The last byte of each pattern's last name, for files and for folders: nearly all names fail there.
    private let fileEnds: [UInt8]
    private let folderEnds: [UInt8]

    public init(_ text: some Sequence<UInt8>) {
        self.init(Array(text).split(whereSeparator: { $0 == 0x0A }).compactMap { IgnorePattern(line: $0) })
    }

    public init(lines: [String]) {
        self.init(lines.compactMap { IgnorePattern(line: Array($0.utf8)[...]) })
    }

    private init(_ patterns: [IgnorePattern]) {
        self.patterns = patterns
        folderEnds = patterns.map(\.lastByte)
        fileEnds = patterns.map { $0.onlyFolders ? IgnorePattern.noByte : $0.lastByte }
    }

    public var isEmpty: Bool { patterns.isEmpty }

    public enum Verdict: Sendable {
        case ignored
        /// Brought back by a pattern with `!`.
        case kept
    }

    /// What the last pattern that matches says; `nil` when none does.
    /// - Parameter components: the path below the folder that holds the ignore file.
    public func verdict(on components: ArraySlice<ArraySlice<UInt8>>, isFolder: Bool) -> Verdict? {
        guard let name = components.last else { return nil }
        return verdict(on: name, isFolder: isFolder) { components }
    }

    /// The same, with the path worked out only where a pattern asks for it.
    func verdict(
        on name: ArraySlice<UInt8>, isFolder: Bool, components: () -> ArraySlice<ArraySlice<UInt8>>
    ) -> Verdict? {
        guard let last = name.last else { return nil }
        let ends = isFolder ? folderEnds : fileEnds
        var index = ends.count
        while index > 0 {
            index -= 1
            guard ends[index] == last || ends[index] == IgnorePattern.anyByte else { continue }
            if patterns[index].matches(name, isFolder: isFolder, components) { return patterns[index].isNegated ? .kept : .ignored }
        }
        return nil
    }

    /// Whether a file is ignored, be it by its own name or by a folder on the way to it: what an ignored folder holds cannot be
    /// brought back.
    public func ignores(_ path: RelativePath) -> Bool {
        guard !patterns.isEmpty else { return false }
        let components = path.components
        for depth in 1...max(components.count, 1) {
            if verdict(on: components.prefix(depth), isFolder: depth < components.count) == .ignored { return true }
        }
        return false
    }
}

/// One line of an ignore file.
struct IgnorePattern: Sendable {
    let isNegated: Bool
    fileprivate let onlyFolders: Bool
    /// The byte that a name must end with; `anyByte` where the pattern leaves it open.
    fileprivate let lastByte: UInt8
    /// Bytes that no name has.
    fileprivate static let anyByte: UInt8 = 0
    fileprivate static let noByte = UInt8.slash
    /// Whether the pattern holds a slash, and so is matched against the path from the ignore file's folder on, not a name.
    private let isAnchored: Bool
    private let parts: [Part]
    /// Whether it holds no `**`, so that it has as many components as what it matches.
    private let hasFixedDepth: Bool

    private enum Part: Sendable {
        /// `**`: any number of components.
        case anyDepth
        case literal([UInt8])
        /// `*` and then a literal, such as `*.pyc`: most patterns of most files.
        case ending([UInt8])
        case glob([UInt8])
    }

    /// `nil` for an empty line, a comment, or a pattern that can match nothing.
    init?(line: ArraySlice<UInt8>) {
        var line = Self.trimmed(line)
        guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
        isNegated = first == UInt8(ascii: "!")
        if isNegated { line = line.dropFirst() }
        onlyFolders = line.last == .slash
        if onlyFolders { line = line.dropLast() }
        isAnchored = line.contains(.slash)
        if line.first == .slash { line = line.dropFirst() }
        guard !line.isEmpty else { return nil }
        parts = line.split(separator: .slash, omittingEmptySubsequences: false).map(Self.part)
        hasFixedDepth = !parts.contains { if case .anyDepth = $0 { true } else { false } }
        lastByte = Self.lastByte(of: parts[parts.count - 1])
    }

    private static func lastByte(of part: Part) -> UInt8 {
        switch part {
        case .anyDepth: anyByte
        case .literal(let text), .ending(let text): text.last ?? anyByte
        case .glob(let text): text.last.map { "*?]\\".utf8.contains($0) ? anyByte : $0 } ?? anyByte
        }
    }

    func matches(_ name: ArraySlice<UInt8>, isFolder: Bool, _ components: () -> ArraySlice<ArraySlice<UInt8>>) -> Bool {
        guard isFolder || !onlyFolders else { return false }
        guard isAnchored else { return Self.matches(parts[0], name) }
        if hasFixedDepth, !Self.matches(parts[parts.count - 1], name) { return false }
        let components = components()
        return (!hasFixedDepth || components.count == parts.count) && matchesPath(components)
    }

    /// Matches the parts against the components from left to right; when that fails, the last `**` takes one component more.
    /// An earlier `**` never has to be tried again, so this takes at most parts × components steps.
    private func matchesPath(_ components: ArraySlice<ArraySlice<UInt8>>) -> Bool {
        var part = 0
        var component = components.startIndex
        var retry: (part: Int, component: Int)?
        while component < components.endIndex {
            if part < parts.count, case .anyDepth = parts[part] {
                // At the end it means everything inside, and there is something inside: this component.
                if part == parts.count - 1 { return true }
                retry = (part + 1, component)
                part += 1
            } else if part < parts.count, Self.matches(parts[part], components[component]) {
                part += 1
                component += 1
            } else if let last = retry {
                retry = (last.part, last.component + 1)
                part = last.part
                component = last.component + 1
            } else {
                return false
            }
        }
        return part == parts.count
    }

    private static func matches(_ part: Part, _ name: ArraySlice<UInt8>) -> Bool {
        switch part {
        case .anyDepth: true
        // Nearly all names fail at their last byte.
        case .literal(let literal): name.last == literal.last && name.count == literal.count && name.elementsEqual(literal)
        case .ending(let end): name.last == end.last && name.count >= end.count && name.suffix(end.count).elementsEqual(end)
        case .glob(let glob): Self.mayBegin(glob[0], name) && Glob.matches(glob[...], name)
        }
    }

    private static func mayBegin(_ byte: UInt8, _ name: ArraySlice<UInt8>) -> Bool {
        switch byte {
        case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "\\"): true
        default: name.first == byte
        }
    }

    private static func part(_ text: ArraySlice<UInt8>) -> Part {
        if text.elementsEqual("**".utf8) { return .anyDepth }
        let special = Array("*?[\\".utf8)
        if !text.contains(where: special.contains) { return .literal(Array(text)) }
        if text.first == UInt8(ascii: "*"), text.count > 1, !text.dropFirst().contains(where: special.contains) {
            return .ending(Array(text.dropFirst()))
        }
        return .glob(Array(text))
    }

    /// Without a carriage return and without trailing spaces, unless a backslash keeps them.
    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        if line.last == 0x0D { line = line.dropLast() }
        while line.last == 0x20, line.dropLast().last != UInt8(ascii: "\\") { line = line.dropLast() }
        return line
    }
}

/// Shell patterns for one component of a path: `*`, `?`, `[a-z]`, `[!a]`, `[[:digit:]]`, `\`.
enum Glob {
    /// When the text after a `*` fails to match, the star takes one byte more; only the last star can help, so this takes at
    /// most pattern × name steps.
    static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
        var place = pattern.startIndex
        var byte = name.startIndex
        var retry: (place: Int, byte: Int)?
        while true {
            if place < pattern.endIndex, pattern[place] == UInt8(ascii: "*") {
                place += 1
                retry = (place, byte)
            } else if place == pattern.endIndex, byte == name.endIndex {
                return true
            } else if byte < name.endIndex, let next = afterOne(pattern, at: place, matching: name[byte]) {
                place = next
                byte += 1
            } else if let last = retry, last.byte < name.endIndex {
                place = last.place
                byte = last.byte + 1
                retry = (place, byte)
            } else {
                return false
            }
        }
    }

    /// Where the pattern goes on when its element at a place matches the byte; `nil` when it does not.
    private static func afterOne(_ pattern: ArraySlice<UInt8>, at place: Int, matching byte: UInt8) -> Int? {
        guard place < pattern.endIndex else { return nil }
        switch pattern[place] {
        case UInt8(ascii: "?"): return place + 1
        case UInt8(ascii: "\\"): return place + 1 < pattern.endIndex && pattern[place + 1] == byte ? place + 2 : nil
        case UInt8(ascii: "["): return afterSet(pattern[(place + 1)...], matching: byte)?.startIndex
        case let literal: return literal == byte ? place + 1 : nil
        }
    }

    private static func afterSet(_ pattern: ArraySlice<UInt8>, matching byte: UInt8) -> ArraySlice<UInt8>? {
        var rest = pattern
        let isNegated = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
        if isNegated { rest = rest.dropFirst() }
        var isFirst = true
        var isIn = false
        while let first = rest.first, isFirst || first != UInt8(ascii: "]") {
            isFirst = false
            if rest.starts(with: "[:".utf8), let (name, after) = className(rest.dropFirst(2)) {
                isIn = isIn || isMember(byte, of: name)
                rest = after
                continue
            }
            guard let (low, afterLow) = literal(rest) else { return nil }
            rest = afterLow
            var high = low
            if rest.first == UInt8(ascii: "-"), let next = rest.dropFirst().first, next != UInt8(ascii: "]"),
                let (end, afterEnd) = literal(rest.dropFirst())
            {
                high = end
                rest = afterEnd
            }
            isIn = isIn || (low <= byte && byte <= high)
        }
        // A set that never closes matches nothing.
        guard !rest.isEmpty, isIn != isNegated else { return nil }
        return rest.dropFirst()
    }

    private static func literal(_ pattern: ArraySlice<UInt8>) -> (UInt8, ArraySlice<UInt8>)? {
        if pattern.first == UInt8(ascii: "\\") { return pattern.dropFirst().first.map { ($0, pattern.dropFirst(2)) } }
        return pattern.first.map { ($0, pattern.dropFirst()) }
    }

    private static func className(_ pattern: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
        guard let colon = pattern.firstIndex(of: UInt8(ascii: ":")), pattern[colon...].starts(with: ":]".utf8) else { return nil }
        return (String(decoding: pattern[..<colon], as: UTF8.self), pattern[(colon + 2)...])
    }

    private static func isMember(_ byte: UInt8, of name: String) -> Bool {
        let isLower = (0x61...0x7A).contains(byte)
        let isUpper = (0x41...0x5A).contains(byte)
        let isDigit = (0x30...0x39).contains(byte)
        switch name {
        case "alpha": return isLower || isUpper
        case "digit": return isDigit
        case "alnum": return isLower || isUpper || isDigit
        case "lower": return isLower
        case "upper": return isUpper
        case "space": return byte == 0x20 || (0x09...0x0D).contains(byte)
        case "blank": return byte == 0x20 || byte == 0x09
        case "xdigit": return isDigit || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
        case "punct": return (0x21...0x7E).contains(byte) && !isLower && !isUpper && !isDigit
        case "print": return (0x20...0x7E).contains(byte)
        case "graph": return (0x21...0x7E).contains(byte)
        case "cntrl": return byte < 0x20 || byte == 0x7F
        default: return false
        }
    }
}
