/// The formats in which a report can be written.
public enum ReportFormat: String, Sendable, CaseIterable {
    case text, concise, json, sarif, github, gitlab, rdjson, markdown

    /// The whole report as text that ends in a line feed.
    ///
    /// - Parameters:
    ///   - color: whether to colour the formats that people read; the others never are.
    ///   - exitCode: what the program will return, for the formats that say it.
    public func render(_ report: Report, color: Bool = false, exitCode: Int? = nil) -> String {
        switch self {
        case .text: TextReport.render(report, color: color)
        case .concise: ConciseReport.render(report)
        case .json: JSONReport.render(report)
        case .sarif: SARIFReport.render(report, exitCode: exitCode)
        case .github: GitHubReport.render(report)
        case .gitlab: GitLabReport.render(report)
        case .rdjson: RdjsonReport.render(report)
        case .markdown: MarkdownReport.render(report)
        }
    }
}
