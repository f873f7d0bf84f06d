/// Discovery says which files there are to read, and what part of the project each belongs to. It opens none of them but
/// ignore files and wattlint's own configuration.

/// What part of a project a file belongs to. Findings outside `application` are left out unless asked for.
public enum PathClass: String, Sendable, CaseIterable {
    case application
    case test, example, evaluation, benchmark
    case generated, vendored
}
