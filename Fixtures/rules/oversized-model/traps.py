"""Calls that look like small tasks for large models, and are none: traps that public code has set for linters."""
import json
import math
from typing import Literal

import litellm
import streamlit as st
from fastapi import FastAPI, Request
from openai import OpenAI
from pydantic import BaseModel

app = FastAPI()
client = OpenAI()
openrouter = OpenAI(base_url="https://openrouter.ai/api/v1")
gateway = OpenAI(base_url="http://tensorzero:3000/openai/v1", api_key="none")
QUESTION = "Is this message spam? Answer yes or no.\n\n"


def is_spam_by_router(message: str) -> bool:
    # The router picks a model by how hard the question is.
    response = openrouter.chat.completions.create(  # wattlint-ok: oversized-model
        model="openrouter/auto", max_tokens=1, messages=[{"role": "user", "content": QUESTION + message}]
    )
    return response.choices[0].message.content == "yes"


def is_spam_by_function(message: str) -> bool:
    # What runs is written in the gateway's configuration.
    response = gateway.chat.completions.create(  # wattlint-ok: oversized-model
        model="tensorzero::function_name::spam", max_tokens=1, messages=[{"role": "user", "content": QUESTION + message}]
    )
    return response.choices[0].message.content == "yes"


def is_spam_flash(message: str) -> bool:
    # `gemini` holds the word mini; flash is the small one.
    response = litellm.completion(  # wattlint-ok: oversized-model
        model="gemini/gemini-2.5-flash", max_tokens=1, messages=[{"role": "user", "content": QUESTION + message}]
    )
    return response.choices[0].message.content == "yes"


def is_spam_mocked(message: str) -> bool:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="mock-model-id", max_tokens=1, messages=[{"role": "user", "content": QUESTION + message}]
    )
    return response.choices[0].message.content == "yes"


def is_spam_with_chosen_model(message: str) -> bool:
    # Whoever sits in front of it decides.
    model = st.selectbox("Model", ["gpt-4o", "gpt-4o-mini"])
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=model, max_tokens=1, messages=[{"role": "user", "content": QUESTION + message}]
    )
    return response.choices[0].message.content == "yes"


@app.post("/spam")
async def is_spam_as_asked(request: Request) -> bool:
    body = await request.json()
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=body["model"], max_tokens=1, messages=[{"role": "user", "content": QUESTION + body["text"]}]
    )
    return response.choices[0].message.content == "yes"


def perplexity_of(text: str) -> float:
    # One token, for what is known of the others.
    response = client.completions.create(model="gpt-3.5-turbo-instruct", prompt=text, max_tokens=1, logprobs=1, echo=True)  # wattlint-ok: oversized-model
    probabilities = response.choices[0].logprobs.token_logprobs[1:]
    return math.exp(-sum(probabilities) / len(probabilities))


def spam_of_voice(recording: str) -> bool:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o-audio-preview",
        max_tokens=1,
        messages=[
            {"role": "user", "content": [{"type": "text", "text": "Is this spam? Answer yes or no."}, {"type": "input_audio", "input_audio": {"data": recording, "format": "wav"}}]}
        ],
    )
    return response.choices[0].message.content == "yes"


def is_signed(document: str) -> bool:
    response = client.responses.create(  # wattlint-ok: oversized-model
        model="gpt-4o",
        input=[{"role": "user", "content": [{"type": "input_text", "text": "Is this contract signed? Answer yes or no."}, {"type": "input_file", "file_id": document}]}],
    )
    return response.output_text == "yes"


WEATHER = [
    {
        "type": "function",
        "function": {
            "name": "weather",
            "parameters": {"type": "object", "properties": {"city": {"type": "string"}, "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]}}},
        },
    }
]


def weather(question: str) -> dict:
    # The labels are those of a tool's argument.
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o", tools=WEATHER, messages=[{"role": "user", "content": question}]
    )
    return json.loads(response.choices[0].message.tool_calls[0].function.arguments)


def answer(question: str) -> str:
    # What is compared says that there is no answer.
    response = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": question}])  # wattlint-ok: oversized-model
    text = response.choices[0].message.content
    if text.strip() == "" or text.startswith("I'm sorry"):
        return "Please ask our staff."
    if response.choices[0].finish_reason == "stop":
        return text
    return text + " …"


def plain(markdown: str) -> str:
    response = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "Tidy this up: " + markdown}])  # wattlint-ok: oversized-model
    text = response.choices[0].message.content
    if text.startswith("```json"):
        text = text.removeprefix("```json").removesuffix("```")
    return text if text.startswith("{") else json.dumps(text)


class Audit(BaseModel):
    violations: list[str]
    argument: str
    verdict: Literal["pass", "fail"]
    next_steps: list[str]


def audit(policy: str, text: str) -> Audit:
    # The verdict is the smallest part of what is stored.
    response = client.beta.chat.completions.parse(  # wattlint-ok: oversized-model
        model="gpt-4o", response_format=Audit, messages=[{"role": "user", "content": f"Hold the text against our policy.\n{policy}\n{text}"}]
    )
    return response.choices[0].message.parsed


def label_for_training(texts: list[str]) -> list[str]:
    # A large teacher labels what a small model learns from.
    labels = []
    for text in texts:
        response = client.chat.completions.create(  # wattlint-todo-ok: oversized-model teacher of a small model
            model="gpt-4o", max_tokens=1, messages=[{"role": "user", "content": QUESTION + text}]
        )
        labels.append("spam" if response.choices[0].message.content == "yes" else "ham")
    with open("train.jsonl", "w") as file:
        for text, label in zip(texts, labels):
            file.write(json.dumps({"text": text, "label": label}) + "\n")
    return labels


def compare(models: list[str]) -> str:
    if "gpt-4o" in models:
        return "gpt-4o"  # wattlint-ok: oversized-model
    return "gpt-4o-mini"
