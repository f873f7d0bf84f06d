package render

import (
	"bufio"
	"strings"
)

func Join(names []string) string {
	var text string
	for _, name := range names {
		text += name + "\n" // wattlint-expect: string-accumulate-in-loop
	}
	return text
}

func Read(scanner *bufio.Scanner) string {
	body := ""
	for scanner.Scan() {
		body += scanner.Text() // wattlint-expect: string-accumulate-in-loop
	}
	return body
}

func Total(amounts []int) int {
	sum := 0
	for _, amount := range amounts {
		sum += amount // wattlint-ok: string-accumulate-in-loop
	}
	return sum
}

func Built(names []string) string {
	var text strings.Builder
	for _, name := range names {
		text.WriteString(name)
		own := ""
		own += name // wattlint-ok: string-accumulate-in-loop
		text.WriteString(own)
	}
	return text.String()
}

func Usage(flags []string) string {
	usage := "usage:"
	for _, flag := range flags {
		usage += " [" + flag + "]" // wattlint-ok: string-accumulate-in-loop
	}
	return usage
}

func Collect(names []string) []string {
	var all []string
	for _, name := range names {
		all = append(all, name) // wattlint-ok: string-accumulate-in-loop
	}
	return all
}
