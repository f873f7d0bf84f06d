"""Labels every review of a file. Run by hand once a month."""
import argparse
import csv

import anthropic
from openai import OpenAI

client = OpenAI()
claude = anthropic.Anthropic()
local = OpenAI(base_url="http://localhost:8000/v1", api_key="none")


def label_file(path: str) -> None:
    with open(path) as file:
        for row in csv.DictReader(file):
            response = client.chat.completions.create(  # wattlint-expect: batch-api-candidate
                model="gpt-4o-mini", max_tokens=30, messages=[{"role": "user", "content": "Write a polite reply.\n" + row["review"]}]
            )
            print(row["id"], response.choices[0].message.content)


def summaries(documents: list[str]) -> list[str]:
    result = []
    for document in documents:
        reply = claude.messages.create(  # wattlint-expect: batch-api-candidate
            model="claude-haiku-4-5", max_tokens=1000, messages=[{"role": "user", "content": "Sum up for a newsletter.\n" + document}]
        )
        result.append(reply.content[0].text)
    return result


def replies(path: str) -> list[str]:
    with open(path) as file:
        rows = list(csv.DictReader(file))
    return [
        client.responses.create(model="gpt-4o-mini", input="Write a polite reply.\n" + row["review"]).output_text  # wattlint-expect: batch-api-candidate
        for row in rows
    ]


def reply_locally(rows: list[dict]) -> None:
    for row in rows:
        # On a machine of ours.
        response = local.chat.completions.create(  # wattlint-ok: batch-api-candidate
            model="qwen", messages=[{"role": "user", "content": "Write a polite reply.\n" + row["review"]}]
        )
        print(response.choices[0].message.content)


def story(chapters: list[str]) -> str:
    text = ""
    for chapter in chapters:
        # Each answer decides on the next question.
        response = client.chat.completions.create(  # wattlint-ok: batch-api-candidate
            model="gpt-4o-mini", messages=[{"role": "user", "content": f"So far: {text}\nWrite the next chapter."}]
        )
        text += response.choices[0].message.content
    return text


def once(text: str) -> str:
    response = client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": "Write a polite reply.\n" + text}])  # wattlint-ok: batch-api-candidate
    return response.choices[0].message.content


def with_retries(text: str) -> str:
    for attempt in range(3):
        try:
            response = client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": "Write a polite reply.\n" + text}])  # wattlint-ok: batch-api-candidate
            return response.choices[0].message.content
        except ConnectionError:
            continue
    return ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    label_file(parser.parse_args().path)
