package main

import (
	"net/http"
	"regexp"
)

var version = regexp.MustCompile(`^v[0-9]+$`) // wattlint-ok: regex-compiled-per-call

func redirect(w http.ResponseWriter, r *http.Request) {
	code := regexp.MustCompile(`^/s/([A-Za-z0-9]{5,9})$`) // wattlint-expect: regex-compiled-per-call
	found := code.FindStringSubmatch(r.URL.Path)
	if found == nil {
		http.NotFound(w, r)
		return
	}
	http.Redirect(w, r, targets[found[1]], http.StatusFound)
}

func check(w http.ResponseWriter, r *http.Request) {
	if !version.MatchString(r.URL.Query().Get("v")) { // wattlint-ok: regex-compiled-per-call
		http.Error(w, "version", http.StatusBadRequest)
	}
}

func parse(line string) string {
	// Called by whoever starts the program.
	return regexp.MustCompile(`\s+`).ReplaceAllString(line, " ") // wattlint-ok: regex-compiled-per-call
}

var targets = map[string]string{}

func main() {
	http.HandleFunc("/s/", redirect)
	http.HandleFunc("/check", check)
	http.ListenAndServe(":8080", nil)
}
