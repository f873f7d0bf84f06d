"""Several answers at once: read, compared, handed on, or thrown away."""
from collections import Counter

import litellm
from google import genai
from google.genai import types
from langchain_openai import ChatOpenAI
from openai import OpenAI

client = OpenAI()
gemini = genai.Client()


def reply_to(mail: str) -> str:
    response = client.chat.completions.create(  # wattlint-expect: unused-completions
        model="gpt-4o-mini", n=3, messages=[{"role": "user", "content": "Write a reply.\n" + mail}]
    )
    return response.choices[0].message.content


def reply_in_steps(mail: str) -> str:
    response = client.chat.completions.create(  # wattlint-expect: unused-completions
        model="gpt-4o-mini", n=2, messages=[{"role": "user", "content": "Write a reply.\n" + mail}]
    )
    if not response.choices:
        return ""
    print(response.usage.total_tokens)
    choices = response.choices
    message = choices[0].message
    return message.content or ""


def reply_by_key(mail: str) -> str:
    response = litellm.completion(model="gpt-4o-mini", n=4, messages=[{"role": "user", "content": mail}])  # wattlint-expect: unused-completions
    return response["choices"][0]["message"]["content"]


def reply_once(mail: str) -> str:
    response = client.chat.completions.create(  # wattlint-ok: unused-completions
        model="gpt-4o-mini", n=1, messages=[{"role": "user", "content": "Write a reply.\n" + mail}]
    )
    return response.choices[0].message.content


def vote(question: str) -> str:
    response = client.chat.completions.create(  # wattlint-ok: unused-completions
        model="gpt-4o-mini", n=5, temperature=1.0, messages=[{"role": "user", "content": question}]
    )
    return Counter(choice.message.content for choice in response.choices).most_common(1)[0][0]


def all_of_them(question: str) -> list[str]:
    response = client.chat.completions.create(model="gpt-4o-mini", n=5, messages=[{"role": "user", "content": question}])  # wattlint-ok: unused-completions
    texts = []
    for index in range(len(response.choices)):
        texts.append(response.choices[index].message.content)
    return texts


def shortest(question: str) -> str:
    response = client.chat.completions.create(model="gpt-4o-mini", n=5, messages=[{"role": "user", "content": question}])  # wattlint-ok: unused-completions
    best = response.choices[0]
    return min(response.choices, key=lambda choice: len(choice.message.content)).message.content or best.message.content


def handed_on(question: str):
    response = client.chat.completions.create(model="gpt-4o-mini", n=3, messages=[{"role": "user", "content": question}])  # wattlint-ok: unused-completions
    log(response)
    return response.choices[0].message.content


def log(response) -> None:
    for choice in response.choices:
        print(choice.message.content)


def returned(question: str):
    return client.chat.completions.create(model="gpt-4o-mini", n=3, messages=[{"role": "user", "content": question}])  # wattlint-ok: unused-completions


def passed_through(question: str, n: int) -> str:
    response = client.chat.completions.create(model="gpt-4o-mini", n=n, messages=[{"role": "user", "content": question}])  # wattlint-ok: unused-completions
    return response.choices[0].message.content


def second_one(question: str) -> str:
    response = client.chat.completions.create(model="gpt-4o-mini", n=2, messages=[{"role": "user", "content": question}])  # wattlint-ok: unused-completions
    return response.choices[0].message.content + response.choices[1].message.content


def slogan(product: str) -> str:
    response = gemini.models.generate_content(  # wattlint-expect: unused-completions
        model="gemini-2.5-flash-lite",
        contents=f"Write a slogan for {product}.",
        config=types.GenerateContentConfig(candidate_count=4),
    )
    return response.text


def slogans(product: str) -> list[str]:
    response = gemini.models.generate_content(  # wattlint-ok: unused-completions
        model="gemini-2.5-flash-lite",
        contents=f"Write a slogan for {product}.",
        config=types.GenerateContentConfig(candidate_count=4),
    )
    return [candidate.content.parts[0].text for candidate in response.candidates]


# `invoke` gives the first message, whatever `n` says.
chatty = ChatOpenAI(model="gpt-4o-mini", n=3)


def verse(topic: str) -> str:
    return chatty.invoke(f"Write two lines about {topic}.").content  # wattlint-expect: unused-completions
