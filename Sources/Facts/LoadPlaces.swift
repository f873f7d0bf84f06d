internal import Catalog
internal import CodeModel
internal import Parsing

/// Where a program loads its weights: once when it starts, or again and again.
extension CodeExtraction {
    /// `request-handler`, `consumer` or `loop` where a load runs again for each of them; nil where nothing says so.
    func repeatedPlace(of call: CallID) -> (place: String, through: CallID?)? {
        let site = unit.calls[call]
        guard !isKept(site), !namesLoading(site.scope) else { return nil }
        if let loop = resolver.decisiveLoop(of: site), !hasFewRounds(loop) {
            if resolver.isInConsumer(site) { return ("consumer", nil) }
            if resolver.kind(of: loop, for: site) == .invariant, unit.loops[loop].kind != .comprehension { return ("loop", nil) }
        }
        if isRequestHandler(site.scope) { return ("request-handler", nil) }
        guard let function = unit.function(around: site.scope), !isRemembered(function), unit.functions[function].returned.count > 0 else { return nil }
        // A function that loads and gives back, called by a handler as it is.
        let name = unit.functions[function].name
        for caller in unit.calls.indices where calledWord(unit.calls[caller].callee) == name {
            let own = unit.calls[caller]
            guard !isKept(own), isRequestHandler(own.scope), resolver.calledFunction(caller) == function else { continue }
            return ("request-handler", caller)
        }
        return nil
    }

    private func isRequestHandler(_ scope: ScopeID) -> Bool {
        guard let function = unit.function(around: scope) else { return false }
        if isRemembered(function) || namesLoading(scope) { return false }
        return unit.functions[function].decorators.contains { decorator in
            let text = unit.text(decorator).prefix { $0 != "(" }
            return knowledge.work.handlers.contains(text.split(separator: ".").last.map(String.init) ?? "")
        }
    }

    /// Kept for the next time: in a global, a field, an entry of a dictionary, or only made where there is none yet.
    func isKept(_ site: CallSite) -> Bool {
        var current = site.expression
        for _ in 0..<8 where unit[current].parent >= 0 { current = unit[current].parent }
        if unit.itemAssignments.contains(where: { $0.value == current || $0.value == site.expression }) { return true }
        switch unit[current].role {
        case .assignedField: return true
        case .assigned(let names):
            if names.contains(where: { unit.scopes[site.scope].outerNames[$0] != nil }) { return true }
        default: break
        }
        guard let function = unit.function(around: site.scope) else { return false }
        return isBehindTest(site, within: unit.functions[function].span)
    }

    /// A function whose business is loading: an administrator calls it.
    private func namesLoading(_ scope: ScopeID) -> Bool {
        guard let function = unit.function(around: scope) else { return false }
        let words = NameWords.split(unit.functions[function].name)
        let isHandler = !unit.functions[function].decorators.isEmpty
        return isHandler && words.contains { ["load", "reload", "switch", "init", "initialize", "warmup", "download", "startup", "lifespan", "change", "set", "event"].contains($0) }
    }
}
