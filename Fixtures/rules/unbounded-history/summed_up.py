from openai import OpenAI

client = OpenAI()


def talk() -> None:
    turns = []
    while True:
        turns.append({"role": "user", "content": input("> ")})
        if len(turns) > 20:
            turns = summarize_turns(turns)
        response = client.chat.completions.create(model="gpt-4o-mini", messages=turns)  # wattlint-ok: unbounded-history
        turns.append({"role": "assistant", "content": response.choices[0].message.content})


def summarize_turns(turns: list[dict]) -> list[dict]:
    text = "\n".join(turn["content"] for turn in turns)
    response = client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": "Sum up for a colleague:\n" + text}])  # wattlint-ok: unbounded-history
    return [{"role": "system", "content": response.choices[0].message.content}]
