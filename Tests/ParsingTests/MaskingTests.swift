@testable import Parsing
import Testing

@Suite struct MaskingTests {
    /// A deployment as Helm charts write it.
    private static let deployment = """
        {{- /* The
        server */ -}}
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{ include "x.fullname" . }}
          labels:
            {{- include "x.labels" . | nindent 4 }}
        spec:
          {{- if not .Values.autoscaling.enabled }}
          replicas: {{ .Values.replicaCount }}
          {{- end }}
          strategy: {type: Recreate}
          template:
            metadata:
              {{- with .Values.podAnnotations }}
              annotations:
                {{- toYaml . | nindent 8 }}
              {{- end }}
            spec:
              containers:
                - name: {{ .Chart.Name }}
                  image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
                  args:
                    - serve
                  {{- range $k, $v := .Values.args }}
                    - --{{ $k }}={{ $v | quote }}
                  {{- end }}
                  {{- if .Values.gpu }}
                  resources: {limits: {nvidia.com/gpu: 1}}
                  {{- else }}
                  resources: {}
                  {{- end }}
                  securityContext:
                    {{- toYaml .Values.securityContext | nindent 12 }}
              {{- with .Values.nodeSelector }}
              nodeSelector:
                {{- toYaml . | nindent 8 }}
              {{- end }}
        """

    @Test func deployment() throws {
        #expect(
            outline(Self.deployment, templated: true) == """
                {
                  apiVersion «apiVersion» = apps/v1 «apps/v1»
                  kind «kind» = Deployment «Deployment»
                  metadata «metadata» = {
                    name «name» = * «{{ include "x.fullname" . }}»
                    labels «labels» = * «» …
                  spec «spec» = { …
                    replicas «replicas» ? = * «{{ .Values.replicaCount }}» ?
                    strategy «strategy» = {
                      type «type» = Recreate «Recreate»
                    template «template» = {
                      metadata «metadata» = { ?
                        annotations «annotations» ? = * «» ? …
                      spec «spec» = { …
                        containers «containers» = [
                          - { …
                            name «name» = * «{{ .Chart.Name }}»
                            image «image» = * «"{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"»
                            args «args» = [ …
                              - serve «serve»
                              - * «--{{ $k }}={{ $v | quote }}» ?
                            resources «resources» ? = { ?
                              limits «limits» ? = { ?
                                nvidia.com/gpu «nvidia.com/gpu» ? = 1 «1» ?
                            resources «resources» ? = { ?
                            securityContext «securityContext» = * «» …
                        nodeSelector «nodeSelector» ? = * «» ? …
                """)
        let document = read(Self.deployment, templated: true)
        let root = try #require(document.roots.first)
        #expect(root.lacks("status"))
        #expect(root["spec"]?.lacks("paused") == false)
        #expect(root.at("spec.template")?.lacks("x") == true)
        #expect(root["metadata"]?["name"]?.string == nil)
        #expect(root["metadata"]?["labels"]?.isNull == false)
        #expect(document.comments.map { SourceText(Self.deployment).text($0) } == ["{{- /* The\nserver */ -}}"])
    }

    @Test(arguments: [
        // A line without `nindent` may add anything anywhere; one with it only where its column allows.
        ("a:\n  b: 1\n{{ include \"x\" . }}\nc: 2\n", ["", "a"]),
        ("a:\n  b: 1\n  {{- include \"x\" . | nindent 2 }}\nc: 2\n", ["a"]),
        ("a:\n  b: 1\n  {{- include \"x\" . | nindent 0 }}\nc: 2\n", ["", "a"]),
        ("a:\n  b: 1\n{{ toYaml .x | indent 2 }}\n", ["a"]),
        ("a:\n  {{- include \"x\" . | nindent 2 }}\n  b: 1\n", ["a"]), ("a:\n  {{- include \"x\" . | nindent 4 }}\n  b: {c: 1}\n", []),
        ("a:\n{{- toYaml .x | nindent 0 }}\n- b: 1\n", ["", "a"]), ("a: 1\n{{ .x }}\n---\nb: {}\n", [""]),
        ("{{ template \"x\" . }}\na: {b: 1}\n", [""]), ("a: {b: 1,\n {{ .x }}\n }\n", ["a"]), ("a: [1, {{ .x }}]\n", ["a"]),
        ("a: [\"{{ .x }}\"]\n", []), ("a:\n  {{ .k }}: v\n", ["a"]), ("a:\n  \"{{ .k }}\": v\n", ["a"]), ("a:\n  b: {{ .v }}\n", []),
        // Control lines and comments alone open nothing.
        ("{{- $x := 1 }}\na:\n  b: 1\n{{/* c */}}\n{{- define \"x\" }}\n{{- end }}\n", []),
        ("a:\n  b: 1\n  {{- if .x }}\n  c: 2\n  {{- end }}\n", ["a"]), ("a:\n  {{- if .x }}\n  c: 2\n  {{- end }}\n", []),
        ("a:\n  {{- if .x }}\n  b: 1\n  {{- end }}\n  c: 2\n", ["a"]),
        ("{{- if .x }}\na:\n  b: 1\n  {{- if .y }}\n  c: 2\n  {{- end }}\n{{- end }}\n", ["a"]),
        ("a:\n- 1\n{{- range .x }}\n- 2\n{{- end }}\n", ["a"]), ("a:\n- 1\n{{- toYaml .x | nindent 0 }}\nb: 1\n", ["", "a"]),
    ])
    func openNodes(text: String, open: [String]) throws {
        let source = SourceText(text)
        let document = Document.read(source, as: .yaml, templated: true)
        #expect(document.problems.isEmpty)
        let root = try #require(document.roots.first)
        var found: [String] = root.isOpen ? [""] : []
        for entry in root.entries where entry.value.kind != .scalar && entry.value.isOpen { found.append(entry.key.rawText) }
        #expect(found == open)
        #expect(brokenSpans(document, of: source).isEmpty)
    }

    @Test(arguments: [
        ("b: \"{{ .Values.x | default \"y\" }}\"", "\"{{ .Values.x | default \"y\" }}\""),
        ("b: '{{ .a | replace \"'\" \"\" }}'", "'{{ .a | replace \"'\" \"\" }}'"),
        ("b: {{ .x }}:{{ .y }} # c", "{{ .x }}:{{ .y }}"), ("b: pre-{{ .x }}", "pre-{{ .x }}"), ("b: {{ \"}}\" }}", "{{ \"}}\" }}"),
        ("b: |\n  {{ .x }}\n  y", "|\n  {{ .x }}\n  y"), ("b: |\n{{ .Files.Get \"x\" | indent 4 }}\nc: 1", "|\n{{ .Files.Get \"x\" | indent 4 }}"),
        ("b: {{ include \"a\" (dict\n  \"k\" 1) }}\nc: 1", "{{ include \"a\" (dict"), ("b: {% if x %}y{% endif %}", "{% if x %}y{% endif %}"),
        ("b: é{{ .x }}ü", "é{{ .x }}ü"), ("b: >-\n  {{- if .x }}\n  t\n  {{- end }}\n  u", ">-\n  {{- if .x }}\n  t\n  {{- end }}\n  u"),
        ("b:\n  {{ .x }}", ""), ("b: |\n    a\n{{- if .x }}\n    c\n{{- end }}\nd: 1", "|\n    a\n{{- if .x }}\n    c"),
        ("b: |\n  {{x}}\n          deep\nc: 1\n", "|\n  {{x}}\n          deep"), ("b: \"x\n  {{ .y }}\n  z\"", "\"x\n  {{ .y }}\n  z\""),
    ])
    func unknownScalars(text: String, written: String) throws {
        let source = SourceText(text)
        let document = Document.read(source, as: .yaml, templated: true)
        #expect(document.problems.isEmpty)
        let node = try #require(document.roots.first?["b"])
        #expect(node.string == nil && !node.isNull && node.integer == nil)
        #expect(source.text(node.span) == written)
        #expect(brokenSpans(document, of: source).isEmpty)
    }

    @Test func actionsBehindAKeyWithMoreBelow() {
        #expect(
            outline("m:\n  a: {{- include \"l\" . | nindent 4 }}\n    b: 1\n  c: {{- toYaml .x | nindent 4 }}\n  d: 1\n", templated: true) == """
                {
                  m «m» = {
                    a «a» = { …
                      b «b» = 1 «1»
                    c «c» = * «{{- toYaml .x | nindent 4 }}»
                    d «d» = 1 «1»
                """)
    }

    @Test func gitHubExpressionsStay() throws {
        let text = "on: push\njobs:\n  a:\n    runs-on: ${{ matrix.os }}\n    if: ${{ x == 'y' }}\n    name: {{ .x }}\n"
        let root = try #require(read(text, templated: true).roots.first)
        #expect(root.at("jobs.a.runs-on")?.string == "${{ matrix.os }}")
        #expect(root.at("jobs.a.if")?.string == "${{ x == 'y' }}")
        #expect(root.at("jobs.a.name")?.string == nil)
        #expect(!root.isOpen && root.at("jobs.a")?.isOpen == false)
        #expect(!Masking.looksTemplated(Array("a: ${{ b }}".utf8)))
        #expect(Masking.mask(SourceText("a: ${{ b }}")) == nil)
    }

    @Test func jinja() {
        #expect(
            outline(
                """
                - hosts: "{{ h }}"
                  vars:
                {% for i in b %}
                    {{ i }}: "{% if x %}a{% endif %}"
                {% endfor %}
                  {# note #}
                {% set y = 1 %}
                  z: 1
                """, templated: true) == """
                [
                  - {
                    hosts «hosts» = * «"{{ h }}"»
                    vars «vars» = { ? …
                      * «{{ i }}» ? = * «"{% if x %}a{% endif %}"» ?
                    z «z» = 1 «1»
                """)
    }

    @Test func alternativesThatAreNoYAMLTogether() {
        #expect(
            outline("a:\n{{- if .x }}\n  b: 1\n{{- else }}\n  - c\n{{- end }}\nd: 2\n", templated: true) == """
                {
                  a «a» = { ? …
                    b «b» ? = 1 «1» ?
                  d «d» = 2 «2»
                """)
    }

    @Test func wholeDocumentsInConditions() {
        let document = read("{{- if .x }}\n---\na: 1\n{{- end }}\n---\nb: 2\n", templated: true)
        #expect(document.roots.map(\.isConditional) == [false, true, false] || document.roots.map(\.isConditional) == [true, false])
        #expect(document.problems.isEmpty)
    }

    @Test func whatMaskingCannotMendIsReported() {
        let document = read("a: {{ .x }}\n  b: c: d\n", templated: true)
        #expect(document.problems.count == 1)
        #expect(document.problems.first?.position?.line == 2)
        #expect(!read("{{ if }}: [\n").problems.isEmpty)
    }

    @Test(arguments: ["\u{FEFF}", "é: 🎉\n", "a: b\r\n"]) func widthStays(prefix: String) throws {
        let source = SourceText(prefix + Self.deployment.replacing("\n", with: "\r\n"))
        let masked = try #require(Masking.mask(source))
        #expect(masked.bytes.count == source.bytes.count)
        for index in source.bytes.indices where source.bytes[index] == 0x0A || source.bytes[index] == 0x0D {
            #expect(masked.bytes[index] == source.bytes[index])
        }
        let document = Document.read(source, as: .yaml, templated: true)
        #expect(document.problems.isEmpty)
        #expect(brokenSpans(document, of: source).isEmpty)
    }
}
