public import Catalog
public import CodeModel
internal import Parsing

/// What must be named elsewhere for a place of a file to run: each function and class around it is reached by itself, by a place that is
/// reached and names it, or by another file that does.
public struct PlaceReach: Sendable {
    /// A function or class.
    fileprivate struct Declaration: Sendable {
        var name: String
        /// Whether it runs whoever names it.
        var isReached: Bool
        /// Whether only its own file can name it.
        var isOwn = false
        /// For each place outside of it where its name stands, the declarations around that place.
        var namedIn: [[Int]]
    }

    /// The declarations around the place, and those around all places that name one of them, and so on.
    fileprivate var declarations: [Int: Declaration] = [:]
    fileprivate var around: [Int] = []

    /// The names that other files may hold.
    public var names: Set<String> { Set(declarations.values.lazy.filter { !$0.isReached && !$0.isOwn }.map(\.name)) }

    /// Whether the place runs.
    ///
    /// - Parameter named: names that other files hold.
    public func isReached(named: Set<String>) -> Bool {
        var reached = Set(declarations.filter { $0.value.isReached || !$0.value.isOwn && named.contains($0.value.name) }.keys)
        var grew = true
        while grew {
            grew = false
            for (index, declaration) in declarations where !reached.contains(index) && declaration.namedIn.contains(where: reached.isSuperset) {
                reached.insert(index)
                grew = true
            }
        }
        return reached.isSuperset(of: around)
    }
}

/// The functions and classes of a file, and what runs them.
public struct FileReach {
    private let unit: CodeUnit
    private let knowledge: ReachKnowledge
    private let callsByMadeNames: Bool
    /// Whether a module hands on only what it exports.
    private let exportsByName: Bool
    private let declarations: [(span: Span, named: Named)]
    /// Comments that say that nobody shall call what they stand at.
    private let deprecatingComments: [Span]

    private enum Named { case function(FunctionID), type(ClassID) }

    public init(_ unit: CodeUnit, language: SourceLanguage, knowledge: ReachKnowledge) {
        self.unit = unit
        self.knowledge = knowledge
        exportsByName = language.ecosystem == "javascript" && unit.source.contains("export ")
        callsByMadeNames = knowledge.byMadeNames.contains { unit.source.contains(word: $0) }
        deprecatingComments = unit.comments.filter { Self.saysDeprecated(unit.source.text($0), knowledge) }
        let functions = unit.functions.indices.lazy.filter { !unit.functions[$0].name.isEmpty }.map { (unit.functions[$0].span, Named.function($0)) }
        let types = unit.classes.indices.lazy.filter { !unit.classes[$0].name.isEmpty }.map { (unit.classes[$0].span, Named.type($0)) }
        declarations = Array(functions) + Array(types)
    }

    /// What the place at an offset rests on; nil where it runs anyway.
    public func reach(of offset: Int) -> PlaceReach? {
        guard !callsByMadeNames else { return nil }
        var reach = PlaceReach()
        reach.around = around(offset)
        var open = reach.around
        while let index = open.popLast() {
            guard reach.declarations[index] == nil else { continue }
            let declaration = declaration(index)
            reach.declarations[index] = declaration
            for place in declaration.namedIn { open += place }
        }
        return reach.isReached(named: []) ? nil : reach
    }

    private func around(_ offset: Int) -> [Int] { declarations.indices.filter { declarations[$0].span.contains(offset) } }

    private func declaration(_ index: Int) -> PlaceReach.Declaration {
        let span = declarations[index].span
        let name: String
        var nameSpan = span
        let isReached: Bool
        var isOwn = false
        switch declarations[index].named {
        case .function(let id):
            let function = unit.functions[id]
            (name, nameSpan) = (function.name, function.nameSpan)
            let isClassCalled = function.enclosingClass.map { isCalled(unit.classes[$0]) } ?? false
            isReached = isClassCalled || function.isConstructor || function.isAccessor || knowledge.isCalledByName(name)
                || isHandedOn(function.decorators) || isDefault(function)
            isOwn = isOwnOfFile(id)
        case .type(let id):
            name = unit.classes[id].name
            isReached = isCalled(unit.classes[id])
        }
        guard !isReached else { return .init(name: name, isReached: true, namedIn: []) }
        let offsets = Words.offsets(of: name, in: unit.source.bytes).filter { !span.contains($0) && !nameSpan.contains($0) }
        return .init(name: name, isReached: false, isOwn: isOwn, namedIn: offsets.map(around))
    }

    // MARK: Deprecated

    /// Whether a function or class around an offset says that nobody shall call it any more: in a decorator, in the first words about
    /// it, or in a comment right before it or at its beginning.
    public func isDeprecated(_ offset: Int) -> Bool {
        around(offset).contains { index in
            switch declarations[index].named {
            case .function(let id):
                let function = unit.functions[id]
                return isDeprecated(function.decorators, function.documentation, function.span, name: function.nameSpan)
            case .type(let id):
                let type = unit.classes[id]
                return isDeprecated(type.decorators, type.documentation, type.span, name: nil)
            }
        }
    }

    private func isDeprecated(_ decorators: [ExpressionID], _ documentation: String?, _ span: Span, name: Span?) -> Bool {
        if decorators.contains(where: { Self.beginsDeprecated(Self.lastWord(unit.text($0)), knowledge) }) { return true }
        if let documentation, saysDeprecated(documentation) { return true }
        return deprecatingComments.contains { comment in
            let isInside = span.contains(comment) && isBlank(from: unit.source.lineSpan(unit.source.line(at: comment.start)).start, to: comment.start)
                && isFirst(comment, in: span, behind: name ?? Span(span.start, span.start))
            let isBefore = comment.end <= span.start && isBlank(from: comment.end, to: unit.source.lineSpan(unit.source.line(at: span.start)).start)
            return isInside || isBefore
        }
    }

    private func saysDeprecated(_ text: String) -> Bool { Self.saysDeprecated(text, knowledge) }

    /// The first line begins so, or another with a mark; a word may as well be the name of a parameter there.
    private static func saysDeprecated(_ text: String, _ knowledge: ReachKnowledge) -> Bool {
        let lines = text.split(separator: "\n").map { $0.drop { " \t*/#\"'-!".contains($0) } }.filter { !$0.isEmpty }
        return lines.enumerated().contains { beginsDeprecated(String($1), knowledge) && ($0 == 0 || !($1.first?.isLetter ?? true)) }
    }

    private static func beginsDeprecated(_ text: String, _ knowledge: ReachKnowledge) -> Bool {
        let text = text.lowercased()
        return knowledge.deprecations.contains { text.hasPrefix($0) && !(text.dropFirst($0.count).first?.isLetter ?? false) }
    }

    private func isBlank(from start: Int, to end: Int) -> Bool {
        start <= end && unit.source.bytes[start..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }

    /// The first thing behind the line on which a function begins its body.
    private func isFirst(_ comment: Span, in span: Span, behind name: Span) -> Bool {
        guard name.end <= comment.start else { return false }
        let lines = unit.source.text(Span(name.end, comment.start)).split(separator: "\n").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
        let opening = lines.indices.filter { lines[$0].last == ":" || lines[$0].last == "{" }
        return opening == [lines.count - 1]
    }

    // MARK: Called from elsewhere

    private func isCalled(_ type: ClassDeclaration) -> Bool {
        if knowledge.classes.contains(type.name) || isHandedOn(type.decorators) { return true }
        // What others write may call any method of their children.
        return type.bases.contains { !knowledge.bases.contains(Self.lastWord(unit.text($0))) }
    }

    private func isHandedOn(_ decorators: [ExpressionID]) -> Bool {
        decorators.contains { !knowledge.decorators.contains(Self.lastWord(unit.text($0))) }
    }

    /// A function within another, or one of a module of JavaScript that is not exported where it is declared: if it is later, its name stands
    /// there once more.
    private func isOwnOfFile(_ id: FunctionID) -> Bool {
        let function = unit.functions[id]
        guard let parent = unit.scopes[function.scope].parent else { return false }
        let isBound = unit.scopes[parent].bindings[function.name]?.contains { if case .function(id) = $0.source { true } else { false } } ?? false
        guard isBound else { return false }
        switch unit.scopes[parent].kind {
        case .function: return true
        case .module: return exportsByName && !textBefore(function).contains("export")
        default: return false
        }
    }

    /// What a module gives as its default has another name where it is taken.
    private func isDefault(_ function: FunctionDeclaration) -> Bool {
        textBefore(function).contains("default")
    }

    /// What stands on the line before the name of a function.
    private func textBefore(_ function: FunctionDeclaration) -> String {
        let line = unit.source.lineSpan(unit.source.line(at: function.nameSpan.start))
        return unit.source.text(Span(line.start, function.nameSpan.start))
    }

    /// Of `@functools.cache(maxsize=1)` and `Generic[T]`, the name.
    private static func lastWord(_ text: String) -> String {
        let path = text.drop { $0 == "@" }.prefix { $0 != "(" && $0 != "[" && $0 != "<" }
        return path.split(separator: ".").last.map { String($0).filter { !$0.isWhitespace } } ?? ""
    }
}

/// Whole words of a text.
public enum Words {
    /// Where a name stands by itself: as no part of a longer one, nor as that of a file (`"./name"`).
    public static func offsets(of name: String, in bytes: [UInt8]) -> [Int] { bytes.withUnsafeBytes { offsets(of: name, in: $0) } }

    public static func offsets(of name: String, in bytes: UnsafeRawBufferPointer, limit: Int = .max) -> [Int] {
        var name = name
        return name.withUTF8 { word in
            let word = UnsafeRawBufferPointer(word)
            var result: [Int] = []
            var position = 0
            while result.count < limit, !word.isEmpty, let found = SourceText.firstOffset(of: word, in: bytes, from: position) {
                if isWhole(found, found + word.count, bytes) { result.append(found) }
                position = found + word.count
            }
            return result
        }
    }

    /// Whether a name stands anywhere but where something else of that name is defined.
    ///
    /// - Parameter definitions: the words that stand before a name that is defined.
    public static func isUsed(_ name: String, in bytes: UnsafeRawBufferPointer, besides definitions: [String]) -> Bool {
        offsets(of: name, in: bytes).contains { offset in
            !definitions.contains { word in
                let start = offset - word.utf8.count - 1
                guard start >= 0, bytes[offset - 1] == UInt8(ascii: " "), start == 0 || !isPart(bytes[start - 1]) else { return false }
                return bytes[start..<offset - 1].elementsEqual(word.utf8)
            }
        }
    }

    private static func isWhole(_ start: Int, _ end: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        let next = end < bytes.count ? bytes[end] : 0
        guard start > 0 else { return !isPart(next) }
        let isPath = bytes[start - 1] == UInt8(ascii: "/") && next != UInt8(ascii: "(")
        return !isPath && !isPart(bytes[start - 1]) && !isPart(next)
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
            UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }
}
