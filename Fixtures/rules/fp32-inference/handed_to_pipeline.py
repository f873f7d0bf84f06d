"""Models that are loaded by themselves and then handed to a pipeline, which moves them."""
import torch
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoModelForSpeechSeq2Seq, AutoTokenizer, pipeline

NAME = "mistralai/Mistral-7B-Instruct-v0.3"
tokenizer = AutoTokenizer.from_pretrained(NAME)

model = AutoModelForCausalLM.from_pretrained(NAME, torch_dtype=torch.float32)  # wattlint-expect: fp32-inference
write = pipeline("text-generation", model=model, tokenizer=tokenizer, device=0)  # wattlint-ok: fp32-inference

half = AutoModelForCausalLM.from_pretrained(NAME, torch_dtype=torch.float16)  # wattlint-ok: fp32-inference
write_half = pipeline("text-generation", model=half, tokenizer=tokenizer, device=0)  # wattlint-ok: fp32-inference

# A pipeline of a model that is there already takes no notice of `device_map`: it stays where it is.
here = AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-7B-Instruct", torch_dtype=torch.float32)  # wattlint-ok: fp32-inference
write_here = pipeline("text-generation", model=here, tokenizer=tokenizer, device_map="auto")

plain = AutoModelForSeq2SeqLM.from_pretrained("facebook/nllb-200-3.3B", torch_dtype=torch.float32)  # wattlint-ok: fp32-inference
translate = pipeline("translation", model=plain, tokenizer=tokenizer, device=-1)


class Listener:
    def __init__(self, device: str = "cuda:0") -> None:
        self.model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.1-8B-Instruct", torch_dtype=torch.float32)  # wattlint-expect: fp32-inference
        self.model.eval()
        self.write = pipeline("text-generation", model=self.model, tokenizer=tokenizer, device="cuda:0")

    def __call__(self, text: str) -> str:
        return self.write(text)[0]["generated_text"]


def told(device):
    known = AutoModelForCausalLM.from_pretrained(NAME, torch_dtype=torch.float32)  # wattlint-ok: fp32-inference
    return pipeline("text-generation", model=known, tokenizer=tokenizer, device=device)
