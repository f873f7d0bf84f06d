public import Facts
internal import Catalog
internal import Discovery
internal import Parsing

/// Facts as JSON Lines: a header that says what was read, then one fact a line, sorted by path and place.
public enum FactLines {
    public static func render(_ facts: [Fact], _ report: Report) -> String {
        let header = JSON.object([
            .init("version", .integer(1)), .init("wattlint", .string(report.version)),
            .init("files_read", .integer(report.summary.filesRead)), .init("files_parsed", .integer(report.summary.filesParsed)),
            .init("left_out", .counts(report.summary.leftOut)),
            .init("skipped", .array(report.skipped.map { .object([.init("path", .string($0.path)), .init("reason", .string($0.reason))]) })),
        ])
        let sorted = facts.sorted { one, other in
            if one.place.path != other.place.path { return one.place.path < other.place.path }
            if one.place.span != other.place.span { return one.place.span < other.place.span }
            return one.kind.rawValue < other.kind.rawValue
        }
        return ([header] + sorted.map(json)).map { $0.renderedOnOneLine + "\n" }.joined()
    }

    private static func json(_ fact: Fact) -> JSON {
        let fields = fact.fields.sorted { $0.key < $1.key }.compactMap { name, value in json(value).map { JSON.Member(name, $0) } }
        let related = fact.related.map { related in
            JSON.object([
                .init("path", .string(related.place.path)), .init("start", json(related.place.start)),
                .init("message", .string(related.message)),
            ])
        }
        return .object([
            .init("kind", .string(fact.kind.rawValue)), .init("path", .string(fact.place.path)), .init("start", json(fact.place.start)),
            .init("end", json(fact.place.end)), .init("symbol", .string(fact.symbol)), .init("class", .string(fact.pathClass.rawValue)),
            .init("fields", .object(fields)), .init("related", .array(related)),
        ])
    }

    private static func json(_ position: Position) -> JSON {
        .object([.init("line", .integer(position.line)), .init("column", .integer(position.column))])
    }

    private static func json(_ value: Value) -> JSON? {
        switch value.form {
        case .known(let scalar): .object([.init("known", json(scalar))])
        case .oneOf(let scalars): .object([.init("one_of", .array(scalars.map(json)))])
        case .fallback(let scalar): .object([.init("default", json(scalar))])
        case .slot(let name): .object([.init("slot", .string(name))])
        case .unknown: nil
        }
    }

    private static func json(_ scalar: Scalar) -> JSON {
        switch scalar {
        case .text(let text): .string(text)
        case .flag(let flag): .bool(flag)
        case .number(let interval): interval.isPoint ? .number(interval.low) : .array([.number(interval.low), .number(interval.high)])
        }
    }
}
