"""Answers questions on one GPU."""
import torch
from diffusers import DiffusionPipeline, StableDiffusionXLPipeline
from fastapi import FastAPI
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer, pipeline

app = FastAPI()
NAME = "mistralai/Mistral-7B-Instruct-v0.3"
DEVICE = "cuda"
PRECISION = torch.float32

tokenizer = AutoTokenizer.from_pretrained(NAME)
model = AutoModelForCausalLM.from_pretrained(NAME, torch_dtype=PRECISION).to(DEVICE)  # wattlint-expect: fp32-inference
model.eval()

model_bf16 = AutoModelForCausalLM.from_pretrained(NAME, torch_dtype=torch.bfloat16).to(DEVICE)  # wattlint-ok: fp32-inference
model_auto = AutoModelForCausalLM.from_pretrained(NAME, dtype="auto", device_map="auto")  # wattlint-ok: fp32-inference

painter = StableDiffusionXLPipeline.from_pretrained("stabilityai/stable-diffusion-xl-base-1.0", torch_dtype=torch.float32).to("cuda")  # wattlint-expect: fp32-inference
painter_half = StableDiffusionXLPipeline.from_pretrained("stabilityai/stable-diffusion-xl-base-1.0", torch_dtype=torch.float16).to("cuda")  # wattlint-ok: fp32-inference


class Summariser:
    def __init__(self) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained("facebook/nllb-200-3.3B")
        self.model = AutoModelForSeq2SeqLM.from_pretrained("facebook/nllb-200-3.3B", torch_dtype="float32")  # wattlint-expect: fp32-inference
        self.model.to("cuda:0")

    @torch.inference_mode()
    def __call__(self, text: str) -> str:
        inputs = self.tokenizer(text, return_tensors="pt").to("cuda:0")
        return self.tokenizer.decode(self.model.generate(**inputs, max_new_tokens=80)[0])


def load_for_cpu():
    # These machines have no accelerator.
    return AutoModelForCausalLM.from_pretrained(NAME, torch_dtype=torch.float32, device_map="cpu")  # wattlint-ok: fp32-inference


def load_tiny():
    # 124 million parameters: nothing to gain.
    return AutoModelForCausalLM.from_pretrained("gpt2", torch_dtype=torch.float32).to("cuda")  # wattlint-ok: fp32-inference


def load_where_it_fits():
    device = "cuda" if torch.cuda.is_available() else "cpu"
    dtype = torch.float16 if device == "cuda" else torch.float32
    return AutoModelForCausalLM.from_pretrained(NAME, torch_dtype=dtype).to(device)  # wattlint-ok: fp32-inference


def load_as_told(dtype: torch.dtype, **options):
    return AutoModelForCausalLM.from_pretrained(NAME, torch_dtype=dtype, **options).to("cuda")  # wattlint-ok: fp32-inference


def load_somewhere():
    # Nothing says where it runs.
    return AutoModelForCausalLM.from_pretrained(NAME, torch_dtype=torch.float32)  # wattlint-ok: fp32-inference


def load_on_mac():
    return AutoModelForCausalLM.from_pretrained(NAME, torch_dtype=torch.float32).to("mps")  # wattlint-ok: fp32-inference


@app.post("/answer")
def answer(body: dict) -> dict:
    inputs = tokenizer(body["question"], return_tensors="pt").to(DEVICE)
    with torch.no_grad():
        output = model.generate(**inputs, max_new_tokens=300)
    return {"answer": tokenizer.decode(output[0], skip_special_tokens=True)}
