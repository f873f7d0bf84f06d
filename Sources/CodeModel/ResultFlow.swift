internal import Parsing

/// What a program does with the answer of a call: the best evidence of what the call is for.
public enum ResultUse: Hashable, Sendable {
    /// Compared with these texts, or looked for among them.
    case comparedWith([String])
    /// Searched for these texts: `"yes" in answer`, `answer.startswith("yes")`.
    case searchedFor([String])
    /// Turned into a number or a truth value (`int`, `float`, `bool`).
    case converted(String)
    /// Key of a table with these keys.
    case lookedUp([String])
    /// Branched on over these labels.
    case switchedOn([String])
    /// Made into a member of the enumeration of this name.
    case enumerated(String)
    /// Read as JSON.
    case parsed
    /// Returned from the enclosing function, nothing but stripped.
    case returned
}

extension Resolver {
    /// Methods of text that keep its meaning.
    private static let shaping: Set<String> = [
        "strip", "lower", "upper", "rstrip", "lstrip", "casefold", "replace", "title", "capitalize", "split", "removeprefix",
        "removesuffix", "trim", "toLowerCase", "toUpperCase", "decode", "get", "model_dump", "to_dict", "dict", "lowercase", "uppercase",
        "replaceAll", "orElse", "orElseThrow", "orElseGet", "stripTrailing", "substringBefore", "removeSurrounding", "entity",
        "trimStart", "trimEnd", "toLocaleLowerCase", "toString", "at",
    ]

    /// Parts of an answer that say how it came about, not what it is.
    private static let envelope: Set<String> = [
        "finish_reason", "stop_reason", "usage", "model", "role", "id", "type", "status", "status_code", "ok", "refusal", "tool_calls",
        "function_call", "error", "errors", "headers", "incomplete_details", "function", "tool", "tool_name", "stop_sequence",
        "is_error", "success", "elapsed", "reason", "code", "length", "index", "finishReason", "stopReason", "toolCalls", "toolResults",
        "steps", "warnings", "providerMetadata", "usageMetadata", "totalUsage",
    ]

    /// The uses of a call's answer within the function around it, through variables, members and shaping methods.
    public func uses(of call: CallID) -> Set<ResultUse> {
        var result: Set<ResultUse> = []
        var pending = [unit.calls[call].expression]
        var seen: Set<ExpressionID> = []
        while let start = pending.popLast(), seen.count < 200 {
            guard seen.insert(start).inserted else { continue }
            follow(start, into: &result, pending: &pending)
        }
        return result
    }

    /// Climbs from an expression to the outermost one that still is the answer, and notes what is done with it.
    private func follow(_ start: ExpressionID, into result: inout Set<ResultUse>, pending: inout [ExpressionID]) {
        var current = start
        for _ in 0..<32 {
            let parent = unit.expressions[current].parent
            if parent < 0 || isBound(current) { outermost(current, into: &result, pending: &pending) }
            guard parent >= 0 else { return }
            switch unit.expressions[parent].kind {
            case .member(_, let name) where Self.envelope.contains(name): return
            case .index(current, let key) where isEnvelope(key): return
            case .member(current, let name):
                if let uses = methodUse(name, on: parent) { result.formUnion(uses) }
                current = parent
            case .index(current, _): current = parent
            case .index(let table, current):
                if let keys = keys(of: table) { result.insert(.lookedUp(keys)) }
                return
            case .call(let call):
                let site = unit.calls[call]
                if site.callee == current {
                    guard case .member(_, let method) = unit.expressions[current].kind else { return }
                    if let kind = Self.converting[method] { result.insert(.converted(kind)) }
                    guard Self.shaping.contains(method) || isAnswerMethod(method) || isGetter(method, site) else { return }
                    current = parent
                } else if !argument(current, of: site, into: &result) {
                    return
                } else {
                    current = parent
                }
            case .comparison(let operators, let operands):
                comparison(current, operators, operands, into: &result)
                return
            case .either(let operands) where operands.first == current: current = parent
            case .conditional(_, let then, _) where then == current: current = parent
            case .comprehension(current, _), .list([current]): current = parent
            default: return
            }
        }
    }

    /// `(answer := …)` within a larger expression.
    private func isBound(_ id: ExpressionID) -> Bool { if case .assigned = unit.expressions[id].role { true } else { false } }

    private func isEnvelope(_ key: ExpressionID) -> Bool {
        if case .text(let name) = unit.expressions[key].kind { Self.envelope.contains(name) } else { false }
    }

    private func isAnswerMethod(_ name: String) -> Bool {
        ["text", "json", "content", "first", "parse_obj", "aiMessage", "choices", "message", "outputText"].contains(name)
    }

    /// Methods that turn a text into something else.
    private static let converting = [
        "toInt": "int", "toIntOrNull": "int", "toDouble": "float", "toDoubleOrNull": "float", "toFloat": "float", "toFloatOrNull": "float",
        "toBoolean": "bool", "toBooleanStrict": "bool", "toBooleanStrictOrNull": "bool",
    ]

    /// `answer.getResult()` gives a part of the answer, unless it is a part that says how it came about.
    private func isGetter(_ method: String, _ site: CallSite) -> Bool {
        guard method.hasPrefix("get"), method.dropFirst(3).first?.isUppercase ?? false, site.arguments.allSatisfy({ $0.name == nil }),
            site.arguments.count <= 1
        else { return false }
        return !["metadata", "usage", "finishreason", "model", "id", "statuscode", "role"].contains(method.dropFirst(3).lowercased())
    }

    private func outermost(_ id: ExpressionID, into result: inout Set<ResultUse>, pending: inout [ExpressionID]) {
        switch unit.expressions[id].role {
        case .returned: result.insert(.returned)
        case .switched(let labels): result.insert(.switchedOn(labels))
        case .assigned(let names):
            let expression = unit.expressions[id]
            let function = unit.function(around: expression.scope)
            for name in names {
                let all = uses[name] ?? []
                for use in all[firstUse(in: all, behind: expression.span.end)...].prefix(Self.mostUses)
                where unit.function(around: unit.expressions[use].scope) == function && holds(use, id) {
                    pending.append(use)
                }
            }
        default: break
        }
    }

    /// How many uses of one variable are looked at.
    private static let mostUses = 64

    private func firstUse(in uses: [ExpressionID], behind offset: Int) -> Int {
        var low = 0
        var high = uses.count
        while low < high {
            let middle = (low + high) / 2
            if unit.expressions[uses[middle]].span.start < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether a name still holds what was bound to it, and no later value.
    private func holds(_ use: ExpressionID, _ value: ExpressionID) -> Bool {
        guard case .name(let name) = unit.expressions[use].kind else { return false }
        return bindings(of: name, from: unit.expressions[use].scope, at: unit.expressions[use].span.start).contains { binding in
            switch binding.source {
            case .expression(value), .managed(value), .extended(value), .element(value): true
            default: false
            }
        }
    }

    /// An answer handed to another call: conversions keep it in view, others end the trail.
    private func argument(_ value: ExpressionID, of site: CallSite, into result: inout Set<ResultUse>) -> Bool {
        let name = qualifiedName(site.callee)
        switch name {
        case "int", "float", "bool", "parseInt", "parseFloat", "Number", "Integer.parseInt", "Integer.valueOf", "Double.parseDouble",
            "Double.valueOf", "Float.parseFloat", "Long.parseLong", "Boolean.parseBoolean", "Boolean.valueOf", "Boolean", "Number.parseInt", "Number.parseFloat":
            result.insert(.converted(name))
            return false
        case "json.loads", "orjson.loads", "ujson.loads", "JSON.parse", "ast.literal_eval":
            result.insert(.parsed)
            return true
        case "str", "asyncio.run", "await", "cast": return true
        default:
            if case .classDeclaration(let declaration) = resolve(site.callee).value, isEnumeration(declaration) {
                result.insert(.enumerated(unit.classes[declaration].name))
            }
            // `Sentiment.valueOf(answer)`, of an enumeration here or elsewhere.
            if case .member(let type, "valueOf") = unit.expressions[site.callee].kind, case .name(let name) = unit.expressions[type].kind,
                name.first?.isUppercase ?? false, !["String", "Long", "BigDecimal"].contains(name)
            {
                result.insert(.enumerated(name))
            }
            // `["yes", "no"].includes(answer)`
            if case .member(let list, let method) = unit.expressions[site.callee].kind, method == "includes" || method == "indexOf",
                site.positional.first == value
            {
                let texts = labels(list)
                if !texts.isEmpty { result.insert(.comparedWith(texts)) }
            }
            if case .member(let table, "get") = unit.expressions[site.callee].kind, site.positional.first == value,
                let keys = keys(of: table)
            {
                result.insert(.lookedUp(keys))
            }
            return false
        }
    }

    private func methodUse(_ name: String, on member: ExpressionID) -> Set<ResultUse>? {
        guard ["startswith", "endswith", "find", "count", "startsWith", "endsWith", "includes"].contains(name) else { return nil }
        let parent = unit.expressions[member].parent
        guard parent >= 0, case .call(let call) = unit.expressions[parent].kind, unit.calls[call].callee == member else { return nil }
        let texts = unit.calls[call].positional.prefix(1).flatMap { labels($0) }
        return texts.isEmpty ? nil : [.searchedFor(texts)]
    }

    private func comparison(
        _ value: ExpressionID, _ operators: [String], _ operands: [ExpressionID], into result: inout Set<ResultUse>
    ) {
        guard operators.count == 1, operands.count == 2, ["==", "!=", "in", "not in", "===", "!==", "is"].contains(operators[0])
        else { return }
        let other = operands[0] == value ? operands[1] : operands[0]
        let texts = labels(other)
        // `"yes" in answer` searches; `answer in ("yes", "no")` compares.
        let isSearch = ["in", "not in"].contains(operators[0]) && operands[1] == value
        if !texts.isEmpty { result.insert(isSearch ? .searchedFor(texts) : .comparedWith(texts)) }
        if let keys = keys(of: other), operands[0] == value { result.insert(.lookedUp(keys)) }
    }

    /// The literal texts of an operand: one, or those of a list.
    private func labels(_ id: ExpressionID) -> [String] {
        let value = resolve(id)
        if let text = value.text { return [text] }
        if case .choice(let members) = value.value {
            let texts = members.compactMap(\.text)
            return texts.count == members.count ? texts : []
        }
        if case .element(let inner) = value.value, case .choice = inner.value { return [] }
        guard let items = value.items else { return [] }
        let texts = items.compactMap(\.text)
        return texts.count == items.count ? texts : []
    }

    private func keys(of id: ExpressionID) -> [String]? {
        guard case .dictionary(let entries) = resolve(id).value, !entries.isEmpty else { return nil }
        let keys = entries.compactMap(\.key)
        return keys.count == entries.count ? keys : nil
    }
}

extension Resolver {
    /// Whether the file reads or sets a member of a module: `openai.api_base`.
    public func usesMember(_ name: String, of module: String) -> Bool {
        (members[name] ?? []).prefix(Self.mostUses).contains { qualifiedName($0) == "\(module).\(name)" }
    }

    /// Methods of a model that give the model itself.
    public static let movingMethods: Set<String> = ["to", "cuda", "eval"]

    /// Where an object that a call makes is moved to: the arguments of `.to(…)`, `cuda` for `.cuda()`.
    public func moves(of call: CallID) -> [Located] {
        var result: [Located] = []
        var pending = [unit.calls[call].expression]
        var seen: Set<ExpressionID> = []
        while let current = pending.popLast(), seen.count < 100 {
            guard seen.insert(current).inserted else { continue }
            let parent = unit.expressions[current].parent
            if parent >= 0, case .member(current, let name) = unit.expressions[parent].kind {
                let outer = unit.expressions[parent].parent
                guard outer >= 0, case .call(let method) = unit.expressions[outer].kind, unit.calls[method].callee == parent else { continue }
                if name == "to", let target = unit.calls[method].positional.first { result.append(resolve(target)) }
                if name == "cuda" { result.append(Located(.text("cuda"))) }
                if Self.movingMethods.contains(name) { pending.append(outer) }
            } else if case .assigned(let names) = unit.expressions[current].role {
                for name in names { pending += (uses[name] ?? []).prefix(Self.mostUses).filter { holds($0, current) } }
            } else if case .assignedField(let field) = unit.expressions[current].role {
                pending += members[field] ?? []
            }
        }
        return result
    }
}
