"""Four trainings that nobody measures."""
import lightning as L
from transformers import Seq2SeqTrainingArguments, Trainer, TrainingArguments


def one(model, data) -> None:
    arguments = TrainingArguments(output_dir="out", bf16=True)  # wattlint-expect: untracked-training
    Trainer(model, arguments, train_dataset=data).train()


def two() -> Seq2SeqTrainingArguments:
    return Seq2SeqTrainingArguments("out", fp16=True)  # wattlint-expect: untracked-training


def three(model, data) -> None:
    L.Trainer(max_epochs=3, precision="bf16-mixed").fit(model, data)  # wattlint-expect: untracked-training


def four() -> TrainingArguments:
    return TrainingArguments("out", bf16=True, report_to="tensorboard")  # wattlint-expect: untracked-training


def tracked() -> TrainingArguments:
    return TrainingArguments("out", bf16=True, report_to=["codecarbon", "wandb"])  # wattlint-ok: untracked-training


def everything() -> TrainingArguments:
    return TrainingArguments("out", bf16=True, report_to="all")  # wattlint-ok: untracked-training
