internal import Parsing

/// What the name of a file of weights, or of a tag of Ollama's, says about weights that nobody quantised: `weights.yaml`.
public struct WeightFiles: Sendable {
    /// How such names end, and the word before it that says the precision.
    var endings: [String] = []
    var precisions: [String: String] = [:]
    /// Words of names that are no language model, or a part of one that is kept in 16 bit everywhere.
    var exceptions: Set<String> = []
    /// Programs that load such a file, and the flags that name it.
    public var launchers: Set<String> = []
    public var flags: Set<String> = []

    /// Weights in the precision in which they were trained.
    public struct Unquantised: Sendable, Hashable {
        public var precision: String
        public var parameters: Double?
    }

    init() {}

    init(_ fields: inout Fields) {
        endings = fields.texts("endings")
        for (word, precision) in fields.required("precisions")?.entries ?? [] { precisions[word.rawText] = precision.rawText }
        exceptions = Set(fields.texts("except"))
        launchers = Set(fields.texts("launchers"))
        flags = Set(fields.texts("flags"))
    }

    /// Whether a name is one of a file of weights, whatever its precision.
    public func isFile(_ name: String) -> Bool { endings.contains(where: name.lowercased().hasSuffix) }

    /// What a file's name says: `models/llama-2-7b-chat-f16.gguf`. nil when it says that they are quantised, or nothing.
    public func unquantised(file name: String) -> Unquantised? {
        let name = name.lowercased().filter { $0 != "*" }
        guard let ending = endings.first(where: name.hasSuffix) else { return nil }
        return unquantised(name, upTo: Self.withoutShard(name.dropLast(ending.count)))
    }

    /// What a tag says: `llama3.1:8b-instruct-fp16`.
    public func unquantised(tag name: String) -> Unquantised? {
        let name = name.lowercased()
        guard name.utf8.count < 160, !name.contains(" "), !name.contains("://"), let colon = name.lastIndex(of: ":"),
            !name[colon...].contains("/")
        else { return nil }
        return unquantised(name, upTo: name[...])
    }

    private func unquantised(_ name: String, upTo stem: Substring) -> Unquantised? {
        guard let last = stem.split(whereSeparator: { "-_.:".contains($0) }).last, let precision = precisions[String(last)] else { return nil }
        let words = name.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        guard !words.contains(where: { exceptions.contains(String($0)) }) else { return nil }
        return Unquantised(precision: precision, parameters: Self.parameters(inName: name))
    }

    /// `…-00001-of-00003`: one part of several.
    private static func withoutShard(_ stem: Substring) -> Substring {
        let parts = stem.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count > 3, parts[parts.count - 2] == "of", parts.last?.allSatisfy(\.isNumber) == true,
            parts[parts.count - 3].allSatisfy(\.isNumber), let end = parts.dropLast(3).last?.endIndex
        else { return stem }
        return stem[..<end]
    }

    /// The number of parameters that a name bears: `7b`, `1.5B`, `8x7b`.
    public static func parameters(inName name: String) -> Double? {
        let words = name.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "." })
        for word in words {
            // A dot may be one of the number's, or end the word before an ending: `7b.q8`.
            for piece in [word] + word.split(separator: ".") where piece.last == "b" {
                let factors = piece.dropLast().split(separator: "x", omittingEmptySubsequences: false).map { Double($0) }
                guard factors.count <= 2, factors.allSatisfy({ $0 != nil }) else { continue }
                let billions = factors.compactMap(\.self).reduce(1, *)
                if billions > 0, billions < 10_000 { return billions * 1e9 }
            }
        }
        return nil
    }
}
