internal import Parsing

/// Methods of the library for what other languages have operators and literals for.
extension JVMLowering {
    /// What a call of the library is in terms of every language; nil for any other call.
    mutating func libraryCall(
        _ method: String, on object: ExpressionID, _ arguments: [Argument], _ span: Span, _ context: Context
    ) -> ExpressionID? {
        let values = arguments.map(\.value)
        if case .name(let type) = lowering.unit.expressions[object].kind, type.first?.isUppercase ?? false,
            let known = staticCall("\(type).\(method)", values, span, context)
        {
            return known
        }
        switch (method, values.count) {
        case ("equals", 1), ("equalsIgnoreCase", 1), ("contentEquals", 1):
            return lowering.add(.comparison(["=="], [object, values[0]]), span, context)
        case ("contains", 1): return lowering.add(.comparison(["in"], [values[0], object]), span, context)
        case ("formatted", _): return lowering.add(.template([object] + values), span, context)
        case ("concat", 1): return lowering.add(.template([object, values[0]]), span, context)
        // What a member of an enumeration stands for.
        case ("getValue", 0), ("name", 0), ("asString", 0), ("getModelName", 0):
            guard case .member(_, let constant) = lowering.unit.expressions[object].kind, constant.first?.isUppercase ?? false else { return nil }
            if method == "name" { return object }
            return lowering.add(.member(object, method == "getModelName" ? "modelName" : "value"), span, context)
        case ("trimIndent", 0), ("trimMargin", 0), ("stripIndent", 0), ("toString", 0): return object
        case ("orElse", 1), ("ifBlank", 1), ("ifEmpty", 1): return lowering.add(.either([object, values[0]]), span, context)
        case ("getValue", 1): return lowering.add(.index(object, values[0]), span, context)
        case ("getOrDefault", 2), ("getProperty", 2):
            let callee = lowering.add(.member(object, "get"), span, context)
            let found = lowering.addCall(callee: callee, arguments: Array(arguments.prefix(1)), span: span, context: context)
            return lowering.add(.either([found, values[1]]), span, context)
        case ("to", 1) where lowering.unit.expressions[object].kind.isText: return lowering.add(.list([object, values[0]]), span, context)
        default: return nil
        }
    }

    private mutating func staticCall(_ name: String, _ values: [ExpressionID], _ span: Span, _ context: Context) -> ExpressionID? {
        switch name {
        case "String.format": return values.count > 0 ? lowering.add(.template(values), span, context) : nil
        case "String.valueOf", "Objects.requireNonNull", "Optional.of", "Optional.ofNullable", "URI.create", "Mono.just":
            return values.first
        case "Objects.equals" where values.count == 2: return lowering.add(.comparison(["=="], values), span, context)
        case "Objects.requireNonNullElse" where values.count == 2: return lowering.add(.either(values), span, context)
        case "List.of", "Arrays.asList", "Set.of", "Stream.of", "ImmutableList.of", "Collections.singletonList":
            return lowering.add(.list(values), span, context)
        case "Map.of" where values.count.isMultiple(of: 2):
            let entries = stride(from: 0, to: values.count, by: 2).map { (key: Optional(values[$0]), value: values[$0 + 1]) }
            return lowering.add(.dictionary(entries), span, context)
        case "IntStream.range", "IntStream.rangeClosed": return range(values, span, context)
        default: return nil
        }
    }
}

extension Expression.Kind {
    var isText: Bool {
        switch self {
        case .text, .template: true
        default: false
        }
    }
}
