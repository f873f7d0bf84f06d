public import Parsing

/// The languages that can be lowered. A new one is a file that lowers its tree, and a line here.
public enum SourceLanguage: String, Sendable, CaseIterable {
    case python, go, java

    public var grammar: Grammar {
        switch self {
        case .python: .python
        case .go: .go
        case .java: .java
        }
    }

    /// The language whose packages it uses, as the knowledge of SDKs names it.
    public var ecosystem: String {
        switch self {
        case .python: "python"
        case .go: "go"
        case .java: "jvm"
        }
    }

    public func lower(_ tree: SyntaxTree) -> CodeUnit {
        switch self {
        case .python: PythonLowering.lower(tree)
        case .go: GoLowering.lower(tree)
        case .java: JavaLowering.lower(tree)
        }
    }
}
