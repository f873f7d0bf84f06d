"""Explains the words of our trade, on a page that anybody may open."""

from fastapi import FastAPI
from openai import OpenAI

app = FastAPI(title="glossary")
client = OpenAI()


@app.get("/words/{word}")
def meaning(word: str) -> str:
    reply = client.chat.completions.create(
        model="gpt-4.1-nano", temperature=0, messages=[{"role": "user", "content": f"What does {word} mean in logistics? One sentence."}])
    return reply.choices[0].message.content
