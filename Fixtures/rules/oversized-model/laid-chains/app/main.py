from fastapi import FastAPI

from app.chains import build_reply_chain, small_chain, urgency_chain

app = FastAPI()
replies = build_reply_chain()


@app.post("/tickets")
async def ticket(text: str) -> dict[str, str]:
    kind = await small_chain.ainvoke({"ticket": text})
    urgency = await urgency_chain.ainvoke({"ticket": text})
    return {"kind": kind, "urgency": urgency, "reply": await replies.ainvoke({"ticket": text})}
