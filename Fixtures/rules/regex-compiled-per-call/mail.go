package mail

import (
	"net/http"
	"regexp"
	"sync"
)

const address = `^[^@\s]+@[^@\s]+$`

var digits = regexp.MustCompile(`\d+`) // wattlint-ok: regex-compiled-per-call

func Clean(lines []string) []string {
	var clean []string
	for _, line := range lines {
		spaces := regexp.MustCompile(`\s+`) // wattlint-expect: regex-compiled-per-call
		clean = append(clean, spaces.ReplaceAllString(line, " "))
	}
	return clean
}

func Count(lines []string) int {
	found := 0
	for _, line := range lines {
		if isAddress(line) {
			found++
		}
		if ok, _ := regexp.MatchString("^#", line); ok { // wattlint-expect: regex-compiled-per-call
			found--
		}
	}
	return found
}

func isAddress(text string) bool {
	return regexp.MustCompile(address).MatchString(text) // wattlint-expect: regex-compiled-per-call
}

func Handle(w http.ResponseWriter, r *http.Request) {
	path := regexp.MustCompile(`^/orders/(\d+)$`) // wattlint-expect: regex-compiled-per-call
	if !path.MatchString(r.URL.Path) {
		http.NotFound(w, r)
	}
}

func Find(lines []string, word string) []string {
	var found []string
	for _, line := range lines {
		// It is not known before.
		own := regexp.MustCompile(`\b` + word + `\b`) // wattlint-ok: regex-compiled-per-call
		if own.MatchString(line) {
			found = append(found, line)
		}
	}
	return found
}

func All(lines []string) int {
	pattern := regexp.MustCompile(`^\d+$`) // wattlint-ok: regex-compiled-per-call
	found := 0
	for _, line := range lines {
		if pattern.MatchString(line) {
			found++
		}
	}
	return found
}

var once sync.Once
var version *regexp.Regexp

func Version(w http.ResponseWriter, r *http.Request) {
	once.Do(func() {
		version = regexp.MustCompile(`v\d+`) // wattlint-ok: regex-compiled-per-call
	})
	w.Write([]byte(version.FindString(r.URL.Path)))
}

func Several(text string) bool {
	for _, pattern := range []string{`^a`, `^b`} {
		if regexp.MustCompile(pattern).MatchString(text) { // wattlint-ok: regex-compiled-per-call
			return true
		}
	}
	return false
}
