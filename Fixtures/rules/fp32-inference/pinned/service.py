"""Answers questions about contracts."""
import torch
from transformers import AutoModelForCausalLM, AutoModelForSequenceClassification, AutoTokenizer

NAME = "Qwen/Qwen2.5-7B-Instruct"

tokenizer = AutoTokenizer.from_pretrained(NAME)
model = AutoModelForCausalLM.from_pretrained(NAME, device_map="auto")  # wattlint-expect: fp32-inference
writer = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-Instruct-v0.3").cuda()  # wattlint-expect: fp32-inference
quantised = AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-7B-Instruct-AWQ", device_map="auto")  # wattlint-ok: fp32-inference
auto = AutoModelForCausalLM.from_pretrained(NAME, torch_dtype="auto", device_map="auto")  # wattlint-ok: fp32-inference
on_cpu = AutoModelForCausalLM.from_pretrained(NAME, device_map="cpu")  # wattlint-ok: fp32-inference
somewhere = AutoModelForCausalLM.from_pretrained(NAME)  # wattlint-ok: fp32-inference
# A hundred million parameters.
labels = AutoModelForSequenceClassification.from_pretrained("distilbert-base-uncased").to("cuda")  # wattlint-ok: fp32-inference


def load(**options):
    return AutoModelForCausalLM.from_pretrained(NAME, device_map="auto", **options)  # wattlint-ok: fp32-inference


@torch.inference_mode()
def answer(question: str) -> str:
    inputs = tokenizer(question, return_tensors="pt").to("cuda")
    return tokenizer.decode(model.generate(**inputs, max_new_tokens=200)[0])
