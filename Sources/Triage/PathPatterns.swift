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
        let ends = bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") && $0 > 0 } + [bytes.count]
        // What the last pattern that matches says of each folder on the way, and of the file.
        var verdicts: [Bool?] = Array(repeating: nil, count: ends.count)
        for pattern in patterns {
            for level in pattern.matchingLevels(of: bytes, ends) { verdicts[level] = !pattern.isNegated }
        }
        return verdicts.contains(true)
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

    /// Which folders on the way to a file, and whether the file itself, the pattern matches, by their index in `ends`.
    func matchingLevels(of path: [UInt8], _ ends: [Int]) -> [Int] {
        var levels: [Int] = []
        if isAnchored {
            let accepted = Set(acceptedEnds(in: path[...]))
            levels = ends.indices.filter { accepted.contains(ends[$0]) }
        } else {
            var start = 0
            for (level, end) in ends.enumerated() {
                if acceptedEnds(in: path[start..<end]).last == end { levels.append(level) }
                start = min(end + 1, path.count)
            }
        }
        if needsFolder, levels.last == ends.count - 1 { levels.removeLast() }
        return levels
    }

    /// The ends of all beginnings of a text that the pattern matches whole. Follows all ways through the tokens at once, so that
    /// no pattern takes longer than its length times the text's.
    private func acceptedEnds(in text: ArraySlice<UInt8>) -> [Int] {
        let none = Array(repeating: false, count: tokens.count + 1)
        var states = none
        enter(0, into: &states)
        var ends = states[tokens.count] ? [text.startIndex] : []
        for (index, byte) in zip(text.indices, text) {
            var next = none
            for state in tokens.indices where states[state] { step(from: state, over: byte, into: &next) }
            guard next.contains(true) else { break }
            states = next
            if states[tokens.count] { ends.append(index + 1) }
        }
        return ends
    }

    /// A token that may match nothing lets its successor in as well.
    private func enter(_ state: Int, into states: inout [Bool]) {
        var state = state
        while !states[state] {
            states[state] = true
            guard state < tokens.count, tokens[state] == .run || tokens[state] == .folders else { return }
            state += 1
        }
    }

    private func step(from state: Int, over byte: UInt8, into next: inout [Bool]) {
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
            next[state] = true
            if isSlash { enter(state + 1, into: &next) }
        case .everything:
            next[state] = true
            next[state + 1] = true
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
