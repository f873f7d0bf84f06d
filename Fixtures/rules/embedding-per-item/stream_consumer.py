"""Embeds messages as they come: there is nothing to collect."""
import asyncio

import google.genai as genai
import litellm
from fastapi import FastAPI, WebSocket
from kafka import KafkaConsumer
from openai import AsyncOpenAI

app = FastAPI()
client = AsyncOpenAI()
gemini = genai.Client()


@app.post("/embed")
async def embed(body: dict):
    response = await client.embeddings.create(model="text-embedding-3-large", input=body["text"])  # wattlint-ok: embedding-per-item
    return {"vector": response.data[0].embedding}


@app.websocket("/live")
async def live(socket: WebSocket):
    await socket.accept()
    while True:
        text = await socket.receive_text()
        response = await client.embeddings.create(model="text-embedding-3-large", input=text)  # wattlint-ok: embedding-per-item
        await socket.send_json({"vector": response.data[0].embedding})


def consume() -> None:
    # Each message is handled as soon as it is there.
    for message in KafkaConsumer("comments"):
        litellm.embedding(model="openai/text-embedding-3-small", input=[message.value.decode()])  # wattlint-ok: embedding-per-item


async def embed_pages(pages: list[str]) -> list[list[float]]:
    async def one(page: str) -> list[float]:
        response = await client.embeddings.create(model="text-embedding-3-large", input=page)  # wattlint-ok: embedding-per-item
        return response.data[0].embedding

    return await asyncio.gather(*[one(page) for page in pages])  # wattlint-expect: embedding-per-item


def embed_lines(path: str) -> list:
    vectors = []
    with open(path) as lines:
        for line in lines:
            result = gemini.models.embed_content(model="gemini-embedding-001", contents=line.strip())  # wattlint-expect: embedding-per-item
            vectors.append(result.embeddings[0].values)
    return vectors


def embed_lines_at_once(path: str) -> list:
    with open(path) as lines:
        result = gemini.models.embed_content(model="gemini-embedding-001", contents=[line.strip() for line in lines])  # wattlint-ok: embedding-per-item
    return [embedding.values for embedding in result.embeddings]


def compare_models(text: str) -> dict[str, list[float]]:
    # One text, several models.
    return {
        model: litellm.embedding(model=model, input=[text]).data[0]["embedding"]  # wattlint-ok: embedding-per-item
        for model in ("openai/text-embedding-3-small", "openai/text-embedding-3-large")
    }
