from fastapi import FastAPI
from openai import OpenAI

app = FastAPI()
client = OpenAI()


@app.post("/replies")
def replies(reviews: list[str]) -> list[str]:
    # Somebody waits.
    result = []
    for review in reviews:
        response = client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": "Write a polite reply.\n" + review}])  # wattlint-ok: batch-api-candidate
        result.append(response.choices[0].message.content)
    return result
