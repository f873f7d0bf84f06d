/// What a file is written in, told by its name. A file of no kind listed here is never opened.
public enum FileKind: String, Sendable, CaseIterable {
    case python, notebook, javascript, typescript, tsx, go, java, kotlin, rust, ruby, php, swift, shell
    case yaml, json, toml, hcl, dockerfile, properties, dotenv, proto, pbtxt, requirements, crontab
    /// Files that end in `.conf`, of which those that declare no server of nginx's are left alone.
    case nginx
    /// Text for people or models; read only where code reads it as well.
    case text

    /// - Parameter name: the last component of a path.
    public init?(name: some Collection<UInt8>) {
        let text = String(decoding: name, as: UTF8.self).lowercased()
        // Declarations call nothing.
        if text.hasSuffix(".d.ts") || text.hasSuffix(".d.mts") || text.hasSuffix(".d.cts") { return nil }
        if let kind = Self.byName[text] {
            self = kind
        } else if let dot = text.lastIndex(of: "."), let kind = Self.byExtension[String(text[text.index(after: dot)...])] {
            self = kind
        } else if let kind = Self.byPattern(text) {
            self = kind
        } else {
            return nil
        }
    }

    /// Whether the file holds data rather than source code. Data may be larger.
    public var isData: Bool {
        switch self {
        case .python, .javascript, .typescript, .tsx, .go, .java, .kotlin, .rust, .ruby, .php, .swift, .shell, .notebook: false
        case .yaml, .json, .toml, .hcl, .dockerfile, .properties, .dotenv, .proto, .pbtxt, .nginx, .requirements, .crontab, .text:
            true
        }
    }

    /// Whether it says which packages a project needs; of TOML, some files do.
    public var isDependencies: Bool { self == .requirements || self == .toml }

    /// How large a file of this kind, and how long its lines, may be to be read. Notebooks and JSON are often one long line.
    public var readLimits: ReadLimits {
        switch self {
        case .notebook, .json: ReadLimits(bytes: 10 << 20, lineCharacters: nil, refusesMinified: false)
        case .javascript, .typescript, .tsx: ReadLimits(bytes: 1 << 20, lineCharacters: 20_000, refusesMinified: true)
        default: ReadLimits(bytes: isData ? 10 << 20 : 1 << 20, lineCharacters: 20_000, refusesMinified: false)
        }
    }

    private static let byName: [String: FileKind] = [
        "dockerfile": .dockerfile, "containerfile": .dockerfile,
        "crontab": .crontab, "gemfile": .ruby, "rakefile": .ruby,
        "pipfile": .toml, "poetry.lock": .toml, "uv.lock": .toml, "cargo.lock": .toml,
        ".env": .dotenv,
    ]

    private static let byExtension: [String: FileKind] = [
        "py": .python, "pyw": .python, "ipynb": .notebook,
        "js": .javascript, "mjs": .javascript, "cjs": .javascript, "jsx": .javascript,
        "ts": .typescript, "mts": .typescript, "cts": .typescript, "tsx": .tsx,
        "go": .go, "java": .java, "kt": .kotlin, "kts": .kotlin, "rs": .rust, "rb": .ruby, "rake": .ruby, "php": .php,
        "swift": .swift, "sh": .shell, "bash": .shell,
        "yaml": .yaml, "yml": .yaml, "json": .json, "toml": .toml,
        "tf": .hcl, "hcl": .hcl, "tfvars": .hcl, "dockerfile": .dockerfile,
        "properties": .properties, "env": .dotenv, "proto": .proto, "pbtxt": .pbtxt,
        "conf": .nginx, "nginx": .nginx,
    ]

    private static let textEndings: Set<String> = ["md", "txt", "prompt", "prompty", "jinja", "jinja2", "j2", "tmpl", "st", "mustache", "hbs"]

    private static func byPattern(_ name: String) -> FileKind? {
        if name.hasPrefix("dockerfile.") || name.hasPrefix("containerfile.") { return .dockerfile }
        if name.hasPrefix("dockerfile-"), !name.contains(".") { return .dockerfile }
        if name.hasPrefix(".env.") { return .dotenv }
        if name.hasSuffix(".conf.template") { return .nginx }
        if name.hasSuffix(".txt"), name.hasPrefix("requirements") || name.hasPrefix("constraints") { return .requirements }
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        return name.contains(".") && textEndings.contains(ending) ? .text : nil
    }
}

/// What is too much to read of one file.
public struct ReadLimits: Hashable, Sendable {
    /// The largest size in bytes.
    public var bytes: Int
    /// The longest line in characters (Unicode code points); `nil` for any length.
    public var lineCharacters: Int?
    /// Whether code that a program squeezed into few long lines is refused.
    public var refusesMinified: Bool

    public init(bytes: Int, lineCharacters: Int?, refusesMinified: Bool) {
        self.bytes = bytes
        self.lineCharacters = lineCharacters
        self.refusesMinified = refusesMinified
    }
}
