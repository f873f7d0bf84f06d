import Discovery
import Testing

@Suite struct WordSearchTests {
    @Test(arguments: [
        (["openai", "anthropic"], "import openai\n", [0]),
        (["openai"], "import OpenAI", []),
        (["openai", "open", "ai", "n"], "openai", [0, 1, 2, 3]),
        (["chat.completions"], "chat.completion", []),
        (["ab"], "aab", [0]),
        (["abcdefgh"], "abcdefgh", [0]),
        (["abcdefgh"], "xabcdefgh", [0]),
        (["abcd", "efgh"], "", []),
        (["", "abcd"], "", [0]),
        (["a"], "a", [0]),
        (["kind:"], "\0\0kind:\0", [0]),
    ])
    func findsExactlyTheWordsThatAreThere(words: [String], text: String, expected: [Int]) {
        #expect(WordSearch(words).words(in: Array(text.utf8)).numbers == expected)
    }

    /// Every length of word at every place of a text, ends included.
    @Test(arguments: 1...12)
    func findsAWordWhereverItLies(length: Int) {
        let word = Array("qzxjkvwpyfgh".utf8.prefix(length))
        let search = WordSearch(words: [word])
        for size in length...60 {
            for place in 0...(size - length) {
                var text = [UInt8](repeating: UInt8(ascii: "."), count: size)
                text.replaceSubrange(place..<place + length, with: word)
                #expect(search.words(in: text).numbers == [0], "at \(place) of \(size)")
            }
        }
    }

    /// A small alphabet makes words overlap, share grams and lie within one another.
    @Test(arguments: 0..<40)
    func agreesWithThePlainSearch(seed: Int) {
        var random = Seeded(seed)
        let shortest = [1, 3, 4, 5, 6, 9][seed % 6]
        let words = (0..<60).map { _ in random.bytes(count: shortest + random.below(6), of: "abcd") }
        let search = WordSearch(words: words)
        for _ in 0..<20 {
            let text = random.bytes(count: random.below(300), of: "abcde")
            let expected = words.indices.filter { plainlyContains(text, words[$0]) }
            #expect(search.words(in: text).numbers == expected)
        }
    }

    @Test func keepsWhatWasFoundBefore() {
        let search = WordSearch(["alpha", "beta"])
        var found = WordSet(capacity: 2)
        Array("alpha".utf8).withUnsafeBytes { search.find(in: $0, into: &found) }
        Array("beta".utf8).withUnsafeBytes { search.find(in: $0, into: &found) }
        #expect(found.numbers == [0, 1])
        found.removeAll()
        #expect(found.isEmpty)
    }

    private func plainlyContains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
        guard text.count >= word.count else { return false }
        return (0...text.count - word.count).contains { text[$0..<$0 + word.count].elementsEqual(word) }
    }
}

@Suite struct AnchorSetTests {
    @Test func needsAllWordsOfOneAlternative() {
        var words = AnchorWords()
        let anchors = words.anchors(anyOf: [["openai", "create"], ["chat.completions"]])
        let search = words.search
        func satisfied(_ text: String) -> Bool { anchors.isSatisfied(by: search.words(in: Array(text.utf8))) }
        #expect(satisfied("openai.create"))
        #expect(satisfied("chat.completions"))
        #expect(!satisfied("openai"))
        #expect(!satisfied("create"))
        #expect(!satisfied(""))
    }

    @Test func nothingSatisfiesNoAlternativeAndAnythingAnEmptyOne() {
        #expect(!AnchorSet().isSatisfied(by: WordSet([1, 2])))
        #expect(AnchorSet(anyOf: [WordSet()]).isSatisfied(by: WordSet()))
    }

    @Test func namesItsWords() {
        #expect(AnchorSet(anyOf: [WordSet([1, 70]), WordSet([2])]).words == [1, 2, 70])
        #expect(AnchorSet().words.isEmpty)
    }

    @Test func aSearchForSomeWordsFindsNoOthers() {
        let words = ["alpha", "be", "", "gamma"].map { Array($0.utf8) }
        #expect(WordSearch(words: words, only: [1, 3]).words(in: Array("alpha be gamma".utf8)).numbers == [1, 3])
        #expect(WordSearch(words: words, only: [2]).words(in: []).numbers == [2])
    }

    @Test func numbersEachWordOnce() {
        var words = AnchorWords()
        #expect(words.number(of: "a") == 0)
        #expect(words.number(of: "b") == 1)
        #expect(words.number(of: "a") == 0)
        #expect(words.words.count == 2)
    }

    @Test func setsOfDifferentRoomAreEqual() {
        var roomy = WordSet(capacity: 500)
        roomy.insert(3)
        #expect(roomy == WordSet([3]))
        #expect(roomy.hashValue == WordSet([3]).hashValue)
        #expect(!roomy.contains(-1))
    }
}

/// Numbers that look random and are the same in every run.
struct Seeded {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state >> 33) % max(bound, 1)
    }

    mutating func bytes(count: Int, of alphabet: String) -> [UInt8] {
        let letters = Array(alphabet.utf8)
        return (0..<count).map { _ in letters[below(letters.count)] }
    }
}
