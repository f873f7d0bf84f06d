"""One question through Instructor, LiteLLM and LangChain."""
from typing import Literal

import instructor
import litellm
from anthropic import Anthropic
from langchain.chat_models import init_chat_model
from langchain_anthropic import ChatAnthropic
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import AzureChatOpenAI, ChatOpenAI
from openai import OpenAI
from pydantic import BaseModel


class Ticket(BaseModel):
    queue: Literal["billing", "shipping", "returns"]
    reason: str


ASK = "Classify the ticket. Choose exactly one of: billing, shipping, returns."

client = instructor.from_openai(OpenAI())
local = instructor.from_openai(OpenAI(base_url="http://localhost:8000/v1", api_key="unused"))
claude = instructor.from_anthropic(Anthropic())
any_provider = instructor.from_provider("openai/gpt-4o")
any_small_provider = instructor.from_provider("openai/gpt-4o-mini")


def classify_ticket(text: str) -> str:
    ticket = client.chat.completions.create(  # wattlint-expect: oversized-model
        model="gpt-4o", response_model=Ticket, messages=[{"role": "user", "content": f"{ASK}\n{text}"}]
    )
    return ticket.queue


def classify_ticket_locally(text: str) -> str:
    ticket = local.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o", response_model=Ticket, messages=[{"role": "user", "content": f"{ASK}\n{text}"}]
    )
    return ticket.queue


def classify_ticket_with_claude(text: str) -> str:
    ticket = claude.messages.create(  # wattlint-expect: oversized-model
        model="claude-opus-4-5", max_tokens=64, response_model=Ticket, messages=[{"role": "user", "content": f"{ASK}\n{text}"}]
    )
    return ticket.queue


def classify_ticket_with_any(text: str) -> str:
    return any_provider.create(response_model=Ticket, messages=[{"role": "user", "content": f"{ASK}\n{text}"}]).queue  # wattlint-expect: oversized-model


def classify_ticket_with_any_small(text: str) -> str:
    return any_small_provider.create(response_model=Ticket, messages=[{"role": "user", "content": f"{ASK}\n{text}"}]).queue  # wattlint-ok: oversized-model


def classify_by_litellm(text: str) -> str:
    reply = litellm.completion(  # wattlint-expect: oversized-model
        model="anthropic/claude-opus-4-5", max_tokens=4, messages=[{"role": "user", "content": f"{ASK}\nOnly the label.\n{text}"}]
    )
    return reply.choices[0].message.content.strip()


def classify_by_small_litellm(text: str) -> str:
    reply = litellm.completion(  # wattlint-ok: oversized-model
        model="ollama/llama3.1:8b-instruct-q8_0", max_tokens=4, messages=[{"role": "user", "content": f"{ASK}\nOnly the label.\n{text}"}]
    )
    return reply.choices[0].message.content.strip()


llm = ChatOpenAI(model="gpt-4o", temperature=0)
small = init_chat_model("openai:gpt-4.1-nano", temperature=0)
deployment = AzureChatOpenAI(azure_deployment="gpt-4", temperature=0)
claude_llm = ChatAnthropic(model="claude-opus-4-5", max_tokens=64)

PROMPT = ChatPromptTemplate.from_messages([("system", ASK), ("human", "{text}")])
labeler = PROMPT | llm.with_structured_output(Ticket)
small_labeler = PROMPT | small.with_structured_output(Ticket)
speller = PROMPT | llm.bind(max_tokens=4) | StrOutputParser()


def label(text: str) -> str:
    return labeler.invoke({"text": text}).queue  # wattlint-expect: oversized-model


def label_small(text: str) -> str:
    return small_labeler.invoke({"text": text}).queue  # wattlint-ok: oversized-model


def label_by_word(text: str) -> str:
    answer = speller.invoke({"text": text})  # wattlint-expect: oversized-model
    return "billing" if answer.strip().lower() == "billing" else "other"


def label_with_messages(text: str) -> str:
    answer = claude_llm.with_structured_output(Ticket).invoke([SystemMessage(content=ASK), HumanMessage(content=text)])  # wattlint-expect: oversized-model
    return answer.queue


def label_by_deployment(text: str) -> str:
    # `gpt-4` is what somebody called the deployment.
    answer = deployment.invoke(PROMPT.format_messages(text=text))  # wattlint-ok: oversized-model
    return "billing" if answer.content.strip().lower() == "billing" else "other"


def label_with_format(text: str) -> str:
    answer = llm.invoke(PROMPT.format_messages(text=text))  # wattlint-expect: oversized-model
    return "billing" if answer.content.strip().lower() == "billing" else "other"
