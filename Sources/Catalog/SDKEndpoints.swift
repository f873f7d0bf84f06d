internal import Parsing

/// Models that are asked over HTTP, without an SDK.
extension SDKKnowledge {
    /// An address that models answer, and where the JSON that is sent there says what.
    ///
    ///     endpoints:
    ///       - path: [v1/messages]            # how the address ends, before what follows a question mark
    ///         marks: [anthropic]             # words of which the call has one, where others have such addresses as well
    ///         needs: [model, messages]       # entries that the body has, for the same
    ///         host: api.anthropic.com        # the provider's own
    ///         provider: anthropic
    ///         model-behind: models/          # the address itself names the model, behind this
    ///         fact: llm-call
    ///         arguments: {model: model}      # entries of the body
    ///
    /// With `host: any` each server runs the models that it is asked for, under their own names.
    public struct Endpoint: Sendable {
        public var paths: [String]
        public var marks: [String]
        public var needs: [String]
        public var host: String?
        public var modelBehind: String?
        /// The call as if an SDK had it: its first argument is the body.
        public var call: Call

        /// Words of which a file that asks it holds all of one set.
        var words: [[String]] {
            paths.flatMap { path in
                let path = path.hasPrefix(":") ? String(path.dropFirst()) : path
                return marks.isEmpty ? [[path]] : marks.flatMap { [[path, $0], [path, $0.uppercased()]] }
            }
        }

        /// The end that an address has, without what follows a question mark. A null character stands for what is not known.
        public func end(of address: Substring) -> String? {
            paths.first { path in
                guard address.hasSuffix(path) else { return false }
                guard !path.hasPrefix(":"), let before = address.dropLast(path.count).last else { return true }
                return before == "/" || before == "\0"
            }
        }
    }

    static func endpoint(_ node: Node, sdk: String, in file: CatalogFile) -> (Endpoint, [CatalogError]) {
        var fields = Fields(node, in: file)
        _ = fields.required("path")
        let paths = fields.texts("path")
        var call = Call(
            sdk: sdk, provider: fields.optionalText("provider"), fact: fields.text("fact") ?? "", name: "POST \(paths.first ?? "")", isFunction: true,
            isDistinctive: false, isFluent: false, clients: [], arguments: roles("arguments", &fields), constructor: [:], options: 0,
            properties: properties(fields.node("properties")), words: [], anyWords: [])
        let host = fields.optionalText("host")
        if host == "any" { call.properties["host"] = "any" }
        let endpoint = Endpoint(
            paths: paths, marks: fields.texts("marks"), needs: fields.texts("needs"), host: host, modelBehind: fields.optionalText("model-behind"), call: call)
        return (endpoint, fields.finish())
    }

    /// A file may ask a model where it makes requests and has the end of such an address.
    func endpointAnchors(_ language: String) -> [Anchor] {
        (requestWords[language] ?? []).flatMap { request in
            endpoints.flatMap { endpoint in endpoint.words.map { Anchor(words: request + $0, fact: endpoint.call.fact) } }
        }
    }
}
