package triage

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/sashabaranov/go-openai"
)

type Alert struct {
	Name   string            `json:"name"`
	Labels map[string]string `json:"labels"`
}

func Explain(ctx context.Context, client *openai.Client, alerts []Alert) (string, error) {
	payload, err := json.MarshalIndent(alerts, "", "  ") // wattlint-expect: pretty-json-in-prompt
	if err != nil {
		return "", err
	}
	response, err := client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{
		Model: openai.GPT4oMini,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleUser, Content: fmt.Sprintf("Which of these alerts has the same cause?\n%s", string(payload))},
		},
	})
	if err != nil {
		return "", err
	}
	return response.Choices[0].Message.Content, nil
}

func Save(alerts []Alert, path string) error {
	payload, err := json.MarshalIndent(alerts, "", "  ") // wattlint-ok: pretty-json-in-prompt
	if err != nil {
		return err
	}
	return os.WriteFile(path, payload, 0o644)
}

func Count(ctx context.Context, client *openai.Client, alerts []Alert) error {
	payload, err := json.Marshal(alerts) // wattlint-ok: pretty-json-in-prompt
	if err != nil {
		return err
	}
	_, err = client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{
		Model:    openai.GPT4oMini,
		Messages: []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleUser, Content: "How many causes are there? " + string(payload)}},
	})
	return err
}
