"""No upper bound: version 5 may run, which loads as published."""
from transformers import AutoModelForCausalLM

model = AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-7B-Instruct", device_map="auto")  # wattlint-ok: fp32-inference


def complete(inputs):
    return model.generate(**inputs)
