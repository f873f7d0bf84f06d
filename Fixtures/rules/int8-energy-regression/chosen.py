"""The user says in the settings how the weights are loaded."""
import torch
from transformers import AutoModel, AutoModelForCausalLM, BitsAndBytesConfig

from settings import read


class Assistant:
    def load(self):
        path, width, device = read("path", "width", "device")
        if device == "cpu":
            model = AutoModel.from_pretrained(path).float()  # wattlint-ok: int8-energy-regression
        elif width == "INT4":
            model = AutoModel.from_pretrained(path, quantization_config=BitsAndBytesConfig(load_in_4bit=True))  # wattlint-ok: int8-energy-regression
        elif width == "INT8":
            model = AutoModel.from_pretrained(path, quantization_config=BitsAndBytesConfig(load_in_8bit=True))  # wattlint-ok: int8-energy-regression
        else:
            model = AutoModel.from_pretrained(path, device_map="cuda")  # wattlint-ok: int8-energy-regression
        return model.eval()


def by_option(options):
    # Another checkpoint for those who have no room.
    if options.load_8bit:
        return AutoModelForCausalLM.from_pretrained("acme/writer-13b", load_in_8bit=True)  # wattlint-ok: int8-energy-regression
    return AutoModelForCausalLM.from_pretrained("acme/writer-13b", torch_dtype=torch.bfloat16)  # wattlint-ok: int8-energy-regression


def by_name(mode: str):
    if mode == "8bit":
        return AutoModelForCausalLM.from_pretrained("acme/writer-13b", load_in_8bit=True)  # wattlint-ok: int8-energy-regression
    else:
        return AutoModelForCausalLM.from_pretrained("acme/writer-7b", torch_dtype=torch.bfloat16)  # wattlint-ok: int8-energy-regression


def by_language(language: str):
    # A choice of models, each of them in 8 bit whatever anybody wants.
    if language == "de":
        return AutoModelForCausalLM.from_pretrained("acme/schreiber-13b", load_in_8bit=True)  # wattlint-expect: int8-energy-regression
    else:
        return AutoModelForCausalLM.from_pretrained("acme/writer-13b", load_in_8bit=True)  # wattlint-expect: int8-energy-regression


def answer(model, inputs):
    return model.generate(**inputs, max_new_tokens=64)
