from functools import lru_cache

from flask import Flask
from openai import OpenAI

app = Flask(__name__)
client = OpenAI()


@lru_cache(maxsize=4096)
def species(name: str) -> str:
    reply = client.responses.create(model="gpt-4.1-nano", temperature=0, input=f"Give the Latin name of the plant {name}.")  # wattlint-ok: uncached-inference
    return reply.output_text


@app.get("/plants/<name>")
def plant(name: str) -> dict:
    return {"name": name, "latin": species(name)}
