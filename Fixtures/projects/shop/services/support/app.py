"""Answers customers and files their tickets."""

from fastapi import FastAPI
from openai import OpenAI
from pydantic import BaseModel

from shop import prompts
from shop.llm import ask
from shop.settings import settings

app = FastAPI(title="support")
openai = OpenAI()


class Message(BaseModel):
    customer_id: int
    text: str
    history: list[str] = []


@app.post("/messages")
async def answer_message(message: Message) -> dict:
    # A reply to a customer takes the large model.
    reply = await ask(
        prompts.SUPPORT_REPLY.format(policies=policies(), orders=orders(message.customer_id), message=message.text),
        model=settings.assistant_model,
        max_tokens=1200,
        temperature=0.4,
    )
    return {"reply": reply, "title": ticket_title([*message.history, message.text])}


def ticket_title(conversation: list[str]) -> str:
    """Names the ticket in the agents' list."""
    completion = openai.chat.completions.create(
        model="gpt-4o",
        messages=[{"role": "user", "content": prompts.TICKET_TITLE.format(conversation="\n".join(conversation))}],
        max_tokens=20,
    )
    return completion.choices[0].message.content.strip()


def policies() -> str:
    with open("/etc/shop/policies.md", encoding="utf-8") as file:
        return file.read()


def orders(customer_id: int) -> str:
    return f"orders of customer {customer_id}"
