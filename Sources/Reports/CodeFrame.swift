internal import Facts
internal import Parsing

/// A few lines of a file with the span underlined, aligned whatever tabs and wide characters stand before it.
///
///        |
///     41 | def is_positive(text):
///     42 |     reply = client.chat.completions.create(model="gpt-4o", …
///        |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
struct CodeFrame {
    enum Line: Hashable {
        case code(number: Int, text: String)
        /// Blanks up to the span, then `^`.
        case marker(offset: Int, length: Int)
        case gap
    }

    let lines: [Line]

    /// Lines wider than this are cut around the span.
    private static let widest = 160
    private static let tabStop = 4
    /// Of a span of many lines, so many are shown.
    private static let mostSpanLines = 6

    init(_ place: Place, snippet: Snippet) {
        guard let index = snippet.index(of: place) else {
            lines = []
            return
        }
        let first = snippet.firstLine + index
        var result: [Line] = []
        if let before = Self.text(first - 1, of: snippet), before.contains(where: { !$0.isWhitespace }) {
            result.append(.code(number: first - 1, text: Self.window(Self.cells(before), around: 0..<0).text))
        }
        // A span that ends at the start of a line holds nothing of it.
        let endsBefore = place.end.line > first && place.end.column <= 1 && snippet.marked == nil
        let last = endsBefore ? place.end.line - 1 : max(first, place.end.line)
        for number in first...min(last, first + Self.mostSpanLines - 1) {
            guard let text = Self.text(number, of: snippet) else { break }
            let cells = Self.cells(text)
            let marked = number == first ? snippet.marked?.columns.clamped(to: 0..<cells.count) ?? Self.marked(cells, place) : 0..<0
            let window = Self.window(cells, around: marked)
            result.append(.code(number: number, text: window.text))
            if number == first, !window.marked.isEmpty {
                result.append(.marker(offset: window.marked.lowerBound, length: window.marked.count))
            }
        }
        if last - first >= Self.mostSpanLines { result.append(.gap) }
        lines = result
    }

    /// One scalar of the line with what combines with it, as it is shown.
    private struct Cell {
        var text: String
        var width: Int
    }

    private static func text(_ line: Int, of snippet: Snippet) -> String? {
        let index = line - snippet.firstLine
        guard snippet.lines.indices.contains(index) else { return nil }
        let text = snippet.lines[index]
        return line == 1 && text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    private static func cells(_ line: String) -> [Cell] {
        var cells: [Cell] = []
        var column = 0
        for scalar in line.unicodeScalars {
            if scalar == "\t" {
                let width = tabStop - column % tabStop
                cells.append(Cell(text: String(repeating: " ", count: width), width: width))
            } else if Display.isHarmful(scalar) {
                cells.append(Cell(text: "\u{FFFD}", width: 1))
            } else {
                cells.append(Cell(text: String(scalar), width: Display.width(scalar)))
            }
            column += cells.last?.width ?? 0
        }
        return cells
    }

    /// The cells of the first line that the span covers; at least one when the place is inside the line.
    private static func marked(_ cells: [Cell], _ place: Place) -> Range<Int> {
        let start = max(place.start.column - 1, 0)
        guard start <= cells.count else { return 0..<0 }
        var end = place.end.line > place.start.line ? cells.count : min(place.end.column - 1, cells.count)
        while end > start + 1, cells[end - 1].text.allSatisfy(\.isWhitespace) { end -= 1 }
        return start..<max(end, min(start + 1, cells.count))
    }

    /// The line as shown, and the columns of it to underline.
    private static func window(_ cells: [Cell], around marked: Range<Int>) -> (text: String, marked: Range<Int>) {
        var from = 0
        var to = cells.count
        if cells.reduce(0, { $0 + $1.width }) > widest {
            // A third of the room before the span shows what it belongs to.
            var room = widest / 3
            from = min(marked.lowerBound, cells.count)
            while from > 0, room >= cells[from - 1].width {
                from -= 1
                room -= cells[from].width
            }
            var used = 0
            to = from
            while to < cells.count, used + cells[to].width <= widest {
                used += cells[to].width
                to += 1
            }
        }
        let lead = from > 0 ? "…" : ""
        let text = lead + cells[from..<to].map(\.text).joined() + (to < cells.count ? "…" : "")
        let start = min(max(marked.lowerBound, from), to)
        let end = min(max(marked.upperBound, start), to)
        guard !marked.isEmpty else { return (text, 0..<0) }
        let offset = (from > 0 ? 1 : 0) + cells[from..<start].reduce(0) { $0 + $1.width }
        return (text, offset..<offset + max(1, cells[start..<end].reduce(0) { $0 + $1.width }))
    }
}
