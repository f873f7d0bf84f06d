#pragma once

#include <tree_sitter/api.h>

// The grammars come without headers of their own. Scripts/setup.sh names the same ones.
const TSLanguage *tree_sitter_bash(void);
const TSLanguage *tree_sitter_dockerfile(void);
const TSLanguage *tree_sitter_go(void);
const TSLanguage *tree_sitter_hcl(void);
const TSLanguage *tree_sitter_java(void);
const TSLanguage *tree_sitter_javascript(void);
const TSLanguage *tree_sitter_json(void);
const TSLanguage *tree_sitter_kotlin(void);
const TSLanguage *tree_sitter_php(void);
const TSLanguage *tree_sitter_properties(void);
const TSLanguage *tree_sitter_proto(void);
const TSLanguage *tree_sitter_python(void);
const TSLanguage *tree_sitter_ruby(void);
const TSLanguage *tree_sitter_rust(void);
const TSLanguage *tree_sitter_swift(void);
const TSLanguage *tree_sitter_toml(void);
const TSLanguage *tree_sitter_tsx(void);
const TSLanguage *tree_sitter_typescript(void);
