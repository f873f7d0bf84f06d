"""Trains models of several sizes, all of their weights."""
import torch
from transformers import AutoModelForCausalLM, BitsAndBytesConfig, Trainer, TrainingArguments
from trl import DPOTrainer, SFTTrainer

ARGUMENTS = TrainingArguments("out", bf16=True, num_train_epochs=2, report_to=["codecarbon"])


def answers(data) -> None:
    model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.1-8B-Instruct", torch_dtype=torch.bfloat16, device_map="auto")  # wattlint-expect: full-finetune-of-large-model
    Trainer(model=model, args=ARGUMENTS, train_dataset=data).train()


def letters(data) -> None:
    model = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.3", dtype="bfloat16", device_map="auto")  # wattlint-expect: full-finetune-of-large-model
    SFTTrainer(model, args=ARGUMENTS, train_dataset=data).train()


def preferences(pairs) -> None:
    model = AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-14B-Instruct", torch_dtype=torch.bfloat16, device_map="auto")  # wattlint-expect: full-finetune-of-large-model
    DPOTrainer(model=model, args=ARGUMENTS, train_dataset=pairs).train()


def by_name(data) -> None:
    # In no table, but its name says how large it is.
    model = AutoModelForCausalLM.from_pretrained("acme/support-base-13b", torch_dtype=torch.bfloat16, device_map="auto")  # wattlint-expect: full-finetune-of-large-model
    Trainer(model=model, args=ARGUMENTS, train_dataset=data).train()


def small(data) -> None:
    model = AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-0.5B-Instruct", torch_dtype=torch.bfloat16, device_map="auto")  # wattlint-ok: full-finetune-of-large-model
    Trainer(model=model, args=ARGUMENTS, train_dataset=data).train()


def given(name: str, data) -> None:
    model = AutoModelForCausalLM.from_pretrained(name, torch_dtype=torch.bfloat16, device_map="auto")  # wattlint-ok: full-finetune-of-large-model
    Trainer(model=model, args=ARGUMENTS, train_dataset=data).train()
