// Command mailsort files mail into folders.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"strings"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"
	"github.com/openai/openai-go/v2"
	"github.com/tmc/langchaingo/llms"
	lcopenai "github.com/tmc/langchaingo/llms/openai"
)

var folders = []string{"invoices", "newsletters", "private"}

func chooseFolder(ctx context.Context, subject string) (string, error) {
	llm, err := lcopenai.New(lcopenai.WithModel("gpt-4o"))
	if err != nil {
		return "", err
	}
	prompt := fmt.Sprintf("Classify the mail into one of the following categories: %s. Return only the category.\n\n%s", strings.Join(folders, ", "), subject)
	answer, err := llms.GenerateFromSinglePrompt(ctx, llm, prompt, llms.WithTemperature(0), llms.WithMaxTokens(10)) // wattlint-expect: oversized-model
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(answer), nil
}

func isNewsletter(ctx context.Context, key, body string) bool {
	client := anthropic.NewClient(option.WithAPIKey(key))
	message, err := client.Messages.New(ctx, anthropic.MessageNewParams{ // wattlint-expect: oversized-model
		Model:     anthropic.ModelClaudeOpus4_5,
		MaxTokens: 4,
		Messages: []anthropic.MessageParam{
			anthropic.NewUserMessage(anthropic.NewTextBlock("Is this mail a newsletter? Answer yes or no.\n\n" + body)),
		},
	})
	if err != nil {
		log.Print(err)
		return false
	}
	return strings.Contains(strings.ToLower(message.Content[0].Text), "yes")
}

func subjectLine(ctx context.Context, client openai.Client, body string) (string, error) {
	completion, err := client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{ // wattlint-expect: oversized-model
		Model:               openai.ChatModelGPT4_1,
		MaxCompletionTokens: openai.Int(24),
		Messages: []openai.ChatCompletionMessageParamUnion{
			openai.SystemMessage("Generate a short title for the mail. Answer with only the title."),
			openai.UserMessage(body),
		},
	})
	if err != nil {
		return "", err
	}
	return completion.Choices[0].Message.Content, nil
}

// The flag's default is a small model.
func isUrgent(ctx context.Context, model, body string) (bool, error) {
	llm, err := lcopenai.New(lcopenai.WithModel(model))
	if err != nil {
		return false, err
	}
	answer, err := llms.GenerateFromSinglePrompt(ctx, llm, "Is this mail urgent? Answer yes or no.\n\n"+body) // wattlint-ok: oversized-model
	return answer == "yes", err
}

// A small model goes first, and the large one sees only what that one leaves open.
func isFraud(ctx context.Context, client openai.Client, body string) (bool, error) {
	ask := "Is this mail an attempt at fraud? Answer yes, no or unsure.\n\n" + body
	first, err := client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{ // wattlint-ok: oversized-model
		Model:    openai.ChatModelGPT4_1Nano,
		Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage(ask)},
	})
	if err != nil {
		return false, err
	}
	if answer := strings.ToLower(first.Choices[0].Message.Content); answer != "unsure" {
		return answer == "yes", nil
	}
	second, err := client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{ // wattlint-ok: oversized-model
		Model:    openai.ChatModelGPT4_1,
		Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage(ask)},
	})
	if err != nil {
		return false, err
	}
	return strings.ToLower(second.Choices[0].Message.Content) == "yes", nil
}

func main() {
	model := flag.String("model", "gpt-4.1-nano", "the model that decides")
	flag.Parse()
	urgent, err := isUrgent(context.Background(), *model, strings.Join(flag.Args(), " "))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(urgent)
}
