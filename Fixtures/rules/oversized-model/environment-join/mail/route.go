package mail

import (
	"context"
	"fmt"
	"os"

	"github.com/sashabaranov/go-openai"
)

func isSpam(ctx context.Context, client *openai.Client, text string) (bool, error) {
	reply, err := client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{ // wattlint-expect: oversized-model
		Model:     os.Getenv("SPAM_MODEL"),
		MaxTokens: 1,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleUser, Content: fmt.Sprintf("Is this spam? Answer yes or no.\n\n%s", text)},
		},
	})
	if err != nil {
		return false, err
	}
	return reply.Choices[0].Message.Content == "yes", nil
}
