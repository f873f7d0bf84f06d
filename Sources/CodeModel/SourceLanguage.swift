public import Parsing

/// The languages that can be lowered. A new one is a file that lowers its tree, and a line here.
public enum SourceLanguage: String, Sendable, CaseIterable {
    case python, go, javascript, typescript, tsx

    public var grammar: Grammar {
        switch self {
        case .python: .python
        case .go: .go
        case .javascript: .javascript
        case .typescript: .typescript
        case .tsx: .tsx
        }
    }

    /// The language whose packages it uses, as the knowledge of SDKs names it.
    public var ecosystem: String {
        switch self {
        case .python: "python"
        case .go: "go"
        case .javascript, .typescript, .tsx: "javascript"
        }
    }

    public func lower(_ tree: SyntaxTree) -> CodeUnit {
        switch self {
        case .python: PythonLowering.lower(tree)
        case .go: GoLowering.lower(tree)
        case .javascript, .typescript, .tsx: JavaScriptLowering.lower(tree)
        }
    }
}
