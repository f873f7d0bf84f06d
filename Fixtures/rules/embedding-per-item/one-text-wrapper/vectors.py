from openai import OpenAI


class Vectors:
    def __init__(self) -> None:
        self.client = OpenAI()

    def of(self, text: str) -> list[float]:
        return self.client.embeddings.create(model="text-embedding-3-small", input=text).data[0].embedding

    def of_all(self, texts: list[str]) -> list[list[float]]:
        return [item.embedding for item in self.client.embeddings.create(model="text-embedding-3-small", input=texts).data]
