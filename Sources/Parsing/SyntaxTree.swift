internal import CTreeSitter

/// The languages whose grammar is linked in.
public enum Grammar: String, Sendable, CaseIterable {
    case python, javascript, typescript, tsx, go, java, kotlin, rust, swift, ruby, php, bash, hcl, dockerfile, toml, json
}

/// A concrete syntax tree over UTF-8 bytes, copied out of tree-sitter into flat arrays: nodes are indices, walks are loops, and
/// nothing points into memory that C owns. Nodes stand in document order, a node before its children.
///
///     SyntaxTree
///     └─ SyntaxNode        kind, field name in its parent, span
///        ├─ parent
///        └─ children       named and anonymous ones
public final class SyntaxTree: Sendable {
    struct Record: Sendable {
        var kind: UInt16
        var field: UInt16
        var isNamed: Bool
        var start: Int32
        var end: Int32
        var parent: Int32
        /// The index after the last descendant: children of `i` start at `i + 1`, the next sibling of `i` is at `next`.
        var next: Int32
    }

    public let source: SourceText
    let records: [Record]
    let kinds: [String]
    let fields: [String]
    let kindIndices: [String: [UInt16]]
    /// True when tree-sitter had to skip or invent something.
    public let hasErrors: Bool

    init(source: SourceText, records: [Record], kinds: [String], fields: [String], hasErrors: Bool) {
        self.source = source
        self.records = records
        self.kinds = kinds
        self.fields = fields
        self.hasErrors = hasErrors
        var indices: [String: [UInt16]] = [:]
        for (index, kind) in kinds.enumerated() { indices[kind, default: []].append(UInt16(index)) }
        kindIndices = indices
    }

    public var root: SyntaxNode { SyntaxNode(tree: self, index: 0) }

    /// Every node of a kind, in document order.
    public func nodes(of kind: String) -> [SyntaxNode] {
        guard let wanted = kindIndices[kind] else { return [] }
        var result: [SyntaxNode] = []
        for index in records.indices where wanted.contains(records[index].kind) && records[index].isNamed {
            result.append(SyntaxNode(tree: self, index: index))
        }
        return result
    }

    public var nodeCount: Int { records.count }
    public func node(_ index: Int) -> SyntaxNode { SyntaxNode(tree: self, index: index) }
}

/// One node of a syntax tree.
public struct SyntaxNode: Sendable {
    let tree: SyntaxTree
    public let index: Int

    public var kind: String { tree.kinds[Int(tree.records[index].kind)] }
    /// The name of the field that the node fills in its parent, or the empty string.
    public var field: String { tree.fields[Int(tree.records[index].field)] }
    public var isNamed: Bool { tree.records[index].isNamed }
    public var span: Span { Span(Int(tree.records[index].start), Int(tree.records[index].end)) }
    public var text: String { tree.source.text(span) }
    public var source: SourceText { tree.source }

    public var parent: SyntaxNode? {
        let parent = tree.records[index].parent
        return parent < 0 ? nil : SyntaxNode(tree: tree, index: Int(parent))
    }

    /// Another node of the same tree; descendants lie between `index` and `endIndex`.
    public func node(_ index: Int) -> SyntaxNode { SyntaxNode(tree: tree, index: index) }

    /// The index after the last descendant.
    public var endIndex: Int { Int(tree.records[index].next) }

    /// All children, punctuation included.
    public var children: [SyntaxNode] {
        var result: [SyntaxNode] = []
        var child = index + 1
        let end = endIndex
        while child < end {
            result.append(SyntaxNode(tree: tree, index: child))
            child = Int(tree.records[child].next)
        }
        return result
    }

    public var namedChildren: [SyntaxNode] {
        var result: [SyntaxNode] = []
        var child = index + 1
        let end = endIndex
        while child < end {
            if tree.records[child].isNamed { result.append(SyntaxNode(tree: tree, index: child)) }
            child = Int(tree.records[child].next)
        }
        return result
    }

    /// The first child that fills a field.
    public func child(_ field: String) -> SyntaxNode? {
        var child = index + 1
        let end = endIndex
        while child < end {
            if tree.fields[Int(tree.records[child].field)] == field { return SyntaxNode(tree: tree, index: child) }
            child = Int(tree.records[child].next)
        }
        return nil
    }

    public func children(_ field: String) -> [SyntaxNode] { children.filter { $0.field == field } }
    public func firstChild(of kind: String) -> SyntaxNode? { namedChildren.first { $0.kind == kind } }

    /// The nearest ancestor of one of the kinds.
    public func ancestor(of kinds: Set<String>) -> SyntaxNode? {
        var node = parent
        while let current = node {
            if kinds.contains(current.kind) { return current }
            node = current.parent
        }
        return nil
    }
}
