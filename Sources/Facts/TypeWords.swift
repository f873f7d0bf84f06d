/// What languages call the plain types.
enum TypeWords {
    /// - Parameter type: as it is written: `bool`, `Boolean`, `Optional[int]`, `String?`.
    static func kind(_ type: String) -> TaskInference.SchemaField? {
        var plain = type.filter { !$0.isWhitespace }
        if plain.hasPrefix("Optional["), plain.hasSuffix("]") { plain = String(plain.dropFirst(9).dropLast()) }
        for ending in ["|None", "|null", "|undefined", "?"] where plain.hasSuffix(ending) { plain = String(plain.dropLast(ending.count)) }
        return kinds[plain]
    }

    /// Whether a type holds one text, number or truth.
    static func isScalar(_ type: String) -> Bool { kind(type.drop { $0 == ":" }.description).map { [.text, .number, .flag].contains($0) } ?? false }

    private static let kinds: [String: TaskInference.SchemaField] = {
        var kinds: [String: TaskInference.SchemaField] = [:]
        for word in ["bool", "boolean", "Boolean", "Bool"] { kinds[word] = .flag }
        for word in [
            "int", "float", "Integer", "Int", "long", "Long", "double", "Double", "Float", "short", "BigDecimal", "int32", "int64", "float32",
            "Decimal", "decimal.Decimal", "float64", "i32", "i64", "u8", "u32", "f32", "f64", "number",
        ] { kinds[word] = .number }
        for word in ["str", "String", "string", "&str", "CharSequence", "date", "datetime", "time", "datetime.date", "datetime.datetime", "datetime.time", "LocalDate", "LocalDateTime", "LocalTime", "Date"] { kinds[word] = .text }
        for word in [
            "list[str]", "List[str]", "list[int]", "List<String>", "Set<String>", "List<Integer>", "List<Int>", "[]string", "Vec<String>",
            "[String]", "string[]", "String[]", "Array<string>",
        ] { kinds[word] = .list }
        return kinds
    }()
}
