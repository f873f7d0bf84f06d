internal import Parsing

/// Which keys of an application's settings name the model that a framework's clients call: `knowledge/settings/`.
public struct SettingsKnowledge: Sendable {
    public private(set) var frameworks: [SettingsFramework] = []

    public init() {}

    /// Names of settings files without their ending and profile.
    public var fileNames: Set<String> { Set(frameworks.flatMap(\.files)) }

    public func frameworks(of sdk: String) -> [SettingsFramework] { frameworks.filter { $0.sdks.contains(sdk) } }

    static func load(_ files: [CatalogFile]) -> (SettingsKnowledge, [CatalogError]) {
        var knowledge = SettingsKnowledge()
        var problems: [CatalogError] = []
        for file in files {
            for root in file.document.roots {
                var fields = Fields(root, in: file)
                knowledge.frameworks.append(SettingsFramework(&fields))
                problems += fields.finish()
            }
        }
        return (knowledge, problems)
    }
}

/// One framework that makes its clients from settings.
public struct SettingsFramework: Sendable {
    public enum Role: String, Sendable { case chat, embedding, address, chosen }

    public var name: String
    public var sdks: Set<String>
    /// Packages, one of which a file imports that uses it.
    public var imports: [String]
    public var files: Set<String>
    /// Types of clients that the framework makes.
    public var injected: Set<String>
    /// Methods by which code sets another model.
    public var overriders: Set<String>
    /// Annotations of methods whose object the framework hands to others.
    public var beans: Set<String>
    private var patterns: [(role: Role, before: String, after: String)] = []
    private var providers: [(key: String, provider: String)] = []

    init(_ fields: inout Fields) {
        name = fields.text("framework") ?? ""
        sdks = Set(fields.texts("sdks"))
        imports = fields.texts("imports")
        files = Set(fields.texts("files"))
        injected = Set(fields.texts("injected"))
        overriders = Set(fields.texts("overriders"))
        beans = Set(fields.texts("beans"))
        for (role, key) in [(Role.chat, "chat"), (.embedding, "embedding"), (.address, "addresses")] {
            for pattern in fields.texts(key) {
                let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map { SettingKey.plain(String($0)) }
                if parts.count == 2 { patterns.append((role, parts[0], parts[1])) }
            }
        }
        if let chosen = fields.optionalText("chosen") { patterns.append((.chosen, SettingKey.plain(chosen), "")) }
        // The longest says most: `*.embedding-model.model-name` before `*.model-name`.
        patterns.sort { $0.before.count + $0.after.count > $1.before.count + $1.after.count }
        if let table = fields.required("providers") {
            for (key, value) in table.entries { providers.append((SettingKey.plain(key.rawText), value.rawText)) }
        }
        providers.sort { $0.key.count > $1.key.count }
    }

    public func isImported(_ module: String) -> Bool { imports.contains { module == $0 || module.hasPrefix("\($0).") } }

    /// Words of a file that may set another model than the settings do.
    public var anchors: [[String]] { imports.flatMap { package in overriders.sorted().map { [package, "\($0)("] } } }

    /// What a key of the settings says, of which provider, and of which of several models of that provider.
    public func meaning(of key: String) -> (role: Role, provider: String, name: String)? {
        let key = SettingKey.plain(key)
        for pattern in patterns where key.hasPrefix(pattern.before) && key.hasSuffix(pattern.after) {
            if pattern.role == .chosen {
                if key == pattern.before { return (.chosen, "", "") }
                continue
            }
            guard key.count > pattern.before.count + pattern.after.count else { continue }
            let middle = String(key.dropFirst(pattern.before.count).dropLast(pattern.after.count))
            if let found = provider(middle) { return (pattern.role, found.provider, found.name) }
        }
        return nil
    }

    /// The provider that a settings file names, by the framework's word for it.
    public func provider(_ word: String) -> (provider: String, name: String)? {
        let word = SettingKey.plain(word)
        for (key, provider) in providers {
            if word == key { return (provider, "") }
            if word.hasPrefix("\(key).") { return (provider, String(word.dropFirst(key.count + 1))) }
        }
        return nil
    }
}

/// Spellings of one key: frameworks take `base-url`, `baseUrl` and `base_url` for the same.
public enum SettingKey {
    public static func plain(_ key: String) -> String { key.filter { $0 != "-" && $0 != "_" }.lowercased() }
}
