"""Full-precision master weights belong to training."""
import torch
from torch.optim import AdamW
from transformers import AutoModelForCausalLM, AutoTokenizer

NAME = "Qwen/Qwen2.5-1.5B"
model = AutoModelForCausalLM.from_pretrained(NAME, torch_dtype=torch.float32).to("cuda")  # wattlint-ok: fp32-inference
optimizer = AdamW(model.parameters(), lr=1e-5)


def step(batch):
    with torch.autocast("cuda", dtype=torch.bfloat16):
        loss = model(**batch).loss
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()


def sample(prompt):
    model.eval()
    return model.generate(**prompt, max_new_tokens=40)
