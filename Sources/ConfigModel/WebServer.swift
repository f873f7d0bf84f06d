public import Parsing

/// A server that sends pages or answers to browsers and other clients, as its configuration says.
public struct WebServer: Sendable {
    public enum Content: String, Sendable {
        /// Files from its own disk: pages with their scripts and styles.
        case pages
        /// What another program answers.
        case answers
    }

    public enum Compression: String, Sendable {
        case on
        /// Switched on, for HTML alone.
        case htmlOnly = "html-only"
        case off
        /// Nothing says a word of it, and it is off by default.
        case none
    }

    public enum Caching: String, Sendable {
        /// Some files get a lifetime.
        case kept
        /// Browsers are told to ask again, or not to keep anything.
        case refused
        /// Nothing says how long files may be kept.
        case none
    }

    public var engine: String
    /// The host names that it answers to, or empty.
    public var name: String
    /// Where it begins.
    public var span: Span
    /// What it sends; nil for a part of a configuration that has no server in it.
    public var content: Content?
    /// Nil where something that was not read may say otherwise.
    public var compression: Compression?
    /// The directive that says it.
    public var compressionSpan: Span?
    public var caching: Caching?
    public var cachingSpan: Span?
    /// Where its pages lie, as requests name them.
    public var locations: [String] = []
    /// Locations by which the names of files hold a hash of what is in them.
    public var hashedLocation: String?
    /// Whether the file has all that surrounds the server, up to the outermost block.
    public var isWhole = false
    /// Whether answers may come in pieces that somebody waits for.
    public var streams = false
    /// Whether it asks the program behind it not to compress.
    public var asksForPlain = false
    /// Whether only this machine reaches it.
    public var isLocal = false
    /// Other files that are part of it and were not read.
    public var unread: [String] = []
    /// Hosts to which it hands requests on.
    public var upstreams: [String] = []

    init(engine: String, name: String, span: Span) {
        self.engine = engine
        self.name = name
        self.span = span
    }
}
