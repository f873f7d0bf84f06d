/// The backslash escapes that JSON and TOML strings share. What is no escape stays as it is written.
enum StringEscapes {
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count else {
                result.append(bytes[position])
                position += 1
                continue
            }
            let sign = bytes[position + 1]
            position += 2
            switch sign {
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "e"): result.append(0x1B)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(sign)
            case UInt8(ascii: "u"): append(unit(bytes, &position, digits: 4), bytes, &position, &result)
            case UInt8(ascii: "U"): append(unit(bytes, &position, digits: 8), bytes, &position, &result)
            case 0x20, 0x09, 0x0A, 0x0D:
                // A backslash at the end of a line takes the break and the space behind it (TOML).
                while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
            default: result += [UInt8(ascii: "\\"), sign]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func append(
        _ value: UInt32?, _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ result: inout [UInt8]
    ) {
        var value = value
        if let high = value, (0xD800...0xDBFF).contains(high), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        {
            var after = position + 2
            if let low = unit(bytes, &after, digits: 4), (0xDC00...0xDFFF).contains(low) {
                value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
                position = after
            }
        }
        let scalar = value.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
        result += Array(String(Character(scalar)).utf8)
    }

    private static func unit(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, digits: Int) -> UInt32? {
        guard position + digits <= bytes.count else { return nil }
        var value: UInt32 = 0
        for index in position..<position + digits {
            switch bytes[index] {
            case 0x30...0x39: value = value << 4 | UInt32(bytes[index] - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(bytes[index] - 0x41 + 10)
            case 0x61...0x66: value = value << 4 | UInt32(bytes[index] - 0x61 + 10)
            default: return nil
            }
        }
        position += digits
        return value
    }
}
