internal import Catalog
internal import CodeModel
internal import Parsing

/// Weights that are loaded in the precision in which they were trained, by the name of their file or tag.
extension CodeExtraction {
    /// What the name of the file that a load names says about its weights.
    func setWeightsFile(of fact: inout Fact, _ matched: MatchedCall) {
        guard case .given(let located, let expression) = argument("weights-file", matched) else { return }
        let names = fileNames(located, expression, depth: 0)
        let sure = names.map(\.name)
        guard !sure.isEmpty else { return }
        // Where several files may be loaded, all of them must be of this kind.
        let found = sure.map { knowledge.weights.files.unquantised(file: $0) }
        guard let first = found.first, let weights = first, Set(found.map { $0?.precision }).count == 1 else { return }
        let text = sure.min { $0.count < $1.count } ?? sure[0]
        let isFallback = names.contains(where: \.isFallback)
        fact.setWeights(weights, named: text, isFallback: isFallback)
        if fact.fields["model.total-parameters"] == nil, let model = fact["model"].text, let size = WeightFiles.parameters(inName: model) {
            fact.fields["model.total-parameters"] = .number(size)
        }
    }

    /// Texts that the path of a file may end with.
    private func fileNames(_ located: Located, _ expression: ExpressionID?, depth: Int) -> [(name: String, isFallback: Bool)] {
        guard depth < 6 else { return [] }
        switch located.value {
        case .text(let text): return [(text, false)]
        case .template: return [(located.knownText, false)]
        case .fallback(let inner, _): return fileNames(inner, nil, depth: depth + 1).map { ($0.name, true) }
        case .choice(let members):
            let names = members.map { fileNames($0, nil, depth: depth + 1) }
            return names.contains(where: \.isEmpty) ? [] : names.flatMap { $0 }
        case .call(let call): return fileNames(ofPathMadeBy: unit.calls[call], depth: depth + 1)
        default:
            guard let expression else { return [] }
            switch unit[expression].kind {
            // `FOLDER / "model.gguf"`: the folder need not be known.
            case .binary("/", _, let right): return fileNames(resolver.resolve(right), right, depth: depth + 1)
            case .call(let call): return fileNames(ofPathMadeBy: unit.calls[call], depth: depth + 1)
            default: return []
            }
        }
    }

    /// `os.path.join(…, "x.gguf")`, `str(Path(…))`, `hf_hub_download(repo_id, "x.gguf")`.
    private func fileNames(ofPathMadeBy site: CallSite, depth: Int) -> [(name: String, isFallback: Bool)] {
        let word = calledWord(site.callee) ?? ""
        let named = site.keyword("filename")
        guard let last = named ?? site.positional.last, named != nil || ["join", "Path", "str", "resolve", "hf_hub_download", "fspath", "joinpath"].contains(word)
        else { return [] }
        return fileNames(resolver.resolve(last), last, depth: depth)
    }

    /// Programs that are started with such a file: `subprocess.Popen(["llama-server", "-m", "x-f16.gguf"])`.
    mutating func addLaunchedWeights() {
        let files = knowledge.weights.files
        guard imports("subprocess") || imports("asyncio"), files.launchers.contains(where: unit.source.contains(word:)) else { return }
        for site in unit.calls {
            guard resolver.qualifiedNames(site.callee).contains(where: { $0.hasPrefix("subprocess.") || $0.hasPrefix("asyncio.create_subprocess") }),
                let first = site.positional.first
            else { continue }
            let words = resolver.resolve(first).items?.map(\.text) ?? site.positional.map { resolver.resolve($0).text }
            let program = words.firstIndex { word in
                word.map { files.launchers.contains($0.split(separator: "/").last.map(String.init) ?? $0) } ?? false
            }
            guard let program, let flag = words[program...].firstIndex(where: { $0.map(files.flags.contains) ?? false }), flag + 1 < words.count,
                let name = words[flag + 1], let weights = files.unquantised(file: name)
            else { continue }
            var fact = makeFact(
                .modelLoad, at: site.span, scope: site.scope,
                fields: ["library": .text("llama-cpp"), "call": .text(words[program] ?? ""), "purpose": .text("inference"), "model": .text(name)])
            fact.setWeights(weights, named: name, isFallback: false)
            result.facts.append(fact)
        }
    }

    /// A call that names a tag has its server load it.
    mutating func addTaggedWeights() { result.facts += Fact.loads(ofTagsIn: result.facts, knowledge.weights.files) }
}

extension Fact {
    mutating func setWeights(_ weights: WeightFiles.Unquantised, named name: String, isFallback: Bool) {
        fields["format"] = .text("gguf")
        fields["precision"] = Value(isFallback ? .fallback(.text(weights.precision)) : .known(.text(weights.precision)))
        fields["precision.reason"] = .text("its name")
        fields["weights-file"] = .text(name.split(separator: "/").last.map { String($0).prefixed(80) } ?? name.prefixed(80))
        if let parameters = weights.parameters { fields["model.total-parameters"] = .number(parameters) }
    }

    /// The loads that calls, routes and servers cause by the tag or file that they name; one for each name.
    static func loads(ofTagsIn facts: [Fact], _ files: WeightFiles) -> [Fact] {
        var seen: Set<String> = []
        return facts.compactMap { fact in
            guard [.llmCall, .modelRoute, .modelServer].contains(fact.kind), let name = fact["model"].text,
                let weights = files.unquantised(tag: name) ?? files.unquantised(file: name), seen.insert(name).inserted
            else { return nil }
            // The server of a route is a server of this repository only where it says so; a provider's own name has no such tag.
            let library = fact.kind == .modelServer ? fact["engine"].text ?? "llama-cpp" : files.isFile(name) ? "llama-cpp" : "ollama"
            var load = Fact(
                kind: .modelLoad, place: fact.place, symbol: fact.symbol,
                fields: ["library": .text(library), "model": fact["model"], "purpose": .text("inference")], snippet: fact.snippet,
                related: fact.related, pathClass: fact.pathClass)
            load.setWeights(weights, named: name, isFallback: fact["model"].isFallback)
            return load
        }
    }
}
