"""Trains the classifier; FP32 is what master weights are kept in."""
from transformers import AutoModelForCausalLM, Trainer

model = AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-7B-Instruct", device_map="auto")  # wattlint-ok: fp32-inference
Trainer(model=model, train_dataset=load_examples()).train()
