internal import Catalog
internal import Parsing

/// Files that a program reads, where the path is written down: what they hold is asked for by a name of its own, as what another
/// module holds is.
///
///     SPAM = (Path(__file__).parent / "prompts" / "spam.md").read_text()      // <./prompts/spam.md>
///     config = yaml.safe_load(open("config.yaml"))                            // <config.yaml>
///     config["llm"]["model"]                                                  // <config.yaml>.llm.model
extension Resolver {
    private static let deepestPath = 12

    /// What a call reads; nil when it reads nothing, or nobody can tell what.
    func fileRead(_ site: CallSite, steps: Int, frame: Frame) -> Located? {
        guard !reading.readers.isEmpty, let word = lastWord(site.callee) else { return nil }
        if case .member(let object, _) = unit.expressions[site.callee].kind, reading.handles.contains(word) {
            if let file = file(object, steps: steps, frame: frame) { return contents(file, site.span) }
            if site.positional.isEmpty, let path = path(object, steps: steps, frame: frame), reading.mayRead(path) { return contents(path, site.span) }
        }
        guard reading.readers.contains(word) || reading.parsers.contains(word), let first = site.positional.first else { return nil }
        // What opens a file gives no text yet, so that what then reads it is still known to read that file.
        let isOpened = reading.openers.contains(word)
        if let file = file(first, steps: steps, frame: frame) { return contents(file, site.span, isOpened: isOpened) }
        // `path.open()` has no path among its arguments.
        guard let path = path(first, steps: steps, frame: frame) ?? receiverPath(site, steps: steps, frame: frame), reading.mayRead(path) else {
            return nil
        }
        return contents(path, site.span, isOpened: isOpened)
    }

    private func contents(_ path: String, _ span: Span, isOpened: Bool = false) -> Located {
        let name = FileName.of(path)
        if isOpened { return Located(.imported(name), [span]) }
        return answer(name) ?? Located(.imported(name), [span])
    }

    /// The file whose contents a value is.
    private func file(_ id: ExpressionID, steps: Int, frame: Frame) -> String? {
        var located = resolve(id, steps: steps + 1, frame: frame)
        if case .fallback(let inner, _) = located.value { located = inner }
        guard case .imported(let name) = located.value, let (path, keys) = FileName.parts(name), keys.isEmpty else { return nil }
        return path
    }

    private func receiverPath(_ site: CallSite, steps: Int, frame: Frame) -> String? {
        guard case .member(let object, _) = unit.expressions[site.callee].kind else { return nil }
        return path(object, steps: steps, frame: frame)
    }

    private func lastWord(_ callee: ExpressionID) -> String? {
        switch unit.expressions[callee].kind {
        case .member(_, let name), .name(let name): name
        default: nil
        }
    }

    // MARK: Paths

    /// The path that an expression stands for: `./…` from the file's own folder, else from wherever the program runs.
    private func path(_ id: ExpressionID, steps: Int, frame: Frame) -> String? {
        guard steps < Self.deepestPath, frame.budget.spend() else { return nil }
        func next(_ id: ExpressionID) -> String? { path(id, steps: steps + 1, frame: frame) }
        switch unit.expressions[id].kind {
        case .text(let text): return text
        case .name("__file__"), .name("__filename"): return "./_"
        case .name("__dirname"): return "."
        case .name(let name): return named(name, id, steps: steps, frame: frame)
        case .template(let parts):
            if let text = resolve(id, steps: steps + 1, frame: frame).text { return text }
            let all = parts.map(next)
            return all.contains(nil) ? nil : Self.plain(all.compactMap(\.self).joined())
        case .binary("/", let left, let right): return Self.join([next(left), next(right)])
        case .binary("+", let left, let right):
            guard let left = next(left), let right = next(right) else { return nil }
            return Self.plain(left + right)
        case .member(let object, "parent"): return next(object).flatMap(Self.folder)
        case .member(_, "dirname"): return unit.text(id) == "import.meta.dirname" ? "." : nil
        case .member(_, "url"): return unit.text(id) == "import.meta.url" ? "./_" : nil
        case .index(let object, let index):
            guard case .member(let path, "parents") = unit.expressions[object].kind, let count = resolve(index).number, count >= 0, count < 8
            else { return nil }
            return (0...Int(count)).reduce(next(path)) { found, _ in found.flatMap(Self.folder) }
        case .call(let call): return made(unit.calls[call], id, steps: steps, frame: frame)
        default: return resolve(id, steps: steps + 1, frame: frame).text
        }
    }

    private func named(_ name: String, _ id: ExpressionID, steps: Int, frame: Frame) -> String? {
        if let text = resolve(id, steps: steps + 1, frame: frame).text { return text }
        let found = bindings(of: name, from: unit.expressions[id].scope, at: unit.expressions[id].span.start)
        guard found.count == 1 else { return nil }
        switch found[0].source {
        case .expression(let value), .managed(let value): return path(value, steps: steps + 1, frame: frame)
        default: return nil
        }
    }

    private func made(_ site: CallSite, _ id: ExpressionID, steps: Int, frame: Frame) -> String? {
        func next(_ id: ExpressionID) -> String? { path(id, steps: steps + 1, frame: frame) }
        guard let word = lastWord(site.callee) else { return nil }
        if reading.folders.contains(word) { return site.positional.first.flatMap(next).flatMap(Self.folder) }
        guard reading.joins.contains(word) else { return resolve(id, steps: steps + 1, frame: frame).text }
        var parts = site.positional.map(next)
        if word == "URL", parts.count == 2, let base = parts[1], let inner = parts[0] { return Self.join([Self.folder(base), inner]) }
        if case .member(let object, _) = unit.expressions[site.callee].kind, let base = next(object) { parts.insert(base, at: 0) }
        return Self.join(parts)
    }

    private static func join(_ parts: [String?]) -> String? {
        let known = parts.compactMap(\.self)
        guard !known.isEmpty, known.count == parts.count, known.dropFirst().allSatisfy({ !$0.hasPrefix("/") }) else { return nil }
        return plain(known.joined(separator: "/"))
    }

    private static func folder(_ path: String) -> String? {
        if path == "." || path == ".." || path.hasSuffix("/..") { return plain(path + "/..") }
        guard let slash = path.lastIndex(of: "/") else { return nil }
        return String(path[..<slash])
    }

    /// Without what goes forth and back. A path that begins at the file's own folder keeps its `./`.
    private static func plain(_ path: String) -> String? {
        guard !path.hasPrefix("/"), !path.contains(":") else { return nil }
        let isHere = path.hasPrefix(".")
        var result: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = result.last, last != ".." { result.removeLast() } else { result.append(part) }
        }
        let joined = result.joined(separator: "/")
        return isHere ? (joined.isEmpty ? "." : "./\(joined)") : joined
    }
}
