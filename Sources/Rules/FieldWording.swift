internal import Catalog
internal import Facts
internal import Parsing

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

extension Value {
    /// The value in the words of a message, all candidates of it: `gpt-4o or gpt-4.1`, `44–132 B`. Nil when nothing is known.
    func words(for field: String) -> String? {
        let isCount = field.contains("parameters")
        var words: [String] = []
        for candidate in candidates {
            let word = candidate.words(asParameters: isCount)
            if !words.contains(word) { words.append(word) }
        }
        guard let last = words.last, !last.isEmpty else { return nil }
        guard words.count > 1 else { return last }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}

extension Scalar {
    fileprivate func words(asParameters: Bool) -> String {
        switch self {
        case .text(let text): text.oneLine
        case .flag(let flag): flag ? "yes" : "no"
        case .number(let number):
            if asParameters { (number * 1e-9).words + " B" } else { number.words }
        }
    }
}

extension Interval {
    /// `8`, `0.5`, `44–132`: as many digits as a reader needs, three where they are not whole.
    fileprivate var words: String {
        let (first, last) = (low.words, high.words)
        return first == last ? first : first + "–" + last
    }
}

extension Double {
    fileprivate var words: String {
        guard isFinite, magnitude < 1e15 else { return "\(self)" }
        if magnitude >= 100 || self == rounded() { return "\(Int(rounded()))" }
        if self == 0 { return "0" }
        // Three significant digits; the description of a Double is its shortest, so 0.61 stays 0.61.
        let scale = pow(10, 2 - floor(log10(magnitude)))
        let rounded = (self * scale).rounded() / scale
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
