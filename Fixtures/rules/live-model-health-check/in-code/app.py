import time

from fastapi import FastAPI, Request
from openai import AsyncOpenAI, OpenAI

app = FastAPI()
client = AsyncOpenAI()
blocking = OpenAI()
started = False
last = {"at": 0.0, "ok": False}


@app.get("/health")
async def health() -> dict:
    await client.chat.completions.create(model="gpt-4o", max_tokens=1, messages=[{"role": "user", "content": "ping"}])  # wattlint-expect: live-model-health-check
    return {"status": "ok"}


@app.get("/healthz")
async def healthz() -> dict:
    return {"status": "ok"}


async def model_answers() -> bool:
    try:
        await client.chat.completions.create(  # wattlint-expect: live-model-health-check
            model="gpt-4o-mini", max_tokens=5, messages=[{"role": "user", "content": "Say ok."}]
        )
        return True
    except Exception:
        return False


@app.get("/ready")
async def ready() -> dict:
    return {"model": await model_answers(), "started": started}


@app.get("/readyz")
async def readyz() -> dict:
    # Lists the models, which generates nothing.
    await client.models.list()
    return {"started": started}


@app.get("/livez")
async def livez(deep: bool = False) -> dict:
    if deep:
        await client.chat.completions.create(model="gpt-4o-mini", max_tokens=1, messages=[{"role": "user", "content": "ping"}])  # wattlint-ok: live-model-health-check
    return {"status": "ok"}


@app.get("/health/model")
async def health_of_model() -> dict:
    if time.time() - last["at"] < 3600:
        return last
    await client.chat.completions.create(model="gpt-4o-mini", max_tokens=1, messages=[{"role": "user", "content": "ping"}])  # wattlint-ok: live-model-health-check
    last.update(at=time.time(), ok=True)
    return last


@app.post("/providers/verify-key")
async def verify_key(key: str) -> dict:
    # Once, when somebody enters a key.
    probe = AsyncOpenAI(api_key=key)
    await probe.chat.completions.create(model="gpt-4o-mini", max_tokens=1, messages=[{"role": "user", "content": "Do not respond"}])  # wattlint-ok: live-model-health-check
    return {"valid": True}


@app.post("/health")
async def advise(request: Request) -> dict:
    # About the health of people.
    body = await request.json()
    reply = await client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": "Answer kindly: " + body["question"]}])  # wattlint-ok: live-model-health-check
    return {"answer": reply.choices[0].message.content}


@app.get("/api/health/{topic}/up")
async def tips(topic: str) -> dict:
    reply = await client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": f"Three tips about {topic}."}])  # wattlint-ok: live-model-health-check
    return {"tips": reply.choices[0].message.content}


@app.on_event("startup")
async def warm_up() -> None:
    global started
    await client.chat.completions.create(model="gpt-4o-mini", max_tokens=1, messages=[{"role": "user", "content": "hi"}])  # wattlint-ok: live-model-health-check
    started = True
