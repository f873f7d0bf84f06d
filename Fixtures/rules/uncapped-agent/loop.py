"""Agents written by hand."""
import json

import anthropic
from openai import OpenAI

client = OpenAI()
claude = anthropic.Anthropic()


def run(task: str, tools: list[dict], call_tool) -> str:
    messages = [{"role": "user", "content": task}]
    while True:
        response = claude.messages.create(model="claude-sonnet-4-5", max_tokens=2000, tools=tools, messages=messages)  # wattlint-expect: uncapped-agent
        messages.append({"role": "assistant", "content": response.content})
        if response.stop_reason != "tool_use":
            return response.content[0].text
        messages.append({"role": "user", "content": call_tool(response)})


def run_functions(task: str, tools: list[dict], call_tool) -> str:
    messages = [{"role": "user", "content": task}]
    while True:
        response = client.chat.completions.create(model="gpt-4o", messages=messages, tools=tools)  # wattlint-expect: uncapped-agent
        message = response.choices[0].message
        messages.append(message)
        if not message.tool_calls:
            return message.content
        for call in message.tool_calls:
            messages.append({"role": "tool", "tool_call_id": call.id, "content": call_tool(call.function.name, json.loads(call.function.arguments))})


def run_some(task: str, tools: list[dict], call_tool) -> str:
    messages = [{"role": "user", "content": task}]
    for _ in range(20):
        response = claude.messages.create(model="claude-sonnet-4-5", max_tokens=2000, tools=tools, messages=messages)  # wattlint-ok: uncapped-agent
        messages.append({"role": "assistant", "content": response.content})
        if response.stop_reason != "tool_use":
            return response.content[0].text
        messages.append({"role": "user", "content": call_tool(response)})
    return "I could not find out."


def run_counted(task: str, tools: list[dict], call_tool, most: int = 20) -> str:
    messages = [{"role": "user", "content": task}]
    calls = 0
    while True:
        response = claude.messages.create(model="claude-sonnet-4-5", max_tokens=2000, tools=tools, messages=messages)  # wattlint-ok: uncapped-agent
        calls += 1
        messages.append({"role": "assistant", "content": response.content})
        if response.stop_reason != "tool_use" or calls == most:
            return response.content[0].text
        messages.append({"role": "user", "content": call_tool(response)})


def chat(tools: list[dict]) -> None:
    messages = []
    # A person ends it.
    while True:
        messages.append({"role": "user", "content": input("> ")})
        response = claude.messages.create(model="claude-sonnet-4-5", max_tokens=2000, tools=tools, messages=messages)  # wattlint-ok: uncapped-agent  # wattlint-expect: unbounded-history
        messages.append({"role": "assistant", "content": response.content})
        print(response.content[0].text)


def correct(draft: str) -> str:
    messages = [{"role": "user", "content": draft}]
    # Has no tools.
    while True:
        response = claude.messages.create(model="claude-sonnet-4-5", max_tokens=2000, messages=messages)  # wattlint-ok: uncapped-agent  # wattlint-expect: unbounded-retry
        messages.append({"role": "assistant", "content": response.content})
        if "done" in response.content[0].text:
            return response.content[0].text
        messages.append({"role": "user", "content": "Go on."})
