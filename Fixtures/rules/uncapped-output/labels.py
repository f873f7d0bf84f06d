import anthropic
from langchain_openai import ChatOpenAI
from openai import OpenAI
from pydantic import BaseModel

client = OpenAI()
claude = anthropic.Anthropic()


class Verdict(BaseModel):
    spam: bool


def is_spam(mail: str) -> bool:
    response = client.chat.completions.create(  # wattlint-expect: uncapped-output
        model="gpt-4.1-nano", messages=[{"role": "user", "content": f"Is this spam? Answer yes or no.\n{mail}"}]
    )
    return response.choices[0].message.content.lower() == "yes"


def classify_mail(mail: str) -> str:
    response = client.responses.create(  # wattlint-expect: uncapped-output
        model="gpt-4.1-nano", input=f"Classify the mail into exactly one of: order, return, other.\n{mail}"
    )
    return response.output_text.strip()


def score_answer(answer: str) -> int:
    response = client.chat.completions.create(  # wattlint-expect: uncapped-output
        model="gpt-4.1-nano", messages=[{"role": "user", "content": f"Rate from 1 to 10 how polite this is. Only a number.\n{answer}"}]
    )
    return int(response.choices[0].message.content)


def is_spam_capped(mail: str) -> bool:
    response = client.chat.completions.create(  # wattlint-ok: uncapped-output
        model="gpt-4.1-nano", max_tokens=2, messages=[{"role": "user", "content": f"Is this spam? Answer yes or no.\n{mail}"}]
    )
    return response.choices[0].message.content.lower() == "yes"


def is_spam_typed(mail: str) -> bool:
    # The schema ends the answer.
    response = client.beta.chat.completions.parse(  # wattlint-ok: uncapped-output
        model="gpt-4.1-nano", response_format=Verdict, messages=[{"role": "user", "content": f"Is this spam?\n{mail}"}]
    )
    return response.choices[0].message.parsed.spam


def is_spam_with(mail: str, **options) -> bool:
    response = client.chat.completions.create(  # wattlint-ok: uncapped-output
        model="gpt-4.1-nano", messages=[{"role": "user", "content": f"Is this spam? Answer yes or no.\n{mail}"}], **options
    )
    return response.choices[0].message.content.lower() == "yes"


def is_spam_by_claude(mail: str) -> bool:
    # It has to be told.
    reply = claude.messages.create(  # wattlint-ok: uncapped-output
        model="claude-haiku-4-5", max_tokens=5, messages=[{"role": "user", "content": f"Is this spam? Answer yes or no.\n{mail}"}]
    )
    return reply.content[0].text.lower() == "yes"


def essay(topic: str) -> str:
    response = client.chat.completions.create(  # wattlint-ok: uncapped-output
        model="gpt-4.1-nano", messages=[{"role": "user", "content": f"Write an essay about {topic}."}]
    )
    return response.choices[0].message.content


capped = ChatOpenAI(model="gpt-4.1-nano", max_tokens=2)
open_ended = ChatOpenAI(model="gpt-4.1-nano")


def is_question(text: str) -> bool:
    return capped.invoke(f"Is this a question? Answer yes or no.\n{text}").content.lower() == "yes"  # wattlint-ok: uncapped-output


def is_order(text: str) -> bool:
    return open_ended.invoke(f"Is this an order? Answer yes or no.\n{text}").content.lower() == "yes"  # wattlint-expect: uncapped-output
