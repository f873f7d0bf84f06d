from core import ChatClient, Model, complete
from core.client import complete_as_configured


def complete_briefly(text: str, model: str) -> str:
    return complete(text, model=model, max_tokens=5).strip().lower()


def decide(question: str, model: str) -> bool:
    return complete_briefly(question, model) == "yes"


def decide_with_care(question: str) -> bool:
    return decide(question, Model.LARGE.value)  # wattlint-expect: oversized-model


class Sorter:
    def __init__(self, client: ChatClient):
        self.client = client

    def sort_letter(self, letter: str) -> str:
        return self.client.ask(f"Classify the letter as billing, shipping or other. Answer with one word.\n{letter}")  # wattlint-ok: oversized-model


def is_configured(text: str) -> bool:
    return complete_as_configured(f"Is it configured? Answer yes or no.\n{text}", Model.SMALL.value) == "yes"  # wattlint-ok: oversized-model
