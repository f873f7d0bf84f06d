from langchain_openai import ChatOpenAI

from models import configured_model, large_model, small_model
from nodes import Router, is_relevant, is_useful

llm = ChatOpenAI(model="gpt-4o", temperature=0)
router = Router(llm)
small_router = Router(llm=small_model())


def filter_documents(question: str, documents: list[str]) -> list[str]:
    return [d for d in documents if is_relevant(large_model(), d, question)]  # wattlint-expect: oversized-model


def filter_cheaply(question: str, documents: list[str]) -> list[str]:
    return [d for d in documents if is_relevant(small_model(), d, question)]  # wattlint-ok: oversized-model


def filter_as_configured(question: str, documents: list[str], name: str) -> list[str]:
    # Which model, the settings say.
    return [d for d in documents if is_relevant(configured_model(name), d, question)]  # wattlint-ok: oversized-model


def filter_useful(documents: list[str]) -> list[str]:
    return [d for d in documents if is_useful(llm, d)]  # wattlint-expect: oversized-model


def answers_ourselves(question: str) -> bool:
    return router.is_ours(question)  # wattlint-expect: oversized-model


def answers_cheaply(question: str) -> bool:
    return small_router.is_ours(question)  # wattlint-ok: oversized-model
