"""Measured."""
import lightning as L
from codecarbon import EmissionsTracker
from transformers import TrainingArguments


def one(model, data) -> None:
    with EmissionsTracker():
        L.Trainer(max_epochs=3, precision="bf16-mixed").fit(model, data)  # wattlint-ok: untracked-training


def two() -> TrainingArguments:
    return TrainingArguments("out", bf16=True)  # wattlint-ok: untracked-training
