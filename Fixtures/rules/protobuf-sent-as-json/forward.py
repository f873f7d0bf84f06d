import json
import logging

import httpx
import requests
from google.protobuf.json_format import MessageToDict, MessageToJson
from kafka import KafkaProducer

from telemetry_pb2 import Batch, Reading

log = logging.getLogger(__name__)
producer = KafkaProducer(bootstrap_servers="kafka:9092", compression_type="lz4")
session = requests.Session()


def forward(batch: Batch) -> None:
    requests.post("http://ingest.telemetry.svc.cluster.local/batches", json=MessageToDict(batch), timeout=5)  # wattlint-expect: protobuf-sent-as-json


def forward_later(batch: Batch) -> None:
    body = MessageToDict(batch, preserving_proto_field_name=True)  # wattlint-expect: protobuf-sent-as-json
    httpx.post("http://ingest:8080/batches", json=body)


def publish(reading: Reading) -> None:
    producer.send("readings", value=MessageToJson(reading).encode())  # wattlint-expect: protobuf-sent-as-json


def many(readings: list[Reading]) -> None:
    rows = [MessageToDict(reading) for reading in readings]  # wattlint-expect: protobuf-sent-as-json
    session.post("http://ingest:8080/readings", json={"rows": rows})


def binary(batch: Batch) -> None:
    log.info("batch %s", MessageToJson(batch))  # wattlint-ok: protobuf-sent-as-json
    requests.post("http://ingest:8080/batches", data=batch.SerializeToString())


def partner(batch: Batch) -> None:
    requests.post("https://api.partner.example.com/v1/batches", json=MessageToDict(batch))  # wattlint-ok: protobuf-sent-as-json


def answer(batch: Batch) -> str:
    return json.dumps(MessageToDict(batch))  # wattlint-ok: protobuf-sent-as-json


def keep(batch: Batch, path: str) -> None:
    with open(path, "w") as file:
        file.write(MessageToJson(batch))  # wattlint-ok: protobuf-sent-as-json
