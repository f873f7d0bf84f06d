import Catalog
import ConfigModel
import Foundation
import Parsing
import Testing

/// Servers as nginx's configuration declares them.
@Suite struct NginxTests {
    private static let knowledge: ConfigKnowledge = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let path = "knowledge/web-servers.yaml"
        guard let text = try? String(contentsOf: root.appendingPathComponent("Rules/" + path), encoding: .utf8) else { return ConfigKnowledge() }
        var problems: [CatalogError] = []
        return ConfigKnowledge(files: [CatalogFile(path: path, text: text)], problems: &problems)
    }()

    private static func servers(_ text: String) -> [WebServer] {
        let source = SourceText(text)
        return ConfigUnit.read(
            ConfigFile(path: "site.conf", source: source, format: .nginx, document: Document.read(source, as: .nginx), knowledge: knowledge)).webServers
    }

    private static func site(_ settings: String, around outer: String = "") -> WebServer? {
        servers("\(outer)\nserver {\n listen 80;\n root /srv/site;\n index index.html;\n \(settings)\n}\n").first
    }

    @Test(arguments: [
        ("", "", WebServer.Compression.none), ("gzip off;", "", .off), ("", "gzip off;", .off), ("gzip on;", "", .htmlOnly),
        ("gzip on; gzip_types text/css;", "", .on), ("gzip on;", "gzip_types text/css;", .on), ("location /assets/ { gzip_static always; }", "", .on),
        ("brotli on;", "gzip off;", .on), ("include mime.types;", "", WebServer.Compression.none), ("gzip ${STATE};", "", nil), ("include extra/*.conf;", "", nil),
        ("gzip on; include extra.conf;", "", nil),
    ] as [(String, String, WebServer.Compression?)])
    func compression(settings: String, outer: String, expected: WebServer.Compression?) {
        #expect(Self.site(settings, around: outer)?.compression == expected)
    }

    @Test(arguments: [
        ("", WebServer.Caching.none), ("expires -1;", .refused), ("expires 1d;", .kept), ("expires $lifetime;", .kept), ("expires off;", .none),
        ("add_header Cache-Control 'no-cache';", .refused), ("add_header Cache-Control \"public, max-age=0\";", .refused),
        ("add_header cache-control \"max-age=600\";", .kept), ("location = /index.html { expires epoch; }", .none),
        ("location / { if ($uri ~ html) { expires -1; } }", .none), ("location ~* \\.js$ { expires 0; }", .refused),
    ] as [(String, WebServer.Caching)])
    func caching(settings: String, expected: WebServer.Caching) { #expect(Self.site(settings)?.caching == expected) }

    @Test(arguments: [
        "server { listen 80; return 301 https://$host$request_uri; }", "server { listen 80; location / { grpc_pass grpc://a; } }",
        "server { listen 80; location / { root /srv; autoindex on; } }", "server { listen 80; location /media/ { root /srv; } }",
        "upstream a { server b:80; }", "map $a $b { default 1; }",
    ])
    func whatSendsNothingOfItsOwn(text: String) { #expect(Self.servers(text).isEmpty) }

    @Test func proxiesSendWhatOthersAnswer() throws {
        let server = try #require(
            Self.servers("http { server { server_name a.b; location / { proxy_pass http://c:1; proxy_buffering off; } } }").first)
        #expect(server.content == .answers && server.isWhole && server.streams && server.name == "a.b" && server.upstreams == ["http://c:1"])
    }
}
