import Catalog
import Discovery
import Facts
import Parsing
import Testing

/// What only several files together say, and when an absence may be believed.
@Suite struct ConfigLinkTests {
    static func deployment(_ name: String, namespace: String? = "shop", replicas: String = "replicas: 3") -> String {
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: \(name)
        \(namespace.map { "  namespace: \($0)" } ?? "  labels: {}")
        spec:
          \(replicas)
          selector: {matchLabels: {app: \(name)}}
          template:
            metadata: {labels: {app: \(name), tier: backend}}
            spec:
              nodeSelector: {cloud.google.com/gke-accelerator: nvidia-h100-80gb}
              containers:
                - name: main
                  image: vllm/vllm-openai:v0.11.0
                  args: [--model=meta-llama/Llama-3.1-8B-Instruct]
                  resources: {limits: {nvidia.com/gpu: 1}}
        """
    }

    static let service = """
        apiVersion: v1
        kind: Service
        metadata: {name: ranker-api, namespace: shop}
        spec: {selector: {app: ranker}, ports: [{port: 80}]}
        """

    static let scaler = """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: any, namespace: shop}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ranker}
          minReplicas: 2
          maxReplicas: 40
        """

    @Test func joinsServiceWorkloadServerAndRoute() throws {
        let repository = ConfigRepository([
            "k8s/ranker.yaml": Self.deployment("ranker"), "k8s/other.yaml": Self.deployment("other"), "k8s/service.yaml": Self.service,
            "gateway/config.yaml": """
            model_list:
              - model_name: llama
                litellm_params: {model: hosted_vllm/own, api_base: "http://ranker-api.shop.svc.cluster.local:80/v1"}
            """,
        ])
        let service = try #require(repository.linked.service(host: "ranker-api.shop.svc.cluster.local:80"))
        #expect(repository.linked.facts[service]["replicas"].number == Interval(3))
        #expect(repository.linked.facts[service]["target"].text == "Deployment/ranker")
        let route = try #require(repository.linked.routes(alias: "llama").first)
        #expect(repository.linked.facts[route]["server"].text == "Deployment/shop/ranker")
        #expect(repository.linked.facts[route]["model.total-parameters"].number == Interval(8e9))
        #expect(repository.linked.facts[route].related.first?.place.path == "k8s/ranker.yaml")
    }

    @Test(arguments: [
        ("ranker-api", true), ("http://ranker-api:8080/rank", true), ("ranker-api.shop", true), ("RANKER-API.shop.svc", true),
        ("ranker-api.other", false), ("ranker-api.example.com", false), ("api.ranker-api.shop", false), ("ranker", false), ("", false),
    ])
    func findsServicesByHost(host: String, isFound: Bool) {
        let repository = ConfigRepository(["a.yaml": Self.deployment("ranker"), "b.yaml": Self.service])
        #expect((repository.linked.service(host: host) != nil) == isFound)
    }

    @Test func serviceHasTheBoundsOfItsAutoscaler() throws {
        let repository = ConfigRepository(["a.yaml": Self.deployment("ranker"), "b.yaml": Self.service, "c.yaml": Self.scaler])
        let service = try #require(repository.first(.service))
        #expect(service["replicas"].number == Interval(2, 40))
        #expect(service["maximum"].number == Interval(40))
    }

    @Test(arguments: [
        ("nothing", ["x.yaml": "a: 1"], RelationAnswer.none),
        ("another's", ["x.yaml": scaler.replacing("name: ranker}", with: "name: web}")], .none),
        ("a broken file without autoscalers", ["x.yaml": "apiVersion: v1\nkind: [\n"], .none),
        ("a broken file with one", ["x.yaml": "kind: HorizontalPodAutoscaler\nspec: [\n"], .unknown),
        ("a template without a name", ["chartless.yaml": scaler.replacing("name: ranker}", with: "name: \"{{ .Values.name }}\"}")], .unknown),
        ("foreign resources", ["kustomization.yaml": "resources: [https://example.com/base, ranker.yaml]"], .unknown),
        ("foreign resources elsewhere", ["other/kustomization.yaml": "resources: [https://example.com/base]"], .none),
        (
            "a job that scales",
            ["x.yaml": "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: night}\nspec: {schedule: 0 20 * * *, jobTemplate: {spec: {template: {spec: {containers: [{name: k, image: bitnami/kubectl, command: [kubectl, scale, deploy/ranker, --replicas=0]}]}}}}}"],
            .unknown
        ),
        ("a sleeping namespace", ["x.yaml": "apiVersion: kube-green.com/v1alpha1\nkind: SleepInfo\nmetadata: {name: s, namespace: shop}\nspec: {weekdays: 1-5}"], .some([1])),
    ])
    func believesAnAbsenceOnlyWhenAllWasRead(name: String, files: [String: String], answer: RelationAnswer) {
        var files = files
        files["ranker.yaml"] = Self.deployment("ranker")
        let found = ConfigRepository(files).autoscaler(of: "ranker")
        if case .some = answer { #expect(found != RelationAnswer.none && found != .unknown) } else { #expect(found == answer) }
    }

    @Test func unreadFilesHideWhatTheirTextNames() {
        let facts = ConfigRepository(["a.yaml": Self.deployment("ranker")]).facts
        let gap = ConfigExtraction.gap(path: "big.yaml", source: nil, reason: "larger than 10 MB", pathClass: .application, knowledge: ConfigRepository.knowledge.0)
        let linked = LinkedConfig(facts + [gap].compactMap(\.self))
        #expect(linked.relations.related(0, kind: "autoscaler", name: "targets") == .unknown)
        #expect(linked.unknownAbsences[0]?.contains("big.yaml") == true)
    }

    @Test func overlaysAddTheirReplicas() throws {
        let repository = ConfigRepository([
            "base/ranker.yaml": Self.deployment("ranker"), "base/kustomization.yaml": "resources: [ranker.yaml]",
            "prod/kustomization.yaml": "resources: [../base]\nreplicas: [{name: ranker, count: 8}]\npatches: [{path: gpu.yaml}]",
            "prod/gpu.yaml": Self.deployment("ranker", replicas: "paused: false"),
        ])
        let base = try #require(repository.linked.facts.first { $0.place.path == "base/ranker.yaml" && $0.kind == .workload })
        #expect(base["replicas"].candidates == [.number(3), .number(8)])
        let patch = try #require(repository.linked.facts.first { $0.place.path == "prod/gpu.yaml" && $0.kind == .workload })
        #expect(patch["replicas"] == .unknown)
        #expect(repository.linked.facts.contains { $0.place.path == "prod/gpu.yaml" && $0.kind == .modelServer && $0["precision"].isKnown } == false)
    }

    @Test func composeServicesAreHosts() throws {
        let repository = ConfigRepository([
            "compose.yaml": "services:\n  ranker:\n    image: shop/ranker\n    deploy: {replicas: 4}\n  base:\n    extends: {file: other.yaml, service: b}\n"
        ])
        let service = try #require(repository.linked.service(host: "http://ranker:9000"))
        #expect(repository.linked.facts[service]["replicas"].number == Interval(4))
        let open = try #require(repository.linked.service(host: "base"))
        #expect(!repository.linked.facts[open]["replicas"].isKnown)
    }

    @Test func regionGivesSchedulesAClock() throws {
        let job = "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: reindex}\nspec:\n  schedule: 0 17 * * *\n  jobTemplate: {spec: {template: {spec: {containers: [{name: j, image: i}]}}}}"
        #expect(ConfigRepository(["a.yaml": job]).first(.batchJob)?["evening-peak"].isKnown == false)
        let berlin = ConfigRepository(["a.yaml": job], clock: RegionClock(zone: "Europe/Berlin", ahead: 1...2)).first(.batchJob)
        #expect(berlin?["evening-peak"].flag == true && berlin?["evening-peak"].isFallback == true)
        let oregon = ConfigRepository(["a.yaml": job], clock: RegionClock(zone: "America/Los_Angeles", ahead: -8 ... -7)).first(.batchJob)
        #expect(oregon?["evening-peak"].flag == false)
    }

    @Test func spansOfEmbeddedConfigsLieInTheOuterFile() throws {
        let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: l}\ndata:\n  config.yaml: |\n    model_list:\n      - model_name: chat\n        litellm_params: {model: openai/gpt-4o}\n"
        let route = try #require(ConfigRepository(["a.yaml": text]).first(.modelRoute))
        #expect(route.place.start.line == 7)
        #expect(String(decoding: Array(text.utf8)[route.place.span.start..<route.place.span.end], as: UTF8.self) == "chat")
    }

    @Test(arguments: ["", "---\n---\n", "kind: List\napiVersion: v1\nitems: 3", "services: {a: {deploy: 3, healthcheck: {test: }}}", "model_list: [{litellm_params: }]", "apiVersion: v1\nkind: Pod\nmetadata: 4\nspec: {containers: [3, {args: 4, env: 5, livenessProbe: 6, resources: 7}]}", "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: a}\nspec: {schedule: 99 */0 * * *, jobTemplate: {spec: {template: {spec: {containers: []}}}}}", "model_list:\n- {model_name: a, litellm_params: {model: b}}\n- {model_name: b, litellm_params: {model: a}}"])
    func survivesOddFiles(text: String) { _ = ConfigRepository(["a.yaml": text]).linked.facts.count }
}
