from langchain_anthropic import ChatAnthropic
from langchain_core.language_models import BaseChatModel
from langchain_openai import ChatOpenAI

from settings import model_by_name


def large_model() -> ChatOpenAI:
    return ChatOpenAI(model="gpt-4o", temperature=0)


def small_model():
    return ChatOpenAI(model="gpt-4o-mini", temperature=0)


def writer_model():
    return ChatAnthropic(model="claude-opus-4-5", max_tokens=4096)


def configured_model(name: str) -> BaseChatModel:
    return model_by_name(name)
