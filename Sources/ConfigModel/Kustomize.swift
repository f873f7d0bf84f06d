internal import Parsing

/// `kustomization.yaml`: known by its name, or by its kind.
enum KustomizeFormat: ConfigFormat {
    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        if let kind = root["kind"]?.string { return ["Kustomization", "Component"].contains(kind) && (root["apiVersion"]?.string ?? "").contains("kustomize.config") }
        return KustomizationName.isOne(lastPathPart(file.path))
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        var result = Kustomization(span: file.span(root))
        for key in ["resources", "bases", "components"] {
            for item in root[key]?.items ?? [] {
                guard let text = item.string, !text.contains("://"), !text.hasPrefix("github.com"), !text.contains("?ref=") else {
                    result.takesForeign = true
                    continue
                }
                result.resources.append(text)
            }
        }
        if root["helmCharts"] != nil || root["helmChartInflationGenerator"] != nil || root["generators"] != nil || root.isOpen { result.takesForeign = true }
        for key in ["patches", "patchesStrategicMerge", "patchesJson6902"] {
            for item in root[key]?.items ?? [] {
                if let path = item["path"]?.string ?? item.string, !path.contains("\n") { result.patches.append(path) }
            }
        }
        for item in root["replicas"]?.items ?? [] {
            if let name = item["name"]?.string { result.replicas.append((name, file.number(["count"], in: item))) }
        }
        unit.kustomizations.append(result)
    }
}

/// The names under which Kustomize looks for its file.
public enum KustomizationName {
    public static func isOne(_ name: String) -> Bool { ["kustomization.yaml", "kustomization.yml", "Kustomization"].contains(name) }
}
