/// Patterns in which `*` stands for any text.
enum Glob {
    static func matches(_ text: String, _ pattern: String) -> Bool { matches(Array(text.utf8), Array(pattern.utf8)) }

    static func matches(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
        var at = 0
        var within = 0
        var star: (pattern: Int, text: Int)?
        while at < text.count {
            if within < pattern.count, pattern[within] == UInt8(ascii: "*") {
                star = (within, at)
                within += 1
            } else if within < pattern.count, pattern[within] == text[at] {
                at += 1
                within += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                within = last.pattern + 1
                at = last.text + 1
            } else {
                return false
            }
        }
        return pattern[within...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
