internal import Catalog
internal import CodeModel
internal import Parsing

/// Weights that a program loads into its own process.
extension CodeExtraction {
    mutating func addModelLoad(_ matched: MatchedCall) {
        guard loaded(takenBy: matched) == nil else { return }
        let site = unit.calls[matched.call]
        var fact = makeFact(.modelLoad, at: site.span, scope: site.scope, fields: ["library": .text(matched.shape.sdk)])
        fact.fields["call"] = .text(matched.shape.name)
        if let model = argument("model", matched).located { fact.fields["model"] = values.value(model) }
        setPrecision(of: &fact, matched)
        setQuantization(of: &fact, matched)
        setWeightsFile(of: &fact, matched)
        for (field, value) in matched.shape.properties { fact.fields[field] = .text(value) }
        // A file that trains may use the same libraries for it.
        if let purpose = filePurpose(), fact.fields["purpose"] == nil || purpose == "training" { fact.fields["purpose"] = .text(purpose) }
        if fact["purpose"].text == "training", runsTrainer() {
            fact.fields["tuned"] = .text(mentions(knowledge.work.training.adapters) ? "part" : "whole")
        }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        if fact["precision"].text != "int8", let word = nameWords(file + " " + fact.symbol).first(where: knowledge.sizing.shortSpeech.contains) {
            fact.fields["speech"] = .text(word)
        }
        if let device = device(matched) { fact.fields["device"] = device }
        for move in resolver.moves(of: matched.call) { result.references.formUnion(values.references(move)) }
        if let (place, caller) = repeatedPlace(of: matched.call) {
            fact.fields["place"] = .text(place)
            if let caller {
                fact.related.append(RelatedPlace(Place(path: path, span: unit.calls[caller].span, in: unit.source), "a request handler calls it here"))
            }
        }
        result.facts.append(fact)
        noteLoad(matched.call, fact)
    }

    /// Several loads of one model in one function, in different ways, are a choice that the user has: none of them is what runs.
    mutating func settleChoices() {
        let loads = result.facts.indices.filter { result.facts[$0].kind == .modelLoad }
        let groups = Dictionary(grouping: loads) { index in
            let fact = result.facts[index]
            // A name that is not known is at least the same name.
            let written = fact.fields["model"]?.origin.first.map { unit.source.text($0.span).oneLine }
            return [fact.symbol, fact["model"].text ?? written ?? ""]
        }
        for (key, group) in groups where group.count > 1 && key[1] != "" {
            guard Set(group.map { result.facts[$0]["quantization"] }).count > 1 else { continue }
            for index in group {
                result.facts[index].fields["quantization"] = nil
                result.facts[index].fields["precision"] = nil
            }
        }
        settleEightBit(loads)
    }

    /// 8 bit where a setting says so, beside a branch that loads without, is what the user asks for.
    private mutating func settleEightBit(_ loads: [Int]) {
        func isEightBit(_ index: Int) -> Bool { result.facts[index]["quantization"].text == "bitsandbytes-int8" }
        guard loads.contains(where: isEightBit) else { return }
        let order = textOrder()
        for (_, group) in Dictionary(grouping: loads, by: { result.facts[$0].symbol }) where (2...32).contains(group.count) {
            let around = group.map { branches(around: result.facts[$0].place.span) }
            for (position, index) in group.enumerated() where isEightBit(index) {
                let isAsked = group.indices.contains { other in
                    guard other != position, !isEightBit(group[other]) else { return false }
                    return around[position].contains { decision, block in
                        guard let sibling = around[other][decision], sibling != block else { return false }
                        return [block, sibling].contains { branch in
                            let test = self.test(before: branch, order)?.lowercased() ?? ""
                            return knowledge.words.eightBit.contains(where: test.contains)
                        }
                    }
                }
                if isAsked { result.facts[index].fields["quantization"] = nil }
            }
        }
    }

    // MARK: Precision

    private func setPrecision(of fact: inout Fact, _ matched: MatchedCall) {
        guard case .given(let located, let expression) = argument("precision", matched) else {
            // What the library then does depends on its version, which other files tell.
            if argument("precision", matched).isAbsent, !saysPrecision(matched) { fact.fields["precision.stated"] = .flag(false) }
            return
        }
        if precisionNames(located).isEmpty, let name = precisionElsewhere(expression) {
            fact.fields["precision"] = Value(.fallback(.text(name)))
            fact.fields["precision.reason"] = .text("another file of the project says \(name) unless a setting says otherwise")
            return
        }
        let names = precisionNames(located)
        guard !names.isEmpty else { return }
        fact.fields["precision"] = names.count == 1 ? .text(names[0]) : Value(.oneOf(names.map { .text($0) }))
        fact.fields["precision.reason"] = .text(
            "the call asks for \(expression.map { unit.text($0).prefixed(40) } ?? names.joined(separator: " or "))")
    }

    /// Whether the file lowers the precision in another way, or the weights are published in fewer bits, as their name says.
    private func saysPrecision(_ matched: MatchedCall) -> Bool {
        if let name = argument("model", matched).located?.text, knowledge.weights.marker(inName: name) != .none { return true }
        // What another load is told says nothing of this one.
        return mentions(knowledge.work.training.lowered.filter { !$0.contains("dtype") })
    }

    /// Whether the file has one of some words as a name, member, keyword or text.
    func mentions(_ words: Set<String>) -> Bool {
        unit.expressions.contains { expression in
            switch expression.kind {
            case .name(let name), .member(_, let name), .text(let name): words.contains(name)
            default: false
            }
        } || unit.calls.contains { site in site.arguments.contains { words.contains($0.name ?? "") } }
    }

    private func precisionNames(_ located: Located) -> [String] {
        switch located.value {
        case .text(let name), .imported(let name):
            return [knowledge.words.precisions[name.split(separator: ".").last.map(String.init) ?? name]].compactMap { $0 }
        case .choice(let members):
            let names = members.map(precisionNames)
            return names.contains(where: \.isEmpty) ? [] : Array(Set(names.flatMap { $0 })).sorted()
        case .fallback(let inner, _): return precisionNames(inner)
        default: return []
        }
    }

    /// What a constant of another file stands for: `DTYPE = torch.float32`.
    private func precisionElsewhere(_ expression: ExpressionID?) -> String? {
        guard let expression else { return nil }
        let names = resolver.qualifiedNames(expression).compactMap { asked.answers[$0] }.flatMap(\.elsewhere)
        return names.count == 1 ? precisionNames(Located(.imported(names[0]))).first : nil
    }

    // MARK: Quantisation

    private func setQuantization(of fact: inout Fact, _ matched: MatchedCall) {
        if let asked = asked(argument("int8", matched).located, for: "bitsandbytes-int8") {
            fact.fields["quantization"] = asked
            fact.fields["int8-threshold"] = .number(6)
            return
        }
        if let asked = asked(argument("int4", matched).located, for: "bitsandbytes-4bit") {
            fact.fields["quantization"] = asked
            return
        }
        switch argument("quantization", matched) {
        case .absent: if argument("int8", matched).isAbsent { fact.fields["quantization"] = .text(quantization(namedBy: fact["model"].text ?? "")) }
        case .unknown: break
        case .given(let config, let expression):
            if let expression, setBitsAndBytesElsewhere(of: &fact, expression) { return }
            if let method = config.text { fact.fields["quantization"] = .text(method) }
            guard case .call(let call) = config.value else { return }
            let types = resolver.qualifiedNames(unit.calls[call].callee).compactMap { $0.split(separator: ".").last.map(String.init) }
            if types.contains("BitsAndBytesConfig") { setBitsAndBytes(of: &fact, unit.calls[call]) }
            if let method = types.lazy.compactMap({ knowledge.words.quantizers[$0] }).first { fact.fields["quantization"] = .text(method) }
        }
    }

    /// What a checkpoint's own name says: `Qwen2.5-14B-Instruct-AWQ`.
    private func quantization(namedBy model: String) -> String {
        switch knowledge.weights.marker(inName: model) {
        case .none: "none"
        case .precision(let name): ["fp32", "fp16", "bf16"].contains(name) ? "none" : name
        case .quantised: "checkpoint"
        }
    }

    /// A method that a flag asks for, or a setting by default.
    private func asked(_ flag: Located?, for method: String) -> Value? {
        switch flag?.value {
        case .flag(true): .text(method)
        case .fallback(let inner, _) where inner.flag == true: Value(.fallback(.text(method)), origin: values.places(flag?.spans ?? []))
        default: nil
        }
    }

    /// A configuration that another file makes.
    private func setBitsAndBytesElsewhere(of fact: inout Fact, _ expression: ExpressionID) -> Bool {
        for name in resolver.qualifiedNames(expression) {
            guard let answer = asked.answers[name], answer.qualifiedName?.hasSuffix("BitsAndBytesConfig()") == true else { continue }
            guard let options = answer.madeWith else { return true }
            if options["load_in_8bit"]?.flag == true {
                fact.fields["quantization"] = .text("bitsandbytes-int8")
                fact.fields["int8-threshold"] = options["llm_int8_threshold"].map { values.value($0) } ?? .number(6)
                if let place = asked.places[name] { fact.related.append(RelatedPlace(place, "8 bit is asked for here")) }
            } else if options["load_in_4bit"]?.flag == true {
                fact.fields["quantization"] = .text("bitsandbytes-4bit")
            }
            return true
        }
        return false
    }

    private func setBitsAndBytes(of fact: inout Fact, _ config: CallSite) {
        func option(_ name: String) -> Located? { argument([.keyword(name)], of: config).located }
        if let asked = asked(option("load_in_8bit"), for: "bitsandbytes-int8") {
            fact.fields["quantization"] = asked
            // 6.0 is the library's default.
            switch argument([.keyword("llm_int8_threshold")], of: config) {
            case .given(let threshold, _): fact.fields["int8-threshold"] = values.value(threshold)
            case .absent: fact.fields["int8-threshold"] = .number(6)
            case .unknown: break
            }
            fact.related.append(RelatedPlace(Place(path: path, span: config.span, in: unit.source), "8 bit is asked for here"))
        } else if let asked = asked(option("load_in_4bit"), for: "bitsandbytes-4bit") {
            fact.fields["quantization"] = asked
        }
    }

    // MARK: Purpose and device

    private mutating func filePurpose() -> String? {
        if let purpose { return purpose }
        let found = findPurpose()
        purpose = .some(found)
        return found
    }

    /// Whether the file itself starts a trainer that is handed a model, or goes back through one.
    private func runsTrainer() -> Bool {
        unit.calls.contains { site in
            guard let name = calledWord(site.callee) else { return false }
            return name == "backward" || name.hasSuffix("Trainer") && site.arguments.contains { $0.name == "model" || $0.name == nil }
        }
    }

    /// What the file does with models: training as soon as anything of it is there.
    private func findPurpose() -> String? {
        var isInference = false
        for site in unit.calls {
            guard let name = calledWord(site.callee) else { continue }
            if knowledge.words.training.contains(name) { return "training" }
            if knowledge.words.inference.contains(name) { isInference = true }
        }
        return isInference ? "inference" : nil
    }

    /// Where the weights go: what the call says, else what `.to(…)` and `.cuda()` on its result say.
    private func device(_ matched: MatchedCall) -> Value? {
        if case .given(let located, _) = argument("device", matched) { return deviceValue(located) }
        for name in resolver.moves(of: matched.call) { if let value = deviceValue(name) { return value } }
        return deviceOfTaker(of: matched.call)
    }

    func deviceValue(_ located: Located) -> Value? {
        var isDefault = false
        let kinds = deviceKinds(located, depth: 0, &isDefault)
        guard let first = kinds.first else { return nil }
        guard kinds.count == 1 else { return Value(.oneOf(kinds.sorted().map { .text($0) })) }
        return isDefault ? Value(.fallback(.text(first))) : .text(first)
    }

    /// - Parameter isDefault: becomes true where a parameter holds it unless a caller says otherwise.
    private func deviceKinds(_ located: Located, depth: Int, _ isDefault: inout Bool) -> Set<String> {
        guard depth < 6 else { return [] }
        switch located.value {
        case .text(let name): return [knowledge.words.plainDevices.contains(name) ? "cpu" : "accelerator"]
        case .number(let index): return [index < 0 ? "cpu" : "accelerator"]
        case .choice(let members):
            var all: Set<String> = []
            for member in members {
                let kinds = deviceKinds(member, depth: depth + 1, &isDefault)
                if kinds.isEmpty { return [] }
                all.formUnion(kinds)
            }
            return all
        case .fallback(let inner, _): return deviceKinds(inner, depth: depth + 1, &isDefault)
        case .parameter(let function, let position):
            guard let value = resolver.parameterDefault(function, position) else { return [] }
            isDefault = true
            return handed(function, position).reduce(into: deviceKinds(value, depth: depth + 1, &isDefault)) { kinds, other in
                if kinds.isEmpty { return }
                let more = deviceKinds(other, depth: depth + 1, &isDefault)
                kinds = more.isEmpty ? [] : kinds.union(more)
            }
        case .call(let call) where unit.text(unit.calls[call].callee).hasSuffix("device"):
            return unit.calls[call].positional.first.map { deviceKinds(resolver.resolve($0), depth: depth + 1, &isDefault) } ?? []
        default: return []
        }
    }

    /// What callers of this file hand over for a parameter of a function, or of a class by its constructor.
    private func handed(_ function: FunctionID, _ position: Int) -> [Located] {
        let declaration = unit.functions[function]
        let name = declaration.isConstructor || Resolver.makers.contains(declaration.name)
            ? declaration.enclosingClass.map { unit.classes[$0].name } ?? declaration.name : declaration.name
        return unit.calls.filter { calledWord($0.callee) == name }.flatMap { site in
            resolver.bound(site, to: function).filter { $0.position == position }.map { resolver.resolve($0.value) }
        }
    }
}
