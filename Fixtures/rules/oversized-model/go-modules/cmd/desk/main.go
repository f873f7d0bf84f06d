package main

import (
	"context"
	"fmt"
	"os"

	openai "github.com/sashabaranov/go-openai"

	"github.com/acme/desk/internal/llm"
	"github.com/acme/desk/internal/rules"
)

var api = openai.NewClient(os.Getenv("OPENAI_API_KEY"))

func isSpam(ctx context.Context, mail string) bool {
	return llm.Ask(ctx, api, "Is the mail spam? Answer yes or no.\n"+mail, llm.Large) == "yes" // wattlint-todo: oversized-model the question of a wrapper in another package is not followed
}

func isBill(ctx context.Context, mail string) bool {
	return llm.AskWithCare(ctx, api, "Is the mail a bill? Answer yes or no.\n"+mail) == "yes" // wattlint-todo: oversized-model the question of a wrapper in another package is not followed
}

func isCard(ctx context.Context, mail string) bool {
	return llm.Ask(ctx, api, "Is the mail a card? Answer yes or no.\n"+mail, llm.Small) == "yes" // wattlint-ok: oversized-model
}

func isNote(ctx context.Context, mail string) bool {
	return llm.Ask(ctx, api, "Is the mail a note? Answer yes or no.\n"+mail, llm.Chosen) == "yes" // wattlint-ok: oversized-model
}

func isLong(ctx context.Context, mail string) bool {
	return rules.Ask(ctx, api, "Is the mail long? Answer yes or no.\n"+mail, llm.Large) == "yes" // wattlint-ok: oversized-model
}

func isUrgent(ctx context.Context, mail string) bool {
	reply, err := api.CreateChatCompletion(ctx, openai.ChatCompletionRequest{ // wattlint-expect: oversized-model
		Model:     llm.Large,
		MaxTokens: 1,
		Messages: []openai.ChatCompletionMessage{
			{Role: "system", Content: "Is the mail urgent? Answer yes or no."},
			{Role: "user", Content: mail},
		},
	})
	return err == nil && reply.Choices[0].Message.Content == "yes"
}

func isOpen(ctx context.Context, desk *llm.Client, mail string) bool {
	answer, err := desk.Complete(ctx, "Is the matter open? Answer yes or no.\n"+mail, llm.Large) // wattlint-todo: oversized-model what becomes of the second value of a wrapper is not followed
	return err == nil && answer == "yes"
}

func letter(ctx context.Context, mail string) string {
	answer, _ := llm.New("key").Complete(ctx, "Write a warm and complete answer to the mail, with every step:\n"+mail, llm.Large) // wattlint-ok: oversized-model
	return answer
}

func main() {
	fmt.Println(isSpam(context.Background(), os.Args[1]))
}
