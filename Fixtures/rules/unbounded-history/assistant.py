from openai import OpenAI

client = OpenAI()


class Assistant:
    def __init__(self) -> None:
        self.messages = [{"role": "system", "content": "You help the customers of a bicycle shop."}]

    def say(self, text: str) -> str:
        self.messages.append({"role": "user", "content": text})
        response = client.chat.completions.create(model="gpt-4o-mini", messages=self.messages)  # wattlint-expect: unbounded-history
        answer = response.choices[0].message.content
        self.messages.append({"role": "assistant", "content": answer})
        return answer


def talk() -> None:
    history = []
    while True:
        history.append({"role": "user", "content": input("> ")})
        response = client.chat.completions.create(model="gpt-4o-mini", messages=history)  # wattlint-expect: unbounded-history
        answer = response.choices[0].message.content
        history.append({"role": "assistant", "content": answer})
        print(answer)


def answer_once(question: str) -> str:
    said = [{"role": "system", "content": "Answer briefly."}]
    said.append({"role": "user", "content": question})
    response = client.chat.completions.create(model="gpt-4o-mini", messages=said)  # wattlint-ok: unbounded-history
    said.append({"role": "assistant", "content": response.choices[0].message.content})
    return said[2]["content"]
