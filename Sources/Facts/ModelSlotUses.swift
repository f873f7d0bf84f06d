internal import Catalog
internal import CodeModel
internal import Parsing

/// Calls that name not a model but the project's own slot for one: `model=cfg.smart_llm_model`, `fast_model=False`,
/// `model_size=ModelSize.small`, `self.deep_thinking_llm.invoke(…)`.
extension CodeExtraction {
    struct SlotUse {
        /// As it is written: `smart_llm_model`, `fast_model=False`.
        var name: String
        var role: ModelSlots.Role?
        var family: String
        /// What would be the small slot, where the call itself shows it.
        var other: String?
    }

    private static let shortestPrompt = 40
    /// How many lines above a call a comment may stand that argues for its model.
    private static let commentLines = 3

    /// The slot that a call is told, or is made on.
    func slotUse(_ site: CallSite) -> SlotUse? {
        for argument in opened(site).arguments where argument.spread == .none {
            if let use = slotUse(argument) { return use }
        }
        guard case .member(let object, let method) = unit[site.callee].kind, knowledge.slots.methods.contains(method) else { return nil }
        // An object counts only where its own name says its size: `model` beside `small_model` may be anything.
        return named(object).flatMap { $0.role == nil ? nil : $0 }
    }

    /// The call with the entries of an object of arguments as arguments: `ask({ model, prompt })`.
    private func opened(_ site: CallSite) -> CallSite {
        var opened = site
        for value in site.positional {
            guard case .dictionary(let entries) = unit[value].kind else { continue }
            for case (let key?, let value) in entries {
                if case .text(let name) = unit[key].kind { opened.arguments.append(Argument(name: name, value: value, spread: .none)) }
            }
        }
        return opened
    }

    private func slotUse(_ argument: Argument) -> SlotUse? {
        guard let name = argument.name else { return isNamedModel(argument.value) ? named(argument.value) : nil }
        let slots = knowledge.slots
        if slots.isSize(name) {
            guard let word = lastWord(argument.value), let role = slots.role(ofWord: word) else { return nil }
            return SlotUse(name: "\(name)=\(word)", role: role, family: "size \(name)")
        }
        if let slot = slots.slot(name), let role = slot.role, let isSet = flag(argument.value) {
            let isSmall = isSet == (role == .small)
            return SlotUse(
                name: "\(name)=\(unit.text(argument.value))", role: isSmall ? .small : .strong, family: "flag \(slot.family)",
                other: isSmall ? nil : "\(name)=\(opposite(unit.text(argument.value)))")
        }
        // `fast_model=fast_model` hands on what a caller chooses.
        if case .name(name) = unit[argument.value].kind { return nil }
        return slots.slot(name) != nil ? named(argument.value) : nil
    }

    /// A flag as it is written, or as a parameter has it by default; what callers may set otherwise is no waste of theirs.
    private func flag(_ value: ExpressionID) -> Bool? {
        let resolved = resolver.resolve(value)
        if let flag = resolved.flag { return flag }
        return nil
    }

    private func opposite(_ flag: String) -> String {
        switch flag {
        case "True": "False"
        case "False": "True"
        case "true": "false"
        default: "true"
        }
    }

    /// A positional argument counts only as a member: a local variable of that name may be anything.
    private func isNamedModel(_ id: ExpressionID) -> Bool {
        switch unit[id].kind {
        case .member, .index: true
        default: false
        }
    }

    private func named(_ id: ExpressionID) -> SlotUse? {
        guard let word = lastWord(id), let slot = knowledge.slots.slot(word) else { return nil }
        return SlotUse(name: word, role: slot.role, family: slot.family)
    }

    /// The last word of what is written: a member, a key, a name and what it was bound to.
    private func lastWord(_ id: ExpressionID, depth: Int = 0) -> String? {
        guard depth < 4 else { return nil }
        switch unit[id].kind {
        case .member(let object, let name):
            // `ModelSize.small.value`
            return name == "value" ? lastWord(object, depth: depth + 1) : name
        case .index(_, let key): return resolver.resolve(key).text
        case .text(let text): return knowledge.slots.role(ofWord: text) == nil ? nil : text
        case .either(let operands): return operands.first.flatMap { lastWord($0, depth: depth + 1) }
        case .call(let call):
            let site = unit.calls[call]
            guard let name = calledWord(site.callee), ["get", "getenv", "getattr", "env", "config"].contains(name) else { return nil }
            return site.positional.lazy.compactMap { resolver.resolve($0).text }.first
        case .name(let name):
            if knowledge.slots.slot(name)?.role != nil { return name }
            let found = resolver.bindings(of: name, from: unit[id].scope, at: unit[id].span.start)
            guard found.count == 1, case .expression(let value) = found[0].source else { return name }
            return lastWord(value, depth: depth + 1) ?? name
        default: return nil
        }
    }

    // MARK: Facts

    /// Notes the slot on the fact of a call, unless a comment argues for it.
    func setSlot(of fact: inout Fact, _ site: CallSite) {
        guard let use = slotUse(site), use.role != nil || isPlain(use.family), !isArguedFor(site) else { return }
        fact.fields["slot"] = use.role.map { .text($0.rawValue) }
        fact.fields["slot.name"] = .text(use.name)
        fact.fields["slot.family"] = .text(use.family)
        if let other = use.other { fact.fields["slot.other"] = .text(other) }
    }

    /// Calls of the project's own functions that hand a prompt to a slot.
    mutating func addSlotCalls(besides known: Set<Span>, direct: Set<CallID>) {
        for call in unit.calls.indices where !direct.contains(call) {
            let site = opened(unit.calls[call])
            guard !site.isLiteral, !known.contains(site.span), let name = calledWord(site.callee), !isNoRequest(name),
                let use = slotUse(site), use.role != nil
            else { continue }
            let prompts = promptArguments(site)
            guard !prompts.isEmpty else { continue }
            var fact = makeFact(.llmCall, at: site.span, scope: site.scope, fields: ["call": .text(name)])
            if let argument = site.arguments.first(where: { $0.name.map { knowledge.slots.slot($0) != nil } ?? false }) {
                fact.fields["model"] = values.value(resolver.resolve(argument.value))
                if fact["model"].flag != nil { fact.fields["model"] = nil }
            }
            setSlot(of: &fact, site)
            noteReferences(of: call)
            var signs = signs(around: site, prompt: Prompt(prompts.map { resolver.resolve($0.value) }), promptArguments: positions(prompts))
            if signs.prompt.text.isEmpty { signs.prompt = Prompt(text: prompts.map { resolver.resolve($0.value).knownText }.joined(separator: "\n")) }
            if let temperature = site.keyword("temperature") { signs.temperature = values.value(resolver.resolve(temperature)).number?.high }
            for cap in ["max_tokens", "maxTokens", "max_output_tokens"] {
                if let given = site.keyword(cap) { signs.cap = values.value(resolver.resolve(given)).number?.high }
            }
            signs.hasTools = site.keyword("tools").map { !resolver.resolve($0).isNull } ?? false
            if let schema = schemaArgument(site) { signs.schema = schemaFields(resolver.resolve(schema), writtenAs: schema) }
            if let conclusion = TaskInference(knowledge: knowledge.tasks).conclude(signs) { setTask(conclusion, of: &fact) }
            result.facts.append(fact)
        }
    }

    /// What only records a name, and what makes an object.
    private func isNoRequest(_ name: String) -> Bool {
        knowledge.slots.silent.contains(name) || language.capitalsAreTypes && name.first?.isUppercase ?? false
    }

    private func schemaArgument(_ site: CallSite) -> ExpressionID? {
        for name in ["response_schema", "response_model", "schema", "output_type", "response_format"] {
            if let found = site.keyword(name) { return found }
        }
        return nil
    }

    private func promptArguments(_ site: CallSite) -> [Argument] {
        site.arguments.filter { argument in
            guard argument.spread == .none else { return false }
            let value = resolver.resolve(argument.value)
            if let name = argument.name, !knowledge.slots.prompts.contains(name) { return false }
            let text = Prompt([value]).text
            return text.utf8.count >= Self.shortestPrompt || argument.name.map { ["messages", "prompt"].contains($0) } ?? false
                || argument.name == nil && isPrompt(argument.value, value)
        }
    }

    /// Text that another file begins: `prompts.crontime.format(…)`.
    private func isPrompt(_ id: ExpressionID, _ value: Located) -> Bool {
        resolver.namesUsed(in: [unit[id].span]).contains { $0.lowercased().contains("prompt") || $0.lowercased() == "messages" }
    }

    private func positions(_ prompts: [Argument]) -> [SDKKnowledge.ArgumentPosition] {
        prompts.enumerated().map { index, argument in argument.name.map { .keyword($0) } ?? .position(index) }
    }

    private func isArguedFor(_ site: CallSite) -> Bool {
        let first = max(1, unit.source.line(at: site.span.start) - Self.commentLines)
        return unit.comments.contains { comment in
            guard unit.source.line(at: comment.start) >= first, comment.start <= site.span.end + 200,
                unit.source.line(at: comment.start) <= unit.source.line(at: site.span.end)
            else { return false }
            let text = unit.source.text(comment).lowercased()
            return knowledge.slots.arguing.contains(where: text.contains)
        }
    }

    // MARK: Declarations

    private static let mostDeclarations = 64

    /// Where a project says what its slots hold.
    mutating func addSlotDeclarations() {
        addSlotParameters()
        var found: [(name: String, value: ExpressionID?, span: Span)] = []
        for scope in unit.scopes {
            guard scope.kind == .module || isClass(scope.kind) else { continue }
            for (name, bindings) in scope.bindings {
                guard let binding = bindings.last else { continue }
                if case .expression(let value) = binding.source { found.append((name, value, unit[value].span)) }
            }
        }
        for type in unit.classes {
            found += type.fields.map { ($0.name, $0.value, $0.span) }
            for (name, values) in type.assigned { found += values.prefix(1).map { (name, $0.value, unit[$0.value].span) } }
        }
        for expression in unit.expressions {
            guard case .dictionary(let entries) = expression.kind, entries.count <= 200 else { continue }
            for case (let key?, let value) in entries { if case .text(let name) = unit[key].kind { found.append((name, value, unit[key].span)) } }
        }
        for function in unit.functions {
            found += function.parameters.map { ($0.name, $0.defaultValue, $0.annotation.map { unit[$0].span } ?? function.nameSpan) }
        }
        found.sort { ($0.span, $0.name) < ($1.span, $1.name) }
        var count = 0
        for (name, value, span) in found {
            guard count < Self.mostDeclarations, let slot = knowledge.slots.slot(name), slot.role != nil || isPlain(slot.family) else { continue }
            var fact = makeFact(.modelSlot, at: span, scope: 0, fields: ["name": .text(name), "family": .text(slot.family)])
            if let role = slot.role { fact.fields["role"] = .text(role.rawValue) }
            if !slot.word.isEmpty { fact.fields["word"] = .text(slot.word) }
            if let value { fact.fields["model"] = declared(value) }
            if fact["model"].flag != nil || fact["model"].number != nil { continue }
            result.facts.append(fact)
            count += 1
        }
    }

    /// Parameters that choose a slot, with what they choose when nobody says: `fast_model: bool = False`.
    private mutating func addSlotParameters() {
        let slots = knowledge.slots
        for function in unit.functions where !function.name.isEmpty {
            for parameter in function.parameters {
                guard let value = parameter.defaultValue else { continue }
                var role: ModelSlots.Role?
                if slots.isSize(parameter.name) {
                    role = lastWord(value).map { slots.role(ofWord: $0) ?? .strong }
                } else if let slot = slots.slot(parameter.name)?.role, let isSet = resolver.resolve(value).flag {
                    role = isSet == (slot == .small) ? .small : .strong
                }
                guard let role else { continue }
                result.facts.append(makeFact(
                    .modelSlot, at: function.nameSpan, scope: function.scope,
                    fields: ["name": .text(parameter.name), "family": .text("default of \(function.name)"), "role": .text(role.rawValue)]))
            }
        }
    }

    private func isClass(_ kind: Scope.Kind) -> Bool { if case .classBody = kind { true } else { false } }

    /// A name without a word for its size counts only when it says more than that it is a model.
    private func isPlain(_ family: String) -> Bool { family.contains(" ") }

    private func declared(_ value: ExpressionID) -> Value {
        var located = resolver.resolve(value)
        if case .call(let call) = located.value, let field = calledWord(unit.calls[call].callee), field.lowercased() == "field",
            let given = unit.calls[call].keyword("default") ?? unit.calls[call].positional.first
        {
            located = resolver.resolve(given)
        }
        return values.value(located)
    }
}
