import Catalog
import CodeModel
import Discovery
import EmbeddedCatalog
import Facts
import Parsing
import Testing

/// Small programs, read with the knowledge that the product ships.
enum CodeRepository {
    static let knowledge: CodeKnowledge = {
        CodeKnowledge(Catalog.load(embeddedCatalogFiles(), schema: FactKind.schema, savingMethods: [:]).catalog)
    }()

    static func facts(_ text: String, path: String = "app/main.py", asked: Asked = Asked()) throws -> FileFacts {
        guard var parser = SyntaxParser() else { throw ParseError("no parser") }
        return try CodeExtraction.extract(
            SourceText(text), path: path, pathClass: .application, language: .python, knowledge: knowledge, asked: asked, parser: &parser)
    }

    /// The fields of the last fact of a kind, in a short notation: `field=value`, `~value` for a default, `?` for unknown.
    static func fields(_ names: [String], of kind: FactKind, in text: String) throws -> String {
        guard let fact = try facts(text).facts.last(where: { $0.kind == kind }) else { return "no fact" }
        return names.map { "\($0)=\(notation(fact[$0]))" }.joined(separator: " ")
    }

    static func notation(_ value: Value) -> String {
        switch value.form {
        case .known(let scalar): notation(scalar)
        case .fallback(let scalar): "~" + notation(scalar)
        case .oneOf(let scalars): scalars.map(notation).sorted().joined(separator: "|")
        case .slot(let name): "slot(\(name))"
        case .unknown: "?"
        }
    }

    private static func notation(_ scalar: Scalar) -> String {
        switch scalar {
        case .text(let text): text.replacing(" ", with: "_")
        case .number(let number): number.low == number.high ? "\(Int(number.low))" : "\(number.low)-\(number.high)"
        case .flag(let flag): "\(flag)"
        }
    }
}
