/// Finds the file behind a constant of Ruby: `LlmClient` and `Support.LlmClient` are those of `llm_client.rb` and `support/llm_client.rb`, as
/// autoloaders have it.
struct RubyModules: ModuleLookup {
    static let endings = [".rb"]

    private var files: [String: [String]] = [:]

    init(paths: [String]) {
        for path in paths.sorted() { if let name = Self.parts(path).last { files[name, default: []].append(path) } }
    }

    func find(_ name: String, from path: String) -> [ModuleTarget] {
        let parts = name.split(separator: ".").map(String.init)
        guard let first = parts.first, first.first?.isUppercase ?? false else { return [] }
        let constants = parts.prefix { $0.first?.isUppercase ?? false }
        for count in stride(from: constants.count, through: 1, by: -1) {
            let names = constants.prefix(count).map { Self.fileName($0.hasSuffix("()") ? String($0.dropLast(2)) : $0) }
            let wanted = names.joined(separator: "/")
            let candidates = (files[names[count - 1]] ?? []).filter { Self.hasSuffix(String($0.dropLast(3)), wanted) }
            if let found = Self.nearest(candidates, to: path) { return [ModuleTarget(found, Array(parts[(count - 1)...]))] }
        }
        return []
    }

    /// `LLMClient` is `llm_client`.
    static func fileName(_ constant: String) -> String {
        let characters = Array(constant)
        var result = ""
        for (index, character) in characters.enumerated() {
            let startsWord = index > 0 && character.isUppercase
                && (!characters[index - 1].isUppercase || index + 1 < characters.count && characters[index + 1].isLowercase)
            if startsWord, characters[index - 1] != "_" { result += "_" }
            result += character.lowercased()
        }
        return result
    }

    func words(for path: String) -> [String] {
        guard let name = Self.parts(path).last else { return [] }
        return [name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()]
    }
}
