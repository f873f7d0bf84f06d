import Catalog
import EmbeddedCatalog
import Facts
import Foundation
import Parsing
import Savings
import Testing

let rulesFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Rules").path(percentEncoded: false)

@Suite struct ShippedCatalogTests {
    let files = CatalogFile.read(directory: rulesFolder)

    @Test func isWithoutMistakes() {
        #expect(files.errors.map(\.description) == [])
        let (catalog, errors) = Catalog.load(files.files, schema: FactKind.schema, savingMethods: SavingMethod.schema)
        #expect(errors.map(\.description) == [])
        #expect(catalog.rules.count >= 13)
        #expect(!catalog.refused.isEmpty)
    }

    @Test func isEmbeddedAsItLiesInTheFolder() throws {
        let embedded = embeddedCatalogFiles()
        #expect(embedded.map(\.path) == files.files.map(\.path))
        for (one, other) in zip(embedded, files.files) { #expect(same(one.document, other.document), "\(one.path)") }
    }

    /// Each rule shows itself twice, each bad example has a good one that differs, and nothing is left to fill in.
    @Test func examplesComeInPairs() {
        let (catalog, _) = Catalog.load(embeddedCatalogFiles(), schema: FactKind.schema, savingMethods: SavingMethod.schema)
        for rule in catalog.rules {
            #expect(rule.examples.count >= 2, "\(rule.id)")
            for example in rule.examples { #expect(example.bad != example.good, "\(rule.id)") }
            #expect(!rule.why.contains("TODO") && rule.why.count > 100, "\(rule.id)")
        }
    }

    @Test func aMissingFolderIsAnErrorAndNoCrash() {
        let (files, errors) = CatalogFile.read(directory: rulesFolder + "/no-such-folder")
        #expect(files.isEmpty && errors.count == 1)
    }
}

/// Whether two documents say the same, positions aside.
func same(_ one: Document, _ other: Document) -> Bool {
    var waiting = Array(zip(one.roots, other.roots))
    guard one.roots.count == other.roots.count else { return false }
    while let (left, right) = waiting.popLast() {
        guard left.kind == right.kind, left.rawText == right.rawText, left.isQuoted == right.isQuoted, left.tag == right.tag,
            left.isOpen == right.isOpen, left.isConditional == right.isConditional, left.items.count == right.items.count,
            left.entries.count == right.entries.count
        else { return false }
        waiting += zip(left.items, right.items)
        for (a, b) in zip(left.entries, right.entries) { waiting += [(a.key, b.key), (a.value, b.value)] }
    }
    return true
}

@Suite struct PackedDocumentTests {
    static let texts = [
        "", "a: 1", "just text", "- 1\n- [a, {b: c}]\n- ''\n", "---\na: 1\n---\nb: 2\n",
        "base: &b {x: 1, y: 'two'}\nuse:\n  <<: *b\n  y: 3\nagain: *b\n",
        #####"quotes: '"""####'"##### + "\ninterpolation: '\\####(x)'\nescapes: \"\\0\\a\\u00e9\\r\\n\\t\\x7f\"\n",
        "wide: grüße 温度 🌍\nblock: |\n  one\n   two\n\n  three\n", "tag: !Ref thing\nother: !custom [1]\n",
    ]

    @Test(arguments: texts)
    func comesBackAsItWas(text: String) throws {
        let document = Document.read(SourceText(text), as: .yaml)
        try #require(document.problems.isEmpty)
        var bytes: [UInt8] = []
        PackedDocument.write(document, to: &bytes)
        #expect(isSafeInARawLiteral(bytes))
        let unpacked = bytes.withUnsafeBufferPointer { buffer in
            var reader = PackedReader(buffer)
            let document = reader.document()
            return reader.isAtEnd ? document : nil
        }
        #expect(same(try #require(unpacked), document))
    }

    @Test func brokenBytesAreRefusedAndNeverTrap() {
        var whole: [UInt8] = []
        PackedDocument.write(Document.read(SourceText("a: [1, {b: \"\\0\"}]\nc: &x [2]\nd: *x\n"), as: .yaml), to: &whole)
        for length in 0..<whole.count {
            let isRead = whole.prefix(length).withContiguousStorageIfAvailable { buffer in
                var reader = PackedReader(buffer)
                return reader.document() != nil
            }
            #expect(isRead == false, "\(length) of \(whole.count)")
        }
        for index in whole.indices {
            for byte: UInt8 in [0, 0x2D, 0x39, 0x43, 0x5C, 0xFF] {
                var broken = whole
                broken[index] = byte
                broken.withUnsafeBufferPointer { buffer in
                    var reader = PackedReader(buffer)
                    _ = reader.document()
                }
            }
        }
    }

    private func isSafeInARawLiteral(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return Array(text.utf8) == bytes && !text.contains("\"\"\"") && !text.contains("\\#")
            && bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A }
    }
}
