internal import Parsing

/// How Swift writes names and text.
enum SwiftText {
    /// The names that a pattern binds.
    static func names(in pattern: SyntaxNode) -> [String] {
        var result: [String] = []
        for index in pattern.index..<pattern.endIndex where pattern.node(index).kind == "simple_identifier" {
            let node = pattern.node(index)
            // `.some(x)`: the case is no name of its own.
            if index > pattern.index, pattern.node(index - 1).kind == "." { continue }
            if node.text != "_" { result.append(node.text) }
        }
        return result
    }

    /// `x`, `a.x`: x.
    static func lastName(_ node: SyntaxNode) -> String? {
        switch node.kind {
        case "simple_identifier": node.text
        case "navigation_expression": node.children("suffix").last?.child("suffix")?.text
        default: nil
        }
    }

    /// The plain name of a type, whatever is wrapped around it: of `[Model]?` it is `Model`.
    static func typeName(_ node: SyntaxNode) -> String? {
        for index in node.index..<node.endIndex where node.node(index).kind == "type_identifier" { return node.node(index).text }
        return nil
    }

    /// The type behind the arrow.
    static func returnType(of function: SyntaxNode) -> SyntaxNode? {
        let children = function.children
        guard let arrow = children.firstIndex(where: { $0.kind == "->" }) else { return nil }
        return children[(arrow + 1)...].first { $0.isNamed }
    }

    /// From the brace that opens a statement's (first) body to the one that closes it.
    static func body(of node: SyntaxNode) -> Span {
        let children = node.children
        guard let open = children.firstIndex(where: { $0.kind == "{" }) else { return Span(node.span.end, node.span.end) }
        let close = children[open...].first { $0.kind == "}" }
        return Span(children[open].span.start, close?.span.end ?? node.span.end)
    }

    private static let statements: Set<String> = [
        "property_declaration", "function_declaration", "class_declaration", "assignment", "for_statement", "while_statement",
        "repeat_while_statement", "guard_statement", "do_statement", "control_transfer_statement", "protocol_declaration",
    ]

    static func isExpression(_ node: SyntaxNode) -> Bool { !statements.contains(node.kind) && !SwiftLowering.isComment(node) }

    // MARK: Text

    static let literals: Set<String> = ["line_string_literal", "multi_line_string_literal", "raw_string_literal"]

    enum Part {
        case text(String, Span)
        case gap(SyntaxNode)
    }

    /// The parts of a literal, with the text as it is meant: escapes decoded, the margin of several lines taken away.
    static func parts(_ node: SyntaxNode) -> [Part] {
        let whole = node.text
        let marks = whole.prefix { $0 == "#" }.count
        let isLong = whole.dropFirst(marks).hasPrefix("\"\"\"")
        let quotes = marks + (isLong ? 3 : 1)
        let inside = Span(node.span.start + quotes, max(node.span.start + quotes, node.span.end - quotes))
        var parts: [Part] = []
        var start = inside.start
        func close(at end: Int) {
            if end > start { parts.append(.text(node.source.text(Span(start, end)), Span(start, end))) }
        }
        for child in node.children {
            switch child.kind {
            case "\\(": close(at: child.span.start)
            case "interpolated_expression": parts.append(.gap(child))
            case ")": start = child.span.end
            case "raw_str_interpolation":
                close(at: child.span.start)
                if let gap = child.firstChild(of: "interpolated_expression") { parts.append(.gap(gap)) }
                start = child.span.end
            default: break
            }
        }
        close(at: inside.end)
        if isLong { parts = withoutMargin(parts) }
        return parts.filter { if case .text("", _) = $0 { parts.count == 1 } else { true } }.map { part in
            guard case .text(let text, let span) = part else { return part }
            return .text(marks == 0 ? decode(text) : text, span)
        }
    }

    private static func withoutMargin(_ parts: [Part]) -> [Part] {
        guard case .text(let last, _)? = parts.last, let end = last.lastIndex(where: \.isNewline) else { return parts }
        let margin = last[last.index(after: end)...]
        guard margin.allSatisfy({ $0 == " " || $0 == "\t" }) else { return parts }
        return parts.enumerated().map { number, part in
            guard case .text(let written, let span) = part else { return part }
            var text = written.replacing("\r\n", with: "\n")
            if number == parts.count - 1, let end = text.lastIndex(of: "\n") { text = String(text[..<end]) }
            text = text.replacing("\n" + margin, with: "\n")
            if number == 0, text.first == "\n" { text.removeFirst() }
            return .text(text, span)
        }
    }

    /// The text of a literal; nil when something is filled in.
    static func plain(_ node: SyntaxNode) -> String? {
        guard literals.contains(node.kind) else { return nil }
        var result = ""
        for part in parts(node) {
            guard case .text(let text, _) = part else { return nil }
            result += text
        }
        return result
    }

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
            case "0": result.append("\0")
            // A line that goes on.
            case "\n": break
            case "u":
                guard scalars.first == "{", let end = scalars.firstIndex(of: "}") else { continue }
                let code = String(String.UnicodeScalarView(scalars[(scalars.startIndex + 1)..<end]))
                if let value = UInt32(code, radix: 16), let scalar = Unicode.Scalar(value) { result.append(scalar) }
                scalars = scalars[(end + 1)...]
            default: result.append(next)
            }
        }
        return String(result)
    }
}

/// What needs no import, or only the system's.
enum SwiftNames {
    /// Modules of the system, in which no SDK of a model provider is. What is on the device is no call of a provider.
    static let systemModules: Set<String> = [
        "Foundation", "FoundationEssentials", "FoundationNetworking", "SwiftUI", "UIKit", "AppKit", "Combine", "Swift", "Dispatch", "os", "OSLog",
        "CoreData", "SwiftData", "CoreML", "NaturalLanguage", "FoundationModels", "Observation", "Testing", "XCTest", "Darwin", "Glibc",
        "AVFoundation", "Vision", "Speech", "CoreGraphics", "CoreLocation", "MapKit", "WidgetKit", "AppIntents", "StoreKit", "Network",
        "CryptoKit", "UniformTypeIdentifiers", "Charts", "PDFKit", "WebKit", "Photos", "PhotosUI", "UserNotifications", "Synchronization",
    ]

    static let standard: Set<String> = [
        "String", "Substring", "Character", "Int", "Int32", "Int64", "UInt", "UInt8", "UInt32", "UInt64", "Double", "Float", "Bool", "Array",
        "Dictionary", "Set", "Optional", "Result", "Error", "Never", "Void", "Any", "AnyObject", "Self", "Task", "MainActor", "Sendable",
        "Codable", "Encodable", "Decodable", "Hashable", "Equatable", "Comparable", "Identifiable", "CaseIterable", "AsyncStream",
        "AsyncThrowingStream", "Range", "ClosedRange", "Mirror", "Duration", "ContinuousClock", "UnsafePointer", "CheckedContinuation",
        "State", "StateObject", "Binding", "View", "Text", "Button",
    ]

    static let foundation: Set<String> = [
        "URLSession", "URLRequest", "URLComponents", "URLQueryItem", "ProcessInfo", "UserDefaults", "Thread", "Bundle", "FileManager",
        "JSONEncoder", "JSONDecoder", "JSONSerialization", "NotificationCenter", "DispatchQueue", "Timer", "Date", "Data", "UUID",
    ]

    /// Methods of text and collections by what other languages call them.
    static let methods = [
        "lowercased": "lower", "uppercased": "upper", "trimmingCharacters": "strip", "hasPrefix": "startswith", "hasSuffix": "endswith",
        "replacingOccurrences": "replace", "components": "split", "joined": "join",
    ]

    /// Methods that run a closure for each element, and that only collections have.
    static let iterating: Set<String> = [
        "forEach", "compactMap", "asyncMap", "asyncForEach", "asyncCompactMap", "concurrentMap", "concurrentForEach", "concurrentCompactMap",
    ]
}
