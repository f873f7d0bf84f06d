internal import Catalog
internal import CodeModel
internal import Parsing

/// Fields and variables of which the file itself shows who changes them, and when: what is set once, where it is made, stays what it is.
struct OwnVariables {
    private let extraction: CodeExtraction
    private let words: WaitingKnowledge.Language
    /// Fields and variables that something sets or changes after they were made, by name, on whatever object.
    private(set) var changed: Set<String> = []
    /// Those that code without locks exchanges in its rounds.
    private(set) var exchanged: Set<String> = []
    /// The same with the object that they are set on, as it is written: `worker.ready`.
    private(set) var changedOn: Set<String> = []
    /// Fields that a class of the file declares or sets.
    private(set) var fields: Set<String> = []

    private var unit: CodeUnit { extraction.unit }
    private var resolver: Resolver { extraction.resolver }

    init(_ extraction: CodeExtraction) {
        self.extraction = extraction
        words = extraction.waiting
        let unit = extraction.unit
        for declaration in unit.classes {
            fields.formUnion(declaration.fields.lazy.map(\.name))
            fields.formUnion(declaration.assigned.keys)
            for (name, values) in declaration.assigned where values.contains(where: { isLater($0.value, $0.function) }) { changed.insert(name) }
        }
        for expression in unit.expressions where expression.parent < 0 { noteAssignment(expression) }
        for item in unit.itemAssignments {
            guard item.isField, case .text(let name) = unit[item.key].kind else {
                changed.insert(item.name)
                continue
            }
            changed.insert(name)
            changedOn.insert("\(item.name).\(name)")
        }
        for call in unit.calls { noteChange(by: call) }
        // What changes through another name is the same thing: `let flag = done.clone()`.
        for _ in 0..<2 {
            for (name, bindings) in unit.scopes.lazy.flatMap(\.bindings) where changed.contains(name) {
                for binding in bindings {
                    if case .expression(let value) = binding.source, let source = lastName(value) { changed.insert(source) }
                }
            }
        }
    }

    /// Set by a method, not where the object is made.
    private func isLater(_ value: ExpressionID, _ function: FunctionID?) -> Bool {
        // What an object is made with is part of that.
        guard unit[value].role != .part, let function else { return false }
        return !isMaker(function)
    }

    private func isMaker(_ function: FunctionID) -> Bool {
        let declaration = unit.functions[function]
        return declaration.isConstructor || Resolver.makers.contains(declaration.name) || words.makers.contains(declaration.name)
    }

    /// `other.ready = true`, `this.jobs[id] = job`, `done++`: what is assigned to stands alone.
    private mutating func noteAssignment(_ expression: Expression) {
        switch expression.role {
        case .part, .statement, .assigned, .returned: break
        default: return
        }
        let target: ExpressionID
        switch expression.kind {
        case .member(let object, let name):
            guard Self.isAssigned(expression.span, unit) else { return }
            changed.insert(name)
            changedOn.insert("\(unit.text(object)).\(name)")
            // Where fields are written with a sign, others set them without.
            changed.insert("@" + name)
            return
        case .index(let object, _): target = object
        case .binary(let symbol, let left, _):
            // `jobs << job`
            if words.changes.contains(symbol), let name = lastName(left) { changed.insert(name) }
            return
        default: return
        }
        if let name = lastName(target), Self.isAssigned(expression.span, unit) { changed.insert(name) }
    }

    /// Whether `=`, `+=` or the like follows.
    private static func isAssigned(_ span: Span, _ unit: CodeUnit) -> Bool {
        let behind = unit.source.text(Span(span.end, min(span.end + 8, unit.source.bytes.count))).drop { $0 == " " }
        if behind.hasPrefix("=") { return !behind.hasPrefix("==") && !behind.hasPrefix("=>") && !behind.hasPrefix("=~") }
        return ["+=", "-=", "|=", "&=", "*=", "++", "--"].contains { behind.hasPrefix($0) }
    }

    private mutating func noteChange(by site: CallSite) {
        guard let word = extraction.calledWord(site.callee) else { return }
        if case .member(let object, _) = unit[site.callee].kind, let name = lastName(object) {
            if words.changes.contains(word) { changed.insert(name) }
            if words.exchanges.contains(word), !site.loops.isEmpty { exchanged.insert(name) }
        }
        guard let first = site.positional.first, let name = lastName(first) else { return }
        let names = resolver.qualifiedNames(site.callee)
        if names.contains(where: words.changes.contains) { changed.insert(name) }
        if names.contains(where: words.exchanges.contains), !site.loops.isEmpty { exchanged.insert(name) }
    }

    /// The last name of what stands for a variable or field.
    func lastName(_ id: ExpressionID) -> String? {
        switch unit[id].kind {
        case .name(let name), .member(_, let name): name
        case .index(let object, _): lastName(object)
        default: nil
        }
    }

    // MARK: Variables of functions

    /// Whether a function or block within the scope that has a variable sets it: what runs at some other time than the loop.
    func isChangedWithin(_ holder: ScopeID, _ name: String, besides loop: Span) -> Bool {
        let around = unit.scopes[holder].span
        let inner = unit.scopes.filter { scope in
            guard around.contains(scope.span), scope.span != around, !scope.span.contains(loop) else { return false }
            switch scope.kind {
            case .function, .comprehension: return true
            case .module, .classBody: return false
            }
        }
        guard !inner.isEmpty else { return false }
        let own = (unit.scopes[holder].bindings[name] ?? []).contains { binding in
            !loop.contains(binding.offset) && inner.contains { $0.span.contains(max(binding.offset - 1, 0)) }
        }
        return own || inner.contains { scope in scope.bindings[name]?.contains { isPlain($0, name) } ?? false }
    }

    /// `name = value`, without a word that declares it.
    private func isPlain(_ binding: Binding, _ name: String) -> Bool {
        guard case .expression(let value) = binding.source else { return false }
        let start = unit[value].span.start
        let line = unit.source.text(Span(max(0, start - 80), start)).split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        let statement = line.split(omittingEmptySubsequences: false) { "{;(".contains($0) }.last ?? ""
        return statement.filter { !$0.isWhitespace } == "\(name)="
    }
}
