"""Reads the shared inbox. All models are reached through the proxy."""
import os

from openai import OpenAI

proxy = OpenAI(base_url="http://litellm.platform.svc.cluster.local:4000/v1", api_key=os.environ["PROXY_KEY"])
direct = OpenAI()

SPAM = "Is this mail spam? Answer yes or no.\n\n"


def is_spam(mail: str) -> bool:
    answer = proxy.chat.completions.create(  # wattlint-expect: oversized-model
        model="inbox-model", max_tokens=1, messages=[{"role": "user", "content": SPAM + mail}]
    )
    return answer.choices[0].message.content.strip().lower() == "yes"


def is_spam_quick(mail: str) -> bool:
    answer = proxy.chat.completions.create(  # wattlint-ok: oversized-model
        model="quick", max_tokens=1, messages=[{"role": "user", "content": SPAM + mail}]
    )
    return answer.choices[0].message.content.strip().lower() == "yes"


def is_spam_unknown(mail: str) -> bool:
    # No file says what this name is.
    answer = proxy.chat.completions.create(  # wattlint-ok: oversized-model
        model="mail-guard", max_tokens=1, messages=[{"role": "user", "content": SPAM + mail}]
    )
    return answer.choices[0].message.content.strip().lower() == "yes"


def is_spam_shared(mail: str) -> bool:
    # Two deployments of different size behind one name.
    answer = proxy.chat.completions.create(  # wattlint-ok: oversized-model
        model="shared", max_tokens=1, messages=[{"role": "user", "content": SPAM + mail}]
    )
    return answer.choices[0].message.content.strip().lower() == "yes"


def is_spam_from_environment(mail: str) -> bool:
    answer = proxy.chat.completions.create(  # wattlint-ok: oversized-model
        model="from-environment", max_tokens=1, messages=[{"role": "user", "content": SPAM + mail}]
    )
    return answer.choices[0].message.content.strip().lower() == "yes"


def is_spam_renamed(mail: str) -> bool:
    # The proxy's gpt-4o is the small one.
    answer = proxy.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o", max_tokens=1, messages=[{"role": "user", "content": SPAM + mail}]
    )
    return answer.choices[0].message.content.strip().lower() == "yes"


def is_newsletter(mail: str) -> bool:
    # The proxy's gpt-4o-mini is the large one.
    answer = proxy.chat.completions.create(  # wattlint-expect: oversized-model
        model="gpt-4o-mini", max_tokens=1, messages=[{"role": "user", "content": "Is this a newsletter? Answer yes or no.\n" + mail}]
    )
    return answer.choices[0].message.content.strip().lower() == "yes"


def is_spam_direct(mail: str) -> bool:
    # Not through the proxy: the vendor's own gpt-4o.
    answer = direct.chat.completions.create(  # wattlint-expect: oversized-model
        model="gpt-4o", max_tokens=1, messages=[{"role": "user", "content": SPAM + mail}]
    )
    return answer.choices[0].message.content.strip().lower() == "yes"


def classify_mail(mail: str) -> str:
    answer = proxy.chat.completions.create(  # wattlint-expect: oversized-model
        model="labels",
        max_tokens=6,
        messages=[{"role": "user", "content": f"Classify this mail as exactly one of: order, complaint, other. Label only.\n{mail}"}],
    )
    return answer.choices[0].message.content.strip()


def answer_mail(mail: str) -> str:
    answer = proxy.chat.completions.create(  # wattlint-ok: oversized-model
        model="house-style", messages=[{"role": "system", "content": "Answer in our house style."}, {"role": "user", "content": mail}]
    )
    return answer.choices[0].message.content
