from openai import OpenAI

client = OpenAI()


class Assistant:
    def __init__(self) -> None:
        self.messages = []

    def say(self, text: str) -> str:
        self.messages.append({"role": "user", "content": text})
        self.messages = self.messages[-12:]
        response = client.chat.completions.create(model="gpt-4o-mini", messages=self.messages)  # wattlint-ok: unbounded-history
        answer = response.choices[0].message.content
        self.messages.append({"role": "assistant", "content": answer})
        return answer
