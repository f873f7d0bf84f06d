package draft

import (
	"context"

	openai "github.com/sashabaranov/go-openai"
)

func Draft(ctx context.Context, client *openai.Client, mail string) (string, error) {
	response, err := client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{ // wattlint-expect: unused-completions
		Model:    openai.GPT4oMini,
		N:        3,
		Messages: []openai.ChatCompletionMessage{{Role: "user", Content: "Write a reply.\n" + mail}},
	})
	if err != nil || len(response.Choices) == 0 {
		return "", err
	}
	return response.Choices[0].Message.Content, nil
}

func Drafts(ctx context.Context, client *openai.Client, mail string) ([]string, error) {
	response, err := client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{ // wattlint-ok: unused-completions
		Model:    openai.GPT4oMini,
		N:        3,
		Messages: []openai.ChatCompletionMessage{{Role: "user", Content: "Write a reply.\n" + mail}},
	})
	if err != nil {
		return nil, err
	}
	var drafts []string
	for _, choice := range response.Choices {
		drafts = append(drafts, choice.Message.Content)
	}
	return drafts, nil
}
