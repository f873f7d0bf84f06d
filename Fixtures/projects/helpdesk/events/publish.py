"""Tells the other services what happened."""

import json
import os

import requests
from google.protobuf.json_format import MessageToDict
from kafka import KafkaProducer

from events.mail_pb2 import Batch

producer = KafkaProducer(bootstrap_servers=os.environ["BROKERS"], value_serializer=lambda value: json.dumps(value).encode())
small = KafkaProducer(bootstrap_servers=os.environ["BROKERS"], compression_type="zstd", value_serializer=lambda value: json.dumps(value).encode())


def publish(mail: dict) -> None:
    producer.send("mails", mail)
    small.send("mails-v2", mail)


def forward(batch: Batch) -> None:
    requests.post("http://archive.desk.svc.cluster.local/batches", json=MessageToDict(batch), timeout=5)


def forward_as_it_is(batch: Batch) -> None:
    requests.post("http://archive.desk.svc.cluster.local/v2/batches", data=batch.SerializeToString(), timeout=5)
