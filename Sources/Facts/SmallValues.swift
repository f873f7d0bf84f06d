internal import Catalog
internal import CodeModel
internal import Parsing

/// Values that are small by what the file says: a few named texts and numbers.
struct SmallValues {
    /// How far names are followed.
    private static let deepest = 6

    private let extraction: CodeExtraction
    private var unit: CodeUnit { extraction.unit }
    private var resolver: Resolver { extraction.resolver }
    private var words: SerializerKnowledge { extraction.knowledge.serializers }

    init(_ extraction: CodeExtraction) { self.extraction = extraction }

    /// Whether a value has few parts, and none of them parts of its own.
    func isSmall(_ id: ExpressionID) -> Bool {
        switch unit[id].kind {
        case .name(let name): isSmall(name, id) || isFlatByName(name, id) || isFlatByType(name, id)
        case .member(let object, let name): isFlatPart(name, of: object)
        default: isFlat(id) || isFlatPart(id)
        }
    }

    private func isFlat(_ id: ExpressionID) -> Bool {
        switch unit[id].kind {
        case .dictionary(let entries):
            return !entries.isEmpty && entries.count <= words.mostParts
                && entries.allSatisfy { entry in entry.key.map { isWritten($0) } ?? false && isScalar(entry.value) }
        // `{name: f"default: {value}" for name, value in …}`
        case .comprehension(let element, _): return unit.text(id).hasPrefix("{") && isScalar(element)
        case .list(let items): return !items.isEmpty && items.count <= words.mostParts && items.allSatisfy { isScalar($0) }
        default: return false
        }
    }

    private func isWritten(_ key: ExpressionID) -> Bool {
        switch unit[key].kind {
        case .text, .name, .number, .flag: true
        default: resolver.resolve(key).text != nil
        }
    }

    // MARK: Names

    /// The labels of an alert, the headers of a request: a map of names to short texts, by convention.
    private func isFlatByName(_ name: String, _ id: ExpressionID) -> Bool {
        guard NameWords.split(name).last.map(words.flatNames.contains) ?? false else { return false }
        let found = resolver.bindings(of: name, from: unit[id].scope, at: unit[id].span.start)
        return !found.isEmpty && found.allSatisfy { binding in
            guard case .expression(let value) = binding.source else { return false }
            return isFlatPart(value)
        }
    }

    /// `List<String> names = …`: a list of texts, which the writers of its language keep in one line.
    private func isFlatByType(_ name: String, _ id: ExpressionID) -> Bool {
        guard let types = words.flatTypes[extraction.language.ecosystem] else { return false }
        let found = resolver.bindings(of: name, from: unit[id].scope, at: unit[id].span.start)
        return !found.isEmpty && found.allSatisfy { binding in
            let line = unit.source.lineText(unit.source.line(at: binding.offset)).filter { !$0.isWhitespace }
            return types.contains { line.contains($0 + name) }
        }
    }

    /// `alert["labels"]`, `alert.get("labels", {})`, `alert.labels`.
    private func isFlatPart(_ id: ExpressionID) -> Bool {
        switch unit[id].kind {
        case .index(let object, let key):
            guard case .text(let text) = unit[key].kind else { return false }
            return isFlatPart(text, of: object)
        case .member(let object, let name): return isFlatPart(name, of: object)
        case .either(let operands): return operands.first.map { isFlatPart($0) } ?? false
        case .call(let call):
            let site = unit.calls[call]
            guard case .member(let object, "get") = unit[site.callee].kind, let key = site.positional.first, case .text(let text) = unit[key].kind
            else { return false }
            return isFlatPart(text, of: object)
        default: return false
        }
    }

    private func isFlatPart(_ name: String, of owner: ExpressionID) -> Bool {
        guard words.flatNames.contains(name) else { return false }
        return !words.flatOwners.isDisjoint(with: NameWords.split(extraction.calledWord(owner) ?? ""))
    }

    /// A dictionary that is written out, or that begins empty and counts what has a name; and nothing else is put into it.
    private func isSmall(_ name: String, _ id: ExpressionID) -> Bool {
        let found = resolver.bindings(of: name, from: unit[id].scope, at: unit[id].span.start)
        guard found.count == 1, case .expression(let value)? = found.first?.source, isFlat(value) || beginsEmpty(value) else { return false }
        let scope = unit.function(around: unit[id].scope)
        let span = scope.map { unit.functions[$0].span } ?? Span(0, unit.source.bytes.count)
        var keys: Set<String> = []
        for use in resolver.uses(of: name, in: span) where use != id {
            let parent = unit[use].parent
            guard parent >= 0 else { continue }
            switch unit[parent].kind {
            case .index(use, let key):
                // One key for each of many: a flat map all the same.
                keys.insert(unit.text(key))
            case .member(use, let method): guard !words.filling.contains(method), !words.gathering.contains(method) else { return false }
            default: break
            }
        }
        let assigned = unit.itemAssignments.filter { $0.name == name && unit.function(around: $0.scope) == scope }
        return keys.count <= words.mostParts && assigned.allSatisfy { isScalar($0.value) || isCounted($0.value) } && (isFlat(value) || !keys.isEmpty)
    }

    /// `counts["open"] += 1`: what is counted on is a number.
    private func isCounted(_ id: ExpressionID) -> Bool {
        guard case .unknown = unit[id].kind, let sign = unit.text(id).firstRange(of: "+=") else { return false }
        let text = unit.text(id)
        return Double(text[sign.upperBound...].filter { !$0.isWhitespace }) != nil
    }

    /// `{}`, `defaultdict(int)`: what its entries begin with is no list.
    private func beginsEmpty(_ id: ExpressionID) -> Bool {
        if case .dictionary(let entries) = unit[id].kind { return entries.isEmpty }
        guard case .call(let call) = unit[id].kind, let word = extraction.calledWord(unit.calls[call].callee), words.counters.contains(word) else { return false }
        let arguments = unit.calls[call].arguments
        return arguments.count <= 1 && arguments.allSatisfy { TypeWords.isScalar(unit.text($0.value)) }
    }

    // MARK: Texts and numbers

    private func isScalar(_ id: ExpressionID, depth: Int = 0) -> Bool {
        guard depth < Self.deepest else { return false }
        func all(_ ids: [ExpressionID]) -> Bool { ids.allSatisfy { isScalar($0, depth: depth + 1) } }
        switch unit[id].kind {
        case .text, .template, .number, .flag, .null, .comparison, .negation: return true
        case .binary(_, let left, let right): return isScalar(left, depth: depth + 1) || isScalar(right, depth: depth + 1)
        case .conditional(_, let then, let otherwise): return all([then, otherwise])
        case .either(let operands), .both(let operands): return all(operands)
        case .member(_, let word): return words.scalarMembers.contains(word)
        case .call(let call):
            if extraction.calledWord(unit.calls[call].callee).map(words.scalarCalls.contains) ?? false { return true }
            guard let function = resolver.calledFunction(call), let type = unit.functions[function].returnAnnotation else { return false }
            return TypeWords.isScalar(unit.text(type))
        case .name(let name):
            let found = resolver.bindings(of: name, from: unit[id].scope, at: unit[id].span.start)
            return !found.isEmpty && found.allSatisfy { isScalar($0, depth: depth) }
        default: return false
        }
    }

    private func isScalar(_ binding: Binding, depth: Int) -> Bool {
        if let type = binding.annotation { return TypeWords.isScalar(unit.text(type)) }
        switch binding.source {
        case .expression(let value), .extended(let value): return isScalar(value, depth: depth + 1)
        case .parameter(let function, let position):
            return unit.functions[function].parameters[position].annotation.map { TypeWords.isScalar(unit.text($0)) } ?? false
        default: return false
        }
    }
}
