package stock

import (
	"fmt"
	"net/http"
	"strings"
)

func Levels(skus []string) ([]*http.Response, error) {
	var found []*http.Response
	for _, sku := range skus {
		answer, err := http.Get(fmt.Sprintf("http://stock-service:8080/levels/%s", sku)) // wattlint-expect: n-plus-one-http
		if err != nil {
			return nil, err
		}
		found = append(found, answer)
	}
	return found, nil
}

func Together(skus []string) (*http.Response, error) {
	return http.Get("http://stock-service:8080/levels?skus=" + strings.Join(skus, ",")) // wattlint-ok: n-plus-one-http
}

func Mirrors(hosts []string) {
	for _, host := range hosts {
		http.Get("https://" + host + "/ping") // wattlint-ok: n-plus-one-http
	}
}
