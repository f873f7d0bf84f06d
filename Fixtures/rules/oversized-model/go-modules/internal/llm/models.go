// Package llm asks models.
package llm

import "os"

const (
	// Large is for what needs thought.
	Large = "gpt-4o"
	Small = "gpt-4o-mini"
)

var Chosen = os.Getenv("DESK_MODEL")
