package route

import (
	"context"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

type Router struct {
	client *openai.Client
}

func New(key string) *Router { return &Router{client: openai.NewClient(key)} }

func (r *Router) IsComplaint(ctx context.Context, mail string) (bool, error) {
	response, err := r.client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{ // wattlint-expect: needless-reasoning
		Model:           "gpt-5-mini",
		ReasoningEffort: "high",
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleUser, Content: "Is this mail a complaint? Answer yes or no.\n" + mail},
		},
	})
	if err != nil {
		return false, err
	}
	return strings.ToLower(response.Choices[0].Message.Content) == "yes", nil
}

func (r *Router) IsPraise(ctx context.Context, mail string) (bool, error) {
	response, err := r.client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{ // wattlint-ok: needless-reasoning
		Model:           "gpt-5-mini",
		ReasoningEffort: "low",
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleUser, Content: "Is this mail praise? Answer yes or no.\n" + mail},
		},
	})
	if err != nil {
		return false, err
	}
	return strings.ToLower(response.Choices[0].Message.Content) == "yes", nil
}
