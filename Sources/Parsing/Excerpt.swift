/// Where the bytes of a text that was taken out of a file stand in that file: the code of a notebook's cells lies in JSON strings,
/// each line in one of its own, with escapes.
public final class Excerpt: Sendable {
    /// Bytes of the text that stand in the file one behind the other; or one escape (`\n`, `\u00e9`), when the lengths differ.
    struct Piece: Sendable {
        var inner: Span
        var outer: Span
    }

    /// The file that the text was taken from.
    public let file: SourceText
    private let pieces: [Piece]
    /// Where each part of the file begins in the text, and what people call it: `cell 7`.
    private let parts: [(start: Int, name: String)]

    init(file: SourceText, pieces: [Piece], parts: [(start: Int, name: String)]) {
        self.file = file
        self.pieces = pieces
        self.parts = parts
    }

    /// The byte of the file that a byte of the text comes from; for one within an escape, the escape's first.
    func offset(in text: Int) -> Int {
        guard let index = Self.last(in: pieces, { $0.inner.start <= text }) else { return pieces.first?.outer.start ?? 0 }
        let piece = pieces[index]
        let distance = text - piece.inner.start
        if distance >= piece.inner.length { return piece.outer.end }
        return piece.inner.length == piece.outer.length ? piece.outer.start + distance : piece.outer.start
    }

    /// The part of the file that a byte of the text lies in.
    func part(at text: Int) -> String? {
        Self.last(in: parts) { $0.start <= text }.map { parts[$0].name }
    }

    private static func last<Element>(in elements: [Element], _ holds: (Element) -> Bool) -> Int? {
        var low = 0
        var high = elements.count
        while low < high {
            let middle = (low + high) / 2
            if holds(elements[middle]) { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}

/// Puts a text together from pieces of a file.
struct ExcerptText {
    private(set) var bytes: [UInt8] = []
    private(set) var pieces: [Excerpt.Piece] = []

    /// Adds bytes that stand for a span of the file: the same ones when the lengths are equal, else what an escape means.
    mutating func add(_ new: some Collection<UInt8>, from outer: Span) {
        guard !new.isEmpty else { return }
        let inner = Span(bytes.count, bytes.count + new.count)
        bytes += new
        if let last = pieces.last, last.outer.end == outer.start, last.inner.length == last.outer.length, inner.length == outer.length {
            pieces[pieces.count - 1].inner.end = inner.end
            pieces[pieces.count - 1].outer.end = outer.end
        } else {
            pieces.append(Excerpt.Piece(inner: inner, outer: outer))
        }
    }

    /// Adds a part of another text, from the piece with a number on.
    /// - Parameter first: the number of a piece that does not begin behind the part; moved on to the last that was used.
    mutating func add(_ part: Span, of other: ExcerptText, first: inout Int) {
        guard part.length > 0 else { return }
        while first < other.pieces.count {
            let piece = other.pieces[first]
            if piece.inner.start >= part.end { return }
            let start = max(piece.inner.start, part.start), end = min(piece.inner.end, part.end)
            if start < end {
                let isPlain = piece.inner.length == piece.outer.length
                let outer = isPlain
                    ? Span(piece.outer.start + start - piece.inner.start, piece.outer.start + end - piece.inner.start) : piece.outer
                add(other.bytes[start..<end], from: outer)
            }
            if piece.inner.end > part.end { return }
            first += 1
        }
    }
}
