"""The model decides the precision."""
import torch
from transformers import AutoModelForCausalLM, TrainingArguments


def tune(name: str):
    model = AutoModelForCausalLM.from_pretrained(name, torch_dtype=torch.bfloat16)
    return model, TrainingArguments(output_dir="out")  # wattlint-ok: no-mixed-precision-training
