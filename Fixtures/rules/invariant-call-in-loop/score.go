package score

import (
	"context"

	"github.com/sashabaranov/go-openai"
)

func Rank(ctx context.Context, client *openai.Client, question string, documents []Document) error {
	for i, document := range documents {
		response, err := client.CreateEmbeddings(ctx, openai.EmbeddingRequest{Model: openai.SmallEmbedding3, Input: []string{question}}) // wattlint-expect: invariant-call-in-loop
		if err != nil {
			return err
		}
		documents[i].Score = dot(response.Data[0].Embedding, document.Vector)
	}
	return nil
}

func Index(ctx context.Context, client *openai.Client, documents []Document) error {
	for i, document := range documents {
		response, err := client.CreateEmbeddings(ctx, openai.EmbeddingRequest{Model: openai.SmallEmbedding3, Input: []string{document.Text}}) // wattlint-ok: invariant-call-in-loop wattlint-expect: embedding-per-item
		if err != nil {
			return err
		}
		documents[i].Vector = response.Data[0].Embedding
	}
	return nil
}
