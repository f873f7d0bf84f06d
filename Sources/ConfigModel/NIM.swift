internal import Parsing

/// The NIM operator's `NIMService`: an image that is named after its model, and how often it runs. https://docs.nvidia.com/nim-operator/
extension KubernetesObject {
    func nimService() -> Workload {
        let spec = root["spec"] ?? root
        var workload = workload(pod: spec, template: nil)
        let puller = file.text(["source", "ngc", "modelPuller"], in: spec)
        workload.isPartial = root["$patch"] != nil || (spec["image"] == nil && puller.isAbsent)
        var container = PodReader(file: file, pod: spec).container(spec)
        let repository = file.text(["image", "repository"], in: spec)
        let tag = file.text(["image", "tag"], in: spec).or(.known("latest"))
        container.name = name
        container.image = repository.isAbsent ? puller : tag.value.map { tag in repository.map { $0 + ":" + tag } } ?? repository
        workload.containers = [container]
        // KServe, or several nodes together, count otherwise.
        let isPlain = ["inferencePlatform", "multiNode", "multiNodeConfig"].allSatisfy { spec[$0] == nil || spec[$0]?.string == "standalone" }
        workload.replicas = isPlain ? file.number(["replicas"], in: spec).or(.fallback(1)) : .unknown
        if file.flag(["scale", "enabled"], in: spec).or(.known(false)).value != false {
            workload.ownBounds = (
                file.number(["scale", "hpa", "minReplicas"], in: spec).or(.known(1)), file.number(["scale", "hpa", "maxReplicas"], in: spec).or(.unknown)
            )
        }
        return workload
    }
}
