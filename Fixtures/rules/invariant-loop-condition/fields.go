package fields

import "strings"

func Longest(line string) int {
	longest := 0
	for i := 0; i < len(strings.Split(line, ";")); i++ { // wattlint-expect: invariant-loop-condition
		longest = max(longest, len(strings.Split(line, ";")[i]))
	}
	return longest
}

func Count(lines []string) int {
	count := 0
	for i := 0; i < len(lines); i++ { // wattlint-ok: invariant-loop-condition
		count += len(strings.Split(lines[i], ";"))
	}
	return count
}

func Once(line string) int {
	count := 0
	for _, field := range strings.Split(line, ";") { // wattlint-ok: invariant-loop-condition
		count += len(field)
	}
	return count
}
