internal import Parsing

/// Variables of the environment. Only where the program runs is their value known, so a variable stands as a name from outside,
/// `environment:NAME`, which other files and the manifests of the project may know.
extension Resolver {
    /// What gives the variable that its first argument names, as programs write it; with a second argument, that where nobody sets it.
    private static let readers: Set<String> = [
        "os.getenv", "os.environ.get", "environ.get", "os.environ.setdefault", "decouple.config", "os.Getenv", "System.getenv", "System.getenv().getOrDefault",
        "System.getenv().get", "std.env.var", "env.var", "std::env::var", "env::var", "getenv", "env", "Deno.env.get", "ENV.fetch",
    ]

    /// Objects whose members or items are variables.
    private static let tables: Set<String> = ["os.environ", "environ", "process.env", "import.meta.env", "Bun.env", "ENV", "$_ENV", "$_SERVER", "ProcessInfo.processInfo.environment"]

    /// What a call that asks for a variable gives: that, or what it says for when nobody sets it; nil for another call.
    func environment(_ site: CallSite, named name: String, steps: Int, frame: Frame) -> Located? {
        guard let first = site.positional.first, Self.readers.contains(name) || isReader(site.callee) else { return nil }
        // Of a table of one's own, nobody knows what it holds.
        if name == "environ.get" || name == "env" || name == "getenv", case .name(let word) = unit.expressions[site.callee].kind,
            !bindings(of: word, from: site.scope, at: site.span.start).isEmpty
        {
            return nil
        }
        let value = plausible(resolve(first, steps: steps + 1, frame: frame).text).map { Located(.environment($0), [site.span]) } ?? .unknown
        guard let fallback = site.positional.dropFirst().first ?? site.keyword("default") else { return value }
        return Located(.fallback(resolve(fallback, steps: steps + 1, frame: frame), unless: value), [site.span])
    }

    /// Whether a call is written as one that no import leads to. Texts are made only of what may be one.
    private func isReader(_ callee: ExpressionID) -> Bool {
        guard unit.expressions[callee].span.length <= Self.longestReader, case .member(_, let word) = unit.expressions[callee].kind, Self.readingWords.contains(word) else { return false }
        return Self.readers.contains(unit.text(callee))
    }

    private static let readingWords = Set(readers.compactMap { $0.split(whereSeparator: { ".:".contains($0) }).last.map(String.init) })
    private static let longestReader = readers.map(\.utf8.count).max() ?? 0

    /// Whether an object is a table of variables.
    private func isTable(_ object: ExpressionID) -> Bool {
        switch unit.expressions[object].kind {
        case .name(let name): return Self.tables.contains(name)
        case .member(_, let word): return ["env", "environ", "environment"].contains(word) && Self.tables.contains(unit.text(object))
        default: return false
        }
    }

    /// The variable that `process.env.NAME` or `os.environ["NAME"]` is.
    func environmentVariable(of id: ExpressionID, steps: Int, frame: Frame) -> String? {
        switch unit.expressions[id].kind {
        case .member(let object, let name):
            guard case .member = unit.expressions[object].kind, isTable(object) else { return nil }
            return plausible(name)
        case .index(let object, let index):
            guard isTable(object) else { return nil }
            return plausible(resolve(index, steps: steps + 1, frame: frame).text)
        default: return nil
        }
    }

    private func plausible(_ name: String?) -> String? {
        guard let name, !name.isEmpty, name.utf8.count < 100, name.utf8.allSatisfy({ $0 == UInt8(ascii: "_") || $0.isLetterOrDigit }) else { return nil }
        return name
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }
}

extension Resolved {
    fileprivate static let environmentPrefix = "environment:"

    /// The value of a variable.
    static func environment(_ name: String) -> Resolved { .imported(environmentPrefix + name) }
}

extension Located {
    /// The variable of the environment that decides over the value: that it is, or that goes before its default.
    public var environmentVariable: String? {
        switch value {
        case .imported(let name): name.hasPrefix(Resolved.environmentPrefix) ? String(name.dropFirst(Resolved.environmentPrefix.count)) : nil
        case .fallback(let inner, let unless): unless?.environmentVariable ?? inner.environmentVariable
        default: nil
        }
    }
}
