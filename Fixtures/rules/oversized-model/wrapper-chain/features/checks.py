from core import Model, get_chat, get_judge
from core.client import ChatClient
from core.factory import desk
from features.text import complete_briefly, decide, decide_with_care
from other.text import decide as decide_by_rules


def is_spam(mail: str) -> bool:
    return decide(f"Is this mail spam? Answer yes or no.\n{mail}", "gpt-4o")  # wattlint-expect: oversized-model


def is_invoice(mail: str) -> bool:
    # What is wrong with it is said where the model is chosen.
    return decide_with_care(f"Is this an invoice? Answer yes or no.\n{mail}")  # wattlint-ok: oversized-model


def is_angry(mail: str) -> bool:
    return complete_briefly(f"Is the writer angry? Answer yes or no.\n{mail}", Model.LARGE.value) == "yes"  # wattlint-expect: oversized-model


def is_order(mail: str) -> bool:
    return ChatClient("gpt-4o").ask(f"Is this an order? Answer yes or no.\n{mail}") == "yes"  # wattlint-expect: oversized-model


def is_complaint(mail: str) -> bool:
    return desk.ask(f"Is this a complaint? Answer yes or no.\n{mail}") == "yes"  # wattlint-expect: oversized-model


def is_return(mail: str) -> bool:
    reply = get_judge().invoke(f"Is this a return? Answer yes or no.\n{mail}")  # wattlint-expect: oversized-model
    return reply.content == "yes"


def is_address(text: str) -> bool:
    reply = get_chat("gpt-4o").invoke(f"Is this an address? Answer yes or no.\n{text}")  # wattlint-expect: oversized-model
    return reply.content == "yes"


def is_city(text: str) -> bool:
    reply = get_chat().invoke(f"Is this a city? Answer yes or no.\n{text}")  # wattlint-ok: oversized-model
    return reply.content == "yes"


def is_thanks(mail: str) -> bool:
    return decide(f"Is this a note of thanks? Answer yes or no.\n{mail}", Model.SMALL)  # wattlint-ok: oversized-model


def is_reminder(mail: str) -> bool:
    # Rules decide here, whatever the name says.
    return decide_by_rules(f"Is this a reminder? Answer yes or no.\n{mail}", "gpt-4o")  # wattlint-ok: oversized-model


def is_anything(question: str, model: str) -> bool:
    # Nobody here says which model.
    return decide(f"Is it? Answer yes or no.\n{question}", model)  # wattlint-ok: oversized-model


def essay(topic: str) -> str:
    return ChatClient("gpt-4o").ask(f"Write an essay of four pages about {topic}, with sources.")  # wattlint-ok: oversized-model
