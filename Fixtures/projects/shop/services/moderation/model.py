"""Moderates pictures' captions with models that run in this process."""

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

GUARD = "Qwen/Qwen2.5-3B-Instruct"
TRANSLATOR = "Qwen/Qwen2.5-7B-Instruct"

guard_tokenizer = AutoTokenizer.from_pretrained(GUARD)
guard = AutoModelForCausalLM.from_pretrained(GUARD, torch_dtype=torch.float32).to("cuda").eval()

translator_tokenizer = AutoTokenizer.from_pretrained(TRANSLATOR)
translator = AutoModelForCausalLM.from_pretrained(TRANSLATOR, torch_dtype=torch.bfloat16).to("cuda").eval()


@torch.inference_mode()
def verdict(caption: str) -> str:
    inputs = guard_tokenizer(f"Is this caption safe for a shop? {caption}", return_tensors="pt").to("cuda")
    output = guard.generate(**inputs, max_new_tokens=8)
    return guard_tokenizer.decode(output[0], skip_special_tokens=True)


@torch.inference_mode()
def translate(caption: str) -> str:
    inputs = translator_tokenizer(f"Translate into English: {caption}", return_tensors="pt").to("cuda")
    output = translator.generate(**inputs, max_new_tokens=128)
    return translator_tokenizer.decode(output[0], skip_special_tokens=True)
