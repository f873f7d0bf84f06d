"""Writes descriptions for a catalogue, offline, on a rented GPU."""
import argparse
import csv

import torch
import transformers
from transformers import AutoModelForCausalLM, AutoTokenizer, pipeline

parser = argparse.ArgumentParser()
parser.add_argument("--model", default="Qwen/Qwen2.5-7B-Instruct")
parser.add_argument("--half", action="store_true")
options = parser.parse_args()

writer = pipeline("text-generation", model="meta-llama/Llama-3.1-8B-Instruct", torch_dtype=torch.float32, device=0)  # wattlint-expect: fp32-inference
writer_half = pipeline("text-generation", model="meta-llama/Llama-3.1-8B-Instruct", torch_dtype=torch.bfloat16, device=0)  # wattlint-ok: fp32-inference
writer_cpu = pipeline("text-generation", model="meta-llama/Llama-3.1-8B-Instruct", torch_dtype=torch.float32, device=-1)  # wattlint-ok: fp32-inference

kwargs = {"torch_dtype": torch.float32, "device_map": "cuda"}
checker = AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-7B-Instruct", **kwargs)  # wattlint-expect: fp32-inference

chosen = AutoModelForCausalLM.from_pretrained(  # wattlint-ok: fp32-inference
    options.model, torch_dtype=torch.float16 if options.half else torch.float32, device_map="cuda"
)

with open("catalogue.csv") as rows:
    for row in csv.DictReader(rows):
        print(writer(f"Describe {row['name']} in two sentences.", max_new_tokens=80)[0]["generated_text"])  # wattlint-expect: unbatched-inference
