"""Weights that several libraries load into this process."""
import os

import torch
from sentence_transformers import SentenceTransformer
from transformers import AutoModelForCausalLM, AwqConfig, MistralForCausalLM, Qwen2VLForConditionalGeneration, pipeline
from vllm import LLM

MODEL = "mistralai/Mistral-7B-Instruct-v0.3"

writer = MistralForCausalLM.from_pretrained(MODEL, dtype=torch.float32).to("cuda")  # wattlint-expect: fp32-inference
reader = Qwen2VLForConditionalGeneration.from_pretrained(  # wattlint-expect: fp32-inference
    "Qwen/Qwen2-VL-7B-Instruct", torch_dtype="float32", device_map="cuda"
)
half = MistralForCausalLM.from_pretrained(MODEL, dtype=torch.bfloat16).to("cuda")  # wattlint-ok: fp32-inference
as_published = MistralForCausalLM.from_pretrained(MODEL, dtype="auto", device_map="auto")  # wattlint-ok: fp32-inference
# What a load without a type has depends on the version that is installed.
unsaid = MistralForCausalLM.from_pretrained(MODEL).to("cuda")  # wattlint-ok: fp32-inference
on_processor = AutoModelForCausalLM.from_pretrained(MODEL, dtype=torch.float32, device_map="cpu")  # wattlint-ok: fp32-inference
chosen = AutoModelForCausalLM.from_pretrained(  # wattlint-ok: fp32-inference
    MODEL, dtype=torch.float32 if not torch.cuda.is_available() else torch.bfloat16, device_map=os.environ["DEVICE"]
)
# Small enough that half of its weights are no matter.
encoder = SentenceTransformer("BAAI/bge-small-en-v1.5", device="cuda", model_kwargs={"torch_dtype": torch.float32})  # wattlint-ok: fp32-inference
reduced = AutoModelForCausalLM.from_pretrained(  # wattlint-ok: fp32-inference
    "TheBloke/Mistral-7B-Instruct-v0.2-AWQ", quantization_config=AwqConfig(), device_map="cuda"
)
engine = LLM(model=MODEL, dtype="bfloat16")  # wattlint-ok: fp32-inference
asker = pipeline("text-generation", model=MODEL, model_kwargs={"torch_dtype": torch.float32}, device=0)  # wattlint-expect: fp32-inference


def complete(inputs):
    return writer.generate(**inputs, max_new_tokens=64)
