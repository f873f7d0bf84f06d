"""What the smaller models' verdicts are compared with, once for each new version."""

import torch
from transformers import AutoModelForCausalLM

model = AutoModelForCausalLM.from_pretrained(
    "Qwen/Qwen2.5-3B-Instruct",
    # wattlint: ignore[fp32-inference] the others are compared with this one
    torch_dtype=torch.float32,
    device_map="cuda",
).eval()
