"""Agents, and a helper whose callers say how hard to think."""
from typing import Literal

from agents import Agent, ModelSettings, Runner
from openai import OpenAI
from openai.types.shared import Reasoning
from pydantic_ai import Agent as TypedAgent
from pydantic_ai.models.openai import OpenAIResponsesModelSettings

client = OpenAI()


def ask(prompt: str, effort: str = "minimal") -> str:
    response = client.chat.completions.create(
        model="gpt-5-mini", reasoning_effort=effort, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content


def is_invoice(document: str) -> bool:
    return ask(f"Is this document an invoice? Answer yes or no.\n{document}", effort="high").lower() == "yes"  # wattlint-expect: needless-reasoning


def is_receipt(document: str) -> bool:
    return ask(f"Is this document a receipt? Answer yes or no.\n{document}").lower() == "yes"  # wattlint-ok: needless-reasoning


def is_contract(document: str) -> bool:
    return ask(f"Is this document a contract? Answer yes or no.\n{document}", effort="low").lower() == "yes"  # wattlint-ok: needless-reasoning


labeller = Agent(
    name="labeller",
    instructions="Classify the ticket into exactly one of: bug, question, praise.",
    model="gpt-5-mini",
    output_type=Literal["bug", "question", "praise"],
    model_settings=ModelSettings(reasoning=Reasoning(effort="high")),
)
sorter = TypedAgent(
    "openai:gpt-5-mini",
    output_type=Literal["bug", "question", "praise"],
    instructions="Classify the ticket into exactly one of: bug, question, praise.",
    model_settings=OpenAIResponsesModelSettings(openai_reasoning_effort="medium"),
)
calm_sorter = TypedAgent(
    "openai:gpt-5-mini",
    output_type=Literal["bug", "question", "praise"],
    instructions="Classify the ticket into exactly one of: bug, question, praise.",
    model_settings=OpenAIResponsesModelSettings(openai_reasoning_effort="low"),
)


async def classify_ticket(ticket: str) -> str:
    result = await Runner.run(labeller, ticket)  # wattlint-expect: needless-reasoning
    return result.final_output


async def classify_typed(ticket: str) -> str:
    result = await sorter.run(ticket)  # wattlint-expect: needless-reasoning
    return result.output


async def classify_calmly(ticket: str) -> str:
    result = await calm_sorter.run(ticket)  # wattlint-ok: needless-reasoning
    return result.output
