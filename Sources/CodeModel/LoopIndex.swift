internal import Catalog
internal import Parsing
internal import Synchronization

/// What stands in which loop, in the order of the text, so that no question about one loop walks the whole file.
struct LoopIndex: Sendable {
    struct Use: Sendable {
        var start: Int
        var name: String
    }

    struct Growth: Sendable {
        var start: Int
        var name: String
        var value: ExpressionID
    }

    private struct Assignment: Sendable {
        var start: Int
        var value: ExpressionID
        var targets: [String]
    }

    /// Loops that wait for a person or a socket, and those that sleep.
    var interactive: Set<LoopID> = []
    var sleeping: Set<LoopID> = []
    /// Names that get a new value in each round.
    var varying: [LoopID: Set<String>] = [:]

    /// Functions that yield slices: `yield xs[start : start + size]`.
    var yieldingSlices: Set<FunctionID> = []

    /// What followed from some names in some loop, when it was asked.
    let memo = Memo()
    private var uses: [Use] = []
    private var growths: [Growth] = []
    private var assigned: [Assignment] = []

    let words: LoopKnowledge

    init(_ unit: CodeUnit, _ words: LoopKnowledge) {
        self.words = words
        for expression in unit.expressions {
            if case .name(let name) = expression.kind { uses.append(Use(start: expression.span.start, name: name)) }
        }
        uses.sort { $0.start < $1.start }
        for (id, expression) in unit.expressions.enumerated() {
            let targets: [String]
            switch expression.role {
            case .assigned(let names): targets = names
            case .iterated(let loop): targets = unit.loops[loop].targets
            default: continue
            }
            assigned.append(Assignment(start: expression.span.start, value: id, targets: targets))
        }
        assigned.sort { $0.start < $1.start }
        guard !unit.loops.isEmpty else { return }
        noteSlices(of: unit)
        noteCalls(of: unit)
        noteBindings(of: unit)
        growths.sort { $0.start < $1.start }
    }

    private mutating func noteSlices(of unit: CodeUnit) {
        guard unit.functions.contains(where: \.isGenerator) else { return }
        for expression in unit.expressions where expression.parent < 0 && expression.role == .part {
            guard case .index(_, let key) = expression.kind, case .slice = unit.expressions[key].kind,
                let function = unit.function(around: expression.scope), unit.functions[function].isGenerator
            else { continue }
            let before = unit.source.text(Span(max(0, expression.span.start - 6), expression.span.start))
            if before == "yield " { yieldingSlices.insert(function) }
        }
    }

    private mutating func noteCalls(of unit: CodeUnit) {
        for site in unit.calls where !site.loops.isEmpty {
            guard case .name(let name) = unit.expressions[site.callee].kind else {
                if case .member(let object, let method) = unit.expressions[site.callee].kind { note(method, on: object, site, unit) }
                continue
            }
            if words.inputs.contains(name) { interactive.formUnion(site.loops) }
            if words.isSleep(name) { sleeping.formUnion(site.loops) }
        }
    }

    private mutating func note(_ method: String, on object: ExpressionID, _ site: CallSite, _ unit: CodeUnit) {
        if words.receives.contains(method) {
            interactive.formUnion(site.loops)
        }
        if words.asks.contains(method) {
            let owner = lastName(object, unit).lowercased()
            if words.asked.contains(where: owner.contains) { interactive.formUnion(site.loops) }
        }
        if words.isSleep(method) { sleeping.formUnion(site.loops) }
        guard words.growing.contains(method),
            case .name(let name) = unit.expressions[object].kind
        else { return }
        vary(name, from: site.loops.last, unit)
        for argument in site.arguments { growths.append(Growth(start: site.span.start, name: name, value: argument.value)) }
    }

    private mutating func noteBindings(of unit: CodeUnit) {
        for scope in unit.scopes {
            for (name, bindings) in scope.bindings {
                for binding in bindings {
                    guard let loop = binding.loop, unit.loops[loop].kind != .comprehension else { continue }
                    vary(name, from: loop, unit)
                    if case .extended(let value) = binding.source {
                        growths.append(Growth(start: unit.expressions[value].span.start, name: name, value: value))
                    }
                }
            }
        }
        for loop in unit.loops.indices where unit.loops[loop].kind == .comprehension { varying[loop, default: []].formUnion(unit.loops[loop].targets) }
    }

    private mutating func vary(_ name: String, from loop: LoopID?, _ unit: CodeUnit) {
        var current = loop
        while let id = current {
            // Those around it have it already.
            guard varying[id, default: []].insert(name).inserted else { return }
            current = unit.loops[id].parent
        }
    }

    private func lastName(_ id: ExpressionID, _ unit: CodeUnit) -> String {
        switch unit.expressions[id].kind {
        case .name(let name), .member(_, let name): name
        default: ""
        }
    }

    // MARK: Within a span

    func names(in span: Span) -> ArraySlice<Use> { Self.slice(uses, span) { $0.start } }
    func growth(in span: Span) -> ArraySlice<Growth> { Self.slice(growths, span) { $0.start } }

    func assignments(in span: Span) -> [(value: ExpressionID, targets: [String])] {
        Self.slice(assigned, span) { $0.start }.map { ($0.value, $0.targets) }
    }

    private static func slice<Element>(_ all: [Element], _ span: Span, start: (Element) -> Int) -> ArraySlice<Element> {
        func first(at offset: Int) -> Int {
            var low = 0
            var high = all.count
            while low < high {
                let middle = (low + high) / 2
                if start(all[middle]) < offset { low = middle + 1 } else { high = middle }
            }
            return low
        }
        let begin = first(at: span.start)
        return all[begin..<max(begin, first(at: span.end))]
    }
}

extension LoopIndex {
    /// Answers that are kept, since every call of a loop asks the same.
    final class Memo: Sendable {
        private struct Question: Hashable, Sendable {
            var names: Set<String>
            var start: Int
            var end: Int
        }

        private let answers = Mutex<[Question: Set<String>]>([:])

        func known(_ names: Set<String>, _ span: Span) -> Set<String>? {
            answers.withLock { $0[Question(names: names, start: span.start, end: span.end)] }
        }

        func keep(_ found: Set<String>, _ names: Set<String>, _ span: Span) {
            answers.withLock { $0[Question(names: names, start: span.start, end: span.end)] = found }
        }
    }
}
