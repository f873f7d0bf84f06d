public import Parsing

/// What a file says about one thing: its value, that there is none, or nothing that can be relied on.
public struct Setting<Value: Sendable>: Sendable {
    public enum State: Sendable {
        case known(Value)
        /// Holds unless the environment says otherwise, such as `${MODEL:-llama}`.
        case fallback(Value)
        /// Known not to be stated.
        case absent
        case unknown
    }

    public var state: State
    public var span: Span?

    public init(_ state: State, _ span: Span? = nil) {
        self.state = state
        self.span = span
    }

    public static func known(_ value: Value, _ span: Span? = nil) -> Setting { Setting(.known(value), span) }
    public static func fallback(_ value: Value, _ span: Span? = nil) -> Setting { Setting(.fallback(value), span) }
    public static var absent: Setting { Setting(.absent) }
    public static var unknown: Setting { Setting(.unknown) }

    /// The value, certain or not.
    public var value: Value? {
        switch state {
        case .known(let value), .fallback(let value): value
        case .absent, .unknown: nil
        }
    }

    public var isAbsent: Bool { if case .absent = state { true } else { false } }
    public var isUnknown: Bool { if case .unknown = state { true } else { false } }
    public var isFallback: Bool { if case .fallback = state { true } else { false } }

    /// The same of another type; a value that does not convert is unknown.
    public func map<Other>(_ convert: (Value) -> Other?) -> Setting<Other> {
        switch state {
        case .known(let value): Setting<Other>(convert(value).map { .known($0) } ?? .unknown, span)
        case .fallback(let value): Setting<Other>(convert(value).map { .fallback($0) } ?? .unknown, span)
        case .absent: Setting<Other>(.absent, span)
        case .unknown: Setting<Other>(.unknown, span)
        }
    }

    /// Itself where it has a value, else none.
    var known: [Setting] { value == nil ? [] : [self] }

    /// This, or another where this is known not to be stated.
    public func or(_ other: @autoclosure () -> Setting) -> Setting { isAbsent ? other() : self }
}

extension ConfigFile {
    /// The node at a path of keys. Absent only when every mapping on the way is all there is.
    func find(_ keys: [String], in node: Node?) -> Setting<Node> {
        guard var node else { return .absent }
        for key in keys {
            guard node.kind == .mapping else { return node.isNull && !node.isOpen ? .absent : .unknown }
            guard let value = node[key] else { return node.isOpen ? .unknown : .absent }
            if value.isConditional { return .unknown }
            node = value
        }
        return node.isNull ? .absent : .known(node, span(node))
    }

    /// The text at a path of keys, variables put in.
    func text(_ keys: [String], in node: Node?, _ variables: Variables = .none) -> Setting<String> {
        let found = find(keys, in: node)
        guard let node = found.value else { return found.map { _ in nil } }
        return text(node, variables)
    }

    /// The text of a scalar, variables put in.
    func text(_ node: Node, _ variables: Variables = .none) -> Setting<String> {
        guard !node.isConditional else { return Setting(.unknown, span(node)) }
        guard let text = node.string else { return Setting(filled(node).map { .fallback($0) } ?? .unknown, span(node)) }
        return variables.resolve(text, span(node))
    }

    /// A number, quoted or not.
    func number(_ keys: [String], in node: Node?, _ variables: Variables = .none) -> Setting<Double> {
        text(keys, in: node, variables).map { Double($0) }
    }

    func flag(_ keys: [String], in node: Node?) -> Setting<Bool> {
        text(keys, in: node).map { text in
            switch text.lowercased() {
            case "true", "yes", "on": true
            case "false", "no", "off": false
            default: nil
            }
        }
    }
}

/// The environment in which a text is read, and the syntax in which the text names its variables.
public struct Variables: Sendable {
    public enum Syntax: Sendable {
        /// `os.environ/NAME` only.
        case none
        /// `$(NAME)`.
        case kubernetes
        /// `${NAME}`, `${NAME:-default}`, `$NAME`; `$$` is a dollar.
        case compose
        /// As Compose, in a shell's words.
        case shell
    }

    public var syntax: Syntax
    public var values: [String: Setting<String>]
    /// No other variables are set by the file.
    public var areWhole: Bool

    public init(_ syntax: Syntax, values: [String: Setting<String>] = [:], areWhole: Bool = true) {
        self.syntax = syntax
        self.values = values
        self.areWhole = areWhole
    }

    public static var none: Variables { Variables(.none) }

    /// The text with its variables put in; unknown when one is.
    public func resolve(_ text: String, _ span: Span?) -> Setting<String> {
        if text.contains("os.environ/") { return Setting(.unknown, span) }
        guard syntax != .none, text.utf8.contains(UInt8(ascii: "$")) else { return .known(text, span) }
        var rest = Substring(text)
        var result = ""
        var isFallback = false
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            if rest.first == "$", syntax != .shell {
                result += "$"
                rest = rest.dropFirst()
                continue
            }
            guard let reference = takeReference(&rest) else {
                if syntax == .shell { return Setting(.unknown, span) }
                result += "$"
                continue
            }
            let value = look(up: reference)
            guard let found = value.value else { return Setting(.unknown, span) }
            if value.isFallback { isFallback = true }
            result += found
        }
        result += rest
        return Setting(isFallback ? .fallback(result) : .known(result), span)
    }

    private func look(up reference: (name: String, fallback: String?)) -> Setting<String> {
        if let stated = values[reference.name], !stated.isAbsent { return stated }
        if let fallback = reference.fallback { return fallback.contains("$") ? .unknown : .fallback(fallback) }
        return .unknown
    }

    /// Takes `(NAME)`, `{NAME}`, `{NAME:-default}` or `NAME` from the front, after the dollar.
    private func takeReference(_ rest: inout Substring) -> (name: String, fallback: String?)? {
        let opening: Character = syntax == .kubernetes ? "(" : "{"
        let closing: Character = syntax == .kubernetes ? ")" : "}"
        if rest.first == opening, let end = rest.firstIndex(of: closing) {
            let inside = rest[rest.index(after: rest.startIndex)..<end]
            // Kubernetes leaves to the shell what is no name: `$(cat token)`.
            if syntax == .kubernetes, inside.contains(where: \.isWhitespace) { return nil }
            rest = rest[rest.index(after: end)...]
            guard let cut = inside.firstIndex(where: { $0 == ":" || $0 == "-" || $0 == "?" || $0 == "+" }) else {
                return (String(inside), nil)
            }
            let operation = inside[cut...]
            for mark in [":-", "-"] where operation.hasPrefix(mark) {
                return (String(inside[..<cut]), String(operation.dropFirst(mark.count)))
            }
            return (String(inside[..<cut]), nil)
        }
        guard syntax != .kubernetes else { return nil }
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard let first = name.first, !first.isNumber else { return nil }
        rest = rest[name.endIndex...]
        return (String(name), nil)
    }
}
