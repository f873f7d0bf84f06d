"""Small work that only the prompts tell of: the functions around them are called anything."""
from anthropic import Anthropic
from openai import OpenAI
from pydantic import BaseModel

client = OpenAI()
claude = Anthropic()


def ask(prompt: str, limit: int = 40) -> str:
    raise NotImplementedError(prompt, limit)


class Desk:
    def run(self, letter: str) -> str:
        reply = client.chat.completions.create(  # wattlint-expect: oversized-model
            model="gpt-4.1",
            messages=[
                {"role": "system", "content": "Assign the letter to one department out of: parking, taxes, schools. Reply with the department only."},
                {"role": "user", "content": letter},
            ],
        )
        return reply.choices[0].message.content

    def handle(self, notice: str) -> str:
        reply = client.chat.completions.create(  # wattlint-expect: oversized-model
            model="gpt-4o",
            messages=[{"role": "user", "content": f"Shorten this notice of the water board to at most two sentences:\n{notice}"}],
            max_tokens=90,
        )
        return reply.choices[0].message.content

    def process(self, note: str) -> str:
        reply = claude.messages.create(  # wattlint-expect: oversized-model
            model="claude-sonnet-4-5",
            max_tokens=20,
            messages=[{"role": "user", "content": f"Suggest a title for this note. Max 5 words, nothing else.\n\n{note}"}],
        )
        return reply.content[0].text

    def call(self, patch: str) -> str:
        reply = client.chat.completions.create(  # wattlint-expect: oversized-model
            model="gpt-4o",
            messages=[{"role": "user", "content": f"Write a commit subject for this patch, under 50 characters:\n{patch}"}],
        )
        return reply.choices[0].message.content

    def execute(self, review: str) -> str:
        # What it is asked for is a letter, though it begins by rating.
        reply = client.chat.completions.create(  # wattlint-ok: oversized-model
            model="gpt-4o",
            messages=[{"role": "user", "content": f"Rate how angry the guest is and then write the hotel's answer, warm and personal, about 200 words:\n{review}"}],
        )
        return reply.choices[0].message.content

    def step(self, question: str) -> str:
        # A chat that is told to be short is no summary.
        reply = client.chat.completions.create(  # wattlint-ok: oversized-model
            model="gpt-4o",
            messages=[
                {"role": "system", "content": "You help the citizens of Rostock. Answer in two or three sentences, and name the form that they need."},
                {"role": "user", "content": question},
            ],
        )
        return reply.choices[0].message.content

    def query(self, statement: str) -> str:
        # More than a few flat fields.
        reply = client.chat.completions.create(  # wattlint-ok: oversized-model
            model="gpt-4o",
            temperature=0,
            messages=[
                {
                    "role": "user",
                    "content": 'Extract the fields of this land register entry as a JSON object: {"owner": "", "parcel": "", "area": "", "use": "", '
                    '"rights": [], "mortgages": [], "easements": [], "neighbours": [], "history": []}\n' + statement,
                }
            ],
        )
        return reply.choices[0].message.content


class Bureau:
    def run(self, form: str) -> str:
        reply = client.chat.completions.create(  # wattlint-expect: oversized-model
            model="gpt-4o",
            messages=[{"role": "user", "content": f"How clear is this form, from 1 (muddled) to 5 (clear)? Respond with the digit only.\n{form}"}],
        )
        return reply.choices[0].message.content

    def handle(self, notice: str) -> str:
        reply = client.chat.completions.create(  # wattlint-expect: oversized-model
            model="gpt-4o",
            messages=[{"role": "user", "content": f"Sum up the notice below in a single sentence.\n{notice}"}],
        )
        return reply.choices[0].message.content

    def call(self, year: str) -> str:
        reply = client.chat.completions.create(  # wattlint-ok: oversized-model
            model="gpt-4o",
            messages=[{"role": "user", "content": f"Sum up the year for the mayor's speech, from January to December, about 900 words.\n{year}"}],
        )
        return reply.choices[0].message.content

    def process(self, plan: str) -> str:
        reply = client.chat.completions.create(  # wattlint-ok: oversized-model
            model="gpt-4o",
            messages=[{"role": "user", "content": f"Say which possible classes of dwellings the plan allows, and argue for one of them in three paragraphs.\n{plan}"}],
        )
        return reply.choices[0].message.content


class Tags(BaseModel):
    tags: list[str]
    language: str


def suggest(page: str) -> Tags:
    reply = client.beta.chat.completions.parse(  # wattlint-expect: oversized-model
        model="gpt-4o",
        messages=[{"role": "user", "content": f"Give three to six topic tags for this page and its language.\n{page}"}],
        response_format=Tags,
    )
    return reply.choices[0].message.parsed


def main(letter: str) -> None:
    desk = Desk()
    for work in (desk.run, desk.handle, desk.process, desk.call, desk.execute, desk.step, desk.query):
        print(work(letter))
    bureau = Bureau()
    for work in (bureau.run, bureau.handle, bureau.call, bureau.process):
        print(work(letter))
    print(suggest(letter))
