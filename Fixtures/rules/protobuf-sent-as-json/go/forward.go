// Package forward sends readings on to the service that keeps them.
package forward

import (
	"bytes"
	"context"
	"net/http"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	telemetrypb "example.com/telemetry/gen/telemetry/v1"
)

const ingest = "http://ingest.telemetry.svc.cluster.local:8080"

var wire = protojson.MarshalOptions{UseProtoNames: true}

func send(request *http.Request, err error) error {
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	return response.Body.Close()
}

func Forward(ctx context.Context, batch *telemetrypb.Batch) error {
	body, err := protojson.Marshal(batch) // wattlint-expect: protobuf-sent-as-json
	if err != nil {
		return err
	}
	return send(http.NewRequestWithContext(ctx, http.MethodPost, ingest+"/batches", bytes.NewReader(body)))
}

func ForwardOne(reading *telemetrypb.Reading) error {
	body, err := wire.Marshal(reading) // wattlint-expect: protobuf-sent-as-json
	if err != nil {
		return err
	}
	return send(http.NewRequest("PUT", ingest+"/readings", bytes.NewBuffer(body)))
}

func ForwardBinary(ctx context.Context, batch *telemetrypb.Batch) error {
	body, err := proto.Marshal(batch) // wattlint-ok: protobuf-sent-as-json
	if err != nil {
		return err
	}
	return send(http.NewRequestWithContext(ctx, http.MethodPost, ingest+"/batches", bytes.NewReader(body)))
}

// Another company's service takes JSON.
func Partner(ctx context.Context, batch *telemetrypb.Batch) error {
	body, err := protojson.Marshal(batch) // wattlint-ok: protobuf-sent-as-json
	if err != nil {
		return err
	}
	return send(http.NewRequestWithContext(ctx, http.MethodPost, "https://api.partner.example.com/v1/batches", bytes.NewReader(body)))
}

// A browser reads it.
func Show(writer http.ResponseWriter, batch *telemetrypb.Batch) error {
	body, err := protojson.Marshal(batch) // wattlint-ok: protobuf-sent-as-json
	if err != nil {
		return err
	}
	_, err = writer.Write(body)
	return err
}
