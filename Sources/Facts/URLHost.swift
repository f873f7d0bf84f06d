/// The host of an address, and what can be told from its form alone.
struct URLHost {
    let host: String
    let port: Int?

    /// nil unless the text begins with `http://` or `https://` and the host stands there whole.
    init?(_ text: String) {
        let trimmed = text.drop { $0 == " " }
        guard let scheme = ["http://", "https://"].first(where: { trimmed.hasPrefix($0) }) else { return nil }
        let rest = trimmed.dropFirst(scheme.count)
        var authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
        let name = authority.prefix { $0 != ":" }
        guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." || $0 == "_" }) else { return nil }
        host = name.lowercased()
        port = Int(authority.dropFirst(name.count + 1))
    }

    var isLoopback: Bool { host == "localhost" || host.hasPrefix("127.") || host == "0.0.0.0" || host == "host.docker.internal" }

    /// Inside a cluster or a private network: a bare service name, `*.svc…`, `*.internal`, an RFC 1918 address.
    var isInternal: Bool {
        if isLoopback { return false }
        let labels = host.split(separator: ".")
        if labels.count == 4, labels.allSatisfy({ UInt8($0) != nil }) {
            let numbers = labels.compactMap { UInt8($0) }
            return numbers[0] == 10 || numbers[0] == 172 && (16...31).contains(numbers[1]) || numbers[0] == 192 && numbers[1] == 168
        }
        if labels.count == 1 { return true }
        return host.hasSuffix(".svc") || host.contains(".svc.") || host.hasSuffix(".internal") || host.hasSuffix(".local")
            || host.hasSuffix(".cluster.local")
    }
}
