public import Parsing

/// The languages that can be lowered. A new one is a file that lowers its tree, and a line here.
public enum SourceLanguage: String, Sendable, CaseIterable {
    case python, go, ruby, php, rust, javascript, typescript, tsx, java, kotlin, swift

    public var grammar: Grammar {
        switch self {
        case .python: .python
        case .go: .go
        case .ruby: .ruby
        case .php: .php
        case .rust: .rust
        case .javascript: .javascript
        case .typescript: .typescript
        case .tsx: .tsx
        case .java: .java
        case .kotlin: .kotlin
        case .swift: .swift
        }
    }

    /// The language whose packages it uses, as the knowledge of SDKs names it.
    public var ecosystem: String {
        switch self {
        case .python: "python"
        case .go: "go"
        case .ruby: "ruby"
        case .php: "php"
        case .rust: "rust"
        case .javascript, .typescript, .tsx: "javascript"
        case .java, .kotlin: "jvm"
        case .swift: "swift"
        }
    }

    /// Whether what begins with a capital letter is a type, so that calling it makes an object of that type and does nothing else.
    public var capitalsAreTypes: Bool { self != .go }

    /// Whether a variable has one type, which is written next to it or that of its first value.
    public var isTyped: Bool { [.go, .rust, .java, .kotlin, .swift].contains(self) }

    /// - Throws: `ParseError` when the file cannot be parsed at all.
    public func unit(of source: SourceText, _ parser: inout SyntaxParser) throws(ParseError) -> CodeUnit {
        lower(try parser.parse(source, grammar))
    }

    public func lower(_ tree: SyntaxTree) -> CodeUnit {
        switch self {
        case .python: PythonLowering.lower(tree)
        case .go: GoLowering.lower(tree)
        case .ruby: RubyLowering.lower(tree)
        case .php: PHPLowering.lower(tree)
        case .rust: RustLowering.lower(tree)
        case .javascript, .typescript, .tsx: JavaScriptLowering.lower(tree)
        case .java: JavaLowering.lower(tree)
        case .kotlin: KotlinLowering.lower(tree)
        case .swift: SwiftLowering.lower(tree)
        }
    }
}
