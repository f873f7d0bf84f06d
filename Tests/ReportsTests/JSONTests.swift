@testable import Reports
import Testing

@Suite struct JSONTests {
    @Test func keysKeepTheirOrder() {
        let json: JSON = ["b": 1, "a": ["x", .null, true], "e": [], "o": [:]]
        #expect(json.rendered == "{\n  \"b\": 1,\n  \"a\": [\n    \"x\",\n    null,\n    true\n  ],\n  \"e\": [],\n  \"o\": {}\n}\n")
    }

    @Test(arguments: [
        ("\"\\/", #""\"\\/""#), ("a\nb\r\t", #""a\nb\r\t""#), ("\u{0}\u{1B}\u{7F}", #""\u0000\u001b\u007f""#),
        ("\u{2028}", #""\u2028""#), ("日本 e\u{301} 😀", "\"日本 e\u{301} 😀\""),
    ])
    func escapes(_ text: String, _ expected: String) { #expect(JSON.string(text).rendered == expected + "\n") }

    @Test(arguments: [
        (0.1, "0.1"), (1, "1"), (-0.0, "0"), (7e9, "7000000000"), (1.5e-9, "1.5e-09"), (.infinity, "null"), (.nan, "null"),
        (1e300, "1e+300"), (123456.789, "123456.789"),
    ])
    func numbers(_ number: Double, _ expected: String) { #expect(JSON.number(number).rendered == expected + "\n") }

    @Test(arguments: [
        (0.1 + 0.2, 6, 0.3), (123456.789, 6, 123457), (1234567.89, 6, 1234570), (9.999999, 6, 10), (-0.00012345678, 6, -0.000123457),
        (1.234567e-20, 6, 1.23457e-20), (1.234567e100, 6, 1.23457e100), (0, 6, 0), (99.5, 2, 100), (.leastNonzeroMagnitude, 6, .leastNonzeroMagnitude),
    ])
    func rounding(_ number: Double, _ digits: Int, _ expected: Double) {
        #expect(number.rounded(toSignificantDigits: digits) == expected)
    }
}
