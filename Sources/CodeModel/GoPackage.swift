/// Names of a Go package's other files, which need no import.
public enum GoPackage {
    /// The module that stands for the file's own package; no import path can be that word.
    public static let own = "package"

    private static let predeclared: Set<String> = [
        "any", "bool", "byte", "comparable", "complex64", "complex128", "error", "float32", "float64", "int", "int8", "int16", "int32",
        "int64", "rune", "string", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr", "true", "false", "iota", "nil", "append", "cap",
        "clear", "close", "complex", "copy", "delete", "imag", "len", "make", "max", "min", "new", "panic", "print", "println", "real",
        "recover", "_", "range",
    ]

    /// Binds every name that nothing in the file binds to what another file of the package may declare.
    static func bindOtherFiles(_ unit: inout CodeUnit) {
        var bound = predeclared
        for scope in unit.scopes { bound.formUnion(scope.bindings.keys) }
        var names: Set<String> = []
        for expression in unit.expressions {
            if case .name(let name) = expression.kind, !bound.contains(name), isIdentifier(name) { names.insert(name) }
        }
        for name in names.sorted() {
            unit.scopes[0].bindings[name] = [
                Binding(source: .imported("\(own).\(name)"), offset: 0, isConditional: false, loop: nil, block: 0, isForAbsent: false)
            ]
        }
    }

    static func isOfOtherFile(_ binding: Binding) -> Bool {
        if case .imported(let name) = binding.source { name.hasPrefix("\(own).") } else { false }
    }

    private static func isIdentifier(_ name: String) -> Bool { name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }
}
