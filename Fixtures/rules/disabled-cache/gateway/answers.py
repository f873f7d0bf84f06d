import litellm


def faq(question: str) -> str:
    reply = litellm.completion(
        model="openai/gpt-4.1-mini",
        temperature=0,
        messages=[{"role": "user", "content": question}],
        caching=False,  # wattlint-expect: disabled-cache
    )
    return reply.choices[0].message.content


def terms(question: str) -> str:
    reply = litellm.completion(
        model="openai/gpt-4.1-mini",
        messages=[{"role": "user", "content": question}],
        cache={"no-cache": True},  # wattlint-expect: disabled-cache
    )
    return reply.choices[0].message.content


def ideas(topic: str) -> str:
    reply = litellm.completion(
        model="openai/gpt-4.1-mini",
        temperature=0.9,
        messages=[{"role": "user", "content": f"An idea for a poster about {topic}."}],
        cache={"no-cache": True},  # wattlint-ok: disabled-cache
    )
    return reply.choices[0].message.content


def usual(question: str) -> str:
    reply = litellm.completion(model="openai/gpt-4.1-mini", messages=[{"role": "user", "content": question}], caching=True)  # wattlint-ok: disabled-cache
    return reply.choices[0].message.content
