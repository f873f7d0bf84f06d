// Package rules asks no model.
package rules

import "context"

func Ask(ctx context.Context, api any, question string, model string) string { return question[:3] }
