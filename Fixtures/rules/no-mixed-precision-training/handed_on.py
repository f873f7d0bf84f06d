"""Ways from the arguments to what trains."""
from functools import partial

from transformers import Trainer, TrainingArguments

from project.training import train_model


class WeightedTrainer(Trainer):
    ...


class Job:
    def __init__(self, model, data) -> None:
        self.model = model
        self.data = data
        self.settings = TrainingArguments(output_dir="out")  # wattlint-expect: no-mixed-precision-training

    def run(self) -> None:
        WeightedTrainer(model=self.model, args=self.settings, train_dataset=self.data).train()


def in_a_dictionary(model, data) -> None:
    options = {"args": TrainingArguments(output_dir="out"), "train_dataset": data}  # wattlint-expect: no-mixed-precision-training
    Trainer(model, **options).train()


def item_by_item(model, data) -> None:
    options = {"train_dataset": data}
    options["args"] = TrainingArguments(output_dir="out")  # wattlint-todo: no-mixed-precision-training what is set as an item at once has no name to follow
    Trainer(model, **options).train()


def elsewhere(model) -> None:
    settings = TrainingArguments(output_dir="out")  # wattlint-expect: no-mixed-precision-training
    train_model(model, settings)


def run(model, settings) -> None:
    Trainer(model, settings).train()


def through_a_function(model) -> None:
    settings = TrainingArguments(output_dir="out")  # wattlint-expect: no-mixed-precision-training
    run(model, settings)


def in_place(model, data) -> None:
    make = partial(Trainer, model, train_dataset=data)
    make(args=TrainingArguments(output_dir="out", bf16=True)).train()  # wattlint-ok: no-mixed-precision-training
