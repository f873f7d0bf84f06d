"""What a program computes by itself, asked of a model; and what it cannot."""
import json

from openai import OpenAI

client = OpenAI()


def ask(prompt: str) -> str:
    response = client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": prompt}])
    return response.choices[0].message.content


def fix_json(broken: str, error: str) -> str:
    response = client.chat.completions.create(  # wattlint-expect: model-for-deterministic-task
        model="gpt-4o-mini",
        messages=[{"role": "user", "content": f"Fix this JSON that had the following error: {error}\n\n{broken}\nReturn only the JSON."}],
    )
    return response.choices[0].message.content


def repaired(broken: str) -> dict:
    return json.loads(ask(f"You repair data. Please repair the broken JSON below.\n{broken}"))  # wattlint-expect: model-for-deterministic-task


def language(text: str) -> str:
    return ask(f"Detect the language of the following text and return its ISO code.\n{text}")  # wattlint-expect: model-for-deterministic-task


def word_count(text: str) -> str:
    return ask(f"Count the number of words in this text. Only the number.\n\n{text}")  # wattlint-expect: model-for-deterministic-task


def iso_date(text: str) -> str:
    return ask(f"Convert the date to ISO 8601: {text}")  # wattlint-expect: model-for-deterministic-task


def sorted_names(names: list[str]) -> str:
    return ask("Sort these names alphabetically:\n" + "\n".join(names))  # wattlint-expect: model-for-deterministic-task


def due_date(mail: str) -> str:
    # Free speech: "by the end of next week".
    return ask(f"Extract the date by which the customer wants an answer, as ISO 8601.\n{mail}")  # wattlint-ok: model-for-deterministic-task


def record(letter: str) -> str:
    return ask(f"Convert the following letter into JSON with the fields name, city and request.\n{letter}")  # wattlint-ok: model-for-deterministic-task


def translate(text: str) -> str:
    return ask(f"Detect the language of the text and translate it into English.\n{text}")  # wattlint-ok: model-for-deterministic-task


def answer(question: str) -> str:
    return ask(f"Answer in the language of the question. Count on our prices being current.\n{question}")  # wattlint-ok: model-for-deterministic-task


def headline(text: str) -> str:
    return ask(f"Write a headline. How many words it has is up to you, but five is best.\n{text}")  # wattlint-ok: model-for-deterministic-task


def similar(names: list[str]) -> str:
    return ask("Remove duplicates from this list, also those of the same meaning:\n" + "\n".join(names))  # wattlint-ok: model-for-deterministic-task


def program(snippet: str) -> str:
    return ask(f"Identify the programming language of this snippet.\n{snippet}")  # wattlint-ok: model-for-deterministic-task


def read(text: str) -> dict:
    try:
        return json.loads(text)
    except ValueError:
        # A local attempt has failed.
        response = client.chat.completions.create(  # wattlint-ok: model-for-deterministic-task
            model="gpt-4o-mini", messages=[{"role": "user", "content": f"Fix this JSON:\n{text}"}]
        )
        return json.loads(response.choices[0].message.content)
