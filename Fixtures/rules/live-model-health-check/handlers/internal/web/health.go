package web

import (
	"net/http"

	openai "github.com/sashabaranov/go-openai"
)

func (s *Server) readiness(w http.ResponseWriter, r *http.Request) {
	_, err := s.models.CreateChatCompletion(r.Context(), openai.ChatCompletionRequest{ // wattlint-expect: live-model-health-check
		Model:    "gpt-4o",
		Messages: []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleUser, Content: "ping"}},
	})
	if err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}

func (s *Server) readyMessage(kind string) string {
	// Nobody asks it whether the program lives.
	answer, err := s.models.CreateChatCompletion(s.context, openai.ChatCompletionRequest{ // wattlint-ok: live-model-health-check
		Model:    "gpt-4o",
		Messages: []openai.ChatCompletionMessage{{Role: "user", Content: "Say that the lift is ready, in a friendly way."}},
	})
	if err != nil {
		return kind
	}
	return answer.Choices[0].Message.Content
}
