/// One pass of `WordSearch` over a text: all its words share a gram length and a stride.
struct GramPass: Sendable {
    static let longestGram = 4

    /// 32,768 slots of a byte each; a table of bits is smaller and was measured to be slower by a third.
    private static let filterBits: UInt32 = 15

    private let gramLength: Int
    private let stride: Int
    private let filter: [UInt8]
    private let grams: GramTable

    /// - Parameter numbers: the words of this pass; none is empty.
    init(numbers: [Int], of words: [[UInt8]]) {
        let shortest = numbers.map { words[$0].count }.min() ?? 1
        gramLength = min(shortest, Self.longestGram)
        stride = min(shortest - gramLength + 1, 4)

        var occurrences: [UInt32: [GramTable.Occurrence]] = [:]
        for number in numbers {
            let word = words[number]
            let start = Self.rarestWindow(of: word, length: gramLength + stride - 1)
            for offset in start..<start + stride {
                let gram = Self.gram(word[offset..<offset + gramLength])
                occurrences[gram, default: []].append(GramTable.Occurrence(number: number, word: word, offset: offset))
            }
        }
        grams = GramTable(occurrences)

        var filter = [UInt8](repeating: 0, count: 1 << Self.filterBits)
        for gram in occurrences.keys { filter[Self.slot(of: gram)] = 1 }
        self.filter = filter
    }

    func find(in text: UnsafeRawBufferPointer, into found: inout WordSet) {
        // Constants here become constants in the inlined loop, which is worth half of its time.
        switch (gramLength, stride) {
        case (4, 1): find(in: text, stride: 1, gramMask: .max, into: &found)
        case (4, 2): find(in: text, stride: 2, gramMask: .max, into: &found)
        case (4, 3): find(in: text, stride: 3, gramMask: .max, into: &found)
        case (4, 4): find(in: text, stride: 4, gramMask: .max, into: &found)
        default: find(in: text, stride: 1, gramMask: (1 << UInt32(min(gramLength, 3) * 8)) - 1, into: &found)
        }
    }

    @inline(__always)
    private func find(in text: UnsafeRawBufferPointer, stride: Int, gramMask: UInt32, into found: inout WordSet) {
        guard let base = text.baseAddress, text.count >= gramLength else { return }
        var position = 0
        filter.withUnsafeBufferPointer { filter in
            guard let filter = filter.baseAddress else { return }
            // Eight samples for one branch: hits are rare, and a branch for each would cost as much as the look-up.
            let block = stride * 8
            while position + block + 3 <= text.count {
                let address = base + position
                var hit: UInt8 = 0
                for sample in 0..<8 {
                    let gram = (address + sample &* stride).loadUnaligned(as: UInt32.self).littleEndian & gramMask
                    hit |= filter[Self.slot(of: gram)]
                }
                if hit != 0 {
                    for sample in 0..<8 {
                        let gram = (address + sample &* stride).loadUnaligned(as: UInt32.self).littleEndian & gramMask
                        if filter[Self.slot(of: gram)] != 0 {
                            grams.compare(gram, at: position + sample * stride, in: text, into: &found)
                        }
                    }
                }
                position += block
            }
        }
        while position + gramLength <= text.count {
            grams.compare(Self.gram(text[position..<position + gramLength]), at: position, in: text, into: &found)
            position += stride
        }
    }

    /// The gram as a number, its first byte lowest, as `load` gives it.
    private static func gram(_ bytes: some Collection<UInt8>) -> UInt32 {
        var gram: UInt32 = 0
        var shift: UInt32 = 0
        for byte in bytes {
            gram |= UInt32(byte) << shift
            shift += 8
        }
        return gram
    }

    @inline(__always)
    private static func slot(of gram: UInt32) -> Int {
        // Fibonacci hashing: 2^32 divided by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4).
        Int(truncatingIfNeeded: (gram &* 0x9E37_79B9) >> (32 - filterBits))
    }

    /// Where to take the grams of a word that is longer than needed: where its bytes are least common in source code.
    private static func rarestWindow(of word: [UInt8], length: Int) -> Int {
        func total(at start: Int) -> Int { word[start..<start + length].reduce(0) { $0 + commonness(of: $1) } }
        guard word.count > length else { return 0 }
        return (0...word.count - length).min { total(at: $0) < total(at: $1) } ?? 0
    }

    /// How often a byte occurs, from 0 (rare) up, by its rank in 160 MB of Python code (a standard library and the packages
    /// installed beside it).
    private static func commonness(of byte: UInt8) -> Int {
        guard let rank = bytesByFrequency.firstIndex(of: byte) else { return 0 }
        return bytesByFrequency.count - rank
    }

    private static let bytesByFrequency = Array(" etsarino\nlcd,pf_um.()\"h:g='yb0x1-2vwk[]".utf8)
}

/// Which words have a gram, and where in the word: a hash table with open addressing, since a look-up is on the hot path.
struct GramTable: Sendable {
    /// A word that has the gram, and the gram's offset in it.
    struct Occurrence: Sendable {
        var number: Int
        var word: [UInt8]
        var offset: Int
    }

    /// The same, with the place of the word's bytes in `bytes`.
    private struct Place: Sendable {
        var number: Int
        var start: Int
        var count: Int
        var offset: Int
    }

    private struct Slot: Sendable {
        var gram: UInt32
        /// The occurrences of the gram; empty where the slot is free.
        var occurrences: Range<Int>
    }

    private let slots: [Slot]
    private let places: [Place]
    private let bytes: [UInt8]
    private let mask: Int

    init(_ occurrencesByGram: [UInt32: [Occurrence]]) {
        var size = 16
        while size < occurrencesByGram.count * 4 { size *= 2 }
        mask = size - 1
        var slots = [Slot](repeating: Slot(gram: 0, occurrences: 0..<0), count: size)
        var places: [Place] = []
        var bytes: [UInt8] = []
        for (gram, own) in occurrencesByGram {
            var index = Self.hash(gram) & mask
            while !slots[index].occurrences.isEmpty { index = (index + 1) & mask }
            slots[index] = Slot(gram: gram, occurrences: places.count..<places.count + own.count)
            for occurrence in own {
                places.append(Place(number: occurrence.number, start: bytes.count, count: occurrence.word.count, offset: occurrence.offset))
                bytes += occurrence.word
            }
        }
        self.slots = slots
        self.places = places
        self.bytes = bytes
    }

    /// Compares every word that has the gram at `position` with the text around it, and adds those that are there.
    func compare(_ gram: UInt32, at position: Int, in text: UnsafeRawBufferPointer, into found: inout WordSet) {
        var index = Self.hash(gram) & mask
        while slots[index].gram != gram {
            if slots[index].occurrences.isEmpty { return }
            index = (index + 1) & mask
        }
        for number in slots[index].occurrences {
            let place = places[number]
            let start = position - place.offset
            guard !found.contains(place.number), start >= 0, text.count - start >= place.count else { continue }
            if equals(text, start, place) { found.insert(place.number) }
        }
    }

    private func equals(_ text: UnsafeRawBufferPointer, _ start: Int, _ place: Place) -> Bool {
        bytes.withUnsafeBytes { bytes in
            for offset in 0..<place.count where text[start + offset] != bytes[place.start + offset] { return false }
            return true
        }
    }

    private static func hash(_ gram: UInt32) -> Int {
        Int(truncatingIfNeeded: (gram &* 0x85EB_CA6B) >> 8)
    }
}
