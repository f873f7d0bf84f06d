from helper.llm import litellm


def is_bug(text: str) -> bool:
    reply = litellm.completion(  # wattlint-expect: oversized-model
        model="gpt-4o", max_tokens=1, messages=[{"role": "user", "content": f"Is this issue a bug report? Answer only yes or no.\n{text}"}]
    )
    return reply.choices[0].message.content.lower() == "yes"


def is_question(text: str) -> bool:
    reply = litellm.completion(  # wattlint-ok: oversized-model
        model="gpt-4.1-nano", max_tokens=1, messages=[{"role": "user", "content": f"Is this issue a question? Answer only yes or no.\n{text}"}]
    )
    return reply.choices[0].message.content.lower() == "yes"
