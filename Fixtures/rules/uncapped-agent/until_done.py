from openai import OpenAI

client = OpenAI()


def research(question: str, tools: list[dict], call_tool) -> str:
    messages = [{"role": "user", "content": question}]
    finished = False
    while not finished:
        response = client.chat.completions.create(model="gpt-4o", messages=messages, tools=tools)  # wattlint-expect: uncapped-agent
        choice = response.choices[0]
        messages.append(choice.message)
        finished = choice.finish_reason == "stop"
        if not finished:
            messages.append(call_tool(choice.message.tool_calls[0]))
    return messages[-1].content


def research_within(question: str, tools: list[dict], call_tool, budget: int) -> str:
    messages = [{"role": "user", "content": question}]
    spent = 0
    while spent < budget:
        response = client.chat.completions.create(model="gpt-4o", messages=messages, tools=tools)  # wattlint-ok: uncapped-agent
        choice = response.choices[0]
        spent += response.usage.total_tokens
        messages.append(choice.message)
        if choice.finish_reason == "stop":
            break
        messages.append(call_tool(choice.message.tool_calls[0]))
    return messages[-1].content
