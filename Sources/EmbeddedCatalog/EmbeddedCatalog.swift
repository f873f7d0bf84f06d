public import Catalog
internal import Parsing

/// EmbeddedCatalog carries the files under Rules/ inside the binary. The build plugin checks them and writes `embeddedCatalogData`.

/// The files of wattlint's own catalogue, without positions, since they have been checked.
public func embeddedCatalogFiles() -> [CatalogFile] {
    embeddedCatalogData.withUTF8Buffer { bytes in
        var reader = PackedReader(bytes)
        var files: [CatalogFile] = []
        while let path = reader.text(), let document = reader.document() {
            files.append(CatalogFile(path: path, document: document, source: nil))
        }
        precondition(reader.isAtEnd, "the packed catalogue is not what this version of PackedDocument writes")
        return files
    }
}
