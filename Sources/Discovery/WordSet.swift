/// A set of word numbers, as `WordSearch` gives it for one file: one bit a word.
public struct WordSet: Hashable, Sendable {
    private var bits: [UInt64]

    /// An empty set that can hold the numbers below `capacity` without growing.
    public init(capacity: Int = 0) {
        bits = [UInt64](repeating: 0, count: (max(capacity, 0) + 63) / 64)
    }

    public init(_ numbers: some Sequence<Int>) {
        self.init()
        for number in numbers { insert(number) }
    }

    /// Adds a number, growing as needed; a negative number is no word's and is ignored.
    public mutating func insert(_ number: Int) {
        guard number >= 0 else { return }
        while bits.count <= number >> 6 { bits.append(0) }
        bits[number >> 6] |= 1 << UInt64(number & 63)
    }

    public func contains(_ number: Int) -> Bool {
        number >= 0 && number >> 6 < bits.count && bits[number >> 6] >> UInt64(number & 63) & 1 == 1
    }

    public func without(_ number: Int) -> WordSet {
        guard contains(number) else { return self }
        var rest = self
        rest.bits[number >> 6] &= ~(1 << UInt64(number & 63))
        return rest
    }

    /// Empties the set and keeps its room, so that one set serves file after file.
    public mutating func removeAll() {
        for index in bits.indices { bits[index] = 0 }
    }

    public var isEmpty: Bool { bits.allSatisfy { $0 == 0 } }
    public var count: Int { bits.reduce(0) { $0 + $1.nonzeroBitCount } }
    public var numbers: [Int] { (0..<bits.count * 64).filter(contains) }

    /// Whether one of the numbers is as wanted; asks from the lowest on.
    public func contains(where isWanted: (Int) -> Bool) -> Bool {
        for (index, word) in bits.enumerated() {
            var rest = word
            while rest != 0 {
                if isWanted(index << 6 + rest.trailingZeroBitCount) { return true }
                rest &= rest - 1
            }
        }
        return false
    }

    public func isSuperset(of other: WordSet) -> Bool {
        for index in other.bits.indices {
            let own = index < bits.count ? bits[index] : 0
            if other.bits[index] & ~own != 0 { return false }
        }
        return true
    }

    // Two sets with the same numbers are equal, whatever room they have.
    public static func == (left: WordSet, right: WordSet) -> Bool {
        left.isSuperset(of: right) && right.isSuperset(of: left)
    }

    public func hash(into hasher: inout Hasher) {
        for number in numbers { hasher.combine(number) }
    }
}
