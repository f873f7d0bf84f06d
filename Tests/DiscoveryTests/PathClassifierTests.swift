import Discovery
import Testing

@Suite struct PathClassifierTests {
    @Test(arguments: [
        // Tests
        ("tests/app.py", .test), ("svc/test_app.py", .test), ("svc/app_test.py", .test), ("conftest.py", .test),
        ("pkg/server_test.go", .test), ("web/cart.test.ts", .test), ("web/cart.spec.tsx", .test), ("web/__tests__/cart.js", .test),
        ("src/test/java/com/acme/Fixture.java", .test), ("a/OrderServiceTest.java", .test), ("a/OrderIT.java", .test),
        ("a/CartSpec.kt", .test), ("app/src/androidTest/Foo.kt", .test), ("spec/models/cart_spec.rb", .test),
        ("spec/factories/cart.rb", .test), ("Tests/ParsingTests/Tree.swift", .test), ("a/TreeTests.swift", .test),
        ("integration-tests/run.py", .test), ("integration_test/run.py", .test), ("MyAppUITests/Screen.swift", .test),
        ("pkg/testdata/deploy.yaml", .test), ("compose.test.yml", .test), ("e2e/login.ts", .test), ("src/tests.rs", .test),
        ("Fixtures/projects/shop/app.py", .test), ("app/CartTest.php", .test), ("notebooks/test_model.ipynb", .test),
        // Examples
        ("examples/chat.py", .example), ("docs/conf.py", .example), ("cookbook/rag.ipynb", .example), ("notebooks/a.ipynb", .example),
        ("demo/app.py", .example), ("samples/chat.py", .example), ("langchain-examples/a.py", .example),
        ("packages/ui/docs/a.ts", .example), ("web/Button.stories.tsx", .example), ("example.py", .example), ("tutorials/a.py", .example),
        // Evaluations and benchmarks
        ("evals/run.py", .evaluation), ("src/app/evaluation/judge.py", .evaluation), ("scripts/eval_rag.py", .evaluation),
        ("llm_judge/prompts.py", .evaluation), ("scripts/run_eval.py", .evaluation),
        ("app/review_bench/a.py", .benchmark), ("src/archived/a.py", .example), ("deprecated/a.py", .example), ("src/archive/a.py", .application),
        ("benchmarks/a.py", .benchmark), ("bench/a.py", .benchmark), ("benches/a.rs", .benchmark), ("perf/a.py", .benchmark),
        ("scripts/benchmark_serving.py", .benchmark), ("a/SortBenchmark.java", .benchmark), ("load-tests/k6.js", .benchmark),
        // Generated and vendored
        ("api/chat_pb2.py", .generated), ("api/chat_pb2_grpc.py", .generated), ("api/chat.pb.go", .generated),
        ("web/app.min.js", .generated), ("api/types.generated.ts", .generated), ("package-lock.json", .generated),
        ("uv.lock", .generated), ("pnpm-lock.yaml", .generated), ("a/zz_generated.deepcopy.go", .generated),
        ("a/__generated__/types.ts", .generated),
        ("vendor/a.go", .vendored), ("third_party/a.py", .vendored), ("web/node_modules/a/index.js", .vendored),
        (".venv/lib/python3.12/site-packages/openai/a.py", .vendored), ("dist/app.js", .vendored), ("vendor/a/b_test.go", .vendored),
    ] as [(String, PathClass)])
    func classifies(path: String, expected: PathClass) throws {
        #expect(PathClassifier.pathClass(of: try #require(RelativePath(path))) == expected)
    }

    /// Names that only look like tests, examples and so on.
    @Test(arguments: [
        "app/main.py", "latest/app.py", "src/contest.py", "src/contest/app.py", "attestation/verify.go", "testimonials/page.tsx",
        "src/latest.ts", "app/Latest.java", "app/Contest.java", "app/AUDIT.java", "app/ABTest.java", "ab_test/assign.py", "ab-tests/assign.py",
        "src/ab_test.py", "data/samples/loader.py", "src/docs/handler.py", "services/docs/main.py", "app/demo/routes.py",
        "few_shot_examples/prompts.py", "medieval/a.py", "retrieval/a.py", "src/retrieval.py", "workbench/a.py", "inspection/rules.yaml",
        "spec/openapi.yaml", "specs/deploy.yaml", "respect/a.rb", "vendors/list.py", "distribution/a.py", "k8s/demo/deploy.yaml",
        "src/request.py", "fastest/a.go", "protest.py", "speed-test/app.py", "judgement/a.py", "build/Dockerfile", "src/document.py",
        "exampleservice/app.py", "app/evaluated.py", "main.go", "app/locks.json", "src/blocked.py",
    ])
    func leavesApplicationsAlone(path: String) throws {
        #expect(PathClassifier.pathClass(of: try #require(RelativePath(path))) == .application)
    }

    @Test func looksOnlyBelowWhatWasAskedFor() throws {
        let path = try #require(RelativePath("Fixtures/projects/shop/app.py"))
        #expect(PathClassifier.pathClass(of: path, below: 3) == .application)
        #expect(PathClassifier.pathClass(of: path, below: 1) == .application)
        #expect(PathClassifier.pathClass(of: path, below: 0) == .test)
        let nested = try #require(RelativePath("tests/shop/examples/app.py"))
        #expect(PathClassifier.pathClass(of: nested, below: 1) == .example)
        let named = try #require(RelativePath("tests/test_app.py"))
        #expect(PathClassifier.pathClass(of: named, below: 1) == .test)
        #expect(PathClassifier.pathClass(of: named, below: 9) == .application)
    }

    @Test func readsTheMarkOfRetiredFiles() {
        func isRetired(_ text: String) -> Bool { Array(text.utf8).withUnsafeBytes(RetiredMark.isIn) }
        #expect(isRetired("// SUPERSEDED 2026-07-20 by fanout.ts. Its schedule is paused.\nimport x from 'x'\n"))
        #expect(isRetired("#!/usr/bin/env python\n# No longer used: see jobs/new.py.\nimport os\n"))
        #expect(isRetired("\"\"\"Reads the mail.\n\nThis module is deprecated.\n\"\"\"\nimport os\n"))
        // What stands in the code is about a part of it.
        #expect(!isRetired("import os\n\n# superseded by read()\ndef load(): ...\n"))
        #expect(!isRetired("# Replaces what was superseded.\nimport os\n"))
        #expect(!isRetired("MESSAGE = 'no longer used'\n"))
    }

    @Test func readsTheMarkOfGeneratedFiles() {
        func isGenerated(_ text: String) -> Bool { Array(text.utf8).withUnsafeBytes(GeneratedMark.isIn) }
        #expect(isGenerated("# Generated by the protocol buffer compiler.  DO NOT EDIT!\nimport x\n"))
        #expect(isGenerated("// Code generated by protoc-gen-go. DO NOT EDIT.\n"))
        #expect(isGenerated("/**\n * @generated SignedSource<<0>>\n */\n"))
        #expect(isGenerated("/* eslint-disable */\n// This file is auto-generated. Do not edit.\n"))
        #expect(isGenerated("---\n# Source: reader/templates/deployment.yaml\napiVersion: apps/v1\n"))
        #expect(!isGenerated("# Source: the team's wiki\napiVersion: apps/v1\n"))
        #expect(!isGenerated("marker = '@generated'\n"))
        #expect(!isGenerated("# The answer is generated by a model.\n"))
        #expect(!isGenerated(String(repeating: "x = 1\n", count: 50) + "# @generated\n"))
    }
}

@Suite struct FileKindTests {
    @Test(arguments: [
        ("app.py", .python), ("A.PY", .python), ("a.ipynb", .notebook), ("a.mjs", .javascript), ("a.ts", .typescript), ("a.tsx", .tsx),
        ("main.go", .go), ("A.java", .java), ("a.kts", .kotlin), ("values.yaml", .yaml), ("a.yml", .yaml), ("a.json", .json),
        ("pyproject.toml", .toml), ("Dockerfile", .dockerfile), ("Dockerfile.gpu", .dockerfile), ("Dockerfile-gpu", .dockerfile), ("api.dockerfile", .dockerfile),
        ("main.tf", .hcl), ("config.pbtxt", .pbtxt), ("nginx.conf", .nginx), ("default.conf.template", .nginx), ("shop.conf", .nginx), ("requirements-dev.txt", .requirements),
        (".env.example", .dotenv), ("application.properties", .properties),
        ("a.d.ts", nil), ("README.md", .text), ("py", nil), ("a.", nil), ("a.txt", .text), ("logo.png", nil), ("Makefile", nil),
    ] as [(String, FileKind?)])
    func isToldByTheName(name: String, expected: FileKind?) {
        #expect(FileKind(name: name.utf8) == expected)
    }

    @Test func isToldOfNamesThatAreNotUTF8() {
        #expect(FileKind(name: [0xFF, 0xFE] + Array(".py".utf8)) == .python)
    }
}

@Suite struct RelativePathTests {
    @Test(arguments: [
        ("a//b/./c/", "a/b/c"), ("a", "a"), ("", nil), ("/a", nil), ("../a", nil), ("a/../b", nil), (".", nil), ("a\0b", nil),
    ] as [(String, String?)])
    func staysBelowItsRoot(text: String, expected: String?) {
        #expect(RelativePath(text)?.description == expected)
    }

    @Test func survivesAnyBytes() throws {
        let path = try #require(RelativePath(Array("a#b%/ü\n".utf8) + [0xFF, 0xC3]))
        #expect(path.description == "a#b%/ü%0A%FF%C3")
        #expect(path.uri == "a%23b%25/%C3%BC%0A%FF%C3")
        #expect(path.name.count == 5)
        #expect(path.parent?.description == "a#b%")
    }

    @Test func isBelowOnlyWholeComponents() throws {
        let folder = try #require(RelativePath("a/b"))
        #expect(try #require(RelativePath("a/b/c")).isBelow(folder))
        #expect(!(try #require(RelativePath("a/bc")).isBelow(folder)))
        #expect(!folder.isBelow(folder))
    }
}
