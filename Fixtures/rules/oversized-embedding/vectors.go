package vectors

import (
	"context"

	"github.com/openai/openai-go/v2"
	older "github.com/sashabaranov/go-openai"
	"github.com/tmc/langchaingo/embeddings"
	lc "github.com/tmc/langchaingo/llms/openai"
)

func Shortened(ctx context.Context, client *older.Client, texts []string) (older.EmbeddingResponse, error) {
	return client.CreateEmbeddings(ctx, older.EmbeddingRequest{Model: older.LargeEmbedding3, Input: texts, Dimensions: 512}) // wattlint-ok: oversized-embedding
}

func Whole(ctx context.Context, client *older.Client, texts []string) (older.EmbeddingResponse, error) {
	return client.CreateEmbeddings(ctx, older.EmbeddingRequest{Model: older.LargeEmbedding3, Input: texts}) // wattlint-expect: oversized-embedding
}

func Small(ctx context.Context, client *older.Client, texts []string) (older.EmbeddingResponse, error) {
	return client.CreateEmbeddings(ctx, older.EmbeddingRequest{Model: older.SmallEmbedding3, Input: texts}) // wattlint-ok: oversized-embedding
}

// Whoever calls it says how many dimensions.
func Given(ctx context.Context, client *older.Client, request older.EmbeddingRequest) (older.EmbeddingResponse, error) {
	return client.CreateEmbeddings(ctx, request) // wattlint-ok: oversized-embedding
}

func Official(ctx context.Context, client openai.Client, texts []string) (*openai.CreateEmbeddingResponse, error) {
	return client.Embeddings.New(ctx, openai.EmbeddingNewParams{ // wattlint-expect: oversized-embedding
		Model: openai.EmbeddingModelTextEmbedding3Large,
		Input: openai.EmbeddingNewParamsInputUnion{OfArrayOfStrings: texts},
	})
}

func OfficialShortened(ctx context.Context, client openai.Client, texts []string) (*openai.CreateEmbeddingResponse, error) {
	return client.Embeddings.New(ctx, openai.EmbeddingNewParams{ // wattlint-ok: oversized-embedding
		Model:      openai.EmbeddingModelTextEmbedding3Large,
		Input:      openai.EmbeddingNewParamsInputUnion{OfArrayOfStrings: texts},
		Dimensions: openai.Int(1024),
	})
}

func Chain(ctx context.Context, texts []string) ([][]float32, error) {
	llm, err := lc.New(lc.WithEmbeddingModel("text-embedding-3-large"))
	if err != nil {
		return nil, err
	}
	embedder, err := embeddings.NewEmbedder(llm, embeddings.WithBatchSize(128))
	if err != nil {
		return nil, err
	}
	return embedder.EmbedDocuments(ctx, texts) // wattlint-expect: oversized-embedding
}
