// Package index fills the search index of the help centre.
package index

import (
	"context"

	"github.com/sashabaranov/go-openai"
	"golang.org/x/sync/errgroup"
)

const batchSize = 128

type Article struct {
	ID, Body string
}

type Store interface {
	Put(ctx context.Context, id string, vector []float32) error
}

func Articles(ctx context.Context, client *openai.Client, store Store, articles []Article) error {
	for _, article := range articles {
		resp, err := client.CreateEmbeddings(ctx, openai.EmbeddingRequest{ // wattlint-expect: embedding-per-item
			Model: openai.SmallEmbedding3,
			Input: []string{article.Body},
		})
		if err != nil {
			return err
		}
		if err := store.Put(ctx, article.ID, resp.Data[0].Embedding); err != nil {
			return err
		}
	}
	return nil
}

func Concurrently(ctx context.Context, client *openai.Client, texts []string, vectors [][]float32) error {
	group, ctx := errgroup.WithContext(ctx)
	for i := range texts {
		group.Go(func() error {
			resp, err := client.CreateEmbeddings(ctx, openai.EmbeddingRequest{ // wattlint-expect: embedding-per-item
				Model: openai.SmallEmbedding3,
				Input: texts[i],
			})
			if err != nil {
				return err
			}
			vectors[i] = resp.Data[0].Embedding
			return nil
		})
	}
	return group.Wait()
}

func InBatches(ctx context.Context, client *openai.Client, texts []string) ([][]float32, error) {
	var vectors [][]float32
	for start := 0; start < len(texts); start += batchSize {
		end := min(start+batchSize, len(texts))
		resp, err := client.CreateEmbeddings(ctx, openai.EmbeddingRequest{ // wattlint-ok: embedding-per-item
			Model: openai.SmallEmbedding3,
			Input: texts[start:end],
		})
		if err != nil {
			return nil, err
		}
		for _, item := range resp.Data {
			vectors = append(vectors, item.Embedding)
		}
	}
	return vectors, nil
}

func WithRetries(ctx context.Context, client *openai.Client, text string) ([]float32, error) {
	var err error
	for attempt := 0; attempt < 3; attempt++ {
		var resp openai.EmbeddingResponse
		resp, err = client.CreateEmbeddings(ctx, openai.EmbeddingRequest{ // wattlint-ok: embedding-per-item
			Model: openai.SmallEmbedding3,
			Input: []string{text},
		})
		if err == nil {
			return resp.Data[0].Embedding, nil
		}
	}
	return nil, err
}
