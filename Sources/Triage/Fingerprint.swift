internal import Catalog
internal import Facts
internal import Parsing
public import Rules

/// Names a finding so that it is known again when lines move: from its rule, path, symbol or object path, the text of its line
/// without regard to white space, and its ordinal among findings that are equal in all of these. Never from a line number.
public enum Fingerprint {
    /// One fingerprint a finding, sixteen hexadecimal digits each.
    ///
    /// - Parameter findings: sorted by place, since the order decides the ordinals.
    public static func assign(to findings: [Finding]) -> [String] {
        var seen: [UInt64: Int] = [:]
        return findings.map { finding in
            var hash = withoutOrdinal(finding)
            let ordinal = seen[hash.value, default: 0]
            seen[hash.value] = ordinal + 1
            hash.add(String(ordinal))
            return hash.digits
        }
    }

    private static func withoutOrdinal(_ finding: Finding) -> FNV1a {
        var hash = FNV1a()
        hash.add(finding.rule.id)
        hash.add(finding.place.path)
        hash.add(finding.fact.symbol)
        hash.add(primaryLine(of: finding))
        return hash
    }

    /// What names a finding but its path: sixteen hexadecimal digits.
    static func content(_ finding: Finding) -> String {
        var hash = FNV1a()
        hash.add(finding.rule.id)
        hash.add(finding.fact.symbol)
        hash.add(primaryLine(of: finding))
        return hash.digits
    }

    private static func primaryLine(of finding: Finding) -> String {
        let snippet = finding.fact.snippet
        guard let index = snippet.index(of: finding.place) else { return "" }
        return snippet.lines[index].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// The 64-bit FNV-1a hash (Fowler, Noll, Vo; offset basis and prime of draft-eastlake-fnv): the same on every machine and in every
/// run, which Swift's own hash is not.
struct FNV1a: Hashable {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Adds the text and an end mark, so that "ab", "c" and "a", "bc" differ.
    mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        add(0xFF)
    }

    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

    var digits: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
