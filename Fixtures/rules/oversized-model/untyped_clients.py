"""Functions that take a client, or a schema of the answer, without saying what it is."""
from enum import Enum

from anthropic import Anthropic
from langchain_openai import ChatOpenAI
from openai import OpenAI
from pydantic import BaseModel


class Verdict(BaseModel):
    relevant: bool


class Essay(BaseModel):
    title: str
    outline: str
    text: str


class Topic(str, Enum):
    SPORT = "sport"
    POLITICS = "politics"


class Label(BaseModel):
    topic: Topic


def is_spam(client, mail):
    reply = client.chat.completions.create(  # wattlint-expect: oversized-model
        model="gpt-4o", max_tokens=1, messages=[{"role": "user", "content": f"Is this mail spam? Answer yes or no.\n{mail}"}]
    )
    return reply.choices[0].message.content == "yes"


def classify_tone(llm, mail):
    answer = llm.invoke(f"Classify the tone of the mail into exactly one of: friendly, angry. Answer with the label only.\n{mail}")  # wattlint-ok: oversized-model
    return answer.content == "angry"


# One caller hands over what is none of these.
def is_bill(source, mail):
    answer = source.invoke(f"Is this mail a bill? Answer yes or no.\n{mail}")  # wattlint-ok: oversized-model
    return answer == "yes"


def is_order(source, mail):
    answer = source.invoke(f"Is this mail an order? Answer yes or no.\n{mail}")  # wattlint-ok: oversized-model
    return answer == "yes"


def call_llm(prompt, answer_model, model_name):
    llm = ChatOpenAI(model=model_name, temperature=0)
    return llm.with_structured_output(answer_model).invoke(prompt)  # wattlint-ok: oversized-model


def sort(mails, own_archive):
    client = OpenAI()
    large = ChatOpenAI(model="gpt-4o", temperature=0)
    for mail in mails:
        is_spam(client, mail)
        classify_tone(large, mail)  # wattlint-expect: oversized-model
        is_bill(ChatOpenAI(model="gpt-4o", temperature=0), mail)  # wattlint-ok: oversized-model
        is_bill(own_archive, mail)
        is_order(own_archive, mail)


def sort_cheaply(mails):
    return [classify_tone(ChatOpenAI(model="gpt-4o-mini", temperature=0), mail) for mail in mails]  # wattlint-ok: oversized-model


def is_relevant(question, document):
    return call_llm(f"Determine whether the document is relevant to the question.\n{question}\n{document}", Verdict, "gpt-4o").relevant  # wattlint-expect: oversized-model


def topic_of(article):
    return call_llm(prompt=f"Classify the article.\n{article}", answer_model=Label, model_name="gpt-4o").topic  # wattlint-expect: oversized-model


def topic_of_cheaply(article):
    return call_llm(prompt=f"Classify the article.\n{article}", answer_model=Label, model_name="gpt-4o-mini").topic  # wattlint-ok: oversized-model


def write_essay(subject):
    return call_llm(f"Write an essay about {subject}.", Essay, "gpt-4o")  # wattlint-ok: oversized-model
