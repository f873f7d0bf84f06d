internal import Facts
internal import Parsing
internal import Rules

/// Places as SARIF wants them: relative URIs, regions in code points, the text of the region.
enum SARIFLocation {
    /// The name that stands for the root; the log does not say where that is, so that it can be moved.
    static let base = "SRCROOT"

    static func primary(_ finding: Finding) -> JSON {
        guard case .object(var members) = physical(finding.place, snippet: finding.fact.snippet) else { return .null }
        var logical: [JSON] = []
        if let part = finding.place.part { logical.append(["name": .string(part), "fullyQualifiedName": .string(part)]) }
        if !finding.fact.symbol.isEmpty { logical.append(Self.logical(finding.fact.symbol)) }
        if !logical.isEmpty { members.append(JSON.Member("logicalLocations", .array(logical))) }
        return .object(members)
    }

    static func related(_ related: RelatedPlace, id: Int) -> JSON {
        guard case .object(let members) = physical(related.place, snippet: nil) else { return .null }
        return .object(
            [JSON.Member("id", .integer(id))] + members + [JSON.Member("message", ["text": .string(Display.visible(related.message))])])
    }

    static func physical(_ place: Place, snippet: Snippet?) -> JSON {
        let physical: JSON = [
            "artifactLocation": artifact(place.path),
            "region": region(place, snippet: snippet),
            "contextRegion": snippet.flatMap { context(place, snippet: $0) } ?? .null,
        ]
        return ["physicalLocation": physical.withoutEmptyMembers]
    }

    static func artifact(_ path: String) -> JSON { ["uri": .string(uri(path)), "uriBaseId": .string(base)] }

    /// A path as a relative URI reference (RFC 3986): all bytes but the unreserved ones and `/` are percent-encoded, a colon among
    /// them, since the first segment would be taken for a scheme.
    static func uri(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
                result.append(byte)
            default:
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A configuration object by its path (`Deployment/shop/vllm`), or a function or class in code by its qualified name.
    private static func logical(_ symbol: String) -> JSON {
        let isObject = symbol.contains("/")
        let name = symbol.split(separator: isObject ? "/" : ".").last.map(String.init) ?? symbol
        let object: JSON = [
            "name": .string(Display.visible(name)), "fullyQualifiedName": .string(Display.visible(symbol)),
            "kind": isObject ? "object" : .null,
        ]
        return object.withoutEmptyMembers
    }

    private static func region(_ place: Place, snippet: Snippet?) -> JSON {
        let region: JSON = [
            "startLine": .integer(max(1, place.start.line)),
            "startColumn": .integer(max(1, place.start.column)),
            "endLine": .integer(max(1, place.start.line, place.end.line)),
            "endColumn": .integer(max(1, place.end.column)),
            "snippet": snippet.flatMap { text(of: place, in: $0) }.map { ["text": .string($0)] } ?? .null,
        ]
        return region.withoutEmptyMembers
    }

    /// The lines around, only where they are more than the region itself.
    private static func context(_ place: Place, snippet: Snippet) -> JSON? {
        let last = snippet.firstLine + snippet.lines.count - 1
        guard snippet.marked == nil, isWhole(snippet.lines[...]), snippet.firstLine >= 1, snippet.firstLine <= place.start.line, last >= place.end.line,
            last > place.end.line || snippet.firstLine < place.start.line
        else { return nil }
        return [
            "startLine": .integer(snippet.firstLine), "endLine": .integer(last),
            "snippet": ["text": .string(snippet.lines.joined(separator: "\n"))],
        ]
    }

    /// The text of the place; nil where the snippet does not have all of it.
    private static func text(of place: Place, in snippet: Snippet) -> String? {
        // What the file holds there is JSON; the source line is what people know.
        if let marked = snippet.marked {
            guard snippet.lines.indices.contains(marked.line), isWhole(snippet.lines[...]) else { return nil }
            let scalars = Array(snippet.lines[marked.line].unicodeScalars)
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[marked.columns.clamped(to: scalars.indices)])
            return String(text)
        }
        let first = place.start.line - snippet.firstLine
        let last = place.end.line - snippet.firstLine
        guard first >= 0, last >= first, last < snippet.lines.count, isWhole(snippet.lines[first...last]) else { return nil }
        var lines = snippet.lines[first...last].map { Array($0.unicodeScalars) }
        let end = place.end.column - 1
        guard end >= 0, end <= lines[last - first].count else { return nil }
        lines[last - first] = Array(lines[last - first].prefix(end))
        let start = place.start.column - 1
        guard start >= 0, start <= lines[0].count else { return nil }
        lines[0] = Array(lines[0].dropFirst(start))
        return lines.map { line in
            var text = String.UnicodeScalarView()
            text.append(contentsOf: line)
            return String(text)
        }.joined(separator: "\n")
    }

    /// Snippets cut lines at 240 characters, and what SARIF calls a snippet is the exact text.
    private static func isWhole(_ lines: ArraySlice<String>) -> Bool { lines.allSatisfy { $0.unicodeScalars.count < 240 } }
}
