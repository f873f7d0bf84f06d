import time
from statistics import mode

import numpy as np
from openai import OpenAI
from sentence_transformers import util

client = OpenAI()
GUIDE = "Name the three most important rules of our style guide, one on each line."


def embed(text: str) -> list[float]:
    return client.embeddings.create(model="text-embedding-3-small", input=text).data[0].embedding


def ask(prompt: str, temperature: float = 0.0) -> str:
    reply = client.chat.completions.create(model="gpt-4.1-mini", temperature=temperature, messages=[{"role": "user", "content": prompt}])
    return reply.choices[0].message.content


def best(question: str, documents: list[dict]) -> dict:
    top, found = 0.0, documents[0]
    for document in documents:
        vector = client.embeddings.create(model="text-embedding-3-small", input=[question]).data[0].embedding  # wattlint-expect: invariant-call-in-loop
        score = util.cos_sim(vector, document["vector"])
        if score > top:
            top, found = score, document
    return found


def scores(question: str, documents: list[dict]) -> list[float]:
    result = []
    for document in documents:
        query = embed(question)  # wattlint-expect: invariant-call-in-loop
        result.append(float(np.dot(query, document["vector"])))
    return result


def hoisted(question: str, documents: list[dict]) -> list[float]:
    query = embed(question)  # wattlint-ok: invariant-call-in-loop
    return [float(np.dot(query, document["vector"])) for document in documents]


def check(pages: list[dict]) -> None:
    for page in pages:
        rules = client.chat.completions.create(  # wattlint-expect: invariant-call-in-loop
            model="gpt-4.1-mini", temperature=0, messages=[{"role": "user", "content": GUIDE}]
        )
        page["violations"] = match(page["text"], rules.choices[0].message.content)


def by_index(pages: list[str], tone: str) -> None:
    for i in range(len(pages)):
        words = client.responses.create(model="gpt-4.1-nano", temperature=0, input=f"List words of a {tone} tone.").output_text  # wattlint-expect: invariant-call-in-loop
        pages[i] = replace(pages[i], words)


# Each of the rest has a reason.


def self_consistent(question: str) -> str:
    answers = []
    for _ in range(5):
        answers.append(ask(question, temperature=0.7))  # wattlint-ok: invariant-call-in-loop
    return mode(answers)


def drawn(question: str, seats: list[str]) -> dict[str, str]:
    opinions = {}
    for seat in seats:
        reply = client.chat.completions.create(model="gpt-4.1", messages=[{"role": "user", "content": question}])  # wattlint-ok: invariant-call-in-loop
        opinions[seat] = reply.choices[0].message.content
    return opinions


def latency(prompt: str, regions: list[str]) -> dict[str, float]:
    times = {}
    for region in regions:
        start = time.perf_counter()
        client.chat.completions.create(model="gpt-4.1-nano", temperature=0, messages=[{"role": "user", "content": prompt}])  # wattlint-ok: invariant-call-in-loop
        times[region] = time.perf_counter() - start
    return times


def patient(prompt: str, delays: list[float]) -> str | None:
    for delay in delays:
        try:
            return ask(prompt)  # wattlint-ok: invariant-call-in-loop
        except TimeoutError:
            time.sleep(delay)
    return None


def grown(question: str, facts: list[str]) -> str:
    messages = [{"role": "user", "content": question}]
    for fact in facts:
        messages.append({"role": "user", "content": fact})
        reply = client.chat.completions.create(model="gpt-4.1", temperature=0, messages=messages)  # wattlint-ok: invariant-call-in-loop
        print(fact, reply.choices[0].message.content)
    return question


def filled(rows: list[dict]) -> None:
    body = {"role": "user", "content": ""}
    for row in rows:
        body["content"] = row["text"]
        reply = client.chat.completions.create(model="gpt-4.1", temperature=0, messages=[body])  # wattlint-ok: invariant-call-in-loop
        print(row["id"], reply.choices[0].message.content)


def kept(memory, rows: list[dict]) -> None:
    for row in rows:
        memory.remember(row)
        reply = client.chat.completions.create(model="gpt-4.1", temperature=0, messages=memory.messages)  # wattlint-ok: invariant-call-in-loop
        print(row["id"], reply.choices[0].message.content)


def fresh(queue, rows: list[dict]) -> None:
    for row in rows:
        vector = client.embeddings.create(model="text-embedding-3-small", input=queue.next_text())  # wattlint-ok: invariant-call-in-loop
        print(row["id"], vector.data[0].embedding[:3])


def per_model(prompt: str, models: list[str]) -> None:
    for model in models:
        reply = client.chat.completions.create(model=model, temperature=0, messages=[{"role": "user", "content": prompt}])  # wattlint-ok: invariant-call-in-loop
        print(model, reply.choices[0].message.content)
