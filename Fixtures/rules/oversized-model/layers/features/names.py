from core.provider import llm


def is_supplier(name: str) -> bool:
    message = llm.messages.create(  # wattlint-todo: oversized-model a file without any word of the SDK is not read for calls on a client made elsewhere
        model="claude-opus-4-5", max_tokens=2, messages=[{"role": "user", "content": f"Is this a supplier? Answer yes or no.\n{name}"}]
    )
    return message.content[0].text == "yes"
