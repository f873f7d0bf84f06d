internal import Catalog
internal import Facts
internal import Parsing
internal import Rules

/// GitLab's code quality report: a list that a merge request compares with that of its target branch, by fingerprint.
///
/// https://docs.gitlab.com/ci/testing/code_quality/
public enum GitLabReport {
    public static func render(_ report: Report) -> String {
        let issues = report.entries.map { entry -> JSON in
            let place = entry.finding.place
            return [
                // GitLab shows no names of checks.
                "description": .string("\(entry.finding.rule.id): \(ReportOrder.sentences(entry).joined(separator: " "))"),
                "check_name": .string(entry.finding.rule.id),
                "fingerprint": .string(entry.fingerprint),
                "severity": .string(severity(entry.finding.severity)),
                "location": ["path": .string(place.path), "lines": ["begin": .integer(place.start.line), "end": .integer(place.end.line)]],
            ]
        }
        return JSON.array(issues).rendered
    }

    private static func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: "major"
        case .warning: "minor"
        case .info: "info"
        }
    }
}
