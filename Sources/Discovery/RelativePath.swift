#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A path below a root, as bytes: the system does not promise that names are UTF-8, and a name that is not must still open.
/// Components are parted by `/`; the path is never empty and neither begins nor ends with `/`.
public struct RelativePath: Hashable, Sendable, Comparable {
    public let bytes: [UInt8]

    /// `nil` for a path that is empty, absolute, or that climbs out of its root by `..`.
    public init?(_ bytes: some Collection<UInt8>) {
        guard let first = bytes.first, first != .slash else { return nil }
        let components = bytes.split(separator: .slash).filter { !$0.elementsEqual(".".utf8) }
        guard !components.isEmpty, !components.contains(where: { $0.elementsEqual("..".utf8) }), !bytes.contains(0) else {
            return nil
        }
        self.bytes = Array(components.joined(separator: CollectionOfOne(UInt8.slash)))
    }

    public init?(_ text: String) { self.init(Array(text.utf8)) }

    /// For bytes that a listing gave and that need no check, which would cost more than the listing.
    init(checked bytes: [UInt8]) { self.bytes = bytes }

    public var components: [ArraySlice<UInt8>] { bytes.split(separator: .slash) }

    public var name: ArraySlice<UInt8> {
        guard let slash = bytes.lastIndex(of: .slash) else { return bytes[...] }
        return bytes[(slash + 1)...]
    }

    /// The path of the folder that holds this one; `nil` directly below the root.
    public var parent: RelativePath? {
        bytes.lastIndex(of: .slash).map { RelativePath(checked: Array(bytes[..<$0])) }
    }

    public func appending(_ name: some Collection<UInt8>) -> RelativePath {
        RelativePath(checked: bytes + [.slash] + name)
    }

    /// Whether this path lies below `folder`; a path does not lie below itself.
    public func isBelow(_ folder: RelativePath) -> Bool {
        bytes.count > folder.bytes.count && bytes[folder.bytes.count] == .slash && bytes.starts(with: folder.bytes)
    }

    /// Bytewise, so that the order is the same on every system and in every locale.
    public static func < (left: RelativePath, right: RelativePath) -> Bool {
        left.bytes.withUnsafeBytes { left in
            right.bytes.withUnsafeBytes { right in
                let common = min(left.count, right.count)
                // A path is never empty.
                guard common > 0, let first = left.baseAddress, let second = right.baseAddress else { return left.count < right.count }
                let order = memcmp(first, second, common)
                return order == 0 ? left.count < right.count : order < 0
            }
        }
    }
}

extension RelativePath: CustomStringConvertible {
    /// For people: the text as it is, with `%XX` for control characters and for bytes that are not UTF-8.
    public var description: String { readable(bytes) }

    /// For SARIF and links: percent-encoded as RFC 3986 has it for the path of a relative reference.
    public var uri: String {
        var uri = ""
        for byte in bytes {
            if byte.isUnreservedInURI || byte == .slash {
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                uri += percent(byte)
            }
        }
        return uri
    }
}

/// An absolute path as bytes, without symbolic links in it where it comes from `Scope`.
public struct AbsolutePath: Hashable, Sendable, CustomStringConvertible {
    public let bytes: [UInt8]

    /// `nil` for a path that does not begin with `/` or that holds a NUL.
    public init?(_ bytes: [UInt8]) {
        guard bytes.first == .slash, !bytes.contains(0) else { return nil }
        var bytes = bytes
        while bytes.count > 1, bytes.last == .slash { bytes.removeLast() }
        self.bytes = bytes
    }

    public init?(_ text: String) { self.init(Array(text.utf8)) }

    public var description: String { readable(bytes) }

    /// The folder that holds this; `nil` for `/`.
    public var parent: AbsolutePath? {
        guard bytes.count > 1, let slash = bytes.lastIndex(of: .slash) else { return nil }
        return AbsolutePath(slash == 0 ? [.slash] : Array(bytes[..<slash]))
    }

    public func appending(_ path: RelativePath) -> AbsolutePath { appending(bytesOf: path.bytes) }

    func appending(bytesOf path: [UInt8]) -> AbsolutePath {
        AbsolutePath((bytes.last == .slash ? bytes : bytes + [.slash]) + path) ?? self
    }

    func appending(_ name: String) -> AbsolutePath { appending(bytesOf: Array(name.utf8)) }

    /// This path as seen from `root`: `.some(nil)` for the root itself, `nil` when it lies elsewhere.
    func relative(to root: AbsolutePath) -> RelativePath?? {
        if self == root { return .some(nil) }
        let prefix = root.bytes.last == .slash ? root.bytes : root.bytes + [.slash]
        guard bytes.count > prefix.count, bytes.starts(with: prefix) else { return nil }
        return .some(RelativePath(checked: Array(bytes[prefix.count...])))
    }
}

extension UInt8 {
    static let slash = UInt8(ascii: "/")

    fileprivate var isUnreservedInURI: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

private func percent(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "%0" + digits : "%" + digits
}

private func readable(_ bytes: [UInt8]) -> String {
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(decoding: bytes, as: UTF8.self) }
    var text = ""
    var rest = bytes[...]
    while let first = rest.first {
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        if first >= 0x20, first != 0x7F, let piece = String(validating: rest.prefix(length), as: UTF8.self) {
            text += piece
            rest = rest.dropFirst(length)
        } else {
            text += percent(first)
            rest = rest.dropFirst()
        }
    }
    return text
}
