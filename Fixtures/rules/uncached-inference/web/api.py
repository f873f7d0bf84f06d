from fastapi import Depends, FastAPI
from openai import OpenAI

app = FastAPI()
client = OpenAI()


def ask(prompt: str) -> str:
    reply = client.chat.completions.create(model="gpt-4.1-mini", temperature=0, messages=[{"role": "user", "content": prompt}])
    return reply.choices[0].message.content


@app.get("/words/{word}/language")
async def language(word: str) -> str:
    reply = client.chat.completions.create(  # wattlint-expect: uncached-inference
        model="gpt-4.1-nano", temperature=0, messages=[{"role": "user", "content": f"Which part of speech is the word {word}? One word."}]
    )
    return reply.choices[0].message.content


def species(name: str) -> str:
    reply = client.responses.create(model="gpt-4.1-nano", temperature=0, input=f"Give the Latin name of the plant {name}.")  # wattlint-expect: uncached-inference
    return reply.output_text


@app.get("/plants/{name}")
def plant(name: str) -> dict:
    return {"name": name, "latin": species(name)}


@app.get("/tips")
def tips(topic: str) -> str:
    # Drawn anew on purpose.
    reply = client.responses.create(model="gpt-4.1-mini", temperature=0.9, input=f"A surprising tip about {topic}.")  # wattlint-ok: uncached-inference
    return reply.output_text


@app.get("/greeting")
def greeting(user=Depends(signed_in)) -> str:
    reply = client.responses.create(model="gpt-4.1-mini", temperature=0, input=f"Greet {user.name} in one line.")  # wattlint-ok: uncached-inference
    return reply.output_text


@app.post("/reviews")
def review(text: str) -> str:
    # Hardly any review comes twice.
    reply = client.responses.create(model="gpt-4.1-nano", temperature=0, input=f"Is this review positive? Answer yes or no. {text}")  # wattlint-ok: uncached-inference
    return reply.output_text


@app.get("/notes/{note_id}/title")
def title(note_id: str, db=Depends(database)) -> str:
    note = db.load(note_id)
    if note.title:
        return note.title
    note.title = client.responses.create(model="gpt-4.1-nano", temperature=0, input=f"Give this note a short title: {note.text}").output_text  # wattlint-ok: uncached-inference
    db.commit()
    return note.title


def nightly(words: list[str]) -> dict[str, str]:
    return {word: ask(f"Which part of speech is {word}?") for word in words}  # wattlint-ok: uncached-inference
