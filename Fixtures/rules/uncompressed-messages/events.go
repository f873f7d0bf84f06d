package events

import (
	"context"
	"encoding/json"

	"github.com/segmentio/kafka-go"
	"google.golang.org/protobuf/proto"
)

func Publish(ctx context.Context, order Order) error {
	writer := &kafka.Writer{Addr: kafka.TCP("kafka:9092"), Topic: "orders", Balancer: &kafka.LeastBytes{}} // wattlint-expect: uncompressed-messages
	defer writer.Close()
	payload, err := json.Marshal(order)
	if err != nil {
		return err
	}
	return writer.WriteMessages(ctx, kafka.Message{Key: []byte(order.ID), Value: payload})
}

func PublishPacked(ctx context.Context, order Order) error {
	writer := &kafka.Writer{Addr: kafka.TCP("kafka:9092"), Topic: "orders", Compression: kafka.Zstd} // wattlint-ok: uncompressed-messages
	defer writer.Close()
	payload, err := json.Marshal(order)
	if err != nil {
		return err
	}
	return writer.WriteMessages(ctx, kafka.Message{Value: payload})
}

func PublishBytes(ctx context.Context, order *OrderMessage) error {
	writer := &kafka.Writer{Addr: kafka.TCP("kafka:9092"), Topic: "orders"} // wattlint-ok: uncompressed-messages
	defer writer.Close()
	payload, err := proto.Marshal(order)
	if err != nil {
		return err
	}
	return writer.WriteMessages(ctx, kafka.Message{Value: payload})
}
