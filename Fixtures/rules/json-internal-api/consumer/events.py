"""Hands each event of the stream to the service that keeps the profiles."""
import json

import requests
from celery import shared_task
from kafka import KafkaConsumer

PROFILES = "http://profiles.crm.svc.cluster.local:8080"
consumer = KafkaConsumer("clicks", bootstrap_servers="kafka:9092")


def run() -> None:
    with requests.Session() as session:
        for message in consumer:
            event = json.loads(message.value)
            session.post(f"{PROFILES}/events", json=event)  # wattlint-expect: json-internal-api


def run_external() -> None:
    for message in consumer:
        requests.post("https://collector.example.com/events", json=json.loads(message.value))  # wattlint-ok: json-internal-api


def label() -> None:
    # A model server speaks JSON; nobody can have it take anything else.
    for message in consumer:
        body = {"model": "qwen3-8b", "max_tokens": 400, "messages": [{"role": "user", "content": json.loads(message.value)["text"]}]}
        requests.post("http://vllm.models.svc.cluster.local:8000/v1/chat/completions", json=body)  # wattlint-ok: json-internal-api


@shared_task
def touch(profile: str) -> None:
    requests.patch(f"{PROFILES}/profiles/{profile}", json={"seen": True})  # wattlint-expect: json-internal-api


def replay(path: str) -> None:
    with open(path) as lines:
        for line in lines:
            requests.post(f"{PROFILES}/events", json=json.loads(line))  # wattlint-ok: json-internal-api
