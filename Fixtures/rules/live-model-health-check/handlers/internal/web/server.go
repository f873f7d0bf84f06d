package web

import (
	"context"
	"net/http"

	openai "github.com/sashabaranov/go-openai"
)

type Server struct {
	models  *openai.Client
	context context.Context
}

func New(models *openai.Client) http.Handler {
	s := &Server{models: models, context: context.Background()}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /readyz", s.readiness)
	mux.HandleFunc("GET /lift", func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(s.readyMessage("lift"))) })
	return mux
}
