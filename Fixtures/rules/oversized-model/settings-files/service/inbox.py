import argparse
import os
import tomllib
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader
from openai import OpenAI

client = OpenAI()

PROMPTS = Path(__file__).parent / "prompts"
SPAM = (PROMPTS / "spam.md").read_text(encoding="utf-8")
templates = Environment(loader=FileSystemLoader(PROMPTS))

with open(os.path.join(os.path.dirname(__file__), "config", "models.yaml")) as file:
    config = yaml.safe_load(file)

settings = tomllib.loads((Path(__file__).parent / "config/models.toml").read_text())


def load_prompt(name: str) -> str:
    with open(PROMPTS / f"{name}.md") as prompt:
        return prompt.read()


def ask(prompt: str, model: str) -> str:
    reply = client.chat.completions.create(model=model, messages=[{"role": "user", "content": prompt}])
    return reply.choices[0].message.content.strip().lower()


def handle_first(mail):
    reply = client.chat.completions.create(  # wattlint-expect: oversized-model
        model=config["llm"]["model"],
        messages=[{"role": "user", "content": SPAM.format(mail=mail)}],
    )
    return reply.choices[0].message.content == "yes"


def handle_again(mail):
    reply = client.chat.completions.create(  # wattlint-expect: oversized-model
        model=settings["answers"]["model"],
        messages=[{"role": "system", "content": load_prompt("spam")}, {"role": "user", "content": mail}],
    )
    return reply.choices[0].message.content == "yes"


def pick_queue(ticket):
    prompt = templates.get_template("queue.j2").render(ticket=ticket)
    reply = client.chat.completions.create(  # wattlint-expect: oversized-model
        model="gpt-4o", messages=[{"role": "user", "content": prompt}], max_tokens=8
    )
    return reply.choices[0].message.content


def handle_urgent(ticket):
    reply = client.chat.completions.create(  # wattlint-expect: oversized-model
        model=config["llm"]["model"],
        messages=[{"role": "user", "content": config["prompts"]["urgent"] + ticket}],
    )
    return reply.choices[0].message.content == "yes"


def handle_cheaply(mail):
    reply = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=config["labels"]["model"],
        messages=[{"role": "user", "content": SPAM.format(mail=mail)}],
    )
    return reply.choices[0].message.content == "yes"


def weekly(mails):
    reply = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=config["llm"]["model"],
        messages=[{"role": "system", "content": load_prompt("report")}, {"role": "user", "content": "\n".join(mails)}],
    )
    return reply.choices[0].message.content


def handle_unknown(mail):
    # No such key is written down.
    reply = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=config["answers"]["model"],
        messages=[{"role": "user", "content": SPAM.format(mail=mail)}],
    )
    return reply.choices[0].message.content == "yes"


def handle_named(mail, name):
    # Which prompt it is, only the caller knows.
    reply = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o", messages=[{"role": "system", "content": load_prompt(name)}, {"role": "user", "content": mail}]
    )
    return reply.choices[0].message.content


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("mail")
    parser.add_argument("--model", default="gpt-4o")
    parser.add_argument("--label-model", default="gpt-4.1-nano")
    parser.add_argument("--deployment")
    args = parser.parse_args()
    messages = [{"role": "user", "content": SPAM.format(mail=args.mail)}]
    first = client.chat.completions.create(model=args.label_model, messages=messages)  # wattlint-ok: oversized-model
    told = client.chat.completions.create(model=args.deployment, messages=messages)  # wattlint-ok: oversized-model
    print(first.choices[0].message.content == "yes", told.choices[0].message.content == "yes")


def script():
    parser = argparse.ArgumentParser()
    parser.add_argument("mail")
    parser.add_argument("--answer-model", default="gpt-4o")
    args = parser.parse_args()
    reply = client.chat.completions.create(  # wattlint-expect: oversized-model
        model=args.answer_model, messages=[{"role": "user", "content": SPAM.format(mail=args.mail)}]
    )
    print(reply.choices[0].message.content == "yes")
