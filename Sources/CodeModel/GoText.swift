internal import Parsing

/// How Go writes text and numbers, and what its standard library does with them.
enum GoText {
    /// The text of a literal.
    static func plain(_ node: SyntaxNode) -> String? {
        let text = node.text
        guard text.utf8.count >= 2 else { return nil }
        let inner = String(text.dropFirst().dropLast())
        switch node.kind {
        case "raw_string_literal": return inner
        case "interpreted_string_literal": return BackslashText.decode(inner)
        default: return nil
        }
    }

    static func number(_ text: String) -> Expression.Kind { PythonText.number(text) }

    enum Piece: Equatable { case text(String), gap }

    /// A format's text and the gaps that arguments fill: `%s`, `%[1]d`, `%-5.2f`; `%%` is a percent sign.
    static func pieces(_ format: String) -> [Piece] {
        var result: [Piece] = []
        var text = ""
        var rest = format[...]
        while let character = rest.popFirst() {
            guard character == "%", let next = rest.first else {
                text.append(character)
                continue
            }
            if next == "%" {
                text.append(rest.removeFirst())
                continue
            }
            let flags = rest.prefix { "+-# 0123456789.[]*".contains($0) }
            guard let verb = rest.dropFirst(flags.count).first, verb.isLetter, flags.count < 16 else {
                text.append(character)
                continue
            }
            rest = rest.dropFirst(flags.count + 1)
            if !text.isEmpty { result.append(.text(text)) }
            text = ""
            result.append(.gap)
        }
        if !text.isEmpty { result.append(.text(text)) }
        return result
    }

    /// What a function of the standard library means in terms that hold for every language.
    enum Meaning: Equatable {
        /// Text with gaps.
        case format
        case joinedParts
        /// `strings.Join(list, separator)`.
        case joined
        case firstThatHolds
        /// A method of its first argument.
        case method(String)
        /// An operator between its arguments.
        case comparison(String)
        case conversion(String)
        /// What the user says, else its second argument.
        case setting
    }

    /// Where flags that fill a variable have their default.
    static let flagDefaults = [
        "StringVar": 2, "IntVar": 2, "Float64Var": 2, "BoolVar": 2, "StringVarP": 3, "IntVarP": 3, "Float64VarP": 3, "BoolVarP": 3,
    ]

    static let standard: [String: Meaning] = [
        "fmt.Sprintf": .format, "fmt.Sprint": .joinedParts, "fmt.Sprintln": .joinedParts, "strings.Join": .joined,
        "cmp.Or": .firstThatHolds, "flag.String": .setting, "flag.Int": .setting, "flag.Float64": .setting, "flag.Bool": .setting,
        "pflag.String": .setting, "pflag.Int": .setting,
        "strings.TrimSpace": .method("strip"), "strings.Trim": .method("strip"), "strings.TrimLeft": .method("lstrip"),
        "strings.TrimRight": .method("rstrip"), "strings.TrimSuffix": .method("removesuffix"),
        "strings.TrimPrefix": .method("removeprefix"), "strings.ToLower": .method("lower"), "strings.ToUpper": .method("upper"),
        "strings.Title": .method("title"), "strings.ReplaceAll": .method("replace"), "strings.Replace": .method("replace"),
        "strings.Split": .method("split"), "strings.Fields": .method("split"), "strings.HasPrefix": .method("startswith"),
        "strings.HasSuffix": .method("endswith"), "strings.Index": .method("find"), "strings.Count": .method("count"),
        "strings.Contains": .comparison("in"), "strings.EqualFold": .comparison("=="), "slices.Contains": .comparison("in"),
        "strconv.Atoi": .conversion("int"), "strconv.ParseInt": .conversion("int"), "strconv.ParseUint": .conversion("int"),
        "strconv.ParseFloat": .conversion("float"), "strconv.ParseBool": .conversion("bool"),
    ]
}

/// Backslash escapes as most languages of C's family write them.
enum BackslashText {
    static func decode(_ text: String) -> String {
        guard text.utf8.contains(0x5C) else { return text }
        var result = String.UnicodeScalarView()
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            guard scalar == "\\", let next = scalars.popFirst() else {
                result.append(scalar)
                continue
            }
            switch next {
            case "n": result.append("\n")
            case "t": result.append("\t")
            case "r": result.append("\r")
            case "\\", "'", "\"", "`", "$", "#", "{", "}", "/": result.append(next)
            // A line that goes on.
            case "\n": scalars = scalars.drop { $0 == " " || $0 == "\t" }
            case "x": append(&result, &scalars, digits: 2)
            case "u": append(&result, &scalars, digits: 4)
            case "U": append(&result, &scalars, digits: 8)
            default:
                result.append("\\")
                result.append(next)
            }
        }
        return String(result)
    }

    private static func append(_ result: inout String.UnicodeScalarView, _ rest: inout ArraySlice<Unicode.Scalar>, digits: Int) {
        var code = rest.prefix(digits)
        var length = digits
        // `\u{1F600}`
        if code.first == "{", let end = rest.prefix(12).firstIndex(of: "}") {
            code = rest[(rest.startIndex + 1)..<end]
            length = end - rest.startIndex + 1
        }
        guard let value = UInt32(String(String.UnicodeScalarView(code)), radix: 16), let scalar = Unicode.Scalar(value) else { return }
        result.append(scalar)
        rest = rest.dropFirst(length)
    }
}
