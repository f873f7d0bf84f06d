from fastapi import FastAPI
from openai import OpenAI

app = FastAPI()
client = OpenAI()


@app.get("/plants/{name}")
def plant(name: str) -> str:
    # The project sets up one for every call: see startup.py.
    reply = client.responses.create(model="gpt-4.1-nano", temperature=0, input=f"Give the Latin name of the plant {name}.")  # wattlint-ok: uncached-inference
    return reply.output_text
