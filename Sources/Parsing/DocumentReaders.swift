/// The formats that become a `Document`, and the door to their readers.
public enum DataFormat: String, Sendable, CaseIterable {
    case yaml, json, toml, dockerfile, nginx
}

extension Document {
    /// Reads a text as the format given. Never fails as a whole: what could not be read is in `problems`, and the roots before
    /// the first problem are there. Nesting deeper than 256, an alias that expands to more than 250,000 nodes or holds itself,
    /// and more than a million events are problems.
    ///
    /// - Parameter templated: whether `{{ … }}` and `{% … %}` are masked first (Helm, Jinja). GitHub's `${{ }}` never is.
    /// - Parameter leftOut: whole documents of a YAML stream that are not to be read, in order.
    public static func read(
        _ source: SourceText, as format: DataFormat, templated: Bool = false, leavingOut leftOut: [Span] = []
    ) -> Document {
        switch format {
        case .yaml: return YAMLReader.read(source, templated: templated, leavingOut: leftOut)
        case .json: return JSONReader.read(source)
        case .toml: return TOMLReader.read(source)
        case .dockerfile: return DockerfileReader.read(source)
        case .nginx: return NginxReader.read(source)
        }
    }
}
