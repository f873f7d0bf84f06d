"""Labels and embeds texts with local models."""
from sentence_transformers import CrossEncoder, SentenceTransformer
from transformers import AutoTokenizer, pipeline
from vllm import LLM, SamplingParams

classify = pipeline("text-classification")
encoder = SentenceTransformer("all-MiniLM-L6-v2")
tokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")


def labels(texts: list[str]) -> list[str]:
    found = []
    for text in texts:
        found.append(classify(text)[0]["label"])  # wattlint-expect: unbatched-inference
    return found


class Index:
    def __init__(self):
        self.model = SentenceTransformer("all-mpnet-base-v2")
        self.vectors = {}

    def add_all(self, documents) -> None:
        for document in documents:
            self.vectors[document.id] = self.model.encode(document.text)  # wattlint-expect: unbatched-inference

    def add_batches(self, documents, size: int = 64) -> None:
        for start in range(0, len(documents), size):
            batch = [document.text for document in documents[start : start + size]]
            self.vectors.update(enumerate(self.model.encode(batch)))  # wattlint-ok: unbatched-inference


def rank(query: str, passages: list[str]) -> list[float]:
    model = CrossEncoder("cross-encoder/ms-marco-MiniLM-L-6-v2")
    return [model.predict([(query, passage)])[0] for passage in passages]  # wattlint-expect: unbatched-inference


def write(prompts: list[str]) -> list[str]:
    llm = LLM("meta-llama/Llama-3.1-8B-Instruct")
    parameters = SamplingParams(max_tokens=100)
    results = []
    for prompt in prompts:
        results.append(llm.generate(prompt, parameters)[0].outputs[0].text)  # wattlint-expect: unbatched-inference
    return results


def write_at_once(prompts: list[str]) -> list:
    llm = LLM("meta-llama/Llama-3.1-8B-Instruct")
    return llm.generate(prompts, SamplingParams(max_tokens=100))  # wattlint-ok: unbatched-inference


def chat() -> None:
    while True:
        text = input("> ")
        print(classify(text))  # wattlint-ok: unbatched-inference


def lengths(texts: list[str]) -> list[int]:
    return [len(tokenizer.encode(text)) for text in texts]  # wattlint-ok: unbatched-inference


def groups(batches: list[list[str]]) -> list:
    return [classify(batch) for batch in batches]  # wattlint-ok: unbatched-inference


def by_author(posts: dict[str, list[str]]) -> dict:
    return {author: encoder.encode(texts) for author, texts in posts.items()}  # wattlint-ok: unbatched-inference


def again(text: str) -> list:
    for attempt in range(3):
        try:
            return encoder.encode(text)  # wattlint-ok: unbatched-inference
        except RuntimeError:
            continue
    return []


def consume(consumer) -> None:
    for message in consumer:
        print(classify(message.value))  # wattlint-ok: unbatched-inference


def shortened(texts: list[str]) -> list:
    # Each has a limit of its own.
    return [classify(text, max_length=len(text) // 4) for text in texts]  # wattlint-ok: unbatched-inference
