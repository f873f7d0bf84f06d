from functools import lru_cache

from langchain_openai import ChatOpenAI

from .client import ChatClient
from .settings import Model


def get_chat(model: str = "gpt-4o-mini", temperature: float = 0.0) -> ChatOpenAI:
    return ChatOpenAI(model=model, temperature=temperature)


@lru_cache
def get_judge():
    return ChatOpenAI(model=Model.LARGE.value, temperature=0)


desk = ChatClient("gpt-4-turbo")
