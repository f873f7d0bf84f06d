from .clients import claude, get_client, openai_client, vllm_client
from . import clients


def is_address(text: str) -> bool:
    reply = openai_client.chat.completions.create(  # wattlint-expect: oversized-model
        model="gpt-4o", max_tokens=1, messages=[{"role": "user", "content": f"Is this a postal address? Answer yes or no.\n{text}"}]
    )
    return reply.choices[0].message.content == "yes"


def is_company(text: str) -> bool:
    reply = claude.messages.create(  # wattlint-expect: oversized-model
        model="claude-opus-4-5", max_tokens=1, messages=[{"role": "user", "content": f"Is this a company's name? Answer yes or no.\n{text}"}]
    )
    return reply.content[0].text == "yes"


def is_person(text: str) -> bool:
    reply = get_client().chat.completions.create(  # wattlint-expect: oversized-model
        model="gpt-4o", max_tokens=1, messages=[{"role": "user", "content": f"Is this a person's name? Answer yes or no.\n{text}"}]
    )
    return reply.choices[0].message.content == "yes"


def is_city(text: str) -> bool:
    # Our own server decides what gpt-4o is.
    reply = vllm_client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o", max_tokens=1, messages=[{"role": "user", "content": f"Is this a city? Answer yes or no.\n{text}"}]
    )
    return reply.choices[0].message.content == "yes"


def is_country(text: str) -> bool:
    reply = clients.claude.messages.create(  # wattlint-ok: oversized-model
        model="claude-haiku-4-5", max_tokens=1, messages=[{"role": "user", "content": f"Is this a country? Answer yes or no.\n{text}"}]
    )
    return reply.content[0].text == "yes"


def is_river(text: str) -> bool:
    reply = clients.claude.messages.create(  # wattlint-expect: oversized-model
        model="claude-opus-4-5", max_tokens=1, messages=[{"role": "user", "content": f"Is this a river? Answer yes or no.\n{text}"}]
    )
    return reply.content[0].text == "yes"
