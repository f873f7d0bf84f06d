"""What answers when a model fails."""
import litellm
import openai
from langchain_openai import ChatOpenAI
from openai import OpenAI

client = OpenAI()


def rephrase(question: str) -> str:
    messages = [{"role": "user", "content": "Rephrase the question for a search engine: " + question}]
    try:
        response = client.chat.completions.create(model="gpt-4o", messages=messages)  # wattlint-expect: smaller-fallback-proves-it
    except openai.RateLimitError:
        response = client.chat.completions.create(model="gpt-4o-mini", messages=messages)  # wattlint-ok: smaller-fallback-proves-it
    return response.choices[0].message.content


def answer(question: str) -> str:
    return litellm.completion(  # wattlint-expect: smaller-fallback-proves-it
        model="gpt-4o", messages=[{"role": "user", "content": question}], fallbacks=["gpt-4o-mini"]
    ).choices[0].message.content


def answer_elsewhere(question: str) -> str:
    # As large, at another provider.
    return litellm.completion(  # wattlint-ok: smaller-fallback-proves-it
        model="gpt-4o", messages=[{"role": "user", "content": question}], fallbacks=["claude-opus-4-5"]
    ).choices[0].message.content


def answer_or_ask_more(question: str) -> str:
    # The large one is asked where the small one fails: as it should be.
    try:
        response = client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": question}])  # wattlint-ok: smaller-fallback-proves-it
    except openai.APIError:
        response = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": question}])  # wattlint-ok: smaller-fallback-proves-it
    return response.choices[0].message.content


def answer_or_apologise(question: str) -> str:
    # The second question is another one.
    try:
        response = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": question}])  # wattlint-ok: smaller-fallback-proves-it
    except openai.APIError as error:
        response = client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": f"Say sorry for {error}."}])  # wattlint-ok: smaller-fallback-proves-it
    return response.choices[0].message.content


def answer_as_told(question: str, model: str) -> str:
    messages = [{"role": "user", "content": question}]
    try:
        response = client.chat.completions.create(model=model, messages=messages)  # wattlint-ok: smaller-fallback-proves-it
    except openai.APIError:
        response = client.chat.completions.create(model="gpt-4o-mini", messages=messages)  # wattlint-ok: smaller-fallback-proves-it
    return response.choices[0].message.content


writer = ChatOpenAI(model="gpt-4.1").with_fallbacks([ChatOpenAI(model="gpt-4.1-nano")])
careful = ChatOpenAI(model="gpt-4.1-nano").with_fallbacks([ChatOpenAI(model="gpt-4.1")])


def describe(product: str) -> str:
    return writer.invoke(f"Describe {product} for our shop.").content  # wattlint-expect: smaller-fallback-proves-it


def describe_carefully(product: str) -> str:
    return careful.invoke(f"Describe {product} for our shop.").content  # wattlint-ok: smaller-fallback-proves-it
