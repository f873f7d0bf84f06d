internal import Parsing

/// Addresses of a project's own services in a text that nobody has parsed.
public enum InternalAddress {
    /// The word that an address begins with.
    public static let scheme = "http://"

    /// Whether some address may lead into the project's own network: it does by its form, or its host is put together elsewhere.
    public static func mayStand(in bytes: UnsafeRawBufferPointer) -> Bool {
        var position = 0
        while let start = SourceText.firstOffset(of: "http://", in: bytes, from: position) {
            let end = hostEnd(bytes, start + scheme.utf8.count)
            position = end
            if isOpen(bytes, end) { return true }
            if let host = URLHost(String(decoding: bytes[start..<end], as: UTF8.self)), host.isInternal { return true }
        }
        return false
    }

    private static func hostEnd(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
        var end = start
        while end < bytes.count, isOfHost(bytes[end]) { end += 1 }
        return end
    }

    /// Whether the host goes on with what only the program knows: `http://{host}`, `"http://" + host`, `http://%s`.
    private static func isOpen(_ bytes: UnsafeRawBufferPointer, _ end: Int) -> Bool {
        guard end < bytes.count else { return false }
        switch bytes[end] {
        case UInt8(ascii: "{"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "\\"), UInt8(ascii: "@"): return true
        // Nothing but the scheme stands there.
        default: return bytes[end - 1] == UInt8(ascii: "/")
        }
    }

    private static func isOfHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"):
            true
        default: byte >= 0x80
        }
    }
}
