package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
)

func ask(model, prompt string) string {
	body, _ := json.Marshal(map[string]any{
		"model":      model,
		"max_tokens": 1,
		"messages":   []map[string]string{{"role": "user", "content": prompt}},
	})
	request, _ := http.NewRequest("POST", "https://api.openai.com/v1/chat/completions", bytes.NewBuffer(body)) // wattlint-ok: oversized-model
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return ""
	}
	defer response.Body.Close()
	var answer struct {
		Choices []struct {
			Message struct{ Content string }
		}
	}
	json.NewDecoder(response.Body).Decode(&answer)
	return answer.Choices[0].Message.Content
}

func isSpam(text string) bool {
	return strings.ToLower(ask("gpt-4o", "Is this comment spam? Answer only yes or no.\n"+text)) == "yes" // wattlint-expect: oversized-model
}

func isSpamSmall(text string) bool {
	return strings.ToLower(ask("gpt-4.1-nano", "Is this comment spam? Answer only yes or no.\n"+text)) == "yes" // wattlint-ok: oversized-model
}
