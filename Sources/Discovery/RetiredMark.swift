/// The sentence at the top of a file that is kept and no longer run.
public enum RetiredMark {
    /// It is among the first words of the file: further down, others speak of one function of it.
    private static let prefix = 400
    private static let words = [
        "superseded by", "superseded 2", "superseded on", "no longer used", "no longer in use", "not used anymore", "not used any more", "kept for reference",
        "kept only for reference", "kept only as", "this file is deprecated", "this module is deprecated", "this script is deprecated", "this file is obsolete",
        "this script is obsolete", "this module is obsolete", "this file is unused", "this script is unused",
    ]

    /// Whether a comment at the top says that nothing runs the file any more.
    public static func isIn(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var isInText = false
        for line in bytes.prefix(prefix).split(separator: 0x0A) {
            let text = String(decoding: line, as: UTF8.self).lowercased().trimmingPrefix { $0 == " " || $0 == "\t" }
            let quotes = text.hasPrefix("\"\"\"") || text.hasPrefix("'''")
            if quotes { isInText.toggle() }
            guard isInText || quotes || ["#", "//", "/*", "*", "--", "<!--"].contains(where: { text.hasPrefix($0) }) else { return false }
            if words.contains(where: { text.contains($0) }) { return true }
        }
        return false
    }
}
