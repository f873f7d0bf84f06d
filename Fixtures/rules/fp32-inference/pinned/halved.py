"""The same model, made smaller after it is loaded."""
import torch
from transformers import AutoModelForCausalLM

model = AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-7B-Instruct").half().cuda()  # wattlint-ok: fp32-inference


def complete(inputs):
    return model.generate(**inputs)
