"""Local models that are handed to what calls them once for each element, and small functions around them."""
import re

import pandas as pd
import torch
from sentence_transformers import SentenceTransformer
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoModelForSequenceClassification, AutoTokenizer, pipeline

classify = pipeline("text-classification")
encoder = SentenceTransformer("all-MiniLM-L6-v2")
tokenizer = AutoTokenizer.from_pretrained("Helsinki-NLP/opus-mt-en-de")
model = AutoModelForSeq2SeqLM.from_pretrained("Helsinki-NLP/opus-mt-en-de").to("cuda")
judge_tokenizer = AutoTokenizer.from_pretrained("cross-encoder/nli-deberta-v3-base")
judge = AutoModelForSequenceClassification.from_pretrained("cross-encoder/nli-deberta-v3-base")
writer_tokenizer = AutoTokenizer.from_pretrained("Qwen/Qwen2.5-7B-Instruct")
writer = AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-7B-Instruct", device_map="auto")


# Batches already, groups, and other functions.


def in_batches(batches: list) -> list:
    return list(map(encoder.encode, batches))  # wattlint-ok: unbatched-inference


def of_authors(frame: pd.DataFrame) -> pd.Series:
    return frame.groupby("author")["text"].apply(classify)  # wattlint-ok: unbatched-inference


def of_groups(frame: pd.DataFrame) -> pd.Series:
    return frame["paragraphs"].apply(lambda paragraphs: encoder.encode(paragraphs))  # wattlint-ok: unbatched-inference


def with_dataset(dataset):
    return dataset.map(lambda rows: {"vector": encoder.encode(rows["text"])}, batched=True, batch_size=64)  # wattlint-ok: unbatched-inference


def at_once(frame: pd.DataFrame) -> None:
    frame["vector"] = list(encoder.encode(frame["text"].tolist(), batch_size=64))  # wattlint-ok: unbatched-inference
    frame["length"] = frame["text"].apply(lambda text: len(tokenizer.encode(text)))  # wattlint-ok: unbatched-inference
    frame["plain"] = frame["text"].map(lambda text: re.sub(r"\s+", " ", text))  # wattlint-ok: unbatched-inference


# One element each.


def of_frame(frame: pd.DataFrame) -> None:
    frame["label"] = frame["text"].apply(classify)  # wattlint-expect: unbatched-inference
    frame["vector"] = frame["text"].apply(lambda text: encoder.encode(text))  # wattlint-expect: unbatched-inference
    frame["title_vector"] = frame.apply(lambda row: encoder.encode(row["title"]), axis=1)  # wattlint-expect: unbatched-inference
    frame["score"] = frame["text"].map(lambda text: classify(text[:512])[0]["score"])  # wattlint-expect: unbatched-inference


def of_list(texts: list[str]) -> list:
    return list(map(encoder.encode, texts))  # wattlint-expect: unbatched-inference


def of_comprehension(texts: list[str]) -> list:
    return [classify(text) for text in texts]  # wattlint-expect: unbatched-inference


# Functions that prepare, run and read, and nothing else.


def translate(text: str) -> str:
    inputs = tokenizer(text, return_tensors="pt").to("cuda")
    with torch.no_grad():
        output = model.generate(**inputs, max_new_tokens=256)
    return tokenizer.decode(output[0], skip_special_tokens=True).strip()


def translate_all(texts: list[str]) -> list[str]:
    return tokenizer.batch_decode(model.generate(**tokenizer(texts, padding=True, return_tensors="pt")), skip_special_tokens=True)


def entails(premise: str) -> int:
    inputs = judge_tokenizer(premise, return_tensors="pt", truncation=True)
    with torch.inference_mode():
        logits = judge(**inputs).logits
    return int(logits.argmax(dim=-1).item())


def tag(text):
    return classify(text)[0]["label"]


def write(prompt):
    messages = [{"role": "user", "content": prompt}]
    text = writer_tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    inputs = writer_tokenizer(text, return_tensors="pt").to(writer.device)
    output = writer.generate(**inputs, max_new_tokens=512)
    return writer_tokenizer.decode(output[0][inputs["input_ids"].shape[-1]:])


# It looks the answer up and keeps it: more than running the model.
def translate_once(text: str, store) -> str:
    known = store.find(text)
    if known:
        return known
    inputs = tokenizer(text, return_tensors="pt")
    answer = tokenizer.decode(model.generate(**inputs)[0])
    store.save(text, answer)
    return answer


def all_translated(texts: list[str], frame: pd.DataFrame, store, pages: list[list[str]]) -> list:
    results = []
    for text in texts:
        results.append(translate(text))  # wattlint-expect: unbatched-inference
        results.append(translate_once(text, store))  # wattlint-ok: unbatched-inference
    results += [entails(text) for text in texts]  # wattlint-expect: unbatched-inference
    for page in pages:
        results.append(translate_all(page))  # wattlint-ok: unbatched-inference
    frame["english"] = frame["text"].apply(translate)  # wattlint-expect: unbatched-inference
    frame["tag"] = frame["text"].apply(lambda text: tag(text))  # wattlint-expect: unbatched-inference
    return results


def console() -> None:
    while True:
        print(translate(input("> ")))  # wattlint-ok: unbatched-inference


# Each answer is the next question.
def converse(prompt: str, rounds: int) -> str:
    for _ in range(rounds):
        prompt = write(prompt)  # wattlint-ok: unbatched-inference
    return prompt


def again(text: str) -> str | None:
    for attempt in range(3):
        answer = translate(text)  # wattlint-ok: unbatched-inference
        if answer:
            return answer
    return None


def one(text: str) -> str:
    return translate(text)  # wattlint-ok: unbatched-inference
