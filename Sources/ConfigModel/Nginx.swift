internal import Catalog
internal import Parsing

/// nginx's own configuration. Directives hold for the blocks within theirs until one of those says otherwise; what stands in files that are
/// included is not known.
/// Syntax and defaults: nginx.org/en/docs, modules ngx_http_core, ngx_http_gzip, ngx_http_gzip_static, ngx_http_headers and ngx_http_proxy.
enum NginxFormat {
    /// Whether a document is one of nginx's: some server in it listens, or has places.
    static func recognises(_ document: Document) -> Bool {
        guard document.problems.isEmpty else { return false }
        let outer = NginxDirective.all(of: document)
        let inner = outer.filter { $0.name == "http" }.flatMap(\.block)
        return (outer + inner).contains { $0.name == "server" && $0.block.contains { ["listen", "location", "root", "server_name"].contains($0.name) } }
    }

    static func read(_ document: Document, in file: ConfigFile, into unit: inout ConfigUnit) {
        let outer = NginxDirective.all(of: document)
        let https = outer.filter { $0.name == "http" && $0.hasBlock }
        for level in https.isEmpty ? [outer] : https.map(\.block) {
            for server in level.filter({ $0.name == "server" && $0.hasBlock }).prefix(mostServers) {
                guard var read = NginxServer(server, within: level, file.knowledge.webServers).read() else { continue }
                read.isWhole = !https.isEmpty
                unit.webServers.append(read)
            }
        }
    }

    /// How many servers of one file are looked at.
    private static let mostServers = 200

    /// What a part of a configuration without a server switches on.
    static func fragment(_ document: Document, _ knowledge: WebServerKnowledge) -> WebServer? {
        guard document.problems.isEmpty else { return nil }
        let all = NginxDirective.all(of: document)
        let level = all.filter { $0.name == "http" }.flatMap(\.block) + all
        guard let on = level.first(where: { knowledge.compressors.contains($0.name) && ["on", "always"].contains($0.words.first) }) else { return nil }
        var server = WebServer(engine: "nginx", name: "", span: on.span)
        server.compression = .on
        return server
    }
}

/// One directive with what is in its braces.
struct NginxDirective {
    let node: Node

    var name: String { node["directive"]?.rawText ?? "" }
    var words: [String] { node["arguments"]?.items.map(\.rawText) ?? [] }
    /// The directive without its block.
    var span: Span { Span(node.span.start, node["block"] == nil ? node.span.end : (node["arguments"] ?? node["directive"])?.span.end ?? node.span.end) }
    var hasBlock: Bool { node["block"] != nil }
    var block: [NginxDirective] { (node["block"]?.items ?? []).map(NginxDirective.init) }

    static func all(of document: Document) -> [NginxDirective] { (document.roots.first?.items ?? []).map(NginxDirective.init) }
}
