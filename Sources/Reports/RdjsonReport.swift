internal import Catalog
internal import Facts
internal import Parsing
internal import Rules

/// Reviewdog's diagnostics as one JSON object. Its columns count bytes of UTF-8, from 1.
///
/// https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
public enum RdjsonReport {
    public static func render(_ report: Report) -> String {
        let document: JSON = [
            "source": ["name": "wattlint"],
            "severity": "INFO",
            "diagnostics": .array(report.entries.map(diagnostic)),
        ]
        return document.rendered
    }

    private static func diagnostic(_ entry: Report.Entry) -> JSON {
        let finding = entry.finding
        let diagnostic: JSON = [
            "message": .string(ReportOrder.sentences(entry).joined(separator: "\n")),
            "location": [
                "path": .string(finding.place.path),
                "range": ["start": position(finding.place.start, finding), "end": position(finding.place.end, finding)],
            ],
            "severity": .string(severity(finding.severity)),
            "code": ["value": .string(finding.rule.id)],
            "related_locations": .array(
                finding.related.map { related in
                    [
                        "message": .string(Display.visible(related.message)),
                        "location": [
                            "path": .string(related.place.path), "range": ["start": ["line": .integer(related.place.start.line)]],
                        ],
                    ]
                }),
        ]
        return diagnostic.withoutEmptyMembers
    }

    /// Where the line's text is not at hand, only the line.
    private static func position(_ position: Position, _ finding: Finding) -> JSON {
        let snippet = finding.fact.snippet
        let index = position.line - snippet.firstLine
        guard snippet.marked == nil, snippet.lines.indices.contains(index) else { return ["line": .integer(position.line)] }
        let before = snippet.lines[index].unicodeScalars.prefix(position.column - 1)
        return ["line": .integer(position.line), "column": .integer(1 + before.reduce(0) { $0 + Unicode.UTF8.width($1) })]
    }

    private static func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: "ERROR"
        case .warning: "WARNING"
        case .info: "INFO"
        }
    }
}
