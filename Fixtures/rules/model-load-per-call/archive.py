"""Reads and prices scans."""
import easyocr
import joblib
import onnxruntime
from fastapi import FastAPI
from tensorflow import keras

app = FastAPI()
reader = easyocr.Reader(["en", "de"])  # wattlint-ok: model-load-per-call


@app.post("/read")
def read(path: str) -> list[str]:
    own = easyocr.Reader(["en"])  # wattlint-expect: model-load-per-call
    return own.readtext(path, detail=0)


@app.post("/read-fast")
def read_fast(path: str) -> list[str]:
    return reader.readtext(path, detail=0)  # wattlint-ok: model-load-per-call


@app.post("/price")
def price(row: list[float]) -> float:
    model = joblib.load("models/pricing.joblib")  # wattlint-expect: model-load-per-call
    return float(model.predict([row])[0])


@app.post("/segment")
def segment(pixels: list[float]) -> list:
    session = onnxruntime.InferenceSession("models/segment.onnx")  # wattlint-expect: model-load-per-call
    return session.run(None, {"pixels": pixels})[0]


@app.post("/label")
def label(pixels: list) -> list:
    model = keras.models.load_model("models/labels.keras")  # wattlint-expect: model-load-per-call
    return model.predict(pixels).tolist()


def evaluate(paths: list[str], rows) -> list:
    # Another model in each round.
    return [joblib.load(path).predict(rows) for path in paths]  # wattlint-ok: model-load-per-call
