"""Names for what the features need, so that they know no provider."""
from core.provider import send

STRONG = "claude-opus-4-5"
QUICK = "claude-haiku-4-5"


def decide(question: str, text: str, model: str = STRONG) -> bool:
    return send(question, text, model, 2).strip().lower() == "yes"  # wattlint-expect: oversized-model


def decide_quickly(question: str, text: str) -> bool:
    return decide(question, text, model=QUICK)  # wattlint-ok: oversized-model


def ask(question: str, text: str, model: str = STRONG) -> str:
    return send(question, text, model, 400)  # wattlint-ok: oversized-model
