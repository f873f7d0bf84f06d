/// The words of a name, in small letters: `smartLLMModel`, `SMART_LLM_MODEL`.
public enum NameWords {
    public static func split(_ name: String) -> [String] {
        var name = name
        return name.withUTF8 { bytes in
            bytes.allSatisfy { $0 < 0x80 } ? words(of: bytes) : nil
        } ?? words(of: Array(name))
    }

    /// By bytes: every name of a file is asked for, and characters are slow to tell apart.
    private static func words(of bytes: UnsafeBufferPointer<UInt8>) -> [String] {
        var words: [String] = []
        var current: [UInt8] = []
        func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
        func isSmall(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
        func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
        func close() {
            if !current.isEmpty { words.append(String(decoding: current, as: UTF8.self)) }
            current.removeAll(keepingCapacity: true)
        }
        for (index, byte) in bytes.enumerated() {
            guard isCapital(byte) || isSmall(byte) || isDigit(byte) else {
                close()
                continue
            }
            if isCapital(byte), index > 0 {
                let before = bytes[index - 1]
                let isNext = index + 1 < bytes.count && isSmall(bytes[index + 1])
                if isSmall(before) || isDigit(before) || isCapital(before) && isNext { close() }
            }
            current.append(isCapital(byte) ? byte | 0x20 : byte)
        }
        close()
        return words
    }

    private static func words(of characters: [Character]) -> [String] {
        var words: [String] = []
        var current = ""
        func close() {
            if !current.isEmpty { words.append(current) }
            current = ""
        }
        for (index, character) in characters.enumerated() {
            guard character.isLetter || character.isNumber else {
                close()
                continue
            }
            // A capital begins a word behind a small letter, and as the last of several when a small one follows.
            if character.isUppercase, index > 0 {
                let before = characters[index - 1]
                let isNext = index + 1 < characters.count && characters[index + 1].isLowercase
                if before.isLowercase || before.isNumber || before.isUppercase && isNext { close() }
            }
            current += character.lowercased()
        }
        close()
        return words
    }
}
