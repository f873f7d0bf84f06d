import json
import os

import httpx
from google.protobuf.json_format import MessageToJson

from meters_pb2 import Reading, Window

COLLECTOR = os.getenv("COLLECTOR_URL", "http://collector.meters.svc.cluster.local:9000")


async def forward(client: httpx.AsyncClient, window: Window) -> None:
    answer = await client.post(
        f"{COLLECTOR}/windows",
        content=MessageToJson(window),  # wattlint-expect: protobuf-sent-as-json
        headers={"content-type": "application/json"},
    )
    answer.raise_for_status()


def forward_bytes(client: httpx.Client, window: Window) -> None:
    text = MessageToJson(window)  # wattlint-expect: protobuf-sent-as-json
    client.post(f"{COLLECTOR}/windows", content=text.encode("utf-8"))


def notify(client: httpx.Client, window: Window) -> None:
    # The text of a message to people has it in it.
    client.post(f"{COLLECTOR}/notes", content=json.dumps({"text": f"window closed: {MessageToJson(window)}"}))  # wattlint-ok: protobuf-sent-as-json


def forward_binary(client: httpx.Client, reading: Reading) -> None:
    client.post(f"{COLLECTOR}/readings", content=reading.SerializeToString())  # wattlint-ok: protobuf-sent-as-json


def forward_outside(client: httpx.Client, reading: Reading) -> None:
    client.post("https://hooks.partner.example/readings", content=MessageToJson(reading))  # wattlint-ok: protobuf-sent-as-json
