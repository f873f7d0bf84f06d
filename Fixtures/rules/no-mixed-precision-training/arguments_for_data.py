"""Answers a data set with a served model. The data set's loader asks for the arguments of a trainer, which there is none of."""
from transformers import Seq2SeqTrainingArguments, TrainingArguments

from corpus import load_train_data, prepare
from engine import Engine


def answer_all(name: str) -> list[str]:
    arguments = Seq2SeqTrainingArguments(output_dir="unused")  # wattlint-ok: no-mixed-precision-training
    rows = load_train_data(name, arguments)
    return Engine(name).complete(rows)


def show_defaults() -> None:
    print(TrainingArguments(output_dir="unused").to_json_string())  # wattlint-ok: no-mixed-precision-training


def seed_of_another() -> int:
    defaults = TrainingArguments(output_dir="unused")  # wattlint-ok: no-mixed-precision-training
    return prepare(defaults.seed)
