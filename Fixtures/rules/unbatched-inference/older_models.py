"""Models of the archive: tags, prices, translations, pictures."""
import ctranslate2
import joblib
import numpy as np
import spacy
from tensorflow import keras

nlp = spacy.load("en_core_web_sm")
pricing = joblib.load("models/pricing.joblib")
translator = ctranslate2.Translator("models/en-de", device="cuda")
pictures = keras.models.load_model("models/pictures.keras")


def people(texts: list[str]) -> list[list[str]]:
    found = []
    for text in texts:
        document = nlp(text)  # wattlint-expect: unbatched-inference
        found.append([entity.text for entity in document.ents if entity.label_ == "PERSON"])
    return found


def people_at_once(texts: list[str]) -> list[list[str]]:
    return [[entity.text for entity in document.ents] for document in nlp.pipe(texts)]  # wattlint-ok: unbatched-inference


def prices(rows: list[list[float]]) -> list[float]:
    return [pricing.predict([row])[0] for row in rows]  # wattlint-expect: unbatched-inference


def prices_at_once(rows: list[list[float]]) -> list[float]:
    return pricing.predict(rows).tolist()  # wattlint-ok: unbatched-inference


def translate(sentences: list[list[str]]) -> list:
    results = []
    for tokens in sentences:
        results.append(translator.translate_batch([tokens])[0].hypotheses[0])  # wattlint-expect: unbatched-inference
    return results


def translate_at_once(sentences: list[list[str]]) -> list:
    return translator.translate_batch(sentences, max_batch_size=32)  # wattlint-ok: unbatched-inference


def labels(images) -> list[int]:
    return [int(np.argmax(pictures.predict(np.expand_dims(image, 0)))) for image in images]  # wattlint-expect: unbatched-inference


def labels_at_once(images) -> list[int]:
    return np.argmax(pictures.predict(np.stack(images)), axis=1).tolist()  # wattlint-ok: unbatched-inference


def console() -> None:
    while True:
        print([token.pos_ for token in nlp(input("> "))])  # wattlint-ok: unbatched-inference
