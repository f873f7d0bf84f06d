#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A JSON value that remembers the order of its keys, so that the same report always gives the same bytes.
public indirect enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([Member])

    public struct Member: Sendable, Hashable {
        public var key: String
        public var value: JSON

        public init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// An object from a count by name, in the order of the names.
    public static func counts(_ counts: [String: Int]) -> JSON {
        .object(counts.sorted { $0.key < $1.key }.map { Member($0.key, .integer($0.value)) })
    }

    /// A string, or null.
    public static func optional(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

    public static func strings(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }

    /// The same object without the members whose value is null, an empty list or an empty object; other values unchanged.
    public var withoutEmptyMembers: JSON {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.value != .null && $0.value != .array([]) && $0.value != .object([]) })
    }

    /// The text, indented by two spaces a level, ending in a line feed.
    public var rendered: String {
        var text = ""
        write(into: &text, indent: 0)
        text += "\n"
        return text
    }

    /// The text without white space between the tokens, and without a line feed.
    public var renderedOnOneLine: String {
        var text = ""
        writeOnOneLine(into: &text)
        return text
    }

    private func writeOnOneLine(into text: inout String) {
        switch self {
        case .array(let items):
            text += "["
            for (index, item) in items.enumerated() {
                if index > 0 { text += "," }
                item.writeOnOneLine(into: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                Self.write(member.key, into: &text)
                text += ":"
                member.value.writeOnOneLine(into: &text)
            }
            text += "}"
        default: write(into: &text, indent: 0)
        }
    }

    /// Recursion is as deep as the report formats nest, never as deep as a file of the repository does.
    private func write(into text: inout String, indent: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .integer(let number): text += String(number)
        case .number(let number): text += Self.text(of: number)
        case .string(let string): Self.write(string, into: &text)
        case .array(let items):
            Self.write(items, between: "[", "]", into: &text, indent: indent) { item, text in
                item.write(into: &text, indent: indent + 2)
            }
        case .object(let members):
            Self.write(members, between: "{", "}", into: &text, indent: indent) { member, text in
                Self.write(member.key, into: &text)
                text += ": "
                member.value.write(into: &text, indent: indent + 2)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], between open: String, _ close: String, into text: inout String, indent: Int,
        element: (Element, inout String) -> Void
    ) {
        text += open
        for (index, value) in elements.enumerated() {
            text += index == 0 ? "\n" : ",\n"
            text += String(repeating: " ", count: indent + 2)
            element(value, &text)
        }
        if !elements.isEmpty { text += "\n" + String(repeating: " ", count: indent) }
        text += close
    }

    /// The shortest text that reads back as the same number; JSON has no word for infinity and not-a-number.
    private static func text(of number: Double) -> String {
        guard number.isFinite else { return "null" }
        if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
        return number.description
    }

    private static func write(_ string: String, into text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { Member($0.0, $0.1) }) }
}

extension Double {
    /// The nearest number with so many significant decimal digits. Zero, infinity and not-a-number are returned as they are.
    ///
    /// The digits are put together as decimal text, since scaling by a power of ten would leave a last bit of binary error.
    public func rounded(toSignificantDigits digits: Int) -> Double {
        guard isFinite, self != 0, digits > 0, digits <= 15 else { return self }
        let exponent = Int(log10(magnitude).rounded(.down)) - digits + 1
        let scaled = exponent >= 0 ? self / pow(10, Double(exponent)) : self * pow(10, Double(min(-exponent, 300)))
        guard scaled.isFinite, scaled.magnitude < 1e16, exponent >= -300 else { return self }
        return Double("\(Int(scaled.rounded()))e\(exponent)") ?? self
    }
}

extension Double {
    var commonLogarithm: Double { log10(self) }
}
