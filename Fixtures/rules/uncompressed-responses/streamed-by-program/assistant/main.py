from fastapi import FastAPI
from fastapi.responses import StreamingResponse

from assistant.answers import pieces

app = FastAPI()


@app.post("/answers")
def answer(question: str):
    return StreamingResponse(pieces(question), media_type="text/plain")
