"""The configuration comes from another module."""
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from serve.quant import EIGHT_BIT, FOUR_BIT, USE_INT8

NAME = "Qwen/Qwen2.5-14B-Instruct"


class Generator:
    def __init__(self) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(NAME)
        self.model = AutoModelForCausalLM.from_pretrained(NAME, quantization_config=EIGHT_BIT, device_map="auto")  # wattlint-expect: int8-energy-regression

    @torch.no_grad()
    def __call__(self, text: str) -> str:
        inputs = self.tokenizer(text, return_tensors="pt").to(self.model.device)
        return self.tokenizer.decode(self.model.generate(**inputs, max_new_tokens=200)[0])


def load_in_four_bits():
    return AutoModelForCausalLM.from_pretrained(NAME, quantization_config=FOUR_BIT, device_map="auto")  # wattlint-ok: int8-energy-regression


def load_as_the_settings_say():
    return AutoModelForCausalLM.from_pretrained(NAME, load_in_8bit=USE_INT8, device_map="auto")  # wattlint-expect: int8-energy-regression
