package support

import (
	"context"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// LocalFilter asks a model on our own machine, whatever name it goes by.
type LocalFilter struct{ client *openai.Client }

func NewLocalFilter() LocalFilter {
	config := openai.DefaultConfig("unused")
	config.BaseURL = "http://localhost:11434/v1"
	return LocalFilter{client: openai.NewClientWithConfig(config)}
}

func (f LocalFilter) IsAbusive(ctx context.Context, text string) (bool, error) {
	resp, err := f.client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{ // wattlint-ok: oversized-model
		Model:     "gpt-4o",
		MaxTokens: 1,
		Messages:  []openai.ChatCompletionMessage{{Role: "user", Content: "Is this abusive? Answer yes or no: " + text}},
	})
	if err != nil {
		return false, err
	}
	return strings.HasPrefix(strings.ToLower(resp.Choices[0].Message.Content), "yes"), nil
}

// Azure's models are deployments that somebody named.
func isUrgentOnAzure(ctx context.Context, key, endpoint, text string) (bool, error) {
	client := openai.NewClientWithConfig(openai.DefaultAzureConfig(key, endpoint))
	resp, err := client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{ // wattlint-ok: oversized-model
		Model:     "gpt-4o",
		MaxTokens: 1,
		Messages:  []openai.ChatCompletionMessage{{Role: "user", Content: "Is this urgent? Answer yes or no: " + text}},
	})
	return err == nil && resp.Choices[0].Message.Content == "yes", err
}

// Where this client's calls go, another package decides: the name may be anything.
func isRude(ctx context.Context, text string) (bool, error) {
	resp, err := connect().CreateChatCompletion(ctx, openai.ChatCompletionRequest{ // wattlint-ok: oversized-model
		Model:     modelName(),
		MaxTokens: 1,
		Messages:  []openai.ChatCompletionMessage{{Role: "user", Content: "Is this rude? Answer yes or no: " + text}},
	})
	return err == nil && resp.Choices[0].Message.Content == "yes", err
}
