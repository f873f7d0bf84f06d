"""The same question to OpenAI's models in the forms that its SDK has had."""
import openai
from langsmith.wrappers import wrap_openai
from openai import AzureOpenAI, OpenAI
from pydantic import BaseModel

client = OpenAI(timeout=20)
traced = wrap_openai(OpenAI())
local = OpenAI(base_url="http://localhost:11434/v1", api_key="unused")
azure = AzureOpenAI(azure_endpoint="https://team.openai.azure.com", api_version="2024-10-21")

ASK = "Is the customer angry? Answer yes or no.\n\n{mail}"


class Angry(BaseModel):
    is_angry: bool


def is_angry_with_headers(mail: str) -> bool:
    raw = client.chat.completions.with_raw_response.create(  # wattlint-expect: oversized-model
        model="gpt-4o", max_tokens=1, messages=[{"role": "user", "content": ASK.format(mail=mail)}]
    )
    print(raw.headers.get("x-ratelimit-remaining-requests"))
    return raw.parse().choices[0].message.content.strip().lower() == "yes"


def is_angry_soon(mail: str) -> bool:
    answer = client.with_options(timeout=5).chat.completions.create(  # wattlint-expect: oversized-model
        model="gpt-4o", max_tokens=1, messages=[{"role": "user", "content": ASK.format(mail=mail)}]
    )
    return answer.choices[0].message.content.strip().lower() == "yes"


def is_angry_here_soon(mail: str) -> bool:
    # The model of a server on this machine, whatever it is called.
    answer = local.with_options(timeout=5).chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o", max_tokens=1, messages=[{"role": "user", "content": ASK.format(mail=mail)}]
    )
    return answer.choices[0].message.content.strip().lower() == "yes"


def is_angry_traced(mail: str) -> bool:
    answer = traced.responses.create(model="gpt-4.1", input=ASK.format(mail=mail), max_output_tokens=16)  # wattlint-expect: oversized-model
    return answer.output_text.strip().lower() == "yes"


def is_angry_traced_small(mail: str) -> bool:
    answer = traced.responses.create(model="gpt-4.1-nano", input=ASK.format(mail=mail), max_output_tokens=16)  # wattlint-ok: oversized-model
    return answer.output_text.strip().lower() == "yes"


def is_angry_parsed(mail: str) -> bool:
    answer = client.beta.chat.completions.parse(  # wattlint-expect: oversized-model
        model="gpt-4o", messages=[{"role": "user", "content": ASK.format(mail=mail)}], response_format=Angry
    )
    return answer.choices[0].message.parsed.is_angry


def is_angry_azure(mail: str) -> bool:
    # The name of a deployment that somebody made up; which model it is stands nowhere here.
    answer = azure.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4", max_tokens=1, messages=[{"role": "user", "content": ASK.format(mail=mail)}]
    )
    return answer.choices[0].message.content.strip().lower() == "yes"


def is_angry_legacy(mail: str) -> bool:
    answer = openai.ChatCompletion.create(  # wattlint-expect: oversized-model
        model="gpt-4", max_tokens=1, messages=[{"role": "user", "content": ASK.format(mail=mail)}]
    )
    return answer["choices"][0]["message"]["content"].strip().lower() == "yes"


def is_flagged(mail: str) -> bool:
    # A model for moderation is of the right size.
    return client.moderations.create(model="omni-moderation-latest", input=mail).results[0].flagged  # wattlint-ok: oversized-model
