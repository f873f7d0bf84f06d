"""Loads models of several sizes."""
import torch
from transformers import AutoModelForCausalLM, BitsAndBytesConfig, Trainer
from vllm import LLM

SMALL = "mistralai/Mistral-7B-Instruct-v0.3"


def seventy():
    model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.1-70B-Instruct", torch_dtype=torch.bfloat16, device_map="auto")  # wattlint-expect: unquantized-load
    return model.eval()


def half():
    model = AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-72B-Instruct", torch_dtype=torch.float16).to("cuda")  # wattlint-expect: unquantized-load
    return model.eval()


def engine():
    return LLM(model="meta-llama/Llama-3.3-70B-Instruct", dtype="bfloat16", tensor_parallel_size=4)  # wattlint-expect: unquantized-load


def engine_half():
    return LLM("Qwen/Qwen2.5-32B-Instruct", dtype="half")  # wattlint-expect: unquantized-load


def small():
    return LLM(model=SMALL, dtype="bfloat16")  # wattlint-ok: unquantized-load


def four_bit():
    config = BitsAndBytesConfig(load_in_4bit=True)
    model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.1-70B-Instruct", quantization_config=config, torch_dtype=torch.bfloat16)  # wattlint-ok: unquantized-load
    return model.eval()


def eight_bit_floats():
    return LLM(model="RedHatAI/Llama-3.3-70B-Instruct-FP8-dynamic", tensor_parallel_size=2)  # wattlint-ok: unquantized-load


def told(name: str):
    return LLM(model=name, dtype="bfloat16")  # wattlint-ok: unquantized-load


def unsaid():
    # What is in the checkpoint is what is loaded, whatever that is.
    return LLM(model="meta-llama/Llama-3.3-70B-Instruct", quantization="fp8")  # wattlint-ok: unquantized-load
