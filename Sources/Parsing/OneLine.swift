extension String {
    /// The text as one line for a sentence: each stretch of white space is one space, and none where a bracket, comma or point was put on
    /// a line of its own.
    public var oneLine: String {
        guard contains(where: { $0.isNewline || $0 == "\t" }) || contains("  ") else { return self }
        var result = ""
        var isSpaced = false
        var isBroken = false
        for character in self {
            if character.isWhitespace {
                isSpaced = true
                if character.isNewline {
                    isBroken = true
                    if result.last == "\\" { result.removeLast() }
                    while result.last == " " { result.removeLast() }
                }
                continue
            }
            if isBroken, ")]}".contains(character), result.last == "," { result.removeLast() }
            let isTight = isBroken && (")]}.,".contains(character) || "([{".contains(result.last ?? "("))
            if isSpaced, !isTight, !result.isEmpty { result.append(" ") }
            result.append(character)
            isSpaced = false
            isBroken = false
        }
        return result
    }
}
