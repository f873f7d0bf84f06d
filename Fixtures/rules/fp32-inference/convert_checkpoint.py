"""Merges an adapter and writes the result; nobody is answered here."""
import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer

base = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.3", torch_dtype=torch.float32, device_map="cuda:0")  # wattlint-ok: fp32-inference
merged = PeftModel.from_pretrained(base, "out/adapter").merge_and_unload()
merged.to(torch.bfloat16).save_pretrained("out/merged")
AutoTokenizer.from_pretrained("mistralai/Mistral-7B-v0.3").save_pretrained("out/merged")
