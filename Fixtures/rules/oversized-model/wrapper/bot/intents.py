"""What a visitor of the shop wants."""
from bot import llm
from bot.llm import SMALL, ask, ask_messages

INTENT_PROMPT = """Classify the visitor's message into exactly one of: track_order, return, product, human.
Reply with one word.

{message}"""


def classify_intent(message: str) -> str:
    answer = ask(INTENT_PROMPT.format(message=message), max_tokens=5)  # wattlint-expect: oversized-model
    return answer.strip().lower()


def classify_intent_small(message: str) -> str:
    answer = ask(INTENT_PROMPT.format(message=message), model=SMALL, max_tokens=5)  # wattlint-ok: oversized-model
    return answer.strip().lower()


def wants_human(message: str) -> bool:
    return llm.ask(f"Does the visitor ask for a human? Answer yes or no.\n{message}").lower().startswith("yes")  # wattlint-expect: oversized-model


def wants_human_small(message: str) -> bool:
    answer = llm.ask(f"Does the visitor ask for a human? Answer yes or no.\n{message}", model="gpt-4.1-nano")  # wattlint-ok: oversized-model
    return answer.lower().startswith("yes")


async def is_off_topic(message: str) -> bool:
    answer = await ask_messages(  # wattlint-expect: oversized-model
        [
            {"role": "system", "content": "You guard the chat of a shoe shop. Is the message off topic? Answer yes or no."},
            {"role": "user", "content": message},
        ],
        max_tokens=1,
    )
    return answer.strip().lower() == "yes"


def product_advice(message: str, catalogue: str) -> str:
    return ask(f"Advise the visitor. Compare at least three shoes.\n{catalogue}\n{message}", temperature=0.7)  # wattlint-ok: oversized-model
