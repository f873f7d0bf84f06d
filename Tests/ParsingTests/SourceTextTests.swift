import Parsing
import Testing

@Suite struct SourceTextTests {
    @Test(arguments: [
        ("ab\ncd", 3, 2, 1), ("ab\r\ncd", 4, 2, 1), ("ab\rcd", 3, 2, 1), ("ab\r\ncd", 3, 1, 4), ("a\r\rb", 3, 3, 1),
        ("\u{FEFF}ab", 4, 1, 2), ("\u{FEFF}ab", 0, 1, 1), ("é🎉x", 6, 1, 3), ("e\u{301}x", 3, 1, 3), ("ab", 99, 1, 3), ("ab", -1, 1, 1),
        ("", 0, 1, 1), ("a\n", 2, 2, 1), ("a\u{2028}b", 4, 1, 3), ("\tx", 1, 1, 2),
    ])
    func positions(text: String, offset: Int, line: Int, column: Int) {
        #expect(SourceText(text).position(at: offset) == Position(line: line, column: column))
    }

    @Test func lines() {
        let source = SourceText("one\r\ntwo\rthree\n\nfive")
        #expect((1...5).map(source.lineText) == ["one", "two", "three", "", "five"])
        #expect(source.lineCount == 5)
        #expect(source.lineSpan(9) == Span(20, 20))
        #expect(source.lineSpan(0).length == 0)
    }

    @Test func textIsCutToTheFile() {
        let source = SourceText("abc")
        #expect(source.text(Span(1, 99)) == "bc")
        #expect(source.text(Span(-5, 2)) == "ab")
        #expect(SourceText(bytes: [0x61, 0xFF]).text(Span(0, 2)) == "a\u{FFFD}")
    }

    @Test func spans() {
        #expect(Span(3, 1).length == 0)
        #expect(Span(0, 4).contains(Span(1, 4)))
        #expect(!Span(0, 4).contains(Span(1, 5)))
        #expect(Span(0, 4).contains(3) && !Span(0, 4).contains(4))
        #expect(Span(0, 2) < Span(0, 3) && Span(0, 9) < Span(1, 2))
    }
}
