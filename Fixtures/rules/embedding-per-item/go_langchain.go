// Package notes embeds the notes of a team with LangChain Go, and those of the archive over HTTP.
package notes

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"

	"github.com/tmc/langchaingo/embeddings"
	"github.com/tmc/langchaingo/llms/openai"
)

type Note struct {
	ID, Text string
}

type Store interface {
	Put(ctx context.Context, id string, vector []float32) error
	Find(ctx context.Context, vector []float32) ([]string, error)
}

func newEmbedder() (*embeddings.EmbedderImpl, error) {
	llm, err := openai.New(openai.WithEmbeddingModel("text-embedding-3-large"))
	if err != nil {
		return nil, err
	}
	return embeddings.NewEmbedder(llm)
}

func AddAll(ctx context.Context, store Store, notes []Note) error {
	llm, err := openai.New(openai.WithEmbeddingModel("text-embedding-3-large"))
	if err != nil {
		return err
	}
	embedder, err := embeddings.NewEmbedder(llm)
	if err != nil {
		return err
	}
	for _, note := range notes {
		vector, err := embedder.EmbedQuery(ctx, note.Text) // wattlint-expect: embedding-per-item
		if err != nil {
			return err
		}
		if err := store.Put(ctx, note.ID, vector); err != nil {
			return err
		}
	}
	return nil
}

func AddOneByOne(ctx context.Context, embedder embeddings.Embedder, store Store, notes []Note) error {
	for _, note := range notes {
		vectors, err := embedder.EmbedDocuments(ctx, []string{note.Text}) // wattlint-expect: embedding-per-item
		if err != nil {
			return err
		}
		if err := store.Put(ctx, note.ID, vectors[0]); err != nil {
			return err
		}
	}
	return nil
}

func AddTogether(ctx context.Context, embedder embeddings.Embedder, store Store, notes []Note) error {
	var texts []string
	for _, note := range notes {
		texts = append(texts, note.Text)
	}
	vectors, err := embedder.EmbedDocuments(ctx, texts) // wattlint-ok: embedding-per-item
	if err != nil {
		return err
	}
	for i, vector := range vectors {
		if err := store.Put(ctx, notes[i].ID, vector); err != nil {
			return err
		}
	}
	return nil
}

func Search(ctx context.Context, embedder embeddings.Embedder, store Store, question string) ([]string, error) {
	vector, err := embedder.EmbedQuery(ctx, question) // wattlint-ok: embedding-per-item
	if err != nil {
		return nil, err
	}
	return store.Find(ctx, vector)
}

type embeddingRequest struct {
	Model string   `json:"model"`
	Input []string `json:"input"`
}

func Archive(ctx context.Context, base string, notes []Note) error {
	for _, note := range notes {
		body, err := json.Marshal(embeddingRequest{Model: "text-embedding-3-small", Input: []string{note.Text}})
		if err != nil {
			return err
		}
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/embeddings", bytes.NewReader(body)) // wattlint-expect: embedding-per-item
		if err != nil {
			return err
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		response.Body.Close()
	}
	return nil
}

// The address of pictures and words of a page, which embeds nothing.
func Report(ctx context.Context, base string, notes []Note) error {
	for _, note := range notes {
		body, err := json.Marshal(map[string]any{"page": note.ID, "input": note.Text})
		if err != nil {
			return err
		}
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/embeddings", bytes.NewReader(body)) // wattlint-ok: embedding-per-item
		if err != nil {
			return err
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		response.Body.Close()
	}
	return nil
}
