/// Patterns for paths, as `.gitignore` has them: the last one that matches decides, `!` takes back, and nothing comes back from
/// below a folder that is matched.
public struct PathPatterns: Sendable, Hashable {
    private let patterns: [PathPattern]

    public init(_ lines: [String] = []) { patterns = lines.compactMap(PathPattern.init) }

    public var isEmpty: Bool { patterns.isEmpty }

    /// - Parameter path: of a file, `/`-separated, relative to where the patterns stand.
    public func matches(_ path: String) -> Bool {
        guard !patterns.isEmpty else { return false }
        let bytes = Array(path.utf8)
        for end in bytes.indices where bytes[end] == UInt8(ascii: "/") && end > 0 {
            if verdict(bytes[..<end], isFolder: true) == true { return true }
        }
        return verdict(bytes[...], isFolder: false) ?? false
    }

    private func verdict(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Bool? {
        patterns.last { $0.matches(path, isFolder: isFolder) }.map { !$0.isNegated }
    }
}

/// One pattern, taken apart into what each of its characters may match.
private struct PathPattern: Sendable, Hashable {
    private(set) var isNegated = false
    private var needsFolder = false
    /// Matched against the whole path when the pattern has a slash before its end, else against the last name.
    private var isAnchored = false
    private var tokens: [Token] = []

    private enum Token: Sendable, Hashable {
        case byte(UInt8)
        /// `?`: any byte of a name.
        case any
        case set([ClosedRange<UInt8>], isNegated: Bool)
        /// `*`: any bytes of a name, or none.
        case run
        /// `**/`: any folders, or none.
        case folders
        /// `/**` at the end: everything below.
        case everything
    }

    /// Nil for a blank line and a comment.
    init?(_ line: String) {
        var text = Self.withoutTrailingBlanks(Array(line.utf8))[...]
        if text.first == UInt8(ascii: "#") { return nil }
        if text.first == UInt8(ascii: "!") {
            isNegated = true
            text = text.dropFirst()
        }
        if text.last == UInt8(ascii: "/") {
            needsFolder = true
            text = text.dropLast()
        }
        isAnchored = text.contains(UInt8(ascii: "/"))
        if text.first == UInt8(ascii: "/") { text = text.dropFirst() }
        guard !text.isEmpty else { return nil }
        tokens = Self.tokens(Array(text))
    }

    func matches(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
        if needsFolder && !isFolder { return false }
        if isAnchored { return matches(path) }
        return matches(path.suffix(from: path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.startIndex))
    }

    /// Follows all ways through the tokens at once, so that no pattern takes longer than its length times the path's.
    private func matches(_ text: ArraySlice<UInt8>) -> Bool {
        var states = Set<Int>()
        enter(0, into: &states)
        for byte in text {
            var next = Set<Int>()
            for state in states where state < tokens.count { step(from: state, over: byte, into: &next) }
            if next.isEmpty { return false }
            states = next
        }
        return states.contains(tokens.count)
    }

    /// A token that may match nothing lets its successor in as well.
    private func enter(_ state: Int, into states: inout Set<Int>) {
        var state = state
        while states.insert(state).inserted, state < tokens.count, tokens[state] == .run || tokens[state] == .folders { state += 1 }
    }

    private func step(from state: Int, over byte: UInt8, into next: inout Set<Int>) {
        let isSlash = byte == UInt8(ascii: "/")
        switch tokens[state] {
        case .byte(let expected):
            if byte == expected { enter(state + 1, into: &next) }
        case .any:
            if !isSlash { enter(state + 1, into: &next) }
        case .set(let ranges, let isNegated):
            if !isSlash, ranges.contains(where: { $0.contains(byte) }) != isNegated { enter(state + 1, into: &next) }
        case .run:
            if !isSlash { enter(state, into: &next) }
        case .folders:
            // In the middle of a folder's name what follows `**/` cannot begin.
            next.insert(state)
            if isSlash { enter(state + 1, into: &next) }
        case .everything:
            next.insert(state)
            next.insert(state + 1)
        }
    }

    private static func tokens(_ text: [UInt8]) -> [Token] {
        let slash = UInt8(ascii: "/")
        let star = UInt8(ascii: "*")
        var tokens: [Token] = []
        var index = 0
        while index < text.count {
            let byte = text[index]
            switch byte {
            case star:
                var end = index
                while end < text.count, text[end] == star { end += 1 }
                let startsName = index == 0 || text[index - 1] == slash
                if end - index == 2, startsName, end < text.count, text[end] == slash {
                    tokens.append(.folders)
                    end += 1
                } else if end - index == 2, startsName, index > 0, end == text.count {
                    tokens.append(.everything)
                } else if tokens.last != .run {
                    tokens.append(.run)
                }
                index = end
            case UInt8(ascii: "?"):
                tokens.append(.any)
                index += 1
            case UInt8(ascii: "["):
                if let (set, end) = set(text, from: index) {
                    tokens.append(set)
                    index = end
                } else {
                    tokens.append(.byte(byte))
                    index += 1
                }
            case UInt8(ascii: "\\") where index + 1 < text.count:
                tokens.append(.byte(text[index + 1]))
                index += 2
            default:
                tokens.append(.byte(byte))
                index += 1
            }
        }
        return tokens
    }

    /// `[a-z]`, `[!0-9]`; nil when there is no closing bracket.
    private static func set(_ text: [UInt8], from open: Int) -> (Token, end: Int)? {
        var index = open + 1
        var isNegated = false
        if index < text.count, text[index] == UInt8(ascii: "!") || text[index] == UInt8(ascii: "^") {
            isNegated = true
            index += 1
        }
        var ranges: [ClosedRange<UInt8>] = []
        let first = index
        while index < text.count {
            if text[index] == UInt8(ascii: "]"), index > first { return (.set(ranges, isNegated: isNegated), index + 1) }
            if text[index] == UInt8(ascii: "\\"), index + 1 < text.count { index += 1 }
            let low = text[index]
            index += 1
            guard index + 1 < text.count, text[index] == UInt8(ascii: "-"), text[index + 1] != UInt8(ascii: "]") else {
                ranges.append(low...low)
                continue
            }
            let high = text[index + 1]
            index += 2
            if low <= high { ranges.append(low...high) }
        }
        return nil
    }

    /// Blanks at the end do not count unless a backslash stands before them.
    private static func withoutTrailingBlanks(_ text: [UInt8]) -> [UInt8] {
        var text = text
        while text.last == UInt8(ascii: " "), text.dropLast().last != UInt8(ascii: "\\") { text.removeLast() }
        return text
    }
}
