package llm

import (
	"context"

	openai "github.com/sashabaranov/go-openai"
)

// Client keeps the connection.
type Client struct {
	api *openai.Client
}

// New makes a client of the vendor's own service.
func New(key string) *Client {
	return &Client{api: openai.NewClient(key)}
}

// Complete sends one prompt.
func (c *Client) Complete(ctx context.Context, prompt, model string) (string, error) {
	reply, err := c.api.CreateChatCompletion(ctx, openai.ChatCompletionRequest{
		Model:    model,
		Messages: []openai.ChatCompletionMessage{{Role: "user", Content: prompt}},
	})
	if err != nil {
		return "", err
	}
	return reply.Choices[0].Message.Content, nil
}

// Ask gives the answer to a question, in a word.
func Ask(ctx context.Context, api *openai.Client, question string, model string) string {
	reply, err := api.CreateChatCompletion(ctx, openai.ChatCompletionRequest{
		Model:     model,
		MaxTokens: 1,
		Messages:  []openai.ChatCompletionMessage{{Role: "user", Content: question}},
	})
	if err != nil {
		return ""
	}
	return reply.Choices[0].Message.Content
}

// AskWithCare takes the large model.
func AskWithCare(ctx context.Context, api *openai.Client, question string) string {
	return Ask(ctx, api, question, Large)
}
