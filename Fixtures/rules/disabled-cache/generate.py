import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained("Qwen/Qwen3-4B")
model = AutoModelForCausalLM.from_pretrained("Qwen/Qwen3-4B", torch_dtype=torch.bfloat16, device_map="auto")


@torch.inference_mode()
def answer(prompt: str) -> str:
    inputs = tokenizer(prompt, return_tensors="pt").to(model.device)
    output = model.generate(**inputs, max_new_tokens=256, use_cache=False)  # wattlint-expect: disabled-cache
    return tokenizer.decode(output[0], skip_special_tokens=True)


@torch.inference_mode()
def label(prompt: str) -> str:
    inputs = tokenizer(prompt, return_tensors="pt").to(model.device)
    # One token needs nothing of those before it again.
    output = model.generate(**inputs, max_new_tokens=1, use_cache=False)  # wattlint-ok: disabled-cache
    return tokenizer.decode(output[0], skip_special_tokens=True)


@torch.inference_mode()
def usual(prompt: str) -> str:
    inputs = tokenizer(prompt, return_tensors="pt").to(model.device)
    output = model.generate(**inputs, max_new_tokens=256, use_cache=True)  # wattlint-ok: disabled-cache
    return tokenizer.decode(output[0], skip_special_tokens=True)
