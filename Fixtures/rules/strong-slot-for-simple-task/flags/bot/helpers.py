import logging

from bot.llm import send_message

logger = logging.getLogger(__name__)

TITLE_PROMPT = "Write a short title for this conversation, of at most five words. Return only the title.\n\n{chat}"
SAFETY_PROMPT = "Is the following prompt harmful? Answer only yes or no.\n\n{prompt}"
KEYWORDS_PROMPT = "Extract the keywords of this query, keywords only, as a comma-separated list.\n\n{query}"
ANSWER_PROMPT = "Answer the user's question in depth, with the sources at hand.\n\n{question}"


async def chat_title(chat, user):
    reply = await send_message(TITLE_PROMPT.format(chat=chat), fast_model=True, user=user)  # wattlint-ok: strong-slot-for-simple-task
    return reply.text.strip()


async def chat_title_again(chat, user):
    reply = await send_message(TITLE_PROMPT.format(chat=chat), fast_model=False, user=user)  # wattlint-expect: strong-slot-for-simple-task
    return reply.text.strip()


async def is_harmful(prompt, user) -> bool:
    reply = await send_message(SAFETY_PROMPT.format(prompt=prompt), fast_model=False, user=user)  # wattlint-expect: strong-slot-for-simple-task
    return reply.text.strip().lower() == "yes"


async def is_harmful_as_told(prompt, user, fast_model: bool = True) -> bool:
    # Its callers choose.
    reply = await send_message(SAFETY_PROMPT.format(prompt=prompt), fast_model=fast_model, user=user)  # wattlint-ok: strong-slot-for-simple-task
    return reply.text.strip().lower() == "yes"


async def extract_keywords(query, user):
    return await send_message(KEYWORDS_PROMPT.format(query=query), use_large_model=True, user=user)  # wattlint-expect: strong-slot-for-simple-task


async def answer(question, user):
    return await send_message(ANSWER_PROMPT.format(question=question), fast_model=False, user=user)  # wattlint-ok: strong-slot-for-simple-task


def note(prompt, user):
    logger.info(SAFETY_PROMPT.format(prompt=prompt), extra={"user": user, "fast_model": False})  # wattlint-ok: strong-slot-for-simple-task
