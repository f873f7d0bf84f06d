"""Fine-tunes a classifier."""
import lightning as L
from transformers import AutoModelForSequenceClassification, Seq2SeqTrainingArguments, Trainer, TrainingArguments


def tune(data, name: str) -> None:
    model = AutoModelForSequenceClassification.from_pretrained(name)
    arguments = TrainingArguments(output_dir="out", num_train_epochs=3)  # wattlint-expect: no-mixed-precision-training
    Trainer(model, arguments, train_dataset=data).train()


def off() -> TrainingArguments:
    return TrainingArguments(output_dir="out", fp16=False)  # wattlint-expect: no-mixed-precision-training


def translate() -> Seq2SeqTrainingArguments:
    return Seq2SeqTrainingArguments("out", learning_rate=3e-5, num_train_epochs=10)  # wattlint-expect: no-mixed-precision-training


def lightning(module, data) -> None:
    L.Trainer(max_epochs=50, accelerator="gpu").fit(module, data)  # wattlint-expect: no-mixed-precision-training


def mixed() -> TrainingArguments:
    return TrainingArguments(output_dir="out", bf16=True)  # wattlint-ok: no-mixed-precision-training


def chosen(small: bool) -> TrainingArguments:
    return TrainingArguments(output_dir="out", fp16=small)  # wattlint-ok: no-mixed-precision-training


def spread(options: dict) -> TrainingArguments:
    return TrainingArguments(output_dir="out", **options)  # wattlint-ok: no-mixed-precision-training


def cpu() -> TrainingArguments:
    return TrainingArguments(output_dir="out", use_cpu=True)  # wattlint-ok: no-mixed-precision-training


def deepspeed() -> TrainingArguments:
    return TrainingArguments(output_dir="out", deepspeed="zero3.json")  # wattlint-ok: no-mixed-precision-training


def on_the_processor(module, data) -> None:
    L.Trainer(max_epochs=50, accelerator="cpu").fit(module, data)  # wattlint-ok: no-mixed-precision-training
