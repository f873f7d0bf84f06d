// Package worker hands orders on to the services that price and ship them.
package worker

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"github.com/IBM/sarama"
)

const pricing = "http://pricing.shop.svc.cluster.local:8080"

type Order struct {
	ID    string   `json:"id"`
	Items []string `json:"items"`
}

func Consume(ctx context.Context, consumer sarama.PartitionConsumer) error {
	for message := range consumer.Messages() {
		var order Order
		if err := json.Unmarshal(message.Value, &order); err != nil {
			continue
		}
		body, err := json.Marshal(order)
		if err != nil {
			return err
		}
		resp, err := http.Post(pricing+"/quotes", "application/json", bytes.NewReader(body)) // wattlint-expect: json-internal-api
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	return nil
}

func ConsumeWithRequests(ctx context.Context, consumer sarama.PartitionConsumer, client *http.Client) error {
	for message := range consumer.Messages() {
		payload, err := json.Marshal(map[string]string{"key": string(message.Key)})
		if err != nil {
			return err
		}
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, fmt.Sprintf("%s/touch", pricing), bytes.NewBuffer(payload)) // wattlint-expect: json-internal-api
		if err != nil {
			return err
		}
		req.Header.Set("Content-Type", "application/json")
		if _, err := client.Do(req); err != nil {
			return err
		}
	}
	return nil
}

// What a partner gets is his to choose.
func Notify(consumer sarama.PartitionConsumer) {
	for message := range consumer.Messages() {
		http.Post("https://hooks.example.com/orders", "application/json", bytes.NewReader(message.Value)) // wattlint-ok: json-internal-api
	}
}

// Protobuf already.
func Forward(consumer sarama.PartitionConsumer) {
	for message := range consumer.Messages() {
		http.Post(pricing+"/raw", "application/x-protobuf", bytes.NewReader(message.Value)) // wattlint-ok: json-internal-api
	}
}

// Once, when the program starts.
func Register(name string) error {
	body, err := json.Marshal(map[string]string{"name": name})
	if err != nil {
		return err
	}
	_, err = http.Post(pricing+"/workers", "application/json", bytes.NewReader(body)) // wattlint-ok: json-internal-api
	return err
}

func lookUp(name string) error {
	_, err := http.PostForm(pricing+"/lookup", url.Values{"name": {name}}) // wattlint-ok: json-internal-api
	return err
}
