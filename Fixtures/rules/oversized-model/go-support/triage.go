// Package support sorts incoming tickets before a person sees them.
package support

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/sashabaranov/go-openai"
)

const labelPrompt = `Classify the support ticket into exactly one of: billing, shipping, returns, other.
Answer with the label only.

Ticket: %s`

const urgencyPrompt = "Rate the urgency of this ticket from 1 to 5. Reply with only a number.\n\n"

// ErrNoAnswer is returned when the model says nothing.
var ErrNoAnswer = errors.New("support: no answer")

type Triage struct {
	api   *openai.Client
	model string
	small string
}

func envOr(key, fallback string) string {
	if value := os.Getenv(key); value != "" {
		return value
	}
	return fallback
}

func NewTriage(key string) *Triage {
	return &Triage{
		api:   openai.NewClient(key),
		model: envOr("TRIAGE_MODEL", openai.GPT4o),
		small: openai.GPT4oMini,
	}
}

func (t *Triage) Label(ctx context.Context, ticket string) (string, error) {
	resp, err := t.api.CreateChatCompletion(ctx, openai.ChatCompletionRequest{ // wattlint-expect: oversized-model
		Model:       t.model,
		Temperature: 0,
		MaxTokens:   8,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleUser, Content: fmt.Sprintf(labelPrompt, ticket)},
		},
	})
	if err != nil {
		return "", fmt.Errorf("label: %w", err)
	}
	if len(resp.Choices) == 0 {
		return "", ErrNoAnswer
	}
	switch label := strings.ToLower(strings.TrimSpace(resp.Choices[0].Message.Content)); label {
	case "billing", "shipping", "returns":
		return label, nil
	default:
		return "other", nil
	}
}

func (t *Triage) Urgency(ctx context.Context, ticket string) (int, error) {
	req := openai.ChatCompletionRequest{Model: openai.GPT4Turbo, MaxTokens: 2}
	req.Messages = append(req.Messages, openai.ChatCompletionMessage{Role: "user", Content: urgencyPrompt + ticket})
	resp, err := t.api.CreateChatCompletion(ctx, req) // wattlint-expect: oversized-model
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(resp.Choices[0].Message.Content))
}

// IsSpam uses the small model already.
func (t *Triage) IsSpam(ctx context.Context, ticket string) (bool, error) {
	resp, err := t.api.CreateChatCompletion(ctx, openai.ChatCompletionRequest{ // wattlint-ok: oversized-model
		Model:     t.small,
		MaxTokens: 1,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleUser, Content: "Is this ticket spam? Answer yes or no.\n\n" + ticket},
		},
	})
	if err != nil {
		return false, err
	}
	return strings.EqualFold(strings.TrimSpace(resp.Choices[0].Message.Content), "yes"), nil
}

// Reply writes to the customer: the same words in the prompt, and other work.
func (t *Triage) Reply(ctx context.Context, ticket, label string) (string, error) {
	resp, err := t.api.CreateChatCompletion(ctx, openai.ChatCompletionRequest{ // wattlint-ok: oversized-model
		Model:     t.model,
		MaxTokens: 1200,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: "You write friendly, detailed answers to tickets that were classified as " + label + "."},
			{Role: openai.ChatMessageRoleUser, Content: ticket},
		},
	})
	if err != nil {
		return "", err
	}
	return resp.Choices[0].Message.Content, nil
}
