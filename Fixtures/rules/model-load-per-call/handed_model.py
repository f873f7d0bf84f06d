"""A model that is loaded once, and a pipeline around it that is made for each request: no weights are loaded there."""
from fastapi import FastAPI
from transformers import AutoModelForSequenceClassification, AutoTokenizer, pipeline

app = FastAPI()
tokenizer = AutoTokenizer.from_pretrained("distilbert-base-uncased-finetuned-sst-2-english")
model = AutoModelForSequenceClassification.from_pretrained("distilbert-base-uncased-finetuned-sst-2-english")


@app.post("/label")
def label(text: str) -> str:
    classify = pipeline("text-classification", model=model, tokenizer=tokenizer)  # wattlint-ok: model-load-per-call
    return classify(text)[0]["label"]


@app.post("/label-slowly")
def label_slowly(text: str) -> str:
    own = AutoModelForSequenceClassification.from_pretrained("distilbert-base-uncased-finetuned-sst-2-english")  # wattlint-expect: model-load-per-call
    classify = pipeline("text-classification", model=own, tokenizer=tokenizer)  # wattlint-ok: model-load-per-call
    return classify(text)[0]["label"]
