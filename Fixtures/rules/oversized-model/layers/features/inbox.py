from core.provider import llm, send
from core.tasks import STRONG, ask, decide, decide_quickly


def is_invoice(mail: str) -> bool:
    # Said once already, where the answer is turned into a truth value.
    return decide("Is this mail an invoice? Answer yes or no.", mail)  # wattlint-ok: oversized-model


def is_contract(mail: str) -> bool:
    # Two functions away from the provider, and only here one can see what it is for.
    return ask("Is a signed contract attached? Answer yes or no.", mail).strip().lower() == "yes"  # wattlint-expect: oversized-model


def is_invoice_quick(mail: str) -> bool:
    return decide_quickly("Is this mail an invoice? Answer yes or no.", mail)  # wattlint-ok: oversized-model


def is_reminder(mail: str) -> bool:
    return send("Is this mail a reminder? Answer yes or no.", mail, STRONG, 2).strip().lower() == "yes"  # wattlint-expect: oversized-model


def is_reminder_small(mail: str) -> bool:
    return send("Is this mail a reminder? Answer yes or no.", mail, "claude-haiku-4-5", 2).strip().lower() == "yes"  # wattlint-ok: oversized-model
