/// The many ways in which one model's name is written, from the name as it stands to its bare form.
///
///     us.anthropic.claude-sonnet-4-5-20250929-v1:0
///     → anthropic.claude-sonnet-4-5-20250929-v1:0 → claude-sonnet-4-5-20250929 → claude-sonnet-4-5
struct ModelSpelling {
    /// Lower-case spellings, the fullest first.
    private(set) var forms: [String]
    private(set) var host: String?

    init(_ name: String, provider: String?, in models: ModelTables) {
        var rest = name.lowercased()[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        forms = [String(rest)]
        if let provider = provider?.lowercased(), models.hosts.contains(provider) { host = provider }
        rest = withoutPrefixes(rest, models)
        withoutSuffixes(rest)
        // Gateways write `claude-opus-4.1` for what its vendor calls `claude-opus-4-1`.
        if plain.hasPrefix("claude-"), plain.contains(".") { add(plain.replacing(".", with: "-")[...]) }
    }

    /// Without provider, path, region, date and release.
    var plain: String { forms.last ?? "" }

    /// Whether a whole word of the name says that it is no chat model.
    func isOtherThanChat(_ words: Set<String>) -> Bool {
        forms[0].split(whereSeparator: { "-_/:.@ ".contains($0) }).contains { words.contains(String($0)) }
    }

    private static let bedrockRegions: Set<String> = ["us", "eu", "apac", "jp", "au", "ca", "global", "us-gov", "sa"]
    private static let bedrockVendors: Set<String> = [
        "anthropic", "meta", "mistral", "cohere", "amazon", "ai21", "deepseek", "qwen", "openai", "google", "nvidia", "moonshot",
        "minimax", "writer", "stability", "zai",
    ]
    private static let releases = [
        "-latest", "-preview", "-experimental", "-exp", "-stable", ":free", ":nitro", ":beta", ":extended", ":thinking", ":latest",
        ":exacto", ":floor", ":online", "@latest", "@default",
    ]

    private mutating func add(_ form: Substring) {
        if !form.isEmpty, forms.last.map({ $0[...] != form }) ?? true { forms.append(String(form)) }
    }

    private mutating func withoutPrefixes(_ name: Substring, _ models: ModelTables) -> Substring {
        var rest = name
        // A fine-tune of a vendor's model: ft:gpt-4o-mini-2024-07-18:team::id.
        if rest.hasPrefix("ft:") {
            rest = rest.dropFirst(3)
            rest = rest[..<(rest.firstIndex(of: ":") ?? rest.endIndex)]
            add(rest)
        }
        if let colon = rest.firstIndex(of: ":"), isProvider(String(rest[..<colon]), models) {
            noteHost(String(rest[..<colon]), models)
            rest = rest[rest.index(after: colon)...]
            add(rest)
        }
        while let slash = rest.firstIndex(of: "/") {
            noteHost(String(rest[..<slash]), models)
            rest = rest[rest.index(after: slash)...]
            add(rest)
        }
        for names in [Self.bedrockRegions, Self.bedrockVendors] {
            guard let dot = rest.firstIndex(of: "."), names.contains(String(rest[..<dot])) else { continue }
            rest = rest[rest.index(after: dot)...]
            add(rest)
        }
        return rest
    }

    private func isProvider(_ word: String, _ models: ModelTables) -> Bool {
        models.hosts.contains(word) || models.gateways.contains(word) || models.providers[word] != nil
            || models.providerNames[word] != nil
    }

    private mutating func noteHost(_ word: String, _ models: ModelTables) {
        if models.hosts.contains(word) { host = word }
    }

    private mutating func withoutSuffixes(_ name: Substring) {
        var rest = name
        var changed = true
        while changed {
            changed = false
            for suffix in Self.releases where rest.hasSuffix(suffix) {
                rest = rest.dropLast(suffix.count)
                add(rest)
                changed = true
            }
            if let shorter = Self.withoutVersion(rest) ?? Self.withoutDate(rest) {
                rest = shorter
                add(rest)
                changed = true
            }
        }
    }

    /// Bedrock's `-v1:0`.
    private static func withoutVersion(_ name: Substring) -> Substring? {
        guard let dash = name.lastIndex(of: "-") else { return nil }
        let tail = name[name.index(after: dash)...]
        guard tail.first == "v", tail.contains(":"), tail.dropFirst().allSatisfy({ $0.isNumber || $0 == ":" }) else { return nil }
        return name[..<dash]
    }

    /// `-2024-08-06`, `-20240806`, `@20240806`, `-08-2024`, `-05-20`, `-0613`, `-001`. One part at a time; the longest first.
    private static func withoutDate(_ name: Substring) -> Substring? {
        for shape in [[4, 2, 2], [2, 4], [8], [2, 2], [4], [3]] {
            var rest = name
            var fits = true
            for digits in shape.reversed() {
                let tail = rest.suffix(digits)
                rest = rest.dropLast(digits)
                guard tail.utf8.count == digits, tail.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                    rest.last == "-" || rest.last == "@"
                else {
                    fits = false
                    break
                }
                rest = rest.dropLast()
            }
            if fits, !rest.isEmpty { return rest }
        }
        return nil
    }
}

/// A number of parameters that stands in a model's name: `-7b`, `:70b`, `8x7b`, `30b-a3b`, `17b-16e`, `-350m`.
struct SizeInName {
    var active: Interval
    var total: Interval

    /// nil when the name has no size, or two that disagree (`8b-draft-for-70b`).
    static func read(_ name: String) -> SizeInName? {
        var sizes: Set<Double> = []
        var active: Double?
        var experts: Double?
        var mixture: (experts: Double, size: Double)?
        for word in name.split(whereSeparator: { "-_/: ".contains($0) }) {
            if let size = parameters(word) {
                sizes.insert(size)
            } else if word.first == "a", let size = parameters(word.dropFirst()) {
                active = size
            } else if word.last == "e", let count = Double(word.dropLast()), count >= 2 {
                experts = count
            } else if let cross = word.firstIndex(of: "x"), let count = Double(word[..<cross]),
                let size = parameters(word[word.index(after: cross)...])
            {
                mixture = (count, size)
            }
        }
        if let mixture, sizes.isEmpty {
            // Attention is shared, so all is less than the product (Mixtral 8x7B: 46.7 of 56, 8x22B: 140.6 of 176), and two
            // experts work on a token there.
            let product = mixture.experts * mixture.size
            return SizeInName(active: Interval(mixture.size, 2 * mixture.size), total: Interval(0.75 * product, product))
        }
        guard sizes.count == 1, let size = sizes.first else { return nil }
        // Llama 4's `17b-16e` names what works on a token and the number of experts.
        if let experts { return SizeInName(active: Interval(size), total: Interval(size, size * experts)) }
        if let active, active < size { return SizeInName(active: Interval(active), total: Interval(size)) }
        return SizeInName(active: Interval(size), total: Interval(size))
    }

    private static func parameters(_ word: Substring) -> Double? {
        let unit: Double
        switch word.last {
        case "b": unit = 1e9
        case "m": unit = 1e6
        default: return nil
        }
        let digits = word.dropLast()
        guard digits.first?.isNumber == true, digits.allSatisfy({ $0.isNumber || $0 == "." }), let number = Double(digits) else {
            return nil
        }
        let size = number * unit
        return (1e7...1e13).contains(size) ? size : nil
    }
}
