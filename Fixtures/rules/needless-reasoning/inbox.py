"""Mail triage: which calls think before they answer, and which had better not."""
import os
from enum import Enum

import anthropic
import litellm
from google import genai
from google.genai import types
from langchain_anthropic import ChatAnthropic
from langchain_openai import ChatOpenAI
from openai import OpenAI
from openai.types.shared_params import Reasoning

client = OpenAI()
claude = anthropic.Anthropic()
gemini = genai.Client()

SPAM = "Is this mail spam? Answer yes or no.\n\n"
LABELS = "Classify the mail into exactly one of: order, return, invoice, other.\n\n"


class Urgency(Enum):
    LOW = "low"
    HIGH = "high"


def is_spam(mail: str) -> bool:
    response = client.chat.completions.create(  # wattlint-expect: needless-reasoning
        model="gpt-5-mini",
        reasoning_effort="high",
        messages=[{"role": "user", "content": SPAM + mail}],
    )
    return response.choices[0].message.content.strip().lower() == "yes"


def is_spam_tuned(mail: str) -> bool:
    response = client.chat.completions.create(  # wattlint-ok: needless-reasoning
        model="gpt-5-mini",
        reasoning_effort="minimal",
        messages=[{"role": "user", "content": SPAM + mail}],
    )
    return response.choices[0].message.content.strip().lower() == "yes"


def is_spam_low(mail: str) -> bool:
    response = client.chat.completions.create(  # wattlint-ok: needless-reasoning
        model="o4-mini", reasoning_effort="low", messages=[{"role": "user", "content": SPAM + mail}]
    )
    return response.choices[0].message.content.strip().lower() == "yes"


def classify_mail(mail: str) -> str:
    response = client.responses.create(  # wattlint-expect: needless-reasoning
        model="gpt-5-nano", reasoning={"effort": "medium", "summary": "auto"}, instructions=LABELS, input=mail
    )
    return response.output_text.strip()


def classify_mail_typed(mail: str) -> str:
    effort = Reasoning(effort="high")
    response = client.responses.create(model="gpt-5-nano", reasoning=effort, instructions=LABELS, input=mail)  # wattlint-expect: needless-reasoning
    return response.output_text.strip()


def classify_mail_off(mail: str) -> str:
    response = client.responses.create(  # wattlint-ok: needless-reasoning
        model="gpt-5-nano", reasoning={"effort": "none"}, instructions=LABELS, input=mail
    )
    return response.output_text.strip()


def urgency_of(mail: str) -> Urgency:
    reply = claude.messages.create(  # wattlint-expect: needless-reasoning
        model="claude-haiku-4-5",
        max_tokens=2100,
        thinking={"type": "enabled", "budget_tokens": 2000},
        messages=[{"role": "user", "content": "Classify the urgency. Answer with one word: low or high.\n" + mail}],
    )
    return Urgency(reply.content[-1].text.strip().lower())


def urgency_without(mail: str) -> Urgency:
    reply = claude.messages.create(  # wattlint-ok: needless-reasoning
        model="claude-haiku-4-5",
        max_tokens=5,
        thinking={"type": "disabled"},
        messages=[{"role": "user", "content": "Classify the urgency. Answer with one word: low or high.\n" + mail}],
    )
    return Urgency(reply.content[-1].text.strip().lower())


def urgency_adaptive(mail: str) -> Urgency:
    # The model decides for itself whether there is anything to think about.
    reply = claude.messages.create(  # wattlint-ok: needless-reasoning
        model="claude-haiku-4-5",
        max_tokens=500,
        thinking={"type": "adaptive"},
        messages=[{"role": "user", "content": "Classify the urgency. Answer with one word: low or high.\n" + mail}],
    )
    return Urgency(reply.content[-1].text.strip().lower())


def language_of(mail: str) -> str:
    response = gemini.models.generate_content(  # wattlint-expect: needless-reasoning
        model="gemini-2.5-flash-lite",
        contents=f"Classify the language as one of the following labels: de, en, fr.\n{mail}",
        config=types.GenerateContentConfig(thinking_config=types.ThinkingConfig(thinking_budget=4096)),
    )
    return response.text.strip()


def language_without(mail: str) -> str:
    response = gemini.models.generate_content(  # wattlint-ok: needless-reasoning
        model="gemini-2.5-flash-lite",
        contents=f"Classify the language as one of the following labels: de, en, fr.\n{mail}",
        config=types.GenerateContentConfig(thinking_config=types.ThinkingConfig(thinking_budget=0)),
    )
    return response.text.strip()


def language_as_it_likes(mail: str) -> str:
    response = gemini.models.generate_content(  # wattlint-ok: needless-reasoning
        model="gemini-2.5-flash-lite",
        contents=f"Classify the language as one of the following labels: de, en, fr.\n{mail}",
        config=types.GenerateContentConfig(thinking_config=types.ThinkingConfig(thinking_budget=-1)),
    )
    return response.text.strip()


def subject_title(mail: str) -> str:
    response = litellm.completion(  # wattlint-expect: needless-reasoning
        model="openai/gpt-5-mini",
        reasoning_effort="medium",
        messages=[{"role": "user", "content": "Generate a short title for this mail, at most five words.\n" + mail}],
    )
    return response.choices[0].message.content


def effort_of_deployment(mail: str) -> bool:
    # Whoever deploys it decides.
    response = client.chat.completions.create(  # wattlint-ok: needless-reasoning
        model="gpt-5-mini", reasoning_effort=os.environ["EFFORT"], messages=[{"role": "user", "content": SPAM + mail}]
    )
    return response.choices[0].message.content.strip().lower() == "yes"


thinker = ChatOpenAI(model="gpt-5-mini", reasoning_effort="high")
quick = ChatOpenAI(model="gpt-5-mini", reasoning_effort="minimal")
quiet = ChatAnthropic(model="claude-haiku-4-5", thinking={"type": "enabled", "budget_tokens": 4000})


def wants_refund(mail: str) -> bool:
    return "yes" in thinker.invoke("Does the customer want a refund? Answer yes or no.\n" + mail).content.lower()  # wattlint-expect: needless-reasoning


def wants_exchange(mail: str) -> bool:
    return "yes" in quick.invoke("Does the customer want an exchange? Answer yes or no.\n" + mail).content.lower()  # wattlint-ok: needless-reasoning


def is_angry(mail: str) -> bool:
    return "yes" in quiet.invoke("Is the customer angry? Answer yes or no.\n" + mail).content.lower()  # wattlint-expect: needless-reasoning


def plan_migration(schema: str) -> str:
    response = client.chat.completions.create(  # wattlint-ok: needless-reasoning
        model="gpt-5",
        reasoning_effort="high",
        messages=[{"role": "user", "content": f"Plan the migration of this schema without downtime, and weigh the risks.\n{schema}"}],
    )
    return response.choices[0].message.content


def is_proof_right(proof: str) -> bool:
    response = client.chat.completions.create(  # wattlint-ok: needless-reasoning
        model="gpt-5",
        reasoning_effort="high",
        messages=[{"role": "user", "content": f"Check the theorem's proof step by step, then answer yes or no.\n{proof}"}],
    )
    return response.choices[0].message.content.strip().lower() == "yes"
