internal import Catalog
internal import ConfigModel

/// Whether what a server fetches from a hub of models is still there when its next pod starts.
struct FetchedWeights {
    let workload: Workload
    let container: Container
    let server: ServerCommand
    let knowledge: ConfigKnowledge

    /// Kinds whose pods come and go while the service stays.
    private static let kinds: Set<String> = ["Deployment", "StatefulSet", "ReplicaSet"]

    /// - Parameter model: as the server is told.
    /// - Returns: `none` or `kept`; nil where the server fetches nothing, or what it does with it is not known.
    func fields(_ model: Setting<String>) -> [String: Value] {
        guard Self.kinds.contains(workload.kind), !workload.isPartial, !workload.isConditional, container.mountsAreWhole, container.environment.areWhole,
            let image = container.image.value, imageMatches(image, server.engine.servingImages), let name = model.value, Self.isOfHub(name), let folder
        else { return [:] }
        let isKept = container.mounts.contains { mount in
            mount.isKept && (folder == mount.path || folder.hasPrefix(mount.path + "/") || mount.path.hasPrefix(folder + "/"))
        }
        return ["weights.kept": .text(isKept ? "kept" : "none"), "weights.folder": .text(folder)]
    }

    /// `owner/name`, and no path or address.
    private static func isOfHub(_ model: String) -> Bool {
        let parts = model.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) } } && !model.hasPrefix(".")
    }

    /// The folder that it fetches into; nil where it is not known, or it fetches nothing.
    private var folder: String? {
        let variables = container.environment.values, weights = knowledge.weights
        guard variables.keys.allSatisfy({ !weights.hubOffline.contains($0) }), server.value(.loadFormat).value.map({ !weights.otherLoads.contains($0) }) ?? true else { return nil }
        for flag in server.given.compactMap(\.value) {
            if let known = weights.hubFlags.first(where: { flag.hasPrefix($0 + "=") }) { return plain(String(flag.dropFirst(known.count + 1))) }
        }
        let stated = variables.filter { weights.hubFolders.contains($0.key) }
        guard stated.count <= 1 else { return nil }
        guard let own = stated.first else { return server.engine.hubCache }
        return own.value.value.flatMap(plain)
    }

    private func plain(_ path: String) -> String? {
        guard path.hasPrefix("/") else { return nil }
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}
