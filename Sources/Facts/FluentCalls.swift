internal import Catalog
internal import CodeModel

/// Calls that are told what they do by the calls before and behind them in a chain:
/// `client.prompt().system(…).user(…).call().entity(Label.class)`.
extension CodeExtraction {
    /// How many calls of a chain are looked at.
    private static let longestChain = 32

    /// Whether one of the names is this chain's: it begins as the knowledge says, and ends with the call.
    func isFluent(_ candidate: SDKKnowledge.Call, _ names: [String]) -> Bool {
        guard candidate.isFluent, let dot = candidate.name.lastIndex(of: ".") else { return false }
        let (first, last) = (candidate.name[..<dot], candidate.name[dot...])
        return candidate.clients.contains { client in
            names.contains { $0.hasPrefix("\(client.type)().\(first)") && $0.hasSuffix(last) }
        }
    }

    /// The call as it would be with everything in its own brackets, and the object that the chain begins with.
    func gathered(_ call: CallID, _ shape: SDKKnowledge.Call) -> (site: CallSite, receiver: CallID?) {
        var site = unit.calls[call]
        guard shape.isFluent, let first = shape.name.split(separator: ".").first?.prefix(while: { $0 != "(" }) else { return (site, nil) }
        var told: [Argument] = []
        var current = site.callee
        var receiver: CallID?
        for _ in 0..<Self.longestChain {
            guard case .member(let object, _) = unit[current].kind else { break }
            guard let link = maker(of: resolver.resolve(object)), case .member(let inner, let name) = unit[unit.calls[link].callee].kind else { break }
            if let value = unit.calls[link].positional.first { told.append(Argument(name: name, value: value, spread: .none)) }
            current = unit.calls[link].callee
            if name == first {
                receiver = maker(of: resolver.resolve(inner))
                break
            }
        }
        site.arguments += told.reversed() + behind(call)
        return (site, receiver)
    }

    /// What the calls behind it are told: the type of the answer.
    private func behind(_ call: CallID) -> [Argument] {
        var result: [Argument] = []
        var current = unit.calls[call].expression
        for _ in 0..<4 {
            let parent = unit[current].parent
            guard parent >= 0, case .member(current, let name) = unit[parent].kind, case let outer = unit[parent].parent, outer >= 0,
                case .call(let next) = unit[outer].kind, unit.calls[next].callee == parent
            else { break }
            if let value = unit.calls[next].positional.first { result.append(Argument(name: name, value: value, spread: .none)) }
            current = outer
        }
        return result
    }
}
