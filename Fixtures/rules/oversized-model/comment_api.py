"""Moderation and naming for the forum's API."""
from typing import Literal

from anthropic import AsyncAnthropic
from fastapi import APIRouter, HTTPException
from google import genai
from google.genai import types
from pydantic import BaseModel

router = APIRouter()
claude = AsyncAnthropic()
gemini = genai.Client()

MODEL = "claude-opus-4-1"
SMALL_MODEL = "claude-haiku-4-5"


class Comment(BaseModel):
    thread: int
    text: str


async def is_spam(text: str) -> bool:
    message = await claude.messages.create(  # wattlint-expect: oversized-model
        model=MODEL,
        max_tokens=2,
        system="You guard a forum. Answer yes or no.",
        messages=[{"role": "user", "content": f"Is this comment spam?\n\n{text}"}],
    )
    return message.content[0].text.strip().lower() == "yes"


async def is_toxic(text: str) -> bool:
    message = await claude.messages.create(  # wattlint-ok: oversized-model
        model=SMALL_MODEL,
        max_tokens=2,
        system="You guard a forum. Answer yes or no.",
        messages=[{"role": "user", "content": f"Is this comment toxic?\n\n{text}"}],
    )
    return message.content[0].text.strip().lower() == "yes"


async def thread_title(text: str) -> str:
    response = await gemini.aio.models.generate_content(  # wattlint-expect: oversized-model
        model="gemini-2.5-pro",
        contents=f"Generate a title of at most six words for this thread.\n\n{text}",
        config=types.GenerateContentConfig(max_output_tokens=24, temperature=0.2),
    )
    return response.text.strip().strip('"')


async def thread_title_flash(text: str) -> str:
    response = await gemini.aio.models.generate_content(  # wattlint-ok: oversized-model
        model="gemini-2.5-flash-lite",
        contents=f"Generate a title of at most six words for this thread.\n\n{text}",
        config=types.GenerateContentConfig(max_output_tokens=24, temperature=0.2),
    )
    return response.text.strip().strip('"')


async def language_of(text: str) -> Literal["de", "en", "fr", "other"]:
    message = await claude.messages.create(  # wattlint-expect: oversized-model, model-for-deterministic-task
        model=MODEL,
        max_tokens=4,
        messages=[{"role": "user", "content": f"Which language is this? Reply with one word: de, en, fr or other.\n{text[:500]}"}],
    )
    label = message.content[0].text.strip()
    return label if label in ("de", "en", "fr") else "other"


@router.post("/comments")
async def post_comment(comment: Comment):
    if await is_spam(comment.text) or await is_toxic(comment.text):
        raise HTTPException(422, "This comment cannot be published.")
    return {"language": await language_of(comment.text), "title": await thread_title(comment.text)}


@router.post("/threads/{thread}/answer")
async def answer_thread(thread: int, comment: Comment):
    # The moderator asks for a draft; a person edits and posts it.
    message = await claude.messages.create(  # wattlint-ok: oversized-model
        model=MODEL,
        max_tokens=2048,
        system="You know the rules of the forum. Draft an answer with references to the rules that matter.",
        messages=[{"role": "user", "content": comment.text}],
    )
    return {"draft": message.content[0].text}
