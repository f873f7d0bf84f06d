"""Shortens reports on whatever device the caller has, the first GPU unless somebody says otherwise."""
import torch
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer


class Digest:
    def __init__(self, name: str = "google/flan-t5-xxl", device: str = "cuda:0"):
        self.tokenizer = AutoTokenizer.from_pretrained("google/flan-t5-xxl")
        self.network = AutoModelForSeq2SeqLM.from_pretrained("google/flan-t5-xxl").to(device)  # wattlint-expect: fp32-inference

    @torch.inference_mode()
    def __call__(self, report: str) -> str:
        tokens = self.tokenizer(report, return_tensors="pt").to(self.network.device)
        return self.tokenizer.decode(self.network.generate(**tokens, max_new_tokens=120)[0])


class SmallDigest:
    def __init__(self, device: str = "cuda:0"):
        # A quarter of a billion parameters.
        self.network = AutoModelForSeq2SeqLM.from_pretrained("google/flan-t5-base").to(device)  # wattlint-ok: fp32-inference


class DeskDigest:
    def __init__(self, device: str = "cpu"):
        self.network = AutoModelForSeq2SeqLM.from_pretrained("google/flan-t5-xl").to(device)  # wattlint-ok: fp32-inference


class EitherDigest:
    def __init__(self, device: str = "cuda"):
        self.network = AutoModelForSeq2SeqLM.from_pretrained("google/flan-t5-xl").to(device)  # wattlint-ok: fp32-inference


class OpenDigest:
    def __init__(self, device: str):
        self.network = AutoModelForSeq2SeqLM.from_pretrained("google/flan-t5-xl").to(device)  # wattlint-ok: fp32-inference


def on_a_laptop() -> EitherDigest:
    return EitherDigest(device="cpu")
