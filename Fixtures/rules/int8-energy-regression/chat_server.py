"""A small chat server around one model."""
import torch
import transformers
from flask import Flask, request
from transformers import AutoModelForCausalLM, AutoTokenizer, BitsAndBytesConfig, pipeline

app = Flask(__name__)
NAME = "mistralai/Mistral-7B-Instruct-v0.3"

tokenizer = AutoTokenizer.from_pretrained(NAME)
quantization = BitsAndBytesConfig(load_in_8bit=True)
four_bit = BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_compute_dtype=torch.bfloat16)
no_outliers = BitsAndBytesConfig(load_in_8bit=True, llm_int8_threshold=0.0)
lower_threshold = BitsAndBytesConfig(load_in_8bit=True, llm_int8_threshold=4.0)

model = AutoModelForCausalLM.from_pretrained(NAME, quantization_config=quantization, device_map="auto")  # wattlint-expect: int8-energy-regression


def load_inline():
    return AutoModelForCausalLM.from_pretrained(NAME, load_in_8bit=True, device_map="auto")  # wattlint-expect: int8-energy-regression


def load_with_a_lower_threshold():
    return AutoModelForCausalLM.from_pretrained(NAME, quantization_config=lower_threshold, device_map="auto")  # wattlint-expect: int8-energy-regression


def load_in_bfloat16():
    return AutoModelForCausalLM.from_pretrained(NAME, torch_dtype=torch.bfloat16, device_map="auto")  # wattlint-ok: int8-energy-regression


def load_in_four_bits():
    return AutoModelForCausalLM.from_pretrained(NAME, quantization_config=four_bit, device_map="auto")  # wattlint-ok: int8-energy-regression


def load_without_outliers():
    # All products in 8 bit: what costs the energy is left out.
    return AutoModelForCausalLM.from_pretrained(NAME, quantization_config=no_outliers, device_map="auto")  # wattlint-ok: int8-energy-regression


def load_plain():
    return AutoModelForCausalLM.from_pretrained(NAME, load_in_8bit=False, device_map="auto")  # wattlint-ok: int8-energy-regression


def load_quantised_checkpoint():
    return AutoModelForCausalLM.from_pretrained("TheBloke/Mistral-7B-Instruct-v0.2-AWQ", device_map="auto")  # wattlint-ok: int8-energy-regression


def load(eight_bit: bool):
    # Whoever starts it decides.
    return AutoModelForCausalLM.from_pretrained(NAME, load_in_8bit=eight_bit, device_map="auto")  # wattlint-ok: int8-energy-regression


def load_config(config: BitsAndBytesConfig):
    return AutoModelForCausalLM.from_pretrained(NAME, quantization_config=config, device_map="auto")  # wattlint-ok: int8-energy-regression


def writer():
    return pipeline("text-generation", model=NAME, model_kwargs={"load_in_8bit": True}, device_map="auto")  # wattlint-expect: int8-energy-regression


@app.post("/chat")
def chat():
    inputs = tokenizer(request.json["text"], return_tensors="pt").to(model.device)
    output = model.generate(**inputs, max_new_tokens=256)
    return {"text": tokenizer.decode(output[0], skip_special_tokens=True)}
