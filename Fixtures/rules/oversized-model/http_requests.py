"""Asking models without their SDKs, as scripts do."""
import json
import os
import urllib.request

import httpx
import requests

OPENAI_URL = os.getenv("OPENAI_BASE_URL", "https://api.openai.com/v1").rstrip("/")
OLLAMA_URL = "http://localhost:11434"
HEADERS = {"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}


def is_spam(text: str) -> bool:
    response = requests.post(  # wattlint-expect: oversized-model
        "https://api.openai.com/v1/chat/completions",
        headers=HEADERS,
        json={
            "model": "gpt-4o",
            "max_tokens": 1,
            "messages": [{"role": "user", "content": f"Is this comment spam? Answer only yes or no.\n{text}"}],
        },
    )
    return response.json()["choices"][0]["message"]["content"].lower() == "yes"


def is_spam_small(text: str) -> bool:
    response = requests.post(  # wattlint-ok: oversized-model
        "https://api.openai.com/v1/chat/completions",
        headers=HEADERS,
        json={
            "model": "gpt-4.1-nano",
            "max_tokens": 1,
            "messages": [{"role": "user", "content": f"Is this comment spam? Answer only yes or no.\n{text}"}],
        },
    )
    return response.json()["choices"][0]["message"]["content"].lower() == "yes"


def complete(payload: dict) -> dict:
    # Which model, the caller says in a dictionary.
    return requests.post(f"{OPENAI_URL}/chat/completions", headers=HEADERS, json=payload).json()  # wattlint-ok: oversized-model


def is_urgent(text: str) -> bool:
    payload = {
        "model": "gpt-4-turbo",
        "temperature": 0,
        "messages": [{"role": "user", "content": f"Is this mail urgent? Answer only yes or no.\n{text}"}],
    }
    response = requests.post(f"{OPENAI_URL}/chat/completions", headers=HEADERS, data=json.dumps(payload))  # wattlint-expect: oversized-model
    return response.json()["choices"][0]["message"]["content"].strip().lower() == "yes"


def is_invoice(text: str) -> bool:
    body = {
        "model": "claude-opus-4-1",
        "max_tokens": 1,
        "messages": [{"role": "user", "content": f"Is this mail an invoice? Answer only yes or no.\n{text}"}],
    }
    request = urllib.request.Request(  # wattlint-expect: oversized-model
        "https://api.anthropic.com/v1/messages",
        data=json.dumps(body).encode("utf-8"),
        headers={"x-api-key": os.environ["ANTHROPIC_API_KEY"], "anthropic-version": "2023-06-01"},
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)["content"][0]["text"] == "yes"


def gemini(prompt: str, model: str = "gemini-2.5-flash-lite") -> str:
    url = f"https://generativelanguage.googleapis.com/v1beta/models/{model}:generateContent?key={os.environ['GEMINI_API_KEY']}"
    response = httpx.post(url, json={"contents": [{"parts": [{"text": prompt}]}]})  # wattlint-ok: oversized-model
    return response.json()["candidates"][0]["content"]["parts"][0]["text"]


def is_complaint(text: str) -> bool:
    answer = gemini(f"Is this review a complaint? Answer only yes or no.\n{text}", model="gemini-2.5-pro")  # wattlint-expect: oversized-model
    return answer.strip().lower() == "yes"


def is_praise(text: str) -> bool:
    answer = gemini(f"Is this review full of praise? Answer only yes or no.\n{text}")  # wattlint-ok: oversized-model
    return answer.strip().lower() == "yes"


def is_question(text: str) -> bool:
    response = requests.post(  # wattlint-expect: oversized-model
        f"{OLLAMA_URL}/api/generate",
        json={"model": "llama3.1:70b", "stream": False, "prompt": f"Is this a question? Answer only yes or no.\n{text}"},
    )
    return response.json()["response"].strip().lower() == "yes"


def announce(chat: str, text: str) -> None:
    # A messenger has an address of the same ending.
    requests.post("https://open.messenger.example/open-apis/im/v1/messages", json={"chat": chat, "content": text})  # wattlint-ok: oversized-model


def deployed(text: str) -> bool:
    # The name in the address is one that the user made up.
    response = requests.post(  # wattlint-ok: oversized-model
        "https://desk.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-06-01",
        json={"max_tokens": 1, "messages": [{"role": "user", "content": f"Is this comment spam? Answer only yes or no.\n{text}"}]},
    )
    return response.json()["choices"][0]["message"]["content"] == "yes"
