"""The same small tasks as real code has them: other languages, other shapes of answers, options in dictionaries."""
import json
import os
import re

import openai
from langchain.chat_models import init_chat_model
from openai import AsyncOpenAI, OpenAI
from pydantic import BaseModel
from typing import Literal
import instructor

client = OpenAI()
aclient = AsyncOpenAI()
structured = instructor.from_openai(OpenAI())
DEFAULTS = {"model": "gpt-4o", "temperature": 0}


class Spam(BaseModel):
    label: Literal["spam", "ham"]


def ist_beschwerde(text: str) -> bool:
    antwort = client.chat.completions.create(  # wattlint-expect: oversized-model
        model="gpt-4o", max_tokens=2, messages=[{"role": "user", "content": f"Ist das eine Beschwerde? Antworte nur mit Ja oder Nein.\n{text}"}]
    )
    return antwort.choices[0].message.content.strip().lower() == "ja"


def route(question: str) -> str:
    params = dict(DEFAULTS)
    params["max_tokens"] = 5
    params["messages"] = [{"role": "user", "content": f"Which agent takes this? Respond with only the name: billing, tech or sales.\n{question}"}]
    response = client.chat.completions.create(**params)  # wattlint-expect: oversized-model
    match response.choices[0].message.content.strip():
        case "billing":
            return "billing@example.com"
        case "tech":
            return "tech@example.com"
        case _:
            return "sales@example.com"


def route_small(question: str) -> str:
    params = DEFAULTS | {"model": "gpt-4o-mini", "max_tokens": 5}
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        messages=[{"role": "user", "content": f"Which agent takes this? Respond with only the name.\n{question}"}], **params
    )
    return response.choices[0].message.content.strip()


def classify_spam(mail: str) -> str:
    answer = structured.chat.completions.create(  # wattlint-expect: oversized-model
        model="gpt-4o", response_model=Spam, messages=[{"role": "user", "content": mail}]
    )
    return answer.label


def relevance(question: str, passage: str) -> float:
    response = openai.chat.completions.create(  # wattlint-expect: oversized-model
        model="gpt-4-turbo",
        messages=[
            {"role": "system", "content": "Score from 0 to 10 how well the passage answers the question. Only the score."},
            {"role": "user", "content": f"{question}\n\n{passage}"},
        ],
    )
    found = re.search(r"\d+", response.choices[0].message.content)
    return float(found.group()) / 10 if found else 0.0


def relevance_small(question: str, passage: str) -> float:
    response = openai.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-3.5-turbo",
        messages=[
            {"role": "system", "content": "Score from 0 to 10 how well the passage answers the question. Only the score."},
            {"role": "user", "content": f"{question}\n\n{passage}"},
        ],
    )
    return float(response.choices[0].message.content) / 10


async def should_search(question: str) -> bool:
    model = os.getenv("DECIDER_MODEL") or "gpt-4o"
    response = await aclient.chat.completions.create(  # wattlint-expect: oversized-model
        model=model,
        max_tokens=1,
        messages=[{"role": "user", "content": f"Does this question need a web search? Answer yes or no.\n{question}"}],
    )
    return "yes" in response.choices[0].message.content.lower()


def choose_index(question: str, large: bool = False) -> dict:
    model = "gpt-4.1" if large else "gpt-4.1-nano"
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=model,
        response_format={"type": "json_object"},
        messages=[{"role": "user", "content": f"Choose the best index. Respond with only the name, as JSON.\n{question}"}],
    )
    return json.loads(response.choices[0].message.content)


def is_positive(review: str) -> bool:
    llm = init_chat_model("openai:gpt-4o", temperature=0)
    return llm.invoke(f"Is this review positive? Answer yes or no.\n{review}").content == "yes"  # wattlint-expect: oversized-model
