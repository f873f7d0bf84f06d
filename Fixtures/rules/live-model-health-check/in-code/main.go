package main

import (
	"net/http"

	openai "github.com/sashabaranov/go-openai"
)

var client = openai.NewClient("key")

func healthz(w http.ResponseWriter, r *http.Request) {
	_, err := client.CreateChatCompletion(r.Context(), openai.ChatCompletionRequest{ // wattlint-expect: live-model-health-check
		Model:    openai.GPT4oMini,
		Messages: []openai.ChatCompletionMessage{{Role: "user", Content: "ping"}},
	})
	if err != nil {
		http.Error(w, "model", http.StatusServiceUnavailable)
	}
}

func motd(w http.ResponseWriter, r *http.Request) {
	answer, err := client.CreateChatCompletion(r.Context(), openai.ChatCompletionRequest{ // wattlint-ok: live-model-health-check
		Model:    openai.GPT4oMini,
		Messages: []openai.ChatCompletionMessage{{Role: "user", Content: "A message for today."}},
	})
	if err == nil {
		_, _ = w.Write([]byte(answer.Choices[0].Message.Content))
	}
}

func main() {
	http.HandleFunc("/healthz", healthz)
	http.HandleFunc("/motd", motd)
	_ = http.ListenAndServe(":8080", nil)
}
