"""Agents of several frameworks: told what they are in one place, run in another."""
from enum import Enum
from typing import Literal

from agents import Agent as RunnerAgent
from agents import Runner
from agno.agent import Agent as AgnoAgent
from agno.models.openai import OpenAIChat
from autogen_agentchat.agents import AssistantAgent
from autogen_ext.models.openai import OpenAIChatCompletionClient
from crewai import LLM
from haystack.components.generators import OpenAIGenerator
from llama_index.llms.openai import OpenAI as IndexModel
from pydantic import BaseModel
from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIChatModel
from semantic_kernel.agents import ChatCompletionAgent
from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion
from smolagents import LiteLLMModel

INSTRUCTIONS = "Decide whether the message is spam. Answer yes or no, nothing else."


class Verdict(BaseModel):
    is_spam: bool


class Queue(str, Enum):
    billing = "billing"
    returns = "returns"


spam_agent = Agent("openai:gpt-4o", output_type=bool, instructions=INSTRUCTIONS)
small_spam_agent = Agent("openai:gpt-4.1-nano", output_type=bool, instructions=INSTRUCTIONS)
queue_agent = Agent(OpenAIChatModel("gpt-4.1"), output_type=Queue, system_prompt="Choose the queue for this message.")
helper_agent = Agent("openai:gpt-4o", instructions="Help the customer with the question.", tools=[print])


def is_spam(message: str) -> bool:
    return spam_agent.run_sync(message).output  # wattlint-expect: oversized-model


def is_spam_small(message: str) -> bool:
    return small_spam_agent.run_sync(message).output  # wattlint-ok: oversized-model


async def classify_message(message: str) -> Queue:
    result = await queue_agent.run(message)  # wattlint-expect: oversized-model
    return result.output


async def help_customer(message: str) -> str:
    result = await helper_agent.run(message)  # wattlint-ok: oversized-model
    return result.output


filter_agent = RunnerAgent(name="Spam filter", instructions=INSTRUCTIONS, model="gpt-4o", output_type=Verdict)
small_filter_agent = RunnerAgent(name="Spam filter", instructions=INSTRUCTIONS, model="gpt-4.1-nano", output_type=Verdict)
triage_agent = RunnerAgent(name="Triage", instructions="Hand the message to the right agent.", model="gpt-4o", handoffs=[filter_agent])


async def detect_spam(message: str) -> bool:
    result = await Runner.run(filter_agent, message)  # wattlint-expect: oversized-model
    return result.final_output.is_spam


async def detect_spam_small(message: str) -> bool:
    result = await Runner.run(small_filter_agent, message)  # wattlint-ok: oversized-model
    return result.final_output.is_spam


async def triage(message: str) -> str:
    # It hands over to others, who have tools.
    result = await Runner.run(triage_agent, message)  # wattlint-ok: oversized-model
    return result.final_output


agno_agent = AgnoAgent(model=OpenAIChat(id="gpt-4o"), instructions=INSTRUCTIONS, output_schema=Verdict)
small_agno_agent = AgnoAgent(model=OpenAIChat(id="gpt-4o-mini"), instructions=INSTRUCTIONS, output_schema=Verdict)


def is_spam_by_agno(message: str) -> bool:
    return agno_agent.run(message).content.is_spam  # wattlint-expect: oversized-model


def is_spam_by_small_agno(message: str) -> bool:
    return small_agno_agent.run(message).content.is_spam  # wattlint-ok: oversized-model


model_client = OpenAIChatCompletionClient(model="gpt-4o")
small_client = OpenAIChatCompletionClient(model="gpt-4.1-nano")
autogen_agent = AssistantAgent("filter", model_client=model_client, system_message=INSTRUCTIONS, output_content_type=Verdict)
small_autogen_agent = AssistantAgent("filter", model_client=small_client, system_message=INSTRUCTIONS, output_content_type=Verdict)


async def is_spam_by_autogen(message: str) -> bool:
    result = await autogen_agent.run(task=message)  # wattlint-expect: oversized-model
    return result.messages[-1].content.is_spam


async def is_spam_by_small_autogen(message: str) -> bool:
    result = await small_autogen_agent.run(task=message)  # wattlint-ok: oversized-model
    return result.messages[-1].content.is_spam


kernel_agent = ChatCompletionAgent(service=OpenAIChatCompletion(ai_model_id="gpt-4o"), name="filter", instructions=INSTRUCTIONS)
small_kernel_agent = ChatCompletionAgent(service=OpenAIChatCompletion(ai_model_id="gpt-4.1-nano"), name="filter", instructions=INSTRUCTIONS)


async def is_spam_by_kernel(message: str) -> bool:
    reply = await kernel_agent.get_response(messages=message)  # wattlint-expect: oversized-model
    return str(reply).strip().lower() == "yes"


async def is_spam_by_small_kernel(message: str) -> bool:
    reply = await small_kernel_agent.get_response(messages=message)  # wattlint-ok: oversized-model
    return str(reply).strip().lower() == "yes"


crew_model = LLM(model="openai/gpt-4o", max_tokens=2, temperature=0)
small_crew_model = LLM(model="openai/gpt-4.1-nano", max_tokens=2, temperature=0)


def is_spam_by_crew(message: str) -> bool:
    return crew_model.call(f"{INSTRUCTIONS}\n\n{message}").strip().lower() == "yes"  # wattlint-expect: oversized-model


def is_spam_by_small_crew(message: str) -> bool:
    return small_crew_model.call(f"{INSTRUCTIONS}\n\n{message}").strip().lower() == "yes"  # wattlint-ok: oversized-model


index_model = IndexModel(model="gpt-4o", max_tokens=2)
small_index_model = IndexModel(model="gpt-4.1-nano", max_tokens=2)


def is_spam_by_index(message: str) -> bool:
    return index_model.complete(f"{INSTRUCTIONS}\n\n{message}").text.strip().lower() == "yes"  # wattlint-expect: oversized-model


def is_spam_by_small_index(message: str) -> bool:
    return small_index_model.complete(f"{INSTRUCTIONS}\n\n{message}").text.strip().lower() == "yes"  # wattlint-ok: oversized-model


generator = OpenAIGenerator(model="gpt-4o", generation_kwargs={"max_tokens": 2})
small_generator = OpenAIGenerator(model="gpt-4o-mini", generation_kwargs={"max_tokens": 2})


def is_spam_by_haystack(message: str) -> bool:
    return generator.run(prompt=f"{INSTRUCTIONS}\n\n{message}")["replies"][0].strip().lower() == "yes"  # wattlint-expect: oversized-model


def is_spam_by_small_haystack(message: str) -> bool:
    return small_generator.run(prompt=f"{INSTRUCTIONS}\n\n{message}")["replies"][0].strip().lower() == "yes"  # wattlint-ok: oversized-model


smol_model = LiteLLMModel(model_id="anthropic/claude-opus-4-5", max_tokens=2)
small_smol_model = LiteLLMModel(model_id="anthropic/claude-haiku-4-5", max_tokens=2)


def is_spam_by_smol(message: str) -> bool:
    reply = smol_model.generate([{"role": "user", "content": f"{INSTRUCTIONS}\n\n{message}"}])  # wattlint-expect: oversized-model
    return reply.content.strip().lower() == "yes"


def is_spam_by_small_smol(message: str) -> bool:
    reply = small_smol_model.generate([{"role": "user", "content": f"{INSTRUCTIONS}\n\n{message}"}])  # wattlint-ok: oversized-model
    return reply.content.strip().lower() == "yes"


def language_of(message: str) -> Literal["de", "en", "fr"]:
    detector = Agent("anthropic:claude-opus-4-5", output_type=Literal["de", "en", "fr"], instructions="Which language is this?")
    return detector.run_sync(message).output  # wattlint-expect: oversized-model, model-for-deterministic-task
