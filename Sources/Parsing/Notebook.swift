/// A Jupyter notebook: the code of its cells as one Python module. Outputs, text, and cells in other languages are passed over.
public struct Notebook: Sendable {
    /// One cell of Python, as Python: without magics, and without the escapes of JSON.
    struct Cell: Sendable {
        /// Its number among all cells, from 1.
        var number: Int
        var text: ExcerptText
    }

    private let file: SourceText
    private(set) var cells: [Cell] = []

    /// Reads nbformat 4, and 3 with its worksheets.
    ///
    /// - Throws: `ParseError` when the file is no JSON or no notebook.
    public init(_ file: SourceText) throws(ParseError) {
        self.file = file
        let document = Document.read(file, as: .json)
        if let problem = document.problems.first { throw problem }
        guard let root = document.roots.first, let all = Self.cells(of: root) else { throw ParseError("the file is no notebook: it has no cells") }
        guard Self.isPython(root["metadata"]) else { return }
        for (index, cell) in all.enumerated() where cell["cell_type"]?.string == "code" {
            if let language = cell["language"]?.string, !Self.isPython(language) { continue }
            guard let source = cell["source"] ?? cell["input"] else { continue }
            let written = Self.text(of: source.kind == .sequence ? source.items : [source], in: file)
            if let text = NotebookCode.python(written) { cells.append(Cell(number: index + 1, text: text)) }
        }
    }

    /// The cells as one module, whose positions are places in the notebook.
    public var module: SourceText { Self.module(of: cells, in: file) }

    /// Leaves out the cells for which the closure says no, each shown as a text of its own.
    public mutating func removeCells(unless isGood: (SourceText) throws(ParseError) -> Bool) throws(ParseError) {
        var good: [Cell] = []
        for cell in cells where try isGood(Self.module(of: [cell], in: file)) { good.append(cell) }
        cells = good
    }

    private static func module(of cells: [Cell], in file: SourceText) -> SourceText {
        var text = ExcerptText()
        var parts: [(start: Int, name: String)] = []
        for cell in cells {
            parts.append((text.bytes.count, "cell \(cell.number)"))
            var first = 0
            text.add(Span(0, cell.text.bytes.count), of: cell.text, first: &first)
        }
        return SourceText(bytes: text.bytes, excerpt: Excerpt(file: file, pieces: text.pieces, parts: parts))
    }

    private static func cells(of root: Node) -> [Node]? {
        if let cells = root["cells"], cells.kind == .sequence { return cells.items }
        guard let worksheets = root["worksheets"], worksheets.kind == .sequence else { return nil }
        return worksheets.items.flatMap { $0["cells"]?.items ?? [] }
    }

    /// What runs the cells; where the notebook does not say, it is Python.
    private static func isPython(_ metadata: Node?) -> Bool {
        if let language = metadata?.at("language_info.name")?.string { return isPython(language) }
        if let language = metadata?.at("kernelspec.language")?.string { return isPython(language) }
        return true
    }

    private static func isPython(_ language: String) -> Bool {
        let name = language.lowercased()
        return name.isEmpty || name.hasPrefix("python") || name.hasPrefix("ipython")
    }

    // MARK: JSON strings

    private static func text(of strings: [Node], in file: SourceText) -> ExcerptText {
        var text = ExcerptText()
        for string in strings where string.kind == .scalar && string.isQuoted && string.span.length >= 2 {
            decode(Span(string.span.start + 1, string.span.end - 1), of: file.bytes, into: &text)
        }
        return text
    }

    private static func decode(_ span: Span, of bytes: [UInt8], into text: inout ExcerptText) {
        var position = span.start
        while position < span.end {
            var end = position
            while end < span.end, bytes[end] != UInt8(ascii: "\\") { end += 1 }
            text.add(bytes[position..<end], from: Span(position, end))
            guard end < span.end else { return }
            position = min(end + escapeLength(at: end, of: bytes), span.end)
            let meaning = bytes[end..<position].withUnsafeBufferPointer { StringEscapes.decode($0) }
            text.add(Array(meaning.utf8), from: Span(end, position))
        }
    }

    /// `\n`, `\u00e9`, or the two halves of a character beyond U+FFFF.
    private static func escapeLength(at start: Int, of bytes: [UInt8]) -> Int {
        guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "u") else { return 2 }
        let isHigh = start + 3 < bytes.count && bytes[start + 2] | 0x20 == UInt8(ascii: "d") && "89abAB".utf8.contains(bytes[start + 3])
        let isPair = isHigh && start + 7 < bytes.count && bytes[start + 6] == UInt8(ascii: "\\") && bytes[start + 7] == UInt8(ascii: "u")
        return isPair ? 12 : 6
    }
}

extension SyntaxParser {
    /// The Python of a notebook; nil when none of it can be read. Cells that are no Python are left out.
    ///
    /// - Throws: `ParseError` when the file is no notebook, or the parser gives up.
    public mutating func module(ofNotebook file: SourceText) throws(ParseError) -> SourceText? {
        var notebook = try Notebook(file)
        guard try parse(notebook.module, .python).hasErrors else { return notebook.cells.isEmpty ? nil : notebook.module }
        try notebook.removeCells { cell throws(ParseError) in try !parse(cell, .python).hasErrors }
        return notebook.cells.isEmpty ? nil : notebook.module
    }
}
