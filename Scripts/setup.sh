#!/usr/bin/env bash
# Gets everything the build needs beyond Swift itself: libyaml from the system's packages, and tree-sitter with its grammars
# compiled into .build-deps/. Says nothing and returns at once when all of it is there.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly core=tree-sitter core_version=0.26.1
readonly core_sha256=9919cbaf02d17fa9a4cd0e6da496aecf901b758e6eacf122eee393e3ef08aacd
readonly pack=tree-sitter-language-pack pack_version=0.13.0
readonly pack_sha256=032034c5e27b1f6e00730b9e7c2dbc8203b4700d0c681fd019d6defcf61183ec

# Largest first, so that the cores finish together. Each has a declaration in Sources/CTreeSitter/shim.h.
readonly grammars="kotlin swift ruby bash tsx typescript php rust python javascript java go hcl dockerfile proto toml properties json"

# Position-independent, since a debug build links a PIE; no warnings, since the code is not ours to change.
readonly cflags="-O3 -fPIC -std=c11 -w -DNDEBUG -D_DEFAULT_SOURCE -D_DARWIN_C_SOURCE -D_POSIX_C_SOURCE=200809L"

readonly deps=.build-deps library=wattlint-tree-sitter

say() { printf 'setup: %s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }
first_of() { local tool; for tool; do if has "$tool"; then printf '%s' "$tool"; return; fi; done; }

# A fully static executable needs the archive, which some systems package apart from the headers.
has_libyaml() {
    has pkg-config && pkg-config --exists yaml-0.1 && [ -f "$(pkg-config --variable=libdir yaml-0.1)/libyaml.a" ]
}

# Debian's python3 can lack ensurepip, without which a virtual environment has no pip.
has_python() { has python3 && python3 -c 'import ensurepip, venv' 2>/dev/null; }

install_system_packages() {
    local wanted=()
    if [ "$(uname -s)" = Darwin ]; then
        has_libyaml || wanted+=(libyaml pkg-config)
        has_python || wanted+=(python)
        [ ${#wanted[@]} -eq 0 ] && return
        say "missing packages; run: brew install ${wanted[*]}"
        exit 1
    fi
    has_libyaml || wanted+=(libyaml-dev pkg-config)
    has_python || wanted+=(python3 python3-venv)
    [ -n "$(first_of cc clang gcc)" ] || wanted+=(gcc libc6-dev)
    [ -n "$(first_of ar llvm-ar)" ] || wanted+=(binutils)
    has make || wanted+=(make)
    [ ${#wanted[@]} -eq 0 ] && return

    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq)
    if [ "$(id -u)" -ne 0 ]; then apt=(sudo -n "${apt[@]}"); fi
    if ! has apt-get || ! "${apt[@]}" --version >/dev/null 2>&1; then
        say "missing packages; run: sudo apt-get install ${wanted[*]}"
        exit 1
    fi
    say "installing ${wanted[*]}"
    apt_install() { "${apt[@]}" install -y --no-install-recommends "${wanted[@]}"; }
    # A fresh machine has no package lists yet, and a machine that has them should not wait for new ones.
    if ! apt_install >/dev/null 2>&1; then
        "${apt[@]}" update >&2
        apt_install >&2
    fi
    has_libyaml || { say "libyaml.a is still missing after the installation"; exit 1; }
}

has_sha256() {
    [ -f "$1" ] && python3 - "$1" "$2" <<'PYTHON'
import hashlib, sys
sys.exit(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest() != sys.argv[2])
PYTHON
}

fetch_sources() {
    if has_sha256 "$core_archive" "$core_sha256" && has_sha256 "$pack_archive" "$pack_sha256"; then return; fi
    say "fetching $core $core_version and $pack $pack_version"
    python3 -m venv "$work/venv"
    # pip reads a source archive's metadata before it hands the archive over, and the language pack's needs these four. With
    # isolation on, --no-binary would have pip build them from source too.
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check --upgrade \
        'setuptools>=80.9.0' wheel 'cython>=3.0.12' 'typing-extensions>=4.15.0'
    "$work/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary :all: --no-build-isolation \
        --dest "$deps/archives" "$core==$core_version" "$pack==$pack_version"
    has_sha256 "$core_archive" "$core_sha256" || { say "$core_archive is not the file this script expects"; exit 1; }
    has_sha256 "$pack_archive" "$pack_sha256" || { say "$pack_archive is not the file this script expects"; exit 1; }
}

compile() {
    local cores language source
    cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
    say "compiling tree-sitter and its grammars on $cores cores"
    mkdir -p "$work/core" "$work/pack" "$work/objects"
    tar -xzf "$core_archive" -C "$work/core" --strip-components 1
    tar -xzf "$pack_archive" -C "$work/pack" --strip-components 1

    # The include path differs for each grammar: every one brings the parser.h it was generated with.
    for language in $grammars; do
        for source in "$work/pack/parsers/$language/src/"{parser,scanner}.c; do
            if [ -f "$source" ]; then echo "$work/objects/$language-$(basename "$source" .c).o -I${source%/*} $source"; fi
        done
    done >"$work/jobs"
    echo "$work/objects/core.o -I$work/core/tree_sitter/core/lib/include -I$work/core/tree_sitter/core/lib/src" \
        "$work/core/tree_sitter/core/lib/src/lib.c" >>"$work/jobs"
    xargs -P "$cores" -L 1 "$compiler" $cflags -c -o <"$work/jobs"

    "$archiver" rcs "$work/lib$library.a" "$work"/objects/*.o
    mkdir -p "$deps/lib" "$deps/include/tree_sitter"
    cp "$work/core/tree_sitter/core/lib/include/tree_sitter/api.h" "$deps/include/tree_sitter/"
    mv "$work/lib$library.a" "$deps/lib/"
}

write_pkg_config() {
    mkdir -p "$deps/lib/pkgconfig"
    cat >"$deps/lib/pkgconfig/$library.pc" <<PC
prefix=\${pcfiledir}/../..

Name: $library
Description: tree-sitter and the grammars wattlint reads
Version: $core_version
Cflags: -I\${prefix}/include
Libs: -L\${prefix}/lib -l$library
PC
}

install_system_packages

stamp="$core $core_version $core_sha256
$pack $pack_version $pack_sha256
$grammars
$cflags
$(uname -sm)"
if [ -f "$deps/lib/lib$library.a" ] && [ "$(cat "$deps/stamp" 2>/dev/null)" = "$stamp" ]; then exit 0; fi

# Swift brings a clang, whose code parses a sixth faster than gcc's.
compiler=${CC:-$(first_of clang cc gcc)}
archiver=${AR:-$(first_of ar llvm-ar)}
core_archive=$deps/archives/tree_sitter-$core_version.tar.gz
pack_archive=$deps/archives/tree_sitter_language_pack-$pack_version.tar.gz

mkdir -p "$deps/archives"
work=$(mktemp -d "$deps/work.XXXXXX")
trap 'rm -rf "$work"' EXIT

rm -f "$deps/stamp"
fetch_sources
compile
write_pkg_config
printf '%s\n' "$stamp" >"$deps/stamp"
say "done: $deps/lib/lib$library.a"
