internal import Parsing

/// How much of the list that an answer holds a program looks at.
public enum ElementsRead: Sendable {
    case first, several
    /// The answer goes where nobody can follow it, or nothing is read of it.
    case unknown
}

extension Resolver {
    /// Names by which an answer's list is found.
    public struct ListNames: Sendable {
        /// Members that are the list.
        public var lists: Set<String>
        /// Members through which one gets there.
        public var through: Set<String>
        /// Members that tell something else.
        public var beside: Set<String>
        /// Members that are the list's first element.
        public var first: Set<String>

        public init(lists: Set<String>, through: Set<String>, beside: Set<String>, first: Set<String>) {
            self.lists = lists
            self.through = through
            self.beside = beside
            self.first = first
        }
    }

    /// Whether of the list in a call's answer only the first element is read, within the function around the call.
    public func elementsRead(of call: CallID, _ names: ListNames) -> ElementsRead {
        var found = ReadElements()
        var pending = [(start: unit.calls[call].expression, isList: false)]
        var seen: Set<ExpressionID> = []
        while let (start, isList) = pending.popLast(), found.isOpen {
            guard seen.insert(start).inserted else { continue }
            guard seen.count < 200 else { return .unknown }
            readElements(start, isList: isList, names, &found, &pending)
        }
        return found.isLost ? .unknown : found.isAll ? .several : found.isFirst ? .first : .unknown
    }

    private struct ReadElements {
        var isFirst = false
        var isAll = false
        var isLost = false
        var isOpen: Bool { !isLost && !isAll }
    }

    /// Climbs from the answer, or its list, to what is read of it.
    private func readElements(
        _ start: ExpressionID, isList: Bool, _ names: ListNames, _ found: inout ReadElements,
        _ pending: inout [(start: ExpressionID, isList: Bool)]
    ) {
        var current = start
        var isList = isList
        for _ in 0..<24 {
            let expression = unit.expressions[current]
            if case .assigned(let targets) = expression.role { follow(current, targets, isList, &found, &pending) }
            guard expression.parent >= 0 else {
                switch expression.role {
                case .assigned, .statement, .condition: break
                case .iterated: if isList { found.isAll = true } else { found.isLost = true }
                default: found.isLost = true
                }
                return
            }
            let parent = expression.parent
            switch unit.expressions[parent].kind {
            case .member(current, let name):
                guard let next = member(name, parent, isList: isList, names, &found) else { return }
                (current, isList) = next
            case .index(current, let key):
                if isList {
                    if resolve(key).number == 0 { found.isFirst = true } else { found.isAll = true }
                    return
                }
                guard let name = resolve(key).text else { return found.isLost = true }
                if names.beside.contains(name) { return }
                guard names.lists.contains(name) || names.through.contains(name) else { return found.isLost = true }
                isList = names.lists.contains(name)
                current = parent
            case .negation, .both, .comparison, .either: return
            case .conditional(current, _, _): return
            case .call(let outer):
                // `len(response.choices)` reads none of them; what else takes them may read all.
                let callee = unit.expressions[unit.calls[outer].callee].kind
                if isList, case .name(let function) = callee, ["len", "bool", "count"].contains(function) { return }
                found.isLost = true
                return
            default:
                found.isLost = true
                return
            }
        }
        found.isLost = true
    }

    /// What a member of the answer, or of its list, is; nil where the way ends.
    private func member(
        _ name: String, _ member: ExpressionID, isList: Bool, _ names: ListNames, _ found: inout ReadElements
    ) -> (ExpressionID, Bool)? {
        // Methods that give what other languages have as members: `completion.choices()`, `choices.get(0)`.
        let outer = unit.expressions[member].parent
        var called: CallSite?
        if outer >= 0, case .call(let call) = unit.expressions[outer].kind, unit.calls[call].callee == member { called = unit.calls[call] }
        let whole = called?.expression ?? member
        if isList {
            if ["length", "size", "isEmpty", "len"].contains(name) { return nil }
            if ["first", "getFirst"].contains(name) || ["get", "at", "getOrNull"].contains(name) && called?.positional.first.map({ resolve($0).number }) == 0 {
                found.isFirst = true
            } else if ["get", "at", "isNullOrEmpty"].contains(name), called?.positional.first == nil {
                found.isLost = true
            } else {
                found.isAll = true
            }
            return nil
        }
        if names.beside.contains(name) { return nil }
        if names.first.contains(name) {
            found.isFirst = true
            return nil
        }
        guard names.lists.contains(name) || names.through.contains(name) else {
            found.isLost = true
            return nil
        }
        return (whole, names.lists.contains(name))
    }

    private func follow(
        _ value: ExpressionID, _ targets: [String], _ isList: Bool, _ found: inout ReadElements,
        _ pending: inout [(start: ExpressionID, isList: Bool)]
    ) {
        let scope = unit.expressions[value].scope
        let function = unit.function(around: scope)
        for name in targets {
            // A variable of the module, or one that an inner function reads, may be read anywhere.
            guard function != nil || !name.isEmpty else { return found.isLost = true }
            for use in uses[name] ?? [] where unit.expressions[use].span.start >= unit.expressions[value].span.end {
                let stillHolds = bindings(of: name, from: unit.expressions[use].scope, at: unit.expressions[use].span.start).contains {
                    if case .expression(value) = $0.source { true } else { false }
                }
                guard stillHolds else { continue }
                pending.append((use, isList))
            }
        }
    }
}
